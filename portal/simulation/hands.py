"""What those do who were given something to handle; some are late, and some ask for more time."""

from portal.domain.permissions import NOBODY, Actor
from portal.domain.stages import State
from portal.models import Assignment, Extension, Matter, Step, Whistle, WhistleCall
from portal.services import begin, extend, forward, handle, pause, take_step, whistle
from portal.services.take_step import StepDraft
from portal.simulation.life import Life
from portal.simulation.orders import doer_of, quarter_of
from portal.simulation.town import Town


class Hands:
    """Everybody who handles."""

    def __init__(self, life: Life, town: Town) -> None:
        self.life, self.town = life, town

    def work(self) -> None:
        """One day; on days off nobody works."""
        self.life.until(14)
        if not self.life.calendar.is_working(self.life.now.date()):
            return
        under_way = Matter.state.in_((State.HANDLING, State.RECTIFYING))
        for matter in list(Matter.select().where(under_way).order_by(Matter.id)):
            self._go_on(matter)
        self._decide_extensions()
        self._come_when_called()

    def _go_on(self, matter: Matter) -> None:
        doer, dice = doer_of(self.town, matter), self.life.chance.random()
        if matter.waits_since:
            self._hear_the_answer(doer, matter)
        elif dice < 0.12:
            self.life.do(doer, handle.complete, matter, "办好了，请来看看。")
        elif dice < 0.14:
            self.life.do(doer, handle.explain, matter, "现在办不了，原因是管线在别人的地里。")
        elif dice < 0.20:
            self.life.do(doer, handle.report_progress, matter, "材料到了，正在装。")
        elif dice < 0.24:
            self._ask_for_time(doer, matter)
        elif dice < 0.70:
            self._begin(doer, matter)
        elif dice < 0.75:
            self._pass_on(doer, matter)

    def _begin(self, doer: Actor, matter: Matter) -> None:
        """Takes it on, goes there, cuts it into steps, finishes them: whatever comes next."""
        if self.life.do(doer, begin.accept, matter):
            return
        unfinished = Step.select().join(Assignment).where(Assignment.matter == matter, Step.done_at.is_null())
        step = unfinished.order_by(Step.id).first()
        if step:
            self.life.do(doer, take_step.finish_step, step, "这一步办完了。")
        elif self.life.one_in(5):
            draft = StepDraft("先买材料", self.life.chance.randint(1, 6))
            self.life.do(doer, take_step.add_step, matter, draft)
        elif self.life.one_in(3):
            self.life.do(doer, begin.visit_site, matter, "到现场看过了。")

    def _pass_on(self, doer: Actor, matter: Matter) -> None:
        """Asks the proposer, gives it to others, or has a department called."""
        dice, caller = self.life.chance.random(), quarter_of(self.town, matter).worker
        department = self.life.chance.choice(self.town.departments).organisation
        if dice < 0.4:
            self.life.do(doer, pause.ask_proposer, matter, "是哪一处？请说得再清楚些。")
        elif dice < 0.6:
            self.life.do(doer, forward.forward, matter, department.id, "归他们管。", person_name="值班员")
        else:
            called, here = [department.id], matter.community
            self.life.do(caller, whistle.blow, here, called, "请来一起看。", "现场", matter=matter)

    def _hear_the_answer(self, doer: Actor, matter: Matter) -> None:
        if self.life.one_in(6):
            self.life.do(doer, pause.resume, matter, "电话里问清楚了。")

    def _ask_for_time(self, doer: Actor, matter: Matter) -> None:
        days = self.life.chance.choice((3, 5, 30))
        self.life.do(doer, extend.ask_extension, matter, days, "配件还没到货。")

    def _come_when_called(self) -> None:
        waiting = WhistleCall.select().join(Whistle).where(Whistle.closed_at.is_null())
        for call in list(waiting.where(WhistleCall.confirmed_at.is_null()).order_by(WhistleCall.id)):
            if call.checked_in_at is None and self.life.one_in(2):
                handler = self.town.handler_of(call.organisation_id) or NOBODY
                self.life.do(handler, whistle.check_in, call, "到了，正在处理。")
            elif call.checked_in_at is None and self.life.one_in(12):
                caller = self.town.quarter_at(call.whistle.community_id).worker
                self.life.do(caller, whistle.call_off, call.whistle, "吹错了，居民自己清掉了。")
            elif call.checked_in_at and self.life.one_in(2):
                caller = self.town.quarter_at(call.whistle.community_id).worker
                self.life.do(caller, whistle.confirm, call, self.life.chance.randint(2, 5))

    def _decide_extensions(self) -> None:
        pending = Extension.select().where(Extension.decided_at.is_null()).order_by(Extension.id)
        for extension in list(pending):
            matter = extension.assignment.matter
            granted = not self.life.one_in(3)
            reason = "" if granted else "说好的日子要算数。"
            secretary = quarter_of(self.town, matter).secretary
            self.life.do(secretary, extend.decide_extension, extension, granted, reason)
