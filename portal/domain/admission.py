"""准入清单: what may come before a meeting, and the entry that a refusal cites."""

from portal.domain.policy import AdmissionEntry, RuleBook
from portal.domain.refusal import Refusal, Rule


def admitting(book: RuleBook) -> list[AdmissionEntry]:
    """The entries that say what is deliberated."""
    return [entry for entry in book.admission if entry.admits]


def refusing(book: RuleBook) -> list[AdmissionEntry]:
    """The entries that say what is not deliberated: the reasons for a refusal to choose from."""
    return [entry for entry in book.admission if not entry.admits]


def refusing_entry(book: RuleBook, key: str) -> AdmissionEntry:
    """The entry that a refusal cites: on the list, and one that refuses; nobody is refused by what admits.

    Raises Refusal with ADMISSION_ENTRY_UNKNOWN where the list has no such entry.
    """
    for entry in refusing(book):
        if entry.key == key:
            return entry
    raise Refusal(Rule.ADMISSION_ENTRY_UNKNOWN, key=key)
