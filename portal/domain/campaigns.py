"""问计于民: what a call for suggestions is made of, and what became of each suggestion.

Source: Chenghua's 人民建议征集 (questionnaires, draft regulations, planning proposals; online and paper
counted together; invited advisers and three observer groups).
"""

from enum import StrEnum


class CampaignForm(StrEnum):
    """What people are asked: questions of a questionnaire, or remarks on a draft, paragraph by paragraph."""

    QUESTIONNAIRE = "questionnaire"
    DRAFT = "draft"


class PartKind(StrEnum):
    """One question, or one paragraph of a draft."""

    CHOICE = "choice"  # one of several
    CHOICES = "choices"  # any of several
    SCALE = "scale"  # 1 to 5
    TEXT = "text"
    PARAGRAPH = "paragraph"


class Fate(StrEnum):
    """What became of a suggestion: 采纳, 部分采纳, 未采纳; each with its reason."""

    TAKEN_UP = "taken_up"
    PARTLY = "partly"
    NOT = "not"
