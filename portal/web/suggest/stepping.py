"""From page to page of the form by which something is said; see ``steps``."""

from flask import Response, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from portal.queries.alike import alike_matters
from portal.services.hand_over import hand_to_staff
from portal.web.access import occasion
from portal.web.door import as_neighbour, forget_visitor
from portal.web.kiosk_device import device
from portal.web.kiosk_help import call_for_help, words_of_help
from portal.web.render import face, render, room_url
from portal.web.suggest.raising import raised
from portal.web.suggest.say_forms import LargeSayForm
from portal.web.suggest.steps import FIELDS, WAS, Step, Walk

_SHOWN = 3


def step_through(form: LargeSayForm) -> AnyResponse:
    """The page after the button that was pressed; the first one before any was."""
    walk = Walk(form)
    if request.method == "GET":
        return page_of(walk)
    wish = request.form.get("go", "next" if "step" in request.form else "send")
    if wish == "hand" and face() == "kiosk":
        return _handed(walk)
    if wish == "send":
        return _sent(walk)
    return page_of(walk, told=_obey(walk, wish))


def _obey(walk: Walk, wish: str) -> str:
    """Goes where the button leads; gives what there is to tell."""
    verb, _, what = wish.partition("-")
    if verb == "back":
        walk.go(-1)
    elif verb == "to" and what in set(walk.way):
        walk.here = Step(what)
    elif verb == "more" and what.isdecimal():
        walk.screen = int(what)
    elif verb == "key":
        walk.tap(what)
    elif verb == "help" and face() == "kiosk":
        return words_of_help(call_for_help(f"say/{walk.here}"))
    elif verb == "next" and walk.is_right():
        walk.go(1)
    return ""


def _sent(walk: Walk) -> AnyResponse:
    if walk.form.validate_on_submit() and raised(walk.form):
        return _to_the_receipt()
    walk.here = Step.CHECK
    walk.go_to_what_is_wrong()
    return page_of(walk)


def _to_the_receipt() -> AnyResponse:
    """htmx is told to leave the page, or the receipt would stand at the address of the form."""
    if request.headers.get("HX-Request") == "true":
        return Response(status=200, headers={"HX-Redirect": room_url("suggest.said")})
    return redirect(room_url("suggest.said"), code=303)


def _handed(walk: Walk) -> Response:
    """What was begun lies sealed for the staff; on the screen nothing is left of it."""
    this = device()
    begun = {name: value for name, value in walk.kept + _asked_here(walk) if value and name != WAS}
    kept = hand_to_staff(as_neighbour(), this.id if this else None, begun)
    words = words_of_help(call_for_help(f"say/{walk.here}", kept))
    forget_visitor()
    return render("suggest/handed.html", words=words, until=kept.expires_at)


def _asked_here(walk: Walk) -> list[tuple[str, str]]:
    names = ("words", "place", "phone", *(FIELDS[walk.here] if walk.here is not Step.CHECK else ()))
    return [(name, str(walk.form[name].data or "")) for name in names]


def page_of(walk: Walk, told: str = "", spot_missed: bool = False) -> Response:
    form = walk.form
    words = " ".join(filter(None, (form.words.data, form.place.data)))
    is_last = walk.here is Step.CHECK
    return render(
        "suggest/steps.html",
        status=422 if form.errors else 200,
        form=form,
        walk=walk,
        told_now=told,
        spot_missed=spot_missed,
        answers=_answers(walk) if is_last else [],
        alike=alike_matters(words, _SHOWN) if is_last and words else [],
        answered_by=occasion().due(occasion().book.answer_working_days),
    )


def _answers(walk: Walk) -> list[tuple[Step, str, str]]:
    """Each question with its answer, for a last look: the step to mend it, the question, the answer."""
    form = walk.form
    told = {
        Step.KIND: (gettext("哪一种"), _word(form, "kind")),
        Step.TOPIC: (gettext("哪方面"), _word(form, "topic")),
        Step.WORDS: (gettext("什么事"), form.words.data or ""),
        Step.AREA: (gettext("哪个社区"), _word(form, "area")),
        Step.PLACE: (gettext("在哪里"), form.place.data or ""),
        Step.REPLY: (gettext("告诉您结果"), _word(form, "wants_reply")),
        Step.PHONE: (gettext("手机号"), form.phone.data or ""),
    }
    return [(step, *told[step]) for step in walk.way if step in told]


def _word(form: LargeSayForm, name: str) -> str:
    field = form[name]
    chosen = str(field.data or "")
    return next((str(choice.label) for choice in field.choices if str(choice.value) == chosen), "")
