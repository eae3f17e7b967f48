"""No route is open by forgetting: each says for whom it is."""

from flask import Flask
from flask.testing import FlaskClient

from portal.app import create_app
from portal.config import Settings
from portal.web.access import audience_of


def test_every_route_declares_its_audience(settings: Settings) -> None:
    app = create_app(settings)
    undeclared = [
        f"{rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if audience_of(app.view_functions[rule.endpoint]) is None
    ]
    assert undeclared == []


def test_a_route_without_an_audience_is_recognised(portal: Flask) -> None:
    assert audience_of(portal.view_functions["sample.undeclared"]) is None
    assert audience_of(portal.view_functions["sample.styleguide"]) is not None


def test_a_route_without_an_audience_lets_nobody_in(client: FlaskClient) -> None:
    assert client.get("/sample/undeclared").status_code == 403
