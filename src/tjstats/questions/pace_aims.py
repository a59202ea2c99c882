"""What a target aims at for a pace: the level that decides, the good side of it, and whether it is reached."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import attrs

from tjstats.questions.pace_formulas import COMPOUND
from tjstats.questions.pace_numbers import plain
from tjstats.questions.schemes import Formula, Scheme
from tjstats.records.classifications import Direction
from tjstats.records.targets import accepted
from tjstats.values.bounds import Bounds, point
from tjstats.values.figures import Figure
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Aim", "aim_at"]

_ENDS: Final = (Decimal(0), Decimal(100))


@attrs.frozen
class Aim:
    """The level to reach. Fields: figure, level (the plain number), rising (good is up), closed (the number itself will do)."""

    figure: Figure
    level: Decimal
    rising: bool
    closed: bool = True

    def met(self, latest: Figure, rules: Scheme) -> Verdict:
        """Whether the latest level reaches it: at its word, like every question about levels."""
        at, closed = latest.bounds, self.closed and not rules.strict
        accepts = Bounds(self.level, None, closed) if self.rising else Bounds(None, self.level, upper_closed=closed)
        if accepts.contains(at) or self._near(at, latest.unit, rules):
            return Verdict.YES
        return Verdict.UNKNOWN if accepts.overlaps(at) else Verdict.NO

    def _near(self, at: Bounds, kind: Unit, rules: Scheme) -> bool:
        """So close to 0 % or 100 % as the scheme lets pass."""
        if rules.near is None or kind.code != "percent" or self.level not in _ENDS:
            return False
        return (Bounds(rules.near.copy_negate(), rules.near) + point(self.level)).contains(at)


def aim_at(goal: Figure, direction: Direction, base: Figure | None, rules: Scheme, zero: Decimal | None) -> Aim | Reason:
    """The end that counts of what a target accepts. *zero* stands in for a target of zero, which has no growth rate.

    A target of one number with no good direction lies on the side to which the way from the base leads, for formulas of
    distance; a ratio of rates needs the direction.
    """
    accepts = accepted(goal, direction)
    if accepts.lower is not None and accepts.upper is not None:
        distance = rules.formula not in (Formula.RATIO, Formula.SIGNED_RATIO)
        if base is None or not distance or not accepts.is_point:
            return Reason.TWO_SIDED_NEEDS_RANGE
        upwards = accepts.lower >= plain(base.to(goal.unit))
        accepts = Bounds(accepts.lower, None) if upwards else Bounds(None, accepts.upper)
    rising = accepts.upper is None
    end = accepts.lower if rising else accepts.upper
    assert end is not None
    if not end and zero is not None and rules.formula in COMPOUND:
        end = zero.copy_negate() if base is not None and base.value < 0 else zero
    return Aim(goal.exactly(end), end, rising, accepts.lower_closed if rising else accepts.upper_closed)
