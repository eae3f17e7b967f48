"""Why a matter is hot, in words."""

from flask_babel import gettext as _

from portal.domain.policy import HotRules
from portal.queries.hot import Hot


def reason(matter: Hot, rules: HotRules) -> str:
    """12人附议，其中8人在近14天；并入3件相同的事。"""
    parts = [_("%(count)s人附议", count=matter.supports)]
    if matter.recent:
        parts.append(_("其中%(count)s人在近%(days)s天", count=matter.recent, days=rules.half_life_days))
    told = _("，").join(parts)
    if matter.reports:
        told += _("；并入%(count)s件相同的事", count=matter.reports)
    return told
