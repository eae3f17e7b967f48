"""Brings the voice that reads pages aloud; where that cannot be, says so, and the portal works without."""

from portal.speech import can_speak
from scripts.debian import install

PACKAGES = ("espeak-ng",)
WITHOUT = "· reading aloud is off: on Debian, `apt-get install espeak-ng` turns it on; all else works without"


def bring_voice() -> None:
    """Takes Debian's package where it is missing and this user may install it."""
    if can_speak():
        return
    install(PACKAGES)
    can_speak.cache_clear()
    if not can_speak():
        print(WITHOUT)


if __name__ == "__main__":
    bring_voice()
