"""The handling in full: begun, cut into steps, handed over, waiting, whistled for, warned of, sent up."""

from random import Random

from portal.domain.early_warning import RiskEnd
from portal.domain.occasion import Occasion
from portal.domain.stages import Action
from portal.domain.terms import Level, Reach, Urgency
from portal.models import (
    EarlyWarning,
    Matter,
    Organisation,
    Step,
    TopicOption,
    WhistleCall,
)
from portal.models.places import OrganisationKind
from portal.services import begin, forward, grade, overdue, pause, prepare, take_step, warn, whistle
from portal.services.take_step import StepDraft
from tests.services.deeds.kept import any_of, suits


def _call(chance: Random) -> WhistleCall:
    return any_of(chance, WhistleCall.select())


def _department(chance: Random) -> int:
    departments = Organisation.select().where(Organisation.kind == OrganisationKind.DEPARTMENT)
    return int(any_of(chance, departments).id)


@suits(Action.GRADE)
def grade_it(now: Occasion, matter: Matter, chance: Random) -> object:
    return grade.grade(now, matter, chance.choice(list(Urgency)), chance.choice(list(Reach)))


@suits(Action.PREPARE)
def prepare_it(now: Occasion, matter: Matter, chance: Random) -> object:
    return prepare.prepare(now, matter, "问过三户，都愿意。", "三户居民")


@suits(Action.PREPARE)
def lay_an_option(now: Occasion, matter: Matter, chance: Random) -> object:
    return prepare.add_option(now, matter, chance.choice(("修旧的", "换新的", "先等等")))


@suits(Action.PREPARE)
def withdraw_an_option(now: Occasion, matter: Matter, chance: Random) -> object:
    return prepare.withdraw_option(
        now, any_of(chance, TopicOption.select().where(TopicOption.matter == matter))
    )


@suits(Action.ACCEPT)
def accept(now: Occasion, matter: Matter, chance: Random) -> object:
    return begin.accept(now, matter)


@suits(Action.VISIT_SITE)
def visit_the_site(now: Occasion, matter: Matter, chance: Random) -> object:
    return begin.visit_site(now, matter, "看过了，灯座坏了。")


@suits(Action.TAKE_STEP)
def add_a_step(now: Occasion, matter: Matter, chance: Random) -> object:
    return take_step.add_step(now, matter, StepDraft("先买灯", chance.randint(0, 6)))


@suits(Action.TAKE_STEP)
def finish_a_step(now: Occasion, matter: Matter, chance: Random) -> object:
    return take_step.finish_step(now, any_of(chance, Step.select()), "买好了")


@suits(Action.FORWARD)
def forward_it(now: Occasion, matter: Matter, chance: Random) -> object:
    return forward.forward(now, matter, chance.randint(1, 8), "该他们办", person_name="张明")


@suits(Action.PAUSE)
def ask_the_proposer(now: Occasion, matter: Matter, chance: Random) -> object:
    return pause.ask_proposer(now, matter, "是哪一盏灯？")


@suits(Action.RESUME)
def answer_the_question(now: Occasion, matter: Matter, chance: Random) -> object:
    return pause.answer_question(now, matter, "门口那盏", shown_code=True)


@suits(Action.RESUME)
def hear_the_answer(now: Occasion, matter: Matter, chance: Random) -> object:
    return pause.resume(now, matter, "电话里说是门口那盏")


@suits(Action.ESCALATE)
def send_up(now: Occasion, matter: Matter, chance: Random) -> object:
    return overdue.escalate(now, matter, chance.choice(list(Level)), "社区办不动")


@suits(Action.WHISTLE)
def blow_the_whistle(now: Occasion, matter: Matter, chance: Random) -> object:
    called = [_department(chance), _department(chance)]
    return whistle.blow(now, matter.community, called, "请来看看", "7号楼前", matter=matter)


@suits(Action.WHISTLE)
def call_off_the_whistle(now: Occasion, matter: Matter, chance: Random) -> object:
    return whistle.call_off(now, _call(chance).whistle, "吹错了")


@suits(Action.CHECK_IN)
def check_in(now: Occasion, matter: Matter, chance: Random) -> object:
    return whistle.check_in(now, _call(chance), "到了，在修")


@suits(Action.CHECK_IN)
def say_how_far(now: Occasion, matter: Matter, chance: Random) -> object:
    return whistle.say_what_is_done(now, _call(chance), "修了一半")


@suits(Action.CONFIRM_CHECK_IN)
def confirm_they_came(now: Occasion, matter: Matter, chance: Random) -> object:
    return whistle.confirm(now, _call(chance), chance.randint(0, 5))


@suits(Action.CONFIRM_CHECK_IN)
def say_nobody_came(now: Occasion, matter: Matter, chance: Random) -> object:
    return whistle.reject(now, _call(chance), "等了一下午没人来")


@suits(Action.ACKNOWLEDGE)
def acknowledge_a_warning(now: Occasion, matter: Matter, chance: Random) -> object:
    return warn.acknowledge(now, any_of(chance, EarlyWarning.select()))


@suits(Action.SETTLE)
def settle_a_warning(now: Occasion, matter: Matter, chance: Random) -> object:
    warning = any_of(chance, EarlyWarning.select())
    return warn.settle_warning(now, warning, chance.choice(list(RiskEnd)), "已经拆了")
