"""Picture: a chart that can be shown, saved, read aloud, and changed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any, Final

import attrs

from tjstats.errors import InvalidRecordError
from tjstats.values.languages import Language
from tjstats.views.pictures.bars import draw_rows
from tjstats.views.pictures.charts import Rows, Times
from tjstats.views.pictures.drawing import Canvas, escaped
from tjstats.views.pictures.printed import to_pdf, to_png
from tjstats.views.pictures.timeline import draw_times
from tjstats.views.pictures.vegalite import specification

__all__ = ["Picture"]

_PHONE: Final = 360  # pixels
_NARROWEST: Final = 240
# A notebook that is not trusted drops the style, the tags of the drawing, whose words stay, and an
# attribute without a value; the image is what it shows. A trusted one shows the drawing, in the
# colours of its theme, and on a phone a narrow one.
_FIGURE: Final = (
    '<figure class="tjp-figure"><style>.tjp-figure{{margin:0 0 .8em}}'
    ".tjp-figure>.wide{{display:block}}.tjp-figure>img{{display:none}}"
    "@media screen and (max-width:36em){{.tjp-figure>.wide{{display:none}}"
    ".tjp-figure>.narrow{{display:block}}}}</style>"
    '<div class="wide" hidden="hidden">{svg}</div>'
    '<div class="narrow" hidden="hidden">{narrow}</div>'
    '<img alt="{text}" src="data:image/svg+xml;base64,{code}"></figure>'
)


@attrs.frozen(repr=False)
class Picture:
    """A picture of an answer or record. Fields: chart (what it shows), width (in pixels).

    Notebooks show it. `text` says what it says; `svg`, `html` and `vegalite` give it for a page,
    and `save` writes it.
    """

    chart: Rows | Times
    width: int = 640

    def __attrs_post_init__(self) -> None:
        width = self.width
        if not isinstance(width, int) or isinstance(width, bool) or not _NARROWEST <= width <= 4000:
            problem = f"write a whole number of pixels from {_NARROWEST} to 4000"
            raise InvalidRecordError("Picture", "width", width, problem)

    @property
    def title(self) -> str:
        """The headline."""
        return self.chart.title

    @property
    def lang(self) -> Language:
        """The language of its words."""
        return self.chart.lang

    @property
    def shows(self) -> bool:
        """Whether there is anything to draw: a picture of no number has words only."""
        if isinstance(self.chart, Rows):
            return any(row.numbers for row in self.chart.rows)
        return bool(self.chart.moments or self.chart.goals)

    @property
    def text(self) -> str:
        """What the picture says, for those who do not see it."""
        return " ".join(self.chart.text.split())

    def svg(self) -> str:
        """The picture as SVG: legible in light and dark, without scripts, ids or requests."""
        return self._drawn().svg(self.title, self.text, _LANGS[self.lang])

    def _drawn(self) -> Canvas:
        if isinstance(self.chart, Rows):
            return draw_rows(self.chart, self.width)
        return draw_times(self.chart, self.width)

    def html(self) -> str:
        """The picture for a page that may drop styles and drawings: then an image is left."""
        svg = self.svg()
        code = b64encode(svg.encode()).decode()
        narrow = self.narrow().svg()
        return _FIGURE.format(svg=svg, narrow=narrow, text=escaped(self.text), code=code)

    def narrow(self) -> Picture:
        """The picture for a phone, its words as large as on a desk."""
        return attrs.evolve(self, width=min(self.width, _PHONE))

    def vegalite(self) -> dict[str, Any]:
        """The picture as a Vega-Lite 5 specification, to be changed: `altair.Chart.from_dict(…)`.

        Its numbers are floats; the exact words of each stand beside them.
        """
        return specification(self.chart, self.text)

    def png(self, scale: float = 2) -> bytes:
        """The picture as PNG, *scale* times as many pixels. Raises `MissingExtraError`."""
        return to_png(self._printed(), scale, self.text)

    def pdf(self) -> bytes:
        """The picture as a PDF of its size. Raises `MissingExtraError`."""
        return to_pdf(self._printed(), self.text)

    def _printed(self) -> str:
        return self._drawn().svg(self.title, self.text, _LANGS[self.lang], printed=True)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the picture to a file, by its suffix: .svg, .png, .pdf or .html.

        Raises `InvalidRecordError` for another suffix, and `MissingExtraError` for .png and .pdf
        without the extra `pictures`.
        """
        file = Path(path)
        made: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.svg,
            ".html": self.html,
            ".png": self.png,
            ".pdf": self.pdf,
        }
        if file.suffix.lower() not in made:
            problem = "write a path that ends in .svg, .png, .pdf or .html"
            raise InvalidRecordError("save", "path", str(path), problem)
        content = made[file.suffix.lower()]()
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self.html(), "image/svg+xml": self.svg()}

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title}>"


_LANGS: Final[dict[Language, str]] = {"en": "en", "zh": "zh-Hans"}
