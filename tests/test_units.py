"""Units: codes, exact factors, printing and refusals. The words are in test_unit_words.py."""

import pickle
import re
from fractions import Fraction

import pytest

from tests.processes import run_python, through_another_process
from tjstats.errors import TjstatsError, UnitMismatchError, UnknownUnitError
from tjstats.values.units import MAX_TEXT, Unit, parse_unit, registry, unit
from tjstats.values.units.table import MASSES, UNITS


@pytest.mark.parametrize("code", UNITS)
def test_printed_units_are_read_again(code):
    """Each unit prints, in both languages, as text that parses to it, as a denominator too."""
    for made in (
        Unit(code),
        unit("元").per(Unit(code)),
        Unit(code).per(unit("公顷")).per(unit("年")),
    ):
        for lang in ("zh", "en"):
            assert parse_unit(made.text(lang)) == (made, 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "text", ["人/平方公里", "微克/立方米", "元/平方米", "平方米/人", "立方米/平方公里"]
)
def test_printed_areas_and_volumes_are_read_again(text, lang):
    """The same for square and cubic units in numerator or denominator."""
    assert parse_unit(unit(text).text(lang)) == (unit(text), 0)


@pytest.mark.parametrize(
    "text",
    ["件/万人", "万元/人", "万亿元", "千万人", "十亿元", "吨标准煤/万元", "亿千瓦时", "元/月"],
)
def test_scale_prints_back(text):
    """A unit and its exponent print as the text they were read from."""
    found, exponent = parse_unit(text)
    assert found.text("zh", exponent) == text


FACTORS = {
    ("亩", "公顷"): (1, 15),
    ("亩", "平方米"): (2000, 3),
    ("公顷", "平方公里"): (1, 100),
    ("斤", "公斤"): (1, 2),
    ("吨", "斤"): (2000, 1),
    ("吨", "微克"): (10**12, 1),
    ("周", "天"): (7, 1),
    ("天", "小时"): (24, 1),
    ("季", "月"): (3, 1),
    ("岁", "个月"): (12, 1),
    ("年", "季度"): (4, 1),
    ("公里", "毫米"): (10**6, 1),
    ("升", "立方米"): (1, 1000),
    ("%", "‰"): (10, 1),
    ("倍", "%"): (100, 1),
    ("元/月", "元/年"): (12, 1),
    ("元/亩", "元/公顷"): (15, 1),
    ("千瓦时", "千瓦*小时"): (1, 1),
    ("斤", "吨"): (1, 2000),
    ("吨", "公斤"): (1000, 1),
    ("微克/立方米", "毫克/升"): (1, 10**6),
}


@pytest.mark.parametrize(("pair", "factor"), FACTORS.items(), ids=map(" to ".join, FACTORS))
def test_factors_are_exact(pair, factor):
    """A factor is a pair of integers, and its inverse the reversed pair."""
    one, other = map(unit, pair)
    assert one.factor_to(other) == factor
    assert other.factor_to(one) == factor[::-1]
    assert one.is_compatible(other)


def test_the_masses_that_need_no_engine():
    """Their factors are those that the table defines."""
    engine = registry(exact=True)
    for code, grams in MASSES.items():
        assert engine.convert(Fraction(1), code, "g") == grams


UNLIKE = {
    "people and households": ("人", "户"),
    "people and person-times": ("人", "人次"),
    "organisations and enterprises": ("家", "家企业"),
    "yuan and dollars": ("元", "美元"),
    "dollars and euros": ("美元", "欧元"),
    "percent and points": ("%", "个百分点"),
    "ratio and points": ("倍", "个百分点"),
    "permille and points": ("‰", "个百分点"),
    "month and day": ("月", "天"),
    "year and week": ("年", "周"),
    "temperature and difference": ("degC", "delta_degC"),
    "coal and oil equivalent": ("吨标准煤", "吨标准油"),
    "coal equivalent and tonnes": ("吨标准煤", "吨"),
    "yuan a month and yuan": ("元/月", "元"),
    "length and area": ("公里", "平方公里"),
    "index points and percent": ("点", "%"),
}


@pytest.mark.parametrize("pair", UNLIKE.values(), ids=UNLIKE)
def test_unlike_units_do_not_convert(pair):
    """Each counted thing, currency and kind of time has a separate dimension."""
    one, other = map(unit, pair)
    for left, right in ((one, other), (other, one)):
        assert not left.is_compatible(right)
        with pytest.raises(
            UnitMismatchError,
            match=f"{left.code.replace('**', '..')} to {right.code.replace('**', '..')}",
        ):
            left.factor_to(right)


def test_counted_things_and_currencies_are_alone():
    """No counted thing and no currency converts to any other unit of the table."""
    alone = {
        code
        for code, row in UNITS.items()
        if row.counted or (len(code) == 3 and code.isupper() and code != "TEU")
    }
    assert len(alone) > 190
    assert {code for code in alone if UNITS[code].definition != f"[{code}]"} == set()
    for code in sorted(alone)[::12]:
        others = (other for other in UNITS if other != code)
        assert not [other for other in others if Unit(code).is_compatible(Unit(other))]


@pytest.mark.parametrize("exact", [True, False])
def test_every_row_is_defined_in_pint(exact):
    """The private registries define each unit of the table under its code."""
    engine = registry(exact=exact)
    for code in UNITS:
        assert dict(engine.Quantity(1, code).unit_items()) == {code: 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "/",
        "元/",
        "/月",
        "人/人数量",
        "万",
        "abc",
        "元**2x",
        "m**",
        "person;CNY",
        "元\n月",
        None,
        5,
        b"x",
        ["人"],
    ],
)
def test_unknown_units_are_refused(text):
    """The error is a ValueError that shows the text."""
    with pytest.raises(UnknownUnitError) as caught:
        parse_unit(text)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("persn", "person"),
        ("百份点", "百分点"),
        ("万公倾", "公顷"),
        ("househol", "household"),
        ("Yuam", "yuan"),
        ("万任", "万人"),
        ("亿", "亿元"),
        ("Million", "million people"),
        ("$", "US$"),
    ],
)
def test_unknown_units_name_near_ones(text, near):
    """The message suggests the nearest known names."""
    with pytest.raises(UnknownUnitError, match=re.escape(near)) as caught:
        parse_unit(text)
    assert near in caught.value.suggestions


def test_scaled_text_is_no_unit():
    """万人 is a unit and a scale; `unit` refuses it and names the unit alone."""
    with pytest.raises(UnknownUnitError, match="person"):
        unit("万人")


def test_long_texts_never_reach_pint():
    """Text over 100 characters is refused immediately; parsing and refusing load no pint."""
    code = """
import sys
from tjstats.values.units import parse_unit
from tjstats.errors import UnknownUnitError
for text in ("m" * 101, "m*" * 5000 + "m", "人/" * 60, "元" * 10**6, "nonsense"):
    try:
        parse_unit(text)
    except UnknownUnitError as error:
        assert len(str(error)) < 300, error
    else:
        raise SystemExit("taken: " + text[:20])
parse_unit("万元/人")
print("pint" in sys.modules)
"""
    assert run_python(code) == "False"
    assert MAX_TEXT == 100


@pytest.mark.parametrize(
    "code", ["CNY/month", "person", "m**2/person", "tce/CNY", "case/person/year"]
)
def test_units_are_values(code):
    """Equal by code, hashable, frozen, the same object after a pickle, equal after one in another process."""
    made = Unit(code)
    assert made == unit(code) == Unit(code)
    assert hash(made) == hash(Unit(code))
    assert pickle.loads(pickle.dumps(unit(code))) is unit(code)
    assert pickle.loads(through_another_process(pickle.dumps(made))) == made
    assert str(made) == code
    with pytest.raises(AttributeError):
        made.code = "person"


@pytest.mark.parametrize(
    "code",
    ["month/CNY/person/CNY/x", "CNY/year/person", "万人", "元", "", None, 5, "person/", "CNY*"],
)
def test_only_canonical_codes_make_a_unit(code):
    """The constructor takes canonical codes; a printed text goes through `unit`."""
    with pytest.raises(UnknownUnitError):
        Unit(code)


def test_another_unit_may_be_a_text():
    """Wherever a unit takes another one, its text will do; a text that is no unit is an error of the library."""
    yuan, people = unit("元"), unit("人")
    for text, other in (("人", people), ("person", people)):
        assert yuan.per(text) is yuan.per(other)
        assert yuan.times(text) is yuan.times(other)
        assert unit("人/年").is_per(text)
        assert people.is_compatible(text)
        assert people.factor_to(text) == (1, 1)
    with pytest.raises(UnknownUnitError):
        yuan.per("万人")
    with pytest.raises(UnknownUnitError):
        unit("个").text("zh", -4)
