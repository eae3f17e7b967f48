"""What residents do: they raise matters, support others', rate what was done, and say no more sometimes."""

from portal.domain.permissions import NOBODY, Actor
from portal.domain.rating import Score
from portal.domain.stages import ENDED, State
from portal.domain.terms import MatterKind
from portal.models import Matter
from portal.services import pause, rate, say
from portal.simulation.life import Life
from portal.simulation.town import Quarter, Town

_WHERE = ("1号楼", "2号楼", "5号楼", "7号楼", "东门", "北门", "广场", "车棚", "菜市场")
_WHAT = (
    *("路灯不亮了，晚上看不清路", "下水道堵了，污水流到路上", "想装几个充电桩", "垃圾几天没有清"),
    *("健身器材松了，怕孩子摔着", "消防通道总被车占着", "想给老人办一个饭堂", "外墙皮往下掉"),
    *("楼上装修太早，吵得睡不着", "水压太低，热水器打不着", "树枝挡住了监控", "门禁坏了，谁都能进"),
)


class Neighbours:
    """The residents of all communities."""

    def __init__(self, life: Life, town: Town) -> None:
        self.life, self.town = life, town

    def work(self) -> None:
        """One day."""
        self.life.until(7)
        for quarter in self.town.quarters:
            self._raise(quarter)
            self._support(quarter)
        self._answer_questions()
        self._rate()

    def _raise(self, quarter: Quarter) -> None:
        for _ in range(self.life.chance.choice((0, 0, 1, 1, 2))):
            resident, chance = self.life.chance.choice(quarter.residents), self.life.chance
            draft = say.Draft(
                words=f"{chance.choice(_WHERE)}{chance.choice(_WHAT)}。",
                area_id=chance.choice(quarter.grids).id,
                kind=chance.choice(self.life.book.kinds),
                channel=chance.choice(self.life.book.channels),
                name=resident.name,
                private=self.life.one_in(40),
            )
            receipt = self.life.do(resident, say.raise_matter, draft, chance.choice)
            if receipt and self.life.one_in(50):
                self.life.do(resident, say.withdraw, receipt.matter, shown_code=True)

    def _support(self, quarter: Quarter) -> None:
        here = Matter.select().where(Matter.community == quarter.area, Matter.state.not_in(tuple(ENDED)))
        for matter in here.order_by(Matter.id.desc()).limit(3):
            resident = self.life.chance.choice(quarter.residents)
            self.life.do(resident, say.support, matter, f"p:{resident.person_id}")

    def _answer_questions(self) -> None:
        for matter in list(Matter.select().where(Matter.waits_since.is_null(False)).order_by(Matter.id)):
            if self.life.one_in(5):
                self.life.do(NOBODY, pause.answer_question, matter, "就是门口那一处。", shown_code=True)

    def _rate(self) -> None:
        for matter in list(Matter.select().where(Matter.state == State.RATING).order_by(Matter.id)):
            if self.life.one_in(4):
                self._say_how_it_was(matter)

    def _say_how_it_was(self, matter: Matter) -> None:
        content = not self.life.one_in(8)
        worst, best = (4, 5) if content else (1, 2)
        score = Score(*(self.life.chance.randint(worst, best) for _ in range(4)))
        who = matter.proposer
        actor = Actor(who.id, who.name) if who else Actor(None, "")
        self.life.do(actor, rate.rate_matter, matter, rate.PROPOSER, score, content, "", shown_code=True)


def is_enquiry(matter: Matter) -> bool:
    """What is answered at once more often than not."""
    return matter.kind is MatterKind.ENQUIRY
