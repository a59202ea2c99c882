"""Laws of growth rates: compounding, re-referencing, contributions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tjstats import rates as R

rate_texts = st.decimals("-90", "300", places=2).map(str)
levels = st.decimals("0.01", "1000000", places=2).map(str)
CLOSE = Fraction(1, 10**28)


def near(figure, exact):
    """The figure's value equals the exact number to 28 digits, and its bounds contain it."""
    scale = max(abs(exact), 1)
    inside = Fraction(figure.bounds.lower) <= exact <= Fraction(figure.bounds.upper)
    return inside and abs(Fraction(figure.value) - exact) <= CLOSE * scale


class TestCompounding:
    """Methods 2.1: cumulative change is a product, not a sum."""

    @given(st.lists(rate_texts, min_size=1, max_size=6))
    def test_the_compound_is_the_product_of_factors(self, texts):
        """The compound of rates is the product of their factors, less one."""
        exact = Fraction(1)
        for text in texts:
            exact *= 1 + Fraction(text) / 100
        assert near(R.compound([tj.Figure(t, "%") for t in texts]), (exact - 1) * 100)

    @given(rate_texts, rate_texts)
    def test_what_is_left_completes_the_target(self, target, so_far):
        """The change so far and the remaining rate compound to the target."""
        left = R.remaining_rate(tj.Figure(target, "%"), tj.Figure(so_far, "%"))
        exact = ((1 + Fraction(target) / 100) / (1 + Fraction(so_far) / 100) - 1) * 100
        assert near(left, exact)

    @given(rate_texts, st.integers(1, 8))
    def test_the_average_compounds_to_the_total(self, total, years):
        """n years at the average rate give the total, within the last digits."""
        average = R.average_rate(tj.Figure(total, "%"), years)
        again = R.compound([average] * years)
        assert abs(Fraction(again.value) - Fraction(total)) <= CLOSE * 10**4

    @given(levels, levels, levels)
    def test_growth_from_a_to_b_to_c_composes(self, a, b, c):
        """Growth from a to b and from b to c compound to growth from a to c."""
        first, second, third = (tj.Figure(x, "亿元") for x in (a, b, c))
        parts = R.compound([tj.growth(second, first).rate, tj.growth(third, second).rate])
        exact = (Fraction(c) / Fraction(a) - 1) * 100
        assert abs(Fraction(parts.value) - exact) <= CLOSE * max(abs(exact), 1) * 10**3


class TestContributions:
    """Methods 3.4: contributions of additive parts sum to the growth of the whole."""

    @given(st.lists(st.tuples(levels, levels), min_size=1, max_size=5))
    def test_they_sum_to_the_whole(self, parts):
        """Weight in the base period times growth, over all parts."""
        before = sum(tj.Figure(a, "亿元") for a, _ in parts)
        after = sum(tj.Figure(b, "亿元") for _, b in parts)
        given_ = [
            R.contribution(
                (tj.Figure(a, "亿元") / before).to("%"),
                tj.growth(tj.Figure(b, "亿元"), tj.Figure(a, "亿元")).rate,
            )
            for a, b in parts
        ]
        whole = tj.growth(after, before).rate
        scale = max(abs(Fraction(whole.value)), *(abs(Fraction(g.value)) for g in given_), 1)
        assert (
            abs(sum(Fraction(g.value) for g in given_) - Fraction(whole.value))
            <= CLOSE * scale * 10**3
        )
