"""The form by which something is said, one question a page: for the kiosk and for 长辈版.

What was answered goes along in hidden fields, so nothing lies on the server until it is sent, nothing is
lost going back, and every button works without a script.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from flask import current_app, request
from wtforms import SelectChoice

from portal.web.fields import Choice, Pick
from portal.web.render import face
from portal.web.suggest.say_forms import LargeSayForm

#: As many choices as somebody takes in at a glance; where there are more, the last leads on.
MOST_CHOICES = 6
#: What goes along from page to page. Photos cannot: they are asked for on the page that sends.
_KEPT = (
    "ticket", "kind", "topic", "words", "area", "place", "wants_reply", "phone", "name",
    "longitude", "latitude", "located", "venue",
)  # fmt: skip


class Step(StrEnum):
    """One page of the form; each but the last asks one question."""

    KIND = "kind"
    TOPIC = "topic"
    WORDS = "words"
    AREA = "area"
    PLACE = "place"
    REPLY = "reply"
    PHONE = "phone"
    CHECK = "check"


#: Which fields a page asks for. What is wrong with others is told on theirs.
FIELDS: dict[Step, tuple[str, ...]] = {
    Step.KIND: ("kind",),
    Step.TOPIC: ("topic",),
    Step.WORDS: ("words",),
    Step.AREA: ("area", "longitude", "latitude", "located", "venue"),
    Step.PLACE: ("place",),
    Step.REPLY: ("wants_reply",),
    Step.PHONE: ("phone",),
    Step.CHECK: ("photos", "hide_photo_place", "private"),
}
#: The former answer of a page with choices goes by another name than the one that is tapped now.
WAS = "was"
#: What stands on a page as a field of its own; the answer of a button goes along like all the others.
_WRITTEN: dict[Step, tuple[str, ...]] = {
    Step.WORDS: ("words",),
    Step.AREA: ("longitude", "latitude", "located", "venue"),
    Step.PLACE: ("place",),
    Step.PHONE: ("phone",),
}


class Choices(NamedTuple):
    """The choices of one screen; ``more`` is the number of the next screen, None on the last."""

    shown: list[SelectChoice]
    first: int
    more: int | None


class Walk:
    """Where somebody stands in the form, what lies before and behind."""

    def __init__(self, form: LargeSayForm) -> None:
        self.form = form
        here = request.form.get("step", "")
        self.here = Step(here) if here in set(Step) else next(iter(self.way))
        self._keep_the_former_answer()
        self.screen = 0  # of the choices, where there are more than one

    def _keep_the_former_answer(self) -> None:
        """Of a page with choices, where another button was pressed than one that answers."""
        name = FIELDS[self.here][0]
        if WAS in request.form and name not in request.form:
            self.form[name].data = request.form[WAS]

    @property
    def way(self) -> list[Step]:
        """The pages in their order: no telephone from whoever wants no answer, no topics where none are."""
        left_out = set()
        if self.form.wants_reply.data not in ("sms", "call"):
            left_out.add(Step.PHONE)
        if not self.form.topic.choices:
            left_out.add(Step.TOPIC)
        return [step for step in Step if step not in left_out]

    @property
    def number(self) -> int:
        return self.way.index(self.here) + 1

    @property
    def is_answered(self) -> bool:
        """Whether the question of this page was answered before, so that one can go on without a tap."""
        return bool(self.form[FIELDS[self.here][0]].data)

    def go(self, further: int) -> None:
        """So many pages on, or back, as far as there are any."""
        at = self.way.index(self.here) + further
        self.here, self.screen = self.way[min(max(at, 0), len(self.way) - 1)], 0

    def is_right(self) -> bool:
        """Whether what this page asked for will do. What others ask for is left to them."""
        self.form.validate()
        self._keep_errors_of(self.here)
        return not self.form.errors

    def go_to_what_is_wrong(self) -> None:
        """To the first page on which something is; refusals that name no field stay where one is."""
        wrong = {field.short_name for field in self.form if field.errors}
        found = next((step for step in self.way if wrong & set(FIELDS[step])), None)
        if found is not None:
            self.here = found
            self._keep_errors_of(found)

    def _keep_errors_of(self, step: Step) -> None:
        for field in self.form:
            if field.short_name not in FIELDS[step]:
                field.errors = []

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values of what goes along."""
        along = [(name, str(self.form[name].data or "")) for name in _KEPT if self._goes_along(name)]
        if self.here is not Step.CHECK and self.form.private.data:
            along.append(("private", "y"))
        here = FIELDS[self.here][0]
        return [(WAS if name == here else name, value) for name, value in along if value]

    def _goes_along(self, name: str) -> bool:
        return name in self.form and name not in _WRITTEN.get(self.here, ())

    def choices_of(self, field: Choice | Pick) -> Choices:
        """The choices of this screen."""
        return _screen([choice for choice in field.choices if choice.value], self.screen)

    @property
    def has_number_pad(self) -> bool:
        """Telephones bring one of their own."""
        return face() == "kiosk"

    def tap(self, key: str) -> None:
        """One key of the number pad; ``back`` takes the last figure away."""
        number = self.form.phone.data or ""
        limit: int = current_app.config["BOOK"].limits.contact_chars
        self.form.phone.data = number[:-1] if key == "back" else (number + key[:1])[:limit]


def _screen(choices: Sequence[SelectChoice], screen: int) -> Choices:
    if len(choices) <= MOST_CHOICES:
        return Choices(list(choices), 0, None)
    room = MOST_CHOICES - 1
    first = max(screen, 0) * room
    first = first if first < len(choices) else 0
    shown = list(choices[first : first + room])
    return Choices(shown, first, first // room + 1 if first + room < len(choices) else 0)
