"""Laws of the reader of figures: what is printed is read back, and no text whatever makes it fail."""

import re
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.zh_sentences import SENTENCES
from tjstats import Figure, Qualifier, zh
from tjstats.errors import TjstatsError, UnknownUnitError
from tjstats.values.units import parse_unit, unit_of_code
from tjstats.values.units.table import UNITS
from tjstats.zh.figures import figures
from tjstats.zh.lexicon.characters import SIMPLIFIED
from tjstats.zh.lexicon.units import KEPT
from tjstats.zh.text import normalised

MAY_BE_APPROXIMATE = {
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.UNDER,
    Qualifier.AT_MOST,
    Qualifier.BETWEEN,
}


def printable(unit, multiplier):
    """Whether the unit with its scale has a text that means it."""
    if unit.code == "percent" and multiplier == 1:
        return True
    try:
        return parse_unit(unit.text("zh", multiplier)) == (unit, multiplier)
    except (ValueError, UnknownUnitError):
        return False


@st.composite
def printed(draw):
    """A printed figure of any qualifier, unit, scale and number of decimals."""
    unit = unit_of_code(draw(st.sampled_from(sorted(UNITS))))
    size = draw(st.sampled_from([0, 0, 0, 1, 2]))
    for code in draw(
        st.lists(st.sampled_from(sorted(UNITS)), min_size=size, max_size=size, unique=True)
    ):
        unit = unit.per(unit_of_code(code))  # no text is about euros per square dollar
    multiplier = draw(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, -3, -4, -5]))
    assume(printable(unit, multiplier))
    value = Decimal(draw(st.integers(-(10**6), 10**12))).scaleb(-draw(st.integers(0, 4)))
    qualifier, more = draw(st.sampled_from(list(Qualifier))), {}
    if qualifier is Qualifier.BETWEEN:
        more = {"upper": value + draw(st.integers(0, 10**6)), "lower_closed": draw(st.booleans())}
        more["upper_closed"] = draw(st.booleans())
    if qualifier in MAY_BE_APPROXIMATE:
        more["approximate"] = draw(st.booleans())
    try:
        return Figure(value, unit, qualifier, multiplier=multiplier, **more)
    except TjstatsError:  # 余 of zero, a point with open ends
        assume(False)


TRADITIONAL = str.maketrans(
    {plain: sign for sign, plain in reversed(SIMPLIFIED.items()) if plain not in "千百"}
)
SENTENCE = st.sampled_from([row.split(" || ")[0] for row in SENTENCES.strip().splitlines()])
WIDTHS = " \u00a0\u2009\u202f\u3000"
# A number of four digits or more before a word; no year.
LONG = re.compile(r"(?<![\d.,A-Za-z—第-])(?!(?:19|20)\d\d年)\d{4,}(?=[.\u4e00-\u9fff])")


class TestPrints:
    """The print of a text changes no figure."""

    @given(SENTENCE)
    def test_traditional_characters(self, sentence):
        """A sentence in traditional characters has the figures that it has in simplified ones."""
        traditional = sentence.translate(TRADITIONAL)
        assert [r.figure for r in zh.read(traditional)] == [r.figure for r in zh.read(sentence)]

    @given(SENTENCE, st.sampled_from(WIDTHS))
    def test_thousands_parted_by_spaces(self, sentence, space):
        """Thousands parted by spaces of any width make the number that they make without."""
        parted = LONG.sub(lambda found: f"{int(found[0]):,}".replace(",", space), sentence)
        assert [r.figure for r in zh.read(parted)] == [r.figure for r in zh.read(sentence)]

    @given(
        st.sampled_from(sorted(KEPT)),
        st.sampled_from(sorted(Qualifier)),
        st.integers(1, 10**6),
        st.integers(0, 2),
        st.sampled_from([0, 4, 8]),
    )
    def test_unknown_words_are_read_back(self, word, qualifier, number, places, scale):
        """A figure in a unit that no table knows is read back from its text, with the word whole."""
        more = {"upper": Decimal(number + 1)} if qualifier is Qualifier.BETWEEN else {}
        value = Decimal(number).scaleb(-places)
        figure = Figure(value, f"[{word}]", qualifier, multiplier=scale, **more)
        assert zh.read_figure(figure.text("zh")) == figure

    @given(st.integers(1, 10**15), st.booleans())
    def test_digits_and_scale_words_by_turns(self, number, commas):
        """A number cut into its parts before 兆, 亿 and 万 is the number: 3兆4,216亿人."""
        below_wan = number % 10**4
        assume(below_wan == 0 or (below_wan > 9 and number // 10**4 % 10**4 and number >= 10**4))
        scales = ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, ""))
        parts = [(number // size % 10**4, sign) for size, sign in scales]
        text = "".join(f"{part:,}{sign}" for part, sign in parts if part)
        (reading,) = zh.read(f"共{text if commas else text.replace(',', '')}元。")
        bounds = reading.figure.bounds
        assert bounds.lower == bounds.upper == number

    @given(st.lists(st.integers(1, 400), min_size=1, max_size=4), st.sampled_from(":∶："))
    def test_structures(self, parts, sign):
        """Parts that make 100 are a percentage each, whichever colon stands between them."""
        parts = [*parts, 1000 - sum(parts)]
        assume(parts[-1] > 0)
        printed = [f"{part // 10}.{part % 10}" for part in parts]
        figures = [reading.figure for reading in zh.read(f"构成为{sign.join(printed)}。")]
        assert figures == [Figure(part, "%") for part in printed]


class TestReadBack:
    """`zh.read_figure(f.text("zh")) == f` for printed figures."""

    @given(printed())
    def test_every_printed_figure(self, figure):
        """Whatever its qualifier, unit, scale, digits and ends."""
        assert zh.read_figure(figure.text("zh")) == figure


PIECES = [
    "5", "1.2", "1,234", "一", "十", "百", "千", "万", "亿", "几", "数", "多", "余", "来", "半", "成", "倍", "翻", "番", "百分之", "分之", "点", "零", "%",
    "‰", "个百分点", "元", "万人", "亿元", "家", "户", "个", "年", "月", "日", "天", "℃", "度", "吨标准煤", "/", "·", "—", "-", "至", "到", "从", "、", "和",
    "，", "。", "：", "∶", "1", "（含）", "（不含）", "以上", "以下", "以内", "左右", "的目标以内", "超过", "不低于", "约", "近", "控制在", "上", "级", "每",
    "年均", "第", "前", "“", "”", "《", "》", "企业", "指数", "系数", "投资", "居民", "十四五", "规模以上", " ", "\n", "\n\n", "\u3000", "\u200f", "\0", "\ud800",
    "PM2.5", "A", "５", "％",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)


class TestAnyText:
    """Text of any kind never raises: what is no figure is no reading."""

    @given(TEXTS)
    def test_offsets_hold(self, text):
        """Readings are in order, apart, inside the text, and their bounds can be worked out."""
        end = 0
        for reading in zh.read(text):
            assert end <= reading.start < reading.end <= len(text)
            assert text[reading.start : reading.end] == reading.text
            bounds = reading.figure.bounds
            assert reading.figure.unrounded.contains(bounds) or reading.figure.unrounded == bounds
            end = reading.end

    @given(TEXTS)
    def test_the_number_is_inside(self, text):
        """What a figure covers holds its number, and something that counts."""
        plain = normalised(text).text
        for found in figures(plain):
            assert found.start <= found.number_start < found.number_end <= found.end
            assert set(plain[found.number_start : found.number_end]) & set(
                "0123456789零〇一二两三四五六七八九十百千万亿几数半番"
            )

    @given(TEXTS)
    def test_one_figure_or_an_error(self, text):
        """`read_figure` gives a figure or an error of its own."""
        try:
            assert isinstance(zh.read_figure(text), Figure)
        except TjstatsError as error:
            assert str(error)

    @given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.integers(1, 5))
    def test_space_before_changes_nothing(self, text, spaces):
        """Indented text reads the same, moved on."""
        assume(text.strip() == text)
        found = zh.read("\u3000" * spaces + text)
        assert [(r.start - spaces, r.end - spaces, r.figure) for r in found] == [
            (r.start, r.end, r.figure) for r in zh.read(text)
        ]
