"""The closed vocabularies that a rule book chooses from."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


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
    PARTY_MEMBER = "party_member"
    COMMUNITY = "community"  # staff of the community itself
    PROPERTY = "property"
    OWNERS = "owners"
    DEPARTMENT = "department"
    LAWYER = "lawyer"
    EXPERT = "expert"


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
