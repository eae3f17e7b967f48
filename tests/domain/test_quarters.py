from datetime import date

import pytest

from portal.domain.quarters import Period, quarter_of, quarters_of, read_period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2028", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_a_period_reaches_from_its_first_to_its_last_day(written, first, last):
    period = read_period(written)
    assert (str(period), period.first, period.last) == (written, first, last)


@pytest.mark.parametrize("written", ["", "2026Q5", "2026Q0", "26Q1", "2026q1", "2026Q1 ", "年", "99999"])
def test_what_is_no_period_is_none(written):
    assert read_period(written) is None


def test_the_quarter_before_the_first_is_the_last_of_the_year_before():
    assert Period(2026, 1).previous == Period(2025, 4)
    assert Period(2026, 3).previous == Period(2026, 2)
    assert Period(2026).previous == Period(2025)


def test_every_day_lies_in_one_quarter_of_its_year():
    days = [
        date.fromordinal(number)
        for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    ]
    assert all(
        [quarter for quarter in quarters_of(2026) if quarter.holds(day)] == [quarter_of(day)] for day in days
    )
