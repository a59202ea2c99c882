"""The questions as methods of a frame: `df.tj.growth("1y")` for pandas and Polars, eager and lazy.

An import of this module registers them with those of the two that are installed, and does nothing
else.

>>> import polars as pl
>>> import tjstats.frames.accessors
>>> jobs = pl.DataFrame({"year": [2021, 2022], "jobs": [37.62, 35.55]})
>>> jobs.tj.growth(keys=[], period="year", value="jobs")["RATE"].round(1).to_list()
[None, -5.5]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from tjstats.frames.attainment import assess
from tjstats.frames.comparison import compare
from tjstats.frames.growth_rates import growth, verify
from tjstats.frames.pace import track
from tjstats.frames.rows import to_records
from tjstats.frames.validation import validate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tjstats.frames.engines import Native
    from tjstats.values.periods import Period

__all__ = ["NAME"]

NAME: Final = "tj"
"""The attribute of a frame."""

P = ParamSpec("P")
Answer = TypeVar("Answer")


def _of_frame(
    question: Callable[Concatenate[Native, P], Answer],
) -> Callable[Concatenate[_Questions, P], Answer]:
    """A question as a method, whose frame is the first argument."""

    @wraps(question)
    def method(self: _Questions, /, *args: P.args, **named: P.kwargs) -> Answer:
        return question(self._frame, *args, **named)

    return method


class _Questions:
    """The questions about one frame. The arguments are those of the functions in `tjstats.frames`
    behind the frame.
    """

    def __init__(self, frame: Native) -> None:
        self._frame = frame

    assess = _of_frame(assess)
    compare = _of_frame(compare)
    growth = _of_frame(growth)
    to_records = _of_frame(to_records)
    track = _of_frame(track)
    validate = _of_frame(validate)
    verify = _of_frame(verify)

    def read(
        self,
        text: str,
        *,
        published: date | Period | str | None = None,
        keep: Sequence[str] | None = None,
        workers: int | None = None,
    ) -> Native:
        """One row for each figure in a column of texts, as `tjstats.frames.read`."""
        from tjstats.frames.texts import read  # the reader of texts takes a second to load

        return read(self._frame, text, published=published, keep=keep, workers=workers)


def _register() -> None:
    """Give the frames of pandas and Polars the attribute."""
    if find_spec("pandas"):
        from pandas.api.extensions import register_dataframe_accessor

        register_dataframe_accessor(NAME)(_Questions)
    if find_spec("polars"):
        from polars import api

        api.register_dataframe_namespace(NAME)(_Questions)
        api.register_lazyframe_namespace(NAME)(_Questions)


_register()
