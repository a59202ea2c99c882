"""The report on a dataset, as text: its figures by group with growth, targets and verdicts, the claims, what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tjstats.questions.attainment import Attainment
from tjstats.questions.claims import Verification
from tjstats.questions.growth import Growth
from tjstats.questions.review import Review, Share, review
from tjstats.records.classifications import STATUS_TEXTS, Measure
from tjstats.records.datasets import Dataset, DatasetEntry, Group
from tjstats.records.observations import Observation
from tjstats.tables import Table, wrapped
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict
from tjstats.views.phrases import phrase, time_text

__all__ = ["report"]

WIDTH = 100
_COLUMNS = ("indicator", "figure", "period", "change", "target", "verdict")


def report(dataset: Dataset, lang: str = "en", width: int = WIDTH) -> str:
    """The report as lines of at most *width* terminal cells, *lang* "en" or "zh"."""
    answers = review(dataset)
    parts = [f"{dataset.name(lang)}\n{_summary(answers, lang)}"]
    for group in dataset.groups or _groups(dataset):
        rows = [row for entry in dataset.group(group.code) for row in _rows(entry, answers, lang)]
        if rows:
            header = tuple(phrase(column, lang) for column in _COLUMNS)
            parts.append(Table(header, tuple(rows), f"■ {group.name(lang)}").without_empty().text(width))
    parts.append(_claims(answers, lang).text(width))
    parts.append(_unjudged(answers, lang).text(width))
    sources = "\n".join(f"  {line}" for source in dataset.sources for line in wrapped(str(source), width - 2))
    parts.append(f"■ {phrase('sources', lang)}\n{sources}")
    return "\n\n".join(parts)


def _groups(dataset: Dataset) -> tuple[Group, ...]:
    return tuple(Group(code) for code in dict.fromkeys(i.group for i in dataset.indicators))


def _summary(answers: Review, lang: str) -> str:
    counts, checked = answers.verdicts, [v.verdict for v in answers.verifications]
    return phrase("summary", lang).format(
        targets=len(answers.attainments), yes=counts.get(Verdict.YES, 0), no=counts.get(Verdict.NO, 0),
        unknown=counts.get(Verdict.UNKNOWN, 0), claims=len(checked), consistent=checked.count(Verdict.YES),
        inconsistent=checked.count(Verdict.NO), open=checked.count(Verdict.UNKNOWN),
    )  # fmt: skip


# --- one group --------------------------------------------------------------------------------------------------------


def _rows(entry: DatasetEntry, answers: Review, lang: str) -> Iterator[tuple[str, ...]]:
    """One row for the latest printed figure of an indicator, with its target; one more for each further target."""
    printed = [o for o in entry.observations if not o.computed]
    latest = _latest([o for o in printed if o.measure is Measure.VALUE]) or _latest(printed)
    judged = [a for a in answers.attainments if a.target.indicator == entry.indicator]
    shares = [s for s in answers.shares if s.part is latest]
    first = judged.pop(0) if judged else None
    shown = ("", "", "") if latest is None else (_figure(latest, lang), time_text(latest.period, lang), "")
    change = _change(entry, latest, shares, lang)
    yield entry.indicator.name(lang), shown[0], shown[1], change, _target(first, lang), _verdict(first, lang)
    for more in judged:
        yield "", "", "", "", _target(more, lang), _verdict(more, lang)


def _latest(observations: list[Observation]) -> Observation | None:
    return max(observations, key=lambda o: o.period.date if isinstance(o.period, AsOf) else o.period.end, default=None)


def _figure(observation: Observation, lang: str) -> str:
    """The figure as printed; in English its words, since the print is Chinese."""
    if observation.figure is None:
        return STATUS_TEXTS[observation.status][lang]
    text = observation.printed if lang == "zh" and observation.printed else observation.figure.text(lang)
    if observation.measure is Measure.AVERAGE_GROWTH:
        text = text if lang == "zh" else f"{text} {phrase('a_year', lang)}"
    status = STATUS_TEXTS[observation.status][lang]
    return text + (bracketed(status, lang) if status else "")


def _change(entry: DatasetEntry, latest: Observation | None, shares: list[Share], lang: str) -> str:
    """Growth computed from the levels, beside the change or growth printed; the share of the whole."""
    parts = []
    stated = [o for o in entry.observations if o.measure is not Measure.VALUE and o is not latest]
    earlier = [o for o in entry.observations if latest is not None and _comparable(latest, o)]
    if latest is not None and earlier:
        base = earlier[0]
        derived = phrase("derived", lang) if base.computed else ""
        start = base.figure.text(lang) if base.figure is not None else ""
        start = f"{phrase('from', lang)}{start}{derived}"
        parts.append(f"{_signed(Growth(latest, base), lang)}{bracketed(start, lang)}")
    parts += [bracketed(_printed(o, lang), lang, square=True).strip() for o in stated]
    parts += [
        f"{s.share.text(lang)} {phrase('of', lang)} {s.whole.indicator.name(lang)}" for s in shares if s.share and lang == "en"
    ]
    parts += [
        f"{phrase('of', lang)}{s.whole.indicator.name(lang)}{s.share.text(lang)}" for s in shares if s.share and lang == "zh"
    ]
    return ("" if lang == "zh" else " ").join(parts)


def _comparable(latest: Observation, other: Observation) -> bool:
    same = (other.measure, other.area, other.scope, other.basis) == (latest.measure, latest.area, latest.scope, latest.basis)
    return same and type(other.period) is type(latest.period) and other.period < latest.period


def _signed(g: Growth, lang: str) -> str:
    shown = g.change if g.in_points else g.rate
    if shown is None:
        return g.reason.text(lang) if g.reason else ""
    return _plus(shown) + shown.text(lang)


def _plus(figure: Figure) -> str:
    return "+" if figure.value > 0 and figure.qualifier is Qualifier.EXACTLY else ""


def _printed(observation: Observation, lang: str) -> str:
    figure = observation.figure
    if lang == "zh" and observation.printed:
        return observation.printed
    if figure is None:
        return ""
    yearly = f" {phrase('a_year', lang)}" if observation.measure is Measure.AVERAGE_GROWTH else ""
    return _plus(figure) + figure.text(lang) + yearly


PUBLISHED_EN: Final[dict[Verdict | None, str]] = {Verdict.YES: "met", Verdict.NO: "missed", Verdict.UNKNOWN: "unclear"}


def bracketed(text: str, lang: str, *, square: bool = False) -> str:
    """A remark in the brackets of the language, with the space that goes before them."""
    return {"en": (" ({})", " [{}]"), "zh": ("（{}）", "［{}］")}[lang][square].format(text)


def _target(judged: Attainment | None, lang: str) -> str:
    if judged is None:
        return ""
    target = judged.target
    when = "" if judged.final else bracketed(time_text(target.period, lang), lang)
    if target.figure is None:
        return phrase("no_number", lang) + when
    return target.figure.text(lang) + when


def _verdict(judged: Attainment | None, lang: str) -> str:
    if judged is None:
        return ""
    words = judged.target.published_verdict
    if words and lang != "zh":
        words = PUBLISHED_EN[judged.published]
    said = bracketed(f"{phrase('published', lang)}{words}", lang, square=True) if words else ""
    return (judged.text(lang) if judged.verdict is not Verdict.UNKNOWN else Verdict.UNKNOWN.text(lang)) + said


# --- claims and what stays open ---------------------------------------------------------------------------------------


def _claims(answers: Review, lang: str) -> Table:
    header = tuple(phrase(column, lang) for column in ("indicator", "printed", "implied", "result"))
    rows = tuple(_claim_row(v, lang) for v in answers.verifications)
    return Table(header, rows, f"■ {phrase('claims', lang)}")


def _claim_row(checked: Verification, lang: str) -> tuple[str, ...]:
    implied = "" if checked.implied is None else f"{checked.implied.text(lang)} {_between(checked)}"
    stated = checked.claim.reported
    name = stated.indicator.name(lang) if isinstance(stated, Observation) else str(checked.claim)
    printed = _printed(stated, lang) if isinstance(stated, Observation) else stated.text(lang)
    result = checked.text(lang) if checked.verdict is not Verdict.UNKNOWN else Verdict.UNKNOWN.text(lang)
    return name, printed, implied, result


def _between(checked: Verification) -> str:
    """The range implied, to two decimals more than the print."""
    bounds, reported = checked.range, checked.reported
    if bounds is None or reported is None or reported.decimals is None or bounds.lower is None or bounds.upper is None:
        return ""
    places = max(reported.decimals, 0) + 1
    low, high = (f"{Figure(f'{end:.{places}f}', reported.unit).value}" for end in (bounds.lower, bounds.upper))
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
    header = (phrase("what", lang), phrase("printed", lang), phrase("reason", lang))
    return Table(header, tuple(rows), f"■ {phrase('open', lang)}")
