"""`marked`: a text as HTML, each figure marked in its place, each wrong claim with a sign."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

from tjstats.errors import InvalidRecordError
from tjstats.questions.claims import Verification, Verifications
from tjstats.records.readings import Reading
from tjstats.streams import made
from tjstats.tables import cells
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.periods import Period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict
from tjstats.zh.checking import check
from tjstats.zh.reader import read
from tjstats.zh.text import script_of

__all__ = ["Markup", "marked"]


class Markup(str):
    """HTML as a text, which notebooks show as what it marks up; `write` saves a page of it.

    Fields: given (the text that was marked), answers (its claims, checked), lang (of what is
    shown).
    """

    given: str
    answers: Verifications
    lang: Language

    @property
    def heading(self) -> str:
        """The first line of the text if it is a title: short, no sentence, not all of it."""
        line = next(filter(None, map(str.strip, self.given.splitlines())), "")
        is_title = cells(line) <= _LONGEST and not _SENTENCE.search(line)
        return line if is_title and line != self.given.strip() else ""

    def page(self, title: str) -> str:
        """The whole page, as one HTML document under that title: the marked text, and below it the
        claims by their answer.
        """
        document: str = made("checked_page", self, title)
        return document

    def write(self, path: str | os.PathLike[str], title: str | None = None) -> None:
        """Write the page to a file, .html, under that title, else that of the text, else the
        name of the file.

        Raises `InvalidRecordError` for another suffix, `OSError`.
        """
        file = Path(path)
        if file.suffix.lower() not in (".html", ".htm"):
            problem = "write a path that ends in .html"
            raise InvalidRecordError("Markup", "path", str(path), problem)
        shown = self.heading or file.stem if title is None else title
        file.write_text(self.page(shown), encoding="utf-8")

    def _repr_html_(self) -> str:
        return str(self)


_LONGEST: Final = 90  # terminal cells
_SENTENCE: Final = re.compile(r"[。；：，,.;:!?！？]$")
_LABELS: Final = {
    "zh": ("单位", "界限", "时间", "作用"),
    "en": ("unit", "bound", "period", "role"),
}
_FACT: Final = {"zh": "{}：{}", "en": "{}: {}"}
_BOUNDS: Final = {
    Qualifier.OVER: {"zh": "超过", "en": "over"},
    Qualifier.AT_LEAST: {"zh": "不低于", "en": "at least"},
    Qualifier.UNDER: {"zh": "低于", "en": "under"},
    Qualifier.AT_MOST: {"zh": "不超过", "en": "at most"},
    Qualifier.ABOUT: {"zh": "约", "en": "about"},
    Qualifier.SOME_OVER: {"zh": "略多于", "en": "just over"},
    Qualifier.NEARLY: {"zh": "接近", "en": "nearly"},
    Qualifier.BETWEEN: {"zh": "之间", "en": "between"},
}
# A mark has the same two colours on a light and on a dark page. The sign is no part of the text.
_STYLE: Final = (
    ".tjstats-text{white-space:pre-wrap}"
    ".tjstats-text mark{background:#ffe9a8;color:#000;border-radius:.15em}"
    ".tjstats-text mark[data-wrong]{background:#ffd0cc;outline:.1em solid #b3261e}"
    ".tjstats-text mark[data-wrong]::after"
    "{content:' ' attr(data-wrong);color:#8c1d18;font-size:.8em}"
    # what pointing shows, also by touch and with the keyboard
    ".tjstats-text mark:focus::after{content:' [' attr(title) ']';font-size:.8em}"
    ".tjstats-text mark[data-wrong]:focus::after"
    "{content:' ' attr(data-wrong) ' [' attr(title) ']'}"
)


def marked(
    text: str, *, published: date | Period | None = None, lang: Language | None = None
) -> Markup:
    """The text as HTML, in an element of class `tjstats-text`: each figure in a `<mark>` that shows
    its unit, bound, period and role, each inconsistent claim with ✗ and what would fit.

    A text, which notebooks show as HTML. The words are unchanged, and escaped; the sign comes from
    the style. `write` saves a page of it. *published* is as in `read`, *lang* the language of what
    is shown. Raises `RecordTypeError` and `NotTextError` as `read` does.

    >>> "data-wrong" in marked("基金收入合计68205亿元，比上年增加17538亿元，增长43.6%。")
    True
    """
    tongue = spoken(lang, text[:200] if isinstance(text, str) else "")
    readings = read(text, published=published)
    answers = check(text, published=published)
    wrong: dict[tuple[int, int], Verification] = {}
    for answer in answers:
        for each in answer._doubted if answer.verdict is Verdict.NO else ():
            wrong.setdefault((each.start, each.end), answer)
            readings.append(each)
    pieces, done = [], 0
    for reading in _apart(readings):
        pieces.append(_escaped(text[done : reading.start]))
        pieces.append(_mark(text, reading, wrong.get((reading.start, reading.end)), tongue))
        done = reading.end
    pieces.append(_escaped(text[done:]))
    tag = f'<div class="tjstats-text" lang="{script_of(text)}">'
    shown = Markup(f"{tag}<style>{_STYLE}</style>{''.join(pieces)}</div>")
    shown.given, shown.answers, shown.lang = text, answers, tongue
    return shown


def _apart(readings: list[Reading]) -> Iterator[Reading]:
    """Readings in the order of the text, one of those that overlap."""
    done = 0
    for reading in sorted(readings, key=lambda r: (r.start, r.end)):
        if reading.start >= done and reading.end > reading.start:
            yield reading
            done = reading.end


def _mark(text: str, reading: Reading, wrong: Verification | None, lang: Language) -> str:
    sign = "" if wrong is None else f' data-wrong="{_escaped(f"✗ {wrong.text(lang)}")}"'
    words = _escaped(text[reading.start : reading.end])
    return f'<mark tabindex="0" title="{_escaped(_title(reading, lang))}"{sign}>{words}</mark>'


def _title(reading: Reading, lang: Language) -> str:
    """What is shown of a reading: its unit, bound, period and role."""
    figure = reading.figure
    is_plain = figure.qualifier is Qualifier.EXACTLY
    facts = (
        _unit(figure, lang),
        "" if is_plain else _BOUNDS[figure.qualifier][lang],
        "–" if reading.period is None else reading.period.text(lang),
        reading.role.text(lang),
    )
    named = zip(_LABELS[lang], facts, strict=True)
    return " · ".join(_FACT[lang].format(label, fact) for label, fact in named if fact)


def _unit(figure: Figure, lang: Language) -> str:
    """What the digits count, with their scale: 亿元, 100 million yuan."""
    if lang == "zh" and figure.word is not None:
        return figure.word
    if not figure.multiplier:
        return figure.unit.text(lang)
    one = Figure(1, figure.unit, multiplier=figure.multiplier).text(lang)
    return one.removeprefix("1").strip() if lang == "zh" or figure.multiplier < 0 else one


def _escaped(words: str) -> str:
    """Words as HTML; a carriage return, which HTML would drop, by its number."""
    return escape(words).replace("\r", "&#13;")
