"""All forms of the portal, each with one thing wrong in it; and those in which nothing can be."""

from tests.web.forms.campaigns import FORMS_OF_CALLS
from tests.web.forms.case import ORDER, STEP, TOO_LONG, WORDS, Case
from tests.web.forms.handling import FORMS_OF_CLOCKS, FORMS_OF_HANDLING, FORMS_OF_WHISTLES
from tests.web.forms.inbox import FORMS_OF_THE_INBOX
from tests.web.forms.meetings import FORMS_OF_INVITATIONS, FORMS_OF_SESSIONS, FORMS_OF_VOTES
from tests.web.forms.topics import FORMS_OF_TOPICS

CARD = {"name": "王小明", "phone": "13800138000", "household": "王家"}
VENUE = {
    "kind": "deliberation_hall", "name": "议事厅", "address": "府前街", "opening_hours": "每天 9:00—17:00",
}  # fmt: skip
GRADES = {"attitude": "5", "efficiency": "4", "result": "5", "effect": "3"}

FORMS_OF_TABLES = (
    Case("secretary", "/office/import", {}, {"area": "{community}"}),
    Case("secretary", "/office/import/{table}", {}, {"area": "", "column_0": "key", "column_1": "text"}),
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
    *FORMS_OF_SESSIONS,
    *FORMS_OF_CALLS,
    *FORMS_OF_HANDLING,
    *FORMS_OF_WHISTLES,
    *FORMS_OF_CLOCKS,
    *FORMS_OF_VOTES,
    *FORMS_OF_TABLES,
    *FORMS_OF_TOPICS,
    *FORMS_OF_INVITATIONS,
    *FORMS_OF_THE_INBOX,
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
    "office.close_vote", "office.run_off", "office.vote_by_name",
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
    "office.begin_work", "office.drop_filter", "office.retire_template", "office.publish_many",
}  # fmt: skip
