"""`python -m tjstats`: the report on a built-in dataset; `python -m tjstats check FILE`: the claims
of a Chinese text.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import attrs

from tjstats._version import __version__
from tjstats.datasets import load, names
from tjstats.errors import TjstatsError
from tjstats.formats import json
from tjstats.values.languages import Language
from tjstats.values.verdicts import Verdict
from tjstats.views.plans import plans_table
from tjstats.views.report import WIDTH, checks, report
from tjstats.zh.checking import check
from tjstats.zh.decoding import decoded

DEFAULT: Final = "tianjin-14th-plan"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report, or with `check` the claims of a text.

    The exit status is 0, 1 where a claim is inconsistent, or 2 for a wrong call.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _check(given[1:]) if given[:1] == ["check"] else _dataset(given)
    except OSError as error:
        print(
            f"tjstats: {error.filename}: {(error.strerror or str(error)).lower()}", file=sys.stderr
        )
    except TjstatsError as error:
        print(f"tjstats: {error}", file=sys.stderr)
    return 2


def _dataset(arguments: Sequence[str]) -> int:
    """Print the report on a dataset."""
    parser = argparse.ArgumentParser(
        prog="python -m tjstats",
        description="Report on a dataset of published statistics. "
        "`check FILE` checks a Chinese text against itself.",
    )
    parser.add_argument(
        "dataset",
        nargs="?",
        help=f"one of: {', '.join(names())} (default: {DEFAULT}, and new urban jobs by plan)",
    )
    _add_layout(parser)
    parser.add_argument("--version", action="version", version=f"tjstats {__version__}")
    options = parser.parse_args(arguments)
    _print(_report(options.dataset, options.lang, max(60, options.width)))
    return 0


def _report(name: str | None, lang: Language, width: int) -> str:
    """The report on a dataset; without a name, on the page, with the country's new urban jobs in
    three plans.
    """
    if name is not None:
        return report(load(name), lang, width)
    country = load("mohrss")
    jobs = plans_table(country, ["employment.new_urban_jobs"], lang)
    title = f"{jobs.caption} (python -m tjstats {country.code})"
    return (
        f"{report(load(DEFAULT), lang, width)}\n\n{attrs.evolve(jobs, caption=title).text(width)}"
    )


def _check(arguments: Sequence[str]) -> int:
    """Print the claims that a text makes about its own figures, with their places."""
    parser = argparse.ArgumentParser(
        prog="python -m tjstats check", description="Check a Chinese text against itself."
    )
    parser.add_argument("file", help="a text file, UTF-8 or GB 18030; - reads standard input")
    parser.add_argument(
        "--published", type=date.fromisoformat, help="the day of publication, as 2025-11-13"
    )
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")
    _add_layout(parser)
    options = parser.parse_args(arguments)
    data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    text, encoding = decoded(data, options.file)
    if encoding != "utf-8":
        print(f"tjstats: {options.file} is not UTF-8; read as {encoding}", file=sys.stderr)
    answers = check(text, published=options.published)
    _print(
        json.dumps(answers, indent=1)
        if options.json
        else checks(text, answers, options.lang, max(60, options.width))
    )
    return 1 if any(answer.verdict is Verdict.NO for answer in answers) else 0


def _add_layout(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang", choices=("en", "zh"), default="en", help="language of the report (default: en)"
    )
    parser.add_argument(
        "--width", type=int, default=WIDTH, help=f"terminal cells a line (default: {WIDTH})"
    )


def _print(text: str) -> None:
    """Print, also to a terminal whose encoding lacks Chinese, and to a pipe that was closed."""
    if "utf" not in (sys.stdout.encoding or "").lower() and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
