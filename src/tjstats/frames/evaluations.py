"""The rows of an evaluation as a data frame: one for each target of the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tjstats.errors import RecordTypeError
from tjstats.frames.engines import GivenEngine, native_of
from tjstats.questions.evaluation import Evaluation, EvaluationRow
from tjstats.records.publication import Indicator, Observation
from tjstats.rows.cells import code
from tjstats.values.figures import Figure

if TYPE_CHECKING:
    from tjstats.frames.engines import CellValue, Native

__all__ = ["from_evaluation"]


def from_evaluation(evaluation: Evaluation, engine: GivenEngine = None) -> Native:
    """A native data frame with one row per target of an `Evaluation`, in its order.

    Columns: INDICATOR, REF_AREA, MEASURE, TIME_PERIOD, FORCE, QUALIFIER, UNIT_MEASURE, UNIT_MULT
    and TARGET_VALUE of the target; LABEL (the class), VERDICT, DEGREE and REASON as computed;
    PUBLISHED_VERDICT and AGREES if known on the day; BASE_PERIOD, BASE_VALUE, LATEST_PERIOD,
    LATEST_VALUE; REACHED_PERIOD and REACHED_VALUE (what was compared); GAP; DONE, ELAPSED and LEAD
    in percent; PER_PERIOD (what each remaining period has to bring); EVIDENCE (the status) and
    SOURCE. Values in the target's unit are floats in the scale of UNIT_MULT; those in another unit
    are null.

    *engine* is as for `from_records`. Raises `RecordTypeError`, `FrameError`, `MissingExtraError`.

    >>> from tjstats import Plan, Period, datasets, evaluate
    >>> found = evaluate(datasets.load("europe-2020"), Plan(Period.years(2010, 2020)))
    >>> frame = from_evaluation(found, engine="polars")
    >>> frame.select("INDICATOR", "TARGET_VALUE", "LABEL").rows()[0]
    ('employment.employment_rate_20_64', 75.0, 'not_met')
    """
    if not isinstance(evaluation, Evaluation):
        expected = "an Evaluation; tjstats.evaluate makes one"
        raise RecordTypeError("from_evaluation", "evaluation", evaluation, expected)
    rows = [_cells(row) for row in evaluation.rows]
    columns = {name: [row[name] for row in rows] for name in _COLUMNS}
    return native_of(columns, engine, "from_evaluation")


_Getter: TypeAlias = Callable[[EvaluationRow], Any]

# The columns of text and codes, of times, and of figures: how each is read off a row.
_CODES: Final[dict[str, _Getter]] = {
    "MEASURE": lambda row: row.target.measure,
    "FORCE": lambda row: row.target.force,
    "LABEL": lambda row: row.label,
    "VERDICT": lambda row: row.verdict,
    "DEGREE": lambda row: row.degree,
    "REASON": lambda row: row.reason,
    "AGREES": lambda row: row.agrees,
    "EVIDENCE": lambda row: row.evidence,
}
_OBSERVED: Final[dict[str, _Getter]] = {
    "BASE": lambda row: row.base,
    "LATEST": lambda row: row.latest,
    "REACHED": lambda row: row.attainment.observation,
}
_PERCENT: Final = {"DONE": "done", "ELAPSED": "elapsed", "LEAD": "lead"}
_COLUMNS: Final = tuple(
    "INDICATOR REF_AREA MEASURE TIME_PERIOD FORCE QUALIFIER UNIT_MEASURE UNIT_MULT TARGET_VALUE "
    "LABEL VERDICT DEGREE REASON PUBLISHED_VERDICT AGREES BASE_PERIOD BASE_VALUE LATEST_PERIOD "
    "LATEST_VALUE REACHED_PERIOD REACHED_VALUE GAP DONE ELAPSED LEAD PER_PERIOD EVIDENCE "
    "SOURCE".split()
)


def _cells(row: EvaluationRow) -> dict[str, CellValue]:
    """The cells of a row; figures in the unit and scale of the target."""
    target, left = row.target, row.remaining
    like: Figure | Indicator = target.figure or target.indicator

    def number(given: Figure | None) -> float | None:
        if given is None or given.unit not in (like.unit, like.unit.of_change):
            return None
        return float(given.plain.scaleb(-like.multiplier))

    cells: dict[str, CellValue] = {
        "INDICATOR": target.indicator.code,
        "REF_AREA": target.area,
        "TIME_PERIOD": target.period.code,
        "QUALIFIER": None if target.figure is None else code(target.figure.qualifier),
        "UNIT_MEASURE": like.unit.code,
        "UNIT_MULT": like.multiplier,
        "TARGET_VALUE": number(target.figure),
        "PUBLISHED_VERDICT": row.published_verdict,
        "GAP": number(row.attainment.gap),
        "PER_PERIOD": number(getattr(left, "per_period", None)),
        "SOURCE": None if row.source is None else row.source.code,
    }
    cells |= {name: code(get(row)) for name, get in _CODES.items()}
    for name, get in _OBSERVED.items():
        seen: Observation | None = get(row)
        cells[f"{name}_PERIOD"] = None if seen is None else seen.period.code
        cells[f"{name}_VALUE"] = None if seen is None else number(seen.figure)
    for name, field in _PERCENT.items():
        share: Figure | None = getattr(left, field, None)
        cells[name] = None if share is None else float(share.plain)
    return cells
