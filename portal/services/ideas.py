"""金点子: staff mark what is excellent, and say why. Source: Shanwei counts them, Chenghua collects them."""

from portal.db import transaction
from portal.domain.campaigns import Standing
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import CampaignReply, GoodIdea, Matter
from portal.services.journal import note
from portal.services.masking import masked


@transaction
def mark_matter(occasion: Occasion, matter: Matter, why: str) -> GoodIdea:
    """Marks a matter; everybody reads why, on its road too.

    Raises:
        Refusal: EMPTY_TEXT, IDEA_MARKED, PRIVATE_MATTER, and as ``journal.note``.
    """
    why = _public(occasion, why)
    if GoodIdea.select().where(GoodIdea.matter == matter).exists():
        raise Refusal(Rule.IDEA_MARKED, field="text")
    note(occasion, matter, Action.MARK_IDEA, text=why, data={"marked": True})
    return _mark(occasion, why, matter=matter)


@transaction
def unmark_matter(occasion: Occasion, matter: Matter, why: str) -> None:
    """Takes the mark back, with the reason on the matter's road.

    Raises:
        Refusal: EMPTY_TEXT, NOT_FOUND when it is not marked, and as ``journal.note``.
    """
    why = _public(occasion, why)
    if not GoodIdea.delete().where(GoodIdea.matter == matter).execute():
        raise Refusal(Rule.NOT_FOUND)
    note(occasion, matter, Action.MARK_IDEA, text=why, data={"marked": False})


@transaction
def mark_reply(occasion: Occasion, reply: CampaignReply, why: str) -> GoodIdea:
    """Marks a suggestion from a call that has closed, and that everybody may read.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, IDEA_MARKED, STALE while the call is open or the words are
            not public.
    """
    reply = _of_ours(occasion, reply)
    why = _public(occasion, why)
    closed = reply.answer.campaign.course.on(occasion.today) in (Standing.CLOSED, Standing.CONCLUDED)
    if not closed or not reply.public_words:
        raise Refusal(Rule.STALE)
    if GoodIdea.select().where(GoodIdea.reply == reply).exists():
        raise Refusal(Rule.IDEA_MARKED, field="text")
    return _mark(occasion, why, reply=reply)


@transaction
def unmark_reply(occasion: Occasion, reply: CampaignReply) -> None:
    """Takes the mark of a suggestion back. Raises Refusal NOT_ALLOWED, NOT_FOUND when it is not marked."""
    reply = _of_ours(occasion, reply)
    if not GoodIdea.delete().where(GoodIdea.reply == reply).execute():
        raise Refusal(Rule.NOT_FOUND)


def _of_ours(occasion: Occasion, reply: CampaignReply) -> CampaignReply:
    """The suggestion as it stands now, for somebody who may mark it."""
    area = reply.answer.campaign.area
    require(occasion.actor, Action.MARK_IDEA, Subject(area_path=area.path))
    return CampaignReply.get_by_id(reply.id)


def _public(occasion: Occasion, why: str) -> str:
    return masked(required(why, occasion.book.limits.text_chars, "text"))


def _mark(occasion: Occasion, why: str, **what: Matter | CampaignReply) -> GoodIdea:
    return GoodIdea.create(**what, why=why, marked_by=occasion.actor.person_id, marked_at=occasion.now)
