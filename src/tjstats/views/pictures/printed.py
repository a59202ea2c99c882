"""Pictures and pages as PNG and PDF, through Typst (the extra `pictures`)."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Any, Final

from tjstats.errors import MissingExtraError
from tjstats.values.languages import language_of

__all__ = ["compiled", "to_pdf", "to_png"]

_PAGE: Final = (
    "#set document(title: sys.inputs.title, date: none)\n"
    "#set page(width: auto, height: auto, margin: 0pt)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.title)'
)
_INCH: Final = 96  # pixels of a drawing
_CHINESE: Final = re.compile("CJK|Han S|Hei|Song|Ming|Kai|Fang|YaHei|GB|SC$|TC$", re.IGNORECASE)


def to_png(svg: str, scale: float, text: str) -> bytes:
    """A drawing as PNG; *text* says what it shows."""
    return compiled(_PAGE, {"svg": svg, "title": text}, format="png", ppi=_INCH * scale)


def to_pdf(svg: str, text: str) -> bytes:
    """A drawing as PDF of one page; *text* says what it shows."""
    return compiled(_PAGE, {"svg": svg, "title": text}, format="pdf")


def compiled(markup: str, inputs: dict[str, str], **options: Any) -> bytes:
    """The document of Typst markup, with *inputs* as its data. Raises `MissingExtraError`."""
    try:
        import typst
    except ImportError:
        raise MissingExtraError("tjstats.views.pictures", "pictures") from None
    fonts = _fonts()
    if any(language_of(text) == "zh" for text in inputs.values()):
        _check_fonts()
    made: bytes = typst.compile(markup.encode(), font_paths=fonts, sys_inputs=inputs, **options)
    return made


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The fonts of this machine, found once, which takes longer than a picture."""
    import typst

    return typst.Fonts()


@lru_cache(maxsize=1)
def _check_fonts() -> None:
    """Warn, once, if no font has Chinese characters."""
    if not any(_CHINESE.search(family) for family in _fonts().families()):
        problem = "no font with Chinese characters is installed, so that PNG and PDF lack them"
        warnings.warn(f"{problem}; install one, for example Noto Sans CJK SC", stacklevel=2)
