"""The times of the plan files: their notations, fiscal years, and the base before a period."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tjstats import AsOf, Nature, Period

Time = Period | AsOf

# In which month the fiscal years of a country begin; `2011/12` and, for targets, `2011-12` are fiscal years.
FISCAL_STARTS = {"india": 4, "印度": 4, "scot": 4, "nepal": 7, "uganda": 7}
APRIL = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_TO = r"\s*(?:\.\.|-|–|—|~|至|to)\s*"


def fiscal_start(source: Mapping[str, Any]) -> int:
    """The month in which the fiscal years of a source begin: July unless another is known."""
    words = " ".join(str(value) for value in source.values()).lower()
    return next((month for mark, month in FISCAL_STARTS.items() if mark in words), 7)


def _span(found: re.Match[str], start: int) -> Time:
    first, last = int(found[1]), int(found[2])
    if start == APRIL and last > first:  # a plan from April 2007 to March 2012 is printed 2007-2012
        return Period.years(first, last - 1, start_month=APRIL)
    return Period.years(min(first, last), max(first, last))


def _fiscal(found: re.Match[str], start: int) -> Time:
    return Period.years(int(found[1]), int(found[1]), start_month=start)


def _fiscal_span(found: re.Match[str], start: int) -> Time:
    return Period.years(int(found[1]), int(found[2]), start_month=start)


def _months(found: re.Match[str], _: int) -> Time:
    first = Period.month(int(found[1]), int(found[2]))
    return Period(first.start, Period.month(int(found[3] or found[1]), int(found[4])).end)


Reader = Callable[[re.Match[str], int], Time]

# Tried in this order; what follows the match (预计, projected, mid-term, national commitments) is a remark.
SHAPES: dict[str, Reader] = {
    rf"(\d{{4}})/\d\d{_TO}(\d{{4}})/\d\d": _fiscal_span,
    rf"(\d{{4}})-(\d\d){_TO}(?:(\d{{4}})-)?(\d\d)(?!\d)": _months,
    r"(\d{4})-(\d\d)-(\d\d)": lambda m, _: AsOf(m[0]),
    r"(\d{4})\s*(?:-|–|—|~|至)\s*(\d{4})": _span,
    r"(\d{4})-(\d\d)\s*末": lambda m, _: AsOf(Period.month(int(m[1]), int(m[2])).end),
    r"(\d{4})\s*年?\s*末": lambda m, _: AsOf(Period.year(int(m[1])).end),
    r"(\d{4})-?Q(\d)": lambda m, _: Period.quarter(int(m[1]), int(m[2])),
    r"(\d{4})-?[HS](\d)": lambda m, _: Period.half_year(int(m[1]), int(m[2])),
    r"(\d{4})/\d\d": _fiscal,
    r"(\d{4})-(\d\d)": lambda m, _: Period.month(int(m[1]), int(m[2])),
    r"(\d{4})": lambda m, _: Period.year(int(m[1])),
}
FISCAL_SHAPE = re.compile(r"(\d{4})-(\d\d)(?!\d|-|\.|\s*末)")


def is_fiscal(raw: object) -> bool:
    """Whether a period is written like 2011-12."""
    found = FISCAL_SHAPE.match(str(raw).strip())
    return bool(found) and int(found[2]) == (int(found[1]) + 1) % 100


def published(source: Mapping[str, Any]) -> Period | None:
    """The time of publication of a source: from its first date to its last."""
    days = re.findall(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?", str(source.get("date") or ""))
    spans = [_part(*day) for day in days]
    return Period(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _part(year: str, month: str, day: str) -> Period:
    try:
        if day:
            return Period.day(f"{year}-{month}-{day}")
        return Period.month(int(year), int(month)) if month else Period.year(int(year))
    except ValueError:
        return Period.year(int(year))


def when(raw: object, source: Mapping[str, Any], *, fiscal: bool = False) -> Time:
    """The time denoted by a text of the plan files. With *fiscal*, 2011-12 is a fiscal year and not a month."""
    text, start = str(raw or "").strip(), fiscal_start(source)
    if fiscal and (found := FISCAL_SHAPE.match(text)) and is_fiscal(text):
        return _fiscal(found, start)
    for shape, reader in SHAPES.items():
        if found := re.match(shape, text):
            try:
                return reader(found, start)
            except ValueError:
                continue
    if year := _YEAR.search(text):
        return Period.year(int(year[0]))
    seen = published(source)
    return AsOf((seen or Period.year(2000)).start)  # "present" is the date of publication


def remark(raw: object) -> str:
    """The words next to a period: 预计, projected, mid-term."""
    return re.sub(r"[\d\s/.\-–—~末年]|Q\d|H\d", " ", str(raw or "")).strip()


def end(time: Time) -> AsOf:
    """The point in time at which it ends."""
    return time if isinstance(time, AsOf) else AsOf(time.end)


def fitted(time: Time, nature: Nature, since: Time | None = None) -> Time:
    """The time as the indicator's nature requires it; *since* is the plan, for a total up to the end of a month."""
    if nature is Nature.STOCK:
        return end(time)
    if nature is not Nature.FLOW or isinstance(time, Period):
        return time
    year = Period.year(time.date.year)
    start = since.start if isinstance(since, Period) and since.contains(time) else year.start
    return Period(start, time.date)


def eve(time: Time) -> AsOf:
    """The end of the previous year: the base of a change over a span."""
    return time.shift(-1) if isinstance(time, AsOf) else AsOf(time.start - timedelta(days=1))


def year_before(time: Time, nature: Nature) -> Time:
    """The year before the first one of a span: the base of average growth."""
    if nature is Nature.STOCK or isinstance(time, AsOf):
        return eve(time)
    first = time if time.months is None or time.months % 12 else time.split("1y")[0]
    return first.shift(-1, "1y")


def in_years(time: Time) -> int:
    """The number of whole years it lasts; 0 for a point or if months are left over."""
    months = time.months if isinstance(time, Period) else None
    return 0 if months is None or months % 12 else months // 12
