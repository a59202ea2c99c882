"""What a text says of its figures: role, indicator phrase, and the figure that a change belongs to."""

from datetime import date

import pytest

from tjstats import Measure
from tjstats.zh import Role, read
from tjstats.zh.phrases import listed, noun

LEVEL, CHANGE, GROWTH, TARGET, OTHER = Role

# Text: for each figure its role, its indicator phrase, and what it is a change of.
SAID = {
    "2024年，全市地区生产总值1.8万亿元，比上年增长5.1%。": [
        (LEVEL, "地区生产总值", None),
        (GROWTH, "地区生产总值", 0),
    ],
    "登记失业率为3.77%，比上年下降0.08个百分点。": [
        (LEVEL, "登记失业率", None),
        (CHANGE, "登记失业率", 0),
    ],
    "收入68205亿元，比上年增加17538亿元，增长34.6%。": [
        (LEVEL, "收入", None),
        (CHANGE, "收入", 0),
        (GROWTH, "收入", 0),
    ],
    "养老、工伤、失业保险参保人数分别达到1017万人、429万人、411万人，较上年末分别增加16万人、3万人、2万人。": [
        (LEVEL, "养老保险参保人数", None),
        (LEVEL, "工伤保险参保人数", None),
        (LEVEL, "失业保险参保人数", None),
        (CHANGE, "养老保险参保人数", 0),
        (CHANGE, "工伤保险参保人数", 1),
        (CHANGE, "失业保险参保人数", 2),
    ],
    "在岗职工20万人，退休人员6万人，分别增加2万人和1万人。": [
        (LEVEL, "在岗职工", None),
        (LEVEL, "退休人员", None),
        (CHANGE, "在岗职工", 0),
        (CHANGE, "退休人员", 1),
    ],
    "第一、二、三产业增加值分别为1亿元、2亿元、3亿元。": [
        (LEVEL, "第一产业增加值", None),
        (LEVEL, "第二产业增加值", None),
        (LEVEL, "第三产业增加值", None),
    ],
    "技能人才276万人，其中，高技能人才95万人。": [
        (LEVEL, "技能人才", None),
        (LEVEL, "高技能人才", None),
    ],
    "男性72334万人，占51.24%。": [(LEVEL, "男性", None), (LEVEL, "男性占比", None)],
    "参保率从91%提高到95%以上。": [(LEVEL, "参保率", None), (LEVEL, "参保率", None)],
    "机构由2700家增至3200家，增幅达18.5%。": [
        (LEVEL, "机构", None),
        (LEVEL, "机构", None),
        (GROWTH, "机构", 1),
    ],
    "财政收入增长3.2%，增速比上年提高0.5个百分点。": [
        (GROWTH, "财政收入", None),
        (CHANGE, "财政收入增速", 0),
    ],
    "社会消费品零售总额增长4%，快于全国0.5个百分点。": [
        (GROWTH, "社会消费品零售总额", None),
        (OTHER, "社会消费品零售总额", None),
    ],
    "失业率5.1%，比上年高0.2个百分点。": [(LEVEL, "失业率", None), (CHANGE, "失业率", 0)],
    "消费拉动经济增长2.3个百分点。": [(LEVEL, "消费拉动经济", None)],
    "工业增加值5000亿元。": [(LEVEL, "工业增加值", None)],
    "新增企业900户。": [(LEVEL, "新增企业", None)],
    "总产值是2010年的1.8倍。": [(GROWTH, "总产值", None)],
    "零售总额翻一番。": [(GROWTH, "零售总额", None)],
    "超10亿元的企业有13户。": [(OTHER, None, None), (LEVEL, "超10亿元的企业", None)],
    "60岁及以上的有26402万人，占18.7%。": [
        (OTHER, None, None),
        (LEVEL, "60岁及以上", None),
        (LEVEL, "60岁及以上占比", None),
    ],
    "粮食产量连续8年保持在1.3万亿斤以上。": [(OTHER, None, None), (LEVEL, "粮食产量", None)],
    "平均受教育年限9.91年。": [(LEVEL, "平均受教育年限", None)],
    "2026年预期目标是：生产总值增长5%左右；城镇新增就业1200万人以上，失业率5.5%左右。": [
        (TARGET, "生产总值", None),
        (TARGET, "城镇新增就业", None),
        (TARGET, "失业率", None),
    ],
    "到2025年，研发投入力争增长7%以上。": [(TARGET, "研发投入", None)],
    "支出拟安排1.3万亿元，增长7.1%。": [(TARGET, "支出", None), (TARGET, "支出", 0)],
    "城镇新增就业695万人，已完成全年目标任务的58%。": [
        (LEVEL, "城镇新增就业", None),
        (OTHER, "城镇新增就业", None),
    ],
    "护理型床位占比64.6%，“十四五”规划55%的目标任务提前完成。": [
        (LEVEL, "护理型床位占比", None),
        (TARGET, None, None),
    ],
    "海河行动计划累计引进人才52万人。": [(LEVEL, "海河行动计划累计引进人才", None)],
    "再看人均生产总值，达到4.92万元。": [(LEVEL, "人均生产总值", None)],
    "新设立70家工作站。": [(LEVEL, "新设立工作站", None)],
    "全年农民人均收入3万元，比上年名义增长4.7%，实际增长4.2%。": [
        (LEVEL, "农民人均收入", None),
        (GROWTH, "农民人均收入", 0),
        (GROWTH, "农民人均收入", 0),
    ],
    "优良天数265天，同比增加8天。": [(LEVEL, "优良天数", None), (CHANGE, "优良天数", 0)],
    "投资下降6%，其中工业投资增长4%，占投资的比重为38%，比上年提高7个百分点。": [
        (GROWTH, "投资", None),
        (GROWTH, "工业投资", None),
        (LEVEL, "工业投资占投资的比重", None),
        (CHANGE, "工业投资占投资的比重", 2),
    ],
    "基本养老、失业、工伤保险人数分别为3万人、2万人、1万人。": [
        (LEVEL, "基本养老保险人数", None),
        (LEVEL, "失业保险人数", None),
        (LEVEL, "工伤保险人数", None),
    ],
    "各类排放总量，同2020年相比下降8%。": [(GROWTH, "各类排放总量", None)],
}


@pytest.mark.parametrize("text", SAID)
def test_roles_phrases_and_changes(text):
    """The words before a figure say what it is and of what; a change finds its level."""
    found = read(text)
    assert [r.role for r in found] == [role for role, _, _ in SAID[text]]
    assert [r.change_of for r in found] == [of for _, _, of in SAID[text]]
    for reading, (role, phrase, _) in zip(found, SAID[text], strict=True):
        if phrase is not None and role is not OTHER:
            assert reading.indicator == phrase


def test_a_part_knows_its_whole():
    """其中: the last figure that is no part itself."""
    found = read("技能人才276万人，其中，高技能人才95万人。就业人员70万人，其中城镇40万人。")
    assert [r.part_of for r in found] == [None, 0, None, 2]


@pytest.mark.parametrize(
    "text",
    ["比上年下降8%", "比上年减少3万人", "降幅为2.1%", "同比回落0.3个百分点", "比上年低0.2个百分点"],
)
def test_falling(text):
    """The figure stays as printed; the direction is told apart."""
    (found,) = read("2024年，指标" + text)
    assert found.falling
    assert found.figure.value > 0


def test_measures():
    """What a figure is of its indicator: growth, average growth, change, factor, value."""
    text = "2024年，产值30亿元，增长5%，增加1.4亿元。五年间年均增长6%，是2010年的3倍。"
    assert [r.measure for r in read(text)] == [
        Measure.VALUE, Measure.GROWTH, Measure.CHANGE, Measure.AVERAGE_GROWTH, Measure.FACTOR,
    ]  # fmt: skip


def test_a_period_to_come_makes_a_target():
    """What is said of a time after publication has not happened."""
    found = read("2026年，新增就业30万人。2025年，新增就业28万人。", published=date(2025, 12, 1))
    assert [r.role for r in found] == [TARGET, LEVEL]


def test_a_title_with_a_target_rules_its_sentence_only():
    """The heading before a colon ends with the full stop."""
    assert [r.role for r in read("主要目标：就业30万人；收入增长5%。实际就业28万人。")] == [
        TARGET,
        TARGET,
        LEVEL,
    ]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("城镇、农村居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("失业保险、工伤保险的参保人数", ["失业保险参保人数", "工伤保险的参保人数"]),
        ("进出口总额、生产总值和零售额", ["进出口总额", "生产总值", "零售额"]),
        ("人均可支配收入城镇、农村", ["人均可支配收入城镇", "人均可支配收入农村"]),
        (
            "化学需氧量和氨氮、氮氧化物和挥发性有机物的排放总量",
            ["化学需氧量排放总量", "氨氮排放总量", "氮氧化物排放总量", "挥发性有机物的排放总量"],
        ),
    ],
)
def test_names_share_their_head(phrase, names):
    """The head of the last name goes to all, and a list of another length is no list."""
    assert listed(phrase, len(names)) == names
    assert listed(phrase, len(names) + 1) is None


@pytest.mark.parametrize(
    ("lead", "phrase"),
    [
        ("累计实现城镇新增就业预计", "城镇新增就业"),
        ("登记失业率(城镇)为", "登记失业率"),
        ("“海河英才”行动计划引进", "海河英才行动计划引进"),
        ("有色金属产量达到", "有色金属产量"),
        ("民营企业占比都在", "民营企业占比"),
        ("第一产业占", "第一产业占比"),
        ("失业保险金月人均为", "失业保险金月人均"),
        ("规模以上工业增加值增长", "规模以上工业增加值"),
        ("分别达到", ""),
        ("", ""),
    ],
)
def test_the_phrase_before_a_figure(lead, phrase):
    """Words that lead in, verbs and bounds go; names that begin like them stay."""
    assert noun(lead) == phrase


@pytest.mark.parametrize("text", ["500家企业复工，同比增长3%。", "5.2万人参保，增长3%。"])
def test_a_text_may_begin_with_a_figure(text):
    """A figure at the beginning of a text is read as at that of a later sentence."""
    first, growth = read(text)
    *_, again, grown = read("产值3亿元。" + text)
    assert first.indicator
    assert {again.indicator, growth.indicator, grown.indicator} == {first.indicator}
    assert (growth.change_of, grown.change_of) == (0, 1)
