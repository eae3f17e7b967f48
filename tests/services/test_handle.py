"""办: assigned by a date, moved on with photos, completed or explained."""

import io
from datetime import date

import pytest
from PIL import Image

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Outcome, State
from portal.domain.terms import Mode
from portal.models import Assignment, Matter, MatterEvent, Photo, ReturnVisit
from portal.services import handle
from portal.services.handle import Order
from portal.services.photos import read_picture


@pytest.fixture
def assigned(lamp, occasion, town):
    """The lamp, given to 城管中队 for ten working days, with the property manager helping."""
    order = Order(town.city_management.id, "赵强", 10, Mode.JOINT, (town.property_manager.id,))
    return handle.assign(occasion("worker"), lamp, order)


def picture(occasion):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "PNG")
    file.seek(0)
    return read_picture(file, occasion("worker").book.limits)


def test_an_assignment_sets_the_deadline_in_working_days(assigned):
    assert assigned.state is State.HANDLING
    assert assigned.due_on == date(2026, 11, 17)
    assignment = Assignment.get()
    assert (assignment.round, assignment.person_name, assignment.due_on) == (1, "赵强", date(2026, 11, 17))


def test_who_helps_may_write_what_was_done(assigned, cast, occasion):
    handle.report_progress(occasion("handler"), assigned, "灯具已经订货。")
    assert MatterEvent.get(MatterEvent.action == Action.NOTE).public_text == "灯具已经订货。"


def test_photos_stand_with_the_progress_they_show(assigned, occasion):
    handle.report_progress(occasion("handler"), assigned, "装好了一盏。", [picture(occasion)])
    assert Photo.get().event.action is Action.NOTE


def test_photos_stand_with_the_completion_they_prove(assigned, occasion):
    handle.complete(occasion("handler"), assigned, "路灯修好了。", [picture(occasion)])
    assert Photo.get().event.action is Action.COMPLETE


def test_completion_opens_rating_and_makes_a_visit_due(assigned, occasion):
    handle.complete(occasion("handler"), assigned, "路灯修好了。")
    matter = Matter.get_by_id(assigned.id)
    assert (matter.state, matter.outcome, matter.due_on) == (
        State.RATING,
        Outcome.DONE,
        date(2026, 12, 1),
    )
    assert ReturnVisit.get().due_on == date(2026, 11, 10)
    assert Assignment.get().ended_at == occasion().now


def test_what_cannot_be_done_is_explained(assigned, occasion):
    handle.explain(occasion("handler"), assigned, "这段路明年整体改造，先装临时灯。")
    assert Matter.get_by_id(assigned.id).outcome is Outcome.EXPLAINED


def test_an_assignment_to_nobody_is_refused(lamp, occasion, town):
    with pytest.raises(Refusal) as refused:
        handle.assign(occasion("worker"), lamp, Order(town.committee.id, "  ", 10))
    assert refused.value.rule is Rule.PERSON_MISSING
    assert Assignment.select().count() == 0


def test_an_assignment_without_a_deadline_is_refused(lamp, occasion, town):
    with pytest.raises(Refusal) as refused:
        handle.assign(occasion("worker"), lamp, Order(town.committee.id, "李敏", 0))
    assert refused.value.rule is Rule.DEADLINE_MISSING


def test_another_department_cannot_complete_it(lamp, occasion, town):
    handle.assign(occasion("worker"), lamp, Order(town.property_manager.id, "刘师傅", 10))
    with pytest.raises(Refusal) as refused:
        handle.complete(occasion("handler"), lamp, "修好了。")
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_a_handler_has_a_name_that_fits_its_column(lamp, occasion, town):
    with pytest.raises(Refusal) as refused:
        handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "长" * 81, 10))
    assert (refused.value.rule, refused.value.facts["field"]) == (Rule.TEXT_TOO_LONG, "person")
    assert Matter.get_by_id(lamp.id).state is State.RECEIVED
