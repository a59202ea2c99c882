"""Pages as HTML, Markdown and PDF: one rendering of each block for each kind of document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from tjstats._version import __version__
from tjstats.records.sources import Source
from tjstats.tables import STYLE, Table, region
from tjstats.values.languages import Language
from tjstats.views.pictures.printed import compiled
from tjstats.views.pictures.record import Picture

if TYPE_CHECKING:
    from tjstats.views.pages import Block, Drawn, Section

__all__ = ["document", "fragment", "html", "markdown", "pdf"]

_TAGS: Final[dict[Language, str]] = {"en": "en", "zh": "zh-Hans"}
_CONTENTS: Final[dict[Language, str]] = {"en": "Contents", "zh": "目录"}
_MADE: Final[dict[Language, str]] = {
    "en": "Made with tjstats {}.",
    "zh": "由 tjstats {} 生成。",
}
_IS_LINK: Final = re.compile(r"https?://\S+")


# --- HTML -----------------------------------------------------------------------------------------

# Light and dark are those of the reader's system; on paper it is light. A wide table scrolls by
# itself, and on paper breaks between rows.
_STYLE: Final = (
    ":root{color-scheme:light dark;--line:rgba(128,128,128,.35);"
    "background:Canvas;color:CanvasText}"
    "body{max-width:64em;margin:0 auto;padding:1.5em 1.2em 3em;line-height:1.5;"
    "overflow-wrap:break-word;font-family:system-ui,-apple-system,'Segoe UI','PingFang SC',"
    "'Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Zen Hei',sans-serif}"
    "h1{font-size:1.7em;line-height:1.2;margin:.2em 0 .6em}"
    "h2{font-size:1.25em;margin:2em 0 .5em;padding-top:.5em;border-top:1px solid var(--line)}"
    "h3{font-size:1.05em;margin:1.4em 0 .3em}"
    "nav ul{columns:18em;padding-left:1.2em}nav,footer,.sources{font-size:.92em}"
    "a{color:LinkText}:focus-visible{outline:2px solid Highlight;outline-offset:2px}"
    ".tjstats table{width:100%;font-size:.92em}.tjstats table td,.tjstats table th{min-width:4.5em}"
    "figure{margin:1em 0;overflow-x:auto}"
    "figure svg{width:100%;min-width:36em;max-width:46em;height:auto}"
    ".narrow{display:none}@media screen and (max-width:36em){.wide{display:none}"
    ".narrow{display:block}figure .narrow svg{min-width:0}}"
    "@page{size:A4;margin:15mm 14mm}"
    "@media print{:root{color-scheme:light}nav{display:none}"
    "body{max-width:none;padding:0;font-size:9.5pt}"
    "h2,h3{break-after:avoid}tr,figure{break-inside:avoid}thead{display:table-header-group}"
    ".tjstats{overflow:visible}.tjstats table td,.tjstats table th{min-width:0}"
    "figure svg{min-width:0;max-height:245mm}a{color:inherit;text-decoration:none}}"
)
# No request can leave the page, whatever a name or source says.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(title: str, lang: Language, sections: Sequence[Section], above: str = "") -> str:
    """A page as one HTML document, which needs no script and no other file; *above* is HTML before
    its sections.
    """
    parts = (_section_html(section, lang, number) for number, section in enumerate(sections))
    return document(title, lang, above + "".join(parts), _contents(sections, lang))


def fragment(title: str, lang: Language, sections: Sequence[Section]) -> str:
    """A page as HTML inside another, as a notebook shows it."""
    parts = (_section_html(section, lang, number) for number, section in enumerate(sections))
    return (
        f'<article class="tjstats-page" lang="{_TAGS[lang]}"><style>{STYLE}{_INSIDE}</style>'
        f"<h1>{escape(title)}</h1>{''.join(parts)}</article>"
    )


# Of a page inside another: its pictures, once.
_INSIDE: Final = (
    ".tjstats-page figure{margin:1em 0;overflow-x:auto}.tjstats-page .narrow{display:none}"
)


def document(title: str, lang: Language, body: str, contents: str = "") -> str:
    """HTML as a document of its own, under its title."""
    made = escape(_MADE[lang].format(__version__))
    return (
        f'<!doctype html>\n<html lang="{_TAGS[lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1></header>\n{contents}<main>\n"
        f"{body}</main>\n<footer><p>{made}</p></footer>\n</body>\n</html>\n"
    )


def _contents(sections: Sequence[Section], lang: Language) -> str:
    """The headings as links, if there are several."""
    links = [
        f'<li><a href="#part-{number}">{escape(section.heading)}</a></li>'
        for number, section in enumerate(sections)
        if section.heading and section.level == 2
    ]
    if len(links) < 3:
        return ""
    return f'<nav aria-label="{_CONTENTS[lang]}"><ul>{"".join(links)}</ul></nav>\n'


def _section_html(section: Section, lang: Language, number: int) -> str:
    tag = f"h{section.level}"
    heading = f'<{tag} id="part-{number}">{escape(section.heading)}</{tag}>\n'
    return (heading if section.heading else "") + "".join(_blocks_html(section, lang))


def _blocks_html(section: Section, lang: Language) -> Iterable[str]:
    sources = [block for block in section.blocks if isinstance(block, Source)]
    for block in section.blocks:
        if isinstance(block, str):
            yield f"<p>{escape(block)}</p>\n"
        elif isinstance(block, Table):
            yield region(section.heading or block.caption, block.bare_html()) + "\n"
        elif not isinstance(block, Source):
            yield f'<figure tabindex="0">{_drawings(block)}</figure>\n'
    if sources:
        items = "".join(f"<li>{_source_html(source, lang)}</li>" for source in sources)
        yield f'<ul class="sources">{items}</ul>\n'


def _drawings(block: Drawn) -> str:
    """The drawing of a picture, and one that a phone shows instead, whose words are as large."""
    if not isinstance(block, Picture):
        return block.svg()
    narrow = block.narrow().svg()
    return f'<div class="wide">{block.svg()}</div><div class="narrow">{narrow}</div>'


def _source_html(source: Source, lang: Language) -> str:
    text = escape(source.text(lang))
    if source.url is None or not _IS_LINK.fullmatch(source.url):
        return text
    return f'{text} <a href="{escape(source.url)}">{escape(source.url)}</a>'


# --- Markdown -------------------------------------------------------------------------------------


def markdown(title: str, lang: Language, sections: Sequence[Section]) -> str:
    """A page in Markdown; of a picture its words."""
    parts = [f"# {_plain(title)}"]
    for section in sections:
        if section.heading:
            parts.append(f"{'#' * section.level} {_plain(section.heading)}")
        lines = [_block_markdown(block, lang) for block in section.blocks]
        is_list = any(isinstance(block, Source) for block in section.blocks)
        parts += ["\n".join(lines)] if is_list else lines
    return "\n\n".join(parts) + "\n"


_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|])")


def _plain(text: str) -> str:
    """A text whose signs are no Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _block_markdown(block: Block, lang: Language) -> str:
    if isinstance(block, Table):
        return block.markdown()
    if isinstance(block, Source):
        link = f" <{block.url}>" if block.url and _IS_LINK.fullmatch(block.url) else ""
        return f"- {_plain(block.text(lang))}{link}"
    return _plain(block if isinstance(block, str) else block.text)


# --- PDF ------------------------------------------------------------------------------------------

# The texts come as data, so that no sign in them is markup.
_TYPST: Final = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: (x: 14mm, y: 15mm), numbering: "1 / 1")
#set text(size: 9pt, lang: data.lang, font: data.fonts, fallback: true)
#set table(stroke: (x, y) => (bottom: 0.4pt + luma(190)), inset: (x: 3pt, y: 3pt))
#show heading: set block(above: 1.6em, below: 0.8em, sticky: true)
#show table: set text(size: 8pt)
#show table: set par(justify: false)
#text(size: 17pt, weight: "bold", data.title)
#for part in data.parts {
  if part.kind == "heading" { heading(level: part.level, part.text) }
  else if part.kind == "text" { par(part.text) }
  else if part.kind == "source" { list(part.text) }
  else if part.kind == "picture" {
    layout(room => {
      let drawn = image(bytes(part.svg), format: "svg", alt: part.text, width: room.width)
      if measure(drawn).height < 245mm { drawn } else {
        image(bytes(part.svg), format: "svg", alt: part.text, height: 245mm)
      }
    })
  }
  else {
    table(
      columns: part.widths.map(width => width * 1fr),
      align: part.numbers.map(is-number => if is-number { right } else { left }),
      table.header(..part.header.map(strong)),
      ..part.cells.map(cell => [#cell]),
    )
  }
}
"""
_FONTS: Final = [
    "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Zen Hei",
]  # fmt: skip


def pdf(title: str, lang: Language, sections: Sequence[Section]) -> bytes:
    """A page as PDF, through Typst. Raises `MissingExtraError` without it."""
    parts: list[dict[str, Any]] = []
    for section in sections:
        if section.heading:
            parts.append({"kind": "heading", "level": section.level - 1, "text": section.heading})
        parts += [_block_data(block, lang) for block in section.blocks]
    data = {"title": title, "lang": lang, "parts": parts, "fonts": _FONTS}
    return compiled(_TYPST, {"data": json.dumps(data, ensure_ascii=False)}, format="pdf")


def _block_data(block: Block, lang: Language) -> dict[str, Any]:
    if isinstance(block, str):
        return {"kind": "text", "text": block}
    if isinstance(block, Source):
        return {"kind": "source", "text": block.text(lang)}
    if isinstance(block, Table):
        widths = [max(4, min(width, 30)) for width in block.widths()]
        return {
            "kind": "table",
            "header": block.header,
            "cells": [text for row in block.rows for text in row],
            "widths": widths,
            "numbers": [place in block.numbers for place in range(len(block.header))],
        }
    return {"kind": "picture", "svg": block.svg(), "text": block.text}
