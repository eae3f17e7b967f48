"""Through the inbox faster: kept filters, words for answers, several at once, who is at work on what."""

from portal.web.office.inbox import filters as filters
from portal.web.office.inbox import many as many
from portal.web.office.inbox import presence as presence
from portal.web.office.inbox import templates as templates
