"""Who is in the rule book's groups: invited advisers (特约建议人), the observer groups."""

from portal.db import transaction
from portal.domain.contacts import is_mobile, plain_number
from portal.domain.logins import plain_login
from portal.domain.occasion import Occasion
from portal.domain.permissions import can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Account, Membership, Person, VerifiedContact
from portal.services.contacts import phone_mark


@transaction
def invite(occasion: Occasion, group: str, who: str) -> Person:
    """Takes somebody who can sign in into a group; whoever is in it already stays.

    Args:
        who: the name with which this person signs in, or the mobile number that this person has proved.

    Raises:
        Refusal: NOT_ALLOWED, UNKNOWN_CHOICE for a group that the rule book does not have, NOBODY_KNOWN.
    """
    _may_invite(occasion)
    if group not in {each.key for each in occasion.book.groups}:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="group")
    person = _known(who)
    if person is None:
        raise Refusal(Rule.NOBODY_KNOWN, field="who")
    Membership.insert(person=person, group=group, since=occasion.now).on_conflict_ignore().execute()
    return person


@transaction
def let_go(occasion: Occasion, group: str, person_id: int) -> None:
    """Takes somebody out of a group. Raises Refusal NOT_ALLOWED, or NOT_FOUND when not in it."""
    _may_invite(occasion)
    theirs = (Membership.person == person_id) & (Membership.group == group)
    if not Membership.delete().where(theirs).execute():
        raise Refusal(Rule.NOT_FOUND)


def _may_invite(occasion: Occasion) -> None:
    if not can_anywhere(occasion.actor, Action.RUN_CAMPAIGN):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.RUN_CAMPAIGN)


def _known(who: str) -> Person | None:
    account = Account.get_or_none(Account.login == plain_login(who))
    if account is not None:
        return Person.get_by_id(account.person_id)
    if not is_mobile(plain_number(who)):
        return None
    proved = VerifiedContact.get_or_none(VerifiedContact.mark == phone_mark(who))
    return Person.get_by_id(proved.person_id) if proved else None
