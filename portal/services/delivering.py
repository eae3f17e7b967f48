"""The way out of the house: one message to one address of a channel, by Apprise."""

import logging

from portal.domain.notices import Trouble

_log = logging.getLogger(__name__)


def deliver(channel: str, title: str, text: str) -> Trouble | None:
    """Sends a plain text by a channel (Apprise's URL with the recipient in it); None when it was taken.

    Waits as long as Apprise does for an answer (seconds). A channel that takes a message and breaks off
    before it says so counts as one that did not take it: the protocols cannot tell the two apart.
    """
    import apprise  # heavy, and only the worker needs it

    asset = apprise.AppriseAsset(secure_logging=True, async_mode=False, app_id="", app_desc="", app_url="")
    sender = apprise.Apprise(asset=asset)
    # One address, made by itself: given as text, Apprise would take it apart at semicolons and commas, and
    # what stands behind one may be a channel that reaches into this machine.
    one = apprise.Apprise.instantiate(channel, asset=asset)
    if one is None or not sender.add(one):
        return Trouble.BAD_CHANNEL
    taken = sender.notify(body=text, title=title, body_format=apprise.NotifyFormat.TEXT)
    return None if taken else Trouble.NOT_TAKEN
