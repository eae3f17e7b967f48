"""我的: what one raised and supports, where one is signed in, one's password."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.refusal import Refusal
from portal.queries.cards import cards_held_by
from portal.queries.following import open_sign_ins, raised_by, supported_by
from portal.queries.own_account import offered_to, own_account
from portal.queries.sign_ins import token_hash
from portal.services import people, sign_ins, unite
from portal.web.access import acting, current_token, occasion, resident
from portal.web.account.reached import LanguageForm
from portal.web.account.routes import blueprint
from portal.web.fields import Form, Secret
from portal.web.render import render


class PasswordForm(Form):
    old = Secret(_("现在的密码"), needed=_("请写现在的密码"))
    new = Secret(
        _("新密码"),
        needed=_("请起一个新密码"),
        hint=_("至少10个字符。几个不相干的词连起来，好记又难猜。"),
        autocomplete="new-password",
    )


@blueprint.get("/me")
@resident
def me() -> Response:
    return _page(PasswordForm())


@blueprint.post("/me/password")
@resident
def change_password() -> Response:
    form = PasswordForm()
    if form.validate_on_submit() and _changed(form):
        flash(gettext("密码改好了，别处的登录都已结束。"))
        return redirect(url_for("account.me"), code=303)
    return _page(form, 422)


@blueprint.post("/me/sessions/<int:sign_in_id>/end")
@resident
def end_session(sign_in_id: int) -> Response:
    sign_ins.end_session(occasion(), sign_in_id)
    flash(gettext("那一处的登录已经结束。"))
    return redirect(url_for("account.me"), code=303)


@blueprint.post("/me/sessions/end-others")
@resident
def end_others() -> Response:
    ended = sign_ins.end_other_sessions(occasion(), current_token())
    flash(gettext("结束了%(count)s处登录。", count=ended))
    return redirect(url_for("account.me"), code=303)


@blueprint.post("/me/others/<int:other_id>")
@resident
def take_over(other_id: int) -> Response:
    """这些是您说的吗？ Yes: they are this person's from now on."""
    unite.take_over(occasion(), other_id)
    flash(gettext("好，都合到您这里了。"))
    return redirect(url_for("account.me"), code=303)


def _changed(form: PasswordForm) -> bool:
    try:
        people.change_password(occasion(), form.old.data or "", form.new.data or "", current_token())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _own_id() -> int:
    person_id = acting().person_id
    if person_id is None:  # the gate let nobody through without one
        abort(403)
    return person_id


def _page(form: PasswordForm, status: int = 200) -> Response:
    person_id = _own_id()
    own = own_account(person_id)
    return render(
        "account/me.html",
        status=status,
        form=form,
        plain=Form(),
        own=own,
        language=LanguageForm(formdata=None, language=own.language),
        offered=offered_to(person_id),
        cards=cards_held_by(person_id),
        raised=raised_by(person_id),
        supported=supported_by(person_id),
        sign_ins=open_sign_ins(person_id, occasion().now),
        this=token_hash(current_token()),
    )
