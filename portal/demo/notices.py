"""What people were told: calls made and still owed, mail that waits for a channel, groups that are paused.

Nothing is connected in the demonstration and nothing leaves it: the addresses are of example domains.
"""

from datetime import datetime, timedelta

from portal.demo.story import Story
from portal.domain.notices import FOR_GROUPS, FOR_PERSONS, NoticeKind, NoticeWay, Often, Wish
from portal.domain.permissions import NOBODY
from portal.domain.terms import Channel
from portal.models import Matter, Notice, Organisation, Person
from portal.services import notice_desk, notice_groups, notice_wishes, posting, say
from portal.services.contacts import email_columns
from portal.services.notice_groups import Connection

_ELDERS = (
    ("郭秀英", "0357-7100123", "3号楼门口的台阶缺了一块，下楼怕摔。", "台阶这两天就补，先放了警示牌。"),
    ("冯德山", "0357-7100456", "活动室的老花镜都拿走了，看报看不清。", "补了四副老花镜，拴在报架上了。"),
)


def tell_the_notices(story: Story) -> None:
    """Two elders who asked to be called, the resident's mail, and the groups of staff."""
    story.at(story.before(30, 9), lambda moment: _connect_groups(story, moment))
    story.at(story.before(30, 10), lambda moment: _choose_mail(story))
    for number, elder in enumerate(_ELDERS):
        _Elder(story, *elder).asks(story.before(4 - number, 10), is_called=number == 0)
    story.at(story.now, lambda moment: posting.tidy(story.by_the_clock(moment)))


def _connect_groups(story: Story, moment: datetime) -> None:
    """Both are paused: whoever looks at the demonstration may connect one of one's own."""
    ward = story.town.wards[0]
    occasion = story.occasion(ward.secretary, moment)
    department = Organisation.get(Organisation.name == "城管中队")
    displeased = NoticeKind.DISSATISFACTION_ANSWERED
    theirs = [NoticeKind.CHECK_IN, NoticeKind.DUE_SOON, displeased, NoticeKind.WHISTLE]
    area_id = ward.quarter.area.id
    for connection in (
        Connection("社区值班群", area_id, "wecombot://example-of-a-key", FOR_GROUPS),
        Connection("城管承办群", area_id, "jsons://hooks.example.org/chengguan", theirs, department.id),
    ):
        notice_groups.pause(occasion, notice_groups.connect(occasion, connection))


def _choose_mail(story: Story) -> None:
    """The resident wants one letter a day."""
    person_id = story.town.resident.person_id or 0
    Person.update(**email_columns("xiaoyu@example.org")).where(Person.id == person_id).execute()
    daily = Wish(NoticeWay.EMAIL, Often.DAILY)
    notice_wishes.choose(person_id, dict.fromkeys(FOR_PERSONS, daily))


class _Elder:
    """Somebody without a telephone that takes messages, who asked to be called."""

    def __init__(self, story: Story, name: str, phone: str, words: str, answer: str) -> None:
        self.story, self.ward = story, story.town.wards[0]
        self.name, self.phone, self.words, self.answer = name, phone, words, answer
        self.matter = Matter()

    def asks(self, moment: datetime, is_called: bool) -> None:
        self.story.at(moment, self._say)
        self.story.at(moment + timedelta(hours=4), self._answer)
        if is_called:
            self.story.at(moment + timedelta(hours=5), self._call)

    def _say(self, moment: datetime) -> None:
        draft = say.Draft(
            words=self.words,
            area_id=self.ward.quarter.area.id,
            channel=Channel.WEB,
            name=self.name,
            phone=self.phone,
            wants_reply="call",
        )
        self.matter = say.raise_matter(self.story.occasion(NOBODY, moment), draft).matter

    def _answer(self, moment: datetime) -> None:
        say.answer(self.story.occasion(self.ward.worker, moment), self.matter, self.answer)

    def _call(self, moment: datetime) -> None:
        owed = Notice.get(Notice.matter == self.matter, Notice.way == NoticeWay.CALL)
        notice_desk.called(self.story.occasion(self.ward.worker, moment), owed.id, "老人家说知道了，谢谢。")
