"""Labelled clauses: the period of each figure whose years stand in its clause."""

import json
import re
from pathlib import Path

from tjstats import AsOf
from tjstats.zh import read

CASES = json.loads(Path(__file__).with_name("zh_figures.json").read_text("utf-8"))

# A change is labelled by the year of its base and its own; a period begins after the base.
SPAN_FROM_BASE = {"Z302"}


def expected(label):
    """First and last month of a label, and whether it is a point."""
    plain = re.sub(r"^(annual average|annual|as of|end)\s+", "", label)
    first, _, last = plain.partition("/")
    ends = [tuple(map(int, part.split("-"))) for part in (first, last or first)]
    point = label.startswith(("end ", "as of ")) and "/" not in label
    return (ends[0] + (1,))[:2], (ends[1] + (12,))[:2], point


def agrees(label, period):
    start, end, point = expected(label)
    if period is None or isinstance(period, AsOf) is not point:
        return False
    if point:
        return (period.date.year, period.date.month) == end
    return ((period.start.year, period.start.month), (period.end.year, period.end.month)) == (
        start,
        end,
    )


def test_labelled_periods():
    """Every one is right but those whose label counts the year of the base in."""
    asked = [
        c
        for c in CASES
        if c["metric"]
        and c["period"]
        and all(y in c["context"] for y in re.findall(r"\d{4}", c["period"]))
    ]
    wrong = set()
    for case in asked:
        (reading,) = [
            r
            for r in read(case["context"])
            if r.start < case["number_end"] and r.end > case["number_start"]
        ]
        if not agrees(case["period"], reading.period):
            wrong.add(case["id"])
    assert len(asked) >= 17
    assert wrong == SPAN_FROM_BASE


ROLES = {
    "growth": ("growth", "change", "other", "target"),
    "target": ("target",),
    "duration": ("other",),
}


# Asked for by what stands outside of the clause: the document, or the sentence before.
ASKED_ELSEWHERE = {"Z303", "Z304", "Z305", "Z717", "Z598", "Z651"}


def test_labelled_natures():
    """Growth is growth or a change, targets are targets, durations are of no indicator."""
    wrong = set()
    for case in CASES:
        if case["metric"] and case["nature"] in ROLES:
            found = [
                r
                for r in read(case["context"])
                if r.start < case["number_end"] and r.end > case["number_start"]
            ]
            if found[0].role not in ROLES[case["nature"]]:
                wrong.add(case["id"])
    assert wrong == ASKED_ELSEWHERE
