"""All that is kept of one person, for that person to read (PIPL, article 45), and how the person is found."""

from collections.abc import Iterable
from typing import Any

from peewee import Model

from portal.domain.contacts import is_email, plain_email, plain_number
from portal.domain.logins import plain_login
from portal.domain.numbering import matter_number, parse
from portal.models import (
    Account,
    CampaignAnswer,
    CampaignReply,
    Card,
    CardHolder,
    Matter,
    MatterEvent,
    Membership,
    Notice,
    NoticeWish,
    Person,
    Photo,
    Rating,
    RoleHolding,
    SignIn,
    Support,
    VerifiedContact,
)
from portal.queries.everything_of_meetings import meeting_papers_of
from portal.queries.looks import looks_at
from portal.queries.rows import Condition
from portal.vault import mark

_MOST_FOUND = 50


def persons_called(words: str) -> list[Person]:
    """Who is meant by a matter's number, a telephone number, an e-mail address or a login.

    Staff write down the same person more than once, so that one number may stand for several rows.
    """
    if parts := parse(words):
        raised = Matter.select(Matter.proposer).where(Matter.number == matter_number(*parts))
        return _found(Person.id.in_(raised))
    if is_email(words):
        return _found(Person.email_mark == mark(plain_email(words)))
    login = Account.select(Account.person).where(Account.login == plain_login(words))
    by_number = (Person.phone_mark == mark(plain_number(words))) & (Person.phone_mark != "")
    return _found(by_number | Person.id.in_(login))


def _found(condition: Condition) -> list[Person]:
    known = Person.select().where(condition & Person.erased_at.is_null())
    return list(known.order_by(Person.id).limit(_MOST_FOUND))


def everything_of(person: Person) -> dict[str, Any]:
    """All that is kept of the person, by what it is; moments in ISO 8601, China time."""
    me, by_me = person.id, f"p:{person.id}"
    return {
        "person": {
            "id": me,
            "name": person.name,
            "phone": person.phone,
            "email": person.email,
            "language": person.language,
            "since": person.created_at.isoformat(),
        },
        "accounts": _told(Account.select().where(Account.person == me), "login", "active"),
        "sign_ins": _told(SignIn.select().where(SignIn.person == me), "way", "created_at", "ended_at"),
        "proved_contacts": _told(
            VerifiedContact.select().where(VerifiedContact.person == me), "way", "verified_at"
        ),
        "roles": _told(RoleHolding.select().where(RoleHolding.person == me), "role", "since", "until"),
        "cards": _told(_cards(me), "serial", "household", "issued_at", "revoked_at"),
        "groups": _told(Membership.select().where(Membership.person == me), "group", "since"),
        "notice_wishes": _told(NoticeWish.select().where(NoticeWish.person == me), "kind", "way", "often"),
        "notices": _told(Notice.select().where(Notice.person == me), "kind", "way", "state", "written_at"),
        "matters": [_matter(each) for each in Matter.select().where(Matter.proposer == me)],
        "supports": _on_matters(Support.select().where(Support.supporter == by_me), "at"),
        "ratings": [*_ratings_of_proposer(me), *_ratings(Rating.select().where(Rating.rater == by_me))],
        "suggestions": _suggestions(by_me),
        "meetings": meeting_papers_of(me)._asdict(),
        "looks_at_contact": [
            {"at": look.at.isoformat(), "role": look.role, "matter": look.number} for look in looks_at(me)
        ],
    }


def _told(found: Iterable[Model], *columns: str) -> list[dict[str, Any]]:
    return [{column: _plain(getattr(each, column)) for column in columns} for each in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cards(person_id: int) -> Any:
    return Card.select().join(CardHolder).where(CardHolder.person == person_id)


def _matter(matter: Matter) -> dict[str, Any]:
    (told,) = _told(
        [matter], "number", "kind", "channel", "title", "body", "place", "raised_at", "state", "private"
    )
    events = MatterEvent.select().where((MatterEvent.matter == matter) & MatterEvent.public)
    photos = Photo.select().where(Photo.matter == matter)
    return told | {
        "road": _told(events.order_by(MatterEvent.id), "at", "action", "text"),
        "photos": [f"/photos/{photo.name}" for photo in photos.order_by(Photo.id)],
    }


def _on_matters(found: Iterable[Any], *columns: str) -> list[dict[str, Any]]:
    return [{"matter": each.matter.number} | told for each in found for told in _told([each], *columns)]


def _ratings_of_proposer(person_id: int) -> list[dict[str, Any]]:
    own = Matter.select(Matter.id).where(Matter.proposer == person_id)
    return _ratings(Rating.select().where((Rating.rater == "proposer") & Rating.matter.in_(own)))


def _ratings(found: Iterable[Rating]) -> list[dict[str, Any]]:
    return _on_matters(found, "attitude", "efficiency", "result", "effect", "satisfied", "words", "at")


def _suggestions(answerer: str) -> list[dict[str, Any]]:
    own = CampaignAnswer.select(CampaignAnswer.id).where(CampaignAnswer.answerer == answerer)
    return _told(CampaignReply.select().where(CampaignReply.answer.in_(own)), "chosen", "words", "fate")
