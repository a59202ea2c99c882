"""Published pace methods as calls of the public API; the library does all the arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tjstats as tj

F, P, R, S = tj.Figure, tj.progress, tj.rates, tj.scores
Inputs = dict[str, Any]
GOOD = {"increase": "higher", "decrease": "lower"}


def pct(value: Any) -> tj.Figure:
    """A change as printed."""
    return F(value, "%")


def number(figure: tj.Figure | None) -> Any:
    """The plain number of a figure."""
    return None if figure is None else figure.value


def tracked(i: Inputs, scheme: str) -> tj.Pace:
    """The pace of two values towards a target, or in the good direction."""
    indicator = tj.Indicator(
        "published.level", "ratio", "average", GOOD.get(i.get("direction"), "neither")
    )
    series = indicator.series(
        {i["base_year"]: i["base_value"], i["current_year"]: i["current_value"]}
    )
    asked = indicator
    if i.get("target") is not None:
        asked = tj.Target(indicator, tj.Period.year(i["target_year"]), F(i["target"], "ratio"))
    options = {} if i.get("limit") is None else {"limit": i["limit"]}
    zero = "replace" if tj.scheme(scheme).zero_replacement is not None else None
    return tj.track(
        asked, series, scheme, base=i["base_year"], latest=i["current_year"], zero=zero, **options
    )


def scored(scheme: str) -> Callable[[Inputs], dict[str, Any]]:
    """Value, status and score by a scheme."""

    def method(i: Inputs) -> dict[str, Any]:
        pace = tracked(i, scheme)
        return {"progress_value": number(pace.value), "status": pace.status, "score": pace.score}

    return method


def aggregate_mean_score(i: Inputs) -> dict[str, Any]:
    whole = S.overall(i["series_scores"], i.get("series_target_achieved") or (), "statcan")
    return {"score": whole.score, "status": whole.status}


def eustat_aggregate_mean_score(i: Inputs) -> dict[str, Any]:
    whole = S.overall(i["series_scores"], scheme="eustat")
    return {"score": whole.score, "status": whole.status}


def two_sided_ratio_transform(i: Inputs) -> dict[str, Any]:
    return {
        "transformed": number(
            S.two_sided_ratio(F(i["value"], "ratio"), i["ideal"], i.get("accepted"))
        )
    }


def two_sided_difference_transform(i: Inputs) -> dict[str, Any]:
    return {"transformed": number(S.two_sided_difference(pct(i["value"]), i["ideal"]))}


def un_projected_share_of_distance(i: Inputs) -> dict[str, Any]:
    pace = tracked(i, "un2023")
    cagr = None if pace.observed_rate is None else pace.observed_rate.to("ratio")
    return {
        "cagr": number(cagr), "projected_2030": number(pace.projected),
        "share_of_distance": number(pace.value), "grade": grade(pace.status),
    }  # fmt: skip


def grade(status: str) -> int | None:
    """A grade as a number, None for the "no answer" sign."""
    return int(status) if status.isdigit() else None


def un_cagr_no_target(i: Inputs) -> dict[str, Any]:
    return {
        "grade": grade(
            tj.scheme("un2023").status(i["cagr"], target=False, direction=GOOD[i["direction"]])
        )
    }


def plan_progress_log(i: Inputs) -> dict[str, Any]:
    actual, target = pct(i["actual_cumulative_percent"]), pct(i["target_percent"])
    years = P.equivalent_years(actual, target, i["years"]) if i.get("years") is not None else None
    return {
        "progress_percent": number(P.log_progress(actual, target)),
        "equivalent_years": number(years),
    }


def remaining_required_change(i: Inputs) -> dict[str, Any]:
    target, so_far = pct(i["target_percent"]), i.get("cumulative_percent_so_far")
    done = (
        R.compound([pct(rate) for rate in i["annual_changes_percent_so_far"]])
        if so_far is None
        else pct(so_far)
    )
    left = R.remaining_rate(target, done)
    yearly = (
        None
        if left is None or i.get("years_left") is None
        else R.average_rate(left, i["years_left"])
    )
    return {
        "remaining_total_percent": number(left), "remaining_annual_percent": number(yearly),
        "naive_points": number(P.points_left(target, done)),
    }  # fmt: skip


def attainment_with_qualifier(i: Inputs) -> dict[str, Any]:
    indicator = tj.Indicator("published.intensity", "元", "average", GOOD[i["direction"]])
    terms = {"measure": "growth", "base": tj.plan(11).base}
    done = tj.Observation(indicator, tj.plan(11).period, pct(i["actual_percent"]), **terms)
    met = tj.assess(
        tj.Target(indicator, tj.plan(11).period, pct(i["target_percent"]), **terms), done
    ).verdict
    judged = (
        met | F.about(i["target_percent"], "%").agrees(done.figure)
        if i.get("qualifier") == "about"
        else met
    )
    words = {
        tj.Verdict.YES: "completed",
        tj.Verdict.NO: "not completed",
        tj.Verdict.UNKNOWN: "cannot tell",
    }
    return {"strictly_attained": met is tj.Verdict.YES, "official_verdict": words[judged]}


METHODS: dict[str, Callable[[Inputs], dict[str, Any]]] = {
    "statcan_ratio_with_target": scored("statcan"),
    "statcan_cagr_with_limit": scored("statcan"),
    "statcan_cagr_no_target": scored("statcan"),
    "aggregate_mean_score": aggregate_mean_score,
    "eurostat_style_ratio_with_target": scored("eustat"),
    "eurostat_style_cagr_no_target": scored("eustat"),
    "eustat_aggregate_mean_score": eustat_aggregate_mean_score,
    "score_from_ratio": lambda i: {"score": tj.scheme("open-sdg").score(i["ratio"])},
    "score_from_cagr": lambda i: {"score": tj.scheme("open-sdg").score(i["cagr"], target=False)},
    "status_from_score": lambda i: {"status": tj.scheme("open-sdg").status_of_score(i["score"])},
    "two_sided_ratio_transform": two_sided_ratio_transform,
    "two_sided_difference_transform": two_sided_difference_transform,
    "reference_period_to_year": lambda i: {"year": P.reference_year(i["period"])},
    "un_projected_share_of_distance": un_projected_share_of_distance,
    "un_cagr_no_target": un_cagr_no_target,
    "undp_ratio_bands": lambda i: {"status": tj.scheme("undp").status(i["ratio"])},
    "plan_progress_log": plan_progress_log,
    "plan_excess_linear": lambda i: {
        "excess_percent": number(
            P.excess_share(F(i["excess_percentage_points"], "个百分点"), pct(i["target_percent"]))
        )
    },
    "early_completion_months": lambda i: {
        "months_early": P.months_early(i["plan_end"], i["first_12_month_window_end_meeting_target"])
    },
    "remaining_required_change": remaining_required_change,
    "annual_rate_from_plan_total": lambda i: {
        "annual_percent": number(R.average_rate(pct(i["target_percent"]), i["years"]))
    },
    "attainment_with_qualifier": attainment_with_qualifier,
}
