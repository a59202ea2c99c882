"""Computed verdicts agree with the published ones of the plan tables, and a convention explains each difference."""

from __future__ import annotations

from pathlib import Path

import pytest

import tjstats as tj
from tests.published.agreement import CONVENTIONS, judged, table
from tests.published.plan_rows import observations, targets

JUDGED = judged()
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "agreement.md"
SOURCE = {"title": "a plan, 2016-2020", "publisher": "an office", "date": "2021-03"}


def test_nine_of_ten_agree():
    """If a target has a number, computed and printed verdict are the same in at least nine of ten rows."""
    numbered = [each for each in JUDGED if each.target.figure is not None]
    assert len(numbered) >= 8
    assert sum(each.agrees for each in numbered) >= 0.9 * len(numbered)


def test_each_difference_has_its_convention():
    """No difference is unexplained."""
    assert all(each.agrees or each.convention in CONVENTIONS for each in JUDGED)


@pytest.mark.skipif(not PAGE.exists(), reason="the docs are not beside the tests")
def test_the_docs_show_the_table():
    """The page contains the output of the command."""
    assert table(JUDGED) in PAGE.read_text("utf-8")


# What publishers decided, in rows of the same form: relation, kind, value, text; outcome, text; met or not.
CONVENTIONS_IN_PRINT = {
    "equality is met": ("森林覆盖率", "%", ("≥", ">=", "level", 23.04), (23.04, "23.04%"), "yes"),
    "a range: above the top": (
        "GDP growth",
        "%",
        ("", "within", "annual_average_growth", [6.5, 7]),
        (7.2, ""),
        "yes",
    ),
    "a range: below the bottom": (
        "GDP growth",
        "%",
        ("", "within", "annual_average_growth", [6.5, 7]),
        (5.8, ""),
        "no",
    ),
    "a range, lower is better": (
        "Unemployment rate",
        "%",
        ("", "within", "level", [6.5, 6.7]),
        (5.5, ""),
        "yes",
    ),
    "unemployment is a ceiling": (
        "城镇登记失业率",
        "%",
        ("5.5%左右", "about", "level", 5.5),
        (5.2, "5.2%"),
        "yes",
    ),
    "a fall written positive": (
        "单位能耗",
        "%",
        ("降低18%", "decrease_by", "cumulative_change", 18),
        (18.8, "累计下降18.8%"),
        "yes",
    ),
    "a fall that is too small": (
        "单位能耗",
        "%",
        ("降低18%", "decrease_by", "cumulative_change", 18),
        (11, "累计下降11%"),
        "no",
    ),
    "about, short of it": (
        "单位能耗",
        "%",
        ("20%左右", "decrease_by", "cumulative_change", 20),
        (18.99, "18.99%"),
        "unknown",
    ),
    "growth at all": (
        "固定资产投资",
        "%",
        ("实现正增长", ">", "annual_growth", 0),
        (3.1, "增长3.1%"),
        "yes",
    ),
    "strictly below": ("Early leavers", "%", ("below 10%", "<", "level", 10), (10, ""), "no"),
    "an open outcome": ("参保率", "%", ("95%以上", ">=", "level", 95), (">=95", "95%以上"), "yes"),
    "a rise in points": (
        "城镇化率",
        "%",
        ("提升1个百分点以上", ">=", "annual_change_pp", 1),
        (0.94, "提高0.94个百分点"),
        "no",
    ),
}


@pytest.mark.parametrize("case", CONVENTIONS_IN_PRINT.values(), ids=CONVENTIONS_IN_PRINT)
def test_conventions_in_print(case):
    """A row of this form is assessed as publishers assess it."""
    name, unit, (text, relation, kind, value), (reported, words), verdict = case
    span = "2016-2020" if kind in {"cumulative_change", "annual_average_growth"} else "2020"
    row = {
        "indicator": name, "unit": unit, "outcome": {"period": span, "value": reported, "text": words},
        "target": {"period": span, "relation": relation, "kind": kind, "value": value, "text": text,
                   **({"qualifier": "左右"} if "左右" in text else {})},
    }  # fmt: skip
    (target,), (outcome,) = targets(row, SOURCE), observations(row, SOURCE)
    assert str(tj.assess(target, outcome).verdict) == verdict


def test_one_fall_covers_a_list():
    """分别下降8%、10%: both values are falls."""
    bound = {
        "period": "2021-2025",
        "relation": "multi",
        "kind": "cumulative_change",
        "value": [8, 10],
        "text": "分别下降8%、10%",
    }
    assert [
        str(t.figure)
        for t in targets({"indicator": "COD、氨氮", "unit": "%", "target": bound}, SOURCE)
    ] == ["-8%", "-10%"]


def test_a_doubling_starts_from_an_outcome_of_its_base():
    """翻一番 since 2010 is assessed if the row reports 2010."""
    bound = {
        "period": "2020",
        "relation": "double",
        "kind": "level",
        "value": None,
        "ref_period": "2010",
        "text": "翻一番",
    }
    outcomes = [
        {"period": "2010", "value": 30000, "text": ""},
        {"period": "2020", "value": 72000, "text": ""},
    ]
    row = {"indicator": "人均国内生产总值", "unit": "元", "target": bound, "outcome": outcomes}
    (target,), (_, reported) = targets(row, SOURCE), observations(row, SOURCE)
    assert tj.assess(target, reported).verdict is tj.Verdict.YES
