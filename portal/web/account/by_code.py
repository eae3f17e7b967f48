"""Signing in without a password: a number or an address, the code that went there, and how one is called."""

import json

from flask import current_app, flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.refusal import Refusal
from portal.models.people import ContactWay
from portal.services import codes_by_message as codes
from portal.services import people
from portal.services.codes_by_message import Contact
from portal.vault import VaultError, seal, unseal
from portal.web import door
from portal.web.access import enter, local_path, occasion, public, resident
from portal.web.account.routes import blueprint
from portal.web.fields import Form, Line
from portal.web.preferences import preferences
from portal.web.render import render

_ASKED = "asked"
_WORDS = {
    frozenset(ContactWay): _("手机号或邮箱"),
    frozenset({ContactWay.SMS}): _("手机号"),
    frozenset({ContactWay.EMAIL}): _("邮箱"),
}


class ContactForm(Form):
    contact = Line(_("手机号或邮箱"), needed=_("请写手机号或邮箱"), autocomplete="username")

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.contact.label.text = _WORDS.get(code_ways(), self.contact.label.text)


class CodeForm(Form):
    code = Line(
        _("验证码"),
        needed=_("请写收到的验证码"),
        hint=_("6位数字，10分钟内有效。"),
        autocomplete="one-time-code",
        attributes={"inputmode": "numeric", "class": "short"},
    )


class NameForm(Form):
    name = Line(_("怎么称呼您？"), needed=_("请写怎么称呼您，或者先跳过"), autocomplete="name")


def code_ways() -> frozenset[ContactWay]:
    """By what a code can travel from here."""
    settings = current_app.config["SETTINGS"]
    channels = {ContactWay.SMS: settings.sms_channel, ContactWay.EMAIL: settings.mail_channel}
    return frozenset(way for way, channel in channels.items() if channel)


def sent(form: ContactForm) -> bool:
    """Whether a code is on its way to what was typed; if not, the form says why."""
    try:
        contact = codes.read_contact(form.contact.data or "", code_ways())
        codes.send_code(occasion(), contact, door.address(), preferences().language)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    session[_ASKED] = seal(json.dumps(contact))  # sealed, for the browser's cookie can be read
    return True


def asked() -> Contact | None:
    """Where a code went that this browser asked for."""
    try:
        way, address = json.loads(unseal(session[_ASKED]))
    except (KeyError, VaultError):
        return None
    return Contact(ContactWay(way), address)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
def enter_code() -> Response:
    contact, onward = asked(), request.args.get("next")
    if contact is None:
        return redirect(url_for("account.sign_in", next=onward), code=303)
    form = CodeForm()
    if form.validate_on_submit() and (came := _come_in(form, contact)):
        there = local_path(onward, url_for("account.me"))
        return redirect(url_for("account.choose_name", next=there) if came.is_new else there, code=303)
    return render(
        "account/code.html",
        status=422 if form.errors else 200,
        form=form,
        plain=Form(),
        half=contact.half,
        onward=onward,
    )


@blueprint.post("/sign-in/code/again")
@public
def send_again() -> Response:
    contact = asked()
    if contact is not None:
        codes.send_code(occasion(), contact, door.address(), preferences().language)
        flash(gettext("又发了一次，先前的验证码不能用了。"))
    return redirect(url_for("account.enter_code", next=request.args.get("next")), code=303)


@blueprint.route("/me/name", methods=["GET", "POST"])
@resident
def choose_name() -> Response:
    form, onward = NameForm(name=occasion().actor.name), local_path(request.args.get("next"), "/me")
    if form.validate_on_submit() and _called(form):
        return redirect(onward, code=303)
    return render("account/name.html", status=422 if form.errors else 200, form=form, onward=onward)


def _come_in(form: CodeForm, contact: Contact) -> codes.CameIn | None:
    """Signed in, if the code fits; if not, the form says why."""
    visitor, language = door.before_signing_in(), preferences().language
    try:
        came = codes.sign_in_with_code(occasion(), contact, form.code.data or "", visitor, language)
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    enter(came.token)
    return came


def _called(form: NameForm) -> bool:
    try:
        people.call_oneself(occasion(), form.name.data or "")
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
