"""The office: where staff answer, deliberate, handle and publish."""

from portal.web.office.routes import blueprint as blueprint
