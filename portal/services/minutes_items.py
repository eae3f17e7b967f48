"""What the minutes say of each item: how it was prepared, who spoke, how it was voted, how it ended."""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from portal.domain.meeting_rules import MeetingRules
from portal.domain.privacy import mask_name
from portal.domain.voting import in_words
from portal.models import (
    AgendaItem,
    Matter,
    MatterEvent,
    Meeting,
    Opinion,
    Organisation,
    Preparation,
    Remark,
    Resolution,
    TopicOption,
    Vote,
)
from portal.models.meetings import ItemState
from portal.queries.preparations import options_of, prepared_for
from portal.queries.rows import rows
from portal.queries.votes import VoteRow, voices_of, votes_of


def lines_of(meeting: Meeting, rules: MeetingRules) -> list[str]:
    """The lines of all items, in the order of the agenda. A matter of one family is named by nothing."""
    chosen = AgendaItem.select(AgendaItem, Matter).join(Matter)
    items = list(chosen.where(AgendaItem.meeting == meeting).order_by(AgendaItem.position))
    held = votes_of([item.id for item in items])
    return [
        line
        for number, item in enumerate(items, 1)
        for line in _lines(number, item, held.get(item.id, []), rules)
    ]


def said_of(matter: Matter) -> set[str]:
    """All public words of a matter that the lines of its items may repeat."""
    items = AgendaItem.select(AgendaItem.id).where(AgendaItem.matter == matter)
    found = (
        MatterEvent.select(MatterEvent.public_text).where(MatterEvent.matter == matter),
        AgendaItem.select(AgendaItem.result_text).where(AgendaItem.matter == matter),
        Resolution.select(Resolution.public_text).where(Resolution.item.in_(items)),
        Preparation.select(Preparation.public_asked).where(Preparation.matter == matter),
        TopicOption.select(TopicOption.public_text).where(TopicOption.matter == matter),
        Opinion.select(Opinion.public_words).where(Opinion.item.in_(items)),
        Remark.select(Remark.public_text).where(Remark.item.in_(items)),
        Vote.select(Vote.void_reason).where(Vote.item.in_(items)),
    )
    said = {words for query in found for (words,) in rows(query)}
    return (said | {matter.public_title}) - {""}


def long_day(day: date) -> str:
    """A day as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _lines(number: int, item: AgendaItem, held: list[VoteRow], rules: MeetingRules) -> Iterator[str]:
    urgent = f"（急事加议：{item.urgent_reason}）" if item.urgent_reason else ""
    yield ""
    yield f"{number}. {item.matter.public_title}{urgent}"
    yield from _prepared(item)
    yield from _opinions(item)
    yield from _spoken(item)
    yield from _on_the_table(item)
    for vote in held:
        yield from _voted(vote, rules)
    if item.state is ItemState.RESOLVED:
        yield from _resolved(item, held)
    else:
        yield f"{_RESULTS[item.state]}{item.result_text}"


def _prepared(item: AgendaItem) -> Iterator[str]:
    for found in reversed(prepared_for([item.matter_id]).get(item.matter_id, [])):
        asked = f"（问过{found.asked}）" if found.asked else ""
        yield f"会前小议{asked}：{found.notes}"


def _opinions(item: AgendaItem) -> Iterator[str]:
    given = list(Opinion.select().where(Opinion.item == item).order_by(Opinion.id))
    read = [opinion for opinion in given if opinion.read_out_at and opinion.public_words]
    if given:
        aloud = sum(opinion.read_out_at is not None for opinion in given)
        yield f"会前收到意见{len(given)}条，会上念了{aloud}条。"
    yield from (f"意见（{mask_name(each.name) or '没有留名'}）：{each.public_words}" for each in read)


def _spoken(item: AgendaItem) -> Iterator[str]:
    for remark in Remark.select().where(Remark.item == item).order_by(Remark.id):
        if remark.public_text:
            yield f"{remark.speaker or '会上有人'}说：{remark.public_text}"


def _on_the_table(item: AgendaItem) -> Iterator[str]:
    options = [option for option in options_of(item.matter_id) if option.public_text]
    if options:
        yield "摆出来的办法：" + "；".join(f"{each.number}、{each.public_text}" for each in options) + "。"


def _voted(vote: VoteRow, rules: MeetingRules) -> Iterator[str]:
    said = in_words(vote.method, vote.secret, (choice.counted for choice in vote.choices))
    if vote.void:
        yield f"作废的表决（{vote.void_reason or '理由待核'}），不计。"
        return
    yield said
    if vote.among_options and not vote.carried(rules.carries_by):
        yield "没有一个办法过半。"
    if rules.names_public:
        for choice in vote.choices:
            names = [who.name for who in voices_of(vote.id) if (who.stance, who.text) == choice[1:3]]
            if names:
                yield f"{choice.counted.said}：{'、'.join(names)}。"


def _resolved(item: AgendaItem, held: list[VoteRow]) -> Iterator[str]:
    """The counts stand here where no vote was held; else the line of the vote has them."""
    made = Resolution.select(Resolution, Organisation).join(Organisation).where(Resolution.item == item).get()
    yield f"形成决议：{made.public_text}"
    counts = f"同意{made.in_favour}人，不同意{made.against}人，弃权{made.abstained}人。"
    who = f"{made.organisation.name}（{made.person_name}）"
    voted = any(vote.counts for vote in held)
    yield f"{'' if voted else counts}由{who}办理，{long_day(made.due_on)}前办好。"


_RESULTS = MappingProxyType(
    {
        ItemState.LISTED: "还没有议。",
        ItemState.DEFERRED: "下次再议：",
        ItemState.REFUSED: "不采纳：",
        ItemState.EXPLAINED: "解释说明：",
        ItemState.HANDED_ON: "交去办：",
    }
)
