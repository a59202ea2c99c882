"""Questions over data frames of any engine, native type in and native type out; through narwhals (the extra `frames`)."""

from tjstats.frames.attainments import assess
from tjstats.frames.comparisons import compare
from tjstats.frames.growths import growth
from tjstats.frames.paces import track

__all__ = ["assess", "compare", "growth", "track"]
