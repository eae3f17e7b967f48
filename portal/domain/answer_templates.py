"""Answers that are written again and again: words with fields in braces, filled in from the matter."""

import re
from collections.abc import Mapping

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action

#: What a template may name, in the order in which the office is told of it.
FIELDS = ("编号", "题目", "地点", "单位", "今天", "期限", "姓名")

#: The steps whose words repeat themselves.
TEMPLATED = (Action.ANSWER, Action.REFUSE, Action.EXPLAIN, Action.NOTE, Action.COMPLETE)

_FIELD = re.compile(r"[{｛]\s*([^{}｛｝\n]*?)\s*[}｝]")


def require_known(text: str) -> None:
    """Raises Refusal FIELD_UNKNOWN, with the first ``name`` in braces that is no field."""
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            raise Refusal(Rule.FIELD_UNKNOWN, field="text", name=name)


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with every field for which there is a fact filled in.

    A field without one stays as it is written, so that whoever sends it sees what is missing. What a fact
    says is never read as a field again.
    """
    return _FIELD.sub(lambda found: facts.get(found[1]) or found[0], text)


def joined(typed: str, words: str) -> str:
    """What was typed stays; the words follow it, unless it ends with them already."""
    typed = typed.rstrip()
    return typed if typed.endswith(words) and words else "\n".join(filter(None, (typed, words)))
