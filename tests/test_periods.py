"""Periods and points in time: constructors, codes, order, shifts and splits on examples; laws are in laws/."""

import copy
import datetime
import pickle

import pytest

from tests.processes import copies
from tjstats.errors import (
    InvalidPeriodError,
    InvalidRecordError,
    PeriodKindError,
    PeriodOrderError,
    TjstatsError,
)
from tjstats.values.figures import Figure
from tjstats.values.period_texts import FREQUENCY_MONTHS, period_from, table_code
from tjstats.values.periods import AsOf, Period, period

P, date = Period, datetime.date

CODES = {
    # period, code, first day, last day
    "year": (P.year(2021), "2021", "2021-01-01", "2021-12-31"),
    "half": (P.half_year(2025, 1), "2025-S1", "2025-01-01", "2025-06-30"),
    "quarter": (P.quarter(2025, 3), "2025-Q3", "2025-07-01", "2025-09-30"),
    "month": (P.month(2024, 2), "2024-02", "2024-02-01", "2024-02-29"),
    "plan": (P.years(2021, 2025), "2021-01-01/P5Y", "2021-01-01", "2025-12-31"),
    "one year": (P.years(2021, 2021), "2021", "2021-01-01", "2021-12-31"),
    "year to date": (P.year_to_date(2025, 9), "2025-01-01/P9M", "2025-01-01", "2025-09-30"),
    "all of the year to date": (P.year_to_date(2025, 12), "2025", "2025-01-01", "2025-12-31"),
    "first quarter to date": (P.year_to_date(2025, 3), "2025-Q1", "2025-01-01", "2025-03-31"),
    "first half to date": (P.year_to_date(2025, 6), "2025-S1", "2025-01-01", "2025-06-30"),
    "fiscal year": (
        P.years(2021, 2021, start_month=4),
        "2021-04-01/P1Y",
        "2021-04-01",
        "2022-03-31",
    ),
    "three months across quarters": (
        P("2025-02-01", "2025-04-30"),
        "2025-02-01/P3M",
        "2025-02-01",
        "2025-04-30",
    ),
    "day": (P.day("2020-12-31"), "2020-12-31/P1D", "2020-12-31", "2020-12-31"),
    "days": (P("2025-11-03", "2025-11-16"), "2025-11-03/P14D", "2025-11-03", "2025-11-16"),
    "dates": (P(date(2021, 1, 1), date(2021, 12, 31)), "2021", "2021-01-01", "2021-12-31"),
}


@pytest.mark.parametrize(("made", "code", "first", "last"), CODES.values(), ids=CODES)
def test_str_is_the_shortest_code(made, code, first, last):
    """str gives the shortest SDMX code, which reads back; start and end are dates, both included."""
    assert str(made) == made.code == code
    assert period(code) == made
    assert (made.start, made.end) == (date.fromisoformat(first), date.fromisoformat(last))


def test_same_days_same_period():
    """A year, four quarters and twelve months are the same period, because they cover the same days."""
    assert (
        P.year(2021)
        == P("2021-01-01", "2021-12-31")
        == period("2021-01-01/P12M")
        == period("2021-01-01/P365D")
    )
    assert hash(P.year(2021)) == hash(period("2021-01-01/P12M"))
    assert P.year(2021) != P.year(2022)
    assert period("2025-09-30") == P.day(date(2025, 9, 30))


REFUSED_CODES = [
    "", " ", "21", "2021 ", "2021-13", "2021-00", "2021-1", "2021-Q5", "2021-Q0", "2021-S3", "2021-S0", "2021-H3", "2021-W54",
    "2021-02-30", "2021-09-31", "2021/2025", "2021-01-01/P0Y", "2021-01-01/P5W", "2021-02-30/P1D", "0000",
    "2021-01-01/2025-12-31", "２０２１", "二〇二一", "十四五", "2021年", "2021\n", "-2021", "99999",
    "9999-01-01/P5Y", None, 2021, 2021.0, True, b"2021",
]  # fmt: skip


@pytest.mark.parametrize("code", REFUSED_CODES, ids=repr)
def test_other_codes_are_refused(code):
    """Anything but a code is a ValueError that shows the text and names a remedy."""
    with pytest.raises(InvalidPeriodError, match=r"write|use|choose|correct") as caught:
        period(code)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError)


REFUSED = {
    "quarter 5": lambda: P.quarter(2025, 5),
    "half 0": lambda: P.half_year(2025, 0),
    "month 13": lambda: P.month(2025, 13),
    "year to date of month 0": lambda: P.year_to_date(2025, 0),
    "year as text": lambda: P.year("2025"),
    "year as float": lambda: P.year(2025.0),
    "year as bool": lambda: P.year(True),
    "year 0": lambda: P.year(0),
    "year 10000": lambda: P.year(10000),
    "month as bool": lambda: P.month(2025, True),
    "start month": lambda: P.years(2021, 2025, start_month=13),
    "no date": lambda: P("2021-02-29", "2021-03-01"),
    "code for a date": lambda: P("2021", "2022"),
    "datetime": lambda: P(datetime.datetime(2021, 1, 1), datetime.datetime(2021, 12, 31)),
    "none": lambda: P(None, None),
    "as of nothing": lambda: AsOf(""),
    "as of an int": lambda: AsOf(2020),
    "as of a period": lambda: AsOf(P.year(2020)),
    "as of no day": lambda: AsOf("2021-02-29"),
    "as of a datetime": lambda: AsOf(datetime.datetime(2021, 1, 1)),
    "shift by nonsense": lambda: P.year(2021).shift(1, "fortnight"),
    "shift out of the calendar": lambda: P.year(2021).shift(9000),
    "shift days out of the calendar": lambda: AsOf("9998-12-31").shift(9999, "9d"),
    "split that does not fill": lambda: P.year(2021).split("5m"),
    "split by more": lambda: P.month(2021, 1).split("1y"),
    "split days by months": lambda: P("2021-01-15", "2021-02-14").split("1m"),
    "split by nothing": lambda: P.year(2021).split("0m"),
    "split backwards": lambda: P.year(2021).split("-1m"),
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_bad_arguments_are_refused(wrong):
    """Each mistake is an error of the library and a ValueError."""
    with pytest.raises(ValueError, match=r"write|use|choose|correct") as caught:
        wrong()
    assert isinstance(caught.value, TjstatsError)


@pytest.mark.parametrize(
    "wrong",
    [lambda: P("2021-12-31", "2021-01-01"), lambda: P.years(2025, 2021)],
    ids=["days", "years"],
)
def test_an_end_before_its_start_is_refused(wrong):
    """The error names both."""
    with pytest.raises(PeriodOrderError, match=r"2021.*2021|2025.*2021"):
        wrong()


@pytest.mark.parametrize(
    ("made", "count", "by", "expected"),
    [
        (P.year(2021), 1, None, "2022"),
        (P.year(2021), -5, None, "2016"),
        (P.quarter(2025, 3), -4, None, "2024-Q3"),
        (P.quarter(2025, 3), 1, "1y", "2026-Q3"),
        (P.month(2024, 2), 1, "1y", "2025-02"),
        (P.month(2025, 1), -1, None, "2024-12"),
        (P.years(2021, 2025), -1, None, "2016-01-01/P5Y"),
        (P.years(2021, 2025), -1, "1y", "2020-01-01/P5Y"),
        (P.year_to_date(2025, 9), -1, "1y", "2024-01-01/P9M"),
        (P.day("2024-02-28"), 2, None, "2024-03-01/P1D"),
        (P("2025-11-03", "2025-11-16"), -1, None, "2025-10-20/P14D"),
        (P.month(2025, 11), 0, None, "2025-11"),
    ],
    ids=str,
)
def test_shift_by_the_period_or_by_a_length(made, count, by, expected):
    """A shift uses the period's own length, or the length given."""
    assert str(made.shift(count, by)) == expected


@pytest.mark.parametrize(
    ("made", "by", "expected"),
    [
        (P.years(2021, 2023), "1y", ["2021", "2022", "2023"]),
        (P.year(2021), "1q", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
        (P.year(2021), "6m", ["2021-S1", "2021-S2"]),
        (P.quarter(2024, 1), "1m", ["2024-01", "2024-02", "2024-03"]),
        (P("2025-11-03", "2025-11-16"), "7d", ["2025-11-03/P7D", "2025-11-10/P7D"]),
        (P.year(2021), "1y", ["2021"]),
    ],
    ids=str,
)
def test_split_into_equal_parts(made, by, expected):
    """Parts of equal length, in order."""
    assert [str(part) for part in made.split(by)] == expected


def test_months_and_length():
    """months is None if a period is not made of whole months; length is a figure that multiplies rates."""
    assert (P.year(2021).months, P.year(2021).days) == (12, 365)
    assert (P("2021-01-15", "2021-02-14").months, P.month(2024, 2).days) == (None, 29)
    assert str(Figure("2", "万人/年") * P.years(2021, 2025).length) == "100,000 people"
    spans = P.years(2021, 2025), P.quarter(2021, 1), P.day("2021-01-01")
    assert [str(each.length) for each in spans] == ["5 years", "3 months", "1 day"]


def test_contains_and_overlaps():
    """A period contains periods, points and dates; both ends belong to it."""
    plan = P.years(2021, 2025)
    for inner in (plan, P.year(2025), AsOf("2025"), date(2021, 1, 1), P.day("2025-12-31")):
        assert plan.contains(inner)
        assert inner in plan
    for outer in (P.year(2020), P("2025-12-31", "2026-01-01"), AsOf("2020"), date(2026, 1, 1)):
        assert not plan.contains(outer)
    assert plan.overlaps(P("2025-12-31", "2026-01-01"))
    assert not plan.overlaps(P.year(2026))


@pytest.mark.parametrize(
    ("named", "day"),
    [
        ("2020", "2020-12-31"),
        ("2020-12-31", "2020-12-31"),
        ("2024-02", "2024-02-29"),
        ("2025-Q3", "2025-09-30"),
        ("2025-S1", "2025-06-30"),
        ("2021-01-01/P5Y", "2025-12-31"),
        (date(2025, 10, 31), "2025-10-31"),
    ],
)
def test_as_of_is_the_end_of_what_is_named(named, day):
    """AsOf("2020") is the end of 2020."""
    assert AsOf(named) == AsOf(day)
    assert hash(AsOf(named)) == hash(AsOf(day))
    assert AsOf(named).date == date.fromisoformat(day)
    assert AsOf(named).code == day
    assert AsOf(named).first_day == AsOf(named).end == AsOf(named).date
    assert not hasattr(AsOf(named), "start")  # by which programs tell a span from a point


@pytest.mark.parametrize(
    ("named", "precision"),
    [
        ("2020", "year"),
        ("2025-S1", "half_year"),
        ("2025-Q3", "quarter"),
        ("2024-02", "month"),
        ("2020-12-31", "day"),
        ("0009", "year"),
    ],
)
def test_as_of_keeps_how_precisely_it_was_named(named, precision):
    """repr, pickle and copy keep the precision, str prints it, equality ignores it."""
    at = AsOf(named)
    assert (at.precision, str(at), repr(at)) == (precision, named, f"AsOf('{named}')")
    for again in (eval(repr(at)), pickle.loads(pickle.dumps(at)), copy.deepcopy(at)):
        assert (again, again.precision) == (at, precision)
    assert AsOf(at.date, precision) == at == AsOf(at.date)
    assert str(AsOf(at.date, precision)) == named
    assert len({at, AsOf(at.date)}) == 1


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("2021-01-01/P5Y", "2025-12-31"),
        ("2020-04-01/P1Y", "2021-03-31"),
        ("2020-04-01/P3M", "2020-Q2"),
    ],
)
def test_other_spans_name_a_day(code, shown):
    """The end of a fiscal year or a plan has no shorter name; a quarter in any code is a quarter."""
    assert str(AsOf(code)) == shown


@pytest.mark.parametrize(
    ("day", "precision"),
    [("2020-12-30", "year"), ("2020-11-30", "quarter"), ("2020-12-31", "decade"), ("2020", 4)],
)
def test_a_precision_that_does_not_fit(day, precision):
    """A day has the precision month, quarter or year only if it ends one."""
    with pytest.raises(InvalidRecordError, match="precision"):
        AsOf(day, precision)


def test_month_ends_shift_to_month_ends():
    """The end of a month stays the end of a month."""
    assert [str(AsOf("2024-02").shift(n)) for n in (-1, 1, 4)] == [
        "2023-02",
        "2025-02",
        "2028-02",
    ]
    assert AsOf("2024-02").shift(4).date == date(2028, 2, 29)
    assert [str(AsOf("2020").shift(n, "1m")) for n in (-12, 1, 3, 6)] == [
        "2019",
        "2021-01",
        "2021-Q1",
        "2021-S1",
    ]
    assert str(AsOf("2025-11-13").shift(-1, "1m")) == "2025-10-13"
    assert str(AsOf("2025-01-31").shift(1, "1m")) == "2025-02-28"
    assert str(AsOf("2025-12-31").shift(1, "1d")) == "2026-01-01"


def test_kinds_never_meet():
    """A span and a point are never equal and have no order; a bare date is neither."""
    span, point = P.day("2020-12-31"), AsOf("2020-12-31")
    assert span != point
    for left, right in ((span, point), (point, span), (span, date(2020, 12, 31)), (point, "2020")):
        with pytest.raises(PeriodKindError, match="2020") as caught:
            _ = left < right
        assert isinstance(caught.value, TypeError)
        with pytest.raises(PeriodKindError):
            _ = left >= right


@pytest.mark.parametrize("made", [P.years(2021, 2025), P.day("2020-12-31"), AsOf("2020")], ids=str)
def test_frozen_copied_and_pickled(made):
    """Periods are values, also in another process."""
    for again in copies(made):
        assert again == made
        assert (hash(again), repr(again)) == (hash(made), repr(made))
    for field in ("start", "date", "new"):
        with pytest.raises(AttributeError):
            setattr(made, field, date(2021, 1, 1))


@pytest.mark.parametrize(
    "made",
    [
        P("9999-01-01", "9999-12-31"),
        P("9999-12-01", "9999-12-31"),
        P("1900-01-02", "2025-01-05"),
        P("0001-01-01", "1000-01-31"),
    ],
    ids=["last year", "last month", "a century of days", "a thousand years of months"],
)
def test_codes_of_extreme_periods_read_back(made):
    """The code of every possible period is read back, at the ends of the calendar too."""
    assert period(str(made)) == made


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[(form, "2021") for form in ("2021-A1", "2021A1")],
        *[(form, "2021-12") for form in ("2021M12", "2021-M12")],
        *[(form, "2021-01") for form in ("2021M1", "2021M01", "2021-M01")],
        *[(form, "2021-Q3") for form in ("2021Q3", "2021-Q03")],
        *[(form, "2021-S1") for form in ("2021H1", "2021-H1", "2021S1")],
        *[(form, "2021-05-01/P4M") for form in ("2021T2", "2021-T2")],
        *[(form, "2021-02-01/P7D") for form in ("2021W05", "2021-W05", "2021-W5")],
        *[(form, "2020-12-31/P1D") for form in ("2020D366", "2020-D366")],
    ],
)  # fmt: skip
def test_a_code_of_another_standard_is_read(written, meant):
    """SDMX and pandas write a part of a year in several ways, each of which means one period."""
    assert period(written).code == meant
    assert AsOf(written) == AsOf(meant) if "/" not in meant else True


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[(form, "2021") for form in ("2021年", "2021年度", "YR2021", "2021 [YR2021]", "2021.0", "２０２１年")],
        *[(form, "2021-12") for form in ("2021/12", "202112", "2021年12月", "2021.12", "Dec 2021", "December-2021", "2021年12月份", "2021M12 [2021M12]")],
        *[(form, "2021-01") for form in ("2021-1", "2021/1", "2021年1月", "2021/01", "2021 Jan", "2021JAN")],
        *[(form, "2021-Q3") for form in ("2021 q3", "2021/Q3", "Q3 2021", "Q3-2021", "2021年第三季度", "2021年3季度")],
        *[(f"2021年第{q}季度", f"2021-Q{n}") for n, q in enumerate("一二三四", 1)],
        *[(form, "2021-S1") for form in ("2021 H1", "H1 2021", "2021年上半年")],
        ("2021年下半年", "2021-S2"), ("2021年前二季度", "2021-01-01/P6M"),
        *[(form, "2021-01-01/P9M") for form in ("2021年1-9月", "2021年1—9月", "2021年1－9月份", "2021年前三季度")],
        *[(form, "2015-01-01/P3Y") for form in ("2015-2017", "2015–2017年")],
        *[(form, "2021-12-31") for form in ("2021/12/31", "20211231", "2021年12月31日", "2021-12-31T00:00:00", "2021-12-31 00:00:00+00:00")],
        *[(form, "2021-10-05") for form in ("5 October 2021", "05-Oct-2021", "October 5, 2021", "Oct 5 2021", "Oct-5-2021")],
        *[(form, "2021-03-01/P3M") for form in ("Mar-May 2021", "March – May 2021")],
        ("2021-01-01T00:00:00/P1Y", "2021-01-01/P1Y"),
    ],
)  # fmt: skip
def test_the_words_of_a_table_say_the_code_that_is_meant(written, meant):
    """Tables are read with them; elsewhere the remedy is one code, and it is read."""
    assert table_code(written) == meant
    with pytest.raises(InvalidPeriodError) as caught:
        period(written)
    assert str(caught.value).endswith(f"write {meant!r}")
    assert period(meant)


@pytest.mark.parametrize(
    "written", ["Dec-Feb 2021", "31 Febuary 2021", "5 6 2021", "5/6/2021", "05.06.2021"]
)
def test_a_word_of_two_meanings_is_not_guessed(written):
    """Months across two years, a day or a month first."""
    assert table_code(written) is None


@pytest.mark.parametrize("written", ["2023/24", "2023-24", "2023–24", "2023/2024", "FY2023"])
def test_a_year_from_another_month_is_not_guessed(written):
    """Offices begin it in April, July or October: the remedy is to say the first day."""
    assert table_code(written) is None
    with pytest.raises(InvalidPeriodError, match=r"2023-04-01/P1Y|no such month"):
        period(written)


@pytest.mark.parametrize("frequency", [*FREQUENCY_MONTHS, "W"])
@pytest.mark.parametrize("year", [2020, 2021])
def test_a_first_day_and_a_frequency_are_a_period(frequency, year):
    """So is its last day; a day within it stays a day."""
    months = FREQUENCY_MONTHS.get(frequency)
    whole = P(f"{year}-01-01", f"{year}-12-31")
    spans = whole.split(f"{months}m") if months else [period(f"{year}-W{n}") for n in range(1, 53)]
    for span in spans:
        first, last = span.start.isoformat(), span.end.isoformat()
        assert period(period_from(first, frequency)) == span
        if months:
            assert period(period_from(last, frequency)) == span
        inside = str(span.start.replace(day=min(span.start.day + 1, 28)))
        if inside not in (first, last) and months:
            assert period_from(inside, frequency) == inside


@pytest.mark.parametrize(
    "written",
    ["2021-13", "20211", "12/2021", "2021Q5", "2021-W54", "2021-D366", "0000Q1", "Sep-21", "year"],
)
def test_an_unclear_form_names_all_codes(written):
    """What is no month or quarter of a year is not guessed."""
    with pytest.raises(InvalidPeriodError, match="2021-Q3|no such"):
        period(written)
