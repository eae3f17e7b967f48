"""The demonstration place: Anze's year as it was reported, and a present in which every state has an example.

Everything happens through the services, each deed at its own time, and comes out the same on the same day.
"""

from datetime import datetime

from portal.db import transaction
from portal.demo.called import tell_the_whistles
from portal.demo.calls import tell_what_is_asked
from portal.demo.cards import hand_out_cards
from portal.demo.cases import Supplies
from portal.demo.days import change_some_days, tell_the_emergency
from portal.demo.grounds import mark_the_ground
from portal.demo.guests import seat_the_people
from portal.demo.handling import work_on_what_is_in_hand
from portal.demo.inbox import ease_the_inbox
from portal.demo.kiosks import set_up_kiosks
from portal.demo.late import let_the_clock_tell
from portal.demo.notices import tell_the_notices
from portal.demo.people import FOUNDER, staff_the_place
from portal.demo.place import found_the_place
from portal.demo.present import tell_the_present
from portal.demo.protection import watch_over_people
from portal.demo.story import Story
from portal.demo.told import Told, count_told
from portal.demo.topics import lay_out_the_topics
from portal.demo.year import tell_the_enquiries, tell_the_months_since, tell_the_reported_year
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK
from portal.domain.policy import RuleBook
from portal.models import Area
from portal.services.sweep import sweep
from portal.services.triage import Adviser

__all__ = ["Told", "fill"]


@transaction
def fill(now: datetime, book: RuleBook, calendar: WorkCalendar, password: str) -> Told | None:
    """Fills an empty portal, all of it or nothing; None where there already are areas.

    Args:
        password: the one with which every demonstration account signs in.
    """
    if Area.select().exists():
        return None
    now = now.replace(second=0, microsecond=0)
    start = datetime(now.year - 1, 1, 2, 9)
    place = found_the_place()
    town = staff_the_place(place, start, book, calendar, password)
    mark_the_ground(Occasion(FOUNDER, start, book, calendar), place)
    story = Story(town, book, calendar, now)
    supplies = Supplies(town.wards)
    tell_the_present(story, supplies)  # first, for it is looked at most and may choose its cases
    tell_the_reported_year(story, supplies, now.year - 1)
    tell_the_months_since(story, supplies)
    tell_the_enquiries(story)
    tell_what_is_asked(story)
    tell_the_notices(story)
    tell_the_whistles(story)
    tell_the_emergency(story)
    let_the_clock_tell(story)
    story.tell()
    hand_out_cards(town, book, calendar, now)
    set_up_kiosks(town, book, calendar, now)
    watch_over_people(town, book, calendar, now)
    work_on_what_is_in_hand(town, book, calendar, now)
    lay_out_the_topics(town, book, calendar, now)
    seat_the_people(town, book, calendar, now)
    ease_the_inbox(town, book, calendar, now)
    Adviser().advise(Occasion(THE_CLOCK, now, book, calendar))
    sweep(Occasion(THE_CLOCK, now, book, calendar))
    change_some_days(town, book, calendar, now)
    return count_told()
