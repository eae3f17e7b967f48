"""What was said is taken in, and its receipt kept for this browser."""

from collections.abc import Callable

from flask import current_app

from portal.domain.numbering import new_code, spell_code
from portal.domain.refusal import Refusal, Rule
from portal.services import say as services
from portal.services.codes import chooser
from portal.web.door import as_neighbour, keep_receipt, visitor
from portal.web.suggest.carrying import offer_by_phone
from portal.web.suggest.say_forms import SayForm


def raised(form: SayForm) -> bool:
    """Whether it was taken in; if not, the form says why."""
    form_itself = (str(current_app.config["SECRET_KEY"]), *form.sealed())
    code = spell_code(new_code(chooser(*form_itself)))
    try:
        number = _taken_in(form, chooser(*form_itself))
    except Refusal as refusal:
        if refusal.rule is not Rule.ALREADY_RAISED:
            form.refuse(refusal)
            return False
        number = str(refusal.facts["number"])
    keep_receipt(number, code)
    offer_by_phone(number, code)
    return True


def _taken_in(form: SayForm, choose: Callable[[str], str]) -> str:
    """The number of what was taken in."""
    return services.raise_at_the_door(as_neighbour(), form.to_draft(), visitor(), choose).matter.number
