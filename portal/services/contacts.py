"""A person's telephone number and e-mail address, written with the marks by which they are found again."""

from portal.domain.contacts import plain_email, plain_number
from portal.vault import mark


def phone_columns(phone: str) -> dict[str, str]:
    """What ``Person`` keeps of a telephone number."""
    return {"phone": phone, "phone_mark": phone_mark(phone)}


def email_columns(address: str) -> dict[str, str]:
    """What ``Person`` keeps of an e-mail address."""
    return {"email": address.strip(), "email_mark": email_mark(address)}


def phone_mark(phone: str) -> str:
    """By what a number is found, however it was written."""
    return mark(plain_number(phone))


def email_mark(address: str) -> str:
    """By what an address is found, however it was written."""
    return mark(plain_email(address))
