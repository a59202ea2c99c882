"""JSON: every kind is written and read back, digits are kept, tables are written once."""

import json
from decimal import Decimal

import attrs
import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, STOCK
from tests.samples import DATASET, IDS, PAGE, RECORDS, SAMPLES
from tjstats import AsOf, Figure, Indicator, Source
from tjstats.errors import LoadError, RecordTypeError, TjstatsError
from tjstats.formats._converter import KINDS
from tjstats.formats.json import dumps, from_builtins, loads, read, to_builtins, write


def test_every_kind_is_exercised():
    """The samples cover the table of kinds, each with records of its class."""
    assert set(SAMPLES) == set(KINDS)
    for kind, samples in SAMPLES.items():
        assert samples
        assert all(type(sample) is KINDS[kind] for sample in samples)


def test_every_public_record_and_answer_is_a_kind():
    """No type of answer is left out."""
    public = {getattr(tj, name) for name in tj.__all__}
    assert {cls for cls in public if isinstance(cls, type) and attrs.has(cls)} <= set(
        KINDS.values()
    )


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_every_sample_is_read_back_equal(record):
    """loads(dumps(x)) == x, of the same class, through builtins too; written again it is the same text."""
    text = dumps(record)
    again = loads(text)
    assert again == record
    assert type(again) is type(record)
    assert dumps(again) == text
    assert loads(text, type(record)) == record
    assert from_builtins(to_builtins(record)) == record
    assert loads(text.encode()) == record
    assert loads(dumps(record, indent=2)) == record


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_what_is_shown_survives(record):
    """The copy prints like the original."""
    again = loads(dumps(record))
    assert (str(again), repr(again)) == (str(record), repr(record))


def test_a_list_of_all_of_them():
    """A list may hold records of every kind, and shares its tables."""
    assert loads(dumps(RECORDS)) == RECORDS
    assert loads(dumps(tuple(RECORDS[:3]))) == RECORDS[:3]
    assert loads(dumps([])) == []


def test_builtins_are_builtins():
    """Only dicts with text keys, lists, texts, numbers, booleans and None."""

    def check(data):
        assert type(data) in (dict, list, str, int, bool, type(None))
        for each in (
            data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
        ):
            check(each)
        assert not isinstance(data, dict) or all(type(key) is str for key in data)

    check(to_builtins(RECORDS))
    assert json.loads(dumps(RECORDS)) == to_builtins(RECORDS)


@pytest.mark.parametrize(
    "digits",
    ["37.60", "3.45E+5", "0.00", "-1.50", "0E-7", "1E+3", "1234567890123456789012345678901234"],
)
def test_digits_are_kept(digits):
    """A value is text with all its printed places, before the point too."""
    figure = Figure(Decimal(digits), "元")
    written = to_builtins(figure)["value"]["value"]
    assert type(written) is str
    assert Decimal(written).as_tuple() == figure.value.as_tuple()
    again = loads(dumps(figure))
    assert again.value.as_tuple() == figure.value.as_tuple()
    assert again.decimals == figure.decimals == -Decimal(digits).as_tuple().exponent


@pytest.mark.parametrize(
    "number",
    ["37.60", "3.45E+5", "0.1", "12345678901234567890.12345678901234", "175", "1" * 34, "-0.50"],
)
def test_numbers_in_json_text_are_read_exactly(number):
    """An unquoted number keeps its digits too; it never becomes a float."""
    text = f'{{"tjstats": 1, "kind": "figure", "value": {{"value": {number}, "unit": "CNY"}}}}'
    assert loads(text) == Figure(number, "元")
    assert loads(text).value.as_tuple() == Decimal(number).as_tuple()


@pytest.mark.parametrize("word", ["万套", "万人", "岁", "million EUR", "[股]", "成", "个百分点"])
def test_the_printed_unit_is_kept(word):
    """It is written next to the canonical unit, and does not count in equality."""
    figure = Figure("5", word)
    data = to_builtins(figure)
    assert data["value"]["word"] == word
    assert from_builtins(data).word == word
    del data["value"]["word"]
    assert from_builtins(data) == figure
    assert from_builtins(data).word is None


def test_a_printed_unit_that_no_table_knows():
    """It is kept unchanged; a word for another unit or scale is an error."""
    data = to_builtins(Figure("5", "万人"))
    data["value"]["word"] = "ten thousands of heads"
    assert from_builtins(data).word == "ten thousands of heads"
    for word in ("人", "万户", "%"):
        data["value"]["word"] = word
        with pytest.raises(LoadError, match="word"):
            from_builtins(data)


def test_how_a_point_in_time_was_named():
    """Its precision is kept, inside a record too."""
    record = STOCK.observe("2025-11", "5")
    again = loads(dumps(record))
    assert (str(again.period), again.period.precision) == ("2025-11", "month")


def test_a_document_begins_with_its_version_and_kind():
    """The envelope comes first."""
    assert dumps(JOBS).startswith('{"tjstats": 2, "kind": "indicator"')


def test_chinese_is_written_as_it_is():
    """No escapes for Chinese characters."""
    assert "新增就业" in dumps(JOBS)


def test_indicators_and_sources_are_written_once():
    """Records refer to them by key."""
    data = to_builtins([JOBS.observe(str(year), "5", source=PAGE) for year in range(2000, 2020)])
    assert (list(data["indicators"]), list(data["sources"])) == ([JOBS.code], [PAGE.code])
    assert {each["value"]["indicator"] for each in data["value"]} == {JOBS.code}
    assert {each["value"]["source"] for each in data["value"]} == {PAGE.code}
    assert dumps(DATASET).count(PAGE.title) == 1


def test_different_records_with_one_code():
    """Two different indicators or sources with the same code in one list stay two."""
    people, pairs = Indicator("x", "人", "flow"), Indicator("x", "万人", "flow")
    third = Indicator("x_2", "户", "flow")
    one, other = Source("s", "one"), Source("s", "other")
    records = [
        people.observe("2021", "5", source=one),
        pairs.observe("2021", "5", source=other),
        third.observe("2021", "5", source=one),
        people.observe("2022", "5", source=other),
    ]
    again = loads(dumps(records))
    assert again == records
    assert [r.indicator for r in again] == [people, pairs, third, people]
    assert [r.source for r in again] == [one, other, one, other]


def test_a_source_named_like_a_second_one():
    """A code that looks like the key of a second record is distinguished from it."""
    records = [
        STOCK.observe("2021", "5", source=s)
        for s in (Source("s#2", "a"), Source("s", "b"), Source("s", "c"))
    ]
    assert loads(dumps(records)) == records
    assert loads(dumps(records[::-1])) == records[::-1]


@pytest.mark.parametrize("code", ["a/b", "a~1b", "~", "a b", "中文", "#2", 'a"b\n'])
def test_any_code_of_a_source(code):
    """A source's code is any non-empty text."""
    record = STOCK.observe("2021", "5", source=Source(code))
    assert loads(dumps(record)) == record


def test_loading_as_a_class():
    """The requested class is returned, or an error names both."""
    text = dumps(Figure("5", "人"))
    assert loads(text, Figure) == Figure("5", "人")
    with pytest.raises(LoadError, match="figure.*observation") as caught:
        loads(text, tj.Observation)
    assert caught.value.problems[0].pointer == "/kind"
    assert loads(dumps([]), list) == []


LEVELS = [STOCK.observe(str(year), "5") for year in (2021, 2022)]
GOAL = tj.Target(STOCK, AsOf("2025"), Figure("10", "万人"))


@pytest.mark.parametrize(
    ("records", "as_"),
    [
        (LEVELS, list),
        (LEVELS, list[tj.Observation]),
        (LEVELS, list[tj.Observation | tj.Target]),
        ([*LEVELS, GOAL], list[tj.Observation | tj.Target]),
        ([], list[tj.Observation]),
        (LEVELS[0], tj.Observation | tj.Target),
    ],
    ids=str,
)
def test_loading_as_a_list(records, as_):
    """A list of records of a class, or of several classes; from builtins too."""
    assert loads(dumps(records), as_) == from_builtins(to_builtins(records), as_) == records


@pytest.mark.parametrize("as_", [tuple, tuple[tj.Observation, ...]], ids=str)
def test_loading_as_a_tuple(as_):
    """A requested tuple is returned as one."""
    assert loads(dumps(LEVELS), as_) == tuple(LEVELS)
    assert loads(dumps([]), as_) == ()


def test_a_list_with_records_of_another_class():
    """Each of them is reported by position, with the other errors of the document."""
    data = to_builtins([*LEVELS, GOAL, STOCK.unit, LEVELS[0]])
    data["value"][4]["value"]["status"] = "?"
    with pytest.raises(LoadError) as caught:
        from_builtins(data, list[tj.Observation])
    places = {problem.pointer: problem.message for problem in caught.value.problems}
    assert set(places) == {"/value/2/kind", "/value/3/kind", "/value/4/value/status"}
    assert places["/value/2/kind"] == "the kind is target; expected observation"


@pytest.mark.parametrize(
    ("record", "as_", "words"),
    [
        (LEVELS[0], list[tj.Observation], "the kind is observation; expected list of observation"),
        (LEVELS, tj.Observation, "the kind is list; expected observation"),
        (LEVELS[0], tuple, "the kind is observation; expected list"),
        (DATASET, list[tj.Observation | tj.Target], "expected list of observation or target"),
        (LEVELS[0], int, "expected int"),
    ],
    ids=str,
)
def test_another_kind_of_document(record, as_, words):
    """The message names the contents of the document and the requested class."""
    with pytest.raises(LoadError, match=words) as caught:
        loads(dumps(record), as_)
    assert [problem.pointer for problem in caught.value.problems] == ["/kind"]


@pytest.mark.parametrize(
    "as_", ["Observation", 5, dict[str, int], tuple[int, str], list[list[int]]], ids=str
)
def test_other_types_cannot_be_requested(as_):
    """A TypeError that says what can be written."""
    with pytest.raises(RecordTypeError, match=r"list\[Observation\]"):
        loads(dumps(LEVELS), as_)


def test_reading_a_file_as_a_list(tmp_path):
    """`read` accepts what `loads` accepts."""
    write(tmp_path / "levels.json", LEVELS)
    assert read(tmp_path / "levels.json", tuple[tj.Observation, ...]) == tuple(LEVELS)


@pytest.mark.parametrize(
    "record",
    [5, "text", None, 1.5, {"a": 1}, type, Decimal(5), [5], [[JOBS]], JOBS.unit.code],
    ids=repr,
)
def test_only_records_are_written(record):
    """Anything else is a TypeError that lists the known kinds."""
    for written in (dumps, to_builtins):
        with pytest.raises(RecordTypeError) as caught:
            written(record)
        assert isinstance(caught.value, TypeError)
        assert isinstance(caught.value, TjstatsError)


def test_results_are_for_other_readers():
    """A growth states its results; it can be read without them too."""
    growth = tj.growth(MONEY.observe("2025", "110"), MONEY.observe("2024", "100"))
    data = to_builtins(growth)
    assert Decimal(data["value"]["results"]["rate"]["value"]) == 10
    assert data["value"]["results"]["years"] == "1"
    del data["value"]["results"]
    assert from_builtins(data) == growth


def test_a_byte_order_mark_is_no_mistake():
    """Editors on Windows write one; it is accepted in bytes and in text read from them."""
    text = dumps(JOBS)
    assert loads(b"\xef\xbb\xbf" + text.encode()) == JOBS
