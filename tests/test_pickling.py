"""Every record and answer is plain data: it can be pickled, into another process too, copied and hashed, but not changed."""

import copy
import pickle

import attrs
import pytest

from tests.processes import run_python
from tests.samples import IDS, RECORDS

FRESH = """
import pickle, sys
records = pickle.load(sys.stdin.buffer)
assert not {"pint", "cattrs", "json"} & set(sys.modules), sorted({"pint", "cattrs", "json"} & set(sys.modules))
shown = [repr(record) for record in records]
assert len({hash(record) for record in records if type(record).__hash__}) > 50
sys.stdout.buffer.write(pickle.dumps((records, shown)))
"""


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_record_pickles(protocol):
    """By every protocol, with the same text."""
    for record in RECORDS:
        again = pickle.loads(pickle.dumps(record, protocol))
        assert again == record
        assert type(again) is type(record)
        assert (str(again), repr(again)) == (str(record), repr(record))


def test_every_record_reaches_another_process(tmp_path):
    """A fresh process reads them without pint, cattrs or json, prints them alike, and returns them unchanged."""
    there, back = tmp_path / "there", tmp_path / "back"
    there.write_bytes(pickle.dumps(RECORDS))
    code = FRESH.replace("sys.stdin.buffer", "open(sys.argv[1], 'rb')").replace(
        "sys.stdout.buffer.write(", "open(sys.argv[2], 'wb').write("
    )
    run_python(code, str(there), str(back))
    records, shown = pickle.loads(back.read_bytes())
    assert records == RECORDS
    assert shown == [repr(record) for record in RECORDS]


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_copies_are_equal(record):
    """copy, deepcopy and attrs.evolve give equal records."""
    assert copy.copy(record) == copy.deepcopy(record) == record


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_equal_records_hash_alike(record):
    """A copy finds its original in a set."""
    assert pickle.loads(pickle.dumps(record)) in {record}


@pytest.mark.parametrize(
    "record",
    [r for r in RECORDS if attrs.has(type(r))],
    ids=[i for i, r in zip(IDS, RECORDS, strict=True) if attrs.has(type(r))],
)
def test_records_are_frozen_and_slotted(record):
    """No field can be set or added."""
    name = attrs.fields(type(record))[0].name
    with pytest.raises(AttributeError):
        setattr(record, name, None)
    with pytest.raises((AttributeError, TypeError)):
        record.something_new = 1
    assert not hasattr(record, "__dict__")
