"""Ways: the base and the latest value of each series for each target, by the rule of a scheme."""

from __future__ import annotations

from typing import Any, Final

import attrs

from tjstats.frames.bases import TIME, VALUE, join_keys
from tjstats.frames.engines import Frame
from tjstats.frames.layout import OWN, Layout
from tjstats.questions.schemes import BaseRule

__all__ = ["AIMED", "LENGTH", "Times", "of_side", "with_way"]

AIMED: Final = f"{OWN}aimed"  # when the time of the target ends
LENGTH: Final = f"{OWN}length"  # of the periods of the values, in months
_RANK, _BEST, _SEVERAL, _WANTED = f"{OWN}rank", f"{OWN}best", f"{OWN}several", f"{OWN}wanted"


@attrs.frozen
class Times:
    """Which times are asked for, as ordinals. Fields: base, latest (None: the first and the last value), rule (which stands in
    for a base without a value), until_target (nothing after the target's time counts).
    """

    base: int | None
    latest: int | None
    rule: BaseRule
    until_target: bool

    def base_rank(self, ns: Any, time: Any) -> Any:
        """The smaller, the nearer to the base asked for; null for what cannot be it."""
        if self.base is None:
            return time
        if self.rule is BaseRule.EXACT:
            return ns.when(time == self.base).then(time)
        if self.rule is BaseRule.NEXT_LATER:
            return ns.when(time >= self.base).then(time)
        return (time - self.base).abs() * 2 + ns.when(time < self.base).then(ns.lit(1)).otherwise(ns.lit(0))

    def latest_rank(self, ns: Any, time: Any, aimed: Any) -> Any:
        """The smaller, the later; null for what cannot be the latest value."""
        if self.latest is not None:
            return ns.when(time == self.latest).then(time)
        return ns.when(time <= aimed).then(-time) if self.until_target else -time


def with_way(asked: Frame, values: Frame, shared: Layout, period: str, times: Times, beside: tuple[str, ...] = ()) -> Frame:
    """The targets with BASE_PERIOD, BASE_VALUE, LATEST_PERIOD and LATEST_VALUE, their ordinals, and how many rows there are
    of each: more than one is no choice of ours. Columns *beside* are taken from both rows too (`of_side`).
    """
    ns, col = asked.ns, asked.ns.col
    by = [*join_keys(shared), AIMED]
    known = values.data.filter(~col(VALUE).is_null() & ~col(TIME).is_null()).select(
        *join_keys(shared), TIME, VALUE, LENGTH, period, *beside
    )
    wanted = asked.data.select(*by, ns.lit(1).alias(_WANTED)).group_by(*by).agg(col(_WANTED).sum()).select(*by)
    pairs = asked.join(wanted, known, join_keys(shared), "inner")
    data = asked.data
    for side, rank in (
        ("BASE", times.base_rank(ns, col(TIME))),
        ("LATEST", times.latest_rank(ns, col(TIME), col(AIMED))),
    ):
        data = asked.join(data, _first(asked, pairs, by, rank, side, period, beside), by)
    return asked.with_data(data)


def of_side(side: str, name: str) -> str:
    """Where the value that a column has in the row of a side is found."""
    return f"{OWN}{side}_{name}"


def _first(frame: Frame, pairs: Any, by: list[str], rank: Any, side: str, period: str, beside: tuple[str, ...]) -> Any:
    """The row of the smallest rank for each target."""
    col = frame.ns.col
    ranked = pairs.with_columns(rank.alias(_RANK)).filter(~col(_RANK).is_null())
    best = ranked.group_by(*by).agg(col(_RANK).min().alias(_BEST))
    found = frame.join(ranked, best, by, "inner").filter(col(_RANK) == col(_BEST))
    taken = {VALUE: f"{side}_VALUE", period: f"{side}_PERIOD", TIME: f"{OWN}{side}", LENGTH: f"{OWN}{side}_length"}
    taken |= {name: of_side(side, name) for name in beside}
    rows = col(_RANK).count().alias(f"{OWN}{side}_rows")
    return found.group_by(*by).agg(*(col(old).max().alias(new) for old, new in taken.items()), rows)
