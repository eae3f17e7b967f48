"""The place edits its lists line by line: what is deliberated, what may be sent down, what is urgent."""

from portal.web.office.rules import grading as grading
from portal.web.office.rules import lines as lines
