"""Every rule that can say no, as a sentence that says what to do."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask import current_app, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.domain.refusal import Refusal, Rule
from portal.web.filters import full_day

SENTENCES: Mapping[Rule, LazyString] = MappingProxyType(
    {
        Rule.WRONG_STATE: _("这件事已经走到别的步骤了，请刷新看看现在能做什么"),
        Rule.NOT_ALLOWED: _("这一步不归您办，请找负责的同事，或请管理员开通"),
        Rule.STALE: _("别人刚刚先办了这一步，请刷新后看看还要不要办"),
        Rule.NOT_FOUND: _("没有找到，请核对编号或网址"),
        Rule.WRONG_CODE: _("编号和查询码对不上，请照着回执再输一次"),
        Rule.TOO_MANY: _("这里交得太频繁了，请过一会儿再来；着急的事请打电话"),
        Rule.EMPTY_TEXT: _("这里还没有写，请补上"),
        Rule.TEXT_TOO_LONG: _("写得太长了，请缩短一些"),
        Rule.CONTROL_CHARACTERS: _("文字里有看不见的特殊字符，请删掉后重新输入"),
        Rule.UNKNOWN_AREA: _("没有这个地方，请从列出的地方里选"),
        Rule.UNKNOWN_CHOICE: _("没有这个选项，请从列出的里面选"),
        Rule.REASON_MISSING: _("请写明理由，提出人和大家都会看到"),
        Rule.ADMISSION_ENTRY_UNKNOWN: _("请从准入清单里选一条作为依据"),
        Rule.WITHDRAWAL_TOO_LATE: _("已经过了可以撤回的时间，请打电话告诉社区"),
        Rule.ALREADY_RAISED: _("这件事刚才已经收到了，不用再交"),
        Rule.ALREADY_SUPPORTED: _("您已经附议过这件事了，不用再点"),
        Rule.ALREADY_RATED: _("您已经评过这件事了，谢谢"),
        Rule.RATING_OPEN: _("评价还没到期，请等大家评完"),
        Rule.MERGE_WITH_ITSELF: _("不能并入它自己，请选另一件事"),
        Rule.MERGE_TARGET_ENDED: _("那件事已经结束了，请选一件还在办的"),
        Rule.NOT_A_PICTURE: _("这个文件不是能打开的照片，请换一张 JPG、PNG 或 WebP"),
        Rule.PICTURE_TOO_LARGE: _("这张照片太大了，请缩小后再传"),
        Rule.TOO_MANY_PICTURES: _("照片太多了，请挑几张最清楚的"),
        Rule.AGENDA_CLOSED: _("议程已经公布，不能悄悄改；急事请写明公开的理由再加"),
        Rule.AGENDA_NOT_CLOSED: _("议程还没有公布，请先公布议程"),
        Rule.AGENDA_EMPTY: _("议程里还没有议题，请先列入议题"),
        Rule.OTHER_COMMUNITY: _("这件事是另一个社区的，请列入那个社区的议程"),
        Rule.ITEM_SETTLED: _("这一项已经议定，请看下一项"),
        Rule.ITEMS_OPEN: _("还有没议完的事，请逐项议定或改到下次"),
        Rule.MEETING_NOT_OPEN: _("会议现在没有在开，请先开会"),
        Rule.MEETING_TOO_EARLY: _("还没到开会的日子，请到那天再开"),
        Rule.COUNTS_EXCEED_ATTENDANCE: _("票数加起来比到会的人还多，请核对"),
        Rule.COUNTS_MISSING: _("请填上同意、不同意、弃权各有几人"),
        Rule.NOT_CARRIED: _("同意的不比不同意的多，形不成决议，可以下次再议"),
        Rule.NO_ATTENDANCE: _("请先登记到会的人"),
        Rule.HANDLER_MISSING: _("请选定由哪个单位、哪位负责人来办"),
        Rule.PARTNER_MISSING: _("联办要有帮忙的单位，请选一个，或者改成自办"),
        Rule.DEADLINE_MISSING: _("请定下几个工作日内办好"),
        Rule.EXTENSION_TOO_LATE: _("期限已过，不能再申请延期，请尽快办理并说明情况"),
        Rule.EXTENSION_TOO_LONG: _("延期太长了，请少申请几天"),
        Rule.EXTENSION_SPENT: _("延期的次数已经用完，请按期办理；办不了就向提出人说明原因"),
        Rule.EXTENSION_PENDING: _("已经有一份延期申请在等审批，请等结果"),
        Rule.EXTENSION_BY_ANOTHER: _("自己申请的延期要由别人审批，请找另一位负责人"),
        Rule.ON_AN_AGENDA: _("这件事已列入议程，请先从议程里拿下来再改"),
        Rule.CATEGORY_KNOWN: _("旁边已经有一类叫这个名字，请换个名字"),
        Rule.VISIT_DONE: _("这件事已经回访过了"),
        Rule.PRIVATE_MATTER: _("这件事涉及个人或家庭，不能公开"),
        Rule.NOT_CONFIRMED: _("没有确认，什么都没动；真的要办，请照样写上要您写的那个词"),
        Rule.STILL_IN_OFFICE: _("这个人还在任职，请先免去职务，再删除信息"),
        Rule.MEANING_CHANGED: _("这里只能把字换成星号（*）隐去，不能改成别的话"),
        Rule.SIGN_IN_FAILED: _("用户名或密码不对，请再试一次；忘了请到服务台"),
        Rule.SIGN_IN_THROTTLED: _("试的次数太多了，请过一刻钟再来；着急请到服务台"),
        Rule.LOGIN_TAKEN: _("这个用户名有人用了，请换一个"),
        Rule.LOGIN_UNFIT: _("用户名请用2到40个汉字、字母或数字，中间不留空格"),
        Rule.PASSWORD_WEAK: _("密码太简单，请用至少10个字符，别用常见的词"),
        Rule.CONTACT_UNFIT: _("请写11位手机号，或者电子邮箱"),
        Rule.CONTACT_TAKEN: _("这个号码别人已经用来登录了，请换一个，或到服务台核对"),
        Rule.CHANNEL_MISSING: _("这里现在发不了验证码，请用别的办法登录，或到服务台"),
        Rule.CODES_SPENT: _("验证码要得太频繁了，请过一小时再要；着急请到服务台"),
        Rule.CODE_WRONG: _("验证码不对，或者已经过期，请再看一看，或重新要一个"),
        Rule.CARD_UNKNOWN: _("这张卡用不了，可能已经停用，请找工作人员"),
        Rule.HOLDER_MISSING: _("请点一下您是哪一位"),
        Rule.PIN_UNFIT: _("卡的密码请用4到6位数字，别用1234、1111这样的"),
        Rule.PIN_WRONG: _("卡的密码不对，请再试一次"),
        Rule.PIN_LOCKED: _("密码错的次数太多，卡先锁上了，请找工作人员重设"),
        Rule.CALL_NOT_OPEN: _("这次征集现在不能答，请看看开始和截止的日子"),
        Rule.CALL_UNDER_WAY: _("征集已经开始，题目不能再改；要改请先收回，另发一份"),
        Rule.NOT_INVITED: _("这次只请特定的人来答，请先登录；您有话可以另说一件事"),
        Rule.NOTHING_SAID: _("一题都还没答，请至少答一题"),
        Rule.OPTIONS_MISSING: _("请写至少两个选项，一行一个"),
        Rule.PARTS_MISSING: _("还没有题目，请先加上题目或贴上草案"),
        Rule.TOO_MANY_PARTS: _("分成的段太多了，请合并一些"),
        Rule.DAYS_REVERSED: _("截止的日子要在今天以后，也要在开始的日子以后"),
        Rule.CHANNEL_UNKNOWN: _("这个地址看不懂，请从群机器人的设置里整条复制过来"),
        Rule.SHEET_ENTERED: _("这个编号的问卷已经录过了，请核对纸上的编号"),
        Rule.FATES_OPEN: _("还有建议没有写明怎么处理，请先逐条写明"),
        Rule.NOBODY_KNOWN: _("没有找到这个人，请核对用户名或手机号；没有账号的请先注册"),
        Rule.IDEA_MARKED: _("这一条已经是金点子了"),
        Rule.WRONG_FILE: _("这个文件读不出来，请交 CSV 或 XLSX 表格"),
        Rule.UNREADABLE: _("这一格看不懂，请改好后再导入"),
        Rule.POSITION_OUTSIDE: _("这个位置不在国内，请核对经度和纬度"),
        Rule.COORDINATES_SWAPPED: _("经度和纬度写反了，请把经度写在前面，比如 112.25, 36.15"),
        Rule.SHAPES_UNREADABLE: _("这个文件读不出边界，请交 GeoJSON 文件，里面是一片一片的面"),
        Rule.SHAPES_TOO_MANY: _("边界太多太细，网页收不下，请管理员用命令 portal shapes import 导入"),
        Rule.SHAPE_CROSSES_ITSELF: _("有一片的边界自己和自己交叉了，请改好后再导入"),
        Rule.COLUMN_MISSING: _("请指出哪一列是内容、哪一列是时间，别的列可以不要"),
        Rule.REPLY_BEFORE_MATTER: _("答复的时间比提出的时间还早，请核对"),
        Rule.PAIRING_FAILED: _("配对码不对，或者已经过了时间，请在办公室里重新取一个"),
        Rule.PIXELS_UNLIKELY: _("这个数不像是屏幕的，请用尺子再量一次，比如 3.0"),
        Rule.CARRIED_ALREADY: _("这个二维码已经用过或者过了时间，请用编号和查询码来查"),
    }
)


#: The same with figures, for refusals that brought them.
DETAILED: Mapping[Rule, LazyString] = MappingProxyType(
    {
        Rule.TEXT_TOO_LONG: _("写得太长了：最多%(limit)s个字，现在有%(length)s个，请缩短一些"),
        Rule.TOO_MANY_PICTURES: _("照片太多了：最多%(limit)s张，请挑几张最清楚的"),
        Rule.WITHDRAWAL_TOO_LATE: _("交了%(minutes)s分钟以后就不能撤回了，请打电话告诉社区"),
        Rule.EXTENSION_TOO_LONG: _("延期太长了：最多%(limit)s个工作日，请少申请几天"),
        Rule.RATING_OPEN: _("评价开放到%(due_on)s，请等大家评完"),
        Rule.POSITION_OUTSIDE: _("“%(shape)s”里有个位置不在国内，请核对经度和纬度"),
        Rule.COORDINATES_SWAPPED: _("“%(shape)s”的经度和纬度写反了，请把经度写在前面"),
        Rule.SHAPES_UNREADABLE: _("“%(shape)s”读不出边界：它要是一个面（Polygon 或 MultiPolygon），首尾相接"),
        Rule.SHAPE_CROSSES_ITSELF: _("“%(shape)s”的边界自己和自己交叉了，请改好后再导入"),
        Rule.UNREADABLE: _("这一格看不懂（%(column)s：%(value)s），请改好后再导入"),
        Rule.CALL_NOT_OPEN: _("这次征集从%(opens_on)s到%(closes_on)s可以答，现在不行"),
        Rule.OPTIONS_MISSING: _("请写2到%(limit)s个选项，一行一个"),
        Rule.TOO_MANY_PARTS: _("分成的段太多了：最多%(limit)s段，请合并一些"),
        Rule.SHEET_ENTERED: _("第%(sheet)s号问卷，%(who)s在%(day)s已经录过了，请核对纸上的编号"),
        Rule.FATES_OPEN: _("还有%(count)s条建议没有写明怎么处理，请先逐条写明"),
        Rule.MEETING_TOO_EARLY: _("还没到开会的日子（%(day)s），请到那天再开"),
        Rule.COUNTS_EXCEED_ATTENDANCE: _("票数加起来是%(counted)s，到会的只有%(attendance)s人，请核对"),
    }
)


def explain(refusal: Refusal) -> str:
    """The sentence for a refusal, in the reader's language, with its figures where it brought them."""
    facts = {name: full_day(fact) if isinstance(fact, date) else fact for name, fact in refusal.facts.items()}
    try:
        return str(DETAILED[refusal.rule]) % facts
    except KeyError:  # no such sentence, or the refusal was raised without these figures
        return str(SENTENCES[refusal.rule])


def note_refused(what: str) -> None:
    """A line in the log: what was refused, and where. Never who it was, or what they wrote or which code."""
    current_app.logger.warning("refused %s: %s %s", what, request.method, request.endpoint)
