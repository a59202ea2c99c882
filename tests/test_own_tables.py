"""A table of one's own on the command line: read as `describe` sees it, with options above that."""

import shlex

import pytest

from tests.formats import needs
from tests.test_workbooks_and_sniffing import WIDE, workbook
from tjstats.__main__ import main
from tjstats.views.own_tables import in_options

RATE = ("--indicator", "u,%,rate,lower,Unemployment")
FRED = "observation_date,UNRATE\n2024-01-01,3.7\n2024-02-01,.\n2024-03-01,3.8\n"
GERMAN = "Jahr;Erwerbslosenquote (ä)\n2020;5,1\n2021;6,2\n"


@pytest.fixture
def ran(tmp_path, capsys, monkeypatch):
    """Status, output and errors of a call beside a file."""

    def run(name, data, *arguments):
        monkeypatch.chdir(tmp_path)
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return main(list(arguments)), *capsys.readouterr()

    return run


def test_a_table_is_read_as_it_is_seen(ran):
    """Without an option but the indicator; what was assumed is said in options, and those read the same."""
    status, out, said = ran("a.csv", FRED, "report", "a.csv", *RATE)
    assert status == 0
    assert "3.7% (Jan 2024)" in out and "3.8% (Mar 2024)" in out
    assert "--missing .=missing" in said and "--column UNRATE=OBS_VALUE" in said
    assumed = shlex.split(said.partition("read with")[2])
    assert ran("a.csv", FRED, "report", "a.csv", *RATE, *assumed)[1] == out


def test_options_override_what_is_seen(ran):
    """An encoding, signs and columns of the caller; others are as they are seen."""
    given = ("report", "a.csv", *RATE, "--lang", "en")
    assert "6.2%" in ran("a.csv", GERMAN.encode("cp1252"), *given)[1]
    status, _, said = ran("a.csv", GERMAN.encode("cp1252"), *given, "--delimiter", ",")
    assert status == 2
    assert said.splitlines()[-1].endswith("write --delimiter ';'")
    two = "year,a,b\n2020,1,2\n2021,3,4\n"
    assert "4.00%" in ran("b.csv", two.replace("4", "4.00"), "report", "b.csv", *RATE, "--column", "b=OBS_VALUE")[1]  # fmt: skip


@needs("python_calamine")
def test_a_workbook(ran):
    """Its sheet and layout are seen."""
    data = workbook(Notes=[["about"]], data=WIDE)
    status, out, said = ran("a.xlsx", data, "report", "a.xlsx", "--indicator", "p,万人,stock")
    assert status == 0
    assert "2183.2" in out
    assert "--sheet data --layout wide" in said
    assert ran("a.xlsx", data, "report", "a.xlsx", "--sheet", "x")[0] == 2


def test_describe_is_a_command(ran):
    """What a file is, the call in Python and that of the command line, which reads the file."""
    status, out, _ = ran("a.csv", GERMAN.encode("cp1252"), "describe", "a.csv")
    assert status == 0
    assert out.startswith("a table, one observation a row\n")
    line = out.splitlines()[-1]
    assert line.startswith("python -m tjstats report a.csv --encoding cp1252 --delimiter ';'")
    call = shlex.split(line.removeprefix("python -m tjstats "))
    call[-1] = RATE[1]
    assert ran("a.csv", GERMAN.encode("cp1252"), *call)[0] == 0
    assert ran("a.csv", "", "describe", "b.csv")[0] == 2


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("write delimiter=';'", "write --delimiter ';'"),
        ("missing={':': 'missing'} reads it", "--missing :=missing reads it"),
        ("write defaults={'FREQ': 'Q'}", "write --default FREQ=Q"),
        ("name one, sheet='A b'", "name one, --sheet 'A b'"),
        ("unknown_units='keep'", "--unknown-units keep"),
        ("nothing=here", "nothing=here"),
    ],
)
def test_messages_speak_of_options(message, shown):
    """Arguments of a reader are options there."""
    assert in_options(message, "en") == shown


def test_all_columns_are_named_at_once(ran):
    """Not some now and others afterwards."""
    names = [f"c{n}" for n in range(12)]
    table = f"{','.join(names)},Year,Value\n{','.join('x' * 12)},2020,5\n"
    _, _, said = ran("a.csv", table, "report", "a.csv", *RATE, "--layout", "wide")
    assert all(f"--column {name}=" in said for name in names)


CALLS = {
    "an empty text": ("check a.txt", "a.txt is empty", "a.txt是空的"),
    "a folder that there is not": ("check b.txt --html no/x.html", "no/x.html: no such file or directory: there is no folder no", "没有文件夹no"),
    "a name of another kind": ("check b.txt --html t.png", "'t.png' is not a name such as out.html", "'t.png'的扩展名不对"),
    "a report of another kind": ("report mohrss --pdf t.html", "'t.html' is not a name such as out.pdf", "'t.html'的扩展名不对"),
    "a plan without targets": ("evaluate europe-2020 --plan 14", "no target of europe-2020 is of the plan", "europe-2020中没有十四五规划的目标"),
    "no plan": ("evaluate europe-2020 --plan 99", "'99' is not a plan such as 14 or 2011-2020", "'99'不是规划"),
}  # fmt: skip


@pytest.mark.parametrize(("call", "english", "chinese"), CALLS.values(), ids=CALLS)
def test_calls_that_cannot_be_answered(call, english, chinese, ran, tmp_path):
    """Status 2 and the reason, in either language, also with the options of the output in front; nothing is written."""
    (tmp_path / "b.txt").write_text("失业率为5.5%，比上年下降0.1个百分点。\n", "utf-8")
    for options, expected in (["--lang", "en"], english), (["--lang=zh"], chinese):
        for given in ([*call.split(), *options], [*options, *call.split()]):
            status, _, said = ran("a.txt", "", *given)
            assert (status, expected in said) == (2, True), said
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "b.txt"}


def test_the_check_is_printed_also_if_its_page_cannot_be_written(ran):
    """The answer is not lost."""
    text = "最低工资标准由2050元提高到2510元，增幅达22.4%。\n"
    assert ran("b.txt", text, "check", "b.txt", "--html", "no/x.html")[1] == ran("b.txt", text, "check", "b.txt")[1] != ""  # fmt: skip


def test_a_plan_of_ones_own(ran):
    """By its first and last year, or a name of China's."""
    status, out, _ = ran("a", "", "evaluate", "europe-2020", "--plan", "2011-2020")
    assert (status, "targets with a number" in out) == (0, True)
    by_name = ran("a", "", "evaluate", "china-plans", "--plan", "十四五")
    assert by_name == ran("a", "", "evaluate", "china-plans", "--plan", "14")
