"""A damaged document is read or refused with a LoadError, and never are fewer records read than were written.

Whatever happened to it: a byte changed, an end cut off, lines lost or doubled, a key twice, a value of another type.
TJSTATS_DAMAGES sets how many damages of each kind are tried.
"""

import copy
import json
import os
import random
from functools import partial

import pytest

import tjstats as tj
from tests.formats import EVERY
from tests.indicators import JOBS
from tests.samples import DATASET, SAMPLES
from tests.test_sdmx import MESSAGE, OPTIONS
from tjstats.errors import LoadError
from tjstats.formats import sdmx

COUNT = int(os.environ.get("TJSTATS_DAMAGES", "60"))
FEW = [JOBS.observe(str(year), str(year / 8), note="注'\"&") for year in range(2016, 2021)]
RECORDS = {"dataset": DATASET, "observations": SAMPLES["observation"], "few": FEW}
SPECIAL = b"<>&\"'{}[],;:=/\\_x0\n\r\t"


def documents():
    """Each document: how it is read, its bytes, what it holds."""
    for form, module in EVERY.items():
        for name, record in RECORDS.items():
            text = module.dumps(record)
            data = text if isinstance(text, bytes) else text.encode()
            yield f"{form} of {name}", (module.loads, data, record)
    loads = partial(sdmx.loads, **OPTIONS)
    yield "sdmx-json", (loads, MESSAGE.encode(), loads(MESSAGE))


DOCUMENTS = dict(documents())
SLOW = [name for name in DOCUMENTS if name.startswith("sdmx of")]


def records_of(found):
    both = isinstance(found, tj.Dataset)
    return [*found.observations, *found.targets] if both else found


def read_or_refused(name, data):
    """What is read of a document when *data* are left of it, None where they are refused."""
    loads, _, record = DOCUMENTS[name]
    try:
        found = loads(data)
    except LoadError as error:
        assert error.problems
        assert len(str(error)) < 5000
        return None
    assert isinstance(found, tj.Dataset | list)
    assert len(records_of(found)) >= len(records_of(record))
    return found


def changed(data, at, value):
    return data[:at] + bytes([value % 256]) + data[at + 1 :]


def lines_of(data):
    return data.splitlines(keepends=True)


def one_of(choice, data):
    return choice.randrange(len(data))


def without_a_line(choice, data):
    lines = lines_of(data)
    del lines[one_of(choice, lines)]
    return b"".join(lines)


def with_a_line_twice(choice, data):
    lines = lines_of(data)
    lines.insert(one_of(choice, lines), choice.choice(lines))
    return b"".join(lines)


def with_a_part_twice(choice, data):
    at, other = one_of(choice, data), one_of(choice, data)
    return data[:at] + data[other : other + choice.randrange(1, 80)] + data[at:]


def without_a_part(choice, data):
    at = one_of(choice, data)
    return data[:at] + data[at + choice.choice((1, 2, 4, 8, 64)) :]


def with_bits_flipped(choice, data):
    for _ in range(choice.randrange(1, 4)):
        at = one_of(choice, data)
        data = changed(data, at, data[at] ^ (1 << choice.randrange(8)))
    return data


DAMAGES = {
    "a byte of nothing, of the middle or of everything": lambda choice, data: changed(
        data, one_of(choice, data), choice.choice((0, 128, 255))
    ),
    "any byte": lambda choice, data: changed(data, one_of(choice, data), choice.randrange(256)),
    "a sign of the format": lambda choice, data: changed(
        data, one_of(choice, data), choice.choice(SPECIAL)
    ),
    "cut off": lambda choice, data: data[: one_of(choice, data)],
    "cut at the front": lambda choice, data: data[one_of(choice, data) + 1 :],
    "a line lost": without_a_line,
    "a line twice": with_a_line_twice,
    "a part lost": without_a_part,
    "a part twice": with_a_part_twice,
    "bits flipped": with_bits_flipped,
}


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_damage(name, how):
    """Records or a LoadError, and nothing lost without a word."""
    data, choice = DOCUMENTS[name][1], random.Random(f"{name} {how}")
    for _ in range(COUNT // 6 if name in SLOW else COUNT):
        read_or_refused(name, DAMAGES[how](choice, data))


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(("few", "json"))])
def test_cut_anywhere(name):
    """A LoadError at every place, but for what is lost with no record: an end of line, an end mark."""
    _, data, record = DOCUMENTS[name]
    for at in range(0, len(data), 37 if name in SLOW else 1):
        assert read_or_refused(name, data[:at]) in (None, record)


# --- documents whose JSON is sound, and what it holds is not ------------------------------------------------------------

VALUES = (None, True, 0, -1, 10**40, 1.5, "", "x", [], [0], ["x"], {}, {"x": 0})
SOUND = [name for name in DOCUMENTS if name.startswith(("json of", "datapackage", "sdmx-json"))]


def places_in(value, path=()):
    """The path of each value within a value of JSON."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, entry in entries:
        yield (*path, key)
        if isinstance(entry, dict | list):
            yield from places_in(entry, (*path, key))


def holder_of(value, path):
    for key in path[:-1]:
        value = value[key]
    return value


class Twice(dict):
    """An object that writes one of its keys twice."""

    def __init__(self, entries, key):
        super().__init__(entries)
        self.key = key

    def items(self):
        return [*super().items(), (self.key, self[self.key])]


@pytest.mark.parametrize("name", SOUND)
class TestSoundJson:
    """A document of JSON with another value somewhere, or a key twice."""

    def test_values_of_other_types(self, name):
        """Records or a LoadError."""
        loads, text, _ = DOCUMENTS[name]
        whole, choice = json.loads(text), random.Random(name)
        places = list(places_in(whole))
        for _ in range(COUNT * 4):
            broken, path = copy.deepcopy(whole), choice.choice(places)
            holder_of(broken, path)[path[-1]] = choice.choice(VALUES)
            try:
                found = loads(json.dumps(broken))
            except LoadError as error:
                assert error.problems
                continue
            assert isinstance(found, tj.Dataset | list)

    def test_a_key_twice(self, name):
        """A LoadError, whichever it is."""
        loads, text, _ = DOCUMENTS[name]
        whole, choice = json.loads(text), random.Random(name)
        places = [path for path in places_in(whole) if isinstance(path[-1], str)]
        for path in choice.sample(places, min(COUNT, len(places))):
            broken = copy.deepcopy(whole)
            twice = Twice(holder_of(broken, path), path[-1])
            if len(path) == 1:
                broken = twice
            else:
                holder_of(broken, path[:-1])[path[-2]] = twice
            with pytest.raises(LoadError, match="twice"):
                loads(json.dumps(broken))
