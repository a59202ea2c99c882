"""How units are printed in Chinese and English, with the scale word where it belongs: 万元/人,
件/万人.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tjstats.values.units.table import ALL_WORDS, SCALES_ZH, UNITS, parts_of

__all__ = ["scale_text", "text_of"]


@lru_cache(maxsize=4096)
def text_of(code: str, lang: str, multiplier: int) -> str:
    """The printed form of a unit code with the scale of *multiplier*. Raises `ValueError` where no
    word can bear it.
    """
    heads, below = parts_of(code)
    names = (
        [_name(token, lang, denominator=False) for token in heads],
        [_name(token, lang, denominator=True) for token in below],
    )
    if multiplier > 0:
        names[0][0] = scale_text(multiplier) + names[0][0]
        if ALL_WORDS.get(names[0][0], (heads[0], 0)) != (
            heads[0],
            0,
        ):  # 千 before 米 would be another unit
            raise ValueError(f"{names[0][0]} is a unit of its own")
    elif multiplier < 0:
        if not below:
            raise ValueError(f"{code} has no denominator that could bear the scale {multiplier}")
        names[1][0] = scale_text(-multiplier) + names[1][0]
    return "/".join(["·".join(names[0]), *names[1]])


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


def _name(token: str, lang: str, denominator: bool) -> str:
    name, _, power = token.partition("**")
    row = UNITS[name]
    if power:
        words = {"2": ("平方", "square "), "3": ("立方", "cubic ")}.get(
            power, (f"{power}次方", f"power-{power} ")
        )
        return (
            words[0] + row.zh
            if lang == "zh"
            else words[1] + (row.en.removesuffix("s") if denominator else row.en)
        )
    if lang == "zh":
        return _ALONE.get(name, row.zh) if denominator else row.zh
    return _SINGULAR.get(name, row.en.removesuffix("s")) if denominator else row.en


_SINGULAR: Final = {"person": "person", "enterprise": "enterprise"}
