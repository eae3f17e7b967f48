"""说: raising a matter, following it, supporting and rating it."""

from flask import Blueprint

from portal.web.door import matter_page

blueprint = Blueprint("suggest", __name__)
blueprint.add_app_template_global(matter_page)
