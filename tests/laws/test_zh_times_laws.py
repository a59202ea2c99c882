"""Laws of times in texts, on random ones: any text, any date, and times written in every way they are printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tjstats import AsOf, Period, plan, zh
from tjstats.records.readings import Reading
from tjstats.zh.lexicon.times import NUMERALS, PARTS
from tjstats.zh.mentions import mentions

WORDS = [
    "2021年", "“十四五”", "期间", "末", "目前", "较", "比", "上年", "同比", "增长", "下降", "提高到", "从", "由", "5%", "30万人", "个百分点", "分别",
    "、", "，", "。", "；", "：", "\n\n", "其中", "每年", "年均", "9月", "10日", "近5年", "目标", "力争", "达到", "超过", "的", "城镇新增就业", "占", "（", "）",
    "记者 李", "31日", "2月", "前", "五年", "以来", "自", "截至", "倍", "翻一番", "十", "五", "年", "月", "日", "1", "—",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=60)
DATES = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
YEARS = st.integers(1950, 2049)
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
MONTH_WORDS = {
    n: word for word, n in NUMERALS.items() if n <= 12 and not word.isdigit() and word != "两"
}


class TestAnyText:
    """ "Text of any kind never raises: what is no figure is no reading.\""""

    @given(TEXTS, DATES)
    def test_readings_hold_together(self, text, published):
        """Places are in order, references point at other readings, and what they point at is earlier."""
        found = zh.read(text, published=published)
        for index, reading in enumerate(found):
            assert type(reading) is Reading
            assert text[reading.start : reading.end] == reading.text
            for other in (reading.change_of, reading.part_of):
                assert other is None or 0 <= other < index
            assert reading.period is None or isinstance(reading.period, Period | AsOf)
            if (
                reading.base is not None
                and isinstance(reading.period, Period)
                and isinstance(reading.base, AsOf)
            ):
                assert reading.base.date < reading.period.end

    @given(TEXTS, DATES)
    def test_records_of_any_text(self, text, published):
        """Whatever is no record is left out."""
        assert len(zh.observations(text, published)) <= len(zh.read(text, published=published))
        assert len(zh.targets(text, published)) <= len(zh.read(text, published=published))

    @given(TEXTS)
    def test_mentions_are_in_order(self, text):
        """None overlaps another, and none is empty."""
        ends = [edge for m in mentions(text) for edge in (m.start, m.end)]
        assert ends == sorted(ends)
        assert all(m.start < m.end for m in mentions(text))

    @given(st.lists(TEXTS, max_size=4), DATES)
    def test_what_comes_later_changes_nothing(self, parts, published):
        """A time is carried forwards only: the readings of a text are those of a longer one that begins with it."""
        whole = "。\n\n".join((*parts, ""))
        more = whole + "2030年目标：就业30万人。"
        assert zh.read(more, published=published)[
            : len(zh.read(whole, published=published))
        ] == zh.read(whole, published=published)


class TestWrittenTimes:
    """A time reads back however it is printed."""

    @given(YEARS, st.booleans(), st.sampled_from(["年", "年度"]))
    def test_years(self, year, chinese, word):
        text = str(year).translate(DIGITS) if chinese else str(year)
        assert zh.read_period(text + word) == Period.year(year)
        assert zh.read_period(text + "年末") == AsOf(str(year))

    @given(YEARS, st.integers(1, 12), st.booleans(), st.sampled_from(["月", "月份"]))
    def test_months(self, year, month, chinese, word):
        text = MONTH_WORDS[month] if chinese else str(month)
        assert zh.read_period(f"{year}年{text}{word}") == Period.month(year, month)
        assert zh.read_period(f"{year}年1—{month}月") == Period.year_to_date(year, month)
        assert zh.read_period(f"{year}年{text}月底") == AsOf(Period.month(year, month).end)

    @given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
    def test_days(self, day):
        assert zh.read_period(f"{day.year}年{day.month}月{day.day}日") == Period.day(day)
        assert zh.read_period(f"截至{day.year}年{day.month}月{day.day}日") == AsOf(day)

    @given(YEARS, st.sampled_from(sorted(PARTS)))
    def test_parts(self, year, word):
        first, last = PARTS[word]
        found = zh.read_period(f"{year}年{word}")
        assert (found.start, found.end) == (
            Period.month(year, first).start,
            Period.month(year, last).end,
        )

    @given(st.integers(1, 15), st.sampled_from(["", "期间", "时期"]))
    def test_plans(self, number, word):
        assert zh.read_period(f"“{plan(number).zh}”{word}") == plan(number).period
        assert zh.read_period(f"“{plan(number).zh}”期末") == AsOf(plan(number).period.end)


class TestNothingAfterThePrint:
    """ "A span that would end after the print is last year's; what is to come is of that year.\""""

    @given(st.integers(1, 12), st.integers(0, 11), st.dates(date(1950, 1, 1), date(2049, 12, 31)))
    def test_months_without_a_year(self, last, length, printed):
        """1—11月 printed in January is of the year before; with 计划 it is of the year of the print."""
        first = max(1, last - length)
        text = f"{first}—{last}月" if first < last else f"{last}月"
        past, ahead = (
            zh.read(f"{text}{verb}培训3万人次。", published=printed)[0].period
            for verb in ("", "计划")
        )
        ends = date(printed.year + last // 12, last % 12 + 1, 1)  # the day after
        assert past.start == date(
            printed.year - (ends > date.fromordinal(printed.toordinal() + 1)), first, 1
        )
        assert ahead.start == date(printed.year, first, 1)

    @given(
        st.sampled_from(["目前", "截至目前", "今年以来"]),
        st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    )
    def test_now(self, word, printed):
        """目前 and 今年以来 never lie after the print; with only its month known, in that month and before it."""
        (by_day,) = zh.read(f"{word}培训3万人次。", published=printed)
        month = Period.month(printed.year, printed.month)
        (by_month,) = zh.read(f"{word}培训3万人次。", published=month)
        assert by_day.period.end == printed
        if word == "今年以来":
            assert by_month.period is None or by_month.period.end < month.start
        else:
            assert (by_month.period.date, by_month.period.precision) == (month.end, "month")


TABLE_WORDS = [
    "\t", "\t", "|", "  ", "\n", "\n", "指标", "单位", "2024年", "2025", "万人", "（亿元）", "（%）", "单位：万元", "增长", "比重", "12.5", "-3", "1,204", "—",
    "其中：", "出口", "约束性", "年份", "本月", "累计", "60以上", "。", "比上年增长5%",
]  # fmt: skip


class TestTables:
    """ "What cannot be told apart is not read.\""""

    @given(st.lists(st.sampled_from(TABLE_WORDS), max_size=40).map("".join))
    def test_any_table(self, text):
        """Cells stand at their places, in order, and refer to readings before them."""
        found = zh.read(text)
        assert [r.start for r in found] == sorted(r.start for r in found)
        for index, reading in enumerate(found):
            assert text[reading.start : reading.end] == reading.text
            for other in (reading.change_of, reading.part_of):
                assert other is None or 0 <= other < index

    @given(
        st.lists(
            st.tuples(st.integers(0, 10**6), st.sampled_from(["万人", "亿元", "%", "户"])),
            min_size=1,
            max_size=6,
        ),
        st.sampled_from(["\t", "|", "   "]),
    )
    def test_every_cell_has_the_unit_of_its_row(self, rows, parted):
        """The figure of a cell is its number in the unit of its row."""
        lines = [
            ["指标", "单位", "2024年"],
            *([f"项{n}", unit, str(value)] for n, (value, unit) in enumerate(rows)),
        ]
        found = zh.read("\n".join(parted.join(line) for line in lines))
        assert [r.figure for r in found] == [
            zh.read_figure(f"{value}{unit}") for value, unit in rows
        ]
        assert {str(r.period) for r in found} == {"2024"}


@pytest.mark.parametrize("before", ["前", "首", "头", "第", ""])
@pytest.mark.parametrize("count", ["0", "00", "〇", "零"])
@pytest.mark.parametrize("unit", ["月", "个月", "季度", "个季度", "月0日"])
def test_what_no_calendar_has_is_no_part_of_a_year(before, count, unit):
    """前0月, 零月, 第0季度: the year alone is the time, and nothing fails."""
    (reading,) = zh.read(f"2025年{before}{count}{unit}，就业5万人。")[-1:]
    assert str(reading.period) == "2025"
