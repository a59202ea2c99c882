"""The words of units: the reading guide's table as data, then every word of the library's tables."""

import csv
import io
import json as plain
from fractions import Fraction

import attrs
import pytest

import tjstats as tj
from tjstats.errors import InvalidRecordError, LoadError
from tjstats.values.units import Unit, parse_unit
from tjstats.values.units.table import ALL_WORDS

# The table "Words to unit codes" of the reading guide.
WORDS = {
    "person": "人 名 位 员",
    "person_time": "人次",
    "household": "户",
    "organisation": "家 所",
    "item": "个 项 条 支 组 班 列 座 处 台 张 套 只",
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "year": "岁 年",
    "month": "个月",
    "week": "周",
    "day": "天 日",
    "hour": "小时",
    "mu": "亩",
    "hectare": "公顷",
    "kW": "千瓦",
    "kWh": "千瓦时",
    "tce": "吨标准煤",
    "case": "件 起 宗",
    "vehicle": "辆",
    "vehicle_time": "辆次",
    "head": "头",
    "bed": "张（床） 张床",
    "time": "次",
    "TEU": "标准箱",
    "class_hour": "学时 课时",
    "ratio": "倍",
    "percent": "%",
    "permille": "‰",
    "percentage_point": "个百分点",
    "km": "公里",
    "km**2": "平方公里",
    "mm": "毫米",
    "m**3": "立方米",
    "m**2": "平方米",
    "tonne": "吨",
    "kg": "公斤",
    "jin": "斤",
    "ug": "微克",
    "degC": "℃",
}
TABLE = [(word, code) for code, words in WORDS.items() for word in words.split()]
SCALES = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "亿": 8,
    "万亿": 12,
    "百万": 6,
    "千万": 7,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
}


@pytest.mark.parametrize(("word", "code"), TABLE)
def test_words_of_the_guide(word, code):
    """Each word gives its code, alone and after each scale word, which becomes an exponent of ten."""
    for scale, exponent in SCALES.items():
        assert parse_unit(scale + word) == (Unit(code), exponent)


def test_cheng_is_ten_percent():
    """一成 is ten percent."""
    assert parse_unit("成") == (Unit("percent"), 1)


@pytest.mark.parametrize(("word", "meant"), ALL_WORDS.items(), ids=ALL_WORDS)
def test_every_known_word_parses(word, meant):
    """Each word of the tables, Chinese or English, alone and as a denominator."""
    code, exponent = meant
    assert parse_unit(word) == (Unit(code), exponent)
    assert parse_unit(f" {word} ") == (Unit(code), exponent)
    below, shift = parse_unit(f"元/{word}")
    assert below.code in (f"CNY/{code}", "CNY")
    assert shift == -exponent


COMPOUNDS = {
    "元/月": ("CNY/month", 0),
    "万元/人": ("CNY/person", 4),
    "吨标准煤/万元": ("tce/CNY", -4),
    "件/万人": ("case/person", -4),
    "微克/立方米": ("ug/m**3", 0),
    "μg/m³": ("ug/m**3", 0),
    "人/平方公里": ("person/km**2", 0),
    "张床/千人": ("bed/person", -3),
    "万人/年": ("person/year", 4),
    "亿元／月": ("CNY/month", 8),
    "元/人/年": ("CNY/person/year", 0),
    "元/年/人": ("CNY/person/year", 0),
    "件/年/万人": ("case/person/year", -4),
    "yuan per month": ("CNY/month", 0),
    "million yuan": ("CNY", 6),
    "10000 yuan": ("CNY", 4),
    "million tonnes of coal equivalent": ("tce", 6),
    "cases per 10000 people": ("case/person", -4),
    "billion US dollars": ("USD", 9),
    "hundred million yuan": ("CNY", 8),
    "trillion kilowatt-hours": ("kWh", 12),
    "CNY/person": ("CNY/person", 0),
    "m**2/person": ("m**2/person", 0),
    "百万吨油当量": ("toe", 6),
    "万千瓦": ("kW", 4),
    "万千瓦时": ("kWh", 4),
    "百元/元": ("CNY/CNY", 2),
}


@pytest.mark.parametrize(("text", "expected"), COMPOUNDS.items(), ids=COMPOUNDS)
def test_codes_of_compounds(text, expected):
    """The code has no scale; denominators are in alphabetical order, time last."""
    found, exponent = parse_unit(text)
    assert (found.code, exponent) == expected


def test_per_hundred_thousand_people():
    """人/10万人 is a share: its exponent is −5 and it converts to permille."""
    found, exponent = parse_unit("人/10万人")
    assert exponent == -5
    assert Fraction(*found.factor_to(Unit("permille"))) == 1000


@pytest.mark.parametrize("blank", ["", " ", "\n", "　"])
def test_a_unit_has_no_blank_word(blank):
    """At every door: a word of nothing cannot be shown."""
    share = tj.Indicator("share", "%", "share")
    observed = [share.observe("2021", "5")]
    with pytest.raises(InvalidRecordError, match=r"Indicator\.word = .*: write the unit as it is"):
        attrs.evolve(share, word=blank)
    head, _, tail = tj.formats.json.dumps(observed).rpartition('"%"')
    with pytest.raises(LoadError, match=r"Figure\.word = .*: write the unit as it is printed"):
        tj.formats.json.loads(head + plain.dumps(blank) + tail)
    header, *rows = csv.reader(io.StringIO(tj.formats.csv.dumps(observed)))
    rows[-1][header.index("UNIT_TEXT")] = f"'{blank}"
    sink = io.StringIO()
    csv.writer(sink).writerows([header, *rows])
    with pytest.raises(LoadError, match="line 3, UNIT_TEXT: .*: write the unit as it is printed"):
        tj.formats.csv.loads(sink.getvalue())
