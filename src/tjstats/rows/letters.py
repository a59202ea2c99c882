"""The letters by which other offices state the status of an observation and remarks on it.

Sources: SDMX code list CL_OBS_STATUS 2.2 (capitals); Eurostat, online database, flags (small
letters); SDMX code list CL_CONF_STATUS 1.3.
"""

from __future__ import annotations

import re
from typing import Final

from tjstats.records.classifications import WITHOUT_FIGURE, Status, weakest
from tjstats.rows.cells import Cells, Row

__all__ = [
    "BROKEN_LETTERS",
    "FLAG_LETTERS",
    "FREE",
    "STATUS_LETTERS",
    "STATUS_OF_LETTERS",
    "are_flags",
    "status_cells",
    "with_note",
]

# The letter that SDMX has for each status; revised and final figures are normal ones there.
STATUS_LETTERS: Final = {
    "final": "A",
    "revised": "A",
    "normal": "A",
    "provisional": "P",
    "estimated": "E",
    "forecast": "F",
    "missing": "O",
    "not_applicable": "M",
    "suppressed": "Q",
}
# The status for each letter of another office. If the letter says more, a note keeps it.
STATUS_OF_LETTERS: Final = {
    "A": "normal",
    "B": "normal",
    "D": "normal",
    "E": "estimated",
    "F": "forecast",
    "G": "normal",  # experimental
    "H": "missing",  # holiday
    "I": "estimated",  # imputed
    "J": "missing",  # derogation
    "K": "missing",  # included in another category
    "L": "missing",  # not collected
    "M": "not_applicable",
    "N": "normal",  # not significant
    "O": "missing",
    "P": "provisional",
    "Q": "suppressed",
    "S": "missing",  # strike
    "U": "normal",
    "V": "normal",  # not validated
    "W": "normal",  # includes another category
}
# The letters that are a flag of ours; SDMX has one letter for both status and flags.
FLAG_LETTERS: Final = {"break": "B", "low_reliability": "U", "definition_differs": "D"}

_SDMX_FLAGS: Final = {letter: flag for flag, letter in FLAG_LETTERS.items()}
_EUROSTAT: Final = {
    "b": "normal",
    "c": "suppressed",
    "d": "normal",
    "e": "estimated",
    "f": "forecast",
    "i": "estimated",  # imputed
    "m": "missing",
    "n": "normal",  # not significant
    "p": "provisional",
    "r": "revised",
    "s": "estimated",  # by Eurostat
    "u": "normal",
    "z": "not_applicable",
    ":": "missing",  # not available
}
_EUROSTAT_FLAGS: Final = {
    "b": "break",
    "c": "confidential",
    "d": "definition_differs",
    "u": "low_reliability",
}
_ALL: Final = STATUS_OF_LETTERS | _EUROSTAT
# A text of such letters with a break among them: "b", "bp", "B", "b, p".
_ANY: Final = rf"[{''.join(_ALL)}\s,;|/]{{0,9}}"
BROKEN_LETTERS: Final = rf"^{_ANY}[Bb]{_ANY}$"
_FLAGS: Final = _SDMX_FLAGS | _EUROSTAT_FLAGS
# The letters that the status or the flag says in full.
_SAID: Final = {*STATUS_LETTERS.values(), *_FLAGS, *"efmprz:"}
_MOST: Final = 5  # letters of one observation; more are a word
_WORDS: Final = {
    **{str(status): status for status in Status},
    "na": Status.MISSING,
    **dict.fromkeys(("..", "...", "…"), Status.MISSING),
}
FREE: Final = frozenset({"F", "_Z"})  # of CL_CONF_STATUS; all others restrict the use
_BETWEEN: Final = re.compile(r"[\s,;|/]+")
_VALUES: Final = ("OBS_VALUE", "OBS_LOWER", "OBS_UPPER")


def are_flags(text: str) -> bool:
    """Whether a text after a number consists of small letters that Eurostat uses as flags."""
    return _are_letters(text) and text.islower()


def status_cells(cells: Cells) -> Row:
    """The status, the flags and the note of a row of another office, from its OBS_STATUS.

    A value beats a status that has none, and a missing value one that has one; what status and
    flags do not say is kept in the note. A text that is neither letters nor a status is unchanged.
    """
    given = cells.get("OBS_STATUS")
    if given is None:
        return {}
    letters = "" if given in _WORDS else _BETWEEN.sub("", given)
    stated = {_WORDS[given]} if given in _WORDS else _statuses(letters)
    if not stated:
        return {}
    status = _fitting(stated, cells)
    found: Row = {"OBS_STATUS": str(status.value)}
    flagged = _FLAGS.keys() & set(letters)
    if flagged:
        flags = {_FLAGS[letter] for letter in flagged}
        found["FLAGS"] = " ".join(sorted({*(cells.get("FLAGS") or "").split(), *flags}))
    said = {status, Status.NORMAL, *_statuses("".join(flagged))}
    if not (set(letters) <= _SAID and stated <= said):
        found["NOTE"] = with_note(cells.get("NOTE"), f"OBS_STATUS {given}")
    return found


def _fitting(stated: set[Status], cells: Cells) -> Status:
    """The least firm of the statuses that a row with a value, or without one, may have."""
    if any(cells.get(name) is not None for name in _VALUES):
        return weakest(*(stated - WITHOUT_FIGURE - {Status.NORMAL}))
    return weakest(*(stated & WITHOUT_FIGURE or {Status.MISSING}))


def _statuses(letters: str) -> set[Status]:
    """The statuses of letters; none for other texts."""
    return {Status(_ALL[letter]) for letter in letters} if _are_letters(letters) else set()


def _are_letters(text: str) -> bool:
    return 0 < len(text) == len(set(text)) <= _MOST and set(text) <= _ALL.keys()


def with_note(note: str | None, more: str) -> str:
    """A note with another remark."""
    return more if note is None else f"{note}; {more}"
