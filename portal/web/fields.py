"""Forms and fields as every room uses them: trimmed, bounded, with words for what is wrong and what to do."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    IntegerField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, FileInput

from portal.domain.refusal import Refusal, Rule
from portal.domain.wording import clean
from portal.web.refusals import SENTENCES, explain, note_refused
from portal.web.render import face

Words = str | LazyString

#: Services hold the rule book's limits; these only keep absurd input from being worked on at all.
_LINE_CHARS = 500
_TEXT_CHARS = 20_000


class Form(FlaskForm):
    """A form of ours."""

    class Meta(FlaskForm.Meta):
        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Markup:
            """At the kiosk nothing is filled in from what the person before typed."""
            if face() == "kiosk" and getattr(field, "is_typed", False):
                render_kw["autocomplete"] = "off"
            return Markup(super().render_field(field, render_kw))  # noqa: S704  # WTForms escapes

    @property
    def takes_files(self) -> bool:
        return any(isinstance(field, MultipleFileField) for field in self)

    @property
    def troubles(self) -> list[tuple[str, str]]:
        """Anchor and sentence of everything wrong, in the order of the page; form-wide ones lead nowhere."""
        wide = [("", str(sentence)) for sentence in self.form_errors]
        return wide + [(_anchor(field), str(field.errors[0])) for field in self if field.errors]

    def refuse(self, refusal: Refusal) -> None:
        """Show a service's refusal beside the field it names, or above the form."""
        note_refused(refusal.rule)
        field = self._fields.get(str(refusal.facts.get("field", "")))
        if field is None:
            self.form_errors.append(explain(refusal))
        else:
            field.errors = [*field.errors, explain(refusal)]


def _anchor(field: Field) -> str:
    """Where the link of the summary leads: the control, or a group's first choice."""
    return f"{field.id}-0" if getattr(field, "is_group", False) else str(field.id)


class Needed:
    """Something must be said here; the words tell what, as the person would be told at the counter."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.field_flags = {"required": True}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if field.data in (None, "", [], False) and not field.process_errors:
            field.errors = []  # type: ignore[assignment]  # a list while a form is validated
            raise StopValidation(str(self.words))


class Asked:
    """What all our fields share: ``needed`` words when it must be filled in, a hint, attributes.

    ``is_group``: several choices below one legend; ``is_tick``: one box with its words beside it;
    ``is_typed``: a browser might fill it in by itself.
    """

    is_group = False
    is_tick = False
    is_typed = False

    def __init__(
        self,
        label: Words,
        *,
        needed: Words | None = None,
        hint: Words = "",
        attributes: dict[str, str] | None = None,
        **options: Any,
    ) -> None:
        validators = [Needed(needed)] if needed else []
        super().__init__(label, validators, description=hint, render_kw=attributes or {}, **options)  # type: ignore[call-arg]


class Written(Asked):
    """Something typed: trimmed, without control characters, no longer than ``limit`` characters."""

    is_typed = True
    data: str | None

    def __init__(
        self, label: Words, *, limit: int = _LINE_CHARS, autocomplete: str = "off", **options: Any
    ) -> None:
        self.limit = limit
        attributes = {"autocomplete": autocomplete, **options.pop("attributes", {})}
        super().__init__(label, attributes=attributes, **options)

    def pre_validate(self, form: FlaskForm) -> None:
        try:
            self.data = clean(self.data or "", self.limit, "")
        except Refusal as refusal:
            note_refused(refusal.rule)
            raise StopValidation(explain(refusal)) from refusal


class Line(Written, StringField):
    """One line: a place, a name, a number."""


class Text(Written, TextAreaField):
    """Several lines."""

    def __init__(self, label: Words, *, limit: int = _TEXT_CHARS, **options: Any) -> None:
        super().__init__(label, limit=limit, **options)


class Secret(Asked, PasswordField):
    """A password: taken as it is typed, never shown again."""

    is_typed = True

    def __init__(self, label: Words, *, autocomplete: str = "current-password", **options: Any) -> None:
        super().__init__(label, attributes={"autocomplete": autocomplete}, **options)


class _Chosen(Asked):
    """One or more of a list of (value, words); anything else is forged or stale.

    What is known only when the form is bound is assigned to ``choices`` then.
    """

    def __init__(self, label: Words, *, choices: Iterable[tuple[str, Words]] = (), **options: Any) -> None:
        wrong = SENTENCES[Rule.UNKNOWN_CHOICE]
        listed = [SelectChoice(value=value, label=words) for value, words in choices]  # type: ignore[arg-type]
        super().__init__(
            label, choices=listed, invalid_value_message=wrong, invalid_choice_message=wrong, **options
        )

    def pre_validate(self, form: FlaskForm) -> None:
        try:
            super().pre_validate(form)  # type: ignore[misc]  # of the field that this is mixed into
        except ValueError:
            if self.raw_data:  # type: ignore[attr-defined]
                note_refused(Rule.UNKNOWN_CHOICE)
            raise


class Choice(_Chosen, RadioField):
    """One of a few, each a card to tap."""

    is_group = True

    def pre_validate(self, form: FlaskForm) -> None:
        """Nothing chosen is for ``needed`` to judge."""
        if self.raw_data:
            super().pre_validate(form)


class Choices(_Chosen, SelectMultipleField):
    """Any of a few, each a card to tap."""

    is_group = True
    option_widget = CheckboxInput()  # type: ignore[assignment]  # WTForms renders any input here


class Pick(_Chosen, SelectField):
    """One of many, in a list that opens."""

    def __call__(self, **attributes: Any) -> Markup:
        """HTML lets a list be required only where its first line chooses nothing."""
        first = next(iter(self.iter_choices()), None)
        required = bool(self.flags.required) and first is not None and first.value == ""
        return Markup(super().__call__(**{"required": required, **attributes}))  # noqa: S704  # as WTForms made it


class Tick(Asked, BooleanField):
    """Yes, or not."""

    is_tick = True


class Filled(Asked):
    """Something typed in one piece; left empty it says nothing, which ``needed`` judges."""

    is_typed = True

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.strip() for value in valuelist if value.strip()])  # type: ignore[misc]


class Day(Filled, DateField):
    """A date, by the browser's own calendar; as 2026-11-30 where there is none."""

    def __init__(self, label: Words, *, attributes: dict[str, str] | None = None, **options: Any) -> None:
        shown = {"autocomplete": "off", "class": "short", **(attributes or {})}
        wrong = _("请写成年-月-日，比如 2026-11-30")
        super().__init__(label, attributes=shown, invalid_value_message=wrong, **options)


class Hour(Filled, TimeField):
    """A time of day, by the browser's own clock; as 19:00 where there is none."""

    def __init__(self, label: Words, **options: Any) -> None:
        shown = {"autocomplete": "off", "class": "short"}
        wrong = _("请写成几点几分，比如 19:00")
        super().__init__(label, attributes=shown, invalid_value_message=wrong, **options)


class Number(Filled, IntegerField):
    """A whole number between ``least`` and ``most``."""

    def __init__(self, label: Words, *, least: int, most: int, **options: Any) -> None:
        self.least, self.most = least, most
        shown = {"autocomplete": "off", "class": "short", "min": str(least), "max": str(most)}
        wrong = _("请写一个整数，比如 15")
        super().__init__(label, attributes=shown, invalid_value_message=wrong, **options)

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data is not None and not self.least <= self.data <= self.most:
            raise StopValidation(str(_("请写%(least)s到%(most)s之间的数", least=self.least, most=self.most)))


class Measure(Filled, DecimalField):
    """A figure that need not be whole, between ``least`` and ``most``; ``data`` is a Decimal."""

    def __init__(self, label: Words, *, least: float, most: float, **options: Any) -> None:
        self.least, self.most = least, most
        shown = {"autocomplete": "off", "class": "short", "inputmode": "decimal"}
        wrong = _("请写一个数，比如 3.5")
        super().__init__(label, attributes=shown, invalid_value_message=wrong, places=1, **options)

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data is not None and not self.least <= self.data <= self.most:
            raise StopValidation(str(_("请写%(least)s到%(most)s之间的数", least=self.least, most=self.most)))


class Files(Asked, MultipleFileField):
    """Files, or none. What is in them, the service looks at."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """An empty file field still sends one nameless file."""
        self.data: list[FileStorage] = [
            part for part in valuelist if isinstance(part, FileStorage) and part.filename
        ]


class Photos(Files):
    """Pictures."""

    def __init__(self, label: Words, **options: Any) -> None:
        super().__init__(label, attributes={"accept": "image/*"}, **options)


class Upload(Files):
    """One file of the kinds that ``accept`` names; still a list, of one file or none."""

    widget = FileInput()

    def __init__(self, label: Words, *, accept: str, **options: Any) -> None:
        super().__init__(label, attributes={"accept": accept}, **options)
