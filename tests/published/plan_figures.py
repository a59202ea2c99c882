"""The figures of the plan files: digits from the printed text, relations as qualifiers, falls as negative numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.published.plan_units import Scaled
from tjstats import Figure, Qualifier

RELATIONS = {
    ">=": Qualifier.AT_LEAST,
    ">": Qualifier.OVER,
    "<=": Qualifier.AT_MOST,
    "<": Qualifier.UNDER,
    "about": Qualifier.ABOUT,
    "within": Qualifier.BETWEEN,
    "unqualified": Qualifier.EXACTLY,
    "==": Qualifier.EXACTLY,
    "decrease_by": Qualifier.EXACTLY,
    "increase_by": Qualifier.EXACTLY,
    "multi": Qualifier.EXACTLY,
}
MIRRORED = {
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.OVER: Qualifier.UNDER,
    Qualifier.UNDER: Qualifier.OVER,
}
SIGNS = {
    ">=": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    ">": Qualifier.OVER,
    "<=": Qualifier.AT_MOST,
    "≤": Qualifier.AT_MOST,
    "<": Qualifier.UNDER,
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
    "约": Qualifier.ABOUT,
}
ABOUT = re.compile(r"左右|约|大约|about|around|approximately|circa|~", re.I)
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_BOUND = re.compile(r"\s*(>=|<=|[≥≤<>~≈约])?\s*([-−]?[\d,]*\.?\d+)\s*[%％]?\s*(.*)", re.S)
_RANGE = re.compile(r"\s*([-−]?\d+(?:\.\d+)?)\s*[%％]?\s*[-–—~至]\s*(\d+(?:\.\d+)?)\s*[%％]?\s*")


def digits(value: object, text: object = "") -> str:
    """A number with the digits of the text if that prints it, else of the number itself."""
    number = Decimal(str(value).replace(",", ""))
    shown = [token.replace(",", "") for token in _TOKEN.findall(str(text or ""))]
    same = [token for token in shown if Decimal(token) == abs(number)]
    if not same:
        return format(number, "f")
    plain = max(same, key=lambda token: len(token.partition(".")[2]))
    return f"-{plain}" if number < 0 else plain


def beside(value: object, text: object, *, before: str, after: str) -> bool:
    """Whether words that match the patterns are right before or after the number (the last of a range) in the text."""
    given = numbers(value)
    if not given:
        return False
    shown = re.escape(digits(abs(Decimal(str(given[-1]))), text))
    pattern = rf"(?:{before})\s*{shown}(?![\d.])|(?<![\d.]){shown}\s*[^\d\s,，。;；、]{{0,6}}?\s*(?:{after})"
    return bool(re.search(pattern, str(text or ""), re.I))


def numbers(value: object) -> list[Any]:
    """The numbers in a value: one, or those of a list; none if it is not a number."""
    found = value if isinstance(value, list | tuple) else [value]
    return [each for each in found if is_number(each)]


def is_number(value: object) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    try:
        return Decimal(str(value).replace(",", "")).is_finite()
    except InvalidOperation:
        return False


def asked(
    value: Any,
    relation: str,
    scaled: Scaled,
    text: object,
    *,
    near: bool = False,
    falls: bool = False,
) -> Figure | None:
    """The figure of a target: the relation is its qualifier; *near*: with 左右; *falls*: a fall, written positive."""
    word = RELATIONS.get(relation, Qualifier.EXACTLY)
    ends = [digits(each, text) for each in numbers(value)]
    if not ends:
        return None
    if len(ends) > 1:
        low, high = sorted(ends, key=Decimal)[:1] + sorted(ends, key=Decimal)[-1:]
        return between(low, high, scaled, near=near or word is Qualifier.ABOUT, falls=falls)
    if word is Qualifier.BETWEEN:
        word = Qualifier.EXACTLY
    if word is Qualifier.EXACTLY:
        word = _further(word, relation, ends[0], text)
    if near and word is Qualifier.EXACTLY:
        word = Qualifier.ABOUT
    first, word = (negated(ends[0]), MIRRORED.get(word, word)) if falls else (ends[0], word)
    more = {"approximate": True} if near and word is not Qualifier.ABOUT else {}
    return Figure(first, scaled.unit, word, multiplier=scaled.multiplier, **more)


def _further(word: Qualifier, relation: str, number: str, text: object) -> Qualifier:
    """A change by at least or by more than a number."""
    if relation not in {"decrease_by", "increase_by"}:
        return word
    if beside(number, text, before="at least|不低于|不少于|no less than", after="以上|or more"):
        return Qualifier.AT_LEAST
    return (
        Qualifier.OVER if beside(number, text, before="超过|more than|over", after="(?!)") else word
    )


def between(
    low: str, high: str, scaled: Scaled, *, near: bool = False, falls: bool = False
) -> Figure:
    """A range including both ends."""
    ends = (negated(high), negated(low)) if falls else (low, high)
    return Figure.between(
        *ends, scaled.unit, multiplier=scaled.multiplier, approximate=near or None
    )


def negated(number: str) -> str:
    """The negative; a double negative is removed."""
    return number[1:] if number.startswith("-") else f"-{number}" if Decimal(number) else number


def reported(value: Any, scaled: Scaled, text: object, *, falls: bool = False) -> Figure | None:
    """The figure of an outcome: a number, a range, or text with a bound; None without a number."""
    ends = numbers(value) if isinstance(value, list | tuple) else []
    if len(ends) > 1:
        return between(*_ordered(ends, text), scaled, falls=falls)
    if is_number(value if not ends else ends[0]):
        return _number(value if not ends else ends[0], Qualifier.EXACTLY, scaled, text, falls)
    words = str(value if value is not None else "").replace("−", "-")
    if found := _RANGE.fullmatch(words):
        return between(*_ordered(found.groups(), text), scaled, falls=falls)
    found = _BOUND.match(words)
    if not found or not is_number(found[2]):
        return None
    made = _number(
        found[2].replace(",", ""), SIGNS.get(found[1] or "", Qualifier.EXACTLY), scaled, text, falls
    )
    return _a_year(made, found[3])


def _ordered(ends: Iterable[Any], text: object) -> list[str]:
    low, high = sorted((digits(each, text) for each in ends), key=Decimal)
    return [low, high]


def _number(value: Any, word: Qualifier, scaled: Scaled, text: object, falls: bool) -> Figure:
    number = digits(value, text)
    if word is Qualifier.EXACTLY:
        if beside(value, text, before=r"约|大约|about|around|approximately|~", after=r"左右"):
            word = Qualifier.ABOUT
        elif Decimal(number) and beside(
            value, text, before="近|nearly|almost|close to", after="近く"
        ):
            word = Qualifier.NEARLY
    if falls:
        number, word = negated(number), MIRRORED.get(word, word)
    return Figure(number, scaled.unit, word, multiplier=scaled.multiplier)


def whole(figure: Figure) -> Figure:
    """The figure without its year."""
    unit = figure.unit.code.removesuffix("/year")
    return Figure(
        figure.value, unit, figure.qualifier, multiplier=figure.multiplier, decimals=figure.decimals
    )


def _a_year(figure: Figure, rest: str) -> Figure:
    """>46/年: an amount per year."""
    if not re.match(r"/\s*(年|year|yr|annum)", rest):
        return figure
    unit = f"{figure.unit.code}/year"
    return Figure(
        figure.value, unit, figure.qualifier, multiplier=figure.multiplier, decimals=figure.decimals
    )
