"""Questions over data frames of any engine, native type in and native type out; through narwhals (the extra `frames`)."""

from tjstats.frames.attainments import assess
from tjstats.frames.growths import growth
from tjstats.frames.records import from_records, to_records

__all__ = ["assess", "from_records", "growth", "to_records"]
