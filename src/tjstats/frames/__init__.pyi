# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats.frames.attainment import assess as assess
from tjstats.frames.comparison import compare as compare
from tjstats.frames.evaluations import from_evaluation as from_evaluation
from tjstats.frames.growth_rates import growth as growth
from tjstats.frames.growth_rates import verify as verify
from tjstats.frames.pace import track as track
from tjstats.frames.records import from_records as from_records
from tjstats.frames.rows import to_records as to_records
from tjstats.frames.texts import read as read
from tjstats.frames.validation import validate as validate

__all__ = [
    "assess",
    "compare",
    "from_evaluation",
    "from_records",
    "growth",
    "read",
    "to_records",
    "track",
    "validate",
    "verify",
]
