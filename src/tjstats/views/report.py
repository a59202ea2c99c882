"""Reports as text: on a dataset, its figures by group with growth, targets and verdicts, its claims
and open questions; on a text, the claims it makes about its own figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, TypeAlias

import attrs

from tjstats.questions.attainment import Attainment
from tjstats.questions.claims import Verification
from tjstats.questions.comparability import same_base
from tjstats.questions.degrees import Degree
from tjstats.questions.evaluation import evaluate
from tjstats.questions.evaluation_report import report_parts, target_table
from tjstats.questions.growth import Growth
from tjstats.questions.phrases import (
    bracketed,
    figure_text,
    joined,
    phrase,
    published_text,
    signed,
    target_text,
    time_text,
    verdict_text,
)
from tjstats.questions.review import Review, Share, review
from tjstats.records.classifications import STATUS_TEXTS, Measure
from tjstats.records.datasets import (
    Dataset,
    DatasetEntry,
    language_of_dataset,
    latest_of,
)
from tjstats.records.naming import Names, by_series
from tjstats.records.publication import Observation
from tjstats.records.targets import Target
from tjstats.records.words import keeps_sign, quoted
from tjstats.tables import Table, wrapped
from tjstats.values.languages import Count, Language, spoken
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.plans import plan
from tjstats.values.verdicts import Reason, Verdict
from tjstats.views.plans import plans_table

__all__ = [
    "WIDTH",
    "answered",
    "check_parts",
    "checks",
    "first_page",
    "further",
    "group_tables",
    "remainder",
    "report",
    "summary",
]

WIDTH: Final = 100
Row: TypeAlias = tuple[str, ...]


def report(dataset: Dataset, lang: Language | None = None, width: int = WIDTH) -> str:
    """The report on a dataset as lines of at most *width* terminal cells."""
    answers, lang = review(dataset), language_of_dataset(dataset, lang)
    tables = (*answered(answers, lang), *group_tables(answers, lang), *remainder(answers, lang))
    parts = (_head(answers, lang, width), *_texts(tables, width), _sources(dataset, lang, width))
    return "\n\n".join(filter(None, parts))


def first_page(
    dataset: Dataset,
    country: Dataset,
    jobs: Dataset,
    lang: Language | None = None,
    width: int = WIDTH,
) -> str:
    """The report on a dataset with, after what it answers, the plans of the *country*: the last one
    judged, new urban *jobs* in three of them side by side, and what remains of the next.
    """
    answers, lang = review(dataset), language_of_dataset(dataset, lang)
    parts = (
        _head(answers, lang, width),
        *_texts(answered(answers, lang), width),
        *_plans(country, jobs, lang, width),
        *_texts(group_tables(answers, lang), width),
        *_texts(remainder(answers, lang), width),
        _sources(dataset, lang, width),
    )
    return "\n\n".join(filter(None, parts))


def _head(answers: Review, lang: Language, width: int) -> str:
    """The name of the dataset, and the counts."""
    head = (answers.dataset.name(lang), *summary(answers, lang))
    return "\n".join(line for text in head for line in wrapped(text, width))


def _texts(tables: Iterable[Table], width: int) -> Iterable[str]:
    return (table.text(width) for table in tables)


def answered(answers: Review, lang: Language) -> Iterable[Table]:
    """What the dataset answers: the targets with a number, the changes, and the claims."""
    tables = _numbered(answers, lang), _changes(answers, lang), _claims(answers, lang)
    return (table for table in tables if table.rows)


def remainder(answers: Review, lang: Language) -> Iterable[Table]:
    """The plans side by side, the aims, and what stays open."""
    tables = (
        plans_table(answers.dataset, lang=lang, answers=answers),
        _aims(answers, lang),
        _open_questions(answers, lang),
    )
    return (table for table in tables if table.rows)


def summary(answers: Review, lang: Language) -> Iterable[str]:
    """The area, if all have one, and the counts: of targets with a number by degree, of aims
    without, of claims by verdict.
    """
    if shared := answers.names.shared(lang):
        yield phrase("sentence", lang).format(shared)
    degrees = Counter(a.degree for a in answers.attainments if a.target.figure is not None)
    verdicts = Counter(v.verdict for v in answers.verifications if not _is_base_derived(v))
    if degrees:
        yield _degree_counts(degrees, lang)
    yield from _aim_counts(answers, lang)
    if verdicts:
        yield phrase("claims_counts", lang).format(
            number=Count(verdicts.total()),
            consistent=verdicts[Verdict.YES],
            inconsistent=verdicts[Verdict.NO],
            open=verdicts[Verdict.UNKNOWN],
        )


def _aim_counts(answers: Review, lang: Language) -> Iterable[str]:
    aims = [a for a in answers.attainments if a.target.figure is None]
    if aims:
        reached = sum(a.published is Verdict.YES for a in aims)
        yield phrase("aims_counts", lang).format(number=Count(len(aims)), reached=reached)


def _degree_counts(degrees: Counter[Degree | None], lang: Language) -> str:
    counts = [
        phrase("count", lang).format(count=degrees[kind], label=_degree_text(kind, lang))
        for kind in _ORDER
        if degrees[kind]
    ]
    facts = {"number": Count(degrees.total()), "counts": phrase("joint", lang).join(counts)}
    return phrase("numbered_counts", lang).format(**facts)


_ORDER: Final = (*Degree, None)


def _degree_text(degree: Degree | None, lang: Language) -> str:
    return Verdict.UNKNOWN.text(lang) if degree is None else degree.text(lang)


def _is_base_derived(checked: Verification) -> bool:
    """Whether the base of a change was derived from the change itself: there is no claim."""
    return checked.reason is Reason.DERIVED_FROM_CLAIM


def _numbered(answers: Review, lang: Language) -> Table:
    """The targets with a number, what was compared, and the verdicts."""
    names = answers.names
    rows = tuple(
        (
            names.name(a.target, lang),
            target_text(a.target, lang) + bracketed(time_text(a.target.period, lang), lang),
            _compared(a, lang),
            _verdict(a, lang),
        )
        for a in answers.attainments
        if a.target.figure is not None
    )
    header = tuple(phrase(key, lang) for key in ("indicator", "target", "compared", "verdict"))
    return Table(header, rows, f"■ {phrase('numbered', lang)}").without_empty()


def _compared(attainment: Attainment, lang: Language) -> str:
    """What a target was compared with, and its time unless that is the time of the target."""
    compared = attainment.observation
    if compared is None:
        return ""
    time = "" if compared.period == attainment.target.period else time_text(compared.period, lang)
    return _observed(compared, lang) + bracketed(time, lang)


def _changes(answers: Review, lang: Language) -> Table:
    """The changes from one level to the next: computed, and as printed."""
    entries = _entries(answers.dataset, answers, lang)
    latest_levels = ((entry, entry.latest, _base(entry)) for entry in entries)
    rows = [
        _change_row(entry, latest, base, lang)
        for entry, latest, base in latest_levels
        if latest is not None and base is not None
    ]
    columns = ("indicator", "from_level", "to_level", "computed", "printed")
    header = tuple(phrase(column, lang) for column in columns)
    return Table(header, tuple(rows), f"■ {phrase('changes', lang)}").without_empty()


def _change_row(entry: _Entry, latest: Observation, base: Observation, lang: Language) -> Row:
    stated = [o for o in entry.observations if o.measure is not Measure.VALUE and o is not latest]
    printed = (_beside(o, latest, lang).strip("[]［］") for o in stated)
    return (
        entry.name,
        _dated(base, lang) + (phrase("derived", lang) if base.computed else ""),
        _dated(latest, lang),
        _grown(Growth(latest, base), lang, _decimals(stated, latest)),
        joined(printed, lang),
    )


def _dated(observation: Observation, lang: Language) -> str:
    time = bracketed(time_text(observation.period, lang), lang)
    return figure_text(observation.figure, lang) + time


def _aims(answers: Review, lang: Language) -> Table:
    """The aims without a number, with their words in Chinese, and the verdict published."""
    names = answers.names
    rows = tuple(
        (
            names.name(a.target, lang),
            quoted(a.target.printed, lang) if lang == "zh" else "",
            time_text(a.target.period, lang),
            _published(a, lang),
        )
        for a in answers.attainments
        if a.target.figure is None
    )
    header = tuple(phrase(key, lang) for key in ("indicator", "printed", "period", "verdict"))
    return Table(header, rows, f"■ {phrase('aims', lang)}").without_empty()


def _plans(country: Dataset, jobs: Dataset, lang: Language, width: int) -> Iterable[str]:
    """The plans of a country on the day of the last publication in its dataset."""
    dates = [source.published.end for source in country.sources if source.published is not None]
    if not dates:
        return
    last, following = (evaluate(country, plan(number), AsOf(max(dates))) for number in (14, 15))
    heading, sentences, *_ = report_parts(last, lang)
    texts = (wrapped(str(text), width) for text in (f"■ {heading}", sentences))
    yield "\n".join(line for lines in texts for line in lines)
    yield plans_table(jobs, ["employment.new_urban_jobs"], lang).text(width)
    rows = [row for row in following.rows if row.figure is not None]
    title = f"■ {report_parts(following, lang)[0]}"
    yield target_table(following, rows, lang, title).text(width)


def _sources(dataset: Dataset, lang: Language, width: int) -> str:
    texts = (source.text(lang) for source in dataset.sources)
    lines = (f"  {line}" for text in texts for line in wrapped(text, width - 2))
    return "\n".join([f"■ {phrase('sources', lang)}", *lines]) if dataset.sources else ""


# --- the figures of a group -----------------------------------------------------------------------

_COLUMNS: Final = ("indicator", "figure", "period", "change", "target", "verdict")


@attrs.frozen
class _Entry:
    """The records of one series, with the answers about it; `latest` is its latest printed level,
    or change if there is no level.
    """

    name: str
    observations: tuple[Observation, ...]
    latest: Observation | None
    attainments: tuple[Attainment, ...]
    shares: tuple[Share, ...]

    @classmethod
    def of(
        cls,
        name: Callable[[Observation | Target], str],
        observations: Sequence[Observation],
        attainments: Sequence[Attainment],
        shares: Iterable[Share],
    ) -> _Entry:
        latest = latest_of(o for o in observations if not o.computed)
        targets = (attainment.target for attainment in attainments)
        records: tuple[Observation | Target, ...] = (*observations, *targets)
        own = (share for share in shares if share.part is latest)
        return cls(
            name(latest or records[0]), tuple(observations), latest, tuple(attainments), tuple(own)
        )


def _entries(entries: Iterable[DatasetEntry], answers: Review, lang: Language) -> Iterator[_Entry]:
    """The series of indicators, in order."""
    names, answer = answers.names, {id(a.target): a for a in answers.attainments}
    shares: dict[str, list[Share]] = {}
    for share in answers.shares:
        if share.share is not None:
            shares.setdefault(share.part.indicator.code, []).append(share)
    for entry in entries:
        judged = ((target, answer[id(target)].observation) for target in entry.targets)
        parts = shares.get(entry.indicator.code, ())
        for observations, targets in by_series(entry.observations, judged).values():
            own = [answer[id(target)] for target in targets]
            yield _Entry.of(partial(names.name, lang=lang), observations, own, parts)


def group_tables(answers: Review, lang: Language) -> Iterable[Table]:
    """The figures by group, with their changes and targets; in one table if no group is named."""
    dataset = answers.dataset
    groups = [(dataset.group(group.code), group.name(lang)) for group in dataset.groups]
    header = tuple(phrase(column, lang) for column in _COLUMNS)
    for group, name in groups or [(tuple(dataset), phrase("figures", lang))]:
        rows = [row for each in _entries(group, answers, lang) for row in _entry_rows(each, lang)]
        yield Table(header, tuple(rows), f"■ {name}").without_empty()


def further(answers: Review, lang: Language) -> Iterable[Table]:
    """All observations besides the latest of each series, one row for each series."""
    rows = [
        (each.name, joined(dict.fromkeys(_at_time(o, lang) for o in others), lang))
        for each in _entries(answers.dataset, answers, lang)
        if (others := [o for o in each.observations if o is not each.latest])
    ]
    header = phrase("indicator", lang), phrase("figures", lang)
    return (Table(header, tuple(rows), f"■ {phrase('further', lang)}"),) if rows else ()


def _at_time(observation: Observation, lang: Language) -> str:
    """A figure after its time."""
    time = time_text(observation.period, lang)
    return phrase("at_time", lang).format(time=time, figure=_observed(observation, lang))


def _entry_rows(entry: _Entry, lang: Language) -> list[Row]:
    """A row for the latest printed figure of a series with its target, and one for each further
    target.
    """
    name, latest = entry.name, entry.latest
    figure = "" if latest is None else _observed(latest, lang)
    period = "" if latest is None else time_text(latest.period, lang)
    targets = [(_target(a, latest, lang), _verdict(a, lang)) for a in entry.attainments]
    first, *more = targets or [("", "")]
    head = (name, figure, period, _change(entry, lang), *first)
    return [head, *((name, "", "", "", *target) for target in more)]


def _observed(observation: Observation, lang: Language) -> str:
    """The figure of an observation, with base and status; the printed words if they are in the
    language of the report.
    """
    status = STATUS_TEXTS[observation.status][lang]
    if observation.figure is None:
        return status
    text = _words(observation, lang) or _averaged(observation, observation.figure.text(lang), lang)
    return text + _on_base(observation, lang) + bracketed(status, lang)


def _on_base(observation: Observation, lang: Language) -> str:
    """The base of a change that is no average, in brackets."""
    if observation.base is None or observation.measure is Measure.AVERAGE_GROWTH:
        return ""
    time = time_text(observation.base, lang)
    return bracketed(phrase("on_base", lang).format(time=time), lang)


def _averaged(observation: Observation, figure: str, lang: Language) -> str:
    """The figure of an observation, marked "a year" if it is an average rate."""
    average = observation.measure is Measure.AVERAGE_GROWTH
    return phrase("average_growth", lang).format(figure=figure) if average else figure


def _words(observation: Observation, lang: Language) -> str:
    """The printed words if they are in the language of the report and keep the sign of the figure,
    else nothing.
    """
    shows = lang == "zh" and keeps_sign(observation)
    return quoted(observation.printed, lang) if shows else ""


def _change(entry: _Entry, lang: Language) -> str:
    """Growth computed from the levels, the change or growth printed for the same time or since, and
    the share of the whole.
    """
    stated = [o for o in entry.observations if o.measure is not Measure.VALUE]
    printed = (_beside(o, entry.latest, lang) for o in stated if o is not entry.latest)
    shares = (_share(share, lang) for share in entry.shares)
    return ("" if lang == "zh" else " ").join(
        filter(None, (_computed(entry, lang), *printed, *shares))
    )


def _beside(stated: Observation, latest: Observation | None, lang: Language) -> str:
    """A printed change in square brackets, if it is for the time of the latest figure, or for a
    later time, which is then shown.
    """
    if latest is None or same_base(stated.period, latest.period):
        return bracketed(_stated(stated, lang), lang, "square").strip()
    if latest.measure is not Measure.VALUE or stated.period.end <= latest.period.end:
        return ""
    time = bracketed(time_text(stated.period, lang), lang)
    return bracketed(_stated(stated, lang) + time, lang, "square").strip()


def _base(entry: _Entry) -> Observation | None:
    """The figure before the latest one, with two ends if there is such."""
    latest = entry.latest
    if latest is None:
        return None
    earlier = [o for o in entry.observations if _is_base(o, latest)]
    return latest_of(filter(_has_two_ends, earlier)) or latest_of(earlier)


def _computed(entry: _Entry, lang: Language) -> str:
    """Growth of the latest figure from the previous one, which is named."""
    latest, base = entry.latest, _base(entry)
    if latest is None or base is None:
        return ""
    level, time = figure_text(base.figure, lang), time_text(base.period, lang)
    origin = phrase("from", lang).format(figure=level, time=time)
    derived = phrase("derived", lang) if base.computed else ""
    stated = [o for o in entry.observations if o.measure is not Measure.VALUE]
    grown = _grown(Growth(latest, base), lang, _decimals(stated, latest))
    return grown + bracketed(origin + derived, lang)


def _decimals(stated: Iterable[Observation], latest: Observation) -> int:
    """The most decimals of the changes that are printed for the time of the latest figure."""
    beside = (o.figure for o in stated if o.figure and same_base(o.period, latest.period))
    return max((figure.decimals or 0 for figure in beside), default=0)


def _grown(growth: Growth, lang: Language, least: int) -> str:
    result = growth.change if growth.in_points else growth.rate
    if result is None:
        return growth.reason.text(lang) if growth.reason else ""
    return signed(result, lang, least)


def _share(share: Share, lang: Language) -> str:
    words = phrase("share_of", lang)
    return words.format(
        share=figure_text(share.share, lang), whole=share.whole.indicator.name(lang)
    )


def _has_two_ends(observation: Observation) -> bool:
    """Whether growth from it has two ends."""
    bounds = None if observation.figure is None else observation.figure.bounds
    return bounds is not None and bounds.lower is not None and bounds.upper is not None


_ALIKE: Final = ("measure", "area", "scope", "basis")


def _is_base(other: Observation, latest: Observation) -> bool:
    """Whether *latest* can be compared with it."""
    if latest.measure not in (Measure.VALUE, Measure.AVERAGE_GROWTH) or other.figure is None:
        return False
    alike = all(getattr(other, field) == getattr(latest, field) for field in _ALIKE)
    return alike and _is_before(other.period, latest.period)


def _is_before(time: Time, latest: Time) -> bool:
    """Whether a time of the same kind and length is earlier."""
    if isinstance(time, Period) and isinstance(latest, Period):
        return time.months == latest.months and time < latest
    return type(time) is type(latest) and time.end < latest.end


def _stated(observation: Observation, lang: Language) -> str:
    """A printed change or growth, in its words if they are in the language of the report."""
    words, figure = _words(observation, lang), observation.figure
    if words or figure is None:
        return words
    factor = observation.measure is Measure.FACTOR
    text = figure.text(lang) if factor else signed(figure, lang)
    return _averaged(observation, text, lang)


def _target(attainment: Attainment, latest: Observation | None, lang: Language) -> str:
    """The target, and its time unless that is the time of the figure in the same row."""
    time = attainment.target.period
    beside = latest is not None and time == latest.period
    return target_text(attainment.target, lang) + (
        "" if beside else bracketed(time_text(time, lang), lang)
    )


def _verdict(attainment: Attainment, lang: Language) -> str:
    """The computed verdict, followed by the published one."""
    words = _published(attainment, lang)
    published = f"{phrase('published', lang)}{words}" if words else ""
    return verdict_text(attainment, lang) + bracketed(published, lang, "square")


def _published(attainment: Attainment, lang: Language) -> str:
    """The published verdict: its words in Chinese, what they mean in English."""
    return published_text(attainment.target.published_verdict, attainment.published, lang)


# --- the claims of a dataset, and open questions --------------------------------------------------


def _claims(answers: Review, lang: Language) -> Table:
    columns = ("indicator", "period", "printed", "implied", "result")
    header = tuple(phrase(column, lang) for column in columns)
    decided = (v for v in answers.verifications if v.verdict is not Verdict.UNKNOWN)
    rows = tuple(_claim_row(verification, answers.names, lang) for verification in decided)
    return Table(header, rows, f"■ {phrase('claims', lang)}")


def _claim_row(checked: Verification, names: Names, lang: Language) -> Row:
    implied = " ".join(filter(None, (checked._implied_text(lang), checked.range_text())))
    result = f"{checked.verdict.sign} {checked.text(lang)}"
    return *_claimed(checked, names, lang), implied, result


def _claimed(checked: Verification, names: Names, lang: Language) -> tuple[str, str, str]:
    """The indicator of a claim, its time, and its printed figure with the base."""
    stated = checked.claim.reported
    if not isinstance(stated, Observation):
        return str(checked.claim), "", stated.text(lang)
    time = time_text(stated.period, lang)
    return names.name(stated, lang), time, _stated(stated, lang) + _on_base(stated, lang)


def _open_questions(answers: Review, lang: Language) -> Table:
    """Targets with a number and claims that cannot be decided, with the reason."""
    names = answers.names
    attainments = [a for a in answers.attainments if a.target.figure is not None]
    claims = [v for v in answers.verifications if not _is_base_derived(v)]
    rows = [_open_target(a, names, lang) for a in attainments if a.verdict is Verdict.UNKNOWN]
    rows += [_open_claim(v, names, lang) for v in claims if v.verdict is Verdict.UNKNOWN]
    header = tuple(phrase(column, lang) for column in ("what", "printed", "reason"))
    return Table(header, tuple(_grouped(rows, lang)), f"■ {phrase('open', lang)}")


def _open_claim(checked: Verification, names: Names, lang: Language) -> tuple[str, str, str]:
    name, time, printed = _claimed(checked, names, lang)
    return name + bracketed(time, lang), printed, _reason(checked.reason, lang)


def _open_target(attainment: Attainment, names: Names, lang: Language) -> tuple[str, str, str]:
    target = attainment.target
    when = bracketed(time_text(target.period, lang), lang)
    words = target_text(target, lang)
    return names.name(target, lang) + when, words, _reason(attainment.reason, lang)


def _reason(reason: Reason | None, lang: Language) -> str:
    return "" if reason is None else reason.text(lang)


def _grouped(rows: Iterable[tuple[str, str, str]], lang: Language) -> list[Row]:
    """One row for all open questions about an indicator with the same reason."""
    words: dict[tuple[str, str], list[str]] = {}
    for name, printed, reason in rows:
        words.setdefault((name, reason), []).append(printed)
    return [
        (name, joined(dict.fromkeys(texts), lang), reason)
        for (name, reason), texts in words.items()
    ]


# --- the claims of a text -------------------------------------------------------------------------

# The order of the verdicts in the report, and the heading of each.
_HEADINGS: Final = {
    Verdict.NO: "inconsistent",
    Verdict.YES: "consistent",
    Verdict.UNKNOWN: "undecided",
}


def checks(
    text: str, answers: Sequence[Verification], lang: Language | None = None, width: int = WIDTH
) -> str:
    """The claims of a text by verdict, as lines of at most *width* terminal cells; positions are
    line:column, from 1.
    """
    parts = check_parts(text, answers, spoken(lang, text[:200]))
    return "\n\n".join(part.text(width) if isinstance(part, Table) else part for part in parts)


def check_parts(
    text: str, answers: Sequence[Verification], lang: Language
) -> Iterable[str | Table]:
    """How many claims a text has with each answer, and a table for each answer."""
    by_verdict = {verdict: [a for a in answers if a.verdict is verdict] for verdict in _HEADINGS}
    counts = {_HEADINGS[verdict]: len(checked) for verdict, checked in by_verdict.items()}
    yield phrase("checked", lang).format(claims=Count(len(answers)), **counts)
    header = tuple(
        phrase(column, lang) for column in ("place", "claim", "printed", "implied_by", "reason")
    )
    lines = _line_starts(text)
    for verdict, checked in by_verdict.items():
        rows = tuple(_check_row(answer, lines, lang) for answer in checked)
        heading = f"■ {verdict.sign} {phrase(_HEADINGS[verdict], lang)}"
        if rows:
            yield Table(header, rows, heading).without_empty()


def _check_row(answer: Verification, lines: Sequence[int], lang: Language) -> Row:
    printed = figure_text(answer.reported, lang)
    reason = _reason(answer.reason, lang) if answer.verdict is Verdict.UNKNOWN else ""
    return _place(lines, answer), str(answer.claim), printed, _implied(answer, lang), reason


def _line_starts(text: str) -> list[int]:
    """The offset of each line of a text."""
    return [0, *(newline.end() for newline in re.finditer("\n", text))]


def _place(lines: Sequence[int], answer: Verification) -> str:
    """Line and column of the printed figure that an answer is about."""
    start = 0 if answer.reading is None else answer.reading.start
    line = bisect_right(lines, start)
    return f"{line}:{start - lines[line - 1] + 1}"


def _implied(answer: Verification, lang: Language) -> str:
    """The figures that would fit, or the implied figure."""
    return answer._fitting_text(lang) or answer._implied_text(lang)
