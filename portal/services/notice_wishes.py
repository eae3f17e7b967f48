"""What a person wants to be told of: how often, and by which way."""

from collections.abc import Iterable, Mapping

from portal.db import quiet_transaction
from portal.domain.notices import FOR_PERSONS, NoticeKind, NoticeWay, Often, Wish
from portal.domain.refusal import Refusal, Rule
from portal.models import NoticeWish, Person


@quiet_transaction
def choose(person_id: int, wishes: Mapping[NoticeKind, Wish]) -> None:
    """Keeps what the person wants of these kinds. Raises Refusal UNKNOWN_CHOICE for a kind not to choose."""
    if not set(wishes) <= set(FOR_PERSONS):
        raise Refusal(Rule.UNKNOWN_CHOICE)
    for kind, wish in wishes.items():
        NoticeWish.insert(person=person_id, kind=kind, way=wish.way, often=wish.often).on_conflict(
            conflict_target=[NoticeWish.person, NoticeWish.kind],
            update={NoticeWish.way: wish.way, NoticeWish.often: wish.often},
        ).execute()


def stop(person_id: int, kinds: Iterable[NoticeKind]) -> None:
    """The person hears nothing more of these kinds, whatever a form once said. Who is unknown is ignored."""
    if Person.select().where(Person.id == person_id).exists():
        choose(person_id, dict.fromkeys(kinds, Wish(NoticeWay.SMS, Often.NEVER)))
