"""A table of one's own on the command line: its arguments as options, what was seen of it, and
messages that speak of options.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shlex import quote
from typing import Any, Final

from tjstats import formats
from tjstats.datasets import dataset_of
from tjstats.errors import LoadError, Problem, TjstatsError
from tjstats.formats.description import Description, describe
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Indicator
from tjstats.values.languages import Language, language_of

__all__ = [
    "SUFFIXES",
    "add_table_arguments",
    "described",
    "in_options",
    "own_dataset",
]

SUFFIXES: Final = (
    *(".csv", ".tsv", ".json", ".xml", ".arrow"),
    *(".xlsx", ".xls", ".xlsb", ".ods"),
)
# The options that are arguments of a reader by the same name.
_PLAIN: Final = {
    "encoding": "of the table: gb18030, cp1252",
    "delimiter": "between the cells: ; or tab",
    "decimal": "the sign of decimals: a comma",
    "thousands": "the sign between thousands: .",
    "dates": "the form of its times: %%d/%%m/%%Y",
    "layout": "wide: years as columns; else long",
    "across": "what the columns of values are, with --layout wide: INDICATOR, REF_AREA",
    "sheet": "of a workbook",
}
_PAIRS: Final = {
    "column": "what a column is: year=TIME_PERIOD, jobs=OBS_VALUE; note= leaves one out",
    "missing": "what a mark means: ..=missing, c=suppressed",
    "default": "what all rows have: FREQ=Q, REF_AREA=CN",
}
_ARGUMENTS: Final = {"column": "columns", "missing": "missing", "default": "defaults"}


def add_table_arguments(parser: ArgumentParser) -> None:
    """Add the options for a table: its indicators, and what its columns and signs are."""
    table = parser.add_argument_group(
        "a table of your own", "as it is seen, if an option is left out"
    )
    table.add_argument(
        "--indicator",
        type=_indicator,
        action="append",
        default=[],
        metavar="CODE,UNIT,…",
        help="an indicator of the table: code, unit, nature, direction, name: jobs,person,flow",
    )
    for name, meaning in _PAIRS.items():
        table.add_argument(
            f"--{name}", type=_pair, action="append", default=[], metavar="NAME=…", help=meaning
        )
    for name, meaning in _PLAIN.items():
        choices = ("long", "wide") if name == "layout" else None
        table.add_argument(f"--{name}", help=meaning, choices=choices)
    table.add_argument("--unknown-units", choices=("keep",), help="keep units that no table knows")


def _indicator(text: str) -> Indicator:
    parts = text.split(",", 4)
    if len(parts) < 3:
        problem = "is not an indicator such as jobs,person,flow,higher,New jobs"
        raise ArgumentTypeError(f"{text!r} {problem}")
    code, unit, nature, direction, name = (*parts, *("neither", "")[len(parts) - 3 :])
    try:
        return Indicator(code, unit, nature, direction, **{language_of(name): name})  # type: ignore[arg-type]
    except TjstatsError as error:
        raise ArgumentTypeError(str(error)) from None


def _pair(text: str) -> tuple[str, str | None]:
    name, sign, meant = text.rpartition("=")
    if not sign or not name:
        raise ArgumentTypeError(f"{text!r} is not a column such as year=TIME_PERIOD")
    return name, meant or None


# --- the table ------------------------------------------------------------------------------------


def own_dataset(options: Namespace, say: Callable[[str], None], lang: Language) -> Dataset:
    """The dataset in the file that the options name, read as they say, else as it is seen to be;
    what was assumed is said. Raises as the readers.
    """
    name = options.dataset
    seen = describe(name, options.sheet)
    own = _given(options)
    if seen.reader in ("json", "arrow"):
        return dataset_of(getattr(formats, seen.reader).read(name, **own), Path(name).stem)
    if seen.reader == "zh":
        raise LoadError((Problem("", f"{seen.kind}: tjstats check {name} reads it"),))
    arguments = _joined(seen, own)
    assumed = _as_options({key: value for key, value in seen.arguments.items() if key not in own})
    if assumed or seen.notes:
        lines = [f"{_ASSUMED[lang]}{''.join(assumed)}"] if assumed else []
        say("\n".join(f"tjstats: {name}: {line}" for line in (*lines, *seen.notes)))
    found = getattr(formats, seen.reader).read(name, **arguments)
    return dataset_of(found, Path(name).stem)


_ASSUMED: Final[dict[Language, str]] = {"en": "read with", "zh": "读取方式："}


def _given(options: Namespace) -> dict[str, Any]:
    """The arguments of a reader that the options give."""
    plain = (*_PLAIN, "unknown_units")
    given = {name: value for name in plain if (value := getattr(options, name)) is not None}
    if given.get("delimiter") == "tab":
        given["delimiter"] = "\t"
    pairs = {_ARGUMENTS[name]: dict(getattr(options, name)) for name in _PAIRS}
    given |= {name: value for name, value in pairs.items() if value}
    if options.indicator:
        given["indicators"] = options.indicator
    return given


def _joined(seen: Description, own: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that were seen, with those given: of columns of one meaning the given one."""
    layout = seen.arguments.get("layout", "long")
    found = dict(seen.arguments) if own.get("layout", layout) == layout else {}
    taken = {*own.get("columns", {}).values()}
    columns = found.get("columns", {}).items()
    found["columns"] = {name: None if meant in taken else meant for name, meant in columns}
    joined = {**found, **own}
    for name in ("columns", "missing", "defaults"):
        joined[name] = {**found.get(name, {}), **own.get(name, {})}
    indicators = own.get("indicators", [])
    if len(indicators) == 1 and "INDICATOR" not in (*seen.columns.values(), *taken):
        joined["defaults"] = {"INDICATOR": indicators[0].code, **joined["defaults"]}
    return {name: value for name, value in joined.items() if value != {}}


# --- as options -----------------------------------------------------------------------------------


def described(name: str, seen: Description, program: str) -> str:
    """What a file is, and the command that reports on it."""
    if seen.reader == "zh":
        return f"{seen}\n{program} check {quote(name)}"
    options = "".join(_as_options(seen.arguments))
    indicator = "" if seen.call.endswith("(path)") else " --indicator CODE,UNIT,NATURE"
    return f"{seen}\n{program} report {quote(name)}{options}{indicator}"


def _as_options(arguments: Mapping[str, Any]) -> list[str]:
    """The options that are arguments of a reader, each with a space before it."""
    found = []
    for name, value in arguments.items():
        option = next((each for each, of in _ARGUMENTS.items() if of == name), name)
        if isinstance(value, Mapping):
            pairs = (quote(f"{key}={meant or ''}") for key, meant in value.items())
            found += [f" --{option} {pair}" for pair in pairs]
        elif name != "indicators":
            written = "tab" if value == "\t" else str(value)
            found.append(f" --{option.replace('_', '-')} {quote(written)}")
    return found


_HELP: Final[dict[Language, str]] = {"en": "here:", "zh": "在命令行："}
_PROPOSED: Final = re.compile(r"columns=(\{.*\}); 'breakdown:sex'", re.DOTALL)
_WRITTEN: Final = re.compile(
    rf"\b({'|'.join((*_PLAIN, 'unknown_units', 'missing', 'defaults', 'columns'))})="
    r"('[^']{0,200}'|\{[^{}]{1,400}\})"
)


def in_options(message: str, lang: Language) -> str:
    """A message with options in place of a reader's arguments, and below it those that name columns
    or an indicator.
    """
    below = "".join(_to_add(message))
    shown = _WRITTEN.sub(lambda found: _option(found[0], found[1], found[2]), message)
    return f"{shown}\n{_HELP[lang]}{below}" if below else shown


def _option(whole: str, name: str, value: str) -> str:
    try:
        read = literal_eval(value)
    except (SyntaxError, ValueError):  # an ellipsis, for what nobody knows
        return whole
    return "".join(_as_options({name: read})).strip()


def _to_add(message: str) -> Iterator[str]:
    if "defaults={'INDICATOR'" in message or "indicators=[Indicator" in message:
        yield " --indicator jobs,person,flow"
        return
    proposed = _PROPOSED.search(message)
    if proposed is not None:
        yield from _as_options({"columns": literal_eval(proposed[1])})
