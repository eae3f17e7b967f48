"""Telephone numbers and e-mail addresses as people write them, and as they are compared and half shown."""

import re

from portal.domain.personal_data import mask_phone

_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def plain_number(phone: str) -> str:
    """Figures alone, without the country's own prefix: what two ways of writing one number share."""
    return _COUNTRY.sub("", re.sub(r"[^0-9+]", "", phone)).lstrip("+")


def plain_email(address: str) -> str:
    """The address as mail servers in practice compare it."""
    return address.strip().lower()


def is_mobile(phone: str) -> bool:
    """Whether a text message can reach it: a mobile number of mainland China."""
    return re.fullmatch(r"1[3-9]\d{9}", plain_number(phone)) is not None


def is_email(address: str) -> bool:
    """Whether it has the shape of an address; whether it exists, only a message tells."""
    return _EMAIL.fullmatch(address.strip()) is not None


def half_number(phone: str) -> str:
    """138****8000: enough to know one's own, too little to call; hidden as in a text that is published."""
    return mask_phone(phone)


def half_email(address: str) -> str:
    """l***@example.com."""
    name, _, host = address.partition("@")
    return f"{name[:1]}***@{host}" if host else ""
