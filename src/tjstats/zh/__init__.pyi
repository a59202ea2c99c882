# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats.zh.checking import check as check
from tjstats.zh.marking import marked as marked
from tjstats.zh.reader import Reading as Reading
from tjstats.zh.reader import Role as Role
from tjstats.zh.reader import read as read
from tjstats.zh.single import read_figure as read_figure
from tjstats.zh.spans import read_period as read_period
from tjstats.zh.statements import observations as observations
from tjstats.zh.statements import targets as targets

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
