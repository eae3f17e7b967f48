"""联心卡 of the demonstration place: a neighbour's, a household's, a lost one. Nobody knows their secrets."""

from datetime import datetime, timedelta

from portal.demo.people import Town
from portal.domain.calendar import WorkCalendar
from portal.domain.cards import Holder
from portal.domain.occasion import Occasion
from portal.domain.policy import RuleBook
from portal.services import cards

_ALONE = Holder("韩桂兰", "13900000001")
_LOST = Holder("吕长顺", "13900000002")
_NEWEST = Holder("白玉珍")
_FAMILY = (Holder("段德福", "13900000003"), Holder("段小军", "13900000004"), Holder("秦秀英"))


def hand_out_cards(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Issued by the first community's worker in the last weeks; the newest waits to be printed."""
    ward = town.wards[0]

    def weeks_ago(weeks: int) -> Occasion:
        return Occasion(ward.worker, now - timedelta(weeks=weeks), book, calendar)

    home = ward.quarter.area
    alone, lost = cards.issue_many(weeks_ago(6), home, (_ALONE, _LOST))
    family = cards.issue(weeks_ago(5), home, _FAMILY, household="3号楼段家")
    cards.print_cards(weeks_ago(5), (alone, lost, family))
    cards.revoke(weeks_ago(2), lost)
    cards.issue(weeks_ago(0), home, (_NEWEST,))
