"""The forms of calls for suggestions, each with one thing wrong in it."""

from tests.web.forms.case import STEP, TOO_LONG, WORDS, Case

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
