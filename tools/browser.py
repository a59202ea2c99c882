"""Headless Chromium for the tasks that open pages, which this computer serves; what a page asked
for and complained of, and what axe-core finds in it.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS: Final = ("--no-sandbox", "--disable-quic", "--disable-background-networking")
GRAVE: Final = ("serious", "critical")


class Quiet(SimpleHTTPRequestHandler):
    """Files, without a line for each request."""

    def log_message(self, *args: object) -> None:
        pass

    def send_head(self) -> BinaryIO | BytesIO | None:
        if self.path == "/favicon.ico":  # which browsers ask for, whatever a page says
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return None
        return super().send_head()


@contextmanager
def browsing(folder: Path) -> Iterator[tuple[Browser, str]]:
    """Chromium, and the address at which it finds the files of a folder. Ends the task, as skipped,
    if there is no Chromium.
    """
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        print(f"skipped: no Chromium is installed (looked for {', '.join(NAMES)})")
        raise SystemExit(0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield browser, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
    server.shutdown()


class Heard:
    """What the pages of a context asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def faults(self, origin: str) -> list[str]:
        """The requests that leave the pages of *origin*, and the complaints."""
        inside = (origin, "data:", "blob:")
        return [
            *(f"request: {url}" for url in self.requests if not url.startswith(inside)),
            *self.complaints,
        ]


def barriers(page: Page) -> list[str]:
    """The serious and critical findings of axe-core, each with the first element it concerns."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}, {len(each['nodes'])}): {each['nodes'][0]['html'][:160]}"
        for each in found
        if each["impact"] in GRAVE
    ]


def overflow(page: Page) -> list[str]:
    """By how much a page is wider than its window."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{wide} pixels wide in a window of {room}"] if wide > room else []
