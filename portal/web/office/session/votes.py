"""表决 in the chair's hands: put an item to the vote, count hands, see how many voted, end it, void it."""

from typing import Any, NamedTuple

from flask import Response
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.voting import VoteMethod
from portal.models import AgendaItem, Meeting, Vote
from portal.queries.preparations import options_of
from portal.queries.votes import VoteRow, votes_of
from portal.services import vote as verbs
from portal.web import ballot_box
from portal.web.access import occasion, staff
from portal.web.fields import Choice, Choices, Form, Number, Text, Tick
from portal.web.labels import STANCES, VOTE_METHODS
from portal.web.office.meetings import load_item, load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.items import forms_of, session_page, to_session

#: Somebody else opened, ended or voided the vote, or settled the item, while the page was open.
_OVERTAKEN = frozenset({Rule.VOTE_OPEN, Rule.VOTE_CLOSED, Rule.ITEM_SETTLED, Rule.MEETING_NOT_OPEN})


class OpenForm(Form):
    """How it is voted, about what."""

    method = Choice(
        _("怎么投"),
        choices=list(VOTE_METHODS.items()),
        coerce=VoteMethod,
        default=VoteMethod.HANDS,
        needed=_("请选怎么投"),
    )
    among = Choices(_("在哪些办法里选"), coerce=int, hint=_("一个都不勾，就是投同意还是不同意。"))
    secret = Tick(_("不记名：谁投了什么，谁也查不到"))

    def offer(self, item: AgendaItem, always_secret: bool) -> None:
        """The options on the table; whether it is secret is asked where the rule book does not say so."""
        self.among.choices = [(each.id, each.text) for each in options_of(item.matter_id)]
        if not self.among.choices:
            del self.among
        if always_secret:
            del self.secret

    def tick_all(self) -> None:
        """With options on the table the question is which of them, unless the chair asks otherwise."""
        if "among" in self:
            self.among.data = [number for number, _ in self.among.choices]


class VoidForm(Form):
    """Why a vote is called off."""

    reason = Text(
        _("为什么作废"),
        id="void-reason",
        needed=_("请写明理由，大家都会看到"),
        attributes={"rows": "2"},
    )


class Panel(NamedTuple):
    """What the chair sees of an item's votes: the one going on, those that ended, and the forms."""

    going_on: VoteRow | None
    ended: list[VoteRow]
    forms: dict[str, Form]

    @property
    def decides(self) -> VoteRow | None:
        """The vote from which a resolution takes its counts."""
        return next((each for each in self.ended if each.counts), None)


@blueprint.context_processor
def _panels() -> dict[str, Any]:
    """So that whoever shows an item need not know of its votes; ``forms`` are those that were sent."""
    return {"vote_panel": _panel}


def _panel(item_id: int, forms: dict[str, Form]) -> Panel:
    held = votes_of([item_id]).get(item_id, [])
    going_on = next((each for each in held if each.closed_at is None), None)
    item = AgendaItem.get_by_id(item_id)
    return Panel(
        going_on, [each for each in reversed(held) if each.closed_at], _forms(item, going_on) | forms
    )


def _forms(item: AgendaItem, going_on: VoteRow | None) -> dict[str, Form]:
    forms: dict[str, Form] = {"void": VoidForm(formdata=None)}
    if going_on is None:
        opening = forms["open"] = _open_form(item, formdata=None)
        opening.tick_all()
    elif going_on.method is VoteMethod.HANDS:
        forms["hands"] = _hands_form(going_on, formdata=None)
    return forms


def _open_form(item: AgendaItem, **options: Any) -> OpenForm:
    form = OpenForm(**options)
    form.offer(item, occasion().book.meeting.secret_ballot)
    return form


def _hands_form(held: VoteRow, **options: Any) -> Form:
    """A number for each choice, as counted so far."""
    numbers = {
        f"choice_{each.id}": Number(
            each.text or STANCES[each.stance], least=0, most=9_999, default=each.votes
        )
        for each in held.choices
    }
    form: Form = type("HandsForm", (Form,), numbers)(**options)
    return form


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/votes")
@staff(Action.HOLD_MEETING)
def open_vote(meeting_id: int, item_id: int) -> Response | Redirection:
    """Puts the item to the vote."""
    this = load_meeting(meeting_id)
    item = load_item(this, item_id)
    form = _open_form(item)
    if form.validate_on_submit():
        among = form.among.data if "among" in form else ()
        secret = bool(form.secret.data) if "secret" in form else False
        try:
            verbs.open_vote(occasion(), item, form.method.data, among, secret)
            return _back(this, item)
        except Refusal as refusal:
            return _refused(this, item, "open", form, refusal)
    return _again(this, item, {"open": form})


@blueprint.post("/meetings/<int:meeting_id>/votes/<int:vote_id>/hands")
@staff(Action.HOLD_MEETING)
def count_hands(meeting_id: int, vote_id: int) -> Response | Redirection:
    """Writes down the hands that were raised, and ends the vote with them."""
    this = load_meeting(meeting_id)
    held = load_vote(this, vote_id)
    form = _hands_form(ballot_box.row_of(held.id))
    if form.validate_on_submit():
        counts = {
            int(field.name.removeprefix("choice_")): field.data or 0
            for field in form
            if field.name.startswith("choice_")
        }
        try:
            verbs.end_by_hands(occasion(), held, counts)
            return _back(this, held.item)
        except Refusal as refusal:
            return _refused(this, held.item, "hands", form, refusal)
    return _again(this, held.item, {"hands": form})


@blueprint.post("/meetings/<int:meeting_id>/votes/<int:vote_id>/close")
@staff(Action.HOLD_MEETING)
def close_vote(meeting_id: int, vote_id: int) -> Redirection:
    """Ends the vote: nothing is counted from now on."""
    this = load_meeting(meeting_id)
    held = load_vote(this, vote_id)
    verbs.close_vote(occasion(), held)
    return _back(this, held.item)


@blueprint.post("/meetings/<int:meeting_id>/votes/<int:vote_id>/run-off")
@staff(Action.HOLD_MEETING)
def run_off(meeting_id: int, vote_id: int) -> Redirection:
    """Votes once more among the strongest options, where none was carried."""
    this = load_meeting(meeting_id)
    held = load_vote(this, vote_id)
    verbs.run_off(occasion(), held)
    return _back(this, held.item)


@blueprint.post("/meetings/<int:meeting_id>/votes/<int:vote_id>/void")
@staff(Action.HOLD_MEETING)
def void_vote(meeting_id: int, vote_id: int) -> Response | Redirection:
    """Calls the vote off, with a reason that everybody reads."""
    this, form = load_meeting(meeting_id), VoidForm()
    held = load_vote(this, vote_id)
    if form.validate_on_submit():
        try:
            verbs.void_vote(occasion(), held, form.reason.data or "")
            return _back(this, held.item)
        except Refusal as refusal:
            return _refused(this, held.item, "void", form, refusal)
    return _again(this, held.item, {"void": form})


def load_vote(meeting: Meeting, vote_id: int) -> Vote:
    """A vote of this very meeting. Raises Refusal NOT_FOUND otherwise."""
    held: Vote | None = Vote.get_or_none(Vote.id == vote_id)
    if held is None or held.item.meeting_id != meeting.id:
        raise Refusal(Rule.NOT_FOUND)
    return held


def _back(meeting: Meeting, item: AgendaItem) -> Redirection:
    return to_session(meeting, item=item.id)


def _refused(meeting: Meeting, item: AgendaItem, name: str, form: Form, refusal: Refusal) -> Response:
    """Why, beside what was typed; above the item where somebody was faster and the form is there no more."""
    form.refuse(refusal)
    return _again(meeting, item, {"overtaken" if refusal.rule in _OVERTAKEN else name: form})


def _again(meeting: Meeting, item: AgendaItem, sent: dict[str, Form]) -> Response:
    """The item's page, with what was typed."""
    return session_page(meeting, item, forms_of(meeting, item) | sent, status=422)
