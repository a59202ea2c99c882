"""SDMX-CSV: the columns of the standard, its code lists, and files of other offices."""

import csv as plain
import io

import pytest

import tjstats as tj
from tests.indicators import JOBS, RATE, STOCK, change_of
from tests.samples import DATASET
from tjstats import AsOf, Figure, Flag, Indicator, Period, Status
from tjstats.errors import LoadError
from tjstats.formats._sdmx import FREQUENCIES, frequency
from tjstats.formats.sdmx_csv import dumps, loads
from tjstats.rows.letters import FLAG_LETTERS, STATUS_LETTERS, STATUS_OF_LETTERS
from tjstats.values.period_texts import table_code

GDP = Indicator("GDP", "亿元", "flow", "higher")


def rows(text):
    return list(plain.DictReader(io.StringIO(text, newline="")))


def problems(text, **foreign):
    with pytest.raises(LoadError) as caught:
        loads(text, **foreign)
    return {problem.pointer for problem in caught.value.problems}


def test_the_leading_columns():
    """STRUCTURE, STRUCTURE_ID and ACTION come first, and every row belongs to a structure."""
    text = dumps(DATASET)
    assert text.startswith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,")
    assert {row["STRUCTURE"] for row in rows(text)} == {"dataflow"}
    assert {row["ACTION"] for row in rows(text)} == {"R"}
    assert all(row["STRUCTURE_ID"].startswith("TJSTATS:") for row in rows(text))


def test_an_observation_in_the_standard_s_words():
    """Digits, unit, multiplier, decimals and status are in the standard columns, bounds in further ones."""
    row = rows(
        dumps(
            [JOBS.observe("2021", Figure.over("175.0", "万人"), area="CN-TJ", status="provisional")]
        )
    )[-1]
    assert {name: row[name] for name in row if row[name] and name not in ("STRUCTURE", "ACTION")} == {
        "STRUCTURE_ID": "TJSTATS:OBSERVATIONS(1.0)", "FREQ": "A", "REF_AREA": "CN-TJ", "INDICATOR": "test.jobs", "TIME_PERIOD": "2021",
        "TIME_KIND": "period", "OBS_VALUE": "175.0", "UNIT_MEASURE": "person", "UNIT_MULT": "4", "UNIT_TEXT": "万人",
        "DECIMALS": "1", "QUALIFIER": "over", "OBS_LOWER": "175.0", "LOWER_CLOSED": "false", "OBS_STATUS": "P", "STATUS": "provisional",
            "ROWS": "2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("time", "letter"),
    [
        (Period.year(2021), "A"),
        (Period.half_year(2021, 2), "S"),
        (Period.quarter(2021, 3), "Q"),
        (Period.month(2021, 9), "M"),
        (Period.years(2021, 2025), "A5"),
        (Period.year_to_date(2025, 9), "_O"),
        (Period("2021-02-01", "2021-02-07"), "W"),
        (Period.day("2021-02-01"), "D"),
        (Period("2021-02-01", "2021-02-03"), "_O"),
        (AsOf("2020"), "_Z"),
    ],
    ids=str,
)
def test_frequency_is_the_length_of_the_period(time, letter):
    """By CL_FREQ; a point in time has none."""
    assert frequency(time.code, "as_of" if isinstance(time, AsOf) else "period") == letter
    assert letter in (*FREQUENCIES.values(), "W", "D", "_O", "_Z")


def test_every_status_has_a_letter_that_means_it():
    """The letter of each status reads back as that status, except for revised and final, which SDMX lacks."""
    assert set(STATUS_LETTERS) == set(Status)
    for status, letter in STATUS_LETTERS.items():
        assert STATUS_OF_LETTERS[letter] == ("normal" if status in ("revised", "final") else status)
    assert set(STATUS_OF_LETTERS.values()) <= set(Status)


@pytest.mark.parametrize(
    "status", [s for s in Status if s not in ("missing", "not_applicable", "suppressed")]
)
def test_every_status_comes_back(status):
    """The library's own files keep the finer word next to the letter."""
    record = JOBS.observe("2021", "5", status=status)
    assert loads(dumps([record])) == [record]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("2021", "2021"), ("2021-A1", "2021"), ("2021-S2", "2021-S2"), ("2021-T2", "2021-05-01/P4M"), ("2021-Q3", "2021-Q3"),
        ("2021-M09", "2021-09"), ("2021-09", "2021-09"), ("2021-W01", "2021-01-04/P7D"), ("2021-D032", "2021-02-01"),
        ("2021-09-30", "2021-09-30"), ("2021-09-30T12:00:00", "2021-09-30"), ("2021-01-01/P5Y", "2021-01-01/P5Y"),
        ("2021-W60", "2021-W60"), ("x", "x"),
    ],
)  # fmt: skip
def test_times_of_sdmx(theirs, ours):
    """Every format of TIME_PERIOD is read as the period it names; anything else is left for the error."""
    assert (table_code(theirs) or theirs) == ours


# --- files of other offices -------------------------------------------------------------------------------------------

FOREIGN = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,GEO,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,CONF_STATUS\n"
    "dataflow,ABC:NA_MAIN(1.0),I,A,CN,B1GQ,2021-A1,1149237.0,XDC,8,A,F\n"
    "dataflow,ABC:NA_MAIN(1.0),I,A,CN,B1GQ,2022,1204724.0,XDC,8,P,F\n"
    "dataflow,ABC:NA_MAIN(1.0),I,A,CN,B1GQ,2023,NaN,XDC,8,,F\n"
    "dataflow,ABC:NA_MAIN(1.0),I,Q,CN,B1GQ,2024-Q1,296299,XDC,8,B,F\n"
)
MAPPING = {
    "columns": {"GEO": "REF_AREA"},
    "codes": {"INDICATOR": {"B1GQ": "GDP"}, "UNIT_MEASURE": {"XDC": "元"}},
    "indicators": [GDP],
}


def test_a_file_of_another_office():
    """Its columns and codes are mapped, other columns ignored, digits kept; a letter with a finer meaning is a flag or goes to the note."""
    assert loads(FOREIGN, **MAPPING) == [
        GDP.observe("2021", "1149237.0", area="CN"),
        GDP.observe("2022", "1204724.0", area="CN", status="provisional"),
        GDP.observe("2023", None, area="CN", status="missing"),
        GDP.observe("2024-Q1", "296299", area="CN", flags={"break"}),
    ]


def test_the_least_that_is_needed():
    """SDMX-CSV 1.0 with three columns."""
    text = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE\nABC:X(1.0),GDP,2021,5.50\n"
    assert loads(text, indicators=[GDP]) == [GDP.observe("2021", "5.50")]


def test_labels_beside_the_codes():
    """With labels=both a header and its cells are "code: name"."""
    text = (
        "STRUCTURE[;],STRUCTURE_ID,ACTION,REF_AREA: Area,INDICATOR: Indicator,TIME_PERIOD: Time,OBS_VALUE: Value\n"
        "dataflow,ABC:X(1.0): Something,I,CN: China,GDP: Gross domestic product,2021,5.50\n"
    )
    assert loads(text, indicators=[GDP]) == [GDP.observe("2021", "5.50", area="CN")]


def test_labels_in_columns_of_their_own():
    """With labels=name each code has a column of its name, which is ignored."""
    text = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,INDICATOR,Indicator,TIME_PERIOD,OBS_VALUE\n"
        "dataflow,ABC:X(1.0),Something,I,GDP,Gross domestic product,2021,5.50\n"
    )
    assert loads(text, indicators=[GDP]) == [GDP.observe("2021", "5.50")]


# By the words of the lists: capitals CL_OBS_STATUS 2.2, small letters the flags of Eurostat.
LETTERS = {
    "normal": "A B D G N U V W b d n u",
    "revised": "r",
    "estimated": "E I e i s",
    "forecast": "F f",
    "provisional": "P p",
    "missing": "H J K L O S m :",
    "not_applicable": "M z",
    "suppressed": "Q c",
}
FLAGS = {
    "B": "break",
    "U": "low_reliability",
    "D": "definition_differs",
    "b": "break",
    "u": "low_reliability",
    "d": "definition_differs",
    "c": "confidential",
}
SAID = {*"AEFMOPQ", *"efmprz:", *FLAGS}  # a note keeps what the others say more


@pytest.mark.parametrize(
    ("letter", "status"), [(part, s) for s, parts in LETTERS.items() for part in parts.split()]
)
def test_every_letter_is_read(letter, status):
    """With or without a value, according to the letter."""
    value = "" if status in ("missing", "not_applicable", "suppressed") else "5"
    (found,) = loads(
        f"DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX,GDP,2021,{value},{letter}\n",
        indicators=[GDP],
    )
    flags = {FLAGS[letter]} if letter in FLAGS else set()
    assert (found.status, found.flags) == (status, flags)
    assert (found.note is None) is (letter in SAID)


@pytest.mark.parametrize("flag", Flag)
@pytest.mark.parametrize("status", ["normal", "final", "provisional"])
def test_a_flag_is_the_letter_where_the_status_says_nothing(flag, status):
    """SDMX has one letter for both; the library's own columns keep both. Others read the letter."""
    record = JOBS.observe("2021", "5", status=status, flags={flag})
    text = dumps([record])
    assert loads(text) == [record]
    header, *_, row = (line.split(",") for line in text.splitlines())
    letter = row[header.index("OBS_STATUS")]
    said = FLAG_LETTERS.get(flag, "A") if status != "provisional" else "P"
    assert letter == said
    foreign = f"DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX,GDP,2021,5,{letter}\n"
    (found,) = loads(foreign, indicators=[GDP])
    assert found.flags == ({flag} if letter in FLAG_LETTERS.values() else set())


def test_broken_files_are_refused():
    """Not SDMX-CSV, a row that deletes, an unknown letter, a wrong value."""
    head = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    assert problems("INDICATOR,TIME_PERIOD,OBS_VALUE\nGDP,2021,5\n") == {"line 1"}
    assert problems(head + "dataflow,A:X(1.0),D,GDP,2021,5,\n", indicators=[GDP]) == {
        "line 2, ACTION"
    }
    assert problems(head + "dataflow,A:X(1.0),I,GDP,2021,5,?\n", indicators=[GDP]) == {
        "line 2, OBS_STATUS"
    }
    assert problems(head + "dataflow,A:X(1.0),I,GDP,2021,<5,\n", indicators=[GDP]) == {
        "line 2, OBS_VALUE"
    }
    assert problems(head + "dataflow,A:X(1.0),I,B1GQ,2021,5,\n", indicators=[GDP]) == {
        "line 2, INDICATOR"
    }
    assert problems(head + "dataflow,TJSTATS:THINGS(1.0),R,GDP,2021,5,\n", indicators=[GDP]) == {
        "line 2, RECORD"
    }


def test_changes_and_points():
    """A growth has its base; a stock its day."""
    records = [
        change_of(RATE, Figure("-0.3", "个百分点"), "change"),
        STOCK.observe("2020", "900.55"),
    ]
    found = rows(dumps(records))
    assert [found[-2][name] for name in ("MEASURE", "BASE_PERIOD", "UNIT_MEASURE")] == [
        "change",
        "2024",
        "percentage_point",
    ]
    assert [found[-1][name] for name in ("FREQ", "TIME_PERIOD", "TIME_KIND")] == [
        "_Z",
        "2020-12-31",
        "as_of",
    ]


def test_texts_are_as_they_are():
    """There is no protection against spreadsheets, because other readers would keep the apostrophe as text."""
    record = JOBS.observe("2021", "5", note="=1+1")
    assert rows(dumps([record]))[-1]["NOTE"] == "=1+1"
    assert tj.formats.sdmx_csv.loads(dumps([record])) == [record]


@pytest.mark.parametrize("name", ["MEASURE", "ID", "EVERY", "DERIVED_FROM"])
def test_names_that_mean_something_else_there_are_breakdowns(name):
    """MEASURE of an office is a dimension of its own, no measure of this library; so are the others."""
    text = f"DATAFLOW,INDICATOR,{name},TIME_PERIOD,OBS_VALUE\nX,GDP,growth,2021,5\n"
    (found,) = loads(text, indicators=[GDP])
    assert found == GDP.observe("2021", "5", breakdowns={name: "growth"})
