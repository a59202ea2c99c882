"""Tables of text, as plain text of a given width and as HTML, and the mixin that displays records
as tables.

Widths count terminal cells, two for a Chinese character (`unicodedata.east_asian_width`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final, Literal, TypeAlias
from unicodedata import combining, east_asian_width

import attrs

__all__ = [
    "FIELD_LABELS",
    "Language",
    "Table",
    "Tabular",
    "cells",
    "fields_table",
    "label",
    "padded",
    "value_text",
    "wrapped",
]

Language: TypeAlias = Literal["en", "zh"]  # of texts, see `values.languages`

_GAP: Final = "  "
_LEAST: Final = 6  # no column is made narrower than this
# Units that are never broken: spaces, or a word or wide character with the brackets around it.
_PIECE: Final = re.compile(
    r"\s+|[（［“]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。；：、）］”％%)\]]*"
)


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
    for piece in _PIECE.findall(text):
        for part in [
            piece[at : at + width] for at in range(0, len(piece), width)
        ]:  # words longer than a line
            if cells(lines[-1]) + cells(part) > width:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


@attrs.frozen
class Table:
    """Rows of text under a header. Fields: header, rows, caption."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def text(self, width: int = 100) -> str:
        """The table as lines of at most *width* cells; long texts are wrapped in their column."""
        widths = self._widths(width)
        rule = tuple("─" * w for w in widths)
        lines = [self.caption] if self.caption else []
        for row in (self.header, rule, *self.rows):
            parts = [wrapped(text, w) for text, w in zip(row, widths, strict=True)]
            for number in range(max(map(len, parts))):
                line = (
                    padded(p[number] if number < len(p) else "", w)
                    for p, w in zip(parts, widths, strict=True)
                )
                lines.append(_GAP.join(line).rstrip())
        return "\n".join(lines)

    def _widths(self, width: int) -> list[int]:
        """The natural column widths, the widest reduced until all fit."""
        columns = zip(self.header, *self.rows, strict=True)
        widths = [max(cells(text) for text in column) for column in columns]
        room = width - len(_GAP) * (len(widths) - 1)
        while sum(widths) > room and max(widths) > _LEAST:
            widths[widths.index(max(widths))] -= 1
        return widths

    def without_empty(self) -> Table:
        """The table without columns that are empty in every row."""
        kept = [
            number for number in range(len(self.header)) if any(row[number] for row in self.rows)
        ]
        rows = tuple(tuple(row[number] for number in kept) for row in self.rows)
        return Table(tuple(self.header[number] for number in kept), rows, self.caption)

    def markdown(self) -> str:
        """The table in Markdown, the caption above it."""
        rule = "| " + " | ".join("---" for _ in self.header) + " |"
        lines = [_markdown_row(self.header), rule, *map(_markdown_row, self.rows)]
        caption = [f"**{self.caption}**", ""] if self.caption else []
        return "\n".join([*caption, *lines])

    def html(self) -> str:
        """The table as HTML, with every text escaped."""
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        head = "".join(f"<th>{escape(text)}</th>" for text in self.header)
        body = "".join(f"<tr>{_data_cells(row)}</tr>" for row in self.rows)
        parts = f"{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        return f'<table class="tjstats">{parts}</table>'


def _markdown_row(cells: Iterable[str]) -> str:
    texts = (text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for text in cells)
    return f"| {' | '.join(texts)} |"


def _data_cells(row: Iterable[str]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in row)


class Tabular:
    """A record that notebooks display as a table; its class defines `table()`, with a language if
    it has texts.
    """

    __slots__ = ()

    def table(self) -> Table:
        """The record as a table."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.table().html()


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
    "schedule": ("schedule", "时间进度"),
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
}


def label(name: str, lang: Language) -> str:
    """The label of a field in a language."""
    return FIELD_LABELS.get(name, (name, name))[lang == "zh"]


def fields_table(
    title: str, fields: Iterable[tuple[str, object]], lang: Language | None = None
) -> Table:
    """A table of names and values, without those that are None or empty.

    With *lang*, which the record has resolved, labels come from `FIELD_LABELS` and values use that
    language; without it, both are unchanged.
    """
    shown = ((name, value) for name, value in fields if value is not None and value not in ("", ()))
    if lang is None:
        return Table(("field", "value"), tuple((name, str(value)) for name, value in shown), title)
    rows = tuple((label(name, lang), value_text(value, lang)) for name, value in shown)
    return Table((label("field", lang), label("value", lang)), rows, label(title, lang))


def value_text(value: object, lang: Language) -> str:
    """A value's text in a language if it has one, else its `str`."""
    text = getattr(value, "text", None)
    return str(text(lang)) if callable(text) else str(value)
