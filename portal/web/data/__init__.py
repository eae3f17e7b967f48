"""What is not a page: photos and open data."""

from portal.web.data.routes import blueprint as blueprint
