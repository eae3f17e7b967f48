"""The four doors, and where a person helps."""

from flask import Response, abort
from flask_babel import gettext as _

from portal.web.access import public
from portal.web.aloud import spoken
from portal.web.door import forget_visitor
from portal.web.kiosk.routes import blueprint
from portal.web.place import help_desk
from portal.web.render import render


@blueprint.get("/", strict_slashes=False)
@public
def doors() -> Response:
    """Home. Whoever comes here finds nothing of the one before."""
    forget_visitor()
    return render("kiosk/doors.html")


@blueprint.get("/help")
@public
def help_() -> Response:
    """Whom to call and where the counter is, in large."""
    return render("kiosk/help.html")


@blueprint.get("/aloud/<page>.wav")
@public
def aloud(page: str) -> Response:
    """The page of the four doors, and that of whom to call, for whoever would rather listen."""
    words = {"doors": _words_of_doors, "help": _words_of_help}.get(page)
    if words is None:
        abort(404)
    return spoken(words())


def _words_of_doors() -> list[str]:
    return [
        _("您好，请点一下要办的事"),
        _("我要说一件事"),
        _("看我的事办得怎样"),
        _("这次要议什么"),
        _("我来打个分"),
        _("要人帮忙，点最上面的“请人帮忙”"),
    ]


def _words_of_help() -> list[str]:
    desk = help_desk()
    where = [desk.venue, desk.address, desk.opening_hours, _("电话"), desk.telephone] if desk else []
    return [_("看不清、打不了字、不知道点哪里，都可以找工作人员。您说，我们写。"), *where]
