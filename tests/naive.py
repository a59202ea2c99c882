"""A second, deliberately naive computation with fractions, written from the rules of the design and not from the library.

A range is (low, low in, high, high in); low or high None is no end there. Nothing here imports tjstats.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from typing import NamedTuple


class Range(NamedTuple):
    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool


@dataclass(frozen=True)
class Print:
    """A number as printed: its digits, the words around it, the exponent of ten behind it."""

    digits: str
    word: str = "exactly"
    multiplier: int = 0

    @property
    def value(self) -> Fraction:
        return Fraction(self.digits) * 10**self.multiplier

    @property
    def places(self) -> int:
        return len(self.digits.partition(".")[2])

    def _nonzero_place(self) -> Fraction:
        """One unit of the last non-zero digit."""
        kept = self.digits.replace(".", "").rstrip("0")
        dropped = len(self.digits.replace(".", "")) - len(kept)
        return Fraction(10) ** (dropped - self.places + self.multiplier)

    def said(self) -> Range:
        """The printed figure taken literally."""
        v = self.value
        if self.word == "exactly":
            return Range(v, True, v, True)
        if self.word in ("over", "at_least"):
            return Range(v, self.word == "at_least", None, False)
        if self.word in ("under", "at_most"):
            return Range(None, False, v, self.word == "at_most")
        if self.word == "about":
            unit = Fraction(10) ** (self.multiplier - self.places)
            if self.places == 0 and v:
                unit = self._nonzero_place()
            return Range(v - unit / 2, True, v + unit / 2, True)
        if self.word == "some_over":
            return Range(v, False, v + self._nonzero_place(), False)
        return Range(v - self._nonzero_place(), False, v, False)

    def unrounded(self) -> Range:
        """Every number that could have been rounded to the printed one, plus and minus half a unit of the last place, ends included."""
        if self.word != "exactly":
            return self.said()
        half = Fraction(10) ** (self.multiplier - self.places) / 2
        return Range(self.value - half, True, self.value + half, True)


# --- sets -------------------------------------------------------------------------------------------------------------


def below(a: Range, b: Range) -> bool:
    """Whether every number of a is below every number of b."""
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and not (a.high_in and b.low_in))


def overlap(a: Range, b: Range) -> bool:
    return not below(a, b) and not below(b, a)


def holds(outer: Range, inner: Range) -> bool:
    """Whether all of inner is in outer."""
    low = outer.low is None or (
        inner.low is not None
        and (
            inner.low > outer.low or (inner.low == outer.low and (outer.low_in or not inner.low_in))
        )
    )
    high = outer.high is None or (
        inner.high is not None
        and (
            inner.high < outer.high
            or (inner.high == outer.high and (outer.high_in or not inner.high_in))
        )
    )
    return low and high


def greater(a: Range, b: Range) -> str:
    """Whether a number of a is greater than one of b: for all pairs, for none, or for some."""
    if below(b, a):
        return "yes"
    return "no" if a.high is not None and b.low is not None and a.high <= b.low else "unknown"


def relation(ranges: list[Range]) -> str:
    """How figures of one fact stand to each other, by what each may have been rounded from."""
    if any(not overlap(a, b) for a, b in product(ranges, ranges)):
        return "contradicting"
    return "agreeing" if len(set(ranges)) == 1 else "more_precise"


def total(ranges: list[Range]) -> Range:
    low = None if any(r.low is None for r in ranges) else sum(r.low for r in ranges)
    high = None if any(r.high is None for r in ranges) else sum(r.high for r in ranges)
    return Range(low, all(r.low_in for r in ranges), high, all(r.high_in for r in ranges))


def less(a: Range, b: Range) -> Range:
    """What is left of a after b is taken off, each of which may be anything in its range."""
    return total([a, Range(_minus(b.high), b.high_in, _minus(b.low), b.low_in)])


# --- days and months ---------------------------------------------------------------------------------------------------


def months_apart(first: date, last: date) -> int | None:
    """The months between two days, if one of them is where the other comes to be in so many months: on the day of its
    number, on the last of a month that lacks it, and from a month end on a month end too."""
    months = 12 * (last.year - first.year) + last.month - first.month
    whole = last in _moved(first, months) or first in _moved(last, -months)
    return months if whole else None


def _moved(day: date, months: int) -> set[date]:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    size = monthrange(year, month + 1)[1]
    is_end = day.day == monthrange(day.year, day.month)[1]
    return {date(year, month + 1, n) for n in (min(day.day, size), *[size] * is_end)}


def is_whole(first: date, last: date) -> bool:
    """Whether a span consists of whole calendar months."""
    return first.day == 1 and (last + timedelta(days=1)).day == 1


# --- the months of a year, counted from 1 ------------------------------------------------------------------------------


def left_over(
    totals: dict[int, Range], single: dict[tuple[int, int], Range]
) -> dict[tuple[int, int], Range]:
    """What totals to the end of a month leave for first and last month, beside what is printed for single periods."""
    found = {}
    ends = sorted(totals)
    for earlier, later in pairwise(ends):
        first, last, rest = earlier + 1, later, less(totals[later], totals[earlier])
        while fitting := [last_ for (first_, last_) in single if first_ == first and last_ <= last]:
            rest = less(rest, single[first, max(fitting)])
            first = max(fitting) + 1
        while fitting := [f for (f, last_) in single if last_ == last and f >= first]:
            rest = less(rest, single[min(fitting), last])
            last = min(fitting) - 1
        if first <= last:
            found[first, last] = rest
    return found


def to_date(single: dict[tuple[int, int], Range]) -> dict[int, Range]:
    """The totals from the first month on of periods that follow each other, up to the first gap."""
    found: dict[int, Range] = {}
    for first, last in sorted(single):
        if first == 1:
            found[last] = single[first, last]
        elif first - 1 in found:
            found[last] = total([found[first - 1], single[first, last]])
    return found


# --- growth -----------------------------------------------------------------------------------------------------------


def growth(current: Range, base: Range) -> Range | str:
    """The rates in percent, or the reason why there is none, from the ends of both ranges."""
    if base.low is None or base.low < 0 or (base.low == 0 and base.low_in):
        if base.low == base.high == 0:
            return "zero_base"
        return "negative_base" if base.high is not None and base.high <= 0 else "base_may_be_zero"
    if current.high is not None and (
        current.high < 0 or (current.high == 0 and not current.high_in)
    ):
        return "mixed_sign"
    low, low_in = _least(current, base)
    mirrored = Range(_minus(current.high), current.high_in, _minus(current.low), current.low_in)
    high, high_in = _least(mirrored, base)
    return Range(
        None if low is None else (low - 1) * 100,
        low_in,
        None if high is None else (-high - 1) * 100,
        high_in,
    )


def _minus(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _least(current: Range, base: Range) -> tuple[Fraction | None, bool]:
    """The least quotient of a number of current and a positive number of base, and whether it is attained."""
    if current.low is None:
        return None, False
    if current.low == 0:
        return Fraction(0), current.low_in
    if current.low > 0:  # divide by as much as there is
        if base.high is None:
            return Fraction(0), False
        return current.low / base.high, current.low_in and base.high_in
    if base.low == 0:
        return None, False
    return current.low / base.low, current.low_in and base.low_in


def growth_from_change(level: Range, change: Range) -> Range:
    """The rates in percent for finite closed ranges with a positive earlier level, from the corners."""
    rates = [
        (now / (now - by) - 1) * 100
        for now, by in product((level.low, level.high), (change.low, change.high))
    ]
    return Range(min(rates), True, max(rates), True)


def growth_of_rest(
    before: Range, whole: Range, base_before: Range, base_whole: Range
) -> tuple[Fraction, Fraction]:
    """The lowest and the highest growth of the rest of a whole, of finite ranges: the corners decide."""
    rates = [
        ((b * (100 + w) - a * (100 + g)) / (b - a)) - 100
        for g, w, a, b in product(
            *((r.low, r.high) for r in (before, whole, base_before, base_whole))
        )
    ]
    return min(rates), max(rates)


# --- targets and claims -----------------------------------------------------------------------------------------------


def accepted(asked: Print, direction: str) -> Range:
    """The range that a target accepts, by its word and the good direction."""
    said, v = asked.said(), asked.value
    if asked.word in ("at_least", "over", "at_most", "under"):
        return said
    if asked.word == "about":
        said = Range(v, True, v, True)
    if direction == "higher":
        return Range(said.low, said.low_in, None, False)
    if direction == "lower":
        return Range(None, False, said.high, said.high_in)
    return said


def attained(asked: Print, direction: str, reported: Range) -> str:
    accepts = accepted(asked, direction)
    if holds(accepts, reported):
        return "yes"
    return "unknown" if asked.word == "about" or overlap(accepts, reported) else "no"


def consistent(claimed: Print, implied: Range) -> str:
    return "yes" if overlap(claimed.unrounded(), implied) else "no"


def latest_vintage(printed: list[tuple[int, str | None, int | None]]) -> int | None:
    """Which of several prints of one level counts: value, publisher and date of each; None where that is open."""
    if len({value for value, _, _ in printed}) == 1:
        return 0
    last = [
        place
        for place, (_, _, date) in enumerate(printed)
        if date == max(d or 0 for _, _, d in printed)
    ]
    if len(last) > 1 or any(None in each for each in printed):
        return None
    return last[0] if len({publisher for _, publisher, _ in printed}) == 1 else None


def compared(
    earlier: list[Range | None], later: list[Range | None]
) -> tuple[int, Range, Range] | None:
    """The number of first years that both plans have, and their totals."""
    years = 0
    while years < 5 and earlier[years] is not None and later[years] is not None:
        years += 1
    return (years, total(earlier[:years]), total(later[:years])) if years else None


# --- what rates are, of exact numbers: rates in percent ---------------------------------------------------------------


def _carry_over(*quarters: Fraction) -> Fraction:
    return (quarters[-1] * len(quarters) / sum(quarters) - 1) * 100


def _compound(*rates: Fraction) -> Fraction:
    factor = Fraction(1)
    for rate in rates:
        factor *= 1 + rate / 100
    return (factor - 1) * 100


RATES = {
    "sum": lambda a, b: a + b,
    "difference": lambda a, b: a - b,
    "product": lambda a, b: a * b,
    "quotient": lambda a, b: a / b,
    "growth": lambda now, then: (now / then - 1) * 100,
    "growth_factor": lambda now, then: now / then,
    "growth_from_change": lambda now, by: (now / (now - by) - 1) * 100,
    "factor_from_change": lambda now, by: now / (now - by),
    "growth_on_absolute_base": lambda now, then: (now - then) / abs(then) * 100,
    "growth_on_signed_base": lambda now, then: (now - then) / then * 100,
    "carry_over": _carry_over,
    "compound": _compound,
    "earlier_rate": lambda later, both: ((100 + both) / (100 + later) - 1) * 100,
    "remaining_rate": lambda target, so_far: ((100 + target) / (100 + so_far) - 1) * 100,
    "elasticity": lambda response, cause: response / cause,
    "fulfilment_of_rates": lambda actual, planned: (100 + actual) / (100 + planned) * 100,
    "fulfilment": lambda actual, planned: actual / planned * 100,
    "contribution": lambda weight, rate: weight * rate / 100,
    "contribution_share": lambda points, rate: points / rate * 100,
    "rate_of_factor": lambda factor: (factor - 1) * 100,
    "increase_by": lambda times: times + 1,
    "rereference_factor": lambda index: 100 / index,
    "points_left": lambda target, so_far: abs(target) / target * (target - so_far),
    "excess_share": lambda points, target: points / abs(target) * 100,
}


def ends_of(formula, ranges: list[Range]) -> tuple[Fraction, Fraction] | None:
    """Between which numbers the formula lies, by the ends of all ranges; None where an end is absent or has no result.
    It must rise or fall with each input over its whole range."""
    if any(end is None for r in ranges for end in (r.low, r.high)):
        return None
    try:
        found = [formula(*corner) for corner in product(*((r.low, r.high) for r in ranges))]
    except ZeroDivisionError:
        return None
    return min(found), max(found)


# --- series -----------------------------------------------------------------------------------------------------------


def covered(
    spans: list[tuple[int, int]], start: int, count: int, alike: bool
) -> list[tuple[int, int]] | None:
    """Spans (start, count) that cover a span without gap or overlap, of one length where *alike*; None if none do."""
    if not count:
        return []
    for span in spans:
        if span[0] == start and span[1] <= count:
            rest = [each for each in spans if not alike or each[1] == span[1]]
            more = covered(rest, start + span[1], count - span[1], alike)
            if more is not None:
                return [span, *more]
    return None


def first_years(earlier: list[bool], later: list[bool]) -> int:
    """Over how many first years both plans have a figure, by whether each has one over its first 1, 2, … years."""
    both = [n for n, pair in enumerate(zip(earlier, later, strict=False), 1) if all(pair)]
    return max(both, default=0)


def holds_so_far(kind: str, values: list[Fraction], limit: Fraction, words: str) -> bool:
    """Whether yearly values are within a ceiling so far: their mean, their total, every one, or the last."""
    judged = {
        "mean": sum(values) / len(values),
        "total": sum(values),
        "every": max(values),
        "level": values[-1],
    }[kind]
    return judged < limit if words == "under" else judged <= limit


def average_rate_holds(rates: list[Fraction], limit: Fraction) -> bool | None:
    """Whether the average of yearly rates is at most a limit, by the products; None if they are equal."""
    product, most = Fraction(1), (1 + limit) ** len(rates)
    for rate in rates:
        product *= 1 + rate
    return None if product == most else product < most


def each_year_total(each: Range, years: int) -> Range:
    """The total of years of which each is in a range."""
    low, high = (None if end is None else end * years for end in (each.low, each.high))
    return Range(low, each.low_in, high, each.high_in)
