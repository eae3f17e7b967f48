"""议 in session: people come, items are taken one by one, votes are cast, and every item has its end."""

from portal.domain.admission import refusing
from portal.domain.terms import Capacity
from portal.domain.voting import Stance, VoteMethod
from portal.models import AgendaItem, Attendance, Invitation, Meeting, Opinion, Vote, VoteChoice
from portal.models.deliberating import BallotWay
from portal.models.meetings import ItemState, MeetingState, ReplyState
from portal.services import attend, correct, deliberate, opine, remark, vote
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.simulation.life import Life
from portal.simulation.orders import order_for
from portal.simulation.town import Quarter, Town


class Sitting:
    """Meetings as they are held."""

    def __init__(self, life: Life, town: Town) -> None:
        self.life, self.town = life, town

    def hold(self, quarter: Quarter, meeting: Meeting) -> None:
        """From the first who comes to the minutes."""
        self.life.until(meeting.starts_at.hour)
        self._come(quarter, meeting)
        if not self.life.do(quarter.secretary, deliberate.open_meeting, meeting):
            return
        listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
        for item in list(AgendaItem.select().where(listed).order_by(AgendaItem.position)):
            self._take(quarter, item)
        self.life.do(quarter.secretary, deliberate.close_meeting, meeting)
        if self.life.one_in(6):
            self._correct(quarter, Meeting.get_by_id(meeting.id))

    def _come(self, quarter: Quarter, meeting: Meeting) -> None:
        asked = Invitation.select().where(Invitation.meeting == meeting).order_by(Invitation.id)
        for invitation in list(asked):
            if invitation.state is not ReplyState.NOT_COMING and not self.life.one_in(5):
                self.life.do(quarter.worker, attend.arrive, meeting, invitation)
        came = self.life.chance.sample(quarter.residents, self.life.chance.randint(4, 30))
        present = [Attendee(each.name, Capacity.RESIDENT) for each in came]
        self.life.do(quarter.worker, attend.record_attendance, meeting, present)

    def _present(self, meeting_id: int) -> list[Attendance]:
        here = Attendance.select().where(Attendance.meeting == meeting_id)
        return list(here.order_by(Attendance.id))

    def _take(self, quarter: Quarter, item: AgendaItem) -> None:
        """Gives it an outcome; what is not carried is put off or explained."""
        chair, dice = quarter.secretary, self.life.chance.random()
        self.life.do(chair, remark.call_up, item)
        self._speak(quarter, item)
        if dice < 0.8 and self._resolve(quarter, item):
            return
        if dice < 0.9:
            self.life.do(chair, deliberate.explain_item, item, "政策上还不行，已经说明。")
        elif dice < 0.95:
            entry = self.life.chance.choice(refusing(self.life.book))
            self.life.do(chair, deliberate.refuse_item, item, "清单里写明不议。", entry.key)
        else:
            self.life.do(chair, deliberate.defer, item, "再多问几家。")

    def _speak(self, quarter: Quarter, item: AgendaItem) -> None:
        for opinion in list(Opinion.select().where(Opinion.item == item).order_by(Opinion.id)):
            self.life.do(quarter.secretary, opine.read_out, opinion)
        for speaker in self.life.chance.sample(self._present(item.meeting_id), 2):
            ticket = f"{item.id}-{speaker.id}"
            self.life.do(quarter.secretary, remark.note_remark, item, speaker, "我赞成。", ticket)

    def _resolve(self, quarter: Quarter, item: AgendaItem) -> bool:
        """By a vote that is opened, cast and closed; then the text, the person and the day."""
        method = self.life.chance.choice(list(VoteMethod))
        going_on = self.life.do(quarter.secretary, vote.open_vote, item, method)
        if going_on:
            self._cast(quarter, item.meeting_id, going_on)
            self.life.do(quarter.secretary, vote.close_vote, going_on)
        order = order_for(self.life, self.town, quarter, item.matter.title)
        draft = ResolutionDraft("同意办，办法照大家说的。", order, in_favour=0)
        return self.life.do(quarter.secretary, deliberate.resolve, item, draft) is not None

    def _cast(self, quarter: Quarter, meeting_id: int, going_on: Vote) -> None:
        choices = VoteChoice.select().where(VoteChoice.vote == going_on).order_by(VoteChoice.position)
        weighed = {choice: 6 if choice.stance is Stance.IN_FAVOUR else 2 for choice in choices}
        present = self._present(meeting_id)
        drawn = self.life.chance.choices(list(weighed), list(weighed.values()), k=len(present))
        if going_on.method is VoteMethod.HANDS:
            counts = {choice.id: drawn.count(choice) for choice in weighed}
            self.life.do(quarter.secretary, vote.count_hands, going_on, counts)
            return
        for somebody, choice in zip(present, drawn, strict=True):
            self.life.do(quarter.worker, vote.cast, going_on, somebody, choice, BallotWay.CARD)

    def _correct(self, quarter: Quarter, meeting: Meeting) -> None:
        if meeting.state is MeetingState.CLOSED:
            text = f"{meeting.minutes}\n更正：有一句记错了。"
            self.life.do(quarter.secretary, correct.correct_minutes, meeting, text, "记错了一句。")
