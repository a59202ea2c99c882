"""Plans side by side, one column each: the figure, its derivation, the change on the previous plan,
targets and verdicts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from tjstats.questions.answers import first_years
from tjstats.questions.attainment import Attainment
from tjstats.questions.comparison import PlanComparison, compare_all
from tjstats.questions.phrases import (
    bracketed,
    figure_text,
    joined,
    phrase,
    signed,
    target_text,
    time_text,
    verdict_text,
)
from tjstats.questions.review import Review, review
from tjstats.records.classifications import NATURES, STATUS_TEXTS
from tjstats.records.datasets import Dataset, language_of_dataset
from tjstats.records.publication import Observation
from tjstats.tables import Table
from tjstats.values.figures import Figure
from tjstats.values.languages import Count, Language
from tjstats.values.periods import AsOf, Period
from tjstats.values.plans import Plan, plan
from tjstats.values.verdicts import Reason

__all__ = ["PLANS", "plans_table"]

PLANS = tuple(plan(number) for number in (12, 13, 14))
Row: TypeAlias = tuple[str, ...]


def plans_table(
    dataset: Dataset,
    codes: Collection[str] | None = None,
    lang: Language | None = None,
    answers: Review | None = None,
) -> Table:
    """The indicators of a dataset (or those of *codes*) that can be compared over China's 12th to
    14th plans.

    Without *answers* the dataset is reviewed first. A change of scope that prevents a comparison is
    named.
    """
    lang = language_of_dataset(dataset, lang)
    answers = answers or review(dataset)
    rows: list[Row] = []
    for part in _parts(dataset):
        for code, comparisons in _comparisons(part).items():
            wanted = codes is None or code in codes
            if wanted and any(map(_comparable, comparisons)):
                like = part[code].observations[0]
                judged = [a for a in answers.attainments if _is_on(a, like)]
                rows += _rows(answers.names.name(like, lang), comparisons, judged, lang)
    header = ("", *(_title(asked, lang) for asked in PLANS))
    return Table(header, tuple(rows), f"■ {phrase('plans', lang)}")


def _parts(dataset: Dataset) -> list[Dataset]:
    """The observations of each area and breakdown of a dataset."""
    parts: dict[object, list[Observation]] = {}
    for each in dataset.observations:
        parts.setdefault((each.area, each.breakdowns), []).append(each)
    return [Dataset(dataset.code, observations=own) for own in parts.values()]


def _is_on(attainment: Attainment, like: Observation) -> bool:
    target = attainment.target
    return (
        target.indicator.code == like.indicator.code
        and target.area in (None, like.area)
        and target.breakdowns == like.breakdowns
    )


def _comparisons(dataset: Dataset) -> dict[str, list[PlanComparison]]:
    """Each plan compared with the next, by the code of the indicator."""
    pairs = [{c.indicator.code: c for c in compare_all(dataset, *pair)} for pair in pairwise(PLANS)]
    return {code: [pair[code] for pair in pairs] for code in pairs[0]}


def _comparable(comparison: PlanComparison) -> bool:
    return comparison.change is not None or comparison.reason is Reason.BREAK_IN_SERIES


def _title(asked: Plan, lang: Language) -> str:
    years = time_text(asked.period, lang)
    return f"“{asked.zh}”，{years}" if lang == "zh" else f"{asked.en}, {years}"


def _rows(
    name: str,
    comparisons: Sequence[PlanComparison],
    attainments: Sequence[Attainment],
    lang: Language,
) -> list[Row]:
    """The rows of one series, without those that are empty for every plan."""
    numbers = range(len(PLANS))
    sides = [_side(comparisons, number) for number in numbers]
    rows = {
        "made_of": [_made_of(side, lang) for side in sides],
        "yearly": [_yearly(side, lang) for side in sides],
        "on_before": ["", *(_change(comparison, lang) for comparison in comparisons)],
        "plan_growth": [figure_text(_growth(comparisons, number), lang) for number in numbers],
        **_judged(attainments, lang),
    }
    head = (name, *(_figure(side, lang) for side in sides))
    return [head, *((f"· {phrase(key, lang)}", *row) for key, row in rows.items() if any(row))]


def _judged(attainments: Sequence[Attainment], lang: Language) -> dict[str, list[str]]:
    """The targets of each plan, and their verdicts."""
    judged = [_of_plan(attainments, asked) for asked in PLANS]
    return {
        "plan_target": [joined((target_text(a.target, lang) for a in own), lang) for own in judged],
        "plan_verdict": [joined((verdict_text(a, lang) for a in own), lang) for own in judged],
    }


class _Side(NamedTuple):
    """One of the two plans of a comparison: place 0 is the earlier."""

    comparison: PlanComparison
    place: int

    @property
    def observation(self) -> Observation | None:
        return self.comparison.observations[self.place]

    @property
    def figure(self) -> Figure | None:
        return (self.comparison.earlier, self.comparison.later)[self.place]

    def first_years(self, lang: Language) -> str:
        """The number of first years compared, if it is not the whole plan."""
        count = self.comparison.first_years
        return "" if count is None else first_years(count, lang)


def _sides(comparisons: Sequence[PlanComparison], number: int) -> list[_Side]:
    """The sides of a plan in the comparisons of each plan with the next."""
    places = ((number, 0), (number - 1, 1))
    return [_Side(comparisons[at], place) for at, place in places if 0 <= at < len(comparisons)]


def _side(comparisons: Sequence[PlanComparison], number: int) -> _Side | None:
    """One side of a plan, preferring a comparison over all its years."""
    sides = [side for side in _sides(comparisons, number) if side.observation is not None]
    return min(sides, key=lambda side: side.comparison.partial, default=None)


def _growth(comparisons: Sequence[PlanComparison], number: int) -> Figure | None:
    """The average annual growth in a plan, unless growth is in points or is itself compared."""
    if any(c.growth is not None and c.growth.in_points for c in comparisons):
        return None
    rates = (side.comparison.growths[side.place] for side in _sides(comparisons, number))
    return next((rate for rate in rates if rate is not None), None)


def _figure(side: _Side | None, lang: Language) -> str:
    if side is None or side.observation is None:
        return ""
    status = STATUS_TEXTS[side.observation.status][lang]
    remark = joined([side.first_years(lang), status], lang)
    return figure_text(side.figure, lang) + bracketed(remark, lang)


def _yearly(side: _Side | None, lang: Language) -> str:
    return "" if side is None else figure_text(side.comparison.yearly[side.place], lang)


def _made_of(side: _Side | None, lang: Language) -> str:
    """The derivation of the figure: published, as of a day, aggregated, or derived from another
    plan.
    """
    if side is None or side.observation is None:
        return ""
    observation, parts = side.observation, side.observation.derived_from
    if not parts:
        at_a_day = isinstance(observation.period, AsOf)
        return time_text(observation.period, lang) if at_a_day else phrase("as_published", lang)
    if not _put_together(observation):
        return phrase("as_derived", lang)
    rule = NATURES[observation.indicator.nature].over_time
    derived = sum(part.computed for part in parts)
    remark = phrase("parts_derived", lang).format(count=derived) if derived else ""
    return phrase(rule, lang).format(count=Count(len(parts))) + remark


def _put_together(observation: Observation) -> bool:
    """Whether it was computed from spans inside its own."""
    whole, parts = observation.period, [part.period for part in observation.derived_from]
    return isinstance(whole, Period) and all(
        isinstance(part, Period) and whole.contains(part) for part in parts
    )


def _change(comparison: PlanComparison, lang: Language) -> str:
    """The change with the rate, or the reason why there is none."""
    if comparison.change is None:
        reason = comparison.reason
        if reason is None or reason is Reason.NO_OBSERVATION:  # the empty cell says it
            return ""
        return reason.text(lang)
    rate = "" if comparison.rate is None else signed(comparison.rate, lang)
    years = _Side(comparison, 1).first_years(lang)
    both = phrase("of_both", lang).format(years=years) if years else ""
    return signed(comparison.change._like(comparison.later), lang) + bracketed(
        joined([rate, both], lang), lang
    )


def _of_plan(attainments: Sequence[Attainment], asked: Plan) -> list[Attainment]:
    """The targets that end in a plan; of those for a part of its time, only where none is for the
    whole plan.
    """
    start, end = asked.period.start, asked.period.end
    own = [a for a in attainments if start <= a.target.period.end <= end]
    whole = [a for a in own if a.target.period in (asked.period, AsOf(end))]
    return whole if any(a.target.period == asked.period for a in whole) else own
