"""An option is taken from the table again."""

from flask import flash as tell
from flask import redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import TopicOption
from portal.services import prepare
from portal.web.access import occasion, staff
from portal.web.office.dossier import open_dossier
from portal.web.office.routes import blueprint
from portal.web.office.steps import step_url


@blueprint.post("/matters/<number>/options/<int:option_id>/withdraw")
@staff(Action.PREPARE)
def withdraw_option(number: str, option_id: int) -> Redirection:
    """Takes it off, and goes back to what remains."""
    matter = open_dossier(occasion(), number).matter
    option = TopicOption.get_or_none(id=option_id, matter=matter)
    if option is None:
        raise Refusal(Rule.NOT_FOUND)
    prepare.withdraw_option(occasion(), option)
    tell(_("第%(number)s个办法已收回", number=option.position))
    return redirect(step_url(Action.PREPARE, number), code=303)
