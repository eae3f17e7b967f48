"""准入清单: what may come before a meeting or be put upon a community, and what a refusal cites of it."""

from collections.abc import Iterable

from portal.domain.policy import AdmissionEntry, RuleBook
from portal.domain.refusal import Refusal, Rule

#: Cited where a task is refused because no entry admits it. It cannot be the key of an entry.
NOT_LISTED = "-"


def refusing(book: RuleBook) -> list[AdmissionEntry]:
    """The entries that say what is not deliberated: the reasons for a refusal to choose from."""
    return [entry for entry in book.admission if not entry.admits]


def refusing_entry(book: RuleBook, key: str) -> AdmissionEntry:
    """The entry that a refusal cites: on the list, and one that refuses; nobody is refused by what admits.

    Raises Refusal with ADMISSION_ENTRY_UNKNOWN where the list has no such entry.
    """
    return _cited(refusing(book), key)


def refusing_task(book: RuleBook, key: str) -> AdmissionEntry | None:
    """The entry by which a task is refused; None for NOT_LISTED, where no entry admits such a task.

    Raises Refusal with ADMISSION_ENTRY_UNKNOWN as ``refusing_entry``, and where nothing is cited at all.
    """
    if key == NOT_LISTED:
        return None
    return _cited((entry for entry in book.tasks if not entry.admits), key)


def _cited(entries: Iterable[AdmissionEntry], key: str) -> AdmissionEntry:
    for entry in entries:
        if entry.key == key:
            return entry
    raise Refusal(Rule.ADMISSION_ENTRY_UNKNOWN, field="entry", key=key)
