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
        Rule.OPTION_KNOWN: _("这个办法已经摆上了，请换一个"),
        Rule.OPTIONS_FULL: _("办法太多了，会上比不过来，请合并一些或先收回几个"),
        Rule.OPTION_VOTED: _("这个办法已经表决过，不能收回"),
        Rule.LINE_KNOWN: _("清单里已经有这一条了，请看看是不是重了"),
        Rule.LIST_REFUSES_NOTHING: _("这是最后一条“不”的，去掉以后就没有可依据的了；请先添一条，再去掉它"),
        Rule.TASK_DECIDED: _("这项工作已经有了答复，或者已经收回，请刷新后再看"),
        Rule.MEETING_NOT_OPEN: _("会议现在没有在开，请先开会"),
        Rule.MEETING_TOO_EARLY: _("还没到开会的日子，请到那天再开"),
        Rule.MEETING_CALLED_OFF: _("这次议事会已经取消了，不能再改；要开请另外召集一次"),
        Rule.MEETING_BEGUN: _("这次议事会已经开了，不能再改期或取消"),
        Rule.MEETING_IN_PAST: _("这个时间已经过了，请选以后的时间"),
        Rule.MEETING_TOO_FAR: _("这个日子太远了，请选一年以内的"),
        Rule.MEETING_TOO_SOON: _("这个日子太近，大家来不及准备，请往后选；等不及的事请召集急事急议"),
        Rule.MEETING_THERE: _("那天已经有一场同样的会，请换一天"),
        Rule.MEETING_UNCHANGED: _("日子、钟点、地点都和原来一样，没有要改的"),
        Rule.URGENT_TOO_LATE: _("急事要尽快议，请选早一点的时间；不急的请列入下次议事会"),
        Rule.COUNTS_EXCEED_ATTENDANCE: _("票数加起来比到会的人还多，请核对"),
        Rule.COUNTS_MISSING: _("请填上同意、不同意、弃权各有几人"),
        Rule.NOT_CARRIED: _("同意的不比不同意的多，形不成决议，可以下次再议"),
        Rule.NO_ATTENDANCE: _("请先登记到会的人"),
        Rule.NO_QUORUM: _("到会的人不够，还不能表决，请等人到齐，或者下次再议"),
        Rule.NOT_PRESENT: _("会上没有登记您到会，请先到主持人那里签到"),
        Rule.ALREADY_VOTED: _("这一次已经投过票了，一人只投一票"),
        Rule.VOTE_OPEN: _("表决还没有结束，请先结束表决，或者作废"),
        Rule.VOTE_CLOSED: _("这次表决已经结束，不能再投，也不能再改"),
        Rule.VOTE_EMPTY: _("还没有票数：举手的请先填人数，一人一票的请等大家投；不投了就作废"),
        Rule.VOTED_OTHERWISE: _("这次表决不是这样投的，请看主持人宣布的办法"),
        Rule.OPTIONS_TOO_FEW: _("请至少选两个办法来表决"),
        Rule.MINUTES_UNCHANGED: _("纪要和原来一样，没有可更正的"),
        Rule.HAS_VOTED: _("这个人已经投过票，不能划掉；投错了请先作废那次表决"),
        Rule.RESOLVES_NOTHING: _("这种会只听、只答，不形成决议；请交去办、解释说明、下次再议或不采纳"),
        Rule.RESOLVES: _("这种会要表决；请形成决议，或者下次再议、不采纳、解释说明"),
        Rule.MEMBER_KNOWN: _("名单里已经有这位了；重名的请在名字后面加几个字区分"),
        Rule.ALREADY_INVITED: _("已经请过这位了；重名的请在名字后面加几个字区分"),
        Rule.ALREADY_THERE: _("这位已经到会，请柬收不回来了"),
        Rule.MEETING_OVER: _("这次会已经散了或者取消了，不用再请人"),
        Rule.REPLY_TOO_LATE: _("会已经开了或者取消了，回复改不了；有事请打社区电话"),
        Rule.OPINIONS_CLOSED: _("会前的意见收到开会为止；会已经开了，请到会上说，或者另说一件事"),
        Rule.HANDLER_MISSING: _("请选定由哪个单位、哪位负责人来办"),
        Rule.PERSON_MISSING: _("请写上这个单位里具体是谁负责"),
        Rule.ORGANISATION_DISSOLVED: _("这个单位已经撤销了，请另选一个"),
        Rule.PARTNER_MISSING: _("联办要有帮忙的单位，请选一个，或者改成自办"),
        Rule.DEADLINE_MISSING: _("请定下几个工作日内办好"),
        Rule.DEADLINE_PAST: _("期限要在今天以后，请往后定"),
        Rule.EXTENSION_TOO_LATE: _("期限已过，不能再申请延期，请尽快办理并说明情况"),
        Rule.EXTENSION_TOO_LONG: _("延期太长了，请少申请几天"),
        Rule.EXTENSION_SPENT: _("延期的次数已经用完，请按期办理；办不了就向提出人说明原因"),
        Rule.EXTENSION_PENDING: _("已经有一份延期申请在等审批，请等结果"),
        Rule.EXTENSION_BY_ANOTHER: _("自己申请的延期要由别人审批，请找另一位负责人"),
        Rule.ON_AN_AGENDA: _("这件事已列入议程，请先从议程里拿下来再改"),
        Rule.CATEGORY_KNOWN: _("旁边已经有一类叫这个名字，请换个名字"),
        Rule.LEAD_ALONE: _("这件事由别的单位主办；请写上您这一部分的进展，整件事由主办单位来报"),
        Rule.ACCEPTED_ALREADY: _("这件事已经接收了，接着办就行"),
        Rule.FORWARDED_TO_ITSELF: _("这件事本来就在这里办，请另选一个单位或负责人"),
        Rule.PERSON_ELSEWHERE: _("这个人不在选定的单位，请另选一位，或者写上负责人的名字"),
        Rule.STEP_AFTER_DEADLINE: _("这一步要在整件事的期限以前做完，请往前定"),
        Rule.STEP_DONE: _("这一步已经做完了"),
        Rule.STEP_OF_ANOTHER: _("这一步是别的单位的，请写您自己的那一步"),
        Rule.PAUSE_TOO_LATE: _("期限已过，不能再暂停；请直接联系提出人，尽快办理"),
        Rule.NOBODY_TO_ASK: _("提出人没有留下联系方式，也没有查询码，问不到；请按现有的情况办"),
        Rule.NOT_WAITING: _("现在没有要补充的，谢谢"),
        Rule.SUCCESSOR_MISSING: _("它手上还有事，请选一个单位接过去"),
        Rule.ORGANISATION_KNOWN: _("已经有一个单位叫这个名字，请换个名字"),
        Rule.ESTATE_KNOWN: _("这个地方已经登记过小区了"),
        Rule.VISIT_DONE: _("这件事已经回访过了"),
        Rule.CLOCK_STANDS: _("这件事正在等提出人答复，期限停着，等有了答复再办这一步"),
        Rule.AT_THE_TOP: _("已经提到最高一级，上面没有可以再提的了，请直接联系区县"),
        Rule.YEAR_OUTSIDE: _("只能改今年和前后两年的日子，请看看年份写对了没有"),
        Rule.NO_DAYS: _("没有哪一天会变，请选要放假或要上班的日子"),
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
        Rule.CARD_REVOKED: _("这张卡已经停用了，请问清是谁，点名字登记；要用卡请到服务台补办"),
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
        Rule.NOBODY_CALLED: _("请选一个要吹哨叫来的部门"),
        Rule.CHECKED_IN_ALREADY: _("你们单位已经有人报到了，接着写进展就行"),
        Rule.NOT_CHECKED_IN: _("还没有人报到，请等部门到了再写"),
        Rule.OTHER_VENUE: _("这不是吹哨的那个地方，请扫那里墙上的码，或在网上报到"),
        Rule.NOT_WARNED: _("这次预警没有发给您，请负责的同事来点收到"),
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
        Rule.PERSON_ELSEWHERE: _("这个人现在不在%(organisation)s，请另选一位，或者写上负责人的名字"),
        Rule.STEP_AFTER_DEADLINE: _("整件事的期限是%(due_on)s，这一步要在那以前做完，请往前定"),
        Rule.PAUSE_TOO_LATE: _("期限%(due_on)s已过，不能再暂停；请直接联系提出人，尽快办理"),
        Rule.ORGANISATION_DISSOLVED: _("%(organisation)s已经撤销了，请另选一个单位"),
        Rule.HAS_VOTED: _("%(name)s已经投过票，不能划掉；投错了请先作废那次表决"),
        Rule.OPTIONS_FULL: _("办法太多了：最多%(limit)s个，请合并一些或先收回几个"),
        Rule.MEETING_TOO_EARLY: _("还没到开会的日子（%(day)s），请到那天再开"),
        Rule.NO_QUORUM: _("到会的人不够：要%(needed)s人，现在到了%(present)s人，请等人到齐，或者下次再议"),
        Rule.NOT_CARRIED: _(
            "没有一个办法过半：同意“%(leader)s”的%(in_favour)s人，选别的%(against)s人；"
            "请在票多的两个里再投一轮，或者下次再议"
        ),
        Rule.MEETING_TOO_SOON: _(
            "这个日子太近，大家来不及准备：最早可以选%(earliest)s；等不及的事请召集急事急议"
        ),
        Rule.MEETING_THERE: _("%(day)s已经有一场同样的会，请换一天"),
        Rule.URGENT_TOO_LATE: _("急事要在%(hours)s小时以内议，请选早一点的时间；不急的请列入下次议事会"),
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
