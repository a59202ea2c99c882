"""Chinese official text in, records out: figures with their bounds, units and places; and what the
text claims of them.

>>> from tjstats import zh
>>> text = "累计实现城镇新增就业超过175万人，失业率控制在5.5%的目标以内"
>>> [reading.text for reading in zh.read(text)]
['超过175万人', '控制在5.5%的目标以内']
"""

from __future__ import annotations

from tjstats.records.readings import Reading, Role
from tjstats.zh.checking import check
from tjstats.zh.marking import marked
from tjstats.zh.reader import read
from tjstats.zh.single import read_figure
from tjstats.zh.spans import read_period
from tjstats.zh.statements import observations, targets

__all__ = [
    "Reading",
    "Role",
    "check",
    "marked",
    "observations",
    "read",
    "read_figure",
    "read_period",
    "targets",
]


def __dir__() -> list[str]:
    return list(__all__)
