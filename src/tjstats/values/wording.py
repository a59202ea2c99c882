"""Figures in Chinese and English words: qualifiers as templates, digits, units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple
from unicodedata import category

from tjstats.values.languages import Language, language_of
from tjstats.values.numbers import NEAREST, ONE, SHOWN, power_of_ten
from tjstats.values.qualifiers import APPROXIMATE, Qualifier
from tjstats.values.units import Unit
from tjstats.values.units.table import ALL_WORDS, is_kept

__all__ = [
    "EN_SCALES",
    "FALL_WORDS",
    "QUALIFIER_TEXTS",
    "RISE_WORDS",
    "ZH_SCALES",
    "UnitText",
    "digits",
    "phrase",
    "readable",
    "says_fall",
    "says_rise",
]

# {n} the number with its unit; {a} and {b} the ends of a range, {u} its unit.
QUALIFIER_TEXTS: Final = {
    Qualifier.EXACTLY: {"zh": "{n}", "en": "{n}"},
    Qualifier.OVER: {"zh": "超过{n}", "en": "over {n}"},
    Qualifier.AT_LEAST: {"zh": "{n}以上", "en": "at least {n}"},
    Qualifier.UNDER: {"zh": "不到{n}", "en": "under {n}"},
    Qualifier.AT_MOST: {"zh": "不超过{n}", "en": "at most {n}"},
    Qualifier.ABOUT: {"zh": "约{n}", "en": "about {n}"},
    Qualifier.SOME_OVER: {"zh": "{n}", "en": "just over {n}"},  # 余 is inside the number
    Qualifier.NEARLY: {"zh": "近{n}", "en": "nearly {n}"},
}
_APPROXIMATELY: Final = {"zh": "约{t}", "en": "roughly {t}"}
_UNBOUNDED: Final = {"zh": "不定", "en": "indeterminate"}
_END_MARK: Final = {
    "zh": {True: "（含）", False: "（不含）"},
    "en": {True: " (included)", False: " (excluded)"},
}
# Parts of words that by themselves report a fall or a negative number: of Chinese and Japanese
# words anywhere, of English ones at the beginning. 不低于, 至少, less than are bounds.
FALL_WORDS: Final = {
    "zh": (
        "(?<!少)[减減] 降 回落 跌(?![破穿]) 下滑 下调 下修 下降 下が 低下 削 缩 縮 收窄 放缓 萎 "
        "衰退 负 負 (?<!增)亏 低出 少增 少[设销收投支] 净流出 "
        "(?<![至最])少(?=[0-9]) (?<!最)低(?=[0-9]) 慢(?=[0-9]) 小(?=[0-9])"
    ).split(),
    "en": (
        r"minus negative fall fell down drop declin decreas reduc cut shr[aiu]nk contract slow "
        r"lost loss (?<!no\s)(?<!not\s)lower less(?!\sthan) fewer(?!\sthan)"
    ).split(),
}
# The same for a rise.
RISE_WORDS: Final = {
    "zh": (
        "(?<![少负])增 多[设销收投支] 少[减減] (?<!负增)长(?!于) 升 涨 提 扩 拓 翻 加快 上修 上扬 "
        "上浮 上调 高出 多出 高(?=[0-9]) (?<![最至])多(?=[0-9]) 快(?=[0-9]) 大(?=[0-9])"
    ).split(),
    "en": r"plus ris rose grew grow gain increas add expand up higher more(?!\sthan)".split(),
}
EN_SCALES: Final = {12: "trillion", 9: "billion", 6: "million"}
ZH_SCALES: Final = (12, 8, 4)


def _any_of(sign: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A minus or plus sign before the first digit, or one of the words."""
    parts = (rf"^\D*[{sign}]\s?\d", *words["zh"], *(rf"\b{word}" for word in words["en"]))
    return re.compile("|".join(parts), re.IGNORECASE)


_FALL: Final = _any_of("-−－", FALL_WORDS)
_RISE: Final = _any_of("+＋", RISE_WORDS)


def says_fall(words: str) -> bool:
    """Whether the words around a number include its minus sign or report a fall.

    >>> says_fall("减少1.7万人"), says_fall("-1.7万人"), says_fall("1.7万人"), says_fall("不低于8%")
    (True, True, False, False)
    """
    return _FALL.search(words) is not None


def says_rise(words: str) -> bool:
    """Whether the words around a number include its plus sign or report a rise.

    >>> says_rise("增长8.5%"), says_rise("+8.5%"), says_rise("8.5%"), says_rise("不高于8%")
    (True, True, False, False)
    """
    return _RISE.search(words) is not None


def digits(value: Decimal, options: str, places: int | None = None) -> str:
    """The digits in full, without an exponent, or with *places* decimals; a minus sign stays a
    hyphen. *options* are "+" and "," of a format.
    """
    return f"{value:{options}{'' if places is None else f'.{places}'}f}"


def readable(value: Decimal, qualifier_side: int = 0) -> Decimal:
    """A quotient for display: two decimals, three significant digits below 1; exact if that
    suffices.

    *qualifier_side* is −1 for a lower end (rounded down), 1 for an upper end (rounded up), 0 for a
    value (half up).
    """
    plain = NEAREST.plus(value)
    places = 2 if plain.copy_abs() >= 1 or not plain else 2 - plain.adjusted()
    rounding = {-1: ROUND_FLOOR, 0: ROUND_HALF_UP, 1: ROUND_CEILING}[qualifier_side]
    shown = plain.quantize(power_of_ten(-places), rounding, SHOWN)
    return full(shown) if shown == value else shown


def full(value: Decimal) -> Decimal:
    """The value without trailing zeros after the point, and with those before the point written
    out.
    """
    short = value.normalize(SHOWN)
    return short.quantize(ONE, context=SHOWN) if int(short.as_tuple().exponent) > 0 else short


_NO_SYMBOL: Final = re.compile(r"[a-z_]{3,}|\*")


_TWO: Final = Decimal(2)


class UnitText(NamedTuple):
    """The text after the digits of a figure: unit, exponent of ten, the word as printed; and the
    options of a format for the digits: "+" for a sign before gains too, "," for thousands, which
    English has without it, and the decimals to show, *places*. In a column whose head has the unit
    with the exponent *scale*, the digits alone. The scale of a *computed* figure is printed
    nowhere, so each language has its own.
    """

    unit: Unit
    multiplier: int
    word: str | None = None
    options: str = ""
    scale: int | None = None
    places: int | None = None
    computed: bool = False

    def parts(self, value: Decimal, lang: Language) -> tuple[str, str]:
        """The digits and the unit, with its scale if the language puts it there."""
        exponent, name = self._named(value, lang)
        moved = self.multiplier - exponent
        number = full(value.scaleb(moved, SHOWN)) if moved else value
        comma = "" if lang == "zh" or "," in self.options else ","
        shown = digits(number, self.options + comma, self.places)
        if lang == "zh" or self._has_own(lang):
            return shown, name
        if exponent in EN_SCALES and exponent > 0:
            return f"{shown} {EN_SCALES[exponent]}", name
        is_one = shown.removeprefix("+") == "1" and exponent >= 0
        return shown, _singular(name, self.unit) if is_one else name

    def exponent(self, value: Decimal, lang: Language) -> int:
        """The exponent of ten that is not among the digits: 6 of 1.75 million people, 4 of
        175万人.
        """
        return self._named(value, lang)[0]

    def name(self, lang: Language) -> str:
        """The unit alone, with its scale in Chinese: 万人, people."""
        if lang == "zh" and not self._has_own(lang):
            return _zh_scaled(self.unit, self.multiplier)[1]
        number, name = self.parts(_TWO, lang)
        return f"{number.lstrip('0123456789,')}{name}".strip()

    @property
    def has_foreign_scale(self) -> bool:
        """Whether the scale is none that Chinese has, nor one that a Chinese text prints: million
        EUR is in 亿 and 万, not in 百万.
        """
        is_printed = not self.computed and self.word is None
        return not is_printed and self.multiplier > 1 and self.multiplier % 4 != 0

    def _named(self, value: Decimal, lang: Language) -> tuple[int, str]:
        if self.scale is not None:
            return self.scale, ""
        if self.word is not None and self._has_own(lang):
            return self.multiplier, _own_name(self.word, lang)
        return _zh_named(self, value) if lang == "zh" else _en_named(self, value)

    def _has_own(self, lang: Language) -> bool:
        """Whether the words for the unit are given: printed in that language, or in a head."""
        word = self.word
        if self.scale is not None or word is None:
            return self.scale is not None
        return language_of(word) == lang and not self._is_code(word)

    def _is_code(self, word: str) -> bool:
        """Whether it is a code of the library and not a symbol: person, m**2; not EUR or kg."""
        return word == self.unit.code and _NO_SYMBOL.search(word) is not None


def phrase(
    qualifier: Qualifier,
    ends: tuple[Decimal | None, Decimal | None],
    closed: tuple[bool, bool],
    unit: UnitText,
    approximate: bool,
    lang: Language,
) -> str:
    """A figure in words. *ends* are the digits to display: the value, or both ends of a range."""
    first, last = ends
    if first is None or (last is None and qualifier is Qualifier.BETWEEN):
        return _UNBOUNDED[lang]
    if last is None:
        text = _single(qualifier, first, unit, lang)
    else:
        text = _range(first, last, closed, unit, lang)
    roughly = approximate and qualifier not in APPROXIMATE
    return _APPROXIMATELY[lang].format(t=text) if roughly else text


def _single(qualifier: Qualifier, value: Decimal, unit: UnitText, lang: Language) -> str:
    """175万人以上, 4300余件, over 1.75 million people."""
    number, name = unit.parts(value, lang)
    if qualifier is Qualifier.SOME_OVER and lang == "zh":
        name = _with_more(number, name, unit)
    return QUALIFIER_TEXTS[qualifier][lang].format(n=number + name)


def _with_more(number: str, name: str, unit: UnitText) -> str:
    """The unit behind a number with 余 or 多 in its place: 4300余件, 1.2万余人, 2倍多."""
    if name and unit.unit.code in _MORE_BEHIND and unit.multiplier <= 1 and number[-1] != "0":
        return f"{name}多"
    at = _length_of_scale(unit, name) if "." in number and unit.multiplier >= 0 else 0
    return f"{name[:at]}余{name[at:]}"


_MORE_BEHIND: Final = {"ratio", "percent", "year"}  # 2倍多, 四成多, 5年多


def _range(
    first: Decimal, last: Decimal, closed: tuple[bool, bool], unit: UnitText, lang: Language
) -> str:
    """60—80元/月, 4.5%—5%; excluded ends are marked."""
    marks = ("", "") if all(closed) else (_END_MARK[lang][closed[0]], _END_MARK[lang][closed[1]])
    dash = "—" if lang == "zh" else "–"
    low, high = unit.parts(first, lang), unit.parts(last, lang)
    apart = lang == "zh" and low[1] != high[1]  # 100万欧元—20亿欧元
    sign = low[1] if apart or low[1] in _SIGNS else ""
    return f"{low[0]}{sign}{marks[0]}{dash}{''.join(high)}{marks[1]}"


_SIGNS: Final = {"%", "‰", "％"}  # follow both ends of a range


def _length_of_scale(unit: UnitText, name: str) -> int:
    """The letters of a Chinese unit that are its scale word: one of 万人, none of 千瓦."""
    plain = unit.unit.text("zh")
    if name.endswith(plain):
        return len(name) - len(plain)
    lengths = (n for n in range(len(name)) if _is_plain(name[n:], unit.unit))
    return next(lengths, 0)


def _is_plain(name: str, unit: Unit) -> bool:
    return ALL_WORDS.get(name) == (unit.code, 0) or unit.code == f"[{name}]"


def _own_name(word: str, lang: Language) -> str:
    """The printed word behind digits; brackets are not printed."""
    name = word.strip().translate(_BRACKETS)
    is_apart = name[0].isalnum() or category(name[0]) == "Sc"  # the sign of a currency
    return f" {name}" if lang == "en" and is_apart else name


_BRACKETS: Final = {ord("["): None, ord("]"): None}


def _zh_named(text: UnitText, value: Decimal) -> tuple[int, str]:
    unit, multiplier = text.unit, text.multiplier
    if text.has_foreign_scale:
        size = value.scaleb(multiplier, SHOWN).copy_abs()
        multiplier = next((exponent for exponent in ZH_SCALES if size >= 10**exponent), 0)
    return _zh_scaled(unit, multiplier)


def _zh_scaled(unit: Unit, multiplier: int) -> tuple[int, str]:
    if unit.code == "percent" and multiplier == 1:
        return multiplier, "成"
    try:
        return multiplier, unit.text("zh", multiplier)
    except ValueError:  # no place for the scale word
        return 0, unit.text("zh")


def _en_named(text: UnitText, value: Decimal) -> tuple[int, str]:
    unit, multiplier = text.unit, text.multiplier
    name = unit.text("en")
    head, slash, below = name.partition("/")
    if multiplier < 0 and slash:  # 12 cases/10,000 people
        below = "people" if below == "person" else below
        return multiplier, f" {head}/{10**-multiplier:,} {below}"
    size = value.scaleb(multiplier, SHOWN).copy_abs() if multiplier > 0 else 0
    exponent = next((exponent for exponent in EN_SCALES if size >= 10**exponent), 0)
    if unit.code in _CLOSE_UP:
        return exponent, name
    return exponent, " times" if unit.code == "ratio" else f" {name}"


def _singular(name: str, unit: Unit) -> str:
    """The name of a unit behind a 1: person, year."""
    head, slash, below = name.partition("/")
    if unit.code == "person":
        return " person"
    if unit.code in _CLOSE_UP or unit.code == "ratio" or is_kept(unit.code):
        return name
    return f"{head.removesuffix('s')}{slash}{below}"


_CLOSE_UP: Final = {"percent", "permille", "degC"}  # no space before the unit
