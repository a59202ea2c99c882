"""The figures of many texts as columns, read in one process or in several."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import accumulate
from typing import Any, Final, NamedTuple, TypeAlias

from tjstats.columns import READING_COLUMNS
from tjstats.errors import InvalidRecordError
from tjstats.formats._cells import figure_cells, time_cells
from tjstats.records.readings import Reading
from tjstats.values.periods import Period
from tjstats.zh.reader import read

__all__ = ["Figures", "Published", "Text", "cells", "serve", "spread"]

Published: TypeAlias = date | Period | None
Text: TypeAlias = tuple[str, Published]

_SERVE: Final = "from tjstats.frames.readings import serve; serve()"
_WORTH_A_PROCESS: Final = 500_000  # characters: reading them takes a few times as long as starting a process
_TEXT_WEIGHT: Final = 20  # what a text costs beside its characters, in characters
# A row without a figure: some flags have a cell only where they are true.
_FLAGS: Final = ("APPROXIMATE", "EXACT", "COMPUTED", "QUOTIENT")
_EMPTY: Final[dict[str, Any]] = dict.fromkeys(READING_COLUMNS) | dict.fromkeys(_FLAGS, False)
_OF_KIND: Final[dict[str, Callable[[str], Any]]] = {"integer": int, "boolean": lambda cell: cell == "true"}
_TYPES: Final = {name: _OF_KIND[column.kind] for name, column in READING_COLUMNS.items() if column.kind in _OF_KIND}


class Figures(NamedTuple):
    """The figures of texts. Fields: rows (the text of each, by number), columns (their values)."""

    rows: list[int]
    columns: dict[str, list[Any]]


def cells(text: str, published: Published = None) -> list[dict[str, Any]]:
    """The figures of one text as rows of `tjstats.columns.READING_COLUMNS`; arguments as for `zh.read`.

    >>> [row] = cells("累计实现城镇新增就业超过175万人")
    >>> [row[name] for name in ("START", "END", "INDICATOR", "QUALIFIER", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT")]
    [10, 17, '城镇新增就业', 'over', '175', 'person', 4]
    """
    readings = read(text, published=published)
    return [_row(reading, readings) for reading in readings]


def _row(reading: Reading, readings: list[Reading]) -> dict[str, Any]:
    row = dict(_EMPTY)
    said = time_cells(reading.period, "TIME_PERIOD", "TIME_KIND") | time_cells(reading.base, "BASE_PERIOD", "BASE_KIND")
    for name, cell in (said | figure_cells(reading.figure)).items():
        if cell is not None:
            row[name] = _TYPES[name](cell) if name in _TYPES else cell
    row["START"], row["END"], row["PRINTED"] = reading.start, reading.end, reading.text
    row["ROLE"], row["INDICATOR"] = reading.role.value, reading.indicator
    row["MEASURE"], row["FALLING"] = reading.measure.value, reading.falling
    if reading.change_of is not None:
        row["CHANGE_OF_START"] = readings[reading.change_of].start
    if reading.part_of is not None:
        row["PART_OF_START"] = readings[reading.part_of].start
    row["OBS_VALUE_FLOAT"] = float(row["OBS_VALUE"])
    return row


def _figures(texts: Iterable[Text]) -> Figures:
    """The figures of texts, in order."""
    numbers: list[int] = []
    rows: list[tuple[Any, ...]] = []
    for number, (text, published) in enumerate(texts):
        found = cells(text, published)
        numbers += [number] * len(found)
        rows += [tuple(row.values()) for row in found]
    columns = map(list, zip(*rows, strict=True)) if rows else ([] for _ in READING_COLUMNS)
    return Figures(numbers, dict(zip(READING_COLUMNS, columns, strict=True)))


# --- processes ----------------------------------------------------------------------------------------------------------


def spread(texts: list[Text], workers: int | None) -> Figures:
    """The figures of texts, read in so many processes: each a fresh interpreter, which does not run the caller's `__main__`.

    Raises `InvalidRecordError` where such a process cannot be started, or was ended.
    """
    parts = _parts(texts, _count(texts) if workers is None else workers)
    if len(parts) < 2:
        return _figures(texts)
    with ThreadPoolExecutor(len(parts)) as threads:
        found = list(threads.map(_elsewhere, parts))
    firsts = accumulate(map(len, parts), initial=0)
    rows = [first + row for first, part in zip(firsts, found, strict=False) for row in part.rows]
    return Figures(rows, {name: [value for part in found for value in part.columns[name]] for name in READING_COLUMNS})


def _count(texts: list[Text]) -> int:
    """As many processes as the texts are worth, up to one for each core; one where no interpreter can be started."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 1 + sum(len(text) for text, _ in texts) // _WORTH_A_PROCESS)


def _parts(texts: list[Text], count: int) -> list[list[Text]]:
    """The texts in up to so many runs that weigh alike."""
    weights = list(accumulate(len(text) + _TEXT_WEIGHT for text, _ in texts))
    cuts = [bisect_left(weights, weights[-1] * part / count) for part in range(1, count)] if texts else []
    runs = zip([0, *cuts], [*cuts, len(texts)], strict=True)
    return [texts[start:end] for start, end in runs if start < end]


def _elsewhere(part: list[Text]) -> Figures:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-P", "-c", _SERVE]
    try:
        done = subprocess.run(command, input=pickle.dumps(part), stdout=subprocess.PIPE, env=environment, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        problem = f"{error}; workers=1 reads in the process of the call"
        raise InvalidRecordError("read", "workers", sys.executable, problem) from error
    return pickle.loads(done.stdout)  # type: ignore[no-any-return]


def serve() -> None:
    """What a process of `spread` runs: texts from standard input, their figures to standard output, both pickled."""
    sys.stdout.buffer.write(pickle.dumps(_figures(pickle.load(sys.stdin.buffer))))
