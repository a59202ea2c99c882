"""Passages in our own words: what is true is never called wrong, and what was falsified is found."""

from __future__ import annotations

import pytest

from tests.zh_claims.passages import Passage, drawn, falsified, lines
from tjstats import Verdict, zh
from tjstats.zh.checking import FINDERS
from tjstats.zh.claims.passages import passage as held

FILES = ("passages.txt", "fresh.txt", *(f"fresh_{n}.txt" for n in range(2, 19)))
SEEDS = (1, 2)
LINES = [(line, trap) for name in FILES for line, trap in lines(name)]


def passages() -> list[Passage]:
    """The passages of every line with the figures of each seed."""
    return [drawn(line, trap, seed) for line, trap in LINES for seed in SEEDS]


@pytest.mark.parametrize(
    ("line", "trap"), LINES, ids=[line.partition("|")[2][:12].strip() for line, _ in LINES]
)
def test_nothing_true_is_called_wrong(line, trap):
    """No claim of a true passage is inconsistent, whatever its figures."""
    for seed in SEEDS:
        text = drawn(line, trap, seed).text
        wrong = [str(a.claim) for a in zh.check(text) if a.verdict is Verdict.NO]
        assert wrong == [], text


def test_the_corpus_is_large():
    """At least three hundred true passages are checked."""
    assert len({passage.text for passage in passages()}) >= 300


def found(text: str, start: int, end: int, verdict: Verdict) -> bool:
    """Whether an answer of that verdict rests on the figure at a place."""
    return any(
        a.verdict is verdict and any(r.start <= end and r.end > start for r in a.readings)
        for a in zh.check(text)
    )


def test_true_claims_are_found():
    """Nine of ten true claims are found and consistent."""
    claims = [(p.text, *claim) for p in passages() for claim in p.claims]
    assert sum(found(*claim, Verdict.YES) for claim in claims) > 0.9 * len(claims)


def test_falsified_claims_are_caught():
    """Of claims with one digit changed, more than eight of ten are inconsistent."""
    claims = [
        (falsified(p, number, 1), *claim)
        for p in passages()
        for number, claim in enumerate(p.claims)
    ]
    assert sum(found(*claim, Verdict.NO) for claim in claims) > 0.85 * len(claims)


def test_what_a_finder_needs():
    """A finder finds nothing in a text that has none of the words and kinds that it needs."""
    for line, trap in LINES:
        text = drawn(line, trap, SEEDS[0]).text
        where = held(text, zh.read(text))
        here = {word for row in FINDERS for word in row.needs if word in where.words}
        idle = [row for row in FINDERS if row.needs and row.needs.isdisjoint(here | {*where.kinds})]
        assert [list(row.find(where)) for row in idle] == [[]] * len(idle), text
