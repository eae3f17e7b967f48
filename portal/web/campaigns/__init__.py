"""问计于民: calls for suggestions, answered in public, and what became of each suggestion."""

from portal.web.campaigns import answering as answering
from portal.web.campaigns import reading as reading
from portal.web.campaigns.routes import blueprint as blueprint
