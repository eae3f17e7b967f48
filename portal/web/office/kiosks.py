"""Kiosks: registering a device, pairing it anew, retiring it."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.queries.kiosks import kiosks_of
from portal.queries.topics import communities_for
from portal.services import kiosks as services
from portal.services.kiosks import LEAST_PX_PER_MM, MOST_PX_PER_MM, Registered, Screen
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Line, Measure, Pick, Tick
from portal.web.office.routes import blueprint
from portal.web.render import render


class KioskForm(Form):
    """What stands where, and how large its pixels are."""

    name = Line(_("叫什么？"), needed=_("请给终端起个名字，比如“大厅1号机”"), hint=_("比如“大厅1号机”。"))
    community = Pick(_("哪个社区？"), needed=_("请选一个社区"))
    place = Line(_("放在哪里？"), needed=_("请写放在哪里"), hint=_("比如“便民服务中心进门左手边”。"))
    px_per_mm = Measure(
        _("1毫米有几个像素？"),
        needed=_("请写一个数，比如 3.0"),
        hint=_("32寸竖屏是 3.0。说不准就先写 3.0，配对的时候在屏幕上用尺子量。"),
        default=3.0,
        least=LEAST_PX_PER_MM,
        most=MOST_PX_PER_MM,
    )
    has_printer = Tick(_("带80毫米小票打印机"))

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        here = communities_for(acting(), Action.MANAGE_KIOSKS)
        self.community.choices = [(str(number), name) for number, name in here]

    def to_screen(self) -> Screen:
        return Screen(
            name=self.name.data or "",
            community_id=int(self.community.data),
            place=self.place.data or "",
            px_per_mm=float(self.px_per_mm.data or 0),
            has_printer=self.has_printer.data,
        )


@blueprint.route("/kiosks", methods=["GET", "POST"])
@staff(Action.MANAGE_KIOSKS)
def kiosks() -> Response:
    """All devices one looks after, and the form for one more; its answer shows the pairing code, once."""
    form = KioskForm()
    if form.validate_on_submit():
        try:
            return _code_of(services.register(occasion(), form.to_screen()))
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/kiosks.html",
        status=422 if form.errors else 200,
        form=form,
        plain=Form(),
        kiosks=kiosks_of(acting()),
    )


@blueprint.post("/kiosks/<int:kiosk_id>/pair")
@staff(Action.MANAGE_KIOSKS)
def pair_kiosk_anew(kiosk_id: int) -> Response:
    """A new code, once; the browser that was the kiosk is none any more."""
    return _code_of(services.pair_anew(occasion(), kiosk_id))


@blueprint.route("/kiosks/<int:kiosk_id>/retire", methods=["GET", "POST"])
@staff(Action.MANAGE_KIOSKS)
def retire_kiosk(kiosk_id: int) -> Response | Redirection:
    """Asks once more."""
    form = Form()
    if not form.validate_on_submit():
        kiosk = services.managed(occasion(), kiosk_id)
        return render("office/kiosk_retire.html", kiosk=kiosk, form=form)
    kiosk = services.retire(occasion(), kiosk_id)
    tell(gettext("“%(name)s”停用了，它的浏览器不再是终端。", name=kiosk.name))
    return redirect(url_for("office.kiosks"), code=303)


def _code_of(registered: Registered) -> Response:
    """In the answer itself and in no session, so that it is shown to nobody else and never again."""
    return render("office/kiosk_code.html", kiosk=registered.kiosk, code=registered.code)
