"""The road from the first word to the wall, and the plain meeting on it."""

from random import Random

from portal.domain.occasion import Occasion
from portal.domain.rating import Score
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.models import Extension, Matter, ReturnVisit
from portal.services import agenda, attend, deliberate, extend, handle, link, publish, rate, say
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from tests.services.deeds.kept import any_of, item_of, meeting_for, order, suits


@suits(Action.WITHDRAW)
def withdraw(now: Occasion, matter: Matter, chance: Random) -> object:
    return say.withdraw(now, matter, shown_code=True)


@suits(Action.ANSWER)
def answer(now: Occasion, matter: Matter, chance: Random) -> object:
    return say.answer(now, matter, "已经说清楚了")


@suits(Action.REFUSE)
def refuse(now: Occasion, matter: Matter, chance: Random) -> object:
    return say.refuse(now, matter, "不上会")


@suits(Action.POOL)
def pool(now: Occasion, matter: Matter, chance: Random) -> object:
    return say.pool(now, matter)


@suits(Action.SUPPORT)
def support(now: Occasion, matter: Matter, chance: Random) -> object:
    return say.support(now, matter, f"b:{chance.randint(1, 3)}")


@suits(Action.MERGE)
def merge(now: Occasion, matter: Matter, chance: Random) -> object:
    return link.merge(now, matter, any_of(chance, Matter.select()))


@suits(Action.UNLINK)
def unlink(now: Occasion, matter: Matter, chance: Random) -> object:
    return link.unlink(now, matter)


@suits(Action.ASSIGN)
def assign(now: Occasion, matter: Matter, chance: Random) -> object:
    return handle.assign(now, matter, order(chance))


@suits(Action.NOTE)
def report(now: Occasion, matter: Matter, chance: Random) -> object:
    return handle.report_progress(now, matter, "在办")


@suits(Action.COMPLETE)
def complete(now: Occasion, matter: Matter, chance: Random) -> object:
    return handle.complete(now, matter, "办好了")


@suits(Action.EXPLAIN)
def explain(now: Occasion, matter: Matter, chance: Random) -> object:
    return handle.explain(now, matter, "办不了")


@suits(Action.ASK_EXTENSION)
def ask_for_time(now: Occasion, matter: Matter, chance: Random) -> object:
    return extend.ask_extension(now, matter, chance.randint(0, 12), "缺件")


@suits(Action.DECIDE_EXTENSION)
def decide_on_time(now: Occasion, matter: Matter, chance: Random) -> object:
    return extend.decide_extension(now, any_of(chance, Extension.select()), chance.random() < 0.5, "按这个办")


@suits(Action.RATE)
def rate_it(now: Occasion, matter: Matter, chance: Random) -> object:
    score = chance.choice((Score(5, 5, 5, 5), Score(1, 1, 2, 1)))
    return rate.rate_matter(now, matter, rate.PROPOSER, score, chance.random() < 0.5, shown_code=True)


@suits(Action.VISIT)
def visit(now: Occasion, matter: Matter, chance: Random) -> object:
    due = any_of(chance, ReturnVisit.select().where(ReturnVisit.matter == matter))
    return rate.record_visit(now, due, chance.random() < 0.5, "看过了", chance.choice(rate.WAYS))


@suits(Action.SETTLE)
def end_the_rating(now: Occasion, matter: Matter, chance: Random) -> object:
    return rate.close_rating(now, matter)


@suits(Action.PUBLISH)
def make_public(now: Occasion, matter: Matter, chance: Random) -> object:
    return publish.publish(now, matter, "题", "话", "地方")


@suits(Action.LIST)
def put_on_an_agenda(now: Occasion, matter: Matter, chance: Random) -> object:
    return agenda.list_topic(now, matter, meeting_for(now, matter, chance))


@suits(Action.LIST)
def add_as_urgent(now: Occasion, matter: Matter, chance: Random) -> object:
    return agenda.add_urgent(now, matter, meeting_for(now, matter, chance), "急")


@suits(Action.DEFER)
def take_off_the_agenda(now: Occasion, matter: Matter, chance: Random) -> object:
    return agenda.unlist(now, item_of(matter, chance))


@suits(Action.DEFER)
def publish_the_agenda(now: Occasion, matter: Matter, chance: Random) -> object:
    return agenda.publish_agenda(now, meeting_for(now, matter, chance))


@suits(Action.DEFER)
def enter_those_present(now: Occasion, matter: Matter, chance: Random) -> object:
    people = [Attendee(name, Capacity.RESIDENT) for name in ("甲", "乙", "丙")]
    return attend.record_attendance(now, meeting_for(now, matter, chance), people)


@suits(Action.DEFER)
def open_the_meeting(now: Occasion, matter: Matter, chance: Random) -> object:
    return deliberate.open_meeting(now, meeting_for(now, matter, chance))


@suits(Action.RESOLVE)
def resolve(now: Occasion, matter: Matter, chance: Random) -> object:
    counts = chance.choice(((3, 0), (2, 1), (1, 1), (4, 0)))
    return deliberate.resolve(
        now, item_of(matter, chance), ResolutionDraft("同意办。", order(chance), *counts)
    )


@suits(Action.DEFER)
def defer(now: Occasion, matter: Matter, chance: Random) -> object:
    return deliberate.defer(now, item_of(matter, chance), "下次")


@suits(Action.DEFER)
def refuse_the_item(now: Occasion, matter: Matter, chance: Random) -> object:
    return deliberate.refuse_item(now, item_of(matter, chance), "不议")


@suits(Action.DEFER)
def explain_the_item(now: Occasion, matter: Matter, chance: Random) -> object:
    return deliberate.explain_item(now, item_of(matter, chance), "说明")


@suits(Action.RATE)
def close_the_meeting(now: Occasion, matter: Matter, chance: Random) -> object:
    return deliberate.close_meeting(now, meeting_for(now, matter, chance))
