"""What was said is taken in, and its receipt kept for this browser."""

from flask import current_app

from portal.domain.numbering import new_code, spell_code
from portal.domain.refusal import Refusal, Rule
from portal.services import say as services
from portal.services.codes import chooser
from portal.web.door import as_neighbour, keep_receipt, visitor
from portal.web.suggest.say_forms import SayForm


def raised(form: SayForm) -> bool:
    """Whether it was taken in; if not, the form says why."""
    secret = str(current_app.config["SECRET_KEY"])
    try:
        receipt = services.raise_at_the_door(
            as_neighbour(), form.to_draft(), visitor(), chooser(secret, *form.sealed())
        )
    except Refusal as refusal:
        if refusal.rule is not Rule.ALREADY_RAISED:
            form.refuse(refusal)
            return False
        keep_receipt(str(refusal.facts["number"]), spell_code(new_code(chooser(secret, *form.sealed()))))
    else:
        keep_receipt(receipt.matter.number, spell_code(receipt.code))
    return True
