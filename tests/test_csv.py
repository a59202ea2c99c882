"""CSV: the effects of spreadsheets, tables from elsewhere, and every kind of damage, reported by line and column."""

import csv as plain
import io
import re
import tracemalloc

import pytest

import tjstats as tj
from tests.indicators import JOBS, RATE, STOCK
from tests.samples import DATASET
from tjstats import Figure, Indicator, Observation, Source
from tjstats.errors import InvalidRecordError, LoadError, RecordTypeError, UnknownCodeError
from tjstats.formats.csv import dumps, loads, read, write

HEAD = "INDICATOR,TIME_PERIOD,OBS_VALUE,NOTE\r\n"


def rows(text):
    """The rows of a CSV text as a spreadsheet reads them."""
    return list(plain.DictReader(io.StringIO(text, newline="")))


def problems(text, **foreign):
    """The errors in a text, by position."""
    with pytest.raises(LoadError) as caught:
        loads(text, **foreign)
    assert str(caught.value.problems[0]) in str(caught.value)
    return {problem.pointer: problem.message for problem in caught.value.problems}


# --- a spreadsheet ----------------------------------------------------------------------------------------------------


def test_one_row_per_record():
    """An observation is one row, with its printed digits and unit in columns; indicators and sources have their own rows."""
    found = rows(dumps([JOBS.observe("2021", "37.60", source=Source("s", "Title"))]))
    assert [row["RECORD"] for row in found] == ["indicator", "source", "observation"]
    row = found[-1]
    assert [row[name] for name in ("INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "SOURCE")] == [
        "test.jobs", "2021", "37.60", "person", "4", "2", "s",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("field", ["printed", "note", "area", "locator", "scope"])
def test_no_cell_is_a_formula(start, field):
    """Text that begins like a formula is written with a leading apostrophe, and read without it."""
    record = JOBS.observe("2021", "-5", **{field: f'{start}HYPERLINK("x")'})
    text = dumps([record])
    assert not [
        cell
        for row in rows(text)
        for name, cell in row.items()
        if cell[:1] == start and name not in ("OBS_VALUE",)
    ]
    assert loads(text) == [record]


def test_flags_and_breakdowns():
    """Each has one cell; separators are escaped within text, and an error has a position."""
    breakdowns = {"sex": "F", "a=b": "50%;x"}
    record = JOBS.observe("2021", "5", flags={"confidential", "break"}, breakdowns=breakdowns)
    row = rows(dumps([record]))[-1]
    assert (row["FLAGS"], row["BREAKDOWNS"]) == ("break confidential", "a%3Db=50%25%3Bx;sex=F")
    head = "INDICATOR,TIME_PERIOD,OBS_VALUE,FLAGS,BREAKDOWNS\r\n"
    wrong = f"{head}test.jobs,2021,5,new,\r\ntest.jobs,2022,5,,sex\r\ntest.jobs,2023,5,,a=1;a=2\r\n"
    found = problems(wrong, indicators=[JOBS])
    assert list(found) == ["line 2, FLAGS", "line 3, BREAKDOWNS", "line 4, BREAKDOWNS"]
    assert [
        next(w for w in ("low_reliability", "age=Y15T24", "two values") if w in text)
        for text in found.values()
    ]


def test_the_unit_as_printed():
    """The word has a column; in foreign tables the unit column may hold the word itself."""
    children = Indicator("c", "岁", "average")
    (age,) = loads(dumps([children.observe("2021", "18")]))
    assert (age.figure.word, age.indicator.word, str(age.figure)) == ("岁", "岁", "18岁")
    foreign = loads(
        "TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\r\n2021,5,万人,\r\n2022,5,,\r\n2023,5,,0\r\n2024,5,person,4\r\n",
        defaults={"INDICATOR": "test.jobs"}, indicators=[JOBS],
    )  # fmt: skip
    assert [each.figure.word for each in foreign] == ["万人", "万人", None, None]
    other = (
        "INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_TEXT\r\ntest.jobs,2021,5,person,万人\r\n"
    )
    assert "multiplier 4" in problems(other, indicators=[JOBS])["line 2, UNIT_TEXT"]


def test_sources_and_codes_are_guarded_too():
    """Every text of every row, keys as well."""
    record = JOBS.observe("2021", "5", source=Source("=1+1", "@a", "+b", note="-c"))
    assert "'=1+1" in dumps([record])
    assert loads(dumps([record])) == [record]


def test_a_negative_number_stays_a_number():
    """Numbers get no apostrophe, so a spreadsheet can compute with them."""
    assert rows(dumps([RATE.observe("2021", "-0.50")]))[-1]["OBS_VALUE"] == "-0.50"


def test_digits_that_a_spreadsheet_drops_are_restored():
    """Decimals restore trailing zeros that were dropped; TRUE is read as true."""
    record = Observation(
        JOBS, tj.Period.year(2021), Figure.between("2.50", "3.70", "万人", upper_closed=False)
    )
    text = dumps([record])
    saved = (
        text.replace("2.50", "2.5")
        .replace("3.70", "3.7")
        .replace("true", "TRUE")
        .replace("false", "FALSE")
    )
    assert saved != text
    assert loads(saved) == [record]


def test_empty_is_not_absent():
    """An empty text and a missing one are distinguished."""
    records = [JOBS.observe("2021", "5", note=""), JOBS.observe("2022", "5")]
    assert [r.note for r in loads(dumps(records))] == ["", None]


def test_a_byte_order_mark():
    """Files begin with one, so that spreadsheets recognise UTF-8; it is skipped on reading, in text too."""
    text = dumps(DATASET)
    assert loads("\ufeff" + text) == loads(b"\xef\xbb\xbf" + text.encode()) == DATASET


def test_write_and_read_by_path(tmp_path):
    """write and read, by a path or its name."""
    write(tmp_path / "a.csv", DATASET)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfRECORD,")
    assert read(tmp_path / "a.csv") == read(str(tmp_path / "a.csv"), tj.Dataset) == DATASET


def test_a_cell_that_no_reader_takes():
    """Text longer than CSV readers accept is refused on writing."""
    with pytest.raises(InvalidRecordError, match="131072"):
        dumps([JOBS.observe("2021", "5", note="x" * 131_073)])
    record = JOBS.observe("2021", "5", note="x" * 131_071)
    assert loads(dumps([record])) == [record]


# --- tables that others wrote -----------------------------------------------------------------------------------------


def test_a_table_of_one_indicator():
    """Columns by name, a unit with a scale word, and constants for the whole table."""
    text = "Year;Value;Remark\n2021;37.60;first\n2025;32.7;\n"
    found = loads(
        text,
        tj.Series,
        delimiter=";",
        columns={"Year": "TIME_PERIOD", "Value": "OBS_VALUE", "Remark": None},
        defaults={"INDICATOR": "test.jobs", "UNIT_MEASURE": "万人", "REF_AREA": "CN-TJ"},
        indicators=[JOBS],
    )
    assert found == JOBS.series({"2021": "37.60", "2025": "32.7"}, area="CN-TJ")


def test_codes_of_others():
    """Foreign codes are replaced column by column."""
    text = "INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,QUALIFIER,OBS_STATUS\nJ,2021,175,10K,>,p\n"
    codes = {
        "INDICATOR": {"J": "test.jobs"},
        "UNIT_MEASURE": {"10K": "万人"},
        "QUALIFIER": {">": "over"},
        "OBS_STATUS": {"p": "provisional"},
    }
    assert loads(text, indicators=[JOBS], codes=codes) == [
        JOBS.observe("2021", Figure.over("175", "万人"), status="provisional")
    ]


def test_the_unit_of_the_indicator():
    """If the table has no unit, the indicator's unit and scale apply."""
    assert loads(HEAD + "test.jobs,2021,37.60,\r\n", indicators=[JOBS]) == [
        JOBS.observe("2021", "37.60")
    ]


def test_times_by_the_nature():
    """A year is a point for a stock and a span for a flow."""
    text = "INDICATOR,TIME_PERIOD,OBS_VALUE\ntest.insured,2020,5\ntest.jobs,2020,5\n"
    assert loads(text, indicators=[JOBS, STOCK]) == [
        STOCK.observe("2020", "5"),
        JOBS.observe("2020", "5"),
    ]


def test_two_ends_and_no_value():
    """A range has a lower and an upper end; one end alone is a bound."""
    text = "INDICATOR,TIME_PERIOD,OBS_LOWER,OBS_UPPER,UPPER_CLOSED\na,2021,60,80,false\na,2022,5,,\na,2023,,7,false\n"
    wage = Indicator("a", "元/月", "average")
    found = [o.figure for o in loads(text, indicators=[wage])]
    assert found == [
        Figure.between("60", "80", "元/月", upper_closed=False),
        Figure.at_least("5", "元/月"),
        Figure.under("7", "元/月"),
    ]


def test_a_missing_value_is_missing():
    """An empty value is an observation without a figure, never zero."""
    assert loads(HEAD + "test.jobs,2021,,\r\n", indicators=[JOBS]) == [
        JOBS.observe("2021", None, status="missing")
    ]


def test_bytes_in_a_named_encoding():
    """Bytes in GB 18030 are read if the encoding is named."""
    data = "指标,年份,数值\ntest.jobs,2021,37.60\n".encode("gb18030")
    columns = {"指标": "INDICATOR", "年份": "TIME_PERIOD", "数值": "OBS_VALUE"}
    assert loads(data, columns=columns, indicators=[JOBS], encoding="gb18030") == [
        JOBS.observe("2021", "37.60")
    ]
    assert "gb18030" in problems(data, columns=columns)[""]


@pytest.mark.parametrize(
    ("foreign", "error"),
    [
        ({"columns": {"a": "OBS_VALU"}}, UnknownCodeError),
        ({"codes": {"UNIT": {}}}, UnknownCodeError),
        ({"defaults": {"x": "y"}}, UnknownCodeError),
        ({"columns": ["a"]}, RecordTypeError),
        ({"delimiter": "x"}, RecordTypeError),
        ({"indicators": ["test.jobs"]}, RecordTypeError),
    ],
    ids=str,
)
def test_arguments_of_the_reader_are_checked(foreign, error):
    """Wrong arguments are refused as well as wrong tables."""
    with pytest.raises(error):
        loads(HEAD, **foreign)


# --- damage -----------------------------------------------------------------------------------------------------------


def test_the_table_of_these_tests_is_right():
    """The tables below are wrong only in the part they change."""
    assert loads(HEAD + "test.jobs,2021,5,\r\n", indicators=[JOBS])


@pytest.mark.parametrize("other", [";", "\t", "|"])
def test_a_wrong_delimiter(other):
    """The error says what to write."""
    text = dumps([JOBS.observe("2021", "5")]).replace(",", other)
    assert f"delimiter={other!r}" in problems(text)["line 1"]
    assert loads(text, delimiter=other) == [JOBS.observe("2021", "5")]


TABLES = {
    "empty": ("", {""}),
    "blank": ("\r\n\r\n", {""}),
    "no known column": ("a,b\n1,2\n", {"line 1"}),
    "a column twice": ("INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_VALUE\n", {"line 1"}),
    "too few cells": (HEAD + "test.jobs,2021\r\n", {"line 2"}),
    "too many cells": (HEAD + "test.jobs,2021,37,62,\r\n", {"line 2"}),
    "open quotation mark": (HEAD + 'test.jobs,2021,5,"not closed\r\n', {"line 2"}),
    "a later open quotation mark": (HEAD + 'test.jobs,2021,5,"a\r\nb"\r\ntest.jobs,2022,5,"c\r\n', {"line 4"}),
    "no end of the last line": ("RECORD," + HEAD + ",test.jobs,2021,5,", {"line 2"}),
    "unknown column": ("COLOUR," + HEAD + "red,test.jobs,2021,5,\r\n", {"line 1"}),
    "unknown column of ours": ("RECORD,COLOUR," + HEAD + ",red,test.jobs,2021,5,\r\n", {"line 2, COLOUR"}),
    "column of another kind": ("FORCE," + HEAD + "binding,test.jobs,2021,5,\r\n", {"line 1"}),
    "unknown kind": ("RECORD," + HEAD + "observations,test.jobs,2021,5,\r\n", {"line 2, RECORD"}),
    "unknown indicator": (HEAD + "test.job,2021,5,\r\n", {"line 2, INDICATOR"}),
    "no indicator": (HEAD + ",2021,5,\r\n", {"line 2, INDICATOR"}),
    "no period": (HEAD + "test.jobs,,5,\r\n", {"line 2, TIME_PERIOD"}),
    "no such period": (HEAD + "test.jobs,Sep-21,5,\r\n", {"line 2, TIME_PERIOD"}),
    "no number": (HEAD + "test.jobs,2021,five,\r\n", {"line 2, OBS_VALUE"}),
    "separators": (HEAD + 'test.jobs,2021,"1,234",\r\n', {"line 2, OBS_VALUE"}),
    "not a number": (HEAD + "test.jobs,2021,NaN,\r\n", {"line 2, OBS_VALUE"}),
    "two lines": (HEAD + "test.jobs,2021,x,\r\ntest.jobs,2021,5,\r\ntest.jobs,y,5,\r\n", {"line 2, OBS_VALUE", "line 4, TIME_PERIOD"}),
    "after a line break in a cell": (HEAD + 'test.jobs,2021,5,"a\r\nb"\r\ntest.jobs,2021,x,\r\n', {"line 4, OBS_VALUE"}),
    "unit": ("UNIT_MEASURE," + HEAD + "persn,test.jobs,2021,5,\r\n", {"line 2, UNIT_MEASURE"}),
    "two scales": ("UNIT_MEASURE,UNIT_MULT," + HEAD + "万人,4,test.jobs,2021,5,\r\n", {"line 2, UNIT_MULT"}),
    "multiplier": ("UNIT_MULT," + HEAD + "x,test.jobs,2021,5,\r\n", {"line 2, UNIT_MULT"}),
    "decimals": ("DECIMALS," + HEAD + "0,test.jobs,2021,5.5,\r\n", {"line 2, OBS_VALUE"}),
    "qualifier": ("QUALIFIER," + HEAD + "more,test.jobs,2021,5,\r\n", {"line 2, QUALIFIER"}),
    "denied by its ends": ("QUALIFIER,OBS_LOWER," + HEAD + "over,6,test.jobs,2021,5,\r\n", {"line 2, OBS_LOWER"}),
    "a bound without its number": ("QUALIFIER,OBS_LOWER," + HEAD + "about,6,test.jobs,2021,,\r\n", {"line 2, OBS_VALUE"}),
    "boolean": ("EXACT," + HEAD + "yes,test.jobs,2021,5,\r\n", {"line 2, EXACT"}),
    "status": ("OBS_STATUS," + HEAD + "guessed,test.jobs,2021,5,\r\n", {"line 2, OBS_STATUS"}),
    "kind of time": ("TIME_KIND," + HEAD + "day,test.jobs,2021,5,\r\n", {"line 2, TIME_KIND"}),
    "point for a flow": ("TIME_KIND," + HEAD + "as_of,test.jobs,2021-12-31,5,\r\n", {"line 2"}),
    "unlike unit": ("UNIT_MEASURE," + HEAD + "household,test.jobs,2021,5,\r\n", {"line 2"}),
    "no such row": ("DERIVED_FROM," + HEAD + "input-1,test.jobs,2021,5,\r\n", {"line 2, DERIVED_FROM"}),
    "from itself": ("ID,DERIVED_FROM," + HEAD + "a,a,test.jobs,2021,5,\r\n", {"line 2, DERIVED_FROM"}),
    "an ID twice": ("ID," + HEAD + "a,test.jobs,2021,5,\r\na,test.jobs,2022,5,\r\n", {"line 3, ID"}),
    "two datasets": ("RECORD,CODE,NOTE\r\ndataset,a,\r\ndataset,b,\r\n", {"line 3, RECORD"}),
    "a group of nothing": ("RECORD,CODE,NOTE\r\ngroup,a,\r\n", {"line 2, RECORD"}),
    "dataset without a code": ("RECORD,CODE,NOTE\r\ndataset,,x\r\n", {"line 2, CODE"}),
    "indicator": ("RECORD,CODE,UNIT_MEASURE,NATURE\r\nindicator,a,persn,flow\r\nindicator,b,人,flw\r\n", {"line 2, UNIT_MEASURE", "line 3, NATURE"}),
    "two of one code": ("RECORD,CODE,UNIT_MEASURE,NATURE\r\nindicator,a,人,flow\r\nindicator,a,户,flow\r\n", {"line 3, CODE"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "places"), TABLES.values(), ids=TABLES)
def test_each_error_has_its_line_and_column(text, places):
    """Each mistake stands at its line and column."""
    assert set(problems(text, indicators=[JOBS])) == places


def test_a_broken_indicator_is_reported_once():
    """Rows that refer to it are not reported as well."""
    text = "RECORD,CODE,UNIT_MEASURE,NATURE,INDICATOR,TIME_PERIOD\r\nindicator,a,人,flw,,\r\n,,,,a,2021\r\n,,,,a,2022\r\n"
    assert set(problems(text)) == {"line 2, NATURE"}


def test_messages_are_short_and_say_the_cell():
    """The wrong cell is shown, and a huge one is shortened."""
    found = problems(
        HEAD + f"test.jobs,2021,{'9' * 10_000}x,\r\n" + "test.jobs,2021,abc,\r\n", indicators=[JOBS]
    )
    assert "abc" in found["line 3, OBS_VALUE"]
    assert max(map(len, found.values())) < 400
    itself = problems(TABLES["from itself"][0], indicators=[JOBS])["line 2, DERIVED_FROM"]
    assert re.search(r"\bthat row has errors or is derived from itself$", itself)


def test_not_utf_8():
    """Latin-1 and UTF-16 are detected, with the remedy."""
    for data in ("INDICATOR,NOTE\né".encode("latin-1"), dumps(DATASET).encode("utf-16")):
        assert "encoding=" in problems(data)[""]


@pytest.mark.parametrize("byte", [b"x", b'"', b",", b"9"])
def test_100_mb_in_one_line(tmp_path, byte):
    """The error is clear, without the whole line in memory."""
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(HEAD.encode())
        for _ in range(100):
            file.write(byte * 1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(LoadError, match="line 2"):
            read(path, indicators=[JOBS])
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


# --- how many rows there are --------------------------------------------------------------------------------------------


PLANS = tj.datasets.load("tianjin-plans")  # a record a line, targets last


@pytest.mark.parametrize("form", [tj.formats.csv, tj.formats.sdmx_csv], ids=["csv", "sdmx_csv"])
class TestRows:
    """ROWS says in each row how many rows the file was written with: whichever are missing, it is found."""

    def lines(self, form):
        return form.dumps(PLANS).splitlines(keepends=True)

    def test_cut_at_the_end_of_any_line(self, form):
        """Refused, whatever the last line is."""
        lines = self.lines(form)
        for count in range(1, len(lines)):
            with pytest.raises(LoadError, match="cut off"):
                form.loads("".join(lines[:count]))

    def test_any_line_removed(self, form):
        """So is one line less; but for the header, which is missed by its names."""
        lines = self.lines(form)
        for number in range(1, len(lines)):
            with pytest.raises(LoadError, match=f"{len(lines) - 2} of {len(lines) - 1} rows"):
                form.loads("".join([*lines[:number], *lines[number + 1 :]]))

    def test_rows_taken_out_on_purpose(self, form):
        """Without the column there is no count, and rows are what is there."""
        lines = self.lines(form)[:-1]
        emptied = [line.replace(f",{len(lines)}\r\n", ",\r\n") for line in lines]
        found = form.loads("".join(emptied))
        assert len(found.targets) + 1 == len(PLANS.targets)

    def test_rows_added_by_hand(self, form):
        """More rows than were written are no error."""
        lines = self.lines(form)[:-1]
        shorter = form.loads("".join(lines).replace(f",{len(lines)}\r\n", ",1\r\n"))
        assert len(shorter.targets) + 1 == len(PLANS.targets)

    def test_a_count_that_is_none(self, form):
        """It is reported with its line."""
        text = "".join(self.lines(form)).replace(f",{len(self.lines(form)) - 1}\r\n", ",x\r\n", 1)
        with pytest.raises(LoadError, match="line 2, ROWS: 'x' is not a number of rows"):
            form.loads(text)


@pytest.mark.parametrize("text", ["INDICATOR,TIME_PERIOD,OBS_VALUE", "DATAFLOW,INDICATOR,OBS_V"])
def test_a_header_without_an_end(text):
    """It may be half a header: refused, while a whole one is an empty table."""
    form = tj.formats.sdmx_csv if text.startswith("DATAFLOW") else tj.formats.csv
    with pytest.raises(LoadError, match="cut off"):
        form.loads(text)
    assert form.loads(text + "\n") == []
