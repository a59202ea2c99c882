"""Hypothesis strategies for questions: prints that the library and the naive computation both understand."""

from fractions import Fraction

from hypothesis import strategies as st

from tests.naive import Print, Range
from tjstats import Bounds, Figure

WORDS = ("exactly", "over", "at_least", "under", "at_most", "about", "some_over", "nearly")
UNITS = {0: "元", 4: "万元", 8: "亿元"}


def _digits(number: int, places: int) -> str:
    text = f"{abs(number):0{places + 1}d}"
    digits = f"{text[:-places]}.{text[-places:]}" if places else text
    return f"-{digits}" if number < 0 else digits


@st.composite
def prints(
    draw: st.DrawFn, least: int = 0, most: int = 99_999, words: tuple[str, ...] = WORDS
) -> Print:
    """A printed number; negative only with words that do not mirror."""
    number = draw(st.integers(least, most) | st.integers(least, min(most, least + 20)))
    word = draw(st.sampled_from(words))
    if number <= 0 and word in ("some_over", "nearly", "about"):
        word = "exactly"
    return Print(
        _digits(number, draw(st.integers(0, 3))), word, draw(st.sampled_from(sorted(UNITS)))
    )


def figure(printed: Print) -> Figure:
    """The library's figure for a printed number."""
    return Figure(printed.digits, UNITS[printed.multiplier], printed.word)


def same(found: Bounds, expected: Range, slack: Fraction = Fraction(1, 10**26)) -> bool:
    """Whether bounds equal the range: never narrower, wider only by the rounding to 34 digits, ends alike."""
    for end, exact, outwards in ((found.lower, expected.low, 1), (found.upper, expected.high, -1)):
        if (end is None) is not (exact is None):
            return False
        if end is not None and not 0 <= (exact - Fraction(end)) * outwards <= slack * max(
            1, abs(exact)
        ):
            return False
    return (found.lower_closed, found.upper_closed) == (expected.low_in, expected.high_in)
