"""Published statistics as typed records, and exact answers from them.

>>> import tjstats as tj
>>> wage = tj.growth(tj.Figure("2510", "元/月"), tj.Figure("2050", "元/月"))
>>> print(wage.rate, tj.verify(tj.Claim(tj.Figure("22.4", "%"), wage.rate)))
22.44% consistent

The names here load on first use, so `import tjstats` is quick; `datasets`, `errors`, `formats`,
`frames`, `indexes`, `progress`, `rates`, `scores`, `views`, `zh` are modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tjstats import streams as _streams
from tjstats._version import __version__ as __version__

if TYPE_CHECKING:
    from tjstats import datasets as datasets
    from tjstats import errors as errors
    from tjstats import formats as formats
    from tjstats import frames as frames
    from tjstats import views as views
    from tjstats import zh as zh
    from tjstats.errors import TjstatsError as TjstatsError
    from tjstats.questions import indexes as indexes
    from tjstats.questions import rates as rates
    from tjstats.questions.aggregation import Aggregate as Aggregate
    from tjstats.questions.aggregation import aggregate as aggregate
    from tjstats.questions.attainment import Attainment as Attainment
    from tjstats.questions.attainment import assess as assess
    from tjstats.questions.claims import Claim as Claim
    from tjstats.questions.claims import Verification as Verification
    from tjstats.questions.claims import claims as claims
    from tjstats.questions.claims import verify as verify
    from tjstats.questions.comparison import PlanComparison as PlanComparison
    from tjstats.questions.comparison import compare as compare
    from tjstats.questions.comparison import compare_all as compare_all
    from tjstats.questions.degrees import Degree as Degree
    from tjstats.questions.growth import Growth as Growth
    from tjstats.questions.growth import annualised as annualised
    from tjstats.questions.growth import growth as growth
    from tjstats.questions.pace import Pace as Pace
    from tjstats.questions.pace import progress as progress
    from tjstats.questions.pace import scores as scores
    from tjstats.questions.pace import track as track
    from tjstats.questions.pace.offices import scheme as scheme
    from tjstats.questions.pace.schemes import Band as Band
    from tjstats.questions.pace.schemes import Scheme as Scheme
    from tjstats.questions.pace.schemes import ScoreLine as ScoreLine
    from tjstats.questions.rates import growth_from_change as growth_from_change
    from tjstats.questions.recheck import Recheck as Recheck
    from tjstats.questions.recheck import recheck as recheck
    from tjstats.questions.review import Review as Review
    from tjstats.questions.review import Share as Share
    from tjstats.questions.review import review as review
    from tjstats.records.classifications import Direction as Direction
    from tjstats.records.classifications import Flag as Flag
    from tjstats.records.classifications import Force as Force
    from tjstats.records.classifications import Measure as Measure
    from tjstats.records.classifications import Nature as Nature
    from tjstats.records.classifications import Status as Status
    from tjstats.records.datasets import Dataset as Dataset
    from tjstats.records.datasets import Group as Group
    from tjstats.records.publication import Indicator as Indicator
    from tjstats.records.publication import Observation as Observation
    from tjstats.records.publication import Series as Series
    from tjstats.records.publication import Source as Source
    from tjstats.records.targets import Target as Target
    from tjstats.values.bounds import Bounds as Bounds
    from tjstats.values.figures import Figure as Figure
    from tjstats.values.languages import language as language
    from tjstats.values.periods import AsOf as AsOf
    from tjstats.values.periods import Period as Period
    from tjstats.values.periods import period as period
    from tjstats.values.plans import Plan as Plan
    from tjstats.values.plans import plan as plan
    from tjstats.values.qualifiers import Qualifier as Qualifier
    from tjstats.values.units import Unit as Unit
    from tjstats.values.units import unit as unit
    from tjstats.values.verdicts import Reason as Reason
    from tjstats.values.verdicts import Verdict as Verdict

# Where each name lives; the imports above say the same to type checkers, and a test holds the two
# together.
_HOMES = {
    "values.bounds": "Bounds",
    "values.figures": "Figure",
    "values.languages": "language",
    "values.periods": "AsOf Period period",
    "values.plans": "Plan plan",
    "values.qualifiers": "Qualifier",
    "values.units": "Unit unit",
    "values.verdicts": "Reason Verdict",
    "records.classifications": "Direction Flag Force Measure Nature Status",
    "records.datasets": "Dataset Group",
    "records.publication": "Indicator Observation Series Source",
    "records.targets": "Target",
    "questions.aggregation": "Aggregate aggregate",
    "questions.attainment": "Attainment assess",
    "questions.claims": "Claim Verification claims verify",
    "questions.comparison": "PlanComparison compare compare_all",
    "questions.degrees": "Degree",
    "questions.growth": "Growth annualised growth",
    "questions.pace": "Pace track",
    "questions.pace.offices": "scheme",
    "questions.pace.schemes": "Band Scheme ScoreLine",
    "questions.rates": "growth_from_change",
    "questions.recheck": "Recheck recheck",
    "questions.review": "Review Share review",
    "errors": "TjstatsError",
}
_NAMES = {name: home for home, names in _HOMES.items() for name in names.split()}
_MODULES = {
    "datasets": "datasets",
    "errors": "errors",
    "formats": "formats",
    "frames": "frames",
    "indexes": "questions.indexes",
    "progress": "questions.pace.progress",
    "rates": "questions.rates",
    "scores": "questions.pace.scores",
    "views": "views",
    "zh": "zh",
}

__all__ = sorted([*_NAMES, *_MODULES, "__version__"])  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"tjstats.{_MODULES[name]}")
    if name not in _NAMES:
        raise AttributeError(f"module 'tjstats' has no attribute {name!r}")
    value = getattr(import_module(f"tjstats.{_NAMES[name]}"), name)
    globals()[name] = value
    return value


def _arrow_table(record: object) -> Any:
    return import_module("tjstats.formats.arrow").table(record)


_streams.register(_arrow_table)


def __dir__() -> list[str]:
    return list(__all__)
