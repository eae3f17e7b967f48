"""What the community's office does with what came in, and with what was done."""

from portal.domain.admission import refusing
from portal.domain.stages import State
from portal.models import Matter, ReturnVisit
from portal.services import handle, link, publish, rate, say
from portal.simulation.life import Life
from portal.simulation.neighbours import is_enquiry
from portal.simulation.orders import order_for
from portal.simulation.town import Quarter, Town


class Desk:
    """The offices of all communities."""

    def __init__(self, life: Life, town: Town) -> None:
        self.life, self.town = life, town

    def work(self) -> None:
        """One day; on days off nobody is there."""
        self.life.until(9)
        if not self.life.calendar.is_working(self.life.now.date()):
            return
        for quarter in self.town.quarters:
            self._clear(quarter)
            self._visit(quarter)
            self._publish(quarter)

    def _standing(self, quarter: Quarter, state: State) -> list[Matter]:
        here = Matter.select().where(Matter.community == quarter.area, Matter.state == state)
        return list(here.order_by(Matter.id))

    def _clear(self, quarter: Quarter) -> None:
        for matter in self._standing(quarter, State.RECEIVED):
            if not self.life.one_in(3):
                self._treat(quarter, matter)

    def _treat(self, quarter: Quarter, matter: Matter) -> None:
        dice = self.life.chance.random()
        worker = quarter.worker
        if (is_enquiry(matter) and dice < 0.8) or dice < 0.15:
            self.life.do(worker, say.answer, matter, "已经当面说清楚了。")
        elif dice < 0.25:
            entry = self.life.chance.choice(refusing(self.life.book))
            self.life.do(worker, say.refuse, matter, "清单里写明不上会。", entry.key)
        elif dice < 0.32:
            self._merge(quarter, matter)
        elif dice < 0.75:
            self.life.do(worker, say.pool, matter)
        else:
            self._hands_on(quarter, matter)

    def _merge(self, quarter: Quarter, matter: Matter) -> None:
        others = Matter.select().where(Matter.community == quarter.area, Matter.id < matter.id)
        target = others.order_by(Matter.id.desc()).first()
        if target and self.life.do(quarter.worker, link.merge, matter, target) and self.life.one_in(5):
            self.life.do(quarter.worker, link.unlink, Matter.get_by_id(matter.id))

    def _hands_on(self, quarter: Quarter, matter: Matter) -> None:
        order = order_for(self.life, self.town, quarter)
        self.life.do(quarter.worker, handle.assign, matter, order, "请按期办好。")

    def _visit(self, quarter: Quarter) -> None:
        due = ReturnVisit.select().join(Matter).where(Matter.community == quarter.area)
        for visit in list(due.where(ReturnVisit.visited_at.is_null()).order_by(ReturnVisit.id)):
            if self.life.one_in(3):
                content = not self.life.one_in(15)
                way = self.life.chance.choice(rate.WAYS)
                words = "" if content else "还是老样子。"
                self.life.do(quarter.worker, rate.record_visit, visit, content, words, way)

    def _publish(self, quarter: Quarter) -> None:
        for matter in self._standing(quarter, State.SETTLED):
            words = (matter.public_title, matter.public_body, matter.public_place)
            self.life.do(quarter.secretary, publish.publish, matter, *words)
