"""Units in Chinese and English words, with the scale word in the right place: 万元/人, 件/万人."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tjstats.errors import UnknownUnitError
from tjstats.values.languages import Language
from tjstats.values.units.table import ALL_WORDS, SCALES_ZH, UNITS, is_kept, parts_of

__all__ = ["OTHER_POWER", "POWER_WORDS", "readable_back", "scale_text", "text_of"]


@lru_cache(maxsize=4096)
def text_of(code: str, lang: Language, multiplier: int) -> str:
    """The words for a unit code with the scale of *multiplier*, without brackets. Raises
    `UnknownUnitError` if no word can carry the scale.
    """
    heads, below = parts_of(code)
    return _joined(
        code,
        [_name(token, lang, denominator=False) for token in heads],
        [_name(token, lang, denominator=True) for token in below],
        multiplier,
    )


def readable_back(code: str, multiplier: int) -> tuple[str, int]:
    """A text that `parse_unit` reads back, and the exponent of ten that the text cannot express.

    >>> readable_back("case/person", -4), readable_back("[股]", 4), readable_back("m", 3)
    (('件/万人', 0), ('万[股]', 0), ('m', 3))
    """
    if code == "percent" and multiplier == 1:
        return "成", 0
    heads, below = parts_of(code)
    try:
        text = _joined(
            code,
            [name if is_kept(name) else _name(name, "zh", denominator=False) for name in heads],
            [name if is_kept(name) else _name(name, "zh", denominator=True) for name in below],
            multiplier,
        )
    except ValueError:
        return code, multiplier
    return text, 0


def _joined(code: str, heads: list[str], below: list[str], multiplier: int) -> str:
    names, codes = (heads, parts_of(code)[0]) if multiplier > 0 else (below, parts_of(code)[1])
    if multiplier:
        if not names:
            problem = f"no denominator could bear the scale {multiplier} in"
            raise UnknownUnitError(code, problem=problem)
        names[0] = scale_text(abs(multiplier)) + names[0]
        own = codes[0], 0
        if ALL_WORDS.get(names[0], own) != own:  # 千 before 米 would be another unit
            raise UnknownUnitError(names[0], problem=f"no scale word fits {code}; another unit is")
    return "/".join(["·".join(heads), *below])


def scale_text(exponent: int) -> str:
    """The Chinese scale word of a power of ten: 4 is 万, 7 is 千万, 12 is 万亿."""
    words: list[str] = []
    for word, size in sorted(SCALES_ZH.items(), key=lambda item: -item[1]):
        while exponent >= size:
            words.insert(0, word)
            exponent -= size
    return "".join(words)


_ALONE: Final = {
    "month": "月",
    "quarter": "季",
    "day": "日",
    "enterprise": "户企业",
}  # below the line: 元/月


_SINGULAR: Final = {"person": "person", "enterprise": "enterprise"}
_POWERS: Final = {"2": {"zh": "平方", "en": "square "}, "3": {"zh": "立方", "en": "cubic "}}
POWER_WORDS: Final = {word: power for power, words in _POWERS.items() for word in words.values()}
OTHER_POWER: Final = {"zh": "次方", "en": "power-"}  # 4次方米, power-4 metres


def _name(token: str, lang: Language, denominator: bool) -> str:
    name, _, power = token.partition("**")
    prefix = ""
    if power:
        other = {"zh": f"{power}{OTHER_POWER['zh']}", "en": f"{OTHER_POWER['en']}{power} "}
        prefix = _POWERS.get(power, other)[lang]
    if is_kept(name):
        return prefix + name[1:-1]
    row = UNITS[name]
    if not denominator:
        return prefix + (row.zh if lang == "zh" else row.en)
    if lang == "zh":
        return prefix + (row.zh if power else _ALONE.get(name, row.zh))
    singular = row.en.removesuffix("s")
    return prefix + (singular if power else _SINGULAR.get(name, singular))
