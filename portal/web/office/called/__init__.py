"""Who is called, and who is warned: whistles with their check-ins, early warnings."""

from portal.web.called import called_words, happened_words
from portal.web.office.called import checking as checking
from portal.web.office.called import warnings as warnings
from portal.web.office.called import whistles as whistles
from portal.web.office.routes import blueprint

blueprint.add_app_template_global(called_words)
blueprint.add_app_template_global(happened_words)
