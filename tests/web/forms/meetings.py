"""The forms of meetings, invitations and votes, each with one thing wrong in it."""

from tests.web.forms.case import ITEM, ORDER, STEP, TOO_LONG, WORDS, Case

FORMS_OF_SESSIONS = (
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

VOTING = "/office/meetings/{meeting}/votes/"
FORMS_OF_VOTES = (
    Case("secretary", ITEM + "votes", {}, {"method": "shouting"}),
    Case("secretary", VOTING + "{hands}/hands", {"{yes}": "99"}, {"{no}": "0"}),
    Case("secretary", VOTING + "{hands}/void", {"reason": WORDS + "\0"}, {}),
    Case("secretary", VOTING + "{each}/cards", {}, {"read": "no card"}),
    Case("secretary", VOTING + "{each}/cast", {}, {"choice": "0"}),
    Case("kiosk", "/kiosk/votes/{each}", {}, {"read": "no card"}),
    Case("kiosk", "/kiosk/votes/{each}/cast", {}, {"choice": "0"}),
    Case("nobody", "/seats/{voting_seat}/vote", {}, {"choice": "0"}),
    Case("resident", "/meetings/{meeting}/vote", {}, {"choice": "0"}),
    Case(
        "secretary",
        "/office/meetings/{corrected}/minutes",
        {"minutes": WORDS, "reason": "长" * 301},
        {"seen": "0"},
    ),
)
