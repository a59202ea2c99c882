"""The JSON Schema accepts every written document, refuses damaged ones, and is the published file."""

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
    """It is valid by the draft's meta-schema."""
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_published_file():
    """docs/reference/json-schema.json is the output of the code."""
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_every_kind_is_valid(record):
    """The output of dumps for every kind of record and answer is valid."""
    VALIDATOR.validate(json.loads(dumps(record)))


def test_lists_and_datasets_are_valid():
    """A list of all samples is valid, and so are the built-in datasets."""
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
def test_the_schema_refuses_documents_of_wrong_shape(name):
    """The schema refuses whatever loads refuses for its shape."""
    data = {**ENVELOPES, **VALUES}[name][0]
    assert VALIDATOR.is_valid(data) is (name in BEYOND)


@pytest.mark.parametrize("seed", range(150))
def test_damage_that_the_schema_accepts_is_read_or_reported(seed):
    """A key is dropped, renamed or given another type: if the document is still valid, loads reads it or reports why not."""
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
    """Input that is read although it is not what is written: integers for decimals, but never results of another shape."""
    errors = list(VALIDATOR.iter_errors(data))
    again = to_builtins(from_builtins(data))
    return bool(errors) and VALIDATOR.is_valid(again)


def test_the_schema_names_every_kind():
    """The schema names every kind that a document may contain."""
    from tjstats.formats._kinds import KINDS

    assert set(KINDS) < set(schema()["$defs"])
    assert tj.formats.json.schema() == schema()
