"""What type checkers know of `loads`: checked by mypy, never run."""

from typing import Any, assert_type

import tjstats as tj
from tjstats.formats import (
    arrow,
    csv,
    datapackage,
    describe,
    excel,
    json,
    json_stat,
    pydantic,
    sdmx,
    sdmx_csv,
)


def loads(text: str) -> None:
    assert_type(json.loads(text), Any)
    assert_type(json.loads(text, tj.Observation), tj.Observation)
    assert_type(json.loads(text, list[tj.Observation]), list[tj.Observation])
    assert_type(json.loads(text, tuple[tj.Target, ...]), tuple[tj.Target, ...])
    either = json.loads(text, list[tj.Observation | tj.Target])
    assert_type(either, list[tj.Observation | tj.Target])


def nested(text: str) -> None:
    assert_type(pydantic.loads(text, tj.Growth), tj.Growth)
    assert_type(pydantic.loads(text, list[tj.Observation]), list[tj.Observation])


def read(path: str) -> None:
    assert_type(json.read(path, list[tj.Observation]), list[tj.Observation])


def from_builtins(data: dict[str, object]) -> None:
    assert_type(json.from_builtins(data, tuple[tj.Figure, ...]), tuple[tj.Figure, ...])


def results(growth: tj.Growth, pace: tj.Pace, verification: tj.Verification) -> None:
    assert_type(growth.rate, tj.Figure | None)
    assert_type(growth.reason, tj.Reason | None)
    assert_type(verification.range, tj.Bounds | None)
    assert_type(tj.recheck(pace).verdict, tj.Verdict)


def tables(text: str, data: bytes) -> None:
    assert_type(csv.loads(text, list[tj.Observation]), list[tj.Observation])
    assert_type(sdmx_csv.loads(text, tuple[tj.Target, ...]), tuple[tj.Target, ...])
    assert_type(sdmx.loads(text, tj.Dataset), tj.Dataset)
    assert_type(datapackage.loads(text, tj.Series), tj.Series)
    assert_type(arrow.loads(data, list[tj.Observation]), list[tj.Observation])


def table_files(path: str, stream: object) -> None:
    assert_type(csv.read(path), Any)
    assert_type(csv.read(path, list[tj.Observation], delimiter=";"), list[tj.Observation])
    assert_type(sdmx_csv.read(path, tj.Dataset), tj.Dataset)
    assert_type(excel.read(path, tj.Series, sheet="a", layout="wide"), tj.Series)
    assert_type(json_stat.read(path, tj.Series, dataset="a"), tj.Series)
    assert_type(describe(path).call, str)
    assert_type(sdmx.read(path, tj.Dataset), tj.Dataset)
    assert_type(datapackage.read(path, tj.Series, resource="a", columns={}), tj.Series)
    assert_type(arrow.from_stream(stream, tj.Series), tj.Series)
