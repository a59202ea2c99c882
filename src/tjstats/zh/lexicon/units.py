"""The words of units that only texts have: how the words of the unit table stand in them, and words
that no table knows.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ALIASES",
    "ALTERNATIVES",
    "BEFORE",
    "BEHIND_FIRMS",
    "BEHIND_WORDS",
    "BEHIND_YUAN",
    "COMPOUND_ENDS",
    "CURRENCIES",
    "FIRMS",
    "KEPT",
    "LATIN",
    "NO_HEADS",
    "NO_UNIT",
    "NO_UNITS",
    "TAILS",
]

# Words of the unit tables that stand below a line or in other texts, not directly behind a number.
NO_HEADS: Final = frozenset(
    "月 季 季度 员 回 系数 企业 块 个百分比 户经营主体 户个体工商户 户家庭".split()
)

# Latin words of the unit tables that may stand directly behind a number.
LATIN: Final = frozenset(
    "°C km kg mm cm m ha h min L t kW kWh MW GW MWh GWh MPa kV kVA dB Mbps Gbps GB TB PB EFLOPS "
    "EFlops TEU "
    "tce mg ml mL g kJ kcal μg m² km² m³ m2 km2 m3 km3 bp bps US$ HK$ "
    "Wh TWh MJ GJ TJ kt Mt hPa kPa ppm ppb SDR".split()
)

# Further words of known units, with the exponent of ten that they include.
ALIASES: Final = {
    word: (code, exponent)
    for (code, exponent), words in {
        ("hour", 0): "个小时",
        ("day", 0): "个工作日 工作日 个自然日 自然日 个日历天 日历天",
        ("class_hour", 0): "个学时 个课时",
        ("bed", 0): "个床位",
        ("household", 0): "个家庭",
        ("TEU", 0): "个标准箱 个标箱 个标准货柜单位 标准货柜单位",
        ("percentage_point", 0): "个点",
        ("percentage_point", -2): "BP BPs BPS 个BP 个bp",
        ("kWh", 0): "个千瓦时 kW·h 千瓦·时",
        ("degC", 0): "°c 度C",
        ("index", 0): "分",
        ("item", 0): "人份 个班次",
        ("tce", -3): "千克标准煤 公斤标准煤 千克标煤 公斤标煤",
        ("tce", -6): "克标准煤 克标煤",
        ("second", -3): "毫秒 ms",
        ("second", -6): "微秒",
        ("m", 0): "公尺",
        ("g", 0): "公克",
        ("litre", 0): "公升",
        ("tonne", 0): "公吨",
        ("m**2", 0): "平方公尺 平米 ㎡",
        ("m**3", 0): "立方公尺 立米 Nm3 Nm³ ㎥",
        ("km**2", 0): "㎢",
        ("km**3", 0): "立方公里",
        ("km", 0): "㎞",
        ("kg", 0): "㎏",
        ("mm", 0): "㎜",
        ("cm", 0): "公分 ㎝",
        ("mm**2", 0): "mm2 mm²",
        ("cm**2", 0): "cm2 cm²",
        ("hectare", 0): "hm2 hm² ㏊",
        ("USD", 0): "美金",
        ("JPY", 0): "日圆",
        ("KRW", 0): "韩圆",
        ("TWD", 0): "台币",
        ("MOP", 0): "澳门币 葡币",
        ("AUD", 0): "澳币 澳大利亚元",
        ("CAD", 0): "加币 加拿大元",
        ("CNY", 0): "圆 人民币",
    }.items()
    for word in words.split()
}

# Words of units that no table knows. A figure keeps them as printed, `[手]`, each a kind of its
# own; they stand here so that the longer word wins (克拉 is no 克), and where a noun follows.
KEPT: Final = frozenset(
    # money
    "法郎 克朗 "
    "索姆 苏姆 马纳特 卢比 "
    "里亚尔 迪拉姆 第纳尔 比索 "
    "里拉 "
    "列伊 先令 比尔 港仙 盾 仙 "
    # shares, labour, service
    "股 手 工日 工时 台班 台时 人日 人年 人月 人时 人课时 机时 架时 艘时 床日 床位日 占床日 "
    "占用床日 "
    "例次 人例 测次 样次 车公里 车千米 列公里 列车公里 箱公里 吨海里 客公里 座公里 座位公里 "
    "换算吨公里 "
    "飞行小时 机位 泊位 车位 席位 座位 学分 剂人 "
    # surfaces, lengths, volumes
    "坪 垧 丈 尺 英尺 英寸 英里 呎 平方呎 平方英尺 平方英里 英亩 公亩 芯公里 芯千米 皮长公里 "
    "皮长千米 "
    "对公里 沟公里 孔公里 纤芯公里 车道公里 单公里 延米 延长米 延长公里 公秉 加仑 蒲式耳 "
    "立方英尺 公石 "
    # masses
    "克拉 盎司 金衡盎司 磅 担 公担 市担 市斤 台斤 司马斤 长吨 短吨 蒸吨 干吨 湿吨 金属吨 "
    "折标吨 实物吨 "
    "吨公顷 纳克 "
    # pieces and packs
    "折 晚 双 顶 块 对 副 粒 颗 束 捆 袋 瓶 罐 盒 筐 帧 印张 千印张 令 桌 盆 钵 头份 羽份 "
    "万头份 针次 "
    "支次 针剂 档 趟 趟次 席 亩次 公顷次 只次 头次 台次 艘次 列次 套次 篇次 课次 期次 铺位 "
    "摊位 展位 "
    "标准展位 工位 机架 标准机架 机柜 卡时 车皮 标准间 标间 套间 碗 针 "
    # physics, information
    "马力 瓦 毫瓦 兆伏安 千乏 兆乏 毫安时 安时 伏 伏特 安培 毫安 欧姆 赫兹 千赫 兆赫 "
    "吉赫 焦耳 "
    "百万千焦 毫米汞柱 摩尔 贝可 毫希沃特 微希沃特 勒克斯 流明 坎德拉 "
    "牛顿 千牛 "
    "兆比特 吉比特 比特 兆字节 千字节 字节 艾字节 泽字节 个字节 "
    "MB KB EB ZB Tbps Kbps kbps PFLOPS PFlops TFLOPS Hz kHz MHz GHz Bq mSv μSv mol kN "
    "mmol mmHg kvar Mvar MVA kWp MWp GWp mAh Ah dwt DWT lm lx "
    "CGT ".split()
)

# Counters that stand beside each other as alternatives, and never one for each of the other:
# 4973万件/套.
ALTERNATIVES: Final = tuple(
    map(
        frozenset,
        (
            "件套台组只双副部具架艘辆",
            "个项件处座宗起例",
            "册份张件幅本",
            "套间",
            "头只匹羽",
            "株棵",
            "条根支",
            "颗粒枚",
            "人名位",
            "家户",
        ),
    )
)

# A unit counted by times is another unit: 亩次.
TAILS: Final = frozenset("次")

# How an unknown word ends where it is surely a unit, even behind a number without a scale: 环公里.
COMPOUND_ENDS: Final = "公里|千米|吨|公顷|亩|瓦|瓦时|公斤|法郎|克朗|卢比|比索|第纳尔|工日|工时"

# What stands behind a number and begins no unit.
NO_UNIT: Final = frozenset(
    "的和与及或、以左上下之其中同比较为是在占增减升降达完实居位列创已还也均但而并到至从由向于对"
    "把被将等了着过不未没再又更最首约超近余多来许内外间前后时起者能可会应要需共总合各该此这那有"
    "无因如若则使让按据经用第几数"
)

# Words behind a number of which the first character does not say so.
NO_UNITS: Final = (
    "环比|大关|关口|门槛|台阶|目标|高地|级|量级|规模|水平|新高|集群|产业|工程|俱乐部|体量|巨额|"
    "投资|资金|贷款|带动|助力|推动|促进|惠及|覆盖|服务|支持|吸引|成为|位居|跻身|领跑|引领|稳居|"
    "打造|形成|保持|"
    "继续|同期|同时|全部|得到|获得|受到|进行|开展|展开|通过|刷新|跨越|迈上|问世|落地|上线|开工|"
    "用于|来自|涉及|涵盖"
)

# The money of a number whose unit is 元 or left out, by what stands before it.
CURRENCIES: Final = {
    word: code
    for code, words in {
        "CNY": "人民币 ¥ RMB CNY",
        "TWD": "新台币 台币 NT$ NTD TWD",
        "HKD": "港币 港元 HK$ HKD",
        "MOP": "澳门币 澳门元 葡币 MOP",
        "USD": "美元 美金 US$ USD",
        "EUR": "欧元 € EUR",
        "GBP": "英镑 £ GBP",
        "JPY": "日元 日圆 JPY",
    }.items()
    for word in words.split()
}

# Money named once more behind 元: 3亿元港币.
BEHIND_YUAN: Final = frozenset("人民币 新台币 台币 港币 澳门币 葡币 美金".split())

# The unit of a number without one by the word that ends before it: 出游人次27.25亿.
BEFORE: Final = {
    "人次": "person_time",
    "人次数": "person_time",
    "人数": "person",
    "总人数": "person",
    "户数": "household",
    "架次": "time",
    "班次": "time",
    "场次": "time",
    "次数": "time",
    "件数": "case",
    "宗数": "case",
    "家数": "organisation",
    "辆次": "vehicle_time",
    "辆数": "vehicle",
    "台数": "item",
    "个数": "item",
    "床位数": "bed",
}

# A counted firm; 家 alone counts one where what is counted follows.
FIRMS: Final = frozenset(("家企业", "户企业"))
BEHIND_FIRMS: Final = ("以上", "以下", "以内", "左右", "(", "/")

# Behind a word that no table knows, where it ends as a unit does.
BEHIND_WORDS: Final = "以上|以下|以内|左右|上下|之间|不等|同比|环比|其中|[的比较增占和与及或至到为]"
