# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats.formats import arrow as arrow
from tjstats.formats import csv as csv
from tjstats.formats import datapackage as datapackage
from tjstats.formats import excel as excel
from tjstats.formats import json as json
from tjstats.formats import json_stat as json_stat
from tjstats.formats import pydantic as pydantic
from tjstats.formats import sdmx as sdmx
from tjstats.formats import sdmx_csv as sdmx_csv
from tjstats.formats.description import Description as Description
from tjstats.formats.description import describe as describe

__all__ = [
    "Description",
    "arrow",
    "csv",
    "datapackage",
    "describe",
    "excel",
    "json",
    "json_stat",
    "pydantic",
    "sdmx",
    "sdmx_csv",
]
