"""Vega-Lite: a chart as a specification that others can change. Numbers become floats."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, TypeAlias

from tjstats.views.pictures.charts import Chart, Mark, Moment, Row, Rows, Times

__all__ = ["specification"]

Json: TypeAlias = dict[str, Any]

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
_COLOURS: Final = {
    "condition": [
        {"test": "datum.kind === 'missed'", "value": "#d0602a"},
        {"test": "datum.kind === 'unknown'", "value": "#87878c"},
    ],
    "value": "#3579b8",
}


def specification(chart: Rows | Times, text: str) -> Json:
    """The specification of a chart; *text* is its description."""
    titles = {"text": chart.title, "subtitle": chart.about, "anchor": "start"}
    layers = _rows(chart) if isinstance(chart, Rows) else _times(chart)
    values = list(_row_data(chart) if isinstance(chart, Rows) else _time_data(chart))
    return {
        "$schema": _SCHEMA,
        "title": titles,
        "description": text,
        "width": 480,
        "height": {"step": 36} if isinstance(chart, Rows) else 240,
        "data": {"values": values},
        "layer": layers,
    }


def _layer(role: str, mark: Json, encoding: Json, test: str = "") -> Json:
    filters = f"datum.role === '{role}'{test}"
    return {"transform": [{"filter": filters}], "mark": mark, "encoding": encoding}


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _mark(mark: Mark) -> Json:
    """A mark: its number, the ends of its range (null for no end), the exact words."""
    return {
        "number": _float(mark.number),
        "start": _float(mark.start),
        "edge": _float(max(mark.number, mark.start)),
        "low": _float(mark.range.lower),
        "high": _float(mark.range.upper),
        "words": mark.words,
        "kind": mark.kind,
        "firm": mark.firm,
    }


def _quantity(field: str, chart: Chart, zero: bool) -> Json:
    unit = "" if chart.like is None else chart.like.unit.text(chart.lang)
    return {"field": field, "type": "quantitative", "title": unit, "scale": {"zero": zero}}


_TIP: Final = [{"field": "name", "type": "nominal"}, {"field": "words", "type": "nominal"}]
_OPEN_UP: Final = " && datum.high === null"
_OPEN_DOWN: Final = " && datum.low === null"


# --- rows -----------------------------------------------------------------------------------------


def _row_data(chart: Rows) -> Iterator[Json]:
    for row in chart.rows:
        name = {"name": row.name, "verdict": row.verdict}
        if row.accepts is not None:
            ends = row.accepts.lower, row.accepts.upper
            low, high = _ends(row, chart, ends)
            yield {**name, "role": "accepted", "low": low, "high": high, "words": row.about}
        if row.mark is not None:
            yield {**name, "role": "value", **_mark(row.mark)}
        for flag in row.flags:
            yield {**name, "role": flag.role, "number": _float(flag.number), "words": flag.words}


def _ends(
    row: Row, chart: Rows, ends: tuple[Decimal | None, Decimal | None]
) -> tuple[float | None, float | None]:
    """Both ends of a band, that of the chart where it has none."""
    numbers = [number for each in chart.rows for number in each.numbers]
    low, high = ends
    return _float(min(numbers) if low is None else low), _float(
        max(numbers) if high is None else high
    )


def _rows(chart: Rows) -> list[Json]:
    y = {"field": "name", "type": "nominal", "sort": None, "title": None}
    x = _quantity("number", chart, zero=not chart.dots)
    band = {"y": y, "x": _quantity("low", chart, not chart.dots), "x2": {"field": "high"}}
    shown = {"y": y, "x": x, "color": _COLOURS, "tooltip": _TIP}
    value = {"type": "point", "filled": True, "size": 90}
    if not chart.dots:
        value, shown = (
            {"type": "bar", "height": {"band": 0.45}},
            {**shown, "x2": {"field": "start"}},
        )
    words = {"type": "text", "align": "left", "dx": 16}
    arrow = {"type": "point", "shape": "triangle-right", "filled": True, "size": 90, "dx": 8}
    flags = [
        _layer(role, {"type": "tick", "thickness": 2, **dash}, {"y": y, "x": x, "tooltip": _TIP})
        for role, dash in _FLAGS.items()
    ]
    return [
        _layer("accepted", {"type": "bar", "opacity": 0.15, "color": "gray"}, band),
        _layer("value", value, shown),
        _layer("value", {**arrow}, {"y": y, "x": x, "color": _COLOURS}, _OPEN_UP),
        _layer(
            "value",
            {**arrow, "shape": "triangle-left"},
            {"y": y, "x": x, "color": _COLOURS},
            _OPEN_DOWN,
        ),
        *flags,
        _layer(
            "value",
            words,
            {"y": y, "x": {**x, "field": "edge"}, "text": {"field": "words", "type": "nominal"}},
        ),
    ]


_FLAGS: Final[dict[str, Json]] = {
    "target": {"color": "black"},
    "stretch": {"color": "black", "opacity": 0.6},
    "due": {"color": "black", "opacity": 0.6},
    "baseline": {"color": "gray"},
}


# --- times ----------------------------------------------------------------------------------------


def _time_data(chart: Times) -> Iterator[Json]:
    for moment in chart.moments:
        yield {"role": "value", **_moment(moment)}
    for way in chart.ways:
        for moment in way.moments:
            yield {"role": way.role, **_moment(moment)}
    for goal in chart.goals:
        yield {
            "role": "target",
            "begin": goal.time.first_day.isoformat(),
            "end": goal.time.end.isoformat(),
            "number": _float(goal.flag.number),
            "words": goal.flag.words,
        }


def _moment(moment: Moment) -> Json:
    """A mark with its time, and the sides of its column, which leave a seventh of it on each."""
    first, last = moment.time.first_day, moment.time.end
    seventh = (last - first) // 7
    days = {"begin": first, "end": last, "left": first + seventh, "right": last - seventh}
    return {
        "name": moment.name,
        **{side: day.isoformat() for side, day in days.items()},
        **_mark(moment.mark),
    }


def _times(chart: Times) -> list[Json]:
    x: Json = {"field": "end", "type": "temporal", "title": None}
    y = _quantity("number", chart, zero=chart.columns)
    span = {"x": {"field": "begin", "type": "temporal", "title": None}, "x2": {"field": "end"}}
    at = {"x": x, "y": y, "tooltip": _TIP}
    sides = {"x": {"field": "left", "type": "temporal", "title": None}, "x2": {"field": "right"}}
    columns = {**sides, "y": y, "y2": {"field": "start"}, "tooltip": _TIP}
    if chart.columns:
        values = [
            _layer("value", {"type": "bar"}, {**columns, "color": _COLOURS}),
            _layer("required", {"type": "bar", "filled": False}, columns),
        ]
    else:
        values = [
            _layer("value", {"type": "line", "point": True}, at),
            _layer("required", {"type": "line", "strokeDash": [4, 3]}, at),
            _layer("schedule", {"type": "line", "opacity": 0.4, "color": "gray"}, at),
            _layer("projected", {"type": "line", "strokeDash": [2, 2]}, at),
        ]
    arrow = {"type": "point", "shape": "triangle-up", "filled": True, "size": 90, "yOffset": -8}
    return [
        *values,
        _layer("value", arrow, {**at}, _OPEN_UP),
        _layer("value", {**arrow, "shape": "triangle-down", "yOffset": 8}, {**at}, _OPEN_DOWN),
        _layer("target", {"type": "rule", "size": 2}, {**span, "y": y, "tooltip": _TIP}),
    ]
