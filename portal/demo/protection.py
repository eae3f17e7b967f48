"""What protects people in the demonstration place: a photo taken back, words withheld, a number seen."""

from datetime import datetime

from portal.demo.people import Town, Ward
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.policy import PassageKind, RuleBook
from portal.models import Matter, Passage, Person, Photo
from portal.models.protection import Cause
from portal.queries.passages import passage_of
from portal.services import looks, moderate
from portal.services.moderate import Withheld


def watch_over_people(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Just now, in the first community."""
    ward = town.wards[0]
    secretary = Occasion(ward.secretary, now, book, calendar)
    worker = Occasion(ward.worker, now, book, calendar)
    in_view = Photo.select(Photo.matter).where(Photo.public)
    pictured, told = _ended(ward, Matter.id.in_(in_view)), _ended(ward, Matter.id.not_in(in_view))
    photo = Photo.get((Photo.matter == pictured) & Photo.public)
    moderate.withhold(secretary, _passage(PassageKind.PHOTOS, photo.id), Withheld(Cause.FACES))
    moderate.withhold(secretary, _passage(PassageKind.WORDS, told.id), Withheld(Cause.PRIVACY))
    reachable = Matter.proposer.in_(Person.select(Person.id).where(Person.phone_mark != ""))
    looks.look(worker, _ended(ward, reachable))


def _ended(ward: Ward, condition: object) -> Matter:
    """A matter of the community that ended lately and that everybody may read; not the very last of them."""
    here = (Matter.community == ward.quarter.area) & ~Matter.private & Matter.board_column.is_null(False)
    ended = Matter.select().where(here, condition, Matter.closed_at.is_null(False))
    matter: Matter = ended.order_by(Matter.closed_at.desc(), Matter.id).limit(3)[-1]
    return matter


def _passage(kind: PassageKind, target_id: int) -> Passage:
    passage = passage_of(kind, target_id)
    assert passage is not None, "it was just read"  # noqa: S101
    return passage
