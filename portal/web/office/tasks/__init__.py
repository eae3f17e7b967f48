"""Work from above: the sender's side and the community's."""

from portal.web.office.tasks import answering as answering
from portal.web.office.tasks import sending as sending
