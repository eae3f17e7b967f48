"""A matter is taken in once, found by its code, supported once a person, and taken back while it is fresh."""

from datetime import timedelta

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.terms import Channel
from portal.models import Attempt, Matter, MatterEvent, NumberSeries, Person, Support
from portal.queries.alike import alike_matters
from portal.queries.following import raised_by, steps_of, supported_by
from portal.services import limits, say
from portal.services.codes import chooser, open_with_code
from portal.services.limits import WRONG_CODE, Visitor
from portal.services.say import Draft
from tests.conftest import MORNING

VISITOR = Visitor("b:1", "10.0.0.1")


@pytest.fixture
def draft(town):
    return Draft(words="楼道堆着旧家具，消防通道走不通。", area_id=town.grid.id, place="6号楼")


def at_the_door(occasion, draft, ticket="ticket", visitor=VISITOR):
    return say.raise_at_the_door(occasion, draft, visitor, chooser("secret", ticket, draft.words))


def refusal_of(verb, *args):
    with pytest.raises(Refusal) as refused:
        verb(*args)
    return refused.value


def test_the_same_form_sent_twice_is_one_matter(occasion, draft):
    first = at_the_door(occasion("nobody"), draft)
    again = refusal_of(at_the_door, occasion("nobody"), draft)
    assert (again.rule, again.facts["number"]) == (Rule.ALREADY_RAISED, first.matter.number)
    assert Matter.select().count() == 1
    assert NumberSeries.get().last == 1, "no number is lost"


def test_the_same_words_on_another_form_are_another_matter(occasion, draft):
    first, second = (at_the_door(occasion("nobody"), draft, ticket).matter for ticket in ("one", "two"))
    assert (first.number, second.number) == ("AZ-2026-0001", "AZ-2026-0002")


def test_a_code_cannot_be_told_without_the_secret():
    ours, theirs = (
        "".join(choose("3479ACDEFHJKMNPQRTWXY") for _ in range(12))
        for choose in (chooser("secret", "ticket"), chooser("guess", "ticket"))
    )
    assert ours != theirs


def test_the_code_opens_its_matter_however_it_is_typed(occasion, draft):
    receipt = at_the_door(occasion("nobody"), draft)
    typed = f" {receipt.code[:4].lower()} {receipt.code[4:]}"
    opened = open_with_code(occasion("nobody"), receipt.matter.number.lower(), typed, "10.0.0.1")
    assert opened == receipt.matter


@pytest.mark.parametrize("number", ["AZ-2026-0001", "AZ-2026-9999", "", "217", "AZ-2026-0001'--", "０" * 300])
def test_wrong_number_and_wrong_code_are_one_answer(number, occasion, draft):
    at_the_door(occasion("nobody"), draft)
    wrong = refusal_of(open_with_code, occasion("nobody"), number, "AAAA-AAAA-AAAA", "10.0.0.1")
    assert wrong.rule is Rule.WRONG_CODE


def test_an_address_that_guesses_is_stopped_for_an_hour(occasion, draft):
    receipt = at_the_door(occasion("nobody"), draft)
    number = receipt.matter.number
    for _ in range(WRONG_CODE.times):
        refusal_of(open_with_code, occasion("nobody"), number, "AAAA", "10.0.0.1")
    stopped = refusal_of(open_with_code, occasion("nobody"), number, receipt.code, "10.0.0.1")
    assert stopped.rule is Rule.TOO_MANY
    later = occasion("nobody", MORNING + timedelta(hours=1))
    assert open_with_code(later, number, receipt.code, "10.0.0.1") == receipt.matter


def test_one_browser_raises_twenty_matters_an_hour_and_its_neighbours_go_on(occasion, draft):
    for number in range(20):
        at_the_door(occasion("nobody"), draft, str(number))
    assert refusal_of(at_the_door, occasion("nobody"), draft, "next").rule is Rule.TOO_MANY
    neighbour = Visitor("b:2", VISITOR.address)
    assert at_the_door(occasion("nobody"), draft, "next", neighbour).matter.number == "AZ-2026-0021"


def test_an_address_has_its_limit_however_many_browsers_it_pretends_to_be(occasion, town):
    _, (address, _here) = limits.write_limits(occasion().book, VISITOR)
    for _ in range(address.times):
        limits.count(occasion("nobody"), address, VISITOR.address)
    refused = refusal_of(limits.spend_write, occasion("nobody"), Visitor("b:new", VISITOR.address))
    assert refused.rule is Rule.TOO_MANY


def use_up(occasion, visitor, which):
    limit, whose = limits.write_limits(occasion().book, visitor)[which]
    for _ in range(limit.times):
        limits.count(occasion(), limit, whose)


def test_a_hall_whose_address_is_used_up_still_has_its_kiosk_and_those_who_signed_in(occasion, town):
    use_up(occasion, VISITOR, 1)
    limits.spend_write(occasion(), VISITOR._replace(browser="b:kiosk", device="k:1"))
    limits.spend_write(occasion(), VISITOR._replace(browser="p:7"))


def test_a_kiosk_takes_as_many_an_hour_as_the_rule_book_says_whoever_stands_there(occasion, town):
    at_the_kiosk = VISITOR._replace(device="k:1")
    use_up(occasion, at_the_kiosk, 0)
    next_person = at_the_kiosk._replace(browser="b:next")
    assert refusal_of(limits.spend_write, occasion(), next_person).rule is Rule.TOO_MANY
    limits.spend_write(occasion(), next_person._replace(device="k:2"))
    limits.spend_write(occasion(at=MORNING + timedelta(hours=1)), next_person)


def test_a_person_counts_as_one_at_home_and_at_the_kiosk(occasion, town):
    at_home = VISITOR._replace(browser="p:7")
    use_up(occasion, at_home, 0)
    at_the_kiosk = at_home._replace(device="k:1")
    assert refusal_of(limits.spend_write, occasion(), at_the_kiosk).rule is Rule.TOO_MANY


def test_attempts_are_forgotten_after_a_day(occasion, draft):
    at_the_door(occasion("nobody"), draft)
    assert limits.forget_old(occasion("nobody", MORNING + timedelta(days=1))) == 0
    assert limits.forget_old(occasion("nobody", MORNING + timedelta(days=1, seconds=1))) == 2


def test_what_was_refused_costs_nothing(occasion, draft, town):
    empty = Draft(words=" ", area_id=town.grid.id)
    assert refusal_of(at_the_door, occasion("nobody"), empty).rule is Rule.EMPTY_TEXT
    assert (Attempt.select().count(), Matter.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"words": "字" * 10_001}, Rule.TEXT_TOO_LONG),
        ({"words": "路灯\x00坏了"}, Rule.CONTROL_CHARACTERS),
        ({"words": "路灯\u202e坏了"}, Rule.CONTROL_CHARACTERS),
        ({"area_id": 999_999}, Rule.UNKNOWN_AREA),
        ({"place": "号" * 81}, Rule.TEXT_TOO_LONG),
    ],
)
def test_bad_input_is_refused_and_nothing_is_half_written(changed, rule, occasion, town):
    given = {"words": "路灯坏了。", "area_id": town.grid.id} | changed
    assert refusal_of(say.raise_matter, occasion("nobody"), Draft(**given)).rule is rule
    assert (Matter.select().count(), MatterEvent.select().count()) == (0, 0)


def test_a_person_supports_a_matter_once(lamp, occasion):
    say.support(occasion("resident"), lamp, "p:7")
    assert refusal_of(say.support, occasion("resident"), lamp, "p:7").rule is Rule.ALREADY_SUPPORTED
    say.support(occasion("nobody"), lamp, "b:1")
    assert Matter.get_by_id(lamp.id).support_count == Support.select().count() == 2


def test_a_private_matter_takes_no_support(occasion, town):
    quiet = Draft(words="家里老人走失过两次。", area_id=town.grid.id, private=True)
    matter = say.raise_matter(occasion("nobody"), quiet).matter
    assert refusal_of(say.support, occasion("nobody"), matter, "b:1").rule is Rule.PRIVATE_MATTER


@pytest.mark.parametrize(("minutes", "state"), [(10, State.WITHDRAWN), (11, State.RECEIVED)])
def test_a_matter_is_taken_back_within_ten_minutes(minutes, state, lamp, occasion):
    later = occasion("nobody", MORNING + timedelta(minutes=minutes))
    if state is State.WITHDRAWN:
        say.withdraw(later, lamp, shown_code=True)
    else:
        assert refusal_of(say.withdraw, later, lamp, True).rule is Rule.WITHDRAWAL_TOO_LATE
    assert Matter.get_by_id(lamp.id).state is state


def test_without_the_code_nobody_takes_a_matter_back(lamp, occasion):
    assert refusal_of(say.withdraw, occasion("nobody"), lamp, False).rule is Rule.NOT_ALLOWED


def test_what_was_taken_back_is_no_longer_alike(lamp, occasion):
    assert [matter.number for matter in alike_matters("7号楼前路灯坏了")] == [lamp.number]
    say.withdraw(occasion("nobody"), lamp, shown_code=True)
    assert alike_matters("7号楼前路灯坏了") == []


def test_alike_matters_come_most_alike_first_and_others_not_at_all(lamp, occasion, town, draft):
    say.raise_matter(occasion("nobody"), draft)
    say.raise_matter(occasion("nobody"), Draft(words="7号楼东侧路灯不亮。", area_id=town.grid.id))
    found = alike_matters("7号楼的路灯坏了，晚上看不清台阶")
    assert [matter.title for matter in found] == [
        "7号楼前的路灯坏了，晚上老人出门看不清台阶",
        "7号楼东侧路灯不亮",
    ]


@pytest.fixture
def street(occasion, town):
    """A year's small troubles, the same words coming again and again."""
    for words in (
        "3号楼的门禁坏了。", "2号楼电梯坏了。", "楼道的声控灯不亮。", "地下车库的道闸坏了。",
        "楼道堆着旧家具。", "小广场的长椅断了一条腿。", "广场舞声音太大。", "遛狗不牵绳。",
    ):  # fmt: skip
        say.raise_matter(occasion("nobody"), Draft(words=words, area_id=town.grid.id))


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("楼道的灯坏了", ["楼道的声控灯不亮"]),
        ("门禁坏了", ["3号楼的门禁坏了"]),
        ("广场舞太吵，晚上睡不着", ["广场舞声音太大"]),
        ("电梯老是坏", ["2号楼电梯坏了"]),
        ("狗不牵绳", ["遛狗不牵绳"]),
        ("自来水有异味", []),
    ],
)
def test_what_shares_only_common_words_is_not_alike(words, titles, street):
    assert [matter.title for matter in alike_matters(words)] == titles


def test_what_is_over_comes_last_and_only_when_clearly_alike(lamp, occasion, town):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    Matter.update(state=State.PUBLISHED).where(Matter.id == lamp.id).execute()
    draft = Draft(words="7号楼前的路灯又坏了。", area_id=town.grid.id)
    again = say.raise_matter(occasion("nobody"), draft).matter
    assert [matter.number for matter in alike_matters(lamp.body)] == [again.number, lamp.number]
    assert [matter.number for matter in alike_matters("7号楼前的灯")] == [again.number]


@pytest.mark.parametrize("words", ["", "，。！", "'\" OR 1=1 --", "matter_search*", "NEAR(a b)", "& | !"])
def test_no_words_break_the_search_for_what_is_alike(words, lamp):
    assert alike_matters(words) == []


def test_private_and_refused_matters_are_alike_to_nothing(lamp, occasion, town):
    quiet = Draft(words="7号楼前路灯坏了。", area_id=town.grid.id, private=True)
    say.raise_matter(occasion("nobody"), quiet)
    say.refuse(occasion("worker"), lamp, "已经报修。")
    assert alike_matters("7号楼前路灯坏了") == []


def test_the_proposer_reads_replies_whole_and_no_notes_of_the_house(lamp, occasion):
    say.answer(occasion("worker"), lamp, "请打13800138000找电工。")
    MatterEvent.create(
        matter=lamp, community=lamp.community_id, at=MORNING, action=Action.NOTE, state=lamp.state,
        text="他家里有矛盾", public=False,
    )  # fmt: skip
    steps = steps_of(lamp)
    assert [(step.action, step.text) for step in steps] == [
        (Action.RAISE, ""),
        (Action.ANSWER, "请打13800138000找电工。"),
    ]


def test_one_finds_what_one_raised_and_supports(occasion, cast, draft, lamp):
    me = cast["resident"].person_id
    raised = say.raise_matter(occasion("resident"), draft).matter
    say.support(occasion("resident"), lamp, f"p:{me}")
    assert [matter.number for matter in raised_by(me)] == [raised.number]
    assert [matter.number for matter in supported_by(me)] == [lamp.number]
    assert raised_by(cast["other_resident"].person_id) == []


def test_a_card_that_was_found_gives_its_owner_no_other_number(town, cast, occasion):
    def said(phone, channel):
        say.raise_matter(
            occasion("resident"),
            Draft(words="路灯坏了", area_id=town.building.id, phone=phone, channel=channel),
        )
        return Person.get_by_id(cast["resident"].person_id).phone

    assert said("13900139000", Channel.KIOSK) == "13900139000"
    assert said("13800138000", Channel.KIOSK) == "13900139000"
    assert said("13800138000", Channel.WEB) == "13800138000"


def test_the_name_of_somebody_signed_in_leaves_the_house_masked(town, occasion):
    draft = Draft(words="林小雨家楼下的井盖松了。", area_id=town.community.id)
    matter = say.raise_matter(occasion("resident"), draft).matter
    assert matter.body == "林小雨家楼下的井盖松了。"
    assert matter.public_body == "林**家楼下的井盖松了。"
