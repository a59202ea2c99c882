"""Rates, index numbers and fulfilment compared with a second, naive computation; laws that hold for every nature."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

import tjstats as tj
from tests import naive_pace as naive
from tjstats import Figure, Indicator, Nature
from tjstats import rates as R
from tjstats.records.classifications import NATURES

CLOSE = Fraction(1, 10**30)
rates = st.decimals("-99", "300", places=2)
levels = st.decimals("0.01", "1000000", places=2)
natures = st.sampled_from([n for n in Nature if NATURES[n].change == "percent"])


def pct(value):
    return Figure(value, "%")


def yuan(value):
    return Figure(value, "亿元")


def close(figure, exact):
    """Equal to about thirty digits of the factor, inside its own bounds."""
    held = Fraction(figure.bounds.lower) <= exact <= Fraction(figure.bounds.upper)
    near = abs(Fraction(figure.value) - exact) <= CLOSE * max(100, abs(exact))
    return near and (held or abs(Fraction(figure.value) - exact) < CLOSE * Fraction(1, 1000))


class TestRates:
    """Every calculation with rates, by fractions and integer roots."""

    @given(rates, st.integers(1, 12), st.integers(1, 12))
    def test_average_rates_are_roots(self, total, years, parts):
        """The average of a total over years, and over parts of years, is a root of its factor."""
        factor = 1 + Fraction(total) / 100
        assert close(R.average_rate(pct(total), years), (naive.root(factor, years) - 1) * 100)
        assert close(
            R.average_rate(pct(total), years, parts), (naive.power(factor, parts, years) - 1) * 100
        )
        assume(factor < 2)
        assert close(R.annualised_rate(pct(total), parts), (factor**parts - 1) * 100)

    @given(st.lists(rates, min_size=1, max_size=8))
    def test_the_mean_of_rates_is_a_root_of_the_product(self, found):
        """The mean of rates is the root of the product."""
        product = Fraction(1)
        for rate in found:
            product *= 1 + Fraction(rate) / 100
        assert close(R.compound([pct(rate) for rate in found]), (product - 1) * 100)
        assert close(
            R.mean_rate([pct(rate) for rate in found]), (naive.root(product, len(found)) - 1) * 100
        )

    @given(rates, rates)
    def test_functions_of_two_rates(self, one, other):
        """Earlier rates, elasticities, contributions, shares and fulfilment of changes."""
        a, b = Fraction(one), Fraction(other)
        assert close(R.earlier_rate(pct(one), pct(other)), ((100 + b) / (100 + a) - 1) * 100)
        assert close(R.contribution(pct(one), pct(other)), a * b / 100)
        assert close(R.fulfilment(pct(one), pct(other)), (100 + a) / (100 + b) * 100)
        if b:
            assert close(R.elasticity(pct(one), pct(other)), a / b)
            assert close(R.contribution_share(Figure(one, "个百分点"), pct(other)), a / b * 100)

    @given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2).filter(bool))
    def test_negative_bases_by_name(self, now, then):
        """Relative to the signed base, and to its absolute value."""
        change, base = Fraction(now) - Fraction(then), Fraction(then)
        assert close(R.growth_on_signed_base(yuan(now), yuan(then)), change / base * 100)
        assert close(R.growth_on_absolute_base(yuan(now), yuan(then)), change / abs(base) * 100)

    @given(st.lists(levels, min_size=2, max_size=12))
    def test_carry_over_is_the_last_level_over_the_mean(self, quarters):
        """The last level over the mean."""
        found = [Fraction(q) for q in quarters]
        assert close(
            R.carry_over([yuan(q) for q in quarters]),
            (found[-1] * len(found) / sum(found) - 1) * 100,
        )

    @given(levels, st.lists(levels, min_size=1, max_size=6))
    def test_the_cumulative_method(self, base, values):
        """Substituted back, the rate adds up to the levels."""
        x = (
            1
            + Fraction(R.average_annual_cumulative(yuan(base), [yuan(v) for v in values]).value)
            / 100
        )
        total = sum(Fraction(v) for v in values) / Fraction(base)
        assert abs(sum(x**n for n in range(1, len(values) + 1)) - total) <= Fraction(
            1, 10**28
        ) * max(1, total) * len(values)

    @given(levels, levels)
    def test_rereferencing_is_a_product(self, index, reference):
        """With 100 over the old index, and back again."""
        old = Figure(reference, "点")
        factor = tj.indexes.rereference_factor(old)
        assert abs(Fraction(factor.value) * Fraction(reference) / 100 - 1) <= CLOSE
        moved = tj.indexes.rereference(Figure(index, "点"), factor)
        assert (
            abs(Fraction(moved.value) / (Fraction(index) * 100 / Fraction(reference)) - 1) <= CLOSE
        )


class TestLaws:
    """Laws of growth for every nature that has a rate."""

    @given(natures, st.lists(levels, min_size=2, max_size=8))
    def test_yearly_factors_compose(self, nature, values):
        """The yearly factors multiply to the factor of all years, and so do the average's."""
        indicator = Indicator("test.any", "元", nature)
        seen = [indicator.observe(str(2000 + n), yuan(v)) for n, v in enumerate(values)]
        whole, product = tj.growth(seen[-1], seen[0]), Fraction(1)
        for now, then in zip(seen[1:], seen[:-1], strict=True):
            product *= Fraction(tj.growth(now, then).factor.value)
        exact = Fraction(values[-1]) / Fraction(values[0])
        assert abs(product / exact - 1) <= CLOSE
        again = (1 + Fraction(whole.average_annual.value) / 100) ** (len(values) - 1)
        assert abs(again / exact - 1) <= CLOSE * max(1, 1 / exact)

    @given(st.dictionaries(st.integers(2000, 2010), levels, min_size=2), st.data())
    def test_rereferencing_keeps_growth(self, values, data):
        """Between any two periods, whatever the new reference period."""
        prices = Indicator("test.prices", "点", Nature.INDEX)
        old = prices.series({year: Figure(v, "点") for year, v in values.items()})
        new = tj.indexes.rereference_series(old, str(data.draw(st.sampled_from(sorted(values)))))
        first, last = min(values), max(values)
        before, after = (tj.growth(s[str(last)], s[str(first)]).factor for s in (old, new))
        assert abs(Fraction(after.value) / Fraction(before.value) - 1) <= CLOSE
