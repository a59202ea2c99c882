"""The units, natures and directions of the rows of the plan files, as tables of words."""

from __future__ import annotations

import re
from typing import NamedTuple

from tjstats import Direction, Nature, Unit
from tjstats.errors import UnknownUnitError
from tjstats.values.units import parse_unit


class Scaled(NamedTuple):
    """A unit with its exponent of ten, and the printed unit if it says more."""

    unit: Unit
    multiplier: int = 0
    note: str | None = None


PERCENT, POINTS, INDEX = (
    Scaled(Unit("percent")),
    Scaled(Unit("percentage_point")),
    Scaled(Unit("index")),
)

CURRENCIES = {
    "RM": "MYR",
    "US$": "USD",
    "USD": "USD",
    "$": "USD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "Rs.": "INR",
    "Rs": "INR",
    "₹": "INR",
    "NPR": "NPR",
    "UGX": "UGX",
    "Shs": "UGX",
    "VND": "VND",
    "PHP": "PHP",
    "₱": "PHP",
    "P": "PHP",
    "¥": "CNY",
    "RMB": "CNY",
}
_CURRENCY = re.compile(rf"({'|'.join(map(re.escape, CURRENCIES))})\s*(.*)")
_PEOPLE = re.compile(r"人|people|persons?|poverty|population|jobs|workers|employ", re.I)
_PER_HEAD = re.compile(r"每(十|百|千|万|十万)人|per\s+(1\s?000|10\s?000|100\s?000)\b")
_HEADS = {"1000": "千", "10000": "万", "100000": "十万"}
SCALES = ("million", "billion", "trillion", "thousand")


def unit_of(printed: object, name: str, text: str = "") -> Scaled:
    """The unit of a row; an unknown one is a counted item (a ratio if that is meant), and its words become the note."""
    words = str(printed or "").strip()
    if words.startswith(("%", "％", "percent", "per cent")):
        return (
            POINTS
            if "point" in words
            else Scaled(PERCENT.unit, 0, words if words not in {"%", "％"} else None)
        )
    if words.lower().startswith("index"):
        return Scaled(INDEX.unit, 0, words)
    for guess in _guesses(words, name, text):
        try:
            unit, multiplier = parse_unit(guess)
        except UnknownUnitError:
            continue
        return Scaled(unit, multiplier, None if guess == words else words or None)
    kind = "ratio" if re.search(r"ratio|coefficient|系数|比值|∶|:", f"{words} {name}") else "item"
    return Scaled(Unit(kind), 0, words or None)


def _guesses(words: str, name: str, text: str) -> list[str]:
    """Texts to parse as the unit, the most specific first."""
    plain = re.sub(r"\s*[(（].*?[)）]", "", words)
    found = [words, plain]
    if (money := _CURRENCY.fullmatch(plain)) and money[2] in {"", "lakh", "crore", *SCALES}:
        found.append(f"{money[2]} {CURRENCIES[money[1]]}".strip())
    if words in SCALES:
        found = [f"{words} {'person' if _PEOPLE.search(f'{name} {text}') else 'item'}"]
    if "床" in name and words == "张":
        found = ["张床"]
    heads = _PER_HEAD.search(name)
    if heads and words and "/" not in words and words not in {"倍", "番"}:
        many = heads[1] or _HEADS[re.sub(r"\s", "", heads[2])]
        found = [f"{each}/{many}人" for each in found] + found
    return [each for each in found if each]


# --- nature -----------------------------------------------------------------------------------------------------------

_AVERAGE = re.compile(
    r"平均|人均|户均|工资|预期寿命|浓度|\baverage|\bmean\b|per[ -]capita|per head|wage|productivity|expectancy|household income",
    re.I,
)
_STOCK = re.compile(
    r"能力|保有量|蓄积|里程|结余|结存|余额|存款|资产|总人口|人数|就业人员|总量\b|农民工总量|capacity|balance|debt|stock|reserve|deposits|insured",
    re.I,
)
_SURELY_FLOW = re.compile(
    r"新增|消费总量|消费量|产量|用水总量|排放总量|吞吐量|培训|new (urban )?jobs", re.I
)
_FLOW = re.compile(
    r"产量|消费总量|消费量|排放|用水量|新增|天数|培训|生产总值|GDP|收入|支出|投资|进出口|销售|零售|output|consumption|emission"
    r"|exports?|imports?|arrivals|births|trained|days|new .*jobs|trade|revenue|spending|investment",
    re.I,
)
_YEARLY = {"annual_flow", "cumulative_total"}


def nature_of(unit: Unit, name: str, kind: str | None) -> Nature:
    """The nature of a row's indicator."""
    code = unit.code
    if kind in _YEARLY:
        return Nature.FLOW
    if code in {"percent", "permille", "percentage_point"} or kind == "ratio":
        return Nature.RATE
    if code == "index":
        return Nature.INDEX
    if (
        "/" in code
        or code in {"ratio", "year", "degC"}
        or kind == "period_average"
        or _AVERAGE.search(name)
    ):
        return Nature.AVERAGE
    if _SURELY_FLOW.search(name):
        return Nature.FLOW
    if _STOCK.search(name):
        return Nature.STOCK
    money = len(code) == 3 and code.isupper() and code != "TEU"
    return Nature.FLOW if money or code == "day" or _FLOW.search(name) else Nature.STOCK


# --- direction --------------------------------------------------------------------------------------------------------

_LOWER = re.compile(
    r"失业率|失业人数|能耗|能源消耗|能源消费|单位.*(排放|消耗|用水)|排放|二氧化碳|用水量|浓度|PM2|死亡率|贫困|消费价格|物价|价格总水平|CPI|赤字|负债|债务|差距|事故"
    r"|离婚|自杀|污染|化学需氧量|氨氮|unemployment(?! insur)|jobless|poverty|mortality|deaths?\b|inflation|prices?\b|deficit|debt|emission|greenhouse"
    r"|GHG|CO2|energy (use|consumption|intensity|per)|leavers|pollut|crime|gini|inequality|stunting|fertility|dependency|incidence",
    re.I,
)
_RISING = {">=", ">", ">=ref", ">ref", "increase_by", "double"}
_FALLING = {"<=", "<", "decrease_by", "halve", "decrease_by_fraction"}


def direction_of(relation: str | None, name: str, *, falls: bool = False) -> Direction:
    """The good direction: according to the relation, else according to the name."""
    if falls or relation in _FALLING:
        return Direction.LOWER
    if relation in _RISING:
        return Direction.HIGHER
    if relation == "==":
        return Direction.NEITHER
    return Direction.LOWER if _LOWER.search(name) else Direction.HIGHER


def is_unemployment(name: str) -> bool:
    """Unemployment is assessed as a ceiling, and over several years by its mean."""
    return bool(re.search(r"失业率|unemployment|jobless", name, re.I))
