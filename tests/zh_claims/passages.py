"""Passages with figures that are drawn and computed exactly, and the same with one digit falsified.

A line of `passages.txt` is "names = values | text", with ¶ for the end of a paragraph; its first lines
explain the marks. Each value is
drawn anew around the one given, with more digits than are printed; so what is printed is rounded, as
in print. Where the names begin with @, all values move by one factor and a little each, so that what
is above another stays so. A target is set, and no rounded number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Final, NamedTuple

HOME: Final = Path(__file__).parent
_MARK: Final = re.compile(r"\[(!?)([^\[\]:]+):(\d)\]")
_GOAL: Final = re.compile("(?:目标|任务)[为数值]?（?$")  # set as it is printed
_OF_GOAL: Final = re.compile("[万亿]?[人个元套]的[^，。；]{0,4}(?:目标|任务)")
_COUNTS: Final = "家所件人个户起名座艘间部场宗项元岁枚条批"
_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


class Passage(NamedTuple):
    """A text and the places of its claims. Fields: text, claims, trap."""

    text: str
    claims: tuple[tuple[int, int], ...]
    trap: bool


def lines(name: str = "passages.txt") -> Iterator[tuple[str, bool]]:
    """Each template, and whether it stands among the traps."""
    trap = False
    for line in (HOME / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("##"):
            trap = "traps" in line
        elif "|" in line and not line.startswith("#"):
            yield line, trap


def drawn(line: str, trap: bool, seed: int) -> Passage:
    """A template with figures drawn for a seed."""
    head, _, body = line.partition("|")
    chance = random.Random(f"{seed} {line}")
    values = {}
    common = _moved(chance, 70_000) if head.startswith("@") else None
    for name, exact, value in re.findall(r"(\w+)(:?)=([\d.]+)", head):
        whole = exact or re.search(rf"\[[^\]]*\b{name}\b[^\]]*:0\][{_COUNTS}]", body)
        factor = common * _moved(chance, 500) if common else _moved(chance, 70_000)
        moved = Decimal(value) * factor
        if exact:
            moved = Decimal(value)
        values[name] = Decimal(round(moved)) if whole else moved
    for mark in _MARK.finditer(body):
        if mark[2] in values and (
            _GOAL.search(body[: mark.start()]) or _OF_GOAL.match(body, mark.end())
        ):
            values[mark[2]] = Decimal(_printed(mark[2], int(mark[3]), values))
    return _filled(body.strip(), values, trap)


def _moved(chance: random.Random, most: int) -> Decimal:
    """A factor near 1, by so many millionths at most."""
    return 1 + Decimal(chance.randint(-most, most)) / 1_000_000


def _filled(body: str, values: dict[str, Decimal], trap: bool) -> Passage:
    text, done, claims = "", 0, []
    for mark in _MARK.finditer(body):
        text += body[done : mark.start()]
        printed = _printed(mark[2], int(mark[3]), values)
        if mark[1]:
            claims.append((len(text), len(text) + len(printed)))
        text += printed
        done = mark.end()
    return Passage((text + body[done:]).replace("¶", "\n"), tuple(claims), trap)


def _printed(formula: str, decimals: int, values: dict[str, Decimal]) -> str:
    code = _NUMBER.sub(lambda found: f"D('{found[0]}')", formula)
    with localcontext(prec=50):
        value = eval(code, {"D": Decimal, "__builtins__": {}}, dict(values))
        return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def falsified(passage: Passage, claim: int, seed: int) -> str:
    """The text with one digit of a claim changed, by three units of its last place or more."""
    start, end = passage.claims[claim]
    printed = passage.text[start:end]
    chance = random.Random(f"{seed} {claim} {passage.text}")
    last = Decimal(printed).as_tuple().exponent
    for _ in range(200):
        at = chance.randrange(len(printed))
        if not printed[at].isdigit():
            continue
        other = printed[:at] + chance.choice("0123456789") + printed[at + 1 :]
        far = abs(Decimal(other) - Decimal(printed)) >= 3 * Decimal(1).scaleb(int(last))
        if far and not re.match(r"-?0\d|-?0+(\.0+)?$", other):
            return passage.text[:start] + other + passage.text[end:]
    raise AssertionError(f"{printed} cannot be falsified")
