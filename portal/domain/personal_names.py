"""Where a free Chinese text names a person.

A name has no mark of its own, so only what is introduced as one counts: 我叫…, 联系人：…, …先生. It begins
with a surname, and stops before a word that never stands in a name.
"""

import re

_COMPOUND = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|宇文|端木"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚文庞樊兰殷陶洪翟颜倪严牛温芦季俞"
    "章鲁葛伍韦申尤毕聂焦柳邢岳齐梅辛祝涂谷祁耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲阳裴席查屈鲍霍翁隋植甘景"
    "單張劉陳楊趙黃吳孫馬羅鄭謝韓馮許鄧呂蘇盧蔣賈葉閻鍾範譚鄒陸顧龍錢湯賀賴龔龐蘭陶顏嚴溫韋畢聶齊莊關費紀項陽"
)
# Also common words (于昨日, 曾多次, 高层, 安排): a surname only where the words before it leave no doubt.
_AMBIGUOUS = "于曾任方万常高成时安华路和包应经全解符代宁解明付古丛水金向管庄连左游卫施"
_HAN = "\u3400-\u9fff"
_NEVER = "的是在住了着过们这那个很不没被把让给对请将你他她我就都也和与及从到因要想某等姓氏"
_ENDS = _NEVER + "家今年现来自有为系电男女于反身说联"
_TITLES = (
    "先生|女士|小姐|师傅|師傅|同志|老师|老師|主任|书记|書記|局长|队长|经理|科长|站长|所长|院长|校长|医生|律师|会长"
    "|阿姨|大爷|大妈|大姐|大哥|总"
)

_GIVEN = rf"(?!{_TITLES})(?![{_NEVER}])[{_HAN}](?:(?!{_TITLES})(?![{_ENDS}])[{_HAN}])?"
_NAME = rf"(?P<it>(?:{_COMPOUND}|(?!{_COMPOUND}|[孙孫][子女])[{_SURNAMES}]){_GIVEN})"
_ANY_NAME = rf"(?P<it>(?:{_COMPOUND}|(?!{_COMPOUND}|[孙孫][子女])[{_SURNAMES}{_AMBIGUOUS}]){_GIVEN})"

_LABELS = (
    "姓名|联系人|聯系人|聯絡人|联络人|投诉人|反映人|举报人|申请人|当事人|户主|业主|署名|经办人|负责人|户名|收款人|签名"
    "|法定代表人|委托人"
)

#: Where a letter ends: the line's end, perhaps with a date behind the name.
_DATE = r"[12][0-9]{3}(?:[年./-][0-9]{1,2}){1,2}[月日]?[0-9]{0,2}日?"
_END = rf"(?=\s{{0,4}}(?:{_DATE})?\s{{0,4}}$)"
#: What stands alone at an end and is thanks, not a name.
_THANKS = "(?!谢谢|謝謝|万分|高度)"

INTRODUCED_NAMES = (
    re.compile(rf"(?:[我爸妈父母夫妻子女儿孩弟哥姐妹公婆爷奶名]|本人|名字)叫(?:做)? ?{_ANY_NAME}"),
    re.compile(rf"(?:{_LABELS}) ?: ?{_ANY_NAME}"),
    re.compile(rf"(?:(?:{_LABELS})[是为]?|本人|我是) ?{_NAME}(?=[^{_HAN}]|$|系|住|家住)"),
    re.compile(rf"(?:[人者] ?:|叫) ?{_NAME}(?=[^{_HAN}]|$|的人|的村民|的居民|联系|电话)"),
    re.compile(rf"{_NAME}(?=先生|女士|小姐|同志|师傅|師傅)"),
    # A list goes on behind a name that is masked by now: 联系人：王**、李大勇.
    re.compile(
        rf"[{_SURNAMES}{_AMBIGUOUS}阳陽]\*{{1,2}} ?[、,和及与] ?{_NAME}(?=[^{_HAN}]|$|[等和及与]|两人|二人)"
    ),
    # Signed: 此致敬礼 王小明, ——王小明, or a name on the last line with the date below.
    re.compile(rf"敬礼[!。.]?\s{{0,6}}{_THANKS}{_ANY_NAME}{_END}"),
    re.compile(rf"--+ ?{_THANKS}{_ANY_NAME}(?=\s|[。.]|$)"),
    re.compile(rf"\n\s{{0,6}}{_THANKS}{_ANY_NAME}(?=\s{{1,4}}{_DATE}\s{{0,4}}$)"),
    # 我姓欧阳: few bear it. 我姓王 tells nothing, 我姓王，叫小明 does.
    re.compile(rf"我姓(?P<it>{_COMPOUND})"),
    re.compile(rf"我姓(?P<it>(?:[{_SURNAMES}{_AMBIGUOUS}])[,，]? ?[名叫]{_GIVEN})"),
)
"""Patterns whose group `it` is a name. For texts in plain form; each looks a few characters ahead at most."""


#: What stands for the name of an official whose personal data were taken out.
SOMEBODY_IN_OFFICE = "工作人员"

#: What people write where a name is asked for and that names nobody: masked as a name, it would be struck out
#: of every answer that speaks of residents.
GENERAL_WORDS = frozenset(
    {
        SOMEBODY_IN_OFFICE,
        *(
            "居民",
            "业主",
            "業主",
            "群众",
            "市民",
            "村民",
            "住户",
            "租户",
            "邻居",
            "鄰居",
            "家长",
            "老人",
            "老年人",
        ),
        *("匿名", "无名", "無名", "本人", "先生", "女士", "热心居民", "热心市民", "居民代表", "业主代表"),
    }
)


def mask_name(name: str) -> str:
    """The name with only its surname left: 王小明 → 王**, 欧阳小明 → 欧阳**; a foreign one keeps a letter.
    What names nobody stays as it is."""
    if name in GENERAL_WORDS:
        return name
    kept = 2 if re.match(rf"(?:{_COMPOUND}).", name) else 1
    return name[:kept] + "*" * len(name[kept:])
