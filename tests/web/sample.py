"""Pages of the tests' own: every component once, every field once, one route an audience."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from flask import Blueprint, Response, redirect

from portal.domain.lights import Light, Reading
from portal.domain.privacy import mask_text
from portal.domain.rating import Summary
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Stage, State
from portal.web.access import enter, leave, occasion, public, resident, staff
from portal.web.fields import Choice, Choices, Day, Form, Line, Number, Photos, Pick, Secret, Text, Tick
from portal.web.render import render
from portal.web.road import seals_of

sample = Blueprint("sample", __name__, url_prefix="/sample", template_folder="templates")


class Picture(NamedTuple):
    small: str
    large: str
    width: int
    height: int
    alt: str


class SampleForm(Form):
    """One field of each kind."""

    what = Text("什么事？", needed="请写下是什么事，一句话也行", hint="一句话也行。", limit=40)
    where = Line("在哪里？", needed="请写在哪里，比如“7号楼前”")
    how = Choice("要不要我们告诉您结果？", choices=[("sms", "发短信"), ("call", "打电话")], needed="请选一个")
    several = Choices("谁要到会？", choices=[("party", "党员代表"), ("owners", "业委会")])
    area = Pick("哪个小区？", choices=[("1", "清华园小区"), ("2", "和川小区")])
    day = Day("哪一天？")
    days = Number("几个工作日办好？", least=1, most=60)
    photos = Photos("照片", hint="最多6张。")
    secret = Secret("密码")
    agreed = Tick("我同意公开")


@sample.get("/")
@public
def styleguide() -> Response:
    road = seals_of(
        State.HANDLING,
        {Stage.SAY: date(2026, 11, 3), Stage.DELIBERATE: date(2026, 11, 15)},
        {Stage.SAY: "86人附议", Stage.DELIBERATE: "形成决议", Stage.HANDLE: "还剩6个工作日"},
    )
    return render(
        "styleguide.html",
        "list",
        day=date(2026, 11, 30),
        at=datetime(2026, 11, 20, 10, 12),
        readings=[Reading(Light.GREEN, 6), Reading(Light.AMBER, 1), Reading(Light.RED, -2)],
        road=road,
        photos=[Picture("/photos/a-small", "/photos/a", 400, 300, "7号楼前的路灯")],
        findings=mask_text("请打 13812345678").findings,
        summary=Summary(41, *(Decimal(figure) for figure in ("4.8", "4.2", "4.6", "4.5", "4.5"))),
        figures=[("态度", 4.8, 4.6), ("效率", 4.2, 3.8), ("结果", 4.6, 4.4), ("效果", 4.5, None)],
    )


@sample.route("/form", methods=["GET", "POST"])
@public
def form() -> Response:
    filled = SampleForm()
    if not filled.validate_on_submit():
        return render("form.html", "draft", status=422 if filled.is_submitted() else 200, form=filled)
    return redirect("/sample/", code=303)  # type: ignore[return-value]


@sample.post("/refused")
@public
def refused() -> Response:
    filled = SampleForm()
    filled.validate()
    filled.refuse(Refusal(Rule.TEXT_TOO_LONG, field="where", limit=10, length=12))
    filled.refuse(Refusal(Rule.STALE))
    return render("form.html", "draft", status=422, form=filled)


@sample.get("/refusal/<rule>")
@public
def refusal(rule: str) -> Response:
    raise Refusal(Rule(rule))


@sample.post("/enter/<token>")
@public
def come_in(token: str) -> Response:
    enter(token)
    return _quietly()


@sample.post("/leave")
@public
def go_out() -> Response:
    return Response(leave(), mimetype="text/plain")


@sample.get("/broken")
@sample.get("/broken/<token>")
@public
def broken(token: str = "") -> Response:
    raise RuntimeError("what should never happen")


@sample.get("/who")
@public
def who() -> Response:
    return Response(occasion().actor.name or "nobody", mimetype="text/plain")


def _quietly() -> Response:
    return Response("in", mimetype="text/plain")


def _door(name: str, declare: Callable[[Callable[..., object]], Callable[..., object]]) -> None:
    def view() -> Response:
        return _quietly()

    sample.add_url_rule(f"/{name}", name, declare(view), methods=["GET", "POST"])  # type: ignore[arg-type]


_door("residents", resident)
_door("office", staff())
_door("publishing", staff(Action.PUBLISH))


@sample.get("/undeclared")
def undeclared() -> Response:
    return _quietly()
