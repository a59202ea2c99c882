"""Expressions of time: what is found, what it says by itself, and what the words around it use it for."""

import pytest

from tjstats.zh import mentions as module
from tjstats.zh.lexicon.times import (
    ANAPHORIC,
    DAYS,
    ERAS,
    EVERY,
    NOW,
    PARTS,
    PLANS,
    RELATIVE,
    STEPS,
    Edge,
)
from tjstats.zh.mentions import Kind, Use, mentions

# Text: the words of its one mention, kind, number, edge.
ONE = {
    "2021年完成": ("2021年", Kind.YEARS, 2021, Edge.ALL),
    "2021—2025年完成": ("2021—2025年", Kind.YEARS, 2021, Edge.ALL),
    "2021年至2024年完成": ("2021年至2024年", Kind.YEARS, 2021, Edge.ALL),
    "二〇二五年完成": ("二〇二五年", Kind.YEARS, 2025, Edge.ALL),
    "2023年初步核算": ("2023年", Kind.YEARS, 2023, Edge.ALL),
    "2025年末达到": ("2025年末", Kind.YEARS, 2025, Edge.END),
    "截至2024年共有": ("2024年", Kind.YEARS, 2024, Edge.END),
    "自2022年起每年": ("2022年起", Kind.YEARS, 2022, Edge.SINCE),
    "去年同期": ("去年同期", Kind.RELATIVE, -1, Edge.ALL),
    "上年末": ("上年末", Kind.ANAPHORIC, -1, Edge.END),
    "年末常住人口": ("年末", Kind.ANAPHORIC, 0, Edge.END),
    "“十四五”期间": ("“十四五”期间", Kind.PLAN, 14, Edge.ALL),
    '"十四五"时期': ('"十四五"时期', Kind.PLAN, 14, Edge.ALL),
    "十四五规划": ("十四五规划", Kind.PLAN, 14, Edge.ALL),
    "“十三五”期末": ("“十三五”期末", Kind.PLAN, 13, Edge.END),
    "“十五”末": ("“十五”末", Kind.PLAN, 10, Edge.END),
    "近5年": ("近5年", Kind.LAST, 5, Edge.ALL),
    "五年下来": ("五年下来", Kind.LAST, 5, Edge.ALL),
    "前四年": ("前四年", Kind.FIRST, 4, Edge.ALL),
    "截至目前": ("截至目前", Kind.NOW, 0, Edge.ALL),
    "党的十八大以来": ("以来", Kind.ERA, 0, Edge.ALL),
    "两年平均增长": ("两年平均", Kind.EVERY, 2, Edge.ALL),
    "环比下降": ("环比", Kind.STEP, 0, Edge.ALL),
}


@pytest.mark.parametrize("text", ONE)
def test_one_mention(text):
    """Its words, what it counts from, its number and its edge."""
    (found,) = [m for m in mentions(text) if m.kind is not Kind.EVERY or text in ("两年平均增长",)]
    assert (text[found.start : found.end], found.kind, found.meaning.number, found.edge) == ONE[
        text
    ]


@pytest.mark.parametrize(
    "text",
    ["按年上升3%", "按年实质增长2%", "按月则回落5%", "按季亦微跌1%", "年增3.2%", "指数月减约4点", "季增率1.5%",
     "较一年前减少8人"],
)  # fmt: skip
def test_a_year_a_quarter_or_a_month_before_as_hong_kong_and_taiwan_print_it(text):
    """按年, 按季, 按月 before a change, and 年, 季, 月 before 增 or 减 with its figure, are steps."""
    assert [m.kind for m in mentions(text)] == [Kind.STEP]


@pytest.mark.parametrize(
    "text",
    ["按年龄分为3组", "按月发放300元", "按年度增加2项", "逐年增3所", "半年增5家", "三年增12%", "青年增120人", "单月增9件",
     "年增加额8亿元", "季增年率4.2%", "月增设3个"],
)  # fmt: skip
def test_what_is_no_step(text):
    """The same characters in other words."""
    assert [m for m in mentions(text) if m.kind is Kind.STEP] == []


PART = {
    "上半年": (1, 6, 0, 0),
    "前三季度": (1, 9, 0, 0),
    "第三季度": (7, 9, 0, 0),
    "1—9月": (1, 9, 0, 0),
    "1至9月份": (1, 9, 0, 0),
    "前9个月": (1, 9, 0, 0),
    "十二月": (12, 12, 0, 0),
    "9月末": (9, 9, 0, 0),
    "9月30日": (9, 9, 30, 30),
    "11月10日至12日": (11, 11, 10, 12),
    "12月中旬": (12, 12, 11, 20),
    "10日": (0, 0, 10, 10),
}


@pytest.mark.parametrize("text", PART)
def test_parts_of_a_year(text):
    """Months and days, also behind a year."""
    (found,) = mentions(text)
    assert found.meaning.part == PART[text]
    if found.kind is Kind.PART:
        (dated,) = mentions("2024年" + text)
        assert (dated.kind, dated.meaning.number, dated.meaning.part) == (
            Kind.YEARS,
            2024,
            PART[text],
        )


@pytest.mark.parametrize(
    "text",
    [
        "连续8年保持",
        "四十天的春运",
        "3天时间",
        "十五个",
        "十五年",
        "十四五岁",
        "青年就业",
        "三个月",
        "五年规划",
        "PM2.5",
        "12.5万人",
        "10日内",
        "第三产业",
    ],
)
def test_no_mention(text):
    """A length said of something is a figure, and numbers that look like plans are numbers."""
    assert mentions(text) == []


USES = {
    "比上年增长": Use.BASE,
    "较2020年增长": Use.BASE,
    "与去年同期相比": Use.BASE,
    "与去年同期共同": Use.TIME,
    "是2010年的1.8倍": Use.FACTOR,
    "在2020年基础上": Use.BASE,
    "高于上年": Use.BASE,
    "由2020年的3.5亿元增加到4亿元": Use.FROM,
    "从2020年看": Use.TIME,
    "完成“十四五”目标": Use.TOPIC,
    "2025年第三届": Use.TOPIC,
    "按2020年不变价": Use.PRICES,
    "到2025年": Use.TIME,
}


@pytest.mark.parametrize("text", USES)
def test_what_a_time_is_used_for(text):
    """The words beside it say whether it is a base, the time of one figure, of a target, or of prices."""
    assert mentions(text)[0].use is USES[text]


def test_a_base_does_not_date():
    """Every mention but a step tells when, so that its numeral is no figure."""
    assert [m.dates_statement for m in mentions("2024年同比增长")] == [True, False]


TABLES = {
    Kind.RELATIVE: RELATIVE, Kind.NOW: NOW, Kind.EVERY: EVERY, Kind.STEP: STEPS, Kind.PART: PARTS, Kind.DAY: DAYS,
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_every_word_of_the_tables_is_found(kind):
    """A row is all that a new word needs."""
    for word in TABLES[kind]:
        found = mentions(word + "，")
        assert [(m.kind, m.start, m.end) for m in found] == [(kind, 0, len(word))]


def test_every_plan_is_found():
    """In quotation marks each of them; without, where a word of time follows."""
    for name, number in PLANS.items():
        for text in (f"“{name}”", f"{name}期间"):
            (found,) = mentions(text)
            assert (found.kind, found.meaning.number) == (Kind.PLAN, number)
    for word in (*ERAS, *ANAPHORIC.keys() - {"年"}):
        assert mentions(word)


def test_the_first_characters_miss_nothing():
    """What the look-ahead passes over begins no time."""
    texts = [
        *ONE,
        *PART,
        *USES,
        "2023年全年，年末；6月份、三季度末，1月至10月“十四五”以来近三年来每年10日昨日同比，一直以来",
    ]
    for text in texts:
        found = [(each.start, each.end) for each in mentions(text)]
        assert found == [each.span() for each in module._TIME.finditer(text)]


@pytest.mark.parametrize("text", ["114年12月第3周", "民国113年—114年度", "100年1至3月第2周"])
def test_a_year_of_the_republic_without_what_it_looked_at(text):
    """Words that only stand behind a year are asked where it is found, not again where it is read."""
    assert [mention.meaning.number for mention in mentions(text)][:1] != []
