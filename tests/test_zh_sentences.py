"""Sentences of bulletins, reports, rules and forecasts, in our own words: exactly their figures are read."""

import random

import pytest

from tests.zh_sentences import SENTENCES
from tjstats import zh

ROWS = [row.split(" || ") for row in SENTENCES.strip().splitlines()]
WIDE = str.maketrans(
    {**{str(digit): chr(0xFF10 + digit) for digit in range(10)}, "%": "％", ".": "．"}
)


@pytest.mark.parametrize(("sentence", "figures"), ROWS, ids=[row[0][:24] for row in ROWS])
def test_figures_of_a_sentence(sentence, figures):
    """Each figure once, in order, with its bound and unit, and no date, rank, ordinal or name."""
    assert [reading.figure.text("zh") for reading in zh.read(sentence)] == figures.split("; ")


def broken(sentence, rng):
    """The sentence with white space put between its characters, as print pages break it: not inside digits or Latin words."""
    out = []
    for char, after in zip(sentence, sentence[1:] + "。", strict=True):
        out.append(char)
        if (
            not (char.isascii() and after.isascii())
            and char not in "。！？；”"
            and rng.random() < 0.15
        ):
            out.append(rng.choice([" ", "\n", " \n", "\u3000"]))
    return "".join(out)


@pytest.mark.parametrize("seed", range(3))
def test_white_space_inside_words(seed):
    """Line breaks and spaces of print pages change no figure, and the offsets are those of the text as given."""
    rng = random.Random(seed)
    for sentence, _ in ROWS:
        text = broken(sentence, rng)
        found = zh.read(text)
        assert [r.figure for r in found] == [r.figure for r in zh.read(sentence)]
        assert all(text[r.start : r.end] == r.text for r in found)


def test_full_width_signs():
    """Full-width digits, points and percent signs are read like the others."""
    for sentence, _ in ROWS:
        assert [r.figure for r in zh.read(sentence.translate(WIDE))] == [
            r.figure for r in zh.read(sentence)
        ]
