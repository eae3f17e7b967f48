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
        Rule.VISIT_DONE: _("这件事已经回访过了"),
        Rule.PRIVATE_MATTER: _("这件事涉及个人或家庭，不能公开"),
        Rule.SIGN_IN_FAILED: _("用户名或密码不对，请再试一次；忘了请到服务台"),
        Rule.SIGN_IN_THROTTLED: _("试的次数太多了，请过一刻钟再来；着急请到服务台"),
        Rule.LOGIN_TAKEN: _("这个用户名有人用了，请换一个"),
        Rule.LOGIN_UNFIT: _("用户名请用2到40个汉字、字母或数字，中间不留空格"),
        Rule.PASSWORD_WEAK: _("密码太简单，请用至少10个字符，别用常见的词"),
        Rule.WRONG_FILE: _("这个文件读不出来，请交 CSV 或 XLSX 表格"),
        Rule.UNREADABLE: _("这一格看不懂，请改好后再导入"),
        Rule.REPLY_BEFORE_MATTER: _("答复的时间比提出的时间还早，请核对"),
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
        Rule.UNREADABLE: _("这一格看不懂（%(column)s：%(value)s），请改好后再导入"),
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
