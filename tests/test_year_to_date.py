"""Totals since the start of a year as single months and quarters, and back: what a reader sees."""

from decimal import Decimal

import attrs
import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, RATE, STOCK, WAGE, change_of
from tjstats import Figure, Period, Reason, Series, Target, Verdict
from tjstats.errors import InvalidRecordError, NotComparableError, RecordTypeError
from tjstats.questions.aggregation import aggregate

Q3 = Period.quarter(2025, 3)
NINE = "2025-01-01/P9M"
TO_DATE = JOBS.series({"2025-S1": "695", NINE: "1057"})


def shown(series):
    """Periods and figures in short."""
    return {str(o.period): None if o.figure is None else f"{o.figure.value:f}" for o in series}


def test_a_quarter_between_two_totals():
    """695 by June and 1057 by September make 362 in the third quarter, one more or less for rounding."""
    _, quarter = tj.decumulate(TO_DATE)
    assert (quarter.period, quarter.figure.text("en")) == (Q3, "3.62 million people")
    assert quarter.figure.bounds.is_point
    assert (quarter.figure.unrounded.lower, quarter.figure.unrounded.upper) == (3610000, 3630000)
    assert quarter.derived_from == TO_DATE.observations
    assert quarter.source is None


def test_january_and_february_stay_together():
    """Where the first total is of two months, it stays; a missing total leaves a longer span."""
    to_date = MONEY.series({"2025-01-01/P2M": "9", "2025-Q1": "14", "2025-01-01/P5M": "30"})
    assert shown(tj.decumulate(to_date)) == {
        "2025-01-01/P2M": "9",
        "2025-03": "5",
        "2025-04-01/P2M": "16",
    }


def test_a_fiscal_year():
    """A year may begin in any month: what begins on one day and grows is a total to date."""
    to_date = MONEY.series(
        {"2024-Q2": "1", "2024-04-01/P6M": "3", "2024-04-01/P12M": "9", "2025-Q2": "2"}
    )
    single = tj.decumulate(to_date)
    assert shown(single) == {
        "2024-Q2": "1",
        "2024-Q3": "2",
        "2024-10-01/P6M": "6",
        "2025-Q2": "2",
    }
    assert tj.cumulate(single, start_month=4) == to_date


def test_published_single_periods_win():
    """A month that is published stays as it is, and the rest of a quarter is what remains."""
    to_date = MONEY.series({"2025-S1": "60", "2025-07": "11", NINE: "90"})
    assert shown(tj.decumulate(to_date)) == {
        "2025-S1": "60",
        "2025-07": "11",
        "2025-08-01/P2M": "19",
    }
    agreeing = MONEY.series({"2025-S1": "60", "2025-Q3": "31", NINE: "90"})
    assert tj.decumulate(agreeing)["2025-Q3"] == agreeing["2025-Q3"]
    year = MONEY.series({f"2025-Q{n}": "5" for n in (1, 2, 3, 4)} | {"2025": "20"})
    assert tj.decumulate(year).observations == year.observations[::2][:1] + year.observations[2:]


def test_a_contradiction_is_noted():
    """What is published stays beside totals that leave another figure, and the note names both totals."""
    series = MONEY.series({"2025-S1": "60", "2025-Q3": "35", NINE: "90"}, note="速报")
    found = tj.decumulate(series)[Q3]
    assert found.figure == Figure("35", "亿元")
    assert found.note == f"速报; 按公布数；2025-S1与{NINE}之差为30亿元（2025-Q3）"
    with tj.language("en"):
        found = tj.decumulate(series)[Q3]
    assert found.note == f"速报; as published; 2025-S1 and {NINE} leave 3 billion yuan for 2025-Q3"


@pytest.mark.parametrize(
    ("later", "note"),
    [
        (
            "58",
            f"below zero: 2025-S1 and {NINE} do not fit; one was revised, or covers something else",
        ),
        ("59", f"below zero by no more than the rounding of 2025-S1 and {NINE}"),
        ("60", None),
    ],
)
def test_a_total_that_falls(later, note):
    """The total of a gross flow cannot fall: the figure stands, and the note says what that means."""
    with tj.language("en"):
        found = tj.decumulate(MONEY.series({"2025-S1": "60", NINE: later}))[Q3]
    assert (found.figure.value, found.note) == (Decimal(later) - 60, note)


@pytest.mark.parametrize(
    "later",
    [{"scope": "新口径"}, {"flags": {"break"}}, {"flags": {"definition_differs"}}],
    ids=["scope", "break", "definition"],
)
def test_a_break_between_two_totals(later):
    """Nothing is taken off across a break: there is no figure, and a note."""
    nine = attrs.evolve(TO_DATE[NINE], **later)
    year = attrs.evolve(nine, period=Period.year(2025), flags=nine.flags - {tj.Flag.BREAK})
    series = Series((TO_DATE["2025-S1"], nine, year))
    with tj.language("en"):
        found = tj.decumulate(series)
    assert (found[Q3].figure, found[Q3].status) == (None, "missing")
    assert found[Q3].note == f"there is a break in the series: 2025-S1 and {NINE}"
    assert found["2025-Q4"].figure.value == 0
    assert tj.cumulate(found) == series
    assert aggregate(series, Q3).reason is Reason.BREAK_IN_SERIES


def test_what_is_missing_stays_missing():
    """A total without a figure is a period without one, with its status; the next has both."""
    none = JOBS.observe("2025-01-01/P7M", None, status="suppressed")
    single = tj.decumulate(Series((*TO_DATE, none)))
    assert shown(single) == {"2025-S1": "695", "2025-07": None, "2025-Q3": "362"}
    assert single["2025-07"].status == "suppressed"


def test_the_status_is_the_weakest():
    """A difference is as firm as the weaker of its two totals."""
    later = JOBS.observe(NINE, "1057", status="provisional")
    assert tj.decumulate(Series((TO_DATE["2025-S1"], later)))[Q3].status == "provisional"


def test_a_gap_ends_the_run():
    """After a gap there is no total until the next year, or until one is published."""
    single = MONEY.series({"2025-01": "1", "2025-03": "3", "2025-S1": "9", "2025-07": "2"})
    with tj.language("en"):
        found = tj.cumulate(single)
    assert shown(found) == {
        "2025-01": "1",
        "2025-Q1": None,
        "2025-S1": "9",
        "2025-01-01/P7M": "11",
    }
    assert found["2025-Q1"].note == "the series has a gap: 2025-01-01/P2M"


def test_longer_spans_stay():
    """The total of several years is none since the start of a year."""
    plan = Period.years(2021, 2025)
    series = JOBS.series({"2021": "1", "2021-01-01/P2Y": "3", plan: "9"})
    assert tj.decumulate(series) == tj.cumulate(series) == series


def test_days():
    """Totals to a day leave days; a year of days is added up."""
    series = MONEY.series({"2025-01-01/P10D": "1", "2025-01-01/P20D": "3"})
    assert shown(tj.decumulate(series)) == {"2025-01-01/P10D": "1", "2025-01-11/P10D": "2"}
    days = MONEY.series(dict.fromkeys(Period.year(2025).split("1d"), "1"))
    assert tj.cumulate(days)["2025"].figure.unrounded.upper == Decimal("547.5") * 10**8
    assert tj.decumulate(tj.cumulate(days)) == days


def test_the_last_year_there_is():
    """After the last possible date there is no date, and none is needed."""
    series = MONEY.series({"9999-S1": "1", "9999": "3"})
    assert shown(tj.decumulate(series)) == {"9999-S1": "1", "9999-S2": "2"}
    assert shown(tj.cumulate(tj.decumulate(series))) == {"9999-S1": "1", "9999": "3"}


@pytest.mark.parametrize(
    ("series", "problem"),
    [
        (STOCK.series({"2025": "1"}), "only a flow adds up over time"),
        (WAGE.series({"2025": "1"}), "only a flow adds up over time"),
        (RATE.series({"2025": "1"}), "only a flow adds up over time"),
        (Series((change_of(JOBS, Figure("1", "倍"), "factor"),)), "give the series of values"),
        (Series((change_of(JOBS, Figure("1", "万人"), "change"),)), "give the series of values"),
    ],
    ids=["stock", "average", "rate", "factor", "change"],
)
@pytest.mark.parametrize("question", [tj.decumulate, tj.cumulate])
def test_what_does_not_add_up(question, series, problem):
    """Levels, means and growth are no totals; the error says what to give."""
    with pytest.raises(InvalidRecordError, match=problem):
        question(series)


def test_wrong_arguments():
    """The error names the argument."""
    with pytest.raises(RecordTypeError, match=r"decumulate\.series"):
        tj.decumulate(TO_DATE["2025-S1"])
    with pytest.raises(InvalidRecordError, match=r"cumulate\.start_month = 13"):
        tj.cumulate(TO_DATE, 13)


# --- growth ---------------------------------------------------------------------------------------

BASE = MONEY.series({"2024-Q1": "100", "2024-S1": "300", "2024-01-01/P9M": "500"})


def growing(values, **more):
    """Growth to date over the year before, from a mapping."""
    return Series(
        tuple(
            MONEY.observe(
                period,
                None if rate is None else Figure(rate, "%"),
                measure="growth",
                base=tj.period(period).shift(-1, "1y"),
                **({"status": "missing"} if rate is None else more),
            )
            for period, rate in values.items()
        )
    )


def test_growth_of_a_quarter():
    """Growth of 5 % by March and 9 % by June on 100 and 200 is 11 % in the second quarter."""
    found = tj.decumulate(growing({"2025-Q1": "5.0", "2025-S1": "9.0"}), levels=BASE)
    assert [(str(o.period), str(o.base), str(o.figure)) for o in found] == [
        ("2025-Q1", "2024-Q1", "5.0%"),
        ("2025-Q2", "2024-Q2", "11%"),
    ]
    quarter = found["2025-Q2"]
    assert (
        f"{quarter.figure.unrounded.lower:.2f} {quarter.figure.unrounded.upper:.2f}"
        == "10.88 11.12"
    )
    assert [str(o.period) for o in quarter.derived_from] == [
        *("2025-Q1", "2025-S1", "2024-Q1", "2024-Q2")
    ]
    ratio = attrs.evolve(found["2025-Q1"], figure=Figure("0.05", "ratio"))
    later = growing({"2025-S1": "9.0"}).observations
    assert tj.decumulate(Series((ratio, *later)), levels=BASE)["2025-Q2"].figure.value == 11


def test_published_growth_wins():
    """A published rate stays; where the rates to date leave another, the note says which."""
    values = {"2025-Q1": "5.0", "2025-S1": "9.0", "2025-Q2": "11.1"}
    assert tj.decumulate(growing(values), levels=BASE)["2025-Q2"].note is None
    with tj.language("en"):
        found = tj.decumulate(growing(values | {"2025-Q2": "12.0"}), levels=BASE)["2025-Q2"]
    assert found.note == "as published; 2025-Q1 and 2025-S1 leave 11% for 2025-Q2"


@pytest.mark.parametrize(
    ("later", "levels", "note"),
    [
        (
            {"2025-01-01/P10M": "9.0"},
            BASE,
            "the baseline is not given: 2024-Q1 and 2024-01-01/P10M",
        ),
        (
            {"2025-S1": "9.0"},
            MONEY.series({"2024-Q1": "100", "2024-S1": "100"}),
            "the base may be zero or negative: 2024-Q1 and 2024-S1",
        ),
        ({"2025-S1": None}, BASE, None),
    ],
    ids=["no level", "zero", "missing"],
)
def test_no_growth(later, levels, note):
    """Without levels that are above zero there is no growth, and a note; what is missing stays so."""
    with tj.language("en"):
        found = tj.decumulate(growing({"2025-Q1": "5.0", **later}), levels=levels).observations[-1]
    assert (found.figure, found.status, found.note) == (None, "missing", note)
    assert tj.formats.json.loads(tj.formats.json.dumps(found)) == found


def test_growth_over_unlike_bases():
    """Growth over the year before and over 2019 do not go together; nor does growth across a break."""
    first, second = growing({"2025-Q1": "5.0", "2025-S1": "9.0"})
    other = attrs.evolve(second, base=tj.period("2019-S1"))
    with tj.language("en"):
        found = tj.decumulate(Series((first, other)), levels=BASE)["2025-Q2"]
        broken = tj.decumulate(Series((first, attrs.evolve(second, scope="新"))), levels=BASE)[
            "2025-Q2"
        ]
    assert found.note == "the periods do not match: 2025-Q1 and 2025-S1"
    assert broken.note == "there is a break in the series: 2025-Q1 and 2025-S1"


def test_wrong_levels():
    """The error says what to pass."""
    rates = growing({"2025-Q1": "5.0", "2025-S1": "9.0"})
    with pytest.raises(InvalidRecordError, match=r"pass levels=, a series of the values of test"):
        tj.decumulate(rates)
    with pytest.raises(InvalidRecordError, match=r"decumulate\.levels = .*: levels are for growth"):
        tj.decumulate(BASE, levels=BASE)
    with pytest.raises(RecordTypeError, match=r"decumulate\.levels"):
        tj.decumulate(rates, levels=BASE["2024-Q1"])
    with pytest.raises(NotComparableError, match="measure"):
        tj.decumulate(rates, levels=rates)
    with pytest.raises(NotComparableError, match="basis"):
        tj.decumulate(growing({"2025-Q1": "5.0"}, basis="real"), levels=BASE)
    with pytest.raises(InvalidRecordError, match="give the series of values"):
        tj.cumulate(rates)


# --- aggregate ------------------------------------------------------------------------------------


def test_a_target_on_a_quarter():
    """What two totals leave answers a target on a quarter."""
    goal = Target(JOBS, Q3, Figure.at_least("350", "万人"))
    answer = tj.assess(goal, TO_DATE)
    assert (answer.verdict, answer.final) == (Verdict.YES, True)
    assert answer.observation == tj.decumulate(TO_DATE)[Q3]


def test_a_year_across_years():
    """Four quarters from two years' totals make a fiscal year."""
    series = MONEY.series({"2024-S1": "40", "2024": "100", "2025-S1": "45"})
    found = aggregate(series, Period.years(2024, 2024, start_month=7))
    assert (found.complete, found.figure.value) == (True, 105)
    assert [str(o.period) for o in found.observation.derived_from] == ["2024-S2", "2025-S1"]


def test_a_part_of_the_half_year():
    """Totals that reach into a period say at least how much it is."""
    found = aggregate(TO_DATE, Period.half_year(2025, 2))
    assert (found.complete, found.reason) == (False, Reason.GAP_IN_SERIES)
    assert found.figure.bounds == Figure.at_least("362", "万人").bounds


def test_a_year_that_is_not_over():
    """It is at least the last total to date as printed, and not the sum of its differences."""
    series = JOBS.series({"2025-Q1": "308", "2025-S1": "695", NINE: "1057"})
    found = aggregate(series, Period.year(2025))
    assert found.observation.derived_from == (series[NINE],)
    assert found.figure.unrounded.lower == 10_565_000


def test_published_parts_come_first():
    """Published months are summed, whatever the totals leave."""
    months = {"2025-07": "100", "2025-08": "100", "2025-09": "100"}
    series = Series((*TO_DATE, *JOBS.series(months)))
    assert aggregate(series, Q3).figure.value == 300
