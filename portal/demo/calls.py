"""问计于民 in the demonstration: one call concluded, two open, one to the observers; and some good ideas."""

from datetime import datetime, timedelta
from functools import cache
from itertools import chain, repeat
from typing import Any

from portal.demo.place import read
from portal.demo.story import Story, chance, on
from portal.domain.campaigns import IN_WORDS, AnswerWay, CampaignForm, Fate, PartKind, Said
from portal.domain.permissions import NOBODY
from portal.domain.stages import State
from portal.models import Account, Campaign, CampaignReply, Matter, Passage
from portal.queries.campaigns import Part, open_suggestions, parts_of
from portal.services import answers, campaigns, groups, ideas, moderate

Told = dict[str, Any]


@cache
def _calls() -> list[Told]:
    told: list[Told] = read("calls")["call"]
    return told


def tell_what_is_asked(story: Story) -> None:
    """All calls, each through its whole course as far as it has come today."""
    story.at(story.before(40, 9), lambda moment: _invite(story, moment))
    for told in _calls():
        _Asking(story, told).plan()
    story.at(story.before(1, 16), lambda moment: _mark_a_matter(story, moment))


def _invite(story: Story, moment: datetime) -> None:
    """The demonstration's resident is in the first group of the rule book."""
    secretary = story.occasion(story.town.wards[0].secretary, moment)
    login = Account.get(Account.person == story.town.resident.person_id).login
    for group in story.book.groups[:1]:
        groups.invite(secretary, group.key, login)


def _mark_a_matter(story: Story, moment: datetime) -> None:
    ward = story.town.wards[0]
    done = (Matter.state == State.PUBLISHED) & (Matter.community == ward.quarter.area)
    matter = Matter.select().where(done).order_by(Matter.support_count.desc(), Matter.id).first()
    if matter is not None:
        ideas.mark_matter(story.occasion(ward.worker, moment), matter, "说得清、办得成，别的楼也照着做了。")


class _Asking:
    """One call from its making to its conclusion."""

    def __init__(self, story: Story, told: Told) -> None:
        self.story, self.told = story, told
        self.chance = chance("call", told["title"])
        today = story.now.date()
        self.opens_on = today + timedelta(days=told["opens"])
        self.closes_on = today + timedelta(days=told["closes"])
        self.ward = story.town.wards[0]
        self._id = 0

    def plan(self) -> None:
        self.story.at(on(self.opens_on - timedelta(days=1), 16), self._make)
        ways = chain.from_iterable(
            repeat(AnswerWay(way), number) for way, number in self.told["answers"].items()
        )
        moments = iter(self._moments(sum(self.told["answers"].values())))
        for number, (way, moment) in enumerate(zip(ways, moments, strict=True)):
            self.story.at(moment, self._answering(number, way))
        self.story.at(on(self.closes_on + timedelta(days=6), 15), self._conclude)

    def _moments(self, number: int) -> list[datetime]:
        """Within the days of the call, and none later than an hour ago."""
        first = on(self.opens_on, 8)
        last = min(on(self.closes_on, 20), self.story.now - timedelta(hours=1))
        minutes = int((last - first) / timedelta(minutes=1))
        return [first + timedelta(minutes=self.chance.randrange(minutes)) for _ in range(number)]

    @property
    def campaign(self) -> Campaign:
        return Campaign.get_by_id(self._id)

    def _make(self, moment: datetime) -> None:
        now = self.story.occasion(self.ward.secretary, moment)
        groups_of_place = self.story.book.groups
        draft = campaigns.CallDraft(
            title=self.told["title"],
            question=self.told["question"].strip(),
            form=CampaignForm(self.told["form"]),
            area_id=self.ward.quarter.area.id,
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            group=groups_of_place[0].key if self.told.get("group") and groups_of_place else "",
        )
        self._id = campaigns.make(now, draft).id
        for part in self.told["part"]:
            asked = campaigns.PartDraft(
                PartKind(part["kind"]), part["words"], part.get("options", ()), part.get("required", False)
            )
            campaigns.add_part(now, self.campaign, asked)
        campaigns.publish(now, self.campaign)

    def _answering(self, number: int, way: AnswerWay) -> Any:
        def give(moment: datetime) -> None:
            said = self._said(number)
            if way is AnswerWay.PAPER:
                clerk = self.story.occasion(self.ward.worker, moment)
                sheets = sum(self.told["answers"].values()) - number
                answers.enter_sheet(clerk, self.campaign, sheets, said)
                return
            now = self.story.occasion(NOBODY, moment)
            answers.answer(now, self.campaign, f"b:{self._id}-{number}", said, way)

        return give

    def _said(self, number: int) -> dict[int, Said]:
        """What the answer of this number says: options by chance, the suggestions one by one."""
        parts = parts_of(self._id)
        ticked = [part for part in parts if part.kind not in IN_WORDS]
        chosen = {part.id: self._chosen(part) for part in ticked}
        voices = [
            (part.id, each["words"])
            for part, told in zip(parts, self.told["part"], strict=True)
            for each in told.get("said", ())
        ]
        if number < len(voices):
            part_id, words = voices[number]
            chosen[part_id] = Said(words=words)
        return chosen

    def _chosen(self, part: Part) -> Said:
        if part.kind is PartKind.SCALE:
            return Said((self.chance.choice((1, 2, 2, 3, 3, 3, 4)),))
        several = self.chance.randint(1, 3) if part.kind is PartKind.CHOICES else 1
        weights = [min(self.chance.randrange(len(part.options)) for _ in "ab") for _ in range(several)]
        return Said(tuple(weights))

    def _conclude(self, moment: datetime) -> None:
        """Each suggestion with its fate, the best ones marked, and what was made of it as a whole."""
        now = self.story.occasion(self.ward.secretary, moment)
        replies = [reply.id for reply in open_suggestions(self._id)]
        waiting = Passage.select().where(Passage.reply.in_(replies))
        moderate.show_waiting(now, [passage.id for passage in waiting])
        for part in self.told["part"]:
            for each in part.get("said", ()):
                reply = CampaignReply.get(CampaignReply.words == each["words"])
                answers.decide(now, self.campaign, [reply.id], Fate(each["fate"]), each["why"])
                if "idea" in each:
                    ideas.mark_reply(now, reply, each["idea"])
        campaigns.conclude(now, self.campaign, self.told["conclusion"].strip())
