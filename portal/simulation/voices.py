"""What residents of a simulated place say, who mostly sees to it, and what people are called."""

from random import Random

_WHERE = ("1号楼", "2号楼", "5号楼", "7号楼", "12号楼", "东门", "北门", "广场", "车棚", "菜市场")

#: The trouble, and how the name of the organisation ends that mostly sees to it.
_TROUBLES = {
    "路灯不亮了，晚上看不清路": "电业局",
    "电线耷拉下来，伸手就够得着": "电业局",
    "下水道堵了，污水流到路上": "水务局",
    "水压太低，热水器打不着": "水务局",
    "井盖翘起来了，骑车的人摔过": "水务局",
    "消防通道总被车占着": "消防大队",
    "灭火器过期了没有人换": "消防大队",
    "路面坑坑洼洼，老人走不稳": "城管中队",
    "的摊点把人行道占了": "城管中队",
    "共享单车堆得过不去人": "城管中队",
    "想给老人办一个饭堂": "民政局",
    "想请人教老人用手机挂号": "民政局",
    "垃圾几天没有清": "物业",
    "健身器材松了，怕孩子摔着": "物业",
    "门禁坏了，谁都能进": "物业",
    "树枝挡住了监控": "物业",
    "堆满了旧家具，过不去轮椅": "物业",
    "想装几个充电桩": "业委会",
    "外墙皮往下掉": "业委会",
    "没有地方放快递柜": "业委会",
    "有人装修太早，吵得睡不着": "居委会",
    "晚上跳舞的音响太响": "居委会",
    "想加几张长椅": "居委会",
    "狗没有拴，孩子害怕": "居委会",
}

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任"
_GIVEN = (
    *("建国", "桂兰", "志强", "秀英", "明", "玉梅", "国庆", "丽华", "海燕", "大山", "晓东", "淑珍", "勇"),
    *("春生", "慧", "卫东", "小雨", "金花", "永福", "雪", "文斌", "爱萍", "守正", "静", "长河", "美玲", "磊"),
    *("思源", "翠云", "德顺", "佳", "立新", "月娥", "振宇", "芳", "铁柱", "红梅"),
)


def something_wrong(chance: Random) -> str:
    """A sentence in which somebody says what is wrong where."""
    return f"{chance.choice(_WHERE)}{chance.choice(tuple(_TROUBLES))}。"


def who_sees_to(title: str) -> str:
    """How the name of the organisation ends that mostly sees to this; empty where nobody does."""
    return next((whom for trouble, whom in _TROUBLES.items() if trouble in title), "")


def name_of(number: int) -> str:
    """What the person of this number is called; the same for no two of the first thousand."""
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number % len(_GIVEN)]
