# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats import datasets as datasets
from tjstats import errors as errors
from tjstats import formats as formats
from tjstats import frames as frames
from tjstats import views as views
from tjstats import zh as zh
from tjstats._version import __version__ as __version__
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
from tjstats.questions.evaluation import Evaluation as Evaluation
from tjstats.questions.evaluation import EvaluationLabel as EvaluationLabel
from tjstats.questions.evaluation import EvaluationRow as EvaluationRow
from tjstats.questions.evaluation import evaluate as evaluate
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
from tjstats.questions.reconciliation import Reconciliation as Reconciliation
from tjstats.questions.reconciliation import Relation as Relation
from tjstats.questions.reconciliation import reconcile as reconcile
from tjstats.questions.remaining import Remaining as Remaining
from tjstats.questions.remaining import remaining as remaining
from tjstats.questions.review import Review as Review
from tjstats.questions.review import Share as Share
from tjstats.questions.review import review as review
from tjstats.questions.year_to_date import cumulate as cumulate
from tjstats.questions.year_to_date import decumulate as decumulate
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
from tjstats.values.figures import shown as shown
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

__all__ = [
    "Aggregate",
    "AsOf",
    "Attainment",
    "Band",
    "Bounds",
    "Claim",
    "Dataset",
    "Degree",
    "Direction",
    "Evaluation",
    "EvaluationLabel",
    "EvaluationRow",
    "Figure",
    "Flag",
    "Force",
    "Group",
    "Growth",
    "Indicator",
    "Measure",
    "Nature",
    "Observation",
    "Pace",
    "Period",
    "Plan",
    "PlanComparison",
    "Qualifier",
    "Reason",
    "Recheck",
    "Reconciliation",
    "Relation",
    "Remaining",
    "Review",
    "Scheme",
    "ScoreLine",
    "Series",
    "Share",
    "Source",
    "Status",
    "Target",
    "TjstatsError",
    "Unit",
    "Verdict",
    "Verification",
    "__version__",
    "aggregate",
    "annualised",
    "assess",
    "claims",
    "compare",
    "compare_all",
    "cumulate",
    "datasets",
    "decumulate",
    "errors",
    "evaluate",
    "formats",
    "frames",
    "growth",
    "growth_from_change",
    "indexes",
    "language",
    "period",
    "plan",
    "progress",
    "rates",
    "recheck",
    "reconcile",
    "remaining",
    "review",
    "scheme",
    "scores",
    "shown",
    "track",
    "unit",
    "verify",
    "views",
    "zh",
]
