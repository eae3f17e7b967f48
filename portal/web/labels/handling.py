"""Words for the handling: its own clocks, whistles, warnings, estates."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.domain.early_warning import RiskEnd
from portal.domain.terms import EstateKind, HandlingStage, Party
from portal.models.places import OrganisationKind
from portal.models.warnings import WarnedRole
from portal.models.whistles import CallStep, CheckInWay
from portal.web.words import lazy_gettext as _

HANDLING_STAGES: Mapping[HandlingStage, LazyString] = MappingProxyType(
    {HandlingStage.ACCEPT: _("接收"), HandlingStage.SITE_VISIT: _("到现场")}
)

CHECK_IN_WAYS: Mapping[CheckInWay, LazyString] = MappingProxyType(
    {CheckInWay.PAGE: _("在网上报到"), CheckInWay.VENUE_CODE: _("到现场扫码报到")}
)

CALL_STEPS: Mapping[CallStep, LazyString] = MappingProxyType(
    {
        CallStep.CHECKED_IN: _("报到"),
        CallStep.PROGRESS: _("进展"),
        CallStep.REJECTED: _("社区没有见到人"),
        CallStep.CONFIRMED: _("社区确认来过"),
    }
)

RISK_ENDS: Mapping[RiskEnd, LazyString] = MappingProxyType(
    {
        RiskEnd.EARLY: _("化解在萌芽"),
        RiskEnd.LATE: _("出了事才了结"),
        RiskEnd.NO_RISK: _("看过了，没有风险"),
    }
)

WARNED: Mapping[WarnedRole, LazyString] = MappingProxyType(
    {
        WarnedRole.GRID: _("网格员"),
        WarnedRole.COMMUNITY: _("社区"),
        WarnedRole.DEPARTMENT: _("部门"),
    }
)

ORGANISATIONS: Mapping[OrganisationKind, LazyString] = MappingProxyType(
    {
        OrganisationKind.COMMUNITY: _("居委会"),
        OrganisationKind.PROPERTY: _("物业"),
        OrganisationKind.OWNERS: _("业委会"),
        OrganisationKind.DEPARTMENT: _("部门"),
        OrganisationKind.COMPANY: _("企业"),
        OrganisationKind.SOCIAL: _("社会组织"),
    }
)

ESTATES: Mapping[EstateKind, LazyString] = MappingProxyType(
    {
        EstateKind.NEW: _("新建小区"),
        EstateKind.OLD: _("老旧小区"),
        EstateKind.RESETTLEMENT: _("安置小区"),
        EstateKind.SELF_MANAGED: _("自管小区"),
    }
)

PARTIES: Mapping[Party, LazyString] = MappingProxyType(
    {
        Party.BRANCH: _("小区党支部"),
        Party.OWNERS: _("业委会"),
        Party.PROPERTY: _("物业"),
        Party.REPRESENTATIVES: _("居民代表"),
        Party.CO_BUILDING: _("共建单位"),
    }
)
