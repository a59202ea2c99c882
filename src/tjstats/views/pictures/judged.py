"""Pictures of verdicts: one target with what was reached, and the scorecard of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from tjstats.errors import TjstatsError
from tjstats.questions.attainment import Attainment
from tjstats.questions.degrees import is_limit
from tjstats.questions.evaluation import Evaluation, EvaluationLabel, EvaluationRow
from tjstats.questions.evaluation_report import heading, headline
from tjstats.questions.phrases import (
    is_below,
    joined,
    phrase,
    published_text,
    time_text,
    verdict_text,
)
from tjstats.questions.review import Review
from tjstats.records.classifications import NATURES, Measure, Status
from tjstats.records.datasets import Group
from tjstats.records.publication import Observation
from tjstats.records.targets import Target, deciding
from tjstats.values.bounds import Bounds, point
from tjstats.values.figures import Figure
from tjstats.values.languages import Count, Language
from tjstats.values.numbers import HUNDRED, NEAREST, ZERO
from tjstats.values.verdicts import Verdict
from tjstats.views.pictures.charts import KINDS, Flag, Kind, Mark, Row, Rows
from tjstats.views.pictures.words import (
    observed,
    part_of,
    said,
    sentence,
    sentences,
    subject,
    target_words,
    titled,
)

__all__ = ["accepted_by", "attainment_chart", "evaluation_chart", "is_level", "review_chart"]

_NOT_FIRM: Final = (Status.FORECAST, Status.ESTIMATED)
_MOST: Final = Decimal(160)  # percent of a target; what is beyond is drawn at the edge


def attainment_chart(answer: Attainment, lang: Language) -> Rows:
    """The chart of one target."""
    target, reached = answer.target, answer.observation
    figure = None if reached is None else reached.figure
    sign = answer.verdict.sign
    title = titled(subject(target, lang), answer.text(lang), lang)
    mark = None if reached is None else _mark(reached, target, KINDS[answer.verdict], lang)
    row = Row(
        "", mark, _without_mark(answer, mark, lang), accepted_by(answer), _flags(answer, lang)
    )
    about = sentences(lang, part_of(target, lang), _gap(answer, lang), _contradicted(answer, lang))
    dots = target.measure is Measure.VALUE and is_level(target)
    return Rows(f"{sign} {title}", lang, about, target.figure or figure, rows=(row,), dots=dots)


def is_level(record: Target | Observation) -> bool:
    """Whether values are rates or averages, which need not be seen from zero."""
    return NATURES[record.indicator.nature].over_time == "mean"


def _mark(observation: Observation, target: Target, kind: Kind, lang: Language) -> Mark | None:
    """The mark of what was reached, in the unit of the target."""
    figure = observation.figure
    if figure is not None and target.figure is not None:
        figure = _in_unit_of(target.figure, figure)
    if figure is None:
        return None
    firm = observation.status not in _NOT_FIRM
    return Mark.of(figure, observed(observation, lang), kind, firm)


def _in_unit_of(goal: Figure, figure: Figure) -> Figure | None:
    try:
        return figure if figure.unit == goal.unit else figure.to(goal.unit)
    except TjstatsError:
        return None


def _without_mark(answer: Attainment, mark: Mark | None, lang: Language) -> str:
    """The words of what is reported if it cannot be drawn, or that nothing is."""
    if mark is not None:
        return ""
    reached = answer.observation
    return said("nothing", lang) if reached is None else observed(reached, lang)


def accepted_by(answer: Attainment) -> Bounds | None:
    """The range that a target accepts, within the tolerance of the answer."""
    accepts, tolerance = answer.target.accepts, answer.tolerance
    if accepts is None or tolerance is None:
        return accepts
    slack = tolerance.bounds.upper or ZERO
    return accepts + Bounds(slack.copy_negate(), slack)


def _flags(answer: Attainment, lang: Language) -> tuple[Flag, ...]:
    """The lines of a target: what it starts from, its ends, and a further aim."""
    target, accepts = answer.target, accepted_by(answer)
    if target.figure is None or accepts is None:
        return ()
    numbers = dict.fromkeys(end for end in (accepts.lower, accepts.upper) if end is not None)
    words = (target_words(target, lang), "")
    figures = (target.figure,)
    found = [Flag(*each, figures=figures) for each in zip(numbers, words, strict=False)]
    if target.stretch is not None:
        text = said("stretch", lang, words=target.stretch.text(lang))
        found.append(Flag(target.stretch.plain, text, "stretch", (target.stretch,)))
    return (*_baseline(target, target.figure, lang), *found)


def _baseline(target: Target, goal: Figure, lang: Language) -> Iterator[Flag]:
    base = target.baseline
    if base is None or base.figure is None or target.measure is not Measure.VALUE:
        return
    start = _in_unit_of(goal, base.figure)
    if start is not None:
        words = titled(time_text(base.period, lang), observed(base, lang), lang)
        yield Flag(start.plain, words, "baseline", (base.figure, start))


def _contradicted(answer: Attainment, lang: Language) -> str:
    """The published verdict, if it is not the computed one."""
    if answer.agrees is not Verdict.NO:
        return ""
    words = published_text(answer.target.published_verdict, answer.published, lang)
    return sentence(lang, phrase("published", lang) + words)


def _gap(answer: Attainment, lang: Language) -> str:
    """How far what was reached is from the target."""
    gap = answer.gap
    if gap is None or not gap.value:
        return ""
    if gap.value < 0:
        return phrase("short", lang).format(gap=(-gap).text(lang))
    past = "past_below" if is_below(answer.target) else "past"
    past = phrase("inside" if is_limit(answer.target) else past, lang)
    return past.format(gap=gap.text(lang))


# --- scorecards -----------------------------------------------------------------------------------


def evaluation_chart(evaluation: Evaluation, lang: Language) -> Rows:
    """The scorecard of a plan: each target with a number, under the name of its group."""
    rows = [row for row in evaluation.rows if row.label is not EvaluationLabel.NO_NUMBER]
    note = said("percents" if evaluation.is_final else "shares", lang)
    names = evaluation.names
    made = [
        _evaluated(row, names.name(row.target, lang), evaluation.is_final, lang) for row in rows
    ]
    named = _grouped(made, [row.target for row in rows], evaluation.groups, lang)
    about = sentences(lang, names.shared(lang), headline(evaluation, lang))
    return _scorecard(heading(evaluation, lang), about, named, (note,), lang)


def _evaluated(row: EvaluationRow, name: str, final: bool, lang: Language) -> Row:
    answer, target = row.attainment, row.target
    verdict = f"{row.label.sign} {row.label.text(lang)}"
    if final:
        return _scored(answer, name, verdict, lang)
    left = row.remaining
    if left is None or left.done is None or left.elapsed is None:
        return Row(name, None, _about(answer, lang), verdict=verdict)
    mark = Mark.of(left.done, left.done.text(lang), _KINDS[row.label])
    elapsed = said("due", lang, words=left.elapsed.text(lang))
    whole = Flag(HUNDRED, target_words(target, lang))
    flags = (Flag(left.elapsed.plain, elapsed, "due"), whole)
    return Row(name, mark, _about(answer, lang), None, flags, verdict)


_KINDS: Final[dict[EvaluationLabel, Kind]] = {
    EvaluationLabel.BEHIND: "missed",
    EvaluationLabel.NOT_MET: "missed",
    EvaluationLabel.UNKNOWN: "unknown",
    **dict.fromkeys(
        (EvaluationLabel.REACHED_EARLY, EvaluationLabel.FASTER, EvaluationLabel.AS_EXPECTED),
        "value",
    ),
}


def review_chart(answers: Review, lang: Language) -> Rows:
    """The scorecard of a dataset: each target with a number, with its time."""
    numbered = [a for a in answers.attainments if a.target.figure is not None]
    names = answers.names
    rows = [_reviewed(answer, names.name(answer.target, lang), lang) for answer in numbered]
    targets = [answer.target for answer in numbered]
    named = _grouped(rows, targets, answers.dataset.groups, lang)
    notes = [said("percents", lang)]
    if len(numbered) < len(answers.attainments):
        count = len(answers.attainments) - len(numbered)
        notes.insert(0, said("unnumbered", lang, count=count))
    counts = sentences(lang, names.shared(lang), _counts(numbered, lang))
    return _scorecard(answers.dataset.name(lang), counts, named, notes, lang)


def _counts(answers: Iterable[Attainment], lang: Language) -> str:
    """How many targets have each answer, in a sentence."""
    found: dict[str, int] = {}
    for answer in answers:
        text = answer.verdict if answer.degree is None else answer.degree
        found[text.text(lang)] = found.get(text.text(lang), 0) + 1
    if not found:
        return said("none_numbered", lang)
    counted = (phrase("count", lang).format(count=n, label=label) for label, n in found.items())
    shown = phrase("joint", lang).join(counted)
    return phrase("numbered_counts", lang).format(number=Count(sum(found.values())), counts=shown)


def _reviewed(answer: Attainment, name: str, lang: Language) -> Row:
    verdict, time = verdict_text(answer, lang), time_text(answer.target.period, lang)
    return _scored(answer, said("subject", lang, name=name, time=time), verdict, lang)


def _scorecard(
    title: str, about: str, rows: Sequence[Row], notes: Iterable[str], lang: Language
) -> Rows:
    most = max((number for row in rows for number in row.numbers), default=ZERO)
    return Rows(
        title,
        lang,
        about,
        Figure("100", "%"),
        tuple(notes) if rows else (),
        rows=tuple(rows),
        most=_MOST if most > _MOST else None,
        labelled=False,
    )


def _grouped(
    rows: Sequence[Row], targets: Sequence[Target], groups: Iterable[Group], lang: Language
) -> list[Row]:
    """The rows of each group together, with its heading at the first."""
    names = {group.code: group.name(lang) for group in groups}
    by_group: dict[str, list[Row]] = {}
    for row, target in zip(rows, targets, strict=True):
        by_group.setdefault(target.indicator.group, []).append(row)
    found = []
    for code, (first, *others) in by_group.items():
        found += [attrs.evolve(first, heading=names.get(code, "")), *others]
    return found


def _scored(answer: Attainment, name: str, verdict: str, lang: Language) -> Row:
    """A row in percent of the target; without a mark where that means nothing."""
    about = _about(answer, lang)
    reached, target = answer.observation, answer.target
    accepts = accepted_by(answer)
    goal = None if target.figure is None or accepts is None else deciding(target.figure, accepts)
    if goal is None or not goal.plain:
        return Row(name, None, about, verdict=verdict)
    ratio = _Percent(goal.plain)
    flags = (Flag(HUNDRED, target_words(target, lang)),)
    mark = None if reached is None else _mark(reached, target, KINDS[answer.verdict], lang)
    band = None if accepts is None else ratio.range(accepts)
    return Row(name, None if mark is None else ratio.mark(mark), about, band, flags, verdict)


@attrs.frozen
class _Percent:
    """Numbers in percent of another."""

    whole: Decimal

    def number(self, number: Decimal) -> Decimal:
        return NEAREST.multiply(NEAREST.divide(number, self.whole), HUNDRED)

    def range(self, numbers: Bounds) -> Bounds:
        return (numbers / point(self.whole)).shifted(2)

    def mark(self, mark: Mark) -> Mark:
        return attrs.evolve(mark, number=self.number(mark.number), range=self.range(mark.range))


def _about(answer: Attainment, lang: Language) -> str:
    """What was reached, and the target."""
    reached = answer.observation
    words = said("nothing", lang) if reached is None else observed(reached, lang)
    return joined((words, target_words(answer.target, lang)), lang)
