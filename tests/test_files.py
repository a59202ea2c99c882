"""Files of every format are written whole or not at all."""

import os
import subprocess
import sys
import threading

import pytest

import tjstats as tj
from tests.formats import EVERY
from tests.samples import DATASET
from tjstats.errors import LoadError, RecordTypeError, TjstatsError
from tjstats.formats import _files

FILES = [name for name in EVERY if name != "datapackage"]


@pytest.mark.parametrize("form", FILES)
def test_write_and_read(form, tmp_path):
    """A written file can be read, and no other file is left."""
    place = tmp_path / "x"
    EVERY[form].write(place, DATASET)
    EVERY[form].write(str(place), DATASET)
    assert EVERY[form].read(place) == EVERY[form].read(str(place), tj.Dataset) == DATASET
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize("form", FILES)
def test_a_record_that_cannot_be_written_leaves_the_file(form, tmp_path):
    """The old file is unchanged."""
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
    """Text that UTF-8 cannot encode is refused when the bytes are made, and the old file stays."""
    place, record = (
        tmp_path / "x",
        [tj.Indicator("a", "人", "flow").observe("2021", "5", note="a\ud800b")],
    )
    with pytest.raises(RecordTypeError, match="utf-8"):
        EVERY[form].dumps(record) if form == "arrow" else EVERY[form].write(place, record)
    assert [*tmp_path.rglob("*.*")] == []


def test_a_failing_disk_leaves_nothing(tmp_path, monkeypatch):
    """Neither a partial file nor a temporary one is left."""
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
    """Python's own error is raised."""
    with pytest.raises(FileNotFoundError):
        tj.formats.csv.write(tmp_path / "no" / "x", DATASET)
    with pytest.raises(FileNotFoundError):
        tj.formats.csv.read(tmp_path / "x")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_replaced_file_keeps_its_permissions(tmp_path):
    """A new file gets those of the process."""
    place = tmp_path / "x"
    tj.formats.json.write(place, DATASET)
    fresh = tmp_path / "y"
    fresh.write_text("")
    assert place.stat().st_mode == fresh.stat().st_mode
    place.chmod(0o600)
    tj.formats.json.write(place, DATASET)
    assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_new_files_have_the_mode_of_the_umask_in_every_thread(tmp_path):
    """Eight threads under one umask: each new file has its mode, and the umask is unchanged."""
    before = os.umask(0o027)
    try:

        def write(number):
            for again in range(20):
                tj.formats.json.write(tmp_path / f"{number}-{again}", tj.Period.year(2021))

        threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        kept = os.umask(before)
    assert kept == 0o027
    assert {place.stat().st_mode & 0o777 for place in tmp_path.iterdir()} == {0o640}
    assert len(list(tmp_path.iterdir())) == 160


class TestWhatIsReplaced:
    """Writing changes the target of the path, and nothing else."""

    @pytest.mark.parametrize("exists", [True, False])
    def test_a_symbolic_link_stays(self, tmp_path, exists):
        """The file behind it, through further links too, has the new content."""
        target = tmp_path / "there" / "x"
        target.parent.mkdir()
        if exists:
            target.write_text("old")
            target.chmod(0o600)
        (tmp_path / "first").symlink_to(target)
        (tmp_path / "second").symlink_to("first")
        tj.formats.json.write(tmp_path / "second", DATASET)
        assert (tmp_path / "second").is_symlink()
        assert (tmp_path / "first").is_symlink()
        assert tj.formats.json.read(target) == DATASET
        assert os.listdir(target.parent) == ["x"]
        if exists:
            assert target.stat().st_mode & 0o777 == 0o600

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes of POSIX")
    def test_a_named_pipe_stays(self, tmp_path):
        """Its reader gets the text."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        code = "import sys; sys.stdout.write(open(sys.argv[1], encoding='utf-8').read())"
        with subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", code, str(pipe)], stdout=subprocess.PIPE
        ) as reader:
            tj.formats.json.write(pipe, DATASET)
            assert tj.formats.json.loads(reader.communicate(timeout=60)[0]) == DATASET
        assert pipe.is_fifo()
        assert os.listdir(tmp_path) == ["pipe"]

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="devices of Linux")
    def test_devices_are_written_to(self):
        """/dev/null discards; /dev/full is full, and the error names it."""
        tj.formats.json.write(os.devnull, DATASET)
        assert not os.path.isfile(os.devnull)
        with pytest.raises(OSError, match=r"No space left on device: '/dev/full'"):
            tj.formats.json.write("/dev/full", DATASET)

    def test_a_folder_is_refused(self, tmp_path):
        """The error names it, and nothing is left in it."""
        with pytest.raises(OSError, match=str(tmp_path.name)):
            tj.formats.json.write(tmp_path, DATASET)
        assert os.listdir(tmp_path) == []


def test_an_error_names_the_path_of_the_caller(tmp_path):
    """The error does not name the temporary file."""
    place = tmp_path / "no" / "x"
    with pytest.raises(FileNotFoundError) as caught:
        tj.formats.json.write(place, DATASET)
    assert (caught.value.filename, caught.value.filename2) == (str(place), None)


def test_a_text_that_no_encoding_takes():
    """A lone surrogate is refused, with the characters."""
    with pytest.raises(RecordTypeError, match="utf-8"):
        _files.write_text("never", "a\ud800b")
    assert not os.path.exists("never")


def test_a_file_that_is_not_utf_8(tmp_path):
    """A LoadError, for JSON as well."""
    place = tmp_path / "x"
    place.write_bytes(b"\xff\xfe{}")
    with pytest.raises(LoadError, match="UTF-8"):
        tj.formats.json.read(place)
