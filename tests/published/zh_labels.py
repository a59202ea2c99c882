"""The labelled clauses, and how the readings of a clause are judged against its labels.

Each label is a figure as published, in a clause of our own wording: value or bounds in the plain unit, unit, and where the
number stands. A figure is right when exactly one reading covers its number, with its value, its unit and its bounds. All
counters (家, 个, 件) are one class of unit, since a clause seldom says which of them is meant.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tjstats import Qualifier, zh
from tjstats.records.readings import Reading
from tjstats.values.units.table import UNITS

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("zh_figures.json").read_text("utf-8")
)
LABELS = [case for case in CASES if case["metric"]]
READINGS = {
    context: zh.read(context) for context in dict.fromkeys(case["context"] for case in CASES)
}
PARTLY_OPEN = (Qualifier.SOME_OVER, Qualifier.NEARLY)


def kind_of(code: str) -> str:
    """The head of a unit code; one name for all things that are counted, but for people."""
    head = code.split("/", maxsplit=1)[0]
    counted = (
        head in UNITS
        and UNITS[head].counted
        and head not in ("person", "person_time", "class_hour")
    )
    return "counted things" if counted else "ratio" if head == "index" else head


def covering(case: dict[str, Any]) -> list[Reading]:
    """The readings that hold at least half of the number."""
    start, end = case["number_start"], case["number_end"]
    return [
        r
        for r in READINGS[case["context"]]
        if 2 * (min(r.end, end) - max(r.start, start)) >= end - start
    ]


def ends(reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    """Both ends in the plain unit; of an approximate number, that number."""
    figure = reading.figure
    if figure.qualifier is Qualifier.ABOUT:
        return (figure.value.scaleb(figure.multiplier),) * 2
    return figure.bounds.lower, figure.bounds.upper


def same(read: Decimal | None, label: str | None) -> bool:
    if read is None or label is None:
        return read is None and label is None
    return abs(Fraction(read) - Fraction(label)) <= abs(Fraction(label)) / 10**9


def right(case: dict[str, Any]) -> bool:
    """Whether one reading, and one only, says what the label says."""
    found = covering(case)
    if len(found) != 1:
        return False
    figure, (lower, upper) = found[0].figure, ends(found[0])
    label = case["lower"], case["upper"]
    if (
        figure.qualifier in PARTLY_OPEN
    ):  # the printed number is one end; how far the other lies is a convention
        printed, place = (upper, 1) if figure.qualifier is Qualifier.NEARLY else (lower, 0)
        bounded = same(printed, label[place])
    else:
        closed = [figure.bounds.lower_closed, figure.bounds.upper_closed]
        labelled = [case["lower_closed"], case["upper_closed"]]
        bounded = (
            same(lower, label[0])
            and same(upper, label[1])
            and (label[0] == label[1] or closed == labelled)
        )
    return (
        bounded
        and figure.approximate == case["approx"]
        and kind_of(figure.unit.code) == kind_of(case["unit"])
    )


def extra() -> list[str]:
    """Readings that cover no labelled figure."""
    found = []
    for context, readings in READINGS.items():
        numbers = [(c["number_start"], c["number_end"]) for c in LABELS if c["context"] == context]
        found += [
            r.text
            for r in readings
            if not any(r.start < end and r.end > start for start, end in numbers)
        ]
    return found


def qualifier_of(case: dict[str, Any]) -> str:
    """The kind of bound that a label has, in words."""
    lower, upper = case["lower"], case["upper"]
    if lower == upper:
        return "about" if case["approx"] else "exactly"
    if lower is None or upper is None:
        closed = case["lower_closed"] or case["upper_closed"]
        return {
            (True, True): "at most",
            (True, False): "under",
            (False, True): "at least",
            (False, False): "over",
        }[lower is None, closed]
    return "some over, nearly" if case["approx"] else "range"
