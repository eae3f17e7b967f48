"""What came in is looked at before anybody has time to: what is it about, who could handle it, is it new?"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from portal.db import writing_quietly
from portal.domain.occasion import Occasion
from portal.domain.stages import OPEN
from portal.models import Suggestion
from portal.models.places import OrganisationKind
from portal.queries.alike import alike_matters
from portal.queries.experience import Experience, Judgement, Known
from portal.queries.triage import Closed, Waiting, closed_matters, local_organisations, waiting

#: What was learned may be so old; a place closes few matters in an hour.
_FRESH = timedelta(hours=1)

#: A category less likely than this is not worth reading, and one matter alone tells nothing of a habit.
_LEAST_SHARE, _LEAST_VOTES = 0.35, 2
_FIRST = 3


class Adviser:
    """Suggests for matters that came in, by what closed ones teach. Lives in the worker beside the portal."""

    def __init__(self) -> None:
        self._learned_at: datetime | None = None
        self._closed: dict[int, Closed] = {}
        self._experience = Experience(())

    def advise(self, occasion: Occasion) -> int:
        """Writes a suggestion for what waits without one, some at a time; gives how many."""
        looked_at = waiting()
        if looked_at:
            self._learn(occasion.now)
        for matter in looked_at:
            row = {"matter": matter.id, "made_at": occasion.now, **self.advice_for(matter)}
            with writing_quietly():
                Suggestion.insert(row).on_conflict_ignore().execute()
        return len(looked_at)

    def _learn(self, now: datetime) -> None:
        if self._learned_at is not None and now - self._learned_at < _FRESH:
            return
        self._closed = {each.id: each for each in closed_matters()}
        known = [Known(each.id, each.text, each.first_category_id) for each in self._closed.values()]
        self._experience, self._learned_at = Experience(known), now

    def advice_for(self, matter: Waiting) -> dict[str, Any]:
        """The columns of a ``Suggestion``."""
        judged = self._experience.judge(matter.text)
        organisation = self._organisation(judged, matter.area_path)
        return {"repeats": _repeats(matter), **organisation, **self._category(judged)}

    def _category(self, judged: Judgement) -> dict[str, Any]:
        if not judged.labels or judged.labels[0].share < _LEAST_SHARE:
            return {}
        first, *others = judged.labels[:_FIRST]
        agreeing = [self._closed[key] for key in first.agreeing]
        category = _nearer(agreeing) or first.label
        return {
            "category": category,
            "categories": [category, *(other.label for other in others)],
            "category_votes": len(agreeing),
            "alike": [closed.number for closed in agreeing],
            "telling": "、".join(judged.telling),
        }

    def _organisation(self, judged: Judgement, area_path: str) -> dict[str, Any]:
        """The organisation that most of the alike went to, or the one here of the same kind."""
        here = local_organisations(area_path)
        known: set[int | None] = {number for number, _ in here}
        of_kind: dict[OrganisationKind | None, int] = {kind: number for number, kind in reversed(here)}
        votes: Counter[int | None] = Counter()
        for near in judged.neighbours:
            went = self._closed[near.key]
            if went.organisation_id in known:
                votes[went.organisation_id] += 1
            elif went.organisation_kind in of_kind:
                votes[of_kind[went.organisation_kind]] += 1
        votes.pop(None, None)
        ((first, count),) = votes.most_common(1) or [(0, 0)]
        enough = count >= _LEAST_VOTES
        return {"organisation": first, "organisation_votes": count} if enough else {}


def _nearer(agreeing: Sequence[Closed]) -> int | None:
    """The very category in which at least half of them stand, however deep."""
    ((category, count),) = Counter(closed.category_id for closed in agreeing).most_common(1) or [(0, 0)]
    return category if count >= _LEAST_VOTES and 2 * count >= len(agreeing) else None


def _repeats(matter: Waiting) -> int:
    """How many open public matters may be the same; nobody is told what a private one is like."""
    if matter.private:
        return 0
    alike = alike_matters(matter.text)
    return sum(other.state in OPEN and other.number != matter.number for other in alike)
