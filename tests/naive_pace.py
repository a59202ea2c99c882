"""A second, naive computation of pace with fractions, written from the offices' texts and not from the library.

Roots are integer roots with 60 digits, logarithms a series; thresholds and codes stand here once more, as published.
Levels are above zero. Nothing here imports tjstats.
"""

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

SCALE = 10**60
PERCENT = Fraction(1, 100)


def root(x: Fraction, n: int) -> Fraction:
    """The n-th root, rounded down to 60 digits."""
    target = x.numerator * SCALE**n // x.denominator
    guess = 1 << (target.bit_length() // n + 1)
    while True:
        lower = ((n - 1) * guess + target // guess ** (n - 1)) // n
        if lower >= guess:
            return Fraction(guess, SCALE)
        guess = lower


def power(x: Fraction, top: int, bottom: int) -> Fraction:
    return root(x**top, bottom) if top >= 0 else 1 / root(x**-top, bottom)


def ln(x: Fraction) -> Fraction:
    """The natural logarithm: halved or doubled to near one, then 2·artanh((x − 1)/(x + 1))."""
    twos = 0
    while x > Fraction(4, 3):
        x, twos = x / 2, twos + 1
    while x < Fraction(2, 3):
        x, twos = x * 2, twos - 1
    return _artanh_twice(x) + (twos * _artanh_twice(Fraction(2)) if twos else 0)


def _artanh_twice(x: Fraction) -> Fraction:
    wide = SCALE * SCALE
    y = abs(x - 1) / (x + 1)
    term = y.numerator * wide // y.denominator
    square, total, n = term * term // wide, 0, 1
    while term:
        total, n = total + term // n, n + 2
        term = term * square // wide
    return Fraction(2 * total if x >= 1 else -2 * total, wide)


class Way(NamedTuple):
    """Levels at the base, now and in the target (None: no target), whether up is good, years so far and in total."""

    base: Fraction
    latest: Fraction
    goal: Fraction | None
    rising: bool
    elapsed: int
    span: int


class Answer(NamedTuple):
    """The answer of a scheme. `edge` is the distance from a threshold if the value is near it but not on it."""

    value: Fraction | None
    status: str
    score: Fraction | None
    required: Fraction | None
    edge: Fraction


def rate(now: Fraction, then: Fraction, years: int) -> Fraction:
    return root(now / then, years) - 1


# --- values with a target -----------------------------------------------------------------------------------------------


def ratio(w: Way) -> Fraction:
    sign = 1 if w.rising else -1
    return sign * rate(w.latest, w.base, w.elapsed) / abs(rate(w.goal, w.base, w.span))


def signed_ratio(w: Way) -> Fraction:
    return rate(w.latest, w.base, w.elapsed) / rate(w.goal, w.base, w.span)


def projected_share(w: Way) -> Fraction:
    there = w.latest * power(w.latest / w.base, w.span - w.elapsed, w.elapsed)
    return (there - w.base) / (w.goal - w.base)


def log_share(w: Way) -> Fraction:
    return ln(w.latest / w.base) / ln(w.goal / w.base)


def linear_share(w: Way) -> Fraction:
    return (w.latest - w.base) / (w.goal - w.base)


STATCAN = ("substantial_progress", "moderate_progress", "limited_progress", "deterioration")
OPEN_SDG = ("on_track", "acceleration_needed", "limited_progress", "deterioration")
EUSTAT = (
    "significant_progress", "moderate_progress", "no_progress", "moderate_deterioration", "significant_deterioration",
)  # fmt: skip
EUROSTAT = ("significant_progress", "moderate_progress", "insufficient_progress", "movement_away")
AWAY = (
    "significant_progress", "moderate_progress", "no_progress", "moderate_movement_away", "significant_movement_away",
)  # fmt: skip
UNDP = (
    "On Track",
    "Fair progress but acceleration needed",
    "Limited or No Progress",
    "Deterioration",
)
SCHEDULE = ("on_schedule", "behind_schedule")

# scheme: formula, cuts (the number belongs to the better side), codes, code for reached, score's knots
WITH_TARGET = {
    "statcan": (ratio, ("0.95", "0.6", "0"), STATCAN, "target_achieved", "rounded"),
    "open-sdg": (ratio, ("0.95", "0.6", "0"), OPEN_SDG, "target_achieved", "exact"),
    "eustat": (
        ratio,
        ("0.95", "0.6", "0"),
        (*EUSTAT[:2], *EUSTAT[3:]),
        "significant_progress",
        "exact",
    ),
    "eurostat": (ratio, ("0.95", "0.6", "0"), EUROSTAT, "significant_progress", None),
    "un2023": (projected_share, ("0.95", "0.1"), ("3", "2", "1"), "3", None),
    "undp": (signed_ratio, ("0.95", "0.5", "-0.1"), UNDP, "Target Achieved", None),
    "plan-log": (log_share, ("1",), SCHEDULE, "completed", None),
    "plan-linear": (linear_share, ("1",), SCHEDULE, "completed", None),
}
# scheme: cuts in percent a year, whether a number itself belongs to the better side, codes, natural limits
WITHOUT_TARGET = {
    "statcan": (("1.5", "0.5", "0"), (True, True, True), STATCAN, True),
    "open-sdg": (("1.5", "0.5", "0"), (True, True, True), OPEN_SDG, True),
    "eustat": (("1", "0.1", "-0.1", "-1"), (False, False, True, True), EUSTAT, True),
    "eurostat": (("1", "0.1", "-0.1", "-1"), (True, True, True, True), AWAY, False),
    "un2023": (("2", "0.5"), (True, True), ("3", "2", "1"), False),
}
KNOTS = {
    "exact": (("-0.6", "-5"), ("0.6", "0"), ("1.3", "5")),
    "statcan": (("-0.02", "-5"), ("0", "-2.5"), ("0.005", "0"), ("0.015", "2.5"), ("0.02", "5")),
    "open-sdg": (("-0.02", "-5"), ("0", "-2.5"), ("0.005", "0"), ("0.015", "2.5"), ("0.02", "5")),
    "eustat": (("-0.02", "-5"), ("0.02", "5")),
}


def score(kind: str, x: Fraction) -> Fraction:
    """Linear between knots, constant beyond them; the rounded lines of the data files stand alone."""
    if kind == "rounded":
        line = (
            Fraction("7.1429") * x - Fraction("4.2857")
            if x >= Fraction("0.6")
            else Fraction("4.1667") * x - Fraction("2.5")
        )
        return max(Fraction(-5), min(Fraction(5), line))
    knots = [(Fraction(a), Fraction(b)) for a, b in KNOTS[kind]]
    if x <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return knots[-1][1]


def with_target(scheme: str, w: Way) -> Answer:
    """Achieved if the level meets the target; else the band of the value, for plans divided by the share of time elapsed."""
    formula, cuts, codes, reached, knots = WITH_TARGET[scheme]
    strict = scheme == "undp"
    good = w.latest - w.goal if w.rising else w.goal - w.latest
    met = good > 0 or (good == 0 and not strict)
    if scheme.startswith("plan") and not w.rising and w.base <= w.goal:  # a ceiling, not a way down
        return Answer(None, "within_limit" if met else "over_limit", None, None, Fraction(1))
    if w.goal == w.base:
        return Answer(
            None, reached if met else "", Fraction(5) if met and knots else None, None, Fraction(1)
        )
    value = formula(w)
    judged = value / min(Fraction(w.elapsed, w.span), 1) if scheme.startswith("plan") else value
    limits = [Fraction(cut) for cut in cuts]
    edge = min((abs(judged - cut) for cut in limits if judged != cut), default=Fraction(1))
    status = reached if met else codes[sum(judged < cut for cut in limits)]
    points = None if knots is None else Fraction(5) if met else score(knots, value)
    return Answer(value, status, points, rate(w.goal, w.base, w.span) * 100, edge)


def closeness(base: Fraction, limit: Fraction, rising: bool) -> Fraction:
    """The factor on positive thresholds near a natural limit; 1 far from it."""
    if rising:
        near = base / limit if base <= limit else Fraction(0)
    else:
        near = (2 * limit - base) / limit if limit <= base < 2 * limit else Fraction(0)
    return 1 - power(near, 111, 25) if near else Fraction(1)


def without_target(scheme: str, w: Way, limit: Fraction | None = None) -> Answer:
    """The yearly rate in the good direction against thresholds, of which the positive ones shrink near a limit."""
    cuts, included, codes, _ = WITHOUT_TARGET[scheme]
    value = rate(w.latest, w.base, w.elapsed) * (1 if w.rising else -1)
    near = Fraction(1) if limit is None else closeness(w.base, limit, w.rising)
    limits = [Fraction(cut) * PERCENT * (near if Fraction(cut) > 0 else 1) for cut in cuts]
    below = sum(
        value < cut or (value == cut and not own) for cut, own in zip(limits, included, strict=True)
    )
    status = codes[0] if not near and value >= 0 else codes[below]
    points = None
    if scheme in KNOTS:
        points = (
            Fraction(5)
            if not near and value >= 0
            else score(scheme, value / near if value > 0 else value)
        )
    edge = min((abs(value - cut) for cut in limits if value != cut), default=Fraction(1))
    return Answer(value, status, points, None, edge)
