"""Figure: a number as published or computed — value or bound, unit, scale, digits — and its exact
arithmetic.

Every figure has two intervals in the plain unit: `bounds`, the printed figure taken literally, and
`unrounded`, every number that could have been rounded to it. Arithmetic propagates both; computed
figures have no printed decimals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from functools import cmp_to_key
from typing import Any, Final, Self, TypedDict, Unpack, cast

import attrs

from tjstats.errors import InvalidBoundsError, InvalidRecordError, RecordTypeError, UnknownUnitError
from tjstats.values import wording
from tjstats.values.bounds import Bounds, point
from tjstats.values.figure_arithmetic import FigureFields, read_off
from tjstats.values.languages import Language, language_of, spoken
from tjstats.values.numbers import (
    COMPUTED_EXPONENT,
    MAX_EXPONENT,
    NEAREST,
    SHOWN,
    Number,
    number,
    power_of_ten,
    rounded_to,
    with_decimals,
)
from tjstats.values.qualifiers import APPROXIMATE, Qualifier, QualifierCode, Rounding, said, unround
from tjstats.values.trusted import fill
from tjstats.values.units import Unit, parse_unit, pint_unit, registry
from tjstats.values.units.printing import readable_back
from tjstats.values.units.quantities import unit_of_quantity
from tjstats.values.verdicts import Verdict

__all__ = ["Figure", "shown"]

_NOT_GIVEN: Final = object()


class FigureKeywords(TypedDict, total=False):
    """The keyword arguments of the named constructors of `Figure`."""

    approximate: bool | None
    multiplier: int
    decimals: int | None
    exact: bool
    word: str | None


@attrs.frozen(init=False, eq=False, order=False, repr=False, weakref_slot=False)  # pyright: ignore[reportGeneralTypeIssues]
class Figure(FigureFields):
    """A number as printed, or computed from printed ones.

    Fields: value (in the printed scale), unit, qualifier, upper (the other end of BETWEEN),
    multiplier (exponent of ten: 万 4, 亿 8), decimals (printed places; None for a computed figure),
    approximate, exact (not rounded: amounts set by law, counts without a multiplier), quotient
    (computed by a division, which affects how it is displayed), word (the unit as printed, "万套";
    outside `==` and hash).

    Numbers are texts, ints or Decimals. Raises `NumberTypeError`, `InvalidNumberError`,
    `InvalidBoundsError`, `UnknownUnitError`. `==` is structural; `<`, `<=`, `equals` and `agrees`
    give a `Verdict`.

    >>> wage = Figure("2510", "元/月")
    >>> print(wage - Figure("2050", "元/月"), wage.unrounded)
    460元/月 [2509.5, 2510.5]
    """

    def __init__(
        self,
        value: Number,
        unit: str | Unit,
        qualifier: Qualifier | QualifierCode = Qualifier.EXACTLY,
        *,
        upper: Number | None = None,
        lower_closed: bool = True,
        upper_closed: bool = True,
        approximate: bool | None = None,
        multiplier: int = 0,
        decimals: int | None = None,
        exact: bool = False,
        word: str | None = None,
        quotient: bool = False,
        _bounds: Bounds | None = None,
        _unrounded: Bounds | None = None,
        _recipe: Any = _NOT_GIVEN,
    ) -> None:
        if _recipe is not _NOT_GIVEN:  # attrs.evolve and copy.replace give every field
            more: dict[str, Any] = {"upper": upper, "multiplier": multiplier, "decimals": decimals}
            more |= {"approximate": approximate, "exact": exact, "word": word, "quotient": quotient}
            intervals = {"_bounds": _bounds, "_unrounded": _unrounded, "_recipe": _recipe}
            evolved = _evolved(value, unit, qualifier, more, intervals)
            names: tuple[str, ...] = getattr(FigureFields, "__slots__")  # noqa: B009
            fill(self, FigureFields, *(getattr(evolved, name) for name in names))
            return
        first, last, places = _digits(value, upper, decimals)
        kind, scale, own = _counted_in(unit, multiplier)
        meant = _qualifier(qualifier)
        ends = _checked_ends(meant, first, last, places, (lower_closed, upper_closed))
        if approximate is False and meant in APPROXIMATE:
            problem = f"{meant.name} is approximate; leave approximate out"
            raise InvalidBoundsError(first, None, problem)
        approximate = approximate or meant in APPROXIMATE
        exact = meant is Qualifier.EXACTLY and (exact or _is_whole(kind, scale, places))
        ends = None if ends is None else ends.shifted(scale)
        fields = (first, kind, meant, last, scale, places, approximate, exact, quotient, ends)
        fill(self, FigureFields, *fields, word=_checked_word(word, kind, scale) or own)

    # --- named constructors, one for each qualifier -----------------------------------------------

    @classmethod
    def over(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """超过, 突破, 逾: more than the number. `more` as in `Figure`."""
        return cls(value, unit, Qualifier.OVER, **more)

    @classmethod
    def at_least(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """以上, 不低于: the number or more."""
        return cls(value, unit, Qualifier.AT_LEAST, **more)

    @classmethod
    def under(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """不到, 低于: less than the number."""
        return cls(value, unit, Qualifier.UNDER, **more)

    @classmethod
    def at_most(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """以内, 不超过: the number or less."""
        return cls(value, unit, Qualifier.AT_MOST, **more)

    @classmethod
    def about(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """约, 左右: within half a unit of the last significant place of the number."""
        return cls(value, unit, Qualifier.ABOUT, **more)

    @classmethod
    def some_over(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """余, 多: more than the number by less than one unit of its last non-zero place."""
        return cls(value, unit, Qualifier.SOME_OVER, **more)

    @classmethod
    def nearly(cls, value: Number, unit: str | Unit, **more: Unpack[FigureKeywords]) -> Self:
        """近: less than the number by less than one unit of its last non-zero place."""
        return cls(value, unit, Qualifier.NEARLY, **more)

    @classmethod
    def between(
        cls,
        lower: Number | None,
        upper: Number | None,
        unit: str | Unit,
        *,
        lower_closed: bool = True,
        upper_closed: bool = True,
        **more: Unpack[FigureKeywords],
    ) -> Self:
        """A range; if one end is absent, the figure `over`, `at_least`, `under` or `at_most` the
        other.

        >>> print(Figure.between("20", "100", "个", upper_closed=False, approximate=True))
        约20（含）—100个（不含）
        """
        if lower is None or upper is None:
            if lower is not None:
                return cls(
                    lower, unit, Qualifier.AT_LEAST if lower_closed else Qualifier.OVER, **more
                )
            if upper is None:
                raise InvalidBoundsError(None, None, "a range has at least one end")
            return cls(upper, unit, Qualifier.AT_MOST if upper_closed else Qualifier.UNDER, **more)
        return cls(
            lower,
            unit,
            Qualifier.BETWEEN,
            upper=upper,
            lower_closed=lower_closed,
            upper_closed=upper_closed,
            **more,
        )

    @classmethod
    def _restored(cls, *, bounds: Bounds, unrounded: Bounds, **fields: Any) -> Self:
        """A computed figure from its stored fields, for formats. Raises `InvalidBoundsError`."""
        return cls._checked(cls._new(**fields, _bounds=bounds, _unrounded=unrounded))

    @classmethod
    def _checked(cls, figure: Self) -> Self:
        """The figure. Raises `InvalidBoundsError` if computed and not matching its bounds."""
        if figure.decimals is None and not _follows(figure):
            problem = f"they do not say {figure.qualifier} {figure.value}"
            raise InvalidBoundsError(figure.bounds.lower, figure.bounds.upper, problem)
        return figure

    # --- properties and identity ------------------------------------------------------------------

    def unround(self, rule: Rounding = "any") -> Bounds:
        """The numbers that *rule* (one of `ROUNDINGS`) rounds to this printed EXACTLY figure."""
        if self.exact or self.decimals is None or self.qualifier is not Qualifier.EXACTLY:
            return self.unrounded
        return unround(self.value, self.decimals, rule).shifted(self.multiplier)

    @property
    def computed(self) -> bool:
        """Whether it was computed instead of printed."""
        return self.decimals is None

    def _key(self) -> tuple[Any, ...]:
        printed = self.decimals is not None
        return (
            self.value,
            self.unit.code,
            self.qualifier,
            self.upper,
            self.multiplier,
            self.decimals,
            self.approximate,
            self.exact,
            self.quotient,
            self.bounds,
            None if printed else self.unrounded,
        )

    def __eq__(self, other: object) -> bool:
        return self is other or (
            self._key() == other._key() if isinstance(other, Figure) else NotImplemented
        )

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, tuple(getattr(self, name) for name in _FIELDS)

    # --- pint -------------------------------------------------------------------------------------

    @property
    def quantity(self) -> Any:
        """A pint Quantity in the library's private registry: the value in the plain unit, as a
        Decimal.
        """
        engine = registry(exact=False)
        with localcontext(NEAREST):
            return engine.Quantity(self.plain, pint_unit(self.unit))

    @classmethod
    def from_quantity(
        cls,
        quantity: Any,
        qualifier: Qualifier | QualifierCode = Qualifier.EXACTLY,
        **more: Unpack[FigureKeywords],
    ) -> Self:
        """The figure of a pint Quantity of any registry whose units the table has, by what they
        measure. Raises `UnknownUnitError`, and `NumberTypeError` for floats.
        """
        if not hasattr(quantity, "unit_items"):
            raise RecordTypeError("from_quantity", "quantity", quantity, "a pint Quantity")
        kind, exponent = unit_of_quantity(quantity)
        more["multiplier"] = exponent + more.get("multiplier", 0)
        return cls(quantity.magnitude, kind, qualifier, **more)

    def _negated(self) -> Figure:
        """The figure with the other sign and its printed digits: at least 8 % is at most −8 %."""
        ranges = self.qualifier is Qualifier.BETWEEN
        if self.decimals is None or (ranges and self.upper is None):
            return -self
        more: dict[str, Any] = {
            "multiplier": self.multiplier,
            "decimals": self.decimals,
            "exact": self.exact,
        }
        ends = [self.value.copy_negate()]
        if self.upper is not None:
            ends.insert(0, self.upper.copy_negate())
            more["upper"] = ends[1]
            more["lower_closed"] = self.bounds.upper_closed
            more["upper_closed"] = self.bounds.lower_closed
        if self.qualifier not in APPROXIMATE:
            more["approximate"] = self.approximate
        turned = _TURNED.get(self.qualifier, self.qualifier)
        negated = Figure(ends[0], self.unit, turned, **more)
        return negated if self.word is None else negated.to(self.word)

    # --- comparison: a verdict --------------------------------------------------------------------

    def __lt__(self, other: Figure) -> Verdict:
        return self.bounds < self._same_unit(other).bounds

    def __le__(self, other: Figure) -> Verdict:
        return self.bounds <= self._same_unit(other).bounds

    def __gt__(self, other: Figure) -> Verdict:
        return self.bounds > self._same_unit(other).bounds

    def __ge__(self, other: Figure) -> Verdict:
        return self.bounds >= self._same_unit(other).bounds

    def equals(self, other: Figure) -> Verdict:
        """Whether both are the same quantity, taken literally, in any unit and with any digits."""
        return self.bounds.equals(self._same_unit(other).bounds)

    def agrees(self, other: Figure) -> Verdict:
        """Whether both can have been rounded from the same number: the `unrounded` intervals
        overlap.
        """
        return (
            Verdict.YES if self.unrounded.overlaps(self._same_unit(other).unrounded) else Verdict.NO
        )

    def sort_key(self) -> Any:
        """A key for `sorted` and `max`, which need yes or no: by value, then by the ends of the
        interval. Two keys of different units raise `UnitMismatchError`.

        >>> figures = Figure.over("175", "万人"), Figure("175", "万人"), Figure("9800", "人")
        >>> max(figures, key=Figure.sort_key)
        Figure.over('175', '万人')
        """
        return _ORDER(self)

    def _same_unit(self, other: Figure) -> Figure:
        if not isinstance(other, Figure):
            raise InvalidRecordError(
                "Figure", "comparison", other, "compare it with a Figure, which has a unit"
            )
        if other.unit is self.unit or other.unit == self.unit:
            return other
        return other._converted(self.unit, "compare")

    # --- text -------------------------------------------------------------------------------------

    def text(self, lang: Language | None = None) -> str:
        """The figure in words, *lang* "zh" or "en"; sums in full, quotients rounded for display.

        The unit is its printed word if that is in the language, else its name.

        >>> age = Figure("82.58", "岁")
        >>> age.text("zh"), age.text("en")
        ('82.58岁', '82.58 years')
        """
        return self._text(spoken(lang, self.word))

    def brief(self, lang: Language | None = None) -> str:
        """The figure in words as tables show it: a quotient with the digits that its interval
        supports, as many as leave both ends, rounded to them, within a unit of the last one.

        >>> share = Figure("3.21", "亿元") / Figure("7.9", "亿元")  # 0.4032 to 0.4096
        >>> share.text("en"), share.brief("en")
        ('0.406 times', '0.41 times')
        """
        return self._brief(spoken(lang, self.word))

    def _brief(self, lang: Language, scale: int | None = None, least: int = 0) -> str:
        """As `brief`; without the unit if the head of a column has it with the exponent *scale*; a
        quotient with *least* decimals or more, those of the figure beside it.
        """
        supported = self._supported_places()
        if supported is None:
            return self._text(lang, scale=scale)
        places = max(supported, least)
        return self._worded(lang, lambda value, side: rounded_to(value, places, side), "", scale)

    def _cell(self, lang: Language) -> str:
        return self._brief(lang)

    def _supported_places(self) -> int | None:
        """The decimals of a quotient that its interval supports: at least one significant digit, no
        more than `text` shows; None if the figure is shown as in `text`.
        """
        ends = self.unrounded
        if not self.quotient or ends.lower is None or ends.upper is None:
            return None
        width = SHOWN.subtract(ends.upper, ends.lower)
        if self.qualifier not in (Qualifier.EXACTLY, Qualifier.ABOUT) or not width:
            return None
        places = self.multiplier - width.adjusted()
        places -= not self._is_supported(places)
        most = -int(wording.readable(self.value).as_tuple().exponent)
        return min(most, max(places, -self.value.adjusted(), 0))

    def _is_supported(self, places: int) -> bool:
        """Whether the ends of the interval, rounded to *places*, are within a unit of the value."""
        ends, unit = self.unrounded, power_of_ten(-places)
        own = rounded_to(self.value, places, 0)
        shown = (
            rounded_to(SHOWN.scaleb(end, -self.multiplier), places, 0)
            for end in (ends.lower, ends.upper)
            if end is not None
        )
        return all(SHOWN.subtract(end, own).copy_abs() <= unit for end in shown)

    def _text(self, lang: Language, options: str = "", scale: int | None = None) -> str:
        if self.quotient:
            return self._worded(lang, wording.readable, options, scale)

        def in_full(value: Decimal, _: int) -> Decimal:
            return wording.full(value) if self.decimals is None else value

        return self._worded(lang, in_full, options, scale)

    def __str__(self) -> str:
        return self.text()

    def __format__(self, spec: str) -> str:
        """The figure in words: '.1f' with one decimal of the digits shown, ',' with thousands
        parted, '+' with the sign of a gain, '+,.1f' all three.

        >>> gdp, people = Figure("4305.3", "EUR billion"), Figure("83.5", "million people")
        >>> f"{gdp / people:,.0f}", f"{gdp:,.0f}"
        ('51,560 euros/person', '4,305 EUR billion')
        """
        asked = _SPEC.fullmatch(spec)
        if not asked:
            problem = "write '.1f' for one decimal, ',' for thousands, '+' for the sign, or '+,.1f'"
            raise InvalidRecordError("Figure", "format", spec, problem)
        lang, (options, places) = spoken(None, self.word), asked.groups()
        if places is None:
            return self._text(lang, options)
        exponent = self._unit_text().exponent(self.value, lang)
        more = int(places) + self.multiplier - exponent
        return self._worded(
            lang, lambda value, side: rounded_to(value, more, side), options, places=int(places)
        )

    def _worded(
        self,
        lang: Language,
        shown: Callable[[Decimal, int], Decimal],
        options: str,
        scale: int | None = None,
        places: int | None = None,
    ) -> str:
        side = _SIDES.get(self.qualifier, 0)
        ends: tuple[Decimal | None, Decimal | None] = shown(self.value, side), None
        closed = True, True
        if self.qualifier is Qualifier.BETWEEN:
            ends = shown(self.value, -1), None if self.upper is None else shown(self.upper, 1)
            closed = self.bounds.lower_closed, self.bounds.upper_closed
        names = self._unit_text(options, scale, places)
        return wording.phrase(self.qualifier, ends, closed, names, self.approximate, lang)

    def _unit_text(
        self, options: str = "", scale: int | None = None, places: int | None = None
    ) -> wording.UnitText:
        """The text after its digits, with the options of a format."""
        unit, computed = (self.unit, self.multiplier, self.word), self.decimals is None
        return wording.UnitText(*unit, options, scale, places, computed)

    def rounded(self, decimals: int) -> Figure:
        """A printed figure with *decimals* places: values half up, the ends of bounds outwards.

        >>> (Figure("44.1", "亿元") / Figure("29.5", "万人")).rounded(2)
        Figure('1.49', '万元/人')
        """
        decimals = _whole(decimals, "decimals")
        if self.qualifier is Qualifier.BETWEEN and self.upper is None:
            raise InvalidBoundsError(None, None, "an indeterminate figure cannot be rounded")
        value = rounded_to(self.value, decimals, _SIDES.get(self.qualifier, 0))
        upper = None if self.upper is None else rounded_to(self.upper, decimals, 1)
        rounded = Figure(
            value,
            self.unit,
            self.qualifier,
            upper=upper,
            multiplier=self.multiplier,
            decimals=decimals,
            lower_closed=self.bounds.lower_closed,
            upper_closed=self.bounds.upper_closed,
            approximate=self.approximate,
        )
        return rounded._shifted(0, self.multiplier, self.word)

    def __repr__(self) -> str:
        if self.decimals is None:
            return f"<computed Figure {self._text(language_of(self.word or ''))}>"
        name = "" if self.qualifier is Qualifier.EXACTLY else f".{self.qualifier}"
        ends = [self.value] if self.upper is None else [self.value, self.upper]
        unit, scale = self.word, 0
        if unit is None:
            unit, scale = readable_back(self.unit.code, self.multiplier)
        numbers = ", ".join(repr(f"{end:f}") for end in ends)
        options = "".join(f", {key}={value}" for key, value in self._options(scale))
        return f"Figure{name}({numbers}, {unit!r}{options})"

    def _options(self, scale: int) -> Iterator[tuple[str, object]]:
        """The keyword arguments that rebuild it, in addition to value and unit; *scale* is the
        multiplier that the unit text does not cover.
        """
        if scale:
            yield "multiplier", scale
        if self.qualifier is Qualifier.BETWEEN:
            for side in ("lower_closed", "upper_closed"):
                if not getattr(self.bounds, side):
                    yield side, False
        if cast(int, self.decimals) < 0:
            yield "decimals", self.decimals
        if self.approximate and self.qualifier not in APPROXIMATE:
            yield "approximate", True
        if self.exact and not _is_whole(self.unit, self.multiplier, self.decimals):
            yield "exact", True


def _place(figure: Figure) -> tuple[Decimal, Decimal, Decimal]:
    lower, upper = figure.bounds.lower, figure.bounds.upper
    return figure.plain, -_NO_END if lower is None else lower, _NO_END if upper is None else upper


def _in_order(left: Figure, right: Figure) -> int:
    """Below, at or above zero if *left* comes before, beside or after *right*."""
    first, second = _place(left), _place(left._same_unit(right))
    return (first > second) - (first < second)


_NO_END: Final = Decimal("Infinity")
_ORDER: Final = cmp_to_key(_in_order)


# The fields from which pickle rebuilds a figure: all but the recipe of its intervals.
_FIELDS: Final = tuple(
    field.name.lstrip("_") for field in attrs.fields(Figure) if field.name != "_recipe"
)
_SIDES: Final = {
    Qualifier.BETWEEN: -1,
    Qualifier.OVER: -1,
    Qualifier.AT_LEAST: -1,
    Qualifier.UNDER: 1,
    Qualifier.AT_MOST: 1,
}
_TURNED: Final = {
    Qualifier.OVER: Qualifier.UNDER,
    Qualifier.UNDER: Qualifier.OVER,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
}
_SPEC: Final = re.compile(r"(\+?,?)(?:\.(\d{1,2})f)?")


_OF_NON_ZERO: Final = {Qualifier.SOME_OVER, Qualifier.NEARLY}


def _digits(
    value: Number, upper: Number | None, decimals: int | None
) -> tuple[Decimal, Decimal | None, int]:
    """The numbers with the printed decimals, and the number of decimals."""
    first = number(value)
    if upper is None and decimals is None:
        return first, None, -int(first.as_tuple().exponent)
    last = None if upper is None else number(upper)
    if decimals is None:
        ends = [first] if last is None else [first, last]
        places = max(-int(end.as_tuple().exponent) for end in ends)
    else:
        places = _whole(decimals, "decimals")
    return with_decimals(first, places), last and with_decimals(last, places), places


def _counted_in(unit: str | Unit, multiplier: int) -> tuple[Unit, int, str | None]:
    """The unit, the exponent of ten, and the word if the unit was given as text alone."""
    extra = _whole(multiplier, "multiplier")
    if isinstance(unit, Unit):
        return unit, extra, None
    kind, scale = parse_unit(unit)
    return kind, _whole(scale + extra, "multiplier"), None if extra else unit


def _is_whole(unit: Unit, multiplier: int, decimals: int | None) -> bool:
    """Whether it counts things one by one, which nobody rounds: 34家, not 3.4万家."""
    return not multiplier and not decimals and unit.counted


def _checked_ends(
    qualifier: Qualifier,
    first: Decimal,
    last: Decimal | None,
    places: int,
    closed: tuple[bool, bool],
) -> Bounds | None:
    """The interval of BETWEEN in the printed scale; that of others is worked out on demand. Raises
    `InvalidBoundsError`, and `InvalidNumberError` for zero where the qualifier needs a last
    non-zero place.
    """
    if qualifier is Qualifier.BETWEEN:
        if last is None:
            problem = "BETWEEN needs both ends; write Figure.at_least or Figure.over for one"
            raise InvalidBoundsError(first, None, problem)
        return Bounds(first, last, *closed)
    if last is not None:
        problem = f"only BETWEEN has an upper end, not {qualifier.name}"
        raise InvalidBoundsError(first, last, problem)
    if not first and qualifier in _OF_NON_ZERO:
        return said(qualifier, first, places)
    return None


def _follows(figure: Figure) -> bool:
    """Whether value and qualifier of a computed figure match its bounds."""
    if figure.qualifier in (Qualifier.EXACTLY, Qualifier.ABOUT):
        return figure.upper is None and figure.bounds.contains(point(figure.plain))
    given = figure.value, figure.qualifier, figure.upper
    return read_off(figure.bounds, figure.multiplier, figure.value) == given


def _unpickled(*fields: Any) -> Figure:
    return Figure._restored(**dict(zip(_FIELDS, fields, strict=True)))


def _evolved(
    value: Number,
    unit: str | Unit,
    qualifier: Qualifier | QualifierCode,
    more: dict[str, Any],
    intervals: dict[str, Any],
) -> Figure:
    """The figure of the fields that `attrs.evolve` gives: of a printed one as the constructor makes
    it, of a computed one as it is stored. Raises as they do.
    """
    if isinstance(unit, Unit):
        kind, scale, word = unit, more["multiplier"], None
    else:  # the scale of a text takes the place of the one before
        kind, scale, word = _counted_in(unit, 0)
    more |= {"multiplier": scale, "word": word or _word_of(more["word"], kind, scale)}
    if more["decimals"] is None:
        more |= intervals
        at, meant = number(value, COMPUTED_EXPONENT), _qualifier(qualifier)
        return Figure._checked(Figure._new(at, kind, meant, **more))
    ends = intervals["_bounds"]
    if qualifier == Qualifier.BETWEEN and ends is not None:
        more |= {"lower_closed": ends.lower_closed, "upper_closed": ends.upper_closed}
    return Figure(value, kind, qualifier, **more)


def _checked_word(word: str | None, kind: Unit, scale: int) -> str | None:
    if word is not None and _word_of(word, kind, scale) is None:
        problem = "it is the word of another unit or scale; leave it out"
        raise InvalidRecordError("Figure", "word", word, problem)
    return word


def _word_of(word: str | None, kind: Unit, scale: int) -> str | None:
    """The word, where it is still that of the unit and the scale."""
    try:
        return word if word is not None and parse_unit(word) == (kind, scale) else None
    except UnknownUnitError:  # a word of a text, which no table knows
        return word


def _whole(value: int, name: str) -> int:
    if value.__class__ is int and -MAX_EXPONENT <= value <= MAX_EXPONENT:
        return value
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_EXPONENT:
        raise InvalidRecordError(
            "Figure", name, value, f"write a whole number within ±{MAX_EXPONENT}"
        )
    return value


def _qualifier(given: Qualifier | QualifierCode) -> Qualifier:
    if isinstance(given, Qualifier):
        return given
    try:
        return Qualifier(given)
    except ValueError:
        names = ", ".join(Qualifier)
        raise InvalidRecordError("Figure", "qualifier", given, f"write one of {names}") from None


def shown(figure: Figure | None, spec: str = "", missing: str = "—") -> str:
    """A figure in words by a format, or *missing* for a result that is None.

    >>> shown(Figure("1234.56", "亿元"), ",.1f"), shown(None, ",.1f")
    ('1,234.6亿元', '—')
    """
    return missing if figure is None else format(figure, spec)
