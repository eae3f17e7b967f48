"""The days of meetings: moved, called off, convened when wanted or because something cannot wait."""

from portal.web.office.days import changing as changing
from portal.web.office.days import convening as convening
