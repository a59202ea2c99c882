"""A column of figures: their common unit in the head, and in the cells the digits alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tjstats.tables import Column, headed
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, language_of
from tjstats.values.wording import EN_SCALES, ZH_SCALES, UnitText

__all__ = ["figure_column"]


def figure_column(name: str, figures: Iterable[Figure | None], lang: Language) -> Column:
    """The column of a table with the label of *name*: the unit is in the head if all figures have
    one unit, else in each cell.
    """
    cells = list(figures)
    known = [figure for figure in cells if figure is not None]
    unit, scale = _common(known, lang) if known else ("", None)
    texts = tuple("" if figure is None else figure._brief(lang, scale) for figure in cells)
    return Column(headed(name, unit, lang), texts, number=scale is not None)


def _common(figures: Sequence[Figure], lang: Language) -> tuple[str, int | None]:
    """The unit of all figures in words, and its exponent of ten; None if they have none in
    common.
    """
    unit, multipliers = figures[0].unit, {figure.multiplier for figure in figures}
    if any(figure.unit != unit for figure in figures):
        return "", None
    word = _common_word(figures, lang)
    scale = min(multipliers)
    if lang == "zh" or word is not None or scale < 0:
        return _printed(figures, scale, word, lang) if len(multipliers) == 1 else ("", None)
    scale = _scale(figures, EN_SCALES) if scale else 0
    return f"{EN_SCALES.get(scale, '')} {UnitText(unit, 0).name(lang)}".strip(), scale


def _printed(
    figures: Sequence[Figure], scale: int, word: str | None, lang: Language
) -> tuple[str, int]:
    """The unit in the scale that is printed, or in one that Chinese has."""
    if word is None and all(figure._unit_text().has_foreign_scale for figure in figures):
        scale = _scale(figures, ZH_SCALES)
    return UnitText(figures[0].unit, scale, word).name(lang), scale


def _common_word(figures: Sequence[Figure], lang: Language) -> str | None:
    """The word for the unit, if it is that of all figures and in the language."""
    words = {figure.word for figure in figures}
    word = words.pop()
    return None if words or word is None or language_of(word) != lang else word


def _scale(figures: Sequence[Figure], scales: Iterable[int]) -> int:
    """The exponent of the scale word that every figure reaches: 6 for millions, 0 for none."""
    sizes = [figure.plain.copy_abs() for figure in figures if figure.value]
    least = min(sizes, default=Decimal(0))
    return next((exponent for exponent in scales if least >= Decimal(10) ** exponent), 0)
