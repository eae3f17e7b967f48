"""Topics before their meeting: the pool, how urgent they are, how they were prepared."""

from portal.web.office.topics import options as options
from portal.web.office.topics import pool as pool
