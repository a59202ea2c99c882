"""What sentences say of each of their figures: role, period, base, the figure that it is a change of, and its name."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import pytest

import tjstats as tj
from tests.zh_contexts import CONTEXTS
from tjstats import zh

_ROW = re.compile(r"(?:\[(?P<day>[\d-]+)\] )?(?P<text>.+)")


class Label(NamedTuple):
    """What is right of a figure. Fields: words, and what is asked of it, by the name of the field."""

    words: str
    asked: dict[str, object]


def _time(code):
    if code == "-":
        return None
    if code[0] == "e":
        return tj.AsOf(code[1:])
    if years := re.fullmatch(r"(\d{4})/(\d{4})", code):
        return tj.Period.years(int(years[1]), int(years[2]))
    if days := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", code):
        return tj.Period(date.fromisoformat(days[1]), date.fromisoformat(days[2]))
    return tj.period(code)


def _label(line):
    words, role, time, *more = line.split()
    asked = {"role": role, "period": _time(time)}
    for each in more:
        value = each[1:]
        if each[0] == "<":
            asked["base"] = _time(value)
        elif each[0] == "@":
            asked["change_of"] = None if value == "-" else int(value)
        else:
            asked["indicator"] = None if value == "-" else value
    return Label(words, asked)


def labelled(rows):
    """The sentences of a table: (text, published, labels)."""
    found = []
    for line in rows.strip().splitlines():
        if line.startswith("  "):
            found[-1][2].append(_label(line))
        else:
            row = _ROW.fullmatch(line)
            day = row["day"] and (
                date.fromisoformat(row["day"]) if len(row["day"]) == 10 else tj.period(row["day"])
            )
            found.append((row["text"], day, []))
    return found


def answers(text, published, labels):
    """For each label what the reader says: the label, and the fields that differ."""
    found = zh.read(text, published=published)
    place = 0
    for label in labels:
        at = next(
            (
                n
                for n in range(place, len(found))
                if label.words in found[n].text or found[n].text in label.words
            ),
            None,
        )
        if at is None:
            yield label, {"missing": label.words}
            continue
        place = at + 1
        reading = found[at]
        yield (
            label,
            {
                field: (value, getattr(reading, field))
                for field, value in label.asked.items()
                if getattr(reading, field) != value
            },
        )


ROWS = labelled(CONTEXTS)


@pytest.mark.parametrize(("text", "published", "labels"), ROWS, ids=[row[0][:24] for row in ROWS])
def test_what_a_sentence_says_of_its_figures(text, published, labels):
    """Each figure has its role, its period, its base, the figure it is a change of, and its name."""
    assert [wrong for _, wrong in answers(text, published, labels) if wrong] == []
