"""说: raising a matter, following it, supporting and rating it."""

from portal.web.suggest import answering as answering
from portal.web.suggest import carrying as carrying
from portal.web.suggest import rating as rating
from portal.web.suggest import saying as saying
from portal.web.suggest import supporting as supporting
from portal.web.suggest import tracking as tracking
from portal.web.suggest.routes import blueprint as blueprint
