"""Pictures that set figures side by side: plans, and the contributions to growth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Final, TypeAlias

import attrs

from tjstats.errors import InvalidRecordError, RecordTypeError
from tjstats.questions.answers import first_years, plan_name
from tjstats.questions.comparison import PlanComparison
from tjstats.questions.formulas import formula
from tjstats.questions.growth import Growth
from tjstats.questions.phrases import bracketed, joined, signed, time_text
from tjstats.records.classifications import Status
from tjstats.records.publication import Indicator
from tjstats.values.bounds import point
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import NEAREST, ZERO
from tjstats.values.units import unit
from tjstats.values.verdicts import Verdict
from tjstats.views.pictures.charts import KINDS, Kind, Mark, Row, Rows
from tjstats.views.pictures.judged import is_level
from tjstats.views.pictures.words import observed, rate_text, said, titled

__all__ = ["Part", "contribution_chart", "plan_chart"]

Part: TypeAlias = "Figure | Growth"


def plan_chart(comparisons: Sequence[PlanComparison], lang: Language) -> Rows:
    """The chart of one indicator in plans, each once."""
    last = comparisons[-1]
    sides = [row for each in comparisons for row in _sides(each, lang)]
    rows = {(row.name, row.about): row for row in reversed(sides)}
    partial = any(each.partial for each in comparisons)
    earlier, later = (plan_name(plan, lang) for plan in last.plans)
    title = said("later", lang, name=last.indicator.name(lang), later=later, earlier=earlier)
    return Rows(
        titled(title, _change(last, lang), lang),
        lang,
        like=_like(comparisons),
        notes=(said("partial", lang),) if partial else (),
        rows=tuple(rows.values())[::-1],
        dots=_are_levels(comparisons),
    )


def _like(comparisons: Sequence[PlanComparison]) -> Figure | None:
    figures = (figure for each in comparisons for figure in (each.earlier, each.later))
    return next((figure for figure in figures if figure is not None), None)


def _are_levels(comparisons: Sequence[PlanComparison]) -> bool:
    """Whether the figures of plans are rates or averages, and no changes of them."""
    known = (o for each in comparisons for o in each.observations if o is not None)
    return any(is_level(observation) and observation.base is None for observation in known)


def _change(comparison: PlanComparison, lang: Language) -> str:
    """The change with the rate, or why there is none."""
    if comparison.change is None:
        reason = comparison.reason
        return Verdict.UNKNOWN.text(lang) if reason is None else reason.text(lang)
    rate = "" if comparison.rate is None else rate_text(comparison.rate, lang)
    return signed(comparison.change, lang) + bracketed(rate, lang)


def _sides(comparison: PlanComparison, lang: Language) -> Iterator[Row]:
    """A row for each plan: the earlier is pale, the later has the colour of the verdict."""
    kinds: tuple[Kind, Kind] = ("unknown", KINDS[comparison.verdict])
    figures = comparison.earlier, comparison.later
    for place, plan in enumerate(comparison.plans):
        observation, figure = comparison.observations[place], figures[place]
        name, time = plan_name(plan, lang), time_text(plan.period, lang)
        mark, more = None, []
        if observation is not None and figure is not None:
            firm = not comparison.partial and observation.status is not Status.FORECAST
            mark = Mark.of(figure, observed(observation, lang), kinds[place], firm)
            yearly = comparison.yearly[place]
            more = [] if yearly is None else [yearly.text(lang)]
            time = time_text(observation.period, lang)
        count = comparison.first_years
        if count is not None and mark is not None:
            name = said("partly", lang, name=name, years=first_years(count, lang))
        rate = comparison.growths[place]
        if rate is not None:
            more.append(said("growth", lang, words=rate_text(rate, lang)))
        if mark is None:
            more.insert(0, said("nothing", lang))
        yield Row(name, mark, joined((time, *more), lang))


# --- contributions --------------------------------------------------------------------------------

_POINTS: Final = ("percentage_point", "percent")


def contribution_chart(
    parts: Mapping[str | Indicator, Part], whole: Part | None, lang: Language
) -> Rows:
    """The contributions of parts, each bar beginning where the last one ended, and their sum."""
    total = _points_of("whole", whole, None) if isinstance(whole, Growth) else whole
    rows, sums = [], ZERO
    figures: list[Figure] = []
    for name, part in parts.items():
        figure = _points_of(str(name), part, whole)
        shown = name.name(lang) if isinstance(name, Indicator) else str(name)
        rows.append(Row(shown, _step(figure, sums, lang)))
        sums = NEAREST.add(sums, figure.plain)
        figures.append(figure)
    if total is not None:
        rest = _rest(total, figures)
        if rest is not None:
            rows.append(Row(said("rest", lang), _step(rest, sums, lang)))
        mark = Mark.of(total, signed(total, lang), "unknown")
        rows.append(Row(said("whole", lang), mark))
    like = next(iter(figures), total)
    return Rows(said("contributions", lang), lang, like=like, rows=tuple(rows))


def _step(figure: Figure, start: Decimal, lang: Language) -> Mark:
    kind: Kind = "missed" if figure.value < 0 else "value"
    mark = Mark.of(figure, signed(figure, lang), kind)
    return attrs.evolve(
        mark, number=NEAREST.add(start, mark.number), range=mark.range + point(start), start=start
    )


def _points_of(name: str, part: Part, whole: Part | None) -> Figure:
    """A contribution in percentage points; that of a growth is its change over the base of the
    whole.
    """
    if isinstance(part, Figure):
        if part.unit.code not in _POINTS:
            problem = "a contribution is in percentage points; rates.contribution gives it"
            raise InvalidRecordError("contributions", name, str(part), problem)
        return part
    if not isinstance(part, Growth):
        raise RecordTypeError("contributions", name, part, "a Figure in points, or a Growth")
    if whole is None:
        whole = part
    if not isinstance(whole, Growth):
        problem = "give the growth of the whole, for its base: whole=tj.growth(current, base)"
        raise InvalidRecordError("contributions", "whole", str(whole), problem)
    base = whole.base if isinstance(whole.base, Figure) else whole.base.figure
    if part.change is None or base is None or ZERO in base.bounds:
        raise InvalidRecordError("contributions", name, str(part), "it has no change or no base")
    return formula(
        lambda change, level: (change / level).shifted(2),
        part.change.to(base.unit),
        base,
        unit("percentage_point"),
    )


def _rest(total: Figure, figures: Sequence[Figure]) -> Figure | None:
    """What the parts leave of the whole; None if rounding explains it."""
    left = reduce(lambda rest, figure: rest - figure.unrounded, figures, total.unrounded)
    if ZERO in left:
        return None
    number = reduce(lambda rest, f: NEAREST.subtract(rest, f.plain), figures, total.plain)
    return Figure(number, unit("percentage_point"))
