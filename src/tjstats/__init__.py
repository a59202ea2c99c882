"""Published statistics as typed records, and exact answers from them.

>>> import tjstats as tj
>>> wage = tj.growth(tj.Figure("2510", "元/月"), tj.Figure("2050", "元/月"))
>>> print(wage.rate, tj.verify(tj.Claim(tj.Figure("22.4", "%"), wage.rate)))
22.44% consistent

The names here load on first use, so `import tjstats` is quick; `datasets`, `errors`, `formats`,
`frames`, `indexes`, `progress`, `rates`, `scores`, `views`, `zh` are modules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tjstats import streams
from tjstats.loading import on_first_use

# The public names, by the module of each; those of "" are modules of this package.
HOMES: Final = {
    "": "datasets errors formats frames views zh",
    "_version": "__version__",
    "errors": "TjstatsError",
    "values.bounds": "Bounds",
    "values.figures": "Figure shown",
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
    "questions": "indexes rates",
    "questions.aggregation": "Aggregate aggregate",
    "questions.attainment": "Attainment assess",
    "questions.claims": "Claim Verification claims verify",
    "questions.comparison": "PlanComparison compare compare_all",
    "questions.degrees": "Degree",
    "questions.evaluation": "Evaluation EvaluationLabel EvaluationRow evaluate",
    "questions.growth": "Growth annualised growth",
    "questions.pace": "Pace progress scores track",
    "questions.pace.offices": "scheme",
    "questions.pace.schemes": "Band Scheme ScoreLine",
    "questions.rates": "growth_from_change",
    "questions.recheck": "Recheck recheck",
    "questions.reconciliation": "Reconciliation Relation reconcile",
    "questions.remaining": "Remaining remaining",
    "questions.review": "Review Share review",
    "questions.year_to_date": "cumulate decumulate",
}

__getattr__, __dir__, __all__ = on_first_use(__name__, HOMES)


def _arrow_table(record: object) -> object:
    from tjstats.formats import arrow

    return arrow.table(record)


def _growths(pairs: Iterable[tuple[Any, Any]]) -> object:
    from tjstats.questions.growth import Growths, growth

    return Growths(growth(current, base) for base, current in pairs)


def _model(kind: type) -> object:
    from tjstats.formats import pydantic

    return pydantic.core_schema_of(kind)


def _picture(answer: object, lang: object, width: object, title: object) -> object:
    from tjstats.views import pictures

    return pictures.picture(answer, lang, width, title)  # type: ignore[arg-type]


def _checked_page(shown: object, title: object) -> str:
    from tjstats.views import pages

    return pages.checked_page(shown, title)  # type: ignore[arg-type]


streams.register(
    table=_arrow_table,
    growths=_growths,
    model=_model,
    picture=_picture,
    checked_page=_checked_page,
)
