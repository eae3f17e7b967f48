"""Photos: for everybody where the matter is, otherwise for its proposer and whoever may read originals."""

from flask import Response, abort, make_response, request

from portal.domain.permissions import can
from portal.domain.stages import Action
from portal.models import Matter
from portal.queries.photos import image_of, photo_named
from portal.queries.subjects import subject_of
from portal.web.access import acting, public
from portal.web.data.routes import blueprint
from portal.web.opened import is_own

#: A photo never changes, but it may be taken down: what was kept elsewhere is gone after a week.
_A_WEEK = 7 * 24 * 3600


@blueprint.get("/photos/<name>", defaults={"size": "large"})
@blueprint.get("/photos/<name>/<any(small, large):size>")
@public
def photo(name: str, size: str) -> Response:
    """The JPEG. One that is not for this reader is as unknown as one that was never taken."""
    found = photo_named(name)
    if found is None or not (found.is_public or _may_see(found.matter)):
        abort(404)
    response = make_response(image_of(found.photo_id, size))
    response.content_type = "image/jpeg"
    kept = f"public, max-age={_A_WEEK}" if found.is_public else "private, no-store"
    response.headers["Cache-Control"] = kept
    response.set_etag(f"{found.photo_id}-{size}")
    response.make_conditional(request)
    return response


def _may_see(matter: Matter) -> bool:
    return is_own(matter) or can(acting(), Action.READ_ORIGINAL, subject_of(matter))
