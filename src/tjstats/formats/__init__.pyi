# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats.formats import arrow as arrow
from tjstats.formats import csv as csv
from tjstats.formats import datapackage as datapackage
from tjstats.formats import json as json
from tjstats.formats import pydantic as pydantic
from tjstats.formats import sdmx as sdmx
from tjstats.formats import sdmx_csv as sdmx_csv

__all__ = [
    "arrow",
    "csv",
    "datapackage",
    "json",
    "pydantic",
    "sdmx",
    "sdmx_csv",
]
