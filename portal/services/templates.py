"""Words for answers that are given again and again, kept for an area and everything below it."""

from portal.db import transaction
from portal.domain.answer_templates import TEMPLATED, require_known
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import AnswerTemplate, Area

_TITLE_CHARS = 80


@transaction
def add_template(occasion: Occasion, area: Area, action: Action, title: str, text: str) -> AnswerTemplate:
    """Keeps words for one step.

    Raises:
        Refusal: NOT_ALLOWED in that area, UNKNOWN_CHOICE for a step without words, EMPTY_TEXT, TEXT_TOO_LONG,
            FIELD_UNKNOWN.
    """
    require(occasion.actor, Action.MANAGE_TEMPLATES, Subject(area.path))
    if action not in TEMPLATED:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="action")
    return AnswerTemplate.create(
        area=area,
        action=action,
        made_by=occasion.actor.person_id,
        made_at=occasion.now,
        **_words(occasion, title, text),
    )


@transaction
def mend_template(occasion: Occasion, template: AnswerTemplate, title: str, text: str) -> None:
    """Gives it better words; what was answered with the old ones stays as it was.

    Raises:
        Refusal: as ``add_template``, and NOT_FOUND for one that is no longer offered.
    """
    _require_offered(occasion, template)
    for name, said in _words(occasion, title, text).items():
        setattr(template, name, said)
    template.save()


@transaction
def retire_template(occasion: Occasion, template: AnswerTemplate) -> None:
    """It is offered no more. Raises Refusal: NOT_ALLOWED, NOT_FOUND."""
    _require_offered(occasion, template)
    template.retired_at = occasion.now
    template.save()


def _words(occasion: Occasion, title: str, text: str) -> dict[str, str]:
    text = required(text, occasion.book.limits.text_chars, "text")
    require_known(text)
    return {"title": required(title, _TITLE_CHARS, "title"), "text": text}


def _require_offered(occasion: Occasion, template: AnswerTemplate) -> None:
    require(occasion.actor, Action.MANAGE_TEMPLATES, Subject(template.area.path))
    if template.retired_at is not None:
        raise Refusal(Rule.NOT_FOUND)
