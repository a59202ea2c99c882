"""Indicators, and their shortcuts to observations and series."""

import attrs
import pytest

from tests.processes import copies
from tests.records import END_2020, INDICATORS, INSURED, JOBS, UNEMPLOYMENT, Y2021
from tjstats.errors import (
    InvalidRecordError,
    NumberTypeError,
    PeriodKindError,
    RecordTypeError,
    TjstatsError,
    UnitMismatchError,
    UnknownUnitError,
)
from tjstats.records.classifications import Direction, Nature
from tjstats.records.publication import Indicator
from tjstats.values.figures import Figure
from tjstats.values.languages import language
from tjstats.values.periods import AsOf, Period
from tjstats.values.units import Unit


def test_units_scales_and_codes_become_fields():
    """The unit has no scale; the scale is a separate field; codes become enumeration members."""
    assert (JOBS.unit, JOBS.multiplier) == (Unit("person"), 4)
    assert (JOBS.nature, JOBS.direction) == (Nature.FLOW, Direction.HIGHER)
    assert (JOBS.group, str(JOBS)) == ("employment", "employment.new_urban_jobs")
    assert Indicator("a", "人", "flow").direction is Direction.NEITHER
    assert Indicator("a", Unit("person"), Nature.FLOW, multiplier=4) == Indicator(
        "a", "万人", "flow"
    )


def test_a_name_falls_back():
    """To the other language, then to the code."""
    assert (JOBS.name("en"), JOBS.name("zh")) == ("New urban jobs", "城镇新增就业")
    assert UNEMPLOYMENT.name("en") == UNEMPLOYMENT.name("zh") == "城镇调查失业率"
    assert Indicator("a.b", "人", "flow").name("zh") == "a.b"


def test_the_language_of_a_name():
    """That of the only name, unless a language is requested or set."""
    assert (JOBS.name(), UNEMPLOYMENT.name()) == ("New urban jobs", "城镇调查失业率")
    with language("zh"):
        assert JOBS.name() == "城镇新增就业"
        assert JOBS.name("en") == "New urban jobs"


def test_the_unit_as_printed():
    """The word is kept outside equality, in figures too, and denotes the unit."""
    children = Indicator("children", "岁", "average")
    assert (children.word, children.unit, children.figure("3").word) == ("岁", Unit("year"), "岁")
    plain = Indicator("children", Unit("year"), "average")
    assert (plain.word, plain) == (None, children)
    assert hash(plain) == hash(children)
    assert Indicator("a", Unit("person"), "flow", multiplier=4, word="万人").word == "万人"
    assert Indicator("a", "万人", "flow", multiplier=4).word is None
    assert repr(children) == "Indicator('children', '岁', 'average', 'neither')"
    for again in copies(children):
        assert again.word == "岁"


BAD = {
    "word of another scale": (
        lambda: Indicator("a", Unit("person"), "flow", word="万人"),
        InvalidRecordError,
        "multiplier 4",
    ),
    "word is no text": (lambda: Indicator("a", "人", "flow", word=5), RecordTypeError, "word"),
    "empty code": (lambda: Indicator("", "人", "flow"), InvalidRecordError, "''"),
    "code with a space": (
        lambda: Indicator("new jobs", "人", "flow"),
        InvalidRecordError,
        "new jobs",
    ),
    "code ends with a point": (
        lambda: Indicator("jobs.", "人", "flow"),
        InvalidRecordError,
        "jobs",
    ),
    "code with a newline": (lambda: Indicator("jobs\n", "人", "flow"), InvalidRecordError, "jobs"),
    "code with a slash": (lambda: Indicator("a/b", "人", "flow"), InvalidRecordError, "a/b"),
    "code is no text": (lambda: Indicator(5, "人", "flow"), InvalidRecordError, "5"),
    "long code": (lambda: Indicator("a" * 201, "人", "flow"), InvalidRecordError, "20[13]"),
    "unit": (lambda: Indicator("a", "persn", "flow"), UnknownUnitError, "person"),
    "unit is no text": (lambda: Indicator("a", 5, "flow"), UnknownUnitError, "5"),
    "long unit": (lambda: Indicator("a", "人" * 200, "flow"), UnknownUnitError, "20[02]"),
    "nature": (lambda: Indicator("a", "人", "fluss"), InvalidRecordError, "stock, flow"),
    "nature is no text": (lambda: Indicator("a", "人", None), InvalidRecordError, "None"),
    "direction": (lambda: Indicator("a", "人", "flow", "up"), InvalidRecordError, "higher, lower"),
    "name is no text": (lambda: Indicator("a", "人", "flow", zh=5), RecordTypeError, "5"),
    "note is no text": (lambda: Indicator("a", "人", "flow", note=[]), RecordTypeError, "note"),
    "multiplier": (lambda: Indicator("a", "人", "flow", multiplier=31), InvalidRecordError, "31"),
    "multiplier bool": (
        lambda: Indicator("a", "人", "flow", multiplier=True),
        InvalidRecordError,
        "True",
    ),
}


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_bad_arguments_are_refused(make, error, named):
    """No partial record is created: the error names the record, the value and what to write."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


@pytest.mark.parametrize("indicator", INDICATORS, ids=str)
def test_indicators_are_plain_data(indicator):
    """Indicators are frozen, slotted, equal by content, hashable, and unchanged by a copy or a pickle."""
    for again in copies(indicator):
        assert again == indicator
        assert hash(again) == hash(indicator)
    assert not hasattr(indicator, "__dict__")
    for field in ("code", "unit", "new"):
        with pytest.raises(AttributeError):
            setattr(indicator, field, "x")
    assert attrs.evolve(indicator, note="changed") != indicator


# --- observe and series -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "given", "expected"),
    [
        (JOBS, "2021", Y2021),
        (JOBS, 2021, Y2021),
        (JOBS, "2021-01-01/P5Y", Period.years(2021, 2025)),
        (JOBS, Y2021, Y2021),
        (INSURED, "2020", END_2020),
        (INSURED, "2020-12-31", END_2020),
        (INSURED, "2025-11", AsOf("2025-11-30")),
        (UNEMPLOYMENT, "2021", Y2021),
        (UNEMPLOYMENT, "2020-12-31", END_2020),
        (UNEMPLOYMENT, END_2020, END_2020),
    ],
    ids=str,
)
def test_observe_reads_periods_by_nature(indicator, given, expected):
    """Text is a point for a stock and a span for a flow; a full date is a point for a rate."""
    assert indicator.observe(given, "5").period == expected


def test_observe_reads_figures_in_the_unit():
    """Text is read in the indicator's unit and scale; a figure is unchanged; None needs a status."""
    seen = JOBS.observe("2021", "37.62", area="CN-TJ")
    assert seen.figure == Figure("37.62", "万人")
    assert (seen.area, seen.measure, seen.status, seen.indicator) == (
        "CN-TJ",
        "value",
        "normal",
        JOBS,
    )
    assert JOBS.observe("2021", Figure.over("3", "亿人")).figure == Figure.over("3", "亿人")
    assert JOBS.observe("2021", None, status="missing").figure is None
    grown = JOBS.observe("2021", Figure("5.4", "%"), measure="growth", base="2020")
    assert grown.base == Period.year(2020)


BAD_OBSERVATIONS = {
    "float": (lambda: JOBS.observe("2021", 37.62), NumberTypeError),
    "unit": (lambda: JOBS.observe("2021", Figure("5", "户")), UnitMismatchError),
    "no figure": (lambda: JOBS.observe("2021", None), InvalidRecordError),
    "period": (lambda: JOBS.observe("2021年", "5"), TjstatsError),
    "period is a float": (lambda: JOBS.observe(2021.0, "5"), TjstatsError),
    "period is none": (lambda: INSURED.observe(None, "5"), TjstatsError),
    "a flow at a point": (lambda: JOBS.observe(END_2020, "5"), PeriodKindError),
    "a stock over a span": (lambda: INSURED.observe(Y2021, "5"), PeriodKindError),
    "series of a list without periods": (lambda: JOBS.series(["5", "6"]), RecordTypeError),
    "series of nothing": (lambda: JOBS.series({}), InvalidRecordError),
    "series with a float": (lambda: JOBS.series({"2021": 37.62}), NumberTypeError),
}


@pytest.mark.parametrize(("make", "error"), BAD_OBSERVATIONS.values(), ids=BAD_OBSERVATIONS)
def test_observe_refuses_what_observation_refuses(make, error):
    """The shortcuts refuse what the records refuse."""
    with pytest.raises(error) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)


def test_a_mapping_becomes_a_series():
    """A mapping from period to figure is a series in the order of the periods."""
    jobs = JOBS.series({"2025": "32.7", "2021": "37.62", 2022: "35.26"}, area="CN-TJ")
    assert [str(each.period) for each in jobs] == ["2021", "2022", "2025"]
    assert {each.area for each in jobs} == {"CN-TJ"}
    assert jobs["2021"].figure == Figure("37.62", "万人")
