"""The forms of topics, lists and tasks sent down, each with one thing wrong in it."""

from tests.web.forms.case import STEP, TOO_LONG, WORDS, Case

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
    Case("street_officer", LISTS + "topics", WHY | {"text": "长" * 201}, {"admits": "no"}),
    Case("street_officer", LISTS + "tasks/ledgers/mend", WHY | {"text": "长" * 201}, {}),
    Case("street_officer", LISTS + "tasks/ledgers/place", WHY | {"position": "0"}, {}),
    Case("street_officer", LISTS + "tasks/ledgers/retire", {"reason": "长" * 501}, {}),
    Case(
        "street_officer",
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
