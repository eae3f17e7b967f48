"""Addresses as they stand on paper and in messages: whole, with the host."""

from flask import current_app, request


def whole_address(path: str) -> str:
    """The path with the address by which people reach the portal, as set or as this request came."""
    base: str = current_app.config["SETTINGS"].address
    return (base or request.url_root.rstrip("/")) + path
