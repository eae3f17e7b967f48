"""准入清单: what may come before a meeting, and the entry that a refusal cites."""

from collections.abc import Iterable

from portal.domain.policy import AdmissionEntry
from portal.domain.refusal import Refusal, Rule


def admitting(entries: Iterable[AdmissionEntry]) -> list[AdmissionEntry]:
    """The entries that say what is deliberated."""
    return [entry for entry in entries if entry.admits]


def refusing(entries: Iterable[AdmissionEntry]) -> list[AdmissionEntry]:
    """The entries that say what is not deliberated: the reasons for a refusal to choose from."""
    return [entry for entry in entries if not entry.admits]


def entry_named(entries: Iterable[AdmissionEntry], key: str) -> AdmissionEntry:
    """The entry with this key. Raises Refusal with ADMISSION_ENTRY_UNKNOWN where the list has none."""
    for entry in entries:
        if entry.key == key:
            return entry
    raise Refusal(Rule.ADMISSION_ENTRY_UNKNOWN, key=key)


def cited(entries: Iterable[AdmissionEntry], key: str) -> AdmissionEntry:
    """The entry that a refusal cites: it must be on the list, and be one that refuses.

    Raises Refusal with ADMISSION_ENTRY_UNKNOWN otherwise; nobody is refused by what admits.
    """
    return entry_named(refusing(entries), key)
