"""Datasets: related records, looked up by code."""

import pytest

from tests.processes import copies
from tests.records import INDICATORS, INSURED, JOBS, PAGE, PLAN, PRICES, UNEMPLOYMENT, Y2021
from tjstats.errors import (
    InvalidRecordError,
    NotComparableError,
    RecordTypeError,
    TjstatsError,
    UnknownCodeError,
)
from tjstats.records.datasets import Dataset, Group
from tjstats.records.publication import Indicator, Source
from tjstats.records.targets import Target
from tjstats.values.figures import Figure

SEEN = (
    JOBS.observe("2025", "32.7", area="CN-TJ", source=PAGE),
    JOBS.observe("2021", "37.62", area="CN-TJ"),
    JOBS.observe("2025", Figure("-5", "%"), measure="growth", base="2021"),
    INSURED.observe("2025-11", Figure("116.48", "万人"), measure="change", base="2020"),
)
ASKED = (
    Target(JOBS, PLAN, Figure.at_least("175", "万人")),
    Target(UNEMPLOYMENT, PLAN, Figure.at_most("5.5", "%"), relative_to=PRICES),
)
GROUPS = (Group("employment", "就业", "Employment"),)
DATA = Dataset("page", observations=SEEN, targets=ASKED, groups=GROUPS, zh="专版", en="The page")


def test_what_is_used_is_listed():
    """Indicators and sources of the observations and targets are added, each once, after those listed."""
    assert [i.code for i in DATA.indicators] == [
        i.code for i in (JOBS, INSURED, UNEMPLOYMENT, PRICES)
    ]
    assert DATA.sources == (PAGE,)
    assert Dataset("a", indicators=[PRICES], observations=SEEN[:1]).indicators == (PRICES, JOBS)
    assert (DATA.observations, DATA.targets) == (SEEN, ASKED)


def test_sources_of_inputs_are_listed():
    """A source is listed even if only a baseline or an input of a computed observation names it."""
    inner = JOBS.observe("2021", "5", source=PAGE)
    assert Dataset(
        "a", observations=[JOBS.observe("2022", "5", derived_from=(inner,))]
    ).sources == (PAGE,)
    baseline = INSURED.observe("2020", "5", source=PAGE)
    assert Dataset("a", targets=[Target(INSURED, baseline.period, baseline=baseline)]).sources == (
        PAGE,
    )


def test_lookup_by_code():
    """`dataset[code]` has everything about one indicator; its series holds the observed values."""
    entry = DATA["employment.new_urban_jobs"]
    assert (entry.indicator, entry.observations, entry.targets) == (JOBS, SEEN[:3], ASKED[:1])
    assert [str(each.period) for each in entry.series] == ["2021", "2025"]
    assert JOBS.code in DATA
    assert "jobs" not in DATA
    assert len(DATA) == 4
    assert [each.indicator.code for each in DATA] == [i.code for i in DATA.indicators]
    assert [each.indicator for each in DATA.group("employment")] == [JOBS, UNEMPLOYMENT]


@pytest.mark.parametrize(
    "code", ["employment.new_urban_job", "new_urban_jobs", "Employment.New_Urban_Jobs"]
)
def test_unknown_code_names_near_matches(code):
    """An unknown code is a KeyError with the nearest known codes."""
    with pytest.raises(UnknownCodeError, match=r"nearest: .*employment\.new_urban_jobs") as caught:
        DATA[code]
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, KeyError)
    assert code in str(caught.value)
    assert "employment.new_urban_jobs" in caught.value.suggestions


@pytest.mark.parametrize("code", [None, 5, "", "x" * 10_000])
def test_other_keys_are_unknown_too(code):
    """Any other key raises the same error, with a message of limited length."""
    with pytest.raises(UnknownCodeError) as caught:
        DATA[code]
    assert len(str(caught.value)) < 400


def test_a_series_needs_values():
    """An indicator with changes only has no series of values; with two areas, neither is chosen."""
    with pytest.raises(InvalidRecordError, match="changes only"):
        _ = DATA[INSURED.code].series
    with pytest.raises(NotComparableError, match="CN-BJ"):
        _ = Dataset("a", observations=(*SEEN, JOBS.observe("2022", "5", area="CN-BJ")))[
            JOBS.code
        ].series


def test_the_tab_key_completes_codes():
    """A notebook completes the codes with the tab key."""
    assert DATA._ipython_key_completions_() == [i.code for i in DATA.indicators]


def test_names_fall_back_to_the_other_language():
    """Names and headings fall back to the other language or the code."""
    assert (DATA.name("en"), DATA.name("zh"), Dataset("a").name("zh")) == ("The page", "专版", "a")
    assert (DATA.groups[0].name("zh"), Group("x").name("zh")) == ("就业", "x")


OTHER_JOBS = Indicator(JOBS.code, "人", "stock")
BAD = {
    "one code, two indicators": (lambda: Dataset("a", [JOBS, OTHER_JOBS]), InvalidRecordError, JOBS.code),
    "one code, listed and used": (lambda: Dataset("a", [OTHER_JOBS], SEEN), InvalidRecordError, JOBS.code),
    "an indicator listed twice": (lambda: Dataset("a", [JOBS, JOBS]), InvalidRecordError, "twice"),
    "one code, two sources": (
        lambda: Dataset("a", observations=SEEN, sources=[Source(PAGE.code, "another")]), InvalidRecordError, PAGE.code,
    ),
    "indicator is a text": (lambda: Dataset("a", ["jobs"]), RecordTypeError, "jobs"),
    "indicators are a text": (lambda: Dataset("a", "jobs"), RecordTypeError, "jobs"),
    "one indicator": (lambda: Dataset("a", JOBS), RecordTypeError, "indicators"),
    "observations are figures": (lambda: Dataset("a", observations=[Figure("5", "人")]), RecordTypeError, "observations"),
    "targets are observations": (lambda: Dataset("a", targets=SEEN), RecordTypeError, "targets"),
    "sources are texts": (lambda: Dataset("a", sources=["tjrb"]), RecordTypeError, "tjrb"),
    "groups are texts": (lambda: Dataset("a", groups=["employment"]), RecordTypeError, "employment"),
    "none": (lambda: Dataset("a", observations=None), RecordTypeError, "None"),
    "code is no text": (lambda: Dataset(5), InvalidRecordError, "5"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_bad_fields_are_refused(make, error, named):
    """No partial record is created: the error names the field, the value and the accepted types."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


def test_a_dataset_is_plain_data():
    """A dataset is frozen, hashable, equal by content, and unchanged by a copy or a pickle, including lookup."""
    for again in copies(DATA):
        assert again == DATA
        assert hash(again) == hash(DATA)
        assert again[JOBS.code] == DATA[JOBS.code]
    assert Dataset("page") != DATA
    with pytest.raises(AttributeError):
        DATA.code = "x"
    with pytest.raises(TypeError):
        DATA["x"] = 5


def test_any_iterable_is_accepted():
    """Lists and generators become tuples."""
    made = Dataset("a", list(INDICATORS), (each for each in SEEN))
    assert made.indicators == INDICATORS
    assert made.observations == SEEN
    assert made[JOBS.code].series["2021"].period == Y2021
