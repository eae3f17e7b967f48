"""Typed settings, read from the environment once."""

import base64
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """An environment variable has a value nobody can work with; the text says which and why."""


@dataclass(frozen=True)
class Settings:
    """How one portal runs.

    Attributes:
        data_dir: everything the portal writes lies here: database and secret key.
        database_url: ``sqlite:///…`` or ``postgresql://…``.
        place: name of the rule book in ``presets/``.
        secret_key: signs cookies; made at the first start and kept in ``data_dir``.
        contact_keys: seal contact data, newest first; the first is made at the first start and kept in
            ``data_dir``, so whoever copies the database alone has no key.
        secure_cookies: send cookies over https only; off for the first look on one's own machine.
        page_cache: keep pages that are the same for everybody in memory; off to measure what stands behind.
        trusted_hosts: host names answered to; empty means any.
        proxies: how many reverse proxies stand in front and set ``X-Forwarded-For``.
        mail_channel: Apprise's URL of the outgoing mail, with ``{email}`` for the recipient; empty for none.
        sms_channel: the same of the gateway for text messages, with ``{phone}``.
        address: where people reach the portal, ``https://…`` without a slash at its end: for posters and
            notices. Empty means: as whoever asks reached it.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    contact_keys: tuple[str, ...]
    place: str = "anze"
    port: int = 8000
    workers: int = 2
    secure_cookies: bool = False
    page_cache: bool = True
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    mail_channel: str = ""
    sms_channel: str = ""
    address: str = ""


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from ``PORTAL_DATA``, ``PORT``, ``DATABASE_URL`` and the ``PORTAL_*`` variables.

    Raises:
        SettingsError: a number is not a number, or a channel names no recipient.
    """
    data_dir = Path(environ.get("PORTAL_DATA", "var")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    return Settings(
        data_dir=data_dir,
        database_url=environ.get("DATABASE_URL", f"sqlite:///{data_dir / 'portal.db'}"),
        secret_key=environ.get("PORTAL_SECRET_KEY") or _kept_secret(data_dir / "secret.key", _new_secret),
        contact_keys=_contact_keys(environ, data_dir / "contact.key"),
        place=environ.get("PORTAL_PLACE", "anze"),
        port=_number(environ, "PORT", 8000),
        workers=_number(environ, "PORTAL_WORKERS", 2),
        secure_cookies=environ.get("PORTAL_SECURE_COOKIES", "") == "1",
        page_cache=environ.get("PORTAL_PAGE_CACHE", "1") == "1",
        trusted_hosts=tuple(filter(None, environ.get("PORTAL_HOSTS", "").split(","))),
        proxies=_number(environ, "PORTAL_PROXIES", 0),
        mail_channel=_channel(environ, "PORTAL_MAIL_URL", "{email}"),
        sms_channel=_channel(environ, "PORTAL_SMS_URL", "{phone}"),
        address=_address(environ.get("PORTAL_ADDRESS", "")),
    )


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdecimal():
        raise SettingsError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", text):
        raise SettingsError(f"PORTAL_ADDRESS must be like https://yishi.example.cn, not {text!r}")
    return text.rstrip("/")


def _channel(environ: Mapping[str, str], name: str, recipient: str) -> str:
    url = environ.get(name, "")
    if url and recipient not in url:
        raise SettingsError(f"{name} must say with {recipient} where the recipient stands")
    return url


def _contact_keys(environ: Mapping[str, str], path: Path) -> tuple[str, ...]:
    given = environ.get("PORTAL_CONTACT_KEYS")
    keys = given.split(",") if given else _kept_secret(path, _new_contact_key).split()
    if not all(re.fullmatch(r"[A-Za-z0-9_-]{43}=", key) for key in keys):
        raise SettingsError("PORTAL_CONTACT_KEYS must hold keys of 32 bytes in URL-safe base64, newest first")
    return tuple(keys)


def _new_secret() -> str:
    return secrets.token_hex(32)


def _new_contact_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def _kept_secret(path: Path, new: Callable[[], str]) -> str:
    """The key in the file; two starts at once agree on the one that was written first."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(new())
    return path.read_text("ascii").strip()
