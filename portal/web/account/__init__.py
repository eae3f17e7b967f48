"""Signing in and out, one's own page, and how one reads."""

from portal.web.account import by_code as by_code
from portal.web.account import display as display
from portal.web.account import looks as looks
from portal.web.account import notices as notices
from portal.web.account import own as own
from portal.web.account import reached as reached
from portal.web.account import signing as signing
from portal.web.account.routes import blueprint as blueprint
