"""What a text claims about its own figures, as text: the inconsistent claims first, each with its
place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.tables import Table
from tjstats.values.verdicts import Verdict
from tjstats.views.phrases import phrase

__all__ = ["checks"]

_ORDER: Final = (Verdict.NO, Verdict.YES, Verdict.UNKNOWN)
_HEADINGS: Final = {
    Verdict.NO: "inconsistent",
    Verdict.YES: "consistent",
    Verdict.UNKNOWN: "undecided",
}


def checks(text: str, answers: Sequence[Verification], lang: str = "en", width: int = 100) -> str:
    """The claims of a text by verdict, as lines of at most *width* terminal cells; places are
    line:column, from 1.
    """
    by_verdict = {verdict: [a for a in answers if a.verdict is verdict] for verdict in _ORDER}
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
                (_place(lines, a), str(a.claim), _printed(a, lang), _implied(a, lang))
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


def _printed(answer: Verification, lang: str) -> str:
    return "" if answer.reported is None else answer.reported.text(lang)


def _implied(answer: Verification, lang: str) -> str:
    """What would fit, what is implied, or why one cannot tell."""
    if answer.verdict is Verdict.UNKNOWN:
        return answer.reason.text(lang) if answer.reason else ""
    fits = answer.fits if answer.verdict is Verdict.NO else None
    shown = fits or ((answer.implied,) if answer.implied is not None else ())
    return " – ".join(dict.fromkeys(figure.text(lang) for figure in shown))
