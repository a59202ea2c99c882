"""Laws of figures, tested against exact fractions."""

import operator
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import exactly, figures, holds, published, signed
from tjstats.errors import UnitMismatchError
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
money = figures(units=("元", "万元", "亿元"))
people = figures(units=("人", "万人"))
orders = pytest.mark.parametrize("order", [operator.lt, operator.le, operator.gt, operator.ge])


ZERO = Bounds(Decimal(0), Decimal(0))


def plain(figure: Figure) -> Fraction:
    """The value in the plain unit."""
    return Fraction(figure.value) * Fraction(10) ** figure.multiplier


class TestExactness:
    """Design §3: values are Decimal; every calculation is exact, or its bounds are rounded outwards."""

    @given(exactly, exactly)
    def test_sums_and_products_are_exact(self, a, b):
        """+, − and × equal those of fractions if the result fits in 34 digits."""
        assert plain(a + b) == plain(a) + plain(b)
        assert plain(a - b) == plain(a) - plain(b)
        assert plain(a * b) == plain(a) * plain(b)
        assert plain(-a) == -plain(a)

    @given(exactly, exactly)
    def test_quotients_are_within_their_bounds(self, a, b):
        """The exact quotient is inside the bounds, which are at most two last digits wide."""
        assume(b.value)
        quotient, exact = a / b, plain(a) / plain(b)
        assert holds(quotient.bounds, exact)
        assert quotient.unit.code == "ratio"
        assert (
            Fraction(quotient.bounds.upper) - Fraction(quotient.bounds.lower) <= abs(exact) / 10**32
        )

    @given(money, money)
    def test_bounds_are_within_unrounded(self, a, b):
        """`unrounded` contains `bounds`, for printed and computed figures."""
        for figure in (a, a + b, a - b, a * b, a.to("万元"), -a):
            assert figure.unrounded.contains(figure.bounds)


class TestLongSums:
    """A computed figure keeps its inputs; how many there are has no limit."""

    @pytest.mark.parametrize("interval", ["bounds", "unrounded"])
    def test_of_any_length(self, interval):
        """A total of thirty years of days, worked out when it is asked for."""
        total = sum([Figure("1.5", "万人")] * 11_000)
        assert getattr(total, interval).upper == (
            165_000_000 if interval == "bounds" else 170_500_000
        )

    def test_each_input_is_worked_out_once(self):
        """A figure added to itself a hundred times over is 2¹⁰⁰ of them, in a hundred steps."""
        total = Figure(1, "元", exact=True)
        for _ in range(100):
            total = total + total
        assert total.unrounded == Bounds(2**100, 2**100)


class TestArithmetic:
    """Design §3: a computed figure propagates both intervals through the arithmetic."""

    @given(money, money)
    def test_adding_then_subtracting_contains_the_figure(self, a, b):
        """a + b − b contains a, in both intervals."""
        back = a + b - b
        assert back.bounds.contains(a.bounds)
        assert back.unrounded.contains(a.unrounded)

    @given(people, money)
    def test_multiplying_then_dividing_contains_the_figure(self, a, b):
        """a × b ÷ b contains a."""
        assume(b.bounds != ZERO)
        back = a * b / b
        assert back.bounds.contains(a.bounds)
        assert back.unrounded.contains(a.unrounded)

    @given(money, money)
    def test_sums_and_products_commute(self, a, b):
        """a + b and b + a are the same figure; so are the products."""
        assert a + b == b + a
        assert a * b == b * a

    @given(money, money)
    def test_larger_scale_is_kept(self, a, b):
        """+ and − keep the larger multiplier."""
        assert (a + b).multiplier == (a - b).multiplier == max(a.multiplier, b.multiplier)

    @given(money, people)
    def test_products_and_quotients_add_and_subtract_scales(self, a, b):
        """× adds the multipliers, ÷ subtracts them."""
        assert (a * b).multiplier == a.multiplier + b.multiplier
        assume(b.bounds != ZERO)
        assert (a / b).multiplier == a.multiplier - b.multiplier

    @given(money, money)
    def test_the_qualifier_is_read_off_the_bounds(self, a, b):
        """The qualifier shows an absent end of the bounds, and the value is the end that exists."""
        total = a + b
        ends = total.bounds.lower is None, total.bounds.upper is None
        words = {
            (True, True): {Qualifier.BETWEEN},
            (False, True): {Qualifier.OVER, Qualifier.AT_LEAST},
            (True, False): {Qualifier.UNDER, Qualifier.AT_MOST},
            (False, False): {Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.BETWEEN},
        }
        assert total.qualifier in words[ends]
        assert ends != (False, True) or plain(total) == Fraction(total.bounds.lower)
        assert ends != (True, False) or plain(total) == Fraction(total.bounds.upper)


class TestConversion:
    """Design §3: one multiplication and one division; a power of ten shifts the decimals."""

    @given(figures(units=("人", "万人", "亿人")), st.sampled_from(["人", "千人", "亿人"]))
    def test_scales_go_and_come(self, figure, other):
        """Converting to another scale and back gives the same figure, and the quantity never changes."""
        moved = figure.to(other)
        assert moved.to(figure.unit.text("zh", figure.multiplier)) == figure
        assert (moved.bounds, moved.unrounded, moved.qualifier) == (
            figure.bounds,
            figure.unrounded,
            figure.qualifier,
        )

    @given(figures(units=("%", "‰", "倍")), st.sampled_from(["%", "‰", "倍"]))
    def test_shares_go_and_come(self, figure, other):
        """Percent, permille and ratio are powers of ten apart."""
        back = figure.to(other).to(figure.unit)
        assert (back.value, back.decimals, back.bounds, back.unrounded) == (
            figure.value, figure.decimals, figure.bounds, figure.unrounded
        )  # fmt: skip

    @pytest.mark.parametrize(
        "pair", [("亩", "公顷"), ("天", "周"), ("斤", "吨"), ("元/月", "元/年")], ids=" to ".join
    )
    @given(data=st.data())
    def test_other_factors_enclose(self, pair, data):
        """A conversion and its inverse contain the original."""
        one, other = pair
        figure = data.draw(figures(units=(one,)))
        back = figure.to(other).to(one)
        assert back.bounds.contains(figure.bounds)
        assert back.unrounded.contains(figure.unrounded)


class TestComparison:
    """Design §3: `<`, `<=`, `>`, `>=`, `equals` and `agrees` give a verdict."""

    @orders
    @given(exactly, exactly)
    def test_exact_figures_compare_as_fractions(self, order, a, b):
        """The verdict on two EXACTLY figures is never unknown."""
        assert order(a, b) is (YES if order(plain(a), plain(b)) else NO)

    @given(exactly, exactly)
    def test_exact_figures_are_equal_as_fractions(self, a, b):
        """`equals` compares quantities, however they are printed."""
        assert a.equals(b) is (YES if plain(a) == plain(b) else NO)
        assert a.equals(a.to("元")) is YES

    @given(published, st.integers(0, 6), published, st.integers(0, 6))
    def test_agreement_is_a_common_origin(self, x, more, y, digits):
        """Two roundings of one number to different places always agree."""
        exact = x + y.scaleb(-6)
        coarse, fine = sorted((more, digits))
        a, b = Figure(exact, "万元").rounded(coarse), Figure(exact, "万元").rounded(fine)
        assert a.agrees(b) is b.agrees(a) is YES

    @given(signed, signed)
    def test_disagreement_is_no_common_origin(self, x, y):
        """Two numbers with six decimals agree exactly if they are at most one unit apart."""
        a, b = Figure(x.quantize(MILLIONTH), "元"), Figure(y.quantize(MILLIONTH), "元")
        assert a.agrees(b) is (YES if abs(Fraction(x) - Fraction(y)) <= Fraction(MILLIONTH) else NO)

    @orders
    @given(figures(units=("元",)), figures(units=("元",)), st.data())
    def test_less_knowledge_only_moves_to_unknown(self, order, a, b, data):
        """Adding an interval that contains zero widens a figure, and can only change a verdict to unknown."""
        slack = Figure.between(-data.draw(published), data.draw(published), "元")
        assert order(a + slack, b) in (order(a, b), UNKNOWN)
        assert order(a, b + slack) in (order(a, b), UNKNOWN)


MILLIONTH = Figure("0.000001", "元").value


class TestIdentity:
    """Design §3: `==` and hash are structural; Contract: figures are plain data."""

    @given(figures())
    def test_repr_evaluates_back(self, figure):
        """The repr of a printed figure makes an equal figure with an equal hash."""
        again = eval(repr(figure), {"Figure": Figure})
        assert again == figure
        assert hash(again) == hash(figure)

    @given(figures(), money)
    def test_pickles_are_equal(self, figure, amount):
        """A printed figure, and a computed one, are equal to their pickles."""
        for each in (figure, amount * 3, amount / 7):
            assert pickle.loads(pickle.dumps(each)) == each
            assert hash(pickle.loads(pickle.dumps(each))) == hash(each)

    @given(figures(), figures())
    def test_equal_figures_hash_alike(self, a, b):
        """Equal figures have the same hash and text."""
        assert a != b or (hash(a), str(a), repr(a)) == (hash(b), str(b), repr(b))


class TestRounding:
    """Design §3: `rounded(n)` gives a printed figure, half up; the ends of bounds are rounded outwards."""

    @given(figures(units=("万元",)), st.integers(0, 6))
    def test_rounding_moves_by_half_a_unit_at_most(self, figure, decimals):
        """A bound moves only outwards."""
        assume(figure.qualifier not in (Qualifier.SOME_OVER, Qualifier.NEARLY))
        made = figure.rounded(decimals)
        assert (made.decimals, made.qualifier, made.multiplier) == (
            decimals,
            figure.qualifier,
            figure.multiplier,
        )
        if figure.qualifier in (Qualifier.EXACTLY, Qualifier.ABOUT):
            assert abs(Fraction(made.value) - Fraction(figure.value)) <= Fraction(
                5, 10 ** (decimals + 1)
            )
        else:
            assert made.bounds.contains(figure.bounds)


class TestPlain:
    """Design §4: `plain` is the Decimal in the plain unit, 1750000 and not 1.75E+6."""

    @given(figures(units=("元", "万元", "亿元")))
    def test_the_plain_value_is_written_in_full(self, figure):
        """It is the value times ten to the multiplier, as digits without an exponent, in any scale."""
        for same in (figure, figure.to("元"), figure.to("万元"), figure + figure):
            assert Fraction(same.plain) == plain(same)
            assert int(same.plain.as_tuple().exponent) <= 0


class TestOrder:
    """The key of figures orders what verdicts leave open, and never against a verdict."""

    @given(st.lists(figures(units=("元", "万元", "亿元")), max_size=6))
    def test_no_figure_comes_after_one_that_is_above_it(self, several):
        """In the sorted list, values never fall, and no earlier figure is surely above a later."""
        ordered = sorted(several, key=Figure.sort_key)
        for place, figure in enumerate(ordered):
            for later in ordered[place + 1 :]:
                assert plain(figure) <= plain(later)
                assert (figure > later) is not YES

    @given(money, people)
    def test_unlike_units_have_no_order(self, a, b):
        """Money and people cannot be sorted, as they cannot be compared."""
        with pytest.raises(UnitMismatchError):
            sorted([a, b], key=Figure.sort_key)
