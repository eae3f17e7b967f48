"""What a page that keeps unsent words needs: whose they are, so that nobody else who signs in sees them."""

import hmac

from flask import current_app

from portal.domain.permissions import Actor


def owner_of(actor: Actor, meeting_id: int) -> str:
    """A name for this person at this meeting that tells nobody else anything."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, f"meeting {meeting_id} {actor.person_id}".encode(), "sha256").hex()[:16]
