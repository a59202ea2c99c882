"""The known units: code, pint definition, names and words, as one table.

Each counted thing has a separate dimension, so people never convert to households; so does each
currency. Calendar time (month, quarter, year) and clock time (second … week) do not convert either.
`counted` marks things that come in whole numbers, `money` currencies. Sources of the words: the
counters of Chinese statistical bulletins; ISO 4217 for currencies; SI for the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from tjstats.values.units.currencies import CURRENCIES

__all__ = [
    "ALL_WORDS",
    "CALENDAR",
    "CLOCK",
    "COMPOUND_WORDS",
    "DIFFERENCE",
    "FRACTIONS",
    "MASSES",
    "OFFICE_CODES",
    "SCALED_WORDS",
    "SCALES_EN",
    "SCALES_ZH",
    "UNITS",
    "UnitRow",
    "canonical",
    "is_kept",
    "kept",
    "parts_of",
    "token",
]


class UnitRow(NamedTuple):
    """One unit: its code, its pint definition, its printed names, and further words for it."""

    code: str
    definition: str
    zh: str
    en: str
    words: tuple[str, ...] = ()
    counted: bool = False
    money: bool = False


# The letters behind a mass of carbon dioxide that is an equivalent.
_EQUIVALENT: Final = ("CO2e", "CO2-e", "CO2eq", "CO2-eq", "CO2 eq", "CO2 equivalent")


def _written(prefix: str, ends: tuple[str, ...]) -> tuple[str, ...]:
    """A unit before its object, with and without a blank: t CO2e, tCO2eq."""
    words = (f"{prefix}{blank}{end}" for end in ends for blank in (" ", "", " of "))
    return tuple(word for word in words if word != "tCO2e")


def _counted(code: str, zh: str, en: str, *words: str) -> UnitRow:
    return UnitRow(code, f"[{code}]", zh, en, words, counted=True)


def _currency(code: str, zh: str, en: str, *words: str) -> UnitRow:
    return UnitRow(code, f"[{code}]", zh, en, words, money=True)


_PERSON_WORDS: Final = (
    "population",
    "inhabitants",
    "residents",
    "capita",
    "live births",
    "births",
    "deaths",
    "women",
    "woman",
    "men",
    "man",
    "children",
    "child",
    "students",
    "pupils",
    "workers",
    "employees",
    "persons employed",
)
# Counters of things without a separate dimension.
_ITEM_WORDS: Final = tuple(
    "项 条 支 组 班 列 座 处 台 张 套 只 枚 部 款 批 批次 片 株 棵 本 册 篇 幢 栋 间 场 种 类 "
    "笔 份 单 票 艘 架 根 孔 眼 口 门 首 集 卷 轮 样 层 幅 箱 封 盏 扇 台套 台（套） 项次 剂 剂次 "
    "部门 地 市 县 区 省 省份 国 州 旗 乡 镇 村 街道 社区 个村 个县".split()
)
_ITEM_WORDS_EN: Final = ("count", "number", "units", "pieces", "doses", "dwellings", "articles")

_ROWS: Final = (
    # counted things
    _counted(
        "person", "人", "people", "名", "位", "员", "人口", "persons", "person", *_PERSON_WORDS
    ),
    _counted("person_time", "人次", "person-times", "乘次", "person-time"),
    _counted("household", "户", "households", "户家庭", "家庭", "家庭户", "户次"),
    _counted(
        "enterprise",
        "家企业",
        "enterprises",
        "户企业",
        "企业",
        "户经营主体",
        "户个体工商户",
        "companies",
        "company",
    ),
    _counted(
        "organisation",
        "家",
        "organisations",
        "所",
        "家次",
        "organization",
        "organizations",
        "institutions",
        "institution",
    ),
    _counted("item", "个", "items", *_ITEM_WORDS, *_ITEM_WORDS_EN),
    _counted("case", "件", "cases", "起", "宗", "例", "件次"),
    _counted("vehicle", "辆", "vehicles", "标台"),
    _counted("vehicle_time", "辆次", "vehicle-times", "车次"),
    _counted("head", "头", "head of livestock", "羽", "尾", "匹"),
    _counted("bed", "张床", "beds", "张床位", "床", "床位", "张（床）"),
    _counted("time", "次", "times", "回", "场次", "架次", "航次", "班次", "人天"),
    _counted("TEU", "标准箱", "TEU", "标箱"),
    _counted("class_hour", "学时", "class hours", "课时"),
    # fractions: they convert into each other; points do not
    UnitRow("ratio", "[]", "倍", "times the base", ("dimensionless", "系数", "1", "pure number")),
    UnitRow(
        "percent",
        "ratio / 100",
        "%",
        "%",
        ("％", "个百分比", "per cent", "pct", "percentage"),
    ),
    UnitRow("permille", "ratio / 1000", "‰", "‰", ("per mille", "per mil")),
    UnitRow(
        "percentage_point",
        "[percentage_point]",
        "个百分点",
        "percentage points",
        ("百分点", "percent point", "pp", "p.p.", "pps", "percentage_points"),
    ),
    UnitRow("index", "[index]", "点", "index points", ("index point",)),
    # money
    _currency("CNY", "元", "yuan", "人民币", "元人民币", "块", "RMB"),
    _currency("USD", "美元", "US dollars", "US dollar", "US$", "dollars"),
    _currency("EUR", "欧元", "euros", "€"),
    _currency("PPS", "购买力标准", "purchasing power standards", "purchasing power standard"),
    _currency(
        "international_dollar",
        "国际元",
        "international dollars",
        "international $",
        "Int$",
        "int$",
        "PPP$",
    ),
    _currency("GBP", "英镑", "pounds sterling", "£"),
    _currency("JPY", "日元", "yen", "JP¥"),
    _currency("HKD", "港元", "Hong Kong dollars", "港币", "HK$"),
    _currency("MOP", "澳门元", "patacas"),
    _currency("TWD", "新台币", "New Taiwan dollars", "新台币元"),
    _currency("KRW", "韩元", "won"),
    _currency("RUB", "卢布", "roubles", "rubles"),
    _currency("INR", "印度卢比", "Indian rupees", "rupees", "₹"),
    _currency("MYR", "马来西亚林吉特", "ringgit", "林吉特", "RM", "令吉"),
    _currency("VND", "越南盾", "dong"),
    _currency("CAD", "加元", "Canadian dollars", "C$"),
    _currency("AUD", "澳元", "Australian dollars", "A$"),
    *(_currency(code, zh, en, *words) for code, zh, en, words in CURRENCIES),
    # calendar time, clock time
    UnitRow("month", "[calendar_time]", "个月", "months", ("月",)),
    UnitRow("quarter", "3 * month", "个季度", "quarters", ("季度", "季")),
    UnitRow("year", "12 * month", "年", "years", ("岁", "周岁", "years of age", "annum")),
    UnitRow("second", "[clock_time]", "秒", "seconds", ("s",)),
    UnitRow("minute", "60 * second", "分钟", "minutes", ("min",)),
    UnitRow("hour", "60 * minute", "小时", "hours", ("h",)),
    UnitRow("day", "24 * hour", "天", "days", ("日", "d")),
    UnitRow("week", "7 * day", "周", "weeks", ("星期", "个星期")),
    # measures
    UnitRow("m", "[length]", "米", "metres", ("meter", "metre", "meters")),
    UnitRow("mm", "m / 1000", "毫米", "millimetres", ("millimeter", "millimetre", "millimeters")),
    UnitRow("um", "m / 1000000", "微米", "micrometres", ("micrometre", "micrometers")),
    UnitRow("nm", "m / 1000000000", "纳米", "nanometres", ("nanometre", "nanometers")),
    UnitRow("nautical_mile", "1852 * m", "海里", "nautical miles"),
    UnitRow("cm", "m / 100", "厘米", "centimetres", ("centimeter", "centimetre", "centimeters")),
    UnitRow(
        "km", "1000 * m", "公里", "kilometres", ("千米", "kilometer", "kilometre", "kilometers")
    ),
    UnitRow("hectare", "10000 * m**2", "公顷", "hectares", ("ha",)),
    UnitRow("mu", "hectare / 15", "亩", "mu"),
    UnitRow("litre", "m**3 / 1000", "升", "litres", ("liter", "liters", "L")),
    UnitRow("ml", "litre / 1000", "毫升", "millilitres", ("mL", "milliliters")),
    UnitRow("barrel", "[oil_volume]", "桶", "barrels", ("bbl", "oil_barrel")),
    UnitRow("ug", "[mass]", "微克", "micrograms", ("μg", "µg", "microgram")),
    UnitRow("mg", "1000 * ug", "毫克", "milligrams", ("milligram",)),
    UnitRow("g", "1000000 * ug", "克", "grams", ("gram",)),
    UnitRow("kg", "1000 * g", "公斤", "kilograms", ("千克", "kilogram")),
    UnitRow("jin", "kg / 2", "斤", "jin"),
    UnitRow(
        "tonne",
        "1000 * kg",
        "吨",
        "tonnes",
        (
            "t",
            "metric_ton",
            "metric tons",
            "metric tonnes",
            "tons",
            "载重吨",
            "综合吨",
            "标准吨",
            "总吨",
            "净吨",
        ),
    ),
    UnitRow("tonne_km", "tonne * km", "吨公里", "tonne-kilometres", ("tonne-km", "ton-km", "tkm")),
    UnitRow(
        "person_km",
        "person * km",
        "人公里",
        "passenger-kilometres",
        ("passenger-km", "person-km", "pkm"),
    ),
    UnitRow("tce", "[coal_equivalent]", "吨标准煤", "tonnes of coal equivalent", ("吨标煤",)),
    UnitRow("tCO2", "[carbon_dioxide]", "吨二氧化碳", "tonnes of CO2", ("t CO2", "t of CO2")),
    UnitRow(
        "tCO2e",
        "[carbon_dioxide_equivalent]",
        "吨二氧化碳当量",
        "tonnes of CO2 equivalent",
        _written("t", _EQUIVALENT),
    ),
    UnitRow("kW", "[power]", "千瓦", "kilowatts", ("kilowatt",)),
    UnitRow("MW", "1000 * kW", "兆瓦", "megawatts", ("megawatt",)),
    UnitRow("GW", "1000000 * kW", "吉瓦", "gigawatts", ("gigawatt",)),
    UnitRow(
        "kWh",
        "kW * hour",
        "千瓦时",
        "kilowatt-hours",
        ("度", "度电", "千瓦小时", "kilowatt_hour", "kilowatt hours"),
    ),
    UnitRow("MWh", "1000 * kWh", "兆瓦时", "megawatt-hours", ("megawatt hours",)),
    UnitRow("GWh", "1000000 * kWh", "吉瓦时", "gigawatt-hours", ("gigawatt hours",)),
    UnitRow("kVA", "[apparent_power]", "千伏安", "kilovolt-amperes"),
    UnitRow("kV", "[voltage]", "千伏", "kilovolts"),
    UnitRow("MPa", "[pressure]", "兆帕", "megapascals"),
    UnitRow("kJ", "kWh / 3600", "千焦", "kilojoules"),
    # 41.868 GJ by the energy statistics manual of IEA and Eurostat. A tonne of coal equivalent is a
    # convention of the year for electricity, so it converts to nothing.
    UnitRow("toe", "41868000 * kJ", "吨标准油", "tonnes of oil equivalent", ("吨油当量",)),
    UnitRow("kcal", "[food_energy]", "千卡", "kilocalories", ("大卡",)),
    UnitRow("dB", "[sound_level]", "分贝", "decibels"),
    UnitRow("Mbps", "[data_rate]", "兆比特每秒", "Mbps"),
    UnitRow("GB", "[information]", "吉字节", "gigabytes"),
    UnitRow("TB", "1000 * GB", "太字节", "terabytes"),
    UnitRow("PB", "1000000 * GB", "拍字节", "petabytes"),
    UnitRow("EFLOPS", "[computing_power]", "EFLOPS", "exaflops", ("EFlops",)),
    UnitRow("degC", "[celsius]", "℃", "°C", ("摄氏度", "degree_Celsius", "degrees Celsius")),
    UnitRow(
        "delta_degC",
        "[celsius_difference]",
        "℃温差",
        "°C difference",
        ("delta_degree_Celsius", "Δ℃"),
    ),
)

UNITS: Final = {row.code: row for row in _ROWS}

COMPOUND_WORDS: Final = {
    "平方米": "m**2",
    "平方公里": "km**2",
    "平方千米": "km**2",
    "立方米": "m**3",
    "方": "m**3",
    "标准立方米": "m**3",
    "square metres": "m**2",
    "square kilometres": "km**2",
    "cubic metres": "m**3",
    **dict.fromkeys(("m2", "sq m", "sq. m", "square meters", "square meter"), "m**2"),
    **dict.fromkeys(
        ("km2", "sq km", "sq. km", "square km", "square kilometers", "square kilometer"), "km**2"
    ),
    **dict.fromkeys(("m3", "cu m", "cubic meters", "cubic meter"), "m**3"),
    "km3": "km**3",
    "square metre": "m**2",
    "square kilometre": "km**2",
    "cubic metre": "m**3",
    "m²": "m**2",
    "km²": "km**2",
    "m³": "m**3",
}

FRACTIONS: Final = {"ratio": 0, "percent": -2, "permille": -3}  # exponent of ten of one unit
MASSES: Final = {"g": 1, "jin": 500, "kg": 1000, "tonne": 1000000}  # grams of one unit
CALENDAR: Final = ("month", "quarter", "year")
CLOCK: Final = ("second", "minute", "hour", "day", "week")

# The unit of a difference of two figures in a unit, and the exponent of ten between them.
_IN_POINTS: Final = {"percent": 0, "permille": -1}
DIFFERENCE: Final = {
    "degC": ("delta_degC", 0),
    **{level: ("percentage_point", shift) for level, shift in _IN_POINTS.items()},
    **{  # rates of interest: 4.5% per annum
        f"{level}/{time}": (f"percentage_point/{time}", shift)
        for level, shift in _IN_POINTS.items()
        for time in CALENDAR
    },
}

# Scale words before a unit, as exponents of ten; in Chinese several may follow one another (万亿,
# 百万).
SCALES_ZH: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
SCALES_EN: Final = {
    "hundred million": 8,
    "ten thousand": 4,
    "hundred": 2,
    "thousand": 3,
    "lakh": 5,
    "million": 6,
    "crore": 7,
    "billion": 9,
    "trillion": 12,
}


def _prefixed(code: str, *words: tuple[str, int]) -> dict[str, tuple[str, int]]:
    return {word: (code, exponent) for word, exponent in words}


_CARBON: Final = {
    word: (code, exponent)
    for prefix, exponent in (
        ("g", -6),
        ("kg", -3),
        ("Gg", 3),
        ("kt", 3),
        ("Mt", 6),
        ("Tg", 6),
        ("Gt", 9),
    )
    for code, ends in (("tCO2", ("CO2",)), ("tCO2e", _EQUIVALENT))
    for word in _written(prefix, ends)
}
_REFERENCE_YEARS: Final = ("96", "00", "05", "10", "15", "20", "25")
# Codes of Eurostat, which are no words to print.
OFFICE_CODES: Final = {
    **_prefixed("percent", ("PC", 0), ("PC_GDP", 0), ("PC_POP", 0), ("PC_TOT", 0), ("PC_ACT", 0)),
    # Of the OECD: percent a year (of a rate), percent of GDP, percent of the population.
    **_prefixed("percent", ("PA", 0), ("PT_B1GQ", 0), ("PT_POP", 0)),
    **_prefixed("percentage_point", ("PP", 0)),
    **_prefixed("percent", ("PCH_PRE", 0), ("PCH_SM", 0)),
    **_prefixed("person", ("PS", 0), ("THS_PER", 3), ("MIO_PER", 6)),
    **_prefixed("item", ("NR", 0), ("NBR", 0), ("THS_NR", 3)),
    **_prefixed("EUR", ("MIO_EUR", 6), ("THS_EUR", 3), ("CP_MEUR", 6)),
    **_prefixed("EUR", *((f"CLV{year}_MEUR", 6) for year in _REFERENCE_YEARS)),
    **_prefixed("index", *((f"I{year}", 0) for year in _REFERENCE_YEARS)),
    **_prefixed("USD", ("MIO_USD", 6)),
    **_prefixed("PPS", ("MIO_PPS", 6)),
    **_prefixed("GWh", ("GWH", 0)),
    **_prefixed("toe", ("KTOE", 3), ("MTOE", 6)),
    **_prefixed("tonne", ("THS_T", 3), ("MIO_T", 6)),
}
# Words that include a scale: (unit code, exponent of ten).
SCALED_WORDS: Final = {
    "成": ("percent", 1),
    **_prefixed("ratio", ("‱", -4), ("ppm", -6), ("ppb", -9)),
    **_prefixed("tonne", ("kt", 3), ("Mt", 6), ("Gt", 9), ("kilotonnes", 3), ("megatonnes", 6)),
    **_prefixed(
        "toe", ("ktoe", 3), ("Mtoe", 6), ("Gtoe", 9), ("kgoe", -3), ("kg of oil equivalent", -3)
    ),
    **_prefixed("m**3", ("mcm", 6), ("bcm", 9)),
    **_prefixed("barrel", ("kb", 3), ("mb", 6)),
    **_prefixed("Mbps", ("Gbps", 3)),
    **_prefixed("tce", ("ktce", 3), ("Mtce", 6)),
    **_prefixed("kW", ("watts", -3), ("TW", 9), ("terawatts", 9)),
    **_prefixed("kWh", ("Wh", -3), ("TWh", 9), ("PWh", 12), ("太瓦时", 9), ("terawatt-hours", 9)),
    **_prefixed("kJ", ("J", -3), ("MJ", 3), ("GJ", 6), ("TJ", 9), ("PJ", 12), ("EJ", 15)),
    **_prefixed("kJ", ("兆焦", 3), ("吉焦", 6), ("太焦", 9), ("gigajoules", 6), ("terajoules", 9)),
    **_prefixed("kJ", ("megajoules", 3), ("petajoules", 12), ("exajoules", 15), ("joules", -3)),
    **_prefixed("MPa", ("Pa", -6), ("hPa", -4), ("kPa", -3), ("百帕", -4), ("千帕", -3)),
    **_prefixed("litre", ("hl", 2), ("hL", 2), ("hectolitres", 2), ("ML", 6), ("megalitres", 6)),
    **_CARBON,
    **_prefixed("percentage_point", ("bp", -2), ("bps", -2)),
    **OFFICE_CODES,
    "basis points": ("percentage_point", -2),
    "basis point": ("percentage_point", -2),
    "个基点": ("percentage_point", -2),
    "基点": ("percentage_point", -2),
    "个千分点": ("percentage_point", -1),
    "千分点": ("percentage_point", -1),
}


def _all_words() -> dict[str, tuple[str, int]]:
    words = {word: (code, 0) for word, code in COMPOUND_WORDS.items()}
    for row in _ROWS:
        names = (row.code, row.zh, row.en, *row.words)
        plural = (name for name in names if name.isascii() and name.endswith("s"))
        singular = (
            name[:-1]
            for name in plural
            if len(name) > 2 and (name == row.en or f"{name[:-3]}y" not in names)  # no companie
        )
        words.update(dict.fromkeys((*names, *singular), (row.code, 0)))
    return words | SCALED_WORDS


ALL_WORDS: Final = _all_words()

# --- words in brackets: unknown units, kept unchanged ---------------------------------------------

MAX_KEPT: Final = 64  # characters of a word in brackets


def kept(word: str) -> str | None:
    """The code of a word kept in brackets, NFC; None if brackets cannot hold it.

    >>> kept("股"), kept("a/b"), kept("")
    ('[股]', None, None)
    """
    name = normalize("NFC", word).strip()
    fits = 0 < len(name) <= MAX_KEPT and name.isprintable() and not set(name) & set("[]/*")
    return f"[{name}]" if fits else None


def is_kept(name: str) -> bool:
    """Whether the name of a unit is a bracketed word."""
    return name[:1] == "[" and kept(name[1:-1]) == name


# --- canonical unit codes: the head, denominators in alphabetical order, time last; no scale ------

_TIME: Final = (*CLOCK, *CALENDAR)


def canonical(heads: list[str], denominators: list[str]) -> str:
    """The code of heads over denominators, in their order; a ratio head appears only alone."""
    heads = sorted(head for head in heads if head != "ratio") or ["ratio"]
    below = sorted((d for d in denominators if d != "ratio"), key=lambda d: (d in _TIME, d))
    return "/".join(["*".join(heads), *below])


@lru_cache(maxsize=4096)
def parts_of(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Heads and denominators of a canonical code, with their powers."""
    head, *below = code.split("/")
    return tuple(re.split(r"(?<!\*)\*(?!\*)", head)), tuple(below)


def token(name: str, power: int) -> str:
    return name if power == 1 else f"{name}**{power}"
