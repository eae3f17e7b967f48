"""Words for where somebody stands at a kiosk who calls for help."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.web.words import lazy_gettext as _

#: By the first part of the address below ``/kiosk``, or the step of the form by which something is said.
KIOSK_STEPS: Mapping[str, LazyString] = MappingProxyType(
    {
        "": _("首页"),
        "say": _("说一件事"),
        "say/kind": _("说一件事：是哪一种"),
        "say/topic": _("说一件事：哪方面"),
        "say/words": _("说一件事：写什么事"),
        "say/area": _("说一件事：选社区"),
        "say/place": _("说一件事：写在哪里"),
        "say/reply": _("说一件事：要不要告诉结果"),
        "say/phone": _("说一件事：写电话"),
        "say/check": _("说一件事：最后看一遍"),
        "track": _("查进度"),
        "matters": _("看大家说的事"),
        "meetings": _("看议事会"),
        "publicity": _("看晒一晒"),
        "campaigns": _("征集意见"),
        "places": _("看在哪里说事"),
        "card": _("刷联心卡"),
        "help": _("找工作人员"),
    }
)
