"""For pytest under `mutants.py`: note which test runs what, or run the wanted tests only."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, settings

RECORD = os.environ.get("MUTANTS_RECORD")  # the folder for what a run of all tests shows
WANTED = os.environ.get("MUTANTS_WANTED")  # a file of the tests that are wanted, with their seconds
SECONDS: dict[str, float] = json.loads(Path(WANTED).read_text("utf-8")) if WANTED else {}
FAILED: set[str] = set()
FEW = 10  # examples of a law, enough to note what it runs
TO_COLLECT = 60  # seconds of the processor
WAITING = 10  # times as long may pass on the clock


def end_after(seconds: float) -> None:
    """Have the process ended by a signal, unless this is called again in time."""
    for timer, limit in ((signal.ITIMER_PROF, seconds), (signal.ITIMER_REAL, WAITING * seconds)):
        signal.setitimer(timer, limit)


if WANTED:
    end_after(TO_COLLECT)


def pytest_collection() -> None:
    if RECORD:  # after the settings of conftest.py
        few = settings(max_examples=FEW, suppress_health_check=list(HealthCheck))
        settings.register_profile("few", few)
        settings.load_profile("few")


def name_of(test: str) -> str:
    """What a test is called here: an example of a document needs those before it, so a document is
    one test.
    """
    file = test.partition("::")[0]
    return file if file.endswith(".md") else test


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Coverage keeps what runs from here on, in new processes too, under the name of the test."""
    name = name_of(item.nodeid)
    if RECORD:
        os.environ["MUTANTS_TEST"] = name
        measured = coverage.Coverage.current()
        if measured is not None:
            measured.switch_context(name)
    if WANTED:
        end_after(20 + 5 * SECONDS[name])
    yield


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if RECORD:
        name = name_of(report.nodeid)
        SECONDS[name] = SECONDS.get(name, 0) + report.duration
        if report.failed:
            FAILED.add(name)
    if WANTED and report.failed:
        with Path(WANTED).with_name("failed.txt").open("a", encoding="utf-8") as file:
            file.write(f"{name_of(report.nodeid)}\n")


def pytest_sessionfinish() -> None:
    if RECORD and SECONDS:
        passed = {test: seconds for test, seconds in SECONDS.items() if test not in FAILED}
        Path(RECORD, f"seconds-{os.getpid()}.json").write_text(json.dumps(passed), "utf-8")
    if WANTED:
        end_after(TO_COLLECT)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The wanted tests only, in the order of the file: the quick ones first."""
    if WANTED:
        places = {test: place for place, test in enumerate(SECONDS)}
        config.hook.pytest_deselected(items=[i for i in items if name_of(i.nodeid) not in places])
        items[:] = [item for item in items if name_of(item.nodeid) in places]
        items.sort(key=lambda item: places[name_of(item.nodeid)])
