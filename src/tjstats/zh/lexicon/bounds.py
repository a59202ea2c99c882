"""The words around a number in official Chinese: bounds before and after it, and what makes a
numeral no figure.

Each rule is a table. A word of a bound names its `Qualifier`; whether the number is in follows from
that.
"""

from __future__ import annotations

import re
from typing import Final

from tjstats.values.qualifiers import Qualifier

__all__ = [
    "AFTER",
    "BEFORE",
    "BEFORE_ABOUT",
    "CONTROLLED",
    "ENDS",
    "FAR",
    "ITSELF",
    "JOINS",
    "KEPT_IN",
    "LENGTHS_AFTER",
    "LENGTHS_BEFORE",
    "LEVELS",
    "LEVEL_BOUNDS",
    "LIMITED",
    "MORE_AFTER",
    "NOT_AROUND",
    "NOT_INSIDE",
    "NOT_MORE",
    "NO_WHOLE",
    "OF",
    "RANGES",
    "RANKS_BEFORE",
    "STARTS_AFTER",
    "STEPS",
    "SURPLUS",
]

_OVER, _AT_LEAST, _UNDER, _AT_MOST = (
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.UNDER,
    Qualifier.AT_MOST,
)
_ABOUT, _NEARLY = Qualifier.ABOUT, Qualifier.NEARLY

# Directly before the number, with 了, 为, 占 and the like where the language puts them.
_BEFORE_STEMS: Final = {
    _OVER: (
        "超过 超出 超 突破 逾 跨越 跨过 跨上 迈上 迈过 迈入 迈进 站上 跃上 登上 冲破 高于 大于 "
        "多于 破 越过 远超 首超 过"
    ),
    _AT_LEAST: (
        "不低于 不少于 不小于 不下于 不下 不亚于 不短于 不弱于 不得低于 不得少于 至少 最少 "
        "起码 达到或超过 达到或高于 "
        "等于或高于 等于或大于 大于或等于 大于等于 高于或等于 ≥ ⩾"
    ),
    _UNDER: "跌破 跌穿 不到 不足 不满 未满 未到 未达到 低于 小于 少于 短于 尚不足 远低于",
    _AT_MOST: (
        "不超过 不超 不高于 不大于 不多于 不长于 不突破 未超过 未突破 不得超过 不得高于 "
        "不得多于 不能超过 最多不超过 最高不超过 "
        "最多 至多 等于或低于 小于或等于 小于等于 低于或等于 控制在不超过 ≤ ⩽"
    ),
    _ABOUT: "约 大约 大概 约莫 大致 估计约",
    _NEARLY: "近 接近 将近 几近 逼近 直逼",
}
_AFTER_STEM: Final = {"了": (_OVER, _NEARLY)} | dict.fromkeys("为占有达合", (_ABOUT,))
BEFORE: Final = {
    word + more: qualifier
    for qualifier, words in _BEFORE_STEMS.items()
    for word in words.split()
    for more in ("", *(each for each, qualifiers in _AFTER_STEM.items() if qualifier in qualifiers))
} | {">": _OVER, "<": _UNDER, "＞": _OVER, "＜": _UNDER}

STEPS: Final = frozenset("跨越 跨过 跨上 迈上 迈过 迈入 迈进 站上 跃上 登上 突破 越过".split())

# Words that end like one of those and are none: the character before the bound word.
NOT_AROUND: Final = {
    "约": "节签预履违合公条契集制邀特应失毁守大",
    "近": "最附邻临远亲毗靠就相新晚",
    "过": "通经不超胜路度",
    "破": "侦告突爆攻打识撞",
    "超": "赶反高买卖",
    "逾": "",
}

# Before 超 a balance of trade, and no expenditure above a number: ,出超225.69亿美元, not 支出超.
SURPLUS: Final = "(?:^|[,;:。、]|贸易|收支|相抵后?)[出入]$"

# Words that end like one of those, and do not make it another word: 折合约.
BEFORE_ABOUT: Final = ("折合", "共计", "总和")

# What a share is of, between a bound word and the number: no stop, no digit, no other numeral.
OF: Final = (
    r"(?:一般|[A-Z]\d|[去上全同]年|年[度初末底中]|上月|一季度|"
    r"[^,。;:、\d零〇一二两三四五六七八九十百千万亿几数年月]){1,14}?"
)
# What is not the whole of a share, but a figure that another is above or below.
NO_WHOLE: Final = re.compile("预期|目标|计划|平均|水平|增速|涨幅|增幅|降幅")

# After the number and its unit.
AFTER: Final = {
    "以上": _AT_LEAST,
    "及以上": _AT_LEAST,
    "或以上": _AT_LEAST,
    "以上的水平": _AT_LEAST,
    "之上": _AT_LEAST,
    "以下": _AT_MOST,
    "及以下": _AT_MOST,
    "或以下": _AT_MOST,
    "之下": _AT_MOST,
    "以内": _AT_MOST,
    "之内": _AT_MOST,
    "左右": _ABOUT,
    "上下": _ABOUT,
    "许": _ABOUT,
    "有余": Qualifier.SOME_OVER,
}

# Behind the number as far as the noun that is bounded: 5.5%的目标以内, 20%的水平以下.
LEVELS: Final = "目标值?|水平|范围|标准|区间|上限|限额|幅度|规模"
LEVEL_BOUNDS: Final = "预期|控制|调控|约束性|规划"
FAR: Final = "以上|以下|以内|之内|左右"
# In the brackets of an end: 含本数.
ITSELF: Final = "本数|本级"

# How one number goes on to the next: a range, or a list that shares unit and qualifier.
RANGES: Final = frozenset("- – — ― ─ ━ ~ 至 到 —— -- ─- 一".split())
JOINS: Final = frozenset("、 和 与 及 以及 或 , / 、和 和约 、约".split())

# In brackets, alone or before 本数, 本级 or the number again: whether the end is in.
ENDS: Final = {"含": True, "不含": False, "包含": True, "不包含": False, "均含": True, "都含": True}

# A number of years, months or days is a figure where it is said to be a length; otherwise it dates
# the statement.
LENGTHS_BEFORE: Final = tuple(
    "连续 持续 长达 历时 为期 延长 延长到 延长至 延长为 缩短 缩短到 缩短至 缩减 提前 推迟 满 "
    "不满 未满 "
    "年限 年限为 年限达 年限达到 寿命 寿命为 寿命达 寿命达到 期限 期限为 期限最长 最长 最短 "
    "工期 工龄 任期 学制 "
    "提高 增加 增加到 提高到 提高至 达 达到 为 由 从 至 到 有效期 保质期 存续期 周期 周期为 "
    "相当于 等于 徒刑 拘役 用时 需时 教龄 党龄 "
    "压减 压缩 压缩至 压缩到 减少 上升 上升到 缴费 服务 累计 不少于 不低于 不超过 超过 至少 "
    "最多 不得超过 约 近".split()
)
LENGTHS_AFTER: Final = tuple(
    "以上 及以上 以下 及以下 左右 以内 之内 之久 时间 的时间 期限 的期限 的春运 的假期 "
    "的有效期 的保护期 "
    "(含) (不含) "
    "提高 延长 缩短 提前 不等 的历史".split()
)

# Ranks and ordinals: the word before the number.
RANKS_BEFORE: Final = tuple(
    "第 排名 排 列 居 位居 位列 名列 前 全国前 列第 居第 前移至 升至第".split()
)

STARTS_AFTER: Final = frozenset(
    {word[0] for word in AFTER} | set("(的目多余内范水")
)  # how they begin behind the unit

CONTROLLED: Final = ("控制在", "限制在", "压减到")
KEPT_IN: Final = ("控制在", "限制在", "控在", "稳定在")  # 5.5%内

NOT_MORE: Final = frozenset("种样元次年层方地数家个项媒晶式少维功边头发于点处用云能民重极位")

LIMITED: Final = frozenset("天 日 个工作日 工作日 个自然日 小时 个小时 分钟 秒 周 个月".split())

NOT_INSIDE: Final = frozenset("地外部蒙容需涵资陆生河销循的在能")

MORE_AFTER: Final = frozenset(
    "year month day hour week ratio percent person km m CNY tonne kg mu USD".split()
)
