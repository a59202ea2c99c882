"""Questions over data frames of any engine, native type in and native type out; through narwhals (the extra `frames`)."""

from tjstats.frames.attainments import assess
from tjstats.frames.comparisons import compare
from tjstats.frames.growths import growth
from tjstats.frames.paces import track
from tjstats.frames.records import from_records, to_records
from tjstats.frames.texts import read
from tjstats.frames.validations import validate
from tjstats.frames.verifications import verify

__all__ = ["assess", "compare", "from_records", "growth", "read", "to_records", "track", "validate", "verify"]
