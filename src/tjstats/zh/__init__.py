"""Chinese official text in, records out: figures with their bounds, units and places; and what the
text claims of them. They load on first use.

>>> from tjstats import zh
>>> text = "累计实现城镇新增就业超过175万人，失业率控制在5.5%的目标以内"
>>> [reading.text for reading in zh.read(text)]
['超过175万人', '控制在5.5%的目标以内']
"""

from __future__ import annotations

from typing import Final

from tjstats.loading import on_first_use

HOMES: Final = {
    "checking": "check",
    "marking": "marked",
    "reader": "Reading Role read",
    "single": "read_figure",
    "spans": "read_period",
    "statements": "observations targets",
}

__getattr__, __dir__, __all__ = on_first_use(__name__, HOMES)
