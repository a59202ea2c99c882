"""The JSON Schema: it takes every document that is written, refuses damaged ones, and is the published file."""

import copy
import json
import random
from pathlib import Path

import pytest

import tjstats as tj
from tests.formats import DATASETS
from tests.samples import IDS, RECORDS
from tests.test_json_mistakes import ENVELOPES, VALUES
from tjstats.errors import LoadError
from tjstats.formats.json import dumps, from_builtins, schema, to_builtins

jsonschema = pytest.importorskip(
    "jsonschema", reason="jsonschema is not installed; see the extra 'interop'"
)

VALIDATOR = jsonschema.Draft202012Validator(schema())
PUBLISHED = Path(__file__).resolve().parent.parent / "docs" / "reference" / "json-schema.json"


def test_it_is_a_schema_of_the_draft():
    """Valid by the draft's own schema."""
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_published_file():
    """docs/reference/json-schema.json is what the code gives."""
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_every_kind_is_valid(record):
    """What dumps writes, for every kind of record and answer."""
    VALIDATOR.validate(json.loads(dumps(record)))


def test_lists_and_datasets_are_valid():
    """All of them in one list, and the built-in datasets."""
    VALIDATOR.validate(to_builtins(RECORDS))
    VALIDATOR.validate(to_builtins([]))
    for dataset in DATASETS.values():
        VALIDATOR.validate(to_builtins(dataset))


# Mistakes that only the records know: what two fields say of each other, units and codes of the library's tables.
BEYOND = {
    "unknown unit", "multiplier out of range", "unknown reference", "point for a flow", "other unit", "bounds", "between",
    "duplicate period", "empty series", "unlike growth", "no such period",
}  # fmt: skip


@pytest.mark.parametrize("name", [*ENVELOPES, *VALUES])
def test_broken_documents(name):
    """What loads refuses for its shape is refused by the schema too."""
    data = {**ENVELOPES, **VALUES}[name][0]
    assert VALIDATOR.is_valid(data) is (name in BEYOND)


@pytest.mark.parametrize("seed", range(150))
def test_damage_that_the_schema_takes_is_read_or_told(seed):
    """A key dropped, renamed or given another type somewhere: where the schema finds it right, loads reads it or says why not."""
    choice = random.Random(seed)
    data = copy.deepcopy(to_builtins(choice.choice(RECORDS)))
    holder = data
    while True:
        key = choice.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        if isinstance(holder[key], dict | list) and holder[key] and choice.random() < 0.8:
            holder = holder[key]
            continue
        break
    action = choice.choice(["drop", "type", "rename"])
    if action == "drop":
        del holder[key]
    elif action == "type" or isinstance(holder, list):
        holder[key] = choice.choice([None, 5, "x", [], {}, True])
    else:
        holder["surplus"] = holder.pop(key)
    try:
        from_builtins(data)
        read = True
    except LoadError:
        read = False
    if read:
        assert VALIDATOR.is_valid(data) or _more_lenient(data)


def _more_lenient(data):
    """What is read though it is not what is written: integers for decimals, results of another shape never."""
    errors = list(VALIDATOR.iter_errors(data))
    again = to_builtins(from_builtins(data))
    return bool(errors) and VALIDATOR.is_valid(again)


def test_public_names():
    """The schema names every kind that a document may hold."""
    from tjstats.formats._kinds import KINDS

    assert set(KINDS) < set(schema()["$defs"])
    assert tj.formats.json.schema() == schema()
