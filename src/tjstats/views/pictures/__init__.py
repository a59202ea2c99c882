"""Pictures of answers and records, as SVG, in the base of the package.

>>> from tjstats import Figure, Indicator, Target, assess, plan, views
>>> jobs = Indicator("jobs", "万人", "flow", "higher", zh="城镇新增就业", en="New urban jobs")
>>> target = Target(jobs, plan(14).period, Figure.at_least("175", "万人"))
>>> done = assess(target, jobs.observe(plan(14).period, Figure.over("175", "万人")))
>>> picture = views.pictures.attainment(done, "en")
>>> print(picture.title)
✓ New urban jobs, 2021–2025: exceeded
>>> picture.save("jobs.svg")  # doctest: +SKIP

Each function takes a language (see `tjstats.language`), a width in pixels, and a title to write
instead of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from tjstats.errors import RecordTypeError
from tjstats.questions.answers import answer_language
from tjstats.questions.attainment import Attainment
from tjstats.questions.comparison import PlanComparison
from tjstats.questions.evaluation import Evaluation
from tjstats.questions.growth import Growth, Growths
from tjstats.questions.pace import Pace
from tjstats.questions.remaining import Remaining
from tjstats.questions.review import Review, review
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Indicator, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.views.pictures.charts import Rows, Times
from tjstats.views.pictures.compared import contribution_chart, plan_chart
from tjstats.views.pictures.judged import attainment_chart, evaluation_chart, review_chart
from tjstats.views.pictures.over_time import growths_chart, series_chart
from tjstats.views.pictures.paths import pace_chart, remaining_chart
from tjstats.views.pictures.record import Picture

__all__ = [
    "Picture",
    "attainment",
    "contributions",
    "growth",
    "path",
    "picture",
    "plans",
    "scorecard",
    "series",
]

WIDTH: Final = 640
Shown: TypeAlias = (
    Attainment
    | Pace
    | Remaining
    | PlanComparison
    | Evaluation
    | Review
    | Dataset
    | Series
    | Growths
)


def attainment(
    answer: Attainment, lang: Language | None = None, width: int = WIDTH, title: str | None = None
) -> Picture:
    """A target as a line, what it accepts as a band, and what was reached as a bar, or a dot for a
    rate.
    """
    _check("attainment", answer, Attainment, "tj.assess(target, reported)")
    return _drawn(attainment_chart(answer, _of_target(lang, answer)), width, title)


def path(
    answer: Pace | Remaining,
    lang: Language | None = None,
    width: int = WIDTH,
    title: str | None = None,
) -> Picture:
    """The way to a target so far, and what is required: of `track` as levels, of `remaining` as
    what each period has to bring.
    """
    _check("path", answer, (Pace, Remaining), "tj.track(target, series) or tj.remaining(…)")
    if isinstance(answer, Remaining):
        return _drawn(remaining_chart(answer, _of_target(lang, answer)), width, title)
    lang = answer_language(lang, (answer.target, answer.series))
    return _drawn(pace_chart(answer, lang), width, title)


def plans(
    *comparisons: PlanComparison,
    lang: Language | None = None,
    width: int = WIDTH,
    title: str | None = None,
) -> Picture:
    """An indicator in the plans of one comparison, or of several, side by side."""
    if not comparisons:
        raise RecordTypeError("plans", "comparisons", (), "tj.compare(series, earlier, later)")
    for each in comparisons:
        _check("plans", each, PlanComparison, "tj.compare(series, earlier, later)")
    last = comparisons[-1]
    lang = answer_language(lang, (last.indicator, *last.observations))
    return _drawn(plan_chart(comparisons, lang), width, title)


def scorecard(
    answers: Evaluation | Review | Dataset,
    lang: Language | None = None,
    width: int = WIDTH,
    title: str | None = None,
) -> Picture:
    """Every target that has a number, with its verdict: of an evaluation, or of a dataset."""
    _check("scorecard", answers, (Evaluation, Review, Dataset), "tj.evaluate(dataset, plan)")
    if isinstance(answers, Evaluation):
        lang = answer_language(lang, (row.target for row in answers.rows))
        return _drawn(evaluation_chart(answers, lang), width, title)
    reviewed = review(answers) if isinstance(answers, Dataset) else answers
    lang = answer_language(lang, reviewed.dataset.targets)
    return _drawn(review_chart(reviewed, lang), width, title)


def series(
    records: Series,
    targets: Iterable[Target] | Target = (),
    lang: Language | None = None,
    width: int = WIDTH,
    title: str | None = None,
) -> Picture:
    """A series over time, with lines for *targets*. Raises `NotComparableError` for a target of
    something else.
    """
    _check("series", records, Series, "dataset[code].series or indicator.series({…})")
    asked = (targets,) if isinstance(targets, Target) else tuple(targets)
    lang = answer_language(lang, (records, *asked))
    return _drawn(series_chart(records, asked, lang), width, title)


def growth(
    answers: Growths, lang: Language | None = None, width: int = WIDTH, title: str | None = None
) -> Picture:
    """Growths over time, `series.growth()` for example: rates, or changes in points."""
    _check("growth", answers, Growths, "series.growth()")
    lang = answer_language(lang, (level for each in answers for level in (each.current, each.base)))
    return _drawn(growths_chart(answers, lang), width, title)


def contributions(
    parts: Mapping[str | Indicator, Figure | Growth],
    whole: Figure | Growth | None = None,
    lang: Language | None = None,
    width: int = WIDTH,
    title: str | None = None,
) -> Picture:
    """The contributions of *parts* to the growth of *whole*, one after the other, with what they
    leave.

    They are figures in percentage points, or growths, whose changes are divided by the base of the
    whole. Raises `InvalidRecordError` for a figure in another unit.
    """
    _check("contributions", parts, Mapping, "a mapping from names to figures in points")
    words = [name if isinstance(name, str) else name.only_name for name in (*parts, title) if name]
    return _drawn(contribution_chart(parts, whole, spoken(lang, *words)), width, title)


def picture(
    answer: Shown, lang: Language | None = None, width: int = WIDTH, title: str | None = None
) -> Picture:
    """The picture of an answer, a series or a dataset, whichever kind it is."""
    for kind, draw in _PICTURES.items():
        if isinstance(answer, kind):
            return draw(answer, lang=lang, width=width, title=title)
    names = ", ".join(kind.__name__ for kind in _PICTURES)
    raise RecordTypeError("picture", "answer", answer, f"one of {names}")


_PICTURES: Final[dict[type, Callable[..., Picture]]] = {
    Attainment: attainment,
    Pace: path,
    Remaining: path,
    PlanComparison: plans,
    Evaluation: scorecard,
    Review: scorecard,
    Dataset: scorecard,
    Series: series,
    Growths: growth,
}


def _drawn(chart: Rows | Times, width: int, title: str | None) -> Picture:
    return Picture(chart if title is None else attrs.evolve(chart, title=title), width)


def _of_target(lang: Language | None, answer: Attainment | Remaining) -> Language:
    return answer_language(lang, (answer.target, answer.reported))


def _check(name: str, given: Any, kinds: Any, expected: str) -> None:
    if not isinstance(given, kinds):
        raise RecordTypeError(name, "answer", given, expected)


def __dir__() -> list[str]:
    return __all__
