"""When something goes wrong: a page of our own, in the reader's language, that says what to do."""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from portal.domain.refusal import Refusal, Rule
from portal.web.refusals import explain, note_refused
from portal.web.render import render


class Portal(Flask):
    """The application. Its log holds no address as it was asked for, which may name a seat or a follow-up
    code."""

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("failed: %s %s", request.method, _where(), exc_info=exc_info)


class Trouble(NamedTuple):
    """What happened, in a heading, and what the reader can do about it."""

    heading: LazyString
    advice: LazyString


_OTHER = Trouble(_("这一步没有办成"), _("请返回上一页再试一次；还是不行，请打电话或到服务台，我们帮您办。"))
_EXPIRED = Trouble(
    _("这一页放得太久了"), _("请返回上一页，刷新后再交一次。您写的内容请先复制下来，免得丢失。")
)
_TROUBLES: Mapping[int, Trouble] = {
    400: Trouble(_("这个网址或内容不完整"), _("请返回上一页，重新点一次链接或再交一次。")),
    403: Trouble(_("这一页不对您开放"), _("如果这是您的工作，请联系社区给您开通；或者换一个账号登录。")),
    404: Trouble(
        _("没有找到这一页"), _("网址可能写错了，或者内容已经撤下。可以从议题公示里找，或用编号查进度。")
    ),
    405: Trouble(_("这个网址不能这样用"), _("请从首页重新进入，一步一步来。")),
    409: Trouble(_("别人刚刚先办了这一步"), _("请刷新这一页，看看现在到哪一步了。")),
    413: Trouble(_("交的内容太大了"), _("请少传几张照片，或把照片缩小一些，再交一次。")),
    429: Trouble(_("操作得太频繁了"), _("请过一会儿再试；着急的事请直接打电话。")),
}
_STATUS_OF: Mapping[Rule, int] = {
    Rule.NOT_ALLOWED: 403,
    Rule.KIOSK_ONLY: 403,
    Rule.NOT_FOUND: 404,
    Rule.STALE: 409,
    Rule.TOO_MANY: 429,
    Rule.SIGN_IN_THROTTLED: 429,
    Rule.CODES_SPENT: 429,
}


def page_of_error(error: HTTPException) -> Response | HTTPException:
    """Our own page for every refusal HTTP knows; redirects pass as they are."""
    if error.code is None or error.code < 400:
        return error
    if request.endpoint:  # addresses that never led anywhere are asked for all day long
        note_refused(type(error).__name__)
    trouble = _EXPIRED if isinstance(error, CSRFError) else _TROUBLES.get(error.code, _OTHER)
    page = render("errors/error.html", status=error.code, **trouble._asdict())
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            page.headers[name] = value
    return page


def page_of_refusal(refusal: Refusal) -> Response:
    """The page for a rule broken outside a form; inside one, the form shows the sentence."""
    note_refused(refusal.rule)
    status = _STATUS_OF.get(refusal.rule, 409)
    heading = _TROUBLES[status].heading if refusal.rule in _STATUS_OF else _OTHER.heading
    return render("errors/error.html", status=status, heading=heading, advice=explain(refusal))


def page_of_failure(error: InternalServerError) -> Response:
    """The plain page for what should never happen. It asks nothing of the database or the layout.

    The number on it stands in the log beside the traceback, so that a phone call can find it.
    """
    incident = secrets.token_hex(4)
    current_app.logger.error("incident %s: %s %s", incident, request.method, _where())
    return make_response(render_template("errors/failure.html", incident=incident), 500)


def _where() -> str:
    """Which page, without what its address names."""
    return request.url_rule.rule if request.url_rule else request.path


def bind_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, page_of_error)
    app.register_error_handler(Refusal, page_of_refusal)
    app.register_error_handler(InternalServerError, page_of_failure)
