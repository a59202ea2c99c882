"""Plans side by side, a column each: the figure, what it is made of, the change on the plan before,
targets and verdicts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from tjstats.questions.attainment import Attainment
from tjstats.questions.comparison import PlanComparison, compare_all
from tjstats.questions.review import Review, review
from tjstats.records.classifications import NATURES, STATUS_TEXTS
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Observation
from tjstats.tables import Table
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.plans import Plan, plan
from tjstats.values.verdicts import Reason, Verdict
from tjstats.views.text import bracketed, phrase, signed, target_text, time_text

__all__ = ["PLANS", "plans_table"]

PLANS = tuple(plan(number) for number in (12, 13, 14))


def plans_table(
    dataset: Dataset,
    codes: Collection[str] | None = None,
    lang: str = "en",
    answers: Review | None = None,
) -> Table:
    """The indicators of a dataset (or those of *codes*) that can be compared over China's 12th to
    14th plan.

    Without *answers* the dataset is reviewed first. A change of scope that prevents a comparison is
    named.
    """
    judged = (answers or review(dataset)).attainments
    pairs = [{c.indicator.code: c for c in compare_all(dataset, *pair)} for pair in pairwise(PLANS)]
    rows: list[tuple[str, ...]] = []
    for code in pairs[0]:
        found = [pair[code] for pair in pairs]
        if (codes is None or code in codes) and any(_tells(c) for c in found):
            rows += _rows(found, [a for a in judged if a.target.indicator.code == code], lang)
    header = ("", *(_title(each, lang) for each in PLANS))
    return Table(header, tuple(rows), f"■ {phrase('plans', lang)}")


def _tells(comparison: PlanComparison) -> bool:
    return comparison.change is not None or comparison.reason is Reason.BREAK_IN_SERIES


def _title(each: Plan, lang: str) -> str:
    years = time_text(each.period, lang)
    return f"“{each.zh}”，{years}" if lang == "zh" else f"{each.en}, {years}"


def _rows(
    found: list[PlanComparison], judged: list[Attainment], lang: str
) -> Iterator[tuple[str, ...]]:
    """The rows of one indicator; those with nothing in any plan are left out."""
    sides = [_side(found, number) for number in range(len(PLANS))]
    yield found[0].indicator.name(lang), *(_figure(side, lang) for side in sides)
    within = [[a for a in judged if _within(a.target.period, each)] for each in PLANS]
    rows = {
        "made_of": [_made_of(side, lang) for side in sides],
        "yearly": [
            _text(side.comparison.yearly[side.place], lang) if side else "" for side in sides
        ],
        "on_before": ["", *(_change(comparison, lang) for comparison in found)],
        "plan_growth": [_text(_growth(found, number), lang) for number in range(len(PLANS))],
        "plan_target": [
            _joined([target_text(a.target, lang) for a in each], lang) for each in within
        ],
        "plan_verdict": [_joined([_verdict(a, lang) for a in each], lang) for each in within],
    }
    yield from ((f"· {phrase(key, lang)}", *row) for key, row in rows.items() if any(row))


class _Side(NamedTuple):
    """One of the two plans of a comparison: place 0 is the earlier."""

    comparison: PlanComparison
    place: int

    @property
    def observation(self) -> Observation | None:
        return self.comparison.observations[self.place]


def _sides(found: list[PlanComparison], number: int) -> list[_Side]:
    """Where a plan stands in the comparisons of each with the next."""
    places = (
        _Side(found[at], place)
        for at, place in ((number, 0), (number - 1, 1))
        if 0 <= at < len(found)
    )
    return list(places)


def _side(found: list[PlanComparison], number: int) -> _Side | None:
    """Of the comparisons that a plan is in, one over all its years before one over the first of
    them.
    """
    told = [side for side in _sides(found, number) if side.observation is not None]
    return min(told, key=lambda side: side.comparison.partial, default=None)


def _growth(found: list[PlanComparison], number: int) -> Figure | None:
    """The average annual growth in a plan, where it is not told in points and not what is
    compared.
    """
    if any(c.growth is not None and c.growth.in_points for c in found):
        return None
    rates = (side.comparison.growths[side.place] for side in _sides(found, number))
    return next((rate for rate in rates if rate is not None), None)


def _figure(side: _Side | None, lang: str) -> str:
    if side is None or side.observation is None:
        return ""
    comparison, status = side.comparison, STATUS_TEXTS[side.observation.status][lang]
    said = _joined([_first_years(comparison, side.place, "first_years", lang), status], lang)
    return _text((comparison.earlier, comparison.later)[side.place], lang) + (
        bracketed(said, lang) if said else ""
    )


def _made_of(side: _Side | None, lang: str) -> str:
    """How the figure came about: published, of a day; put together; derived from another plan's."""
    if side is None or side.observation is None:
        return ""
    observation, rule = side.observation, NATURES[side.observation.indicator.nature].over_time
    parts, period = observation.derived_from, observation.period
    if not parts:
        return time_text(period, lang) if isinstance(period, AsOf) else phrase("as_published", lang)
    if not isinstance(period, Period) or not all(
        isinstance(o.period, Period) and period.contains(o.period) for o in parts
    ):
        return phrase("as_derived", lang)
    derived = sum(o.computed for o in parts)
    return phrase(rule, lang).format(count=len(parts)) + (
        phrase("parts_derived", lang).format(count=derived) if derived else ""
    )


def _change(comparison: PlanComparison, lang: str) -> str:
    """The change with the rate; the reason where there is none."""
    if comparison.change is None:
        return "" if comparison.reason is None else comparison.reason.text(lang)
    rate = "" if comparison.rate is None else signed(comparison.rate, lang)
    said = _joined([rate, _first_years(comparison, 1, "both_first_years", lang)], lang)
    return signed(comparison.change, lang) + (bracketed(said, lang) if said else "")


def _first_years(comparison: PlanComparison, place: int, key: str, lang: str) -> str:
    """Over how many first years a plan is compared, where it is not all of them."""
    observation = comparison.observations[place]
    if not comparison.partial or observation is None or not isinstance(observation.period, Period):
        return ""
    return phrase(key, lang).format(count=(observation.period.months or 0) // 12)


def _within(time: Time, one: Plan) -> bool:
    end = time.date if isinstance(time, AsOf) else time.end
    return one.period.start <= end <= one.period.end


def _verdict(judged: Attainment, lang: str) -> str:
    return (
        judged.text(lang) if judged.verdict is not Verdict.UNKNOWN else Verdict.UNKNOWN.text(lang)
    )


def _text(figure: Figure | None, lang: str) -> str:
    return "" if figure is None else figure.text(lang)


def _joined(texts: list[str], lang: str) -> str:
    return {"en": "; ", "zh": "；"}[lang].join(filter(None, texts))
