"""会前小议: what was found out about a topic before its meeting, who was asked, the options on the table.

Source: Anze prepares a topic in a small round before it is deliberated.
"""

from collections.abc import Iterable

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Matter, MatterEvent, Preparation, TopicOption, VoteChoice
from portal.queries.preparations import options_of
from portal.services.journal import note
from portal.services.masking import masked_for

#: More ways than a meeting can weigh against each other; the limit keeps the table readable.
MOST_OPTIONS = 12

_SHORT_CHARS = 200


@transaction
def lay_before_the_meeting(
    occasion: Occasion, matter: Matter, notes: str, asked: str, options: Iterable[str]
) -> None:
    """Notes and ways to settle it, all or nothing; where ways are given, notes may be left out.

    Raises:
        Refusal: as ``prepare`` and ``add_option``, the field of an option being ``options``.
    """
    ways = list(options)
    if notes or asked or not ways:
        prepare(occasion, matter, notes, asked)
    for way in ways:
        add_option(occasion, matter, way)


@transaction
def prepare(occasion: Occasion, matter: Matter, notes: str, asked: str = "") -> Preparation:
    """Writes down what was found out, and who was asked; on the matter's road too, as far as it is public.

    Raises:
        Refusal: EMPTY_TEXT, TEXT_TOO_LONG, CONTROL_CHARACTERS, and as ``journal.note``.
    """
    notes = required(notes, occasion.book.limits.text_chars, "notes")
    asked = clean(asked, _SHORT_CHARS, "asked")
    event = note(occasion, matter, Action.PREPARE, text=notes)
    return Preparation.create(matter=matter, event=event, asked=asked, public_asked=masked_for(matter, asked))


@transaction
def add_option(occasion: Occasion, matter: Matter, text: str) -> TopicOption:
    """Lays a way to settle the topic on the table.

    Raises:
        Refusal: EMPTY_TEXT, TEXT_TOO_LONG, OPTION_KNOWN for what lies there already, OPTIONS_FULL, and as
            ``journal.note``.
    """
    text = required(text, _SHORT_CHARS, "options")
    position = TopicOption.select().where(TopicOption.matter == matter).count() + 1
    event = note(occasion, matter, Action.PREPARE, text=text, data={"option": position})
    _require_room(matter, text)
    return TopicOption.create(
        matter=matter,
        event=event,
        position=position,
        text=text,
        public_text=event.public_text,
        added_at=occasion.now,
    )


@transaction
def withdraw_option(occasion: Occasion, option: TopicOption) -> None:
    """Takes an option from the table. What was voted on stays, whatever became of the vote.

    Raises:
        Refusal: OPTION_VOTED, STALE when somebody else just took it away, and as ``journal.note``.
    """
    note(occasion, option.matter, Action.PREPARE, data={"withdrawn": option.position})
    if VoteChoice.select().where(VoteChoice.option == option).exists():
        raise Refusal(Rule.OPTION_VOTED)
    on_the_table = (TopicOption.id == option.id) & TopicOption.withdrawn_at.is_null()
    if not TopicOption.update(withdrawn_at=occasion.now).where(on_the_table).execute():
        raise Refusal(Rule.STALE)
    option.withdrawn_at = occasion.now


def print_options(event: MatterEvent, text: str) -> None:
    """What the public reads of an option, once somebody has decided about the event that laid it there."""
    TopicOption.update(public_text=text).where(TopicOption.event == event).execute()


def _require_room(matter: Matter, text: str) -> None:
    lying = options_of(matter.id)
    if text in (option.text for option in lying):
        raise Refusal(Rule.OPTION_KNOWN, field="options")
    if len(lying) >= MOST_OPTIONS:
        raise Refusal(Rule.OPTIONS_FULL, field="options", limit=MOST_OPTIONS)
