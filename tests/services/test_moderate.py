"""Before publishing somebody reads what waits; afterwards it can still be taken back."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from portal import presets
from portal.domain.policy import ModerationRules, PassageKind
from portal.domain.rating import Score
from portal.domain.refusal import Refusal, Rule
from portal.models import Matter, MatterEvent, Passage, Photo
from portal.models.protection import Cause, PassageState
from portal.queries.alike import alike_matters
from portal.queries.matters import Wanted, matters
from portal.queries.office_figures import figures
from portal.queries.passages import (
    Words,
    count_waiting,
    passage_of,
    passages_of,
    waiting_for,
    why_hidden,
)
from portal.queries.public_matter import public_matter
from portal.services import moderate, say
from portal.services.handle import Order, assign, report_progress
from portal.services.moderate import Withheld
from portal.services.photos import read_pictures
from portal.services.publish import publish
from portal.services.rate import PROPOSER, rate_matter
from portal.services.say import Draft, raise_matter

WORDS = "我叫林小雨，电话13800138000，7号楼前的路灯坏了，老李家的狗也怕黑。"
MASKED = "我叫林**，电话138****8000，7号楼前的路灯坏了，老李家的狗也怕黑。"
PUBLIC = PassageState.SHOWN


@pytest.fixture
def at(occasion):
    """``at("secretary", "helong")``: an occasion under the moderation rules of a place, or of kinds given."""

    def of(who, *kinds):
        place = kinds[0] if kinds and kinds[0] in presets.names() else None
        rules = presets.load(place).moderation if place else ModerationRules(kinds)
        return replace(occasion(who), book=replace(occasion(who).book, moderation=rules))

    return of


def picture(occasion):
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    file.seek(0)
    return read_pictures([file], occasion.book.limits)


def raised(town, now, **more):
    draft = Draft(words=WORDS, area_id=town.building.id, place="7号楼前", **more)
    return raise_matter(now, draft).matter


def words_of(matter):
    kept = Matter.get_by_id(matter.id)
    return Words(kept.public_title, kept.public_body, kept.public_place)


def only_passage(matter):
    (passage,) = Passage.select().where(Passage.matter == matter)
    return passage


def found(words):
    return [card.number for card in matters(Wanted(words=words)).cards]


def test_where_nothing_is_named_everything_is_public_at_once(town, at):
    matter = raised(town, at("nobody", "anze"))
    assert words_of(matter).text == MASKED
    assert Passage.select().count() == 0


def test_where_words_wait_nobody_reads_or_finds_them_but_the_number_hangs_there(town, at):
    matter = raised(town, at("nobody", "helong"))
    assert words_of(matter) == Words("", "", "")
    assert Matter.get_by_id(matter.id).body == WORDS
    assert found("路灯") == []
    assert alike_matters("7号楼前的路灯坏了") == []
    assert [card.number for card in matters(Wanted()).cards] == [matter.number]
    assert why_hidden([matter.number])[matter.number].state is PassageState.WAITING


def test_the_secretary_lets_the_words_through_as_they_were_prepared(town, at, occasion):
    matter = raised(town, at("nobody", "helong"))
    moderate.show(at("secretary", "helong"), only_passage(matter))
    assert words_of(matter).text == MASKED
    assert found("路灯") == [matter.number]
    assert why_hidden([matter.number]) == {}
    read = only_passage(matter)
    assert (read.state, read.read_by_id) == (PUBLIC, occasion("secretary").actor.person_id)


def test_more_may_be_hidden_but_nothing_else_changed(town, at):
    matter = raised(town, at("nobody", "helong"))
    now, passage = at("secretary", "helong"), only_passage(matter)
    better = MASKED.replace("老李", "**")
    with pytest.raises(Refusal) as refused:
        moderate.show(now, passage, Words(passage.title, MASKED.replace("坏了", "很好"), passage.place))
    assert (refused.value.rule, refused.value.facts["field"]) == (Rule.MEANING_CHANGED, "text")
    moderate.show(now, passage, Words(passage.title, better, passage.place))
    assert words_of(matter).text == better


def test_the_original_with_less_hidden_by_hand_is_masked_again(town, at):
    matter = raised(town, at("nobody", "helong"))
    passage = only_passage(matter)
    moderate.show(at("secretary", "helong"), passage, Words(passage.title, WORDS, passage.place))
    assert words_of(matter).text == MASKED


def test_what_is_withheld_keeps_its_place_with_the_public_cause(town, at):
    matter = raised(town, at("nobody", "helong"))
    moderate.withhold(
        at("secretary", "helong"), only_passage(matter), Withheld(Cause.INSULT, "问13800138000")
    )
    why = why_hidden([matter.number])[matter.number]
    assert why == (PassageState.WITHHELD, Cause.INSULT, "问138****8000")
    assert words_of(matter) == Words("", "", "")


def test_a_cause_that_says_nothing_needs_words(town, at):
    matter = raised(town, at("nobody", "helong"))
    with pytest.raises(Refusal) as refused:
        moderate.withhold(at("secretary", "helong"), only_passage(matter), Withheld(Cause.OTHER, " "))
    assert refused.value.rule is Rule.REASON_MISSING
    assert only_passage(matter).state is PassageState.WAITING


def test_a_worker_lets_nothing_through_and_withholds_nothing(town, at):
    passage = only_passage(raised(town, at("nobody", "helong")))
    for verb in (
        lambda: moderate.show(at("worker"), passage),
        lambda: moderate.withhold(at("worker"), passage, Withheld(Cause.INSULT)),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.rule is Rule.NOT_ALLOWED


def test_of_two_who_decide_at_once_one_is_told(town, at):
    matter = raised(town, at("nobody", "helong"))
    mine, yours = only_passage(matter), only_passage(matter)
    moderate.show(at("secretary"), mine)
    with pytest.raises(Refusal) as refused:
        moderate.withhold(at("secretary"), yours, Withheld(Cause.INSULT))
    assert refused.value.rule is Rule.STALE
    assert words_of(matter).text == MASKED


def test_words_public_at_once_can_be_taken_back_and_given_again(town, at):
    matter = raised(town, at("nobody"))
    moderate.withhold(at("secretary"), passage_of(PassageKind.WORDS, matter.id), Withheld(Cause.PRIVACY))
    assert words_of(matter) == Words("", "", "")
    assert found("路灯") == []
    moderate.show(at("secretary"), passage_of(PassageKind.WORDS, matter.id))
    assert words_of(matter).text == MASKED
    remembered = MatterEvent.select().where(MatterEvent.action == "read_passages")
    assert [(event.public, event.data["became"]) for event in remembered] == [
        (False, "withheld"),
        (False, "shown"),
    ]


@pytest.mark.parametrize("place", ["helong", "shanwei"])
def test_photos_wait_where_the_place_says_so(town, at, place):
    now = at("nobody", place)
    matter = raised(town, now, pictures=picture(now))
    photo = Photo.get(Photo.matter == matter)
    assert not photo.public
    (passage,) = (each for each in waiting_for(at("secretary").actor) if each.kind is PassageKind.PHOTOS)
    moderate.show(at("secretary", place), passage)
    assert Photo.get_by_id(photo.id).public


def test_a_photo_of_a_private_matter_never_waits_and_is_never_shown(town, at):
    now = at("nobody", "helong")
    matter = raised(town, now, pictures=picture(now), private=True)
    assert Passage.select().count() == 0
    with pytest.raises(Refusal) as refused:
        moderate.show(at("secretary"), Passage(kind=PassageKind.WORDS, matter=matter, area=matter.area_id))
    assert refused.value.rule is Rule.PRIVATE_MATTER


def test_an_answer_waits_where_events_are_named(town, at, lamp):
    say.answer(at("worker", PassageKind.EVENTS), lamp, "今晚换灯泡。")
    event = MatterEvent.get(MatterEvent.matter == lamp, MatterEvent.action == "answer")
    assert (event.text, event.public_text) == ("今晚换灯泡。", "")
    (hidden,) = public_matter(lamp.number).hidden
    assert (hidden.kind, hidden.event_id) == (PassageKind.EVENTS, event.id)
    moderate.show(at("secretary"), only_passage(lamp))
    assert MatterEvent.get_by_id(event.id).public_text == "今晚换灯泡。"
    assert public_matter(lamp.number).hidden == []


def test_an_answer_already_public_is_mended(town, at, lamp):
    say.answer(at("worker"), lamp, "老李家的灯今晚换。")
    event = MatterEvent.get(MatterEvent.matter == lamp, MatterEvent.action == "answer")
    passage = passage_of(PassageKind.EVENTS, event.id)
    moderate.show(at("secretary"), passage, Words("", "**家的灯今晚换。", ""))
    assert MatterEvent.get_by_id(event.id).public_text == "**家的灯今晚换。"


def test_everything_waiting_on_a_page_is_let_through_at_once(town, at):
    now = at("nobody", "helong")
    for _ in range(3):
        raised(town, now, pictures=picture(now))
    secretary = at("secretary", "helong")
    waiting = waiting_for(secretary.actor)
    assert count_waiting(secretary.actor) == 6
    moderate.withhold(secretary, waiting[0], Withheld(Cause.INSULT))
    assert moderate.show_waiting(secretary, [passage.id for passage in waiting]) == 5
    assert count_waiting(secretary.actor) == 0


def test_nobody_next_door_sees_what_waits_here(town, at):
    raised(town, at("nobody", "helong"))
    assert count_waiting(at("worker").actor) == 0
    assert count_waiting(at("stranger").actor) == 0
    assert count_waiting(at("street_officer").actor) == 1
    assert figures(at("street_officer").actor, at("street_officer").today).to_read == 1


def test_publishing_the_road_shows_the_words_that_waited_and_leaves_withheld_ones(town, at):
    def settled(pictures=()):
        matter = raised(town, at("nobody", "helong"))
        say.answer(at("worker", "helong"), matter, "今晚换灯泡。")
        rate_matter(at("nobody"), matter, PROPOSER, Score(5, 5, 5, 5), True, shown_code=True)
        return matter

    waiting, withheld = settled(), settled()
    moderate.withhold(at("secretary"), only_passage(withheld), Withheld(Cause.INSULT))
    for matter in (waiting, withheld):
        publish(at("secretary"), matter, "路灯不亮", "楼前的路灯坏了。", "7号楼前")
    assert words_of(waiting) == Words("路灯不亮", "楼前的路灯坏了。", "7号楼前")
    assert only_passage(waiting).state is PUBLIC
    assert words_of(withheld) == Words("", "", "")


def test_everything_of_a_matter_that_is_public_can_be_taken_back(town, at):
    now = at("nobody")
    matter = raised(town, now, pictures=picture(now))
    order = Order(town.committee.id, "钱多多", 5)
    assign(at("worker"), matter, order)
    report_progress(at("worker"), matter, "灯泡已经买好。", picture(now))
    kinds = [each.kind.value for each in passages_of(matter)]
    assert kinds == ["words", "events", "photos", "photos"]
    for passage in passages_of(matter):
        moderate.withhold(at("secretary"), passage, Withheld(Cause.PRIVACY))
    assert not Photo.select().where(Photo.public).exists()
    assert {part.why.state for part in public_matter(matter.number).hidden} == {PassageState.WITHHELD}
