"""The figures of a normalised text: amounts scanned, joined, put into their surroundings, and made
`Figure`.

Numbers beyond the library's limits (34 digits, exponent within ±30), dates, ranks, ordinals and
names are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Final

from tjstats.errors import TjstatsError
from tjstats.values.figure_arithmetic import printed
from tjstats.values.figures import Figure
from tjstats.values.numbers import MAX_EXPONENT, NEAREST
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, printed_word
from tjstats.zh.amounts import Amount
from tjstats.zh.joining import joined
from tjstats.zh.left_out import unit_left_out
from tjstats.zh.lexicon.bounds import JOINS
from tjstats.zh.refusals import refused
from tjstats.zh.scanner import amounts
from tjstats.zh.surroundings import Divisor, divided, divisors, meant

__all__ = ["figure_of", "figures"]

_EXACTLY, _BETWEEN = Qualifier.EXACTLY, Qualifier.BETWEEN
_OF_NON_ZERO: Final = (Qualifier.SOME_OVER, Qualifier.NEARLY)
_FIRMS: Final = "户企业"  # 户 alone is a household
_LONGEST_JOIN: Final = max(map(len, JOINS))
_REACHED: Final = ("达", "达到", "成为", "是", "首个")


def figures(text: str, alone: bool = False) -> list[Amount]:
    """Every figure of a normalised text, in order; *alone* where the text is nothing but figures
    (3位 is no rank then).

    >>> [str(found.figure) for found in figures("就业率达到90%以上,新增5.9和2.9万人")]
    ['at least 90%', '5.9万人', '2.9万人']
    """
    found: list[Amount] = []
    last: Amount | None = None
    near_by = divisors(text)
    joint_amounts = joined(text, amounts(text))
    for amount, near in (
        _with_divisors(near_by, joint_amounts) if near_by else zip(joint_amounts, repeat(()))
    ):
        if alone:
            stands = amount.unit is not None
        else:
            stands = _stands(amount, text, last if _is_joint(last, amount, text) else None)
        if not stands:
            last = None
            continue
        last = amount
        meant(amount, text)
        if near:
            divided(amount, near, text)
        figure = figure_of(amount)
        if figure is not None:
            amount.figure = figure
            found.append(amount)
    return found


def _is_joint(last: Amount | None, amount: Amount, text: str) -> bool:
    """Whether an amount stands in one list with the figure before it."""
    if last is None or amount.start - last.end > _LONGEST_JOIN:
        return False
    return text[last.end : amount.start] in JOINS


def _with_divisors(
    near: Sequence[Divisor], found: Iterable[Amount]
) -> Iterator[tuple[Amount, Sequence[Divisor]]]:
    """The amounts with 每… and 年均 near them, without those that are part of one (每10万人)."""
    passed = 0
    for amount in found:
        place = amount.number_start
        while passed < len(near) and near[passed].end < place - 60:
            passed += 1
        beside = [each for each in near[passed : passed + 8] if each.start < place]
        if not beside or not any(place < each.end for each in beside):
            yield amount, beside


def _stands(amount: Amount, text: str, last: Amount | None) -> bool:
    """Whether the number is a figure: it has a unit, its own or of its surroundings, is more than a
    scale word (万元GDP), and no date, rank or name. *last* is the figure of the list before it.
    """
    if amount.unit is None:
        amount.unit = unit_left_out(amount, text) or _as_before(amount, last)
        return amount.unit is not None and not refused(amount, text)
    if amount.bare and amount.word is _EXACTLY and not _reached(amount, text):
        return False
    same = last is not None and last.unit_word == amount.unit_word  # 连续5个月和13个月
    return same or not refused(amount, text)


def _reached(amount: Amount, text: str) -> bool:
    return text.endswith(_REACHED, max(0, amount.start - 2), amount.start)


def _as_before(amount: Amount, last: Amount | None) -> Unit | None:
    """系数为1.24、1.09和0.97: an item of a list of bare numbers is what the first is."""
    bare = last is not None and not last.unit_word and amount.has_decimals
    return last.unit if last is not None and bare else None


def figure_of(amount: Amount) -> Figure | None:
    """The figure of an amount with a unit; None where it lies beyond the library's limits."""
    value, unit, word = amount.value, amount.unit, amount.word
    assert unit is not None
    if abs(amount.scale) > MAX_EXPONENT:
        return None
    if amount.divisor is not None:
        if word is _EXACTLY and not amount.approximate:
            return Figure(value, unit, exact=True) / Figure(amount.divisor, unit, exact=True)
        value, amount.places = NEAREST.divide(value, amount.divisor), None
    name = _FIRMS if (amount.unit_word, unit.code) == ("户", "enterprise") else amount.unit_word
    unit_word = printed_word(unit, amount.scale, name)
    if word is _BETWEEN:
        return _between(amount, unit_word)
    if word in _OF_NON_ZERO and not value:
        return None
    return printed(
        Figure, value, unit, word, amount.scale, amount.approximate, amount.places, unit_word
    )


def _between(amount: Amount, unit_word: str | None) -> Figure | None:
    lower, upper = amount.closed
    try:
        figure = Figure(
            amount.value,
            amount.unit or "",
            _BETWEEN,
            upper=amount.upper,
            lower_closed=lower,
            upper_closed=upper,
            approximate=amount.approximate,
            multiplier=amount.scale,
            decimals=_decimals(amount.value, amount.upper),
        )
        return figure if unit_word is None else figure.to(unit_word)
    except TjstatsError:
        return None


def _decimals(*ends: Decimal | None) -> int:
    return max(-int(end.as_tuple().exponent) for end in ends if end is not None)
