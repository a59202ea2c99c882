"""Data packages: a CSV file and a descriptor that detects damage."""

import hashlib
import json
import threading

import pytest

import tjstats as tj
from tests.formats import DATASETS, needs
from tests.samples import DATASET
from tjstats.errors import LoadError, TjstatsError
from tjstats.formats import datapackage
from tjstats.formats.datapackage import DATA, DESCRIPTOR, dumps, loads, read, write
from tjstats.rows.columns import COLUMNS


@pytest.mark.parametrize("name", DATASETS)
def test_a_package_is_a_folder_of_two_files(name, tmp_path):
    """Two files, read back equal; the folder is created."""
    place = tmp_path / "new" / "folder"
    write(place, DATASETS[name])
    assert read(place) == read(str(place), tj.Dataset) == DATASETS[name]
    assert {each.name for each in place.iterdir()} == {"records.csv", "datapackage.json"}


def test_the_descriptor_lists_every_column(tmp_path):
    """Name, type and meaning of each, in the order of the file, and the sources of the figures."""
    write(tmp_path, DATASET)
    package = json.loads((tmp_path / DESCRIPTOR).read_text("utf-8"))
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == (tmp_path / DATA).read_text("utf-8").splitlines()[
        0
    ].split(",")
    assert all(field["description"] == COLUMNS[field["name"]].meaning for field in fields)
    assert {"title": str(DATASET.sources[1]), "path": DATASET.sources[1].url} in package["sources"]


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-100], lambda b: b.replace(b"116.48", b"117.48"), lambda b: b + b"\r\n"]
)
def test_a_csv_that_is_not_the_one_described(damage, tmp_path):
    """The hash detects a truncated, changed or extended file."""
    write(tmp_path, DATASET)
    file = tmp_path / DATA
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(LoadError, match="cut off or changed"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["../data.csv", "/data.csv", "a/data.csv", "", ".", "..", 5, None])
def test_a_package_reads_no_file_of_another_folder(name, tmp_path):
    """A descriptor that names one is an error at its place, whether or not the file is there."""
    write(tmp_path, DATASET)
    package = json.loads((tmp_path / DESCRIPTOR).read_text("utf-8"))
    package["resources"][0]["path"] = name
    (tmp_path / DESCRIPTOR).write_text(json.dumps(package), "utf-8")
    with pytest.raises(
        LoadError, match=r"/resources/0/path: expected the name of a file of the same"
    ):
        read(tmp_path)


PACKAGES = [DATASETS["empty"], DATASETS["sample"], DATASETS["mohrss"]]


def test_readers_beside_writers(tmp_path):
    """While two writers write, a reader gets one whole package, and in the end there are two files."""
    write(tmp_path, PACKAGES[0])
    stop = threading.Event()

    def keep_writing(shift):
        number = shift
        while not stop.is_set():
            write(tmp_path, PACKAGES[number % 3])
            number += 1

    writers = [threading.Thread(target=keep_writing, args=(shift,)) for shift in (1, 2)]
    for writer in writers:
        writer.start()
    try:
        found = [read(tmp_path) for _ in range(60)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert all(each in PACKAGES for each in found)
    assert read(tmp_path) in PACKAGES
    assert {each.name for each in tmp_path.iterdir()} == {DATA, DESCRIPTOR}


def test_a_writer_that_dies(tmp_path, monkeypatch):
    """After any step, the folder holds a package, and the next writer leaves two files."""
    steps = []
    whole = datapackage.write_bytes

    def dies(path, data):
        if len(steps) == limit:
            raise KeyboardInterrupt
        steps.append(path)
        whole(path, data)

    for limit in range(4):
        write(tmp_path, PACKAGES[1])
        with monkeypatch.context() as patched:
            patched.setattr(datapackage, "write_bytes", dies)
            patched.setattr(datapackage, "write_text", lambda p, text: dies(p, text.encode()))
            steps.clear()
            with pytest.raises(KeyboardInterrupt):
                write(tmp_path, PACKAGES[2])
        assert read(tmp_path) == PACKAGES[1 if limit < 2 else 2]
    write(tmp_path, PACKAGES[1])
    assert {each.name for each in tmp_path.iterdir()} == {DATA, DESCRIPTOR}


@pytest.mark.parametrize(
    "path", ["../x.csv", "/etc/passwd", "", "..", 5, None, "a/b.csv", ["records.csv"]]
)
def test_a_path_out_of_the_folder(path, tmp_path):
    """The file must be in the same folder."""
    write(tmp_path, DATASET)
    package = json.loads((tmp_path / DESCRIPTOR).read_text("utf-8"))
    package["resources"][0]["path"] = path
    (tmp_path / DESCRIPTOR).write_text(json.dumps(package), "utf-8")
    with pytest.raises(LoadError, match="same folder"):
        read(tmp_path)


WHOLE = json.loads(dumps(DATASET))
BROKEN = {
    "no resources": {"tjstats": 1},
    "two resources": {**WHOLE, "resources": WHOLE["resources"] * 2},
    "of another library": {key: value for key, value in WHOLE.items() if key != "tjstats"},
    "newer": {**WHOLE, "tjstats": 2},
    "no rows": {**WHOLE, "resources": [{"name": "records"}]},
    "rows of objects": {**WHOLE, "resources": [{"data": [{"RECORD": "dataset"}]}]},
    "uneven rows": {**WHOLE, "resources": [{"data": [["RECORD", "CODE"], ["dataset"]]}]},
    "numbers": {**WHOLE, "resources": [{"data": [["RECORD", "CODE"], ["dataset", 5]]}]},
    "a list": [],
    "null": None,
}


@pytest.mark.parametrize("package", BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_a_load_error(package):
    """No other error is raised."""
    with pytest.raises(LoadError):
        loads(json.dumps(package))


@needs("frictionless")
@pytest.mark.parametrize("name", DATASETS)
def test_frictionless_accepts_both_forms(name, tmp_path):
    """Frictionless validates both forms and reads the printed digits."""
    from frictionless import Package

    write(tmp_path, DATASETS[name])
    (tmp_path / "inline.json").write_text(dumps(DATASETS[name]), "utf-8")
    for file in (DESCRIPTOR, "inline.json"):
        report = Package(str(tmp_path / file)).validate()
        assert report.valid, report.flatten(["title", "note"])[:5]
    rows = Package(str(tmp_path / DESCRIPTOR)).get_resource("records").read_rows()
    found = [
        row["OBS_VALUE"]
        for row in rows
        if row["RECORD"] == "observation" and row.get("OBS_VALUE") is not None
    ]
    assert found == [o.figure.value for o in DATASETS[name].observations if o.figure is not None]


# --- packages of other publishers -------------------------------------------------------------------------------------

RATE = tj.Indicator("x", "%", "rate")
GIVEN = {"defaults": {"INDICATOR": "x"}, "indicators": [RATE]}
COLUMNS_OF_OTHERS = {"Jahr": "TIME_PERIOD", "Land": "REF_AREA", "Quote": "OBS_VALUE"}
FIELDS = [
    {"name": "Jahr", "type": "year"},
    {"name": "Land", "type": "string"},
    {"name": "Quote", "type": "number", "decimalChar": ",", "groupChar": "."},
]
SCHEMA = {"fields": FIELDS, "missingValues": ["", "-"]}
ROWS = "Jahr;Land;Quote\n2020;DE;1.234,50\n2021;-;-\n"
READ = [RATE.observe("2020", "1234.50", area="DE"), RATE.observe("2021", None, status="missing")]


def foreign_package(folder, data, **resource):
    """A package of one resource and its file, in a folder below."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "a.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    whole = {"name": "a", "path": "data/a.csv", "schema": SCHEMA, "dialect": {"delimiter": ";"}}
    package = {"name": "p", "resources": [{**whole, **resource}]}
    (folder / DESCRIPTOR).write_text(json.dumps(package), "utf-8")
    return folder


def test_a_package_is_read_by_its_schema(tmp_path):
    """The delimiter, the signs of numbers and the marks of what is missing are those of the descriptor, which is a path too."""
    place = foreign_package(tmp_path, ROWS)
    foreign = {"columns": COLUMNS_OF_OTHERS, **GIVEN}
    assert read(place, **foreign) == read(place / DESCRIPTOR, **foreign) == READ
    assert read(place, list[tj.Observation], **foreign) == READ
    says = "'Jahr': 'TIME_PERIOD', 'Land': 'REF_AREA'|unknown columns 'Jahr', 'Land', 'Quote'"
    with pytest.raises(LoadError, match=says):
        read(place, **GIVEN)


def test_the_caller_knows_better_than_the_schema(tmp_path):
    """An argument comes before what the schema says."""
    place = foreign_package(tmp_path, ROWS.replace("1.234,50", "1234.50"))
    foreign = {"columns": COLUMNS_OF_OTHERS, "decimal": ".", "thousands": None, **GIVEN}
    assert read(place, missing={"-": "suppressed"}, **foreign)[0] == READ[0]
    assert read(place, missing={"-": "suppressed"}, **foreign)[1].status == "suppressed"


@pytest.mark.parametrize("rows", [
    [["Jahr", "Land", "Quote"], [2020, "DE", "1.234,50"], ["2021", None, "-"]],
    [{"Jahr": 2020, "Land": "DE", "Quote": "1.234,50"}, {"Jahr": 2021, "Quote": None}],
])  # fmt: skip
def test_rows_within_the_descriptor(rows):
    """Lists or objects, with the digits of their numbers."""
    package = {"resources": [{"data": rows, "schema": SCHEMA}]}
    assert loads(json.dumps(package), columns=COLUMNS_OF_OTHERS, **GIVEN) == READ
    plain = '{"resources": [{"data": [["Jahr", "Quote"], [2020, 1.50]]}]}'
    (found,) = loads(plain, columns=COLUMNS_OF_OTHERS, **GIVEN)
    assert str(found.figure.value) == "1.50"


def test_one_of_several_resources(tmp_path):
    """The error names them."""
    resource = {"data": [["Jahr", "Quote"], ["2020", "5"]], "schema": SCHEMA}
    text = json.dumps({"resources": [{"name": "one", **resource}, {"name": "two", **resource}]})
    foreign = {"columns": COLUMNS_OF_OTHERS, **GIVEN}
    with pytest.raises(LoadError, match="'one', 'two'; name one, resource='one'"):
        loads(text, **foreign)
    with pytest.raises(LoadError, match="'one', 'two'"):
        loads(text, resource="three", **foreign)
    assert loads(text, resource="two", **foreign) == [RATE.observe("2020", "5")]


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [("%d/%m/%Y", "31/12/2020", "2020-12-31"), ("%m/%Y", "03/2020", "2020-03"), ("%Y", "2020", "2020"), ("%b %Y", "Mar 2020", "2020-03"), ("%d/%m/%Y", "2020", "2020")],
)  # fmt: skip
def test_the_form_of_a_time(form, text, code):
    """It is that of the schema, as precise as it is."""
    fields = [{"name": "Jahr", "type": "date", "format": form}, {"name": "Quote"}]
    rows = [["Jahr", "Quote"], [text, "5"]]
    package = {"resources": [{"data": rows, "schema": {"fields": fields}}]}
    (found,) = loads(json.dumps(package), columns=COLUMNS_OF_OTHERS, **GIVEN)
    assert found == RATE.observe(code, "5")


def test_a_schema_in_a_file_of_its_own(tmp_path):
    """It is opened in the folder; a package that is a text has none."""
    place = foreign_package(tmp_path, ROWS, schema="data/schema.json")
    (tmp_path / "data" / "schema.json").write_text(json.dumps(SCHEMA))
    assert read(place, columns=COLUMNS_OF_OTHERS, **GIVEN) == READ
    with pytest.raises(LoadError, match="/resources/0/schema: expected an object"):
        loads((place / DESCRIPTOR).read_text(), columns=COLUMNS_OF_OTHERS, **GIVEN)


def test_years_as_columns_and_no_header(tmp_path):
    """A wide table, and a file whose names are in the schema only."""
    fields = [{"name": "Land"}, {"name": "2020", "type": "number", "decimalChar": ","}]
    place = foreign_package(
        tmp_path, "DE;1,5\n", schema={"fields": fields}, dialect={"delimiter": ";", "header": False}
    )
    foreign = {"columns": {"Land": "REF_AREA"}, "layout": "wide", **GIVEN}
    assert read(place, **foreign) == [RATE.observe("2020", "1.5", area="DE")]


def test_sdmx_csv_in_a_package(tmp_path):
    """It is known by its header, and read as such."""
    text = "DATAFLOW,GEO,SEX,TIME_PERIOD,OBS_VALUE\nA:B(1.0),DE,F,2020,5\n"
    place = foreign_package(tmp_path, text, schema={}, dialect={})
    assert read(place, **GIVEN) == [RATE.observe("2020", "5", area="DE", breakdowns={"SEX": "F"})]


@pytest.mark.parametrize(
    ("resource", "says"),
    [
        ({"path": "../a.csv"}, "same folder, or below it"),
        ({"path": "/etc/hosts"}, "same folder, or below it"),
        ({"path": "https://example.org/a.csv"}, "download it"),
        ({"path": ["data/a.csv", "data/b.csv"]}, "several parts are not joined"),
        ({"path": None}, "expected the name of one file"),
        ({"schema": "../schema.json"}, "same folder, or below it"),
        ({"schema": "https://example.org/schema.json"}, "download it"),
        ({"schema": 5}, "expected an object"),
        ({"schema": {"fields": [{"type": "year"}]}}, "a field without a name"),
        ({"schema": {"fields": True}}, "no list"),
        ({"schema": "a\0b"}, "is no name of a file"),
        ({"schema": {"fields": [], "missingValues": [["-"]]}}, "expected a text"),
        ({"schema": {"fields": [], "missingValues": "-"}}, "expected a list of texts"),
        ({"dialect": {"delimiter": [";"]}}, "expected a text"),
        ({"dialect": {"delimiter": "::"}}, "'::' is not read"),
        ({"dialect": {"quoteChar": "'"}}, "write the file with"),
        ({"bytes": 5}, "cut off or changed"),
        ({"hash": "0" * 32}, "cut off or changed"),
        ({"encoding": "klingon"}, "no encoding that Python knows"),
    ],
)  # fmt: skip
def test_what_a_package_may_not_be(resource, says, tmp_path):
    """An error at its place in the descriptor, with what to do."""
    place = foreign_package(tmp_path, ROWS, **resource)
    with pytest.raises(TjstatsError, match=says):
        read(place, columns=COLUMNS_OF_OTHERS, **GIVEN)


def test_a_link_out_of_the_folder(tmp_path):
    """It is not followed."""
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.csv").write_text(ROWS)
    foreign_package(inside, ROWS, path="data/b.csv")
    (inside / "data" / "b.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(LoadError, match="same folder, or below it"):
        read(inside, columns=COLUMNS_OF_OTHERS, **GIVEN)


@pytest.mark.parametrize("digest", ["md5", "sha1", "sha256", "sha512"])
def test_the_hash_that_is_stated(digest, tmp_path):
    """Of every kind, bare or with its name."""
    stated = hashlib.new(digest, ROWS.encode()).hexdigest()
    for written in (stated, f"{digest}:{stated}", stated.upper()):
        place = foreign_package(tmp_path, ROWS, hash=written, bytes=len(ROWS))
        assert read(place, columns=COLUMNS_OF_OTHERS, **GIVEN) == READ
