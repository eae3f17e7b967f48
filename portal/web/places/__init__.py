"""Where people are heard: venues with their hours, maps with their lights, posters for the wall."""

from portal.web.places import estates as estates
from portal.web.places import ground as ground
from portal.web.places import posting as posting
from portal.web.places import venues as venues
from portal.web.places.routes import blueprint as blueprint
from portal.web.places.routes import posters as posters
