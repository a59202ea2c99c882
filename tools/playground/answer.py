"""What the page shows of a text; run by Python in the browser."""

from __future__ import annotations

from html import escape
from typing import Final

from tjstats import zh
from tjstats.errors import NotTextError, TjstatsError
from tjstats.tables import Table
from tjstats.values.languages import Language

WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "claims": "文中的说法",
        "none": "文中没有可以核对的增幅、比重或合计。",
        "figures": "全部数值",
        "script": "这里只能核对中文文本。",
    },
    "en": {
        "claims": "Claims of the text",
        "none": "The text states no growth, share or total that can be checked.",
        "figures": "All figures",
        "script": "Only Chinese text can be checked here.",
    },
}


def answer(text: str, lang: Language) -> str:
    """The text with its figures marked, its claims, and all its figures, as HTML."""
    words = WORDS[lang]
    try:
        marked, claims, figures = zh.marked(text, lang=lang), zh.check(text), zh.read(text)
    except NotTextError:
        return f"<p>{words['script']}</p>"
    except TjstatsError as error:
        return f"<p>{escape(str(error))}</p>"
    parts = [f'<div lang="zh-Hans">{marked}</div>', f"<h2>{words['claims']}</h2>"]
    if claims:
        parts.append(group(words["claims"], claims.table(lang)))
    else:
        parts.append(f"<p>{words['none']}</p>")
    if figures:
        head = f"{words['figures']} ({len(figures)})"
        listed = group(words["figures"], figures.table(lang))
        parts.append(f"<details><summary>{head}</summary>{listed}</details>")
    return "".join(parts)


def group(name: str, table: Table) -> str:
    """A table under its name, for those who hear it."""
    return f'<div role="group" aria-label="{name}">{table.html()}</div>'


answer("城镇新增就业超过175万人", "zh")  # what loads on first use loads before the page is ready
