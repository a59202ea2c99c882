"""The conventions of reading figures, one by one, in sentences of our own."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tjstats import Figure, Qualifier, zh
from tjstats.errors import RecordTypeError, UnknownUnitError


def read(text):
    return [reading.figure.text("zh") for reading in zh.read(text)]


def one(text):
    (reading,) = zh.read(text)
    return reading


BOUNDS = {
    "参保人数超过5万人": Qualifier.OVER,
    "参保人数突破5万人": Qualifier.OVER,
    "输出超过5万人": Qualifier.OVER,
    "收入超过5万人": Qualifier.OVER,
    "参保人数逾5万人": Qualifier.OVER,
    "规模跨越5万人": Qualifier.OVER,
    "人数高于5万人": Qualifier.OVER,
    "超5万人参保": Qualifier.OVER,
    "吸引5万人以上": Qualifier.AT_LEAST,
    "不低于5万人": Qualifier.AT_LEAST,
    "不少于5万人": Qualifier.AT_LEAST,
    "不足5万人": Qualifier.UNDER,
    "不到5万人": Qualifier.UNDER,
    "不满5万人": Qualifier.UNDER,
    "低于5万人": Qualifier.UNDER,
    "5万人以下": Qualifier.AT_MOST,
    "5万人以内": Qualifier.AT_MOST,
    "不超过5万人": Qualifier.AT_MOST,
    "控制在5万人的规模以内": Qualifier.AT_MOST,
    "约5万人": Qualifier.ABOUT,
    "大约5万人": Qualifier.ABOUT,
    "5万人左右": Qualifier.ABOUT,
    "5万人上下": Qualifier.ABOUT,
    "近5万人": Qualifier.NEARLY,
    "接近5万人": Qualifier.NEARLY,
    "5万余人": Qualifier.SOME_OVER,
    "5万多人": Qualifier.SOME_OVER,
    "达到5万人": Qualifier.EXACTLY,
    "提高到5万人": Qualifier.EXACTLY,
    "预计5万人": Qualifier.EXACTLY,
    "力争5万人": Qualifier.EXACTLY,
    "节约5万人": Qualifier.EXACTLY,
    "通过5万人": Qualifier.EXACTLY,
}


@pytest.mark.parametrize(("text", "word"), BOUNDS.items(), ids=BOUNDS)
def test_bound_words(text, word):
    """以上 and 不低于 include the number, 超过 and 不到 do not; 达到 and 预计 bound nothing, nor does the end of another word."""
    figure = one(text).figure
    assert figure.qualifier is word
    assert (figure.value, figure.multiplier, figure.unit.code) == (5, 4, "person")


def test_bound_words_apart_from_the_number():
    """The unit or other words may stand between: 20万人次以上, 控制在…的目标以内, 超过全国的41.9%."""
    assert read("客流20万人次以上，失业率控制在5.5%的目标以内，占比超过全国的41.9%") == [
        "20万人次以上",
        "不超过5.5%",
        "超过41.9%",
    ]


def test_text_of_a_reading():
    """It covers number, unit and bound words, and not the verb and not the base."""
    text = "实现超过175万人就业，查处案件4300余件，失业率控制在5.5%的目标以内，比2020年增长3万人"
    assert [reading.text for reading in zh.read(text)] == [
        "超过175万人",
        "4300余件",
        "控制在5.5%的目标以内",
        "3万人",
    ]


def test_marked_ends():
    """（含） closes an end, （不含） opens one; where one end of a class is said to be in, the other belongs to its neighbour."""
    texts = ("小于5,000万元（含）的", "3人以上（不含）", "年销售5,000万元至2亿元（含）的企业")
    assert [
        (r.figure.bounds.lower_closed, r.figure.bounds.upper_closed) for r in map(one, texts)
    ] == [
        (False, True),
        (False, False),
        (False, True),
    ]


def test_a_difference_is_no_bound():
    """高于 something by points is exactly that; 高于 the number itself is a bound."""
    assert read("增速高于全国2.9个百分点，低于全省0.3个百分点") == ["2.9个百分点", "0.3个百分点"]
    assert read("占比高于60%") == ["超过60%"]


def test_some_over():
    """Open, up to one unit of the last place that is not zero."""
    assert str(one("查处4300余件").figure.bounds) == "(4300, 4400)"
    assert str(one("企业1000多家").figure.bounds) == "(1000, 2000)"
    assert str(one("近9000家市场").figure.bounds) == "(8000, 9000)"
    assert str(one("用时两个多月以上").figure.bounds) == "[2, ∞)"


APPROXIMATE = {
    "几十个": "[20, 100)",
    "十几家": "(10, 20)",
    "二十几家": "(20, 30)",
    "几百个": "[200, 1000)",
    "数百个": "[200, 1000)",
    "数千家": "[2000, 10000)",
    "上百个": "[100, ∞)",
    "不下几十个": "[20, ∞)",
    "七八个": "[7, 8]",
    "三四百家": "[300, 400]",
    "千亿级产业": "[100000000000, 1000000000000)",
}


@pytest.mark.parametrize(("text", "bounds"), APPROXIMATE.items(), ids=APPROXIMATE)
def test_approximate_numerals(text, bounds):
    """They are ranges, and say that they are approximate."""
    figure = one(text).figure
    assert str(figure.bounds) == bounds
    assert figure.approximate


def test_shares_and_multiples():
    """八成 is 80 percent, 翻两番 four times, 增长1.5倍 is 1.5 as printed; 百分之 and 千分之 are percent and permille."""
    assert [
        (r.figure.bounds.lower, r.figure.unit.code)
        for r in zh.read("八成、百分之二十七点六、千分之三、翻两番、翻番、增长1.5倍")
    ] == [
        (80, "percent"),
        (Decimal("27.6"), "percent"),
        (3, "permille"),
        (4, "ratio"),
        (2, "ratio"),
        (Decimal("1.5"), "ratio"),
    ]


def test_fractions_to_34_digits():
    """三分之二: two thirds lie within bounds of one unit of the last digit, and the printed form is kept."""
    reading = one("约定由三分之二的成员表决")
    bounds = reading.figure.bounds
    assert reading.text == "三分之二"
    assert bounds.lower < Fraction(2, 3) < bounds.upper
    assert bounds.upper - bounds.lower == Decimal("1e-34")


RANGES = {
    "60—80元/月": "60—80元/月",
    "60-80元/月": "60—80元/月",
    "60至80元": "60—80元",
    "60一80元": "60—80元",
    "3%—5%": "3%—5%",
    "4.5-5%": "4.5%—5.0%",
    "5%左右到6%": "约5%—6%",
    "10万元以上20万元以下": "10—20万元",
    "5000万元至2亿元": "5000—20000万元",
    "3至5万元": "3—5万元",
    "1万—5万元": "1—5万元",
    "10万-20万人": "10—20万人",
    "60亿–80亿元": "60—80亿元",
    "百分之三到五": "3%—5%",
    "-5—-3℃": "-5—-3℃",
}


@pytest.mark.parametrize(("text", "range_"), RANGES.items(), ids=RANGES)
def test_ranges(text, range_):
    """One reading with two ends; one sign, scale word or unit may serve both."""
    assert read(f"标准为{text}。") == [range_]


def test_from_to_is_no_range():
    """由A到B are two figures."""
    assert read("由1490元到1710元，从5%到8%") == ["1490元", "1710元", "5%", "8%"]


def test_lists_share():
    """A unit, a scale word or a bound word may serve a whole list; 约 only the first where each has a unit of its own."""
    assert read("高于全国、全省5.9和2.9个百分点") == ["5.9个百分点", "2.9个百分点"]
    assert read("新增3.2、4.1和5万人") == ["3.2万人", "4.1万人", "5万人"]
    assert read("约10、20、30万人") == ["约10万人", "约20万人", "约30万人"]
    assert read("约10万人、20万人") == ["约10万人", "20万人"]
    assert read("下降8%、10%以上") == ["8%", "10%以上"]


NO_FIGURES = [
    "规模以上工业和限额以上批发业",
    "本科及以上学历",
    "第三产业，第一、二、三产业，第14个五年规划",
    "“十四五”规划和“十三五”期末",
    "新布局一批工作站，进一步扩大",
    "“一对一”帮扶，千团千企对接",
    "PM2.5和5G、C919、GB18030、H7N9",
    "连续获评A级，偏北风3级",
    "近5年，5年来，过去5年，五年下来，今年前9个月",
    "2021年至2024年，1—9月，10日，2025年11月13日9时30分",
    "十几年如一日",
    "位居全国第3位，前三名",
    "零售额、零工市场、统一、十分、百姓、千方百计",
    "三位一体，八项规定，三次产业结构",
    "国办发〔2024〕12号，网址1.2.3.4",
    "《关于做好稳就业工作的十条措施》",
    "15分钟生活圈",
    "万元GDP，百家企业",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_no_figures(text):
    """Names, ordinals, ranks, dates and spans that date the statement are none."""
    assert read(text) == []


def test_lengths_are_figures():
    """A length that is said of something is one."""
    assert read("连续8年增长，四十天的春运，3天时间，学制3年") == ["8年", "40天", "3天", "3年"]


def test_units_by_their_surroundings():
    """户 and 家 count enterprises where those are named; ℃ is a difference after 上升; 每年, 年均 and 每吨 divide."""
    units = {
        "企业900户": "enterprise",
        "居民900户": "household",
        "240余家企业": "enterprise",
        "70家工作站": "organisation",
        "平均气温15℃": "degC",
        "气温上升2℃": "delta_degC",
        "每年组织2万名": "person/year",
        "年均支出1000亿元": "CNY/year",
        "年均余额3000亿元": "CNY",
        "每吨上调125元": "CNY/tonne",
        "用电8.7亿度": "kWh",
        "气温25度": "degC",
        "失业保险金月人均标准1710元": "CNY/month",
        "387公斤/亩": "kg/mu",
        "5吨标准煤/万元": "tce/CNY",
        "货物周转量245亿吨公里": "tonne_km",
    }
    assert {text: one(text).figure.unit.code for text in units} == units


def test_units_left_out():
    """A large number without a unit is counted in what its clause speaks of."""
    units = {
        "完成投资2.6万亿": "CNY",
        "惠及居民超过2200万": "person",
        "还有20个亿没用掉的预算": "CNY",
        "545万失业人员再就业": "person",
    }
    assert {text: one(text).figure.unit.code for text in units} == units
    assert read("收入比由2.56降至2.42，价格指数为102.1") == ["2.56倍", "2.42倍", "102.1点"]
    assert read("收入差距2.2∶1以内，9:30开会") == ["不超过2.2倍"]


def test_chinese_numerals():
    """Whole numbers, decimals, mixtures with scale words."""
    text = "一千二百元、一点四亿人次、两万元、一亿三千万人、1亿2000万元、七成五、一万五千多列"
    assert read(text) == [
        "1200元",
        "1.4亿人次",
        "2万元",
        "13000万人",
        "12000万元",
        "7.5成",
        "15000余列",
    ]


def test_thousands_and_signs():
    """Separators are no digits; a dash in front of a number is a minus only where no range can begin; 零下 and 负 are signs."""
    assert read("投资1,234,567.8元，增速-3.2%，增长5—6%，零下3℃，为负0.5%") == [
        "1234567.8元",
        "-3.2%",
        "5%—6%",
        "-3℃",
        "-0.5%",
    ]


def test_beyond_the_limits():
    """More digits than the library keeps are no reading."""
    assert read(f"共{'9' * 40}人，{'1' * 1000}%") == []
    assert read(f"共{'9' * 25}人") == [f"{'9' * 25}人"]


@pytest.mark.parametrize("value", [None, 5, b"5%", ["5%"]])
def test_no_text(value):
    """What is no text raises an error of the library's own."""
    with pytest.raises(RecordTypeError, match="a text"):
        zh.read(value)


def test_each_amount_has_its_own_divisor():
    """每人每月 before the first of two amounts does not divide the second, which has 每人每年."""
    units = [
        str(r.figure.unit)
        for r in zh.read(
            "低保标准分别提高到每人每月870元和每人每年8400元，基础养老金由每人每月123元提至143元"
        )
    ]
    assert units == ["CNY/person/month", "CNY/person/year", "CNY/person/month", "CNY/person/month"]


def test_a_bound_word_belongs_to_the_nearest_number():
    """约 before one figure does not reach over it to the next: 约百分之五占全国的3%."""
    found = zh.read("约百分之五，占全国的3%；约百分之五百占全国的5%；超过全国的41.9%")
    assert [r.text for r in found] == ["约百分之五", "3%", "约百分之五百", "5%", "超过全国的41.9%"]


DOUBLINGS = {
    "翻番": "2倍",
    "翻一番": "2倍",
    "翻两番": "4倍",
    "翻三番": "8倍",
    "翻了一番多": "2倍多",
    "翻了近两番": "近4倍",
    "翻两番以上": "4倍以上",
}


@pytest.mark.parametrize(("text", "printed"), DOUBLINGS.items(), ids=DOUBLINGS)
def test_a_doubling_prints_as_the_factor_that_it_is(text, printed):
    """番 counts doublings and 倍 is the factor: what 翻两番 prints is read as the same figure, and 番 is no unit."""
    figure = one(text).figure
    assert str(figure) == printed
    assert zh.read_figure(printed) == figure
    with pytest.raises(UnknownUnitError):
        Figure("2", "番")


def test_firms_print_with_the_word_of_the_text():
    """户 and 家 that count firms print as themselves with the noun that tells them from households, and read back."""
    firms = [
        one(text).figure
        for text in ("经营主体23.8万户。", "科技型中小企业1.5万家。", "居民23.8万户。")
    ]
    assert [str(figure) for figure in firms] == ["23.8万户企业", "1.5万家企业", "23.8万户"]
    assert [zh.read_figure(str(figure)) for figure in firms] == firms
