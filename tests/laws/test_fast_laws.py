"""The fast paths of JSON and of tables: the same records, texts and errors as those of the converter, whatever parses the text.

A plain observation is read by caches and trusted constructors, with msgspec if it is installed.
"""

import copy
import json as plain
import random
from functools import partial

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tjstats as tj
from tests.formats import needs
from tests.indicators import JOBS, RATE, STOCK
from tests.laws.test_damage_laws import VALUES, holder_of, places_in
from tests.record_strategies import observations, plain_observations
from tests.samples import SAMPLES
from tjstats import Figure, Observation, Source
from tjstats.errors import LoadError
from tjstats.formats import _converter, _fast, _layouts, csv, json, sdmx_csv
from tjstats.rows import reader
from tjstats.rows.plain import PlainRows
from tjstats.rows.references import Tables

SOURCE = Source("s", "Title")
FEW = [
    JOBS.observe("2021", "37.60", area="CN-TJ", source=SOURCE, note='a "note"\n'),
    JOBS.observe("2022-Q1", Figure("5", "万人", exact=True), status="provisional", breakdowns={"sex": "F"}, flags={"break"}),
    STOCK.observe("2020", "900.55"), RATE.observe("2021", "-0.50", printed="下降0.50%"), RATE.observe("2022", None, status="missing"),
]  # fmt: skip


# A machine that is busy draws slowly, which is no mistake.
unhurried = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])


class Slow:
    """Readers that read nothing, so that the converter reads everything."""

    def __init__(self, tables):
        self.read = lambda _: None


def slowly(patch):
    """Leave everything to the converter."""
    for module in (json, _converter):
        patch.setattr(module, "ObservationReader", Slow)


def fields_of(record):
    """Every field, also those outside equality, and the types of them, but for what is worked out
    on demand.
    """
    if attrs.has(type(record)):
        names = (field.name for field in attrs.fields(type(record)) if field.name[0] != "_")
        return type(record).__name__, [(name, fields_of(getattr(record, name))) for name in names]
    if isinstance(record, list | tuple):
        return [fields_of(each) for each in record]
    if isinstance(record, frozenset):
        return sorted(map(fields_of, record))
    return type(record).__name__, repr(record)


def outcome(read, document):
    """What a document gives: every field of its records, or its problems."""
    try:
        return fields_of(read(document))
    except LoadError as error:
        return sorted(map(str, error.problems))


@unhurried
@given(st.lists(observations | plain_observations(), max_size=5))
def test_the_text_is_that_of_the_data(records):
    """dumps writes the text of to_builtins, to the last character."""
    text = json.dumps(records)
    assert text == plain.dumps(json.to_builtins(records), ensure_ascii=False)
    assert json.loads(text) == records


@unhurried
@given(st.lists(observations | plain_observations(), max_size=5))
def test_the_fast_reader_reads_as_the_converter(records):
    """Every field is the same, also the words of units, digits, flags and the precision of a day."""
    document = json.to_builtins(records)
    with pytest.MonkeyPatch.context() as patch:
        slowly(patch)
        slow = outcome(json.from_builtins, document)
    assert outcome(json.from_builtins, document) == slow


def test_plain_observations_are_read_and_written_fast():
    """None of these is left to the converter."""
    document = json.to_builtins(FEW)
    tables = Tables()
    tables.records = {
        "indicators": {i.code: i for i in (JOBS, STOCK, RATE)},
        "sources": {"s": SOURCE},
    }
    reader = _fast.ObservationReader(tables)
    assert [reader.read(item["value"]) for item in document["value"]] == FEW
    assert None not in [_fast.ObservationWriter(Tables()).write(each) for each in FEW]


@pytest.mark.parametrize("seed", range(6))
def test_mistakes_are_those_of_the_converter(seed, monkeypatch):
    """Whatever value stands at whatever place, a key more, a key less: the same records, or the same problems."""
    whole, choice = json.to_builtins(FEW), random.Random(seed)
    places = list(places_in(whole))
    for _ in range(60):
        broken, path = copy.deepcopy(whole), choice.choice(places)
        holder = holder_of(broken, path)
        how = choice.randrange(4)
        if how == 0 and isinstance(holder, dict):
            del holder[path[-1]]
        elif how == 1 and isinstance(holder, dict):
            holder["more"] = choice.choice(VALUES)
        else:
            holder[path[-1]] = choice.choice(
                (
                    *VALUES,
                    False,
                    1,
                    "2021",
                    "1e5",
                    "-0",
                    "0" * 40,
                    "5.",
                    "normal",
                    "exactly",
                    ["break"],
                    [["sex", "F"]],
                    ["ab"],
                    {"break": 1},
                )
            )
        found = outcome(json.from_builtins, broken)
        with monkeypatch.context() as patch:
            slowly(patch)
            assert outcome(json.from_builtins, broken) == found


@needs("msgspec")
class TestMsgspec:
    """A text is parsed by msgspec only where that leaves no doubt."""

    @unhurried
    @given(st.lists(observations | plain_observations(), min_size=1, max_size=3))
    def test_the_same_records(self, records):
        """With and without, of compact texts too."""
        for text in (
            json.dumps(records),
            plain.dumps(json.to_builtins(records), ensure_ascii=False, separators=(",", ":")),
        ):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(_fast, "_msgspec", lambda: None)
                without = fields_of(json.loads(text))
            assert fields_of(json.loads(text)) == without
            assert json.loads(text.encode()) == records

    def test_what_this_library_writes_is_read_fast(self):
        """And what others write without blanks, too."""
        text = json.dumps([JOBS.observe("2021", "5", area="天津")])
        assert _fast.quick(text) == plain.loads(text)
        assert _fast.quick(
            plain.dumps(plain.loads(text), ensure_ascii=False, separators=(",", ":"))
        ) == plain.loads(text)

    @pytest.mark.parametrize("place", range(30))
    def test_a_key_twice_is_refused(self, place):
        """Wherever it stands, with the same value or another, with blanks that hide it or not."""
        text = json.dumps([JOBS.observe("2021", "5", area="a", note=": b")])
        keys = [at for at in range(len(text)) if text.startswith('": ', at)]
        start = text.rindex('"', 0, keys[place % len(keys)])
        key = text[start : keys[place % len(keys)] + 3]
        for blank in ("", " ", "  ", "\n"):
            for value in ("null", '"x"', "1"):
                twice = f"{text[:start]}{key}{value},{blank}{text[start:]}"
                assert _fast.quick(twice) is None
                with pytest.raises(LoadError):
                    json.loads(twice)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "NaN",
            "[1.50]",
            "[1e400]",
            "[-0]",
            '"\\u0041"',
            '"\ud800"',
            "[1] x",
            "\ufeff[]",
            "[" * 5000,
        ],
    )
    def test_a_doubt_is_left_to_the_standard_library(self, text):
        """Digits that would be lost, other ways to write a text, what is no JSON."""
        assert _fast.quick(text) is None

    def test_damaged_texts_have_the_same_problems(self, monkeypatch):
        """Whatever byte changes."""
        data, choice = json.dumps(FEW).encode(), random.Random(5)
        for _ in range(120):
            at = choice.randrange(len(data))
            broken = (
                data[:at]
                + bytes([choice.choice(b'x"{}[],:0 \\')])
                + data[at + choice.randrange(2) :]
            )
            found = outcome(json.loads, broken)
            with monkeypatch.context() as patch:
                patch.setattr(_fast, "_msgspec", lambda: None)
                slowly(patch)
                assert outcome(json.loads, broken) == found


# --- rows of tables ---------------------------------------------------------------------------------------------------


def slow_rows(patch):
    """Leave every row to the reader of all rows."""
    patch.setattr(PlainRows, "read", lambda _, sheet: [None] * sheet.size)


@unhurried
@given(st.lists(observations | plain_observations(), min_size=1, max_size=5))
def test_plain_rows_are_read_as_all_rows(records):
    """Every field of the observations of a table is the same."""
    for form in (csv, sdmx_csv):
        text = form.dumps(records)
        with pytest.MonkeyPatch.context() as patch:
            slow_rows(patch)
            slow = outcome(form.loads, text)
        assert outcome(form.loads, text) == slow


@unhurried
@given(
    st.lists(observations | plain_observations(), min_size=1, max_size=6),
    st.randoms(),
    st.integers(1, 4),
)
def test_rows_are_read_together_in_any_number(records, choice, number):
    """The same records, or the same problems, wherever the rows stand to which others refer."""
    for form in (csv, sdmx_csv):
        header, *rows = form.dumps(records).split("\r\n")[:-1]
        choice.shuffle(rows)
        text = "\r\n".join([header, *rows, ""])
        whole = outcome(form.loads, text)
        with pytest.MonkeyPatch.context() as patch:
            for module in (reader, _layouts):
                patch.setattr(module, "AT_ONCE", number)
            assert outcome(form.loads, text) == whole


CELLS = ["", "x", "0", "-0", "1e5", "1,5", "5.50", "person", "万人", "household", "as_of", "2021", "2021-Q3", "normal", "missing", "about", "exactly", "3", "true", "sex=F", "break", "value", "growth"]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_mistakes_in_rows_are_those_of_the_reader_of_all_rows(seed, monkeypatch):
    """Whatever stands in whichever cell: the same records, or the same problems."""
    choice = random.Random(seed)
    header, *lines = (line.split(",") for line in csv.dumps(FEW[2:]).splitlines())
    for _ in range(60):
        broken = copy.deepcopy(lines)
        for _ in range(choice.choice((1, 1, 2, 3))):
            row = choice.choice(broken)
            row[choice.randrange(len(row))] = choice.choice(CELLS)
        text = "\r\n".join(map(",".join, [header, *broken, []]))
        for foreign in ({}, {"defaults": {"REF_AREA": "CN"}}):
            found = outcome(partial(csv.loads, **foreign), text)
            with monkeypatch.context() as patch:
                slow_rows(patch)
                assert outcome(partial(csv.loads, **foreign), text) == found


def test_plain_rows_need_no_reader_of_all_rows(monkeypatch):
    """None of these is left to it, of this library's tables and of others'."""
    monkeypatch.setattr("tjstats.rows.reader._Reader.observation", None)
    assert csv.loads(csv.dumps([FEW[2], FEW[3], FEW[4]])) == FEW[2:]
    text = "Year,Value,Sex\n2020,5.5,F\n2021,6,M\n"
    columns = {"Year": "TIME_PERIOD", "Value": "OBS_VALUE", "Sex": "breakdown:sex"}
    found = csv.loads(text, columns=columns, defaults={"INDICATOR": "test.jobs"}, indicators=[JOBS])
    assert found == [
        JOBS.observe("2020", "5.5", breakdowns={"sex": "F"}),
        JOBS.observe("2021", "6", breakdowns={"sex": "M"}),
    ]


def test_every_sample_is_the_same():
    """Observations with everything that one may have."""
    samples = [each for each in SAMPLES["observation"] if isinstance(each, Observation)]
    assert json.loads(json.dumps(samples), list[tj.Observation]) == samples
    assert json.dumps(samples) == plain.dumps(json.to_builtins(samples), ensure_ascii=False)
