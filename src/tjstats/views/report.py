"""Reports as text: on a dataset, its figures by group with growth, targets and verdicts, its claims
and open questions; on a text, the claims it makes about its own figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, TypeGuard

import attrs

from tjstats.questions.attainment import Attainment
from tjstats.questions.claims import Verification
from tjstats.questions.comparability import same_base
from tjstats.questions.growth import Growth
from tjstats.questions.phrases import (
    bracketed,
    figure_text,
    joined,
    phrase,
    signed,
    target_text,
    time_text,
    verdict_text,
)
from tjstats.questions.review import Review, Share, review
from tjstats.records.classifications import STATUS_TEXTS, Measure
from tjstats.records.datasets import Dataset, DatasetEntry, Group, latest_of
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.records.words import figure_text as record_text
from tjstats.records.words import keeps_sign
from tjstats.tables import Table, wrapped
from tjstats.values.languages import Language, spoken
from tjstats.values.periods import Period, Time
from tjstats.values.verdicts import Verdict
from tjstats.views.plans import plans_table

__all__ = ["WIDTH", "checks", "report"]

WIDTH: Final = 100
Row: TypeAlias = tuple[str, ...]


def report(dataset: Dataset, lang: Language | None = None, width: int = WIDTH) -> str:
    """The report on a dataset as lines of at most *width* terminal cells."""
    lang = spoken(lang, dataset.name("en"))
    answers = review(dataset)
    head = (dataset.name(lang), _summary(answers, lang))
    tables = (
        *_group_tables(dataset, answers, lang),
        plans_table(dataset, lang=lang, answers=answers),
        _claims(answers, lang),
        _open_questions(answers, lang),
    )
    parts = ["\n".join(line for text in head for line in wrapped(text, width))]
    parts += [table.text(width) for table in tables if table.rows]
    parts.append(_sources(dataset, lang, width))
    return "\n\n".join(parts)


def _summary(answers: Review, lang: Language) -> str:
    targets, claims = answers.verdicts, [v.verdict for v in answers.verifications]
    return phrase("summary", lang).format(
        targets=len(answers.attainments),
        yes=targets.get(Verdict.YES, 0),
        no=targets.get(Verdict.NO, 0),
        unknown=targets.get(Verdict.UNKNOWN, 0),
        claims=len(claims),
        consistent=claims.count(Verdict.YES),
        inconsistent=claims.count(Verdict.NO),
        open=claims.count(Verdict.UNKNOWN),
    )


def _sources(dataset: Dataset, lang: Language, width: int) -> str:
    texts = (_source(source, lang) for source in dataset.sources)
    lines = (f"  {line}" for text in texts for line in wrapped(text, width - 2))
    return "\n".join([f"■ {phrase('sources', lang)}", *lines])


def _source(source: Source, lang: Language) -> str:
    published = "" if source.published is None else time_text(source.published, lang)
    return ", ".join(filter(None, (source.publisher, source.title, published))) or source.code


# --- the figures of a group -----------------------------------------------------------------------

_COLUMNS: Final = ("indicator", "figure", "period", "change", "target", "verdict")


@attrs.frozen
class _Entry:
    """The records of one indicator, with the answers about it; `latest` is its latest printed
    level, or change if there is no level.
    """

    indicator: Indicator
    observations: tuple[Observation, ...]
    latest: Observation | None
    attainments: tuple[Attainment, ...]
    shares: tuple[Share, ...]

    @classmethod
    def of(cls, entry: DatasetEntry, answers: Review) -> _Entry:
        latest = latest_of(o for o in entry.observations if not o.computed)
        attainments = (a for a in answers.attainments if a.target.indicator == entry.indicator)
        shares = (s for s in answers.shares if s.part is latest and s.share is not None)
        return cls(entry.indicator, entry.observations, latest, tuple(attainments), tuple(shares))


def _group_tables(dataset: Dataset, answers: Review, lang: Language) -> Iterable[Table]:
    header = tuple(phrase(column, lang) for column in _COLUMNS)
    codes = dict.fromkeys(indicator.group for indicator in dataset.indicators)
    for group in dataset.groups or [Group(code) for code in codes]:
        entries = (_Entry.of(entry, answers) for entry in dataset.group(group.code))
        rows = [row for entry in entries for row in _entry_rows(entry, lang)]
        yield Table(header, tuple(rows), f"■ {group.name(lang)}").without_empty()


def _entry_rows(entry: _Entry, lang: Language) -> list[Row]:
    """A row for the latest printed figure of an indicator with its target, and one for each further
    target.
    """
    name, latest = entry.indicator.name(lang), entry.latest
    figure = "" if latest is None else _observed(latest, lang)
    period = "" if latest is None else time_text(latest.period, lang)
    targets = [(_target(a, latest, lang), _verdict(a, lang)) for a in entry.attainments]
    first, *more = targets or [("", "")]
    head = (name, figure, period, _change(entry, lang), *first)
    return [head, *(("", "", "", "", *target) for target in more)]


def _observed(observation: Observation, lang: Language) -> str:
    """The figure of an observation, with base and status; the printed words if they are in the
    language of the report.
    """
    status = STATUS_TEXTS[observation.status][lang]
    if observation.figure is None:
        return status
    text = _words(observation, lang) or _averaged(observation, observation.figure.text(lang), lang)
    if observation.base is not None and observation.measure is not Measure.AVERAGE_GROWTH:
        base = phrase("on_base", lang).format(time=time_text(observation.base, lang))
        text += bracketed(base, lang)
    return text + bracketed(status, lang)


def _averaged(observation: Observation, figure: str, lang: Language) -> str:
    """The figure of an observation, marked "a year" if it is an average rate."""
    average = observation.measure is Measure.AVERAGE_GROWTH
    return phrase("average_growth", lang).format(figure=figure) if average else figure


def _words(observation: Observation, lang: Language) -> str:
    """The printed words if they are in the language of the report and keep the sign of the figure,
    else nothing.
    """
    printed = observation.printed
    if lang != "zh" or not _is_chinese(printed):
        return ""
    return printed if keeps_sign(observation) else ""


def _is_chinese(printed: str | None) -> TypeGuard[str]:
    """Whether words are printed in Chinese: not in kana, not in English."""
    return bool(printed) and re.search(r"[\u3040-\u30ff]|[A-Za-z]{3}", str(printed)) is None


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


def _computed(entry: _Entry, lang: Language) -> str:
    """Growth of the latest figure from the previous one, which is named."""
    latest = entry.latest
    if latest is None:
        return ""
    earlier = [o for o in entry.observations if _is_base(o, latest)]
    base = latest_of(filter(_has_two_ends, earlier)) or latest_of(earlier)
    if base is None:
        return ""
    level, time = figure_text(base.figure, lang), time_text(base.period, lang)
    origin = phrase("from", lang).format(figure=level, time=time)
    derived = phrase("derived", lang) if base.computed else ""
    return _grown(Growth(latest, base), lang) + bracketed(origin + derived, lang)


def _grown(growth: Growth, lang: Language) -> str:
    result = growth.change if growth.in_points else growth.rate
    if result is None:
        return growth.reason.text(lang) if growth.reason else ""
    return signed(result, lang)


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


PUBLISHED_EN: Final[dict[Verdict | None, str]] = {
    Verdict.YES: "met",
    Verdict.NO: "missed",
    Verdict.UNKNOWN: "unclear",
}


def _target(attainment: Attainment, latest: Observation | None, lang: Language) -> str:
    """The target, and its time unless that is the time of the figure in the same row."""
    time = attainment.target.period
    beside = latest is not None and time == latest.period
    return target_text(attainment.target, lang) + (
        "" if beside else bracketed(time_text(time, lang), lang)
    )


def _verdict(attainment: Attainment, lang: Language) -> str:
    """The computed verdict, followed by the published one."""
    words = attainment.target.published_verdict or ""
    if words and lang != "zh":
        words = PUBLISHED_EN[attainment.published]
    published = f"{phrase('published', lang)}{words}" if words else ""
    return verdict_text(attainment, lang) + bracketed(published, lang, "square")


# --- the claims of a dataset, and open questions --------------------------------------------------


def _claims(answers: Review, lang: Language) -> Table:
    header = tuple(phrase(column, lang) for column in ("indicator", "printed", "implied", "result"))
    decided = (v for v in answers.verifications if v.verdict is not Verdict.UNKNOWN)
    rows = tuple(_claim_row(verification, lang) for verification in decided)
    return Table(header, rows, f"■ {phrase('claims', lang)}")


def _claim_row(checked: Verification, lang: Language) -> Row:
    implied = "" if checked.implied is None else f"{checked.implied.text(lang)} {_between(checked)}"
    return *_claimed(checked, lang), implied, checked.text(lang)


def _claimed(checked: Verification, lang: Language) -> tuple[str, str]:
    """The indicator of a claim, and its printed figure."""
    stated = checked.claim.reported
    if isinstance(stated, Observation):
        return stated.indicator.name(lang), _stated(stated, lang)
    return str(checked.claim), stated.text(lang)


def _between(checked: Verification) -> str:
    """The implied range, with one decimal more than the printed figure."""
    bounds, reported = checked.range, checked.reported
    if bounds is None or reported is None or reported.decimals is None:
        return ""
    if bounds.lower is None or bounds.upper is None:
        return ""
    places = max(reported.decimals, 0) + 1
    return f"[{bounds.lower:.{places}f}, {bounds.upper:.{places}f}]"


def _open_questions(answers: Review, lang: Language) -> Table:
    """Targets and claims that cannot be decided, with the reason."""
    rows: list[tuple[str, str, str]] = []
    for attainment in answers.attainments:
        if attainment.verdict is Verdict.UNKNOWN:
            target, reason = attainment.target, attainment.reason
            when = bracketed(time_text(target.period, lang), lang)
            words = record_text(target, lang) or target.published_verdict or ""
            rows.append(
                (target.indicator.name(lang) + when, words, reason.text(lang) if reason else "")
            )
    for checked in answers.verifications:
        if checked.verdict is Verdict.UNKNOWN:
            reason = checked.reason
            rows.append((*_claimed(checked, lang), reason.text(lang) if reason else ""))
    header = tuple(phrase(column, lang) for column in ("what", "printed", "reason"))
    return Table(header, tuple(_grouped(rows, lang)), f"■ {phrase('open', lang)}")


def _grouped(rows: Iterable[tuple[str, str, str]], lang: Language) -> list[Row]:
    """One row for all open questions about an indicator with the same reason."""
    words: dict[tuple[str, str], list[str]] = {}
    for name, printed, reason in rows:
        words.setdefault((name, reason), []).append(printed)
    return [(name, joined(texts, lang), reason) for (name, reason), texts in words.items()]


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
    lang = spoken(lang, text[:200])
    by_heading = {
        heading: [a for a in answers if a.verdict is verdict]
        for verdict, heading in _HEADINGS.items()
    }
    counts = {heading: len(checked) for heading, checked in by_heading.items()}
    parts = [phrase("checked", lang).format(claims=len(answers), **counts)]
    header = tuple(phrase(column, lang) for column in ("place", "claim", "printed", "implied_by"))
    lines = _line_starts(text)
    for heading, checked in by_heading.items():
        rows = tuple(_check_row(answer, lines, lang) for answer in checked)
        table = Table(header, rows, f"■ {phrase(heading, lang)}")
        parts += [table.without_empty().text(width)] if rows else []
    return "\n\n".join(parts)


def _check_row(answer: Verification, lines: Sequence[int], lang: Language) -> Row:
    printed = figure_text(answer.reported, lang)
    return _place(lines, answer), str(answer.claim), printed, _implied(answer, lang)


def _line_starts(text: str) -> list[int]:
    """The offset of each line of a text."""
    return [0, *(newline.end() for newline in re.finditer("\n", text))]


def _place(lines: Sequence[int], answer: Verification) -> str:
    """Line and column of the first reading of an answer."""
    start = min((reading.start for reading in answer.readings), default=0)
    line = bisect_right(lines, start)
    return f"{line}:{start - lines[line - 1] + 1}"


def _implied(answer: Verification, lang: Language) -> str:
    """The figures that would fit, the implied figure, or the reason why the claim is undecided."""
    if answer.verdict is Verdict.UNKNOWN:
        return answer.reason.text(lang) if answer.reason else ""
    fits = answer.fits if answer.verdict is Verdict.NO else None
    implied = () if answer.implied is None else (answer.implied,)
    return " – ".join(dict.fromkeys(figure.text(lang) for figure in fits or implied))
