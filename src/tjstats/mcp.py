"""The questions and the built-in datasets as tools for assistants, over the Model Context Protocol
(the extra `mcp`): `tjstats mcp` serves them on standard input and output.

Each answer has a text, the record with its exact digits, and the sources that it rests on. What is
wrong in a call is a tool error that says what to write instead.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal

from tjstats import datasets
from tjstats._version import __version__
from tjstats.datasets import DatasetName
from tjstats.errors import InvalidRecordError, MissingExtraError, TjstatsError
from tjstats.formats._nested import nested
from tjstats.questions import evaluation
from tjstats.questions.attainment import assess as assessed
from tjstats.questions.growth import growth as grown
from tjstats.records.datasets import DatasetEntry
from tjstats.records.given import time_of
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.languages import language
from tjstats.values.periods import AsOf
from tjstats.values.plans import plan as plan_of
from tjstats.zh.checking import check as checked

__all__ = ["TOOLS", "server"]

Lang = Literal["en", "zh"]
Answer = dict[str, Any]
_LIMIT: Final = 100_000  # characters of a text to check


def _answer(text: str, answer: Any) -> Answer:
    """What every tool gives: a text, the records, and their sources."""
    sources = {str(source["code"]): source for source in _sources(answer)}
    return {"text": text, "answer": answer, "sources": list(sources.values())}


def _sources(data: Any) -> Iterator[Mapping[str, Any]]:
    """The sources in nested data, each where it is cited."""
    for name, part in data.items() if isinstance(data, Mapping) else enumerate(data):
        if name == "source" and isinstance(part, Mapping):
            yield part
        elif isinstance(part, Mapping | list):
            yield from _sources(part)


# --- the built-in datasets ------------------------------------------------------------------------


def list_datasets() -> Answer:
    """The built-in datasets of published statistics and targets: name, title, contents."""
    found = [
        {
            "name": name,
            "title": dataset.name(),
            "indicators": len(dataset.indicators),
            "observations": len(dataset.observations),
            "targets": len(dataset.targets),
        }
        for name, dataset in ((name, datasets.load(name)) for name in datasets.names())
    ]
    return _answer("\n".join(f"{row['name']}: {row['title']}" for row in found), found)


def list_indicators(dataset: DatasetName, words: str = "") -> Answer:
    """The indicators of a dataset whose code or name (Chinese or English) has all of some words."""
    wanted = words.lower().split()
    found = [
        {
            "code": entry.indicator.code,
            "name": entry.indicator.name(),
            "unit": entry.indicator.word or entry.indicator.unit.code,
            "observations": len(entry.observations),
            "targets": len(entry.targets),
        }
        for entry in datasets.load(dataset)
        if all(word in _searched(entry) for word in wanted)
    ]
    return _answer(
        "\n".join(f"{row['code']}: {row['name']}, {row['unit']}" for row in found), found
    )


def _searched(entry: DatasetEntry) -> str:
    named = entry.indicator
    return f"{named.code} {named.zh} {named.en}".lower()


def get_figures(dataset: DatasetName, indicator: str) -> Answer:
    """The published figures and targets of an indicator, each with its bound, period and source."""
    entry = datasets.load(dataset)[indicator]
    records: tuple[Observation | Target, ...] = (*entry.observations, *entry.targets)
    rows = [_row(record) for record in records]
    return _answer("\n".join(record.text() for record in records) or entry.text(), rows)


def _row(record: Observation | Target) -> dict[str, Any]:
    """What is known of a figure, without its indicator."""
    whole = nested(record)
    row = {name: part for name, part in whole.items() if name not in _LEFT_OUT and part is not None}
    row["kind"] = "target" if isinstance(record, Target) else "observation"
    if isinstance(record, Observation) and record.derived_from:
        row["derived_from"] = [_row(part) for part in record.derived_from]
    return row


_LEFT_OUT: Final = ("indicator", "derived_from")


# --- questions ------------------------------------------------------------------------------------


def growth(current: Figure, base: Figure) -> Answer:
    """Change, growth rate and factor between two printed figures, exact, with the interval that
    rounding leaves: current {"value": "2510", "unit": "元/月"}, base {"value": "2050", …}.
    """
    answer = grown(current, base)
    return _answer(answer.text(), nested(answer))


def growth_in_dataset(
    dataset: DatasetName, indicator: str, period: str, base: str | None = None
) -> Answer:
    """Growth of a published indicator, 2021 to 2025 say, with its sources; without a base from the
    same period of the year before.
    """
    series = datasets.load(dataset)[indicator].series
    time = time_of(series.indicator, period, daily=True)
    before = time.shift(-1, "1y") if base is None else time_of(series.indicator, base, daily=True)
    answer = grown(series[time], series[before])
    words = (series[time].text(), series[before].text(), answer.text())
    return _answer("\n".join(words), nested(answer))


def assess(target: Target, observations: list[Observation]) -> Answer:
    """Whether figures meet a target: met, not met, exceeded, or "cannot tell" with the reason.

    Several observations are a series of one indicator, whose total, mean or last value counts.
    """
    if not observations:
        raise InvalidRecordError("assess", "observations", [], "give at least one observation")
    single = len(observations) == 1
    answer = assessed(target, observations[0] if single else Series(observations))
    return _answer(answer.text(), nested(answer))


def check(text: str, published: date | None = None) -> Answer:
    """The claims that a Chinese text makes about its own figures (growth, sums, shares, targets
    met), each consistent, inconsistent with what would fit, or "cannot tell" with the reason.
    """
    if len(text) > _LIMIT:
        problem = f"a text of {len(text)} characters is too long; send at most {_LIMIT} at once"
        raise InvalidRecordError("check", "text", f"{text[:20]}…", problem)
    found = [
        {
            "claim": answer.claim.text or str(answer.claim),
            "verdict": answer.verdict.value,
            "text": answer.text(),
            "places": [[reading.start, reading.end] for reading in answer.readings],
        }
        for answer in checked(text, published=published)
    ]
    lines = [f"{row['claim']}: {row['text']}" for row in found]
    return _answer("\n".join(lines) or "no claim is made", found)


def evaluate(dataset: DatasetName, plan: int, at: date | None = None) -> Answer:
    """Every target of one of China's five-year plans (14 is 2021 to 2025), judged by what was
    published until a day, as offices class them, with the report.
    """
    found = evaluation.evaluate(datasets.load(dataset), plan_of(plan), at and AsOf(at))
    rows = [
        {
            "indicator": row.target.indicator.name(),
            "target": row.target.text(),
            "latest": None if row.latest is None else row.latest.text(),
            "class": row.label.value,
            "verdict": row.verdict.value,
            "source": None if row.source is None else nested(row.source),
        }
        for row in found.rows
    ]
    return _answer(found.markdown(), rows)


# --- the server -----------------------------------------------------------------------------------

TOOLS: Final[tuple[Callable[..., Answer], ...]] = (
    list_datasets,
    list_indicators,
    get_figures,
    growth,
    growth_in_dataset,
    assess,
    check,
    evaluate,
)
_INSTRUCTIONS: Final = (
    "Exact answers from published statistics. Figures are texts with their unit as printed "
    "(37.62, 万人); a bound is a qualifier (over, at_least, about). Quote `text` and name the "
    "`sources`; `unknown` is an answer, with its reason."
)


def server() -> Any:
    """The MCP server with all tools: `server().run()` serves standard input and output.

    Raises `MissingExtraError`.
    """
    try:
        from mcp.server import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError:
        raise MissingExtraError("tjstats.mcp", "mcp") from None
    about = {"instructions": _INSTRUCTIONS, "version": __version__}
    found = MCPServer("tjstats", **about, log_level="WARNING")
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in TOOLS:
        found.add_tool(_in_language(tool), annotations=reads)
    return found


def _in_language(tool: Callable[..., Answer]) -> Callable[..., Answer]:
    """A tool in the language that a call asks for, whose errors tell the caller what to write."""
    from inspect import Parameter, signature

    from mcp.server.mcpserver.exceptions import ToolError

    @functools.wraps(tool)
    def asked(*, lang: Lang = "en", **arguments: Any) -> Answer:
        try:
            with language(lang):
                return tool(**arguments)
        except TjstatsError as error:
            raise ToolError(str(error)) from None

    given = signature(tool, eval_str=True)
    lang = Parameter("lang", Parameter.KEYWORD_ONLY, default="en", annotation=Lang)
    parameters = [*given.parameters.values(), lang]
    asked.__signature__ = given.replace(parameters=parameters)  # type: ignore[attr-defined]
    return asked


def __dir__() -> list[str]:
    return list(__all__)
