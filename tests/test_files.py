"""Files of every format: whole or not at all."""

import os

import pytest

import tjstats as tj
from tests.formats import EVERY
from tests.samples import DATASET
from tjstats.errors import LoadError, RecordTypeError, TjstatsError
from tjstats.formats import _files

FILES = [name for name in EVERY if name not in ("arrow", "datapackage")]


@pytest.mark.parametrize("form", FILES)
def test_write_and_read(form, tmp_path):
    """What was written is read, and no other file is left."""
    place = tmp_path / "x"
    EVERY[form].write(place, DATASET)
    EVERY[form].write(str(place), DATASET)
    assert EVERY[form].read(place) == EVERY[form].read(str(place), tj.Dataset) == DATASET
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize("form", FILES)
def test_a_record_that_cannot_be_written_leaves_the_file(form, tmp_path):
    """The old file stays as it was."""
    place = tmp_path / "x"
    place.write_text("old")
    with pytest.raises(TjstatsError):
        EVERY[form].write(place, object())
    assert place.read_text() == "old"
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize(
    "form", [name for name in EVERY if name != "sdmx"]
)  # which has marks for such characters
def test_a_lone_surrogate(form, tmp_path):
    """A text that UTF-8 cannot hold is refused where bytes are made, and the old file stays."""
    place, record = (
        tmp_path / "x",
        [tj.Indicator("a", "人", "flow").observe("2021", "5", note="a\ud800b")],
    )
    with pytest.raises(RecordTypeError, match="utf-8"):
        EVERY[form].dumps(record) if form == "arrow" else EVERY[form].write(place, record)
    assert [*tmp_path.rglob("*.*")] == []


def test_a_failing_disk_leaves_nothing(tmp_path, monkeypatch):
    """Neither half a file nor a temporary one."""
    place = tmp_path / "x"
    place.write_text("old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        tj.formats.json.write(place, DATASET)
    assert place.read_text() == "old"
    assert os.listdir(tmp_path) == ["x"]


def test_no_such_folder(tmp_path):
    """Python's own error."""
    with pytest.raises(FileNotFoundError):
        tj.formats.csv.write(tmp_path / "no" / "x", DATASET)
    with pytest.raises(FileNotFoundError):
        tj.formats.csv.read(tmp_path / "x")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions_stay(tmp_path):
    """A file that is replaced keeps its own; a new one has those of the process."""
    place = tmp_path / "x"
    tj.formats.json.write(place, DATASET)
    fresh = tmp_path / "y"
    fresh.write_text("")
    assert place.stat().st_mode == fresh.stat().st_mode
    place.chmod(0o600)
    tj.formats.json.write(place, DATASET)
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_text_that_no_encoding_takes():
    """A lone surrogate is refused with the characters."""
    with pytest.raises(RecordTypeError, match="utf-8"):
        _files.write_text("never", "a\ud800b")
    assert not os.path.exists("never")


def test_a_file_that_is_not_utf_8(tmp_path):
    """A LoadError, for JSON as well."""
    place = tmp_path / "x"
    place.write_bytes(b"\xff\xfe{}")
    with pytest.raises(LoadError, match="UTF-8"):
        tj.formats.json.read(place)
