"""The meeting in session, for the one in the chair: who is there, item by item, the minutes."""

from portal.web.office.session import attendance as attendance
from portal.web.office.session import cards as cards
from portal.web.office.session import closing as closing
from portal.web.office.session import endings as endings
from portal.web.office.session import items as items
from portal.web.office.session import minutes as minutes
from portal.web.office.session import remarks as remarks
from portal.web.office.session import vote_cards as vote_cards
from portal.web.office.session import votes as votes
