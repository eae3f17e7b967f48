"""What a channel needs to be kept besides the words: when the box was emptied, which group, whose number."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from portal.domain.terms import CHANNEL_OF_VENUE, Channel
from portal.queries.venues import open_venues
from portal.web.fields import Day, Line, Pick

_STATIONS = tuple(CHANNEL_OF_VENUE.values())

#: Of which channels each field is asked.
ASKED_OF: Mapping[str, tuple[Channel, ...]] = MappingProxyType(
    {
        "emptied_on": (Channel.LETTER_BOX,),
        "group": (Channel.WECHAT,),
        "referred_by": (Channel.REFERRAL,),
        "reference": (Channel.REFERRAL, Channel.HOTLINE),
        "station": _STATIONS,
    }
)


class Station(Pick):
    """One of the stations, or none: also where nothing was sent because no station was asked for."""

    def pre_validate(self, form: Any) -> None:
        if self.raw_data:
            super().pre_validate(form)


class ChannelFields:
    """The fields, for the form by which staff enter for somebody; ``channel`` is the form's own."""

    emptied_on = Day(_("意见箱是哪天开的？"))
    group = Line(_("哪个微信群？"), hint=_("写群名，比如“7号楼邻里群”。"), limit=80)
    referred_by = Line(_("哪里转来的？"), hint=_("写单位，比如“县信访局”。"), limit=80)
    reference = Line(_("那边的编号"), hint=_("转办单、工单上的编号，回复时要用。"), limit=80)
    station = Station(_("哪个站？"))

    def validate_emptied_on(self, field: Day) -> None:
        _need(self, field, gettext("请写意见箱是哪天开的，期限从那天往后算得清"))

    def validate_group(self, field: Line) -> None:
        _need(self, field, gettext("请写是哪个群，好回到群里告诉大家"))

    def validate_referred_by(self, field: Line) -> None:
        _need(self, field, gettext("请写是哪里转来的，办完好回复"))

    def validate_reference(self, field: Line) -> None:
        _need(self, field, gettext("请写那边的编号，办完好对上"))


def _need(form: Any, field: Any, words: str) -> None:
    if _is_asked(form, field.short_name) and not field.data and not field.errors:
        raise StopValidation(words)


def _is_asked(form: Any, name: str) -> bool:
    return form.channel.data in ASKED_OF[name]


def offer_stations(form: Any) -> None:
    """The stations there are, each below its own channel's word."""
    stations = [(str(venue.id), venue.name) for venue in open_venues() if venue.kind in CHANNEL_OF_VENUE]
    form.station.choices = [("", str(_("说不准"))), *stations]


def facts_of(form: Any) -> dict[str, str]:
    """What was written of the channel that was chosen, for the first event; nothing of the others."""
    written = {name: form[name].data for name in ASKED_OF if name != "station" and _is_asked(form, name)}
    return {name: str(said) for name, said in written.items() if said}


def station_of(form: Any) -> int | None:
    """The station at which it was said; None where it was none."""
    return int(form.station.data) if form.station.data and _is_asked(form, "station") else None
