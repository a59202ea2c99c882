"""Laws of the check of a text: no text makes it fail, and every answer shows the places it rests on."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tjstats import Verdict, zh
from tjstats.tables import cells
from tjstats.views.checks import checks

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
TEXTS = st.lists(st.sampled_from(NUMBERS) | st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=60)


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
