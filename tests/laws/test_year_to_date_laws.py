"""Laws of totals to date and single periods, and their check against a naive computation."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tests import naive
from tests.indicators import MONEY
from tests.question_strategies import figure, prints, same
from tests.record_strategies import absent, firm, flags
from tests.strategies import holds
from tjstats import Figure, Observation, Period, Series
from tjstats.questions.aggregation import aggregate
from tjstats.questions.year_to_date import with_differences

YEARS = st.integers(2020, 2022)
SCOPES = st.sampled_from([None, None, "新口径"])
numbers = prints(least=-500, words=("exactly",))
some_words = prints(least=1, words=("exactly", "over", "at_least", "about", "some_over"))


def span(year: int, first: int, last: int) -> Period:
    """Months of a year as a period."""
    return Period(Period.month(year, first).start, Period.month(year, last).end)


def place(observation) -> tuple[int, int, int]:
    """Year, first and last month of an observation."""
    start, end = observation.period.first_day, observation.period.end
    return start.year, start.month, end.month


@st.composite
def told(draw, period: Period, indicator=MONEY):
    """An observation of a period with a figure or without, and with whatever decides beside it."""
    more = {
        "flags": draw(flags),
        "scope": draw(SCOPES),
        "printed": draw(st.none() | st.just("总额")),
    }
    if draw(st.integers(0, 5)) == 0:
        return indicator.observe(period, None, status=draw(absent), **more)
    return indicator.observe(period, figure(draw(numbers)), status=draw(firm), **more)


@st.composite
def totals(draw) -> Series:
    """Totals to the end of some months of some years."""
    ends = draw(st.sets(st.tuples(YEARS, st.integers(1, 12)), min_size=1))
    return Series(tuple(draw(told(span(year, 1, last))) for year, last in ends))


@st.composite
def singles(draw) -> Series:
    """Periods of one or more months that do not overlap, with gaps."""
    found = []
    for year in draw(st.sets(YEARS, min_size=1)):
        cuts = sorted(draw(st.sets(st.integers(1, 13), min_size=2)))
        spans = [(first, after - 1) for first, after in pairwise(cuts)]
        kept = [s for s in spans if draw(st.integers(0, 4))] or spans[:1]
        found += [draw(told(span(year, *months))) for months in kept]
    return Series(tuple(found))


@st.composite
def mixed(draw) -> tuple[dict[int, naive.Print], dict[tuple[int, int], naive.Print]]:
    """What is printed of a year: totals to the end of some months, and some single periods after January."""
    to_date = draw(st.dictionaries(st.integers(1, 12), some_words, min_size=1))
    months = st.tuples(st.integers(2, 12), st.integers(2, 12)).filter(lambda m: m[0] <= m[1])
    firsts = draw(st.dictionaries(months, some_words, max_size=5))
    unlike = {first: (first, last) for first, last in firsts}  # one period from each month on
    return to_date, {months: firsts[months] for months in unlike.values()}


class TestTakenApart:
    """What lies between two totals is their difference, and a published figure wins over it."""

    @given(mixed())
    def test_naive(self, printed):
        """Both intervals are those of the naive computation, and what is published stays."""
        to_date, single = printed
        series = MONEY.series(
            {span(2025, 1, last): figure(p) for last, p in to_date.items()}
            | {span(2025, *months): figure(p) for months, p in single.items()}
        )
        found = tj.decumulate(series)
        made = {place(o)[1:]: o.figure for o in found if o.computed}
        said = [{k: p.said() for k, p in part.items()} for part in (to_date, single)]
        meant = [{k: p.unrounded() for k, p in part.items()} for part in (to_date, single)]
        expected, wide = naive.left_over(*said), naive.left_over(*meant)
        assert made.keys() == expected.keys()
        for months, left in made.items():
            assert same(left.bounds, expected[months])
            assert same(left.unrounded, wide[months])
        first = min(to_date)
        stay = {(1, first): to_date[first], **single}
        kept = {place(o)[1:]: o.figure for o in found if not o.computed}
        assert kept == {months: figure(p) for months, p in stay.items()}

    @given(st.sets(st.integers(1, 12), min_size=4, max_size=4), st.booleans())
    def test_the_longest_part_is_taken_off(self, months, from_the_start):
        """Of parts that begin or end together, the longest leaves the difference."""
        before, short, long, end = sorted(months)
        if from_the_start:
            parts, rest, wider = (
                [(before + 1, short), (before + 1, long)],
                (long + 1, end),
                (short + 1, end),
            )
        else:
            parts, rest, wider = (
                [(short + 1, end), (long + 1, end)],
                (before + 1, short),
                (before + 1, long),
            )
        series = MONEY.series(
            {span(2025, 1, last): str(100 * last) for last in (before, end)}
            | {span(2025, first, last): str(10 * (last - first + 1)) for first, last in parts}
        )
        left = {place(o)[1:]: o.figure for o in tj.decumulate(series) if o.computed}
        longest = max(last - first + 1 for first, last in parts)
        assert left[rest].plain == (100 * (end - before) - 10 * longest) * 10**8
        assert wider not in left

    @given(
        st.lists(st.integers(0, 10**7), min_size=12, max_size=12),
        st.sets(st.integers(1, 12), min_size=1),
        st.integers(0, 4),
    )
    def test_contains_the_truth(self, months, ends, places):
        """Of totals that were rounded, each difference contains what it was before."""
        exact = {last: sum(months[:last]) for last in ends}
        rounded = {last: Fraction(n, 10**places).__round__() for last, n in exact.items()}
        series = MONEY.series(
            {span(2025, 1, last): Figure(n, "亿元") for last, n in rounded.items()}
        )
        for o in tj.decumulate(series):
            _, first, last = place(o)
            truth = Fraction(sum(months[first - 1 : last]), 10**places) * 10**8
            assert holds(o.figure.unrounded, truth)

    @given(totals())
    def test_the_way_back(self, series):
        """Added up again, the single periods are the totals: to the last word, status, break and gap.
        Taking apart what was taken apart changes no figure.
        """
        single = tj.decumulate(series)
        assert tj.cumulate(single) == series
        again = tj.decumulate(single)
        assert [o for o in again if o.figure] == [o for o in single if o.figure]

    @given(totals())
    def test_no_difference_crosses_a_break(self, series):
        """A computed figure has the scope and the definition of both totals, and no break lies between."""
        for o in tj.decumulate(series):
            if o.computed and o.figure is not None:
                earlier, later = o.derived_from
                assert earlier.scope == later.scope == o.scope
                between = [t for t in series if earlier.period < t.period <= later.period]
                assert not any("break" in t.flags for t in between)
            elif o.computed:
                assert o.note or o.derived_from[1].figure is None

    @given(st.dictionaries(st.integers(1, 12), numbers, min_size=2))
    def test_a_gross_flow_below_zero_is_noted(self, to_date):
        """A negative difference stands, and a note says so; a net flow may fall."""
        values = {span(2025, 1, last): figure(p) for last, p in to_date.items()}
        for o in tj.decumulate(MONEY.series(values)):
            below = o.computed and o.figure.bounds.upper < 0
            assert (o.note is not None) == below
        net = attrs.evolve(MONEY, net=True)
        assert not any(o.note for o in tj.decumulate(net.series(values)))


class TestAddedUp:
    """Totals to date are sums of single periods without a gap."""

    @given(st.dictionaries(st.tuples(st.integers(1, 12), st.just(0)), some_words, min_size=1))
    def test_naive(self, printed):
        """Both intervals are those of the naive sums, and after a gap there is no figure."""
        single = {(month, month): p for (month, _), p in printed.items()}
        found = tj.cumulate(MONEY.series({span(2025, *m): figure(p) for m, p in single.items()}))
        said = naive.to_date({months: p.said() for months, p in single.items()})
        meant = naive.to_date({months: p.unrounded() for months, p in single.items()})
        assert [place(o) for o in found] == [(2025, 1, last) for _, last in sorted(single)]
        for o in found:
            last = place(o)[2]
            assert (o.figure is None) == (last not in said)
            if o.figure is not None:
                assert same(o.figure.bounds, said[last])
                assert same(o.figure.unrounded, meant[last])
            else:
                assert o.note

    @given(singles())
    def test_the_way_back(self, series):
        """Taken apart again, the totals are the single periods: to the last word, status, break and gap."""
        assert tj.decumulate(tj.cumulate(series)) == series


def growing(year: int, rates: dict[int, Figure]) -> Series:
    """Growth to the end of some months over the year before."""
    return Series(
        tuple(
            Observation(
                MONEY, span(year, 1, last), rate, measure="growth", base=span(year - 1, 1, last)
            )
            for last, rate in rates.items()
        )
    )


class TestGrowth:
    """Growth between two rates of growth to date is that of the levels behind them."""

    @given(
        prints(least=-9_000, most=90_000, words=("exactly",)),
        prints(least=-9_000, most=90_000, words=("exactly",)),
        st.integers(10, 10**6),
        st.integers(10, 10**6),
    )
    def test_naive(self, before, whole, first, rest):
        """The interval is that of the corners of what the prints allow."""
        before, whole = (naive.Print(p.digits) for p in (before, whole))
        base = naive.Print(str(first)), naive.Print(str(first + rest))
        levels = MONEY.series(
            {span(2024, 1, m): p.digits for m, p in zip((3, 6), base, strict=True)}
        )
        rates = growing(2025, {3: Figure(before.digits, "%"), 6: Figure(whole.digits, "%")})
        found = tj.decumulate(rates, levels=levels)["2025-Q2"]
        for bounds, of in ((found.figure.bounds, "said"), (found.figure.unrounded, "unrounded")):
            ends = naive.growth_of_rest(*(getattr(p, of)() for p in (before, whole, *base)))
            assert same(bounds, naive.Range(ends[0], True, ends[1], True))
        value = naive.growth_of_rest(*(p.said() for p in (before, whole, *base)))[0]
        assert abs(Fraction(found.figure.value) - value) <= Fraction(1, 10**26) * max(1, abs(value))
        assert found.base == span(2024, 4, 6)

    @given(
        st.lists(st.integers(1, 10**6), min_size=24, max_size=24),
        st.sets(st.integers(1, 12), min_size=2),
        st.booleans(),
    )
    def test_contains_the_truth(self, months, ends, by_month):
        """Of rounded rates and rounded levels, as totals or as months, each rate contains what it was before."""
        then, now = months[:12], months[12:]
        rates = {
            last: Figure(round(Decimal(sum(now[:last])) / sum(then[:last]) * 100 - 100, 1), "%")
            for last in ends
        }
        spans = [(m, m) if by_month else (1, m) for m in range(1, 13)]
        rounded = {(a, b): round(Decimal(sum(then[a - 1 : b])) / 100) for a, b in spans}
        levels = MONEY.series({span(2024, *m): Figure(n, "亿元") for m, n in rounded.items()})
        for o in tj.decumulate(growing(2025, rates), levels=levels):
            _, first, last = place(o)
            if o.figure is None:  # levels that round to nothing have no growth
                assert o.note
                continue
            a, b = (sum(part[first - 1 : last]) for part in (now, then))
            assert holds(o.figure.unrounded, Fraction(a, b) * 100 - 100)


class TestAggregate:
    """The total of a period is what is published, or else the difference of totals to date."""

    @given(st.dictionaries(st.integers(1, 12), numbers, min_size=2), st.data())
    def test_between_two_totals(self, to_date, data):
        """Every period between two totals has the difference of them."""
        earlier, later = sorted(data.draw(st.permutations(sorted(to_date)))[:2])
        series = MONEY.series({span(2025, 1, last): figure(p) for last, p in to_date.items()})
        found = aggregate(series, span(2025, earlier + 1, later))
        assert found.complete
        expected = naive.less(to_date[later].said(), to_date[earlier].said())
        assert same(found.figure.bounds, expected)

    @given(totals(), YEARS)
    def test_a_year_that_is_published(self, series, year):
        """Totals to date do not change what is known of a year."""
        whole = series.get(Period.year(year))
        if whole is not None and whole.figure is not None and whole.status != "forecast":
            assert aggregate(series, Period.year(year)).observation == whole

    @given(totals(), singles(), YEARS, st.integers(1, 12), st.integers(1, 30))
    def test_the_year_around_is_enough(self, to_date, single, year, month, length):
        """What lies in a period follows from the observations of it and of the year before."""
        series = Series(tuple({o.period: o for o in (*to_date, *single)}.values()))
        start = Period.month(year, month)
        period = Period(start.start, start.shift(length - 1).end)
        whole, near = with_differences(series), with_differences(series, period)
        assert [o for o in whole if o.period in period] == [o for o in near if o.period in period]
