"""联办: the organisations that help hear what they help with, whose it becomes, and how it ends."""

import pytest

from portal.domain.notices import NoticeKind, NoticeWay
from portal.domain.permissions import Grant, Role
from portal.domain.terms import Mode
from portal.models import Notice, NoticeGroup, Person
from portal.services import handle, rate
from portal.services.contacts import phone_columns
from portal.services.forward import forward
from portal.services.handle import Order
from tests.conftest import _person

KINDS = [NoticeKind.CHECK_IN, NoticeKind.DONE, NoticeKind.DISSATISFACTION_ANSWERED]


@pytest.fixture
def group(town):
    """The group of the property manager, who helps."""
    address = "wecombot://a-key"
    return NoticeGroup.create(
        name="物业群", area=town.community, organisation=town.property_manager, address=address, kinds=KINDS
    )


@pytest.fixture
def assigned(group, lamp, occasion, town):
    """The lamp with the city management; the property manager and the committee help."""
    helping = (town.property_manager.id, town.committee.id)
    return handle.assign(
        occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10, Mode.JOINT, helping)
    )


def told(group):
    written = Notice.select().where(Notice.group == group).order_by(Notice.id)
    return [(each.kind, each.facts["action"], each.facts["whose"]) for each in written]


def test_who_helps_is_told_of_it_and_of_its_end(assigned, group, occasion):
    handle.complete(occasion("handler"), assigned, "换好了。")
    rate.rate_matter(occasion(), assigned, rate.PROPOSER, rate.Score(2, 2, 1, 1), False, shown_code=True)
    handle.explain(occasion("handler"), assigned, "灯杆不归我们。")
    assert told(group) == [
        (NoticeKind.CHECK_IN, "assign", "partners"),
        (NoticeKind.DONE, "complete", "partners"),
        (NoticeKind.DISSATISFACTION_ANSWERED, "rectify", "partners"),
        (NoticeKind.DONE, "explain", "partners"),
    ]


def test_who_helps_hears_to_whom_it_was_handed_over_and_who_takes_it_over_hears_it_as_the_lead(
    assigned, group, occasion, town
):
    forward(occasion("handler"), assigned, town.committee.id, "灯归社区管。", person_name="李敏")
    forward(occasion("worker"), assigned, town.property_manager.id, "灯归物业管。", person_name="刘师傅")
    assert told(group)[1:] == [
        (NoticeKind.CHECK_IN, "forward", "partners"),
        (NoticeKind.CHECK_IN, "forward", "staff"),
    ]


def test_the_people_of_a_helper_without_a_group_are_told_in_person(lamp, occasion, town):
    helper = _person("刘师傅", Grant(Role.DEPARTMENT_HANDLER, town.district.path, town.property_manager.id))
    Person.update(**phone_columns("13800138000")).where(Person.id == helper.person_id).execute()
    order = Order(town.city_management.id, "赵强", 10, Mode.JOINT, (town.property_manager.id,))
    handle.assign(occasion("worker"), lamp, order)
    notice = Notice.get()
    assert (notice.person_id, notice.way, notice.matter_id) == (helper.person_id, NoticeWay.SMS, lamp.id)


def test_the_groups_of_others_hear_nothing_of_who_helps(lamp, group, occasion, town):
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    assert told(group) == []
