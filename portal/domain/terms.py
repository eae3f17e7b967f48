"""The closed vocabularies that a rule book chooses from."""

from enum import StrEnum


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
