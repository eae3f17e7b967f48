"""The living present: upcoming meetings, and an example of every state, light and ending."""

from dataclasses import replace
from datetime import datetime, timedelta

from portal.demo.cases import Supplies, cases
from portal.demo.course import Course
from portal.demo.gathering import Gathering
from portal.demo.people import Ward
from portal.demo.story import Story, chance, on
from portal.domain.calendar import next_deliberation_day
from portal.domain.permissions import NOBODY
from portal.services import link, say

#: For one matter in each community: the working days given, how many ago, and to whom. Time enough, a day
#: too late, little time, time enough.
_IN_HAND = ((15, 3, "city"), (2, 3, "property"), (3, 3, "water"), (15, 4, "school"))


def tell_the_present(story: Story, supplies: Supplies) -> None:
    """Most of it in the first community, where the demonstration's sign-ins work; some everywhere."""
    teller = _Teller(story, supplies)
    for number, ward in enumerate(story.town.wards):
        teller.upcoming_meeting(ward, early=number == 0)
        teller.waiting(ward, overdue=number < 2)
        teller.in_hand(ward, *_IN_HAND[number])
        teller.ended(ward, number)
    teller.every_turn(story.town.wards[0])
    teller.of_the_resident(story.town.wards[0])


class _Teller:
    def __init__(self, story: Story, supplies: Supplies) -> None:
        self.story, self.supplies = story, supplies

    def _course(self, ward: Ward, days: int = 0, org: str = "") -> Course:
        case = self.supplies.take(ward, self.story.now.month, org)
        return Course(self.story, ward, replace(case, days=days) if days else case, pictures=True)

    # 议

    def upcoming_meeting(self, ward: Ward, early: bool) -> None:
        """The next meeting with topics on its list; ``early`` is one whose agenda is public already."""
        story = self.story
        day = next_deliberation_day(story.book.meeting.ordinary, story.now.date())
        planned = on(min(story.now.date() - timedelta(days=4), day - timedelta(days=13)), 8)
        gathering = Gathering(story, ward, day)
        story.at(planned, gathering.set_day)
        for number in range(3):
            course = self._course(ward)
            raised = planned - timedelta(days=6 + number, hours=-number)
            story.at(raised, course.bring_up)
            story.at(story.after(raised, 1, 10, number), course.pool)
            listed = planned + timedelta(days=1, hours=2, minutes=number)
            story.at(listed, gathering.enlisting(course))
            course.gather_support(raised + timedelta(hours=2), story.now - timedelta(hours=1))
        if early:
            story.at(planned + timedelta(days=2, hours=8), gathering.publish_early)
            self._urgent(gathering)
        else:
            story.at(on(gathering.closes_on, 0, 5), gathering.publish)

    def _urgent(self, gathering: Gathering) -> None:
        ward, yesterday = gathering.ward, self.story.now - timedelta(hours=26)
        course = Course(self.story, ward, cases("voices", "urgent")[0].here(ward))
        self.story.at(yesterday, course.bring_up)
        self.story.at(yesterday + timedelta(hours=3), gathering.adding_urgently(course, course.case.reason))

    # 说

    def waiting(self, ward: Ward, overdue: bool) -> None:
        """Just raised, raised before yesterday, and in the pool; perhaps one that nobody answered in time."""
        story, minute = self.story, chance(ward.quarter.area.name).randrange(60)
        for raised in (story.now - timedelta(minutes=20 + 3 * minute), story.before(2, 16, minute)):
            fresh = self._course(ward)
            fresh.filed = False
            story.at(raised, fresh.bring_up)
        if overdue:
            story.at(story.before(6, 9, minute), self._course(ward).bring_up)
        pooled = self._course(ward)
        story.at(story.before(7, 9, minute), pooled.bring_up)
        story.at(story.before(6, 11), pooled.pool)
        pooled.gather_support(story.before(5), story.now - timedelta(hours=1), most=20)

    # 办 and 评

    def every_turn(self, ward: Ward) -> None:
        """The department's desk with little time and with none, and each turn that handling can take."""
        self.in_hand(ward, days=4, since=4, org="city")
        self.in_hand(ward, days=5, since=9, org="city")
        asking, given, mending = (
            self.in_hand(ward, days, since) for days, since in ((10, 8), (10, 9), (8, 15))
        )
        story = self.story
        story.at(story.before(1, 9, 30), asking.ask_for_time)
        story.at(story.before(3, 9, 30), given.ask_for_time)
        story.at(story.before(2, 11), given.grant_time)
        mending.talks = False
        story.at(story.before(7, 16), mending.complete)
        story.at(story.before(4, 19), mending.rate_badly)
        rated, settled = (self.in_hand(ward, 8, 11) for _ in range(2))
        for course, done in ((rated, 3), (settled, 5)):
            course.talks = False
            course.gather_support(story.before(10), story.before(6), most=9)
            story.at(story.before(done, 16), course.complete)
        story.at(story.before(1, 8, 30), settled.rate_well)

    def in_hand(self, ward: Ward, days: int, since: int, org: str = "") -> Course:
        """Given so many working days, so many working days ago, to this organisation."""
        course = self._course(ward, days, org)
        self._hand_over(course, since)
        return course

    def _hand_over(self, course: Course, since: int) -> None:
        story, minute = self.story, course.chance.randrange(60)
        story.at(story.before(since + 1, 14, minute), course.bring_up)
        story.at(story.before(since, 9, minute), course.assign)
        story.at(story.before(max(since - 2, 1), 8, minute), course.report)

    # 晒

    def ended(self, ward: Ward, number: int) -> None:
        """Refused, private, merged, taken back: the ways to end that are no success story."""
        story = self.story
        for order, case in enumerate(cases("others", "refusal")[number : number + 1]):
            refused = Course(story, ward, case.here(ward))
            story.at(story.before(12 + order, 10), refused.bring_up)
            story.at(story.before(11 + order, 15), refused.refuse)
        for case in cases("others", "private")[number : number + 1]:
            quiet = Course(story, ward, case.here(ward))
            quiet.private = True
            story.at(story.before(8, 10), quiet.bring_up)
            story.at(story.before(6, 15), quiet.answer)
        self._merged(ward, number)
        if number == 0:
            self._taken_back(ward)

    def _merged(self, ward: Ward, number: int) -> None:
        pair = cases("others", "alike")[2 * number : 2 * number + 2]
        if pair:
            first, second = (Course(self.story, ward, case.here(ward)) for case in pair)
            self._hand_over(first, since=4)
            self.story.at(self.story.before(2, 18), second.bring_up)
            self.story.at(self.story.before(1, 9), lambda at: self._merge(ward, second, first, at))

    def _merge(self, ward: Ward, second: Course, first: Course, moment: datetime) -> None:
        link.merge(self.story.occasion(ward.worker, moment), second.matter, first.matter)

    def _taken_back(self, ward: Ward) -> None:
        course, moment = self._course(ward), self.story.before(3, 20, 10)
        self.story.at(moment, course.bring_up)
        self.story.at(
            moment + timedelta(minutes=6),
            lambda at: say.withdraw(self.story.occasion(NOBODY, at), course.matter, shown_code=True),
        )

    def of_the_resident(self, ward: Ward) -> None:
        """What the one who signs in as ``resident`` has raised: just now, in hand, and to be rated."""
        story = self.story
        fresh, in_hand, done = (self._course(ward, days) for days in (0, 12, 8))
        for course in (fresh, in_hand, done):
            course.proposer = story.town.resident
        story.at(story.now - timedelta(hours=5), fresh.bring_up)
        self._hand_over(in_hand, since=5)
        self._hand_over(done, since=9)
        done.talks = False
        story.at(story.before(2, 16, 40), done.complete)
