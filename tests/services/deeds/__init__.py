"""Everything that can be done to a matter or a meeting, by anybody, whether it makes sense or not."""

from tests.services.deeds import hall as hall
from tests.services.deeds import hands as hands
from tests.services.deeds import road as road
from tests.services.deeds.kept import DEEDS as DEEDS
