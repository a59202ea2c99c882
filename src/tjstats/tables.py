"""Tables of text, as plain text of a given width and as HTML, and the mixin that displays records
as tables.

Widths count terminal cells, two for a Chinese character (`unicodedata.east_asian_width`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final, Literal, TypeAlias
from unicodedata import combining, east_asian_width

import attrs

from tjstats.streams import Modelled

__all__ = [
    "FIELD_LABELS",
    "STYLE",
    "Column",
    "Language",
    "Listed",
    "Table",
    "Tabular",
    "cells",
    "fields_table",
    "headed",
    "label",
    "padded",
    "pieces",
    "region",
    "text_column",
    "value_text",
    "wrapped",
]

Language: TypeAlias = Literal["en", "zh"]  # of texts, see `values.languages`

_GAP: Final = "  "
_LEAST: Final = 6  # no column is made narrower than this
# Units that are never broken: spaces, or a word or wide character with the brackets around it.
_PIECE: Final = r"\s+|[（［“]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。；：、）］”％%)\]]*"


def pieces(text: str) -> list[str]:
    """The units of a text that are never broken."""
    return re.findall(_PIECE, text)  # compiled when it is needed: large ranges take milliseconds


def cells(text: str) -> int:
    """The width of a text in terminal cells.

    >>> cells("175万人")
    7
    """
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """The text padded with spaces to a width in cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most *width* cells, broken at spaces and between Chinese characters.

    >>> wrapped("城镇新增就业 new urban jobs", 12)
    ['城镇新增就业', 'new urban', 'jobs']
    """
    lines = [""]
    for piece in pieces(text):
        for part in [
            piece[at : at + width] for at in range(0, len(piece), width)
        ]:  # words longer than a line
            if cells(lines[-1]) + cells(part) > width:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


@attrs.frozen
class Column:
    """A column of a table. Fields: head, cells, number (aligned at the decimal point), hover (shown
    in HTML on the row, in text as a column).
    """

    head: str
    cells: tuple[str, ...]
    number: bool = False
    hover: bool = False


@attrs.frozen
class Table:
    """Rows of text under a header. Fields: header, rows, caption, numbers (the places of columns
    that are aligned at the decimal point), hover (of those that HTML shows on the row, and below
    the table).

    `print` shows it as text, a notebook as HTML.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numbers: frozenset[int] = frozenset()
    hover: frozenset[int] = frozenset()

    @classmethod
    def of(cls, columns: Iterable[Column], caption: str = "") -> Table:
        """The table of columns of equal length, without empty ones."""
        kept = list(columns)
        rows = tuple(zip(*(column.cells for column in kept), strict=True))
        numbers = frozenset(place for place, column in enumerate(kept) if column.number)
        hover = frozenset(place for place, column in enumerate(kept) if column.hover)
        header = tuple(column.head for column in kept)
        return cls(header, rows, caption, numbers, hover).without_empty()

    def text(self, width: int = 100) -> str:
        """The table as lines of at most *width* cells; long texts are wrapped in their column."""
        columns = [list(column) for column in zip(self.header, *self.rows, strict=True)]
        for place in self.numbers:
            columns[place][1:] = _aligned(columns[place][1:])
        widths = _widths(columns, width)
        header, *rows = zip(*columns, strict=True)
        lines = [self.caption] if self.caption else []
        for row in (header, tuple("─" * w for w in widths), *rows):
            lines += _lines(row, widths)
        return "\n".join(lines)

    def without_empty(self) -> Table:
        """The table without columns that are empty in every row; unchanged without rows."""
        if not self.rows:
            return self
        kept = [n for n, column in enumerate(zip(*self.rows, strict=True)) if any(column)]

        def places(among: frozenset[int]) -> frozenset[int]:
            return frozenset(new for new, old in enumerate(kept) if old in among)

        rows = tuple(tuple(row[number] for number in kept) for row in self.rows)
        header = tuple(self.header[number] for number in kept)
        return Table(header, rows, self.caption, places(self.numbers), places(self.hover))

    def markdown(self) -> str:
        """The table in Markdown, the caption above it."""
        rules = (("---:" if n in self.numbers else "---") for n in range(len(self.header)))
        rule = f"| {' | '.join(rules)} |"
        lines = [_markdown_row(self.header), rule, *map(_markdown_row, self.rows)]
        caption = [f"**{self.caption}**", ""] if self.caption else []
        return "\n".join([*caption, *lines])

    def html(self) -> str:
        """The table as HTML, every text escaped, in an element of class `tjstats` with its style:
        for light and dark, and readable without the style.
        """
        return region(self.caption, f"<style>{STYLE}</style>{self.bare_html()}")

    def bare_html(self, groups: Sequence[str | None] = ()) -> str:
        """The table as HTML for a page that has `STYLE`; *groups* has for each row the heading of
        the group that begins there, None where none does.
        """
        title = escape(self.caption.removeprefix("■ "))
        caption = f"<caption>{title}</caption>" if title else ""
        columns = [list(column) for column in zip(*self.rows, strict=True)]
        columns = [
            _aligned_html(column) if place in self.numbers else [escape(text) for text in column]
            for place, column in enumerate(columns)
        ]
        head = self._line(map(escape, self.header), "col")
        above = iter("" if name is None else self._group(name) for name in groups)
        body = "".join(
            next(above, "") + self._line(cells, "row", _remarks(self, row))
            for row, cells in zip(self.rows, zip(*columns, strict=True), strict=True)
        )
        kind = ' class="cards"' if self._shown > _FEW else ""
        shown = f"<thead>{head}</thead><tbody>{body}</tbody>".replace("<tbody></tbody>", "")
        return f"<table{kind}>{caption}{shown}</table>{_details(self)}"

    def _group(self, name: str) -> str:
        """The end of a group of rows, and the heading of the next."""
        span = f'<th scope="rowgroup" colspan="{self._shown}">{escape(name)}</th>'
        return f"</tbody><tbody><tr>{span}</tr>" if name else "</tbody><tbody>"

    @property
    def _shown(self) -> int:
        """How many columns HTML has."""
        return len(self.header) - len(self.hover)

    def widths(self) -> list[int]:
        """The width of each column in terminal cells, if nothing is wrapped."""
        return [max(map(cells, column)) for column in zip(self.header, *self.rows, strict=True)]

    def _line(self, texts: Iterable[str], scope: str, remarks: str = "") -> str:
        """A row of HTML: its head, or with the scope "col" the header of the table."""
        shown = [(place, text) for place, text in enumerate(texts) if place not in self.hover]
        found = [self._cell(place, text, scope, not n) for n, (place, text) in enumerate(shown)]
        title = f' title="{escape(remarks)}"' if remarks else ""
        return f"<tr{title}>{''.join(found)}</tr>"

    def _cell(self, place: int, text: str, scope: str, is_first: bool) -> str:
        """A cell of HTML, which on a phone names its column; the first is the head of its row."""
        kind = _RIGHT if place in self.numbers else _WHOLE * _is_short(text)
        if text and (scope == "col" or is_first):
            return f'<th scope="{scope}"{kind}>{text}</th>'
        if text and self._shown > _FEW:
            kind += f' data-head="{escape(self.header[place])}"'
        return f"<td{kind}>{text}</td>"

    def _repr_html_(self) -> str:
        return self.html()

    def __str__(self) -> str:
        return self.text()


# For tables in a notebook, on a page, in light and in dark: the colours are those around the table.
# The class is named twice to outweigh the style of notebooks, which aligns every cell to the right.
STYLE: Final = (
    ".tjstats{overflow-x:auto}"
    ".tjstats.tjstats table{border-collapse:collapse;margin:.5em 0;table-layout:auto;"
    "font-variant-numeric:tabular-nums}"
    ".tjstats.tjstats caption{caption-side:top;text-align:left;font-weight:600;color:inherit;"
    "padding:.2em 0}"
    ".tjstats.tjstats th,.tjstats.tjstats td{text-align:left;vertical-align:top;font-weight:400;"
    "padding:.3em 1.2em .3em 0;white-space:normal;max-width:none;"
    "border:0;border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.35))}"
    ".tjstats.tjstats thead th{font-weight:600;vertical-align:bottom}"
    ".tjstats.tjstats [align=right]{text-align:right}"
    ".tjstats.tjstats :is([align=right],[nowrap]){white-space:nowrap}"
    ".tjstats.tjstats i{user-select:none}"
    ".tjstats details,.tjstats p{font-size:.9em;margin:.3em 0}"
    # On a phone each row of many columns is a paragraph, in which each cell follows its head.
    "@media screen and (max-width:36em){.tjstats .cards,"
    ".tjstats .cards :is(caption,tbody){display:block}"
    ".tjstats .cards thead,.tjstats .cards i{display:none}"
    ".tjstats .cards tr{display:flex;flex-wrap:wrap;gap:0 1em;padding:.4em 0;"
    "border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.35))}"
    ".tjstats.tjstats :is(td,th){padding-right:.6em;min-width:0}"
    ".tjstats.tjstats .cards :is(td,th){display:block;border:0;padding:0}"
    ".tjstats.tjstats .cards tr>:first-child{flex-basis:100%;font-weight:600}"
    ".tjstats.tjstats .cards tr>:not(:first-child,[data-head]){display:none}"
    ".tjstats .cards [data-head]::before{content:attr(data-head) ' ';opacity:.75}}"
)
_RIGHT: Final = ' align="right"'  # kept where the style is stripped
_WHOLE: Final = " nowrap"
_FEW: Final = 3  # columns, which a phone has room for
_SHORT: Final = 16  # terminal cells


def _is_short(text: str) -> bool:
    """Whether a text could break between two of its few characters."""
    return bool(text) and not text.isascii() and cells(text) <= _SHORT


def region(label: str, inside: str) -> str:
    """HTML in an element of class `tjstats`, which scrolls, with the keyboard too."""
    name = f' role="group" aria-label="{escape(label.removeprefix("■ "))}"' if label else ""
    return f'<div class="tjstats" tabindex="0"{name}>{inside}</div>'


def _remarks(table: Table, row: tuple[str, ...]) -> str:
    """What is shown on a row: its cells in the columns for hovering, each with its head."""
    return "\n".join(_named(table.header[n], row[n]) for n in sorted(table.hover) if row[n])


def _named(head: str, text: str) -> str:
    return f"{head}: {text}" if head.isascii() else f"{head}：{text}"


def _details(table: Table) -> str:
    """The columns for hovering once more, below the table, for those without a mouse: what is the
    same for every row once, the rest as a list.
    """
    texts = {n: {row[n] for row in table.rows} for n in sorted(table.hover) if table.rows}
    apart = [n for n in texts if len(texts[n]) > 1]
    once = (_named(table.header[n], *texts[n]) for n in texts if n not in apart)
    return _listed(table, apart) + "".join(f"<p>{escape(text)}</p>" for text in once)


def _listed(table: Table, columns: list[int]) -> str:
    """Some columns of a table as a list that opens, each row under its first cell."""
    rows = ([row[0], *(row[n] for n in columns)] for row in table.rows)
    items = [" · ".join(filter(None, row)) for row in rows if any(row[1:])]
    names = [table.header[n] for n in columns]
    heads = escape((", " if all(map(str.isascii, names)) else "、").join(names))
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<details><summary>{heads}</summary><ul>{listed}</ul></details>" if items else ""


def _lines(row: Iterable[str], widths: list[int]) -> Iterable[str]:
    """A row of texts in columns; a number, which is padded, is not wrapped."""
    parts = [
        [text] if text.startswith(" ") and cells(text) <= width else wrapped(text, width)
        for text, width in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, parts), default=0)):
        line = (
            padded(part[number] if number < len(part) else "", width)
            for part, width in zip(parts, widths, strict=True)
        )
        yield _GAP.join(line).rstrip()


def _widths(columns: list[list[str]], width: int) -> list[int]:
    """The natural column widths, the widest reduced until all fit."""
    widths = [max(cells(text) for text in column) for column in columns]
    room = width - len(_GAP) * (len(widths) - 1)
    while widths and sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


# --- numbers aligned at the decimal point ---------------------------------------------------------

_POINT: Final = re.compile(r"(?s)(.*?\d[\d,]*)((?:\.\d+)?\D*)")


def _at_point(text: str) -> tuple[str, str]:
    """The text up to the ones of its last number, and the rest: decimals, 以上."""
    found = _POINT.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def _aligned(texts: list[str]) -> list[str]:
    """The texts padded with spaces so that their decimal points are below one another."""
    parts = [_at_point(text) for text in texts]
    left = max((cells(before) for before, _ in parts), default=0)
    return [
        " " * (left - cells(before)) + before + after if before else "" for before, after in parts
    ]


# A space as wide as a point, a digit, a Chinese character, and any other.
_SPACES: Final = (
    ("\u2008", r"\."),
    ("\u2007", r"\d"),
    ("\u3000", r"[\u2e80-\uffef]"),
    ("\u2002", r"[^\d.\u2e80-\uffef]"),
)


def _aligned_html(texts: list[str]) -> list[str]:
    """The texts as HTML, padded on the right with what is missing after their decimal points."""
    after = [_at_point(text)[1] for text in texts]
    counts = [[len(re.findall(kind, text)) for _, kind in _SPACES] for text in after]
    most = [max(column) for column in zip(*counts, strict=True)]
    found = []
    for text, count in zip(texts, counts, strict=True):
        pad = "".join(
            space * (all_ - own) for (space, _), all_, own in zip(_SPACES, most, count, strict=True)
        )
        found.append(escape(text) + (f'<i aria-hidden="true">{pad}</i>' if pad and text else ""))
    return found


def _markdown_row(cells: Iterable[str]) -> str:
    texts = (text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for text in cells)
    return f"| {' | '.join(texts)} |"


class Tabular(Modelled):
    """A record that notebooks display as a table; its class defines `table()`, with a language if
    it has texts.
    """

    __slots__ = ()

    def table(self) -> Table:
        """The record as a table."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.table().html()


class Listed(Tabular):
    """A list or tuple that `print` and notebooks show as a table; empty as it is written."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.table().text() if self else repr(self)


# The labels of the fields of records and answers, and the titles of their tables: (English,
# Chinese). Other labels are printed unchanged.
FIELD_LABELS: Final = {
    "field": ("field", "项目"),
    "value": ("value", "值"),
    "stored": ("stored", "保存的结果"),
    "fresh": ("fresh", "重新计算的结果"),
    # publications
    "record": ("record", "记录"),
    "observation": ("observation", "观测值"),
    "observations": ("observations", "观测值"),
    "targets": ("targets", "目标"),
    "latest_figure": ("latest figure", "最新数值"),
    "indicator": ("indicator", "指标"),
    "name": ("name", "名称"),
    "code": ("code", "代码"),
    "unit": ("unit", "单位"),
    "nature": ("nature", "性质"),
    "direction": ("direction", "方向"),
    "net": ("net", "净额"),
    "part_of": ("part of", "其中属于"),
    "derived": ("derived", "推算"),
    "period": ("period", "时期"),
    "figure": ("figure", "数值"),
    "area": ("area", "地区"),
    "breakdowns": ("breakdowns", "分组"),
    "measure": ("measure", "度量"),
    "base": ("base", "基期"),
    "scope": ("scope", "口径"),
    "basis": ("basis", "价格口径"),
    "status": ("status", "状态"),
    "flags": ("flags", "标记"),
    "printed": ("printed", "原文"),
    "source": ("source", "来源"),
    "locator": ("locator", "出处"),
    "note": ("note", "备注"),
    "derived_from": ("derived from", "推算自"),
    # targets
    "target": ("target", "目标"),
    "accepts": ("accepts", "可接受范围"),
    "baseline": ("baseline", "基数"),
    "every": ("every", "周期"),
    "relative_to": ("relative to", "参照指标"),
    "force": ("force", "约束力"),
    "stretch": ("stretch", "力争目标"),
    "set_by": ("set by", "下达者"),
    "published_verdict": ("published verdict", "公布的结论"),
    # attainment
    "attainment": ("attainment", "完成情况"),
    "reported": ("reported", "公布值"),
    "compared": ("compared", "比较值"),
    "verdict": ("verdict", "判定"),
    "degree": ("degree", "完成程度"),
    "reason": ("reason", "原因"),
    "gap": ("gap", "差距"),
    "past": ("past the target", "好于目标"),
    "short": ("short of the target", "距目标"),
    "completion": ("completion", "完成率"),
    "early": ("early", "提前"),
    "final": ("final", "期满"),
    "holds_now": ("holds now", "目前是否达到"),
    "tolerance": ("tolerance", "允许偏差"),
    "published": ("published", "公布的判定"),
    "agrees": ("agrees", "与公布一致"),
    # remainders
    "if_next": ("if the next is", "假设下期为"),
    "so_far": ("so far", "已完成"),
    "reached": ("reached", "是否达到"),
    "amount": ("amount", "余量"),
    "per_period": ("each period", "平均每期"),
    "room": ("room", "余地"),
    "done": ("share completed", "完成进度"),
    "lead": ("lead", "快于序时进度"),
    "behind": ("behind schedule", "慢于序时进度"),
    "remaining": ("remainder", "剩余任务"),
    # growth, comparison and claims
    "growth": ("growth", "增长"),
    "current": ("current", "报告期"),
    "change": ("change", "增减"),
    "rate": ("rate", "增速"),
    "factor": ("factor", "倍数"),
    "years": ("years", "年数"),
    "average_annual": ("average annual", "年均增长"),
    "plan": ("plan", "规划"),
    "growth_in_earlier": ("growth in the earlier plan", "前期年均增长"),
    "growth_in_later": ("growth in the later plan", "后期年均增长"),
    "growth_difference": ("difference", "增速之差"),
    "verification": ("verification", "核对"),
    "claim": ("claim", "表述"),
    "implied": ("implied", "推算"),
    "range": ("range", "范围"),
    "would_fit": ("would fit", "应为"),
    # pace
    "pace": ("pace", "进度"),
    "scheme": ("scheme", "评价方法"),
    "score": ("score", "得分"),
    "achieved": ("achieved", "已完成"),
    "observed_rate": ("observed rate", "实际速度"),
    "required_rate": ("required rate", "所需速度"),
    "base_asked": ("requested base", "指定基期"),
    "base_time": ("base time", "基期时间"),
    "base_level": ("base level", "基期数值"),
    "latest_asked": ("requested latest time", "指定最新时间"),
    "latest_time": ("latest time", "最新时间"),
    "latest_level": ("latest level", "最新数值"),
    "target_level": ("target level", "目标数值"),
    "projected": ("projected", "预测值"),
    "schedule": ("share done by share of time", "与序时进度之比"),
    "equivalent_years": ("equivalent years", "折合年数"),
    "remaining_change": ("remaining change", "剩余增减"),
    "remaining_rate": ("remaining rate", "剩余速度"),
    "limit": ("limit", "自然界限"),
    "closeness": ("closeness", "接近程度"),
    "zero": ("zero", "零值代以"),
    "firmness": ("firmness", "数据性质"),
    "elapsed": ("elapsed", "已过时间"),
    "left": ("left", "剩余时间"),
    "instead": ("another scheme", "可用方法"),
    "time_elapsed": ("share of time elapsed", "时间进度"),
    "relation": ("relation", "关系"),
    "overall": ("overall", "总体"),
    "scored": ("series with a score", "有得分的序列"),
    "left_out": ("series without a score", "没有得分的序列"),
    "early_completion": ("early completion", "提前完成"),
    "window": ("twelve months that met it", "达到目标的12个月"),
    "months_early": ("months early", "提前月数"),
    # totals and shares
    "aggregate": ("total, level or mean", "合计、水平或平均"),
    "text": ("text", "原文"),
    "role": ("role", "作用"),
    "complete": ("complete", "数据完整"),
    "share": ("share", "比重"),
    "part": ("part", "部分"),
    "whole": ("whole", "总体"),
}


def label(name: str, lang: Language) -> str:
    """The label of a field in a language."""
    return FIELD_LABELS.get(name, (name, name))[lang == "zh"]


_BRACKETED: Final = {"en": "{} ({})", "zh": "{}（{}）"}


def headed(name: str, unit: str, lang: Language) -> str:
    """The head of a column: the label of a field, with the unit of its figures if it has one."""
    return _BRACKETED[lang].format(label(name, lang), unit) if unit else label(name, lang)


def text_column(
    name: str, values: Iterable[object], lang: Language, *, hover: bool = False
) -> Column:
    """A column with the label of a field and each value in words, "" for None."""
    cells = tuple("" if value is None else value_text(value, lang) for value in values)
    return Column(label(name, lang), cells, hover=hover)


def fields_table(title: str, fields: Iterable[tuple[str, object]], lang: Language) -> Table:
    """A table of labels and values in a language, without those that are None or empty; for
    hovering, the printed words and the source of observations and targets.
    """
    shown = [(name, value) for name, value in fields if value is not None and value not in ("", ())]
    rows = tuple(
        (label(name, lang), value_text(value, lang), *_printed(value, lang))
        for name, value in shown
    )
    header = tuple(label(name, lang) for name in ("field", "value", "printed", "source"))
    table = Table(header, rows, label(title, lang), hover=frozenset({2, 3}))
    return table.without_empty() if rows else Table(header[:2], (), table.caption)


def _printed(value: object, lang: Language) -> tuple[str, str]:
    """The printed words and the source of a value, if it has them."""
    own: Any = getattr(value, "_printed", None)
    return ("", "") if own is None else own(lang)


_WORDS: Final[dict[object, dict[Language, str]]] = {
    True: {"en": "yes", "zh": "是"},
    False: {"en": "no", "zh": "否"},
}


def value_text(value: object, lang: Language) -> str:
    """A value as the cell of a table: as its `_cell` has it, else in words, else its `str`."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _WORDS[value][lang]
    if isinstance(value, tuple):
        texts = [value_text(each, lang) for each in value]
        return _LISTED[lang][any("," in text or "，" in text for text in texts)].join(texts)
    text = getattr(value, "_cell", None) or getattr(value, "text", None)
    return str(text(lang)) if callable(text) else str(value)


_LISTED: Final = {"en": (", ", "; "), "zh": ("、", "；")}
