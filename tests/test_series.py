"""Series: one indicator, area, basis and measure over distinct periods."""

import pytest

import tjstats as tj
from tests.processes import copies
from tests.records import END_2020, INSURED, JOBS, PLAN, UNEMPLOYMENT, Y2021, Y2025
from tjstats.errors import (
    DuplicatePeriodError,
    InvalidRecordError,
    NotComparableError,
    PeriodKindError,
    RecordTypeError,
    TjstatsError,
    UnknownCodeError,
)
from tjstats.records.publication import Observation, Series
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period

SEEN = JOBS.series({"2021": "37.62", "2022": "35.26", "2025": "32.7"}, area="CN-TJ")
FIVE = Figure("5", "万人")


def test_observations_are_sorted_by_period():
    """In any order and from any iterable."""
    turned = Series(reversed(SEEN.observations))
    assert turned == SEEN
    assert turned.periods == (Y2021, Period.year(2022), Y2025)
    assert isinstance(turned.observations, tuple)
    assert len(turned) == 3


def test_what_is_shared():
    """Every observation has the series' indicator, area, breakdowns, basis and measure."""
    assert (SEEN.indicator, SEEN.area, SEEN.basis, SEEN.measure) == (JOBS, "CN-TJ", None, "value")
    women = JOBS.series({"2021": "5", "2022": "6"}, breakdowns={"sex": "F"})
    assert (SEEN.breakdowns, women.breakdowns) == ((), (("sex", "F"),))
    assert women.table().caption.endswith("性别 F")


def test_periods_of_any_length():
    """A plan total may be in a series of years: the periods are distinct."""
    mixed = JOBS.series({"2021": "37.62", "2021-01-01/P5Y": "175", "2021-Q1": "9"})
    assert mixed.periods == (Period.quarter(2021, 1), Y2021, PLAN)


def test_lookup_by_period_or_code():
    """get returns None if there is no observation."""
    assert SEEN["2021"] is SEEN[Y2021] is SEEN.get("2021") is SEEN.observations[0]
    assert SEEN.get("2023") is None
    insured = INSURED.series({"2020": "900.55", "2025-11": "1017.03"})
    assert insured["2020"] is insured["2020-12-31"] is insured[END_2020]


@pytest.mark.parametrize("period", ["2023", Period.year(2023), "2021-Q1"], ids=str)
def test_an_unknown_period_is_a_key_error(period):
    """The error names the known periods."""
    with pytest.raises(UnknownCodeError, match="2021, 2022, 2025") as caught:
        SEEN[period]
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, TjstatsError)


def test_a_change_of_scope_is_a_break():
    """Between neighbours, at the later period."""
    scopes = {"2021": "old", "2022": "old", "2023": "new", "2024": None}
    seen = Series([JOBS.observe(period, "5", scope=scope) for period, scope in scopes.items()])
    assert seen.breaks == (Period.year(2023), Period.year(2024))
    assert SEEN.breaks == ()


def beside(indicator=JOBS, figure=FIVE, **more):
    """A series of a plain observation and one for the next year that differs."""
    return Series(
        [
            JOBS.observe("2021", FIVE, area="CN-TJ"),
            indicator.observe("2022", figure, **{"area": "CN-TJ", **more}),
        ]
    )


BAD = {
    "duplicate": (lambda: Series([JOBS.observe("2021", "5"), JOBS.observe("2021", "6")]), DuplicatePeriodError, "2021"),
    "duplicate by days": (lambda: JOBS.series({"2021": "5", "2021-01-01/P12M": "5"}), DuplicatePeriodError, "2021"),
    "duplicate points": (lambda: INSURED.series({"2020": "5", "2020-12": "5"}), DuplicatePeriodError, "2020-12-31"),
    "mixed kinds": (lambda: UNEMPLOYMENT.series({"2021": "5", "2021-12-31": "5"}), PeriodKindError, "2021"),
    "two indicators": (lambda: beside(UNEMPLOYMENT, "5"), NotComparableError, "unemployment_rate"),
    "two areas": (lambda: beside(area="CN-BJ"), NotComparableError, "CN-BJ"),
    "area and none": (lambda: beside(area=None), NotComparableError, "area"),
    "two breakdowns": (lambda: beside(breakdowns={"sex": "F"}), NotComparableError, "breakdowns.*sex"),
    "two bases": (lambda: beside(basis="real"), NotComparableError, "real"),
    "two measures": (lambda: beside(measure="change", base="2021"), NotComparableError, "change"),
    "empty": (lambda: Series([]), InvalidRecordError, "at least one"),
    "a text": (lambda: Series("2021"), RecordTypeError, "2021"),
    "a mapping": (lambda: Series({"2021": "5"}), RecordTypeError, "series"),
    "none": (lambda: Series(None), RecordTypeError, "None"),
    "figures": (lambda: Series([FIVE]), RecordTypeError, "Observation"),
    "one observation": (lambda: Series(JOBS.observe("2021", "5")), RecordTypeError, "Observation"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_differing_observations_are_refused(make, error, named):
    """The error names what differs; no partial record is created."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


def test_series_are_plain_data():
    """A series is frozen, hashable, equal by content, and unchanged by a copy or a pickle."""
    for again in copies(SEEN):
        assert again == SEEN
        assert hash(again) == hash(SEEN)
        assert again["2021"] == SEEN["2021"]
    assert JOBS.series({"2021": "37.62"}, area="CN-TJ") != SEEN
    with pytest.raises(AttributeError):
        SEEN.observations = ()
    with pytest.raises(TypeError):
        SEEN["2021"] = SEEN["2022"]


def test_missing_values_have_their_place():
    """A missing value is an observation for its period."""
    seen = Series([JOBS.observe("2021", "5"), JOBS.observe("2022", None, status="missing")])
    assert seen["2022"].figure is None
    assert all(isinstance(each, Observation) for each in seen)
    assert seen.periods[-1] == Period.year(2022) != AsOf("2022")


@pytest.mark.parametrize("length", ["month", "quarter", "half_year", "year"])
def test_a_span_finds_the_point_at_its_end(length):
    """In a series of points in time, as its text does; `get` takes the span for a span."""
    people = tj.Indicator("people", "万人", "stock")
    series = people.series({2023: "1386", 2024: "1364"})
    spans = {
        "month": (2024, 12),
        "quarter": (2024, 4),
        "half_year": (2024, 2),
        "year": (2024,),
    }
    asked = getattr(tj.Period, length)(*spans[length])
    assert series[asked] is series[asked.code] is series[tj.AsOf("2024")]
    assert series.get(asked) is None
    with pytest.raises(UnknownCodeError):
        series[asked.shift(1)]


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("direction", ("higher", "neither")),
        ("nature", ("flow", "stock")),
        ("unit", ("person", "household")),
        ("zh", ("新增就业", "就业")),
        ("net", (True, False)),
        ("note", ("old", "new")),
    ],
)
def test_two_indicators_of_one_code_say_in_what_they_differ(part, values):
    """Not in the code, which is the same; and one Indicator for both is the way out."""
    fields = {"code": "jobs", "unit": "person", "nature": "flow"}
    one, other = (tj.Indicator(**(fields | {part: value})) for value in values)
    records = [one.observe("2020", "1"), other.observe("2021", "1")]
    with pytest.raises(NotComparableError, match=f"{part} of the indicator.*use one Indicator"):
        Series(tuple(records))
