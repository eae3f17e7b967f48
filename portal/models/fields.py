"""Field types of our own."""

from enum import StrEnum
from typing import Any

from peewee import CharField, TextField

from portal.vault import seal, unseal


class EnumField(CharField):
    """Stores a ``StrEnum`` member by its value and gives the member back."""

    def __init__(self, members: type[StrEnum], **kwargs: Any) -> None:
        self.members = members
        self._by_value = {member.value: member for member in members}
        super().__init__(max_length=40, **kwargs)

    def db_value(self, value: Any) -> str | None:
        return None if value is None else self.members(value).value

    def python_value(self, value: Any) -> StrEnum | None:
        return None if value is None else self._by_value[value]


class SealedField(TextField):
    """A text that the database holds sealed and a row gives back in clear; see ``vault``."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else seal(str(value))

    def python_value(self, value: Any) -> str | None:
        return None if value is None else unseal(value)
