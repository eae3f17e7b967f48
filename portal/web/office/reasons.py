"""Why something is suggested, in words."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.domain.terms import MatterKind
from portal.models import Suggestion
from portal.queries.categories import words_of
from portal.web.labels import KINDS
from portal.web.office.routes import blueprint


@blueprint.app_template_global()
def filed_words(facts: Mapping[str, Any]) -> list[tuple[str, tuple[str, str]]]:
    """What was set right about a matter, each with what it was and what it is; empty for other events."""
    spoken: dict[str, tuple[str, Callable[[Any], str]]] = {
        "category": (_("哪方面"), lambda words: words or _("还说不准")),
        "kind": (_("哪一类"), lambda kind: str(KINDS[MatterKind(kind)])),
        "area": (_("在哪里"), str),
        "private": (_("公开"), lambda private: _("不公开") if private else _("公开")),
    }
    told = ((word, say, facts.get(name)) for name, (word, say) in spoken.items())
    return [(word, (say(pair[0]), say(pair[1]))) for word, say, pair in told if isinstance(pair, list)]


class Suggested(NamedTuple):
    """What the page of a matter shows of a suggestion; ``categories`` in whole words, the likeliest first."""

    categories: dict[int, str]
    category_reason: str
    alike: list[str]
    organisation: str
    organisation_reason: str


def suggested(suggestion: Suggestion) -> Suggested:
    """The suggestion in words."""
    words = words_of(suggestion.categories)
    return Suggested(
        {number: words[number] for number in suggestion.categories if number in words},
        category_reason(suggestion),
        suggestion.alike,
        suggestion.organisation.name if suggestion.organisation else "",
        organisation_reason(suggestion),
    )


def category_reason(suggested: Suggestion | None) -> str:
    """6件很像的事归在“城乡建设”; the words that speak for it where nothing is alike; empty without either."""
    if suggested is None or suggested.category is None:
        return ""
    name = suggested.category.name
    if suggested.category_votes:
        return _("%(count)s件很像的事归在“%(what)s”", count=suggested.category_votes, what=name)
    if suggested.telling:
        return _("“%(words)s”这样的词多见于“%(what)s”", words=suggested.telling, what=name)
    return ""


def organisation_reason(suggested: Suggestion | None) -> str:
    """6件很像的事交给了城管中队; empty where there is no such habit."""
    if suggested is None or suggested.organisation is None:
        return ""
    who = suggested.organisation.name
    return _("%(count)s件很像的事交给了%(who)s", count=suggested.organisation_votes, who=who)
