"""Signing in and out, one's own page, and how one reads."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
