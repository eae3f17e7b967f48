"""What is not a page: photos and open data."""

from portal.web.data import account as account
from portal.web.data import agendas as agendas
from portal.web.data import calendars as calendars
from portal.web.data import channels as channels
from portal.web.data import lights as lights
from portal.web.data import photos as photos
from portal.web.data import whistles as whistles
from portal.web.data.routes import blueprint as blueprint
