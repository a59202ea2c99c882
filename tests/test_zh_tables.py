"""Tables pasted into a text."""

import pytest

from tests.zh_tables import TABLES
from tjstats import Verdict, zh


def told(text):
    return [
        f"{r.text} {r.figure.text('zh')} {r.role.value} {r.period} {r.indicator}"
        for r in zh.read(text)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_cells(name):
    """A cell has the unit and the period of its column, brackets, header or the line above; what cannot be told is not read."""
    text, expected = TABLES[name]
    assert told(text) == expected


@pytest.mark.parametrize("name", TABLES)
def test_a_table_in_a_text(name):
    """The text around a table is read as without it, and each reading is the text at its place."""
    table, expected = TABLES[name]
    before, after = (
        "2024年末常住人口81.2万人，比上年末增加0.4万人。\n",
        "2024年粮食产量31.5万吨，增长2.1%。",
    )
    text = before + table + after
    found = zh.read(text)
    assert [r.text for r in found] == [
        *(r.text for r in zh.read(before)),
        *(row.split(" ")[0] for row in expected),
        *(r.text for r in zh.read(after)),
    ]
    assert all(text[r.start : r.end] == r.text for r in found)
    assert found[-1].change_of == len(found) - 2


def test_cells_of_several_rows_are_no_claim():
    """What stands between rows is no sentence: only the figures of one row are said to be wrong together."""
    head = "2024年收支　　单位：亿元\n项目\t2023年\t2024年\t比上年增长（%）\n"
    fits = (
        head + "税收收入\t160.0\t168.9\t5.6\n增值税\t67.1\t70.2\t4.6\n非税收入\t75.3\t82.4\t9.4\n"
    )
    assert [answer for answer in zh.check(fits) if answer.verdict is Verdict.NO] == []


def test_growth_of_the_level_before_it():
    """A growth in a column of its own is of the level before it, against the same period a year earlier."""
    found = zh.read(TABLES["bulletin annex, unit above, growth column"][0])
    growths = [r for r in found if r.role == "growth"]
    assert [r.change_of for r in growths] == [0, 2, 4]
    assert {str(r.base) for r in growths} == {"2023"}


def test_parts_in_a_table():
    """其中 in a row is a part of the last row that is none."""
    found = zh.read(TABLES["columns of spaces"][0])
    assert [r.part_of for r in found] == [None, None, 0, None, None, None]


def test_a_cell_that_is_a_path():
    """Only a text as a whole may be a path by mistake; a cell of a table may be what it likes."""
    text = "文件|单位|2020年|2024年\n/data/公报.docx|万人|12.5|13.1\nout.html|亿元|4.2|5.0\n"
    assert [reading.text for reading in zh.read(text)] == ["12.5", "13.1", "4.2", "5.0"]
    assert zh.check(text) == []


def test_growth_since_the_other_column():
    """A growth whose header names no base is against the other column of the same, where there is one."""
    name = "a unit that all but rates have, and a change since the other column"
    growth = next(r for r in zh.read(TABLES[name][0]) if r.role == "growth")
    assert str(growth.base) == "2024-12-31/P1D"
