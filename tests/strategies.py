"""The Hypothesis strategies that the law tests share."""

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period
from tjstats.values.qualifiers import Qualifier

INFINITE_REACH = 1000  # how far beyond the finite end of an unbounded interval points are drawn

small_decimals = st.builds(
    lambda digits, places: Decimal(f"{digits}e-{places}"),
    st.integers(-10_000, 10_000) | st.sampled_from([-1, 0, 1]),
    st.integers(0, 3),
)
published = st.builds(
    lambda digits, places: Decimal(f"{digits}e-{places}"), st.integers(0, 10**12), st.integers(0, 6)
)
signed = st.builds(
    lambda value, minus: value.copy_negate() if minus else value, published, st.booleans()
)


@st.composite
def bounds(draw: st.DrawFn, *, finite: bool = False) -> Bounds:
    """Any bounds, with ends that are open, closed or (unless *finite*) absent."""
    low, high = sorted((draw(small_decimals), draw(small_decimals)))
    if low == high:
        return Bounds(low, high)
    absent = st.just(False) if finite else st.sampled_from([False, False, False, True])
    return Bounds(
        None if draw(absent) else low,
        None if draw(absent) else high,
        lower_closed=draw(st.booleans()),
        upper_closed=draw(st.booleans()),
    )


def holds(interval: Bounds, number: Fraction) -> bool:
    """Whether *number* is inside, computed naively with fractions."""
    if interval.lower is not None:
        low = Fraction(interval.lower)
        if number < low or (number == low and not interval.lower_closed):
            return False
    if interval.upper is not None:
        high = Fraction(interval.upper)
        return number < high or (number == high and interval.upper_closed)
    return True


@st.composite
def inside(draw: st.DrawFn, interval: Bounds) -> Fraction:
    """A number inside the bounds, often one of its ends."""
    low = None if interval.lower is None else Fraction(interval.lower)
    high = None if interval.upper is None else Fraction(interval.upper)
    if low is None:
        low = (high if high is not None else Fraction(0)) - INFINITE_REACH
    if high is None:
        high = low + 2 * INFINITE_REACH
    share = draw(
        st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 10**9)]) | st.fractions(0, 1)
    )
    number = low + (high - low) * share
    assume(holds(interval, number))
    return number


@st.composite
def wider(draw: st.DrawFn, interval: Bounds) -> Bounds:
    """Bounds that contain all of *interval*."""
    more = st.sampled_from([Decimal(0), Decimal("0.001"), Decimal(1), Decimal(1000), None])
    below, above = draw(more), draw(more)
    return Bounds(
        None if below is None or interval.lower is None else interval.lower - below,
        None if above is None or interval.upper is None else interval.upper + above,
        lower_closed=interval.lower_closed or draw(st.booleans()) or bool(below),
        upper_closed=interval.upper_closed or draw(st.booleans()) or bool(above),
    )


# --- figures ----------------------------------------------------------------------------------------------------------

UNITS = ("人", "万人", "亿元", "元/月", "%", "个百分点", "件/万人", "吨", "千克", "亩", "℃", "倍")
PLAIN = (
    Qualifier.EXACTLY,
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.UNDER,
    Qualifier.AT_MOST,
    Qualifier.ABOUT,
)

exactly = st.builds(Figure, signed, st.just("万元"))


@st.composite
def figures(draw: st.DrawFn, units: tuple[str, ...] = UNITS) -> Figure:
    """Any printed figure."""
    unit = draw(st.sampled_from(units))
    word = draw(st.sampled_from(Qualifier))
    if word is Qualifier.BETWEEN:
        low, high = sorted((draw(signed), draw(signed)))
        closed = st.just(True) if low == high else st.booleans()
        ends = {"lower_closed": draw(closed), "upper_closed": draw(closed)}
        return Figure.between(low, high, unit, **ends, approximate=draw(st.booleans()))
    value = draw(signed)
    if word in (Qualifier.SOME_OVER, Qualifier.NEARLY):
        assume(value)
    more = {"approximate": draw(st.booleans())} if word in PLAIN[:5] else {}
    if word is Qualifier.EXACTLY:
        more["exact"] = draw(st.booleans())
    return Figure(value, unit, word, **more)


# --- periods ----------------------------------------------------------------------------------------------------------

years = st.integers(1, 9998)
near_years = st.integers(1900, 2100)
days = st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31))

whole_month_periods = st.one_of(
    st.builds(Period.year, years),
    st.builds(Period.half_year, years, st.integers(1, 2)),
    st.builds(Period.quarter, years, st.integers(1, 4)),
    st.builds(Period.month, years, st.integers(1, 12)),
    st.builds(Period.year_to_date, years, st.integers(1, 12)),
    st.builds(
        lambda first, more, month: Period.years(first, first + more, start_month=month),
        near_years,
        st.integers(0, 20),
        st.integers(1, 12),
    ),
)
day_periods = st.builds(lambda a, b: Period(min(a, b), max(a, b)), days, days)
periods = whole_month_periods | day_periods
points = st.builds(AsOf, days)
