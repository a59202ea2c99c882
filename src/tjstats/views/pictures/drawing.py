"""Drawing: shapes and texts as SVG, with one sheet of style for light and dark, screen and print.

There are no ids, scripts or addresses in a drawing: several can stand on one page, and nothing is
requested. Colours are never the only sign, and are of middle lightness, so that they are legible on
white and on black; all else has the colour of the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from math import fsum
from typing import Final, Literal, TypeAlias

from tjstats.tables import cells, pieces

__all__ = ["FONTS", "STYLE", "Canvas", "Place", "escaped", "lines_of", "width_of"]

FONTS: Final = (
    "'Helvetica Neue',Helvetica,Arial,'Liberation Sans','PingFang SC','Hiragino Sans GB',"
    "'Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei',"
    "'WenQuanYi Zen Hei',sans-serif"
)
# h heading, q quiet, g grid, a accepted, t target; v value, n missed, u unknown; d dashed.
# A picture of its own has paper; inside a page it has that of the page.
STYLE: Final = (
    f".tjp{{font:13px {FONTS};fill:currentColor;max-width:100%;height:auto}}"
    ":root.tjp{color:#1d1d1f;background:#fff}"
    ".tjp .h{font-weight:600;font-size:16px}"
    ".tjp .q{fill-opacity:.7;font-size:12px}"
    ".tjp .g{stroke-opacity:.22}"
    ".tjp .a{fill-opacity:.1}"
    ".tjp .t{stroke-width:2}"
    ".tjp .v{color:#3579b8}"
    ".tjp .n{color:#d0602a}"
    ".tjp .u{color:#87878c}"
    ".tjp .d{stroke-dasharray:4 3}"
    "@media (prefers-color-scheme:dark){:root.tjp{color:#ececee;background:#1b1b1d}}"
)
_PAPER: Final = "#ffffff"
_INK: Final = "#1d1d1f"
_SEEN: Final = 0.2  # pixels
_MARGIN: Final = 8  # around a drawing

Anchor: TypeAlias = Literal["start", "middle", "end"]
Place: TypeAlias = Callable[[float, float], tuple[float, float]]

# The width of a character as a share of the font size, by kind.
_NARROW, _PLAIN, _BROAD = 0.31, 0.57, 0.78
_WIDTHS: Final = {
    **dict.fromkeys("iljtfr.,:;'|!()[] -", _NARROW),
    **dict.fromkeys("ABCDEFGHKLMNOPQRSTUVWXYZmw%@&–—→✓✗", _BROAD),
}
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = 13) -> float:
    """An estimate of the width of a text in pixels."""
    return size * fsum(map(_share, text))  # the same in every Python


@lru_cache(maxsize=4096)
def _share(character: str) -> float:
    """The width of a character as a share of the font size."""
    return 1.0 if cells(character) == 2 else _WIDTHS.get(character, _PLAIN)


@lru_cache(maxsize=1024)
def lines_of(text: str, width: float, size: float = 13, most: int = 3) -> tuple[str, ...]:
    """A text as at most *most* lines of that width in pixels; what does not fit ends in "…"."""
    text = " ".join(text.split())
    if not text or width_of(text, size) <= width:
        return (text,) if text else ()
    lines = [line.rstrip() for line in _broken(text, width, size)]
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last + "…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + "…"]
    return tuple(lines)


def _broken(text: str, width: float, size: float) -> list[str]:
    """The text in lines, broken at spaces and between Chinese characters, long words anywhere."""
    lines = [""]
    for piece in pieces(text):
        fits = width_of(lines[-1] + piece.rstrip(), size) <= width
        for part in [piece] if fits or width_of(piece, size) <= width else piece:
            if width_of(lines[-1] + part.rstrip(), size) > width and lines[-1]:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return lines


def escaped(text: str) -> str:
    """A text for XML, on one line; characters that XML does not have are replaced."""
    return escape(_NOT_XML.sub("\ufffd", " ".join(text.split())))


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Canvas:
    """A drawing that grows downwards, with a margin around it. Fields: width (within the margins),
    height.
    """

    def __init__(self, width: int) -> None:
        self.width: int = width - 2 * _MARGIN
        self.height: float = 0.0
        self._parts: list[str] = []

    def box(
        self, corner: tuple[float, float], other: tuple[float, float], kind: str, opacity: str = "1"
    ) -> None:
        """A rectangle between two corners, an outline if it is dashed; nothing if it is too thin to
        be seen.
        """
        (left, right), (top, bottom) = (sorted(ends) for ends in zip(corner, other, strict=True))
        if right - left < _SEEN or bottom - top < _SEEN:
            return
        size = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        paint = {"fill": "currentColor", "opacity": opacity}
        if kind.endswith(" d"):
            paint = {"fill": "none", "stroke": "currentColor"}
        self._shape("rect", kind, {name: _number(at) for name, at in size.items()} | paint)

    def line(self, points: Iterable[tuple[float, float]], kind: str) -> None:
        """A line through points."""
        way = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        self._shape("polyline", kind, {"points": way, "fill": "none", "stroke": "currentColor"})

    def dot(self, x: float, y: float, kind: str, radius: float = 5) -> None:
        """A dot, a ring if its kind is that of an outline."""
        hollow = kind.endswith(" d")
        kind = kind.replace(" d", " t")
        paint = {"fill": "none", "stroke": "currentColor"} if hollow else {"fill": "currentColor"}
        place = {"cx": _number(x), "cy": _number(y), "r": _number(radius)}
        self._shape("circle", kind, place | paint)

    def _shape(self, name: str, kind: str, attributes: dict[str, str]) -> None:
        shown = "".join(f' {key}="{value}"' for key, value in attributes.items())
        self._parts.append(f'<{name} class="{kind}"{shown}/>')

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: Anchor = "start") -> None:
        """A line of text on its base line."""
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        style = f' class="{kind}"' if kind else ""
        self._parts.append(
            f'<text x="{_number(x)}" y="{_number(y)}"{style}{at}>{escaped(text)}</text>'
        )

    def paragraph(
        self, text: str, kind: str, size: float, width: float, x: float = 0, most: int = 3
    ) -> None:
        """Lines of text below all that was drawn; the drawing grows by them."""
        for line in lines_of(text, width, size, most):
            self.height += size * 1.35
            self.text(x, self.height - size * 0.25, line, kind)

    def heading(self, title: str, about: str) -> None:
        """A title, and the line below it."""
        self.paragraph(title, "h", 16, self.width * 0.94)
        self.paragraph(about, "", 13, self.width, most=4)
        self.height += 10

    def remarks(self, notes: Iterable[str]) -> None:
        """Quiet paragraphs."""
        self.height += 6
        for note in notes:
            self.paragraph(note, "q", 12, self.width)
        self.height += 4

    @contextmanager
    def group(self, words: str, role: str) -> Iterator[None]:
        """What is drawn within has a role and words, which browsers show on hover."""
        self._parts.append(f'<g data-role="{role}"><title>{escaped(words)}</title>')
        yield
        self._parts.append("</g>")

    def svg(self, title: str, text: str, lang: str, printed: bool = False) -> str:
        """The drawing as an SVG document; on white paper, whatever the style says, if *printed*."""
        width, height = self.width + 2 * _MARGIN, _number(self.height + 2 * _MARGIN)
        ink, paper = "", ""
        if printed:
            ink = f' color="{_INK}"'
            place = f'x="-{_MARGIN}" y="-{_MARGIN}" width="{width}" height="{height}"'
            paper = f'<rect {place} fill="{_PAPER}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="tjp" width="{width}" '
            f'height="{height}" viewBox="-{_MARGIN} -{_MARGIN} {width} {height}" role="img" '
            f'lang="{lang}" xml:lang="{lang}"{ink}><title>{escaped(title)}</title>'
            f"<desc>{escaped(text)}</desc><style>{STYLE}</style>{paper}"
            f"{''.join(self._parts)}</svg>"
        )
