"""The command line, `tjstats` or `python -m tjstats`: reports on datasets, built-in or in a file,
and checks of Chinese texts.
"""

from __future__ import annotations

import argparse
import errno
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import Any, Final, NamedTuple, NoReturn

import attrs

from tjstats._version import __version__
from tjstats.datasets import load, names
from tjstats.errors import EncodingError, LoadError, NotTextError, TjstatsError, UnknownCodeError
from tjstats.formats import json
from tjstats.formats.description import describe
from tjstats.questions.evaluation import evaluate
from tjstats.records.datasets import Dataset
from tjstats.tables import Table
from tjstats.values.languages import Language
from tjstats.values.periods import AsOf, Period
from tjstats.values.plans import Plan, plan
from tjstats.values.verdicts import Verdict
from tjstats.views.own_tables import (
    SUFFIXES,
    add_table_arguments,
    described,
    in_options,
    own_dataset,
)
from tjstats.views.pages import page
from tjstats.views.report import WIDTH, checks, first_page, report
from tjstats.zh.checking import check
from tjstats.zh.decoding import decoded
from tjstats.zh.marking import marked
from tjstats.zh.text import chinese_only

DEFAULT: Final = "tianjin-14th-plan"
COUNTRY: Final = "china-plans"
JOBS: Final = "mohrss"
NARROWEST: Final = 60  # cells per line
FAILED: Final = 2  # the status after a wrong call, or a file that cannot be read or written


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0; 1 if a claim is inconsistent; 2 after a message
    on standard error.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    lang: Language = "zh" if re.search(r"--lang[= ]zh\b", " ".join(given)) else "en"
    try:
        return _run(given)
    except KeyboardInterrupt:
        return 128 + 2  # as shells have it
    except (OSError, TjstatsError) as error:
        _say(f"{_usage(error)}tjstats: {_message(error, lang)}")
        return FAILED


def _run(given: list[str]) -> int:
    try:
        options = _parser().parse_args(_with_command(given))
    except SystemExit:  # after --help and --version
        _print("", end="")
        return 0
    command = next(command for command in COMMANDS if command.name == options.command)
    return command.run(options)


# --- commands -------------------------------------------------------------------------------------


class Command(NamedTuple):
    """A command. Fields: name, help, add_arguments (to a parser), run (gives the exit status)."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "dataset",
        nargs="?",
        help=f"{_DATASET_HELP} (default: {DEFAULT}, and the plans of {COUNTRY})",
    )
    for kind, name in _DOCUMENTS.items():
        parser.add_argument(
            f"--{kind}",
            type=_out(kind),
            metavar="OUT",
            help=f"write the report as {name}: out{_ENDS[kind][0]}",
        )
    parser.add_argument("--title", help="the title of the document (default: that of the dataset)")
    add_table_arguments(parser)
    _add_layout(parser)


def _report(options: argparse.Namespace) -> int:
    lang, width = _language(options), options.width
    written = {kind: getattr(options, kind) for kind in _DOCUMENTS if getattr(options, kind)}
    if options.dataset is None and not written:
        _print(first_page(load(DEFAULT), load(COUNTRY), load(JOBS), lang, width))
        return 0
    dataset = _dataset(options.dataset or DEFAULT, options)
    if not written:
        _print(report(dataset, lang, width))
        return 0
    made = page(dataset, lang)
    if options.title:
        made = attrs.evolve(made, title=options.title)
    for kind, out in written.items():
        content = made.pdf() if kind == "pdf" else getattr(made, kind)().encode()
        Path(out).write_bytes(content)
    return 0


# What a report can be written as: the method of a page, and its name.
_DOCUMENTS: Final = {"html": "one HTML file", "markdown": "Markdown", "pdf": "PDF"}
_ENDS: Final = {
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown", ".txt"),
    "pdf": (".pdf",),
}
_DATASET_HELP: Final = f"one of {', '.join(names())}, or a file: .csv, .json, .xlsx"


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a text file, UTF-8 or GB 18030; - reads standard input")
    parser.add_argument(
        "--published", type=_day, metavar="DAY", help="the day of publication: 2025-11-13"
    )
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")
    parser.add_argument(
        "--html",
        type=_out("html"),
        metavar="OUT",
        help="write the text with its figures marked: out.html",
    )
    _add_layout(parser)


def _check(options: argparse.Namespace) -> int:
    text, encoding = decoded(_bytes_of(options.file), options.file)
    if encoding != "utf-8":
        _say(f"tjstats: {_READ_AS[options.lang or 'en'].format(options.file, encoding)}")
    if not text.strip():
        raise NotTextError(options.file, "empty")
    answers = check(chinese_only(text, options.file), published=options.published)
    if options.json:
        _print(json.dumps(answers, indent=1))
    else:
        _print(checks(text, answers, options.lang, options.width))
    if options.html is not None:
        shown = marked(text, published=options.published, lang=options.lang)
        Path(options.html).write_text(
            shown.page(shown.heading or Path(options.file).name), encoding="utf-8"
        )
    return 1 if any(answer.verdict is Verdict.NO for answer in answers) else 0


def _evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", help=_DATASET_HELP)
    parser.add_argument(
        "--plan",
        type=_plan,
        required=True,
        metavar="PLAN",
        help="China's plan by its number, 14 is 2021-2025; another by its years: 2011-2020",
    )
    parser.add_argument(
        "--at", type=_day, metavar="DAY", help="use only figures published by that day: 2023-06-30"
    )
    parser.add_argument("--format", choices=("text", "markdown", "html"), default="text")
    add_table_arguments(parser)
    _add_layout(parser)


def _evaluate(options: argparse.Namespace) -> int:
    at, lang = None if options.at is None else AsOf(options.at), _language(options)
    dataset = _dataset(options.dataset, options)
    evaluation = evaluate(dataset, options.plan, at)
    if dataset.targets and not evaluation.rows:
        ends = ", ".join(sorted({str(target.period) for target in dataset.targets})[:_SHOWN])
        plan = options.plan.text(lang)
        problem = f"no target of {options.dataset} is of the plan {plan}: they are for {ends}"
        raise WrongCallError("", problem)
    if options.format == "text":
        _print(evaluation.text(lang, options.width))
    else:
        _print(getattr(evaluation, options.format)(lang))
    return 0


def _describe_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a table, a workbook, a message of SDMX, JSON-stat, …")
    parser.add_argument("--sheet", help="of a workbook (default: the one with the most values)")
    _add_layout(parser)


def _describe(options: argparse.Namespace) -> int:
    _print(described(options.file, describe(options.file, options.sheet), _program()))
    return 0


def _datasets_arguments(parser: argparse.ArgumentParser) -> None:
    _add_layout(parser)


def _datasets(options: argparse.Namespace) -> int:
    lang: Language = options.lang or "en"
    rows = []
    for dataset in map(load, names()):
        parts = (dataset.indicators, dataset.observations, dataset.targets, dataset.sources)
        rows.append((dataset.code, dataset.name(lang), *map(str, map(len, parts))))
    _print(Table(_DATASET_COLUMNS[lang], tuple(rows)).text(options.width))
    return 0


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """A command without arguments of its own."""


def _mcp(options: argparse.Namespace) -> int:
    from tjstats.mcp import server

    server().run()
    return 0


_READ_AS: Final[dict[Language, str]] = {
    "en": "{} is not UTF-8; read as {}",
    "zh": "{}不是UTF-8编码，已按{}读取",
}
_SHOWN: Final = 12  # times of targets in a message
_DATASET_COLUMNS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("dataset", "title", "indicators", "observations", "targets", "sources"),
    "zh": ("数据集", "名称", "指标", "观测值", "目标", "来源"),
}
COMMANDS: Final = (
    Command("report", "report on a dataset, in print or as a page", _report_arguments, _report),
    Command("check", "check a Chinese text for consistency", _check_arguments, _check),
    Command("evaluate", "evaluate a five-year plan", _evaluate_arguments, _evaluate),
    Command(
        "describe", "say what a file is, and which call reads it", _describe_arguments, _describe
    ),
    Command("datasets", "list the built-in datasets", _datasets_arguments, _datasets),
    Command("mcp", "serve assistants with the questions as tools (MCP)", _no_arguments, _mcp),
)


# --- arguments ------------------------------------------------------------------------------------


@attrs.define(eq=False)
class WrongCallError(TjstatsError, ValueError):
    """A command line that cannot be read."""

    usage: str
    problem: str

    def __str__(self) -> str:
        return self.problem


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongCallError(self.format_usage(), message)


def _parser() -> argparse.ArgumentParser:
    program = _program()
    parser = _Parser(
        prog=program,
        description="Reports on published statistics and checks the claims of Chinese texts.",
        epilog=f"`{program}` alone prints the report on {DEFAULT}, `{program} DATASET` that on "
        f"another dataset; `{program} COMMAND --help` explains a command. "
        "The exit status is 0, 1 if a claim is inconsistent, 2 after an error.",
    )
    parser.add_argument("--version", action="version", version=f"tjstats {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in COMMANDS:
        description = f"{command.help[0].upper()}{command.help[1:]}."
        command.add_arguments(
            commands.add_parser(command.name, help=command.help, description=description)
        )
    return parser


def _program() -> str:
    """The name under which the command line was called."""
    return "tjstats" if Path(sys.argv[0]).stem == "tjstats" else "python -m tjstats"


def _with_command(given: list[str]) -> list[str]:
    """The arguments with their command: without one, `report`. Raises `UnknownCodeError`."""
    commands = tuple(command.name for command in COMMANDS)
    leading = _leading(given)
    if given[len(leading) : len(leading) + 1] and given[len(leading)] in commands:
        given = [given[len(leading)], *leading, *given[len(leading) + 1 :]]
    first = given[0] if given else ""
    if first in ("-h", "--help", "--version", *commands):
        return given
    if first and not first.startswith("-") and first not in names() and not _is_file(first):
        _no_text(first)
        known = (*commands, *names())
        raise UnknownCodeError(first, "", what="command or built-in dataset", known=known)
    return ["report", *given]


def _leading(given: list[str]) -> list[str]:
    """The options of the output that stand before a command."""
    count = 0
    while count < len(given) and (match := _OF_OUTPUT.fullmatch(given[count])):
        count += 1 if match[1] else 2
    return given[:count]


_OF_OUTPUT: Final = re.compile(r"--(?:lang|width)(=.*)?")


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _language(options: argparse.Namespace) -> Language | None:
    """The language of a report: the one asked for, English for a built-in dataset, else None."""
    given: Language | None = options.lang
    return given if given or _is_file(options.dataset or DEFAULT) else "en"


def _no_text(name: str) -> None:
    """Raise `WrongCallError` for a text, which has no dataset but claims."""
    if Path(name).suffix.lower() in (".txt", ".md"):
        call = f"{_program()} check {name} --html out.html"
        raise WrongCallError("", f"{name} is a text, not a dataset; check its claims: {call}")


def _dataset(name: str, options: argparse.Namespace) -> Dataset:
    """The built-in dataset of a name, or that in a file. Raises `WrongCallError` for a text."""
    if not _is_file(name):
        _no_text(name)
        return load(name)  # type: ignore[arg-type]
    options.dataset = name
    return own_dataset(options, _say, options.lang or "en")


def _add_layout(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        choices=("en", "zh"),
        help="language of the output (default: that of the file; en for a built-in dataset)",
    )
    parser.add_argument(
        "--width",
        type=_width,
        default=_room(),
        metavar="CELLS",
        help=f"cells per line, at least {NARROWEST} (default: those of the terminal; of a file, "
        f"{WIDTH})",
    )


def _room() -> int:
    """The cells of a line on the terminal, as COLUMNS or the terminal says; else `WIDTH`."""
    if sys.stdout is None or sys.stdout.closed or not sys.stdout.isatty():
        return WIDTH
    return max(NARROWEST, get_terminal_size((WIDTH, 24)).columns)


def _out(kind: str) -> Callable[[str], str]:
    """A place to write to, which has no name of another kind."""

    def checked(text: str) -> str:
        if Path(text).suffix.lower() not in ("", *_ENDS[kind]):
            raise argparse.ArgumentTypeError(f"{text!r} is not a name such as out{_ENDS[kind][0]}")
        return text

    return checked


def _plan(text: str) -> Plan:
    """One of China's plans by number or name, or the years of another."""
    if years := re.fullmatch(r"([12]\d{3})[-–/]([12]\d{3})", text):
        return Plan(Period.years(int(years[1]), int(years[2])))
    try:
        return plan(int(text) if text.isdecimal() else text)
    except TjstatsError:
        problem = "is not a plan such as 14 or 2011-2020"
        raise argparse.ArgumentTypeError(f"{text!r} {problem}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2025-11-13") from None


def _width(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of cells such as {WIDTH}")
    return max(NARROWEST, int(text))


# --- input, output and messages -------------------------------------------------------------------


def _bytes_of(file: str) -> bytes:
    """The bytes of a file, of standard input for "-". Raises `OSError`."""
    if file != "-":
        return Path(file).read_bytes()
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "closed", "standard input")
    return sys.stdin.buffer.read()


def _print(text: str, end: str = "\n") -> None:
    """Print, even to a terminal whose encoding lacks Chinese or a closed pipe. Raises `OSError`."""
    if sys.stdout is None or sys.stdout.closed:
        raise OSError(errno.EBADF, "closed", "standard output")
    if "utf" not in (sys.stdout.encoding or "").lower() and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(text, end=end, flush=True)
    except OSError as error:
        with suppress(OSError):  # or Python tries to write the rest once more as it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            error.filename = "standard output"
            raise


def _say(message: str) -> None:
    """Print a message on standard error if there is one."""
    with suppress(AttributeError, OSError, ValueError):
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()


def _usage(error: Exception) -> str:
    return error.usage if isinstance(error, WrongCallError) else ""


def _message(error: OSError | TjstatsError, lang: Language) -> str:
    """What went wrong, in the language of the output."""
    if isinstance(error, OSError):
        return _failure(error, lang)
    if isinstance(error, LoadError):
        return in_options(str(error), lang)
    if lang == "zh":
        for kind, message in _IN_CHINESE:
            if isinstance(error, kind):
                return message(error)
    return str(error)


def _failure(error: OSError, lang: Language) -> str:
    """Which file could not be read or written, and why."""
    name, folder = error.filename, Path(str(error.filename)).parent
    is_lost = error.errno == errno.ENOENT and not folder.is_dir()
    reason = (error.strerror or str(error)).lower()
    if lang == "zh":
        reason = f"没有文件夹{folder}" if is_lost else _REASONS.get(error.errno or 0, reason)
        return f"{_PLACES.get(name, name)}：{reason}"
    return f"{name}: {reason}{f': there is no folder {folder}' if is_lost else ''}"


def _call_in_chinese(error: WrongCallError) -> str:
    for pattern, message in _CALLS_IN_CHINESE:
        if match := re.fullmatch(pattern, error.problem):
            return message.format(*match.groups())
    return error.problem


_PLACES: Final = {"standard input": "标准输入", "standard output": "标准输出"}
_REASONS: Final = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "没有这个文件",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "设备空间不足",
    errno.EBADF: "已关闭",
}
_NO_TEXT_IN_CHINESE: Final[dict[str, str]] = {
    "path": "{}是路径，不是文本；请先读取文件",
    "document": "{}是文档，不是纯文本；请另存为UTF-8编码的文本文件后再检查",
    "empty": "{}是空的，没有可检查的内容",
    "script": "{}中没有汉字；只能读取和检查中文文本",
}
_IN_CHINESE: Final[tuple[tuple[type[TjstatsError], Callable[[Any], str]], ...]] = (
    (
        UnknownCodeError,
        lambda e: f"没有命令或内置数据集“{e.code}”；可用：{', '.join(e.known or e.suggestions)}",
    ),
    (EncodingError, lambda e: f"{e.name}既不是UTF-8编码，也不是GB 18030编码；请存为UTF-8"),
    (NotTextError, lambda e: _NO_TEXT_IN_CHINESE[e.kind].format(e.name)),
    (WrongCallError, _call_in_chinese),
)
# What argparse says, and what it says in Chinese.
_CALLS_IN_CHINESE: Final = (
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "参数{0}：没有{1}；可用：{2}"),
    (r"argument (.+): expected one argument", "参数{0}：缺少值"),
    (r"argument (.+): ignored explicit argument (.+)", "参数{0}：不需要值{1}"),
    (r"argument (.+): (.+) is not a day such as (.+)", "参数{0}：{1}不是日期，写法如{2}"),
    (r"argument (.+): (.+) is not a column such as (.+)", "参数{0}：{1}没有指明列，写法如{2}"),
    (r"argument (.+): (.+) is not an indicator such as (.+)", "参数{0}：{1}不是指标，写法如{2}"),
    (
        r"argument (.+): (.+) is not a number of cells such as (.+)",
        "参数{0}：{1}不是宽度，写法如{2}",
    ),
    (
        r"(.+) is a text, not a dataset; check its claims: (.+)",
        "{0}是文本，不是数据集；核对其中的表述：{1}",
    ),
    (r"the following arguments are required: (.+)", "缺少参数：{0}"),
    (r"argument (.+): (.+) is not a name such as (.+)", "参数{0}：{1}的扩展名不对，写法如{2}"),
    (r"argument (.+): (.+) is not a plan such as (.+)", "参数{0}：{1}不是规划，写法如{2}"),
    (
        r"no target of (.+) is of the plan (.+): they are for (.+)",
        "{0}中没有{1}规划的目标：其目标为{2}",
    ),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
    (r"ambiguous option: (.+) could match (.+)", "参数{0}不明确：可能是{1}"),
)


if __name__ == "__main__":
    sys.exit(main())
