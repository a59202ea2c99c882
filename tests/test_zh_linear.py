"""The time a text takes grows with its length, also where nothing ends a sentence or a list."""

import gc
import time

import pytest

from tjstats import zh

UNITS = [
    "2021年，收入30亿元，比上年增加3万元，增长5%。\n",
    "2021年增长5%，",
    "收入30亿元，比2020年增加3万人，",
    "由2020年的3亿元，",
    "甲、乙、丙分别为1亿元、2亿元、3亿元，增长1%、2%、3%，",
    "3亿元、",
    "2021年、",
    "“十四五”",
    "力争目标",
    "其中",
    "（",
    "1",
    "1.",
    "123,",
    "一千二百万",
    "5多",
    "三分之",
    "5（含",
    "“五个",
    "5\u200f人",
    "\0",
    "\ud800",
    " ",
    "5 ",
    "5-",
    "2:1",
    "5元/",
    "/人",
    "每年5万人",
    "超过全国的",
    "翻一",
    "1亿2",
    "5人以上",
    "5%的目标",
    "系数为2.5",
    "指数",
    "-5",
    "三次产业5个",
    "《",
    "节约5",
    "万元以下的假期",
    "几",
    "六",
    "2个和",
    "个亿",
    "1 234 ",
    "9.6:41.2:",
    "3兆4,216亿",
    "5万测",
    "约占甲的",
    "系数为1.2，提高0.1，",
    "甲[2]-",
]


CLAIMS = [
    "其中5万人，占3%，",
    "由3亿元提高到4亿元，增长5%，",
    "第一产业占3%，",
    "5万人、",
    "甲、",
    "完成目标的5%，",
    "收入5亿元，累计结余3亿元，",
    "出口3亿元，",
    "参保5万人，比上年增加3万人，",
    "约为",
    "其中",
    "比上年",
    "（按365天计",
    "分别为",
    "每10股派5元，共派3元，",
    "是甲的2倍，为2012年的3倍，年均增长5%，",
    "比甲高5个百分点，达3%，",
    "目标5万人，完成目标的5%，",
    "拉动5个百分点，贡献率5%，",
    "占3%、4%、",
    "人均5元，5万人，",
    "合计5万人，",
    "中，有5个，",
]


def cost(text, work):
    """Seconds of the processor for a character, without the collector of garbage, which looks at all
    that lives again and again: a third of the time of the long texts.
    """
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(text)
        return (time.process_time() - start) / len(text)
    finally:
        gc.enable()


def is_linear(unit, work):
    """Whether sixteen times the text costs at most twice as much a character, in one of three tries."""
    short, long = (unit * (size // len(unit)) for size in (2_000, 32_000))
    limit = 2 * max(min(cost(short, work) for _ in range(3)), 1e-6)
    return any(cost(long, work) < limit for _ in range(3))


@pytest.mark.parametrize("unit", UNITS)
def test_linear(unit):
    """Reading takes time in proportion to the text."""
    assert is_linear(unit, zh.read)


@pytest.mark.parametrize("unit", CLAIMS)
def test_linear_check(unit):
    """So does the check, in a sentence that never ends."""
    assert is_linear(unit, zh.check)
