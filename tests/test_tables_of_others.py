"""Tables as others publish them: marks, separators, layouts, encodings, and the one error that says what to write."""

import itertools
from pathlib import Path

import pytest

import tjstats as tj
from tests.indicators import JOBS, STOCK
from tjstats import AsOf, Figure, Indicator, Status
from tjstats.errors import (
    EncodingError,
    InvalidRecordError,
    LoadError,
    RecordTypeError,
    TjstatsError,
)
from tjstats.formats import csv, sdmx_csv

RATE = Indicator("x", "%", "rate")
X = {"defaults": {"INDICATOR": "x"}, "indicators": [RATE]}
HEAD = "TIME_PERIOD,OBS_VALUE\n"


def problems(text, **foreign):
    with pytest.raises(LoadError) as caught:
        csv.loads(text, **foreign)
    return [str(problem) for problem in caught.value.problems]


def grouped(whole, separator):
    """The digits in groups of three from the right."""
    first = len(whole) % 3 or 3
    return separator.join([whole[:first], *(whole[n : n + 3] for n in range(first, len(whole), 3))])


def one(cell, **foreign):
    """The observation of a table with one cell."""
    quoted = '"' + cell.replace('"', '""') + '"'
    (found,) = csv.loads(f"{HEAD}2020,{quoted}\n", **X, **foreign)
    return found


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u3000", "  "])
def test_spaces_around_a_cell_say_nothing(space):
    """In every column, the header too."""
    text = f"TIME_PERIOD{space},OBS_VALUE,{space}REF_AREA,UNIT_MEASURE\n{space}2020,12.3{space},{space}CN {space},{space}%\n"
    assert csv.loads(text, **X) == [RATE.observe("2020", "12.3", area="CN")]


def test_texts_of_this_library_keep_their_spaces():
    """They are as they are written."""
    record = JOBS.observe("2021", "5", area=" CN ", note=" a")
    assert csv.loads(csv.dumps([record])) == [record]


@pytest.mark.parametrize("written", ["１２.３", "１２．３", "12.3"])
def test_digits_of_full_width(written):
    """They are the digits they look like, and so is the minus sign."""
    assert one(written).figure == Figure("12.3", "%")
    assert one(f"−{written}").figure == one(f"－{written}").figure == Figure("-12.3", "%")


@pytest.mark.parametrize(
    "mark", ["..", "…", "—", "-", ":", "NA", "n/a", "x", "[c]", "...", "N/A", "#N/A"]
)
@pytest.mark.parametrize("status", ["missing", "suppressed", "not_applicable"])
def test_a_mark_for_a_missing_value_means_what_the_caller_says(mark, status):
    """It is a status; without the argument an error that states it. Zero stays zero."""
    assert one(mark, missing={mark: status}) == RATE.observe("2020", None, status=status)
    assert one(f" {mark} ", missing={mark: None}).status is Status.MISSING
    assert one("0", missing={mark: status}).figure == Figure("0", "%")
    assert f"missing={{{mark!r}: 'missing'}}" in problems(f"{HEAD}2020,{mark}\n", **X)[0]


def test_a_status_of_the_row_is_more_precise_than_a_mark():
    """The mark says that there is no value, the status why."""
    text = "TIME_PERIOD,OBS_VALUE,OBS_STATUS\n2020,:,c\n2021,:,\n2022,:,suppressed\n2023,:,A\n"
    found = csv.loads(text, missing={":": "missing"}, **X)
    assert [each.status for each in found] == ["suppressed", "missing", "suppressed", "missing"]


@pytest.mark.parametrize(
    ("decimal", "thousands"), [(d, t) for d in ".," for t in [None, *",. '’_"] if d != t]
)
@pytest.mark.parametrize(
    "number", ["0", "5", "999", "1000", "1234.5", "12345", "1234567.25", "-1234.50", "0.5"]
)
def test_separators(decimal, thousands, number):
    """A number is read with the signs that the caller names, digit for digit."""
    sign, plain = ("-", number[1:]) if number[0] == "-" else ("", number)
    whole, _, fraction = plain.partition(".")
    written = sign + grouped(whole, thousands or "") + (decimal + fraction if fraction else "")
    assert one(written, decimal=decimal, thousands=thousands).figure == Figure(number, "%")
    if thousands == " ":
        for space in "\u00a0\u2009\u202f":
            other = written.replace(" ", space)
            assert one(other, decimal=decimal, thousands=" ").figure == Figure(number, "%")


@pytest.mark.parametrize(
    ("written", "foreign", "says"),
    [
        ("1,234.5", {}, "thousands=','"),
        ("1,234", {}, "thousands=','"),
        ("12,4", {}, "decimal=','"),
        ("1.299,99", {}, "thousands='.', decimal=','"),
        ("1 234,5", {}, "thousands=' ', decimal=','"),
        ("1 234", {}, "thousands=' '"),
        ("1,23,456", {"thousands": ","}, "not a valid number"),
        ("1234,567", {"thousands": ","}, "not a valid number"),
        ("12,34", {"thousands": ","}, "not a valid number"),
        ("1.5", {"decimal": ","}, "not a valid number"),
        ("1.234", {"decimal": ",", "thousands": " "}, "not a valid number"),
    ],
)
def test_a_number_of_other_signs_is_refused(written, foreign, says):
    """It is never read with signs that it does not have; the error states the arguments that would fit."""
    assert says in problems(f'{HEAD}2020,"{written}"\n', **X, **foreign)[0]


@pytest.mark.parametrize(
    ("written", "status", "flags", "note"),
    [
        ("12.3 p", "provisional", set(), None),
        ("12.3 b", "normal", {"break"}, None),
        ("12.3 bu", "normal", {"break", "low_reliability"}, None),
        ("12.3 d", "normal", {"definition_differs"}, None),
        ("12.3 r", "revised", set(), None),
        ("12.3 ep", "estimated", set(), "OBS_STATUS ep"),
        ("12.3*", "normal", set(), "*"),
        ("12.3 ¹", "normal", set(), "¹"),
        ("12.3[2]", "normal", set(), "[2]"),
        ("12.3 (3)", "normal", set(), "(3)"),
    ],
)
def test_marks_behind_a_number(written, status, flags, note):
    """Flags of Eurostat are read as such; a note mark goes to the note."""
    found = one(written)
    assert (str(found.figure), found.status, found.flags, found.note) == (
        "12.3%",
        status,
        flags,
        note,
    )


@pytest.mark.parametrize(
    ("written", "status"),
    [(":", "missing"), (": c", "suppressed"), (": z", "not_applicable"), (": p", "missing")],
)
def test_flags_without_a_number(written, status):
    """A missing value may have a flag, which says why."""
    assert one(written, missing={":": "missing"}).status == status


@pytest.mark.parametrize(
    "written", ["12.3 million", "12.3 x", "5 %", "x 5", "12..3", "1e", "(12.3)", "5 eep"]
)
def test_other_words_are_no_marks(written):
    """They may change the number, so they are refused."""
    assert "OBS_VALUE" in problems(f"{HEAD}2020,{written}\n", **X)[0]


# --- status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["M", "L", "O", "missing", "Q", "suppressed"])
def test_a_value_beats_a_status_that_has_none(letter):
    """The value stays, and the note says what the status was."""
    text = f"TIME_PERIOD,OBS_VALUE,OBS_STATUS\n2020,5,{letter}\n2021,6,A\n"
    first, second = csv.loads(text, **X)
    assert (str(first.figure), first.status, first.note) == ("5%", "normal", f"OBS_STATUS {letter}")
    assert second == RATE.observe("2021", "6")


@pytest.mark.parametrize("letter", ["P", "E", "A", "normal", "F", "b"])
def test_a_status_that_needs_a_value_without_one(letter):
    """The observation is missing."""
    (found,) = csv.loads(f"TIME_PERIOD,OBS_VALUE,OBS_STATUS\n2020,,{letter}\n", **X)
    assert (found.figure, found.status) == (None, "missing")


def test_the_word_for_not_available():
    """Eurostat's older messages have it beside NaN; beside a value it stays in the note."""
    text = "DATAFLOW,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nA:B(1.0),2020,NaN,na\nA:B(1.0),2021,5,na\n"
    first, second = sdmx_csv.loads(text, **X)
    assert (first.figure, first.status, first.note) == (None, "missing", None)
    assert (str(second.figure), second.status, second.note) == ("5%", "normal", "OBS_STATUS na")


def test_a_unit_that_no_table_knows_says_what_reads_it():
    """The error stands at the unit, with both arguments."""
    text = "TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n2020,5,XYZ_Q\n"
    (problem,) = problems(text, **X)
    assert problem.startswith("line 2, UNIT_MEASURE: unknown unit 'XYZ_Q'")
    assert "codes={'UNIT_MEASURE': {'XYZ_Q': …}}, or unknown_units='keep'" in problem
    assert csv.loads(text, codes={"UNIT_MEASURE": {"XYZ_Q": "%"}}, **X)


def test_a_status_of_a_list_that_is_not_known():
    """The error says what reads it."""
    text = "TIME_PERIOD,OBS_VALUE,OBS_STATUS\n2020,5,X9\n"
    assert "or pass codes={'OBS_STATUS': {'X9': 'normal'}}" in problems(text, **X)[0]
    (found,) = csv.loads(text, codes={"OBS_STATUS": {"X9": "estimated"}}, **X)
    assert found.status == "estimated"


@pytest.mark.parametrize("letters", ["".join(pair) for pair in itertools.permutations("bep", 3)])
def test_several_letters_at_once(letters):
    """Flags are flags, one status wins, and the note has the letters."""
    (found,) = csv.loads(f"TIME_PERIOD,OBS_VALUE,OBS_STATUS\n2020,5,{letters}\n", **X)
    assert (found.status, found.flags, found.note) == (
        "estimated",
        {"break"},
        f"OBS_STATUS {letters}",
    )


# --- columns ----------------------------------------------------------------------------------------------------------


def test_an_unknown_column_is_one_error_at_the_header():
    """It states the argument, which is then read: a breakdown, or nothing."""
    text = "Year,Sex,Value,Footnote\n" + "".join(f"{y},F,5,\n" for y in range(2000, 2020))
    (problem,) = problems(text, **X)
    assert problem.startswith("line 1: unknown columns 'Year', 'Sex', 'Value', 'Footnote'")
    columns = eval(problem.partition("columns=")[2].partition("}")[0] + "}")
    assert columns == {
        "Year": "TIME_PERIOD",
        "Sex": "breakdown:sex",
        "Value": "OBS_VALUE",
        "Footnote": None,
    }
    found = csv.loads(text, columns=columns, **X)
    assert found[3] == RATE.observe("2003", "5", breakdowns={"sex": "F"})
    left_out = csv.loads(text, columns={**columns, "Sex": None}, **X)
    assert left_out[3] == RATE.observe("2003", "5")


@pytest.mark.parametrize("name", ["TITLE", "FORCE", "PUBLISHER", "Indicator", "Obs_Value"])
def test_a_column_of_another_kind_of_row_is_one_error_too(name):
    """A table of observations has no place for it."""
    assert len(problems(f"{name},{HEAD}a,2020,5\nb,2021,6\n", **X)) == 1


def test_breakdowns_keep_parts_of_the_population_apart():
    """Two parts of one year are two series; an empty cell is the whole."""
    text = "TIME_PERIOD,OBS_VALUE,Sex,Age group\n2020,5,F,Y15\n2020,6,M,Y15\n2020,7,,\n"
    columns = {"Sex": "breakdown:sex", "Age group": "breakdown:age"}
    found = csv.loads(text, columns=columns, **X)
    assert [each.breakdowns for each in found] == [
        (("age", "Y15"), ("sex", "F")), (("age", "Y15"), ("sex", "M")), (),
    ]  # fmt: skip
    with pytest.raises(TjstatsError):
        tj.Series(tuple(found))


def test_two_columns_of_one_name_are_refused():
    """Neither is left out in silence."""
    columns = {"Year": "TIME_PERIOD", "Value": "OBS_VALUE", "Total": "OBS_VALUE"}
    (problem,) = problems("Year,Value,Total\n2020,5,6\n", columns=columns, **X)
    assert "'Value', 'Total' are both OBS_VALUE" in problem


def test_empty_rows_and_columns():
    """They say nothing; a column without a name that holds something is an error."""
    assert csv.loads("TIME_PERIOD,OBS_VALUE,\n,,\n2020,5,\n , ,\n", **X) == [
        RATE.observe("2020", "5")
    ]
    assert "'0'" in problems(",TIME_PERIOD,OBS_VALUE\n0,2020,5\n1,2021,6\n", **X)[0]


def test_lines_above_the_header_and_notes_below():
    """The header is the row that has the named columns."""
    text = "Table 3\nUnit: %\n\nYear,Value\n2020,5\n2021,6\n\nNote: revised.\nSource: office\n"
    columns = {"Year": "TIME_PERIOD", "Value": "OBS_VALUE"}
    assert csv.loads(text, columns=columns, **X) == [
        RATE.observe("2020", "5"),
        RATE.observe("2021", "6"),
    ]


# --- periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("2024年", "2024"),
        ("2024年1月", "2024-01"),
        ("Q1 2023", "2023-Q1"),
        ("2020M01", "2020-01"),
        ("2000 [YR2000]", "2000"),
    ],
)
def test_periods_in_words(word, code):
    """A stock has the end of the period, a flow the period."""
    text = f"TIME_PERIOD,OBS_VALUE,INDICATOR\n{word},5,test.insured\n{word},5,test.jobs\n"
    stock, flow = csv.loads(text, indicators=[JOBS, STOCK])
    assert (stock.period, flow.period) == (AsOf(code), tj.period(code))


def test_the_first_day_of_a_period_and_its_frequency():
    """A year of such months is complete."""
    text = "DATE,CPI\n" + "".join(f"2014-{m:02d}-01,5\n" for m in range(1, 13))
    columns = {"DATE": "TIME_PERIOD", "CPI": "OBS_VALUE"}
    defaults = {"INDICATOR": "test.jobs", "FREQ": "M"}
    found = csv.loads(text, tj.Series, columns=columns, defaults=defaults, indicators=[JOBS])
    assert tj.aggregate(found, tj.period("2014")).figure.equals(Figure("60", "万人")) == "yes"


@pytest.mark.parametrize(
    ("header", "proposed"),
    [
        ("年份,新增就业", {"年份": "TIME_PERIOD", "新增就业": "OBS_VALUE"}),
        ("TIME_PERIOD,jobs", {"jobs": "OBS_VALUE"}),
        ("Year,Value,Note", {"Year": "TIME_PERIOD", "Value": "OBS_VALUE", "Note": None}),
        ("Year,GDP,CPI", {"Year": "TIME_PERIOD", "GDP": None, "CPI": None}),
    ],
)
def test_the_columns_proposed_do_not_leave_the_values_out(header, proposed):
    """The only column without a known name has the values, if no other has."""
    with pytest.raises(LoadError) as caught:
        csv.loads(f"{header}\n2021,{','.join('5' * header.count(','))}\n", indicators=[JOBS])
    assert f"columns={proposed!r};" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["Data Source,World Development\n\na,b\n", "a,b,c\n1,2,3\n", "title\n\nyear,value\n"]
)
def test_a_line_that_names_nothing_is_perhaps_no_header(text):
    """The error names what finds it, instead of columns to leave out."""
    with pytest.raises(LoadError, match=r"formats\.describe\(path\) says which call") as caught:
        csv.loads(text, indicators=[JOBS])
    assert "None" not in str(caught.value)


# --- units ------------------------------------------------------------------------------------------------------------


def test_unknown_units_are_kept_only_when_asked():
    """The word in brackets, after its scale; a known word is never kept."""
    jobs = Indicator("y", "[股]", "flow")
    text = "TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n2020,5,万股\n2021,6,股\n"
    foreign = {"defaults": {"INDICATOR": "y"}, "indicators": [jobs]}
    found = csv.loads(text, unknown_units="keep", **foreign)
    assert [each.figure.plain for each in found] == [50000, 6]
    assert {each.figure.unit.code for each in found} == {"[股]"}
    assert "股" in problems(text, **foreign)[0]
    assert one("5", unknown_units="keep").figure == Figure("5", "%")


# --- years as columns -------------------------------------------------------------------------------------------------

NBS = (
    "数据库：分省年度数据\n指标：年末常住人口(万人)\n时间：最近3年\n地区,2024年,2023年,2022年\n北京市,2183,2186,2184\n"
    "天津市,1364,1364,1363\n注：常住人口包括外来人口\n数据来源：国家统计局\n"
)
WORLD_BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-12-16",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961",\n'
    '"Aruba","ABW","Population, total","SP.POP.TOTL","54922","",\n"China","CHN","Population, total","SP.POP.TOTL","667070000","660330000",\n'
)
EUROSTAT = "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,PC,BE\t5.6 \t5.5 b\nA,PC,BG\t4.2 p\t: c\n"
DATABANK = (
    "Country Name,Country Code,2000 [YR2000],2001 [YR2001]\nChina,CHN,1262645000,..\n,,,\n,,,\n,,,\n"
    "Data from database: World Development Indicators,,,\nLast Updated: 07/21/2024,,,\n"
)


def test_an_export_of_the_database_of_the_bureau_of_statistics():
    """GB 18030, lines above, years as columns, notes below."""
    people = Indicator("pop", "万人", "stock")
    found = csv.loads(
        NBS.encode("gb18030"), encoding="gb18030", layout="wide", columns={"地区": "REF_AREA"},
        defaults={"INDICATOR": "pop"}, indicators=[people],
    )  # fmt: skip
    assert found == [
        people.observe(f"{year}-12-31", number, area=area)
        for area, numbers in {"北京市": (2183, 2186, 2184), "天津市": (1364, 1364, 1363)}.items()
        for year, number in zip((2024, 2023, 2022), numbers, strict=True)
    ]


def test_a_file_of_the_world_bank():
    """A trailing delimiter; an empty cell is a missing value; the column of a name is left out when asked."""
    people = Indicator("pop", "人", "stock")
    columns = {
        "Country Name": None,
        "Country Code": "REF_AREA",
        "Indicator Name": None,
        "Indicator Code": "INDICATOR",
    }
    codes = {"INDICATOR": {"SP.POP.TOTL": "pop"}}
    found = csv.loads(WORLD_BANK, layout="wide", columns=columns, codes=codes, indicators=[people])
    assert [(o.area, str(o.period), o.figure and o.figure.plain) for o in found] == [
        ("ABW", "1960", 54922), ("ABW", "1961", None), ("CHN", "1960", 667070000), ("CHN", "1961", 660330000),
    ]  # fmt: skip
    (problem,) = problems(
        WORLD_BANK, layout="wide", columns={"Country Code": "REF_AREA"}, indicators=[people]
    )
    assert problem.startswith("line 5: unknown columns 'Country Name', 'Indicator Name'")


def test_a_file_of_the_data_bank():
    """Codes of years in brackets, and notes after empty rows."""
    people = Indicator("pop", "人", "stock")
    columns = {"Country Name": None, "Country Code": "REF_AREA"}
    found = csv.loads(
        DATABANK, layout="wide", columns=columns, missing={"..": "missing"}, defaults={"INDICATOR": "pop"}, indicators=[people]
    )  # fmt: skip
    assert [o.status for o in found] == ["normal", "missing"]


def test_a_file_of_eurostat():
    """All keys in the first cell, tabs, blanks, flags behind the values."""
    columns = {"freq": "FREQ", "unit": "UNIT_MEASURE", "geo": "REF_AREA"}
    found = csv.loads(
        EUROSTAT, layout="wide", delimiter="\t", columns=columns, codes={"UNIT_MEASURE": {"PC": "%"}}, missing={":": "missing"}, **X
    )  # fmt: skip
    assert found == [
        RATE.observe("2022", "5.6", area="BE"),
        RATE.observe("2023", "5.5", area="BE", flags={"break"}),
        RATE.observe("2022", "4.2", area="BG", status="provisional"),
        RATE.observe("2023", None, area="BG", status="suppressed", flags={"confidential"}),
    ]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "", "地区,名称\n北京,1\n"])
def test_a_wide_table_has_periods(text):
    """Without one the error says what a wide table is."""
    assert problems(text, layout="wide", **X)


def test_the_place_of_an_error_in_a_wide_table():
    """Line and column of the period."""
    text = NBS.replace("2186", "2l86")
    people = Indicator("pop", "万人", "stock")
    (problem,) = problems(
        text,
        layout="wide",
        columns={"地区": "REF_AREA"},
        defaults={"INDICATOR": "pop"},
        indicators=[people],
    )
    assert problem.startswith("line 5, 2023年, OBS_VALUE: ")


# --- files that are something else ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ansi", "utf-88", "", "zlib", "x" * 50])
def test_an_encoding_that_is_none(encoding):
    """An error of the library names those that are."""
    with pytest.raises(EncodingError, match="gb18030"):
        csv.loads((HEAD + "2020,5\n").encode(), encoding=encoding, **X)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_an_encoding_of_several_bytes_says_its_name(encoding, tmp_path):
    """The remedy in the message reads the file."""
    path = tmp_path / "a.csv"
    path.write_bytes((HEAD + "2020,5\n").encode(encoding))
    with pytest.raises(LoadError, match="encoding='utf-") as caught:
        csv.read(path, **X)
    remedy = str(caught.value).rpartition("encoding='")[2].rstrip("'")
    if encoding != "utf-16-be":
        assert csv.read(path, encoding=remedy, **X) == [RATE.observe("2020", "5")]


@pytest.mark.parametrize(
    ("start", "says"),
    [(b"PK\x03\x04", "formats.excel"), (b"\xd0\xcf\x11\xe0", "formats.excel"), (b"\x1f\x8b", "gzip"), (b"PAR1", "Parquet"), (b"%PDF-1.7", "PDF"), (b"<!DOCTYPE html><html>", "web page"), (b"\n<table>", "web page")],
)  # fmt: skip
def test_a_file_that_is_no_text_is_named(start, says, tmp_path):
    """Whatever it is, the error says so."""
    path = tmp_path / "a.csv"
    path.write_bytes(start + bytes(range(256)))
    with pytest.raises(LoadError, match=says):
        csv.read(path, **X)
    with pytest.raises(LoadError, match=says):
        sdmx_csv.read(Path(path), **X)


@pytest.mark.parametrize(
    ("foreign", "error"),
    [
        ({"missing": ["x"]}, RecordTypeError),
        ({"missing": {"x": "normal"}}, InvalidRecordError),
        ({"missing": {"x": "nothing"}}, InvalidRecordError),
        ({"decimal": ";"}, InvalidRecordError),
        ({"thousands": "x"}, InvalidRecordError),
        ({"thousands": ".", "decimal": "."}, InvalidRecordError),
        ({"unknown_units": "yes"}, InvalidRecordError),
        ({"layout": "broad"}, InvalidRecordError),
        ({"columns": {"a": "breakdown:"}}, TjstatsError),
    ],
    ids=str,
)
def test_arguments_are_checked(foreign, error):
    """The error names the argument."""
    with pytest.raises(error, match=r"missing|decimal|thousands|unknown_units|layout|breakdown"):
        csv.loads(HEAD, **foreign)
