"""The plan files and the built-in datasets contain the same numbers, under the codes given by the mapping of concepts."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

import tjstats as tj
from tests.published.plan_concepts import CONCEPTS, DATASETS
from tests.published.plan_units import unit_of

FOLDER = Path(__file__).with_name("plans")
FILES = {
    stem: json.loads((FOLDER / f"{stem}.json").read_text("utf-8"), parse_float=Decimal)
    for stem in DATASETS
}
ROWS = [(stem, row) for stem, file in FILES.items() for row in file["table"]]
IDS = [f"{stem}-{row['indicator']}" for stem, row in ROWS]
# Slips of the files, and what was printed.
MENDED = {Decimal("44047"): Decimal("44247")}
# Rows of the plans' tables, and what was published next to them, that the files leave out.
BESIDE = {
    "economy.budget_revenue",
    "economy.consumer_prices",
    "employment.migrant_workers_training",
    "employment.urban_share",
    "environment.inferior_water_share",
    "environment.irrigation_efficiency",
    "environment.main_pollutants",
    "environment.new_building_land",
    "environment.nh3n_emissions",
    "environment.nox_emissions",
    "health.nursery_enrolment",
    "health.nursing_beds_share",
    "housing.shantytowns",
    "income.rural_income",
    "income.rural_poor",
    "income.urban_income",
    "innovation.fixed_broadband",
    "innovation.mobile_broadband",
    "security.grain_output",
    "social_security.medical_coverage_rate",
}
FURTHER = ("secondary", "alternative", "variant", "of_which")


def numbers(given):
    """Every number of a bound or an outcome, without its sign."""
    if isinstance(given, bool) or given is None:
        return []
    if isinstance(given, list):
        return [n for each in given for n in numbers(each)]
    return [abs(Decimal(n)) for n in re.findall(r"\d+(?:\.\d+)?", str(given))]


def row_numbers(row):
    """The numbers in a row: its target with all further bounds, its baseline, its outcomes, its series with their changes."""
    found = []
    target = row.get("target") or {}
    parts = [
        target,
        *(target[key] for key in FURTHER if isinstance(target.get(key), dict)),
        {"value": target.get("conditional")},
    ]
    outcome = row.get("outcome") or []
    parts += outcome if isinstance(outcome, list) else [outcome]
    if row["unit"] != "倍":  # of a multiple the base is one
        parts.append(row.get("baseline") or {})
    for part in [*parts, *(row.get("series") or [])]:
        found += numbers(part.get("value"))
        found += [
            Decimal(n)
            for n in re.findall(r"[+低](\d+(?:\.\d+)?)", str(part.get("published_change") or ""))
        ]
    return found


def magnitudes(entry):
    """The numbers of an indicator in a dataset, in plain units, without their sign."""
    baselines = [t.baseline for t in entry.targets if t.baseline is not None]
    figures = [
        r.figure for r in (*entry.observations, *entry.targets, *baselines) if r.figure is not None
    ]
    ends = [(f.value, f.multiplier) for f in figures] + [
        (f.upper, f.multiplier) for f in figures if f.upper is not None
    ]
    return {abs(value.scaleb(multiplier)) for value, multiplier in ends}


def plain(number, row):
    """A number of a row in plain units: in the unit of the row, in that of its values, or in percent."""
    units = (
        unit_of(row["unit"], row["indicator"]),
        unit_of(row.get("unit_of_values"), row["indicator"]),
    )
    return {number.scaleb(scale) for scale in (0, *(u.multiplier for u in units))}


@pytest.mark.parametrize(("stem", "row"), ROWS, ids=IDS)
def test_every_number_of_a_row_is_in_the_dataset(stem, row):
    """Under the code of its concept, or of the part it names."""
    dataset = tj.datasets.load(DATASETS[stem])
    part = ((row.get("target") or {}).get("of_which") or {}).get("indicator")
    codes = [CONCEPTS[row["indicator"]], *([CONCEPTS[part]] if part else [])]
    held = set().union(*(magnitudes(dataset[code]) for code in codes))
    for number in row_numbers(row):
        assert plain(MENDED.get(number, number), row) & held, (codes, number)


@pytest.mark.parametrize(("stem", "row"), ROWS, ids=IDS)
def test_every_target_and_attribute_of_a_row_is_in_the_dataset(stem, row):
    """A row with a target or a published verdict has a target of that code, as binding as the row says."""
    entry = tj.datasets.load(DATASETS[stem])[CONCEPTS[row["indicator"]]]
    forces = {"约束性": tj.Force.BINDING, "预期性": tj.Force.ANTICIPATORY}
    if row.get("target") or row.get("published_verdict"):
        assert entry.targets
    if row.get("attribute"):
        assert forces[row["attribute"]] in {t.force for t in entry.targets}
    if row.get("published_verdict"):
        assert any(t.published_verdict for t in entry.targets)


def test_nothing_is_added():
    """Every indicator of the datasets is the concept of a row, or named next to one."""
    codes = {CONCEPTS[row["indicator"]] for _, row in ROWS}
    for name in set(DATASETS.values()):
        assert {i.code for i in tj.datasets.load(name).indicators} <= codes | BESIDE
