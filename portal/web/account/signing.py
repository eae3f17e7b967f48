"""Signing in, signing out, and asking for an account."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.refusal import Refusal
from portal.services import people, sign_ins
from portal.services.people import Newcomer
from portal.web import door
from portal.web.access import current_token, enter, leave, local_path, occasion, public, signed_in
from portal.web.account.by_code import ContactForm, code_ways, sent
from portal.web.account.routes import blueprint
from portal.web.fields import Form, Line, Secret
from portal.web.render import render


class SignInForm(Form):
    login = Line(_("用户名"), needed=_("请写用户名"), autocomplete="username")
    password = Secret(_("密码"), needed=_("请写密码"))


class RegisterForm(Form):
    name = Line(_("您的姓名"), needed=_("请写姓名"), hint=_("不会公开。"), autocomplete="name")
    login = Line(
        _("用户名"),
        needed=_("请起一个用户名"),
        hint=_("登录时用，汉字、字母、数字都行。"),
        autocomplete="username",
    )
    password = Secret(
        _("密码"),
        needed=_("请起一个密码"),
        hint=_("至少10个字符。几个不相干的词连起来，好记又难猜。"),
        autocomplete="new-password",
    )
    phone = Line(
        _("手机号"), hint=_("可以不写，不会公开。"), autocomplete="tel", attributes={"inputmode": "tel"}
    )


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """By password; beside it, the ways without one."""
    form = SignInForm()
    if form.validate_on_submit() and _comes_in(form, form.login.data or "", form.password.data or ""):
        return redirect(local_path(request.args.get("next"), _first_page()), code=303)
    return _sign_in_page(form, ContactForm(formdata=None))


@blueprint.route("/sign-in/contact", methods=["GET", "POST"])
@public
def ask_code() -> Response:
    """Without a password: a code goes to the number or address, and the next page asks for it."""
    form = ContactForm()
    if form.validate_on_submit() and sent(form):
        return redirect(url_for("account.enter_code", next=request.args.get("next")), code=303)
    return _sign_in_page(SignInForm(formdata=None), form)


def _sign_in_page(form: SignInForm, contact: ContactForm) -> Response:
    status = max(_status(form), _status(contact))
    ways, onward = code_ways(), request.args.get("next")
    return render("account/sign_in.html", status=status, form=form, contact=contact, ways=ways, onward=onward)


@blueprint.route("/register", methods=["GET", "POST"])
@public
def register() -> Response:
    form = RegisterForm()
    if form.validate_on_submit() and _registered(form):
        flash(gettext("账号开好了。"))
        return redirect(url_for("account.me"), code=303)
    return render("account/register.html", status=_status(form), form=form)


@blueprint.route("/sign-out", methods=["GET", "POST"])
@public
def sign_out() -> Response:
    form = Form()
    if not form.validate_on_submit():
        return render("account/sign_out.html", form=form)
    sign_ins.sign_out(occasion(), leave())
    answer = redirect("/", code=303)
    answer.headers["Clear-Site-Data"] = '"storage"'  # what a round keeps there is that person's alone
    return answer


def _first_page() -> str:
    """Staff begin at their desk, neighbours with what they said."""
    person = signed_in(current_token())
    return url_for("office.desk" if person and person.actor.is_staff else "account.me")


def _registered(form: RegisterForm) -> bool:
    password = form.password.data or ""
    newcomer = Newcomer(form.name.data or "", form.login.data or "", password, form.phone.data or "")
    try:
        people.register_from(door.as_neighbour(), newcomer, door.address())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return _comes_in(form, newcomer.login, password)


def _comes_in(form: Form, login: str, password: str) -> bool:
    """Whether login and password fit; if not, the form says why."""
    try:
        enter(people.sign_in(occasion(), login, password, door.before_signing_in()))
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _status(form: Form) -> int:
    return 422 if form.troubles else 200
