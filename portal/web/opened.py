"""What this browser was shown by follow-up code: kept in its signed session, ended by 离开."""

from flask import session

from portal.models import Matter
from portal.web.access import acting, has_session

_MOST = 20


def open_matter(number: str) -> None:
    """Remembers that the follow-up code of this matter was given in this browser."""
    others = [opened for opened in opened_numbers() if opened != number]
    session["opened"] = [number, *others][:_MOST]


def opened_numbers() -> list[str]:
    return list(session.get("opened", ())) if has_session() else []


def was_opened(matter: Matter) -> bool:
    """Whether this matter's code was given in this browser."""
    return matter.number in opened_numbers()


def is_own(matter: Matter) -> bool:
    """Whether the one at the door raised it: by account, or because the code was given."""
    person_id = acting().person_id
    return was_opened(matter) or (person_id is not None and person_id == matter.proposer_id)


def forget_all() -> None:
    session.pop("opened", None)
