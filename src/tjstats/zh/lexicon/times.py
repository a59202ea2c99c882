"""The words of time in Chinese official text, as tables: years, plans, parts of a year, edges,
bases.

`mentions` finds them and `times` says what they mean in their place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tjstats.values.plans import CHINA
from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.changes import EITHER_WAY, FALLS, RISES, WITH_BASE

__all__ = [
    "ANAPHORIC",
    "ASIDES",
    "BASES",
    "BEGINNINGS",
    "COMPARED",
    "DAYS",
    "EDGES",
    "ERAS",
    "EVERY",
    "LAST_TERM",
    "MULTIPLES",
    "NEIGHBOURS",
    "NOW",
    "NO_EDGES",
    "NUMERALS",
    "ORIGINS",
    "PARTS",
    "PLANS",
    "PLAN_FIRST",
    "PLAN_LAST",
    "PLAN_NOUNS",
    "PLAN_SURE",
    "PLAN_TIME",
    "PRICES",
    "RELATIVE",
    "REPUBLIC_PARTS",
    "SHARE_OF",
    "SINCE",
    "STEPS",
    "STEPS_BEFORE_CHANGES",
    "TENS",
    "TOPICS",
    "TURNS",
    "UNTIL",
    "USUAL",
    "YEARS_AFTER",
    "YEARS_ALONE",
    "YEARS_BEFORE",
    "Edge",
]


class Edge(StrEnum):
    """Which part of the time named is meant: all of it, its end, its start, or from its start
    on.
    """

    ALL = "all"
    END = "end"
    START = "start"
    SINCE = "since"


_DIGITS: Final = "零一二三四五六七八九"
_UP_TO_99: Final = {
    "".join(
        (
            "十" if tens == 1 else _DIGITS[tens] + "十" if tens else "",
            _DIGITS[units] if units else "",
        )
    ): 10 * tens + units
    for tens in range(10)
    for units in range(10)
    if tens or units
}
# The numbers of months, days and lengths in years.
NUMERALS: Final = {
    **_UP_TO_99,
    "两": 2,
    **{str(n): n for n in range(1, 100)},
    **{f"0{n}": n for n in range(1, 10)},
}

# What follows a year of the Republic that 民国 does not stand before: 114年第3季.
REPUBLIC_PARTS: Final = (
    r"第[1-4一二三四]季|(?:1?\d[至到—–~-])?1?\d月|全年|[上下]半年|度|[前首][三两二]季|底"
)

# Years counted from that of publication.
RELATIVE: Final = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}

# Years counted from the one in force; 年 is the head of 年末, 年底, 年初.
ANAPHORIC: Final = {
    "上一年": -1,
    "上年": -1,
    "前一年": -1,
    "上一年度": -1,
    "本年": 0,
    "当年": 0,
    "同年": 0,
    "全年": 0,
    "次年": 1,
    "翌年": 1,
    "年": 0,
}

# A month or quarter counted from the one at the end of the time in force: its length and how many
# later.
NEIGHBOURS: Final = {
    "上月": ("month", -1),
    "上个月": ("month", -1),
    "本月": ("month", 0),
    "当月": ("month", 0),
    "上季": ("quarter", -1),
    "上季度": ("quarter", -1),
    "上个季度": ("quarter", -1),
    "上一季度": ("quarter", -1),
    "上一季": ("quarter", -1),
    "前一季": ("quarter", -1),
    "前一季度": ("quarter", -1),
    "前一个季度": ("quarter", -1),
    "前季": ("quarter", -1),
    "前月": ("month", -1),
    "前一月": ("month", -1),
    "前一个月": ("month", -1),
    "上一月": ("month", -1),
    "上一个月": ("month", -1),
    "本季度": ("quarter", 0),
    "当季": ("quarter", 0),
}

# China's five-year plans by their names.
PLANS: Final = {f"{word}五": number for word, number in _UP_TO_99.items() if number in CHINA}

# How times begin that no table of whole words holds.
BEGINNINGS: Final = (
    "期末 期初 月末 上周 "
    "过去 最近 截至 截止 同期 今后 未来 常年 多年 历史 较一年 比一年 与一年 按年 按季 按月 民国 "
    "本( 上( 年末 年底 年终 年初 年内 年增 年减 季增 季减 月增 月减 上一 上期 前一 前期"
).split()

# What follows a time and says which edge of it is meant.
EDGES: Final = {
    "年末": Edge.END,
    "年底": Edge.END,
    "年终": Edge.END,
    "期末": Edge.END,
    "末期": Edge.END,
    "末": Edge.END,
    "底": Edge.END,
    "年初": Edge.START,
    "期初": Edge.START,
    "初期": Edge.START,
    "初": Edge.START,
    "年初以来": Edge.SINCE,
    "初以来": Edge.SINCE,
    "以来": Edge.SINCE,
    "至今": Edge.SINCE,
    "起": Edge.SINCE,
    "开始": Edge.SINCE,
    "期间": Edge.ALL,
    "时期": Edge.ALL,
    "年内": Edge.ALL,
    "内": Edge.ALL,
    "期": Edge.ALL,
}

# Behind these characters an edge is the beginning of another word: 初步, 起草, 至今年, 内外.
NO_EDGES: Final = {
    "年初": "步级中次预计目安确",
    "初": "步级中次心核始创预计目安确",
    "至今": "年天日",
    "起": "草步点伏来",
    "内": "外容",
}

# What may stand behind the name of a plan, which of its years that means, and where a name without
# quotation marks is one.
PLAN_NOUNS: Final = "规划|计划"
PLAN_FIRST: Final = "开局之?年|首年"
PLAN_LAST: Final = "收官之?年|末年"
PLAN_TIME: Final = "收官|时期|期间"
PLAN_SURE: Final = f"期间|时期|期末|末期|{PLAN_NOUNS}|以来"

# What makes a number of years a time before now: 近5年来, 过去十年, 五年间.
YEARS_BEFORE: Final = "过去的?|最?近|这"
YEARS_AFTER: Final = "以来|时间里?|来|间|里|同期"
YEARS_ALONE: Final = "以来|来|间(?!隔)|下来|累计"

# Parts of a year by their first and last month.
PARTS: Final = {
    "上半年": (1, 6), "下半年": (7, 12), "首季": (1, 3), "首季度": (1, 3), "前三个季度": (1, 9),
    **{f"{first}{count}{end}": (1, 9 if count in "三3" else 6)
       for first in "前首" for count in "三两二32" for end in ("季度", "季", "个季度")},
    "前两个季度": (1, 6),
    **{f"{first}{quarter}季度": (3 * n - 2, 3 * n)
       for n in range(1, 5) for quarter in (_DIGITS[n], str(n)) for first in ("", "第")},
    **{f"第{quarter}季": (3 * n - 2, 3 * n)
       for n in range(1, 5) for quarter in (_DIGITS[n], str(n))},
}  # fmt: skip

# Thirds of a month by their first and last day; 0 is the last of the month.
TENS: Final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}

# Days counted from that of publication.
DAYS: Final = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0}

# The date of publication.
NOW: Final = ("目前", "当前", "现在", "现阶段", "如今", "迄今", "至今")

# A figure for each unit of time within the time in force, with that unit.
EVERY: Final = {
    "每年": "year",
    "年均": "year",
    "年平均": "year",
    "每季度": "quarter",
    "季均": "quarter",
    "每月": "month",
    "月均": "month",
    "每天": "day",
    "每日": "day",
    "日均": "day",
}

# A base that is the time in force a year earlier, or the one just before it, of the same length.
STEPS: Final = {"同比": "year", "环比": "length"}

# A year, quarter or month before as Hong Kong, Macao and Taiwan print it, with what has to stand
# around it: 按年实质上升, 年增率, 月减; no 按年龄, 逐年增.
_CHANGES: Final = one_of((*RISES, *FALLS, *EITHER_WAY, *WITH_BASE))
STEPS_BEFORE_CHANGES: Final = (
    "(?:[较比]|与(?=一年之?前的?同))一年之?前(?:的?同[月期季]度?(?:相?比较?)?)?"
    "|按[年季月](?=(?:计|计算|比较|同比|则|亦|再|均|都|仍|更|已|又|实质|名义|实际"
    "|大幅|轻微|小幅|略|略为"
    "|微|急|显著|温和|进一步|持续|继续|分别|累计|平均|净|续|的|,){0,3}"
    f"(?:{_CHANGES}|变化|持平|扩张|跳升))"
    r"|(?<![\d逐每单隔一二三四五六七八九十几多全本当上去今明前后半学财青少中"
    "老春夏秋冬旺淡闰历周百])"
    r"[年季月](?=[增减](?:[率幅]|[约达为逾近超]?(?:达|约)?\d))(?!增年率)"
)

# Times of which the words give no dates.
ERAS: Final = (
    "近年来", "近几年来", "近几年", "近些年来", "近些年", "近年", "历年来", "历年", "往年",
    "多年来", "长期以来", "一直以来",
    "以来", "未来", "今后", "近日", "日前", "近来",
)  # fmt: skip

# Bases without a date, behind 较, 比, 与: 较常年同期, 比上一期.
USUAL: Final = "(?:常年|历史|多年)(?:同期|平均)?"
LAST_TERM: Final = "[上前]一?(?:期|周[一二三四五六日末]?)|上一?(?:财政年度?|财年|会计年度|学年)"

# Words directly before a time that make it a base, with what has to follow within the clause (empty
# where they suffice).
BASES: Final[dict[tuple[str, ...], str]] = {
    ("较", "比", "较之", "相较", "相较于", "相比", "相比于", "对比", "比起"): "",
    ("高于", "低于", "快于", "慢于", "多于", "少于", "好于"): "",
    ("与", "同", "和", "跟"): (
        r"[^,;:。]{0,8}?(?:相比|比较|对照|作比|相较|持平|相同|一致|相当|比(?!重|例|率|值))"
    ),
    ("在", "以", "按", "于"): r"[^,;:。]{0,12}?(?:基础上|[为作]基期|基数|基准)",
}  # fmt: skip

# Of these a share of something at a time is a level, and no growth: 超过去年全年的六成.
SHARE_OF: Final = ("超过", "不足", "不到", "接近")

# Words directly before a time that a multiple or share of it follows: 达到2010年的1.8倍,
# 恢复到2019年的118.6%.
MULTIPLES: Final[dict[tuple[str, ...], str]] = {
    ("是", "为", "相当于", "达", "达到", "已达", "已达到", "已是", "约为", "约是", "仅为", "只有",
     "接近", "超过", "不足", "不到", "恢复到", "恢复至", "恢复为", "增长到", "增加到", "增至",
     "提高到", "是整个", "为整个"): (
        r"(?:全年|同期)?[^,;:。]{0,12}?的[^,;:。\d]{0,2}"
        r"(?:[\d.]+|[一二三四五六七八九十两]+)(?:多|余)?(?:倍|%|成)"
    ),
}  # fmt: skip

# A time after one of these dates the next figure alone, where that goes on to another.
ORIGINS: Final = {
    (
        "由",
        "从",
    ): r"[^,;:。\d]{0,8}\d(?:[^,;:。]{0,14}?|[\d.]{0,5}(?::[\d.]{1,6}){1,5}[^,;:。]{0,8}?)"
    "[到至为成]"
}

# What goes with a base behind it: 与去年相比, 同上年末比.
COMPARED: Final = (
    "(?:的?(?:同期)?(?:平均水平|平均值|均值|平均数))?"
    "(?:(?:相比较?|比较|相较|对照|作比较?|比(?!重|例|率|值))(?:之下|而言)?)?"
)

TURNS: Final = "(?:持平|下降|上涨|上升|增长|减少|下跌|回落|正增长|负增长)转"
# A time before these is that of a record, or of where a turn began: 创近5年新高, 由上月持平转为.
ASIDES: Final = (
    "(?:同期|单月|当月|单季|单日)?的?(?:历史同期)?(?:新高|新低|次高|次低|最高|最低|"
    "最好|最多|最快|最大|高位|低位"
    r"|第[一二三四五六七八九十\d]{1,3}[多少高低位大小强弱暖冷热])"
    "(?:水平|值|[纪记]录|点)?(?=[,;。)!]|$)"
    f"|{TURNS}[为至跌涨升降负正而]"
    r"|[^,;。\d]{1,8}的(?:被动)?(?:局面|态势|势头)"  # 扭转了去年同期下降的局面
)

# A time before these belongs to prices.
PRICES: Final = (
    r"(?:年?(?:平均|年均))?汇率|(?:价格)?(?:不变价|可比价|价格|基期)|同?[期月]?[=为]100\)"
)

# A time after these runs to its end, or from its start on.
UNTIL: Final = ("截至", "截止", "截止到", "截至到")
SINCE: Final = ("自", "自从")

# What a time belongs to where it dates no statement: the target of a plan, an edition.
TOPICS: Final = (
    r"(?:规划|计划)?[确提]?[定出]?的?(?:主要|预期|原定|总体|约束性|各项|发展)*"
    r"(?:目标|任务|指标|第[一二三四五六七八九十\d]+[届次])"
)
