"""The command line: its commands, and that each call ends with a message and a status, never a traceback."""

import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tjstats as tj
from tjstats.__main__ import COMMANDS, main
from tjstats.tables import cells

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
WRONG = "最低工资标准由2050元提高到2510元，增幅达23.4%。\n"
posix = pytest.mark.skipif(os.name != "posix", reason="shells of POSIX")
full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="devices of Linux")


def called(command):
    """Status, output and errors of a line of a shell, in which `tjstats` is the command line."""
    program = f"{shlex.quote(sys.executable)} -W error -m tjstats"
    done = subprocess.run(
        ["sh", "-c", command.replace("tjstats", program, 1)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_console_script_is_the_command_line():
    """The script of the package is the function that `python -m tjstats` calls."""
    assert PROJECT["project"]["scripts"] == {"tjstats": "tjstats.__main__:main"}


@pytest.mark.parametrize("width", ["80", "100"])
@pytest.mark.parametrize("command", ["", *(command.name for command in COMMANDS)])
def test_help_fits_the_terminal(command, width, capsys, monkeypatch):
    """Every command has its own, in lines of the terminal's width; the general one lists the commands."""
    monkeypatch.setenv("COLUMNS", width)
    assert main([*command.split(), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= int(width)
    assert lines[0].startswith(f"usage: python -m tjstats {command}".rstrip())
    if not command:
        assert all(any(line.split()[:1] == [c.name] for line in lines) for c in COMMANDS)


def test_the_name_of_the_script_is_shown(capsys, monkeypatch):
    """As it was called."""
    monkeypatch.setattr(sys, "argv", ["/usr/bin/tjstats"])
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: tjstats [-h]")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 100])
def test_the_list_of_datasets(lang, width, capsys):
    """Every built-in dataset with its title and sizes, within the width."""
    assert main(["datasets", "--lang", lang, "--width", str(width)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cells, lines)) <= width
    first = [line.split()[0] for line in lines[2:] if not line.startswith(" ")]
    assert first == list(tj.datasets.names())


@pytest.mark.parametrize("columns", [60, 80, 132])
@pytest.mark.parametrize(
    "command", ["", "report mohrss", "datasets", "evaluate china-plans --plan 14"]
)
def test_lines_fit_the_terminal(command, columns, capsys, monkeypatch):
    """What a command prints on a terminal is as wide as it, or as COLUMNS says; elsewhere 100 cells."""

    def most(given, terminal=None, variable=""):
        monkeypatch.setenv("COLUMNS", variable)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal is not None)
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((terminal, 24)))
        assert main(given) == 0
        return max(map(cells, capsys.readouterr().out.splitlines()))

    given = command.split()
    assert (
        most(given, terminal=columns) == most(given, terminal=9, variable=str(columns)) <= columns
    )
    assert most(given, variable="70") == most([*given, "--width", "100"], columns) <= 100
    assert most(given, terminal=20) <= 60


def test_a_table_without_an_indicator(tmp_path, capsys):
    """The error names the option that gives one, and with it the table is reported on."""
    table = tmp_path / "jobs.csv"
    table.write_text("year,jobs\n2021,34.10\n2022,38.20\n", encoding="utf-8")
    given = ["report", str(table), "--column", "year=TIME_PERIOD", "--column", "jobs=OBS_VALUE"]
    assert main(given) != 0
    option = capsys.readouterr().err.strip().rpartition("here:")[2].split()
    assert option == ["--indicator", "jobs,person,flow"]
    assert main([*given, *option]) == 0


def test_a_file_speaks_its_own_language(tmp_path, capsys):
    """Without --lang a text, or a table of one's own, is answered in the language of its words, a built-in
    dataset in English; --lang has the last word."""
    text, table = tmp_path / "release.txt", tmp_path / "jobs.csv"
    text.write_text(WRONG, encoding="utf-8")
    table.write_text("year,jobs\n2024,37.62\n2025,32.7\n", encoding="utf-8")
    columns = ["--column", "year=TIME_PERIOD", "--column", "jobs=OBS_VALUE", "--indicator"]
    chinese, english = "jobs,万人,flow,higher,新增就业", "jobs,million people,flow,higher,New jobs"
    calls = {
        ("check", str(text)): "zh",
        ("report", str(table), *columns, chinese): "zh",
        ("report", str(table), *columns, english): "en",
        ("report", "mohrss"): "en",
        ("evaluate", "china-plans", "--plan", "14"): "en",
    }
    for call, own in calls.items():
        outs = {}
        for lang in (None, "en", "zh"):
            main([*call, *(["--lang", lang] if lang else [])])
            outs[lang] = capsys.readouterr().out
        assert outs[None] == outs[own] != outs["zh" if own == "en" else "en"]


def test_a_report_is_what_a_call_without_a_command_gives(capsys):
    """`tjstats mohrss` is `tjstats report mohrss`, and options alone are those of the report."""
    for short in ([], ["mohrss"], ["--lang", "zh"], ["mohrss", "--width=80"]):
        assert main(short) == main(["report", *short]) == 0
        out = capsys.readouterr().out
        assert out[: len(out) // 2] == out[len(out) // 2 :]


def test_the_version(capsys):
    """In one line."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"tjstats {tj.__version__}\n"


WRONG_CALLS = {
    "no such command": (["chek"], "'chek'; write one of report, check", "没有命令或内置数据集“chek”"),
    "no such dataset": (["report", "mohrs"], "'mohrs'; nearest: mohrss", "“mohrs”；可用：mohrss"),
    "no such file": (["check", "nowhere.txt"], "nowhere.txt: no such file", "nowhere.txt：没有这个文件"),
    "a folder": (["check", "."], ".: is a directory", ".：是文件夹，不是文件"),
    "no file": (["check"], "arguments are required: file", "缺少参数：file"),
    "an unknown option": (["report", "--colour"], "unrecognized arguments: --colour", "不认识的参数：--colour"),
    "too many": (["report", "mohrss", "x"], "unrecognized arguments: x", "不认识的参数：x"),
    "no day": (["check", "x", "--published", "May"], "'May' is not a day such as 2025-11-13", "'May'不是日期"),
    "no width": (["report", "--width", "-3"], "'-3' is not a number of cells", "'-3'不是宽度"),
    "an option without its value": (["report", "--width"], "expected one argument", "参数--width：缺少值"),
}  # fmt: skip


@pytest.mark.parametrize(("call", "english", "chinese"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_wrong_calls(call, english, chinese, capsys):
    """Status 2, nothing on standard output, and a message in the language that the output was to have."""
    for options, expected in ([], english), (["--lang", "zh"], chinese), (["--lang=zh"], chinese):
        assert main([call[0], *options, *call[1:]] if call[0] != "chek" else [*call, *options]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert expected in err.splitlines()[-1]
        assert err.splitlines()[-1].startswith("tjstats: ")


def test_an_unknown_language(capsys):
    """The choices."""
    assert main(["report", "--lang", "fr"]) == 2
    assert "invalid choice: 'fr'" in capsys.readouterr().err


def test_a_file_in_another_encoding(capsys, tmp_path):
    """Read as GB 18030 with a note, or refused, in either language."""
    file = tmp_path / "x.txt"
    for data, english, chinese, status in (
        (WRONG.encode("gb18030"), "read as gb18030", "已按gb18030读取", 1),
        (b"\xff\xff\xff2510", "neither UTF-8 nor", "既不是UTF-8", 2),
    ):
        file.write_bytes(data)
        assert main(["check", str(file)]) == status
        assert english in capsys.readouterr().err
        assert main(["check", str(file), "--lang", "zh"]) == status
        assert chinese in capsys.readouterr().err


CLOSED = {
    "input": ("tjstats check - <&-", 2, "standard input: closed"),
    "input, in Chinese": ("tjstats check - --lang zh <&-", 2, "标准输入：已关闭"),
    "output": ("tjstats >&-", 2, "standard output: closed"),
    "output of help": ("tjstats --help >&-", 2, "standard output: closed"),
    "output of a check": (
        f"echo {WRONG.strip()} | tjstats check - --json >&-",
        2,
        "output: closed",
    ),
    "errors": ("tjstats check nowhere.txt 2>&-", 2, ""),
    "errors and output": ("tjstats mohrss >&- 2>&-", 2, ""),
    "everything": ("tjstats check - <&- >&- 2>&-", 2, ""),
    "a pipe that nobody reads": ("tjstats mohrss | true", 0, ""),
    "a full device": ("tjstats mohrss > /dev/full", 2, "standard output: no space left on device"),
    "a full device, in Chinese": ("tjstats --lang zh > /dev/full", 2, "标准输出：设备空间不足"),
    "help to a full device": ("tjstats --help > /dev/full", 2, "no space left on device"),
    "the version to a full device": ("tjstats --version > /dev/full", 2, "no space left"),
    "errors to a full device": ("tjstats nowhere 2> /dev/full", 2, ""),
}


@posix
@full
@pytest.mark.parametrize(("command", "status", "message"), CLOSED.values(), ids=CLOSED)
def test_streams_that_are_closed_or_full(command, status, message):
    """A message in one line where there is a place for it, and the status; no traceback, no second failure at the end."""
    found, _, errors = called(command)
    assert found == status
    if message:
        assert message in errors.splitlines()[-1]
    else:
        assert errors == ""
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


@posix
def test_a_check_in_a_shell():
    """Verdict in the status, claims on standard output, nothing else."""
    status, out, errors = called(f"echo {WRONG.strip()} | tjstats check - --lang en")
    assert (status, errors) == (1, "")
    assert out.startswith("2 claims: 1 inconsistent")


def test_an_interrupt(monkeypatch):
    """The status that shells give to it."""

    def interrupted(file):
        raise KeyboardInterrupt

    monkeypatch.setattr("tjstats.__main__._bytes_of", interrupted)
    assert main(["check", "-"]) == 130
