"""Days off that were announced late."""

from portal.web.office.days_off import announcing as announcing
