"""The seat of somebody invited: a link that opens without a sign-in, made from the row and kept nowhere."""

import hmac
import re

from portal.domain.refusal import Refusal, Rule
from portal.models import Invitation
from portal.vault import mark

#: 128 bits: nobody guesses one, and it still makes a code that an old telephone reads from paper.
_SIGNS = 32
_TOKEN = re.compile(r"([0-9]{1,9})-([0-9a-f]{32})")


def seat_token(invitation: Invitation) -> str:
    """What stands in the link. It holds as long as the invitation does, and for who has this name."""
    return f"{invitation.id}-{_sign(invitation)}"


def seat_of(token: str) -> Invitation:
    """Whose seat it is.

    Raises:
        Refusal: NOT_FOUND for a token that was not made here, and once the invitation was taken back or its
            person's data taken out.
    """
    parts = _TOKEN.fullmatch(token)
    invitation = Invitation.get_or_none(Invitation.id == int(parts[1])) if parts else None
    if parts is None or invitation is None or not hmac.compare_digest(parts[2], _sign(invitation)):
        raise Refusal(Rule.NOT_FOUND)
    return invitation


def _sign(invitation: Invitation) -> str:
    """The moment is in it, because a number may be given anew when an invitation was taken back."""
    facts = (invitation.id, invitation.meeting_id, invitation.invited_at.isoformat(), invitation.name)
    return mark("\0".join(["seat", *map(str, facts)]))[:_SIGNS]
