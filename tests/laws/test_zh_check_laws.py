"""Laws of the check of a text: no text makes it fail, and every answer shows the places it rests on."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tjstats import Verdict, Verification, zh
from tjstats.tables import cells
from tjstats.views.report import checks
from tjstats.zh.claims.words import needed
from tjstats.zh.lexicon.claims import BALANCES, IDENTITIES, PER, RATIOS, SHARE_RATES
from tjstats.zh.unit_words import WORDS as WORDS_OF_UNITS

NUMBERS = [
    "0",
    "0%",
    "0人",
    "5",
    "5万人",
    "12亿元",
    "3.5%",
    "40项",
    "36项",
    "1.5倍",
    "0.0%",
    "9" * 30 + "%",
    "0.4个百分点",
    "2倍",
    "0元",
    "7元",
]
WORDS = [
    "由", "从", "提高到", "下降到", "增至", "，增幅达", "，增长", "，下降", "比上年增加", "比2020年增加", "是2020年的", "2020年末", "2025年末", "“十四五”期间",
    "参保人数", "进出口", "出口", "进口", "顺差", "城镇", "农村", "城乡居民收入比为", "居民人均可支配收入", "，其中", "，占", "占全国的", "第一产业占", "第二产业占",
    "第三产业占", "三次产业结构为", "∶", "覆盖", "的人口", "目标", "，完成全年目标的", "规划", "的目标任务提前完成", "达标率为", "完成率", "分别增长", "、", "和",
    "，年均增长", "，年均", "，五年累计增长", "，合计", "，累计", "养老、失业三项", "等", "，与去年同期持平", "累计结余", "收入", "，", "。", "；", "\n", "\ud800",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(NUMBERS) | st.sampled_from(WORDS), max_size=30).map(
    "".join
) | st.text(max_size=60)

UNITS = st.sampled_from(["℃", "个百分点", "倍", "成", "%", "人", "亿元"]) | st.sampled_from(
    sorted(WORDS_OF_UNITS)
)
SIZES = st.sampled_from(
    ["0", "0.0", "-0", "1", "2", "5", "12.5", "40", "-3.2", "约5", "近3", "超过3", "不到1", "9" * 30, "9" * 28 + "万亿", "0." + "0" * 28 + "1"]
)  # fmt: skip
# Sentences that make a claim whatever stands for the figures: # is of the first unit, @ of the second one, ? of any.
CLAIMS = st.sampled_from(
    [
        "甲#、乙#和丙#，合计#。",
        "2016年至2018年分别#、#、#，三年累计#。",
        "平均气温由#提高到#，提高@。",
        "最高气温从#下降到#，下降#。",
        "产量由2020年末的#提高到2025年末的#，年均增长@。",
        "产量由#增加到#，是上年的@。",
        "产量由#增加到#，增长@。",
        "产量#，比上年增加#，增长@。",
        "产量#，比上年增加@，增长?。",
        "2020年末平均气温#。2025年末平均气温#，比2020年末增加@。",
        "2020年末平均气温#。2025年末平均气温#，比2020年末增长@。",
        "2020年末平均气温#。2025年末平均气温#，是2020年末的@。",
        "全市平均气温#，其中北部平均气温#，占25%。",
        "年末就业人员#，其中城镇就业人员#，占全国就业人员的62.7%。",
        "持卡#，覆盖5%的人口；其中#领用电子卡，覆盖0%的人口。",
        "全年进出口总额#。其中，出口#，进口#。",
        "全年出口#，进口#，贸易顺差#。",
        "第一产业占#，第二产业占@，第三产业占?。",
        "第一产业占#%，第二产业占#%，第三产业占#%。",
        "三次产业结构为0∶0∶100。",
        "城镇居民人均可支配收入#，农村居民人均可支配收入#，城乡居民人均可支配收入之比为2.34。",
        "“十四五”期间累计#，年均#。",
        "“十四五”时期经济年均增长#，五年累计增长#。",
        "2021年至2023年产量分别增长#、#和#，年均增长5%。",
        "床位占比为#，“十四五”规划#的目标任务提前完成。",
        "全年目标为#，上半年完成#，完成全年目标的58%。",
        "完成#，完成全年#目标的58%。",
        "对#断面进行监测，达标率为93.1%。",
        "平均气温#，与去年同期持平。",
        "总收入#、总支出#，6月底累计结余#。",
        "2025年末累计结余#。会上说，2025年末累计结余#。",
    ]
)


@st.composite
def claims(draw):
    """Some sentences with a claim each, about figures of any unit and size."""
    units = {"#": st.just(draw(UNITS)), "@": st.just(draw(UNITS)), "?": UNITS}
    words = "".join(draw(st.lists(CLAIMS, min_size=1, max_size=3)))
    return "".join(draw(SIZES) + draw(units[c]) if c in units else c for c in words)


@given(claims())
def test_any_claim(text):
    """Of whatever unit and size: an answer, which can be shown, and never an error."""
    answers = zh.check(text)
    assert isinstance(answers, list)
    for answer in answers:
        assert isinstance(answer, Verification)
        assert answer.text("zh")
        assert str(answer.table())
        assert answer.implied is None or answer.implied.bounds


@given(TEXTS)
def test_any_text(text):
    """Each answer has readings in the text and a verdict, and a reason where it is unknown."""
    for answer in zh.check(text):
        assert answer.readings
        assert all(text[r.start : r.end] == r.text for r in answer.readings)
        assert (answer.verdict is Verdict.UNKNOWN) == (answer.reason is not None)


@given(TEXTS)
def test_any_text_is_shown(text):
    """The claims of any text fit into the width."""
    assert all(cells(line) <= 80 for line in checks(text, zh.check(text), "zh", 80).splitlines())


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_follows_is_consistent(base, now):
    """Growth and change that were worked out from the printed levels are never called wrong."""
    change = Decimal(abs(now - base))
    rate = (change / base * 100).quantize(Decimal("0.1"))
    verb, by = ("提高到", "增加") if now >= base else ("下降到", "减少")
    text = f"机构由{base}家{verb}{now}家，{by}{change}家。贷款由{base}亿元{verb}{now}亿元，{'增长' if now >= base else '下降'}{rate}%。"
    assert all(answer.verdict is not Verdict.NO for answer in zh.check(text))


NAMES = [
    *(row.whole for row in (*IDENTITIES, *BALANCES)),
    *(row.name for row in (*RATIOS, *SHARE_RATES)),
    *(words for words, _, _ in PER),
]


@given(st.data(), st.sampled_from(NAMES))
def test_every_match_of_a_name_holds_a_word_that_it_needs(data, name):
    """So the places without one of the words need not be looked at."""
    found = re.search(name, data.draw(st.from_regex(name)))
    assert any(word and word in found[0] for word in needed(name))


# A head, its unit, and parts of it: what is under a name with or without its place, time and 总.
WHOLES = [
    ("地区生产总值", "亿元", "民营经济增加值"),
    ("GDP", "亿元", "数字经济核心产业增加值"),
    ("人口", "万人", "65岁及以上人口"),
    ("常住人口", "万人", "城镇人口"),
    ("一般公共预算收入", "亿元", "税收收入"),
    ("进出口", "亿元", "民营企业进出口"),
    ("社会消费品零售总额", "亿元", "餐饮收入"),
    ("用电量", "亿千瓦时", "工业用电量"),
    ("税收收入", "亿元", "企业所得税"),
    ("贷款余额", "亿元", "涉农贷款余额"),
    ("就业人员", "万人", "第三产业就业人员"),
]


@given(
    st.sampled_from(WHOLES),
    st.sampled_from(["", "全市", "全年", "年末全市"]),
    st.sampled_from(["", "全市", "总", "全部"]),
    st.sampled_from(["，", "。", "，其中"]),
    st.integers(1200, 99999),
    st.integers(100, 999),
    st.booleans(),
)
def test_a_share_of_a_whole_under_its_name(whole, time, more, stop, size, part, true):
    """A share of the whole that stands in the same or the next sentence under its very name, with
    or without 全市, 总 and the time, is judged: by division, rounded as it is printed.
    """
    name, unit, inside = whole
    share = Decimal(part * 100) / size
    printed = round(share, 1) if true else round(share, 1) + 3
    text = f"{time}{name}{size / 10}{unit}{stop}{inside}{part / 10}{unit}，占{more}{name}的{printed}%。"
    told = [answer.verdict for answer in zh.check(text) if answer.reading.text == f"{printed}%"]
    # half a unit of each last place beside that of the share: 1 in 100 at most of what is printed
    assert told == [Verdict.YES if true else Verdict.NO], text


@given(
    st.sampled_from(["人口", "常住人口", "全省常住人口", "总人口"]),
    st.sampled_from("，。"),
    st.booleans(),
)
def test_a_share_of_the_only_population(name, stop, true):
    """占 without a whole, behind the people of an age, is of the only population before them; it is
    of none where there are two or where the scopes differ.
    """
    share = "21.5%" if true else "22.5%"
    people = f"{stop}60岁及以上人口131.5万人，占{share}。"
    [told] = [a for a in zh.check(f"年末{name}612.4万人{people}") if a.reading.text == share]
    assert told.verdict is (Verdict.YES if true else Verdict.NO)
    others = "年末常住人口612.4万人，户籍人口600.2万人", "全国人口14.1亿人", "年末户籍人口612.4万人"
    for other, text in zip(
        others,
        (people, people.replace("60岁", "我省60岁"), people.replace("以上", "以上常住")),
        strict=True,
    ):
        found = [a.verdict for a in zh.check(other + text) if a.reading.text == share]
        assert Verdict.NO not in found and len(found) == 1


@given(
    st.sampled_from(
        ["目标#", "年度目标任务#", "目标值（#）", "预期目标（#以上）", "年度任务（#）", "计划#"]
    ),
    st.sampled_from(["1", "4", "7", "12.0", "30"]),
    st.integers(80, 130),
    st.booleans(),
)
def test_a_target_is_set_and_not_rounded(words, asked, rate, true):
    """Of a target with few digits only what was reached and the share are rounded: the share is that
    of the number as it stands, beside the target or in brackets behind it.
    """
    goal = Decimal(asked) if "计划" not in words else Decimal(asked).to_integral_value()
    if "计划" in words and goal not in (1, 4, 7, 30):
        goal = Decimal(7)
    reached = round(goal * rate / 100, 2)
    share = round(reached * 100 / goal, 1)
    # what rounding to a hundredth of 万人 explains, and half a unit of the share
    printed = share if true else share + round(Decimal("0.6") / goal, 1) + Decimal("0.2")
    text = f"城镇新增就业{reached}万人，完成{words.replace('#', f'{goal}万人')}的{printed}%。"
    told = [answer.verdict for answer in zh.check(text) if answer.reading.text == f"{printed}%"]
    assert told == [Verdict.YES if true else Verdict.NO], text


def test_a_plan_of_many_digits_may_be_rounded():
    """A plan or budget as it comes from an account is rounded in print as any amount is."""
    for words in ("预算350亿元", "计划（386.2亿元）", "预算38亿元"):
        number = Decimal(re.search(r"[\d.]+", words)[0])
        last = Decimal(1).scaleb(number.as_tuple().exponent)
        share = round(number * 103 / (number - last * Decimal("0.45")), 1)
        text = f"一般公共预算收入{number * 103 / 100}亿元，完成{words}的{share}%。"
        assert [a.verdict for a in zh.check(text)] == [Verdict.YES], text
