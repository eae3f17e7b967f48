"""Departments called to the spot: in time, late, not there yet; and what follows on a risk."""

from datetime import datetime, timedelta
from functools import partial

from portal.demo.people import Ward
from portal.demo.story import Story, chance
from portal.domain.early_warning import RiskEnd
from portal.domain.permissions import NOBODY, Actor
from portal.models import EarlyWarning, Matter, Venue, WhistleCall
from portal.models.whistles import CheckInWay
from portal.services import say, warn, whistle

_FIRE_LANE = (
    "夜市的摊子摆到消防通道上了，晚上车根本进不来。",
    "夜市占了消防通道，请城管、消防今晚一起来清。",
    "北门消防通道",
)
_EARLY = ("当天就去看了，先围起来，第二天处理好了。", "查过了，隐患已经消除，过一周再看一次。")
_LATE = "处理晚了一步，出了点小事，没有伤人；现在已经处理好。"
_SETTLED_EARLY = 0.93  # as Shanwei reports


def tell_the_whistles(story: Story) -> None:
    """One answered in time and rated, one late, one that still waits for the department visitors play."""
    caller = _Caller(story, story.town.wards[0])
    story.at(story.before(9, 17, 40), caller.raise_and_whistle)
    story.at(story.before(5, 9, 10), caller.whistle_for_rubbish)
    story.at(story.now - timedelta(hours=20), caller.whistle_now)


class _Caller:
    """The first community's worker, who calls."""

    def __init__(self, story: Story, ward: Ward) -> None:
        self.story, self.ward = story, ward

    def raise_and_whistle(self, moment: datetime) -> None:
        said, about, place = _FIRE_LANE
        draft = say.Draft(said, self.ward.quarter.area.id, place=place)
        matter = say.raise_matter(self.story.occasion(NOBODY, moment), draft).matter
        city, fire = self._blow(moment + timedelta(minutes=20), ("city", "fire"), about, place, matter, True)
        self._come(city, "city", moment + timedelta(minutes=65), "来了四个人，先劝离，再划线。", 5)
        self._come(fire, "fire", moment + timedelta(minutes=110), "来了一辆车，现场试了能不能过。", 4)
        answer = partial(say.answer, matter=matter, text="当晚清开了，划了黄线，城管每晚九点看一回。")
        self.story.at(
            moment + timedelta(days=1), lambda at: answer(self.story.occasion(self.ward.worker, at))
        )

    def whistle_for_rubbish(self, moment: datetime) -> None:
        about, place = "清出来的旧家具堆了一车，请环卫派车来拉。", f"{self.ward.quarter.estate}东门"
        (call,) = self._blow(moment, ("sanitation",), about, place)
        self._come(call, "sanitation", moment + timedelta(hours=29), "车坏了，今天才来，两趟拉完。", 3)

    def whistle_now(self, moment: datetime) -> None:
        about = "店外堆放又占了人行道，请来人一起和店家谈。"
        hall = Venue.select().where(Venue.community == self.ward.quarter.area).order_by(Venue.id).get()
        self._blow(moment, ("city",), about, f"{hall.name}门前", venue_id=hall.id)

    def _blow(
        self,
        moment: datetime,
        desks: tuple[str, ...],
        about: str,
        place: str,
        matter: Matter | None = None,
        urgent: bool = False,
        venue_id: int | None = None,
    ) -> list[WhistleCall]:
        called = [self.ward.quarter.desks[desk].organisation.id for desk in desks]
        blown = whistle.blow(
            self.story.occasion(self.ward.worker, moment),
            self.ward.quarter.area,
            called,
            about,
            place,
            venue_id=venue_id,
            matter=matter,
            urgent=urgent,
        )
        by_department = WhistleCall.select().where(WhistleCall.whistle == blown)
        return sorted(by_department, key=lambda call: called.index(call.organisation_id))

    def _come(self, call: WhistleCall, desk: str, moment: datetime, doing: str, rating: int) -> None:
        """Plans the check-in, and that the community confirms it two hours later."""
        self.story.at(moment, lambda at: self._check_in(call, desk, at, doing))
        self.story.at(moment + timedelta(hours=2), lambda at: self._confirm(call, at, rating))

    def _check_in(self, call: WhistleCall, desk: str, moment: datetime, doing: str) -> None:
        whistle.check_in(self.story.occasion(self.ward.doer(desk), moment), call, doing, CheckInWay.PAGE)

    def _confirm(self, call: WhistleCall, moment: datetime, rating: int) -> None:
        came = WhistleCall.get_by_id(call.id)
        whistle.confirm(self.story.occasion(self.ward.worker, moment), came, rating)


def follow_a_risk(story: Story, ward: Ward, matter: Matter, moment: datetime) -> None:
    """Plans that those who were warned take notice within the hours, and that somebody sees to it in days."""
    fate = chance(matter.number, "risk")
    warning = EarlyWarning.get(EarlyWarning.matter == matter)
    seeing = [ward.worker, *(ward.handlers[key] for key in ("fire",) if _is_named(story, ward, key))]
    for actor in seeing:
        at = moment + timedelta(minutes=fate.randint(30, 150))
        story.at(at, partial(_acknowledge, story, actor, warning))
    end = RiskEnd.EARLY if fate.random() < _SETTLED_EARLY else RiskEnd.LATE
    words = fate.choice(_EARLY) if end is RiskEnd.EARLY else _LATE
    settled = story.after(moment, fate.randint(1, 3), 17, fate.randrange(60))
    story.at(settled, lambda at: warn.settle_warning(story.occasion(ward.worker, at), warning, end, words))


def _acknowledge(story: Story, actor: Actor, warning: EarlyWarning, moment: datetime) -> None:
    warn.acknowledge(story.occasion(actor, moment), warning)


def _is_named(story: Story, ward: Ward, key: str) -> bool:
    name = ward.quarter.desks[key].organisation.name
    return name in story.book.warning.departments
