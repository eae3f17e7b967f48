"""Half a number on every page of the office; the whole one once, for whoever asks."""

import pytest

from portal.models import ContactLook, Matter
from portal.services import handle
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter

WHOLE, HALF = "13800138000", "138****8000"


@pytest.fixture
def reachable(town, occasion):
    """A matter of the resident's, done, so that a visit is due."""
    draft = Draft(words="路灯坏了。", area_id=town.building.id, phone=WHOLE)
    matter = raise_matter(occasion("resident"), draft).matter
    handle.assign(occasion("worker"), matter, Order(town.committee.id, "钱多多", 5))
    handle.complete(occasion("worker"), matter, "换好了灯泡。")
    return Matter.get_by_id(matter.id)


def test_every_page_of_the_office_shows_half_of_the_number(reachable, client_of):
    browser = client_of("worker")
    here = f"/office/matters/{reachable.number}"
    for address in (here, "/office/visits", f"{here}/visit"):
        page = browser.get(address).text
        assert HALF in page
        assert WHOLE not in page
    assert WHOLE not in browser.get("/office").text
    found = browser.get(f"/office/find?q={WHOLE}").text
    for what_was_typed in (f'value="{WHOLE}"', f"q%3D{WHOLE}"):
        found = found.replace(what_was_typed, "")
    assert WHOLE not in found


def test_the_whole_number_is_shown_once_with_a_link_to_call(reachable, client_of):
    browser, here = client_of("worker"), f"/office/matters/{reachable.number}"
    page = browser.submit(here, {}, to=f"{here}/contact").text
    assert f'href="tel:{WHOLE}"' in page
    assert ContactLook.select().count() == 1
    assert WHOLE not in browser.get(here).text


def test_htmx_puts_it_in_its_place(reachable, client_of):
    browser, here = client_of("worker"), f"/office/matters/{reachable.number}"
    asking = {"HX-Request": "true", "HX-Target": "contact_sheet"}
    piece = browser.submit(here, {}, to=f"{here}/contact", headers=asking).text
    assert piece.lstrip().startswith('<section class="sheet" id="contact_sheet"')
    assert WHOLE in piece


def test_the_auditor_is_offered_no_number_but_reads_who_looked(reachable, client_of):
    here = f"/office/matters/{reachable.number}"
    worker, auditor = client_of("worker"), client_of("auditor")
    worker.submit(here, {}, to=f"{here}/contact")
    assert "看完整号码" not in auditor.get(here).text
    assert "李敏" in auditor.get("/office/looks").text
    assert worker.get("/office/looks").status_code == 403


def test_one_sees_who_looked_at_ones_own_number(reachable, client_of):
    here, resident = f"/office/matters/{reachable.number}", client_of("resident")
    assert "还没有人看过" in resident.get("/me/looks").text
    client_of("worker").submit(here, {}, to=f"{here}/contact")
    page = resident.get("/me/looks").text
    assert "社区专干" in page
    assert reachable.number in page
    assert "/me/looks" in resident.get("/me").text
