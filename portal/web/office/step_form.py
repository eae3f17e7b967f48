"""What the form of every step has in common."""

from typing import Any

from flask_babel import LazyString

from portal.domain.occasion import Occasion
from portal.models import Matter
from portal.web.fields import Form


class StepForm(Form):
    """A step of one matter.

    ``told`` is said when it is done. ``beside`` is the template of what the officer needs to see meanwhile,
    or before writing anything where ``reads_first``.
    """

    told: LazyString
    beside = "office/matters/_words.html"
    reads_first = False

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        """What stands in the fields before anybody typed."""
        return {}

    def fit(self, now: Occasion, matter: Matter) -> None:
        """Gives the fields the choices that there are for this matter."""

    def take(self, now: Occasion, matter: Matter) -> None:
        """Takes the step. Raises Refusal where a rule forbids it."""
        raise NotImplementedError
