"""Observations and sources: valid and invalid combinations of fields."""

import pickle
import re

import pytest

from tests.processes import copies
from tests.records import (
    END_2020,
    END_2025,
    INSURED,
    JOBS,
    PAGE,
    PLAN,
    PRICES,
    UNEMPLOYMENT,
    WAGE,
    Y2021,
    Y2025,
)
from tjstats.errors import (
    InvalidRecordError,
    PeriodKindError,
    PeriodOrderError,
    RecordTypeError,
    TjstatsError,
    UnitMismatchError,
)
from tjstats.records.classifications import NATURES, Flag, Measure, Nature, Status
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.languages import language
from tjstats.values.periods import AsOf, Period

F, Obs = Figure, Observation
FIVE, PEOPLE = F("5", "%"), F("5", "万人")

GOOD = {
    "flow": Obs(
        JOBS,
        Y2021,
        F("37.62", "万人"),
        area="CN-TJ",
        source=PAGE,
        printed="37.62万人",
        locator="p. 3",
    ),
    "flow over a plan": Obs(JOBS, PLAN, F.over("175", "万人"), status="forecast"),
    "flow a year": Obs(JOBS, PLAN, F("35", "万人/年")),
    "stock": Obs(INSURED, END_2020, F("900.55", "万人")),
    "rate over a span": Obs(UNEMPLOYMENT, Y2021, F("5.5", "%")),
    "rate at a point": Obs(UNEMPLOYMENT, END_2020, F("5.5", "%")),
    "rate in another unit": Obs(UNEMPLOYMENT, Y2021, F("0.055", "倍")),
    "average": Obs(WAGE, END_2025, F("2510", "元/月", exact=True), basis="current"),
    "index": Obs(PRICES, Y2021, F("102.1", "点"), scope="urban"),
    "change": Obs(INSURED, END_2025, F("116.48", "万人"), measure="change", base=END_2020),
    "change of a rate in points": Obs(
        UNEMPLOYMENT, Y2025, F("-0.5", "个百分点"), measure=Measure.CHANGE, base=Y2021
    ),
    "growth": Obs(JOBS, Y2025, F("5.4", "%"), measure="growth", base=Y2021),
    "growth of a stock over a plan": Obs(
        INSURED, PLAN, F("-13.5", "%"), measure="growth", base=END_2020
    ),
    "average growth": Obs(
        JOBS, PLAN, F("5.4", "%"), measure="average_growth", base=Period.year(2020)
    ),
    "factor": Obs(WAGE, END_2025, F("2", "倍"), measure="factor", base=END_2020),
    "missing": Obs(JOBS, Y2021, None, status="missing"),
    "flagged": Obs(JOBS, Y2021, PEOPLE, flags={"break", Flag.CONFIDENTIAL}),
    "broken down": Obs(JOBS, Y2021, PEOPLE, breakdowns={"sex": "F", "age": "Y15T24"}),
    "derived": Obs(JOBS, Y2025, F("5", "万人"), derived_from=(Obs(JOBS, Y2021, F("4", "万人")),)),
}


@pytest.mark.parametrize("seen", GOOD.values(), ids=GOOD)
def test_observations_are_plain_data(seen):
    """A valid observation is frozen, slotted, hashable, equal by content, and unchanged by a copy or a pickle."""
    for again in copies(seen):
        assert again == seen
        assert hash(again) == hash(seen)
        assert (str(again), again.computed) == (str(seen), seen.computed)
    assert not hasattr(seen, "__dict__")
    for field in ("figure", "status", "new"):
        with pytest.raises(AttributeError):
            setattr(seen, field, None)


def test_codes_become_members():
    """Measure and status may be passed as codes."""
    assert GOOD["change"].measure is Measure.CHANGE
    assert GOOD["missing"].status is Status.MISSING
    assert GOOD["flow"] != GOOD["flow over a plan"]
    assert GOOD["derived"].computed
    assert not GOOD["flow"].computed


def test_flags_and_breakdowns():
    """Flags are a set; breakdowns are sorted pairs, from any mapping or pairs."""
    assert GOOD["flagged"].flags == {Flag.BREAK, Flag.CONFIDENTIAL}
    pairs = (("age", "Y15T24"), ("sex", "F"))
    assert GOOD["broken down"].breakdowns == pairs
    assert Obs(JOBS, Y2021, PEOPLE, breakdowns=reversed(pairs)) == GOOD["broken down"]
    assert Obs(JOBS, Y2021, PEOPLE, flags=set(), breakdowns=[]) == Obs(JOBS, Y2021, PEOPLE)
    assert dict(GOOD["broken down"].table("en").rows)["breakdowns"] == "age Y15T24, sex F"
    assert dict(GOOD["flagged"].table("en").rows)["flags"] == "break, confidential"
    assert dict(GOOD["flagged"].table().rows)["标记"] == "序列中断、保密"


def test_the_text_of_an_observation():
    """The printed words, or the figure if they are in another language; a gap shows its status."""
    seen = GOOD["flow"]
    assert seen.text() == str(seen) == "城镇新增就业（CN-TJ），2021年：37.62万人"
    assert seen.text("en") == "New urban jobs (CN-TJ), 2021: 376,200 people"
    gap = Obs(JOBS, Y2021, None, status="not_applicable")
    assert (gap.text(), gap.text("zh")) == (
        "New urban jobs, 2021: not applicable",
        "城镇新增就业，2021年：不适用",
    )
    with language("en"):
        assert str(seen) == seen.text("en")
        assert repr(seen) == "<Observation employment.new_urban_jobs 2021: 37.62万人>"
        assert dict(seen.table().rows)["indicator"] == "New urban jobs"
    assert dict(seen.table("zh").rows)["指标"] == "城镇新增就业"


BAD = {
    "indicator": (lambda: Obs("jobs", Y2021, PEOPLE), RecordTypeError, "jobs"),
    "period is a text": (lambda: Obs(JOBS, "2021", PEOPLE), RecordTypeError, "2021"),
    "period is none": (lambda: Obs(JOBS, None, PEOPLE), RecordTypeError, "None"),
    "figure is a text": (lambda: Obs(JOBS, Y2021, "5"), RecordTypeError, "'5'"),
    "figure is a float": (lambda: Obs(JOBS, Y2021, 5.0), RecordTypeError, r"5\.0"),
    "no figure": (lambda: Obs(JOBS, Y2021, None), InvalidRecordError, "missing"),
    "missing with a figure": (lambda: Obs(JOBS, Y2021, PEOPLE, status="missing"), InvalidRecordError, "missing"),
    "suppressed with a figure": (lambda: Obs(JOBS, Y2021, PEOPLE, status="suppressed"), InvalidRecordError, "suppressed"),
    "status": (lambda: Obs(JOBS, Y2021, PEOPLE, status="sure"), InvalidRecordError, "provisional"),
    "measure": (lambda: Obs(JOBS, Y2021, PEOPLE, measure="total"), InvalidRecordError, "average_growth"),
    "a flow at a point": (lambda: Obs(JOBS, END_2020, PEOPLE), PeriodKindError, "2020-12-31"),
    "a stock over a span": (lambda: Obs(INSURED, Y2021, PEOPLE), PeriodKindError, "2021"),
    "a value with a base": (lambda: Obs(JOBS, Y2025, PEOPLE, base=Y2021), InvalidRecordError, "base"),
    "a change without a base": (lambda: Obs(JOBS, Y2025, PEOPLE, measure="change"), InvalidRecordError, "base"),
    "a growth without a base": (lambda: Obs(JOBS, Y2025, FIVE, measure="growth"), InvalidRecordError, "base"),
    "a base as text": (lambda: Obs(JOBS, Y2025, FIVE, measure="growth", base="2021"), InvalidRecordError, "2021"),
    "a base after the period": (lambda: Obs(JOBS, Y2021, FIVE, measure="growth", base=Y2025), PeriodOrderError, "2025"),
    "a base after the point": (lambda: Obs(INSURED, END_2020, FIVE, measure="growth", base=END_2025), PeriodOrderError, "2025"),
    "people in households": (lambda: Obs(JOBS, Y2021, F("5", "户")), UnitMismatchError, "household"),
    "people in percent": (lambda: Obs(JOBS, Y2021, FIVE), UnitMismatchError, "percent"),
    "percent in points": (lambda: Obs(UNEMPLOYMENT, Y2021, F("5", "个百分点")), UnitMismatchError, "percentage_point"),
    "yuan in dollars": (lambda: Obs(WAGE, END_2020, F("5", "美元/月")), UnitMismatchError, "USD"),
    "change of a rate in percent": (
        lambda: Obs(UNEMPLOYMENT, Y2025, FIVE, measure="change", base=Y2021), UnitMismatchError, "percentage_point",
    ),
    "growth in people": (lambda: Obs(JOBS, Y2025, PEOPLE, measure="growth", base=Y2021), UnitMismatchError, "growth"),
    "growth in points": (
        lambda: Obs(JOBS, Y2025, F("5", "个百分点"), measure="growth", base=Y2021), UnitMismatchError, "percentage_point",
    ),
    "area of observe is no text": (lambda: JOBS.observe("2021", "5", area=5), RecordTypeError, "area"),
    "area is no text": (lambda: Obs(JOBS, Y2021, PEOPLE, area=5), RecordTypeError, "area"),
    "scope is no text": (lambda: Obs(JOBS, Y2021, PEOPLE, scope=("a",)), RecordTypeError, "scope"),
    "printed is no text": (lambda: Obs(JOBS, Y2021, PEOPLE, printed=PEOPLE), RecordTypeError, "printed"),
    "source is a text": (lambda: Obs(JOBS, Y2021, PEOPLE, source="tjrb"), RecordTypeError, "tjrb"),
    "derived from a number": (lambda: Obs(JOBS, Y2021, PEOPLE, derived_from=5), RecordTypeError, "5"),
    "derived from nothing": (lambda: Obs(JOBS, Y2021, PEOPLE, derived_from=None), RecordTypeError, "None"),
    "derived and from a source": (
        lambda: Obs(JOBS, Y2021, PEOPLE, derived_from=(GOOD["flow"],), source=PAGE), InvalidRecordError, "source",
    ),
    "derived from a text": (lambda: Obs(JOBS, Y2021, PEOPLE, derived_from=("x",)), RecordTypeError, "'x'"),
    "flags as one text": (lambda: Obs(JOBS, Y2021, PEOPLE, flags="break"), RecordTypeError, "set of flags"),
    "flags of nothing": (lambda: Obs(JOBS, Y2021, PEOPLE, flags=None), RecordTypeError, "set of flags"),
    "an unknown flag": (lambda: Obs(JOBS, Y2021, PEOPLE, flags=["b"]), InvalidRecordError, "low_reliability"),
    "breakdowns as one text": (lambda: Obs(JOBS, Y2021, PEOPLE, breakdowns="sex"), RecordTypeError, "mapping"),
    "a breakdown as a text": (lambda: Obs(JOBS, Y2021, PEOPLE, breakdowns=["sF"]), RecordTypeError, "'sF'"),
    "a breakdown as a number": (lambda: Obs(JOBS, Y2021, PEOPLE, breakdowns={"age": 15}), RecordTypeError, "15"),
    "a breakdown without a value": (lambda: Obs(JOBS, Y2021, PEOPLE, breakdowns={"sex": ""}), InvalidRecordError, "sex"),
    "two values of a dimension": (
        lambda: Obs(JOBS, Y2021, PEOPLE, breakdowns=[("sex", "F"), ("sex", "M")]), InvalidRecordError, "two values",
    ),
    "source without a code": (lambda: Source(""), InvalidRecordError, "Source"),
    "source code is no text": (lambda: Source(5), InvalidRecordError, "5"),
    "source published as text": (lambda: Source("a", published="2025-11"), RecordTypeError, "2025-11"),
    "source url is no text": (lambda: Source("a", url=5), RecordTypeError, "url"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_bad_arguments_are_refused(make, error, named):
    """No partial record is created: each mistake raises an error of the library that names it and is also a builtin."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


def test_missing_is_never_zero():
    """A missing value has no figure, and differs from an observed zero."""
    assert Obs(JOBS, Y2021, None, status="missing") != Obs(JOBS, Y2021, F("0", "万人"))


def test_a_source_is_a_shared_value():
    """Several observations share a source; its text gives publisher, title and date."""
    assert Source(PAGE.code, "天津日报", "天津日报社", Period.month(2025, 11)) == PAGE
    assert hash(PAGE) == hash(pickle.loads(pickle.dumps(PAGE)))
    assert str(PAGE) == "天津日报社, 天津日报, 2025-11"
    assert str(Source("a")) == "a"
    with pytest.raises(AttributeError):
        PAGE.title = "x"


@pytest.mark.parametrize("measure", [m for m in Measure if m is not Measure.VALUE])
@pytest.mark.parametrize("nature", Nature)
@pytest.mark.parametrize(
    "base", [Period.year(2020), Period.month(2020, 6), AsOf("2020"), AsOf("2020-06-30")], ids=str
)
@pytest.mark.parametrize("record", [Observation, Target])
def test_a_base_is_a_time_at_which_the_indicator_has_levels(record, nature, measure, base):
    """A flow has a span as base and a stock a point in time; a rate, average or index either. An error names the
    argument and its value, and what to write is taken."""
    indicator = Indicator("test.any", "万人", nature)
    unit = "万人" if measure is Measure.CHANGE else "%"

    def made(base):
        return record(indicator, PLAN, Figure("5", unit), measure=measure, base=base)

    if type(base) in NATURES[nature].times:
        assert made(base).base == base
        return
    with pytest.raises(
        InvalidRecordError, match=rf"{record.__name__}\.base = '{base}'.*a {nature} is observed"
    ) as caught:
        made(base)
    offered = re.search(r"write (?:a Period, for example )?(.*)$", str(caught.value))[1]
    remedy = eval(offered, {"AsOf": AsOf, "Period": Period})
    assert made(remedy).base == remedy
    assert (
        indicator.observe("2025", Figure("5", unit), measure=measure, base="2020").base.end
        == AsOf("2020").date
    )


@pytest.mark.parametrize("nature", [Nature.STOCK, Nature.FLOW])
def test_a_time_of_the_wrong_kind_names_the_right_one(nature):
    """A stock is observed at a point in time and a flow over a span: what the error says to write is taken."""
    indicator = Indicator("test.any", "万人", nature)
    wrong = {Nature.STOCK: Period.year(2020), Nature.FLOW: AsOf("2020")}[nature]
    with pytest.raises(PeriodKindError, match=f"a {nature} is observed") as caught:
        indicator.observe(wrong, "5")
    offered = re.search(r"write (?:a Period, for example )?(.*)$", str(caught.value))[1]
    remedy = eval(offered, {"AsOf": AsOf, "Period": Period})
    assert indicator.observe(remedy, "5").period == remedy
