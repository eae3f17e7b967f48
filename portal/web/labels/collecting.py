"""Words for the ways in: channels, venues, calls for suggestions."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.domain.campaigns import AnswerWay, CampaignForm, Fate, PartKind, Standing
from portal.domain.columns import Column
from portal.domain.terms import Channel, Located, MatterKind, VenueKind
from portal.models.finding import FindableKind
from portal.models.importing import ImportState
from portal.web.words import lazy_gettext as _

FINDABLE: Mapping[FindableKind, LazyString] = MappingProxyType(
    {
        FindableKind.MEETING: _("议事会"),
        FindableKind.CAMPAIGN: _("征集"),
        FindableKind.VENUE: _("说事的地方"),
    }
)

CHANNELS: Mapping[Channel, LazyString] = MappingProxyType(
    {
        Channel.WEB: _("网上"),
        Channel.KIOSK: _("自助机"),
        Channel.PHONE: _("电话"),
        Channel.VISIT: _("上门走访"),
        Channel.RECEPTION: _("来访接待"),
        Channel.LETTER_BOX: _("意见箱"),
        Channel.WECHAT: _("微信群"),
        Channel.HOTLINE: _("热线"),
        Channel.REFERRAL: _("上级转来"),
        Channel.OBSERVATION_STATION: _("观察站"),
        Channel.DEPUTIES_STATION: _("代表联络站"),
        Channel.ENTERPRISE_LINE: _("企业直通车"),
        Channel.NEW_EMPLOYMENT_STATION: _("新就业群体驿站"),
    }
)

KINDS: Mapping[MatterKind, LazyString] = MappingProxyType(
    {
        MatterKind.SUGGESTION: _("建议"),
        MatterKind.REQUEST: _("诉求"),
        MatterKind.ENQUIRY: _("咨询"),
        MatterKind.RISK: _("风险隐患"),
    }
)

VENUES: Mapping[VenueKind, LazyString] = MappingProxyType(
    {
        VenueKind.DELIBERATION_HALL: _("议事厅"),
        VenueKind.OBSERVATION_STATION: _("观察站"),
        VenueKind.DEPUTIES_STATION: _("代表联络站"),
        VenueKind.REST_STATION: _("驿站"),
        VenueKind.SHARED_COUNTER: _("共享服务窗口"),
        VenueKind.SERVICE_CENTRE: _("便民服务中心"),
        VenueKind.TEA_HOUSE: _("茶铺"),
        VenueKind.ENTERPRISE_DESK: _("企业服务站"),
    }
)

#: What a channel needs to be kept besides the words.
CHANNEL_FACTS: Mapping[str, LazyString] = MappingProxyType(
    {
        "emptied_on": _("开箱日期"),
        "group": _("微信群"),
        "referred_by": _("转来单位"),
        "reference": _("对方编号"),
    }
)

LOCATED: Mapping[Located, LazyString] = MappingProxyType(
    {
        Located.PHONE: _("手机定位"),
        Located.PHOTO: _("照片里的位置"),
        Located.MAP: _("在地图上点的"),
        Located.VENUE: _("扫码的地方"),
    }
)

CAMPAIGN_FORMS: Mapping[CampaignForm, LazyString] = MappingProxyType(
    {CampaignForm.QUESTIONNAIRE: _("问卷"), CampaignForm.DRAFT: _("草案，逐段提意见")}
)

PARTS: Mapping[PartKind, LazyString] = MappingProxyType(
    {
        PartKind.CHOICE: _("选一个"),
        PartKind.CHOICES: _("可选几个"),
        PartKind.SCALE: _("打分，1到5"),
        PartKind.TEXT: _("写几句"),
        PartKind.PARAGRAPH: _("草案的一段"),
    }
)

FATES: Mapping[Fate, LazyString] = MappingProxyType(
    {Fate.TAKEN_UP: _("采纳"), Fate.PARTLY: _("部分采纳"), Fate.NOT: _("没有采纳")}
)

CALL_STANDINGS: Mapping[Standing, LazyString] = MappingProxyType(
    {
        Standing.DRAFT: _("还没发布"),
        Standing.PLANNED: _("还没开始"),
        Standing.OPEN: _("正在征集"),
        Standing.CLOSED: _("已截止，正在逐条研究"),
        Standing.CONCLUDED: _("有了结果"),
        Standing.WITHDRAWN: _("已收回"),
    }
)

ANSWER_WAYS: Mapping[AnswerWay, LazyString] = MappingProxyType(
    {AnswerWay.ONLINE: _("网上"), AnswerWay.KIOSK: _("自助机"), AnswerWay.PAPER: _("纸质")}
)

COLUMNS: Mapping[Column, LazyString] = MappingProxyType(
    {
        Column.KEY: _("原来的编号"),
        Column.USER: _("提出人"),
        Column.ANONYMOUS: _("是不是匿名"),
        Column.TITLE: _("标题"),
        Column.TIME: _("提出的时间"),
        Column.TEXT: _("内容"),
        Column.PLACE: _("地点"),
        Column.KIND: _("性质（诉求、建议……）"),
        Column.CATEGORY: _("哪一类事"),
        Column.CHANNEL: _("从哪里来的"),
        Column.SUPPORTS: _("附议人数"),
        Column.REPLY: _("答复"),
        Column.REPLY_TIME: _("答复的时间"),
        Column.REPLY_DAYS: _("几天后答复的"),
        Column.PASSED_ON: _("转过几次手"),
    }
)

IMPORTS: Mapping[ImportState, LazyString] = MappingProxyType(
    {
        ImportState.SENT: _("等您核对各列"),
        ImportState.WAITING: _("马上开始"),
        ImportState.RUNNING: _("正在导入"),
        ImportState.FINISHED: _("导完了"),
    }
)
