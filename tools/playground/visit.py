"""The built page as readers meet it: opened in headless Chromium at the width of a desk and of a
phone, light and dark, in both languages. Skipped where there is no Chromium.

It fails on a request that leaves the page, an error in the console, a page wider than its window,
a serious or critical finding of axe-core, or an answer that is not that of the library.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser
from tools.browser import Heard, barriers, browsing, overflow
from tools.playground.answer import WORDS

from tjstats import zh

BUILT: Final = Path(__file__).parent.parent.parent / "build" / "playground"
SHOTS: Final = BUILT.with_name("playground-shots")

TEXT: Final = "最低工资标准由每月2180元提高到2320元，增幅达7.4%。城镇新增就业超过175万人。<b>"
SAYS: Final = """table => {
  const wanted = document.createElement("div");
  wanted.innerHTML = table;
  return document.querySelector("#answer .tjstats").textContent === wanted.textContent;
}"""
VISITS: Final = (
    ("zh-CN", "light", {"width": 1280, "height": 900}),
    ("en-GB", "dark", {"width": 1280, "height": 900}),
    ("zh-CN", "dark", {"width": 375, "height": 800}),
    ("en-GB", "light", {"width": 375, "height": 800}),
)


def visit(browser: Browser, origin: str, locale: str, theme: str, window: dict[str, int]) -> float:
    """Open the page, check a text, and give the seconds from opening to the first answer."""
    context = browser.new_context(locale=locale, color_scheme=theme, viewport=window)
    heard, page = Heard(context), context.new_page()
    start = time.perf_counter()
    page.goto(origin)
    page.fill("#text", TEXT)
    page.wait_for_selector("#answer table", timeout=120_000)
    seconds = time.perf_counter() - start
    lang = locale[:2]
    assert page.text_content(".tjstats-text").endswith(TEXT)
    assert page.locator("#answer mark").count() == len(zh.read(TEXT))
    assert page.locator("#answer mark[data-wrong]").count() == 1
    assert page.evaluate(SAYS, zh.check(TEXT).table(lang).html())
    faults = [*overflow(page), *barriers(page)]
    page.screenshot(path=SHOTS / f"{lang}-{theme}-{window['width']}.png", full_page=True)
    other = "en" if lang == "zh" else "zh"
    page.click("#language")
    page.wait_for_selector(f"#answer h2:text-is('{WORDS[other]['claims']}')")
    assert page.evaluate(SAYS, zh.check(TEXT).table(other).html())
    context.close()
    faults += heard.faults(origin)
    assert not faults, faults
    return seconds


def main() -> None:
    """Serve the page from this computer, and visit it."""
    with browsing(BUILT) as (browser, origin):
        SHOTS.mkdir(exist_ok=True)
        for locale, theme, window in VISITS:
            seconds = visit(browser, origin, locale, theme, window)
            print(f"{locale}, {theme}, {window['width']} wide: answer after {seconds:.1f} s")


if __name__ == "__main__":
    main()
