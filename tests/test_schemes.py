"""Schemes: bands that cover the line, rules for ties, scores, and custom schemes."""

import re
from decimal import Decimal

import attrs
import pytest

import tjstats as tj
from tjstats import Band, Bounds, Scheme, ScoreLine, Source
from tjstats.errors import InvalidRecordError, NumberTypeError, RecordTypeError, UnknownCodeError
from tjstats.questions.pace.formulas import FORMULAS, Formula
from tjstats.questions.pace.offices import SCHEMES, status_words
from tjstats.questions.pace.schemes import BASE_CHOICES, BEYOND, WITHIN, BaseRule
from tjstats.questions.pace.trend import closeness

D = Decimal
US = Source("us", "our own rules")
TIES = {
    # scheme: the value with a target, and the status of exactly that value
    "statcan": [
        ("0.95", "substantial_progress"),
        ("0.6", "moderate_progress"),
        ("0", "limited_progress"),
        ("-1e-20", "deterioration"),
    ],
    "open-sdg": [
        ("0.95", "on_track"),
        ("0.6", "acceleration_needed"),
        ("0", "limited_progress"),
        ("-1e-20", "deterioration"),
    ],
    "eurostat": [
        ("0.95", "significant_progress"),
        ("0.6", "moderate_progress"),
        ("0", "insufficient_progress"),
        ("-1e-20", "movement_away"),
    ],
    "eustat": [
        ("0.95", "significant_progress"),
        ("0.6", "moderate_progress"),
        ("0", "moderate_deterioration"),
        ("-1e-20", "significant_deterioration"),
    ],
    "un2023": [("0.95", "3"), ("0.949", "2"), ("0.1", "2"), ("0.0999", "1")],
    "undp": [
        ("0.95", "On Track"),
        ("0.94", "Fair progress but acceleration needed"),
        ("0.5", "Fair progress but acceleration needed"),
        ("0.49", "Limited or No Progress"),
        ("-0.1", "Limited or No Progress"),
        ("-0.11", "Deterioration"),
    ],
    "binary": [("0", "target_not_achieved"), ("0.999", "target_not_achieved")],
    "plan-log": [("1", "on_schedule"), ("0.999", "behind_schedule")],
    "plan-linear": [("1", "on_schedule"), ("0.999", "behind_schedule")],
}
RATES = {
    # scheme: the yearly rate in the good direction without a target
    "statcan": [
        ("0.015", "substantial_progress"),
        ("0.005", "moderate_progress"),
        ("0", "limited_progress"),
        ("-0.001", "deterioration"),
    ],
    "open-sdg": [
        ("0.015", "on_track"),
        ("0.005", "acceleration_needed"),
        ("0", "limited_progress"),
        ("-0.001", "deterioration"),
    ],
    "eurostat": [
        ("0.01", "significant_progress"),
        ("0.001", "moderate_progress"),
        ("-0.001", "no_progress"),
        ("-0.01", "moderate_movement_away"),
        ("-0.011", "significant_movement_away"),
    ],
    "eustat": [
        ("0.0101", "significant_progress"),
        ("0.01", "moderate_progress"),
        ("0.001", "no_progress"),
        ("-0.001", "no_progress"),
        ("-0.01", "moderate_deterioration"),
        ("-0.0101", "significant_deterioration"),
    ],
    "un2023": [("0.02", "3"), ("0.005", "2"), ("0.0049", "1"), ("-0.5", "1")],
}


@pytest.mark.parametrize(
    ("code", "value", "status"), [(c, *pair) for c, pairs in TIES.items() for pair in pairs]
)
def test_ties_with_a_target(code, value, status):
    """Lower bounds belong to their band."""
    assert tj.scheme(code).status(value) == status


@pytest.mark.parametrize(
    ("code", "value", "status"), [(c, *pair) for c, pairs in RATES.items() for pair in pairs]
)
def test_ties_without_a_target(code, value, status):
    """If lower is better, the rates are mirrored."""
    assert tj.scheme(code).status(value, target=False) == status
    assert tj.scheme(code).status(D(value).copy_negate(), target=False, direction="lower") == status


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_band_has_its_cut_point(scheme):
    """Each scheme with bands says in this file what their ends are: TIES with a target, RATES without one. What is judged
    by its level alone has no bands, and a scheme may use those with a target for both."""
    for bands, table, name in (
        (scheme.with_target, TIES, "TIES"),
        (scheme.without_target, RATES, "RATES"),
    ):
        wanted = {band.status for band in bands}
        stated = {status for _, status in table.get(scheme.code, [])}
        assert stated == wanted, f"{name} of {__file__} needs a row for each band of {scheme.code}"


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_value_has_one_status(scheme):
    """The bands of the table cover the line without overlap."""
    for bands in (scheme.with_target, scheme.without_target, scheme.score_bands):
        edges = {
            end
            for band in bands
            for end in (band.bounds.lower, band.bounds.upper)
            if end is not None
        }
        for at in {
            D(-100),
            D(100),
            *edges,
            *(e + D("1e-9") for e in edges),
            *(e - D("1e-9") for e in edges),
        }:
            assert [at in band.bounds for band in bands].count(True) == (1 if bands else 0)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_scheme_has_a_source_and_a_version(scheme):
    """Every scheme cites its source; its code is its name in the table."""
    assert scheme.version
    assert scheme.source.title
    assert scheme.achieved and scheme.not_available
    assert str(scheme) == f"{scheme.code} {scheme.version}"


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_status_has_words(scheme):
    """In both languages; the grades of un2023 too."""
    bands = [*scheme.with_target, *scheme.without_target]
    codes = {band.status for band in bands} | {
        scheme.achieved,
        scheme.not_available,
        WITHIN,
        BEYOND,
    }
    for code in codes:
        assert re.fullmatch("[A-Za-z ,]+", status_words(code, "en"))
        assert re.fullmatch("[\u4e00-\u9fff，]+", status_words(code, "zh"))


def test_every_formula_and_base_rule_has_its_row():
    """With its function and its words."""
    assert set(FORMULAS) == set(Formula)
    assert set(BASE_CHOICES) == set(BaseRule)


# --- scores -----------------------------------------------------------------------------------------------------------

SCORES = [
    ("statcan", True, "0.95", "2.500055"), ("statcan", True, "0.6", "0.00004"), ("statcan", True, "0", "-2.5"),
    ("statcan", True, "-0.6", "-5"), ("statcan", True, "1.31", "5"), ("open-sdg", True, "0.6", "0"), ("open-sdg", True, "1.3", "5"),
    ("open-sdg", True, "-0.6", "-5"), ("open-sdg", True, "0.95", "2.5"), ("eustat", True, "0", "-2.5"), ("eustat", True, "0.6", "0"),
    ("statcan", False, "-0.02", "-5"), ("statcan", False, "0", "-2.5"), ("statcan", False, "0.005", "0"),
    ("statcan", False, "0.015", "2.5"), ("statcan", False, "0.02", "5"), ("statcan", False, "0.05", "5"), ("statcan", False, "-1", "-5"),
    ("eustat", False, "0.001", "0.25"), ("eustat", False, "-0.02", "-5"), ("eustat", False, "0.5", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "target", "value", "score"), SCORES)
def test_scores_at_the_published_knots(code, target, value, score):
    """Statistics Canada's own constants are rounded."""
    assert tj.scheme(code).score(value, target=target) == D(score)


def test_only_positive_thresholds_shrink_near_a_limit():
    """C scales positive thresholds; at the limit itself (C = 0) anything that does not fall has the full score."""
    statcan = tj.scheme("statcan")
    assert statcan.score("0.005", target=False, closeness="0.5") == statcan.score(
        "0.01", target=False
    )
    assert statcan.score("-0.005", target=False, closeness="0.5") == statcan.score(
        "-0.005", target=False
    )
    assert statcan.score("0", target=False, closeness=0) == 5
    assert statcan.score("-0.01", target=False, closeness=0) == D("-3.75")


@pytest.mark.parametrize(
    ("base", "limit", "rising", "factor"),
    [
        ("50", "100", True, 1 - D("0.5") ** D("4.44")),
        ("100", "100", True, 0),
        ("120", "100", True, 1),  # not a limit on the good side
        ("5", "0", False, 1),
        ("200", "100", False, 1),
        ("150", "100", False, 1 - D("0.5") ** D("4.44")),
        ("100", "100", False, 0),
        ("90", "100", False, 1),  # a maximum says nothing where lower is good
        ("0", "100", True, 1),
        ("-50", "-100", True, 1 - D("0.5") ** D("4.44")),
    ],
)
def test_closeness_to_a_natural_limit(base, limit, rising, factor):
    """1 far from the limit, 0 at it, the same at equal relative distance from a minimum and a maximum."""
    assert abs(closeness(D(base), D(limit), rising, D("4.44")) - factor) < D("1e-25")


# --- schemes of one's own -----------------------------------------------------------------------------------------------


def test_a_scheme_of_ones_own():
    """Lower bounds by status suffice, in any order."""
    mine = Scheme(
        "mine",
        "2025",
        US,
        with_target={"behind": None, "ahead": "1.0", "level": "0.9"},
        base_rule="nearest",
    )
    assert [str(band) for band in mine.with_target] == [
        "ahead [1.0, ∞)",
        "level [0.9, 1.0)",
        "behind (−∞, 0.9)",
    ]
    assert [mine.status(v) for v in ("1", "0.95", "0.9", "0")] == [
        "ahead",
        "level",
        "level",
        "behind",
    ]
    assert mine.base_rule is BaseRule.NEAREST
    jobs = tj.Indicator("jobs", "万人", "flow", "higher")
    goal = tj.Target(jobs, tj.Period.year(2025), tj.Figure("14", "万人"))
    pace = tj.track(goal, jobs.series({2021: "10", 2023: "12"}), mine)
    assert (pace.status, pace.scheme) == ("ahead", mine)


def test_bands_may_say_which_end_they_include():
    """As Eustat's do."""
    bands = (
        Band("up", Bounds(0, None, lower_closed=False)),
        Band("flat", Bounds(0, 0)),
        Band("down", Bounds(None, 0, upper_closed=False)),
    )
    mine = Scheme("mine", "1", US, without_target=bands)
    assert [mine.status(v, target=False) for v in (1, 0, -1)] == ["up", "flat", "down"]


BAD_BANDS = {
    "overlap": ([Band("a", Bounds("0.5", None)), Band("b", Bounds(None, "0.6"))], "overlaps"),
    "both ends closed": (
        [Band("a", Bounds("0.5", None)), Band("b", Bounds(None, "0.5"))],
        "overlaps",
    ),
    "gap": ([Band("a", Bounds("0.6", None)), Band("b", Bounds(None, "0.5"))], "no band between"),
    "gap of one number": (
        [
            Band("a", Bounds("0.5", None, lower_closed=False)),
            Band("b", Bounds(None, "0.5", upper_closed=False)),
        ],
        "no band between",
    ),
    "nothing above": (
        [Band("a", Bounds("0", "1")), Band("b", Bounds(None, "0", upper_closed=False))],
        "no band above 1",
    ),
    "nothing below": ([Band("a", Bounds("0", None))], "no band below 0"),
    "mapping without a bottom": ({"a": "1", "b": "0"}, "no band below 0"),
    "twice the same bound": ({"a": "1", "b": "1.0", "c": None}, "begin at"),
    "two bottoms": ({"a": None, "b": None}, "overlaps"),
}


@pytest.mark.parametrize("field", ["with_target", "without_target", "score_bands"])
@pytest.mark.parametrize(("bands", "message"), BAD_BANDS.values(), ids=BAD_BANDS)
def test_bands_that_do_not_cover_the_line(bands, message, field):
    """Overlapping and missing bands are refused by the constructor, with the remedy."""
    fine = {"with_target": {"x": None}}
    with pytest.raises(InvalidRecordError, match=message) as caught:
        Scheme("mine", "1", US, **{**fine, field: bands})
    assert isinstance(caught.value, ValueError)


BAD = {
    "no bands at all": ({}, InvalidRecordError),
    "a text for bands": ({"with_target": "on track"}, RecordTypeError),
    "numbers for bands": ({"with_target": [1, 2]}, RecordTypeError),
    "a float": ({"with_target": {"a": 0.5, "b": None}}, NumberTypeError),
    "an unknown formula": ({"with_target": {"a": None}, "formula": "guess"}, InvalidRecordError),
    "an unknown base rule": (
        {"with_target": {"a": None}, "base_rule": "earlier"},
        InvalidRecordError,
    ),
    "score pieces without a lowest": (
        {"with_target": {"a": None}, "score_with_target": [(0, 1, 0)]},
        InvalidRecordError,
    ),
    "score pieces out of order": (
        {"with_target": {"a": None}, "score_with_target": [(None, 1, 0), (2, 1, 0), (1, 1, 0)]},
        InvalidRecordError,
    ),
}


@pytest.mark.parametrize(("fields", "error"), BAD.values(), ids=BAD)
def test_schemes_that_make_no_sense(fields, error):
    """They are refused by the constructor."""
    with pytest.raises(error):
        Scheme("mine", "1", US, **fields)


@pytest.mark.parametrize(
    "starts", [(0, 1), (None, 0, 0), (None, 1, 0), (None, None), (None, 0, None)]
)
def test_pieces_of_a_score_that_do_not_rise(starts):
    """Each begins above the one before, the first below everything."""
    lines = [ScoreLine(None if start is None else str(start), 1, 0) for start in starts]
    with pytest.raises(InvalidRecordError, match="from the lowest up"):
        Scheme("mine", "1", US, with_target={"a": None}, score_with_target=lines)


def test_what_a_scheme_does_not_have():
    """Requesting it is an error that says so."""
    with pytest.raises(InvalidRecordError, match="undp has no bands without a target"):
        tj.scheme("undp").status("0.1", target=False)
    with pytest.raises(InvalidRecordError, match="undp has no score with a target"):
        tj.scheme("undp").score("0.1")
    with pytest.raises(InvalidRecordError, match="undp has no bands of scores"):
        tj.scheme("undp").status_of_score("0.1")
    with pytest.raises(InvalidRecordError):
        Band("", Bounds())
    with pytest.raises(InvalidRecordError):
        ScoreLine(None, 1, 0, 0)


def test_looking_up_a_scheme():
    """By code; a Scheme is returned unchanged."""
    assert tj.scheme("statcan") is SCHEMES["statcan"]
    assert tj.scheme(SCHEMES["undp"]) is SCHEMES["undp"]
    with pytest.raises(UnknownCodeError, match=r"^no scheme 'stat-can'; nearest: statcan$"):
        tj.scheme("stat-can")
    for name in ("序时进度", "时序进度"):
        with pytest.raises(UnknownCodeError, match=rf"^no scheme '{name}'; nearest: plan-linear$"):
            tj.scheme(name)
    with pytest.raises(UnknownCodeError, match=r"^no scheme 'sdg'; nearest: un2023, open-sdg$"):
        tj.scheme("sdg")
    with pytest.raises(
        UnknownCodeError, match=r"no scheme '序时'; write one of statcan, .*plan-linear$"
    ):
        tj.scheme("序时")
    with pytest.raises(
        UnknownCodeError, match=r"^scheme eurostat has no 'medium'; write one of long, short$"
    ):
        tj.scheme("eurostat").window("medium")
    with pytest.raises(RecordTypeError):
        tj.scheme(5)
    with pytest.raises(TypeError):
        SCHEMES["mine"] = SCHEMES["undp"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        SCHEMES["undp"].version = "x"


@pytest.mark.parametrize("years", [1, 2, 30])
def test_a_window_has_at_least_a_year(years):
    """Fewer are refused, and so is what is no whole number."""
    made = Scheme("mine", "1", US, with_target={"a": None}, windows={"short": years})
    assert made.windows == (("short", years),)
    for wrong in (0, -years, True, float(years), str(years)):
        with pytest.raises(InvalidRecordError, match="whole years"):
            Scheme("mine", "1", US, with_target={"a": None}, windows={"short": wrong})
