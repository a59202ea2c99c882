"""Workbooks, JSON-stat data sets, and the description of a file, whose call reads it."""

import io
import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import tjstats as tj
from tests.formats import needs
from tests.test_tables_of_others import DATABANK, EUROSTAT, NBS, WORLD_BANK
from tjstats import Indicator
from tjstats.errors import LoadError, RecordTypeError
from tjstats.formats import csv, describe, excel, json_stat

POP = Indicator("pop", "万人", "stock")
X = Indicator("x", "%", "rate")


def workbook(**sheets):
    """The bytes of a workbook of sheets, each a list of rows of texts and numbers."""
    names = list(sheets)
    types = "".join(
        f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(len(names))
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(len(names))
    )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n + 1}" r:id="r{n}"/>' for n, name in enumerate(names)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>',
    }
    for number, rows in enumerate(sheets.values()):
        body = ""
        for r, row in enumerate(rows, 1):
            cells = ""
            for c, cell in enumerate(row):
                place = f"{chr(65 + c)}{r}"
                if isinstance(cell, str) and cell:
                    cells += f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
                elif cell not in (None, ""):
                    cells += f'<c r="{place}"><v>{cell!r}</v></c>'
            body += f'<row r="{r}">{cells}</row>'
        parts[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'
        )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return sink.getvalue()


WIDE = [
    ["年末常住人口"],
    [],
    ["地区", "2024年", 2023],
    ["北京市", 2183.2, 2186],
    ["天津市", 1364.05, ".."],
    [],
    ["注：", ""],
]


@needs("python_calamine")
class TestWorkbooks:
    """Sheets are tables; numbers are those of 15 digits."""

    def test_years_as_columns(self, tmp_path):
        """A title above, a note below, years as texts and numbers."""
        found = excel.loads(
            workbook(data=WIDE),
            layout="wide",
            columns={"地区": "REF_AREA"},
            missing={"..": "missing"},
            defaults={"INDICATOR": "pop"},
            indicators=[POP],
        )
        assert found == [
            POP.observe("2024-12-31", "2183.2", area="北京市"), POP.observe("2023-12-31", "2186", area="北京市"),
            POP.observe("2024-12-31", "1364.05", area="天津市"), POP.observe("2023-12-31", None, area="天津市", status="missing"),
        ]  # fmt: skip
        (tmp_path / "a.xlsx").write_bytes(workbook(data=WIDE))
        again = excel.read(
            tmp_path / "a.xlsx",
            sheet="data",
            layout="wide",
            columns={"地区": "REF_AREA"},
            missing={"..": "missing"},
            defaults={"INDICATOR": "pop"},
            indicators=[POP],
        )
        assert again == found
        assert excel.sheets(tmp_path / "a.xlsx")["data"][1][0] == "地区"

    def test_one_observation_a_row(self):
        """The digits of a cell are those that a spreadsheet shows."""
        rows = [["Year", "Value"], [2020, 0.1 + 0.2], [2021, 12.345678901234567], [2022, 5]]
        found = excel.loads(
            workbook(s=rows),
            columns={"Year": "TIME_PERIOD", "Value": "OBS_VALUE"},
            defaults={"INDICATOR": "x"},
            indicators=[X],
        )
        assert [str(o.figure.value) for o in found] == ["0.3", "12.3456789012346", "5"]

    def test_several_sheets_are_named(self):
        """The error states them; an empty one does not count."""
        data = workbook(one=[["TIME_PERIOD", "OBS_VALUE"], ["2020", 5]], two=[["a"]], three=[])
        foreign = {"defaults": {"INDICATOR": "x"}, "indicators": [X]}
        assert excel.loads(data, sheet="one", **foreign) == [X.observe("2020", "5")]
        for wrong in ({}, {"sheet": "four"}):
            with pytest.raises(LoadError, match="'one', 'two'"):
                excel.loads(data, **wrong, **foreign)

    def test_the_place_of_an_error(self):
        """Row and column."""
        with pytest.raises(LoadError, match="row 4, 2024年, OBS_VALUE"):
            excel.loads(
                workbook(data=[*WIDE[:3], ["北京市", "x1", 5]]),
                layout="wide",
                columns={"地区": "REF_AREA"},
                defaults={"INDICATOR": "pop"},
                indicators=[POP],
            )

    @pytest.mark.parametrize(
        "data",
        [b"", b"x", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"\xd0\xcf\x11\xe0" + b"\0" * 600],
    )
    def test_what_is_no_workbook_is_refused(self, data):
        """By a LoadError, whatever calamine says."""
        with pytest.raises(LoadError, match="no workbook"):
            excel.loads(data)
        with pytest.raises(RecordTypeError):
            excel.loads("text")

    def test_damaged_workbooks(self):
        """Records or a LoadError, wherever it is cut or changed."""
        data = workbook(data=WIDE)
        for at in range(0, len(data), 41):
            for broken in (data[:at], data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]):
                try:
                    assert isinstance(
                        excel.loads(
                            broken,
                            layout="wide",
                            columns={"地区": "REF_AREA"},
                            missing={"..": "missing"},
                            defaults={"INDICATOR": "pop"},
                            indicators=[POP],
                        ),
                        list,
                    )
                except LoadError as error:
                    assert error.problems

    def test_a_bomb_is_not_unpacked(self):
        """A workbook that would unpack to more than 512 MB is refused by what it declares."""
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
            for number in range(9):
                file.writestr(f"{number}.xml", b"\0" * (1 << 26))
        with pytest.raises(LoadError, match="would unpack"):
            excel.loads(sink.getvalue())


# --- JSON-stat --------------------------------------------------------------------------------------------------------

DATA_SET = {
    "version": "2.0", "class": "dataset", "id": ["freq", "sex", "geo", "time"], "size": [1, 2, 1, 2],
    "role": {"time": ["time"], "geo": ["geo"]},
    "dimension": {
        "freq": {"category": {"index": {"A": 0}}}, "sex": {"category": {"index": {"M": 1, "F": 0}}},
        "geo": {"category": {"label": {"DE": "Germany"}}}, "time": {"category": {"index": ["2020", "2021"]}},
    },
    "value": [5.10, 6, None, 7], "status": {"1": "p", "2": "c"},
}  # fmt: skip
DE = {"area": "DE"}
READ = [
    X.observe("2020", "5.1", breakdowns={"sex": "F"}, **DE), X.observe("2021", "6", breakdowns={"sex": "F"}, status="provisional", **DE),
    X.observe("2020", None, breakdowns={"sex": "M"}, status="suppressed", flags={"confidential"}, **DE), X.observe("2021", "7", breakdowns={"sex": "M"}, **DE),
]  # fmt: skip
FOREIGN = {"defaults": {"INDICATOR": "x"}, "indicators": [X]}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda data: data,
        lambda data: {"class": "collection", "link": {"item": [data]}},
        lambda data: {"name": data},
    ],
)
def test_a_data_set(wrap):
    """Roles name time and area, the codes are in order, others are breakdowns; statuses are read."""
    assert json_stat.loads(json.dumps(wrap(DATA_SET)), **FOREIGN) == READ


def test_a_sparse_data_set(tmp_path):
    """Values by their number; a cell without any is none."""
    sparse = {**DATA_SET, "value": {"0": 5.1, "1": 6, "3": 7}, "status": {"1": "p"}}
    (tmp_path / "a.json").write_text(json.dumps(sparse))
    assert json_stat.read(tmp_path / "a.json", **FOREIGN) == [READ[0], READ[1], READ[3]]


def test_digits_and_names_of_json_stat():
    """Numbers have the digits of the text; a dimension may be left out or named."""
    text = json.dumps(DATA_SET).replace("5.1", "5.10")
    assert str(json_stat.loads(text, **FOREIGN)[0].figure.value) == "5.10"
    found = json_stat.loads(text, columns={"sex": "SCOPE", "geo": None}, **FOREIGN)
    assert (found[0].scope, found[0].area) == ("F", None)


def test_times_by_their_labels():
    """A code that is no period has a label that is one; the caller's own codes come first."""
    labels = {"c1": "2019", "c2": "Mar-May 2020", "c3": "Dec-Feb 2021"}
    times = {"time": {"category": {"index": {"c3": 2, "c1": 0, "c2": 1}, "label": labels}}}
    data = {"id": ["time"], "size": [3], "dimension": times, "value": [5, 6, 7]}
    text = json.dumps(data)
    with pytest.raises(LoadError, match=r"value 2, TIME_PERIOD: 'Dec-Feb 2021': not a period"):
        json_stat.loads(text, **FOREIGN)
    winter = "2020-12-01/P3M"
    for own in ({"Dec-Feb 2021": winter}, {"c3": winter}):
        found = json_stat.loads(text, codes={"TIME_PERIOD": own}, **FOREIGN)
        assert [o.period.code for o in found] == ["2019", "2020-03-01/P3M", winter]


@pytest.mark.parametrize(
    "bundle",
    [
        {"one": DATA_SET, "two": {**DATA_SET, "value": [1, 2, 3, 4]}},
        {"class": "collection", "link": {"item": [{**DATA_SET, "label": "one"}, {**DATA_SET, "label": "two", "value": [1, 2, 3, 4]}]}},
    ],
)  # fmt: skip
def test_several_data_sets(bundle):
    """One is named; the error names them."""
    text = json.dumps(bundle)
    with pytest.raises(LoadError, match="'one', 'two'; name one, dataset='one'"):
        json_stat.loads(text, **FOREIGN)
    with pytest.raises(LoadError, match="'one', 'two'"):
        json_stat.loads(text, dataset="three", **FOREIGN)
    assert json_stat.loads(text, dataset="one", **FOREIGN) == READ
    assert str(json_stat.loads(text, dataset="two", **FOREIGN)[3].figure) == "4%"


def test_links_to_data_sets():
    """They are not followed."""
    links = {"class": "collection", "link": {"item": [{"href": "https://example.org/a.json"}]}}
    with pytest.raises(LoadError, match="no data set in it; one that it links to"):
        json_stat.loads(json.dumps(links), **FOREIGN)


@pytest.mark.parametrize(
    "change",
    [{"value": [1]}, {"size": [1, 2, 1, 10**9]}, {"id": ["freq"]}, {"dimension": {}}, {"size": None}, {"value": [True, 1, 2, 3]}, {"dimension": {**DATA_SET["dimension"], "sex": {"category": {"index": {"F": 0}}}}}],
    ids=str,
)  # fmt: skip
def test_a_damaged_data_set(change):
    """A LoadError."""
    with pytest.raises(LoadError):
        json_stat.loads(json.dumps({**DATA_SET, **change}), **FOREIGN)


@needs("python_calamine")
@pytest.mark.parametrize("gap", [0, 1, 2, 5])
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_an_empty_row_of_a_sheet_ends_what_is_above_it(gap, rows):
    """Rows are numbered as in the sheet, and one empty row stands for all between two that are filled."""
    above = [["title"], *[["a", n] for n in range(rows)]]
    below = [["b", n] for n in range(rows)]
    sheet = excel.placed_rows(workbook(one=[*above, *[[]] * gap, *below]))["one"]
    filled = [(f"row {n}", row[0]) for n, row in enumerate([*above, *[[""]] * gap, *below], 1)]
    first = 1 + rows + gap  # what stands before the second part
    expected = [each for n, each in enumerate(filled, 1) if each[1] or (gap and n == first)]
    assert [(place, cells[0]) for place, cells in sheet] == expected


# --- the description of a file ----------------------------------------------------------------------------------------

FILES = {
    "nbs": (NBS.encode("gb18030"), {"encoding", "layout", "columns"}),
    "world bank": (WORLD_BANK.encode(), {"layout", "columns"}),
    "eurostat": (EUROSTAT.encode(), {"delimiter", "layout", "columns", "missing"}),
    "data bank": (DATABANK.encode(), {"layout", "columns", "missing"}),
    "open sdg": (b"Year,Sex,Value\n2020,F,5\n2021,M,..\n", {"columns", "missing"}),
    "fred": (b"DATE,GDPC1\n1947-01-01,2034.45\n", {"columns"}),
    "owid": (b"Entity,Code,Year,Population\nChina,CHN,2000,\"1,262\"\n", {"columns", "thousands"}),
    "decimal comma": (b"Year;Value\n2020;1,5\n2021;2\n", {"delimiter", "decimal", "columns"}),
    "utf-16": ("Year\tValue\n2020\t5\n".encode("utf-16"), {"encoding", "delimiter", "columns"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_call_that_is_described_reads_the_file(name, tmp_path):
    """With the indicators, and the units where the file has codes of its own."""
    data, arguments = FILES[name]
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    found = describe(path)
    for argument in arguments:
        assert f"{argument}=" in found.call
    units = Indicator("SP.POP.TOTL", "人", "stock")
    call = found.call.replace("'INDICATOR': …", "'INDICATOR': 'pop'").replace(
        "indicators=[…]",
        "indicators=[POP, units], unknown_units='keep', codes={'UNIT_MEASURE': {'PC': '万人'}}",
    )
    assert eval(call, {"tj": tj, "path": path, "POP": POP, "units": units})
    assert str(found).endswith(found.call)
    assert describe(data) == found


STARTS = {
    b"PK\x03\x04..": ("an Excel workbook", "excel"),
    b"\xd0\xcf\x11\xe0": ("an Excel workbook", "excel"),
    b"ARROW1": ("an Arrow table", "arrow"),
    b"<?xml version='1.0'?><m:GenericData/>": ("an SDMX-ML message", "sdmx"),
    json.dumps(DATA_SET).encode(): ("JSON-stat", "json_stat"),
    b'{"data": {"dataSets": []}}': ("an SDMX-JSON message", "sdmx"),
    b'{"resources": []}': ("a data package", "datapackage"),
    b'[{"kind": "figure"}]': ("a JSON document", "json"),
    b"DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,TITLE\nA:B(1.0),DE,2020,5,x\n": (
        "an SDMX-CSV file",
        "sdmx_csv",
    ),
}


@pytest.mark.parametrize(("data", "kind", "reader"), [(d, *found) for d, found in STARTS.items()])
def test_every_format_is_known_by_its_start(data, kind, reader):
    """Its name is the first line, and the call names the module that reads it."""
    found = describe(data)
    assert found.reader == reader
    assert str(found).splitlines()[0].startswith(kind)
    assert f"tj.formats.{reader}.read(path" in found.call
    if reader == "sdmx_csv":
        assert found.columns == {
            "geo": "REF_AREA",
            "TIME_PERIOD": "TIME_PERIOD",
            "OBS_VALUE": "OBS_VALUE",
        }
        assert found.left_out == ("DATAFLOW", "TITLE")


@pytest.mark.parametrize(
    ("days", "frequency", "first"),
    [
        ("2022-01-01 2023-01-01", "A", "2022"),
        ("2023-01-01 2023-07-01", "S", "2023-S1"),
        ("2023-01-01 2023-04-01 2023-10-01", "Q", "2023-Q1"),
        ("2023-03-31 2023-06-30", "Q", "2023-Q1"),
        ("2023-01-01 2023-02-01 2023-01-01", "M", "2023-01"),
        ("2023-01-02 2023-01-09", "W", "2023-01-02/P7D"),
        ("2023-01-02 2023-01-03", None, None),
        ("2023-01-01", None, None),
        ("2022 2023", None, None),
    ],
)
def test_the_frequency_is_proposed_that_the_days_of_a_table_show(days, frequency, first, tmp_path):
    """The longest of which each is a first or last day; without it, a flow's day is refused."""
    path, flow = tmp_path / "a.csv", Indicator("jobs", "万人", "flow")
    path.write_text("\n".join(["day,value", *(f"{day},5" for day in days.split())]))
    call = describe(path).call.replace("'INDICATOR': …", "'INDICATOR': 'jobs'")
    assert ("FREQ" in call) == (frequency is not None)
    if frequency is not None:
        assert f"'FREQ': '{frequency}'" in call
        found = eval(call.replace("[…]", "[flow]"), {"tj": tj, "path": path, "flow": flow})
        assert found[0].period.code == first


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("year,date,value\n2020,2020-01-01,5\n2020,2020-02-01,6\n", {"year": None, "date": "TIME_PERIOD"}),
        ("geo,country,year,value\nDE,Germany,2020,5\nFR,France,2020,6\n", {"geo": "REF_AREA", "country": None}),
        ("year,source,value\n2020,Coal,5\n2020,Wind,6\n", {"source": "breakdown:source"}),
        ("year,source,label,value\n2020,C,Coal,5\n2020,W,Wind,6\n", {"source": "breakdown:source", "label": None}),
        ("year,Fuel type,value\n2020,Coal,5\n2021,Wind,6\n", {"Fuel type": None}),
        ("s_adj,geo\\TIME_PERIOD\t2020\t2021\nSA,DE\t1\t2\nNSA,DE\t3\t4\n", {"s_adj": "breakdown:s_adj", "geo": "REF_AREA"}),
    ],
)  # fmt: skip
def test_the_columns_described_keep_every_row_apart(text, columns, tmp_path):
    """One column for the time and one for the area, and a breakdown where two rows would be of the same."""
    path = tmp_path / "a.csv"
    path.write_text(text)
    found = describe(path)
    assert found.columns.items() >= columns.items()
    call = found.call.replace("'INDICATOR': …", "'INDICATOR': 'x'").replace("[…]", "[X]")
    read = eval(call, {"tj": tj, "path": path, "X": X})
    assert len({(o.period, o.area, o.breakdowns) for o in read}) == len(read)


def test_several_columns_of_numbers_and_no_time():
    """The description names the columns that may be values, which a quarter and a code are not, and asks for the time."""
    found = describe(b"quarter,id,income,health\n1,7,5.1,6\n2,8,6.2,7\n")
    assert found.columns == {"quarter": None, "id": None, "income": "OBS_VALUE", "health": None}
    assert "several columns hold numbers, of which a call reads one: income, health" in found.notes
    assert "'INDICATOR': …, 'TIME_PERIOD': …" in found.call


def test_a_day_of_a_flow_in_a_table_is_refused_unless_the_table_is_daily():
    """The frequency makes it a period, or says that it is a day."""
    columns = {"day": "TIME_PERIOD", "value": "OBS_VALUE"}
    flow = Indicator("jobs", "万人", "flow")

    def read(**more):
        defaults = {"INDICATOR": "jobs", **more}
        text = "day,value\n2023-01-01,5\n"
        (found,) = csv.loads(text, columns=columns, defaults=defaults, indicators=[flow])
        return found.period.code

    with pytest.raises(LoadError, match=r"line 2, TIME_PERIOD: .*defaults=\{'FREQ': 'Q'\}"):
        read()
    assert (read(FREQ="Q"), read(FREQ="D")) == ("2023-Q1", "2023-01-01/P1D")


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"x", b"a,b\n", b'"', b"\0\0\0\0", bytes(range(256)), b"," * 1000, b"1,2\n3,4\n"],
)
def test_whatever_it_is_it_is_described_or_empty(data):
    """Nothing else is raised."""
    try:
        assert describe(data).call
    except LoadError as error:
        assert "empty" in str(error)


def test_files_of_this_library_are_known(tmp_path):
    """By their own formats."""
    csv.write(tmp_path / "a.csv", [POP.observe("2020", "5")])
    assert describe(Path(tmp_path / "a.csv")).reader == "csv"
