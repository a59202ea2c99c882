"""A service for published figures, with FastAPI and SQLite: `fastapi dev examples/service.py`.

Observations are stored as the library's own JSON documents, and sent nested, with texts in the
language that a request asks for (`?lang=zh`). What a request has wrong is answered with 422 and
what to write instead, an unknown code with 404.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Body, Depends, FastAPI
from pydantic import BaseModel, Field

import tjstats as tj
from tjstats import zh
from tjstats.errors import UnknownCodeError
from tjstats.formats import json
from tjstats.formats.pydantic import unprocessable

DATABASE = os.environ.get("FIGURES", "figures.sqlite")
TABLE = """create table if not exists observation (
    code text, area text, period text, document text, primary key (code, area, period))"""


async def speak(lang: Literal["en", "zh"] = "en") -> AsyncIterator[None]:
    """Set the language of every text of the answer."""
    with tj.language(lang):
        yield


def store() -> Iterator[sqlite3.Connection]:
    """The database, for one request."""
    with closing(sqlite3.connect(DATABASE, check_same_thread=False)) as connection:
        connection.execute(TABLE)
        yield connection
        connection.commit()


app = FastAPI(
    title="Published figures",
    dependencies=[Depends(speak)],
    separate_input_output_schemas=False,  # a record is sent in the form in which it is read
)
app.add_exception_handler(tj.TjstatsError, unprocessable)
Store = Annotated[sqlite3.Connection, Depends(store)]
WRONG: dict[int | str, dict[str, Any]] = {
    400: {"description": "the body is no text"},
    404: {"description": "an unknown code"},
    422: {"description": "what is wrong, field by field, and what to write"},
}


def stored(connection: sqlite3.Connection, code: str, area: str) -> tj.Series:
    """The series of an indicator in an area. Raises `UnknownCodeError`."""
    select = "select document from observation where code = ? and area = ?"
    found = connection.execute(select, (code, area)).fetchall()
    if not found:
        rows = connection.execute("select distinct code, area from observation order by 1, 2")
        known = tuple(f"{name} of area {place!r}" if place else name for name, place in rows)
        asked = f"{code} of area {area!r}" if area else code
        raise UnknownCodeError(asked, "", what="series", known=known)
    return tj.Series(json.loads(document, tj.Observation) for (document,) in found)


@app.put("/observations", status_code=201, responses=WRONG)
def put(observation: Annotated[tj.Observation, Body()], db: Store) -> tj.Observation:
    """Store an observation; one of the same indicator, area and period is replaced."""
    row = (observation.indicator.code, observation.area or "", observation.period.code)
    insert = "insert or replace into observation values (?, ?, ?, ?)"
    db.execute(insert, (*row, json.dumps(observation)))
    return observation


@app.get("/series/{code}", responses=WRONG)
def series(code: str, db: Store, area: str = "", since: tj.Period | None = None) -> tj.Series:
    """The observations of an indicator in an area, since a period."""
    found = stored(db, code, area)
    return found if since is None else found[since:]


@app.get("/series/{code}/growth", responses=WRONG)
def growth(
    code: str, db: Store, area: str = "", over: Literal["1y", "1q", "1m"] = "1y"
) -> list[tj.Growth]:
    """The growth of each observation, year on year, or over a quarter or a month."""
    return list(stored(db, code, area).growth(over))


@app.post("/assess", responses=WRONG)
def assess(target: Annotated[tj.Target, Body()], db: Store) -> tj.Attainment:
    """Whether the stored series meets a target."""
    return tj.assess(target, stored(db, target.indicator.code, target.area or ""))


class Text(BaseModel):
    """A text to check, and the day it was published."""

    text: str = Field(max_length=100_000)
    published: date | None = None


@app.post("/check", responses=WRONG)
def check(given: Text) -> list[tj.Verification]:
    """The claims that a Chinese text makes about its own figures, each with its verdict."""
    return list(zh.check(given.text, published=given.published))


@app.get("/datasets")
def datasets() -> list[str]:
    """The names of the built-in datasets."""
    return list(tj.datasets.names())


@app.get("/datasets/{name}", responses=WRONG)
def dataset(name: tj.datasets.DatasetName) -> dict[str, str]:
    """The indicators of a built-in dataset, by code."""
    return {entry.indicator.code: entry.indicator.name() for entry in tj.datasets.load(name)}


@app.get("/datasets/{name}/{code}", responses=WRONG)
def figures(name: tj.datasets.DatasetName, code: str) -> list[tj.Observation]:
    """The figures of an indicator, with their sources."""
    return list(tj.datasets.load(name)[code].observations)
