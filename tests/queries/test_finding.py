"""The house's own words are found within reach alone, meetings and venues by all; an upgrade loses none."""

from portal.db import database
from portal.domain.policy import PassageKind
from portal.domain.search_words import FORM
from portal.domain.stages import Action, State
from portal.domain.terms import VenueKind
from portal.models import Matter, MatterEvent, SearchForm, Venue
from portal.models.finding import FindableKind
from portal.models.protection import Cause
from portal.queries.matters import Wanted
from portal.queries.office_search import found_in_office
from portal.queries.passages import passage_of
from portal.queries.search import found, found_elsewhere, question
from portal.services import agenda, moderate, say, search
from portal.services.erase import erase
from portal.services.moderate import Withheld
from portal.services.say import Draft
from tests.lively import lively


def ids(words):
    return [matter_id for (matter_id,) in found(question(words), Matter.alias()).tuples()]


def own(actor, words):
    return [errand.id for errand in found_in_office(actor, Wanted(words=words), frozenset(State))]


def test_what_was_said_in_confidence_stays_with_those_who_may_read_it(town, cast, occasion):
    draft = Draft(words="老张家又吵架了", area_id=town.grid.id, private=True, name="张婶")
    matter = say.raise_matter(occasion(), draft).matter
    say.answer(occasion("secretary"), matter, "司法所明天上门。")
    for words in ("吵架", "张婶", "司法所"):
        assert own(cast["worker"], words) == [matter.id]
        assert own(cast["stranger"], words) == own(cast["resident"], words) == ids(words) == []


def test_a_name_that_was_erased_is_found_no_more(town, cast, occasion):
    matter = say.raise_matter(occasion(), Draft(words="灯坏了", area_id=town.grid.id, name="张婶")).matter
    matter.proposer.name = ""
    matter.proposer.save()
    search.index_own(Matter.get_by_id(matter.id))
    assert own(cast["worker"], "张婶") == []


def test_a_person_who_was_taken_out_is_found_by_no_word_of_theirs(town, cast, occasion):
    draft = Draft(words="我是张婶，灯坏了", area_id=town.grid.id, name="张婶")
    matter = say.raise_matter(occasion(), draft).matter
    say.answer(occasion("worker"), matter, "已给张婶回了话。")
    assert own(cast["worker"], "张婶") == own(cast["worker"], "回了话") == [matter.id]
    erase(occasion("administrator"), matter.proposer, "本人申请")
    assert own(cast["worker"], "张婶") == ids("张婶") == []
    assert own(cast["worker"], "回了话") == [matter.id]


def test_a_resolution_that_was_withheld_leads_to_its_meeting_no_more(town, occasion):
    board = lively(town, occasion)
    assert [page.key for page in found_elsewhere("照大家商量的办")] == [str(board.held.id)]
    resolved = MatterEvent.select().where(MatterEvent.action == Action.RESOLVE)
    for event in resolved:
        passage = passage_of(PassageKind.EVENTS, event.id)
        moderate.withhold(occasion("secretary"), passage, Withheld(Cause.PRIVACY))
    assert found_elsewhere("照大家商量的办") == []
    for event in resolved:
        passage = passage_of(PassageKind.EVENTS, event.id)
        moderate.show(occasion("secretary"), passage)
    assert [page.key for page in found_elsewhere("照大家商量的办")] == [str(board.held.id)]


def test_the_pages_of_the_office_follow_each_other_without_a_gap(town, cast, occasion):
    raised = [
        say.raise_matter(occasion(), Draft(words="灯坏了", area_id=town.grid.id)).matter.id for _ in range(25)
    ]
    first = own(cast["worker"], "灯坏")
    rest = found_in_office(cast["worker"], Wanted(words="灯坏", before=first[19]), frozenset(State))
    assert first[:20] + [errand.id for errand in rest] == raised[::-1]


def test_a_meeting_is_found_by_what_it_took_up_and_by_what_it_agreed(town, occasion):
    board = lively(town, occasion)
    for words in ("充电桩", "形成決議"):
        (page,) = found_elsewhere(words)
        assert page == (FindableKind.MEETING, str(board.held.id), "清华园社区", board.held.day)


def test_an_agenda_that_is_not_public_yet_is_not_found(town, occasion, lamp):
    say.pool(occasion("worker"), lamp)
    meeting = agenda.plan_meetings(occasion("secretary"), town.community, occasion().today.replace(day=30))[
        -1
    ]
    agenda.list_topic(occasion("secretary"), lamp, meeting)
    assert found_elsewhere("路灯") == []
    agenda.publish_agenda(occasion("secretary"), meeting)
    assert [page.key for page in found_elsewhere("路灯")] == [str(meeting.id)]


def test_a_venue_is_found_while_it_is_open(town):
    facts = {"name": "柳下茶铺", "address": "柳树巷3号", "opening_hours": "每天"}
    venue = Venue.create(code="LXCP", kind=VenueKind.DELIBERATION_HALL, community=town.community, **facts)
    search.index_venue(venue)
    assert [(page.kind, page.title) for page in found_elsewhere("柳樹巷")] == [
        (FindableKind.VENUE, "柳下茶铺")
    ]
    venue.active = False
    search.index_venue(venue)
    assert found_elsewhere("茶铺") == []


def test_what_was_indexed_in_an_older_form_is_found_after_an_upgrade(town, cast, occasion):
    draft = Draft(words="理髮店後面的路燈壞了", area_id=town.grid.id)
    matter = say.raise_matter(occasion(), draft).matter.id
    for table in ("matter_search", "own_search", "findable_search"):
        database.execute_sql(f"DELETE FROM {table}")  # noqa: S608
    SearchForm.update(number=1).execute()
    assert search.is_outdated()
    assert list(search.reindex()) == [1]
    assert not search.is_outdated()
    assert ids("路灯") == own(cast["worker"], "理发店") == [matter]
    assert SearchForm.get().number == FORM


def test_indexing_anew_twice_changes_nothing(town, occasion):
    board = lively(town, occasion)
    before = ids("灯"), [page.key for page in found_elsewhere("清华园")]
    list(search.reindex())
    list(search.reindex())
    assert (ids("灯"), [page.key for page in found_elsewhere("清华园")]) == before
    assert board.lamp.id in before[0]
