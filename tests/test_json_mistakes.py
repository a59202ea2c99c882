"""JSON that cannot be read: every error is reported with its position, and only LoadError is raised."""

import json

import pytest

import tjstats as tj
from tests.indicators import MONEY
from tjstats import Figure
from tjstats.errors import LoadError, RecordTypeError, TjstatsError
from tjstats.formats.json import dumps, from_builtins, loads, to_builtins

INDICATOR = {"code": "a", "unit": "person", "nature": "flow"}
FIGURE = {"value": "5", "unit": "person"}
OBSERVATION = {"indicator": "a", "period": {"kind": "period", "value": "2021"}, "figure": FIGURE}


def document(kind="observation", value=OBSERVATION, **more):
    return {"tjstats": 2, "kind": kind, "indicators": {"a": INDICATOR}, "value": value, **more}


def observation(**changed):
    return document(value={**OBSERVATION, **changed})


def figure(**changed):
    return document("figure", {**FIGURE, **changed})


def problems(data):
    """The errors of a document, as pointer and message."""
    with pytest.raises(LoadError) as caught:
        loads(data) if isinstance(data, str | bytes) else from_builtins(data)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.problems
    assert str(caught.value.problems[0]) in str(caught.value)
    return {problem.pointer: problem.message for problem in caught.value.problems}


def test_the_document_of_these_tests_is_right():
    """The documents below are wrong only in the part they change."""
    assert from_builtins(document()).figure == Figure("5", "人")


WHOLE = dumps(Figure("37.60", "万人"))
TEXTS = {
    "empty": "",
    "blank": "  \n",
    "truncated": WHOLE[:-3],
    "half": WHOLE[: len(WHOLE) // 2],
    "two documents": WHOLE + WHOLE,
    "trailing comma": WHOLE[:-1] + ",}",
    "single quotes": WHOLE.replace('"', "'"),
    "not a number": WHOLE.replace('"37.60"', "NaN"),
    "infinity": WHOLE.replace('"37.60"', "-Infinity"),
    "huge exponent": WHOLE.replace('"37.60"', "1e400"),
    "huge number": WHOLE.replace('"37.60"', "9" * 5000),
    "too many digits": WHOLE.replace('"37.60"', "0." + "1" * 40),
    "deep": "[" * 100_000,
    "deep and closed": f'{{"tjstats": 1, "kind": "observation", "value": {"[" * 4000}{"]" * 4000}}}',
    "duplicate key": WHOLE.replace('"kind"', '"tjstats": 1, "kind"'),
    "duplicate key within": WHOLE.replace('"unit"', '"value": "38", "unit"'),
    "not ours": '{"version": 1}',
    "null": "null",
    "list": "[]",
    "number": "5",
    "latin-1": "é".encode("latin-1"),
    "utf-16": WHOLE.encode("utf-16"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_broken_text_is_an_error_at_the_root(text):
    """An error of the whole document is at its root."""
    assert list(problems(text)) in ([""], ["/value"])


@pytest.mark.parametrize("text", [None, 5, {}, ["{}"]], ids=repr)
def test_another_type_than_text_is_refused(text):
    """Another type is a TypeError."""
    with pytest.raises(RecordTypeError):
        loads(text)


ENVELOPES = {
    "newer version": ({**document(), "tjstats": 3}, {"/tjstats"}),
    "version zero": ({**document(), "tjstats": 0}, {"/tjstats"}),
    "version as text": ({**document(), "tjstats": "1"}, {"/tjstats"}),
    "version true": ({**document(), "tjstats": True}, {"/tjstats"}),
    "unknown kind": (document("observations"), {"/kind"}),
    "kind of no text": (document(["figure"]), {"/kind"}),
    "no kind": ({"tjstats": 2, "value": {}}, {"/kind"}),
    "no value": ({"tjstats": 2, "kind": "figure"}, {"/value"}),
    "neither": ({"tjstats": 2}, {"/kind", "/value"}),
    "unknown keys": (document(extra=1, **{"a/b~c": 2}), {"/extra", "/a~1b~0c"}),
    "tables of another type": (
        document(indicators=[INDICATOR]),
        {"/indicators", "/value/indicator"},
    ),
    "null in a table": (document(indicators={"a": None}), {"/indicators/a"}),
    "odd key in a table": (document(sources={"x/y~z": {"code": 5}}), {"/sources/x~1y~0z/code"}),
}


@pytest.mark.parametrize(("data", "pointers"), ENVELOPES.values(), ids=ENVELOPES)
def test_errors_in_the_envelope(data, pointers):
    """Version, kind, value and tables."""
    assert set(problems(data)) == pointers


def test_a_newer_version_says_what_to_do():
    """The message names both versions."""
    message = problems({**document(), "tjstats": 7})["/tjstats"]
    assert "7" in message
    assert "update" in message


VALUES = {
    "missing keys": (document(value={"indicator": "a"}), {"/value/period", "/value/figure"}),
    "unknown key": (observation(colour="red"), {"/value/colour"}),
    "escaped keys": (observation(**{"a/b": 1, "c~d": 2}), {"/value/a~1b", "/value/c~0d"}),
    "no object": (document(value=5), {"/value"}),
    "text is a number": (observation(area=5), {"/value/area"}),
    "text is a list": (observation(note=["x"]), {"/value/note"}),
    "two wrong texts": (observation(area=5, printed=6), {"/value/area", "/value/printed"}),
    "number is a text": (figure(multiplier="4"), {"/value/multiplier"}),
    "number is a boolean": (figure(multiplier=True), {"/value/multiplier"}),
    "boolean is a text": (figure(exact="yes"), {"/value/exact"}),
    "boolean is a number": (
        document("bounds", {"lower": "1", "upper_closed": 1}),
        {"/value/upper_closed"},
    ),
    "nan": (figure(value="NaN"), {"/value/value"}),
    "null": (figure(value=None), {"/value/value"}),
    "multiplier out of range": (figure(multiplier=400), {"/value"}),
    "unknown unit": (figure(unit="persn"), {"/value/unit"}),
    "unit with a scale": (figure(unit="万人"), {"/value/unit"}),
    "unknown code": (observation(status="guessed"), {"/value/status"}),
    "unknown reference": (observation(indicator="b"), {"/value/indicator"}),
    "reference of no text": (observation(indicator=["a"]), {"/value/indicator"}),
    "period of no kind": (observation(period="2021"), {"/value/period"}),
    "period of another kind": (observation(period={"kind": "figure", **FIGURE}), {"/value/period"}),
    "no such period": (
        observation(period={"kind": "period", "value": "2021-13"}),
        {"/value/period"},
    ),
    "point for a flow": (observation(period={"kind": "as_of", "value": "2021-12-31"}), {"/value"}),
    "other unit": (observation(figure={**FIGURE, "unit": "household"}), {"/value"}),
    "list expected": (observation(derived_from={}), {"/value/derived_from"}),
    "within a list": (
        observation(derived_from=[OBSERVATION, {**OBSERVATION, "x": 1}]),
        {"/value/derived_from/1/x"},
    ),
    "bounds": (document("bounds", {"lower": "5", "upper": "3"}), {"/value"}),
    "between": (figure(qualifier="between", upper="3"), {"/value"}),
    "duplicate period": (
        document("series", {"observations": [OBSERVATION, OBSERVATION]}),
        {"/value"},
    ),
    "empty series": (document("series", {"observations": []}), {"/value"}),
    "verdict": (document("verdict", "maybe"), {"/value"}),
    "plan": (document("plan", {"period": "2021", "number": "x"}), {"/value/number"}),
    "list": (document("list", {}), {"/value"}),
    "list items": (
        document("list", [{"kind": "figure", "value": FIGURE}, 5, {"kind": "x", "value": 1}]),
        {"/value/1", "/value/2"},
    ),
    "kind of a list item": (
        document("list", [{"kind": ["figure"], "value": FIGURE}]),
        {"/value/0"},
    ),
    "within a list item": (
        document("list", [{"kind": "figure", "value": {**FIGURE, "unit": 5}}]),
        {"/value/0/value/unit"},
    ),
    "unlike growth": (
        document(
            "growth",
            {
                "current": {"kind": "figure", **FIGURE},
                "base": {"kind": "figure", **FIGURE, "unit": "CNY"},
            },
        ),
        {"/value"},
    ),
}


@pytest.mark.parametrize(("data", "pointers"), VALUES.values(), ids=VALUES)
def test_each_error_has_its_json_pointer(data, pointers):
    """By RFC 6901, whether the document is text or builtins."""
    assert set(problems(data)) == pointers
    assert set(problems(json.dumps(data))) == pointers


def test_a_float_has_lost_its_digits():
    """A float in builtins is refused; in JSON text the same number is read exactly."""
    assert set(problems(figure(value=5.0))) == {"/value/value"}
    assert loads(json.dumps(figure(value=5.0))) == Figure("5.0", "人")


def test_all_errors_at_once():
    """Errors in tables, in fields and in fields of fields are reported together."""
    data = document(
        value={
            "indicator": "a",
            "period": {"kind": "x"},
            "figure": {"value": "x", "unit": "pers"},
            "status": "?",
            "foo": 1,
        },
        indicators={"a": INDICATOR, "b": {"code": "b", "unit": "persn", "nature": "flw"}},
        sources={"s": {}},
        bar=2,
    )
    assert set(problems(data)) == {
        "/bar", "/indicators/b/unit", "/indicators/b/nature", "/sources/s/code", "/value/period", "/value/figure/value",
        "/value/figure/unit", "/value/status", "/value/foo",
    }  # fmt: skip


def test_a_broken_table_entry_is_reported_once():
    """Records that refer to it are not reported as well."""
    assert set(problems(document(indicators={"a": {**INDICATOR, "nature": "flw"}}))) == {
        "/indicators/a/nature"
    }


def test_messages_are_short():
    """A huge wrong value is shortened."""
    assert max(map(len, problems(figure(value="9" * 100_000)).values())) < 400


# --- results ----------------------------------------------------------------------------------------------------------


def growth_document():
    return to_builtins(tj.growth(MONEY.observe("2025", "110"), MONEY.observe("2024", "100")))


RESULTS = {
    "no object": ([], {"/value/results"}),
    "null": (None, {"/value/results"}),
    "unknown name": ({"speed": None}, {"/value/results/speed"}),
    "no figure": ({"rate": "10%"}, {"/value/results/rate"}),
    "wrong parts": (
        {"rate": {"value": "x", "unit": "y"}, "years": "1/0", "reason": "none"},
        {
            "/value/results/rate/value",
            "/value/results/rate/unit",
            "/value/results/years",
            "/value/results/reason",
        },
    ),
    "a value outside its bounds": (
        {
            "rate": {
                "value": "23",
                "unit": "percent",
                "bounds": {"lower": "9", "upper": "9"},
                "unrounded": {"lower": "9", "upper": "9"},
            }
        },
        {"/value/results/rate"},
    ),
}


@pytest.mark.parametrize(("stored", "pointers"), RESULTS.values(), ids=RESULTS)
def test_results_that_cannot_be_read(stored, pointers):
    """Results of another shape are errors at their position."""
    data = growth_document()
    data["value"]["results"] = stored
    assert set(problems(data)) == pointers


def test_errors_in_fields_and_results_together():
    """Both are reported at once."""
    data = growth_document()
    data["value"] |= {"current": 5, "results": {"rate": 5}}
    assert set(problems(data)) == {"/value/current", "/value/results/rate"}


def test_a_growth_without_results_that_has_none():
    """A growth between incompatible units without stored results says nothing, so it is refused."""
    assert list(problems(VALUES["unlike growth"][0])) == ["/value"]


@pytest.mark.parametrize(
    "change", [{"value": "77"}, {"bounds": {"lower": "9E+9"}}, {"qualifier": "over"}], ids=str
)
def test_a_computed_figure_that_contradicts_its_bounds(change):
    """Value, qualifier and bounds of a computed figure must match."""
    data = to_builtins(Figure("5", "亿元") / Figure("3", "万人"))
    data["value"].update(change)
    assert problems(data)
