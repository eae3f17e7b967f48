"""说: raising a matter, following it, supporting and rating it."""

from portal.web.suggest.routes import blueprint as blueprint
