"""How one is reached: proving a number or an address, and the language of notices."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.refusal import Refusal
from portal.services import codes_by_message as codes
from portal.services import people
from portal.services.codes_by_message import Contact
from portal.web import door
from portal.web.access import occasion, resident
from portal.web.account.by_code import CodeForm, ContactForm, asked, code_ways, sent
from portal.web.account.routes import blueprint
from portal.web.fields import Form, Pick
from portal.web.languages import LANGUAGES
from portal.web.render import render


class LanguageForm(Form):
    language = Pick(
        _("通知用哪种文字？"), choices=[(spoken.code, spoken.name) for spoken in LANGUAGES.values()]
    )


@blueprint.route("/me/contact", methods=["GET", "POST"])
@resident
def change_contact() -> Response:
    form = ContactForm()
    if form.validate_on_submit() and sent(form):
        return redirect(url_for("account.prove_contact"), code=303)
    return render(
        "account/contact.html", status=422 if form.errors else 200, form=form, can_send=bool(code_ways())
    )


@blueprint.route("/me/contact/code", methods=["GET", "POST"])
@resident
def prove_contact() -> Response:
    contact, form = asked(), CodeForm()
    if contact is None:
        return redirect(url_for("account.change_contact"), code=303)
    if form.validate_on_submit() and _proved(form, contact):
        flash(gettext("记下了，以后用它也能登录。"))
        return redirect(url_for("account.me"), code=303)
    return render("account/prove.html", status=422 if form.errors else 200, form=form, half=contact.half)


@blueprint.post("/me/language")
@resident
def choose_language() -> Response:
    form = LanguageForm()
    if form.validate_on_submit():
        people.be_told_in(occasion(), form.language.data)
        flash(gettext("以后的通知就用这种文字。"))
    return redirect(url_for("account.me"), code=303)


def _proved(form: CodeForm, contact: Contact) -> bool:
    try:
        codes.prove(occasion(), contact, form.code.data or "", door.address())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
