"""What residents do: they raise matters, support others', rate what was done, and say no more sometimes."""

from portal.domain.permissions import NOBODY, Actor
from portal.domain.rating import Score
from portal.domain.stages import ENDED, State
from portal.domain.terms import MatterKind
from portal.models import Matter
from portal.services import pause, rate, say
from portal.simulation.life import Life
from portal.simulation.town import Quarter, Town
from portal.simulation.voices import something_wrong


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
                words=something_wrong(chance),
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
