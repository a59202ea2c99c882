"""The reference pages match the library's tables, and the Chinese pages the English ones."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_reference_pages_are_fresh():
    """`python docs/render.py` would change nothing."""
    found = subprocess.run(
        [sys.executable, ROOT / "docs" / "render.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_readme_names_its_two_commands():
    """The README contains each of the commands that CI takes from it exactly once."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("pip install . && python -m tjstats") == 1
    assert readme.count("pip install -e '.[test]' && pytest") == 1


def test_an_extra_is_installed_from_a_checkout():
    """Until a version is published, the name is on no index."""
    pages = {ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")}
    released = ROOT / "docs" / "releasing.md"  # is about what follows
    told = {
        page for page in pages if re.search(r"tjstats\[|install tjstats", page.read_text("utf-8"))
    }
    assert told <= {released}


# --- Chinese pages ---------------------------------------------------------------------------------

ENGLISH, CHINESE = ROOT / "docs", ROOT / "docs" / "zh"

# A file of docs/zh, also a picture, translates the one of the same name in docs.
ORIGINALS = {ROOT / "README.zh-CN.md": ROOT / "README.md"} | {
    file: ENGLISH / file.relative_to(CHINESE) for file in CHINESE.rglob("*.*")
}
TRANSLATIONS = {original: file for file, original in ORIGINALS.items()}
PAGES = sorted(file for file in ORIGINALS if file.suffix == ".md")

BLOCK = re.compile(r"^```(?:.|\n)*?^```$|^ {4}\S.*(?:\n {4}.*)*", re.M)
SKIP = re.compile(r"^<!-- skip: .*-->$", re.M)
COMMENT = re.compile(r"<!--.*?-->", re.S)
INLINE = re.compile(r"`[^`]*`")
HEADING = re.compile(r"^(#+) (.*)$", re.M)
MARK = re.compile(r"^(#+ |- |\||\d+\. |```)", re.M)
ROW = re.compile(r"^\|.*", re.M)
DECIMAL = re.compile(r"\d+\.\d+")
LINK = re.compile(r"\]\((?P<path>[^)\s#]*)#?(?P<anchor>[^)\s]*)\)")
HAN = r"[\u3400-\u9fff]"
COLUMN_NAME = re.compile(r"\b[A-Z_]{4,}\b")
ENGLISH_WORDS = re.compile(r"(?:[A-Za-z]+,? ){4,}[A-Za-z]+")

# What may differ between the code of a page and that of its translation: the language and what is
# said in it.
SAID = re.compile(r'_ = tj\.language\("zh"\)\n|, (?:en|zh)="[^"]*"|"(?:en|zh)"| +# .*')


def text(page: Path) -> str:
    """A page without its code blocks."""
    return BLOCK.sub("", page.read_text("utf-8"))


def prose(page: Path) -> str:
    """The words of a page, without code, targets of links, and comments."""
    return LINK.sub("]", INLINE.sub("", COMMENT.sub("", text(page))))


def shape(page: Path) -> list[list[str]]:
    """The parts of a page between empty lines: headings, entries, rows, code and paragraphs."""
    whole = COMMENT.sub("", BLOCK.sub("```", page.read_text("utf-8")))
    return [MARK.findall(part) or ["paragraph"] for part in re.split(r"\n\s*\n", whole.strip())]


def headings(page: Path) -> list[str]:
    """The anchors of the headings of a page, made as GitHub and MyST make them."""
    return [
        re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        for _, words in HEADING.findall(text(page))
    ]


def links(page: Path) -> Counter[tuple[object, int | None]]:
    """What a page links to: an address or a file, with the place of the heading in it."""
    found: Counter[tuple[object, int | None]] = Counter()
    for path, anchor in LINK.findall(text(page)):
        outside = ":" in path
        file = path if outside else (page.parent / path).resolve() if path else page
        found[file, headings(file).index(anchor) if anchor and not outside else None] += 1
    return found


def each_of(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=lambda page: str(page.relative_to(ROOT)))


pages = each_of(PAGES)


def commands(page: Path) -> list[str]:
    """The code blocks of a page, without what they print and what is said in a language, and when
    they are skipped.
    """
    blocks = re.findall(f"{BLOCK.pattern}|{SKIP.pattern}", page.read_text("utf-8"), re.M)
    examples = map(doctest.DocTestParser().get_examples, blocks)
    return [
        SAID.sub("", "".join(each.source for each in found) or block)
        for found, block in zip(examples, blocks, strict=True)
    ]


@pages
def test_a_translation_has_the_code_of_its_original(page):
    """Code blocks are the same and in the same order, but for the language that they name, the
    names that they give in it, and comments. Both run, so each shows what it prints.
    """
    original = ORIGINALS[page]
    ours, blocks = commands(page), commands(original)
    for block in blocks:
        assert block in ours, f"copy into {page.name} the block that {original.name} has:\n{block}"
    assert ours == blocks


@pages
def test_a_translation_prints_chinese(page):
    """What the examples of a translation print has no English sentence, but for messages of errors,
    the description of a file and what the code asks in English; their comments are Chinese.
    """
    blocks = "\n".join(BLOCK.findall(page.read_text("utf-8")))
    shown = [
        part
        for each in doctest.DocTestParser().get_examples(blocks)
        if each.exc_msg is None and not re.search('"en"|error|problem|describe', each.source)
        for part in (each.want, *re.findall("# .*", each.source))
    ]
    assert [words for words in shown if ENGLISH_WORDS.search(words)] == []


@pages
def test_a_translation_has_the_shape_of_its_original(page):
    """Each heading, at its level, each paragraph, entry of a list and row of a table has its
    translation, and code stands where it stood.
    """
    assert shape(page) == shape(ORIGINALS[page])


@pages
def test_a_translation_names_the_code_that_its_original_names(page):
    """Every name and command that the original's sentences have is in the translation."""
    words = text(page)
    assert [code for code in INLINE.findall(text(ORIGINALS[page])) if code not in words] == []


@pages
def test_a_translation_has_the_measured_numbers_of_its_original(page):
    """The numbers with decimals in a table, such as that of speed, are the same."""
    ours, theirs = (
        DECIMAL.findall("".join(ROW.findall(prose(x)))) for x in (page, ORIGINALS[page])
    )
    assert ours == theirs


@pages
def test_a_translation_links_to_what_its_original_links_to(page):
    """Links lead to the same places, in Chinese if there is a translation; the two pages link to
    each other.
    """
    original = ORIGINALS[page]
    ours, theirs = links(page), links(original)
    assert ours.pop((original, None)) == theirs.pop((page, None)) == 1
    wanted = {(TRANSLATIONS.get(file, file), place): n for (file, place), n in theirs.items()}
    assert ours == wanted
    assert [file for file, _ in ours if isinstance(file, Path) and not file.exists()] == []


@each_of([page for page in PAGES if "Written by docs/render.py" not in page.read_text("utf-8")])
def test_a_translation_is_chinese(page):
    """Chinese characters outweigh the names of code, no sentence is left in English, punctuation
    is Chinese, and no line ends inside a paragraph, which would print a space.
    """
    words = COLUMN_NAME.sub("", prose(page))
    chinese, latin = (len(re.findall(letter, words)) for letter in (HAN, "[A-Za-z]"))
    assert chinese / (chinese + latin) > 0.7
    assert ENGLISH_WORDS.findall(words) == []
    assert re.findall(rf"{HAN}[,.;:!?()].{{0,9}}|.{{0,9}}[,;:!?()]{HAN}", words) == []
    assert re.findall(rf"{HAN}\n(?:{HAN}|\w).{{0,9}}", words) == []
