"""Anze's reported year: 4 communities, 27 meetings, 217 items, all completed. And the months since.

Source: the county's report on its 说事议事 mechanism.
"""

from collections.abc import Iterator
from datetime import date

from portal.demo.cases import Case, Supplies, cases
from portal.demo.course import Course
from portal.demo.gathering import Gathering
from portal.demo.people import Ward
from portal.demo.story import Story, chance
from portal.domain.calendar import deliberation_days

MEETINGS, ITEMS = 27, 217

# One in so many is done late, is given more time, does not please at first, was put off once.
_LATE, _LONGER, _DISPLEASING, _PUT_OFF = 19, 17, 23, 29
_PICTURED = 9


def tell_the_reported_year(story: Story, supplies: Supplies, year: int) -> None:
    """All within the year: raised after New Year, and done, with every rating over, before the next."""
    held = sorted(_meetings_of(story, year), key=lambda gathering: gathering.day)
    explained = iter(cases("voices", "explained"))
    number = 0
    for order, gathering in enumerate(held):
        for _ in range(_size(order)):
            number += 1
            ward = gathering.ward
            case = (
                next(explained).here(ward)
                if number % (ITEMS // 4) == 0 and number < 200
                else supplies.take(ward, gathering.day.month)
            )
            gathering.new.append(_course(story, gathering, case, number))
    _put_some_off(held)
    for gathering in held:
        gathering.plan()


def _meetings_of(story: Story, year: int) -> Iterator[Gathering]:
    """Seven a community, and six in the last, on the rule book's days from mid-February to mid-November."""
    rule = story.book.meeting.ordinary
    days = [day for month in range(2, 12) for day in deliberation_days(rule, year, month)][:-1]
    for number, ward in enumerate(story.town.wards):
        wanted = MEETINGS // 4 + (number < MEETINGS % 4)
        for order in range(wanted):
            yield Gathering(story, ward, days[round(order * (len(days) - 1) / (wanted - 1))])


def _size(order: int) -> int:
    """Eight topics a meeting, or one more or less; the last one has no less, so that they add up to 217."""
    return ITEMS // MEETINGS + (0 if order == MEETINGS - 1 else (0, 1, -1)[order % 3])


def _course(story: Story, gathering: Gathering, case: Case, number: int) -> Course:
    course = Course(story, gathering.ward, case, pictures=number % _PICTURED == 0 or number > ITEMS - 20)
    course.displeasing = number % _DISPLEASING == 0
    if number % _LATE == 0:
        gathering.late.add(course)
    elif number % _LONGER == 0 and case.org != "committee":
        gathering.longer.add(course)
    return course


def _put_some_off(held: list[Gathering]) -> None:
    """Some topics were on an earlier meeting's list already, and came back."""
    earlier: dict[Ward, Gathering] = {}
    number = 0
    for gathering in held:
        before = earlier.get(gathering.ward)
        for course in tuple(gathering.new):
            number += 1
            if before and number % _PUT_OFF == 0:
                gathering.new.remove(course)
                gathering.back.append(course)
                before.put_off.append(course)
        earlier[gathering.ward] = gathering


def tell_the_months_since(story: Story, supplies: Supplies) -> None:
    """Every community meets every other month; what is under way now comes from the last of them."""
    past = [day for day in _days_of_this_year(story) if day <= story.now.date()]
    for number, ward in enumerate(story.town.wards):
        for day in past[::-1][number :: len(story.town.wards)]:
            gathering = Gathering(story, ward, day)
            for _ in range(chance(ward.quarter.area.name, day).randint(2, 3)):
                gathering.new.append(Course(story, ward, supplies.take(ward, day.month), pictures=True))
            gathering.plan()


def _days_of_this_year(story: Story) -> Iterator[date]:
    for month in range(2, story.now.month + 1):
        yield from deliberation_days(story.book.meeting.ordinary, story.now.year, month)


def tell_the_enquiries(story: Story) -> None:
    """Questions that were answered at once, spread over the last ten months."""
    wards = story.town.wards
    for number, case in enumerate(cases("others", "enquiry")):
        ward = wards[number % len(wards)]
        course = Course(story, ward, case.here(ward))
        raised = story.before(3 + 17 * number, 9, 10 + number)
        story.at(raised, course.bring_up)
        story.at(story.after(raised, number % 3, 15, number), course.answer)
