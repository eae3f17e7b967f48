"""议 before the meeting: topics are listed, people are asked and say what they think, days are moved."""

from datetime import time, timedelta

from portal.domain.stages import State
from portal.domain.terms import Urgency
from portal.models import AgendaItem, Invitation, Matter, Meeting
from portal.models.meetings import MeetingState, ReplyState
from portal.services import agenda, invite, meeting_days, opine
from portal.simulation.life import Life
from portal.simulation.sitting import Sitting
from portal.simulation.town import Quarter, Town

_LONGEST_AGENDA = 12
_REPLIES = (*[ReplyState.COMING] * 6, ReplyState.NOT_COMING, ReplyState.SENDS_ANOTHER)


class Hall:
    """The halls of all communities."""

    def __init__(self, life: Life, town: Town) -> None:
        self.life, self.town = life, town
        self.sitting = Sitting(life, town)

    def work(self) -> None:
        """One day; meetings are held on days off as well."""
        self.life.until(17)
        for quarter in self.town.quarters:
            self._add_urgent(quarter)
            self._list_topics(quarter)
            self._change_plans(quarter)
            for meeting in self._published(quarter):
                self._gather(quarter, meeting)
                if meeting.day == self.life.now.date():
                    self.sitting.hold(quarter, Meeting.get_by_id(meeting.id))

    def _pool(self, quarter: Quarter) -> list[Matter]:
        here = Matter.select().where(Matter.community == quarter.area, Matter.state == State.POOLED)
        return list(here.order_by(Matter.support_count.desc(), Matter.id))

    def _next(self, quarter: Quarter, state: MeetingState) -> Meeting | None:
        here = Meeting.select().where(Meeting.community == quarter.area, Meeting.state == state)
        ahead = here.where(Meeting.day >= self.life.now.date()).order_by(Meeting.day, Meeting.id)
        meeting: Meeting | None = ahead.first()
        return meeting

    def _published(self, quarter: Quarter) -> list[Meeting]:
        public = Meeting.select().where(
            Meeting.community == quarter.area,
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.day >= self.life.now.date(),
        )
        with_topics = public.where(Meeting.id.in_(AgendaItem.select(AgendaItem.meeting)))
        return list(with_topics.order_by(Meeting.day, Meeting.id))

    def _list_topics(self, quarter: Quarter) -> None:
        meeting = self._next(quarter, MeetingState.PLANNED)
        if meeting:
            for matter in self._pool(quarter)[:_LONGEST_AGENDA]:
                self.life.do(quarter.worker, agenda.list_topic, matter, meeting)

    def _add_urgent(self, quarter: Quarter) -> None:
        """What is urgent gets a meeting of its own; now and then something joins a closed agenda."""
        urgent = [matter for matter in self._pool(quarter) if matter.urgency is Urgency.URGENT]
        day, why = self.life.now.date() + timedelta(days=1), "等不到下一次了。"
        for matter in urgent[:1] if self.life.one_in(2) else ():
            self.life.do(quarter.secretary, meeting_days.convene_urgent, matter, day, time(10), why)
        meeting = self._next(quarter, MeetingState.PUBLISHED)
        if meeting and self.life.one_in(15):
            for matter in self._pool(quarter)[:1]:
                self.life.do(quarter.worker, agenda.add_urgent, matter, meeting, why)

    def _change_plans(self, quarter: Quarter) -> None:
        """A meeting is moved or called off, or another one is called."""
        if not self.life.one_in(25):
            return
        secretary, dice = quarter.secretary, self.life.chance.random()
        day = self.life.now.date() + timedelta(days=self.life.chance.randint(1, 12))
        meeting = self._next(quarter, MeetingState.PUBLISHED)
        if dice < 0.4 and meeting:
            hall = meeting.venue
            self.life.do(secretary, meeting_days.move_meeting, meeting, day, time(19), hall, "礼堂要修。")
        elif dice < 0.5 and meeting:
            self.life.do(secretary, meeting_days.call_off, meeting, "停电。")
        else:
            kind, why = self.life.chance.choice(self.life.book.meeting.types).key, "有几件事要商量。"
            self.life.do(secretary, meeting_days.convene, quarter.area, kind, day, time(15), why)

    def _gather(self, quarter: Quarter, meeting: Meeting) -> None:
        """Who was asked replies, and neighbours say what they think."""
        waiting = (Invitation.meeting == meeting) & (Invitation.state == ReplyState.WAITING)
        for invitation in list(Invitation.select().where(waiting).order_by(Invitation.id)):
            if self.life.one_in(3):
                state = self.life.chance.choice(_REPLIES)
                self.life.do(quarter.worker, invite.enter_reply, invitation, state, "家里人")
        items = AgendaItem.select().where(AgendaItem.meeting == meeting).order_by(AgendaItem.id)
        for item in list(items.limit(2)):
            resident = self.life.chance.choice(quarter.residents)
            if self.life.one_in(3):
                self.life.do(resident, opine.give_opinion, item, f"p:{resident.person_id}", "我看可以办。")
