"""One or more examples of every kind of record and answer, by kind; formats and pickling test all of them."""

import attrs

import tjstats as tj
from tests.indicators import INCOME, JOBS, MONEY, PLAN, RATE, STOCK, WAGE, change_of, end_of, yearly
from tjstats import (
    AsOf,
    Bounds,
    Claim,
    Dataset,
    Figure,
    Group,
    Observation,
    Period,
    Series,
    Source,
    Target,
    Unit,
    Verdict,
    zh,
)
from tjstats.questions.aggregation import aggregate
from tjstats.questions.pace.offices import SCHEMES
from tjstats.questions.results import computed_results, keep_results

F = Figure

PAGE = Source(
    "page",
    "夯实民生之本",
    "a newspaper",
    Period.month(2025, 11),
    "https://example.org/a?b=1&c=2",
    'n\n"o"te',
)
OFFICE = Source("office")
LEVEL = STOCK.observe(
    "2025", "1017.03", source=PAGE, printed="1017.03万人", locator="p/1~2", area="CN-TJ"
)
CHANGE = Observation(
    STOCK, AsOf("2025"), F("116.48", "万人"), "CN-TJ", "change", AsOf("2020"), source=PAGE
)
DERIVED = STOCK.observe(
    "2020", LEVEL.figure - CHANGE.figure, area="CN-TJ", derived_from=(LEVEL, CHANGE), note="derived"
)

YOUNG_WOMEN = {"sex": "F", "age": "Y15T24"}
FLAGGED = JOBS.observe("2024", "5", flags={"break", "confidential"}, breakdowns=YOUNG_WOMEN)

EACH_YEAR = JOBS.observe(PLAN, F.over("2", "万人/年"), every="1y")

FIGURES = [
    F("37.60", "万人"),
    F("345000", "人", decimals=-3),
    F("0", "%"),
    F("-0.50", "个百分点"),
    F("2510", "元/月", exact=True),
    F("12", "件/万人"),
    F("9" * 34, "元"),
    F("1e-30", "亿元"),
    *(F("4300", "件", word) for word in tj.Qualifier if word != "between"),
    F.over("5", "人", approximate=True),
    F.between("60", "80", "元/月", upper_closed=False, approximate=True),
    F.between("2.50", "3.75", "万亿元", lower_closed=False),
    F("44.1", "亿元") / F("29.5", "万人"),
    F("1", "元") / 3,
    F.over("95", "万人") / F("276", "万人"),
    F.about("95", "万人") - F("5", "人"),
    F.under("5", "%") - F.under("4", "%"),
    F("37.62", "万人").to("人"),
    F("100", "亩").to("公顷"),
    F("5", "人")._or_more(),
    -F.nearly("120", "亿元"),
]

WORDED = [
    F("5", "万套"),
    F.over("3.4", "million EUR"),
    F("1.20", "万[股]"),
    F("5", "元/[股]") + F("3", "元/[股]"),
]

TARGETS = [
    Target(
        JOBS,
        PLAN,
        F.at_least("175", "万人"),
        area="CN-TJ",
        force="binding",
        stretch=F("180", "万人"),
        source=PAGE,
        printed="175万人以上",
    ),
    Target(
        STOCK, end_of(2025), None, set_by="国家", published_verdict="提前完成", note="no number"
    ),
    Target(
        INCOME,
        Period.year(2025),
        F.over("0", "个百分点"),
        measure="growth",
        base=Period.year(2024),
        relative_to=MONEY,
    ),
    Target(RATE, PLAN, F.at_most("5.5", "%"), every="1y", scope="城镇", basis="real", locator="3"),
    Target(
        STOCK,
        end_of(2025),
        F("10", "万人"),
        measure="change",
        base=end_of(2020),
        baseline=STOCK.observe("2020", "90"),
    ),
]

DATASET = Dataset(
    "sample", (WAGE,), (LEVEL, CHANGE, DERIVED, WAGE.observe("2025", None, status="missing")), tuple(TARGETS), (OFFICE,),
    (Group("test", "测试", "Test"),), "样本", "Sample", "a note",
)  # fmt: skip

_JOBS = yearly(JOBS, 2016, *map(str, range(30, 40)))
_GROWN = [
    tj.growth(F("2510", "元/月"), F("2050", "元/月")),
    tj.growth(F("5", "元"), F("0", "元")),
    tj.growth(F.over("5", "元"), F.between("1", "3", "元", lower_closed=False)),
    tj.growth(JOBS.observe("2025", "35.5"), JOBS.observe("2020", "31")),
    tj.growth(JOBS.observe("2025-Q3", "9"), JOBS.observe("2025-Q2", "8", status="revised")),
    tj.growth(LEVEL, DERIVED),
    tj.growth(change_of(MONEY, F("5", "%")), change_of(MONEY, F("4", "%"), year=2024)),
]
_CLAIMS = [
    Claim(F("22.4", "%"), _GROWN[0].rate, text="minimum wage"),
    Claim(F("23.4", "%"), _GROWN[0].rate),
    Claim(CHANGE, _GROWN[5].change, (LEVEL, DERIVED)),
    Claim(F("5", "%"), reason=tj.Reason.ZERO_BASE),
]

_MISSED = tj.assess(Target(MONEY, Period.year(2025), F("5", "亿元")), MONEY.observe("2025", "4.8"))


def stored_otherwise(answer, **results):
    """The answer as read from a document with different stored results."""
    answer = attrs.evolve(answer)
    keep_results(answer, computed_results(answer) | results)
    return answer


_BANDS = (tj.Band("ahead", Bounds(1, None)), tj.Band("behind", Bounds(None, 1, upper_closed=False)))
_MINE = tj.Scheme(
    "mine",
    "1",
    OFFICE,
    with_target=_BANDS,
    without_target={"up": 0, "down": None},
    note="of our own",
)
_MONTHS = MONEY.series({f"2025-{month:02d}": str(month) for month in range(1, 13)})

_EVALUATION = tj.evaluate(DATASET, tj.plan(14), "2024-06-30")

SAMPLES = {
    "bounds": [Bounds(), Bounds(1, 2), Bounds(1, None, lower_closed=False), Bounds("0.10", "1E+2", upper_closed=False)],
    "unit": [Unit("person"), Unit("CNY/month"), tj.unit("吨标准煤/元"), tj.unit("元/[股]")],
    "figure": [*FIGURES, *WORDED],
    "period": [Period.year(2025), PLAN, Period.quarter(2025, 3), Period("2025-01-03", "2025-02-07"), Period.year_to_date(2025, 9)],
    "as_of": [AsOf("2025"), AsOf("2024-02-29"), AsOf("2025-11"), AsOf("2025-S1")],
    "plan": [tj.plan(14), tj.Plan(Period.years(2021, 2025), en="Twelfth Malaysia Plan")],
    "verdict": list(Verdict),
    "reading_evidence": [reading.evidence for reading in zh.read("力争由5万人增加到6万人")],
    "reading": zh.read("2025年末参保1017.03万人，比上年末减少2万人，下降0.2%；力争达到90%以上。"),
    "indicator": [JOBS, STOCK, tj.Indicator("x", "个", "index", "neither", "指", "Index", "a note", 3, True)],
    "source": [PAGE, OFFICE],
    "observation": [LEVEL, CHANGE, DERIVED, JOBS.observe("2021", None, status="suppressed"), change_of(RATE, F("1", "个百分点"), "change"), FLAGGED, EACH_YEAR],
    "series": [_JOBS, Series((JOBS.observe("2021", "1"), JOBS.observe("2022", "2", scope="新")))],
    "target": [*TARGETS, Target(JOBS, PLAN, F("5", "万人"), breakdowns=YOUNG_WOMEN)],
    "group": [Group("test"), Group("test", "测试", "Test")],
    "dataset_entry": [DATASET[STOCK.code], DATASET[MONEY.code]],
    "dataset": [DATASET, Dataset("empty")],
    "aggregate": [aggregate(_JOBS, PLAN), aggregate(_JOBS, Period.years(2021, 2030)), aggregate(_JOBS, Period.year(1999))],
    "growth": [*_GROWN, stored_otherwise(_GROWN[0], rate=F("22.4", "%"), reason=tj.Reason.ZERO_BASE)],
    "attainment": [
        tj.assess(TARGETS[0], JOBS.observe(PLAN, F.over("175", "万人"), area="CN-TJ", status="forecast")),
        tj.assess(TARGETS[1], STOCK.observe("2025", "5")),
        tj.assess(Target(JOBS, PLAN, F("300", "万人")), _JOBS),
        tj.assess(Target(MONEY, Period.year(2025), F.about("5", "亿元")), MONEY.observe("2025", "4.8"), tolerance="0.5"),
        tj.assess(TARGETS[4], STOCK.observe("2025", "99")),
    ],
    "plan_comparison": [
        tj.compare(_JOBS, tj.plan(13), tj.plan(14)),
        tj.compare(yearly(JOBS, 2016, *"1111111"), tj.plan(13), tj.plan(14)),
        tj.compare(yearly(JOBS, 2016, "1"), tj.plan(13), tj.plan(14)),
    ],
    "band": list(_BANDS),
    "score_line": [tj.ScoreLine(None, "4.1667", "-2.5"), tj.ScoreLine("0.6", 50, -30, 7)],
    "scheme": [_MINE, *SCHEMES.values()],
    "pace": [
        *(tj.track(Target(JOBS, Period.year(2025), F("45", "万人")), _JOBS, scheme) for scheme in SCHEMES),
        tj.track(JOBS, _JOBS, _MINE, base=2015, latest="2020"),
        tj.track(RATE, yearly(RATE, 2015, "3.3", "3.1"), limit="1"),
        tj.track(RATE, yearly(RATE, 2015, "3.3")),
        tj.track(Target(MONEY, Period.year(2025), F("0", "亿元")), yearly(MONEY, 2015, "0", "0.5"), zero="replace"),
        tj.track(Target(JOBS, PLAN, F.at_least("175", "万人")), yearly(JOBS, 2021, *"579"), "plan-linear"),
        tj.track(MONEY, MONEY.series({2020: "5", 2024: F.over("6", "亿元")})),
    ],
    "overall": [tj.scores.overall(["-2.5", None, "5"]), tj.scores.overall([], scheme="eustat"), tj.scores.overall([1, 1, 0])],
    "early_completion": [
        tj.progress.early_completion(Target(MONEY, Period.year(2025), F("70", "亿元")), _MONTHS),
        tj.progress.early_completion(Target(MONEY, Period.year(2024), F("70", "亿元")), _MONTHS),
    ],
    "claim": _CLAIMS,
    "verification": [tj.verify(claim) for claim in _CLAIMS],
    "share": [tj.Share(STOCK.observe("2025", F.over("95", "万人")), STOCK.observe("2025", "276"))],
    "review": [tj.review(DATASET), tj.review(Dataset("empty"))],
    "remaining": [
        tj.remaining(Target(JOBS, PLAN, F.at_least("175", "万人")), yearly(JOBS, 2021, *"579"), 12),
        tj.remaining(Target(JOBS, PLAN), yearly(JOBS, 2021, *"579")),
        tj.remaining(Target(RATE, PLAN, F.at_most("5.5", "%")), yearly(RATE, 2021, "5.1", "5.6")),
        tj.remaining(
            Target(MONEY, PLAN, F("-13.5", "%"), measure="growth", base=Period.year(2020)),
            MONEY.series({2020: 100, 2023: 95}),
        ),
    ],
    "reconciliation": tj.reconcile(
        Dataset(
            "told",
            observations=[
                RATE.observe(year, figure, source=Source(code))
                for year, *told in (("2023", "5.1", "5.1"), ("2024", "5.1", "5.12"), ("2025", "5", "6"))
                for code, figure in zip("ab", told, strict=True)
            ],
        )
    ),
    "evaluation_row": list(_EVALUATION.rows),
    "evaluation": [_EVALUATION, tj.evaluate(DATASET, tj.plan(15), "2027-12-31")],
    "recheck": [
        tj.recheck(_GROWN[3]),
        tj.recheck(stored_otherwise(_GROWN[0], rate=F("22.4", "%"))),
        tj.recheck(attrs.evolve(_MISSED, verdict=Verdict.YES, degree=tj.Degree.MET)),
        tj.recheck(aggregate(_JOBS, PLAN)),
    ],
}  # fmt: skip

ALL = [
    (f"{kind} {place}", sample)
    for kind, samples in SAMPLES.items()
    for place, sample in enumerate(samples)
]
IDS = [name for name, _ in ALL]
RECORDS = [sample for _, sample in ALL]
