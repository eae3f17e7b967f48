"""The forms of handling, its clocks, whistles and warnings, each with one thing wrong in it."""

from tests.web.forms.case import STEP, TOO_LONG, WORDS, Case

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
    Case("secretary", "/office/estates/{estate}/amend", {"name": "长" * 81}, {"kind": "new"}),
    Case("secretary", "/office/estates/{estate}", {"name": "业委会", "person": "丁守正"}, {"party": ""}),
)

OFF = {"name": "县庆", "first": "2026-11-10", "last": "2026-11-09", "source": "县政府通知", "reason": WORDS}
FORMS_OF_CLOCKS = (
    Case("worker", STEP.format("{lamp}") + "escalate", {"text": TOO_LONG[:10_001]}, {"level": "street"}),
    Case("administrator", "/office/calendar/announce", OFF, {"worked": "rest"}),
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
    Case("worker", "/office/whistles/{whistle}/call-off", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", "/office/warnings/{risk}/settle", {"text": WORDS}, {}),
)
