"""Kiosks: registered by those in charge, paired once by a code, and no kiosks any more once retired."""

from datetime import timedelta

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.models import Kiosk
from portal.queries.kiosks import device_of, kiosks_of
from portal.services.kiosks import PAIRING_TIME, Registered, Screen, pair, pair_anew, register, retire
from tests.conftest import MORNING


@pytest.fixture
def registered(town, occasion) -> Registered:
    screen = Screen("大厅1号机", town.community.id, "进门左手边", 3.04, has_printer=True)
    return register(occasion("secretary"), screen)


def test_a_paired_browser_is_the_kiosk(registered, occasion):
    token = pair(occasion(), registered.code, "10.0.0.9")
    device = device_of(token)
    assert (device.name, device.place, device.px_per_mm, device.has_printer) == (
        "大厅1号机",
        "进门左手边",
        3.0,
        True,
    )
    assert device.seen_at == MORNING
    assert device_of("another-token") is None


def test_what_was_measured_on_the_glass_counts_more_than_what_was_registered(registered, occasion):
    token = pair(occasion(), registered.code.lower(), "10.0.0.9", 600 / 149)
    assert device_of(token).px_per_mm == 4.0


def test_a_code_pairs_one_browser_only(registered, occasion):
    pair(occasion(), registered.code, "10.0.0.9")
    with pytest.raises(Refusal) as refused:
        pair(occasion(), registered.code, "10.0.0.9")
    assert refused.value.rule is Rule.PAIRING_FAILED


def test_a_code_runs_out(registered, occasion):
    with pytest.raises(Refusal) as refused:
        pair(occasion(at=MORNING + PAIRING_TIME), registered.code, "10.0.0.9")
    assert refused.value.rule is Rule.PAIRING_FAILED


def test_wrong_codes_are_counted_by_address(registered, occasion):
    for _ in range(60):
        with pytest.raises(Refusal):
            pair(occasion(), "AAAA-AAAA-AAAA", "10.0.0.9")
    with pytest.raises(Refusal) as refused:
        pair(occasion(), registered.code, "10.0.0.9")
    assert refused.value.rule is Rule.TOO_MANY


def test_pairing_anew_ends_the_browser_before(registered, occasion):
    before = pair(occasion(), registered.code, "10.0.0.9")
    after = pair(occasion(), pair_anew(occasion("secretary"), registered.kiosk.id).code, "10.0.0.9")
    assert device_of(before) is None
    assert device_of(after).id == registered.kiosk.id


def test_a_retired_kiosk_is_none_any_more(registered, occasion):
    token = pair(occasion(), registered.code, "10.0.0.9")
    retire(occasion("secretary"), registered.kiosk.id)
    assert device_of(token) is None
    with pytest.raises(Refusal) as refused:
        pair_anew(occasion("secretary"), registered.kiosk.id)
    assert refused.value.rule is Rule.NOT_FOUND


@pytest.mark.parametrize("who", ["worker", "grid_member", "stranger", "resident", "auditor"])
def test_only_those_in_charge_register_kiosks(town, occasion, who):
    with pytest.raises(Refusal) as refused:
        register(occasion(who), Screen("机", town.community.id, "门口"))
    assert refused.value.rule is Rule.NOT_ALLOWED
    assert Kiosk.select().count() == 0


@pytest.mark.parametrize("px_per_mm", [0.0, 1.1, 10.0, 300.0])
def test_no_glass_has_such_pixels(town, occasion, px_per_mm):
    with pytest.raises(Refusal) as refused:
        register(occasion("secretary"), Screen("机", town.community.id, "门口", px_per_mm))
    assert refused.value.rule is Rule.PIXELS_UNLIKELY


def test_each_sees_the_kiosks_of_the_own_communities(registered, occasion, cast):
    assert [line.name for line in kiosks_of(cast["secretary"])] == ["大厅1号机"]
    assert kiosks_of(cast["worker"]) == []


def test_a_kiosk_waits_half_an_hour_for_its_browser(registered):
    assert registered.kiosk.pair_by - MORNING == timedelta(minutes=30)
