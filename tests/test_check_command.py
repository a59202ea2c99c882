"""`python -m tjstats check`: verdicts with positions, exit status, encodings, JSON."""

from __future__ import annotations

import io
import json

import pytest

import tjstats as tj
from tjstats.__main__ import main
from tjstats.errors import EncodingError
from tjstats.questions.phrases import PHRASES
from tjstats.tables import cells
from tjstats.zh.decoding import decoded

RIGHT = "最低工资标准由2050元提高到2510元，\n增幅达22.4%。\n"
WRONG = "机构由2700家增加到3200家。\n最低工资标准由2050元提高到2510元，增幅达23.4%。\n参保人数10万人，比上年末增加1万人。\n"


def run(capsys, tmp_path, text: bytes | str, *options: str) -> tuple[int, str, str]:
    """Status, output and errors of a check of a file with that text."""
    file = tmp_path / "release.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    own = () if "--lang" in options else ("--lang", "en")
    status = main(["check", str(file), *options, *own])
    return status, *capsys.readouterr()


def test_a_consistent_text_exits_with_0(capsys, tmp_path):
    """The exit status is 0, and each claim is listed."""
    status, out, _ = run(capsys, tmp_path, RIGHT)
    assert status == 0
    assert out.startswith("2 claims: 0 inconsistent, 2 consistent, 0 cannot tell.")


def test_an_inconsistent_text_exits_with_1(capsys, tmp_path):
    """The inconsistent claim comes first, with its position and the digits that would fit."""
    status, out, _ = run(capsys, tmp_path, WRONG)
    assert status == 1
    assert "2:25" in out.split("■")[1]
    assert "22.4% – 22.5%" in out
    assert "the earlier level is not printed" in out
    assert all(cells(line) <= 100 for line in out.splitlines())


def test_lang_zh_prints_in_chinese(capsys, tmp_path):
    """Headings, figures and reasons are in Chinese."""
    _, out, _ = run(capsys, tmp_path, WRONG, "--lang", "zh")
    assert "不一致1处" in out
    assert "未列出基期数值" in out


def test_json_reads_back(capsys, tmp_path):
    """The document can be loaded, with the offsets of the readings."""
    status, out, _ = run(capsys, tmp_path, WRONG, "--json")
    answers = tj.formats.json.loads(out)
    assert status == 1
    assert [str(a.verdict) for a in answers].count("no") == 1
    assert all(WRONG[r.start : r.end] == r.text for a in answers for r in a.readings)
    assert json.loads(out)["kind"] == "list"


def test_a_dash_reads_standard_input(capsys, monkeypatch):
    """`-` reads standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode()), "utf-8"))
    assert main(["check", "-", "--lang", "en"]) == 1
    assert "1 inconsistent" in capsys.readouterr().out


def test_gb18030_is_tried_and_reported(capsys, tmp_path):
    """A file that is not UTF-8 is read as GB 18030, with a notice."""
    status, out, err = run(capsys, tmp_path, WRONG.encode("gb18030"))
    assert (status, "1 inconsistent" in out) == (1, True)
    assert "read as gb18030" in err


def test_an_unreadable_encoding_exits_with_2(capsys, tmp_path):
    """The message is clear and the status is 2."""
    status, _, err = run(capsys, tmp_path, b"\xff\xff\xff2510")
    assert (status, "write it as UTF-8" in err) == (2, True)
    with pytest.raises(EncodingError):
        decoded(b"\xff\xff", "x")


def test_html_is_written(capsys, tmp_path):
    """`--html` writes a page with every figure marked and every wrong claim with a sign; the rest is as without."""
    page = tmp_path / "out.html"
    plain = run(capsys, tmp_path, WRONG)
    assert run(capsys, tmp_path, WRONG, "--html", str(page)) == plain
    shown = page.read_text(encoding="utf-8")
    assert shown.startswith("<!doctype html>")
    assert '<meta charset="utf-8">' in shown
    assert "color-scheme:light dark" in shown
    assert shown.count("data-wrong=") == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_lists_the_claims(capsys, tmp_path, lang):
    """Below the text the page says what its marks mean and lists what the print does."""
    page = tmp_path / "out.html"
    _, plain, _ = run(capsys, tmp_path, WRONG, "--html", str(page), "--lang", lang)
    shown = page.read_text(encoding="utf-8")
    count, *tables = plain.strip().split("\n\n")
    assert PHRASES["marks"][lang] in shown and count in shown
    assert shown.count("<table") == len(tables) > 0
    assert shown.index("data-wrong") < shown.index(PHRASES["marks"][lang])


@pytest.mark.parametrize("given", [[], ["report"], ["evaluate", "--plan", "14"]])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_text_is_for_the_command_that_checks(capsys, given, lang):
    """A text in place of a dataset names the call that checks it."""
    command, more = given[:1], given[1:]
    assert main([*command, "release.txt", *more, "--lang", lang]) == 2
    assert "check release.txt --html out.html" in capsys.readouterr().err


def test_html_that_cannot_be_written_exits_with_2(capsys, tmp_path):
    """The message names the place."""
    status, _, err = run(capsys, tmp_path, RIGHT, "--html", str(tmp_path / "no" / "out.html"))
    assert (status, "out.html: no such file or directory" in err) == (2, True)


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7\n", b"PK\x03\x04word/document.xml", b"\xd0\xcf\x11\xe0"]
)
def test_documents_are_refused_by_name(capsys, tmp_path, start):
    """.pdf, .docx and .doc are no text; the message says what to do."""
    status, out, err = run(capsys, tmp_path, start + b"\0" * 20)
    assert (status, out) == (2, "")
    assert "release.txt is a document" in err
    assert "save it as text (UTF-8)" in err


@pytest.mark.parametrize(("lang", "words"), [("en", "no Chinese characters"), ("zh", "没有汉字")])
def test_text_in_another_script_is_said_to_be_so(capsys, tmp_path, lang, words):
    """An English release has no claims that could be found: that is said, instead of a count of 0."""
    release = "GDP grew by 5.2 percent, from 120.5 to 126.1 trillion yuan.\n"
    status, out, err = run(capsys, tmp_path, release, "--lang", lang)
    assert (status, out) == (2, "")
    assert words in err


def test_no_such_file(capsys):
    """The error names the file, in one line."""
    assert main(["check", "no-such-file.txt"]) == 2
    assert capsys.readouterr().err == "tjstats: no-such-file.txt: no such file or directory\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2024年统计公报\n收入68205亿元，增长43.6%。\n", "2024年统计公报"),
        ("收入68205亿元，增长43.6%。\n其中，税收5亿元。\n", "page.txt"),  # a sentence is no title
        ("收入68205亿元", "page.txt"),  # nor is all of a text
    ],
)
def test_a_page_has_the_title_of_its_text(text, title, tmp_path, capsys):
    """The first line, if it is one; else the name of the file."""
    given, made = tmp_path / "page.txt", tmp_path / "page.html"
    given.write_text(text, encoding="utf-8")
    main(["check", str(given), "--html", str(made)])
    assert f"<h1>{title}</h1>" in made.read_text(encoding="utf-8")
    assert "角色" not in made.read_text(encoding="utf-8")
