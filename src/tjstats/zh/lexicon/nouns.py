"""What figures are said of: nouns that are counted or measured, words that lead in, the status
and the prices of a figure.
"""

from __future__ import annotations

import re
from typing import Final

from tjstats.records.classifications import Nature, Status
from tjstats.values.units import unit_of_code
from tjstats.zh.lexicon.changes import FALLS, RISES

__all__ = [
    "ASIDE",
    "AVERAGED_BY",
    "BEGIN_NAMES",
    "BROADBAND",
    "CHANGED",
    "COEFFICIENT",
    "EACH",
    "ENTERPRISES",
    "FLOWS",
    "GENERIC",
    "GOING_ON",
    "HAPPENINGS",
    "HERE",
    "HOMES",
    "HOW_MANY",
    "INDEX",
    "IN_ALL",
    "KIND_BEFORE",
    "LEADING",
    "MEASURED",
    "MONEY",
    "MONEY_LEVELS",
    "MONEY_ONLY",
    "NAMED",
    "NATURES_BY_NAME",
    "NEWLY",
    "NO_FURTHER",
    "NO_NAMES",
    "PEOPLE",
    "PEOPLE_LEVELS",
    "PRICE_BASES",
    "QUOTES",
    "RATE_HEADS",
    "RATIOS",
    "REAL_BY_CUSTOM",
    "RECEIVED",
    "RECEIVERS",
    "SHARES",
    "STANDING",
    "STANDING_AT_END",
    "STATUSES",
    "STEPS_UP",
    "STOCKS",
    "WARMER",
    "WHOLE_HEADS",
]

# Words that lead in, and areas that the whole text is about.
LEADING: Final = (
    "其中 从 对 在 按 就 看 再看 若 若看 若按 自 此 而 且 并 但 同时 此外 另外 另有 还有 以及 "
    "及 和 与 由 "
    "把 将 要 于 使 让 向 为 到 至 取得 获得 录得 发生 惠及 即 开展 截至 截止 初步核算 "
    "经初步核算 据统计 统计显示 "
    "数据显示 预计 预期 力争 确保 争取 努力 计划 拟 实现 完成 全市 全省 全国 全区 全县 全州 "
    "全自治区 本市 "
    "该月 该季 该年 该期 该院 该校 该行 我院 我校 "
    "我行 我局 含 不含 本单位 本部门 我单位 本局 核定 影响 "
    "我市 我省 我国 我区 全年 累计 合计 总计 共计 "
    "共有 共 已有 已 现有 有 又 也 还 则 均 都 约 因此 其 该 这 这项 的 是 分别 最后 折合 年均 "
    "每年 每月"
).split()

# What stands before a name in its clause and is no part of it: 扣除价格因素后, 工作目标是, 同口径.
NO_NAMES: Final = (
    "^[分按][^,、]{2,6}看$|经?季节(?:性|因素)?调整后?的?|"
    "^(?:本?公司|本行|集团|学校|我校|本校)(?![债数类量占面建])(?:实现|完成|取得)?|"
    "^[^,、]{1,8}?(?:现有|共有|设有)|(?:扣除|剔除|撇除|不考虑)[^,]{0,12}?(?:因素|"
    "影响|变动)(?:的影响)?(?:之?后)?|^(?:扣除|剔除)[^,]{2,16}[以之]?[后外]的?$"
    "|[^,;:]{0,12}?(?:目标|任务)(?:任务)?(?:[是为]|包括|主要是|有)"
    "|[较比][^,;:]{0,8}?(?:预测|预估|概估|初估)[数值]?"
    "|的?(?:临时|修订|初步)估计?数?字?$"
    "|(?:^|按)[^,;:]{0,6}?汇率(?:计算|折算)"
    "|按?(?:可比|不变|现行?)价(?:格)?(?:计算|核算)?|[按以]?(?:同|可比|全|统一)口径(?:计算|比较|"
    "统计)?"
)

# A name goes no further than these: 收入增幅[高于平均], 住户存款[仍是主要部分]; and where it stands
# behind its kind, 类别为[酒类].
NO_FURTHER: Final = (
    "^(?P<name>[^,]{2,}?"
    "|(?=(?:远|明显|大幅|略)?(?:[高低]出|[高低快慢]于|领先|落后)"
    "(?:同期|全[国省市县]|我国|世界|序时|平均)))"
    "(?:远|明显|大幅|略)?(?:[高低]出|(?:[高低快慢大小多少]于|领先|落后)"
    "|(?:仍然?|依然|还|就|都|均)?是"
    "(?=主要|重要|最|第|全|我国|唯一)).+$"
)
KIND_BEFORE: Final = "^[^,]{0,24}(?:类别|品种|种类|行业|来源|[前尾][一二三四五六七八九十])为(?=..)"

# A verb between whom a name is of and what it counts: 工业企业[实现]利润总额.
BETWEEN: Final = "(企业|单位|行业|机构)(?:累计|共)?(?:实现|发生|完成)(?=..)"

# At the end of a name, and no part of it.
ASIDE: Final = tuple("持平 方面 过程中 当中 之中 里 情况 上".split())

# The area of the whole text, which is no part of a name.
HERE: Final = tuple("全市 全省 全国 全区 本市 我市 我国".split())

# Before a number of years, days or hours that is a level: 平均预期寿命, 工期.
MEASURED: Final = "平均|寿命|年限|年龄|时间|时长|工期|周期|期限|每天|缴费|龄|天数"

# Behind 兆 that is a width of band: 500兆光纤.
BROADBAND: Final = "光纤|宽带|带宽|网|速|用户|接入|家庭|固定|/"

# What divides the figures of a clause: 每万人, 年均, 月工资.
EACH: Final = "每(?:一?[个名位]|一|新增)?|[年月日]均(?!值)|月人均|人均月|月平均|月薪|月工资"

# Behind a figure, no name of what is counted: 突破300万人大关.
STEPS_UP: Final = "水平|大关|关口|新?台阶|新?高地|新高|目标|任务"

# What is new is a flow, and counted together with all before it a stock: 新设1.9万户,累计23.7万户.
NEWLY: Final = re.compile("新(?:设立?|增|建|开|开通|登记|注册|认定|培育|签)")
IN_ALL: Final = re.compile("(?:建成|开通|设立|登记|注册|认定|培育|达|拥有|共有)?")

# Who has an income, and what that is: 居民人均可支配收入49758元,其中城镇居民56832元.
RECEIVERS: Final = "居民|职工|农民|农户|家庭|牧民"
RECEIVED: Final = (
    "(?:人均|户均|平均|月均)?(?:可支配|纯|工资性|消费|工资|薪资)*(?:收入|支出|工资|薪资)"
)

# These begin a name as often as they lead in, so they go only where a whole word of the table below
# does not follow.
BEGIN_NAMES: Final = "|".join(
    (
        "有色 有效 有机 有形 有限 有线 有声 即时 即期 即食 即墨 "
        "全国人大 其他 其它 与会 和谐 和平 将军 还款 年轻 年龄 年平均 主要污染物 "
        "主要农作物 主要食品 到达 对外 对口 "
        "含税 含量 含金量 含水 含氧 我行我素 影响因素 影响力 影响面 核定税 "
        "在校 在园 在册 在职 在建 在岗 在学 在线 自来水 自然 自治 "
        "自由 自贸 自有 自产 自行 自驾 自主 自营 其余 每年度 看护 此次 就医 就诊 就读 该市 "
        "是否 又一 要素 要件 要点 要闻 按揭 就业 为民 由于 共享 共同 共青团 时期 内河 "
        "内资 内销 内需 间接 来访 "
        "来料 方面军"
    ).split()
)

QUOTES: Final = "\"“”‘’'「」『』《》"

# Heads that say nothing alone: they belong to the subject of the sentence.
GENERIC: Final = frozenset(
    "增速 增幅 涨幅 降幅 跌幅 总量 总数 总额 规模 占比 比重 份额 余额 数量 标准 比例 占 增长率 "
    "增量 新增 "
    "总规模 面积 人数 户数 总产量 单价 均价 排名 同比增速 其增速 其占比 平均".split()
)

# Heads that make a rate of growth of what stands before them.
RATE_HEADS: Final = (
    "增速",
    "增幅",
    "涨幅",
    "降幅",
    "跌幅",
    "增长率",
    "成长率",
    "增率",
    "涨跌幅",
    "升幅",
)

# The last character of names that are whole: they take no head from the next.
WHOLE_HEADS: Final = frozenset("额值率数量入出资险费款积产润税肉菜蛋奶")

AVERAGED_BY: Final = {
    "年均": unit_of_code("year"),
    "月均": unit_of_code("month"),
    "日均": unit_of_code("day"),
    "月人均": unit_of_code("month"),
    "人均月": unit_of_code("month"),
    "月平均": unit_of_code("month"),
    "月薪": unit_of_code("month"),
    "月工资": unit_of_code("month"),
}

STANDING: Final = re.compile(
    "余额|存量|保有量|浓度|气温|温度|降水|降雨|水位|规模"
)  # averages of a level, not a flow a year

MONEY_ONLY: Final = frozenset({"月人均", "人均月", "月平均", "月薪", "月工资"})

ENTERPRISES: Final = re.compile("企业|经营主体|市场主体|个体工商户|公司|央企|国企|民企")

WARMER: Final = tuple(
    "下降 上升 升高 降低 偏高 偏低 升温 降温 回升 高 低 降了 升了 降低了 升高了 相差 温差 波动 "
    "变化".split()
)

HOMES: Final = re.compile("居民|农户|贫困户|家庭|住户|群众|住房|安置|老年人|农村|脱贫户")

PEOPLE: Final = (
    "劳动者|人员|人口|职工|居民|学生|毕业生|农民工|农民|群众|老年人|老人|儿童|用户|游客|旅客|"
    "人才|青年|妇女|党员|志愿者|贫困|干部|教师|医生|"
    "网民|股民|市民|读者|观众|会员|粉丝|客户|考生|师生|残疾人|就业(?!岗位|机会|率)|从业者|"
    "创业者|就业者|持卡人|参保人|农业转移人口"
)

# What may stand between people and their number.
HOW_MANY: Final = (
    "(?:人数|数量|总[数量]|规模|[数约近超逾达到至为有共已增净新多破过了升]|超过|突破"
    "|增加|增长|减少|下降|[减降]|"
    "累计|分别)*"
)

# A number with a scale word and no unit is money behind these.
MONEY: Final = (
    "投资|授信|放贷|信贷|注资|预算|支出|收入|资金|贷款|存款|余额|产值|增加值|GDP|生产总值|总额|"
    "金额|税|利润|营收|成交|融资|市值|补贴|"
    "补助|赤字|债|经费|保费|销售|消费|出口|进口|进出口|顺差|逆差|贸易|外贸|价值|成本|财力|花费|"
    "注入|资产|权益|保证金|额|款|费|钱"
)

# A number without a unit is a ratio behind these names.
RATIOS: Final = (
    "系数|比率|倍率|弹性|容积率|市[净盈]率|周转率|比值|倍差|倍数|之比|PUE|"
    "(?<![同环占对相可评百分])比(?![重例率值较上去前])"
)
COEFFICIENT: Final = re.compile(
    rf"(?:{RATIOS}|\d倍)(?![^。;!?\n]*(?:指数|系数|比值|倍率))[^。;!?\n]*$"
)

# Behind an index, what is a hundred.
OF_HUNDRED: Final = re.compile(r"\([^()\d]{1,10}[=为]100\)")
INDEX: Final = re.compile(r"指数[^。;!?\n]{0,20}$")

# Between such a name and its number.
NAMED: Final = re.compile(
    rf"(?:(?P<ratio>{RATIOS})|(?P<index>指数))(?:分别|依次|\([^()]*\)|"
    rf"[为是达至到由从约仅已均也:报])*$"
)

CHANGED: Final = (
    *RISES,
    *FALLS,
    *(
        "为 是 达 达到 至 到 由 从 在 了 上年的 去年的 年的 月的 期的 末的 "
        "低于上年 高于上年 低于去年 比上年低 比上年高"
    ).split(),
)

GOING_ON: Final = (*RISES, *FALLS, "以", "变为", "变化")

# A percentage that is a part of its whole.
SHARES: Final = re.compile("(?:占比|比重|份额|构成)$|城镇化率$|占[^率]{2,}$")

# Whatever the unit: a level set by an authority, a price that is set, an amount of one thing for
# each of another, a mean of people, places or days.
NATURES_BY_NAME: Final = {
    Nature.STANDARD: re.compile("标准$|最低工资"),
    Nature.PRICE: re.compile(
        "(?:[电水气煤]价|成品油|[汽柴]油|天然气|门票|基准|指导|挂牌)(?:价格?)?$"
        "|(?:收费|票价|运价|关税)$"
    ),
    Nature.INTENSITY: re.compile(
        "(?:单位|万元|每[亩吨万]).*(?:能耗|电耗|水耗|用水|消耗|排放)|劳动生产率|单产"
        "|单位面积产量|亩产|强度$"
    ),
    Nature.MEAN: re.compile(
        "人均|平均|均价|户均|浓度|年龄|寿命|年限|气温|(?<!指数)价格(?!指数)|户规模|工资$"
    ),
    Nature.AVERAGE: re.compile("单位面积|每[千万百十]"),
}

STOCKS: Final = re.compile(
    "(?:人口|人口数|余额|存量|保有量|总数|参保人数|人员|结余|拥有量|里程|装机容量|面积|床位数?|"
    "机构|用户|户数|企业|公司|经营主体|市场主体|个体工商户|社会组织|学校|医院|在册.*|在校.*|"
    "在岗.*)$"
)

FLOWS: Final = re.compile(
    "新增|新设|新建|受理|发放|查处|完成|累计支出|净增|引进|培训|帮扶|投产|竣工|开工"
)

# What happens in a year, and what stands at its end.
HAPPENINGS: Final = re.compile(
    "新增|新设|新建|新开|新注册|受理|发放|查处|净增|引进|培训|帮扶|投产|竣工|开工|报废|招收|"
    "招生|毕业|出生|死亡|"
    "产量|出栏|收入|支出|投资|销售|增加值|发电量|办结|审结|成交|接待"
)
STANDING_AT_END: Final = re.compile(
    "(?:人口|余额|存量|保有|总数|在册|在校|在学|在园|床位|机构|里程|装机|用户|户数|参保|人员|"
    "拥有|化率|覆盖率|普及率|共有|现有|存栏)"
)

MONEY_LEVELS: Final = re.compile(
    "生产总值|GDP|增加值|投资|总额|销售额|零售额|产值|收入|支出|存款|贷款|税收|利润|进口|出口|"
    "进出口|养老金|工资|消费额|营业额|保费|投入|经费|资金|贷款|债务|额$"
)

PEOPLE_LEVELS: Final = re.compile("人数|人口|就业$|人次$|人才$")

STATUSES: Final = {
    Status.FORECAST: re.compile("预计|预测|有望"),
    Status.PROVISIONAL: re.compile("初步(?:核算|统计|测算|预计|汇总)|快报|初步数"),
    Status.ESTIMATED: re.compile("估计|估算|测算|推算"),
    Status.REVISED: re.compile("修订|调整后|最终核实|最终核定"),
}

PRICE_BASES: Final = {
    "real": re.compile("不变价|可比价|实际增长|实际下降|扣除价格"),
    "current": re.compile("现价|名义|当年价"),
}

# Published growth of these is real by custom where nothing else is said.
REAL_BY_CUSTOM: Final = re.compile("生产总值|GDP|增加值|劳动生产率|可支配收入|居民收入")
