"""The office: where staff answer, deliberate, handle and publish."""

from portal.web.office import campaign_answers as campaign_answers
from portal.web.office import campaigns as campaigns
from portal.web.office import cards as cards
from portal.web.office import desk as desk
from portal.web.office import entering as entering
from portal.web.office import filing as filing
from portal.web.office import finding as finding
from portal.web.office import groups as groups
from portal.web.office import help_calls as help_calls
from portal.web.office import kiosks as kiosks
from portal.web.office import lists as lists
from portal.web.office import looks as looks
from portal.web.office import matters as matters
from portal.web.office import meeting_session as meeting_session
from portal.web.office import meetings as meetings
from portal.web.office import more as more
from portal.web.office import notice_groups as notice_groups
from portal.web.office import notices as notices
from portal.web.office import passages as passages
from portal.web.office import persons as persons
from portal.web.office import rounds as rounds
from portal.web.office import shapes as shapes
from portal.web.office import tables as tables
from portal.web.office import taxonomy as taxonomy
from portal.web.office import venues as venues
from portal.web.office.routes import blueprint as blueprint
