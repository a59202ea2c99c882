"""The report of an evaluation: its sentences and tables, in both languages.

Every number in a sentence is a count of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from tjstats.questions.answers import plan_name
from tjstats.questions.phrases import (
    PHRASES,
    bracketed,
    figure_text,
    is_below,
    joined,
    phrase,
    published_text,
    signed,
    target_text,
    time_text,
)
from tjstats.records.classifications import STATUS_TEXTS, Force, code_text
from tjstats.records.publication import Observation
from tjstats.tables import STYLE, Language, Table, region, value_text
from tjstats.values.languages import Count

if TYPE_CHECKING:
    from tjstats.questions.evaluation import Evaluation, EvaluationLabel, EvaluationRow
    from tjstats.records.naming import Names

__all__ = ["heading", "headline", "report_html", "report_parts", "target_table"]

# The sentences of the report and the headings of its tables.
_OWN: Final = {
    "mid_term": {"en": "{plan}: evaluation as of {day}", "zh": "{plan}规划评估（截至{day}）"},
    "final": {
        "en": "{plan}: final evaluation, as of {day}",
        "zh": "{plan}规划终期评估（截至{day}）",
    },
    "undated": {"en": "{plan}: final evaluation", "zh": "{plan}规划终期评估"},
    "counts": {
        "en": "Of {number:target} with a number, {counts}.",
        "zh": "{number}项有数值的指标中，{counts}。",
    },
    "force": {
        "en": "{force} targets ({number}): {counts}.",
        "zh": "{force}指标{number}项：{counts}。",
    },
    "margin": {
        "en": "As expected is within {margin} percentage points of the time elapsed.",
        "zh": "进度与时间进度相差{margin}个百分点以内为符合预期。",
    },
    "contradicted": {
        "en": "For {count}, the published verdict differs from the computed one.",
        "zh": "{count}项公布的结论与计算结果不一致。",
    },
    "left_out": {
        "en": "Not used, because no date of publication is known: {count:figure}; give their "
        "source=tj.Source(…, published=…).",
        "zh": "{count}个数值没有公布日期，未予采用；请在数据来源中写明公布日期。",
    },
    "contradictions": {"en": "Published and computed verdicts", "zh": "公布结论与计算结果不一致"},
    "open_targets": {"en": "Undecided", "zh": "无法判定的指标"},
    "targets": {"en": "Targets", "zh": "各项目标"},
    "between": {"en": " ", "zh": ""},
    # columns
    "base": {"en": "Base", "zh": "基期"},
    "reached": {"en": "Reached", "zh": "实现"},
    "class": {"en": "Class", "zh": "评估"},
    "progress": {"en": "Progress", "zh": "进度"},
    "left": {"en": "Still to come", "zh": "后续每期"},
    "stated": {"en": "Published", "zh": "公布"},
    "found": {"en": "Computed", "zh": "计算"},
    "source": {"en": "Source", "zh": "来源"},
    "date": {"en": "Published", "zh": "公布时间"},
    # cells
    "done": {"en": "{done} done, {elapsed} of the time", "zh": "完成{done}，时间过去{elapsed}"},
    "room": {"en": "room for {room}", "zh": "余地{room}"},
    "at_most": {"en": "at most {each} a {unit}", "zh": "每{unit}不超过{each}"},
    "each": {"en": "{each} a {unit}", "zh": "每{unit}{each}"},
}
_TEXTS: Final = PHRASES | _OWN
_UNITS: Final = {12: ("year", "年"), 3: ("quarter", "季度"), 1: ("month", "月")}


def _words(key: str, lang: Language, **facts: object) -> str:
    return _TEXTS[key][lang].format(**facts)


def headline(evaluation: Evaluation, lang: Language) -> str:
    """The counts by class, in a sentence or two."""
    counts = evaluation.counts
    unnumbered = sum(n for label, n in counts.items() if label.value == "no_number")
    numbered = {label: n for label, n in counts.items() if label.value != "no_number"}
    said = [_counted(numbered, lang)]
    if unnumbered:
        said.append(_words("unnumbered", lang, count=unnumbered))
    return _TEXTS["between"][lang].join(said)


def _counted(counts: dict[EvaluationLabel, int], lang: Language) -> str:
    number = sum(counts.values())
    if not number:
        return _words("none_numbered", lang)
    return _words("counts", lang, number=Count(number), counts=_list(counts, lang))


def _list(counts: dict[EvaluationLabel, int], lang: Language) -> str:
    texts = (_words("count", lang, count=n, label=label.text(lang)) for label, n in counts.items())
    return phrase("joint", lang).join(texts)


def report_parts(evaluation: Evaluation, lang: Language) -> list[str | Table]:
    """The heading, sentences and tables of the report, in order."""
    shared = evaluation.names.shared(lang)
    summary = [
        *([phrase("sentence", lang).format(shared)] if shared else []),
        headline(evaluation, lang),
        *_by_force(evaluation, lang),
        *_remarks(evaluation, lang),
    ]
    tables = [
        _contradictions(evaluation, lang),
        *_group_tables(evaluation, lang),
        _open(evaluation, lang),
        _sources(evaluation.rows, lang),
    ]
    sentences = _TEXTS["between"][lang].join(summary)
    return [heading(evaluation, lang), sentences, *(table for table in tables if table.rows)]


def heading(evaluation: Evaluation, lang: Language) -> str:
    """The name of the plan, and the day of the evaluation."""
    name = plan_name(evaluation.plan, lang)
    if evaluation.at is None and evaluation.is_final:
        return _words("undated", lang, plan=name)
    kind = "final" if evaluation.is_final else "mid_term"
    day = evaluation.at or evaluation.reached
    return _words(kind, lang, plan=name, day="" if day is None else time_text(day, lang))


_BY_MARGIN: Final = {"faster", "as_expected", "behind"}  # the classes that a margin parts


def _by_force(evaluation: Evaluation, lang: Language) -> Iterable[str]:
    """A sentence for the binding and for the anticipatory targets."""
    by_force = evaluation.by_force
    for force in Force:
        counts = by_force.get(force)
        if counts:
            name, number = code_text(force, lang), sum(counts.values())
            capital = name[:1].upper() + name[1:]
            yield _words("force", lang, force=capital, number=number, counts=_list(counts, lang))


def _remarks(evaluation: Evaluation, lang: Language) -> Iterable[str]:
    contradicted, undated = len(evaluation.contradictions), len(evaluation.undated)
    if _BY_MARGIN & {row.label.value for row in evaluation.rows}:
        yield _words("margin", lang, margin=f"{evaluation.margin.normalize():f}")
    if contradicted:
        yield _words("contradicted", lang, count=contradicted)
    if undated:
        yield _words("left_out", lang, count=Count(undated))


# --- HTML -----------------------------------------------------------------------------------------

# Beside the style of tables: groups in one table, and sentences.
_STYLE: Final = (
    ".tjstats .report{max-width:70em;line-height:1.45}"
    ".tjstats .report div{margin-bottom:1.5em}"
    ".tjstats .report table{width:100%}"
    ".tjstats.tjstats .report th[colspan]{padding-top:1em;font-weight:600}"
    ".tjstats .report td,.tjstats .report th{min-width:5em}"
)


def report_html(evaluation: Evaluation, lang: Language) -> str:
    """The report as HTML: one table of all groups, so that their columns are aligned."""
    heading, summary, *_ = report_parts(evaluation, lang)
    parts = (
        f"<h2>{escape(str(heading))}</h2><p>{escape(str(summary))}</p>",
        _section(_contradictions(evaluation, lang)),
        _grouped(evaluation, lang),
        _section(_open(evaluation, lang)),
        _section(_sources(evaluation.rows, lang)),
    )
    shown = f'<div class="report">{"".join(parts)}</div>'
    return region(str(heading), f"<style>{STYLE}{_STYLE}</style>{shown}")


def _grouped(evaluation: Evaluation, lang: Language) -> str:
    """The targets of all groups, each group under its name."""
    groups = [(name, alike) for name, alike in _groups(evaluation, lang) if alike]
    cells = _Cells(evaluation.is_final, evaluation.names, lang)
    rows = tuple(cells.of(row) for _, alike in groups for row in alike)
    heads = [None if place else name for name, alike in groups for place in range(len(alike))]
    header = tuple(_TEXTS[column][lang] for column in _COLUMNS)
    return f"<div>{Table(header, rows).without_empty().bare_html(heads)}</div>"


def _section(table: Table) -> str:
    """A table with its caption as a heading; nothing if it has no rows."""
    if not table.rows:
        return ""
    heading = escape(table.caption.removeprefix("■ "))
    return f"<h3>{heading}</h3><div>{evolve(table, caption='').bare_html()}</div>"


# --- tables ---------------------------------------------------------------------------------------

_COLUMNS: Final = ("indicator", "base", "reached", "target", "class", "progress", "left")


def target_table(
    evaluation: Evaluation, rows: Sequence[EvaluationRow], lang: Language, caption: str = ""
) -> Table:
    """One row per target: its base, its latest figure, the target, and its class."""
    header = tuple(_TEXTS[column][lang] for column in _COLUMNS)
    cells = _Cells(evaluation.is_final, evaluation.names, lang)
    return Table(
        header, tuple(map(cells.of, rows)), caption or heading(evaluation, lang)
    ).without_empty()


class _Cells(NamedTuple):
    """What the cells of the targets of an evaluation have in common."""

    is_final: bool
    names: Names
    lang: Language

    def of(self, row: EvaluationRow) -> tuple[str, ...]:
        """The cells of a target."""
        lang = self.lang
        return (
            self.names.name(row.target, lang),
            _observed(row.base, lang),
            _observed(_reached(row), lang),
            target_text(row.target, lang),
            value_text(row.label, lang) + _status(row, lang),
            _gap(row, lang) if row.attainment.final else _progress(row, lang),
            "" if self.is_final else _left(row, lang),
        )


def _reached(row: EvaluationRow) -> Observation | None:
    """The observation compared with the target: the total, mean or compound change so far, or the
    last level.
    """
    if row.attainment.final or row.latest is None:
        return row.attainment.observation or row.latest
    so_far = None if row.remaining is None else row.remaining.so_far
    return so_far or row.attainment.observation or row.latest


def _observed(observation: Observation | None, lang: Language) -> str:
    """A level, change or growth with its time."""
    if observation is None or observation.figure is None:
        return ""
    figure = observation.figure
    text = figure.brief(lang) if observation.base is None else signed(figure, lang)
    return text + bracketed(time_text(observation.period, lang), lang)


def _status(row: EvaluationRow, lang: Language) -> str:
    """The kind of evidence, unless it is simply published."""
    return "" if row.evidence is None else bracketed(STATUS_TEXTS[row.evidence][lang], lang)


def _gap(row: EvaluationRow, lang: Language) -> str:
    gap, reached = row.attainment.gap, row.attainment.observation
    if gap is None or not gap.value:
        return ""
    gap = gap if reached is None else gap._like(reached.figure)
    if gap.value < 0:
        return phrase("short", lang).format(gap=(-gap).brief(lang))
    past = "past_below" if is_below(row.target) else "past"
    past = phrase("inside" if row.label.value == "within" else past, lang)
    return past.format(gap=gap.brief(lang))


def _progress(row: EvaluationRow, lang: Language) -> str:
    left = row.remaining
    if row.latest is None or left is None or left.done is None or left.elapsed is None:
        return ""
    return _words("done", lang, done=left.done.brief(lang), elapsed=left.elapsed.brief(lang))


def _left(row: EvaluationRow, lang: Language) -> str:
    """The figure required in each remaining period, or the room below a limit."""
    left = row.remaining
    if left is None:
        return ""
    is_mean = left.room is not None and left.room == left.per_period
    if left.room is not None and not is_mean:
        return _words("room", lang, room=left.room.brief(lang))
    units = _UNITS.get(left.left[0].months or 0) if left.left else None
    if left.per_period is None or units is None:
        return figure_text(left.per_period, lang)
    facts = {"each": left.per_period.brief(lang), "unit": units[lang == "zh"]}
    return _words("at_most" if is_mean else "each", lang, **facts)


def _groups(evaluation: Evaluation, lang: Language) -> Iterable[tuple[str, list[EvaluationRow]]]:
    """The targets of each named group, and the others without a name."""
    known: dict[str, list[EvaluationRow]] = {group.code: [] for group in evaluation.groups}
    others: list[EvaluationRow] = []
    for row in evaluation.rows:
        known.get(row.target.indicator.group, others).append(row)
    yield from ((group.name(lang), known[group.code]) for group in evaluation.groups)
    yield "", others


def _group_tables(evaluation: Evaluation, lang: Language) -> Iterable[Table]:
    for name, rows in _groups(evaluation, lang):
        if rows:
            yield target_table(evaluation, rows, lang, f"■ {name or _TEXTS['targets'][lang]}")


def _contradictions(evaluation: Evaluation, lang: Language) -> Table:
    header = tuple(_TEXTS[name][lang] for name in ("indicator", "target", "stated", "found"))
    names = evaluation.names
    rows = tuple(
        (
            names.name(row.target, lang),
            target_text(row.target, lang),
            published_text(row.published_verdict, row.attainment.published, lang),
            joined([value_text(row.label, lang), _observed(_reached(row), lang)], lang),
        )
        for row in evaluation.contradictions
    )
    return Table(header, rows, f"■ {_TEXTS['contradictions'][lang]}")


def _open(evaluation: Evaluation, lang: Language) -> Table:
    header = tuple(_TEXTS[name][lang] for name in ("indicator", "target", "reason", "stated"))
    names = evaluation.names
    rows = tuple(
        (
            names.name(row.target, lang),
            target_text(row.target, lang),
            row.reason.text(lang) if row.reason else "",
            published_text(row.published_verdict, row.attainment.published, lang),
        )
        for row in evaluation.rows
        if row.label.value in ("unknown", "no_number")
    )
    return Table(header, rows, f"■ {_TEXTS['open_targets'][lang]}").without_empty()


def _sources(rows: Iterable[EvaluationRow], lang: Language) -> Table:
    sources = {row.source.code: row.source for row in rows if row.source is not None}
    header = tuple(_TEXTS[name][lang] for name in ("source", "date"))
    texts = tuple(
        (
            ", ".join(filter(None, (source.publisher, source.title))) or source.code,
            "" if source.published is None else time_text(source.published, lang),
        )
        for source in sources.values()
    )
    return Table(header, texts, f"■ {_TEXTS['sources'][lang]}")
