"""`python -m tjstats`: the report on a built-in dataset, in English or Chinese."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Final

import attrs

from tjstats._version import __version__
from tjstats.datasets import load, names
from tjstats.errors import TjstatsError
from tjstats.views.plans import plans_table
from tjstats.views.report import WIDTH, report

DEFAULT: Final = "tianjin-14th-plan"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; the exit status is 0, or 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m tjstats", description="Report on a dataset of published statistics.")
    parser.add_argument(
        "dataset", nargs="?", help=f"one of: {', '.join(names())} (default: {DEFAULT}, and new urban jobs by plan)"
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the report (default: en)")
    parser.add_argument("--width", type=int, default=WIDTH, help=f"terminal cells a line (default: {WIDTH})")
    parser.add_argument("--version", action="version", version=f"tjstats {__version__}")
    options = parser.parse_args(arguments)
    try:
        text = _report(options.dataset, options.lang, max(60, options.width))
    except TjstatsError as error:
        print(f"tjstats: {error}", file=sys.stderr)
        return 2
    _print(text)
    return 0


def _report(name: str | None, lang: str, width: int) -> str:
    """The report on a dataset; without a name, on the page, with the country's new urban jobs in three plans."""
    if name is not None:
        return report(load(name), lang, width)
    country = load("mohrss")
    jobs = plans_table(country, ["employment.new_urban_jobs"], lang)
    title = f"{jobs.caption} (python -m tjstats {country.code})"
    return f"{report(load(DEFAULT), lang, width)}\n\n{attrs.evolve(jobs, caption=title).text(width)}"


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
