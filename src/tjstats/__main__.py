"""`python -m tjstats`: the report on a built-in dataset, in English or Chinese."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tjstats._version import __version__
from tjstats.datasets import load, names
from tjstats.errors import TjstatsError
from tjstats.views.report import WIDTH, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; the exit status is 0, or 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m tjstats", description="Report on a dataset of published statistics.")
    parser.add_argument("dataset", nargs="?", default="tianjin-14th-plan", help=f"one of: {', '.join(names())}")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the report (default: en)")
    parser.add_argument("--width", type=int, default=WIDTH, help=f"terminal cells a line (default: {WIDTH})")
    parser.add_argument("--version", action="version", version=f"tjstats {__version__}")
    options = parser.parse_args(arguments)
    try:
        text = report(load(options.dataset), options.lang, max(60, options.width))
    except TjstatsError as error:
        print(f"tjstats: {error}", file=sys.stderr)
        return 2
    _print(text)
    return 0


def _print(text: str) -> None:
    """Print, also to a terminal whose encoding lacks Chinese, and to a pipe that was closed."""
    if "utf" not in (sys.stdout.encoding or "").lower() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
