"""Plans: China's five-year plans as a table; any other plan is a name and two years.

A plan is not a period: it has one, a number, names, a base and neighbours. The years 1963–65 belong
to no plan.
"""

from __future__ import annotations

from numbers import Integral
from typing import Final

import attrs

from tjstats.errors import InvalidRecordError, UnknownCodeError
from tjstats.streams import Modelled
from tjstats.values.languages import Language, spoken
from tjstats.values.periods import Period

__all__ = ["CHINA", "Plan", "plan"]

# Number: first and last year. Source: the plan outlines; 1963–65 was a period of adjustment outside
# the plans.
CHINA: Final = {
    1: (1953, 1957),
    2: (1958, 1962),
    3: (1966, 1970),
    4: (1971, 1975),
    5: (1976, 1980),
    6: (1981, 1985),
    7: (1986, 1990),
    8: (1991, 1995),
    9: (1996, 2000),
    10: (2001, 2005),
    11: (2006, 2010),
    12: (2011, 2015),
    13: (2016, 2020),
    14: (2021, 2025),
    15: (2026, 2030),
}
_ZH: Final = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
]


@attrs.frozen(repr=False)
class Plan(Modelled):
    """A plan for several years. Fields: period, zh and en (names), number (None outside China's
    table). `str` is its name, as `text`.

    >>> plan(14).period, plan(14).base, plan(14).previous.zh
    (Period('2021-01-01/P5Y'), Period('2020'), '十三五')
    >>> Plan(Period.years(2021, 2025), en="Twelfth Malaysia Plan").previous
    """

    period: Period
    zh: str = ""
    en: str = ""
    number: int | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.period, Period):
            raise InvalidRecordError(
                "Plan", "period", self.period, "write Period.years(first, last)"
            )

    @property
    def base(self) -> Period:
        """The base period: the year before the plan begins."""
        return Period.years(
            self.period.start.year - 1,
            self.period.start.year - 1,
            start_month=self.period.start.month,
        )

    @property
    def previous(self) -> Plan | None:
        """The previous plan, None for the first and outside the table."""
        return _PLANS.get((self.number or 0) - 1)

    @property
    def next(self) -> Plan | None:
        """The next plan, None for the last in the table and outside it."""
        return None if self.number is None else _PLANS.get(self.number + 1)

    def text(self, lang: Language | None = None) -> str:
        """The name, in the language that has one; without a name its years."""
        only = self.zh if not self.en else None
        named = self.zh if spoken(lang, only) == "zh" else self.en
        return named or self.zh or self.en or self.period.text(lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        if _PLANS.get(self.number or 0) == self:
            return f"plan({self.number})"
        names = (f", {key}={name!r}" for key, name in (("zh", self.zh), ("en", self.en)) if name)
        return f"Plan({self.period!r}{''.join(names)})"


def _ordinal(number: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number if number < 10 else 0, "th")
    return f"{number}{suffix}"


_PLANS: Final = {
    number: Plan(
        Period.years(first, last),
        f"{_ZH[number - 1]}五",
        f"{_ordinal(number)} Five-Year Plan",
        number,
    )
    for number, (first, last) in CHINA.items()
}


_BY_NAME: Final = {
    name: known
    for known in _PLANS.values()
    for name in (known.zh, known.en, known.en.split()[0], str(known.number))
}


def plan(number: int | str) -> Plan:
    """China's five-year plan with that number or name. Raises `UnknownCodeError` outside 1 to 15.

    >>> print(plan(14), plan("十四五").zh, plan(3).period)
    14th Five-Year Plan 十四五 1966-01-01/P5Y
    """
    found = None
    if isinstance(number, str):
        name = number.removesuffix("规划").removesuffix("计划")
        found = _BY_NAME.get(name.strip('“”" '))
    elif isinstance(number, Integral) and not isinstance(number, bool):
        found = _PLANS.get(int(number))
    if found is not None:
        return found
    raise UnknownCodeError(
        number,
        "China's table of plans",
        known=(
            f"plan(1) to plan({max(_PLANS)})",
            "plan('14th')",
            "for another plan Plan(Period.years(2021, 2030), en='…')",
        ),
    )
