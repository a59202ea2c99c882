"""Records nested for a service: whole, in one language, and read back with every mistake's place."""

import json
import sys
from fractions import Fraction

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tjstats as tj
from tests.formats import needs
from tests.processes import run_python
from tests.record_strategies import observations
from tests.samples import SAMPLES
from tjstats.errors import LoadError, RecordTypeError, TjstatsError
from tjstats.formats import pydantic as service
from tjstats.formats._kinds import NAMES
from tjstats.formats._nested import READ_ONLY, from_nested, nested, nested_schema
from tjstats.values.languages import language_of

RECORDS = [record for records in SAMPLES.values() for record in records]
JOBS = tj.Indicator("jobs", "万人", "flow", "higher", zh="就业", en="Jobs")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_every_record_is_read_back(record):
    """Through JSON text, with all digits and words."""
    found = service.loads(service.dumps(record), type(record))
    assert found == record
    assert nested(found) == nested(record)


@given(observations)
def test_an_observation_is_read_back(record):
    """Whatever its fields hold."""
    assert service.loads(service.dumps(record), tj.Observation) == record


@needs("jsonschema")
def test_the_schema_fits_every_record():
    """What is sent is described by the schema of its kind."""
    import jsonschema

    definitions = nested_schema()
    for kind, records in SAMPLES.items():
        schema = {"$defs": definitions, "$ref": f"#/$defs/{kind}"}
        valid = jsonschema.Draft202012Validator(schema)
        for record in records:
            valid.validate(nested(record))


def test_lists():
    """A list has the records in order, and an error the number of its item."""
    listed = [tj.Period.year(2021), tj.Period.year(2022)]
    assert service.loads(service.dumps(listed), list[tj.Period]) == listed
    assert service.loads(service.dumps(listed), tuple[tj.Period, ...]) == tuple(listed)
    with pytest.raises(LoadError) as caught:
        service.loads('["2021", "2021x", 5]', list[tj.Period])
    assert [problem.pointer for problem in caught.value.problems] == ["/1", "/2"]
    with pytest.raises(LoadError, match="expected a list"):
        service.loads('"2021"', list[tj.Period])


def texts(data):
    """Every text for people in nested data."""
    for name, part in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(part, dict | list):
            yield from texts(part)
        elif name == "text":
            yield part


def test_one_language_at_a_time():
    """The texts of an answer are in the language asked for, else that set, else its words'."""
    g = tj.growth(JOBS.observe(2022, "5"), JOBS.observe(2021, "4"))
    english = [*texts(nested(g, "en"))]
    assert {language_of(text) for text in english} == {"en"}
    with tj.language("en"):
        assert [*texts(nested(g))] == english
    assert {"25%", "1万人", "1.25倍", g.current.text("zh")} <= {*texts(nested(g))}


FIGURES = {
    "scale": (tj.Figure("37.62", "万人"), "376200", 376200),
    "decimals": (tj.Figure("0.5", "%"), "0.5", 0.5),
    "rate": (tj.Figure("2", "人") / tj.Figure("3", "人"), "0.6666666666666666666666666666666667", 0.667),
    "per head": (tj.Figure("44.1", "亿元") / tj.Figure("29.5", "万人"), None, 14900),
    "bound": (tj.Figure.over("175", "万人"), "1750000", 1750000),
    "far": (tj.Figure("1", "人", multiplier=30), "1" + 30 * "0", 10**30),
}  # fmt: skip


@pytest.mark.parametrize(("figure", "plain", "rounded"), FIGURES.values(), ids=FIGURES)
def test_numbers_beside_the_digits(figure, plain, rounded):
    """`plain` is the figure's plain value, `rounded` the number that its text shows."""
    found = nested(figure)
    assert plain in (None, found["plain"])
    assert Fraction(found["plain"]) == Fraction(figure.plain)
    assert found["rounded"] == rounded


def test_requests_may_write_what_people_write():
    """A unit as printed, and bare codes of times, by the nature of the indicator."""
    people = {"code": "people", "unit": "万人", "nature": "stock"}
    rate = {"code": "rate", "unit": "%", "nature": "rate"}
    figure = {"value": "5", "unit": "万人"}
    stock = from_nested({"indicator": people, "period": "2020", "figure": figure}, tj.Observation)
    assert (stock.period, stock.figure) == (tj.AsOf("2020"), tj.Figure("5", "万人"))
    percent = {"value": "5", "unit": "%"}
    for code, time in {"2020": tj.Period.year(2020), "2020-12-31": tj.AsOf("2020-12-31")}.items():
        found = from_nested({"indicator": rate, "period": code, "figure": percent}, tj.Observation)
        assert found.period == time
    grown = {"indicator": rate, "period": "2020", "base": "2019", "measure": "growth"}
    assert from_nested(grown | {"figure": percent}, tj.Observation).base == tj.Period.year(2019)


def test_each_mistake_has_its_place():
    """As in the data that were given, wherever the document keeps it."""
    wrong = {"code": "x", "unit": "persn", "nature": "flwo"}
    data = {
        "indicators": [wrong],
        "observations": [
            {"indicator": wrong, "period": "2021x", "figure": 5, "source": {"cod": "a"}}
        ],
        "code": "mine",
        "colour": 1,
    }
    with pytest.raises(LoadError) as caught:
        from_nested(data, tj.Dataset)
    assert {problem.pointer for problem in caught.value.problems} == {
        "/indicators/0/unit",
        "/indicators/0/nature",
        "/observations/0/period",
        "/observations/0/figure",
        "/observations/0/source/cod",
        "/observations/0/source/code",
        "/colour",
    }


@pytest.mark.parametrize("kind", [str, object, tj.Observation | tj.Target, list], ids=str)
def test_one_class_is_asked(kind):
    """Anything else is refused with what to write."""
    with pytest.raises(RecordTypeError, match="one class"):
        from_nested({}, kind)


def test_what_is_no_record_is_refused():
    """By name."""
    with pytest.raises(RecordTypeError):
        nested({"value": 5})


def test_a_deep_derivation_is_an_error():
    """Of one observation from thousands of others in turn, and of data nested as deep."""
    part = JOBS.observe(2021, "1")
    for _ in range(sys.getrecursionlimit()):
        part = tj.Observation(JOBS, part.period, part.figure, derived_from=(part,))
    with pytest.raises(RecordTypeError, match=r"json\.dumps"):
        nested(part)
    data = {}
    for _ in range(sys.getrecursionlimit()):
        data = {"derived_from": [data]}
    with pytest.raises(LoadError):
        from_nested(data, tj.Observation)


NAMED = [*READ_ONLY, "indicator", "period", "figure", "unit", "value", "kind", "results", "a/b"]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(NAMED),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(st.sampled_from(NAMED) | st.text(max_size=2), parts, max_size=4)
    ),
    max_leaves=12,
)


@example({}, tj.Verdict)
@given(values, st.sampled_from([*NAMES]))
def test_any_data_are_read_or_refused(data, kind):
    """With an error of the library, whatever the data."""
    try:
        assert type(from_nested(data, kind)) is kind
    except LoadError as error:
        assert error.problems


@given(st.sampled_from(RECORDS), st.data())
def test_damaged_data_are_read_or_refused(record, data):
    """Also data in which one part is another value."""
    damaged = json.loads(service.dumps(record))
    part = damaged
    while isinstance(part, dict | list) and part:
        key = data.draw(
            st.sampled_from([*part]) if isinstance(part, dict) else st.integers(0, len(part) - 1)
        )
        if not isinstance(part[key], dict | list) or not part[key] or data.draw(st.booleans()):
            part[key] = data.draw(values)
            break
        part = part[key]
    try:
        from_nested(damaged, type(record))
    except TjstatsError as error:
        assert isinstance(error, LoadError)


def test_records_are_types_without_pydantic():
    """The base does not import it, and the question of pydantic is answered by every class of record."""
    code = "import sys, tjstats as tj; tj.growth(tj.Figure('2', '人'), tj.Figure('1', '人'))"
    assert run_python(f"{code}; print('pydantic' in sys.modules)") == "False"
    kinds = {kind for kind in NAMES if attrs.has(kind)}
    assert {kind for kind in kinds if hasattr(kind, "__get_pydantic_core_schema__")} == kinds
