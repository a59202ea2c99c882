"""The built-in datasets: names, loading, unknown names, and the consistency of their figures."""

import pickle
import re
from pathlib import Path

import pytest

import tjstats as tj
from tests.processes import run_python
from tjstats import datasets
from tjstats.errors import TjstatsError, UnknownCodeError
from tjstats.formats import json
from tjstats.questions.aggregation import aggregate
from tjstats.questions.comparison import compare_all
from tjstats.questions.review import review
from tjstats.values.languages import language_of
from tjstats.values.units import parse_unit


def test_names_lists_every_dataset():
    """A sorted tuple of the files' names, each of which loads as a dataset with that code."""
    files = Path(datasets.__file__).with_name("data").glob("*.json")
    assert datasets.names() == tuple(sorted(file.stem for file in files))
    assert datasets.names() == tuple(sorted(datasets.names()))
    assert "tianjin-14th-plan" in datasets.names()
    for name in datasets.names():
        found = datasets.load(name)
        assert type(found) is tj.Dataset
        assert found.code == name


@pytest.mark.parametrize(
    "name",
    [
        "tianjin-14th",
        "tianjin_14th_plan",
        "",
        "../tianjin-14th-plan",
        "tianjin-14th-plan.json",
        None,
        14,
        ["x"],
    ],
)
def test_an_unknown_name(name):
    """A KeyError of the library, with the known names."""
    with pytest.raises(
        UnknownCodeError, match="^no built-in dataset .*tianjin-14th-plan"
    ) as caught:
        datasets.load(name)
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, TjstatsError)


def test_loading_twice_gives_the_same():
    """The results are equal, whether or not the file is read again."""
    assert datasets.load("tianjin-14th-plan") == datasets.load("tianjin-14th-plan")


def test_a_dataset_goes_there_and_back():
    """A dataset survives JSON and pickle, and lookup by code still works."""
    found = datasets.load("tianjin-14th-plan")
    for again in (json.loads(json.dumps(found)), pickle.loads(pickle.dumps(found))):
        assert again == found
        assert again["talent.skilled_workers"] == found["talent.skilled_workers"]


def test_an_unknown_code_of_the_dataset():
    """The error names near matches."""
    with pytest.raises(UnknownCodeError, match=r"labour_relations\.minimum_wage"):
        datasets.load("tianjin-14th-plan")["labour.minimum_wage"]


def test_loading_needs_no_pint():
    """The files hold canonical unit codes, which need no unit engine."""
    code = "import tjstats as tj, sys; [tj.datasets.load(n) for n in tj.datasets.names()]; print('pint' in sys.modules)"
    assert run_python(code) == "False"


# --- what each of them holds ------------------------------------------------------------------------------------------

LOADED = {name: datasets.load(name) for name in datasets.names()}
RECORDS = [
    (name, record)
    for name, found in LOADED.items()
    for record in (*found.observations, *found.targets)
]
PRINTED = [
    (name, record) for name, record in RECORDS if record.printed and record.figure is not None
]
IN_WORDS = {
    "不下几十个": "20",
    "千亿级": "1",
    "翻两番": "4",
    "under five billion tonnes": "50",
    "increase by one year": "1",
    "同步": "0",
    "基本同步": "0",
    "全部脱贫": "0",
    "农村贫困人口实现脱贫": "0",
    "增长高于国内生产总值增长": "0",
}

NUMERALS = str.maketrans("一二三四五六七八九十", "1234567890")


def printed_numbers(text):
    """The numbers in printed words, as digits without trailing zeros: 18.18亿 and 1.818 billion are 1818."""
    words = IN_WORDS.get(text, text).translate(NUMERALS)
    found = re.findall(r"\d+(?:[.,]\d+)*", words)
    return {number.replace(",", "").replace(".", "").strip("0") for number in found}


@pytest.mark.parametrize("name", datasets.names())
def test_it_has_names_and_groups(name):
    """The dataset, its groups and its indicators are named in both languages; each indicator is in a group."""
    found = LOADED[name]
    for record in (found, *found.groups, *found.indicators):
        assert record.zh and record.en
    assert {i.group for i in found.indicators} == {g.code for g in found.groups}
    assert all(entry.observations or entry.targets for entry in found)


def test_every_figure_has_a_source():
    """A publication with title and publisher, or, if derived, inputs that have one."""
    for name, record in RECORDS:
        inputs = record.derived_from if isinstance(record, tj.Observation) else ()
        for each in inputs or (record,):
            assert each.source is not None or each.computed, (name, record)
            assert each.source is None or (each.source.title and each.source.publisher)


def test_every_printed_figure_reads():
    """The printed words contain the digits of the figure."""
    assert len(PRINTED) > 300
    for name, record in PRINTED:
        figure = record.figure
        value = f"{abs(figure.value):f}"
        digits = value.replace(".", "").strip("0")
        assert digits in printed_numbers(record.printed), (name, record.printed, figure)


def test_every_figure_has_its_unit_as_printed():
    """In the language of the source: English in Europe 2020, Chinese in all others; a percent sign belongs to both."""
    for name, record in RECORDS:
        for counted in (record.indicator, record.figure):
            if counted is not None:
                assert parse_unit(counted.word) == (counted.unit, counted.multiplier)
                chinese = name != "europe-2020" and counted.word != "%"
                assert language_of(counted.word) == ("zh" if chinese else "en")


def test_printed_decimals_are_kept():
    """A number printed with a trailing zero keeps it."""
    for name, record in PRINTED:
        zeros = re.search(r"(\d+\.\d*0)(?!\d)", record.printed)
        if zeros and record.figure.decimals is not None:
            assert str(abs(record.figure.value)) == zeros[1], (name, record.printed)


def test_one_concept_is_one_record():
    """The indicator with a given code is equal in every dataset, and so is a source."""
    for field in ("indicators", "sources"):
        known = {}
        for found in LOADED.values():
            for record in getattr(found, field):
                assert known.setdefault(record.code, record) == record


@pytest.mark.parametrize("name", datasets.names())
def test_each_can_be_reviewed(name):
    """Every target and every claim is answered, and every unknown has its reason."""
    answers = review(LOADED[name])
    assert len(answers.attainments) == len(LOADED[name].targets) > 0
    for answer in (*answers.attainments, *answers.verifications):
        assert answer.verdict is not tj.Verdict.UNKNOWN or answer.reason is not None


@pytest.mark.parametrize("name", datasets.names())
def test_no_printed_claim_is_inconsistent(name):
    """The published figures are consistent, within their rounding."""
    assert tj.Verdict.NO not in {v.verdict for v in review(LOADED[name]).verifications}


def over(found):
    """The answers on targets whose time was over by the end of 2025."""
    return [a for a in review(found).attainments if a.target.period.end.year <= 2025]


def test_computed_and_published_verdicts():
    """They agree if both are yes or no."""
    told = [
        a
        for found in LOADED.values()
        for a in review(found).attainments
        if a.agrees in (tj.Verdict.YES, tj.Verdict.NO)
    ]
    assert len(told) >= 35
    assert all(a.agrees is tj.Verdict.YES for a in told)


def test_most_targets_that_are_over_are_judged():
    """With a source; of each other one, the reason says what is missing."""
    answers = [a for found in LOADED.values() for a in over(found)]
    judged = [a for a in answers if a.verdict is not tj.Verdict.UNKNOWN]
    assert len(judged) >= 100
    assert all(a.target.source is not None for a in answers)
    assert all(a.reason is not None for a in answers if a not in judged)


# The rows of the table of each plan (专栏), in the order of the table; several targets may be of one row.
ROWS = {
    12: """economy.gdp economy.services_share population.urbanisation_rate
        education.compulsory_retention_rate education.upper_secondary_enrolment
        innovation.rd_intensity innovation.invention_patents environment.farmland
        environment.industrial_water_intensity environment.irrigation_efficiency
        environment.non_fossil_share environment.energy_intensity environment.co2_intensity
        environment.cod_emissions environment.so2_emissions environment.nh3n_emissions
        environment.nox_emissions environment.forest_cover environment.forest_stock
        income.urban_income income.rural_income employment.registered_unemployment_rate
        employment.new_urban_jobs social_security.urban_pension_insured
        social_security.medical_coverage_rate housing.affordable_homes population.total
        health.life_expectancy""",
    13: """economy.gdp economy.labour_productivity population.urbanisation_rate
        population.registered_urbanisation_rate economy.services_share innovation.rd_intensity
        innovation.invention_patents innovation.science_contribution innovation.fixed_broadband
        innovation.mobile_broadband income.disposable_income education.years_of_schooling
        employment.new_urban_jobs income.rural_poor social_security.pension_coverage_rate
        housing.shantytowns health.life_expectancy environment.farmland
        environment.new_building_land environment.water_intensity environment.energy_intensity
        environment.non_fossil_share environment.co2_intensity environment.forest_cover
        environment.forest_stock environment.good_air_share environment.pm25
        environment.surface_water_share environment.inferior_water_share
        environment.cod_emissions environment.nh3n_emissions environment.so2_emissions
        environment.nox_emissions""",
    14: """economy.gdp economy.labour_productivity population.urbanisation_rate
        innovation.rd_spending innovation.high_value_patents economy.digital_core_share
        income.disposable_income employment.surveyed_unemployment_rate
        education.years_of_schooling health.physicians social_security.pension_coverage_rate
        health.nursery_places health.life_expectancy environment.energy_intensity
        environment.co2_intensity environment.good_air_share environment.surface_water_share
        environment.forest_cover security.grain_capacity security.energy_capacity""",
    15: """economy.gdp economy.labour_productivity population.urbanisation_rate
        innovation.rd_spending innovation.high_value_patents economy.digital_core_share
        employment.surveyed_unemployment_rate income.disposable_income
        education.years_of_schooling health.physicians health.life_expectancy
        health.nursing_beds_share health.nursery_enrolment environment.co2_intensity
        environment.non_fossil_share environment.pm25 environment.surface_water_share
        environment.forest_cover security.grain_capacity security.energy_capacity""",
}


@pytest.mark.parametrize("number", ROWS)
def test_every_row_of_the_table_of_a_plan(number):
    """A row is a target of the plan or of its end; without a number, a note says so."""
    span = tj.plan(number).period
    times = {span, tj.AsOf(span.end), tj.Period.year(span.end.year)}
    targets = [t for t in LOADED["china-plans"].targets if t.period in times]
    assert set(ROWS[number].split()) <= {t.indicator.code for t in targets}
    assert all(t.figure is not None or t.note for t in targets)


def test_the_15th_plan_has_twenty_main_indicators():
    """As the 14th; the targets of a single year come on top."""
    assert [len(set(ROWS[number].split())) for number in (14, 15)] == [20, 20]


# --- new urban jobs in three plans ------------------------------------------------------------------------------------

JOBS = "employment.new_urban_jobs"


def test_the_years_of_the_13th_plan_add_up_to_the_published_total():
    """1314 + 1351 + 1361 + 1352 + 1186 = 6564万人, as the commission printed it."""
    total = aggregate(LOADED["mohrss"][JOBS].series, tj.plan(13).period)
    printed = LOADED["china-plans"][JOBS].series["2016-01-01/P5Y"]
    assert (total.complete, len(total.observation.derived_from), printed.computed) == (
        True,
        5,
        False,
    )
    assert total.observation.figure.equals(printed.figure) is tj.Verdict.YES
    assert total.observation.figure.value == 6564


def test_the_total_of_the_12th_plan_is_what_the_increase_of_133_leaves():
    """The ministry's years add up to the 13th plan's total less its published increase."""
    total = aggregate(LOADED["mohrss"][JOBS].series, tj.plan(12).period).observation
    derived = LOADED["china-plans"][JOBS].series["2011-01-01/P5Y"]
    assert derived.computed
    assert total.figure.value == derived.figure.value == 6431


def test_the_plans_side_by_side():
    """Each plan is compared with the previous one: for the series and for the whole dataset."""
    ministry = LOADED["mohrss"]
    for (before, after), (change, rate) in {
        (12, 13): ("133", "2.07"),
        (13, 14): ("-322", "-4.91"),
    }.items():
        one = tj.compare(ministry[JOBS].series, tj.plan(before), tj.plan(after))
        every = {
            c.indicator.code: c for c in compare_all(ministry, tj.plan(before), tj.plan(after))
        }
        assert every[JOBS] == one
        assert (str(one.change.value), f"{one.rate:.2f}", one.partial) == (
            change,
            f"{rate}%",
            False,
        )


def test_a_part_of_the_14th_plan_is_compared_with_the_same_years():
    """With the years to 2023 only, three years of each plan are compared."""
    known = tj.Series(
        tuple(
            o
            for o in LOADED["mohrss"][JOBS].series
            if o.period.months == 12 and o.period.end.year < 2024
        )
    )
    found = tj.compare(known, tj.plan(13), tj.plan(14))
    assert found.partial
    assert (found.earlier.value, found.later.value) == (1314 + 1351 + 1361, 1269 + 1206 + 1244)


def test_2023_is_derived():
    """The year that the sources omit follows from sums that they print, and is marked as derived."""
    found = LOADED["mohrss"][JOBS].series["2023"]
    assert (found.computed, found.source, found.figure.value) == (True, None, 1244)
    assert all(part.source is not None for part in found.derived_from)


@pytest.mark.parametrize(
    ("number", "code"), [(12, "china-plans"), (13, "china-plans"), (14, "mohrss")]
)
def test_targets_of_one_dataset_are_judged_by_the_series_of_another(number, code):
    """One concept has one code: all three plans exceeded their targets for new urban jobs."""
    asked = [t for t in LOADED[code][JOBS].targets if t.period == tj.plan(number).period]
    assert asked
    for target in asked:
        assert tj.assess(target, LOADED["mohrss"][JOBS].series).degree == "exceeded"


def test_breaks_are_named():
    """Funds of five insurances and of three are not compared."""
    for code in ("social_security.fund_revenue", "social_security.fund_expenditure"):
        series = LOADED["mohrss"][code].series
        assert [str(p) for p in series.breaks] == ["2015", "2018"]
        assert tj.compare(series, tj.plan(12), tj.plan(13)).reason is tj.Reason.BREAK_IN_SERIES


def test_growth_of_a_plan_is_compared_in_points():
    """Tianjin's GDP grew by 12.4, 3.8 and 4.4 % per year in the three plans."""
    found = {}
    for before, after in ((12, 13), (13, 14)):
        compared = compare_all(LOADED["tianjin-plans"], tj.plan(before), tj.plan(after))
        found[after] = next(c for c in compared if c.indicator.code == "economy.gdp")
    assert [found[n].change.text("zh") for n in (13, 14)] == ["-8.6个百分点", "0.6个百分点"]
    assert [str(g) for g in found[13].growths] == ["12.4%", "3.8%"]
    assert found[13].rate is None


def test_a_level_at_fixed_prices_is_not_judged_by_current_prices():
    """GDP passed the 13th plan's number at current prices; the plan's number was at prices of 2015."""
    entry = LOADED["china-plans"]["economy.gdp"]
    target = next(t for t in entry.targets if t.basis == "constant 2015")
    answer = next(a for a in review(LOADED["china-plans"]).attainments if a.target == target)
    assert (answer.verdict, answer.reason) == (tj.Verdict.UNKNOWN, tj.Reason.BASIS_MISMATCH)


def test_loading_is_quick():
    """Each file is read once; together they are small."""
    sizes = [
        path.stat().st_size for path in Path(datasets.__file__).with_name("data").glob("*.json")
    ]
    assert sum(sizes) < 450_000
    assert datasets.load("mohrss") is datasets.load("mohrss")
