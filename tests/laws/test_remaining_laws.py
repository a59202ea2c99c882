"""Laws of what is left: the figure still needed, put behind what is reported, makes the target."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import holds, inside
from tjstats import AsOf, Figure, Indicator, Period, Series, Target, Verdict, assess, remaining

FLOW = Indicator("test.flow", "万人", "flow", "higher")
RATE = Indicator("test.rate", "%", "rate", "lower")
SHARE = Indicator("test.share", "%", "rate", "higher")
STOCK = Indicator("test.stock", "万人", "stock", "higher")
OUTPUT = Indicator("test.output", "亿元", "flow", "higher")
PLAN = Period.years(2021, 2025)

numbers = st.integers(1, 10_000).map(lambda n: f"{n / 10:.1f}")
signed = st.integers(-3000, 3000).map(lambda n: f"{n / 100:.2f}")
bounded = st.sampled_from([Figure, Figure.over, Figure.at_least, Figure.about])


@st.composite
def totals(draw, printed=bounded):
    """A target for a total, and the figures of the first years, printed in several ways."""
    kinds = draw(st.lists(printed, min_size=1, max_size=4))
    figures = [kind(draw(numbers), "万人") for kind in kinds]
    ask = draw(st.sampled_from([Figure, Figure.at_least, Figure.over]))
    goal = Target(FLOW, PLAN, ask(draw(numbers), "万人"))
    return goal, FLOW.series(dict(enumerate(figures, 2021)))


def exact(figure):
    return Fraction(figure.plain)


class TestTotals:
    """The target less the sum so far, for every value that the parts may have."""

    @given(st.data(), totals())
    def test_amount_holds_the_difference(self, data, asked):
        goal, reported = asked
        answer = remaining(goal, reported)
        parts = [data.draw(inside(o.figure.bounds)) for o in reported]
        left = exact(goal.figure) - sum(parts)
        assert holds(answer.amount.bounds, left)
        if answer.per_period is not None:
            assert holds(answer.per_period.bounds, left / len(answer.left))

    @given(totals(st.just(Figure)))
    def test_path_reaches_the_target(self, asked):
        goal, reported = asked
        answer = remaining(goal, reported)
        if answer.path is None:
            assert answer.reached is Verdict.YES or not answer.left
            return
        whole = Series((*reported, *answer.path))
        assert abs(sum(exact(o.figure) for o in whole) - exact(goal.figure)) < Fraction(1, 10**20)
        assert len(whole) == 5

    @given(totals(), numbers)
    def test_a_scenario_is_the_answer_after_it(self, asked, next_value):
        goal, reported = asked
        assume(len(reported) < 4)
        supposed = remaining(goal, reported, if_next=next_value)
        after = remaining(
            goal,
            Series((*reported, FLOW.observe(2021 + len(reported), next_value, status="forecast"))),
        )
        assert (supposed.amount, supposed.per_period, supposed.left) == (
            after.amount,
            after.per_period,
            after.left,
        )

    @given(totals())
    def test_reached_is_the_verdict_so_far(self, asked):
        goal, reported = asked
        assert (remaining(goal, reported).reached is Verdict.YES) == (
            assess(goal, reported).holds_now is Verdict.YES
        )


class TestMeans:
    """What the rest may be on average, so that the mean of all is the limit."""

    @given(st.lists(signed, min_size=1, max_size=4), signed)
    def test_mean_of_all_is_the_limit(self, so_far, limit):
        goal = Target(RATE, PLAN, Figure.at_most(limit, "%"))
        answer = remaining(goal, RATE.series(dict(enumerate(so_far, 2021))))
        years = sum(map(Fraction, so_far)) + exact(answer.room) * len(answer.left)
        assert abs(years / 5 - Fraction(limit)) < Fraction(1, 10**25)


class TestLevels:
    """The last level of the path is the goal."""

    @given(numbers, numbers, st.integers(2021, 2024))
    def test_stocks_grow_at_one_rate(self, now, goal, year):
        target = Target(STOCK, AsOf("2025"), Figure.at_least(goal, "万人"))
        answer = remaining(target, STOCK.series({f"{year}": now}))
        assert exact(answer.amount) == exact(target.figure) - Fraction(now) * 10_000
        if answer.path is None:
            assert Fraction(now) >= Fraction(goal)
            return
        levels = [Fraction(now) * 10_000, *(exact(o.figure) for o in answer.path)]
        assert abs(levels[-1] - exact(target.figure)) < Fraction(1, 10**20)
        factors = {round(float(b / a), 9) for a, b in pairwise(levels)}
        assert len(factors) == 1

    @given(signed, signed, st.integers(2021, 2024))
    def test_rates_move_in_equal_steps(self, now, goal, year):
        target = Target(SHARE, Period.year(2025), Figure.at_least(goal, "%"))
        answer = remaining(target, SHARE.series({year: now}))
        if answer.path is None:
            assert Fraction(now) >= Fraction(goal)
            return
        levels = [Fraction(now), *(exact(o.figure) for o in answer.path)]
        steps = [b - a for a, b in pairwise(levels)]
        assert abs(levels[-1] - Fraction(goal)) < Fraction(1, 10**25)
        assert max(steps) - min(steps) < Fraction(1, 10**25)


class TestGrowth:
    """So far times the rest is the target."""

    @given(st.lists(signed, min_size=1, max_size=4), signed)
    def test_product_is_the_target(self, rates, asked):
        target = Target(OUTPUT, PLAN, Figure(asked, "%"), measure="growth", base=Period.year(2020))
        series = Series(
            tuple(
                OUTPUT.observe(year, Figure(text, "%"), measure="growth", base=year - 1)
                for year, text in enumerate(rates, 2021)
            )
        )
        answer = remaining(target, series)
        factor = 1 + exact(answer.amount) / 100
        for text in rates:
            factor *= 1 + Fraction(text) / 100
        assert abs(factor - 1 - Fraction(asked) / 100) < Fraction(1, 10**25)
        if answer.per_period is not None:
            each = (1 + exact(answer.per_period) / 100) ** len(answer.left)
            assert abs(each - 1 - exact(answer.amount) / 100) < Fraction(1, 10**25)
