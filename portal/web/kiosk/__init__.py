"""The kiosk: the same journeys behind four large doors."""

from portal.web.kiosk import card as card
from portal.web.kiosk import doors as doors
from portal.web.kiosk import helping as helping
from portal.web.kiosk import pairing as pairing
from portal.web.kiosk import voting as voting
from portal.web.kiosk.routes import blueprint as blueprint
