"""A document of n bytes is read or refused in time linear in n: four times as much takes about four times as long."""

import time

import pytest

from tests.indicators import JOBS
from tjstats.errors import LoadError
from tjstats.formats import csv, json, sdmx_csv

FEW = 1_500


def keys(count):
    """An object with *count* keys, each of which stands twice in the first half and once later."""
    entries = [f'"k{n}": 1' for n in range(count)]
    return "{" + ", ".join([*entries, *entries[: count // 2]]) + "}"


def wide(count, *repeated):
    """A table of *count* columns."""
    header = ["RECORD", "INDICATOR", "TIME_PERIOD", *(f"c{n}" for n in range(count)), *repeated]
    return f"{','.join(header)}\r\n{'x,' * (len(header) - 1)}x\r\n"


def derived(count):
    """Rows of which each is derived from the one before it, twice, and the first from none."""
    named = [f"input,{n},{f'{n - 1} {n - 1}' if n else ''},test.jobs,2021,5" for n in range(count)]
    last = f"observation,,{count - 1} {count - 1},test.jobs,2021,5"
    return "\r\n".join(["RECORD,ID,DERIVED_FROM,INDICATOR,TIME_PERIOD,OBS_VALUE", *named, last, ""])


DOCUMENTS = {
    "keys of an object": (json.loads, keys),
    "columns": (csv.loads, wide),
    "columns, some twice": (csv.loads, lambda n: wide(n, "c1", "c2")),
    "columns of SDMX": (sdmx_csv.loads, lambda n: f"DATAFLOW,{wide(n, 'c1').replace(chr(10), chr(10) + 'x,', 1)}"),
    "rows derived from rows": (lambda text: csv.loads(text, indicators=[JOBS]), derived),
    "rows that are derived from themselves": (
        lambda text: csv.loads(text, indicators=[JOBS]),
        lambda n: derived(n).replace("input,0,,", f"input,0,{n - 1},"),
    ),
}  # fmt: skip


def seconds(read, text):
    """The least time of three readings."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        try:
            read(text)
        except LoadError as error:
            assert error.problems
            assert len(str(error)) < 3000
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_time_is_linear(name):
    """Eight times as much takes less than twenty-four times as long; time squared takes sixty-four times."""
    read, document = DOCUMENTS[name]
    few, many = (seconds(read, document(size)) for size in (FEW, 8 * FEW))
    assert many < 24 * few + 0.1


def test_however_deep_rows_are_derived():
    """Ten thousand rows, each from the one before, are one observation and what it came from."""
    [found] = csv.loads(derived(10_000), indicators=[JOBS])
    depth = 0
    while found.derived_from:
        first, second = found.derived_from
        assert first is second
        found, depth = first, depth + 1
    assert depth == 10_000


def test_an_error_in_a_row_that_others_name_is_reported_there():
    """Once, at its own line; the lines that name it say so."""
    text = derived(3).replace("input,0,,test.jobs,2021,5", "input,0,,test.jobs,2021,x")
    with pytest.raises(LoadError) as caught:
        csv.loads(text, indicators=[JOBS])
    places = [problem.pointer for problem in caught.value.problems]
    assert places == ["line 2, OBS_VALUE", *(f"line {n}, DERIVED_FROM" for n in (3, 4, 5))]
