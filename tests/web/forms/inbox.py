"""The forms of the inbox: kept filters, words for answers, one deed for many matters."""

from tests.web.forms.case import ORDER, TOO_LONG, WORDS, Case

MANY = "/office/many/{}?matter={{lamp}}"
WORDS_OF_A_TEMPLATE = {"title": "路灯", "text": "{{phone}}会打给您。"}

FORMS_OF_THE_INBOX = (
    Case("worker", "/office/filters?stage=answer", {"name": "长" * 41}, {}),
    Case("worker", "/office/filters/{filter}", {"name": "长" * 41}, {}),
    Case(
        "worker",
        "/office/templates",
        WORDS_OF_A_TEMPLATE,
        {"action": "answer", "area": "{community}"},
    ),
    Case("worker", "/office/templates/{template}", {"title": "长" * 81, "text": WORDS}, {}),
    Case("worker", MANY.format("pool"), {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", MANY.format("assign"), ORDER | {"text": WORDS}, {"organisation": "999"}),
    Case("worker", MANY.format("grade"), {}, {"urgency": "soon", "reach": "estate"}),
    Case("worker", MANY.format("classify"), {}, {"category": "999"}),
)
