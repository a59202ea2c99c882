"""The forms in which tables write a period: each means the same period in every year, month and quarter."""

import datetime
from calendar import month_abbr, month_name, monthrange

import pytest

from tjstats.values.period_texts import table_code
from tjstats.values.periods import AsOf, Period, period

YEARS = (1953, 2000, 2024)
QUARTERS = {1: "一", 2: "二", 3: "三", 4: "四"}
HALVES = {1: "上", 2: "下"}
MONTHS = range(1, 13)


def months_of_a_year(year):
    """A month by its number, its name and its code."""
    for m in MONTHS:
        names = month_name[m], month_abbr[m], f"{month_abbr[m]}."
        forms = [f"{year}年{m}月", f"{year}年{m:02d}月份", f"{year}/{m}", f"{year}.{m:02d}"]
        forms += [f"{year} {m}", f"{year}{m:02d}", f"{year}M{m:02d}", f"{year}-M{m}"]
        forms += [f"{year}M{m:02d} [{year}M{m:02d}]"]
        for name in names:
            forms += [f"{name} {year}", f"{name.upper()}-{year}", f"{year} {name}", f"{year}{name}"]
        yield from ((form, f"{year}-{m:02d}") for form in forms)


def parts_of_a_year(year):
    """A year, its halves, thirds and quarters."""
    for form in ("{}年", "{}年度", "YR{}", "CY{}", "{}.0", "{0} [YR{0}]", "{}-A1"):
        yield form.format(year), str(year)
    for n, word in HALVES.items():
        forms = [
            f"{year}年{word}半年",
            f"{year}H{n}",
            f"{year} S{n}",
            f"H{n} {year}",
            f"S{n}/{year}",
        ]
        yield from ((form, f"{year}-S{n}") for form in forms)
    for n in (1, 2, 3):
        yield f"{year}-T{n}", f"{year}-{4 * n - 3:02d}-01/P4M"
    for n, word in QUARTERS.items():
        forms = [
            f"{year}年第{word}季度",
            f"{year}年{word}季",
            f"{year}年{n}季度",
            f"{year}第{n}季度",
        ]
        forms += [f"{year}Q{n}", f"{year} q{n}", f"{year}.Q{n}", f"Q{n} {year}", f"q{n}-{year}"]
        forms += [f"{year}Q{n} [{year}Q{n}]"]
        yield from ((form, f"{year}-Q{n}") for form in forms)
    for n in (2, 3):
        yield f"{year}年前{QUARTERS[n]}季度", f"{year}-01-01/P{3 * n}M"


def spans_of_months(year):
    """From each month to each later one; the other way round it is of two years."""
    for first in MONTHS:
        for last in MONTHS:
            code = f"{year}-{first:02d}-01/P{last - first + 1}M" if first <= last else None
            for dash in "-—～":
                yield f"{year}年{first}{dash}{last}月", code
            yield f"{month_abbr[first]}-{month_name[last]} {year}", code


def days_of_a_year(year):
    """A day by the number or the name of its month; the thirty-first of a month of thirty is none."""
    for m in MONTHS:
        for d in (1, 9, 10, 29, 30, 31):
            code = f"{year}-{m:02d}-{d:02d}"
            forms = [
                f"{year}年{m}月{d}日",
                f"{year}/{m}/{d}",
                f"{year}.{m:02d}.{d:02d}",
                f"{year}{m:02d}{d:02d}",
            ]
            forms += [f"{d} {month_name[m]} {year}", f"{d:02d}-{month_abbr[m]}-{year}"]
            forms += [f"{month_name[m]} {d}, {year}", f"{month_abbr[m]}-{d}-{year}"]
            forms += [f"{code} 23:59", f"{code}T00:00:00.5Z", f"{code} 00:00:00+08:00"]
            yield from ((form, code) for form in forms)


FORMS = (months_of_a_year, parts_of_a_year, spans_of_months, days_of_a_year)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms.__name__)
def test_every_form_means_its_period(forms, year):
    """In all of its places, with blanks around it and in full-width signs too."""
    for written, code in forms(year):
        assert table_code(written) == code, written
        assert table_code(f" {written}\u3000") == code, written
        wide = "".join(
            chr(ord(sign) + 0xFEE0) if sign.isalnum() and sign.isascii() else sign
            for sign in written
        )
        assert table_code(wide) == code, wide


@pytest.mark.parametrize("year", [1996, 2015, 2020, 2021, 2026])
def test_weeks_and_days_of_a_year_by_number(year):
    """Weeks are those of ISO 8601, days are counted from the first of January, and what the year lacks is none."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    for n in range(1, 54):
        begins = datetime.date.fromisocalendar(year, 1, 1) + datetime.timedelta(weeks=n - 1)
        is_one = (begins + datetime.timedelta(days=3)).year == year
        assert table_code(f"{year}-W{n:02d}") == (f"{begins}/P7D" if is_one else None)
    for n in range(1, 367):
        day = first + datetime.timedelta(days=n - 1)
        assert table_code(f"{year}D{n}") == (str(day) if day <= last else None)
    assert [table_code(f"{year}{letter}0") for letter in "ASHTQMWD"] == [None] * 8


@pytest.mark.parametrize("year", YEARS)
def test_the_periods_that_are_made_have_the_code_that_is_read(year):
    """A year, a half, a quarter, a month and the year to date, by their days."""
    made = [Period.year(year)]
    made += [Period.half_year(year, n) for n in HALVES] + [
        Period.quarter(year, n) for n in QUARTERS
    ]
    made += [Period.month(year, m) for m in MONTHS] + [Period.year_to_date(year, m) for m in MONTHS]
    lengths = [12, *[6] * 2, *[3] * 4, *[1] * 12, *MONTHS]
    starts = [1, 1, 7, 1, 4, 7, 10, *MONTHS, *[1] * 12]
    for one, months, start in zip(made, lengths, starts, strict=True):
        end = start + months - 1
        last = datetime.date(year, end, monthrange(year, end)[1])
        assert (one.start, one.end, one.months) == (datetime.date(year, start, 1), last, months)
        assert period(one.code) == one
        assert AsOf(one.code).date == last


@pytest.mark.parametrize("year", YEARS)
def test_a_point_is_as_precise_as_its_code(year):
    """The end of a day, month, quarter, half-year or year, which its text names again; moved it stays so if it can."""
    named = [("year", f"{year}", 12)]
    named += [("half_year", f"{year}-S{n}", 6 * n) for n in HALVES]
    named += [("quarter", f"{year}-Q{n}", 3 * n) for n in QUARTERS]
    named += [("month", f"{year}-{m:02d}", m) for m in MONTHS]
    lengths = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
    for precision, code, month in named:
        point = AsOf(code)
        last = datetime.date(year, month, monthrange(year, month)[1])
        assert (point.precision, str(point), point.date) == (precision, code, last)
        day = AsOf(last)
        assert (day.precision, day, str(day)) == ("day", point, last.isoformat())
        for later in MONTHS:
            moved = point.shift(later, "1m")
            end = (month + later - 1) % 12 + 1
            fitting = [name for name, length in lengths.items() if end % length == 0]
            kept = [name for name in fitting if lengths[name] <= lengths[precision]]
            assert moved.precision == kept[0]
