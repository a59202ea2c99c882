"""Small worlds of exact quarterly values, what offices print of them, and what a target asks of them.

A world is all that ever happens; prints hold it in their intervals, so whatever an answer says must hold in it. The
truth is worked out with fractions from the design's rules; the library makes the records only.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import NamedTuple

import attrs

from tests.naive_pace import root
from tjstats import AsOf, Figure, Indicator, Observation, Period, Target

FIRST, QUARTERS = 2019, 32
UNITS = {"flow": "亿元", "stock": "亿元", "average": "元/月", "rate": "%", "index": "ratio"}
GROWTH = ("change", "growth", "factor", "average_growth")


def _span(start: int, count: int) -> Period:
    """The period of some quarters, from the quarter at a place."""
    last = start + count - 1
    end = date(FIRST + last // 4, last % 4 * 3 + 3, 30 if last % 4 in (1, 2) else 31)
    return Period(date(FIRST + start // 4, start % 4 * 3 + 1, 1), end)


class Printed(NamedTuple):
    """What is printed of quarters from a place on: of all of them, or at their end; a growth has a base place."""

    start: int
    count: int
    figure: Figure | None


class World(NamedTuple):
    """Fields: indicator, quarters (exact values), signed (a quarter may be below zero)."""

    indicator: Indicator
    quarters: tuple[Fraction, ...]
    signed: bool

    @property
    def is_stock(self) -> bool:
        return self.indicator.nature == "stock"

    def value(self, start: int, count: int) -> Fraction:
        """The total, the mean, or the level at the end."""
        inside = self.quarters[start : start + count]
        if self.is_stock:
            return inside[-1]
        return sum(inside) if self.indicator.nature == "flow" else sum(inside) / count

    def time(self, start: int, count: int):
        return AsOf(_span(start, count).end) if self.is_stock else _span(start, count)


def world(r: Random) -> World:
    nature = r.choice([*UNITS, "flow", "flow"])
    direction = r.choice(["higher", "lower", "neither"])
    net = nature == "flow" and r.random() < 0.2
    signed = net or r.random() < 0.15
    most = r.choice([3, 12, 40])
    low = -most // 2 if signed else r.choice([0, 1])
    quarters = tuple(Fraction(r.randint(low, most)) for _ in range(QUARTERS))
    return World(Indicator("test.any", UNITS[nature], nature, direction, net=net), quarters, signed)


# --- prints -------------------------------------------------------------------------------------------------------------


def _text(x: Fraction) -> str:
    return str(Decimal(x.numerator) / Decimal(x.denominator))


def _is_short(x: Fraction) -> bool:
    return (x * 1000).denominator == 1


def _tenth(x: Fraction, rounding) -> Fraction:
    return Fraction(rounding(x * 100), 100)


def printed(r: Random, x: Fraction, unit: str, exact: float = 0.6) -> Figure:
    """A figure whose interval holds the number."""
    low, high = _tenth(x, floor), _tenth(x, ceil)
    if _is_short(x) and r.random() < exact:
        return Figure(_text(x), unit)
    word = r.choice(
        ["over", "at_least", "under", "at_most", "between", "about", "some_over", "nearly"]
    )
    more = Fraction(r.choice([0, 0, 1, 1, 5]))
    if word == "over" and low - more < x:
        return Figure.over(_text(low - more), unit)
    if word == "under" and high + more > x:
        return Figure.under(_text(high + more), unit)
    if word == "at_least":
        return Figure.at_least(_text(low - more), unit)
    if word == "at_most":
        return Figure.at_most(_text(high + more), unit)
    if word == "about":
        near = Fraction(round(x * 10), 10)
        text = _text(near)
        return Figure.about(text if "." in text else f"{text}.0", unit)
    if word == "some_over" and 0 < floor(x) < x and floor(x) % 10:
        return Figure(floor(x), unit, "some_over")
    if word == "nearly" and x < ceil(x) and x > 0 and ceil(x) % 10:
        return Figure(ceil(x), unit, "nearly")
    a, b = low - more, high + Fraction(r.choice([0, 1, 4]))
    closed = {
        "lower_closed": a in (x, b) or r.random() < 0.6,
        "upper_closed": b in (x, a) or r.random() < 0.6,
    }
    return Figure.between(_text(a), _text(b), unit, **closed)


# --- targets ------------------------------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """A target and the places it is about. Fields: target, start, count, base (the place at whose end it starts)."""

    target: Target
    start: int
    count: int
    base: int | None
    tolerance: Fraction | None


def asked(r: Random, w: World) -> Asked:
    """A target near the truth, so that the verdict hangs on little."""
    measure = "value" if r.random() < 0.65 else r.choice(GROWTH)
    return _on_value(r, w) if measure == "value" else _on_growth(r, w, measure)


def _on_value(r: Random, w: World) -> Asked:
    start, count = r.choice([(4, 20), (8, 20), (8, 12), (20, 4), (12, 4), (8, 8), (21, 1), (10, 2)])
    every = r.choice([None, None, None, "1y", "1q"])
    if every == "1y" and (start % 4 or count % 4):
        every = None
    x = w.value(start, count)
    unit = UNITS[w.indicator.nature]
    if every:
        step = {"1y": 4, "1q": 1}[every]
        x = r.choice([w.value(at, step) for at in range(start, start + count, step)])
    elif w.indicator.nature == "flow" and count > 4 and r.random() < 0.2:
        unit, x = "亿元/年", x / (count // 4)
    figure, slack = _near(r, x * r.choice([1, 1, Fraction(1, 2), Fraction(1, 4)]), unit)
    period = _span(start, count)
    if w.is_stock and (r.random() < 0.5 or not every):
        period = period if every else AsOf(period.end)
    baseline = stretch = None
    if unit == UNITS[w.indicator.nature]:
        if r.random() < 0.2:
            before = w.value(start - 4, 4)
            baseline = w.indicator.observe(w.time(start - 4, 4), printed(r, before, unit, 0.8))
        if r.random() < 0.3:
            stretch = _near(r, x, unit)[0]
    return Asked(
        Target(w.indicator, period, figure, every=every, stretch=stretch, baseline=baseline),
        start,
        count,
        None,
        slack,
    )


def _on_growth(r: Random, w: World, measure: str) -> Asked:
    first = r.choice([4, 8])
    years = r.choice([1, 2, 5, 5])
    truth = growth(w, measure, first, years)
    unit = {"change": UNITS[w.indicator.nature], "factor": "ratio"}.get(measure, "%")
    if unit == "%" and measure == "change":
        unit = "个百分点"
    figure, slack = _near(r, truth or Fraction(5), unit)
    base, last = w.time(first - 4, 4), w.time(first + 4 * (years - 1), 4)
    period = last if w.is_stock or r.random() < 0.3 else _span(first, 4 * years)
    baseline = None
    if r.random() < 0.3:
        x = w.value(first - 4, 4)
        baseline = w.indicator.observe(base, printed(r, x, UNITS[w.indicator.nature], 0.8))
    target = Target(w.indicator, period, figure, measure=measure, base=base, baseline=baseline)
    return Asked(target, first, 4 * years, first - 4, slack)


def growth(w: World, measure: str, first: int, years: int) -> Fraction | None:
    """From the year before the place to the last of some years; None where it is not defined."""
    base, now = w.value(first - 4, 4), w.value(first + 4 * (years - 1), 4)
    if measure == "change":
        return now - base
    if base <= 0 or now < 0:
        return None
    if measure == "factor":
        return now / base
    factor = now / base
    if measure == "average_growth" and years > 1 and factor not in (0, 1):
        factor = root(factor, years)
    return (factor - 1) * 100


def _near(r: Random, x: Fraction, unit: str) -> tuple[Figure, Fraction | None]:
    """A figure to ask for, and a tolerance where it is about one."""
    x = _tenth(x, round) + r.choice([0, 0, 0, 1, -1, 2, -2, 10]) * r.choice([Fraction(1, 100), 1])
    word = r.choice(
        [
            "exactly",
            "exactly",
            "at_least",
            "over",
            "at_most",
            "under",
            "about",
            "between",
            "some_over",
            "nearly",
        ]
    )
    if word == "between":
        return Figure.between(_text(x - 1), _text(x + r.choice([0, 1, 3])), unit), None
    if word in ("some_over", "nearly") and x <= 0:
        word = "exactly"
    slack = Fraction(r.choice([0, 1, 3])) if word == "about" and r.random() < 0.5 else None
    return Figure(_text(x), unit, word), slack


def holds(a: Asked, w: World, goal: Figure) -> bool | None:
    """Whether the truth is accepted; None where only an "about" without a tolerance stands against it."""
    results = [_accepted(a, w, goal, x) for x in truths(a, w)]
    if False in results:
        return False
    return None if None in results else True


def truths(a: Asked, w: World) -> list[Fraction]:
    """The truth for each part that is asked for."""
    target = a.target
    if a.base is not None:
        x = growth(w, str(target.measure), a.start, a.count // 4)
        return [] if x is None else [x]
    if target.every is None:
        x = w.value(a.start, a.count)
        return [x / (a.count // 4) if target.figure.unit.code.endswith("/year") else x]
    step = {"1y": 4, "1q": 1}[target.every]
    return [w.value(at, step) for at in range(a.start, a.start + a.count, step)]


def _accepted(a: Asked, w: World, goal: Figure, x: Fraction) -> bool | None:
    word, direction = str(goal.qualifier), str(w.indicator.direction)
    low, high = (
        None if end is None else Fraction(end) / 10**goal.multiplier
        for end in (goal.bounds.lower, goal.bounds.upper)
    )
    if word == "about":
        low = high = Fraction(goal.value)
    slack = a.tolerance or 0 if word == "about" else 0
    above = low is None or x > low - slack
    above = above or (x == low - slack and (goal.bounds.lower_closed or word == "about"))
    below = high is None or x < high + slack
    below = below or (x == high + slack and (goal.bounds.upper_closed or word == "about"))
    bare = word not in ("at_least", "over", "at_most", "under")
    if bare and direction == "higher":
        below = True
    if bare and direction == "lower":
        above = True
    if above and below:
        return True
    return None if word == "about" and a.tolerance is None else False


# --- what is reported ---------------------------------------------------------------------------------------------------


def reported(r: Random, w: World, a: Asked) -> list[Observation]:
    """Some observations of the world, of the target's measure or of values, with bounds and gaps."""
    exact = r.choice([1.0, 0.7, 0.2])
    if a.base is not None and a.target.measure != "change" and r.random() < 0.4:
        spans = _years(r, a)
        found = [_rate(r, w, a, start, years) for start, years in spans]
        return list({o.period: o for o in found if o is not None}.values())
    spans = _spans(r, w, a)
    if r.random() < 0.25:  # as of a day before the period is over
        last = r.randrange(a.start + 1, a.start + a.count + 1)
        spans = {(at, count) for at, count in spans if at + count <= last}
    return [_value(r, w, start, count, exact, a.target.every) for start, count in spans]


def more(r: Random, w: World, a: Asked, known: list[Observation]) -> Observation | None:
    """Another observation of the same world, of the same measure; None where the time is taken."""
    exact = r.choice([1.0, 0.7, 0.2])
    if known[0].measure != "value":
        (start, years), *_ = _years(r, a) or [(a.start, 1)]
        found = _rate(r, w, a, start, years, str(known[0].measure))
    else:
        start, count = _one(r, w, a)
        found = _value(r, w, start, count, exact, a.target.every)
    return None if found is None or any(o.period == found.period for o in known) else found


def _one(r: Random, w: World, a: Asked) -> tuple[int, int]:
    count = r.choice([1, 1, 2, 3, 4, 4, 8, 20])
    step = r.choice([1, count])
    return r.randrange(0, QUARTERS - count, step), count


def _spans(r: Random, w: World, a: Asked) -> set[tuple[int, int]]:
    size = r.choice([1, 2, 4, 4, 4])
    end = a.start + a.count - r.choice([0, 0, 0, 4])
    spans = {(at, size) for at in range(a.start - a.start % size, end, size) if r.random() < 0.95}
    if a.base is not None or r.random() < 0.2:
        spans |= {(a.base if a.base is not None else a.start - 4, 4), (a.start + a.count - 4, 4)}
    if r.random() < 0.3:
        spans.add((a.start, a.count))
    spans |= {_one(r, w, a) for _ in range(r.choice([0, 0, 1, 3]))}
    spans = {(at, count) for at, count in spans if at >= 0}
    if w.is_stock:
        spans = {(at + count - 1, 1) for at, count in spans}
    return spans or {(a.start, 1)}


def _value(
    r: Random, w: World, start: int, count: int, exact: float, every: str | None
) -> Observation:
    status = r.choice(["normal"] * 5 + ["forecast", "provisional"])
    if r.random() < 0.05:
        return w.indicator.observe(w.time(start, count), None, status="missing")
    x, unit = w.value(start, count), UNITS[w.indicator.nature]
    figure = printed(r, x, unit, exact)
    if every and figure.qualifier == "between" and w.indicator.nature not in ("flow", "stock"):
        step = {"1y": 4, "1q": 1}[every]  # the range of the parts that are asked for
        parts = [w.value(at, step) for at in range(start, start + count, step)]
        ends = _text(_tenth(min(parts), floor)), _text(_tenth(max(parts), ceil))
        low = Figure.at_least(_text(_tenth(x, floor)), unit)
        figure = low if start % step or count % step else Figure.between(*ends, unit)
    return w.indicator.observe(w.time(start, count), figure, status=status)


def _years(r: Random, a: Asked) -> list[tuple[int, int]]:
    last = a.start + a.count
    spans = {(at, 1) for at in range(a.start, last, 4) if r.random() < 0.9}
    if r.random() < 0.5:
        at = r.randrange(a.start, last, 4)
        spans.add((at, r.randint(1, (last - at) // 4)))
    return sorted(spans)


def _rate(
    r: Random, w: World, a: Asked, start: int, years: int, measure: str | None = None
) -> Observation | None:
    measure = measure or str(a.target.measure)
    x = growth(w, measure, start, years)
    if x is None:
        return None
    figure = printed(r, x, "ratio" if measure == "factor" else "%", 0.7)
    period = w.time(start + 4 * (years - 1), 4) if w.is_stock else _span(start, 4 * years)
    return Observation(w.indicator, period, figure, measure=measure, base=w.time(start - 4, 4))


def exactly(w: World, found: list[Observation]) -> list[Observation] | None:
    """The same values with every digit; None where one has no end."""
    exact = []
    for observation in found:
        first, last = (
            (day.year - FIRST) * 4 + (day.month - 1) // 3
            for day in (observation.period.first_day, observation.period.end)
        )
        x = w.value(first, last - first + 1)
        if observation.figure is not None:
            if not _is_short(x):
                return None
            figure = Figure(_text(x), UNITS[w.indicator.nature])
            exact.append(attrs.evolve(observation, figure=figure))
        else:
            exact.append(observation)
    return exact


def hides_a_fall(w: World, a: Asked, found: list[Observation]) -> bool:
    """Whether a flow that is taken to be gross fell, and no value for the target's period shows it."""
    if w.indicator.nature != "flow" or w.indicator.net or not w.signed:
        return False
    span = _span(a.start, a.count)
    shown = [
        o.figure.bounds.lower
        for o in found
        if o.figure is not None and o.measure == "value" and span.contains(o.period)
    ]
    return a.target.every is not None or not any(low is None or low < 0 for low in shown)


def may_fall(w: World, observation: Observation) -> bool:
    """Whether an observation shows that a flow taken to be gross may be below zero."""
    if w.indicator.nature != "flow" or w.indicator.net or observation.measure != "value":
        return False
    low = None if observation.figure is None else observation.figure.bounds.lower
    return observation.figure is not None and (low is None or low < 0)
