"""The phrase that a figure is said of: what is left of its clause without times, verbs and words
that only lead in.

The words are tables; nothing is looked up in a dictionary of the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tjstats.zh.verbs import FALLS, RISES, TAIL, TAIL_ENDS

__all__ = [
    "GENERIC",
    "RATE_HEADS",
    "described",
    "listed",
    "noun",
    "noun_after",
    "outside",
    "rate_head",
]

# Words that lead in, and areas that the whole text is about.
_LEADING: Final = (
    "其中 从 对 在 按 就 看 再看 若 若看 若按 自 此 而 且 并 但 同时 此外 另外 另有 还有 以及 及 和 与 由 "
    "把 将 使 让 向 为 到 至 截至 截止 初步核算 经初步核算 据统计 统计显示 "
    "数据显示 预计 预期 力争 确保 争取 努力 计划 拟 实现 完成 全市 全省 全国 全区 全县 全州 全自治区 本市 "
    "我市 我省 我国 我区 全年 累计 合计 总计 共计 "
    "共有 共 已有 已 现有 有 又 也 还 则 均 都 约 因此 其 该 这 这项 的 是 分别 最后 折合 年均 每年 每月"
).split()
# These begin a name as often as they lead in, so they go only where a whole word of the table below
# does not follow.
_NAMES: Final = "|".join(
    (
        "有色 有效 有机 全国人大 其他 其它 与会 和谐 和平 将军 还款 年轻 年龄 年平均 主要污染物 "
        "主要农作物 主要食品 到达 对外 对口 在校 在册 在职 在建 在岗 在学 在线 自来水 自然 自治 "
        "自由 自贸 自有 自产 自行 自驾 自主 自营 其余 每年度 看护 此次 就医 就诊 就读 该市 "
        "是否 又一 按揭 就业 为民 由于 共享 共同 共青团 时期 内河 内资 内销 内需 间接 来访 "
        "来料 方面军"
    ).split()
)
_HEAD: Final = re.compile(
    f"(?:(?!{_NAMES})(?:{'|'.join(sorted(map(re.escape, _LEADING), key=len, reverse=True))}|[,、;:() \n]))+"
)
_HEAD_STARTS: Final = frozenset({word[0] for word in _LEADING} | set(",、;:() \n"))
_BRACKETS: Final = re.compile(r"\([^()]{0,40}\)")
_ENDS_OF_NAMES: Final = re.compile("(?:方面|过程中|当中|之中|里|情况|上)$")
_QUOTES: Final = "\"“”‘’'「」『』《》"
_SIGNS: Final = re.compile(f"[({_QUOTES}]")
_UNQUOTED: Final = {ord(quote): None for quote in _QUOTES}
_LAST: Final = frozenset("面中里况上间占")
# Heads that say nothing alone: they belong to the subject of the sentence.
GENERIC: Final = frozenset(
    "增速 增幅 涨幅 降幅 跌幅 总量 总数 总额 规模 占比 比重 份额 余额 数量 标准 比例 占 增长率 增量 新增 "
    "总规模 面积 人数 户数 总产量 单价 均价 排名 同比增速 其增速 其占比 平均".split()
)
# Heads that make a rate of growth of what stands before them.
RATE_HEADS: Final = ("增速", "增幅", "涨幅", "降幅", "跌幅", "增长率", "涨跌幅")
_CUT: Final = "|".join(
    sorted({*RISES, *FALLS} - {"增", "升", "降", "减", "涨", "跌", "压缩"}, key=len, reverse=True)
)
_AFTER: Final = re.compile(
    rf"的?((?:(?!{_CUT}|(?<!新)增|[降升减涨跌]|占|达|[为比较](?!重)|同比|已)[^,;:!?。、\n()\"“”]){{1,16}})"
)
_NO_NOUN: Final = re.compile("[和及与以至到的左上]")


def outside(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """The text from *start* to *end* without the *spans*, which are in order."""
    if not spans or spans[-1][1] <= start:
        return text[start:end]
    first = len(spans)
    while (
        first and spans[first - 1][1] > start
    ):  # from the end, which is near: sentences may be endless
        first -= 1
    kept, place = [], start
    for left, right in spans[first:]:
        if left < end:
            kept.append(text[place : max(left, place)])
            place = right
    return "".join((*kept, text[place:end]))


def noun(lead: str) -> str:
    """The phrase before a figure: without words that lead in, and without verbs and bounds at its
    end.

    >>> noun("累计实现城镇新增就业预计"), noun("其中,高技能人才"), noun("分别达到")
    ('城镇新增就业', '高技能人才', '')
    """
    if not lead:
        return ""
    if _SIGNS.search(lead):
        lead = _BRACKETS.sub("", lead).translate(_UNQUOTED)
    if lead[-1:] in TAIL_ENDS and (tail := TAIL.match(lead[::-1])):
        lead = lead[: len(lead) - tail.end()]
    if lead[:1] in _HEAD_STARTS and (head := _HEAD.match(lead)):
        lead = lead[head.end() :]
    if lead[-1:] in _LAST:
        lead = _ENDS_OF_NAMES.sub("", lead)
        return lead + "比" if lead.endswith("占") and len(lead) > 1 else lead
    return lead


def described(before: str, lead: str) -> str:
    """The phrase where a figure describes it: 超10亿元 and 的企业有 are 超10亿元的企业.

    >>> described("超10亿元", "的企业有"), described("60岁及以上", "的有")
    ('超10亿元的企业', '60岁及以上')
    """
    name = noun(lead)
    return noun(before + "·")[:-1] + ("的" if name and lead.startswith("的") else "") + name


def rate_head(lead: str) -> str:
    """增速, 增幅 before a figure in points: what changed is a rate of growth.

    >>> rate_head("增速比上年提高"), rate_head("占比提高")
    ('增速', '')
    """
    found = _RATE_HEAD.search(lead)
    return found[0] if found else ""


_RATE_HEAD: Final = re.compile("|".join(RATE_HEADS))
_PLAIN_ENDS: Final = frozenset("、,;:!?。\n()和及与")


def noun_after(text: str, start: int, end: int) -> str:
    """The noun that is counted, behind the figure: 34家[创业孵化平台], 98.1%的[网民]."""
    if start == end or text[start] in _PLAIN_ENDS:
        return ""
    found = _AFTER.match(text, start, end)
    return found[1] if found and not _NO_NOUN.match(found[1]) else ""


# --- lists of names -------------------------------------------------------------------------------

_JOINED: Final = re.compile("、|以及|和|及|与")


def listed(phrase: str, count: int) -> list[str] | None:
    """The names of a list in a phrase, each with the head they share; None where there are not
    *count* of them.

    >>> listed("基本养老、工伤、失业保险参保人数", 3)
    ['基本养老保险参保人数', '工伤保险参保人数', '失业保险参保人数']
    >>> listed("城镇、农村居民人均可支配收入", 2), listed("人均可支配收入城镇、农村", 2)
    (['城镇居民人均可支配收入', '农村居民人均可支配收入'], ['人均可支配收入城镇', '人均可支配收入农村'])
    """
    for joint in (_JOINED, _STRONG):
        parts = [part for part in joint.split(phrase) if part]
        if len(parts) == count > 1:
            return _shared(parts)
    return None


_STRONG: Final = re.compile("、|(?<=、)和|以及")


def _shared(parts: list[str]) -> list[str]:
    """The head of the last name goes to all of them, or the beginning of the first."""
    first, second, last = parts[0], parts[1], parts[-1]
    if first.startswith("第") and not second.startswith("第"):
        head = last[len(first) - 1 :]
        return [
            first + head,
            *("第" + part for part in (*(part + head for part in parts[1:-1]), last)),
        ]
    head = last[_own(last, parts[-2]) :]
    if head:
        return [
            *(
                part if part.endswith(head) else part + head.removeprefix("的")
                for part in parts[:-1]
            ),
            last,
        ]
    if len(first) >= len(second) + 3 and second[-1] not in _HEADS:
        return [first, *(first[: -len(second)] + part for part in parts[1:])]
    return parts


def _own(last: str, before: str) -> int:
    """How many characters of the last name of a list are its own: the rest is said of all."""
    if "的" in last[1:-1]:
        return last.index("的", 1)
    if len(before) > 2 and (place := last.find(before[-2:])) >= 0:
        return place + 2
    return len(last) if before[-1] in _HEADS else min(len(before), len(last))


# The last character of names that are whole: they take no head from the next.
_HEADS: Final = frozenset("额值率数量入出资险费款积产润税肉菜蛋奶")
