"""Words for holidays, which the calendar that is shipped calls by English names."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.web.words import lazy_gettext as _

HOLIDAYS: Mapping[str, LazyString] = MappingProxyType(
    {
        "New Year's Day": _("元旦"),
        "Spring Festival": _("春节"),
        "Tomb-sweeping Day": _("清明节"),
        "Labour Day": _("劳动节"),
        "Dragon Boat Festival": _("端午节"),
        "National Day": _("国庆节"),
        "Mid-autumn Festival": _("中秋节"),
    }
)
