"""What expressions of time mean where they stand: resolved against the date of publication and the
time in force.

A time stands until another replaces it: within the sentence, the paragraph, the article. What the
text does not say is None.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

import attrs

from tjstats.errors import RecordTypeError, TjstatsError
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time, days_later, months_later
from tjstats.values.plans import CHINA, Plan, plan
from tjstats.zh.lexicon.times import Edge
from tjstats.zh.mentions import Kind, Mention, Part, Use

__all__ = ["InForce", "publication"]

_ALL, _END, _START, _SINCE = Edge.ALL, Edge.END, Edge.START, Edge.SINCE
_EVERY, _STEP, _PLAN, _NOW, _DAY = Kind.EVERY, Kind.STEP, Kind.PLAN, Kind.NOW, Kind.DAY
_TIME: Final = Use.TIME
# Annual figures without a year, published until this month, are those of the year before.
_SEASON: Final = 4


def publication(published: date | Period | None) -> Period | None:
    """The day of publication as a period; a month where the day is unknown. Raises
    `RecordTypeError`.
    """
    if published is None or isinstance(published, Period):
        return published
    if type(published) is date:
        return Period(published, published)
    raise RecordTypeError(
        "zh",
        "published",
        published,
        "a datetime.date, or the Period of a month where the day is unknown",
    )


# --- periods of numbers ---------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _years(first: int, last: int) -> Period | None:
    return Period.years(first, last) if 0 < first <= last else None


@lru_cache(maxsize=4096)
def _of_year(year: int, part: Part) -> Period | None:
    """A part of a year; None where there is no such day."""
    first, last, day, to_day = part
    if last < first or (last == first and 0 < to_day < day):
        return None
    try:
        start, end = Period.month(year, first), Period.month(year, last)
        if not day:
            return Period(start.start, end.end)
        return Period(
            start.start.replace(day=day), end.end if to_day < 0 else end.end.replace(day=to_day)
        )
    except (TjstatsError, ValueError):
        return None


@lru_cache(maxsize=1024)
def _edged(period: Period, edge: Edge) -> Time:
    """The end of a period, the point before its start, or all of it."""
    if edge is _END:
        return AsOf(period.end)
    return AsOf(period.start - ONE_DAY) if edge is _START else period


def _year_of(time: Time | None) -> int | None:
    """The one year in which a time lies."""
    if isinstance(time, Period):
        return time.start.year if time.start.year == time.end.year else None
    return time.date.year if time else None


def _moved(time: Time | None, year: int) -> Time | None:
    """The same time of another year: 2019年同期."""
    now = _year_of(time)
    if time is None or now is None:
        return None
    return time.shift(year - now, "1y")


# --- the time in force ----------------------------------------------------------------------------


@attrs.define
class InForce:
    """What is known of time at a place in a text, moved on by `see`.

    Fields: published (a Period: a day or a month), time (in force, None where unknown), span (the
    last Period in force), plan (the last one named), year (the last single year named), day (an
    event dated by a day, before `time`), whole (the year whose end is in force, by 年末), ended
    (whether the sentence of that end is over, so that the year is in force), ahead (whether the
    clause of the mention speaks of what is to come).
    """

    published: Period | None = None
    time: Time | None = None
    span: Period | None = None
    plan: Plan | None = None
    year: int | None = None
    day: Period | None = None
    whole: Period | None = None
    ended: bool = False
    ahead: bool = False
    _fresh: bool = False  # whether the year was named in this paragraph

    @property
    def now(self) -> AsOf | None:
        """The date of publication, or its month where the day is unknown."""
        published = self.published
        if published is None:
            return None
        return AsOf(published.code if published.months else published.end)

    @property
    def closed(self) -> date | None:
        """The last day that a text may report: that of publication, or where only the month is
        known the end of the month before.
        """
        published = self.published
        if published is None:
            return None
        return published.start - ONE_DAY if published.months else published.end

    def see(self, mention: Mention) -> Time | None:
        """The time of a mention; where it is one of what follows, it is in force from here on."""
        kind = mention.kind
        if kind is _EVERY or kind is _STEP:
            return None
        time = self.resolved(mention)
        if kind is _PLAN and mention.use in _NAMING:
            self.plan = plan(mention.meaning.number)
        if mention.use is _TIME:
            self._replace(mention, time)
        return time

    def _replace(self, mention: Mention, time: Time | None) -> None:
        if _is_event(mention):
            self.day = time if isinstance(time, Period) else None
            return
        self.time, self.day, self.whole, self.ended = time, None, None, False
        if isinstance(time, Period):
            self.span = time
        elif time is not None and mention.meaning.edge is _END and time.date.month == 12:
            self.whole = Period.year(time.date.year)
        year = _year_of(time)
        if year is not None and mention.kind is not _NOW:
            self.year, self._fresh = year + (mention.edge is _START), True  # 年初 of a year

    def end_sentence(self) -> None:
        """年末 ends with its sentence: what is said then is of the year."""
        if self.whole is not None:
            self.time, self.whole, self.ended = self.whole, None, True

    def end_paragraph(self) -> None:
        """An event dates what follows only where nothing else does."""
        if self.time is not None:
            self.day = None
        self._fresh = False

    def end_article(self) -> None:
        """Nothing is carried on to another article."""
        self.time = self.span = self.plan = self.year = self.day = self.whole = None
        self.ended = False

    @property
    def current(self) -> Time | None:
        """The time in force at this place."""
        return self.day or self.time

    def resolved(self, mention: Mention) -> Time | None:
        """The time of a mention, None where the text does not say."""
        try:
            return _RULES[mention.kind](self, mention)
        except (TjstatsError, OverflowError):  # no such day, or outside the years 1 to 9999
            return None

    # --- years a mention counts from --------------------------------------------------------------

    def written_in(self) -> int | None:
        """The year from which 去年 and 今年 count."""
        return self.year if self.published is None else self.published.end.year

    def annual(self, *, since: bool = False) -> int | None:
        """The year from which 上年, 全年 and 年末 count; *since*: 年初以来, which runs on."""
        current = _year_of(self.time) or self.year
        if current is None and self.published is not None:
            year, month = self.published.end.year, self.published.end.month
            if self.ahead or since:
                return year
            return year - 1 if month <= _SEASON else None
        return current

    def year_of_part(self, part: Part) -> int | None:
        """The year of a part whose year is not named: that of the paragraph, else the latest in
        which it was over at publication, or of what is to come that of publication.
        """
        if self._fresh or self.published is None:
            return self.year
        year = self.published.end.year
        period = _of_year(year, part)
        over = period is not None and period.end <= self.published.end
        return year if over or self.ahead else year - 1


_NAMING: Final = (_TIME, Use.TOPIC)


def _is_event(mention: Mention) -> bool:
    """Whether it is a day, which dates an event, and no 截至 makes a point of it."""
    part = mention.meaning.part
    return mention.kind is _DAY or (part is not None and part[2] > 0 and mention.edge is _ALL)


# --- one rule for each kind of mention ------------------------------------------------------------


def _finished(known: InForce, period: Period | None, mention: Mention) -> Time | None:
    """A period at the edge that is meant; one since a time ends with the span in force, or with
    publication.
    """
    if period is None:
        return None
    if mention.edge is not _SINCE:
        return _edged(period, mention.edge)
    return _since(known, period)


def _since(known: InForce, period: Period) -> Time | None:
    """From the start of a period to the end of the span in force, else to publication; a day that
    is to come is a point.
    """
    span, end = known.span, known.closed
    if span is not None and span.start <= period.start and period.end < span.end:
        return Period(period.start, span.end)
    if period.days == 1 and (end is None or end < period.start):
        return AsOf(period.start)
    return Period(period.start, end) if end is not None and end >= period.start else None


def _in_year(known: InForce, year: int | None, mention: Mention) -> Time | None:
    if year is None:
        return None
    if mention.meaning.same:
        return _moved(known.current, year) or _years(year, year)
    return _finished(
        known,
        _of_year(year, mention.meaning.part) if mention.meaning.part else _years(year, year),
        mention,
    )


def _by_years(known: InForce, mention: Mention) -> Time | None:
    if mention.meaning.last == mention.meaning.number:
        return _in_year(known, mention.meaning.number, mention)
    if (part := mention.meaning.part) is not None:
        first = Period.month(mention.meaning.number, part[0])
        last = Period.month(mention.meaning.last, part[1])
        return Period(first.start, last.end)
    return _finished(known, _years(mention.meaning.number, mention.meaning.last), mention)


def _shifted(year: int | None, mention: Mention) -> int | None:
    return None if year is None else year + mention.meaning.number


def _by_plan(known: InForce, mention: Mention) -> Time | None:
    period = plan(mention.meaning.number).period
    if mention.meaning.part:
        first, last = mention.meaning.part[:2]
        return _finished(
            known, _years(period.start.year + first - 1, period.start.year + last - 1), mention
        )
    if mention.edge is not _SINCE:
        return _edged(period, mention.edge)
    end = known.published
    running = end is not None and period.start <= end.end and end.end.year < period.end.year
    return Period(period.start, end.end) if running and end is not None else period


def _by_neighbour(known: InForce, mention: Mention) -> Time | None:
    """上月, 上季度: counted from the month or quarter at the end of the time in force."""
    current = known.current or known.published
    if current is None or (isinstance(current, Period) and current.days > 364):
        return None
    end, meaning = current.end, mention.meaning
    if meaning.unit == "span":  # 期末, 期初
        if mention.edge is not _START:
            return AsOf(end)
        return _edged(current, _START) if isinstance(current, Period) else None
    here = (
        Period.month(end.year, end.month)
        if meaning.unit == "month"
        else Period.quarter(end.year, (end.month + 2) // 3)
    )
    return _edged(here.shift(meaning.number), mention.edge)


def _by_part(known: InForce, mention: Mention) -> Time | None:
    assert mention.meaning.part
    return _in_year(known, known.year_of_part(mention.meaning.part), mention)


def _by_day(known: InForce, mention: Mention) -> Time | None:
    published = known.published
    if published is None:
        return None
    if mention.meaning.part is None:
        if published.days > 1:
            return published
        return Period.day(days_later(published.start, mention.meaning.number))
    _, _, first, last = mention.meaning.part
    month = (
        published.end
        if published.days > 1 or first <= published.end.day
        else months_later(published.end, -1)
    )
    return _of_year(month.year, (month.month, month.month, first, last))


_ENDING: Final = {last: plan(number).period for number, (_, last) in CHINA.items()}


def _by_count(known: InForce, mention: Mention) -> Time | None:
    """近5年: the plan in force, or in its last year, of as many years, else back from publication;
    一年来: the year in force.
    """
    count, published = mention.meaning.number, known.published
    if not count:
        return None
    if isinstance(known.time, Period) and known.time.months == 12 * count:
        return known.time
    period = known.plan.period if known.plan else _just_over(published)
    if period is not None and count == period.end.year - period.start.year + 1:
        return period
    if published is None:
        return None
    return Period(months_later(published.end, -12 * count) + ONE_DAY, published.end)


def _just_over(published: Period | None) -> Period | None:
    """The plan in whose last year a text is published, or soon after it."""
    if published is None:
        return None
    year, month = published.end.year, published.end.month
    return _ENDING.get(year) or (_ENDING.get(year - 1) if month <= _SEASON else None)


def _by_first(known: InForce, mention: Mention) -> Time | None:
    if known.plan is None or not mention.meaning.number:
        return None
    first = known.plan.period.start.year
    return _years(first, min(first + mention.meaning.number - 1, known.plan.period.end.year))


_RULES: Final[dict[Kind, Callable[[InForce, Mention], Time | None]]] = {
    Kind.YEARS: _by_years,
    Kind.RELATIVE: lambda known, mention: _in_year(
        known, _shifted(known.written_in(), mention), mention
    ),
    Kind.ANAPHORIC: lambda known, mention: _in_year(
        known, _shifted(known.annual(since=mention.edge is _SINCE), mention), mention
    ),
    Kind.NEIGHBOUR: _by_neighbour,
    Kind.PART: _by_part,
    Kind.PLAN: _by_plan,
    Kind.DAY: _by_day,
    Kind.NOW: lambda known, _: known.now,
    Kind.LAST: _by_count,
    Kind.FIRST: _by_first,
    Kind.EVERY: lambda _, __: None,
    Kind.STEP: lambda _, __: None,
    Kind.ERA: lambda _, __: None,
}
