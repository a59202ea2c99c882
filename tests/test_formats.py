"""All table formats: the same records are written and read back by each, digit by digit."""

import sys

import pytest

import tjstats as tj
from tests.formats import DATASETS, EVERY, LISTS, NEEDS, TABLES, have
from tests.processes import run_python
from tests.samples import DATASET, SAMPLES
from tjstats.errors import LoadError, MissingExtraError, RecordTypeError


def shown(record):
    """The visible parts of every figure of some records, beyond those that count in equality.

    Their time is left out: tables hold the day of a point in time, and not how it was named."""
    records = [*record.observations, *record.targets] if isinstance(record, tj.Dataset) else record
    return [
        (
            str(r).partition(": ")[2],
            r.figure and (r.figure.value.as_tuple(), repr(r.figure), r.figure.unrounded),
        )
        for r in records
    ]


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_is_read_back_equal(form, name):
    """With its digits; written again it is the same text."""
    written = EVERY[form].dumps(DATASETS[name])
    again = EVERY[form].loads(written, tj.Dataset)
    assert again == DATASETS[name]
    assert shown(again) == shown(DATASETS[name])
    if form != "sdmx":  # a message has its own time and number
        assert EVERY[form].dumps(again) == written


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_back_in_order(form, name):
    """So is a list of observations and targets."""
    again = TABLES[form].loads(TABLES[form].dumps(LISTS[name]))
    assert again == LISTS[name]
    assert shown(again) == shown(LISTS[name])


def test_through_every_format():
    """One dataset passes through all formats in turn."""
    found = DATASET
    for form in EVERY.values():
        found = form.loads(form.dumps(found))
    assert found == DATASET


@pytest.mark.parametrize("form", TABLES)
def test_lists_of_a_class(form):
    """As a list or a tuple of one class or of several; records of another class are reported."""
    loads, written = TABLES[form].loads, TABLES[form].dumps(LISTS["mixed"])
    either = tj.Observation | tj.Target
    assert loads(written, list) == loads(written, list[either]) == LISTS["mixed"]
    assert loads(written, tuple[either, ...]) == tuple(LISTS["mixed"])
    observations = SAMPLES["observation"]
    assert loads(TABLES[form].dumps(observations), list[tj.Observation]) == observations
    with pytest.raises(
        LoadError, match="record 0.*: it is a Target; expected Observation"
    ) as caught:
        loads(written, tuple[tj.Observation, ...])
    assert len(caught.value.problems) == len(SAMPLES["target"])
    with pytest.raises(LoadError, match="expected Dataset"):
        loads(written, tj.Dataset)
    with pytest.raises(LoadError, match="holds a Dataset; expected list of records"):
        loads(TABLES[form].dumps(DATASET), list[tj.Observation])
    with pytest.raises(RecordTypeError):
        loads(written, dict[str, int])


@pytest.mark.parametrize("form", TABLES)
def test_a_single_record_is_read_back_as_such(form):
    """A series, an observation or a target is returned if requested, else a list."""
    loads, dumps = TABLES[form].loads, TABLES[form].dumps
    for series in SAMPLES["series"]:
        assert loads(dumps(series), tj.Series) == series
        assert loads(dumps(series)) == list(series)
    for record in (*SAMPLES["observation"], *SAMPLES["target"]):
        assert loads(dumps(record), type(record)) == record
    assert loads(dumps(SAMPLES["observation"]), list) == SAMPLES["observation"]


@pytest.mark.parametrize("form", TABLES)
def test_another_class_than_asked_for(form):
    """The error says what the document contains."""
    written = TABLES[form].dumps(SAMPLES["target"])
    for asked in (tj.Dataset, tj.Observation, tj.Series):
        with pytest.raises(LoadError, match=r"list of 6 records|Observations"):
            TABLES[form].loads(written, asked)


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize(
    "record",
    [5, None, "text", tj.Figure("5", "人"), [tj.Figure("5", "人")], {"a": 1}, [None]],
    ids=repr,
)
def test_only_records_of_tables_are_written(form, record):
    """Anything else is a TypeError that lists the accepted types."""
    with pytest.raises(RecordTypeError, match="observations and targets"):
        TABLES[form].dumps(record)


WANTED = {
    "csv": "a CSV text",
    "sdmx_csv": "an SDMX-CSV text",
    "datapackage": "the JSON text of a data package",
    "sdmx": "the text of an SDMX message",
}


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("text", [None, 5, [], type], ids=repr)
def test_another_type_than_text_is_refused(form, text):
    """A TypeError that says what is wanted instead, as the refusal of the name of a file does."""
    with pytest.raises(RecordTypeError) as caught:
        TABLES[form].loads(text)
    if form in WANTED:
        assert str(caught.value).endswith(f"; expected {WANTED[form]}; read(path) reads a file")
        with pytest.raises(LoadError, match=f"'a.csv' is a path, not {WANTED[form]}; read"):
            TABLES[form].loads("a.csv")


@pytest.mark.parametrize("form", TABLES)
def test_nothing_and_noise(form):
    """Empty and foreign bytes raise a LoadError with a problem."""
    for noise in (
        b"",
        b"\xff\xfe\x00",
        b"<a/>",
        b"{}",
        b"PK\x03\x04\x00\x00",
        "é".encode("latin-1"),
        b"\x00" * 100,
    ):
        with pytest.raises(LoadError) as caught:
            TABLES[form].loads(noise)
        assert caught.value.problems


@pytest.mark.parametrize("form", TABLES)
def test_different_records_with_one_code(form):
    """Two indicators or sources with one code in a list stay two."""
    one, other = tj.Indicator("x", "人", "flow"), tj.Indicator("x", "万人", "flow")
    first, second = tj.Source("s", "one"), tj.Source("s", "other")
    records = [i.observe("2021", "5", source=s) for i in (one, other) for s in (first, second)]
    assert TABLES[form].loads(TABLES[form].dumps(records)) == records


@pytest.mark.parametrize(("form", "package"), NEEDS.items())
def test_an_extra_that_is_not_installed(form, package):
    """An ImportError that names the extra is raised on use and not on import."""
    code = f"""
import sys
sys.modules[{package!r}] = None
import tjstats as tj
module = tj.formats.{form}
try:
    module.dumps([tj.Indicator("a", "人", "flow").observe("2021", "5")])
except tj.errors.MissingExtraError as error:
    print(isinstance(error, ImportError), error.extra, error)
"""
    assert run_python(code).startswith(
        f"True {form} tjstats.formats.{form} needs the extra '{form}': pip install"
    )


def test_a_data_frame_asks_for_the_extra():
    """The Arrow stream of a dataset names the extra it needs."""
    if have("pyarrow"):
        assert DATASET.__arrow_c_stream__()
        return
    with pytest.raises(MissingExtraError, match="arrow"):
        DATASET.__arrow_c_stream__()


@pytest.mark.parametrize("form", sorted(EVERY))
def test_dir_shows_the_public_names(form):
    """`dir` lists the names of `__all__` and no internals."""
    assert dir(EVERY[form]) == sorted(EVERY[form].__all__)
    assert {"dumps", "loads"} <= set(dir(EVERY[form]))


def test_formats_load_on_first_use():
    """`import tjstats` loads no format, and reading CSV loads neither pint nor an extra."""
    used = "import tjstats as tj; tj.formats.csv.loads(tj.formats.csv.dumps([]))"
    loaded = run_python(f"{used}\nimport sys; print(*sys.modules)").split()
    assert not {"pint", "pyarrow", "pandas", "pysdmx"} & set(loaded)
    assert "csv" in sys.modules
