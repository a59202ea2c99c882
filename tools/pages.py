"""The pages that readers meet: report pages, a checked and a marked text, the outputs of a
notebook, and the documentation, opened in headless Chromium, light and dark, at the width of a
phone and of a desk, in both languages. Skipped where there is no Chromium.

`nox -s pages` builds the documentation and runs this. It fails on a request that leaves the page,
an error in the console, a page wider than its window, words of a picture too small to read, and a
serious or critical finding of axe-core. The screenshots are in build/pages/shots.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page
from tools.browser import Heard, barriers, browsing, overflow

import tjstats as tj
from tjstats import datasets, zh
from tjstats.__main__ import main as tjstats
from tjstats.values.languages import Language
from tjstats.views.pages import page as report

BUILD: Final = Path(__file__).parent.parent / "build"
MADE: Final = BUILD / "pages"
SHOTS: Final = MADE / "shots"
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
TEXT: Final = (
    "2025年，全市进出口总额912.8亿元，比上年增加71.5亿元，增长8.5%。年末常住人口856.3万人，比上年末减少1.7万人。\n"
    "一般公共预算收入由上年的612.8亿元增加到648.3亿元，增长6.8%。<b>城镇新增就业</b>超过36万人。\n"
)
SITE: Final = (
    "index.html", "tutorial.html", "how-to/pictures.html", "pitfalls/index.html",
    "explanation/pace.html", "reference/units.html", "glossary.html", "names/errors.html",
    "decisions/index.html", "search.html", "zh/index.html", "zh/tutorial.html",
    "zh/how-to/pictures.html",
)  # fmt: skip
VIEWS: Final = [(theme, width) for width in (1300, 400) for theme in ("light", "dark")]
LEAST: Final = 10.9  # pixels of the words in a picture, on the screen

SMALL: Final = """least => [...document.querySelectorAll("svg.tjp text, img[src*='svg']")]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().width)
  .map(each => each.tagName == "IMG"
    ? [12 * each.width / each.naturalWidth, each.alt]
    : [parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a, each.textContent])
  .filter(([size]) => size < least)
  .map(([size, words]) => `${size.toFixed(1)} px: ${words.slice(0, 60)}`)"""


# --- what is opened -------------------------------------------------------------------------------


def build() -> list[str]:
    """Write the pages of the library, and give their paths below build/."""
    shutil.rmtree(MADE, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    text = MADE / "text.txt"
    text.write_text(TEXT, "utf-8")
    for lang in LANGUAGES:
        for name in ("mohrss", "europe-2020"):
            report(datasets.load(name), lang).write(MADE / f"{name}-{lang}.html")
        tjstats(["check", str(text), "--lang", lang, "--html", str(MADE / f"check-{lang}.html")])
        bare("marked text", lang, [zh.marked(TEXT, lang=lang)], MADE / f"marked-{lang}.html")
        with tj.language(lang):
            bare("notebook", lang, outputs(), MADE / f"notebook-{lang}.html")
    return sorted(f"pages/{path.name}" for path in MADE.glob("*.html"))


def bare(title: str, lang: Language, parts: list[str], path: Path) -> None:
    """Write a page that has no style of its own, as what stands around an output."""
    outputs = "".join(f"<section>{part}</section>" for part in parts)
    path.write_text(
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>:root{color-scheme:light dark;font-family:sans-serif}</style>"
        f"<main><h1>{escape(title)}</h1>{outputs}</main></html>",
        "utf-8",
    )


def outputs() -> list[str]:
    """What the cells of a notebook show of records, lists, answers and pictures."""
    data = datasets.load("mohrss")
    entry = data["employment.new_urban_jobs"]
    [goal, *_] = [target for target in entry.targets if target.period == tj.plan(14).period]
    jobs = entry.series
    shown = (
        data,
        entry,
        jobs,
        goal,
        jobs.growth(),
        tj.assess(goal, jobs),
        tj.remaining(goal, jobs),
        tj.track(goal, jobs, "plan-linear"),
        tj.compare(jobs, tj.plan(13), tj.plan(14)),
        tj.evaluate(data, tj.plan(14)),
        tj.review(data),
        zh.read(TEXT),
        zh.check(TEXT),
    )
    return list(html_of(shown))


def html_of(shown: tuple[object, ...]) -> Iterator[str]:
    """The HTML of some objects, of an answer with a picture also that."""
    for each in shown:
        yield each._repr_html_()
        if hasattr(each, "picture"):
            yield each.picture().html()


# --- what is asked of each ------------------------------------------------------------------------


def visit(browser: Browser, origin: str, path: str) -> list[str]:
    """The faults of a page in every view."""
    context = browser.new_context(bypass_csp=False)
    heard, page, faults = Heard(context), context.new_page(), []
    page.goto(origin + path)
    for theme, width in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        faults += [f"{theme}, {width}: {fault}" for fault in seen(page)]
        name = path.removeprefix("pages/").removesuffix(".html").replace("/", "-")
        page.screenshot(path=SHOTS / f"{name}-{theme}-{width}.png", full_page=True)
    faults += heard.faults(origin)
    context.close()
    return faults


def seen(page: Page) -> list[str]:
    """The faults of a page as it is shown now."""
    small = page.evaluate(SMALL, LEAST)
    return [*overflow(page), *small[:3], *barriers(page)]


def main(*words: str) -> None:
    """Build the pages, visit them and the documentation, and end with an error on a fault; if there
    are *words*, only the pages with one of them in their path.
    """
    if not (BUILD / "site" / "index.html").exists():
        raise SystemExit("build/site is missing; `nox -s pages` builds it")
    known = [*build(), *(f"site/{name}" for name in SITE)]
    paths = [path for path in known if any(word in path for word in words or [""])]
    failed = 0
    with browsing(BUILD) as (browser, origin):
        for path in paths:
            start = time.perf_counter()
            faults = visit(browser, origin, path)
            failed += bool(faults)
            print(f"{path}: {time.perf_counter() - start:.1f} s", *faults, sep="\n    ", flush=True)
    if failed:
        raise SystemExit(f"{failed} of {len(paths)} pages have faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
