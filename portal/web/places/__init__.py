"""Where people are heard: venues with their hours, maps with their lights, posters for the wall."""

from portal.web.places.routes import blueprint as blueprint
