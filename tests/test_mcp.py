"""The tools for assistants: called through the protocol's own client, in the process and over pipes."""

import os
import sys

import pytest

import tjstats as tj
from tests.formats import needs
from tests.processes import run_python
from tjstats import mcp
from tjstats.values.languages import language_of

JOBS = {"code": "jobs", "unit": "万人", "nature": "flow", "direction": "higher"}
WAGE = {"value": "2510", "unit": "元/月"}, {"value": "2050", "unit": "元/月"}
GOAL = {"value": "175", "unit": "万人", "qualifier": "at_least"}
PLAN = "2021-01-01/P5Y"


def asked(name, served=None, **arguments):
    """The result of a tool, through a client of a server."""
    import anyio
    from mcp.client import Client

    async def ask():
        async with Client(mcp.server() if served is None else served) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(ask)


def answer(name, **arguments):
    found = asked(name, **arguments)
    assert not found.is_error, found.content
    assert found.structured_content.keys() == {"text", "answer", "sources"}
    return found.structured_content


@needs("mcp")
def test_every_tool_is_described():
    """With the type of each argument, the language of the answer, and what it gives."""
    import anyio
    from mcp.client import Client

    async def ask():
        async with Client(mcp.server()) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(ask)
    assert [tool.name for tool in tools] == [tool.__name__ for tool in mcp.TOOLS]
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.input_schema["properties"]["lang"]["enum"] == ["en", "zh"]


@needs("mcp")
def test_the_datasets_are_found():
    """By name, by the words of an indicator, with figures, targets and sources."""
    names = [row["name"] for row in answer("list_datasets")["answer"]]
    assert names == list(tj.datasets.names())
    found = answer("list_indicators", dataset="mohrss", words="New jobs")["answer"]
    assert [row["code"] for row in found] == ["employment.new_urban_jobs"]
    known = answer("get_figures", dataset="mohrss", indicator=found[0]["code"])
    entry = tj.datasets.load("mohrss")[found[0]["code"]]
    assert len(known["answer"]) == len(entry.observations) + len(entry.targets)
    cited = {o.source.code for o in entry.observations if o.source}
    assert cited <= {source["code"] for source in known["sources"]}


@needs("mcp")
def test_growth_with_its_sources():
    """Of two figures, and of a published indicator, with the sources of both."""
    rate = answer("growth", current=WAGE[0], base=WAGE[1])["answer"]["results"]["rate"]
    assert (rate["rounded"], rate["text"]) == (22.44, "22.44%")
    found = answer(
        "growth_in_dataset", dataset="mohrss", indicator="employment.new_urban_jobs", period="2022"
    )
    series = tj.datasets.load("mohrss")["employment.new_urban_jobs"].series
    assert found["text"].splitlines()[-1] == tj.growth(series["2022"], series["2021"]).text("en")
    assert {source["code"] for source in found["sources"]} == {
        series[year].source.code for year in ("2021", "2022")
    }


@needs("mcp")
def test_targets_are_judged():
    """By one figure or by several; unknown is an answer."""
    target = {"indicator": JOBS, "period": PLAN, "figure": GOAL}
    whole = {"indicator": JOBS, "period": PLAN, "figure": {"value": "180", "unit": "万人"}}
    assert answer("assess", target=target, observations=[whole])["text"] == "exceeded"
    years = [whole | {"period": year} for year in ("2021", "2025")]
    found = answer("assess", target=target, observations=years)
    assert found["answer"]["verdict"] == "yes"  # two years alone are more than the whole
    few = [whole | {"period": "2021", "figure": {"value": "1", "unit": "万人"}}]
    assert answer("assess", target=target, observations=few)["text"].startswith("cannot tell")


@needs("mcp")
def test_a_text_is_checked():
    """Each claim with its verdict, what would fit, and its places."""
    text = "最低工资标准由2050元提高到2510元，增幅达23.4%。"
    right, wrong = answer("check", text=text, published="2025-11-13")["answer"]
    assert (right["verdict"], wrong["verdict"]) == ("yes", "no")
    assert "22.4% – 22.5%" in wrong["text"]
    assert text[slice(*wrong["places"][-1])] == "23.4%"
    assert answer("check", text="没有数字。")["text"] == "no claim is made"


@needs("mcp")
def test_a_plan_is_evaluated_in_the_language_asked_for():
    """With the report and the source of each figure."""
    found = answer("evaluate", dataset="china-plans", plan=14, at="2026-03-31")
    assert found["answer"][0]["class"]
    assert found["sources"]
    assert language_of(answer("list_datasets", lang="zh")["text"]) == "zh"
    assert language_of(found["text"].splitlines()[0]) == "en"


WRONG = {
    "unit": ("growth", {"current": WAGE[0], "base": {"value": "1", "unit": "persn"}}, "unknown unit 'persn'"),
    "units": ("growth", {"current": WAGE[0], "base": {"value": "1", "unit": "元"}}, "cannot compare CNY/month and CNY"),
    "dataset": ("evaluate", {"dataset": "mohrs", "plan": 14}, "'mohrss'"),
    "code": ("get_figures", {"dataset": "mohrss", "indicator": "jobs"}, "has no 'jobs'"),
    "period": ("growth_in_dataset", {"dataset": "mohrss", "indicator": "employment.new_urban_jobs", "period": "1999"}, "nearest"),
    "plan": ("evaluate", {"dataset": "mohrss", "plan": 99}, "plan(1)"),
    "path": ("check", {"text": "bulletin.txt"}, "is a path"),
    "length": ("check", {"text": "字" * 100_001}, "at most 100000"),
    "nothing": ("assess", {"target": {"indicator": JOBS, "period": PLAN, "figure": GOAL}, "observations": []}, "at least one"),
}  # fmt: skip


@needs("mcp")
@pytest.mark.parametrize(("name", "arguments", "remedy"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_a_tool_error_with_the_remedy(name, arguments, remedy):
    """An assistant reads what to write instead."""
    found = asked(name, **arguments)
    assert found.is_error
    assert remedy in found.content[0].text


@needs("mcp")
def test_the_command_serves_pipes():
    """`python -m tjstats mcp` speaks the protocol on standard input and output."""
    from mcp.client.stdio import StdioServerParameters, stdio_client

    pipes = stdio_client(
        StdioServerParameters(
            command=sys.executable, args=["-m", "tjstats", "mcp"], env=dict(os.environ)
        )
    )
    found = asked("growth", served=pipes, current=WAGE[0], base=WAGE[1])
    assert found.structured_content["text"] == "22.44%"


def test_without_the_extra_the_error_names_it():
    """And the module can be imported all the same."""
    hidden = "import sys; sys.modules['mcp'] = None; from tjstats.__main__ import main; print(main(['mcp']))"
    assert run_python(hidden).split() == ["2"]
    code = "import sys; sys.modules['mcp'] = None\nfrom tjstats.mcp import server\ntry: server()\nexcept ImportError as e: print(e)"
    assert "pip install '.[mcp]' in a checkout" in run_python(code)
