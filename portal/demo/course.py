"""One matter's way: from the neighbour who brings it up to the board, through the services."""

import hashlib
from datetime import datetime, timedelta
from functools import partial

from portal.demo.called import follow_a_risk
from portal.demo.cases import Case, voices
from portal.demo.grounds import position_in
from portal.demo.people import Ward
from portal.demo.pictures import draw
from portal.demo.story import Story, chance
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Actor
from portal.domain.rating import Score
from portal.domain.stages import State
from portal.domain.terms import Channel, Located, MatterKind, Mode
from portal.models import Extension, Matter, ReturnVisit
from portal.services import begin, extend, handle, publish, rate, say

_BY_STAFF = (Channel.VISIT, Channel.WECHAT, Channel.PHONE, Channel.RECEPTION, Channel.LETTER_BOX)
_BY_ONESELF = (Channel.WEB, Channel.WEB, Channel.KIOSK)
_LOCATED = 0.3  # the share of those who write themselves and let the phone tell where they are
_LATELY = timedelta(days=45)
_OVER = frozenset({State.RATING, State.SETTLED, State.PUBLISHED})


class Course:
    """What happens to one case. Each verb does it at the moment given; ``then_`` verbs plan what follows."""

    def __init__(self, story: Story, ward: Ward, case: Case, pictures: bool = False) -> None:
        self.story, self.ward, self.case = story, ward, case
        self.chance = chance(ward.quarter.area.name, case.title)
        self.scene = case.scene if pictures else ""
        self.supporters: list[str] = []
        self.private = False
        self.filed = True  # whether somebody has said what it is about
        self.displeasing = False  # the first time it is done
        self.talks = True  # whether those concerned say by themselves what they think of it
        self.proposer: Actor | None = None  # somebody signed in
        self.matter = Matter()  # the one object that all deeds change, so that it is as its row is

    # 说

    def bring_up(self, moment: datetime) -> None:
        """By the neighbour, or by the community's worker for one who called or was visited."""
        entered = self.proposer is None and self.chance.random() < 0.55
        by = self.ward.worker if entered else self.proposer or NOBODY
        area = self.case.area or self.ward.quarter.area
        position = (
            None if entered or chance(self.case.title, "phone").random() > _LOCATED else position_in(area)
        )
        draft = say.Draft(
            words=self.case.words,
            area_id=area.id,
            place=self.case.place,
            title=self.case.title,
            kind=self.case.kind,
            channel=self.chance.choice(_BY_STAFF if entered else _BY_ONESELF),
            category_id=self.story.categories[self.case.category] if self.filed else None,
            name="" if self.proposer else self.chance.choice(voices()["residents"]),
            private=self.private,
            position=position,
            located=Located.PHONE if position else None,
            pictures=draw(self.scene, after=False, limits=self.story.book.limits),
        )
        self.matter = say.raise_matter(self.story.occasion(by, moment), draft).matter
        if self.case.kind is MatterKind.RISK:
            follow_a_risk(self.story, self.ward, self.matter, moment)

    def gather_support(self, since: datetime, until: datetime, most: int = 10) -> None:
        """Plans neighbours who say that it concerns them too."""
        for number in range(self.chance.randint(most // 4, most)):
            moment = since + (until - since) * self.chance.random()
            self.story.at(moment, partial(self._support, number))

    def _support(self, number: int, moment: datetime) -> None:
        supporter = hashlib.sha256(f"demo/{self.matter.number}/{number}".encode()).hexdigest()
        say.support(self.story.occasion(NOBODY, moment), self.matter, supporter)
        self.supporters.append(supporter)

    def pool(self, moment: datetime) -> None:
        say.pool(self.story.occasion(self.ward.worker, moment), self.matter)

    def answer(self, moment: datetime) -> None:
        say.answer(self.story.occasion(self.ward.worker, moment), self.matter, self.case.answer)
        self.then_rate(moment)

    def refuse(self, moment: datetime) -> None:
        say.refuse(
            self.story.occasion(self.ward.worker, moment), self.matter, self.case.reason, self.case.entry
        )

    # 办

    @property
    def order(self) -> handle.Order:
        """Who is to do it, with whom, by when."""
        desks = self.ward.quarter.desks
        return handle.Order(
            organisation_id=desks[self.case.org].organisation.id,
            person_name=desks[self.case.org].person,
            working_days=self.case.days,
            mode=Mode.JOINT if self.case.helpers else self._mode_alone,
            partner_ids=tuple(desks[key].organisation.id for key in self.case.helpers),
        )

    @property
    def _mode_alone(self) -> Mode:
        return Mode.OWN if self.case.org == "committee" else Mode.ON_BEHALF

    def assign(self, moment: datetime) -> None:
        handle.assign(
            self.story.occasion(self.ward.worker, moment), self.matter, self.order, self.case.resolution
        )
        self.then_begin(moment)

    def then_begin(self, start: datetime) -> None:
        """Plans that it is taken on, and somebody goes there; what was long ago is told without."""
        if self.story.now - start < _LATELY:
            self.story.at(self.story.after(start, 1, 9, self.chance.randrange(60)), self.accept)
            self.story.at(self.story.after(start, 2, 10, self.chance.randrange(60)), self.visit_site)

    def accept(self, moment: datetime) -> None:
        begin.accept(self._doer(moment), self.matter)

    def visit_site(self, moment: datetime) -> None:
        begin.visit_site(self._doer(moment), self.matter, voices()["seen"])

    def report(self, moment: datetime) -> None:
        handle.report_progress(self._doer(moment), self.matter, self.case.note)

    def complete(self, moment: datetime) -> None:
        picture = draw(self.scene, after=True, limits=self.story.book.limits)
        handle.complete(self._doer(moment), self.matter, self.case.done, picture)
        self.then_rate(moment)

    def _doer(self, moment: datetime) -> Occasion:
        return self.story.occasion(self.ward.doer(self.case.org), moment)

    def then_handle(self, start: datetime, late: bool = False, longer: bool = False) -> None:
        """Plans the work after a resolution or an assignment: a report, perhaps more time, the end."""
        days = self.case.days
        self.then_begin(start)
        self.story.at(self.story.after(start, max(1, days // 2), 11, self.chance.randrange(60)), self.report)
        if longer:
            self.story.at(self.story.after(start, days - 1, 9, 20), self._ask_for_time)
        taken = (
            days + self.chance.randint(1, 3) if late or longer else self.chance.randint(days // 2 + 1, days)
        )
        self.story.at(self.story.after(start, taken, 16, self.chance.randrange(60)), self.complete)

    def _ask_for_time(self, moment: datetime) -> None:
        self.ask_for_time(moment)
        self.story.at(moment + timedelta(hours=5), self.grant_time)

    def ask_for_time(self, moment: datetime) -> None:
        extend.ask_extension(self._doer(moment), self.matter, 5, self.chance.choice(voices()["longer"]))

    def grant_time(self, moment: datetime) -> None:
        pending = Extension.select().where(Extension.decided_at.is_null()).order_by(Extension.id.desc())
        asked = next(each for each in pending if each.assignment.matter_id == self.matter.id)
        occasion = self.story.occasion(self.ward.secretary, moment)
        self.matter = extend.decide_extension(occasion, asked, granted=True)

    # 评

    def then_rate(self, done: datetime) -> None:
        """Plans what those concerned say, and the return visit; some never say anything."""
        if not self.talks:
            return
        if self.displeasing:
            self.displeasing = False
            self.story.at(self.story.after(done, 1, 19, 30), self.rate_badly)
            return
        if self.chance.random() < 0.85:
            self.story.at(self.story.after(done, 1, 19, self.chance.randrange(60)), self.rate_well)
        self.story.at(self.story.after(done, 3, 15, self.chance.randrange(60)), self.visit)
        self.story.at(self.story.after(done, 4, 20, self.chance.randrange(60)), self.rate_with_neighbours)
        window = self.story.book.rating.window_working_days
        self.story.at(self.story.after(done, window, 9) + timedelta(days=1), self.close)

    def rate_well(self, moment: datetime) -> None:
        words = self.chance.choice(voices()["pleased"]) if self.chance.random() < 0.5 else ""
        self._rate(moment, rate.PROPOSER, 4, words)
        if self.matter.state is State.SETTLED:
            self.then_publish(moment)

    def rate_badly(self, moment: datetime) -> None:
        """Not content: a round of rectification, done within its time."""
        low = Score(attitude=4, efficiency=2, result=1, effect=2)
        occasion = self.story.occasion(NOBODY, moment)
        words = self.chance.choice(voices()["displeased"])
        rate.rate_matter(occasion, self.matter, rate.PROPOSER, low, False, words, shown_code=True)
        self.story.at(self.story.after(moment, 6, 16), self.mend)

    def mend(self, moment: datetime) -> None:
        handle.complete(self._doer(moment), self.matter, voices()["mended"])
        self.story.at(self.story.after(moment, 1, 19), self.rate_well)
        self.story.at(self.story.after(moment, 3, 15, 30), self.visit)

    def rate_with_neighbours(self, moment: datetime) -> None:
        if self.matter.state in _OVER:
            for number, supporter in enumerate(self.supporters[: self.chance.randint(2, 5)]):
                self._rate(moment + timedelta(minutes=7 * number), supporter, 3)

    def _rate(self, moment: datetime, rater: str, lowest: int, words: str = "") -> None:
        score = Score(*(self.chance.randint(lowest, 5) for _ in range(4)))
        occasion = self.story.occasion(NOBODY, moment)
        shown = rater == rate.PROPOSER
        rate.rate_matter(occasion, self.matter, rater, score, True, words, shown_code=shown)

    def visit(self, moment: datetime) -> None:
        """The return visits that are due: what was answered on the spot has none."""
        due = ReturnVisit.select().where(ReturnVisit.matter == self.matter, ReturnVisit.visited_at.is_null())
        for visit in list(due) if self.matter.state in _OVER else ():
            way = self.chance.choice(rate.WAYS)
            rate.record_visit(self.story.occasion(self.ward.worker, moment), visit, True, "", way)

    def close(self, moment: datetime) -> None:
        """The clock ends a rating that nobody ended."""
        matter = self.matter
        if matter.state is State.RATING and matter.due_on and matter.due_on < moment.date():
            rate.close_rating(self.story.by_the_clock(moment), matter)
            self.then_publish(moment)

    # 晒

    def then_publish(self, settled: datetime) -> None:
        if not self.private:
            self.story.at(self.story.after(settled, 2, 17, self.chance.randrange(60)), self.publish)

    def publish(self, moment: datetime) -> None:
        matter = self.matter
        if matter.state is State.SETTLED:
            words = (matter.public_title, matter.public_body, matter.public_place)
            publish.publish(self.story.occasion(self.ward.secretary, moment), matter, *words)
