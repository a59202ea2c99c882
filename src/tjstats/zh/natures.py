"""What the words of a text imply for a record: the nature of an indicator, the status and price
basis of a figure.

Rules are tables, looked up in order; the first that fits decides.
"""

from __future__ import annotations

import re
from typing import Any, Final

from tjstats.records.classifications import Measure, Nature, Status
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Time
from tjstats.values.qualifiers import APPROXIMATE, Qualifier
from tjstats.values.units import Unit, unit_of_code
from tjstats.values.units.table import CALENDAR, FRACTIONS

__all__ = ["basis_of", "level_unit", "nature_of", "signed", "status_of", "unit_of"]

# An average by its name, whatever its unit.
_AVERAGES: Final = re.compile(
    "人均|平均|均价|户均|标准|浓度|年龄|寿命|年限|气温|价格(?!指数)|单产|单位面积|户规模"
)
_STOCKS: Final = re.compile(
    "(?:人口|人口数|余额|存量|保有量|总数|参保人数|人员|结余|拥有量|里程|装机容量|面积|床位数?|机构|用户|户数|在册.*|在校.*|在岗.*)$"
)
_FLOWS: Final = re.compile(
    "新增|新设|新建|受理|发放|查处|完成|累计支出|净增|引进|培训|帮扶|投产|竣工|开工"
)
_RATES: Final = frozenset((*FRACTIONS, "percentage_point"))
_LEVELS: Final = frozenset(("degC", "index"))


def nature_of(phrase: str, unit: Unit, time: Time) -> Nature:
    """How an indicator behaves in time, from its name, its unit and the time of its figure.

    >>> from tjstats.values.periods import AsOf, Period
    >>> nature_of("城镇新增就业", unit_of_code("person"), Period.year(2024)).value
    'flow'
    """
    if unit.code == "index" or "指数" in phrase:
        return Nature.INDEX
    if unit.code in _RATES:
        return Nature.RATE
    if _AVERAGES.search(phrase) or unit.code in CALENDAR or unit.code in _LEVELS:
        return Nature.AVERAGE
    if isinstance(time, AsOf) or (_STOCKS.search(phrase) and not _FLOWS.search(phrase)):
        return Nature.STOCK
    return Nature.FLOW


# --- units of levels that are not printed ---------------------------------------------------------

_MONEY: Final = re.compile(
    "生产总值|GDP|增加值|投资|总额|销售额|零售额|产值|收入|支出|存款|贷款|税收|利润|进口|出口|进出口|养老金|工资|消费额|营业额|保费|额$"
)
_PEOPLE: Final = re.compile("人数|人口|就业$|人次$|人才$")
_PERSON, _MONEY_UNIT = unit_of_code("person"), unit_of_code("CNY")


def level_unit(phrase: str) -> Unit | None:
    """The unit of a level that is not printed, from the last word of its name; None where that does
    not tell.
    """
    if _PEOPLE.search(phrase):
        return _PERSON
    return _MONEY_UNIT if _MONEY.search(phrase) else None


def unit_of(figure: Figure, nature: Nature) -> Unit:
    """The unit of an indicator whose figure is printed: of a flow without the year that it is
    counted by.
    """
    head, slash, below = figure.unit.code.rpartition("/")
    return (
        unit_of_code(head) if slash and below in CALENDAR and nature is Nature.FLOW else figure.unit
    )


# --- status and basis -----------------------------------------------------------------------------

_STATUSES: Final = {
    Status.FORECAST: re.compile("预计|预测|有望"),
    Status.PROVISIONAL: re.compile("初步(?:核算|统计|测算|预计|汇总)|快报|初步数"),
    Status.ESTIMATED: re.compile("估计|估算|测算|推算"),
    Status.REVISED: re.compile("修订|调整后|最终核实|最终核定"),
}


def status_of(words: str) -> Status:
    """How firm a figure is, from the words before it in its clause: 预计, 初步核算. 左右 is in the
    figure itself.
    """
    return next((status for status, rule in _STATUSES.items() if rule.search(words)), Status.NORMAL)


_BASES: Final = {
    "real": re.compile("不变价|可比价|实际增长|实际下降|扣除价格"),
    "current": re.compile("现价|名义|当年价"),
}
# Published growth of these is real by custom where nothing else is said.
_REAL_BY_CUSTOM: Final = re.compile("生产总值|GDP|增加值|劳动生产率|可支配收入|居民收入")


def basis_of(words: str, phrase: str, measure: Measure) -> str | None:
    """The price basis of a figure: as the words before it say, else real for growth of output and
    income.
    """
    said = next((basis for basis, rule in _BASES.items() if rule.search(words)), None)
    if said or measure not in (Measure.GROWTH, Measure.AVERAGE_GROWTH):
        return said
    return "real" if _REAL_BY_CUSTOM.search(phrase) else None


# --- figures with a sign --------------------------------------------------------------------------

_FLIPPED: Final = {
    Qualifier.OVER: Qualifier.UNDER,
    Qualifier.UNDER: Qualifier.OVER,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
}


def signed(figure: Figure, falling: bool) -> Figure:
    """The printed figure with its direction: 下降8%以上 is at most −8%.

    >>> signed(Figure.at_least("8", "%"), True)
    Figure.at_most('-8', '%')
    """
    if not falling or figure.decimals is None:
        return -figure if falling else figure
    bounds, word = figure.bounds, figure.qualifier
    more: dict[str, Any] = {
        "multiplier": figure.multiplier,
        "decimals": figure.decimals,
        "exact": figure.exact,
    }
    if word is Qualifier.BETWEEN and figure.upper is not None:
        more |= {"lower_closed": bounds.upper_closed, "upper_closed": bounds.lower_closed}
        ends = figure.upper.copy_negate(), figure.value.copy_negate()
        negated = Figure(
            ends[0],
            figure.unit,
            word,
            upper=ends[1],
            approximate=figure.approximate,
            **more,
        )
        return negated if figure.word is None else negated.to(figure.word)
    approximate = None if word in APPROXIMATE else figure.approximate
    negated = Figure(
        figure.value.copy_negate(),
        figure.unit,
        _FLIPPED.get(word, word),
        approximate=approximate,
        **more,
    )
    return negated if figure.word is None else negated.to(figure.word)
