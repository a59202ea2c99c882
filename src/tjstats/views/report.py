"""The report on a dataset, as text: its figures by group with growth, targets and verdicts, the
claims, what stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, TypeGuard

from tjstats.questions.attainment import Attainment
from tjstats.questions.claims import Verification
from tjstats.questions.growth import Growth
from tjstats.questions.review import Review, Share, review
from tjstats.records.classifications import STATUS_TEXTS, Measure
from tjstats.records.datasets import Dataset, DatasetEntry, Group
from tjstats.records.publication import Observation, Source
from tjstats.tables import Table, wrapped
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Time
from tjstats.values.verdicts import Verdict
from tjstats.views.plans import plans_table
from tjstats.views.text import bracketed, phrase, signed, target_text, time_text

__all__ = ["checks", "report"]

WIDTH = 100
_COLUMNS = ("indicator", "figure", "period", "change", "target", "verdict")


def report(dataset: Dataset, lang: str = "en", width: int = WIDTH) -> str:
    """The report as lines of at most *width* terminal cells, *lang* "en" or "zh"."""
    answers = review(dataset)
    head = (dataset.name(lang), _summary(answers, lang))
    parts = ["\n".join(line for text in head for line in wrapped(text, width))]
    for group in dataset.groups or _groups(dataset):
        rows = [row for entry in dataset.group(group.code) for row in _rows(entry, answers, lang)]
        if rows:
            header = tuple(phrase(column, lang) for column in _COLUMNS)
            parts.append(
                Table(header, tuple(rows), f"■ {group.name(lang)}").without_empty().text(width)
            )
    plans = plans_table(dataset, lang=lang, answers=answers)
    parts += [plans.text(width)] if plans.rows else []
    claims = _claims(answers, lang)
    parts += [claims.text(width)] if claims.rows else []
    unjudged = _unjudged(answers, lang)
    parts += [unjudged.text(width)] if unjudged.rows else []
    sources = "\n".join(
        f"  {line}"
        for source in dataset.sources
        for line in wrapped(_source(source, lang), width - 2)
    )
    parts.append(f"■ {phrase('sources', lang)}\n{sources}")
    return "\n\n".join(parts)


def _groups(dataset: Dataset) -> tuple[Group, ...]:
    return tuple(Group(code) for code in dict.fromkeys(i.group for i in dataset.indicators))


def _summary(answers: Review, lang: str) -> str:
    counts, checked = answers.verdicts, [v.verdict for v in answers.verifications]
    return phrase("summary", lang).format(
        targets=len(answers.attainments),
        yes=counts.get(Verdict.YES, 0),
        no=counts.get(Verdict.NO, 0),
        unknown=counts.get(Verdict.UNKNOWN, 0),
        claims=len(checked),
        consistent=checked.count(Verdict.YES),
        inconsistent=checked.count(Verdict.NO),
        open=checked.count(Verdict.UNKNOWN),
    )


def _source(source: Source, lang: str) -> str:
    published = "" if source.published is None else time_text(source.published, lang)
    return (
        ", ".join(part for part in (source.publisher, source.title, published) if part)
        or source.code
    )


# --- one group ------------------------------------------------------------------------------------


def _rows(entry: DatasetEntry, answers: Review, lang: str) -> Iterator[tuple[str, ...]]:
    """One row for the latest printed figure of an indicator, with its target; one more for each
    further target.
    """
    printed = [o for o in entry.observations if not o.computed]
    latest = _latest([o for o in printed if o.figure is not None]) or _latest(printed)
    judged = [a for a in answers.attainments if a.target.indicator == entry.indicator]
    shares = [s for s in answers.shares if s.part is latest]
    first = judged.pop(0) if judged else None
    shown = (
        ("", "", "")
        if latest is None
        else (_figure(latest, lang), time_text(latest.period, lang), "")
    )
    change = _change(entry, latest, shares, lang)
    yield (
        entry.indicator.name(lang),
        shown[0],
        shown[1],
        change,
        _target(first, latest, lang),
        _verdict(first, lang),
    )
    for more in judged:
        yield "", "", "", "", _target(more, latest, lang), _verdict(more, lang)


def _latest(observations: list[Observation]) -> Observation | None:
    """The one that ends last; of those a value before a change, and the shortest."""
    return max(
        observations, key=lambda o: (*_ends(o.period), o.measure is Measure.VALUE), default=None
    )


def _ends(time: Time) -> tuple[date, date]:
    return (time.date, time.date) if isinstance(time, AsOf) else (time.end, time.start)


def _figure(observation: Observation, lang: str) -> str:
    """The figure as printed in the language of the report, else in its words."""
    if observation.figure is None:
        return STATUS_TEXTS[observation.status][lang]
    text = (
        observation.printed
        if lang == "zh" and _chinese(observation.printed)
        else observation.figure.text(lang)
    )
    if observation.measure is Measure.AVERAGE_GROWTH:
        text = text if lang == "zh" else f"{text} {phrase('a_year', lang)}"
    elif observation.base is not None:
        text += bracketed(
            phrase("on_base", lang).format(time=time_text(observation.base, lang)), lang
        )
    status = STATUS_TEXTS[observation.status][lang]
    return text + (bracketed(status, lang) if status else "")


def _change(entry: DatasetEntry, latest: Observation | None, shares: list[Share], lang: str) -> str:
    """Growth computed from the levels, beside the change or growth printed; the share of the
    whole.
    """
    parts = []
    stated = [o for o in entry.observations if o.measure is not Measure.VALUE and o is not latest]
    stated = [o for o in stated if latest is None or o.period == latest.period]
    earlier = [o for o in entry.observations if latest is not None and _comparable(latest, o)]
    base = _latest([o for o in earlier if _two_sided(o)]) or _latest(earlier)
    if latest is not None and base is not None:
        start = base.figure.text(lang) if base.figure is not None else ""
        derived = phrase("derived", lang) if base.computed else ""
        start = (
            phrase("from", lang).format(figure=start, time=time_text(base.period, lang)) + derived
        )
        parts.append(f"{_signed(Growth(latest, base), lang)}{bracketed(start, lang)}")
    parts += [bracketed(_printed(o, lang), lang, square=True).strip() for o in stated]
    parts += [
        f"{s.share.text(lang)} {phrase('of', lang)} {s.whole.indicator.name(lang)}"
        for s in shares
        if s.share and lang == "en"
    ]
    parts += [
        f"{phrase('of', lang)}{s.whole.indicator.name(lang)}{s.share.text(lang)}"
        for s in shares
        if s.share and lang == "zh"
    ]
    return ("" if lang == "zh" else " ").join(parts)


def _chinese(printed: str | None) -> TypeGuard[str]:
    """Whether words are printed in Chinese: not in kana, not in English."""
    return bool(printed) and re.search(r"[\u3040-\u30ff]|[A-Za-z]{3}", str(printed)) is None


def _two_sided(observation: Observation) -> bool:
    """Whether growth from it has two ends as well."""
    bounds = None if observation.figure is None else observation.figure.bounds
    return bounds is not None and bounds.lower is not None and bounds.upper is not None


def _comparable(latest: Observation, other: Observation) -> bool:
    same = (other.measure, other.area, other.scope, other.basis) == (
        latest.measure,
        latest.area,
        latest.scope,
        latest.basis,
    )
    if latest.measure not in (Measure.VALUE, Measure.AVERAGE_GROWTH):
        return False
    if not same or other.figure is None or type(other.period) is not type(latest.period):
        return False
    return other.period < latest.period and getattr(other.period, "months", None) == getattr(
        latest.period, "months", None
    )


def _signed(g: Growth, lang: str) -> str:
    shown = g.change if g.in_points else g.rate
    if shown is None:
        return g.reason.text(lang) if g.reason else ""
    return signed(shown, lang)


def _printed(observation: Observation, lang: str) -> str:
    figure = observation.figure
    if lang == "zh" and _chinese(observation.printed):
        return observation.printed
    if figure is None:
        return ""
    yearly = f" {phrase('a_year', lang)}" if observation.measure is Measure.AVERAGE_GROWTH else ""
    return signed(figure, lang) + yearly


PUBLISHED_EN: Final[dict[Verdict | None, str]] = {
    Verdict.YES: "met",
    Verdict.NO: "missed",
    Verdict.UNKNOWN: "unclear",
}


def _target(judged: Attainment | None, latest: Observation | None, lang: str) -> str:
    """What is asked, and for when, unless that is the time of the figure beside it."""
    if judged is None:
        return ""
    time = judged.target.period
    beside = latest is not None and time == latest.period
    return target_text(judged.target, lang) + (
        "" if beside else bracketed(time_text(time, lang), lang)
    )


def _verdict(judged: Attainment | None, lang: str) -> str:
    if judged is None:
        return ""
    words = judged.target.published_verdict
    if words and lang != "zh":
        words = PUBLISHED_EN[judged.published]
    said = bracketed(f"{phrase('published', lang)}{words}", lang, square=True) if words else ""
    return (
        judged.text(lang) if judged.verdict is not Verdict.UNKNOWN else Verdict.UNKNOWN.text(lang)
    ) + said


# --- claims and what stays open -------------------------------------------------------------------


def _claims(answers: Review, lang: str) -> Table:
    header = tuple(phrase(column, lang) for column in ("indicator", "printed", "implied", "result"))
    rows = tuple(
        _claim_row(v, lang) for v in answers.verifications if v.verdict is not Verdict.UNKNOWN
    )
    return Table(header, rows, f"■ {phrase('claims', lang)}")


def _claim_row(checked: Verification, lang: str) -> tuple[str, ...]:
    implied = "" if checked.implied is None else f"{checked.implied.text(lang)} {_between(checked)}"
    stated = checked.claim.reported
    name = stated.indicator.name(lang) if isinstance(stated, Observation) else str(checked.claim)
    printed = _printed(stated, lang) if isinstance(stated, Observation) else stated.text(lang)
    return name, printed, implied, checked.text(lang)


def _between(checked: Verification) -> str:
    """The range implied, to two decimals more than the print."""
    bounds, reported = checked.range, checked.reported
    if (
        bounds is None
        or reported is None
        or reported.decimals is None
        or bounds.lower is None
        or bounds.upper is None
    ):
        return ""
    places = max(reported.decimals, 0) + 1
    low, high = (
        f"{Figure(f'{end:.{places}f}', reported.unit).value}"
        for end in (bounds.lower, bounds.upper)
    )
    return f"[{low}, {high}]"


def _unjudged(answers: Review, lang: str) -> Table:
    rows = []
    for judged in answers.attainments:
        if judged.verdict is Verdict.UNKNOWN:
            target = judged.target
            what = target.printed or target.published_verdict or ""
            name = target.indicator.name(lang) + bracketed(time_text(target.period, lang), lang)
            rows.append((name, what, judged.reason.text(lang) if judged.reason else ""))
    for checked in answers.verifications:
        if checked.verdict is Verdict.UNKNOWN:
            name, printed, *_ = _claim_row(checked, lang)
            rows.append((name, printed, checked.reason.text(lang) if checked.reason else ""))
    rows = _together(rows, lang)
    header = (phrase("what", lang), phrase("printed", lang), phrase("reason", lang))
    return Table(header, tuple(rows), f"■ {phrase('open', lang)}")


def _together(rows: Iterable[tuple[str, str, str]], lang: str) -> list[tuple[str, str, str]]:
    """One row for all that is open on one indicator for one reason."""
    joined: dict[tuple[str, str], list[str]] = {}
    for name, what, reason in rows:
        joined.setdefault((name, reason), []).append(what)
    between = {"en": "; ", "zh": "；"}[lang]
    return [
        (name, between.join(filter(None, whats)), reason)
        for (name, reason), whats in joined.items()
    ]


# What a text claims about its own figures, as text: the inconsistent claims first, each with its
# place.


_VERDICT_ORDER: Final = (Verdict.NO, Verdict.YES, Verdict.UNKNOWN)
_HEADINGS: Final = {
    Verdict.NO: "inconsistent",
    Verdict.YES: "consistent",
    Verdict.UNKNOWN: "undecided",
}


def checks(text: str, answers: Sequence[Verification], lang: str = "en", width: int = 100) -> str:
    """The claims of a text by verdict, as lines of at most *width* terminal cells; places are
    line:column, from 1.
    """
    by_verdict = {
        verdict: [a for a in answers if a.verdict is verdict] for verdict in _VERDICT_ORDER
    }
    counts = {_HEADINGS[verdict]: len(found) for verdict, found in by_verdict.items()}
    parts = [phrase("checked", lang).format(claims=len(answers), **counts)]
    header = (
        phrase("place", lang),
        phrase("claim", lang),
        phrase("printed", lang),
        phrase("implied_by", lang),
    )
    lines = _line_starts(text)
    for verdict, found in by_verdict.items():
        if found:
            rows = tuple(
                (_place(lines, a), str(a.claim), _reported(a, lang), _implied(a, lang))
                for a in found
            )
            parts.append(
                Table(header, rows, f"■ {phrase(_HEADINGS[verdict], lang)}")
                .without_empty()
                .text(width)
            )
    return "\n\n".join(parts)


def _line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _place(lines: list[int], answer: Verification) -> str:
    """Line and column of the first reading of an answer."""
    start = min((reading.start for reading in answer.readings), default=0)
    line = bisect_right(lines, start)
    return f"{line}:{start - lines[line - 1] + 1}"


def _reported(answer: Verification, lang: str) -> str:
    return "" if answer.reported is None else answer.reported.text(lang)


def _implied(answer: Verification, lang: str) -> str:
    """What would fit, what is implied, or why one cannot tell."""
    if answer.verdict is Verdict.UNKNOWN:
        return answer.reason.text(lang) if answer.reason else ""
    fits = answer.fits if answer.verdict is Verdict.NO else None
    shown = fits or ((answer.implied,) if answer.implied is not None else ())
    return " – ".join(dict.fromkeys(figure.text(lang) for figure in shown))
