"""Growth, totals, indexes and plans in worlds whose every exact value is known: what an answer says must hold in them,
and there is an answer where a naive search finds one."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tjstats as tj
from tests import naive, worlds
from tests.strategies import holds
from tjstats import AsOf, Indicator, Nature, Period, Plan, Series, Verdict, indexes
from tjstats.errors import NotComparableError, PeriodKindError, PeriodOrderError
from tjstats.questions.aggregation import aggregate

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
cases = st.integers(0, 2**40).map(Random)
LENGTHS = (1, 1, 1, 2, 3, 4, 4, 4, 8, 12)


def a_span(r, lengths=LENGTHS):
    """A span of quarters: its place and how many."""
    count = r.choice(lengths)
    start = r.randrange(worlds.QUARTERS - count + 1)
    return (start - start % count if r.random() < 0.8 else start), count


def published(r, w, start, count, exact=0.6, **more):
    """What is printed of a span, or as of its end; sometimes nothing."""
    time = w.time(start, count)
    if r.random() < 0.07:
        return w.indicator.observe(time, None, status="missing", **more)
    figure = worlds.printed(r, w.value(start, count), worlds.UNITS[w.indicator.nature], exact)
    status = r.choice(["normal"] * 6 + ["provisional", "forecast"])
    return w.indicator.observe(time, figure, status=status, **more)


def range_of(figure):
    """The naive range of a figure in its plain unit."""
    b = figure.bounds
    low, high = (None if end is None else Fraction(end) for end in (b.lower, b.upper))
    return naive.Range(low, b.lower_closed, high, b.upper_closed)


def contains(figure, x):
    """Whether the bounds of a figure hold a number in the scale in which it is printed."""
    return holds(figure.bounds, x * 10**figure.multiplier)


class TestGrowth:
    """What two levels imply, with their times."""

    @given(cases)
    def test_growth_of_two_levels(self, r):
        """Change, rate, factor and average hold the truth; years and reasons are the naive ones, and what is
        never compared is an error."""
        w = worlds.world(r)
        (s, n), (t, m) = a_span(r), a_span(r)
        if r.random() < 0.7:
            t, m = min(s + r.choice([1, 2, 4, 8, 12]), worlds.QUARTERS - n), n
        flags = {"flags": ["break"]} if r.random() < 0.1 else {}
        base, now = published(r, w, s, n), published(r, w, t, m, **flags)
        like = w.is_stock or n == m
        if not like or t + m <= s + n:
            with pytest.raises(PeriodOrderError if like else PeriodKindError):
                tj.growth(now, base)
            return
        g = tj.growth(now, base)
        apart = t + m - s - n
        assert g.years == Fraction(apart, 4)
        if now.figure is None or base.figure is None:
            reasons = ("missing_value", "break_in_series")
            assert (g.change, g.rate) == (None, None) and str(g.reason) in reasons
            return
        if flags:  # a break lies before the current value
            assert (g.change, g.rate, str(g.reason)) == (None, None, "break_in_series")
            return
        x, y = w.value(t, m), w.value(s, n)
        assert contains(g.change, x - y)
        expected = naive.growth(range_of(now.figure), range_of(base.figure))
        if isinstance(expected, str):
            assert (g.rate, g.factor, g.average_annual, str(g.reason)) == (
                None,
                None,
                None,
                expected,
            )
            return
        if y > 0:
            assert contains(g.rate, (x / y - 1) * 100)
            assert contains(g.factor, x / y)
        too_long = not w.is_stock and n > 4
        reason = "period_longer_than_year" if too_long else "not_whole_years" if apart % 4 else None
        assert (g.reason and str(g.reason)) == reason
        assert (g.average_annual is None) == (reason is not None)
        if reason is None and y > 0 and x >= 0:
            low, high = (
                None if e is None else 1 + Fraction(e) / 100
                for e in (g.average_annual.bounds.lower, g.average_annual.bounds.upper)
            )
            assert low is None or low < 0 or low ** (apart // 4) <= x / y
            assert high is None or x / y <= high ** (apart // 4)

    @given(cases)
    def test_what_is_not_alike_is_never_compared(self, r):
        """Another area, scope, basis or breakdown is an error."""
        w = worlds.world(r)
        field = r.choice(["area", "scope", "basis", "breakdowns"])
        other = {"sex": "F"} if field == "breakdowns" else "x"
        base, now = published(r, w, 0, 4), published(r, w, 4, 4, **{field: other})
        with pytest.raises(NotComparableError, match=field):
            tj.growth(now, base)


def reported(r, w, spans, scopes=(None,)):
    """Observations of some spans, each time once, in scopes that change from one place on."""
    found, turn = {}, r.randrange(worlds.QUARTERS)
    for start, count in spans:
        scope = scopes[-1] if start >= turn else scopes[0]
        made = published(r, w, start, count, scope=scope)
        found[made.period] = (made, (start, count))
    return found


class TestTotals:
    """The total, level or mean of a period."""

    @given(cases)
    def test_a_total_holds_the_truth(self, r):
        """Whatever is printed of parts and whole, of mixed lengths, with gaps and bounds; where parts of one scope
        cover the period there is an answer, of a mean where they are of one length."""
        w = worlds.world(r)
        start, count = a_span(r, (4, 4, 8, 12))
        scopes = r.choice([(None,), (None,), (None, "new")])
        spans = [a_span(r) for _ in range(r.randint(1, 14))]
        if r.random() < 0.5:
            spans += [(place, 1) for place in range(start, start + count) if r.random() < 0.95]
        found = reported(r, w, spans, scopes)
        series = Series(tuple(made for made, _ in found.values()))
        total = aggregate(series, w.time(start, count))
        known = [(made, span) for made, span in found.values() if made.figure is not None]
        may_hide = w.signed and not w.indicator.net
        if total.figure is not None and (total.complete or not may_hide):
            assert contains(total.figure, w.value(start, count)), (series.observations, total)
        whole = found.get(w.time(start, count))
        for scope in scopes:
            parts = [span for made, span in known if made.scope == scope]
            alike = w.indicator.nature is not Nature.FLOW
            if w.is_stock:
                enough = whole is not None and whole[0].figure is not None
            else:
                enough = naive.covered(parts, start, count, alike) is not None
            assert total.complete or not enough, (series.observations, total)
        assert (total.observation is None) <= (total.reason is not None)


P1, P2 = Plan(Period.years(2020, 2022), "一"), Plan(Period.years(2023, 2025), "二")


class TestPlans:
    """One series in two plans."""

    @given(cases)
    def test_a_comparison_holds_the_truth(self, r):
        """Figures, change, rate and growth in each plan hold the truth, a verdict holds for every value; both plans
        are whole, or taken over the first years that both have."""
        w = worlds.world(r)
        first = worlds.FIRST
        begins = [(plan.period.start.year - first) * 4 for plan in (P1, P2)]
        lengths = [r.choice([1, 4, 4, 4]) for _ in range(2)]
        most = r.choice([0.8, 0.95, 1])
        spans = [
            (s, n)
            for begin, n in zip(begins, lengths, strict=True)
            for s in range(begin - 4, begin + 12, n)
            if r.random() < most
        ]
        spans += [(begin, 12) for begin in begins if r.random() < 0.1]
        scopes = r.choice([(None,), (None,), (None, "new")])
        found = reported(r, w, spans, scopes)
        assume(found)
        c = tj.compare(Series(tuple(made for made, _ in found.values())), P1, P2)
        years = c.first_years or 3
        truths = [w.value(begin, years * 4) for begin in begins]
        for figure, truth in zip((c.earlier, c.later), truths, strict=True):
            assert figure is None or contains(figure, truth), c
        assert c.change is None or contains(c.change, truths[1] - truths[0])
        if c.rate is not None and truths[0] > 0:
            assert contains(c.rate, (truths[1] / truths[0] - 1) * 100)
        if c.verdict is not UNKNOWN:
            falling = w.indicator.direction == "lower"
            ahead = truths[1] < truths[0] if falling else truths[1] > truths[0]
            assert (c.verdict is YES) == ahead, c
        assert (c.reason is None) == (c.verdict is not UNKNOWN)
        known = [span for made, span in found.values() if made.figure is not None]
        scopes = [side and side.scope for side in c.observations]
        if None not in c.observations and scopes[0] != scopes[1]:
            raise AssertionError(f"compared across a break: {c}")
        if not w.is_stock and len({made.scope for made, _ in found.values()}) == 1:
            alike = w.indicator.nature is not Nature.FLOW
            has = [
                [naive.covered(known, begin, n * 4, alike) is not None for n in (1, 2, 3)]
                for begin in begins
            ]
            if all(sides[-1] for sides in has):
                assert (c.partial, c.earlier is None, c.later is None) == (False, False, False)
            elif expected := naive.first_years(*has):
                assert c.first_years >= expected, (c, found)
        for begin, figure in zip(begins, c.growths, strict=True):
            assert figure is None or w.indicator.nature is not Nature.RATE
            x, y = w.value(begin + 8, 4), w.value(begin - 4, 4)
            if figure is not None and y > 0 and x >= 0:
                low, high = (
                    None if e is None else 1 + Fraction(e) / 100
                    for e in (figure.bounds.lower, figure.bounds.upper)
                )
                assert low is None or low < 0 or low**3 <= x / y
                assert high is None or x / y <= high**3

    @given(cases)
    def test_plans_of_different_lengths(self, r):
        """A stock is compared at the ends of both; anything else over the first years that both have, never over all
        years of each, and there is an answer where a naive search finds these."""
        w, counts = worlds.world(r), r.choice([(1, 2), (2, 1), (3, 1), (3, 2), (2, 3), (1, 3)])
        plans = [
            Plan(Period.years(first, first + n - 1))
            for first, n in zip((2020, 2023), counts, strict=True)
        ]
        begins = [(plan.period.start.year - worlds.FIRST) * 4 for plan in plans]
        spans = [
            (s, n)
            for begin, count in zip(begins, counts, strict=True)
            for n in [r.choice([1, 4, 4])]
            for s in range(begin, begin + 4 * count, n)
            if r.random() < 0.9
        ]
        spans += [(b, 4 * n) for b, n in zip(begins, counts, strict=True) if r.random() < 0.3]
        found = reported(r, w, spans, (None,))
        assume(found)
        c = tj.compare(Series(tuple(made for made, _ in found.values())), *plans)
        figures, known = (
            (c.earlier, c.later),
            [s for o, s in found.values() if o.figure is not None],
        )
        if w.is_stock:
            ends = [w.value(b, 4 * n) for b, n in zip(begins, counts, strict=True)]
            assert all(f is None or contains(f, x) for f, x in zip(figures, ends, strict=True))
            return
        alike, shorter = w.indicator.nature is not Nature.FLOW, min(counts)
        has = [
            [naive.covered(known, b, n * 4, alike) is not None for n in range(1, shorter + 1)]
            for b in begins
        ]
        assert (c.first_years or 0) >= naive.first_years(*has), (c, found)
        if None not in figures:
            assert c.first_years is not None, c
            truths = [w.value(begin, c.first_years * 4) for begin in begins]
            assert all(contains(f, x) for f, x in zip(figures, truths, strict=True)), c


class TestIndexes:
    """A new reference period, and a series continued backwards."""

    @given(cases)
    def test_indexes_hold_the_truth(self, r):
        """Each value of the new series holds the truth, and growth between any two is what it was."""
        index = tj.Indicator("test.index", "点", "index")
        values = [Fraction(r.randint(1, 4000), r.choice([1, 2, 4])) for _ in range(6)]
        made = [index.observe(2015 + n, worlds.printed(r, x, "点")) for n, x in enumerate(values)]
        series, at = Series(tuple(made)), r.randrange(6)
        assume(made[at].figure.bounds.positive)
        new = indexes.rereference_series(series, str(2015 + at))
        for n, observation in enumerate(new):
            assert contains(observation.figure, values[n] / values[at] * 100)
        a, b = sorted(r.sample(range(6), 2))
        before, after = (
            tj.growth(each.observations[b], each.observations[a]) for each in (series, new)
        )
        assert (before.rate is None) == (after.rate is None)
        if before.rate is not None:
            assert after.rate.bounds == before.rate.bounds

    @given(cases)
    def test_a_spliced_series_holds_the_truth(self, r):
        """What is carried back is the old level times the new over the old at the link."""
        index = tj.Indicator("test.index", "点", "index")
        values = [Fraction(r.randint(1, 4000), r.choice([1, 2, 4])) for _ in range(6)]
        times = Fraction(r.randint(1, 40), 8)
        link = r.randint(1, 4)
        old = [index.observe(2015 + n, worlds.printed(r, values[n], "点")) for n in range(link + 1)]
        new = [
            index.observe(2015 + n, worlds.printed(r, values[n] * times, "点"), scope="new")
            for n in range(link, 6)
        ]
        assume(old[link].figure.bounds.positive)
        spliced = indexes.splice(Series(tuple(old)), Series(tuple(new)))
        assert [o.period for o in spliced] == [Period.year(2015 + n) for n in range(6)]
        for n, observation in enumerate(spliced):
            assert contains(observation.figure, values[n] * times), (n, old, new)


class TestInForce:
    """A standard or price holds from its day until the next; after the last nothing is known."""

    @given(
        st.dictionaries(
            st.dates(date(2019, 1, 1), date(2026, 1, 1)), st.integers(1, 99), min_size=1
        ),
        st.sampled_from(["standard", "price"]),
        st.integers(2019, 2025),
    )
    def test_in_force_at_the_end_of_a_year(self, values, nature, year):
        """The last level until then, if another one follows or it is of that very day."""
        indicator = Indicator("test.standard", "元/月", nature)
        series = indicator.series({AsOf(day): str(value) for day, value in values.items()})
        end = date(year, 12, 31)
        before = [day for day in values if day <= end]
        known = end in values or (before and max(values) > end)
        expected = values[max(before)] if known else None
        for time in (Period.year(year), Period.years(2019, year), AsOf(end)):
            found = aggregate(series, time).figure
            assert (None if found is None else found.value) == expected
