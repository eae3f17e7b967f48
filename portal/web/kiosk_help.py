"""请人帮忙 from any page of a kiosk: the staff are told which one and at which step."""

from flask_babel import gettext

from portal.models import HandOver
from portal.services import help_calls
from portal.services.help_calls import Stand
from portal.services.limits import Limit, spend
from portal.web.access import occasion
from portal.web.door import address, as_neighbour
from portal.web.kiosk_device import device
from portal.web.labels import KIOSK_STEPS
from portal.web.place import help_desk

#: For browsers that are no registered device; those call from where staff put them.
_FROM_ELSEWHERE = Limit("help_call", 10, 60)


def call_for_help(step: str, handed: HandOver | None = None) -> bool:
    """Whether somebody could be told. Raises Refusal TOO_MANY for a browser that is no kiosk.

    Args:
        step: as in ``labels.KIOSK_STEPS``; anything else counts as the first page.
    """
    stand = _stand(step if step in KIOSK_STEPS else "")
    if stand is None:
        return False
    if stand.kiosk_id is None:
        spend(occasion(), _FROM_ELSEWHERE, address())
    help_calls.call(as_neighbour(), stand, handed)
    return True


def words_of_help(told: bool) -> str:
    """What the one who called reads."""
    desk = help_desk()
    if told and desk:
        return gettext("已经告诉%(community)s的工作人员，请稍等，人马上过来。", community=desk.name)
    return gettext("请到服务台找工作人员。")


def _stand(step: str) -> Stand | None:
    this, desk = device(), help_desk()
    if this:
        return Stand(this.id, this.community_id, step)
    return Stand(None, desk.area_id, step) if desk else None
