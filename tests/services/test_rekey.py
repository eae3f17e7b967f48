"""A new key for contact data: afterwards the old one opens nothing and is not needed."""

import base64

import pytest

from portal.models import Matter, Person, VerifiedContact
from portal.models.people import ContactWay
from portal.queries.everything import persons_called
from portal.services.contacts import phone_mark
from portal.services.rekey import rekey
from portal.services.say import Draft, raise_matter
from portal.vault import VaultError, open_vault
from tests.conftest import CONTACT_KEYS, MORNING

NEW = base64.urlsafe_b64encode(b"another key of thirty-two bytes!").decode()


@pytest.fixture
def matter(town, occasion):
    draft = Draft(words="路灯坏了。", area_id=town.building.id, name="林小雨", phone="13800138000")
    return raise_matter(occasion(), draft).matter


def test_with_the_new_key_alone_everything_is_read_and_found(matter):
    VerifiedContact.create(
        mark=phone_mark("13800138000"), way=ContactWay.SMS, person=matter.proposer_id, verified_at=MORNING
    )
    rekey((NEW, *CONTACT_KEYS))
    open_vault((NEW,))
    assert [person.phone for person in persons_called("138-0013-8000")] == ["13800138000"]
    assert VerifiedContact.get().mark == phone_mark("13800138000")


def test_the_old_key_opens_nothing_any_more(matter):
    rekey((NEW, *CONTACT_KEYS))
    open_vault(CONTACT_KEYS)
    with pytest.raises(VaultError):
        list(Person.select())


def test_a_key_that_is_missing_changes_nothing(matter):
    with pytest.raises(VaultError):
        rekey((NEW,))
    open_vault(CONTACT_KEYS)
    assert Person.get_by_id(Matter.get_by_id(matter.id).proposer_id).phone == "13800138000"
