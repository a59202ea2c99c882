"""`zh.marked`: the text as HTML, unchanged, with every figure and every wrong claim marked."""

from __future__ import annotations

import pickle
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from tjstats import zh
from tjstats.errors import InvalidRecordError, NotTextError, RecordTypeError

RIGHT = "年末参保1017.03万人，比上年末增加20.4万人，其中 <职工> & “居民”\r\n不低于3.5%。\n"
WRONG = "基金收入合计68205亿元，比上年增加17538亿元，增长43.6%。"


class Page(HTMLParser):
    """The words of a page without its style, and its marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.marks, self.inside = "", [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        if tag == "mark":
            self.marks.append([dict(attrs), ""])

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside != "style":
            self.words += data
        if self.inside == "mark":
            self.marks[-1][1] += data


@pytest.mark.parametrize(
    "text", [RIGHT, WRONG, "", "没有数字", "&lt;5%&gt;", "<script>5万人</script>"]
)
def test_the_text_is_unchanged(text):
    """Without tags and style, the page has the text itself; every figure is in a mark of its own."""
    page = Page(zh.marked(text))
    assert page.words == text
    assert [words for _, words in page.marks] == [r.text for r in zh.read(text)]


def test_everything_is_escaped():
    """No character of the text makes a tag."""
    html = zh.marked('<b onclick="x">约5%</b> & 3万人')
    assert "<b" not in html
    assert "&lt;b onclick=&quot;x&quot;&gt;" in html


def test_a_mark_shows_what_was_read():
    """Unit, bound, period and role, in the language of the text or the one given."""
    text = "2025年城镇新增就业不低于30万人。"
    (shown,) = Page(zh.marked(text)).marks
    assert shown[0]["title"] == "单位：万人 · 界限：不低于 · 时间：2025年 · 作用：水平"
    (shown,) = Page(zh.marked(text, lang="en")).marks
    assert shown[0]["title"] == "unit: 10,000 people · bound: at least · period: 2025 · role: level"


UNITS = {
    "4286.7亿元": ("亿元", "100 million yuan"),
    "5.2万套": ("万套", "10,000 items"),
    "23.8万户": ("万户", "10,000 households"),
    "34家": ("家", "organisations"),
    "5.6%": ("%", "%"),
    "12件/万人": ("件/万人", "cases/10,000 people"),
    "3成": ("成", "10%"),
}


@pytest.mark.parametrize(("words", "units"), UNITS.items(), ids=UNITS)
def test_the_unit_of_a_mark_is_what_its_digits_count(words, units):
    """The scale is in it: 4286.7 of 亿元 are no 4286.7元."""
    for lang, unit in zip(("zh", "en"), units, strict=True):
        (shown,) = Page(zh.marked(f"总数为{words}。", lang=lang)).marks
        assert re.split("：|: | · ", shown[0]["title"])[1] == unit


def test_a_wrong_claim_has_a_sign_and_a_word():
    """At the printed figure, with the figures that would fit; no other figure has it."""
    marks = Page(zh.marked(WRONG)).marks
    signs = {words: attrs["data-wrong"] for attrs, words in marks if "data-wrong" in attrs}
    assert signs == {"43.6%": "✗ 不一致：应为34.6%"}
    assert "data-wrong" not in zh.marked(RIGHT).rpartition("</style>")[2]


def test_what_is_wrong_but_no_reading_is_marked():
    """A count of names is no figure of the text, and is marked where it is wrong."""
    (wrong,) = [
        m
        for m in Page(zh.marked("养老、失业、工伤四项社会保险基金。")).marks
        if "data-wrong" in m[0]
    ]
    assert wrong[1] == "四项"


def test_a_notebook_shows_it():
    """As the last line of a cell; it is the text of the page itself, for a file too."""
    page = zh.marked(WRONG)
    assert isinstance(page, str)
    assert type(page._repr_html_()) is str
    assert page._repr_html_() == page == f"{page}"
    assert pickle.loads(pickle.dumps(page))._repr_html_() == page


def test_a_page_is_written(tmp_path):
    """`write` saves a whole page, as `tjstats check --html` does: its encoding, its title, the marked
    text and its claims.
    """
    shown, file = zh.marked(WRONG), tmp_path / "公报.html"
    shown.write(file)
    page = file.read_text("utf-8")
    assert page == shown.page("公报") and page.startswith("<!doctype html>")
    assert '<meta charset="utf-8">' in page and "<title>公报</title>" in page
    assert shown in page and "✗ 不一致" in page.partition("</div>")[2]
    shown.write(file, "第1号 <公报>")
    assert "<h1>第1号 &lt;公报&gt;</h1>" in file.read_text("utf-8")
    with pytest.raises(InvalidRecordError, match=r"ends in \.html"):
        shown.write(tmp_path / "公报.pdf")


def test_the_script_is_named():
    """The language of the text is that of its characters."""
    assert 'lang="zh-Hant"' in zh.marked("失業率為3.4%，較上月下降0.1個百分點。")
    assert 'lang="zh-Hans"' in zh.marked(WRONG)


def test_published_is_used():
    """今年 counts from the date of publication."""
    html = zh.marked("今年参保5万人。", published=date(2025, 6, 1))
    assert "时间：2025" in html


@pytest.mark.parametrize("door", [zh.read, zh.check, zh.marked, zh.observations, zh.targets])
@pytest.mark.parametrize("path", ["release.txt", "/data/2024/公报.docx", "C:\\texts\\a.md"])
def test_a_path_is_no_text(door, path):
    """The error names the path, and `read`."""
    with pytest.raises(NotTextError, match="is a path, not a text; give the text read from it"):
        door(path)


def test_what_is_no_text():
    """Bytes and numbers are refused."""
    with pytest.raises(RecordTypeError):
        zh.marked(b"5%")  # type: ignore[arg-type]
