"""Laws of bounds, tested against exact fractions."""

import operator
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import bounds, holds, inside, wider
from tjstats.values.bounds import Bounds, point
from tjstats.values.verdicts import Verdict

data = st.data()
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
operations = pytest.mark.parametrize(
    "step", [operator.add, operator.sub, operator.mul, operator.truediv]
)
orders = pytest.mark.parametrize("order", [operator.lt, operator.le, operator.gt, operator.ge])


class TestArithmeticEncloses:
    """Design §3: arithmetic propagates bounds, rounded outwards."""

    @operations
    @given(data, bounds(), bounds())
    def test_points_inside_give_a_result_inside(self, step, data, a, b):
        """Whatever numbers the operands contain, the result contains their sum, difference, product and quotient."""
        x, y = data.draw(inside(a)), data.draw(inside(b))
        assume(step is not operator.truediv or y)
        assert holds(step(a, b), step(x, y))

    @operations
    @given(data, bounds(), bounds())
    def test_results_of_results_enclose(self, step, data, a, b):
        """The same holds for computed operands, such as a difference or a negation."""
        x, y = data.draw(inside(a)), data.draw(inside(b))
        assume(step is not operator.truediv or x - y)
        assert holds(step(a, a - b), step(x, x - y))
        assume(step is not operator.truediv or y)
        assert holds(step(a, -b), step(x, -y))

    @given(data, bounds())
    def test_negation_and_scaling_enclose(self, data, a):
        """-a contains -x; scaling by integers contains the scaled x; shifting is exact."""
        x = data.draw(inside(a))
        assert holds(-a, -x)
        assert holds(a.scaled(7, 3), x * 7 / 3)
        assert holds(a.shifted(-4), x / 10**4)
        assert a.shifted(5).shifted(-5) == a
        assert a.__neg__().__neg__() == a

    @operations
    @given(data, bounds(), bounds())
    def test_wider_operands_give_wider_results(self, step, data, a, b):
        """Less knowledge never gives more knowledge."""
        assert step(data.draw(wider(a)), data.draw(wider(b))).contains(step(a, b))

    @given(bounds(), bounds())
    def test_add_then_subtract_holds_the_first(self, a, b):
        """a + b - b contains all of a."""
        assert (a + b - b).contains(a)


class TestArithmeticIsTight:
    """Design §3: an interval that is too wide catches no errors."""

    @given(bounds(finite=True), bounds(finite=True))
    def test_ends_of_sums_are_reached(self, a, b):
        """The ends of a sum and a difference are those of the operands, closed if both are."""
        assert (a + b).lower == a.lower + b.lower
        assert (a - b).upper == a.upper - b.lower
        assert (a + b).upper_closed is (a.upper_closed and b.upper_closed)
        assert (a - b).lower_closed is (a.lower_closed and b.upper_closed)

    @given(bounds(finite=True), bounds(finite=True))
    def test_ends_of_products_are_reached(self, a, b):
        """The ends of a product are products of ends, closed exactly if a pair inside attains them."""
        self.check(a * b, operator.mul, a, b)

    @given(bounds(finite=True), bounds(finite=True))
    def test_ends_of_quotients_are_reached(self, a, b):
        """The same for a quotient whose divisor stays away from zero, to the 34th digit."""
        assume(not b.lower <= 0 <= b.upper)
        self.check(a / b, operator.truediv, a, b)

    def check(self, found, step, a, b):
        ends = [
            [(Fraction(i.lower), i.lower_closed), (Fraction(i.upper), i.upper_closed)]
            for i in (a, b)
        ]
        pairs = [(step(x, y), x_in and y_in) for (x, x_in), (y, y_in) in product(*ends)]
        zero_inside = 0 in a or (step is operator.mul and 0 in b)
        for end, closed, exact in (
            (found.lower, found.lower_closed, min(value for value, _ in pairs)),
            (found.upper, found.upper_closed, max(value for value, _ in pairs)),
        ):
            assert abs(Fraction(end) - exact) <= abs(exact) / 10**33
            assert closed is (
                any(is_in for value, is_in in pairs if value == exact)
                or (not exact and zero_inside)
            )


class TestOrderIsAVerdict:
    """Design §3: yes, no, or cannot tell."""

    @orders
    @given(data, bounds(), bounds())
    def test_a_clear_verdict_holds_for_every_point(self, order, data, a, b):
        """Yes means that all pairs of numbers are in this order, no that none is."""
        holds_here = order(data.draw(inside(a)), data.draw(inside(b)))
        assert order(a, b) in (YES if holds_here else NO, UNKNOWN)

    @orders
    @given(bounds(finite=True), bounds(finite=True))
    def test_unknown_only_where_both_are_possible(self, order, a, b):
        """Unknown means that the middles and the neighbourhoods of the ends do not all agree."""
        results = {order(x, y) for x, y in product(samples(a), samples(b))}
        assert (order(a, b) is UNKNOWN) is (len(results) == 2)

    @given(bounds(), bounds())
    def test_orders_belong_together(self, a, b):
        """a < b is not a >= b, and a <= b follows from a < b."""
        assert (a < b) is ~(a >= b)
        assert (a <= b) is ~(a > b)
        assert (a < b) is not YES or (a <= b) is YES

    @orders
    @given(data, bounds(), bounds())
    def test_widening_only_moves_to_unknown(self, order, data, a, b):
        """Widening bounds can only change a verdict to unknown."""
        assert order(data.draw(wider(a)), data.draw(wider(b))) in (order(a, b), UNKNOWN)

    @given(data, bounds(), bounds())
    def test_widening_an_equality_only_moves_to_unknown(self, data, a, b):
        """The same for `equals`."""
        assert data.draw(wider(a)).equals(data.draw(wider(b))) in (a.equals(b), UNKNOWN)


SHARES = [Fraction(0), Fraction(1, 10**20), Fraction(1, 2), 1 - Fraction(1, 10**20), Fraction(1)]


def samples(interval):
    """The ends that are included, their nearest neighbours, and the middle."""
    low, high = Fraction(interval.lower), Fraction(interval.upper)
    return [number for share in SHARES if holds(interval, number := low + (high - low) * share)]


class TestSets:
    """Bounds are sets of numbers."""

    @given(data, bounds(), bounds())
    def test_the_intersection_has_the_common_numbers(self, data, a, b):
        """A number is in the intersection exactly if it is in both."""
        common, x = a.intersection(b), data.draw(inside(a))
        assert holds(b, x) is (common is not None and holds(common, x))
        assert a.overlaps(b) is b.overlaps(a) is (common is not None)

    @given(data, bounds(), bounds())
    def test_containment_and_intersection_agree(self, data, a, b):
        """a contains b exactly if the intersection is b; a number in b is then in a."""
        assert a.contains(b) is (a.intersection(b) == b)
        assert holds(a, data.draw(inside(b))) or not a.contains(b)

    @given(data, bounds())
    def test_wider_bounds_contain_narrower_ones(self, data, a):
        """Widened bounds contain the original, and bounds contain themselves."""
        assert data.draw(wider(a)).contains(a)
        assert a.contains(a)

    @given(bounds())
    def test_in_is_containment_of_a_point(self, a):
        """`in` and `contains` agree on the ends."""
        for end in (a.lower, a.upper):
            assert end is None or (end in a) is a.contains(point(end)) is holds(a, Fraction(end))
            assert end is None or Bounds(end, end) == point(end)


ENDS = (None, Decimal(0), Decimal(1), Decimal(2))
EVERY = [
    Bounds(low, high, lower_closed=left, upper_closed=right)
    for low, high, left, right in product(ENDS, ENDS, (True, False), (True, False))
    if (low is None or high is None or low < high or (low == high and left and right))
    and not (low is None and left)
    and not (high is None and right)
]
GRID = [
    Fraction(n, 4) for n in (-8, -4, 0, 1, 3, 4, 5, 7, 8, 12, 16)
]  # the ends and two numbers around each


class TestEndsThatMeet:
    """Whatever ends two bounds have, at the same numbers or beside them, open or closed: the answer is that of the
    numbers inside, of which a grid holds the ends and two between and beyond."""

    def test_every_pair(self):
        """Order, equality, containment, overlap and intersection of all pairs."""
        grid = {each: [x for x in GRID if holds(each, x)] for each in EVERY}
        for a, b in product(EVERY, EVERY):
            pairs = list(product(grid[a], grid[b]))
            for order in (operator.lt, operator.le, operator.gt, operator.ge):
                found = {order(x, y) for x, y in pairs}
                expected = UNKNOWN if len(found) > 1 else YES if found.pop() else NO
                assert order(a, b) is expected, (order, a, b)
            both = [x for x in grid[a] if x in grid[b]]
            assert a.overlaps(b) == bool(both), (a, b)
            assert a.contains(b) == (set(grid[b]) <= set(grid[a])), (a, b)
            common = a.intersection(b)
            assert (common is None) == (not both), (a, b)
            assert common is None or [x for x in GRID if holds(common, x)] == both, (a, b)

    @pytest.mark.parametrize("each", EVERY, ids=str)
    def test_signs(self, each):
        """Positive: no number inside is zero or below; negative: none is zero or above."""
        inside = [x for x in GRID if holds(each, x)]
        assert each.positive == all(x > 0 for x in inside)
        assert each.negative == all(x < 0 for x in inside)
