"""The built page as readers meet it: opened in headless Chromium at the width of a desk and of a
phone, light and dark, in both languages. Skipped where there is no Chromium.

It fails on a request that leaves the page, an error in the console, a page wider than its window,
or an answer that is not that of the library.
"""

from __future__ import annotations

import shutil
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from answer import WORDS
from playwright.sync_api import Browser, sync_playwright

from tjstats import zh

BUILT: Final = Path(__file__).parent.parent.parent / "build" / "playground"
SHOTS: Final = BUILT.with_name("playground-shots")
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")

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


class Quiet(SimpleHTTPRequestHandler):
    """Files, without a line for each request."""

    def log_message(self, *args: object) -> None:
        pass


def visit(browser: Browser, origin: str, locale: str, theme: str, window: dict[str, int]) -> float:
    """Open the page, check a text, and give the seconds from opening to the first answer."""
    context = browser.new_context(locale=locale, color_scheme=theme, viewport=window)
    requests: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
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
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= window["width"], f"{wide} pixels wide in a window of {window['width']}"
    page.screenshot(path=SHOTS / f"{lang}-{theme}-{window['width']}.png", full_page=True)
    other = "en" if lang == "zh" else "zh"
    page.click("#language")
    page.wait_for_selector(f"#answer h2:text-is('{WORDS[other]['claims']}')")
    assert page.evaluate(SAYS, zh.check(TEXT).table(other).html())
    context.close()
    outside = [url for url in requests if not url.startswith((origin, "data:", "blob:"))]
    assert not outside, f"requests that leave the page: {outside}"
    assert not complaints, complaints
    return seconds


def main() -> None:
    """Serve the page from this computer, and visit it."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        print("skipped: no Chromium is installed")
        return
    SHOTS.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        for locale, theme, window in VISITS:
            seconds = visit(browser, origin, locale, theme, window)
            print(f"{locale}, {theme}, {window['width']} wide: answer after {seconds:.1f} s")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
