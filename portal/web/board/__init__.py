"""The board: what hangs on the neighbourhood's wall, for everybody to read."""

from portal.web.board import aloud as aloud
from portal.web.board import ballots as ballots
from portal.web.board import home as home
from portal.web.board import hot as hot
from portal.web.board import lights as lights
from portal.web.board import lists as lists
from portal.web.board import matter as matter
from portal.web.board import meeting_days as meeting_days
from portal.web.board import meetings as meetings
from portal.web.board import minutes as minutes
from portal.web.board import opinions as opinions
from portal.web.board import projection as projection
from portal.web.board import seats as seats
from portal.web.board import topics as topics
from portal.web.board.routes import blueprint as blueprint
