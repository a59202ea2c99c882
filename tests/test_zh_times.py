"""What times mean in their place: against publication, against the time in force, and carried through a text."""

from datetime import date

import pytest

from tjstats import AsOf, Period, period
from tjstats.errors import ReadingError, RecordTypeError, TjstatsError
from tjstats.zh import read, read_period

NOVEMBER = date(2025, 11, 13)

ALONE = {
    "2024年": Period.year(2024),
    "2021—2025年": Period.years(2021, 2025),
    "2024年末": AsOf("2024"),
    "截至2024年": AsOf("2024"),
    "2024年1—9月": Period.year_to_date(2024, 9),
    "2024年前三季度": Period.year_to_date(2024, 9),
    "2024年上半年": Period.half_year(2024, 1),
    "2024年第三季度": Period.quarter(2024, 3),
    "2024年9月底": AsOf("2024-09-30"),
    "截至2024年9月30日": AsOf("2024-09-30"),
    "2020年11月1日": Period.day("2020-11-01"),
    "“十四五”": Period.years(2021, 2025),
    "“十四五”期间": Period.years(2021, 2025),
    "“十三五”期末": AsOf("2020"),
    "“十三五”末": AsOf("2020"),
    "“十四五”前四年": Period.years(2021, 2024),
    "“十四五”收官之年": Period.year(2025),
    "“十五五”开局之年": Period.year(2026),
    "“十四五”以来": Period.years(2021, 2025),
    "2025年初": AsOf("2024"),
    "民国113年": Period.year(2024),
    "113年第4季": Period.quarter(2024, 4),
    "114年10月": Period.month(2025, 10),
    "114年前三季": Period.year_to_date(2025, 9),
    "109年底": AsOf("2020"),
}

PUBLISHED = {
    "目前": AsOf("2025-11-13"),
    "截至目前": AsOf("2025-11-13"),
    "去年": Period.year(2024),
    "去年底": AsOf("2024"),
    "今年前9个月": Period.year_to_date(2025, 9),
    "上半年": Period.half_year(2025, 1),
    "首三季": Period.year_to_date(2025, 9),
    "首九个月": Period.year_to_date(2025, 9),
    "头8个月": Period.year_to_date(2025, 8),
    "9月底": AsOf("2025-09-30"),
    "截至9月30日": AsOf("2025-09-30"),
    "12月": Period.month(2024, 12),  # the last one that had begun
    "10日": Period.day("2025-11-10"),
    "20日": Period.day("2025-10-20"),
    "昨日": Period.day("2025-11-12"),
    "近5年": Period.years(2021, 2025),
    "过去5年": Period.years(2021, 2025),
    "近3年": Period("2022-11-14", "2025-11-13"),
    "今年以来": Period("2025-01-01", "2025-11-13"),
}


@pytest.mark.parametrize("text", ALONE)
def test_times_that_need_no_date(text):
    """They are what they say, whenever it was written."""
    assert read_period(text) == read_period(text, published=NOVEMBER) == ALONE[text]


@pytest.mark.parametrize("text", PUBLISHED)
def test_times_that_count_from_publication(text):
    """With the date they are found; without it the text does not say."""
    assert read_period(text, published=NOVEMBER) == PUBLISHED[text]
    with pytest.raises(ReadingError):
        read_period(text)


def test_a_month_of_publication():
    """Where the day is unknown, 目前 is the end of the month and yesterday is the month."""
    month = Period.month(2025, 11)
    assert read_period("目前", published=month) == AsOf("2025-11-30")
    assert read_period("昨日", published=month) == month


def test_five_years_outside_the_last_of_a_plan():
    """They count back from publication."""
    assert read_period("近5年", published=date(2023, 6, 1)) == Period("2018-06-02", "2023-06-01")


@pytest.mark.parametrize(
    "text", ["", "十四五和十五五", "2025年增长", "党的十八大以来", "9月31日", "175万人", "去年去年"]
)
def test_what_is_not_one_time(text):
    """The error shows what was read and what was left over."""
    with pytest.raises(ReadingError) as error:
        read_period(text, published=NOVEMBER)
    assert isinstance(error.value, ValueError | TjstatsError)
    assert str(error.value)


def test_a_date_that_is_none():
    """Publication is a date or the period of a month."""
    for wrong in ("2025-11-13", 2025):
        with pytest.raises(RecordTypeError, match="datetime.date"):
            read("增长5%", published=wrong)


# --- carried --------------------------------------------------------------------------------------------------------------


def periods(text, published=None):
    """The codes of the periods of the readings of a text; None stays."""
    return [None if r.period is None else str(r.period) for r in read(text, published=published)]


CARRIED = {
    "2023年，粮食产量600万吨，棉花产量2万吨。油料产量30万吨。": ["2023", "2023", "2023"],
    "2023年，产量600万吨。\n2024年，产量610万吨。": ["2023", "2024"],
    "2023年，比2022年增长5%。产量600万吨。": ["2023", "2023"],  # a base replaces nothing
    "2022年末，全市参保900万人，比上年末增加20万人。全年发放补贴3亿元。": [
        "2022-12-31",
        "2022",
        "2022",
    ],
    "“十四五”期间，投资200亿元。其中每年新建50公里。": ["2021-01-01/P5Y", "2021-01-01/P5Y"],
    "2021年，6月份失业率为5.0%。": ["2021-06"],
    "2021年，产量30万吨。去年产量20万吨。": ["2021", "2020"],
    "改革开放以来，建成学校300所。": [None],
    "增长5%，产量20万吨。": [None, None],
    "2020年11月1日零时，人口1000万人。": ["2020-11-01/P1D"],
    "由2020年末的2050元提高到2510元": ["2020-12-31", None],
    "2019年，收入30亿元，支出20亿元；结余10亿元。": ["2019", "2019", "2019"],
    "“十四五”时期，自2022年起每年新增就业30万人。": ["2022-01-01/P4Y"],
    "“十四五”期间，工资标准从1490元提高到1710元。": ["2020-12-31", "2025-12-31"],
    "“十四五”期间，新增企业900户，企业总数达到1334户。": ["2021-01-01/P5Y", "2025-12-31"],
    "2023年GDP增长5%。\n记者 李明\n\n发放贷款30亿元。": ["2023", None],
    "2020年，家庭户平均2.62人，较2010年的3.10人减少0.48人。": ["2020", "2010", "2011-01-01/P10Y"],
    "“十四五”规划实施以来，总量由2020年的8.7万亿元增加到2024年的13.7万亿元，年均增长12%。": [
        "2020",
        "2024",
        "2021-01-01/P4Y",
    ],
    "2024年，收入增长5%。一年来，就业35万人。": ["2024", "2024"],
    "到2025年，能耗比2020年下降13.5%": ["2021-01-01/P5Y"],
}


@pytest.mark.parametrize("text", CARRIED)
def test_a_time_stands_until_another_replaces_it(text):
    """Within the sentence, the paragraph, the article; what the text does not say is None."""
    assert periods(text) == CARRIED[text]


def test_an_event_dates_what_follows_only_where_nothing_else_does():
    """The day of a conference gives way to the period the paragraph before named."""
    text = "2024年，投资30亿元。\n3月1日发布会召开，到会300人。\n贷款20亿元。"
    assert periods(text, date(2025, 3, 2)) == ["2024", "2025-03-01/P1D", "2024"]


def test_changes_of_a_point_are_over_the_time_since_their_base():
    """A rise from the end of 2020 until now lasted from the first day of 2021."""
    (level, change) = read("目前，参保1017万人，较“十三五”期末增加116万人。", published=NOVEMBER)
    assert (level.period, change.base) == (AsOf("2025-11-13"), AsOf("2020"))
    assert change.period == Period("2021-01-01", "2025-11-13")


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("2024年9月，价格同比上涨0.4%", "2023-09"),
        ("2024年9月，价格环比上涨0.4%", "2024-08"),
        ("2024年，收入比上年增长5%", "2023"),
        ("2024年末，贷款余额30万亿元，同比增长9%", "2023-12-31"),
        ("2024年前三季度，收入比去年同期增长5%", "2023-01-01/P9M"),
        ("“十四五”期间，收入年均增长5%", "2020"),
    ],
)
def test_the_base_of_a_growth(text, base):
    """A year before, the time just before, or what the text names; of an average the year before."""
    assert str(read(text)[-1].base) == base


def test_the_page_breaks_inside_a_sentence():
    """A column may end before the full stop."""
    readings = read(
        "“十四五”期间，最低工资标准由“十三五”期末的2050元\n\n提升至2510元，增幅达22.4%。",
        published=period("2025-11"),
    )
    assert [str(r.period) for r in readings] == ["2020-12-31", "2025-11", "2021-01-01/P59M"]
    assert (readings[2].change_of, readings[2].base) == (1, AsOf("2020"))
