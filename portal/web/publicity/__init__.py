"""晒: the account of the community, privacy, accessibility."""

from portal.web.publicity.routes import blueprint as blueprint
