"""Who works through the inbox goes from one matter to the next that is his or hers to do."""

from datetime import datetime

import pytest

from portal.services import begin, handle
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter
from tests.web.test_office_matters import take

LATE = datetime(2026, 11, 20, 9, 30)  # everything that came in on the 3rd is overdue


@pytest.fixture
def billboard(town, occasion):
    """The oldest of all, and overdue: in the hands of 城管中队."""
    matter = raise_matter(occasion(), Draft(words="广告牌松动了。", area_id=town.grid.id)).matter
    return handle.assign(occasion("worker"), matter, Order(town.city_management.id, "赵强", 1))


@pytest.fixture
def bins(billboard, town, occasion):
    """Three matters that wait for an answer."""
    draft = Draft(words="垃圾桶满了。", area_id=town.grid.id)
    drafts = [Draft(words=f"{draft.words}第{number}个。", area_id=draft.area_id) for number in range(3)]
    return [raise_matter(occasion(), draft).matter for draft in drafts]


def answered(browser, matter):
    """Where the officer is led from this one."""
    return take(browser, matter, "answer", text="今晚清运。", then="next").headers["Location"]


def test_an_officer_is_led_through_the_list_and_never_back(bins, portal, client_of):
    portal.config["CLOCK"] = lambda: LATE
    worker, (first, second, third) = client_of("worker"), bins
    assert answered(worker, first) == f"/office/matters/{second.number}#next"
    assert answered(worker, second) == f"/office/matters/{third.number}#next"
    assert answered(worker, third) == "/office"


def test_the_way_on_passes_over_what_lies_with_a_department(bins, town, occasion, client_of):
    first, second, third = bins
    handle.assign(occasion("worker"), second, Order(town.city_management.id, "赵强", 3))
    assert answered(client_of("worker"), first) == f"/office/matters/{third.number}#next"


def test_the_button_says_which_step_it_takes(bins, client_of):
    page = client_of("worker").get(f"/office/matters/{bins[0].number}/answer").text
    assert "答复，接着看下一件" in page


@pytest.mark.parametrize(("who", "offered"), [("worker", False), ("secretary", False), ("handler", True)])
def test_who_leads_the_handling_is_the_one_asked_to_report(who, offered, billboard, client_of):
    assert (f"/office/matters/{billboard.number}/accept" in client_of(who).get("/office").text) is offered


def test_what_was_taken_on_is_to_be_reported(billboard, occasion, client_of):
    begin.accept(occasion("handler"), billboard)
    page = client_of("handler").get("/office").text
    assert f"/office/matters/{billboard.number}/complete" in page
    assert f"/office/matters/{billboard.number}/accept" not in page


def test_the_worker_may_still_report_from_the_matters_page(billboard, client_of):
    page = client_of("worker").get(f"/office/matters/{billboard.number}").text
    assert f'<a class="do other" href="/office/matters/{billboard.number}/complete">' in page
    assert '<a class="do" href=' not in page


def test_what_the_community_itself_handles_the_worker_takes_on(bins, town, occasion, client_of):
    handle.assign(occasion("worker"), bins[0], Order(town.committee.id, "李敏", 10))
    assert f"/office/matters/{bins[0].number}/accept" in client_of("worker").get("/office").text
