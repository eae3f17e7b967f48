"""The closed vocabularies that a rule book chooses from."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

#: Marks a text for those who translate; a document of the place has it as it stands.
N_ = str


class Channel(StrEnum):
    """The way by which a matter came in; kept with the matter for good."""

    WEB = "web"
    KIOSK = "kiosk"
    PHONE = "phone"
    VISIT = "visit"
    RECEPTION = "reception"
    LETTER_BOX = "letter_box"
    WECHAT = "wechat"
    HOTLINE = "hotline"
    REFERRAL = "referral"
    OBSERVATION_STATION = "observation_station"
    DEPUTIES_STATION = "deputies_station"
    ENTERPRISE_LINE = "enterprise_line"
    NEW_EMPLOYMENT_STATION = "new_employment_station"


class MatterKind(StrEnum):
    """What a person raises: 建议, 诉求, 咨询 or 风险隐患."""

    SUGGESTION = "suggestion"
    REQUEST = "request"
    ENQUIRY = "enquiry"
    RISK = "risk"


class Capacity(StrEnum):
    """As what somebody sits in a meeting (Anze invites these to its 说事议事会)."""

    RESIDENT = "resident"
    REPRESENTATIVE = "representative"  # 居民代表
    PARTY_MEMBER = "party_member"
    COMMUNITY = "community"  # staff of the community itself
    PROPERTY = "property"
    OWNERS = "owners"
    DEPARTMENT = "department"
    LAWYER = "lawyer"
    EXPERT = "expert"
    DEPUTY = "deputy"  # 两代表一委员
    UNIT = "unit"  # 驻区单位、共建单位
    CONCERNED = "concerned"  # the party whose matter it is


#: As minutes and pages call those who sit there.
CAPACITIES: Mapping[Capacity, str] = MappingProxyType(
    {
        Capacity.RESIDENT: N_("居民"),
        Capacity.REPRESENTATIVE: N_("居民代表"),
        Capacity.PARTY_MEMBER: N_("党员代表"),
        Capacity.COMMUNITY: N_("社区干部"),
        Capacity.PROPERTY: N_("物业"),
        Capacity.OWNERS: N_("业委会"),
        Capacity.DEPARTMENT: N_("有关部门"),
        Capacity.LAWYER: N_("法律顾问"),
        Capacity.EXPERT: N_("专业人员"),
        Capacity.DEPUTY: N_("两代表一委员"),
        Capacity.UNIT: N_("驻区单位"),
        Capacity.CONCERNED: N_("当事人"),
    }
)


class VenueKind(StrEnum):
    """What a venue is called (Anze 议事厅, Shanwei 观察站, Chenghua 驿站, Dongying 四邻议事厅)."""

    DELIBERATION_HALL = "deliberation_hall"
    OBSERVATION_STATION = "observation_station"
    DEPUTIES_STATION = "deputies_station"
    REST_STATION = "rest_station"  # 驿站 for couriers and drivers
    SHARED_COUNTER = "shared_counter"
    SERVICE_CENTRE = "service_centre"
    TEA_HOUSE = "tea_house"  # 柳下茶铺, 夜话
    ENTERPRISE_DESK = "enterprise_desk"  # where firms have their direct line


#: What is said by the poster of such a venue came in by the venue's own channel. Nobody can claim one.
CHANNEL_OF_VENUE: Mapping[VenueKind, Channel] = MappingProxyType(
    {
        VenueKind.OBSERVATION_STATION: Channel.OBSERVATION_STATION,
        VenueKind.DEPUTIES_STATION: Channel.DEPUTIES_STATION,
        VenueKind.REST_STATION: Channel.NEW_EMPLOYMENT_STATION,
        VenueKind.ENTERPRISE_DESK: Channel.ENTERPRISE_LINE,
    }
)


class Located(StrEnum):
    """How the portal came to know where something is."""

    PHONE = "phone"  # the position the phone gave, with its owner's leave
    PHOTO = "photo"  # what the photo said before it was taken out of it
    MAP = "map"  # picked on the map
    VENUE = "venue"  # the poster that was scanned


class Mode(StrEnum):
    """自办 代办 联办: by the community itself, on the person's behalf, jointly."""

    OWN = "own"
    ON_BEHALF = "on_behalf"
    JOINT = "joint"


class Urgency(StrEnum):
    """How long something can wait."""

    ROUTINE = "routine"
    PRESSING = "pressing"
    URGENT = "urgent"  # 急: begun within the rule book's hours


class Reach(StrEnum):
    """How far something reaches."""

    ESTATE = "estate"  # one building or estate
    COMMUNITY = "community"
    BEYOND = "beyond"  # more than the community can settle


class Level(StrEnum):
    """The rungs by which what is late goes up (网格 → 社区 → 街道 → 部门 → 区县)."""

    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"
    DEPARTMENT = "department"
    DISTRICT = "district"


class HandlingStage(StrEnum):
    """What of the handling has a clock of its own."""

    ACCEPT = "accept"
    SITE_VISIT = "site_visit"


class EstateKind(StrEnum):
    """Dongying's four kinds of estate (四型管理)."""

    NEW = "new"
    OLD = "old"
    RESETTLEMENT = "resettlement"
    SELF_MANAGED = "self_managed"


class Party(StrEnum):
    """The five parties of an estate (五方办): the party branch leads the other four."""

    BRANCH = "branch"
    OWNERS = "owners"
    PROPERTY = "property"
    REPRESENTATIVES = "representatives"
    CO_BUILDING = "co_building"
