"""The ways in which an item ends: a resolution, a deferral, a refusal, an explanation, or straight to 办."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask import Response
from werkzeug.wrappers import Response as Redirection

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import AgendaItem
from portal.services import deliberate
from portal.web.access import occasion, staff
from portal.web.office.meetings import load_item, load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.items import forms_of, session_page, to_session

Settling = Callable[[Occasion, AgendaItem, Any], object]

_SETTLE: Mapping[str, Settling] = MappingProxyType(
    {
        "resolve": lambda now, item, form: deliberate.resolve(now, item, form.draft(now)),
        "hand_on": lambda now, item, form: deliberate.hand_on(now, item, form.order(now), form.text.data),
        "defer": lambda now, item, form: deliberate.defer(now, item, form.reason.data),
        "refuse": lambda now, item, form: deliberate.refuse_item(
            now, item, form.reason.data, form.entry.data
        ),
        "explain": lambda now, item, form: deliberate.explain_item(now, item, form.text.data),
    }
)


@blueprint.post(
    "/meetings/<int:meeting_id>/items/<int:item_id>/<any(resolve,hand_on,defer,refuse,explain):ending>"
)
@staff(Action.HOLD_MEETING)
def settle_item(meeting_id: int, item_id: int, ending: str) -> Response | Redirection:
    """Gives one item its outcome; whoever comes second is told, and sees the outcome it has."""
    this = load_meeting(meeting_id)
    item = load_item(this, item_id)
    forms = forms_of(this, item, ending)
    form = forms.get(ending)
    if form is None:  # no such way in this form of meeting
        raise Refusal(Rule.RESOLVES_NOTHING if ending == "resolve" else Rule.RESOLVES)
    if form.validate_on_submit():
        try:
            _SETTLE[ending](occasion(), item, form)
            return to_session(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return session_page(this, item, forms, status=422)
