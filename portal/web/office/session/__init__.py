"""The meeting in session, for the one in the chair: who is there, item by item, the minutes."""

from portal.web.office.session import attendance as attendance
from portal.web.office.session import cards as cards
from portal.web.office.session import closing as closing
from portal.web.office.session import endings as endings
from portal.web.office.session import items as items
from portal.web.office.session import remarks as remarks
