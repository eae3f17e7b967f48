"""Whether the one who raised a matter can be asked about it."""

from portal.models import Account, ImportedRow, Matter, VerifiedContact


def can_be_asked(matter: Matter) -> bool:
    """By telephone, letter or account; or because whoever raised it without a name holds its code.

    The code of what staff entered, or what came in a table, may have reached nobody.
    """
    return _is_known(matter) or _holds_code(matter)


def _is_known(matter: Matter) -> bool:
    proposer = matter.proposer
    if proposer is None or proposer.erased_at is not None:
        return False
    return bool(
        proposer.phone
        or proposer.email
        or Account.select().where(Account.person == proposer, Account.active).exists()
        or VerifiedContact.select().where(VerifiedContact.person == proposer).exists()
    )


def _holds_code(matter: Matter) -> bool:
    if matter.received_by_id is not None or (matter.proposer and matter.proposer.erased_at):
        return False
    return not ImportedRow.select().where(ImportedRow.matter == matter).exists()
