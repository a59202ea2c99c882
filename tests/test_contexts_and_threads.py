"""Nothing depends on the decimal context of a thread, or on the number of threads."""

import decimal
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.indicators import JOBS
from tests.processes import run_python
from tjstats import rates as R
from tjstats.formats import csv, json
from tjstats.values.figures import Figure

F = Figure


def scenario():
    """Figures from all kinds of calculation, in a form that shows each digit."""
    a, c = F("1234567.8912345", "万元"), F("29.512345678", "万人")
    made = [
        a / c,
        (a / c).to("亿元/人"),
        F("100.000001", "亩").to("公顷"),
        F.over("95.123456", "万人") / c,
        a - F("0.0000001", "元"),
        F.about("123456789", "人"),
        F.nearly("123456.789", "人"),
        -F.between("12345.678", "23456.789", "元"),
        F("0.99949", "倍") / 1,
        F("1234567", "万人").to("人"),
    ]
    shown = [
        (repr(f), str(f), f.text("en"), f"{f:.3f}", f.value, str(f.bounds), str(f.unrounded))
        for f in made
    ]
    tiny = made[0] / F("3e29", "元")
    rates = R.average_rate(F("10.2", "%"), 2), R.carry_over([F(q, "元") for q in ("1.5", "2", "3")])
    return shown, [
        [json.dumps(f) for f in (*made, tiny, *rates)],
        [
            csv.dumps(JOBS.observe(2024, f))
            for f in (F("1e10", "人"), made[3] * c, F("1", "人") / F("3e29", "倍"))
        ],
        [
            str(F("1e29", "人") * F("1e29", "元") * F("1e29", "元") * F("1e29", "元")),
            f"{tiny:.99f}",
        ],
        made[0].rounded(3),
        F("1234567", "元").unround("half_even"),
        made[0].quantity.magnitude,
    ]


CONTEXTS = {
    "small letters": decimal.Context(prec=28, capitals=0),
    "clamped": decimal.Context(prec=4, Emin=0, Emax=0, clamp=1, capitals=0),
    "three digits": decimal.Context(prec=3, rounding=decimal.ROUND_UP),
    "one digit": decimal.Context(prec=1, rounding=decimal.ROUND_DOWN, traps=[]),
    "every trap": decimal.Context(prec=5, traps=list(decimal.Context().flags)),
    "narrow exponents": decimal.Context(prec=9, Emin=-3, Emax=3),
}


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
def test_the_threads_context_has_no_influence(context):
    """Every calculation uses one explicit context, never the thread's, and leaves the thread's unchanged."""
    expected = scenario()
    with decimal.localcontext(context) as mine:
        before = repr(mine)
        found = scenario()
        after = repr(decimal.getcontext())
    assert found == expected
    assert after == before


def test_many_threads_give_the_same_results():
    """The same work in many threads gives the same results."""
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: scenario(), range(64)))
    assert all(result == results[0] for result in results)


def test_threads_that_start_together_share_one_registry():
    """Quantities first requested by many threads at the same moment can be added."""
    code = """
import threading
from tjstats.values.figures import Figure
start, found = threading.Barrier(8), []
def work():
    start.wait()
    found.append(Figure("5", "人").quantity)
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
print(sum(found[1:], found[0]).magnitude)
"""
    assert run_python(code) == "40"
