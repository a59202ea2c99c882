"""Claims of shares that make 100: of parts that leave nothing out, and structures a∶b∶c."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.parts import (
    added,
    agrees,
    are_of_all,
    are_opposites,
    fitting,
    making_100,
)
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import quotient, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import (
    INDUSTRIES,
    WHOLES,
)

__all__ = ["shares_of_all", "structures"]

_NUMBER: Final = r"(\d{1,3}(?:\.\d{1,4})?)"
_COLON: Final = re.compile(r"\d[:∶：]\d", re.ASCII)
_STRUCTURE: Final = re.compile(
    rf"{lexicon.PARTS}[^，。；\d]{{0,14}}{_NUMBER}[:∶：]{_NUMBER}[:∶：]{_NUMBER}(?![:∶：\d])",
    re.ASCII,
)
_INDUSTRIES: Final = re.compile("产业结构|三产结构|三次产业[^，。；]{0,3}(?:占比|比重)")
_NO_PART: Final = re.compile("率|面")
_REST: Final = re.compile("^(?:而|、|和)?(?:其他|其余|其它)|[及和]其他")
_THREE_INDUSTRIES: Final = re.compile(
    "三次产业|三大产业|一、二、三次?产业|第?一、第?二、第?三次?产业"
)
_WHOLE: Final = Figure(100, "%", exact=True)
_NEAR_A_HUNDRED: Final = 10
_ONE_DIGIT: Final = 91  # more than a wrong digit of a share makes: each is of another whole
_BY: Final = re.compile("分[^，。；]{1,5}看|按[^，。；]{1,5}分|从[^，。；]{1,8}(?:看|分)")
_MOST: Final = 8  # parts of one whole that are tried


def shares_of_all(where: Passage) -> Iterator[Verification]:
    """Shares of parts that leave nothing out make 100 percent:
    第一产业占…，第二产业占…，第三产业占….
    """
    done = -1
    for at in where.of(Kind.SHARE, Kind.LEVEL):
        if at <= done or not _is_share(where, at):
            continue
        group = _group(where, at)
        fitting = making_100(where, group)
        if fitting:
            done = fitting[-1]
            figures = [where.figure(p) for p in fitting]
            yield verified(where, _WHOLE, partial(added, figures), tuple(fitting))
        elif len(group) > 1 and _leaves_nothing_out(where, group):
            done = group[-1]
            figures = [where.figure(p) for p in group]
            yield verified(where, _WHOLE, partial(added, figures), tuple(group))


def _is_share(where: Passage, at: int) -> bool:
    if where.unit(at) != "percent":
        return False
    return (where.is_a(at, Kind.SHARE) and not _NO_PART.search(where.tail(at))) or (
        where.is_a(at, Kind.LEVEL) and "贡献率" in where.tail(where.run_start(at))
    )


def _group(where: Passage, first: int) -> list[int]:
    """The shares from one on that stand in one sentence, or in a list, with nothing between them
    but levels and growth.
    """
    listed = where.run(first)
    if len(listed) > 1:
        return listed
    found = [first]
    for p in where.after(first, 0):
        if _is_share(where, p) and not _is_inside(where, p):
            found.append(p)
        if len(found) == _MOST:
            break
    return found


def _is_inside(where: Passage, at: int) -> bool:
    """Whether a share is of a part of a part, behind 其中."""
    described = where.readings[at - 1].role is Role.OTHER and "其中" in where.gaps[at - 1]
    return "其中" in where.gaps[at] or described


def _leaves_nothing_out(where: Passage, group: list[int]) -> bool:
    """Whether shares leave nothing out: by the names of what they are of, by their levels, or
    because they are above 100 in a passage that parts a whole, 分地区看.
    """
    total = sum((where.figure(p).value for p in group), Decimal(0))
    if abs(total - 100) > _ONE_DIGIT:
        return False
    if _REST.search(where.tail(group[-1])) or _ages_all(where, group):
        return True
    if _are_of_a_whole(where, group):
        return True
    if total > 100 and _BY.search(where.gaps[group[0]]) and len(group) > 2:
        return True
    return abs(total - 100) > 1 and _levels_make_a_whole(where, group)


def _are(where: Passage, group: list[int], names: tuple[str, ...]) -> bool:
    """Whether shares are those of some names, in their order."""
    return len(group) == len(names) and all(
        any(re.search(name, _said(where, p)) for p in group) for name in names
    )


def _are_of_a_whole(where: Passage, group: list[int]) -> bool:
    """Whether shares are those of a set of names, or of 三次产业, or of 一、二、三产业."""
    three = len(group) == 3 and _THREE_INDUSTRIES.search(where.tail(group[0])) is not None
    if len(group) == 2 and are_opposites(where.tail(group[0]), where.tail(group[1])):
        return True
    return three or any(_are(where, group, names) for names in WHOLES)


def _levels_make_a_whole(where: Passage, group: list[int]) -> bool:
    """Whether the levels that shares are of sum to a whole before them."""
    listed = len(where.run(group[0])) == len(group) and "分别" in where.tail(group[0])
    owners = _levels_before(where, group) if listed else [where.owners[p] for p in group]
    parts = [p for p in owners if p is not None]
    wholes = where.amounts(parts[0], 2) if len(parts) == len(group) else []
    return any(_is_whole_of(where, w, parts, group) for w in wholes)


def _is_whole_of(where: Passage, whole: int, parts: list[int], shares: list[int]) -> bool:
    """Whether parts make a whole, and their shares are those of them in it, but for one that is
    wrong.
    """
    made = where.alike(whole, parts[0]) and fitting(where, whole, parts) == parts
    pairs = zip(parts, shares, strict=True)
    return made and sum(agrees(where, p, whole, share) for p, share in pairs) >= len(parts) - 1


def _ages_all(where: Passage, group: list[int]) -> bool:
    """Whether shares are those of all ages or sizes: by their ends, or the first is 以下, the last
    以上, with as many between.
    """
    if are_of_all(where, group):
        return True
    words = [where.readings[p - 1].text + where.tail(p) for p in group]
    ends = "以下" in words[0] and "以上" in words[-1]
    others = all(where.readings[p - 1].role is Role.OTHER for p in group)
    return len(group) > 2 and ends and others


def _levels_before(where: Passage, group: list[int]) -> list[int | None]:
    levels = [p for p in where.near(group[0], 2) if where.amount(p)][: len(group)]
    return list(reversed(levels)) if len(levels) == len(group) else [None]


def _said(where: Passage, at: int) -> str:
    owner = where.owners[at]
    return where.tail(at) + (where.tail(owner) if owner is not None else "")


def structures(where: Passage) -> Iterator[Verification]:
    """A structure in percent: 三次产业结构为6.3∶40.1∶53.6 makes 100."""
    read = {r.start for r in where.readings}
    for found in _STRUCTURE.finditer(where.text) if _COLON.search(where.text) else ():
        if found.start(1) in read:  # then they are shares as any others
            continue
        figures = [Figure(number, "%") for number in found.groups()]
        near = abs(added(figures).value - 100) < _NEAR_A_HUNDRED  # else it is a ratio such as 1∶2∶3
        if near or _INDUSTRIES.search(found[0]):
            parts = [
                Reading(*found.span(n), found[n], figure) for n, figure in enumerate(figures, 1)
            ]
            yield verified(where, _WHOLE, partial(added, figures), (), more=tuple(parts))
            yield from _shares_in_structure(where, parts)


def _shares_in_structure(where: Passage, shares: list[Reading]) -> Iterator[Verification]:
    """Each member of a structure of the three industries is the share of its level in their whole:
    第一产业61.27亿元, of 生产总值377.58亿元, in 三次产业结构为16.2∶38.1∶45.7.
    """
    before = [p for p in where.every_amount if where.readings[p].end <= shares[0].start]
    parts = before[-len(shares) :]
    if len(parts) < len(shares) or not all(
        re.search(name, where.tail(p)) for name, p in zip(INDUSTRIES, parts, strict=True)
    ):
        return
    whole = first(where.amounts(parts[0], 1), lambda w: fitting(where, w, parts) == parts)
    if whole is not None:
        for part, share in zip(parts, shares, strict=True):
            found = partial(quotient, where.like(part, whole), where.figure(whole))
            yield verified(where, share.figure, found, (whole, part), more=(share,))
