"""How a figure is written out, in Chinese and in English: qualifiers as templates, digits,
units.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from tjstats.values.numbers import NEAREST, WIDE, power_of_ten
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit

__all__ = ["QUALIFIER_TEXTS", "digits", "phrase", "quantity_text", "readable"]

# {n} the number with its unit; {a} and {b} the ends of a range, {u} its unit.
QUALIFIER_TEXTS: Final = {
    Qualifier.EXACTLY: {"zh": "{n}", "en": "{n}"},
    Qualifier.OVER: {"zh": "超过{n}", "en": "over {n}"},
    Qualifier.AT_LEAST: {"zh": "{n}以上", "en": "at least {n}"},
    Qualifier.UNDER: {"zh": "不到{n}", "en": "under {n}"},
    Qualifier.AT_MOST: {"zh": "不超过{n}", "en": "at most {n}"},
    Qualifier.ABOUT: {"zh": "约{n}", "en": "about {n}"},
    Qualifier.SOME_OVER: {"zh": "{n}", "en": "just over {n}"},  # 余 stands inside the number
    Qualifier.NEARLY: {"zh": "近{n}", "en": "nearly {n}"},
}
_APPROXIMATELY: Final = {"zh": "约{t}", "en": "roughly {t}"}
_UNBOUNDED: Final = {"zh": "不定", "en": "indeterminate"}
_END_MARK: Final = {
    "zh": {True: "（含）", False: "（不含）"},
    "en": {True: " (included)", False: " (excluded)"},
}
_EN_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"))


def digits(value: Decimal) -> str:
    """The digits in full, without an exponent; a minus sign stays a hyphen."""
    return f"{value:f}"


def readable(value: Decimal, qualifier_side: int = 0) -> Decimal:
    """A quotient as it is shown: two decimals, three significant digits below 1; exact where that
    suffices.

    *qualifier_side* is −1 for a lower end (rounded down), 1 for an upper end (rounded up), 0 for a
    value (half up).
    """
    plain = NEAREST.plus(value)
    places = 2 if plain.copy_abs() >= 1 or not plain else 2 - plain.adjusted()
    rounding = {-1: ROUND_FLOOR, 0: ROUND_HALF_UP, 1: ROUND_CEILING}[qualifier_side]
    shown = plain.quantize(power_of_ten(-places), rounding, WIDE)
    return full(shown) if shown == value else shown


def full(value: Decimal) -> Decimal:
    """The value without trailing zeros after the point, and with the zeros before it written
    out.
    """
    short = value.normalize(WIDE)
    return short.quantize(Decimal(1), context=WIDE) if int(short.as_tuple().exponent) > 0 else short


def phrase(
    qualifier: Qualifier,
    ends: tuple[Decimal | None, Decimal | None],
    closed: tuple[bool, bool],
    unit: Unit,
    multiplier: int,
    approximate: bool,
    lang: str,
) -> str:
    """A figure in words. *ends* are the digits as they shall be shown: the value, or both ends of a
    range.
    """
    first, last = ends
    if qualifier is Qualifier.BETWEEN:
        text = (
            _UNBOUNDED[lang]
            if first is None or last is None
            else _range(first, last, closed, unit, multiplier, lang)
        )
        return _APPROXIMATELY[lang].format(t=text) if approximate and last is not None else text
    assert first is not None
    some_over = qualifier is Qualifier.SOME_OVER and lang == "zh"
    text = QUALIFIER_TEXTS[qualifier][lang].format(
        n=quantity_text(first, unit, multiplier, lang, some_over=some_over)
    )
    inherent = qualifier in (Qualifier.ABOUT, Qualifier.SOME_OVER, Qualifier.NEARLY)
    return _APPROXIMATELY[lang].format(t=text) if approximate and not inherent else text


def _range(
    first: Decimal, last: Decimal, closed: tuple[bool, bool], unit: Unit, multiplier: int, lang: str
) -> str:
    """60—80元/月, 4.5%—5%; ends that are not in are marked."""
    marks = ("", "") if all(closed) else (_END_MARK[lang][closed[0]], _END_MARK[lang][closed[1]])
    dash = "—" if lang == "zh" else "–"
    if unit.code in ("percent", "permille") and not multiplier:
        sign = unit.text("zh")
        return f"{digits(first)}{sign}{marks[0]}{dash}{digits(last)}{sign}{marks[1]}"
    parts = _zh_parts if lang == "zh" else _en_parts
    return f"{parts(first, unit, multiplier)[0]}{marks[0]}{dash}{''.join(parts(last, unit, multiplier))}{marks[1]}"


def quantity_text(
    value: Decimal, unit: Unit, multiplier: int, lang: str, some_over: bool = False
) -> str:
    """Number and unit: 175万人, 2.2%, 4300余件; 1.75 million people, 22.4%."""
    if lang == "zh":
        number, name = _zh_parts(value, unit, multiplier)
        if not some_over:
            return number + name
        scale = 0 if "." not in number or multiplier < 0 else len(name) - len(unit.text("zh"))
        return f"{number}{name[:scale]}余{name[scale:]}"  # 4300余件, 1.2万余人
    return "".join(_en_parts(value, unit, multiplier))


def _zh_parts(value: Decimal, unit: Unit, multiplier: int) -> tuple[str, str]:
    if unit.code == "percent" and multiplier == 1:
        return digits(value), "成"
    try:
        return digits(value), unit.text("zh", multiplier)
    except ValueError:  # no place for the scale word
        return digits(full(value.scaleb(multiplier, WIDE))), unit.text("zh")


def _en_parts(value: Decimal, unit: Unit, multiplier: int) -> tuple[str, str]:
    name = unit.text("en")
    head, slash, below = name.partition("/")
    if multiplier < 0 and slash:  # 12 cases/10,000 people
        return (
            f"{value:,f}",
            f" {head}/{10**-multiplier:,} {'people' if below == 'person' else below}",
        )
    number = _en_number(value, multiplier)
    if unit.code in ("percent", "permille", "degC"):
        return number, name
    if (number == "1" and head.endswith("s")) or (unit.code == "person" and number == "1"):
        head = "person" if unit.code == "person" else head.removesuffix("s")
    return number, " times" if unit.code == "ratio" else f" {head}{slash}{below}"


def _en_number(value: Decimal, multiplier: int) -> str:
    plain = value.scaleb(multiplier, WIDE)
    for exponent, word in _EN_SCALES:
        if multiplier > 0 and plain.copy_abs() >= 10**exponent:
            return f"{digits(full(plain.scaleb(-exponent, WIDE)))} {word}"
    return f"{full(plain) if multiplier else plain:,f}"
