"""Units of measure: parsing, canonical codes, exact conversion factors; the only module that
imports pint.

The words are in `units.table`; an unknown word is a unit only in brackets, `[股]`, with a separate
dimension. Scale words (万, 亿, million) never become part of a unit: parsing gives a `Unit` and an
exponent of ten. pint is imported on the first conversion between two different units, or for a
`quantity`; its private registry contains only the units of the table. Factors are pairs of
integers, so 15 mu is exactly 1 hectare.
"""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import attrs

from tjstats.errors import UnitMismatchError, UnknownUnitError
from tjstats.streams import Modelled
from tjstats.values.languages import Language, spoken
from tjstats.values.numbers import MAX_EXPONENT, NEAREST
from tjstats.values.units.nearest import nearest
from tjstats.values.units.printing import OTHER_POWER, POWER_WORDS, scale_text, text_of
from tjstats.values.units.spellings import spellings
from tjstats.values.units.table import (
    ALL_WORDS,
    CALENDAR,
    DIFFERENCE,
    FRACTIONS,
    MASSES,
    SCALES_EN,
    SCALES_ZH,
    UNITS,
    canonical,
    is_kept,
    kept,
    parts_of,
    token,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

__all__ = [
    "UNITS",
    "Unit",
    "kept_unit",
    "parse_unit",
    "pint_unit",
    "unit",
    "unit_of_code",
    "word_in_pint",
]

MAX_TEXT: Final = 100  # pint needs seconds for long unit texts, so they are refused first
_SCALE_ZH: Final = re.compile(r"(10+)?([十百千万亿]*)")
_SCALE_EN: Final = re.compile(rf"(?:(10+) )?(?:({'|'.join(SCALES_EN)})s? (?:of )?)?")
_POWER: Final = re.compile(r"(\w+)\*\*([1-9])")
_POWER_WORD: Final = re.compile(
    rf"(?:{'|'.join(POWER_WORDS)}|([2-9]){OTHER_POWER['zh']}|{OTHER_POWER['en']}([2-9]) )"
)
_OUTSIDE: Final = r"(?![^\[]*\])"  # not within brackets
_PER: Final = re.compile(rf"(?: per |[/／]){_OUTSIDE}")
_TIMES: Final = re.compile(rf"(?<!\*)[*·](?!\*){_OUTSIDE}")
_KEPT: Final = re.compile(r"([^\[\]]*)\[([^\[\]]*)\](\*\*[1-9])?")


@attrs.frozen
class Unit(Modelled):
    """A unit of measure. Field: code, canonical: the head, denominators in alphabetical order, time
    last.

    Created by `unit` or `parse_unit`; a unit never includes a scale. Methods that take another unit
    take its text too.

    >>> unit("元/月")
    Unit(code='CNY/month')
    >>> unit("吨") .factor_to(unit("kg"))
    (1000, 1)
    """

    code: str

    def __attrs_post_init__(self) -> None:
        heads, below = parts_of(self.code) if isinstance(self.code, str) else ((), ())
        names = [token.partition("**")[0] for token in (*heads, *below)]
        known = all(name in UNITS or is_kept(name) for name in names)
        if not names or not known or canonical(list(heads), list(below)) != self.code:
            raise UnknownUnitError(
                self.code, problem="not a canonical unit code; write tjstats.unit(text) for"
            )

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return unit_of_code, (self.code,)

    @property
    def counted(self) -> bool:
        """Whether it counts things one by one, such as people or cases."""
        row = UNITS.get(self.code)
        return row is not None and row.counted

    @property
    def of_change(self) -> Unit:
        """The unit of a difference of two figures: percentage points for percent."""
        row = DIFFERENCE.get(self.code)
        return self if row is None else unit_of_code(row[0])

    def is_per(self, other: Unit | str) -> bool:
        """Whether this is *other* per year, quarter or month.

        >>> unit("人/年").is_per(unit("人")), unit("元/人").is_per(unit("元"))
        (True, False)
        """
        if self is other:
            return False
        return any(self == unit(other).per(unit_of_code(time)) for time in CALENDAR)

    def is_compatible(self, other: Unit | str) -> bool:
        """Whether figures in the two units convert into each other."""
        return self is other or _factor(self.code, unit(other).code) is not None

    def factor_to(self, other: Unit | str) -> tuple[int, int]:
        """The exact factor as (numerator, denominator). Raises `UnitMismatchError` for incompatible
        units.
        """
        return self.conversion(other)[:2]

    def conversion(self, other: Unit | str) -> tuple[int, int, int | None]:
        """The exact factor, and its exponent if it is a power of ten. Raises
        `UnitMismatchError`.
        """
        other = unit(other)
        factor = _factor(self.code, other.code)
        if factor is None:
            raise mismatch(self, other, "convert")
        return factor

    def per(self, other: Unit | str) -> Unit:
        """This unit per *other*: person per year. Equal units cancel to ratio."""
        return _composed(self, unit(other), -1)

    def times(self, other: Unit | str) -> Unit:
        """This unit times *other*; equal parts of numerator and denominator cancel."""
        return _composed(self, unit(other), 1)

    def text(self, lang: Language | None = None, multiplier: int = 0) -> str:
        """The unit in words, with the scale word of *multiplier*. Raises `UnknownUnitError` if
        no word fits.

        >>> unit("件/人").text("zh", -4), unit("元/月").text()
        ('件/万人', 'yuan/month')
        """
        return text_of(self.code, spoken(lang), multiplier)


def parse_unit(text: str) -> tuple[Unit, int]:
    """The unit denoted by a printed text, and the exponent of ten of its scale words.

    Accepts Chinese and English words, codes, scale words before any part, and denominators after
    "/" or " per ". Raises `UnknownUnitError` with the nearest known names.

    >>> parse_unit("万元/人"), parse_unit("件/万人")
    ((Unit(code='CNY/person'), 4), (Unit(code='case/person'), -4))
    """
    if not isinstance(text, str):
        raise UnknownUnitError(
            text, problem="a unit is a text such as 'million people' or 'CNY/month', not"
        )
    if len(text) > MAX_TEXT:
        raise UnknownUnitError(text, problem=f"a unit text has at most {MAX_TEXT} characters, not")
    return _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[Unit, int]:
    try:
        return _as_written(text)
    except UnknownUnitError:
        for other in spellings(text.strip()):
            with suppress(UnknownUnitError):
                return _as_written(other)
        raise


def _as_written(text: str) -> tuple[Unit, int]:
    """The unit and the exponent of a text, but for other spellings. Raises `UnknownUnitError`."""
    first, *others = (part.strip() for part in _PER.split(text.strip()))
    head = _parse_part(first, text)
    below = [_parse_part(part, text, is_alone=head == _ONE) for part in others]
    code = canonical(list(head[0]), ["*".join(codes) for codes, _ in below])
    scale = head[1] - sum(exponent for _, exponent in below)
    if abs(scale) > MAX_EXPONENT:
        problem = f"the scale words are beyond ten to the power of {MAX_EXPONENT} in"
        raise UnknownUnitError(text, problem=problem)
    return unit_of_code(code), scale


_SCALED: Final = re.compile(rf"([十百千]*[万亿]+|(?:{'|'.join(SCALES_EN)})s? (?:of )?)?(.+)")


def kept_unit(text: str) -> str | None:
    """The text of a unit with its word in brackets, after its scale word if there is one; None if
    brackets cannot hold it.

    >>> kept_unit("股"), kept_unit("万股"), kept_unit("million shares"), kept_unit("a/b")
    ('[股]', '万[股]', 'million [shares]', None)
    """
    parts = _SCALED.fullmatch(text)
    word = parts and kept(parts[2])
    return None if not word or parts is None else f"{parts[1] or ''}{word}"


def unit(text: str | Unit) -> Unit:
    """The unit denoted by a text without a scale word. Raises `UnknownUnitError`, even for a scaled
    text such as 万人.
    """
    if isinstance(text, Unit):
        return text
    kind, exponent = parse_unit(text)
    if exponent:
        raise UnknownUnitError(text, (kind.code,), "a unit holds no scale word, unlike")
    return kind


def mismatch(left: Unit, right: Unit, action: str) -> UnitMismatchError:
    """The error for two incompatible units, with the remedy for frequent confusions."""
    codes = {left.code, right.code}
    if "percentage_point" in codes and codes & set(FRACTIONS):
        remedy = (
            "a share in percent and a difference in percentage points are unlike; "
            "subtract two percents to get points"
        )
    elif action == "observe" and right.code in FRACTIONS:
        remedy = (
            "for a rate of growth write measure='growth' and its base, base='2020'; "
            "a share is an indicator of its own, in percent"
        )
    elif left.is_per(right) or right.is_per(left):
        remedy = "multiply the figure a year by the length of the period, or divide the total by it"
    elif codes == {"degC", "delta_degC"}:
        remedy = "a temperature and a difference of temperatures are unlike"
    else:
        remedy = (
            "they measure different things; divide one by the other, "
            f"or multiply by a {_between(codes)}, a figure in '{right.code}/{left.code}'"
        )
    return UnitMismatchError(left.code, right.code, action, remedy)


def _between(codes: set[str]) -> str:
    """What converts one unit into another that measures something else."""
    money = all(code in UNITS and UNITS[code].money for code in codes)
    return "rate of exchange" if money else "factor"


@lru_cache(maxsize=4096)
def printed_word(unit: Unit, multiplier: int, name: str) -> str | None:
    """The Chinese text of a unit in a scale, with the *name* used in a text if that reads back;
    None if no word can carry the scale, or one in brackets is among them.

    >>> printed_word(unit("个"), 4, "套"), printed_word(unit("元/月"), 4, "元")
    ('万套', '万元/月')
    """
    if "[" in unit.code:
        return None
    texts = [name, scale_text(multiplier) + name] if name in ALL_WORDS else []
    with suppress(ValueError):
        texts.append(unit.text("zh", multiplier))
    return next((text for text in texts if parse_unit(text) == (unit, multiplier)), None)


# --- reading --------------------------------------------------------------------------------------


_ONE: Final = (("ratio",), 0)


def _parse_part(part: str, whole: str, is_alone: bool = False) -> tuple[tuple[str, ...], int]:
    """Codes and exponent of a numerator or denominator; the codes are multiplied. Below a bare 1, a
    scale may stand alone: 1/10万.
    """
    if is_alone and part and (scale := _exponent(part)) is not None:
        return ("ratio",), scale
    if part in ALL_WORDS:
        code, exponent = ALL_WORDS[part]
        return (code,), exponent
    pieces = [_parse_piece(piece.strip(), whole) for piece in _TIMES.split(part)]
    return tuple(code for code, _ in pieces), sum(exponent for _, exponent in pieces)


def _parse_piece(piece: str, whole: str) -> tuple[str, int]:
    """Code and exponent: the longest known word after the fewest scale words."""
    if known := _word(piece):
        return known
    if "[" in piece or "]" in piece:
        return _in_brackets(piece)
    if known := _after_scale(piece):
        return known
    if piece and _exponent(f"{piece.lower()} ") is not None:
        problem = "a scale word needs a unit behind it, unlike"
        raise UnknownUnitError(whole, _counted(piece), problem)
    word = kept_unit(piece)
    raise UnknownUnitError(whole, _nearest(piece), kept=word and whole.replace(piece, word, 1))


def _word(piece: str) -> tuple[str, int] | None:
    """Code and exponent of a word of the table, or of its power: 平方毫米, m**2."""
    if piece in ALL_WORDS:
        return ALL_WORDS[piece]
    power, name = "", piece
    if power_word := _POWER.fullmatch(piece):
        power, name = power_word[2], power_word[1]
    elif power_word := _POWER_WORD.match(piece):
        power, name = (
            POWER_WORDS.get(power_word[0]) or power_word[1] or power_word[2],
            piece[power_word.end() :],
        )
    code, exponent = ALL_WORDS.get(name, ("", 0))
    return (f"{code}**{power}", 0) if power and code in UNITS and not exponent else None


def _in_brackets(piece: str) -> tuple[str, int]:
    """Code and exponent of a word in brackets after scale words: 万[股], million [shares]."""
    parts = _KEPT.fullmatch(piece)
    code = parts and kept(parts[2])
    exponent = parts and _exponent(parts[1])
    if parts is None or code is None or exponent is None:
        raise UnknownUnitError(
            piece,
            problem="brackets hold a word of at most 64 characters without []/*, and only scale "
            "words stand before them, unlike",
        )
    return code + (parts[3] or ""), exponent


def _exponent(scale: str) -> int | None:
    """The exponent of ten of scale words; None for other text."""
    if english := _SCALE_EN.fullmatch(scale):
        return len(english[1] or "1") - 1 + SCALES_EN.get(english[2] or "", 0)
    if chinese := _SCALE_ZH.fullmatch(scale.rstrip()):
        return len(chinese[1] or "1") - 1 + sum(SCALES_ZH[letter] for letter in chinese[2])
    return None


def _after_scale(piece: str) -> tuple[str, int] | None:
    english = _SCALE_EN.match(piece)
    assert english is not None  # it may be empty
    ends = [english.end()]
    if chinese := _SCALE_ZH.match(piece):  # 千瓦 is a unit, 万千瓦 is 万 times it
        ends += range(len(chinese[1] or ""), chinese.end() + 1)
    for end in ends:
        word, exponent = _word(piece[end:].lstrip()), _exponent(piece[:end])
        if word is not None and exponent is not None:
            return word[0], word[1] + exponent
    return None


def _nearest(piece: str) -> tuple[str, ...]:
    """The known names nearest to an unknown one, else two units with its scale."""
    bare = piece.lstrip("".join(SCALES_ZH))
    return nearest(piece, (piece, piece.lower(), bare)) or _counted(piece[: len(piece) - len(bare)])


def _counted(scale: str) -> tuple[str, ...]:
    """Two units with that scale, as examples; none without a scale."""
    units = (" people", " EUR") if scale.isascii() else ("人", "元")
    return tuple(scale.lower() + unit for unit in units) if scale else ()


# --- codes ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def unit_of_code(code: str) -> Unit:
    """The interned unit object for a canonical code, so that equal units are identical."""
    return Unit(code)


def _powers(unit: Unit) -> dict[str, int]:
    """Each plain unit in a code with its power; units that cancel have power 0 or are omitted."""
    powers: dict[str, int] = {}
    for sign, part in zip((1, -1), parts_of(unit.code), strict=True):
        for piece in part:
            name, _, power = piece.partition("**")
            powers[name] = powers.get(name, 0) + sign * int(power or 1)
    return powers


@lru_cache(maxsize=4096)
def _composed(left: Unit, right: Unit, sign: int) -> Unit:
    powers = _powers(left)
    for name, power in _powers(right).items():
        powers[name] = powers.get(name, 0) + sign * power
    return _unit_of(powers)


def _unit_of(powers: Mapping[str, int]) -> Unit:
    above = [token(n, p) for n, p in powers.items() if p > 0 and n != "ratio"]
    below = [token(n, -p) for n, p in powers.items() if p < 0 and n != "ratio"]
    return unit_of_code(canonical(above, below))


# --- pint -----------------------------------------------------------------------------------------


def registry(exact: bool) -> Any:
    """The private pint registry, with magnitudes in Decimal, or in Fraction if *exact*."""
    with (
        _REGISTRY_LOCK,
        localcontext(NEAREST),
    ):  # two threads must not make two; pint reads decimals in the thread's context
        return _registry(exact)


@cache
def _registry(exact: bool) -> Any:
    from fractions import Fraction

    import pint

    make: Any = pint.UnitRegistry  # its hints know no other numbers than floats
    units = make(None, non_int_type=Fraction if exact else Decimal, on_redefinition="raise")
    units.load_definitions([f"{row.code} = {row.definition}" for row in UNITS.values()])
    return units


_REGISTRY_LOCK: Final = Lock()
_MARK: Final = "kept_"  # before the name of a word in brackets in pint, which takes no such word


def pint_unit(unit: Unit) -> Any:
    """The unit in the private registry with Decimal magnitudes."""
    engine = registry(exact=False)
    names = {name: _for_pint(name) for name in _powers(unit) if is_kept(name)}
    code = unit.code
    for name, mangled in names.items():
        code = code.replace(name, mangled)
        with _REGISTRY_LOCK:
            if mangled not in engine:
                engine.define(f"{mangled} = [{mangled}]")
    return engine.parse_units(code)


def _for_pint(name: str) -> str:
    return _MARK + name[1:-1].encode().hex()


def word_in_pint(name: str) -> str:
    """The unit text of a name in a pint registry."""
    if not name.startswith(_MARK):
        return name
    try:
        return f"[{bytes.fromhex(name.removeprefix(_MARK)).decode()}]"
    except ValueError:
        return name


@lru_cache(maxsize=4096)
def _factor(source: str, target: str) -> tuple[int, int, int | None] | None:
    """The exact factor from one code to another, and its exponent of ten; None if they do not
    convert.
    """
    if source == target:
        return 1, 1, 0
    if source in FRACTIONS and target in FRACTIONS:  # the most frequent; needs no engine
        power = FRACTIONS[source] - FRACTIONS[target]
        return 10 ** max(power, 0), 10 ** max(-power, 0), power
    if "[" in source or "[" in target:
        left, right = _without_kept(source), _without_kept(target)
        return _factor(left[1], right[1]) if left[0] == right[0] else None
    from fractions import Fraction

    if source in MASSES and target in MASSES:
        return _ratio(Fraction(MASSES[source], MASSES[target]))
    import pint

    engine = registry(exact=True)
    try:
        factor = Fraction(
            engine.convert(Fraction(1), engine.parse_units(source), engine.parse_units(target))
        )
    except pint.DimensionalityError:
        return None
    return _ratio(factor)


def _ratio(factor: Fraction) -> tuple[int, int, int | None]:
    """A factor as (numerator, denominator), and its exponent if it is a power of ten."""
    up, down = factor.numerator, factor.denominator
    power = len(str(up)) - len(str(down))
    return up, down, power if up * 10 ** max(-power, 0) == down * 10 ** max(power, 0) else None


def _without_kept(code: str) -> tuple[dict[str, int], str]:
    """The bracketed words in a code with their powers, and the code of the rest."""
    powers = _powers(unit_of_code(code))
    words = {name: powers.pop(name) for name in list(powers) if is_kept(name)}
    return words, _unit_of(powers).code
