"""Who scans a venue's poster may be of a department that was called there: it is offered to check in."""

from flask import request

from portal.queries.whistles import calls_at, departments_of
from portal.web.access import acting
from portal.web.render import face

_LONGEST = 12  # characters of a venue's code


def called_here() -> str:
    """The code of the venue, where a department of the one who is signed in is waited for; else empty.

    Nobody else costs a select.
    """
    code = request.args.get("venue", "")
    ours = departments_of(acting()) if code and len(code) <= _LONGEST and face() == "public" else []
    return next((str(call.venue_code) for call in calls_at(ours, code)), "") if ours else ""
