"""晒: the account of the community, privacy, accessibility."""

from portal.web.publicity import account as account
from portal.web.publicity import channels as channels
from portal.web.publicity import days_off as days_off
from portal.web.publicity import lists as lists
from portal.web.publicity import responses as responses
from portal.web.publicity import statements as statements
from portal.web.publicity import tasks as tasks
from portal.web.publicity.routes import blueprint as blueprint
