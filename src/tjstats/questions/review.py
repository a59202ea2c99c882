"""A review: every target of a dataset assessed, every claim checked, every part held against its
whole.

Where single records would raise (unlike areas, scopes, units), a review answers unknown with the
reason.
"""

from __future__ import annotations

from collections import Counter

import attrs

from tjstats.errors import RecordTypeError, TjstatsError
from tjstats.questions.attainment import Attainment, assess, unknown
from tjstats.questions.claims import Verification, claims, level, verify
from tjstats.questions.comparability import same_base
from tjstats.questions.degrees import Degree
from tjstats.questions.reasons import reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import Measure
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.tables import Table, Tabular
from tjstats.values.figures import Figure
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Review", "Share", "review"]


@attrs.frozen
class Share:
    """A part of a whole. Fields: part, whole (Observations of the same period)."""

    part: Observation
    whole: Observation
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def share(self) -> Figure | None:
        """The part in percent of the whole, None where it is not defined."""
        if self.part.figure is None or self.whole.figure is None or not self.whole.figure.value:
            return None
        return (self.part.figure / self.whole.figure).to("%")


@attrs.frozen(repr=False)
class Review(Tabular):
    """The answers a dataset allows. Fields: dataset, attainments, verifications, shares."""

    dataset: Dataset
    attainments: tuple[Attainment, ...]
    verifications: tuple[Verification, ...]
    shares: tuple[Share, ...]

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many targets have each verdict."""
        return dict(Counter(a.verdict for a in self.attainments))

    @property
    def degrees(self) -> dict[Degree, int]:
        """How many targets are exceeded, met, missed."""
        return dict(Counter(a.degree for a in self.attainments if a.degree is not None))

    def table(self) -> Table:
        """The targets with their verdicts."""
        rows = tuple(
            (a.target.indicator.code, str(a.target.period), str(a.target.figure or ""), str(a))
            for a in self.attainments
        )
        return Table(("indicator", "period", "target", "verdict"), rows, self.dataset.name())

    def __str__(self) -> str:
        counts = ", ".join(f"{verdict.text()} {count}" for verdict, count in self.verdicts.items())
        return f"{self.dataset.code}: {len(self.attainments)} targets ({counts}), {len(self.verifications)} claims"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


def review(dataset: Dataset) -> Review:
    """Every target of a dataset assessed, every claim checked, every part held against its
    whole.
    """
    if not isinstance(dataset, Dataset):
        raise RecordTypeError(
            "review", "dataset", dataset, "a Dataset; tjstats.datasets.load(name) gives one"
        )
    attained = tuple(_assessed(dataset, target) for target in dataset.targets)
    checked = tuple(_verified(claim) for claim in claims(dataset))
    return Review(dataset, attained, checked, _shares(dataset))


def _verified(claim: object) -> Verification:
    try:
        return verify(claim)  # type: ignore[arg-type]
    except TjstatsError as error:
        return Verification(claim, Verdict.UNKNOWN, reason_of(error))  # type: ignore[arg-type]


def _assessed(dataset: Dataset, target: Target) -> Attainment:
    reported = _reported(dataset, target)
    if reported is None or isinstance(reported, Reason):
        missing = Reason.SET_ELSEWHERE if target.set_by else Reason.NO_NUMBER
        reason = missing if target.figure is None else reported or Reason.NO_OBSERVATION
        return unknown(target, None, reason)
    reference = (
        None
        if target.relative_to is None
        else _reference(dataset[target.relative_to.code].observations, target)
    )
    try:
        return assess(target, reported, reference)
    except TjstatsError as error:
        return unknown(target, reported, reason_of(error))


def _reported(dataset: Dataset, target: Target) -> Series | Reason | None:
    """What a dataset reports on a target: its own measure first, else the values."""
    return _series(dataset[target.indicator.code].observations, target)


def _reference(observations: tuple[Observation, ...], target: Target) -> Series | None:
    """What a target is in step with, on its own price basis, else on the one there is."""
    bases = dict.fromkeys((target.basis, *(o.basis for o in observations)))
    found = (_series(observations, attrs.evolve(target, basis=basis)) for basis in bases)
    return next(
        (each for each in found if isinstance(each, Series) and each.measure is target.measure),
        None,
    )


def _series(observations: tuple[Observation, ...], target: Target) -> Series | Reason | None:
    """The observations that fit a target as a series, one a period; the reason where they are not
    one.
    """
    known = [o for o in observations if o.basis == target.basis and target.area in (None, o.area)]
    told = [o for o in known if o.measure is target.measure]
    levels = [o for o in known if o.measure is Measure.VALUE]
    fits = target.measure not in (Measure.CHANGE, Measure.FACTOR) or any(
        same_base(target.base, o.base) for o in told
    )
    same = (told or levels) if fits else (levels or told)
    if not same:
        other = any(
            o.measure in (target.measure, Measure.VALUE) and target.area in (None, o.area)
            for o in observations
        )
        return Reason.BASIS_MISMATCH if other else None
    if len({o.area for o in same}) > 1:
        return Reason.AREA_MISMATCH
    chosen = []
    for period in dict.fromkeys(o.period for o in same):
        found = level([o for o in same if o.period == period])
        if isinstance(found, Reason):
            return found
        chosen.append(found)
    kinds = {type(o.period) for o in chosen}
    if len(kinds) > 1:  # years and year ends side by side: keep the kind the target asks for
        chosen = [o for o in chosen if isinstance(o.period, type(target.period))]
    return Series(tuple(chosen)) if chosen else Reason.PERIOD_MISMATCH


def _shares(dataset: Dataset) -> tuple[Share, ...]:
    found = []
    for entry in dataset:
        if entry.indicator.part_of is None:
            continue
        for part in entry.observations:
            whole = _whole(dataset, part)
            if whole is not None and part.measure is Measure.VALUE:
                found.append(Share(part, whole))
    return tuple(found)


def _whole(dataset: Dataset, part: Observation) -> Observation | None:
    same = (part.period, part.area, part.scope, part.measure)
    wholes = dataset[str(part.indicator.part_of)].observations
    return next((o for o in wholes if (o.period, o.area, o.scope, o.measure) == same), None)
