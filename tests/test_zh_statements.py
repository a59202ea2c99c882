"""Readings as records: observations and targets that questions can be asked of."""

from datetime import date

import pytest

import tjstats as tj
from tjstats import AsOf, Figure, Measure, Nature, Period, Status, zh
from tjstats.errors import RecordTypeError
from tjstats.zh.names import Names, slug
from tjstats.zh.natures import nature_of, signed

F = Figure
JOBS = tj.Indicator("employment.new_urban_jobs", "万人", "flow", "higher", zh="城镇新增就业")
RATE = tj.Indicator("employment.unemployment", "%", "rate", "lower", zh="城镇调查失业率")


def test_a_release_becomes_records():
    """Figures with their indicator, time, measure, base, status and words."""
    text = "2024年，城镇新增就业预计超过30万人，比上年下降2.1%。年末，参保人数900万人，比上年末增加20万人。"
    jobs, fall, insured, rise = zh.observations(text, indicators=[JOBS], area="CN-TJ")
    assert (jobs.indicator, jobs.figure, jobs.status, jobs.area) == (
        JOBS,
        F.over("30", "万人"),
        Status.FORECAST,
        "CN-TJ",
    )
    assert (fall.figure, fall.measure, fall.base, fall.printed) == (
        F("-2.1", "%"),
        Measure.GROWTH,
        Period.year(2023),
        "2.1%",
    )
    assert (insured.indicator.nature, insured.period) == (Nature.STOCK, AsOf("2024"))
    assert (rise.measure, rise.period, rise.base) == (Measure.CHANGE, AsOf("2024"), AsOf("2023"))
    assert rise.indicator is insured.indicator


def test_records_answer():
    """A release against its plan, with nothing written twice."""
    (goal,) = zh.targets("“十四五”期间，力争城镇新增就业达到175万人。", indicators=[JOBS])
    (done,) = zh.observations("“十四五”期间，城镇新增就业预计超过175万人。", indicators=[JOBS])
    assert (goal.figure, goal.period) == (F.at_least("175", "万人"), tj.plan(14).period)
    assert tj.assess(goal, done).text("en") == "exceeded (forecast)"


def test_growth_from_records():
    """A pair of levels gives the growth that the text prints."""
    text = "“十四五”期间，工资标准由“十三五”期末的2050元提升至2510元，增幅达22.4%。"
    before, now, printed = zh.observations(text, published=date(2025, 11, 13))
    assert f"{tj.growth(now, before).rate:.1f}" == str(printed.figure) == "22.4%"
    assert printed.indicator is now.indicator


def test_a_target_that_was_kept_is_both():
    """控制在5.5%的目标以内 says what was asked and what was."""
    text = "2024年，城镇调查失业率控制在5.5%的目标以内。"
    (seen,), (asked,) = (
        zh.observations(text, indicators=[RATE]),
        zh.targets(text, indicators=[RATE]),
    )
    assert seen.figure == asked.figure == F.at_most("5.5", "%")


def test_what_is_no_record_is_left_out():
    """No time, no indicator, no unit of its level, or nothing but a length; the places tell which."""
    text = "2024年，连续3年增长。增长5%。产值30亿元。"
    found = zh.observations(text)
    assert [o.printed for o in found] == ["30亿元"]
    assert found[0].locator == f"{text.index('30亿元')}–{text.index('30亿元') + 4}"
    assert zh.observations("产值30亿元。") == []


def test_targets_have_their_relation():
    """A bare 达到 is at least, 降至 and 控制在 at most; a bare growth stays to be judged by direction."""
    text = "到2025年，城镇化率力争达到65%；失业率力争降至5%；收入力争增长6%；约束性指标进口总额力争下降3%。"
    found = zh.targets(text)
    assert [t.figure.text("zh") for t in found] == ["65%以上", "不超过5%", "6%", "-3%"]
    assert found[3].force is tj.Force.BINDING
    assert [t.measure for t in found] == [
        Measure.VALUE,
        Measure.VALUE,
        Measure.GROWTH,
        Measure.GROWTH,
    ]


def test_an_unnamed_base_is_told():
    """Growth without a base is against the year before, by custom, and the note says so."""
    (told,) = zh.observations("2024年，固定资产投资增长3.2%。")
    assert told.base == Period.year(2023)
    assert told.note == "文中未写明基期，按与上年同期相比处理"  # in the language of the text
    (named,) = zh.observations("2024年，固定资产投资比上年增长3.2%。")
    assert named.note is None


def test_real_by_custom():
    """Growth of output is real unless the text says otherwise; a level has no basis of its own."""
    text = "2024年，地区生产总值1.8万亿元，增长5.1%。2024年，工业增加值按现价计算增长4%。"
    assert [o.basis for o in zh.observations(text)] == [None, "real", "current"]


def test_what_is_not_over_is_provisional():
    """A total of a plan that still runs may grow."""
    (found,) = zh.observations("“十四五”期间，发放补贴30亿元。", published=date(2025, 11, 13))
    assert found.status is Status.PROVISIONAL
    (found,) = zh.observations("“十四五”期间，发放补贴30亿元。", published=date(2026, 2, 1))
    assert found.status is Status.NORMAL


def test_a_change_is_of_the_month_of_its_level():
    """Where only the month is known, level, growth and change have that month."""
    text = "目前，全市建成充电桩8.6万个，同比增长31.2%，比年初增加1.2万个。"
    found = zh.observations(text, published=Period.month(2025, 11))
    assert [(str(o.period), o.period.precision) for o in found] == 3 * [("2025-11", "month")]


@pytest.mark.parametrize(
    ("phrase", "unit", "time", "nature"),
    [
        ("发电量", "千瓦时", Period.year(2024), "flow"),
        ("参保人数", "人", AsOf("2024"), "stock"),
        ("常住人口", "人", Period.year(2024), "stock"),
        ("贷款余额", "元", Period.year(2024), "stock"),
        ("城镇新增就业人员", "人", Period.year(2024), "flow"),
        ("失业率", "%", Period.year(2024), "rate"),
        ("人均可支配收入", "元", Period.year(2024), "mean"),
        ("年平均气温", "℃", Period.year(2024), "mean"),
        ("平均预期寿命", "岁", Period.year(2024), "mean"),
        ("最低工资标准", "元/月", AsOf("2024"), "standard"),
        ("销售电价", "元/千瓦时", AsOf("2024"), "price"),
        ("猪肉价格", "元/公斤", Period.year(2024), "mean"),
        ("单位产值能耗", "吨标准煤/元", Period.year(2024), "intensity"),
        ("高技术产业占比", "%", Period.year(2024), "share"),
        ("常住人口城镇化率", "%", Period.year(2024), "share"),
        ("每千人口床位", "张", Period.year(2024), "average"),
    ],
)
def test_natures(phrase, unit, time, nature):
    """From the name, the unit and the kind of time, in this order."""
    assert nature_of(phrase, tj.unit(unit), time) == nature


@pytest.mark.parametrize(
    ("figure", "fallen"),
    [
        (F("13.5", "%"), F("-13.5", "%")),
        (F.at_least("8", "%"), F.at_most("-8", "%")),
        (F.over("8", "%"), F.under("-8", "%")),
        (F.about("3", "万人"), F.about("-3", "万人")),
        (
            F.between("4", "6", "%", upper_closed=False),
            F.between("-6", "-4", "%", lower_closed=False),
        ),
    ],
)
def test_signs(figure, fallen):
    """A fall by at least 8 % is a change of at most −8 %, and twice is as before."""
    assert signed(figure, True) == fallen
    assert signed(signed(figure, True), True) == figure
    assert signed(figure, False) is figure


def test_names_of_the_caller():
    """By name, by the longest name that the phrase ends with, by alias; only where the unit fits."""
    names = Names({"新增就业": JOBS, "城镇调查失业率": RATE})
    assert names.known("全市城镇的新增就业", JOBS.unit) is JOBS
    assert names.known("新增就业", RATE.unit) is None
    assert names.known("就业", None) is None
    with pytest.raises(RecordTypeError, match="Indicators"):
        Names(["城镇新增就业"])


def test_provisional_codes():
    """One for each phrase, unit and nature; the code is that of the phrase."""
    names = Names()
    first = names.provisional("“劳动者”损失", tj.unit("元"), Nature.FLOW)
    assert first.code == slug("“劳动者”损失") == "text.劳动者损失"
    assert names.provisional("“劳动者”损失", tj.unit("元"), Nature.FLOW) is first
    assert names.provisional("“劳动者”损失", tj.unit("人"), Nature.FLOW).code != first.code


def test_records_of_any_text_can_be_written_out():
    """They are records like all others."""
    text = "2024年，城镇新增就业30万人，比上年增长2%。"
    for record in zh.observations(text):
        assert tj.formats.json.loads(tj.formats.json.dumps(record)) == record


def test_a_flow_is_against_the_year_that_ended():
    """The end of a year as base of a flow is that year: a flow has no level at a point in time."""
    text = "2024年出口1200亿元，比2020年末增长8%。"
    level, growth = zh.observations(text, published=date(2025, 1, 20))
    assert (level.indicator.nature, growth.measure) == ("flow", "growth")
    assert growth.base == Period.year(2020)


NONE_LOST = {
    "“十五五”时期主要目标是：科研投入年均增长6%以上，居民消费价格涨幅2%左右，绿化覆盖率达到44%。": [
        ("科研投入", "average_growth", "at least 6%"),
        ("居民消费价格", "growth", "about 2%"),
        ("绿化覆盖率", "value", "at least 44%"),
    ],
    "“十五五”期间，全社会研发经费投入年均增长7%以上的目标必须完成，林草覆盖度力争提高1.2个百分点。": [
        ("全社会研发经费投入", "average_growth", "at least 7%"),
        ("林草覆盖度", "change", "1.2个百分点"),
    ],
    "2026年工作目标是新建绿道60公里，改造管网85公里；培训护理员1.2万人。": [
        ("新建绿道", "value", "60公里"),
        ("改造管网", "value", "85公里"),
        ("培训护理员", "value", "1.2万人"),
    ],
    "2024年末登记失业率3.0%，低于4.5%的控制目标1.5个百分点。": [
        ("登记失业率", "value", "at most 4.5%")
    ],
    "2024年新开工保障房6.3万套，完成全年目标7万套的90%。": [("新开工保障房", "value", "7万套")],
    "2024年新开工保障房6.3万套，完成年度计划（7万套）的90%。": [("新开工保障房", "value", "7万套")],
    "2024年新开工保障房6.3万套，低于预期目标值（7万套以上）0.7万套。": [
        ("新开工保障房", "value", "7万套以上")
    ],
    "2024年一般公共预算收入352.1亿元，为预算（350亿元）的100.6%。": [
        ("一般公共预算收入", "value", "350亿元")
    ],
    "2024年一般公共预算收入352.1亿元，完成年初预算350亿元的100.6%。": [
        ("一般公共预算收入", "value", "350亿元")
    ],
    "2024年城镇新增就业年度目标（7万人）已完成；社会消费品零售总额预期目标（增长6%）未完成。": [
        ("城镇新增就业", "value", "7万人"),
        ("社会消费品零售总额", "growth", "6%"),
    ],
}


@pytest.mark.parametrize("text", NONE_LOST)
def test_no_target_is_lost(text):
    """Each figure that is asked for is one target, also without a unit of its level; a share or distance of a target is none."""
    found = [(t.indicator.zh, t.measure.value, str(t.figure)) for t in zh.targets(text)]
    assert found == NONE_LOST[text]


def test_a_target_for_each_year():
    """每年 asks for every year, 年均 for the mean of the years."""
    each, mean = zh.targets("“十五五”期间，力争每年培训超过3万人次，年均帮扶5万人以上。")
    assert (each.every, str(each.figure)) == ("1y", "超过3万人次")
    assert (mean.every, mean.figure.unit.code) == (None, "person/year")
    found = zh.observations("“十三五”期间，每年培训3万人次，年均帮扶5万人，每年签约率达到90%。")
    assert [o.every for o in found] == ["1y", None, "1y"]


def test_one_fact_is_one_observation():
    """Of a bound and a figure for one fact the figure is kept; other times and measures are other facts."""
    text = "2024年技术合同额突破90亿元，达到92.7亿元。2023年技术合同额突破80亿元。"
    found = [(str(o.period), str(o.figure)) for o in zh.observations(text)]
    assert found == [("2024", "92.7亿元"), ("2023", "超过80亿元")]


def test_nominal_beside_real():
    """The growth beside a real one of the same level is of current prices."""
    text = "2024年居民人均可支配收入37460元，增长5.2%，扣除价格因素，实际增长4.9%。"
    assert [o.basis for o in zh.observations(text)] == [None, "current", "real"]


def test_a_part_of_a_target_is_no_observation():
    """完成年度任务的88% says how much was done, and observes nothing of that name; nor does a target, or
    a distance to it, in brackets or not.
    """
    for rest in ("任务的88%", "任务（10万人）的88%", "计划10万人的88%", "目标值（10万人）的88%"):
        (found,) = zh.observations(f"2024年新增就业8.8万人，完成年度{rest}。")
        assert str(found.figure) == "8.8万人"
    (found,) = zh.observations("2024年新增就业8.8万人，低于目标（10万人）1.2万人。")
    assert str(found.figure) == "8.8万人"


NAMED = {
    "2025年居民人均可支配收入49758元，其中城镇居民56832元，增长4.1%；农村居民29874元。": [
        ("居民人均可支配收入", "49758元"),
        ("城镇居民人均可支配收入", "56832元"),
        ("城镇居民人均可支配收入", "4.1%"),
        ("农村居民人均可支配收入", "29874元"),
    ],
    "2025年末常住人口1364.2万人，其中城镇居民1100.2万人。": [
        ("常住人口", "1364.2万人"),
        ("城镇居民", "1100.2万人"),
    ],
    "2025年一般公共预算收入386.3亿元，其中税收收入278.9亿元，增长1.1%，占一般公共预算收入的72.2%。": [
        ("一般公共预算收入", "386.3亿元"),
        ("税收收入", "278.9亿元"),
        ("税收收入", "1.1%"),
        ("税收收入占一般公共预算收入", "72.2%"),
    ],
    "2025年11月出口640.5億美元，進口480.2億美元，出超160.3億美元。": [
        ("出口", "640.5亿美元"),
        ("进口", "480.2亿美元"),
        ("出超", "160.3亿美元"),
    ],
    "行政院主計總處新聞稿　114年12月25日\n114年11月失業率為3.33%。": [("失业率", "3.33%")],
    "2025年固定资产投资增长3.1%，剔除房地产开发投资后增长7.6%。": [
        ("固定资产投资", "3.1%"),
        ("固定资产投资", "7.6%"),
    ],
}


@pytest.mark.parametrize("text", NAMED)
def test_what_a_figure_is_said_of(text):
    """Groups of people have the income that the sentence speaks of, a share the part that it is of, a
    surplus its own word, and a line with its date no part in what follows.
    """
    assert [(o.indicator.zh, str(o.figure)) for o in zh.observations(text)] == NAMED[text]


@pytest.mark.parametrize("time", ["2021—2025年", "“十四五”期间"])
def test_a_total_of_years_is_of_these_years(time):
    """累计 behind the figures of several years is their total, and no stock at their end."""
    text = f"{time}，城镇新增就业分别为7.02万人、6.98万人、6.72万人、6.68万人、7.26万人，累计34.66万人。"
    *years, total = zh.observations(text)
    assert total.period == Period("2021-01-01", "2025-12-31")
    assert {o.indicator.zh for o in (*years, total)} == {"城镇新增就业"}
    assert sum(o.figure.value for o in years) == total.figure.value


def test_a_larger_increase_is_no_change_of_the_level():
    """同比多增 is how much more it rose than the year before: of new loans a change, of a balance none."""
    text = "2025年9月末，存款余额7318.6亿元，比年初增加512.4亿元，同比多增35.6亿元。"
    assert [str(o.figure) for o in zh.observations(text)] == ["7318.6亿元", "512.4亿元"]
    *_, more = zh.observations("2025年11月新增贷款120.5亿元，同比少增20.1亿元。")
    assert (more.indicator.zh, str(more.figure)) == ("新增贷款", "-20.1亿元")


def test_what_is_left_out_is_the_scope():
    """Growth without a part is another series than growth with it; prices are no scope but a basis."""
    text = "2025年固定资产投资增长3.1%，扣除房地产开发投资，增长7.6%，扣除价格因素，实际增长2.2%。"
    *_, real = found = zh.observations(text)
    assert [o.scope for o in found] == [None, "扣除房地产开发投资", None]
    assert real.basis == "real"


def test_the_level_of_the_month_before_in_taiwan():
    """較上年同月之59,430元 is the level of then."""
    now, then, growth = zh.observations("114年11月總薪資61,214元，較上年同月之59,430元增加3.00%。")
    assert [str(o.period) for o in (now, then, growth)] == ["2025-11", "2024-11", "2025-11"]
    assert {o.indicator.zh for o in (now, then, growth)} == {"总薪资"}
