"""The handling in the office: taking on, handing over, steps, waiting for the proposer."""

from portal.web.handling_words import handling_words
from portal.web.office.handling import estates as estates
from portal.web.office.handling import hand_overs as hand_overs
from portal.web.office.handling import organisations as organisations
from portal.web.office.handling import steps as steps
from portal.web.office.routes import blueprint

blueprint.add_app_template_global(handling_words)
