"""Who is asked to meetings: standing members, guests, their replies, letters, what was written beforehand."""

from portal.web.office.invitations import asked as asked
from portal.web.office.invitations import letters as letters
from portal.web.office.invitations import members as members
from portal.web.office.invitations import opinions as opinions
