"""Damaged and invented inputs for every door to which strangers send something: a format, a code, a text.

Each door reads the input or refuses it by an error of the library (`OSError` for files), in bounded
time; what it read is a record that every format holds, and a writer leaves a whole file or the old
one. With atheris (`pip install atheris`) coverage guides the inputs, unless `--plain`.

python bench/fuzz_formats.py csv --count 100000 --seed 1
python bench/fuzz_formats.py                                (the names of the doors)
"""

from __future__ import annotations

import argparse
import ast
import base64
import io
import json as plain_json
import os
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple

try:
    import atheris
except ImportError:
    atheris = None
GUIDED = atheris is not None and "--plain" not in sys.argv
with atheris.instrument_imports(include=["tjstats"]) if GUIDED else nullcontext():
    import tjstats as tj
    from tjstats import zh
    from tjstats.errors import LoadError, MissingExtraError, Problem, TjstatsError
    from tjstats.formats import (
        arrow,
        csv,
        datapackage,
        describe,
        excel,
        json,
        json_stat,
        sdmx,
        sdmx_csv,
    )
    from tjstats.values.units import parse_unit

Way = Callable[[bytes], Any]
JOBS = tj.Indicator("jobs", "万人", "flow", "higher", zh="新增就业")
POP = tj.Indicator("pop", "人", "stock", en="Population")
RATE = tj.Indicator("x", "%", "rate")
GIVEN: dict[str, Any] = {"indicators": [JOBS, POP, RATE], "defaults": {"INDICATOR": "x"}}
WHOLE = tj.Dataset(
    "d",
    observations=[
        JOBS.observe("2021", "37.60", area="CN", source=tj.Source("s", url="https://example.org")),
        JOBS.observe("2022", tj.Figure.between("5", "7", "万人"), note="a'\"&\n", flags={"break"}),
        POP.observe("2020", None, status="missing", breakdowns={"sex": "F"}),
    ],
    targets=[tj.Target(JOBS, tj.period("2025"), tj.Figure.at_least("200", "万人"))],
)

# --- where to start -------------------------------------------------------------------------------

TABLES = (
    "INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS\njobs,2021,37.60,万人,A\npop,2020,5,million people,p\n",
    "Year;Sex;Value\n2020;F;1.234,5\n2021;M;..\n",
    "DATE\tv\n2020-01-01\t5.10 b\n2020-04-01\t: c\n\nNote: x\n",
    "年份,数值\n2024年1-9月,１２.３\nQ1 2023,5[2]\n",
)
WIDE = (
    '"Data Source","x",\n\n"Country Name","Country Code","2022","2023",\n"China","CHN","1412","1410",\n',
    "数据库：分省年度数据\n地区,2024年,2023年\n天津市,1364,..\n数据来源：局\n",
    "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,PC,BE\t5.6 \t5.5 b\nA,PC,BG\t4.2 p\t: c\n",
)
SDMX_CSV = (
    "DATAFLOW,FREQ,geo,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,TITLE\nA:B(1.0),A,DE,F,2020,5.1,A,F,t\n",
    "STRUCTURE,STRUCTURE_ID,ACTION,CURRENCY: Currency,TIME_PERIOD,OBS_VALUE,DECIMALS\ndataflow,A:B(1.0),I,CHF: Franc,2020-Q1,1.0047,2\n",
)
SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
HEADER = "<m:Header><m:Structure structureID='S' dimensionAtObservation='TIME_PERIOD'><c:Structure><Ref agencyID='A' id='D' version='1.0'/></c:Structure></m:Structure></m:Header>"
SDMX_ML = (
    f"<m:GenericData xmlns:m='{SCHEMAS}/message' xmlns:g='{SCHEMAS}/data/generic' xmlns:c='{SCHEMAS}/common'>{HEADER}"
    "<m:DataSet structureRef='S' action='Replace'><g:Group><g:GroupKey><g:Value id='CUR' value='CHF'/></g:GroupKey><g:Attributes><g:Value id='TITLE' value='a b'/></g:Attributes></g:Group>"
    "<g:Series><g:SeriesKey><g:Value id='FREQ' value='A'/><g:Value id='CUR' value='CHF'/></g:SeriesKey><g:Obs><g:ObsDimension value='2020'/><g:ObsValue value='1.5'/><g:Attributes><g:Value id='OBS_STATUS' value='P'/></g:Attributes></g:Obs></g:Series></m:DataSet></m:GenericData>",
    f"<?xml version='1.0' encoding='UTF-8'?><m:StructureSpecificData xmlns:m='{SCHEMAS}/message' xmlns:s='{SCHEMAS}/data/structurespecific' xmlns:c='{SCHEMAS}/common'>{HEADER}"
    "<m:DataSet s:structureRef='S' s:action='Append'><Group CUR='CHF' TITLE='x'/><Series FREQ='M' CUR='CHF' DECIMALS='1'><Obs TIME_PERIOD='2020-01' OBS_VALUE='1.55' OBS_STATUS='A'/></Series></m:DataSet></m:StructureSpecificData>",
)
PARTS: dict[str, Any] = {
    "dimensions": {
        "dataSet": [{"id": "REF_AREA", "values": [{"id": "CN", "name": "China"}]}],
        "series": [{"id": "FREQ", "values": [{"id": "A"}]}],
        "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2021"}, {"value": "2022-A1"}]}],
    },
    "measures": {"observation": [{"id": "OBS_VALUE"}]},
    "attributes": {
        "dataSet": [{"id": "UNIT_MEASURE", "values": [{"id": "%"}]}],
        "series": [{"id": "TITLE"}],
        "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}]}, {"id": "NOTE"}],
    },
}
SERIES: dict[str, Any] = {
    "0": {"attributes": ["t"], "observations": {"0": [1.50, 0], "1": ["2", 1, {"en": "n"}]}}
}
SDMX_JSON: tuple[Any, ...] = (
    {"data": {"structures": [PARTS], "dataSets": [{"structure": 0, "attributes": [0], "series": SERIES}]}},
    {"structure": PARTS, "dataSets": [{"action": "Information", "series": SERIES}]},
)  # fmt: skip
JSON_STAT: Any = {
    "version": "2.0", "class": "dataset", "id": ["sex", "geo", "time"], "size": [2, 1, 2], "role": {"time": ["time"], "geo": ["geo"]},
    "dimension": {"sex": {"category": {"index": {"M": 1, "F": 0}}}, "geo": {"category": {"label": {"DE": "Germany"}}}, "time": {"category": {"index": ["2020", "2021"]}}},
    "value": [5.10, 6, None, 7], "status": {"1": "p", "2": "c"},
}  # fmt: skip
PACKAGE: Any = {
    "name": "p",
    "resources": [{
        "name": "r", "data": [["year", "value"], ["2020", "1.234,5"], ["2021", "-"]], "dialect": {"delimiter": ";"},
        "schema": {"fields": [{"name": "year", "type": "year"}, {"name": "value", "type": "number", "decimalChar": ",", "groupChar": "."}], "missingValues": ["-"]},
    }],
}  # fmt: skip
CODES = "2021 2021-Q3 2021-09 2021-01-01/P5Y 2020Q1 2020M01 2020-A1 2020-W05 2020S1 2020-D100 2021-02-08/P7D 2024年1-9月 0001 9999-12-31".split()
UNITS = (
    "万人|元/月|million people|USD billion|m**2|平方毫米|1/10万|万[股]|[a b]/人|per 100,000 people|kWh·m/人|t CO2|10^9 m3|% of GDP|亿元/万人"
).split("|")


def workbook() -> bytes:
    """A small workbook."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>area</t></is></c><c r="B1"><v>2023</v></c><c r="C1" t="s"><v>0</v></c></row>'
    rows += '<row r="3"><c r="A3" t="str"><v>DE</v></c><c r="B3" s="1"><v>5.10</v></c><c r="C3" t="e"><v>#N/A</v></c></row>'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="{types}worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{types}sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r0" Type="{office}/worksheet" Target="s.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}" count="1"><si><t>2024年</t></si></sst>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:C3"/><sheetData>{rows}</sheetData></worksheet>',
    }
    return zipped({name: text.encode() for name, text in texts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as file:
        for name, data in parts.items():
            file.writestr(name or "x", data)
    return sink.getvalue()


def encoded(*seeds: Any) -> tuple[bytes, ...]:
    """Texts as they are, records of builtins as JSON."""
    texts = (
        seed if isinstance(seed, str) else plain_json.dumps(seed, ensure_ascii=False)
        for seed in seeds
    )
    return tuple(map(str.encode, texts))


# --- damage ---------------------------------------------------------------------------------------

NASTY = (
    *("", " ", "..", ":", "—", "NaN", "Infinity", "-0", "1e400", "1e-400", "0x1F", "1_000", "+5", ".5", "5.", "--5", "١٢", "²", "１２", "½"),
    *("\ufeff", "\0", "\ud800", "\u202e", "\u2028", "\x0b", "\x85", "é" * 70, "'", '"', '""', "''", "=1+1", "@x", "\\", "\r", "\t", "\n"),
    *("0000", "2020-13", "2020-02-30", "2020-W54", "9999-12-31/P9999999D", "0001-01-01/P1D", "2020Q5", "2023/24", "2024年13月", "12024", "2020-366"),
    *("true", "null", "[]", "{}", "[", "{", "}", "]", "&amp;", "&x;", "<", "/>", "]]>", "<!DOCTYPE a>", "<?xml?>", "xmlns:x='y'"),
    *("万", "亿元", "元/", "/人", "人/人/人", "m**99", "m**-1", "[x", "[[x]]", "%%", "percent of percent", "·", "per", "1/", "10^99 人", "十百千万亿元"),
    *("INDICATOR", "RECORD", "ROWS", "OBS_VALUE", "TIME_PERIOD", "STRUCTURE_ID", "TJSTATS:OBSERVATIONS(1.0)", "dataset", "group", "input", "breakdown:x", "DERIVED_FROM", "ID", "between", "as_of"),
    *("9" * 34, "9" * 35, "0." + "0" * 40 + "1", "1" * 5000, "-" + "7" * 400, "-1", "0", "1", "99999999999", "1e5", "3.5", "null", "false"),
)  # fmt: skip
SIGNS = b"<>&\"'{}[],;:=/\\_x0\n\r\t|% -"
TOKEN = re.compile(r"[^\s,;\t|<>\"'{}\[\]:=/]+|.", re.DOTALL)
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "gb18030", "cp1252", "utf-8-sig", "latin-1", "utf-7")
VALUES = (None, True, False, 0, -1, 10**40, 1.5, "", "x", "0", [], [0], ["x"], [[]], {}, {"x": 0}, {"id": 0})  # fmt: skip
LONGEST = 1 << 14

Damage = Callable[[random.Random, bytes, bytes], bytes]


def text_of(data: bytes) -> str:
    """The characters of bytes, lone surrogates too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def at(choice: random.Random, data: bytes | str) -> int:
    return choice.randrange(len(data) + 1)


def flipped(choice: random.Random, data: bytes, _: bytes) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(choice.randrange(1, 4)):
        changed[choice.randrange(len(changed))] = choice.choice(
            (0, 128, 255, choice.randrange(256), *choice.sample(SIGNS, 3))
        )
    return bytes(changed)


def cut(choice: random.Random, data: bytes, _: bytes) -> bytes:
    place = at(choice, data)
    return data[:place] if choice.random() < 0.7 else data[place:]


def without_a_part(choice: random.Random, data: bytes, _: bytes) -> bytes:
    place = at(choice, data)
    return data[:place] + data[place + choice.choice((1, 2, 4, 8, 64)) :]


def with_a_part_twice(choice: random.Random, data: bytes, other: bytes) -> bytes:
    source = choice.choice((data, other))
    place, start = at(choice, data), at(choice, source)
    return data[:place] + source[start : start + choice.randrange(1, 80)] + data[place:]


def spliced(choice: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: at(choice, data)] + other[at(choice, other) :]


def lines_moved(choice: random.Random, data: bytes, other: bytes) -> bytes:
    lines, others = data.splitlines(keepends=True), (data + other).splitlines(keepends=True)
    if choice.random() < 0.5 and lines:
        del lines[choice.randrange(len(lines))]
    else:
        lines.insert(choice.randrange(len(lines) + 1), choice.choice(others or [b""]))
    return b"".join(lines)


def of_text(change: Callable[[random.Random, list[str]], None]) -> Damage:
    """The damage of the tokens of a text: cells, names, signs."""

    def damage(choice: random.Random, data: bytes, _: bytes) -> bytes:
        tokens = TOKEN.findall(data.decode("utf-8", "surrogateescape")) or [""]
        for _ in range(choice.choice((1, 1, 2))):
            change(choice, tokens)
        return "".join(tokens).encode(
            "utf-8", "surrogatepass" if choice.random() < 0.5 else "replace"
        )

    return damage


def replaced(choice: random.Random, tokens: list[str]) -> None:
    tokens[choice.randrange(len(tokens))] = choice.choice(NASTY)


def swapped(choice: random.Random, tokens: list[str]) -> None:
    one, other = choice.randrange(len(tokens)), choice.randrange(len(tokens))
    tokens[one], tokens[other] = tokens[other], tokens[one]


def repeated(choice: random.Random, tokens: list[str]) -> None:
    at = choice.randrange(len(tokens))
    tokens[at] = (tokens[at] * choice.choice((2, 3, 17, 300)))[:LONGEST]


def joined(choice: random.Random, tokens: list[str]) -> None:
    tokens[choice.randrange(len(tokens))] += choice.choice(NASTY)


def other_encoding(choice: random.Random, data: bytes, _: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(choice.choice(ENCODINGS), "replace")


def of_json(choice: random.Random, data: bytes, other: bytes) -> bytes:
    """A value of JSON replaced, moved, nested deeper, or a key twice."""
    try:
        whole = plain_json.loads(data)
    except (ValueError, RecursionError):
        return flipped(choice, data, other)
    places = list(places_in(whole))
    for _ in range(choice.randrange(1, 3) if places else 0):
        with suppress(IndexError, KeyError):  # what an edit before has removed
            choice.choice(EDITS)(choice, *choice.choice(places), choice.choice(places))
    text = plain_json.dumps(whole, ensure_ascii=choice.random() < 0.3)
    if choice.random() < 0.1:
        text = text.replace('"', choice.choice(('"a": 1, "', "[" * 3000, "{", '"')), 1)
    return text.encode("utf-8", "surrogatepass")


Place = tuple[Any, Any]


def other_value(choice: random.Random, holder: Any, key: Any, _: Place) -> None:
    holder[key] = choice.choice((*VALUES, *NASTY))


def deeper(_: random.Random, holder: Any, key: Any, __: Place) -> None:
    for _ in range(40):
        holder[key] = [holder[key]]


def copied(_: random.Random, holder: Any, key: Any, other: Place) -> None:
    holder[key] = plain_json.loads(plain_json.dumps(other[0][other[1]]))


def lost(_: random.Random, holder: Any, key: Any, __: Place) -> None:
    del holder[key]


def renamed(choice: random.Random, holder: Any, key: Any, _: Place) -> None:
    if isinstance(holder, dict):
        holder[choice.choice(NASTY)] = holder.pop(key)


EDITS = (other_value, other_value, deeper, copied, lost, renamed)


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each holder in a value of JSON, with each of its keys."""
    if isinstance(value, dict | list):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, key
            yield from places_in(entry)


def of_zip(choice: random.Random, data: bytes, other: bytes) -> bytes:
    """A part of a ZIP file damaged, lost or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        name = choice.choice(list(parts))
        how = choice.choice(BYTES + TOKENS)
        if choice.random() < 0.1:
            parts[choice.choice(NASTY).replace("\0", "x").replace("\ud800", "x")] = parts.pop(name)
        else:
            parts[name] = how(choice, parts[name], parts[choice.choice(list(parts))])
        return zipped(parts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        IndexError,
        ValueError,
        RuntimeError,
        OSError,
    ):
        return flipped(choice, data, other)


BYTES: tuple[Damage, ...] = (flipped, cut, without_a_part, with_a_part_twice, spliced, lines_moved)
TOKENS: tuple[Damage, ...] = tuple(map(of_text, (replaced, replaced, swapped, repeated, joined)))
OF_TEXT: tuple[Damage, ...] = (*BYTES, *TOKENS, *TOKENS, other_encoding)
OF_JSON: tuple[Damage, ...] = (*BYTES, *TOKENS, of_json, of_json, of_json, of_json, other_encoding)
OF_ZIP: tuple[Damage, ...] = (*BYTES, of_zip, of_zip, of_zip, of_zip)


# --- doors ----------------------------------------------------------------------------------------


class Door(NamedTuple):
    """Fields: seeds, damages, ways (an input's first byte says which reads the rest)."""

    seeds: tuple[bytes, ...]
    damages: tuple[Damage, ...]
    ways: tuple[Way, ...]


def by(loads: Callable[..., Any], *options: dict[str, Any]) -> tuple[Way, ...]:
    """The ways of a reader: with each of the options, of bytes and of a text."""

    def way(given: dict[str, Any]) -> Way:
        return lambda data: loads(data, **given)

    def of_text(given: dict[str, Any]) -> Way:
        return lambda data: loads(text_of(data), **given)

    return tuple(each(given) for given in options for each in (way, of_text))


def evaluated(value: Any) -> Any:
    """A value whose code says what it is."""
    names = {"Figure": tj.Figure, "Period": tj.period, "AsOf": tj.AsOf, "Unit": tj.Unit}
    again = eval(repr(value), names)
    if again != value or not str(value):
        raise AssertionError((value, again))
    return value


def text_way(read: Callable[[str], Any]) -> Way:
    return lambda data: read(text_of(data))


def figure_way(make: Callable[[str, str], Any]) -> Way:
    def read(text: str) -> Any:
        number, _, unit = text.partition(" ")
        return evaluated(make(number, unit))

    return text_way(read)


def described(data: bytes) -> None:
    call = describe(data).call
    ast.parse(call.replace("…", "..."), mode="eval")


FOLDER = Path(
    tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
)


def file_way(suffix: str, read: Callable[..., Any], **given: Any) -> Way:
    def way(data: bytes) -> Any:
        path = FOLDER / f"a{suffix}"
        path.write_bytes(data)
        return read(path, **given)

    return way


def folder_way(data: bytes) -> Any:
    """A package of two files: the descriptor, and behind a NUL the rows."""
    descriptor, _, rows = data.partition(b"\0")
    (FOLDER / "datapackage.json").write_bytes(descriptor)
    (FOLDER / "records.csv").write_bytes(rows)
    try:
        return datapackage.read(FOLDER, **PACKED)
    except OSError as error:  # a file that the descriptor names and the folder lacks
        raise LoadError((Problem("", str(error)),)) from None


YEARS = {"Year": "TIME_PERIOD", "Sex": "breakdown:sex", "Value": "OBS_VALUE"}
PACKAGED = datapackage.dumps([*WHOLE.observations])
PACKED = {**GIVEN, "columns": {"year": "TIME_PERIOD", "value": "OBS_VALUE"}}
KEYS = {"columns": {"地区": "REF_AREA"}, "missing": {"..": "missing"}, **GIVEN}


def _doors() -> dict[str, Callable[[], Door]]:
    return {
        "csv": lambda: Door(
            encoded(*TABLES, csv.dumps(WHOLE)),
            OF_TEXT,
            by(csv.loads, {}, GIVEN, {**GIVEN, "unknown_units": "keep", "missing": {"..": "missing"}}, {**GIVEN, "delimiter": ";", "decimal": ",", "thousands": ".", "columns": YEARS, "missing": {"..": "missing"}})
            + by(csv.loads, {**GIVEN, "delimiter": "\t", "defaults": {"INDICATOR": "jobs", "FREQ": "Q"}, "columns": {"DATE": "TIME_PERIOD", "v": "OBS_VALUE"}, "missing": {":": "missing"}}, {**GIVEN, "columns": {"年份": "TIME_PERIOD", "数值": "OBS_VALUE"}, "encoding": "gb18030"}),
        ),
        "csv_wide": lambda: Door(
            encoded(*WIDE),
            OF_TEXT,
            by(csv.loads, *({"layout": "wide", **given} for given in (
                KEYS,
                {**KEYS, "across": "REF_AREA", "columns": {"地区": "TIME_PERIOD"}}, {**KEYS, "across": "INDICATOR", "columns": {"": "TIME_PERIOD", "地区": "REF_AREA"}},
                {"columns": {"Country Name": None, "Country Code": "REF_AREA"}, **GIVEN},
                {"delimiter": "\t", "columns": {"freq": "FREQ", "unit": None, "geo": "REF_AREA"}, "missing": {":": "missing"}, **GIVEN},
            ))),
        ),
        "sdmx_csv": lambda: Door(encoded(*SDMX_CSV, sdmx_csv.dumps(WHOLE)), OF_TEXT, by(sdmx_csv.loads, {}, GIVEN, {**GIVEN, "unknown_units": "keep"})),
        "sdmx_ml": lambda: Door(encoded(*SDMX_ML, sdmx.dumps([*WHOLE.observations])), OF_TEXT, by(sdmx.loads, {}, GIVEN, {**GIVEN, "columns": {"CUR": "UNIT_MEASURE"}, "unknown_units": "keep"})),
        "sdmx_json": lambda: Door(encoded(*SDMX_JSON), OF_JSON, by(sdmx.loads, GIVEN, {**GIVEN, "codes": {"UNIT_MEASURE": {"XDC": "元"}}})),
        "codelists": lambda: Door(encoded(*SDMX_ML), OF_TEXT, by(sdmx.codelists, {})),
        "json": lambda: Door(encoded(json.dumps(WHOLE), json.dumps([*WHOLE.observations, JOBS]), json.dumps(tj.growth(tj.Figure("6", "人"), tj.Figure("5", "人")))), OF_JSON, by(json.loads, {}, {"as_": list[tj.Observation]})),
        "json_stat": lambda: Door(encoded(JSON_STAT, {**JSON_STAT, "value": {"0": 5.1, "3": 7}}), OF_JSON, by(json_stat.loads, GIVEN, {**GIVEN, "columns": {"sex": None}})),
        "datapackage": lambda: Door(
            (*encoded(PACKAGE, PACKAGED), plain_json.dumps({"resources": [{"name": "r", "path": "records.csv", "schema": PACKAGE["resources"][0]["schema"]}]}).encode() + b"\0" + TABLES[1].encode()),
            OF_JSON,
            (*by(datapackage.loads, {}, PACKED), folder_way),
        ),
        "excel": lambda: Door((workbook(),), OF_ZIP, tuple(by(excel.loads, {"layout": "wide", **GIVEN, "columns": {"area": "REF_AREA"}}, {"columns": {"area": "REF_AREA", "2023": "OBS_VALUE", "2024年": None}, **GIVEN, "defaults": {"INDICATOR": "x", "TIME_PERIOD": "2023"}})[::2])),
        "arrow": lambda: Door((arrow.dumps(WHOLE), arrow.dumps([*WHOLE.observations])), BYTES, tuple(by(arrow.loads, {}, GIVEN)[::2])),
        "describe": lambda: Door(encoded(*TABLES, *WIDE, *SDMX_CSV, *SDMX_ML, *SDMX_JSON, JSON_STAT, PACKAGE), OF_TEXT, (described, file_way(".csv", lambda path: str(describe(path))))),
        "datasets": lambda: Door(
            (*encoded(csv.dumps(WHOLE), json.dumps(WHOLE), *TABLES), workbook()),
            OF_JSON,
            tuple(file_way(suffix, tj.datasets.read, **given) for suffix, given in ((".csv", {}), (".csv", GIVEN), (".tsv", GIVEN), (".json", {}), (".xlsx", GIVEN))),
        ),
        "period": lambda: Door(encoded(*CODES), (*BYTES, *TOKENS), (text_way(lambda text: evaluated(tj.period(text))), text_way(lambda text: evaluated(tj.AsOf(text))), text_way(lambda text: _shifted(tj.period(text))))),
        "unit": lambda: Door(encoded(*UNITS), (*BYTES, *TOKENS), (text_way(lambda text: evaluated(tj.unit(text))), text_way(_printed_unit))),
        "figure": lambda: Door(
            tuple(f"{number} {unit}".encode() for number in ("37.60", "1e5", "-0.5", "9" * 34) for unit in UNITS[:9]),
            (*BYTES, *TOKENS),
            (*map(figure_way, (tj.Figure, tj.Figure.at_least, tj.Figure.some_over, _ends, _observed)), text_way(lambda text: evaluated(zh.read_figure(text)))),
        ),
    }  # fmt: skip


def _shifted(period: tj.Period) -> None:
    for move in (
        lambda: period.shift(1),
        lambda: period.shift(-1),
        lambda: period.split("1y"),
        lambda: period.length,
    ):
        with suppress(TjstatsError):
            evaluated(move()) if not isinstance(move(), tuple) else None


def _ends(number: str, unit: str) -> tj.Figure:
    return tj.Figure.between(number, f"{number}5", unit)


def _observed(number: str, unit: str) -> Any:
    return tj.Indicator("x", unit, "rate").observe("2021", number).figure


def _printed_unit(text: str) -> None:
    """A unit prints as a word that reads back, alone and over another."""
    unit, exponent = parse_unit(text)
    evaluated(unit)
    if parse_unit(unit.text("zh", 0)) != (unit, 0) and "[" not in unit.code:
        raise AssertionError((text, unit, unit.text("zh", 0)))
    _ = unit.text("en", exponent), unit.is_compatible("元"), unit.counted


DOORS = _doors()


# --- what must hold -------------------------------------------------------------------------------

WRITERS = (csv, json, sdmx_csv, datapackage)


class Run:
    """The inputs of a door, what came of them, and the findings, one for each place in the code."""

    def __init__(self, name: str, door: Door, count: int, place: Path) -> None:
        self.name, self.door, self.count, self.place = name, door, count, place
        self.done = self.read = 0
        self.longest, self.start = 0.0, time.perf_counter()
        self.findings: dict[str, int] = {}

    def one(self, data: bytes) -> None:
        """Read one input and check what came of it."""
        self.done += 1
        way = self.door.ways[data[0] % len(self.door.ways)] if data else self.door.ways[0]
        start = time.perf_counter()
        try:
            found = way(data[1:])
            self.read += 1
            check(found, self.done)
        except MissingExtraError:
            raise
        except TjstatsError as error:
            if len(str(error)) > 300_000 or (isinstance(error, LoadError) and not error.problems):
                self.found(data, error)
        except Exception as error:
            self.found(data, error)
        took, most = time.perf_counter() - start, 1 + len(data) / 20_000
        if took > most:  # by the processor's time, which takes as long to ask as a small input
            start = time.process_time()
            with suppress(TjstatsError):
                way(data[1:])
            took = time.process_time() - start
        self.longest = max(self.longest, took)
        if took > most:
            self.found(data, TimeoutError(f"{took:.1f} s for {len(data)} bytes"))
        if self.done % 20_000 == 0 or self.done == self.count:
            print(self, flush=True)

    def found(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = [f"{Path(f.filename).name}:{f.lineno}" for f in frames if "tjstats" in f.filename]
        key = f"{type(error).__name__} {' '.join(where[-2:])}"
        self.findings[key] = self.findings.get(key, 0) + 1
        if self.findings[key] == 1:
            self.place.mkdir(parents=True, exist_ok=True)
            (self.place / f"{self.name}-{len(self.findings)}.bin").write_bytes(data)
            text = base64.b64encode(data[:3000]).decode()
            print(
                f"FOUND {self.name}: {key}: {str(error)[:300]}\n  {data[:200]!r}\n  {text[:4000]}",
                flush=True,
            )

    def __str__(self) -> str:
        took = time.perf_counter() - self.start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        return (
            f"{self.name}: {self.done} inputs in {took:.0f} s, {self.read} read, {len(self.findings)} findings, "
            f"longest {self.longest:.2f} s, {memory} MB"
        )


def check(found: Any, number: int) -> None:
    """What was read is a record that JSON holds; now and then, that a file of it is whole."""
    if not isinstance(found, tj.Dataset | list | tj.Series):
        return
    again = json.loads(json.dumps(found))
    if again != found:
        raise AssertionError(("JSON", found, again))
    if number % 16 == 0:
        module = WRITERS[number // 16 % len(WRITERS)]
        try:
            again = module.loads(module.dumps(found))
        except TjstatsError as error:
            if "a cell holds at most" in str(error) or (
                isinstance(found, list)
                and not all(isinstance(each, tj.Observation | tj.Target) for each in found)
            ):
                return
            raise AssertionError((module.__name__, found, error)) from error
        if again != found:
            raise AssertionError((module.__name__, found, again))
    if number % 512 == 0:
        check_file(found)


def check_file(found: Any) -> None:
    """A file that cannot be written is as it was, and none is left beside it."""
    path = FOLDER / "whole.json"
    json.write(path, found)
    before = path.read_bytes()
    with suppress(TjstatsError):
        json.write(path, [*WHOLE.observations, object()])
    names = {each.name for each in FOLDER.iterdir()}
    if (
        path.read_bytes() != before
        or json.read(path) != found
        or any(".part" in name for name in names)
    ):
        raise AssertionError(("a file was left half-written", names))


def damaged(choice: random.Random, door: Door, data: bytes) -> bytes:
    """An input with one to three damages; its first byte is the way."""
    way, rest = data[:1] or b"\0", data[1:]
    if choice.random() < 0.1:
        way = bytes([choice.randrange(len(door.ways))])
    for _ in range(choice.choice((1, 1, 1, 2, 3))):
        rest = choice.choice(door.damages)(choice, rest, choice.choice(door.seeds))[:LONGEST]
    return way + rest


def whole_inputs(door: Door) -> list[bytes]:
    """Each seed behind the ways that read it."""
    found = []
    for seed in door.seeds:
        for number, way in enumerate(door.ways):
            try:
                way(seed)
            except TjstatsError:
                continue
            found.append(bytes([number]) + seed)
    return found or [b"\0" + seed for seed in door.seeds]


def plain(run: Run, seed: int) -> None:
    """Inputs drawn at random, each from a valid document."""
    choice, door = random.Random(f"{run.name} {seed}"), run.door
    starts = whole_inputs(door)
    while run.done < run.count:
        run.one(damaged(choice, door, choice.choice(starts)))


def guided(run: Run, seed: int) -> None:
    """Inputs guided by coverage, from the same documents and by the same damages."""
    folder = FOLDER / "corpus"
    folder.mkdir()
    starts = whole_inputs(run.door)
    for number, each in enumerate(starts):
        (folder / str(number)).write_bytes(each)

    def mutated(data: bytes, longest: int, number: int) -> bytes:
        choice = random.Random(number)
        if choice.random() < 0.1:
            return bytes(atheris.Mutate(data, longest))
        start = (
            choice.choice(starts) if choice.random() < 0.5 else data
        )  # many damages hide each other
        return damaged(choice, run.door, start)[:longest]

    flags = [
        f"-runs={run.count}",
        f"-seed={seed + 1}",
        f"-max_len={LONGEST}",
        "-verbosity=0",
        "-timeout=600",
        "-rss_limit_mb=4096",
    ]
    atheris.Setup([sys.argv[0], *flags, str(folder)], run.one, custom_mutator=mutated)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("door", nargs="?", choices=DOORS)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="at random, without atheris")
    parser.add_argument("--again", type=Path, help="one input that was found, with its error")
    parser.add_argument("--found", type=Path, default=Path("build/fuzz"), help="folder of findings")
    given = parser.parse_args()
    if given.door is None:
        print(*DOORS)
        return
    run = Run(given.door, DOORS[given.door](), given.count, given.found)
    if given.again is not None:
        data = given.again.read_bytes()
        check(run.door.ways[data[0] % len(run.door.ways)](data[1:]), 512)
        return
    (guided if GUIDED else plain)(run, given.seed)
    print(run, *run.findings, sep="\n")
    sys.exit(bool(run.findings))


if __name__ == "__main__":
    main()
