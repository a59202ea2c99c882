"""Pages to hand on: one file without requests or scripts, from built-in datasets and from files of one's own."""

import re
import sys
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest

import tjstats as tj
from tests.indicators import JOBS
from tests.test_one_language import Texts, foreign, named
from tests.test_tables import HOSTILE
from tjstats import Dataset, Figure, Source, Target, datasets
from tjstats.__main__ import main
from tjstats.errors import InvalidRecordError, LoadError, MissingExtraError, RecordTypeError
from tjstats.formats import csv, json
from tjstats.tables import Column, Table
from tjstats.views.pages import Section, page

VOID = {"meta", "br", "img", "link"}
languages = pytest.mark.parametrize("lang", ["en", "zh"])
everywhere = pytest.mark.parametrize("name", datasets.names())
NARROW = r'(?s)<div class="narrow">.*?</div>'


class Document(HTMLParser):
    """The elements of a document in order; every element that is not void must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements, self.open = [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def with_targets(code: str = "mine") -> Dataset:
    """Three years and a target, as somebody has them."""
    goal = Target(JOBS, tj.plan(14), Figure.at_least("175", "万人"))
    series = JOBS.series({"2021": "37.62", "2022": "35.55", "2023": "36.1"})
    return Dataset(code, observations=tuple(series), targets=(goal,))


@languages
@everywhere
class TestDatasets:
    """The page of every built-in dataset."""

    def test_one_file(self, name, lang):
        """It loads nothing and runs nothing; only sources are links, and headings are in order."""
        document = Document(page(datasets.load(name), lang).html())
        tags = {tag for tag, _ in document.elements}
        assert not tags & {"script", "link", "img", "iframe", "object", "base", "form"}
        policy = [a["content"] for t, a in document.elements if t == "meta" and "http-equiv" in a]
        assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
        links = [a["href"] for t, a in document.elements if t == "a"]
        ids = [a["id"] for _, a in document.elements if "id" in a]
        assert len(set(ids)) == len(ids)
        assert all(re.match("https?://", link) or link.removeprefix("#") in ids for link in links)
        assert not [a for _, a in document.elements if any(key.startswith("on") for key in a)]
        levels = [int(t[1]) for t, _ in document.elements if re.fullmatch(r"h\d", t)]
        assert levels[0] == 1 and levels.count(1) == 1
        html = page(datasets.load(name), lang).html()
        assert not re.search(r"<th[^>]*></th>", html)  # a head says what it is the head of
        assert all(b - a <= 1 for a, b in pairwise(levels))
        scrolled = [a for t, a in document.elements if a.get("class") == "tjstats" or t == "figure"]
        assert scrolled and all(a["tabindex"] == "0" for a in scrolled)  # by keyboard too

    def test_one_language(self, name, lang):
        """Also in Markdown; names, titles and addresses stand as written."""
        dataset = datasets.load(name)
        made = page(dataset, lang)
        names = (
            named(dataset, lang, set())
            | {source.url or "" for source in dataset.sources}
            | {"tjstats"}
        )
        wide = re.sub(NARROW, "", made.html())  # where names break over lines
        html = [text for text in Texts(wide).found if not text.startswith("html")]
        if lang == "en":
            html = ["".join(html)]  # names also break between characters
        assert foreign([*html, re.sub(r"\\(.)", r"\1", made.markdown())], lang, names) == set()

    def test_a_phone_has_drawings_of_its_own(self, name, lang):
        """Each picture is drawn a second time, narrow, with the same words; only one of the two is shown."""
        html = page(datasets.load(name), lang).html()
        for drawing in re.findall(r"<figure[^>]*>(.*?)</figure>", html, re.DOTALL):
            (narrow,) = re.findall(NARROW, drawing)
            wide = drawing.removesuffix(narrow)
            said = r"<desc>.*?</desc>"
            assert re.findall(said, narrow) == re.findall(said, wide) != []
            assert int(re.search(r'width="(\d+)"', narrow)[1]) <= 360
        assert ".narrow{display:none}@media screen and (max-width" in html

    def test_every_source_is_listed(self, name, lang):
        """And every target with a number has its verdict."""
        dataset = datasets.load(name)
        html, markdown = page(dataset, lang).html(), page(dataset, lang).markdown()
        for source in dataset.sources:
            assert f">{source.url}<" in html or not source.url
        numbered = [target for target in dataset.targets if target.figure is not None]
        assert len(re.findall("[✓✗?] ", markdown)) >= len(numbered)


class TestPage:
    """What a page has."""

    def test_a_notebook_shows_it(self):
        """As HTML inside its own, without another document; a terminal prints its Markdown."""
        made = page(with_targets(), "en")
        shown = made._repr_html_()
        assert Document(shown).elements[0][0] == "article"
        assert "<html" not in shown and "<script" not in shown
        assert shown.count("<h2") == made.html().count("<h2")
        assert str(made) == made.markdown()
        assert "Markdown" not in repr(made)
        described = tj.formats.describe(b"INDICATOR;Year;Value\n<b>;2023;5,1\n")
        assert described._repr_html_().startswith("<pre>") and "<b>" not in described._repr_html_()

    def test_one_thing_has_no_plural(self):
        """1 observation, 1 target with a number; several have their s."""
        one = JOBS.observe("2021", "37.62")
        goal = Target(JOBS, tj.plan(14), Figure.at_least("175", "万人"))
        dataset = Dataset("mine", observations=(one,), targets=(goal,))
        texts = (
            dataset.text("en"),
            dataset[JOBS.code].text("en"),
            repr(dataset),
            str(tj.views.pages.review(dataset)),
        )
        texts += (tj.evaluate(dataset, tj.plan(14)).text("en"), str(page(dataset, "en")))
        assert not re.search(
            r"\b1 (indicator|observation|target|claim|figure|printed change|aim)s\b",
            " ".join(texts),
        )
        assert dataset.text("en") == "mine: 1 indicator, 1 observation, 1 target"
        assert with_targets().text("en") == "mine: 1 indicator, 3 observations, 1 target"

    def test_plans(self):
        """The plans for whose years there is a target; a plan is not evaluated before its figures reach its end."""
        headings = [section.heading for section in page(datasets.load("mohrss"), "en").sections]
        assert [h for h in headings if "evaluation" in h] == [
            f"{number}th Five-Year Plan: final evaluation" for number in (12, 13, 14)
        ]
        assert not [s for s in page(with_targets(), "en").sections if "evaluation" in s.heading]
        europe = page(datasets.load("europe-2020"), "en").sections
        assert not [s for s in europe if "evaluation" in s.heading]

    def test_groups_without_a_name(self):
        """Their code is no heading."""
        headings = [section.heading for section in page(with_targets(), "zh").sections]
        assert "test" not in headings and "各项数值" in headings

    def test_everything_is_escaped(self):
        """Names, titles, and addresses, of which only those of the web are links."""
        source = Source("s", title=HOSTILE, url="javascript:alert(1)//" + HOSTILE)
        series = JOBS.series({"2021": "5", "2022": "6"}, source=source, printed=HOSTILE)
        made = page(Dataset("d", observations=tuple(series), zh=HOSTILE, en=HOSTILE))
        document = Document(made.html())
        assert "script" not in {tag for tag, _ in document.elements}
        assert not [a for t, a in document.elements if a.get("href", "#").startswith("javascript")]
        assert "<script>" not in made.markdown()

    def test_sections_can_be_added(self):
        """A section has texts, tables, sources and pictures: what has `svg` and `text`."""

        class Dot:
            text = "a dot"

            def svg(self) -> str:
                return '<svg role="img" viewBox="0 0 2 2"><circle r="1"/></svg>'

        more = Section("Dots", ("so", Table.of([Column("a", ("b",))]), Dot(), Source("x", "Title")))
        made = page(with_targets(), "en")
        made = attrs.evolve(made, sections=(*made.sections, more))
        assert (
            '<figure tabindex="0"><svg role="img"' in made.html() and ">Title</li>" in made.html()
        )
        assert made.markdown().endswith("## Dots\n\nso\n| a |\n| --- |\n| b |\na dot\n- Title\n")

    def test_an_empty_dataset(self):
        """A page with a title alone."""
        made = page(Dataset("nothing"))
        assert made.sections == () and Document(made.html()) and made.markdown() == "# nothing\n"
        assert repr(made) == "<Page nothing: 0 sections>"

    def test_what_is_no_dataset(self):
        """The error says how to make one."""
        with pytest.raises(RecordTypeError, match=r"Dataset\('mine', observations=series\)"):
            page(JOBS.series({"2021": "5"}))

    def test_writing(self, tmp_path, monkeypatch):
        """By its suffix; a PDF needs the extra, and says so."""
        made = page(with_targets(), "en")
        for name, text in (("a.html", made.html()), ("a.MD", made.markdown())):
            made.write(tmp_path / name)
            assert (tmp_path / name).read_text("utf-8") == text
        with pytest.raises(InvalidRecordError, match=r"\.html, \.md or \.pdf"):
            made.write(tmp_path / "a.docx")
        monkeypatch.setitem(sys.modules, "typst", None)
        with pytest.raises(MissingExtraError, match="pictures"):
            made.write(tmp_path / "a.pdf")

    @languages
    def test_pdf(self, lang):
        """Of any text, on A4."""
        pytest.importorskip("typst")
        hostile = attrs.evolve(page(with_targets(), lang), title="#let x = $1$ \\ *a* " + HOSTILE)
        assert hostile.pdf().startswith(b"%PDF")


class TestFiles:
    """Datasets in files of one's own."""

    @pytest.mark.parametrize("suffix", [".csv", ".json"])
    def test_what_the_library_wrote(self, tmp_path, suffix):
        """A dataset is read as it was; records make one that is named as the file."""
        write = csv.write if suffix == ".csv" else json.write
        write(tmp_path / f"whole{suffix}", with_targets("whole"))
        records = [*with_targets().observations, *with_targets().targets]
        write(tmp_path / f"some{suffix}", records)
        some = datasets.read(tmp_path / f"some{suffix}")
        assert (
            some.code == "some"
            and list(some.observations) == records[:3]
            and list(some.targets) == records[3:]
        )
        assert datasets.read(tmp_path / f"whole{suffix}").targets == with_targets().targets

    def test_tables_and_workbooks(self, tmp_path, monkeypatch):
        """By the suffix; a workbook needs the extra, and says so."""
        (tmp_path / "own.tsv").write_text("year\tjobs\n2021\t5\n", encoding="utf-8")
        columns = {"columns": {"year": "TIME_PERIOD", "jobs": "OBS_VALUE"}}
        columns |= {"indicators": [JOBS], "defaults": {"INDICATOR": JOBS.code}}
        assert datasets.read(tmp_path / "own.tsv", **columns)[JOBS.code].series[
            "2021"
        ].figure == Figure("5", "万人")
        (tmp_path / "own.xlsx").write_bytes(b"PK\3\4")
        monkeypatch.setitem(sys.modules, "python_calamine", None)
        with pytest.raises((MissingExtraError, LoadError)):
            datasets.read(tmp_path / "own.xlsx")

    def test_a_series(self, tmp_path):
        """As its observations."""
        json.write(tmp_path / "s.json", JOBS.series({"2021": "5", "2022": "6"}))
        assert len(datasets.read(tmp_path / "s.json").observations) == 2

    def test_other_records_and_files(self, tmp_path):
        """An error, which says what is read."""
        json.write(tmp_path / "f.json", Figure("5", "%"))
        with pytest.raises(InvalidRecordError, match="leave it out"):
            datasets.read(tmp_path / "f.json", encoding="utf-8")
        with pytest.raises(RecordTypeError, match="observations and targets"):
            datasets.read(tmp_path / "f.json")
        with pytest.raises(InvalidRecordError, match=r"\.csv, .* or \.ods"):
            datasets.read(tmp_path / "f.docx")
        (tmp_path / "own.csv").write_text("年份,新增就业\n2021,37.62\n", encoding="utf-8")
        with pytest.raises(LoadError, match="TIME_PERIOD"):
            datasets.read(tmp_path / "own.csv")


class TestCommand:
    """`tjstats report`."""

    def test_a_table_of_ones_own(self, tmp_path, capsys):
        """Its columns and its indicator are arguments; several documents at once; nothing is printed."""
        (tmp_path / "own.csv").write_bytes(
            "年份,新增就业,备注\n2021,37.62,\n2022,35.55,x\n".encode("gb18030")
        )
        out = [f"--{kind}={tmp_path / kind}" for kind in ("html", "markdown")]
        given = [
            "--column",
            "年份=TIME_PERIOD",
            "--column",
            "新增就业=OBS_VALUE",
            "--column",
            "备注=",
        ]
        given += [
            "--encoding",
            "gb18030",
            "--indicator",
            "jobs,万人,flow,higher,新增就业",
            "--lang",
            "zh",
        ]
        assert main(["report", str(tmp_path / "own.csv"), *given, *out, "--title", "本市"]) == 0
        assert capsys.readouterr() == ("", "")
        assert "<title>本市</title>" in (tmp_path / "html").read_text("utf-8")
        assert (tmp_path / "markdown").read_text("utf-8").startswith("# 本市\n")
        assert main([str(tmp_path / "own.csv"), *given]) == 0
        assert "35.55万人" in capsys.readouterr().out

    def test_columns_that_are_not_known(self, tmp_path, capsys):
        """The message says how to name them here."""
        (tmp_path / "own.csv").write_text("year,jobs\n2021,5\n", encoding="utf-8")
        assert main([str(tmp_path / "own.csv")]) == 2
        told = capsys.readouterr().err
        assert "read with --column year=TIME_PERIOD" in told
        assert told.endswith("here: --indicator jobs,person,flow\n")
        for wrong in (
            ["--column", "year"],
            ["--indicator", "jobs"],
            ["--indicator", "jobs,万人,fluss"],
        ):
            assert main(["report", str(tmp_path / "own.csv"), *wrong]) == 2
        assert "is not a column such as year=TIME_PERIOD" in capsys.readouterr().err
        for direction in ("", ",lower", ",lower,失业"):
            given = ["--indicator", f"jobs,万人,flow{direction}", "--column", "year=TIME_PERIOD"]
            assert main([str(tmp_path / "own.csv"), *given, "--column", "jobs=OBS_VALUE"]) == 0
            assert ("失业" if "失业" in direction else "jobs") in capsys.readouterr().out
        assert main(["report", "x.csv", "--column", "年份", "--lang", "zh"]) == 2
        assert "没有指明列" in capsys.readouterr().err

    def test_files_of_records(self, tmp_path, capsys):
        """A JSON document is reported on and evaluated as a built-in dataset is."""
        json.write(tmp_path / "mine.json", with_targets())
        assert main(["evaluate", str(tmp_path / "mine.json"), "--plan", "14", "--lang", "en"]) == 0
        assert "New jobs" in capsys.readouterr().out
        assert main(["report", "tianjin-14th-plan", f"--html={tmp_path / 'a.html'}"]) == 0
        assert Document((tmp_path / "a.html").read_text("utf-8"))
        assert main(["report", str(tmp_path / "none.csv")]) == 2
        assert "no such file" in capsys.readouterr().err
