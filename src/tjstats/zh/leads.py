"""The words before a figure, by themselves: the verb or noun of change at their end, the name that
they hold, and what else they say of it.

Most are few and stand in every text (增长, 其中, 占), so each is looked at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from tjstats.zh.lexicon.changes import (
    BESIDE,
    CONTRIBUTION,
    DISTANCE,
    DISTANCE_OF_LEVELS,
    FORECAST,
    STANDING,
)
from tjstats.zh.phrases import noun
from tjstats.zh.verbs import CUE, CUE_ENDS

__all__ = ["Lead", "lead"]

_CONTRIBUTION: Final = re.compile(CONTRIBUTION)
_DISTANCE: Final = re.compile(DISTANCE)
_DISTANCE_OF_LEVELS: Final = re.compile(DISTANCE_OF_LEVELS)
_FORECAST: Final = re.compile(FORECAST)
_BESIDE: Final = re.compile(BESIDE)
_STANDING: Final = re.compile(STANDING)
_ENDS: Final = ("to", "moved")
_NO_CHANGE: Final = "", "", ""
_LONG: Final = 32  # as no two texts have it


class Lead(NamedTuple):
    """What the words before a figure say by themselves.

    Fields: words; kind (of the words of change at their end, as `verbs` has it, "" without any),
    verb (of them), ending (到, where the change ends at the figure); short (a change only behind a
    base: 高, 多, and a contribution: 拉动经济增长); forecast (the figure is how far a forecast is
    off: 较8月预测数增加0.2个百分点), beside, points_apart, levels_apart (how far two things are
    apart); name (of what the figure is said); standing (at the end of a time: 保有量), part
    (其中), respectively (分别, 依次), running (累计), opens (由, 从: another figure follows).
    """

    words: str
    kind: str
    verb: str
    ending: str
    short: bool
    forecast: bool
    beside: bool
    points_apart: bool
    levels_apart: bool
    name: str
    standing: bool
    part: bool
    respectively: bool
    running: bool
    opens: bool


def lead(words: str) -> Lead:
    """What the words before a figure say.

    >>> lead("其中,出口增长").verb, lead("由").opens, lead("失业人员再就业").name
    ('增长', True, '失业人员再就业')
    """
    return _read(words) if len(words) < _LONG else _read.__wrapped__(words)


@lru_cache(maxsize=4096)
def _read(words: str) -> Lead:
    kind, verb, ending = _change(words) if words[-1:] in CUE_ENDS else _NO_CHANGE
    return Lead(
        words,
        kind,
        verb,
        ending,
        kind == "short" or (kind != "" and _CONTRIBUTION.search(words) is not None),
        ("测" in words or "估" in words) and _FORECAST.search(words[-16:]) is not None,
        kind == "short" and _BESIDE.search(words[-20:]) is not None,
        _DISTANCE.search(words) is not None,
        _DISTANCE_OF_LEVELS.search(words) is not None,
        noun(words),
        _STANDING.search(words) is not None,
        "其中" in words,
        "分别" in words or "依次" in words,
        "累计" in words[:4],
        words[-1:] in ("从", "由"),
    )


def _change(words: str) -> tuple[str, str, str]:
    """The kind of the words of change at the end, the verb or noun, and its ending; they are read
    backwards.
    """
    cue = CUE.match(words[:-41:-1])
    if cue is None:
        return _NO_CHANGE
    kind = cue.lastgroup or ""
    ending = cue[0][: cue.start(kind)][::-1].removeprefix("的") if kind in _ENDS else ""
    return kind, cue[kind][::-1], ending
