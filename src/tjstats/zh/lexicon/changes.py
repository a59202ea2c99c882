"""The words of change and of targets: verbs and nouns of rise and fall, what may stand
between them and a figure, what is asked.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "AGO",
    "AHEAD",
    "AT_GOAL",
    "BESIDE",
    "CONTRIBUTION",
    "DISTANCE",
    "DISTANCE_OF_LEVELS",
    "DONE",
    "EITHER_WAY",
    "FALLS",
    "FALL_NOUNS",
    "FILLERS",
    "FORECAST",
    "FROM_GOAL_IN_BRACKETS",
    "GOALS",
    "GOAL_DONE",
    "INCREASES",
    "LEFT_OUT",
    "LIGHT",
    "LINKS",
    "MOVES",
    "MULTIPLE_OF",
    "NOT_CUTTING",
    "NO_NAMES_BEHIND",
    "OF_GOAL",
    "OF_INCREASES",
    "RATES_OF_THEIR_OWN",
    "REACHED",
    "RISES",
    "RISE_NOUNS",
    "RULES",
    "RUNNING",
    "STANDING",
    "TARGETS_AFTER",
    "TARGETS_BEFORE",
    "TO",
    "WITH_BASE",
]

# Verbs of change. Those of one character of `WITH_BASE` are such only directly after a base:
# 比上年高0.5个百分点.
RISES: Final = tuple(
    "增长 净增长 增盈 增亏 增加 净增加 净增 递增 增多 多增 多设 多销 多收 多投 多支 少减 "
    "增收 增支 增产 增 "
    "提高 提升 提速 上修 成长 "
    "上升 上涨 上扬 上浮 回升 攀升 "
    "上调 调增 升 涨 扩大 加快 延长 拓展 扩展 增厚 跃升 壮大 走高 微升 微涨 微增 "
    "暴增 激增 猛增 大增 飙升".split()
)

FALLS: Final = tuple(
    "下降 减少 净减少 降低 回落 下跌 下滑 下调 少增 多减 减收 减支 减产 缩小 收窄 缩短 缩减 "
    "压减 压缩 削减 放缓 "
    "减缓 减轻 减亏 减盈 减 降 跌 负增长 下修 衰退 "
    "少设 少销 少收 少投 少支 萎缩 走低 压降 收缩 微降 微跌 骤降 锐减 大跌 大降".split()
)

WITH_BASE: Final = {
    "多": 1,
    "高": 1,
    "快": 1,
    "大": 1,
    "高出": 1,
    "多出": 1,
    "偏多": 1,
    "偏高": 1,
    "少": -1,
    "低": -1,
    "慢": -1,
    "小": -1,
    "低出": -1,
    "偏少": -1,
    "偏低": -1,
}

# Of these none ends a name behind a figure: they begin or end names as often.
NOT_CUTTING: Final = frozenset("增 升 降 减 涨 跌 压缩 成长 衰退".split())

# Where the name of what is counted behind a figure ends: 34家平台[同比增加].
NO_NAMES_BEHIND: Final = "(?<!新)增|[降升减涨跌]|占|达|[为比较](?!重)|同比|已|中(?:共?有|$)"

# Nouns of change, with 为, 是, 达 before the figure.
RISE_NOUNS: Final = tuple(
    "增速 增幅 涨幅 升幅 增长率 成长率 增率 增长速度 增长幅度 上涨幅度 提高幅度 增长比例 增量 "
    "增加额 增长额".split()
)

FALL_NOUNS: Final = tuple("降幅 跌幅 下降幅度 降低幅度 减幅 下降率 降低率 减率 下降比例".split())

# Verbs of a change without a direction: 由1930元调整为2160元.
MOVES: Final = tuple("调整 变化 变 变动 改 转变 发展 演变 修订 恢复 优化".split())

# Verbs of a change that may be either way: 浓度同比改善3.4%.
EITHER_WAY: Final = tuple("改善 优化 变动 好转".split())

# Levels with a noun of change, or the word of a bound, at the end of their name.
RATES_OF_THEIR_OWN: Final = tuple("自然增长率 机械增长率 规模增量 出超 入超".split())

# How much more or less something rose than before, which is no change of it.
OF_INCREASES: Final = frozenset("多增 少增 多减 少减".split())
INCREASES: Final = "新增|新发放|增加额|增量"

# Before a figure of what is left, and what that leaves out: 扣除房地产开发投资,增长7.6%.
LEFT_OUT: Final = (
    r"(?P<verb>扣除|剔除)(?!.{0,6}(?:价|物价|通胀|汇率|季节|假|基数))(?P<of>[^,，;；。\d]{2,20}?)"
    r"(?:因素|影响|的影响)?(?:[以之]?[后外後]的?[,，]?|[,，])[^,，;；。\d]{0,16}$"
)

# After a verb of change: where it ends. 提高到, 增至, 降为, 延长至.
TO: Final = tuple("到了 到 至 为 成".split())

# What may stand between a verb or noun of change and the figure.
LIGHT: Final = tuple(
    "了 约 近 超 超过 逾 达 达到 高达 分别 依次 各 都 共 合计 累计 幅度 仅 为 是 在 至少 "
    "大约 将近 了约 突破 "
    "不低于 不少于 接近 也 亦 又 再".split()
)

# What may stand between the noun that a figure is said of and the figure.
FILLERS: Final = (
    *LIGHT,
    *"有望 或将 控在 稳在 "
    "有 已有 现有 共有 拥有 设有 建有 达成 实现 完成 完成了 实现了 保持 保持在 稳定 "
    "稳定在 维持在 控制 "
    "控制在 处于 位于 始终 一直 连续 就 已 已经 已达 "
    "已达到 已超 已超过 已突破 只 只有 仅有 总计 共计 合共 总共 折合 合起来 加起来 合 计 则 还 "
    "轻微 大幅 小幅 显著 温和 略 略为 续 微 "
    "还有 另有 达到了 "
    "超过了 突破了 首次 首 首次突破 首次超过 首破 跨越 迈上 "
    "预计 预期 力争 确保 争取 努力 计划 拟 要 将 可 应 需 拟安排 安排 定为 按 从 由 "
    "到 至 从而 平均 收于 收报 报收 "
    "平均为 约为 约占 大致 基本 的 其中 并 且 而 上 以 "
    "全国 全省 全市 全县 全区 每年 年均 年平均 每月 月均 自 较 与 同 和 于 为了 实际 "
    "名义 实质 名目 实际达到 最终 最高 "
    "最低 全部 目前 成为 记为 录得 高 到了 提高到 增加到 增长到".split(),
)

LINKS: Final = frozenset(
    "、 和 及 与 以及 和约 、约 及约 ,约 、近 和近 、超过 和超过 、超 或".split()
)

# What is a part of the growth of something else, and not its growth.
CONTRIBUTION: Final = "拉动|带动|贡献|支撑"

# Before what was asked, of which a share follows: 完成年初预算数500万元的41%.
GOAL_DONE: Final = "(?:完成|达到?|占|为)[^,;:。]{0,8}(?:预算|目标|计划|任务)(?:任务|数)?$"

# A total from January on, in a text of a month: 4月,收入累计完成.
RUNNING: Final = "累计(?:完成|实现|征收|入库|执行|录得)?了?$"

# What is counted at a point in time.
STANDING: Final = (
    "累计达|总数|现有|共有|拥有|已有|保有量|余额|结余|在册|参保人数|(?:常住|户籍|就业)人口"
)

# A figure directly behind one of these is the distance of two things, and no change in time, unless
# the other is a time: 高于全国2.9个百分点, 比城镇低3.2万人, 高于预算6.8%.
DISTANCE: Final = "(?:[高低快慢好优多少大小]于|[高低快慢]出|领先|落后)[^,;:。]{0,12}$"
DISTANCE_OF_LEVELS: Final = (
    "(?:[高低快慢多少大小]于|[高低多少]出|超出|超过?)(?:预[算期]|计划|目标|全[国省市县]"
    "|平均|城镇|农村|进度)"
    "[^,;:。]{0,8}(?<!的)$"
)
FORECAST: Final = "(?:预测|预估|概估|初估|初步估[计算])[数值]?[高低多少增减快慢加放上下]"
BESIDE: Final = r"[比较][^,;:。\d]{1,14}[高低快慢多少大小][出了]?[约近了]?$"

# Words of what is asked, before the figure and after it; and what makes 目标 one that was reached.
TARGETS_BEFORE: Final = (
    r"(?=[力争确努拟预规发年总控主目定计原要将应须工任])"
    r"(?:力争|争取|确保|努力|(?<![模虚草比])拟(?![合态人真稿订议])|预期(?!寿命|进度)"
    r"|(?:规划|预期|发展|年度|总体|控制|主要|工作)目标(?:是|为|值|设定|确定|定|:|$)"
    r"|目标[是为:]|定为|"
    r"(?<!行动)计划(?=[到新建完投安招引培用在实总达发]|$)|(?<!执行)预算(?=$)|原定|"
    r"(?:要|将|应|须)(?:力争)?(?:达到|保持|稳定|控制|提高|增长|新增|实现|完成|超过"
    r"|下降|降低|新建|改建|改造|建成|建设|培育|引进|发放|不))"
)

TARGETS_AFTER: Final = (
    r"(?:左右|以上|以内)?(?:[^,;:。、\d]{0,10}?的)?(?:规划|预期|年度|全年|总|既定|原定"
    r"|约束性|控制|调控|改善|减排|考核)*(?:目标(?!的\d|任务的\d)|计划目标)"
)

REACHED: Final = (
    r"(?:完成|实现|达到|达成|超过|占|为|是|相当于)[^,;:。]{0,14}(?:目标|计划|任务|预算)(?:任务"
    r"|数|值)?(?:\(?[约近为即]?\d[^,;:。]{0,10})?的?$"
)

# 目标(7万人), 年度计划(增长6%).
_GOAL_IN_BRACKETS: Final = (
    "(?:全年|年度|年初|预期|控制|既定|规划|原定|工作)*(?:目标|任务|(?<!行动)计划|预算)"
    r"(?:任务|数|值)?\([^()\d]{0,6}"
)
# A number directly behind one of these, or in brackets behind it, is a target; directly behind the
# first figure and one of the second it is a distance to that.
AT_GOAL: Final = (
    "(?:(?:全年|年度|计划|预期|控制|既定|规划|下达|原定|工作)(?:目标|任务|计划)"
    f"|目标)(?:任务|数|值)?[为是]?$|{_GOAL_IN_BRACKETS}$"
)
FROM_GOAL_IN_BRACKETS: Final = (
    rf"(?:[高低多少快慢好优]于|超[过出额]?)[^,;:。]{{0,8}}{_GOAL_IN_BRACKETS}[^()]{{1,14}}\)$"
)
OF_GOAL: Final = (
    r"的?[^,;:。\d]{0,6}(?:目标|任务|计划|预期|预算|要求|警戒线|指标)(?:任务|数"
    r"|值)?[高低多少超快]?[出了]?"
)

# Names that say only that something is asked, also behind what that is: 新增就业[预期目标]7万人.
GOALS: Final = (
    "(?:提前|超额)?(?:超过|高于|低于|好于|优于|达到|完成|实现)?"
    "(?:十[一二三四五六七]?五)?"
    "(?:全年|年度|计划|预期|控制|既定|规划|下达|原定|工作|总体|主要|发展|总|的)*(?:目标"
    "|任务|计划|指标)(?:任务|数|值)?"
)

# Before a multiple: 是农村居民的1.6倍.
MULTIPLE_OF: Final = "(?:(?:是|为|相当于|达到?)[^,;:。]{0,14}|^[^,;:。]{0,14})的$"

# Behind 上月, a growth of that month alone.
AGO: Final = (
    r"(?:按[年季月]|同比|环比)?(?:则|亦)?(?:[升跌涨降增减]|上升|下降|增长|上涨|下跌|减少)\d"
)

# Behind a time, what is to come.
AHEAD: Final = "预计|力争|计划|[拟将]|确保|争取|目标|安排|要|前"

# In a clause behind one that asks: what was, and is not asked.
DONE: Final = "已|了|完成|同比|环比|累计[实达]|目前|截至|现有|实际|经过"

# A sentence of a rule: its bounds are conditions and amounts, and no figures of what was.
RULES: Final = (
    "的[,:;](?:可|应|处|给予|予以|按|不予|免|由|每|一次性)"
    "|处[以五十一二两三六七八九百千\\d]|罚款|不得[低超少高多]|申请人|"
    "给予[^,。]{0,20}(?:补助|奖励|补贴|资助|支持)"
)
