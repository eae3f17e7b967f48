"""The words of a notice, in the language of who reads it, made when it goes.

They hold no personal data: the title and text that are public already, the number, and a link.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from flask import Flask, current_app
from flask_babel import gettext
from itsdangerous import BadSignature, Signer
from jinja2 import Environment, Template

from portal.domain.notices import FOR_PERSONS, Audience, NoticeKind, NoticeWay
from portal.models import Invitation, Matter, Notice
from portal.services.posting import Letter
from portal.services.seats import seat_token
from portal.vault import unseal
from portal.web import labels
from portal.web.filters import full_day, moment
from portal.web.languages import SOURCE
from portal.web.preferences import preferences, writing_to

#: What stands in a message of what was answered; the rest is read on the page.
_SAID_CHARS = 120

_NO_FACTS: Mapping[str, object] = dict.fromkeys(
    (
        *("action", "whose", "day", "called_off", "into", "organisation", "due_on", "due_at", "code"),
        "from_organisation",
        *("news", "meeting", "starts_at", "venue", "telephone"),
        *("place", "kiosk", "step", "what", "level", "community", "about", "late", "task"),
    ),
    "",
)

#: What is no news of a matter alone has a page of its own in the office.
_OFFICE_PAGES: Mapping[NoticeKind, str] = {
    NoticeKind.WHISTLE: "/office/whistles",
    NoticeKind.URGENT_WHISTLE: "/office/whistles",
    NoticeKind.WARNING: "/office/warnings",
    NoticeKind.TASK: "/office/tasks",
}


class Words(NamedTuple):
    """A message as it goes out. Text messages have no subject."""

    subject: str
    text: str


class News(NamedTuple):
    """What one notice says, and where to read on."""

    text: str
    link: str


def words_of(letter: Letter, app: Flask) -> Words:
    """The whole message, in the recipient's language, outside any request."""
    first = letter.first
    language = (first.person.language if first.person else first.language) or SOURCE.code
    with app.app_context(), writing_to(language):
        news = [News(news_of(notice), link_to(notice)) for notice in letter.notices]
        said = _template("letter").render(news=news, stop=_stop_link(first), sender=_sender(first))
        return Words(_subject(letter), said.strip())


def news_of(notice: Notice) -> str:
    """What has happened, in a sentence or two, in the language of the moment."""
    matter = notice.matter
    facts = {**_NO_FACTS, **notice.facts, "kind": notice.kind.value}
    facts |= {name: full_day(date.fromisoformat(facts[name])) for name in ("day", "due_on") if facts[name]}
    if facts["due_at"]:
        facts["due_at"] = moment(datetime.fromisoformat(facts["due_at"]))
    if facts["code"]:
        facts["code"] = unseal(facts["code"])
    facts["step"] = str(labels.KIOSK_STEPS.get(facts["step"], ""))
    facts["level"] = str(labels.LEVELS.get(facts["level"], ""))
    facts |= {"title": _title(matter), "number": matter.number if matter else "", "said": _said(notice)}
    return _template("news").render(facts | {"can_reply": bool(link_to(notice))}).strip()


def _title(matter: Matter | None) -> str:
    """As everybody may read it. What is private, or waits to be read first, is named by its number alone."""
    if matter is None:
        return ""
    return str(matter.number) if matter.private or not matter.public_title else f"“{matter.public_title}”"


def _said(notice: Notice) -> str:
    event = notice.event
    if event is None or not event.public or (notice.matter and notice.matter.private):
        return ""
    text = str(event.public_text)
    return text if len(text) <= _SAID_CHARS else f"{text[:_SAID_CHARS]}……"


def _subject(letter: Letter) -> str:
    first = letter.first
    if first.way is NoticeWay.SMS:
        return ""
    if len(letter.notices) > 1:
        return gettext("%(count)s件事有了新进展", count=len(letter.notices))
    named = {**labels.NOTICES, **labels.GROUP_NOTICES} if _is_for_work(first) else labels.NOTICES
    numbers = [notice.matter.number for notice in letter.notices if notice.matter]
    return " · ".join([str(named[first.kind]), *numbers[:1]])


def _sender(notice: Notice) -> str:
    """Text messages bear the sender's name by the gateway's own signature."""
    return "" if notice.way is NoticeWay.SMS else str(current_app.config["BOOK"].title)


def link_to(notice: Notice) -> str:
    """Where to read on: what is public on the board, staff in the office, the rest with number and code."""
    base = current_app.config["SETTINGS"].address
    if notice.kind in _OFFICE_PAGES and base:
        return f"{base}{_OFFICE_PAGES[notice.kind]}"
    if base and notice.kind is NoticeKind.INVITATION:
        return f"{base}/seats/{_seat(notice)}"
    if notice.matter is None or not base:
        return ""
    number = notice.matter.number
    if _is_for_work(notice):
        return f"{base}/office/matters/{number}"
    if notice.facts.get("whose") == "asked":
        return f"{base}/track/{number}/answer"
    return f"{base}/track/{number}" if notice.facts.get("whose") == "proposer" else f"{base}/matters/{number}"


def _is_for_work(notice: Notice) -> bool:
    """Whether it goes to those who work on the matter, and not to those who asked for it."""
    return notice.group_id is not None or notice.facts.get("whose") in (Audience.STAFF, Audience.PARTNERS)


def _seat(notice: Notice) -> str:
    """Where an invited person answers; of an invitation that was taken back nothing opens."""
    invitation = Invitation.get_or_none(Invitation.id == notice.facts["invitation"])
    return seat_token(invitation) if invitation else ""


def _stop_link(notice: Notice) -> str:
    base = current_app.config["SETTINGS"].address
    if notice.person_id is None or notice.kind not in FOR_PERSONS or _is_for_work(notice) or not base:
        return ""
    return f"{base}/stop/{stop_token(notice.person_id, notice.kind)}"


def stop_token(person_id: int, kind: NoticeKind) -> str:
    """Lets its bearer stop this kind of notice for this person, and nothing else."""
    return _signer().sign(f"{person_id}-{kind.value}").decode("ascii")


def read_stop_token(token: str) -> tuple[int, NoticeKind] | None:
    """Whom and what a link would stop; None for one that was not made here."""
    try:
        person_id, _, kind = _signer().unsign(token).decode("ascii").partition("-")
    except BadSignature:
        return None
    return int(person_id), NoticeKind(kind)


def _signer() -> Signer:
    return Signer(current_app.secret_key or "", salt="stop-notices")


def _template(name: str) -> Template:
    environments: dict[str, Environment] = current_app.extensions["environments"]
    return environments[preferences().language].get_template(f"mail/{name}.txt")
