# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats.views import pictures as pictures
from tjstats.views import plans as plans
from tjstats.views import report as report

__all__ = [
    "pictures",
    "plans",
    "report",
]
