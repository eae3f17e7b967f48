"""One meeting of a community, from the day it is set until it is closed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from portal.demo.cases import voices
from portal.demo.course import Course
from portal.demo.people import Ward
from portal.demo.story import Deed, Story, chance, on
from portal.demo.talk import talk_about
from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Meeting
from portal.services import agenda, attend, deliberate

_SET, _LISTED, _CLOSED = timedelta(days=20), timedelta(days=12), timedelta(days=10)
_MINUTES_A_TOPIC = 9
_TALKED = timedelta(minutes=6)


class Gathering:
    """A meeting and what it makes of each topic.

    ``new`` topics end here in a resolution, or in an explanation where the case has only that; ``put_off``
    ones come back to a later meeting, which then has them among its ``back``.
    """

    def __init__(self, story: Story, ward: Ward, day: date) -> None:
        self.story, self.ward, self.day = story, ward, day
        self.chance = chance(ward.quarter.area.name, day)
        self.new: list[Course] = []
        self.back: list[Course] = []
        self.put_off: list[Course] = []
        self.late: set[Course] = set()
        self.longer: set[Course] = set()
        self._items: list[tuple[Course, AgendaItem]] = []
        self._meeting_id = 0
        self._head_count = 0

    @property
    def closes_on(self) -> date:
        return self.day - _CLOSED

    @property
    def meeting(self) -> Meeting:
        return Meeting.get_by_id(self._meeting_id)

    def plan(self) -> None:
        """Has the topics brought up in time, the meeting set, listed, published, held."""
        self.story.at(on(self.day - _SET, 8), self.set_day)
        for number, course in enumerate((*self.new, *self.put_off)):
            self._plan_topic(course, number)
        for number, course in enumerate(self.back):
            self.story.at(on(self.day - _LISTED, 9, number), self.enlisting(course))
        self.story.at(on(self.day - _CLOSED, 0, 5), self.publish)
        self.story.at(on(self.day, 18, 40), self._attend)
        self.story.at(on(self.day, 19), self._open)
        settling = self._settling()
        for number, settle in enumerate(settling):
            self.story.at(on(self.day, 19, 6) + timedelta(minutes=_MINUTES_A_TOPIC * number), settle)
        self.story.at(on(self.day, 19, 20) + timedelta(minutes=_MINUTES_A_TOPIC * len(settling)), self._close)

    def _plan_topic(self, course: Course, number: int) -> None:
        raised = on(self.day - timedelta(days=self.chance.randint(24, 40)), self.chance.randint(7, 20))
        raised += timedelta(minutes=self.chance.randrange(60))
        self.story.at(raised, course.bring_up)
        pooled = self.story.after(raised, 1, 10, number)
        self.story.at(pooled, course.pool)
        listed = max(on(self.day - _LISTED, 9, 30), pooled + timedelta(minutes=30)) + timedelta(
            minutes=number
        )
        self.story.at(listed, self.enlisting(course))
        course.gather_support(raised + timedelta(hours=1), on(self.day, 12))

    def set_day(self, moment: datetime) -> None:
        meetings = agenda.plan_meetings(self.story.by_the_clock(moment), self.ward.quarter.area, self.day)
        self._meeting_id = meetings[-1].id

    def enlisting(self, course: Course) -> Deed:
        def enlist(moment: datetime) -> None:
            occasion = self.story.occasion(self.ward.worker, moment)
            self._items.append((course, agenda.list_topic(occasion, course.matter, self.meeting)))

        return enlist

    def publish(self, moment: datetime) -> None:
        agenda.publish_due_agendas(self.story.by_the_clock(moment))

    def _attend(self, moment: datetime) -> None:
        residents = self.chance.sample(voices()["residents"], self.chance.randint(14, 26))
        desks = self.ward.quarter.desks
        present = [attend.Attendee(name, Capacity.RESIDENT) for name in residents[4:]]
        present += [attend.Attendee(name, Capacity.PARTY_MEMBER) for name in residents[:4]]
        present.append(attend.Attendee(desks["property"].person, Capacity.PROPERTY))
        present.append(attend.Attendee(desks["owners"].person, Capacity.OWNERS))
        present += [attend.Attendee(desks[key].person, Capacity.DEPARTMENT) for key in self._invited()]
        attend.record_attendance(self._chair(moment), self.meeting, present)
        self._head_count = len(present)

    def _invited(self) -> Sequence[str]:
        local = {"committee", "property", "owners"}
        asked = {key for course, _ in self._items for key in (course.case.org, *course.case.helpers)}
        return sorted(asked - local)

    def _open(self, moment: datetime) -> None:
        deliberate.open_meeting(self._chair(moment), self.meeting)

    def _close(self, moment: datetime) -> None:
        deliberate.close_meeting(self._chair(moment), self.meeting)

    def _chair(self, moment: datetime) -> Occasion:
        return self.story.occasion(self.ward.secretary, moment)

    def _settling(self) -> list[Deed]:
        ends = [self._ending(course) for course in (*self.back, *self.new)]
        return ends + [self._putting_off(course) for course in self.put_off]

    def _ending(self, course: Course) -> Deed:
        return self._explaining(course) if course.case.answer else self._resolving(course)

    def _item(self, course: Course) -> AgendaItem:
        return next(item for each, item in self._items if each is course)

    def _talk(self, course: Course, moment: datetime) -> None:
        talk_about(self._chair(moment), self._chair(moment - _TALKED), self._item(course))

    def _resolving(self, course: Course) -> Deed:
        def settle(moment: datetime) -> None:
            self._talk(course, moment)
            against = self.chance.choice((0, 0, 0, 1, 2))
            abstained = self.chance.choice((0, 0, 1, 2))
            favour = self._head_count - against - abstained - self.chance.randrange(4)
            draft = deliberate.ResolutionDraft(
                course.case.resolution, course.order, favour, against, abstained
            )
            deliberate.resolve(self._chair(moment), self._item(course), draft)
            course.then_handle(moment, late=course in self.late, longer=course in self.longer)

        return settle

    def _explaining(self, course: Course) -> Deed:
        def settle(moment: datetime) -> None:
            self._talk(course, moment)
            deliberate.explain_item(self._chair(moment), self._item(course), course.case.answer)
            course.then_rate(moment)

        return settle

    def _putting_off(self, course: Course) -> Deed:
        def settle(moment: datetime) -> None:
            self._talk(course, moment)
            reason = self.chance.choice(voices()["deferred"])
            deliberate.defer(self._chair(moment), self._item(course), reason)

        return settle

    def publish_early(self, moment: datetime) -> None:
        """By the secretary, before the day on which the clock would."""
        agenda.publish_agenda(self._chair(moment), self.meeting)

    def adding_urgently(self, course: Course, reason: str) -> Deed:
        """What comes on the list after it closed, with its public reason."""

        def add(moment: datetime) -> None:
            agenda.add_urgent(self._chair(moment), course.matter, self.meeting, reason)

        return add
