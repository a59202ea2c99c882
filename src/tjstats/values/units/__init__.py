"""Units of measure: parsing of unit texts, canonical codes, exact conversion factors; pint behind
one door.

The words are in `unit_table`. Scale words (万, 亿, million) never become part of a unit: parsing
gives a `Unit` and an exponent of ten. pint is imported on the first conversion between two unlike
units, or for a `quantity`; its registry is private and holds the units of the table only. Factors
are pairs of integers, so 15 mu are 1 hectare exactly.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import attrs

from tjstats.errors import UnitMismatchError, UnknownUnitError
from tjstats.values.numbers import NEAREST
from tjstats.values.units.printing import text_of
from tjstats.values.units.table import (
    ALL_WORDS,
    CALENDAR,
    FRACTIONS,
    SCALES_EN,
    SCALES_ZH,
    UNITS,
    canonical,
    parts_of,
    token,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["UNITS", "Unit", "parse_unit", "unit", "unit_of_code"]

MAX_TEXT: Final = 100  # pint needs seconds for long unit texts; ours are refused before
_SCALE_ZH: Final = re.compile(r"(10+)?([十百千万亿]*)")
_SCALE_EN: Final = re.compile(rf"(?:(10+) )?(?:({'|'.join(SCALES_EN)})s? (?:of )?)?")
_POWER: Final = re.compile(r"(\w+)\*\*([1-9])")


@attrs.frozen
class Unit:
    """A unit of measure. Field: code, canonical: the head, denominators in alphabetical order, time
    last.

    Made by `unit` or `parse_unit`; a unit never holds a scale.

    >>> unit("元/月")
    Unit(code='CNY/month')
    >>> unit("吨") .factor_to(unit("kg"))
    (1000, 1)
    """

    code: str

    def __attrs_post_init__(self) -> None:
        heads, below = parts_of(self.code) if isinstance(self.code, str) else ((), ())
        names = [token.partition("**")[0] for token in (*heads, *below)]
        if (
            not names
            or not all(name in UNITS for name in names)
            or canonical(list(heads), list(below)) != self.code
        ):
            raise UnknownUnitError(
                self.code, problem="not a canonical unit code; write tjstats.unit(text) for"
            )

    def __str__(self) -> str:
        return self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return unit_of_code, (self.code,)

    @property
    def counted(self) -> bool:
        """Whether it counts whole things, such as people or cases."""
        row = UNITS.get(self.code)
        return row is not None and row.counted

    def is_compatible(self, other: Unit) -> bool:
        """Whether figures of both convert into each other."""
        return self is other or _factor(self.code, other.code) is not None

    def factor_to(self, other: Unit) -> tuple[int, int]:
        """The exact factor as (numerator, denominator). Raises `UnitMismatchError` for unlike
        units.
        """
        return self.conversion(other)[:2]

    def conversion(self, other: Unit) -> tuple[int, int, int | None]:
        """The exact factor, and its exponent where it is a power of ten. Raises
        `UnitMismatchError`.
        """
        found = _factor(self.code, other.code)
        if found is None:
            raise mismatch(self, other, "convert")
        return found

    def per(self, other: Unit) -> Unit:
        """This unit for each *other*: person per year. Equal units cancel to ratio."""
        return _composed(self, other, -1)

    def times(self, other: Unit) -> Unit:
        """This unit times *other*; what stands above and below the line cancels."""
        return _composed(self, other, 1)

    def text(self, lang: str = "zh", multiplier: int = 0) -> str:
        """The unit as printed, with the scale word of *multiplier* where there is one (`ValueError`
        where not).

        >>> unit("件/人").text("zh", -4), unit("元/月").text("en")
        ('件/万人', 'yuan/month')
        """
        return text_of(self.code, lang, multiplier)


def parse_unit(text: str) -> tuple[Unit, int]:
    """The unit of a printed text, and the exponent of ten of its scale words.

    Takes Chinese and English words, codes, scale words before any part, and denominators after "/"
    or " per ". Raises `UnknownUnitError` with the nearest known names.

    >>> parse_unit("万元/人"), parse_unit("件/万人")
    ((Unit(code='CNY/person'), 4), (Unit(code='case/person'), -4))
    """
    if not isinstance(text, str):
        raise UnknownUnitError(text, problem="a unit is a text such as '万人' or 'CNY/month', not")
    if len(text) > MAX_TEXT:
        raise UnknownUnitError(text, problem=f"a unit text has at most {MAX_TEXT} characters, not")
    return _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[Unit, int]:
    parts = re.split(r"/| per ", text.strip().replace("／", "/").replace("·", "*"))
    codes, exponents = zip(*(_parse_part(part.strip(), text) for part in parts), strict=True)
    return unit_of_code(canonical(codes[0].split("*_*"), list(codes[1:]))), exponents[0] - sum(
        exponents[1:]
    )


def unit(text: str | Unit) -> Unit:
    """The unit of a text without a scale word. Raises `UnknownUnitError`, also for a scaled text
    such as 万人.
    """
    if isinstance(text, Unit):
        return text
    found, exponent = parse_unit(text)
    if exponent:
        raise UnknownUnitError(text, (found.code,), "a unit holds no scale word, unlike")
    return found


def mismatch(left: Unit, right: Unit, action: str) -> UnitMismatchError:
    """The error for two units that do not go together, with the remedy for the frequent
    confusions.
    """
    codes = {left.code, right.code}
    if "percentage_point" in codes and codes & set(FRACTIONS):
        remedy = "a share in percent and a difference in percentage points are unlike; subtract two percents to get points"
    elif any(f"{one}/{time}" == other for one in codes for other in codes for time in CALENDAR):
        remedy = "multiply the figure a year by the length of the period, or divide the total by it"
    elif {"degC", "delta_degC"} == codes:
        remedy = "a temperature and a difference of temperatures are unlike"
    else:
        remedy = "they measure different things; divide one by the other, or give a rate of exchange as a figure"
    return UnitMismatchError(left.code, right.code, action, remedy)


# --- reading --------------------------------------------------------------------------------------


def _parse_part(part: str, whole: str) -> tuple[str, int]:
    """Code and exponent of one side of a line: the longest known word after the fewest scale
    words.
    """
    if part in ALL_WORDS:
        return ALL_WORDS[part]
    if "*" in part.replace("**", ""):
        pieces = [_parse_part(piece.strip(), whole) for piece in re.split(r"(?<!\*)\*(?!\*)", part)]
        return "*_*".join(code for code, _ in pieces), sum(exponent for _, exponent in pieces)
    if (power := _POWER.fullmatch(part)) and power[1] in UNITS:
        return part, 0
    if found := _after_scale(part):
        return found
    from difflib import get_close_matches

    guesses = (part, part.lower(), part.lstrip("".join(SCALES_ZH)))
    near = next(
        (
            close
            for guess in guesses
            if (close := get_close_matches(guess, ALL_WORDS, n=4, cutoff=0.45))
        ),
        [],
    )
    raise UnknownUnitError(whole, tuple(near))


def _after_scale(part: str) -> tuple[str, int] | None:
    english = _SCALE_EN.match(part)
    if english and english.end() and part[english.end() :] in ALL_WORDS:
        code, own = ALL_WORDS[part[english.end() :]]
        return code, own + len(english[1] or "1") - 1 + SCALES_EN.get(english[2] or "", 0)
    chinese = _SCALE_ZH.match(part)
    digits, letters = (chinese[1] or "1", chinese[2]) if chinese else ("1", "")
    start = len(chinese[1] or "") if chinese else 0
    for length in range(len(letters) + 1):  # 千瓦 is a unit, 万千瓦 is 万 times it
        if (rest := part[start + length :].lstrip()) in ALL_WORDS:
            code, own = ALL_WORDS[rest]
            return code, own + len(digits) - 1 + sum(
                SCALES_ZH[letter] for letter in letters[:length]
            )
    return None


# --- codes ----------------------------------------------------------------------------------------


@cache
def unit_of_code(code: str) -> Unit:
    """The one unit object of a canonical code, so that equal units are told by identity."""
    return Unit(code)


def _powers(unit: Unit) -> dict[str, int]:
    """Each plain unit of a code with its power; units that cancel have power 0 or are left out."""
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
    above = [token(n, p) for n, p in powers.items() if p > 0 and n != "ratio"]
    below = [token(n, -p) for n, p in powers.items() if p < 0 and n != "ratio"]
    return unit_of_code(canonical(above, below))


def unit_of_powers(names: Mapping[str, int]) -> tuple[Unit, int]:
    """The unit of plain names with their powers, as a pint quantity of any registry lists them, and
    its exponent.
    """
    above: list[str] = []
    below: list[str] = []
    exponent = 0
    for name, power in names.items():
        found, scale = parse_unit(name)
        if power != int(power) or not power:
            raise UnknownUnitError(f"{name}**{power}", problem="only whole powers are kept, not")
        heads, denominators = parts_of(found.code)
        if denominators or len(heads) > 1:
            raise UnknownUnitError(name)
        (above if power > 0 else below).append(token(heads[0], abs(int(power))))
        exponent += scale * int(power)
    return unit_of_code(canonical(above, below)), exponent


# --- pint -----------------------------------------------------------------------------------------


def registry(exact: bool) -> Any:
    """The private pint registry: magnitudes in Decimal, or in Fraction where *exact* factors are
    asked.
    """
    with (
        _REGISTRY_LOCK,
        localcontext(NEAREST),
    ):  # two threads must not make two; pint reads decimals in the thread's context
        return _registry(exact)


@cache
def _registry(exact: bool) -> Any:
    from fractions import Fraction

    import pint

    made: Any = pint.UnitRegistry(
        None, non_int_type=Fraction if exact else Decimal, on_redefinition="raise"
    )
    made.load_definitions([f"{row.code} = {row.definition}" for row in UNITS.values()])
    return made


_REGISTRY_LOCK: Final = Lock()


@cache
def _factor(source: str, target: str) -> tuple[int, int, int | None] | None:
    """The exact factor from one code to another, and its exponent of ten; None where they do not
    convert.
    """
    if source == target:
        return 1, 1, 0
    if source in FRACTIONS and target in FRACTIONS:  # the most frequent; needs no engine
        power = FRACTIONS[source] - FRACTIONS[target]
        return 10 ** max(power, 0), 10 ** max(-power, 0), power
    from fractions import Fraction

    import pint

    engine = registry(exact=True)
    try:
        factor = Fraction(
            engine.convert(Fraction(1), engine.parse_units(source), engine.parse_units(target))
        )
    except pint.DimensionalityError:
        return None
    up, down = factor.numerator, factor.denominator
    power = len(str(up)) - len(str(down))
    return up, down, power if factor == Fraction(10) ** power else None
