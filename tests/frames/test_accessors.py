"""The questions as methods of frames: `df.tj`, registered by one import."""

import inspect

import pytest

import tjstats as tj
from tests.frames.engines import IGNORED, native, rows
from tests.frames.generated import JOBS, columns, goals, levels
from tests.processes import run_python

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pytest.importorskip("polars", reason="Polars is not installed")
accessors = pytest.importorskip("tjstats.frames.accessors")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

ENGINES = pytest.mark.parametrize("engine", ["pandas", "polars", "polars lazy"])
VALUES = columns(levels(1, first=2016))
ASKED = {
    "growth": (("2y",), {}),
    "verify": (("OBS_VALUE",), {"decimals": 1, "reported_decimals": 1}),
    "compare": ((13, 14), {"nature": "flow"}),
    "validate": ((), {}),
}


@ENGINES
@pytest.mark.parametrize("question", ASKED)
def test_a_method_gives_the_answer_of_the_function(engine, question):
    """Of the same type, with the same rows."""
    given, named = ASKED[question]
    frame = native(engine, VALUES)
    answer = getattr(frame.tj, question)(*given, **named)
    expected = getattr(frames, question)(frame, *given, **named)
    assert type(answer) is type(expected)
    if question == "validate":
        assert list(map(str, answer)) == list(map(str, expected))
    else:
        assert rows(answer) == rows(expected)


@ENGINES
@pytest.mark.parametrize("question", ["assess", "track"])
def test_values_are_asked_about_targets(engine, question):
    """The frame has the values, the first argument the targets."""
    year = 2025 if question == "assess" else 2030
    asked = [{**row, "TIME_PERIOD": year} for row in goals(1) if row["TIME_PERIOD"] == 2024]
    values, targets = native(engine, VALUES), native(engine, columns(asked))
    answer = getattr(values.tj, question)(targets)
    assert rows(answer) == rows(getattr(frames, question)(values, targets))


@ENGINES
def test_records_and_texts(engine):
    """Rows become records, and texts rows."""
    table = native(engine, {"year": [2021, 2025], "jobs": [37.62, 32.7]})
    made = table.tj.to_records(JOBS, decimals=2, period="year", value="jobs")
    assert made == list(JOBS.series({"2021": "37.62", "2025": "32.70"}).observations)
    texts = native(engine, {"TEXT": ["2024年，城镇新增就业37.62万人。"]})
    assert rows(texts.tj.read("TEXT", workers=1)) == rows(frames.read(texts, "TEXT", workers=1))


@pytest.mark.parametrize("question", [*ASKED, "assess", "track", "to_records", "read"])
def test_a_method_has_the_arguments_of_the_function(question):
    """All but the frame, and its help."""
    function, method = getattr(frames, question), getattr(accessors._Questions, question)
    wanted = list(inspect.signature(function).parameters.values())[1:]
    found = list(inspect.signature(method).parameters.values())[1:]
    assert [(p.name, p.kind, p.default) for p in found] == [
        (p.name, p.kind, p.default) for p in wanted
    ]
    assert method.__doc__


def test_only_its_import_registers_it():
    """A frame has the attribute once the module is imported, whichever of the two engines there is."""
    for engine in ("polars", "pandas"):
        pytest.importorskip(engine)
        code = f"""if True:
            import {engine} as engine, importlib.util as imports, tjstats.frames
            frame = engine.DataFrame({{"year": [2021, 2022], "jobs": [4.0, 5.0]}})
            assert not hasattr(frame, "tj")
            find = imports.find_spec
            imports.find_spec = lambda name: find(name) if name == "{engine}" else None
            import tjstats.frames.accessors
            print(frame.tj.growth(keys=[], period="year", value="jobs")["RATE"].to_list()[1])
        """
        assert run_python(code) == "25.0"


def test_an_error_is_that_of_the_function():
    """With the same words."""
    with pytest.raises(tj.errors.FrameColumnError, match="is missing"):
        native("polars", VALUES).tj.growth(period="Jahr")
