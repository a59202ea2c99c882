"""The words before a figure, by themselves: the verb or noun of change at their end, the name that
they hold, and what else they say of it.

Most are few and stand in every text (增长, 其中, 占), so each is looked at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tjstats.zh.lexicon.changes import (
    BESIDE,
    CONTRIBUTION,
    DISTANCE,
    DISTANCE_OF_LEVELS,
    FORECAST,
    GOAL_DONE,
    RUNNING,
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
_OF_GOAL: Final = re.compile(GOAL_DONE)
_RUNNING: Final = re.compile(RUNNING)
_STANDING: Final = re.compile(STANDING)
_ENDS: Final = ("to", "moved")
_OPENING: Final = ("从", "由")
_NO_CHANGE: Final = "", "", ""
_LONG: Final = 32  # as no two texts have it


class Lead:
    """What the words before a figure say by themselves.

    Fields: words; kind (of the words of change at their end, as `verbs` has it, "" without any),
    verb (of them), ending (到, where the change ends at the figure); name (of what the figure is
    said); part (其中), respectively (分别, 依次), running (累计), total (since January: 累计完成),
    opens (由, 从: another figure follows). What few figures ask is worked out when they do.
    """

    __slots__ = (
        "ending", "kind", "name", "opens", "part", "respectively", "running", "total", "verb",
        "words",
    )  # fmt: skip

    words: str
    kind: str
    verb: str
    ending: str
    name: str
    part: bool
    respectively: bool
    running: bool
    total: bool
    opens: bool

    def __init__(self, words: str) -> None:
        self.words = words
        last = words[-1:]
        self.kind, self.verb, self.ending = _change(words) if last in CUE_ENDS else _NO_CHANGE
        self.name = noun(words)
        self.part = "其中" in words
        self.respectively = "分别" in words or "依次" in words
        self.running = "累计" in words[:4]
        self.total = "累计" in words and _RUNNING.search(words) is not None
        self.opens = last in _OPENING

    @property
    def short(self) -> bool:
        """Whether it is a change only behind a base: 高, 多, and a contribution: 拉动经济增长."""
        if self.kind == "short":
            return True
        return self.kind != "" and _CONTRIBUTION.search(self.words) is not None

    @property
    def forecast(self) -> bool:
        """Whether the figure is how far a forecast is off: 较8月预测数增加0.2个百分点."""
        words = self.words
        return ("测" in words or "估" in words) and _FORECAST.search(words[-16:]) is not None

    def apart(self, points: bool) -> bool:
        """Whether the figure, in *points* or a level, is how far two things are apart:
        高于全国2.9个百分点, 比城镇低3.2万人.
        """
        if self.kind == "short" and _BESIDE.search(self.words[-20:]):
            return True
        return (_DISTANCE if points else _DISTANCE_OF_LEVELS).search(self.words) is not None

    @property
    def of_goal(self) -> bool:
        """Whether the figure is what was asked, of which a share was done: 完成全年预算."""
        return _OF_GOAL.search(self.words) is not None

    @property
    def standing(self) -> bool:
        """Whether the figure is of the end of a time: 保有量."""
        return _STANDING.search(self.words) is not None


def lead(words: str) -> Lead:
    """What the words before a figure say.

    >>> lead("其中,出口增长").verb, lead("由").opens, lead("失业人员再就业").name
    ('增长', True, '失业人员再就业')
    """
    return _kept(words) if len(words) < _LONG else Lead(words)


_kept: Final = lru_cache(maxsize=4096)(Lead)


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
