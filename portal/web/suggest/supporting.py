"""附议: one person, one matter, once."""

from flask import abort, flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, possible
from portal.models import Matter
from portal.queries.following import is_supported_by, matter_numbered
from portal.services import say
from portal.web import door
from portal.web.access import public
from portal.web.fields import Form
from portal.web.render import render
from portal.web.suggest.routes import blueprint


@blueprint.route("/matters/<number>/support", methods=["GET", "POST"])
@public
def support(number: str) -> Response:
    matter = _public_matter(number)
    form = Form()
    if form.validate_on_submit():
        _support(matter)
        return redirect(door.matter_page(matter.number), code=303)
    return render(
        "suggest/support.html",
        "support",
        matter=matter,
        form=form,
        is_open=possible(Action.SUPPORT, matter.state),
        has_supported=door.knows_browser() and is_supported_by(matter, door.supporter()),
    )


def _support(matter: Matter) -> None:
    try:
        say.support_at_the_door(door.as_neighbour(), matter, door.supporter(), door.visitor())
    except Refusal as refusal:
        if refusal.rule is not Rule.ALREADY_SUPPORTED:
            raise
        flash(gettext("您已经附议过这件事了，不用再点。"))
    else:
        flash(gettext("附议好了，现在有%(count)s人附议。", count=matter.support_count))


def _public_matter(number: str) -> Matter:
    """The matter, if it hangs on the board; a private one is as unknown here as a forged one."""
    matter = matter_numbered(number)
    if matter is None or matter.board_column is None:
        abort(404)
    return matter
