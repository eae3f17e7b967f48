"""Risks found, settled early, and how soon somebody took notice."""

from datetime import datetime, timedelta

from portal.domain.early_warning import Met, RiskEnd, figures_of

NIGHT = datetime(2026, 11, 6, 23, 0)


def met(end=None, minutes=None):
    return Met(NIGHT, None if minutes is None else NIGHT + timedelta(minutes=minutes), end)


def test_the_share_is_of_risks_that_ended_and_were_some():
    shanwei = [met(RiskEnd.EARLY)] * 63 + [met(RiskEnd.LATE)] * 5 + [met(RiskEnd.NO_RISK)] * 4 + [met()]
    figures = figures_of(shanwei)
    assert (figures.found, figures.settled, figures.early, figures.no_risk) == (69, 68, 63, 4)
    assert figures.share == 92.6


def test_the_median_is_of_warnings_that_somebody_took_notice_of():
    assert figures_of([met(minutes=4), met(minutes=11), met(minutes=240), met()]).minutes == 11


def test_nothing_ended_is_no_share():
    assert figures_of([met()]).share is None
    assert (figures_of([]).found, figures_of([]).minutes) == (0, None)
