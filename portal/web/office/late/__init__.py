"""What is late: passing it up, and what the road says of it."""

from portal.web.late import late_words
from portal.web.office.routes import blueprint

blueprint.add_app_template_global(late_words)
