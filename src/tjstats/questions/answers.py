"""The language of an answer: that of the words it is about, resolved once and passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from tjstats.records.publication import Indicator, Observation, Series
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken

if TYPE_CHECKING:
    from tjstats.records.targets import Target
    from tjstats.values.plans import Plan
    from tjstats.values.verdicts import Reason

__all__ = ["answer_language", "because", "first_years", "on_side", "plan_name"]

About: TypeAlias = "str | Figure | Indicator | Observation | Series | Target | None"


def answer_language(lang: Language | None, about: Iterable[About]) -> Language:
    """The language of an answer: *lang*, else the language set, else that of the words of texts, of
    figures and of indicators with one name, else English.

    >>> answer_language(None, [Figure("5", "万人")]), answer_language(None, [Figure("5", "%")])
    ('zh', 'en')
    """
    return spoken(lang, *(word for thing in about for word in _words(thing)))


def _words(thing: About) -> Iterator[str | None]:
    if thing is None:
        return
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Figure):
        yield thing.word
    elif isinstance(thing, Indicator):
        yield thing.only_name
    elif isinstance(thing, Series):
        yield from _words(thing.observations[0])
    else:
        yield thing.printed
        yield from _words(thing.figure)
        yield thing.indicator.only_name


_BECAUSE: Final = {"en": "{}: {}", "zh": "{}：{}"}


def because(answer: str, reason: Reason | None, lang: Language) -> str:
    """An answer in words, with its reason if there is one."""
    return answer if reason is None else _BECAUSE[lang].format(answer, reason.text(lang))


def on_side(
    figure: Figure | None, neither: str, above: str, below: str
) -> tuple[str, Figure | None]:
    """The name of a field for a difference, and its size: one name for those above zero, one for
    those below, one for zero and what may be on either side.
    """
    if figure is None:
        return neither, None
    lower, upper = figure.bounds.lower, figure.bounds.upper
    if lower is not None and lower >= 0 and upper != 0:
        return above, figure
    if upper is not None and upper <= 0 and lower != 0:
        return below, -figure
    return neither, figure


def plan_name(plan: Plan, lang: Language) -> str:
    """The name of a plan, in Chinese in quotation marks."""
    return f"“{plan.zh}”" if plan.zh and lang == "zh" else plan.text(lang)


_FIRST: Final = {"en": ("first year", "first {} years"), "zh": ("第1年", "前{}年")}


def first_years(count: int, lang: Language) -> str:
    """A number of first years in words.

    >>> first_years(1, "en"), first_years(2, "en"), first_years(2, "zh")
    ('first year', 'first 2 years', '前2年')
    """
    return _FIRST[lang][count > 1].format(count)
