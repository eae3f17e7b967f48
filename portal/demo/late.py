"""What the clock did in the last weeks: reminded of what was late, and sent one matter up, level by level."""

from datetime import datetime, timedelta
from functools import partial

from portal.demo.people import Ward
from portal.demo.story import Story, on
from portal.domain.permissions import NOBODY
from portal.models import Matter, Organisation
from portal.models.places import OrganisationKind
from portal.services import begin, handle, say
from portal.services.overdue import remind_and_escalate

_SAID = "地下车库的排水泵坏了，一下雨就积水，电动车推不出来。"
_PLACE = "地下车库入口"
_ORDER = "先抽干积水，再换水泵。"
_SEEN = "看过了：水积了一脚深，泵的线圈烧了，修不了，要换。"
_SOFAR = "两家报价差得多，维修资金还没有批下来；先借了一台泵顶着。"
_NIGHTS = 30


def let_the_clock_tell(story: Story) -> None:
    """The clock looks every night; a flooded garage waits for money, late by two levels."""
    for nights in range(_NIGHTS, -1, -1):
        night = on(story.now.date() - timedelta(days=nights), 3, 10)
        story.at(night, lambda at: remind_and_escalate(story.by_the_clock(at)))
    story.at(story.before(19, 9, 20), partial(_raise, story, story.town.wards[1]))


def _raise(story: Story, ward: Ward, moment: datetime) -> None:
    draft = say.Draft(_SAID, ward.quarter.buildings[0].id, place=_PLACE)
    matter = say.raise_matter(story.occasion(NOBODY, moment), draft).matter
    story.at(story.after(moment, 1, 10, 30), partial(_assign, story, ward, matter.id))
    story.at(story.after(moment, 8, 16, 10), partial(_report, story, ward, matter.id))


def _assign(story: Story, ward: Ward, matter_id: int, moment: datetime) -> None:
    committee = Organisation.get(
        Organisation.area == ward.quarter.area, Organisation.kind == OrganisationKind.COMMUNITY
    )
    order = handle.Order(committee.id, ward.worker.name, 5)
    occasion = story.occasion(ward.worker, moment)
    handle.assign(occasion, Matter.get_by_id(matter_id), order, _ORDER)
    begin.visit_site(occasion, Matter.get_by_id(matter_id), _SEEN)


def _report(story: Story, ward: Ward, matter_id: int, moment: datetime) -> None:
    handle.report_progress(story.occasion(ward.worker, moment), Matter.get_by_id(matter_id), _SOFAR)
