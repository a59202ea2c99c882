"""The kinds of record and answer that a document can hold: tables only."""

from __future__ import annotations

from typing import Final

from tjstats.questions.aggregation import Aggregate
from tjstats.questions.attainment import Attainment
from tjstats.questions.claims import Claim, Verification
from tjstats.questions.comparison import PlanComparison
from tjstats.questions.degrees import Degree
from tjstats.questions.evaluation import Evaluation, EvaluationLabel, EvaluationRow
from tjstats.questions.growth import Growth
from tjstats.questions.pace import Pace
from tjstats.questions.pace.formulas import Formula
from tjstats.questions.pace.progress import EarlyCompletion
from tjstats.questions.pace.schemes import Band, BaseRule, Scheme, ScoreLine
from tjstats.questions.pace.scores import Overall
from tjstats.questions.recheck import Recheck
from tjstats.questions.reconciliation import Reconciliation, Relation
from tjstats.questions.remaining import Remaining
from tjstats.questions.review import Review, Share
from tjstats.records.classifications import Direction, Flag, Force, Measure, Nature, Status
from tjstats.records.datasets import Dataset, DatasetEntry, Group
from tjstats.records.publication import Indicator, Observation, Series, Source
from tjstats.records.readings import Evidence, Reading, Role
from tjstats.records.targets import Target
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period
from tjstats.values.plans import Plan
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["ENUMERATIONS", "KINDS", "NAMES"]

# The kinds of record a document can hold, by the name in its "kind".
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
    "reading_evidence": Evidence,
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
    "remaining": Remaining,
    "evaluation_row": EvaluationRow,
    "evaluation": Evaluation,
    "recheck": Recheck,
    "reconciliation": Reconciliation,
}
NAMES: Final = {cls: name for name, cls in KINDS.items()}

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
    Relation,
    EvaluationLabel,
    Formula,
    BaseRule,
    Reason,
    Verdict,
)
