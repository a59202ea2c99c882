"""Documents from strangers that are small and would become large: a clear error, soon, and little memory."""

import io
import time
import tracemalloc
import zipfile

import pytest

import tjstats as tj
from tests.formats import needs
from tests.test_workbooks_and_sniffing import workbook
from tjstats.errors import LoadError
from tjstats.formats import csv, datapackage, describe, excel, json, json_stat, sdmx, sdmx_csv

MB = 1 << 20
X = tj.Indicator("x", "%", "rate")
GIVEN = {"defaults": {"INDICATOR": "x"}, "indicators": [X]}
HEAD = b"TIME_PERIOD,OBS_VALUE\n"
SPARSE = '{"id": ["time", "a", "b"], "size": [1, 3000, 3000], %s, "dimension": {"time": {"category": {"index": ["2020"]}}, "a": {"category": {"index": [%s]}}, "b": {"category": {"index": [%s]}}}}'
MANY = ",".join(f'"c{n}"' for n in range(3000))


def table(data):
    return csv.loads(HEAD + data, **GIVEN)


def message(data):
    return sdmx.loads(data, **GIVEN)


def sparse(values):
    return json_stat.loads(SPARSE % (values, MANY, MANY), **GIVEN)


def observations(series, count):
    """A message whose series has so many attributes, and each of so many observations all of them."""
    attributes = b" ".join(b"A%d='1'" % n for n in range(series))
    return b"<S><DataSet><Series %s>%s</Series></DataSet></S>" % (attributes, b"<Obs/>" * count)


BOMBS = {
    "a line of digits": (table, lambda: b"2020," + b"1" * 5 * MB),
    "a line of delimiters": (table, lambda: b"," * 5 * MB),
    "an open quotation mark": (table, lambda: b'"' + b"5\n" * 2 * MB),
    "a million wrong rows": (table, lambda: b"x,y\n" * MB),
    "a header of a million names": (lambda data: csv.loads(data, **GIVEN), lambda: ",".join(map(str, range(700_000))).encode()),
    "long names of columns": (lambda data: csv.loads(data, **GIVEN), lambda: b",".join(bytes([97 + n]) * 120_000 for n in range(10)) + b"\n2020,5\n"),
    "a number of a hundred thousand digits": (table, lambda: b"2020," + b"1" * 100_000 + b"\n"),
    "a period of a hundred thousand digits": (table, lambda: b"1" * 100_000 + b",5\n"),
    "rows of an unknown indicator": (lambda data: csv.loads(b"INDICATOR,SOURCE," + HEAD + data, **GIVEN), lambda: b"y,s,2020,5\n" * MB),
    "rows of SDMX-CSV": (lambda data: sdmx_csv.loads(b"DATAFLOW," + HEAD + data, **GIVEN), lambda: b"a,x,y\n" * MB),
    "a list within a list": (json.loads, lambda: b"[" * 5 * MB),
    "lists of depth 100,000": (json.loads, lambda: b"[" * 100_000 + b"]" * 100_000),
    "an object within an object": (sdmx.loads, lambda: b'{"a":' * MB),
    "a million digits": (json.loads, lambda: b'{"tjstats": 2, "value": ' + b"1" * 1_000_000 + b"}"),
    "a vast exponent": (json.loads, lambda: b'{"tjstats": 2, "value": 1e999999999}'),
    "a million wrong items": (json.loads, lambda: b'{"tjstats": 2, "kind": "list", "value": [' + b"0," * MB + b"0]}"),
    "resources of depth 100,000": (datapackage.loads, lambda: b'{"resources": ' + b"[" * 100_000),
    "elements within each other": (message, lambda: b"<a>" * MB),
    "a thousand components": (message, lambda: observations(2000, 20_000)),
    "rows without anything": (message, lambda: observations(0, 100_000)),
    "entities of entities": (message, lambda: b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
    "an entity of another file": (message, lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>'),
    "a group for every row": (message, lambda: b"<S><DataSet>%s%s</DataSet></S>" % (b"".join(b"<Group A%d='1' B='2'/>" % (n % 99) for n in range(20_000)), b"".join(b"<Obs A%d='1' A%d='2'/>" % (n % 99, n % 98) for n in range(5000)))),
    "a text as values": (sparse, lambda: '"value": "5"'),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name):
    """By an error of a few lines, in a few seconds, with at most 20 times the memory of the document."""
    read, make = BOMBS[name]
    data = make()
    size = max(len(data), MB // 4)
    start = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(LoadError) as caught:
            read(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(str(caught.value)) < 5000
    assert peak < 20 * size
    assert time.process_time() - start < 20  # under a tracer, on a busy machine


def test_rows_alike_share_what_they_hold():
    """The texts and the figures of a table are there once: short rows take 28 times their bytes, and took 63."""
    data = b"2020,5\n2021,7.5\n" * 5000
    table(data[:160])
    tracemalloc.start()
    found = table(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0].figure is found[-2].figure is not found[1].figure
    assert peak < 32 * len(data)


def test_a_sparse_data_set_costs_what_it_holds():
    """Nine million cells, of which one has a value."""
    (found,) = sparse('"value": {"8999999": 5}')
    assert found.breakdowns == (("a", "c2999"), ("b", "c2999"))
    (found,) = sparse('"value": {"0": 5}, "status": "p"')
    assert found.status == "provisional"
    with pytest.raises(LoadError, match="a value of the number 9000000"):
        sparse('"value": {"9000000": 5}')


@pytest.mark.parametrize("sign", [b"{", b"[", b'"', b",;|\t", b" ", b"<", b'{"id": [', b"1 "])
def test_a_file_of_one_sign_is_described(sign):
    """In no time."""
    start = time.process_time()
    try:
        assert describe(b"a,b\n" + sign * (MB // 4)).call
    except LoadError as error:
        assert len(str(error)) < 5000
    assert time.process_time() - start < 5


# --- workbooks --------------------------------------------------------------------------------------------------------


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return sink.getvalue()


def changed(*pairs):
    """A workbook of two rows, with its sheet changed."""
    parts = parts_of(workbook(s=[["TIME_PERIOD", "OBS_VALUE"], [2020, 5]]))
    for old, new in pairs:
        assert old in parts["xl/worksheets/s0.xml"]
        parts["xl/worksheets/s0.xml"] = parts["xl/worksheets/s0.xml"].replace(old, new)
    return zipped(parts)


def with_a_smaller_size(data):
    """A workbook that states that its largest part unpacks to one byte."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        largest = max(file.infolist(), key=lambda info: info.file_size)
    size = largest.file_size.to_bytes(4, "little")
    assert data.count(size) == 2
    return data.replace(size, (1).to_bytes(4, "little"))


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def open_document(rows):
    content = f"<office:document-content {OFFICE} office:version='1.2'><office:body><office:spreadsheet><table:table table:name='a'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


CELL = "<table:table-cell office:value-type='string'{}><text:p>a</text:p></table:table-cell>"
LAST = "<table:table-row table:number-rows-repeated='1048574'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
TWO = f"<table:table-row>{CELL.format('')}{CELL.format('')}</table:table-row>"
FAR = " table:number-columns-repeated='16384'"
# A sheet of xlsb: the data begin, a row, a cell of a number in a column.
BINARY = b"\x91\x01\x00" + b"\x00\x04%s" + b"\x05\x10%s" + b"\0" * 12 + b"\x92\x01\x00"
WORKBOOKS = {
    "a cell far away": lambda: changed((b'<row r="2">', b'<row r="1048576">'), (b'r="B2"', b'r="XFD1048576"')),
    "the reference behind much else": lambda: changed((b'r="B2"', b" " * 5000 + b'r="XFD1048576"')),
    "a column of many letters": lambda: changed((b'r="B2"', b'r="inputB2"')),
    "small letters": lambda: changed((b'r="B2"', b'r="xfd1048576"')),
    "two references": lambda: changed((b'r="B2"', b'r="XFD1048576" xmlns:x="y" x:r="B2"')),
    "a part that unpacks to 400 MB": lambda: changed((b"TIME_PERIOD", b"A" * 400 * MB)),
    "a part that says it is small": lambda: with_a_smaller_size(changed((b"TIME_PERIOD", b"A" * 40 * MB))),
    "a sheet that is no XML": lambda: changed((b"<sheetData>", b"<&><sheetData>"), (b'r="B2"', b'r="XFD1048576"')),
    "a cell repeated": lambda: open_document(f"<table:table-row table:number-rows-repeated='1048576'>{CELL.format(FAR)}</table:table-row>"),
    "a binary cell far away": lambda: zipped({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": BINARY % (b"\xff\xff\x0f\0", b"\xff\x3f\0\0")}),
}  # fmt: skip


@needs("python_calamine")
@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_would_need_much_room_is_refused(name, monkeypatch):
    """Before it is unpacked: a reader that makes room for a rectangle of cells would end the process."""
    import python_calamine

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", None)
    data = WORKBOOKS[name]()
    with pytest.raises(LoadError, match=r"the workbook .*; it is not read"):
        excel.loads(data, **GIVEN)


@needs("python_calamine")
def test_a_workbook_of_an_office_is_read():
    """Empty rows and cells that are repeated to the end of the sheet take no room."""
    foreign = {"columns": {"a": "REF_AREA"}, **GIVEN}
    with pytest.raises(LoadError, match="twice"):
        excel.loads(open_document(TWO + LAST), **foreign)
    assert (
        len(excel.loads(workbook(s=[["TIME_PERIOD", "OBS_VALUE"], *[[2020, 5]] * 5000]), **GIVEN))
        == 5000
    )
