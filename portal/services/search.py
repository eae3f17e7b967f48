"""What can be found: matters, by public words and in the office by the house's own; other public pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from peewee import JOIN, chunked

from portal.db import transaction, writing
from portal.domain.search_words import FORM, kept_initials, kept_words
from portal.domain.similarity import runs
from portal.domain.stages import State
from portal.models import (
    AgendaItem,
    Campaign,
    CampaignPart,
    Findable,
    Matter,
    MatterEvent,
    Meeting,
    Resolution,
    Row,
    SearchForm,
    Venue,
)
from portal.models.finding import FindableKind
from portal.queries.rows import rows
from portal.services.search_index import ELSEWHERE, OWN, PUBLIC

_IN_ONE_COMMIT = 500

#: Whoever looks for these is led to another matter, or to none.
_GONE = frozenset({State.MERGED, State.WITHDRAWN})


@transaction
def index(matter: Matter) -> None:
    """Makes the matter's words searchable in place of what was indexed of it before.

    The public ones unless it is private, or was merged or withdrawn; the house's own in any case. Agendas
    that name it are indexed again, since they say its public title.
    """
    index_own(matter)
    for meeting in Meeting.select().join(AgendaItem).where(AgendaItem.matter == matter):
        index_meeting(meeting)
    if matter.private or matter.state in _GONE:
        forget(matter)
        return
    words = f"{matter.number} {matter.public_title} {matter.public_body} {matter.public_place}"
    PUBLIC.put(matter.id, [*kept_words(words), *_initials(matter.public_title)])


@transaction
def forget(matter: Matter) -> None:
    """The public finds the matter no more; the office does."""
    PUBLIC.drop(matter.id)


@transaction
def index_own(matter: Matter) -> None:
    """Makes original words, the proposer's name, and all that was answered and noted findable in the office.

    To be called when any of these changes: a note is written, or a person's data are erased.
    """
    events = MatterEvent.select(MatterEvent.text).where(MatterEvent.matter == matter, MatterEvent.text != "")
    said = [text for (text,) in rows(events)]
    name = matter.proposer.name if matter.proposer else ""
    words = " ".join((matter.number, matter.title, matter.body, matter.place, name, *said))
    OWN.put(matter.id, kept_words(words))


@transaction
def index_campaign(campaign: Campaign) -> None:
    """Makes a campaign findable by its title, its question and its parts while it hangs out."""
    if campaign.published_at is None or campaign.withdrawn_at is not None:
        _forget(FindableKind.CAMPAIGN, str(campaign.id))
        return
    words = [campaign.title, campaign.question, *_parts(campaign)]
    _keep(FindableKind.CAMPAIGN, str(campaign.id), campaign.title, campaign.opens_on, words)


def _parts(campaign: Campaign) -> list[str]:
    parts = CampaignPart.select(CampaignPart.words).where(CampaignPart.campaign == campaign)
    return [words for (words,) in rows(parts)]


@transaction
def index_venue(venue: Venue) -> None:
    """Makes a venue findable by its name, its address and its community."""
    if not venue.active:
        _forget(FindableKind.VENUE, venue.code)
        return
    _keep(FindableKind.VENUE, venue.code, venue.name, None, [venue.name, venue.address, venue.community.name])


@transaction
def index_meeting(meeting: Meeting) -> None:
    """Makes a meeting findable by its agenda once that is public, by its resolutions and by its minutes."""
    if meeting.published_at is None:  # a draft, also where it was called off as one
        _forget(FindableKind.MEETING, str(meeting.id))
        return
    name = meeting.community.name
    words = [name, meeting.venue, *_agenda(meeting), meeting.public_minutes]
    _keep(FindableKind.MEETING, str(meeting.id), name, meeting.day, words)


def _agenda(meeting: Meeting) -> list[str]:
    items = (
        AgendaItem.select(Matter.public_title, AgendaItem.result_text, Resolution.public_text)
        .join_from(AgendaItem, Matter)
        .join_from(AgendaItem, Resolution, JOIN.LEFT_OUTER)
        .where(AgendaItem.meeting == meeting, ~Matter.private)
    )
    return [text for item in rows(items) for text in item if text]


def _keep(kind: FindableKind, key: str, title: str, day: date | None, words: Iterable[str]) -> None:
    row = Findable.insert(kind=kind, key=key, title=title, day=day).on_conflict(
        conflict_target=[Findable.kind, Findable.key], update={"title": title, "day": day}
    )
    ((findable,),) = row.returning(Findable.id).tuples().execute()
    ELSEWHERE.put(findable, [*kept_words(" ".join(words)), *_initials(title)])


def _forget(kind: FindableKind, key: str) -> None:
    known = Findable.get_or_none(kind=kind, key=key)
    if known:
        ELSEWHERE.drop(known.id)
        known.delete_instance()


def _initials(title: str) -> list[str]:
    """By the first letters of its Chinese, each stretch by itself: a letter for a character."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take half a second and 55 MB

    spoken = (lazy_pinyin(run.word, Style.FIRST_LETTER) for run in runs(title) if run.is_chinese)
    return kept_initials("".join(letters) for letters in spoken)


def is_outdated() -> bool:
    """Whether what is indexed was written in another form than today's."""
    return bool(SearchForm.select(SearchForm.number).scalar() != FORM)


def reindex() -> Iterator[int]:
    """Indexes everything anew, some hundreds in a transaction, and gives after each how many are done.

    Broken off, or done twice, it does no harm: each matter is found by its old words until it is found by
    its new ones.
    """
    done = 0
    for model, put in _EVERYTHING.items():
        for some in chunked(rows(model.select(model.id).order_by(model.id)), _IN_ONE_COMMIT):
            with writing():
                for row in model.select().where(model.id.in_([key for (key,) in some])):
                    put(row)
            done += len(some)
            yield done
    with writing():
        SearchForm.update(number=FORM).execute()


_EVERYTHING: Mapping[type[Row], Callable[[Any], None]] = MappingProxyType(
    {Matter: index, Meeting: index_meeting, Campaign: index_campaign, Venue: index_venue}
)
