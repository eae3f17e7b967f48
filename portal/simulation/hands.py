"""What those do who were given something to handle; some are late, and some ask for more time."""

from portal.domain.stages import State
from portal.models import Extension, Matter
from portal.services import extend, handle
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

    def _go_on(self, matter: Matter) -> None:
        doer, dice = doer_of(self.town, matter), self.life.chance.random()
        if dice < 0.12:
            self.life.do(doer, handle.complete, matter, "办好了，请来看看。")
        elif dice < 0.14:
            self.life.do(doer, handle.explain, matter, "现在办不了，原因是管线在别人的地里。")
        elif dice < 0.20:
            self.life.do(doer, handle.report_progress, matter, "材料到了，正在装。")
        elif dice < 0.24:
            self.life.do(
                doer, extend.ask_extension, matter, self.life.chance.choice((3, 5, 30)), "配件还没到货。"
            )

    def _decide_extensions(self) -> None:
        pending = Extension.select().where(Extension.decided_at.is_null()).order_by(Extension.id)
        for extension in list(pending):
            matter = extension.assignment.matter
            granted = not self.life.one_in(3)
            reason = "" if granted else "说好的日子要算数。"
            secretary = quarter_of(self.town, matter).secretary
            self.life.do(secretary, extend.decide_extension, extension, granted, reason)
