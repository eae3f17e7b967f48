"""议: topics are listed, the agenda closes, people come, and every item comes to its end."""

from portal.domain.admission import refusing
from portal.domain.stages import State
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Matter, Meeting
from portal.models.meetings import ItemState, MeetingState
from portal.services import agenda, deliberate
from portal.services.deliberate import Attendee, ResolutionDraft
from portal.simulation.life import Life
from portal.simulation.orders import order_for
from portal.simulation.town import Quarter, Town

_LONGEST_AGENDA = 12


class Hall:
    """The halls of all communities."""

    def __init__(self, life: Life, town: Town) -> None:
        self.life, self.town = life, town

    def work(self) -> None:
        """One day; meetings are held on days off as well."""
        self.life.until(17)
        for quarter in self.town.quarters:
            self._list_topics(quarter)
            self._add_urgent(quarter)
            for meeting in self._of_today(quarter):
                self._hold(quarter, meeting)

    def _pool(self, quarter: Quarter) -> list[Matter]:
        here = Matter.select().where(Matter.community == quarter.area, Matter.state == State.POOLED)
        return list(here.order_by(Matter.support_count.desc(), Matter.id))

    def _list_topics(self, quarter: Quarter) -> None:
        open_agenda = (Meeting.community == quarter.area) & (Meeting.state == MeetingState.PLANNED)
        meeting = Meeting.select().where(open_agenda).order_by(Meeting.day).first()
        if meeting is None:
            return
        for matter in self._pool(quarter)[:_LONGEST_AGENDA]:
            self.life.do(quarter.worker, agenda.list_topic, matter, meeting)

    def _add_urgent(self, quarter: Quarter) -> None:
        if not self.life.one_in(15):
            return
        published = (Meeting.community == quarter.area) & (Meeting.state == MeetingState.PUBLISHED)
        meeting = Meeting.select().where(published).order_by(Meeting.day).first()
        for matter in self._pool(quarter)[:1] if meeting else ():
            self.life.do(quarter.worker, agenda.add_urgent, matter, meeting, "等不到下一次了。")

    def _of_today(self, quarter: Quarter) -> list[Meeting]:
        waiting = (Meeting.state == MeetingState.PUBLISHED) & (Meeting.day == self.life.now.date())
        return list(
            Meeting.select().where((Meeting.community == quarter.area) & waiting).order_by(Meeting.day)
        )

    def _hold(self, quarter: Quarter, meeting: Meeting) -> None:
        self.life.until(19)
        came = self.life.chance.sample(quarter.residents, self.life.chance.randint(8, 34))
        present = [Attendee(each.name, Capacity.RESIDENT) for each in came]
        self.life.do(quarter.worker, deliberate.record_attendance, meeting, present)
        if not self.life.do(quarter.secretary, deliberate.open_meeting, meeting):
            return
        listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
        for item in list(AgendaItem.select().where(listed).order_by(AgendaItem.position)):
            self._take(quarter, item, len(came))
        self.life.do(quarter.secretary, deliberate.close_meeting, meeting)

    def _take(self, quarter: Quarter, item: AgendaItem, heads: int) -> None:
        """Gives it an outcome; what is not carried is put off or explained."""
        chair = quarter.secretary
        dice = self.life.chance.random()
        if dice < 0.8 and self._resolve(quarter, item, heads):
            return
        if dice < 0.9:
            self.life.do(chair, deliberate.explain_item, item, "政策上还不行，已经说明。")
        elif dice < 0.95:
            entry = self.life.chance.choice(refusing(self.life.book))
            self.life.do(chair, deliberate.refuse_item, item, "清单里写明不议。", entry.key)
        else:
            self.life.do(chair, deliberate.defer, item, "再多问几家。")

    def _resolve(self, quarter: Quarter, item: AgendaItem, heads: int) -> bool:
        in_favour = self.life.chance.randint(0, heads)
        against = self.life.chance.randint(0, heads - in_favour)
        order = order_for(self.life, self.town, quarter)
        draft = ResolutionDraft(
            "同意办，办法照大家说的。", order, in_favour, against, heads - in_favour - against
        )
        return self.life.do(quarter.secretary, deliberate.resolve, item, draft) is not None
