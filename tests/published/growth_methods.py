"""Published growth methods as calls of the public API; the library does all the arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tjstats as tj

F, R = tj.Figure, tj.rates
Inputs = dict[str, Any]


def pct(value: Any) -> tj.Figure:
    """A rate as printed."""
    return F(value, "%")


def amount(value: Any) -> tj.Figure:
    """A level in some unit."""
    return F(value, "元")


def number(figure: tj.Figure | None) -> Any:
    """The plain number of a figure."""
    return None if figure is None else figure.value


def summed(values: list[Any], unit: str) -> tj.Figure:
    """The sum of figures, zero if there are none."""
    return sum((F(value, unit) for value in values), F(0, unit))


def years_of(i: Inputs) -> Any:
    """The years given, else those of the period after its base year."""
    return (
        i["years"]
        if i.get("years") is not None
        else len(tj.Period.years(i["base_year"], i["end_year"]).split()) - 1
    )


def percent_change(i: Inputs) -> dict[str, Any]:
    g = tj.growth(amount(i["current"]), amount(i["previous"]))
    return {"percent": number(g.rate), "points": number(g.change)}


def compound_cumulative_change(i: Inputs) -> dict[str, Any]:
    rates = [pct(r) for r in i["annual_changes_percent"]]
    total = R.compound(rates)
    target = tj.Target(tj.Indicator("published.intensity", "元", "average", "lower"), tj.plan(11).period, pct(-20), measure="growth",
                       base=tj.plan(11).base)  # fmt: skip
    met = total.rounded(0) <= target.figure
    return {
        "cumulative_percent": number(total), "annual_average_percent": number(R.mean_rate(rates)),
        "attained_at_1_percent_precision": met is tj.Verdict.YES, "attained_exactly": (total <= target.figure) is tj.Verdict.YES,
    }  # fmt: skip


def compound_vs_sum(i: Inputs) -> dict[str, Any]:
    rates = [pct(r) for r in i["annual_changes_percent"]]
    return {
        "simple_sum_percent": number(sum(rates)), "compound_percent": number(R.compound(rates)),
        "compound_first_four_percent": number(R.compound(rates[:4])),
    }  # fmt: skip


def ratio_of_growth_rates(i: Inputs) -> dict[str, Any]:
    return {
        "elasticity": number(
            R.elasticity(pct(i["numerator_growth_percent"]), pct(i["denominator_growth_percent"]))
        )
    }


def ratio_with_units(i: Inputs) -> dict[str, Any]:
    ratio = F(i["numerator"], i["numerator_unit"]) / F(i["denominator"], i["denominator_unit"])
    return {"value": number(ratio), "unit": ratio.unit.text("zh", ratio.multiplier)}


def share_of_indicators_met(i: Inputs) -> dict[str, Any]:
    return {"percent": number((F(i["met"], "项") / F(i["total"], "项")).to("%"))}


def plan_status_counts(i: Inputs) -> dict[str, Any]:
    good = sum(F(i[key], "项") for key in ("achieved_early", "ahead", "on_schedule"))
    return {"on_or_ahead": number(good), "lagging": number(F(i["total"], "项") - good)}


def average_annual_growth(i: Inputs) -> dict[str, Any]:
    whole, g = i.get("total_growth_percent"), None
    if whole is None:
        g = tj.growth(amount(i["last"]), amount(i["first"]))
    rate = g.rate if g else pct(whole)
    percent = None if rate is None else number(R.average_rate(rate, years_of(i)))
    label = (g and g.turn) or (None if percent is not None else "not meaningful")
    return {"percent": percent, "defined": percent is not None, "label": label}


def plan_fulfilment_level(i: Inputs) -> dict[str, Any]:
    return {
        "percent": number(
            R.fulfilment(amount(i["actual_final_year"]), amount(i["planned_final_year"]))
        )
    }


def plan_fulfilment_cumulative(i: Inputs) -> dict[str, Any]:
    return {"percent": number(R.fulfilment(amount(i["actual_total"]), amount(i["planned_total"])))}


def plan_fulfilment_rate_of_change(i: Inputs) -> dict[str, Any]:
    return {
        "percent": number(
            R.fulfilment(pct(i["actual_change_percent"]), pct(i["planned_change_percent"]))
        )
    }


def implied_previous_growth_from_average(i: Inputs) -> dict[str, Any]:
    total = R.compound([pct(i["two_year_average_percent"])] * 2)
    return {"implied_previous_yoy_percent": number(R.earlier_rate(pct(i["yoy_percent"]), total))}


def two_year_average_growth(i: Inputs) -> dict[str, Any]:
    return {
        "two_year_average_percent": number(
            R.average_rate(pct(i["growth_vs_two_years_ago_percent"]), 2)
        )
    }


def implied_previous_growth(i: Inputs) -> dict[str, Any]:
    total = pct(i["growth_vs_two_years_ago_percent"])
    return {"previous_yoy_percent": number(R.earlier_rate(pct(i["yoy_percent"]), total))}


def percentage_point_change(i: Inputs) -> dict[str, Any]:
    return {
        "percentage_points": number(
            pct(i["current_rate_percent"]) - pct(i["previous_rate_percent"])
        )
    }


def percentage_point_gap(i: Inputs) -> dict[str, Any]:
    return {"percentage_points": number(pct(i["a_percent"]) - pct(i["b_percent"]))}


def growth_multiple(i: Inputs) -> dict[str, Any]:
    factor = R.increase_by(i["increase_times"])
    average = None if i.get("base_year") is None else R.average_annual(factor, years_of(i))
    return {"ratio": number(factor), "average_annual_percent": number(average)}


def doublings(i: Inputs) -> dict[str, Any]:
    factor = R.doublings(i["doublings"])
    return {"increase_percent": number(R.rate_of_factor(factor)), "ratio": number(factor)}


def increase_by_multiple(i: Inputs) -> dict[str, Any]:
    factor = R.increase_by(i["increase_multiple"])
    return {"increase_percent": number(R.rate_of_factor(factor)), "ratio": number(factor)}


def contributions_sum(i: Inputs) -> dict[str, Any]:
    return {"total_growth_percent": number(summed(i["contributions_pp"], "个百分点"))}


def contribution_share(i: Inputs) -> dict[str, Any]:
    share = R.contribution_share(
        F(i["contribution_pp"], "个百分点"), pct(i["total_growth_percent"])
    )
    return {"share_percent": number(share)}


def contribution_share_and_pull(i: Inputs) -> dict[str, Any]:
    pulls, shares = summed(i["pulls_pp"], "个百分点"), summed(i["shares_percent"], "%")
    return {"total_growth_from_pulls": number(pulls), "share_sum": number(shares)}


def percent_change_from_increment(i: Inputs) -> dict[str, Any]:
    return {"percent": number(tj.growth_from_change(amount(i["current"]), amount(i["increment"])))}


def percent_change_from_increment_base(i: Inputs) -> dict[str, Any]:
    base = amount(i["previous"])
    return {"percent": number(tj.growth(base + amount(i["increment"]), base).rate)}


def total_vs_parts(i: Inputs) -> dict[str, Any]:
    total = summed(i["parts"], "元")
    return {"sum_of_parts": number(total), "difference": number(amount(i["total"]) - total)}


def period_on_period_growth(i: Inputs) -> dict[str, Any]:
    return {"percent": number(tj.growth(amount(i["current"]), amount(i["previous"])).rate)}


def year_on_year_growth(i: Inputs) -> dict[str, Any]:
    return {
        "percent": number(
            tj.growth(amount(i["current"]), amount(i["same_period_previous_year"])).rate
        )
    }


def annualised_growth(i: Inputs) -> dict[str, Any]:
    rate = tj.growth(amount(i["current"]), amount(i["previous"])).rate
    yearly = None if rate is None else R.annualised_rate(rate, i["periods_per_year"])
    return {"percent": number(yearly), "period_percent": number(rate)}


def annualise_rounded_rate(i: Inputs) -> dict[str, Any]:
    rate = number(R.annualised_rate(pct(i["period_percent"]), i["periods_per_year"]))
    return {"published_percent": rate, "from_rounded_input": rate}


def carry_over(i: Inputs) -> dict[str, Any]:
    return {"percent": number(R.carry_over([amount(q) for q in i["previous_year_quarters"]]))}


def annual_from_annualised_quarters(i: Inputs) -> dict[str, Any]:
    rates = tj.Indicator("published.annualised", "元", "average")
    quarters = {f"2000-Q{n}": q for n, q in enumerate(i["quarters"], 1)}
    found = tj.aggregate(rates.series(quarters), tj.Period.year(2000)).observation
    return {"annual": number(found.figure if found else None)}


def rereference_factor(i: Inputs) -> dict[str, Any]:
    factor = tj.indexes.rereference_factor(F(i["old_index_in_new_reference_period"], "点"))
    return {"factor": number(factor), "inverse": number(1 / factor)}


def rereference(i: Inputs) -> dict[str, Any]:
    return {"index": number(tj.indexes.rereference(F(i["index"], "点"), F(i["factor"], "倍")))}


def rebasing_invariance(i: Inputs) -> dict[str, Any]:
    prices = tj.Indicator("published.prices", "点", "index")
    base = F(100, "点")
    old = prices.series({"2000": base, "2001": base + pct(i["change_old_base_percent"]) * base})
    new = tj.indexes.rereference_series(old, "2001")
    return {"change_new_base_percent": number(tj.growth(new["2001"], new["2000"]).rate)}


def contribution_to_growth(i: Inputs) -> dict[str, Any]:
    return {
        "contribution_pp": number(
            R.contribution(pct(i["weight_percent"]), pct(i["growth_percent"]))
        )
    }


def points_versus_percent(i: Inputs) -> dict[str, Any]:
    percents = i.get("previous_percent") is not None
    now, then = (
        pct(i[f"{k}_percent"]) if percents else F(i[k], "点") for k in ("current", "previous")
    )
    g = tj.growth(now, then)
    return {
        "percentage_points" if percents else "points": number(g.change),
        "percent_change": number(g.rate),
    }


def basis_points(i: Inputs) -> dict[str, Any]:
    return {"percentage_points": number(F(i["basis_points"], "个基点").to("个百分点"))}


def percent_change_negative_base(i: Inputs) -> dict[str, Any]:
    levels = [amount(v) for v in i["series"]]
    pairs = list(zip(levels[1:], levels, strict=False))
    methods = {
        "ratio_method": R.growth_on_signed_base,
        "absolute_base_method": R.growth_on_absolute_base,
    }
    return {
        name: [number(rate and rate.to("倍")) for rate in (method(*pair) for pair in pairs)]
        for name, method in methods.items()
    }


NAMES = """percent_change compound_cumulative_change compound_vs_sum ratio_of_growth_rates ratio_with_units share_of_indicators_met
plan_status_counts average_annual_growth plan_fulfilment_level plan_fulfilment_cumulative plan_fulfilment_rate_of_change
implied_previous_growth_from_average two_year_average_growth implied_previous_growth percentage_point_change
percentage_point_gap growth_multiple doublings increase_by_multiple contributions_sum contribution_share
contribution_share_and_pull percent_change_from_increment percent_change_from_increment_base total_vs_parts
period_on_period_growth year_on_year_growth annualised_growth annualise_rounded_rate carry_over
annual_from_annualised_quarters rereference_factor rereference rebasing_invariance contribution_to_growth
points_versus_percent basis_points percent_change_negative_base""".split()
METHODS: dict[str, Callable[[Inputs], dict[str, Any]]] = {name: globals()[name] for name in NAMES}
