"""What stands over a table: its title, the unit of all its figures, the time in force."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import attrs

from tjstats.values.periods import Period
from tjstats.zh.cells import is_unit, unit_text
from tjstats.zh.lexicon import tables as words
from tjstats.zh.mentions import Use, mentions
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce, publication

__all__ = ["TITLE", "Caption", "caption", "unit_above"]

TITLE: Final = re.compile(
    r"(?:附?[表图圖件]|[专專][栏欄]|[续續]表)\s*[\d一二三四五六七八九十]"
    r"|\d{1,2}[-—.]\d{1,2}(?![\d月年季—~～-])|[单單]位[:：]"
)
_UNIT: Final = re.compile(r"[单單]位\s*[:：]\s*([^\n()（）]+)")
_EXCEPT: Final = re.compile(words.UNIT_EXCEPT)
_APART: Final = re.compile("[、,，;；]|  .*|币种.*")
_PROSE: Final = re.compile(words.SENTENCES)
_PER_CENT: Final = re.compile("[%％]")
_LONGEST_UNIT: Final = 10
_NUMBERED: Final = re.compile(r"^\s*(?:附?[表图件]|专栏|续表)?\s*[\d.．—–-]*[:：、]?\s*")
_TITLE_END: Final = re.compile(f"{words.TITLE_ENDS}$")
_SEVERAL: Final = re.compile(rf"{words.TITLE_SEVERAL}|[，。；;,\d]")
_SHORTEST, _LONGEST = 2, 16
_STRUCTURES: Final = re.compile(words.STRUCTURES)
_ALL_GROWTHS: Final = re.compile(words.GROWTHS_ALL, re.M)


@attrs.frozen
class Caption:
    """What the lines over a table say of all of it. Fields: times (in force), unit (""  where none
    or several stand there), per_cent (whether rates are in per cent), growth (whether all of it is
    growth), rates (whether all of it is that or shares), title (what all of it counts, "" where
    that cannot be told).
    """

    times: InForce
    unit: str
    per_cent: bool
    growth: bool
    rates: bool
    title: str


def caption(above: str, published: date | Period | None) -> Caption:
    """What the lines over a table say of all of it."""
    times = InForce(publication(published))
    for line in normalised_lines(above).split("\n"):
        _see(line, times)
    found = _ALL_GROWTHS.search(normalised_lines(above))
    unit = unit_above(above) or ("%" if found and "百分" in found[0] else "")
    growth = unit == "%" and found is not None
    per_cent = any(_PER_CENT.search(each) for each in _UNIT.findall(above))
    rates = growth or _STRUCTURES.search(above) is not None
    return Caption(times, unit, per_cent, growth, rates, _title(above))


def _see(line: str, times: InForce) -> None:
    """The times of a line: in a title all of them (2024年主要指标 too), in a sentence those that
    are in force, and none where they are of several years.
    """
    prose = _PROSE.search(line) is not None
    found = [
        times.see(each if prose or each.use is Use.BASE else each._replace(use=Use.TIME))
        for each in mentions(line)
    ]
    if prose and len({time.end.year for time in found if time is not None}) > 1:
        times.time = times.span = times.year = None


def normalised_lines(text: str) -> str:
    """The lines of a text, each in one form."""
    return "\n".join(normalised(line).text for line in text.split("\n"))


def unit_above(above: str) -> str:
    """The unit of a whole table in the lines above it; "" where none or several stand there:
    单位:万人、万元.
    """
    found = _UNIT.findall(above)
    if not found:
        title = _EXCEPT.search(above)
        return unit_text(title[1]) if title and is_unit(title[1]) else ""
    units = [*map(unit_text, filter(None, _APART.split(found[-1].strip())))]
    kinds = [each for each in units if each not in ("", "%", "‰")] or units
    return "".join(kinds) if len(kinds) == 1 and len(kinds[0]) <= _LONGEST_UNIT else ""


def _title(above: str) -> str:
    """What a table counts by its title, "" where that cannot be told: 表1 零售业总销货价值."""
    plain = (_UNIT.sub("", _EXCEPT.sub("", line)) for line in reversed(above.split("\n")))
    line = next((text for each in plain if (text := each.strip("()（） \u3000:："))), "")
    title = normalised(_NUMBERED.sub("", line)).text
    for mention in reversed(mentions(title)):
        title = title[: mention.start] + title[mention.end :]
    title = _TITLE_END.sub("", title.strip(" :-")).removeprefix("历年").removesuffix("的")
    told = _SHORTEST <= len(title) <= _LONGEST and _SEVERAL.search(title) is None
    return title if told else ""
