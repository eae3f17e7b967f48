"""The gate before publishing: where the rule book says so, what is new waits until somebody has read it.

What waits is as if nobody had written it, for every page and for the search; that it waits is said in its
place. ``services.moderate`` lets it through or withholds it.
"""

from portal.domain.occasion import Occasion
from portal.domain.policy import PassageKind
from portal.models import CampaignReply, Matter, MatterEvent, Opinion, Passage, Photo
from portal.services.masking import masked_for


def waits(occasion: Occasion, kind: PassageKind) -> bool:
    """Whether new things of this kind wait here."""
    return kind in occasion.book.moderation.before_publishing


def printed(occasion: Occasion, text: str, matter: Matter) -> str:
    """What everybody may read of words that are shown besides on the road: as masked there, and where those
    wait to be read first nothing yet."""
    return "" if waits(occasion, PassageKind.EVENTS) else masked_for(matter, text)


def hold_words(occasion: Occasion, matter: Matter) -> None:
    """Keeps back the words of a matter just raised; before it is indexed. A private one is never public."""
    if matter.private or not waits(occasion, PassageKind.WORDS):
        return
    title, text, place = matter.public_title, matter.public_body, matter.public_place
    _keep(occasion, PassageKind.WORDS, matter, title=title, text=text, place=place)
    empty = {"public_title": "", "public_body": "", "public_place": ""}
    Matter.update(**empty).where(Matter.id == matter.id).execute()
    matter.public_title = matter.public_body = matter.public_place = ""


def hold_event(occasion: Occasion, matter: Matter, event: MatterEvent) -> None:
    """Keeps back what was said about a public event just appended."""
    readable = event.public and event.public_text and not matter.private
    if not readable or not waits(occasion, PassageKind.EVENTS):
        return
    _keep(occasion, PassageKind.EVENTS, matter, event=event, text=event.public_text)
    MatterEvent.update(public_text="").where(MatterEvent.id == event.id).execute()
    event.public_text = ""


def hold_photo(occasion: Occasion, matter: Matter, photo: Photo) -> None:
    """Keeps back a photo just stored."""
    if not photo.public or not waits(occasion, PassageKind.PHOTOS):
        return
    _keep(occasion, PassageKind.PHOTOS, matter, photo=photo)
    Photo.update(public=False).where(Photo.id == photo.id).execute()
    photo.public = False


def hold_reply(occasion: Occasion, reply: CampaignReply) -> None:
    """Keeps back the words of an answer just given to a call for suggestions."""
    if not reply.public_words or not waits(occasion, PassageKind.REPLIES):
        return
    Passage.create(
        kind=PassageKind.REPLIES,
        area=reply.answer.campaign.area_id,
        reply=reply,
        text=reply.public_words,
        written_at=occasion.now,
    )
    CampaignReply.update(public_words="").where(CampaignReply.id == reply.id).execute()
    reply.public_words = ""


def hold_opinion(occasion: Occasion, opinion: Opinion) -> None:
    """Keeps back an opinion on an agenda item just given."""
    if not waits(occasion, PassageKind.OPINIONS):
        return
    _keep(occasion, PassageKind.OPINIONS, opinion.item.matter, opinion=opinion, text=opinion.public_words)
    Opinion.update(public_words="").where(Opinion.id == opinion.id).execute()
    opinion.public_words = ""


def _keep(occasion: Occasion, kind: PassageKind, matter: Matter, **what: object) -> None:
    Passage.create(kind=kind, area=matter.area_id, matter=matter, written_at=occasion.now, **what)
