"""Data packages: a CSV file and a descriptor that detects damage."""

import json
import threading

import pytest

import tjstats as tj
from tests.formats import DATASETS, needs
from tests.samples import DATASET
from tjstats.errors import LoadError
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
