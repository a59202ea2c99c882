"""Questions in many threads, each with its own decimal context; no global state is changed."""

import decimal
from concurrent.futures import ThreadPoolExecutor

import pytest

import tjstats as tj
from tests.indicators import JOBS, PLAN, RATE, STOCK, yearly
from tests.processes import run_python
from tjstats import Claim, Figure, Target
from tjstats.formats import json

F = Figure
CONTEXTS = [
    decimal.Context(prec=2, rounding=decimal.ROUND_UP),
    decimal.Context(prec=1, rounding=decimal.ROUND_DOWN, traps=[]),
    decimal.Context(
        prec=5, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation, decimal.Clamped]
    ),
    decimal.Context(prec=9, Emin=-3, Emax=3),
    decimal.Context(prec=60),
    decimal.DefaultContext.copy(),
]


def scenario() -> str:
    """Every question once, as text with all its digits."""
    long = tj.growth(STOCK.observe("2025", "1017.0312345"), STOCK.observe("2020", "900.5512345"))
    short = tj.growth(
        JOBS.observe("2025-Q2", "105.1234567"), JOBS.observe("2025-Q1", "100.7654321")
    )
    bounded = tj.growth(F.over("175.1234567", "万人"), F.some_over("123456", "人"))
    years = yearly(JOBS, 2016, *(f"{n}.1234567" for n in range(30, 40)))
    answers = [
        long,
        short,
        bounded,
        tj.compare(years, tj.plan(13), tj.plan(14)),
        tj.compare(
            yearly(RATE, 2016, *(f"{n}.7654321" for n in range(10))), tj.plan(13), tj.plan(14)
        ),
        tj.assess(Target(JOBS, PLAN, F("175.7654321", "万人")), years),
        tj.assess(
            Target(STOCK, PLAN, F.about("1017.1", "万人")),
            STOCK.observe("2025", "1017.0312345"),
            tolerance="0.0687655",
        ),
        tj.verify(Claim(F("12.93", "%"), long.rate)),
    ]
    figures = [
        tj.annualised(short),
        tj.growth_from_change(F("1017.0312345", "万人"), F("116.4812345", "万人")),
        F("100", "亩").to("公顷"),
    ]
    shown = [f"{f:.3f} {f} {f.value} {f.bounds} {f.unrounded}" for f in figures]
    return "\n".join([json.dumps([*answers, *figures]), *map(str, answers), *shown])


def in_context(place: int) -> str:
    """The scenario in a thread with another decimal context."""
    decimal.setcontext(CONTEXTS[place % len(CONTEXTS)].copy())
    before = repr(decimal.getcontext())
    found = scenario()
    assert repr(decimal.getcontext()) == before
    return found


def test_contexts_have_no_influence():
    """48 runs in 8 threads with six contexts give one result."""
    expected = scenario()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(in_context, range(48))) == {expected}


@pytest.mark.parametrize("context", CONTEXTS, ids=range(len(CONTEXTS)))
def test_reading_a_dataset_in_another_context(context):
    """Digits in a file are not rounded by the context of the thread that reads them."""
    expected = json.dumps(tj.datasets.load("tianjin-14th-plan"))
    with decimal.localcontext(context):
        assert json.dumps(json.loads(expected)) == expected


def test_the_registry_is_not_that_of_the_first_thread():
    """Whichever thread first requests a quantity, in whatever decimal context, the factors of the shared registry are exact."""
    code = """
import decimal, sys
import tjstats as tj
with decimal.localcontext(decimal.Context(prec=int(sys.argv[1]))):
    quantity = tj.Figure("1", "亩").quantity
print(quantity.to("hectare").magnitude * 15)
"""
    three, many = (decimal.Decimal(run_python(code, digits)) for digits in ("3", "34"))
    assert abs(three - 1) < decimal.Decimal("1e-20")
    assert abs(many - 1) < decimal.Decimal("1e-20")


def test_nothing_global_is_changed():
    """No decimal context, locale, pint application registry, warning filter or recursion limit."""
    code = """
import decimal, locale, sys, warnings
import pint
def state():
    return (repr(decimal.getcontext()), repr(decimal.DefaultContext), locale.setlocale(locale.LC_ALL), sys.getrecursionlimit(),
            list(warnings.filters), id(pint.application_registry.get()), list(pint.application_registry.get()._units))
before = state()
import tjstats as tj
f = tj.Figure("100", "亩").to("公顷")
f.quantity
tj.Figure.from_quantity(tj.Figure("5.5", "万人/年").quantity)
tj.formats.json.loads(tj.formats.json.dumps(tj.datasets.load("tianjin-14th-plan")))
tj.growth(tj.Figure("5", "吨"), tj.Figure("4000", "千克")).rate
assert state() == before
print("same")
"""
    assert run_python(code) == "same"
