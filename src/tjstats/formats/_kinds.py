"""The kinds of record and answer a document can hold, and what is written and checked for each:
tables only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tjstats.questions.aggregation import Aggregate
from tjstats.questions.attainment import Attainment, assess
from tjstats.questions.claims import Claim, Verification, verify
from tjstats.questions.comparison import PlanComparison
from tjstats.questions.degrees import Degree
from tjstats.questions.growth import Growth, growth
from tjstats.questions.pace import Pace, track
from tjstats.questions.pace.progress import EarlyCompletion, early_completion
from tjstats.questions.pace.schemes import Band, BaseRule, Formula, Scheme, ScoreLine
from tjstats.questions.pace.scores import Overall
from tjstats.questions.review import Review, Share
from tjstats.records.classifications import Direction, Flag, Force, Measure, Nature, Status
from tjstats.records.datasets import Dataset, DatasetEntry, Group
from tjstats.records.publication import Indicator, Observation, Series, Source
from tjstats.records.readings import Reading, Role
from tjstats.records.targets import Target
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period
from tjstats.values.plans import Plan
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["AGAIN", "ENUMERATIONS", "KINDS", "NAMES", "RESULTS"]

# The kinds of record a document can hold, by the name that stands in its "kind".
KINDS: Final[dict[str, type]] = {
    "bounds": Bounds,
    "unit": Unit,
    "figure": Figure,
    "period": Period,
    "as_of": AsOf,
    "plan": Plan,
    "verdict": Verdict,
    "indicator": Indicator,
    "source": Source,
    "observation": Observation,
    "series": Series,
    "target": Target,
    "reading": Reading,
    "group": Group,
    "dataset_entry": DatasetEntry,
    "dataset": Dataset,
    "aggregate": Aggregate,
    "growth": Growth,
    "attainment": Attainment,
    "plan_comparison": PlanComparison,
    "band": Band,
    "score_line": ScoreLine,
    "scheme": Scheme,
    "pace": Pace,
    "overall": Overall,
    "early_completion": EarlyCompletion,
    "claim": Claim,
    "verification": Verification,
    "share": Share,
    "review": Review,
}
NAMES: Final = {cls: name for name, cls in KINDS.items()}

# What an answer computes from its fields, written for other readers and checked on reading.
RESULTS: Final[dict[type, tuple[str, ...]]] = {
    Growth: ("change", "rate", "factor", "years", "average_annual", "reason"),
    Attainment: ("published", "agrees"),
    PlanComparison: ("earlier", "later", "change", "rate", "growth_difference", "verdict"),
    Verification: ("range", "fits"),
    Share: ("share",),
    Pace: ("elapsed", "left"),
    EarlyCompletion: ("months",),
}

ENUMERATIONS: Final = (
    Qualifier,
    Nature,
    Direction,
    Measure,
    Status,
    Flag,
    Force,
    Role,
    Degree,
    Formula,
    BaseRule,
    Reason,
    Verdict,
)


def _growth_again(answer: Growth) -> bool:
    return growth(answer.current, answer.base) == answer  # raises for unlike records


def _attainment_again(answer: Attainment) -> bool:
    if answer.reported is None or answer.verdict is Verdict.UNKNOWN:
        return True
    again = assess(answer.target, answer.reported, answer.reference, answer.tolerance)
    return (again.verdict, again.degree, again.early) == (
        answer.verdict,
        answer.degree,
        answer.early,
    )


def _verification_again(answer: Verification) -> bool:
    return answer.verdict is Verdict.UNKNOWN or verify(answer.claim).verdict is answer.verdict


def _pace_again(answer: Pace) -> bool:
    asked = answer.series.indicator if answer.target is None else answer.target
    options = {
        "base": answer.base_asked,
        "latest": answer.latest_asked,
        "limit": answer.limit,
        "zero": answer.zero,
    }
    return track(asked, answer.series, answer.scheme, **options) == answer  # type: ignore[arg-type]


def _early_again(answer: EarlyCompletion) -> bool:
    return early_completion(answer.target, answer.series) == answer


# Answers that are asked again on reading: a document must not say what its own inputs deny.
AGAIN: Final[dict[type, Callable[[Any], bool]]] = {
    Growth: _growth_again,
    Attainment: _attainment_again,
    Verification: _verification_again,
    Pace: _pace_again,
    EarlyCompletion: _early_again,
}
