"""What the community's office does with what came in, and with what was done."""

from portal.domain.admission import refusing
from portal.domain.early_warning import RiskEnd
from portal.domain.stages import State
from portal.domain.terms import Reach, Urgency
from portal.models import EarlyWarning, Matter, ReturnVisit, Task, Warned
from portal.models.protection import Cause
from portal.models.tasks import TaskState
from portal.queries.passages import waiting_for
from portal.services import grade, handle, link, moderate, prepare, publish, rate, say, tasks, warn
from portal.services.moderate import Withheld
from portal.services.tasks import TaskDraft
from portal.simulation.life import Life
from portal.simulation.neighbours import is_enquiry
from portal.simulation.orders import order_for
from portal.simulation.town import Quarter, Town

_URGENCIES = (*[Urgency.ROUTINE] * 7, *[Urgency.PRESSING] * 2, Urgency.URGENT)
_OPTIONS = ("修旧的", "换新的", "先等等")


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
            self._read(quarter)
            self._clear(quarter)
            self._prepare(quarter)
            self._answer_for_risks(quarter)
            self._hear_from_above(quarter)
            self._visit(quarter)
            self._publish(quarter)

    def _standing(self, quarter: Quarter, state: State) -> list[Matter]:
        here = Matter.select().where(Matter.community == quarter.area, Matter.state == state)
        return list(here.order_by(Matter.id))

    def _read(self, quarter: Quarter) -> None:
        """Lets through what waits to be public, and withholds some of it."""
        for passage in waiting_for(quarter.secretary):
            if self.life.one_in(40):
                self.life.do(quarter.secretary, moderate.withhold, passage, Withheld(Cause.PRIVACY))
            else:
                self.life.do(quarter.secretary, moderate.show, passage)

    def _clear(self, quarter: Quarter) -> None:
        for matter in self._standing(quarter, State.RECEIVED):
            if not self.life.one_in(3):
                self._treat(quarter, matter)

    def _treat(self, quarter: Quarter, matter: Matter) -> None:
        dice = self.life.chance.random()
        worker = quarter.worker
        urgency, reach = self.life.chance.choice(_URGENCIES), self.life.chance.choice(list(Reach))
        self.life.do(worker, grade.grade, matter, urgency, reach)
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

    def _prepare(self, quarter: Quarter) -> None:
        for matter in self._standing(quarter, State.POOLED):
            if self.life.one_in(12):
                self.life.do(
                    quarter.worker, prepare.prepare, matter, "问过几家，都愿意办。", "三户居民、物业"
                )
                for option in self.life.chance.sample(_OPTIONS, 2):
                    self.life.do(quarter.worker, prepare.add_option, matter, option)

    def _answer_for_risks(self, quarter: Quarter) -> None:
        here = EarlyWarning.select().join(Matter).where(Matter.community == quarter.area)
        for warning in list(here.where(EarlyWarning.end.is_null()).order_by(EarlyWarning.id)):
            if Warned.select().where(Warned.warning == warning, Warned.acknowledged_at.is_null()).exists():
                self.life.do(quarter.worker, warn.acknowledge, warning)
            if self.life.one_in(3):
                end = self.life.chance.choices(list(RiskEnd), (12, 1, 1))[0]
                self.life.do(quarter.worker, warn.settle_warning, warning, end, "已经处理了。")

    def _hear_from_above(self, quarter: Quarter) -> None:
        """A task comes down now and then; what no entry admits is sent back."""
        if self.life.one_in(20):
            draft = TaskDraft("收集一份材料", "请月底前报来。")
            self.life.do(self.town.above(quarter), tasks.send_task, [quarter.area], draft)
        waiting = Task.select().where(Task.community == quarter.area, Task.state == TaskState.WAITING)
        for task in list(waiting.order_by(Task.id)):
            if self.life.one_in(2):
                self.life.do(quarter.secretary, tasks.take_on, task)
            else:
                keys = [entry.key for entry in self.life.book.tasks if not entry.admits]
                key = self.life.chance.choice(keys)
                self.life.do(quarter.secretary, tasks.refuse_task, task, "不在清单里。", key)

    def _merge(self, quarter: Quarter, matter: Matter) -> None:
        others = Matter.select().where(Matter.community == quarter.area, Matter.id < matter.id)
        target = others.order_by(Matter.id.desc()).first()
        if target and self.life.do(quarter.worker, link.merge, matter, target) and self.life.one_in(5):
            self.life.do(quarter.worker, link.unlink, Matter.get_by_id(matter.id))

    def _hands_on(self, quarter: Quarter, matter: Matter) -> None:
        order = order_for(self.life, self.town, quarter, matter.title)
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
