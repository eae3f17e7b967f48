"""All forms of the portal, each with one thing wrong in it; and those in which nothing can be."""

from typing import NamedTuple

TOO_LONG = "长" * 20_001
WORDS = "灯坏了，请<b>修</b>一修。"


class Case(NamedTuple):
    """A form: whose it is, where it is sent, what is typed and chosen; one thing of it is wrong."""

    who: str
    to: str
    typed: dict[str, str]
    chosen: dict[str, str]


STEP = "/office/matters/{}/"
ITEM = "/office/meetings/{meeting}/items/{item}/"
ORDER = {"person": "钱多多", "working_days": "15", "mode": "own"}
CARD = {"name": "王小明", "phone": "13800138000", "household": "王家"}
VENUE = {
    "kind": "deliberation_hall", "name": "议事厅", "address": "府前街", "opening_hours": "每天 9:00—17:00",
}  # fmt: skip
GRADES = {"attitude": "5", "efficiency": "4", "result": "5", "effect": "3"}

CALL = "/office/campaigns/{call}"
ASKED = {"title": "小广场怎么改", "question": WORDS, "opens_on": "2026-11-30", "closes_on": "2026-12-20"}
FORMS_OF_CALLS = (
    Case("nobody", "/campaigns/{call}/answer", {"{words}": TOO_LONG[:10_001]}, {"{side}": "0"}),
    Case("nobody", "/campaigns/{text}/parts/{part}", {"words": TOO_LONG[:10_001]}, {}),
    Case("worker", STEP.format("{lamp}") + "mark_idea", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/campaigns/new", ASKED | {"closes_on": "2026-11-29"}, {"form": "draft"}),
    Case("secretary", "/office/campaigns/{later}/edit", ASKED | {"title": "长" * 61}, {"form": "draft"}),
    Case("secretary", "/office/campaigns/{later}", {"words": WORDS, "options": "一个"}, {"kind": "choice"}),
    Case("secretary", CALL + "/withdraw", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/campaigns/{closed}/conclude", {"text": WORDS}, {}),
    Case("worker", CALL + "/paper", {"sheet": "7", "{side}": "南边", "{words}": WORDS}, {}),
    Case("secretary", "/office/campaigns/{closed}/suggestions", {"why": WORDS}, {"fate": "not"}),
    Case("worker", "/office/campaigns/{closed}/suggestions/{reply}/idea", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/groups", {"who": "谁也不是"}, {"group": "observers"}),
)

FORMS_OF_TABLES = (
    Case("secretary", "/office/import", {}, {"area": "{community}"}),
    Case("secretary", "/office/import/{table}", {}, {"area": "", "column_0": "key", "column_1": "text"}),
)

VOTING = "/office/meetings/{meeting}/votes/"
FORMS_OF_VOTES = (
    Case("secretary", ITEM + "votes", {}, {"method": "shouting"}),
    Case("secretary", VOTING + "{hands}/hands", {"{yes}": "99"}, {"{no}": "0"}),
    Case("secretary", VOTING + "{hands}/void", {"reason": WORDS + "\0"}, {}),
    Case("secretary", VOTING + "{each}/cards", {}, {"read": "no card"}),
    Case("secretary", VOTING + "{each}/cast", {}, {"choice": "0"}),
    Case("nobody", "/kiosk/votes/{each}", {}, {"read": "no card"}),
    Case("nobody", "/kiosk/votes/{each}/cast", {}, {"choice": "0"}),
    Case("nobody", "/seats/{voting_seat}/vote", {}, {"choice": "0"}),
    Case("resident", "/meetings/{meeting}/vote", {}, {"choice": "0"}),
    Case(
        "secretary",
        "/office/meetings/{corrected}/minutes",
        {"minutes": WORDS, "reason": "长" * 301},
        {"seen": "0"},
    ),
)

WHISTLE = {"text": TOO_LONG[:10_001], "place": "东门", "venue": ""}
CALLED = "/office/whistles/calls/{}/"
FORMS_OF_WHISTLES = (
    Case("worker", "/office/whistles/new", WHISTLE, {"organisations": "{city}", "community": "{community}"}),
    Case("worker", STEP.format("{lamp}") + "whistle", WHISTLE, {"organisations": "{city}"}),
    Case("handler", CALLED.format("{waited}") + "check-in", {"text": TOO_LONG[:10_001]}, {}),
    Case("handler", "/office/check-in/{venue}", {"text": TOO_LONG[:10_001]}, {}),
    Case("handler", CALLED.format("{came}") + "progress", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", CALLED.format("{came}") + "confirm", {"text": WORDS}, {"rating": "6"}),
    Case("worker", CALLED.format("{came}") + "reject", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", "/office/warnings/{risk}/settle", {"text": WORDS}, {}),
)

PAPER, HEARD = "/office/meetings/{public}/", "/meetings/{public}/items/{public_item}/"
TOO_LONG_A_NAME = {"name": "长" * 41, "phone": "13800138000"}
UNIT = {"capacity": "resident", "organisation": "0"}
FORMS_OF_INVITATIONS = (
    Case(
        "nobody",
        "/meetings/{public}/items/{public_item}/opinion",
        {"words": "长" * 601, "name": "林小雨"},
        {},
    ),
    Case("nobody", "/seats/{seat}", {"words": WORDS}, {"state": "sends_another"}),
    Case("nobody", "/seats/{seat}/items/{public_item}", {"words": "长" * 601}, {}),
    Case(
        "worker", "/office/members?community={community}", {"name": "长" * 41, "phone": "13800138000"}, UNIT
    ),
    Case("worker", PAPER + "invitations", {"name": "长" * 41, "phone": "13800138000"}, UNIT),
    Case("worker", PAPER + "invitations/{invitation}", {"words": WORDS, "comes_instead": "何大勇"}, {}),
    Case("secretary", PAPER + "opinions", {"name": "马秀英", "words": WORDS}, {"item": "0"}),
)

OFF = {"name": "县庆", "first": "2026-11-10", "last": "2026-11-09", "source": "县政府通知", "reason": WORDS}
FORMS_OF_CLOCKS = (
    Case("worker", STEP.format("{lamp}") + "escalate", {"text": TOO_LONG[:10_001]}, {"level": "street"}),
    Case("administrator", "/office/calendar/announce", OFF, {"worked": "rest"}),
)

UNDER_WAY = STEP.format("{handled}")
AN_ORGANISATION = "/office/organisations/{city}/"
FORMS_OF_HANDLING = (
    Case("handler", UNDER_WAY + "visit_site", {"text": TOO_LONG[:10_001]}, {}),
    Case("handler", UNDER_WAY + "forward", {"text": WORDS, "person": "刘师傅"}, {"organisation": "999"}),
    Case("handler", UNDER_WAY + "take_step", {"text": "订灯杆", "due_on": "2026-02-30"}, {}),
    Case("handler", UNDER_WAY + "pause", {"text": WORDS + "\0"}, {}),
    Case("administrator", "/office/organisations/add", {"name": "执法队", "telephone": "0357"}, {"kind": ""}),
    Case("administrator", AN_ORGANISATION[:-1], {"name": "长" * 81, "telephone": "0357"}, {}),
    Case("administrator", AN_ORGANISATION + "dissolve", {"text": WORDS}, {"successor": "999"}),
    Case("administrator", AN_ORGANISATION + "reassign", {"text": WORDS}, {"person": "999"}),
    Case("handler", UNDER_WAY + "steps/1", {"text": TOO_LONG[:10_001]}, {}),
    Case("handler", STEP.format("{asked}") + "resume", {"text": TOO_LONG[:10_001]}, {}),
    Case("resident", "/track/{asked}/answer", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/estates/add", {"name": "清华园小区"}, {"kind": "old", "area": ""}),
    Case("secretary", "/office/estates/{estate}", {"name": "业委会", "person": "丁守正"}, {"party": ""}),
)

WHY = {"reason": WORDS}
LISTS = "/office/lists/"
FORMS_OF_TOPICS = (
    Case("worker", STEP.format("{lamp}") + "grade", {}, {"urgency": "urgent", "reach": "moon"}),
    Case(
        "worker",
        STEP.format("{lamp}") + "prepare",
        {"notes": WORDS, "asked": "物业", "options": "长" * 201},
        {},
    ),
    Case("worker", "/office/topics/refuse?topic={lamp}", {"text": WORDS}, {"entry": "bribe"}),
    Case("secretary", LISTS + "topics", WHY | {"text": "长" * 201}, {"admits": "no"}),
    Case("secretary", LISTS + "tasks/ledgers/mend", WHY | {"text": "长" * 201}, {}),
    Case("secretary", LISTS + "tasks/ledgers/place", WHY | {"position": "0"}, {}),
    Case("secretary", LISTS + "tasks/ledgers/retire", {"reason": "长" * 501}, {}),
    Case(
        "secretary",
        LISTS + "grading/urgent-estate",
        WHY | {"tier": "急办", "working_days": "0"},
        {"mode": "own", "level": "community"},
    ),
    Case(
        "handler",
        "/office/tasks/send",
        {"title": "填表", "text": WORDS, "due_on": "2026-11-01"},
        {"communities": "{community}"},
    ),
    Case("secretary", "/office/tasks/{task}/refuse", WHY, {"entry": "by_law"}),
    Case("handler", "/office/tasks/{task}/take-back", {"reason": TOO_LONG[:10_001]}, {}),
)

CASES = (
    Case(
        "nobody",
        "/say",
        {"words": WORDS, "place": "7号楼前", "name": "林小雨", "phone": "13800138000"},
        {"area": ""},
    ),
    Case("nobody", "/say", {"words": WORDS, "place": "7号楼\0前", "area": "{community}"}, {}),
    Case(
        "nobody", "/kiosk/say", {"words": WORDS, "place": "7号楼前", "phone": "138"}, {"wants_reply": "call"}
    ),
    Case("nobody", "/kiosk/say", {"words": WORDS, "place": ""}, {"step": "place", "kind": "request"}),
    Case("nobody", "/kiosk/pair", {"code": "AAAA-BBBB-CCCC", "length": "200"}, {}),
    Case("nobody", "/track", {"number": "AZ-2026-9999", "code": "AAAA-BBBB-CCCC"}, {}),
    Case("nobody", "/kiosk/track", {"number": "AZ-2026-9999", "code": ""}, {}),
    Case("nobody", "/sign-in", {"login": "小雨"}, {"password": "不对的密码"}),
    Case(
        "nobody", "/register", {"login": "小雨", "name": "林小雨", "phone": "13800138000"}, {"password": "短"}
    ),
    Case("nobody", "/matters/{rating}/rate", GRADES | {"words": WORDS}, {}),
    Case("nobody", "/sign-in/contact", {"contact": "林小雨"}, {}),
    Case("nobody", "/sign-in/code", {"code": "12"}, {}),
    Case("resident", "/me/name", {"name": "长" * 41}, {}),
    Case("resident", "/me/contact", {"contact": "林小雨"}, {}),
    Case("resident", "/me/contact/code", {"code": "12"}, {}),
    Case("resident", "/me/password", {}, {"old": "不对的旧密码呀", "new": "短"}),
    Case(
        "worker",
        "/office/enter",
        {"words": WORDS, "place": "7号楼前", "name": "林小雨", "phone": "1"},
        {"area": ""},
    ),
    Case(
        "worker",
        "/office/round?sent=1",
        {"words": WORDS, "place": "7号楼前", "how": "当场换了灯泡"},
        {"area": "999"},
    ),
    Case(
        "secretary",
        "/office/kiosks",
        {"name": "大厅1号机", "place": "门口", "px_per_mm": "30"},
        {"community": "{community}"},
    ),
    Case("worker", STEP.format("{lamp}") + "answer", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", STEP.format("{lamp}") + "refuse", {"text": WORDS}, {"entry": "bribe"}),
    Case("worker", STEP.format("{lamp}") + "merge", {"into": "AZ-2026-9999"}, {}),
    Case("worker", STEP.format("{lamp}") + "pool", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", STEP.format("{lamp}") + "classify", {}, {"kind": "request", "category": "999"}),
    Case("administrator", "/office/taxonomy", {}, {}),
    Case("administrator", "/office/taxonomy/{category}", {"name": "长" * 41}, {}),
    Case("worker", STEP.format("{lamp}") + "assign", ORDER | {"text": WORDS}, {"organisation": "999"}),
    Case(
        "worker",
        STEP.format("{lamp}") + "assign",
        ORDER | {"working_days": "一周"},
        {"organisation": "{committee}"},
    ),
    Case("worker", "/office/cards/issue", CARD | {"others": "刘芳\n123"}, {"community": "{community}"}),
    Case("worker", "/office/cards/many", {"lines": "12345"}, {"community": "{community}"}),
    Case("worker", "/office/cards/{card}/pin", {}, {"pin": "12"}),
    Case("handler", STEP.format("{handled}") + "note", {"text": "修\0灯"}, {}),
    Case("handler", STEP.format("{handled}") + "complete", {"text": TOO_LONG[:10_001]}, {}),
    Case("handler", STEP.format("{handled}") + "explain", {"text": WORDS + "\u202e"}, {}),
    Case("handler", STEP.format("{handled}") + "ask_extension", {"text": WORDS, "working_days": "0"}, {}),
    Case("secretary", STEP.format("{waiting}") + "decide_extension", {"text": WORDS}, {"verdict": ""}),
    Case("worker", STEP.format("{rating}") + "visit", {"text": WORDS, "way": "phone"}, {}),
    Case(
        "secretary",
        STEP.format("{settled}") + "publish",
        {"title": "灯" * 61, "body": WORDS, "place": "楼前"},
        {},
    ),
    Case("secretary", "/office/places/add", VENUE | {"position": "东边"}, {"community": "{community}"}),
    Case("secretary", "/office/places/{venue}", VENUE | {"name": "厅" * 121}, {}),
    Case("secretary", "/office/shapes", {}, {"gcj02": "y"}),
    Case("worker", "/office/meetings/plan", {"until": "2026-02-30"}, {"community": "{community}"}),
    Case(
        "secretary",
        "/office/meetings/{ahead}/move",
        {"day": "2026-11-30", "starts_at": "19:00", "venue": "长" * 121, "reason": WORDS},
        {},
    ),
    Case("secretary", "/office/meetings/{ahead}/call-off", {"reason": WORDS + "\0"}, {}),
    Case(
        "secretary",
        "/office/meetings/convene",
        {"day": "2026-02-30", "starts_at": "七点", "venue": "二楼", "reason": WORDS},
        {"community": "{community}", "kind": "joint_party"},
    ),
    Case(
        "secretary",
        STEP.format("{lamp}") + "convene",
        {"day": "2027-11-30", "starts_at": "19:00", "reason": WORDS},
        {},
    ),
    Case("worker", "/office/meetings/{meeting}/urgent", {"reason": WORDS}, {"matter": "0"}),
    Case(
        "secretary", "/office/meetings/{meeting}/attendance", {"names": "林\0小雨"}, {"capacity": "resident"}
    ),
    Case(
        "secretary",
        ITEM + "resolve",
        ORDER | {"text": WORDS, "in_favour": "99"},
        {"organisation": "{committee}"},
    ),
    Case("secretary", ITEM + "defer", {"reason": WORDS + "\0"}, {}),
    Case("secretary", ITEM + "refuse", {"reason": WORDS}, {"entry": "bribe"}),
    Case("secretary", ITEM + "remarks", {"said": WORDS + "\0"}, {"speaker": "0"}),
    Case("secretary", "/office/meetings/{meeting}/card", {}, {"read": "no card"}),
    Case("secretary", ITEM + "explain", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/meetings/{meeting}/close", {"minutes": TOO_LONG}, {}),
    Case(
        "secretary",
        "/office/passages/words/{lamp_id}",
        {"title": "路灯很好", "text": WORDS, "place": "7号楼前"},
        {},
    ),
    Case(
        "secretary", "/office/passages/words/{lamp_id}/withhold", {"reason": "长" * 301}, {"cause": "insult"}
    ),
    Case("administrator", "/office/people", {"words": "长" * 81}, {}),
    Case("administrator", "/office/people/{person}/erase", {"confirm": "不", "reason": WORDS}, {}),
    *FORMS_OF_CALLS,
    *FORMS_OF_HANDLING,
    *FORMS_OF_WHISTLES,
    *FORMS_OF_CLOCKS,
    *FORMS_OF_VOTES,
    *FORMS_OF_TABLES,
    *FORMS_OF_TOPICS,
    *FORMS_OF_INVITATIONS,
    Case("resident", "/me/notices", {}, {"way": "email", "answer": "daily"}),
    Case("worker", "/office/notices/calls/{owed}", {"note": "长" * 501}, {}),
    Case(
        "secretary",
        "/office/notices/groups",
        {"name": "社区值班群"},
        {"area": "{community}", "kinds": "receipt", "address": "https://example.org"},
    ),
)

#: Forms of a single button, and the other button of the form by which something is said.
NOTHING_TO_TYPE = {
    "office.pair_kiosk_anew", "office.retire_kiosk", "office.answer_call", "suggest.carry",
    "account.sign_out", "account.end_session", "account.end_others", "office.list_topic", "office.unlist",
    "office.close_vote", "office.vote_by_name",
    "office.arrive", "office.arrive_as_holder", "office.scan_arrival", "office.call_up",
    "office.read_out_opinion",
    "office.publish_agenda", "office.remove_attendance", "office.open_meeting", "office.settle_step",
    "account.send_again", "account.take_over", "account.choose_language",
    "office.print_cards", "office.revoke_card",
    "suggest.alike", "suggest.support", "suggest.withdraw", "suggest.leave",
    "account.stop_notices", "office.try_notice_again", "office.test_group", "office.pause_group",
    "office.resume_group", "office.arrange_part", "office.publish_campaign", "office.strike_sheet",
    "office.unmark_suggestion", "office.let_member_go",
    "office.passages", "office.contact", "office.close_venue", "office.reopen_venue", "office.keep",
    "suggest.spot",
    "office.withdraw_option", "office.take_up_topics", "office.take_on_task",
    "office.end_member", "office.invite_members", "office.invite_concerned", "office.take_back_invitation",
    "office.acknowledge_warning",
    "office.accept_step", "office.drop_party",
    "office.file_matter", "office.turn_category", "office.unlink_step",
    "office.forget_table",
}  # fmt: skip
