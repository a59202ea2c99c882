"""What `describe` says of files as people download them, and that its call reads them."""

import pytest

import tjstats as tj
from tests.formats import needs
from tests.test_workbooks_and_sniffing import workbook
from tjstats import Indicator
from tjstats.errors import LoadError, RecordTypeError
from tjstats.formats import csv, describe

RATE = Indicator("x", "%", "rate", zh="失业率", en="Unemployment rate")


def read(data, tmp_path, **more):
    """The records that the described call reads of a file, with a rate as its indicator."""
    path = tmp_path / "a"
    path.write_bytes(data)
    call = describe(path).call.replace("'INDICATOR': …", "'INDICATOR': 'x'")
    call = call.replace("indicators=[…]", "indicators=[RATE], **more")
    return eval(call, {"tj": tj, "path": path, "RATE": RATE, "more": more})


def values(found):
    return [None if o.figure is None else str(o.figure.value) for o in found]


FILES = {
    "a point for what is missing": (
        "observation_date,UNRATE\n2024-01-01,3.7\n2024-02-01,.\n", "utf-8", ["3.7", None], {"missing": {".": "missing"}},
    ),
    "words for what is missing": ("Year,Value\n2020,5\n2021,N/A\n2022,not available\n2023,n/a\n", "utf-8", ["5", None, None, None], {}),
    "a western letter": (
        "Jahr;Erwerbstätige (Tsd.);Anmerkung\n2020;44.915,5;geschätzt\n2021;45.012,1;\n", "cp1252", ["44915.5", "45012.1"], {"encoding": "cp1252", "thousands": ".", "decimal": ","},
    ),
    "French": ("année;taux\n2020;5,1\n2021;6,25\n", "latin-1", ["5.1", "6.25"], {"encoding": "cp1252"}),
    "Chinese": ("年份,数值\n2024年,5\n2023年,6\n", "gb18030", ["5", "6"], {"encoding": "gb18030"}),
    "Japanese": ("年次,データ\n2020年,5\n2021年,6\n", "cp932", ["5", "6"], {"encoding": "cp932"}),
    "traditional Chinese": ("年份,數值\n2020年,5\n2021年,6\n總計資料來源,,\n", "big5", None, {"encoding": "big5"}),
    "days with points": ("Stichtag;Berlin\n31.12.2023;2150,0\n31.12.2024;2176,4\nQuelle: Amt für Statistik\n", "utf-8", ["2150.0", "2176.4"], {"decimal": ","}),
    "days with the month first": ("day,v\n12/31/2023,5\n01/31/2024,6\n", "utf-8", ["5", "6"], {}),
    "days of which one shows the form": ("day,v\n01/02/2023,5\n01/31/2023,6\n", "utf-8", ["5", "6"], {"dates": "%m/%d/%Y"}),
    "months with two digits of the year": ("month,v\nJan-23,5\nFeb-23,6\n", "utf-8", ["5", "6"], {"dates": "%b-%y"}),
    "a footer of several lines": ("Jahr;Wert\n2020;5\n2021;6\n__________\n(C)opyright Amt, 2024\nStand: 01.02.2024 / 12:00:00\n", "utf-8", ["5", "6"], {}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "encoding", "expected", "arguments"), FILES.values(), ids=FILES)
def test_the_call_reads_every_value(text, encoding, expected, arguments, tmp_path):
    """Marks, signs, encodings, days and footers are seen, and the call that is described has the arguments."""
    found = describe(text.encode(encoding))
    assert found.arguments.items() >= arguments.items()
    if expected is None:
        assert any(note.startswith("not read") for note in found.notes)
        return
    assert not any(note.startswith("not read") for note in found.notes)
    assert values(read(text.encode(encoding), tmp_path)) == expected


def test_what_may_be_meant_in_two_ways_is_said():
    """Days, signs and encodings: a note with the other argument, and … for the days."""
    days = describe(b"day,v\n01/02/2023,5\n02/02/2023,6\n")
    assert "dates=…" in days.call
    assert "dates" not in days.arguments
    assert "dates='%d/%m/%Y' or dates='%m/%d/%Y'" in days.notes[0]
    assert "decimal=','" in describe(b'year,v\n2020,"1,234"\n').notes[0]
    assert "thousands=','" in describe(b"year;v\n2020;1,234\n").notes[0]
    assert "thousands='.'" in describe(b"year;v\n2020;1.234\n").notes[0]
    assert describe(b"year,v\n2020,134.364\n").notes == ()  # as in all files with commas
    assert "big5" in describe("年份,数值\n2024年,5\n".encode("gb18030")).notes[0]


def test_what_the_call_does_not_read_is_said():
    """Rows of another length, values that nothing tells apart, no column of numbers, and columns of numbers that are left out."""
    assert "not read: line 3: 3 cells" in describe(b"Year,Value\n2020,5\n2021,6,7\n").notes[0]
    assert "2 values are of the same" in str(describe(b"year,quarter,value\n2020,1,5\n2020,2,6\n"))
    assert "no column holds numbers" in str(describe(b"year,name\n2020,a\n2021,b\n"))
    assert "of which a call reads one: A, B" in str(describe(b"year,A,B\n2020,1,2\n2021,1,2\n"))
    assert "not read: line 4, OBS_VALUE" in str(describe(b"year,v\n2020,1\n2021,2\n2022,3 of 4\n"))


def test_a_table_without_a_column_of_values_is_refused():
    """No row would have a figure: the error names the argument."""
    with pytest.raises(LoadError, match=r"no column is OBS_VALUE; .*\{'UNRATE': 'OBS_VALUE'\}"):
        csv.loads("day,UNRATE\n2024-01-01,.\n", columns={"day": "TIME_PERIOD", "UNRATE": None}, defaults={"INDICATOR": "x"}, indicators=[RATE])  # fmt: skip


def test_prose_is_no_table():
    """A text of sentences is for the layer of texts."""
    found = describe(
        "统计公报\n\n全年地区生产总值18024.32亿元，比上年增长5.1%。其中，第一产业增长2.8%。\n年末常住人口1364万人。\n".encode()
    )
    assert (found.reader, found.kind) == ("zh", "a text in prose, no table")
    assert "tjstats check" in found.notes[0]


def test_a_column_that_a_table_has_no_place_for_is_left_out():
    """It is not proposed by its own name, which would be refused."""
    assert describe(b"TIME_PERIOD,OBS_VALUE,CONF_STATUS\n2020,5,F\n").columns["CONF_STATUS"] is None


@needs("python_calamine")
class TestWorkbooks:
    """A workbook is opened: its sheets, the header and the layout are those of a table."""

    DATA = workbook(
        **{
            "Read me": [["About this file"], ["2020", "edition"]],
            "Data": [["A title"], [], ["area", 2022, 2023], ["DE", 5.1, "n/a"], ["FR", 7, 8]],
            "Long": [["Year", "Value"], [2020, 5]],
        }
    )

    def test_the_sheet_with_the_most_values(self, tmp_path):
        """Not the first."""
        found = describe(self.DATA)
        assert found.kind == "an Excel workbook, years as columns"
        assert found.notes[0].startswith("its sheets: 'Read me' (2 rows), 'Data'")
        assert "the header is row 3" in found.notes
        assert found.marks == ("n/a",)
        assert values(read(self.DATA, tmp_path)) == ["5.1", None, "7", "8"]

    def test_a_sheet_by_its_name(self):
        """Any that there is."""
        assert describe(self.DATA, sheet="Long").columns == {"Year": "TIME_PERIOD", "Value": "OBS_VALUE"}  # fmt: skip
        with pytest.raises(LoadError, match="no sheet 'x'"):
            describe(self.DATA, sheet="x")

    def test_a_damaged_one(self):
        """It is said why."""
        assert "no workbook" in describe(b"PK\x03\x04..").notes[0]


def test_an_indicator_is_found_by_its_names_too():
    """By code, else by either name if no other has it; what is none is an error of its place."""
    columns = {"year": "TIME_PERIOD", "value": "OBS_VALUE", "what": "INDICATOR"}
    other = Indicator("y", "%", "rate", zh="就业率", en="x")
    for name, code in (("失业率", "x"), ("Unemployment rate", "x"), (" x", "x"), ("就业率", "y")):
        (found,) = csv.loads(f"what,year,value\n{name},2020,5\n", columns=columns, indicators=[RATE, other])  # fmt: skip
        assert found.indicator.code == code
    for unknown in ("失业", "Z"):
        with pytest.raises(LoadError, match="no row of kind 'indicator'"):
            csv.loads(f"what,year,value\n{unknown},2020,5\n", columns=columns, indicators=[RATE, other])  # fmt: skip


def test_one_indicator_need_be_in_no_list():
    """And what is none is refused by name."""
    columns = {"year": "TIME_PERIOD", "value": "OBS_VALUE"}
    table, whole = "year,value\n2020,5\n", {"columns": columns, "defaults": {"INDICATOR": "x"}}
    assert csv.loads(table, indicators=RATE, **whole) == csv.loads(table, indicators=[RATE], **whole)  # fmt: skip
    for wrong in (5, "x", None):
        with pytest.raises(RecordTypeError, match="indicators"):
            csv.loads(table, indicators=wrong, **whole)


def test_dates_have_the_form_that_the_caller_states():
    """As precise as the form; other periods are as they are, and a form without signs is refused."""

    def time(text, form):
        columns = {"t": "TIME_PERIOD", "v": "OBS_VALUE"}
        (found,) = csv.loads(f"t,v\n{text},5\n", columns=columns, dates=form, defaults={"INDICATOR": "x"}, indicators=RATE)  # fmt: skip
        return str(found.period)

    assert time("01/02/2023", "%d/%m/%Y") == time("02/01/2023", "%m/%d/%Y") == "2023-02-01"
    assert (time("Jan-23", "%b-%y"), time("2023-Q1", "%b-%y")) == ("2023-01", "2023-Q1")
    with pytest.raises(tj.errors.InvalidRecordError, match="dates"):
        time("2023", "dd/mm")


def test_what_many_rows_lack_is_said_once():
    """The places, and the remedy once."""
    with pytest.raises(LoadError) as caught:
        csv.loads("y,v\n2020,5\n2021,6\n", columns={"y": "TIME_PERIOD", "v": "OBS_VALUE"})
    assert str(caught.value).count("write the code of an indicator") == 1
    assert "line 2, INDICATOR; line 3, INDICATOR: write" in str(caught.value)
    assert len(caught.value.problems) == 2


KINDS = {
    "a first column without a name": (",v\n1978年,5\n1979年,6\n", {"": "TIME_PERIOD", "v": "OBS_VALUE"}, ["5", "6"]),
    "lines of an answer above the header": (
        'RESULT\nSTATUS,0\nTOTAL,2\nTITLE,"",x\nVALUE\ncat_code,cat,area,time,unit,value,note\n1,x,DE,2021,%,5,\n1,x,FR,2021,%,6,\n', {"time": "TIME_PERIOD", "value": "OBS_VALUE", "area": "REF_AREA"}, ["5", "6"],
    ),
    "a text below an empty line": ("Year,Sex,Value\n2020,F,5\n2021,F,6\n\nInternational Office, Outlook Database\n", {"Year": "TIME_PERIOD", "Sex": "breakdown:sex"}, None),
    "one cell below an empty line": ("Year,Sex,Value\n2020,F,5\n2021,F,6\n\nInternational Office 2021\n", {"Year": "TIME_PERIOD", "Sex": "breakdown:sex"}, ["5", "6"]),
    "years and months of them": ("Year,Period,Label,Value\n2023,M01,2023 Jan,3.4\n2023,M02,2023 Feb,3.6\n", {"Year": None, "Period": None, "Label": "TIME_PERIOD"}, ["3.4", "3.6"]),
    "values in words beside numbers": ("Period,FactNumeric,Value\n2019,47.69,47.7 [46.1-49.3]\n2020,50.1,50.1 [48.2-52.1]\n", {"FactNumeric": "OBS_VALUE", "Value": None}, ["47.69", "50.1"]),
    "names of SDMX in small letters": ("ref_area,source,time,obs_value,obs_status\nAFG,BA,2020,5,B\nDEU,BA,2020,6,\n", {"ref_area": "REF_AREA", "source": None, "obs_value": "OBS_VALUE", "obs_status": "OBS_STATUS"}, ["5", "6"]),
    "codes of units and measures": ("LOCATION,MEASURE,TIME,Value,Flag Codes,DECIMALS\nAUS,MLN_USD,2019,5,,1\nAUS,USD_CAP,2019,6,E,1\n", {"MEASURE": "breakdown:measure", "Flag Codes": "OBS_STATUS", "DECIMALS": None}, ["5", "6"]),
    "a status of dots": ("REF_DATE,GEO,UOM,VALUE,STATUS\n1992-01,CA,%,5,\n1992-02,CA,%,,..\n", {"REF_DATE": "TIME_PERIOD", "UOM": "UNIT_MEASURE"}, ["5", None]),
    "a unit tells no rows apart": ("Area,Element,Year,Unit,Value\nDE,Production,2000,%,5\nDE,Harvest,2000,1,6\n", {"Element": "breakdown:element"}, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "columns", "expected"), KINDS.values(), ids=KINDS)
def test_columns_are_known_by_names_and_cells(text, columns, expected, tmp_path):
    """And what the call does not read is said."""
    found = describe(text.encode())
    assert found.columns.items() >= columns.items()
    if expected is not None:
        assert not found.notes or all(note.startswith("the header") for note in found.notes)
        assert values(read(text.encode(), tmp_path)) == expected


def test_a_text_with_a_delimiter_below_a_table_is_said_not_to_be_read():
    """It may be a row that was cut."""
    assert "not read: line 5" in describe(KINDS["a text below an empty line"][0].encode()).notes[0]


def test_columns_of_indicators_and_of_areas():
    """With across= each column that columns= does not name is one indicator, by code or name, or one area."""
    table = "year,x,就业率,note\n2020,1,2,a\n2021,3,..,b\n"
    other = Indicator("y", "%", "rate", zh="就业率")
    whole = {"layout": "wide", "columns": {"year": "TIME_PERIOD", "note": None}, "missing": {"..": "missing"}}  # fmt: skip
    found = csv.loads(table, across="INDICATOR", indicators=[RATE, other], **whole)
    assert [(o.indicator.code, str(o.period)) for o in found] == [("x", "2020"), ("y", "2020"), ("x", "2021"), ("y", "2021")]  # fmt: skip
    assert values(found) == ["1", "2", "3", None]
    areas = {"codes": {"REF_AREA": {"就业率": "CN"}}, "defaults": {"INDICATOR": "x"}}
    found = csv.loads(table, across="REF_AREA", indicators=RATE, **areas, **whole)
    assert [o.area for o in found] == ["x", "CN", "x", "CN"]
    parts = csv.loads("year,F,M\n2020,1,2\n", layout="wide", across="breakdown:sex", columns={"year": "TIME_PERIOD"}, defaults={"INDICATOR": "x"}, indicators=RATE)  # fmt: skip
    assert [dict(o.breakdowns)["sex"] for o in parts] == ["F", "M"]


def test_keys_of_a_wide_table_may_be_in_a_column_without_a_name():
    """As in what pandas writes, and exports of databases: columns= names it by an empty text."""
    for across, columns in (("INDICATOR", {"": "TIME_PERIOD"}), ("TIME_PERIOD", {"": "REF_AREA"})):
        table = ",x\n2020,5\n" if across == "INDICATOR" else ",2020\nDE,5\n"
        (found,) = csv.loads(table, layout="wide", across=across, columns=columns, defaults={"INDICATOR": "x"}, indicators=RATE)  # fmt: skip
        assert (found.period.code, values([found])) == ("2020", ["5"])


def test_across_goes_with_columns_of_values():
    """Another word, a table of one observation a row, and no column left are errors that name it."""
    for wrong in ({"across": "AREA", "layout": "wide"}, {"across": "REF_AREA"}):
        with pytest.raises(tj.errors.InvalidRecordError, match="across"):
            csv.loads("year,v\n2020,5\n", indicators=RATE, **wrong)
    with pytest.raises(LoadError, match="no column is left for across='REF_AREA'"):
        csv.loads("year\n2020\n", layout="wide", across="REF_AREA", columns={"year": "TIME_PERIOD"}, indicators=RATE)  # fmt: skip


def test_the_description_of_several_columns_of_values_says_how_all_are_read():
    """Its note has the arguments."""
    notes = describe("年份,甲,乙\n2020,1,2\n2021,3,4\n".encode()).notes
    assert "layout='wide', across='INDICATOR', columns={'年份': 'TIME_PERIOD'}" in notes[1]


def test_json_of_others_is_said_not_to_be_read():
    """A document that says nothing of this library."""
    assert "not of this library" in describe(b'[{"page": 1}, [{"date": "2018", "value": 5}]]').notes[0]  # fmt: skip
    assert describe(b'{"tjstats": 2, "kind": "figure"}').notes == ()
