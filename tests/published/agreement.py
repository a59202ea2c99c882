"""Computed verdicts next to the published ones: `python -m tests.published.agreement` prints the table of the docs.

A row counts where it has an outcome for the target's own period and a printed verdict that says met or not met. Where the
two differ or the computed one is unknown, the convention of those who print verdicts that explains it is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs

import tjstats as tj
from tests.published.plan_periods import end
from tests.published.plan_rows import observations, targets

FOLDER: Final = Path(__file__).with_name("plans")

# What those who print verdicts do, by the number it has in the docs page.
CONVENTIONS: Final = {
    "H5": "左右 has no fixed tolerance: of two publishers, one may call a value just short of it met and the other missed",
    "H6": '"in step": each publisher chooses its own tolerance between two growth rates',
    "H7": "the verdict is on the path, before the period is over",
    "H12": "printed verdicts are sometimes lenient, or based on another figure",
    "H13": "there is nothing to assess: words only, set elsewhere, no baseline, no reference series, a different scope",
}
_OF_REASON: Final = {
    tj.Reason.ABOUT_WITHOUT_TOLERANCE: "H5",
    tj.Reason.NO_REFERENCE: "H13",
    tj.Reason.PERIOD_NOT_OVER: "H7",
    tj.Reason.NO_NUMBER: "H13",
    tj.Reason.SET_ELSEWHERE: "H13",
    tj.Reason.NO_BASELINE: "H13",
    tj.Reason.SCOPE_MISMATCH: "H13",
    tj.Reason.BASIS_UNKNOWN: "H13",
}


@attrs.frozen
class Judged:
    """One target with a printed verdict. Fields: file, row (its indicator), target, answer (None if refused)."""

    file: str
    row: str
    target: tj.Target
    answer: tj.Attainment | None

    @property
    def printed(self) -> tj.Verdict:
        """Met, not met, or unknown if the words only describe the path."""
        assert self.target.published_verdict is not None
        return published(self.target.published_verdict)

    @property
    def computed(self) -> tj.Verdict:
        return tj.Verdict.UNKNOWN if self.answer is None else self.answer.verdict

    @property
    def agrees(self) -> bool:
        return self.printed is self.computed

    @property
    def convention(self) -> str | None:
        """The convention that explains a difference; None if there is no difference, or no explanation."""
        if self.agrees:
            return None
        if self.computed is not tj.Verdict.UNKNOWN:
            return "H12"
        reason = None if self.answer is None else self.answer.reason
        if reason is tj.Reason.ABOUT_WITHOUT_TOLERANCE and self.target.relative_to is not None:
            return "H6"
        return None if reason is None else _OF_REASON.get(reason)


def published(words: str) -> tj.Verdict:
    """The verdict that the library reads from the printed words."""
    from tjstats.questions.degrees import published as read

    found = read(words)
    assert found is not None
    return found


def files() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each plan file, by its name."""
    for path in sorted(FOLDER.glob("*.json")):
        yield path.stem, json.loads(path.read_text("utf-8"), parse_float=Decimal)


def judged() -> list[Judged]:
    """Every target with a printed verdict of met or not met and an outcome for its own period."""
    found: list[Judged] = []
    for name, file in files():
        seen = [o for row in file["table"] for o in observations(row, file["source"])]
        for row in file["table"]:
            own = observations(row, file["source"])
            for target in targets(row, file["source"]):
                if (
                    target.published_verdict is None
                    or published(target.published_verdict) is tj.Verdict.UNKNOWN
                ):
                    continue
                outcomes = [
                    o for o in own if o.figure is not None and end(o.period) == end(target.period)
                ]
                if outcomes:
                    found.append(
                        Judged(name, str(row["indicator"]), target, answer(target, outcomes, seen))
                    )
    return found


def answer(
    target: tj.Target, outcomes: Sequence[tj.Observation], seen: Sequence[tj.Observation]
) -> tj.Attainment | None:
    """The answer for the outcome that can be assessed; the last unknown one if none can."""
    last = None
    for outcome in outcomes:
        try:
            last = tj.assess(target, outcome, reference(target, outcome, seen))
        except tj.TjstatsError:
            continue
        if last.verdict is not tj.Verdict.UNKNOWN:
            return last
    return last


def reference(
    target: tj.Target, outcome: tj.Observation, seen: Sequence[tj.Observation]
) -> tj.Observation | None:
    """The figure in the same table for the indicator that a relative target names, for the same period."""
    other = target.relative_to
    if other is None:
        return None
    alike = (
        o
        for o in seen
        if o.figure is not None
        and (o.period, o.measure, o.base) == (outcome.period, outcome.measure, outcome.base)
    )
    named = (
        o
        for o in alike
        if _plain(other.zh) == _plain(o.indicator.zh) and o.indicator != outcome.indicator
    )
    found = next(named, None)
    return None if found is None else attrs.evolve(found, indicator=other)


def _plain(name: str) -> str:
    """A name without the part in brackets."""
    return name.partition("(")[0] + name.partition(")")[2] if "(" in name else name


def table(rows: Sequence[Judged]) -> str:
    """The rows as a Markdown table, and the number that agree."""
    lines = [
        "| plan | indicator | target | printed | computed | agrees | convention |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in rows:
        shown = "refused" if each.answer is None else each.answer.text("en")
        cells = (
            each.file,
            each.row,
            str(each.target.printed or each.target.figure),
            str(each.target.published_verdict),
            shown,
        )
        lines.append(
            "| "
            + " | ".join((*cells, "yes" if each.agrees else "no", each.convention or ""))
            + " |"
        )
    agreed = sum(each.agrees for each in rows)
    return "\n".join([*lines, "", f"{agreed} of {len(rows)} agree ({agreed / len(rows):.0%})."])


if __name__ == "__main__":
    print(table(judged()))
