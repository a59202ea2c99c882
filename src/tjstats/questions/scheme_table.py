"""The schemes that offices publish, as a table: thresholds, codes, scores and rules, each with its source and version.

Same data, same year, another office, another status: thresholds are data of a named scheme and never constants of the code.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from tjstats.errors import RecordTypeError, UnknownCodeError
from tjstats.questions.schemes import Band, BaseRule, Formula, Scheme
from tjstats.records.observations import Source
from tjstats.values.bounds import Bounds

__all__ = ["SCHEMES", "scheme"]

_STATCAN: Final = Source(
    "statcan-progress", "Progress measurement methodology for the Sustainable Development Goals", "Statistics Canada",
    url="https://github.com/open-sdg/open-sdg/blob/master/docs/progress-methodology.md",
)  # fmt: skip
_EUSTAT: Final = Source(
    "eustat-progress", "Progress components of the Sustainable Development Goals indicators", "Eustat",
    url="https://github.com/EUSTAT-PRE/data",
)  # fmt: skip
_EUROSTAT: Final = Source(
    "eurostat-progress", "Sustainable development in the European Union: annex on the assessment of trends", "Eurostat",
    note="thresholds as restated by Eustat and Statistics Canada",
)  # fmt: skip
_UN2023: Final = Source(
    "un-progress-chart-2023", "Progress Chart Technical Note 2023", "United Nations Statistics Division",
    url="https://unstats.un.org/sdgs/files/report/2023/Progress_Chart_Technical_Note_2023.pdf",
    note="as restated by Eustat, https://github.com/EUSTAT-DES/site",
)  # fmt: skip
_UNDP: Final = Source("undp-sdg-tracker", "SDG data visualisation", "UNDP", note="after an older UN technical note")
_NBS: Final = Source(
    "nbs-energy-progress", "单位GDP能耗降低率进度的计算方法", "国家统计局、国家发展和改革委员会",
    note="worked example of the Qinghai statistics bureau, 2009",
)  # fmt: skip
_SCHEDULE: Final = Source("plan-schedule", "序时进度", "", note="Chinese plan and budget practice; it has no cut points beyond 1")

# Progress towards a target and without one: the scores of Statistics Canada as its files have them, with the rounded
# constants (7.1429 R − 4.2857, 4.1667 R − 2.5); the exact line through −60 %, 60 %, 130 % is up to 6e-5 away.
_RATIO_SCORE: Final = ((None, "4.1667", "-2.5"), ("0.6", "7.1429", "-4.2857"))
_RATE_SCORE: Final = ((None, 125, "-2.5"), (0, 500, "-2.5"), ("0.005", 250, "-1.25"), ("0.015", 500, -5))
_CUTS: Final = ("0.95", "0.6", "0", None), ("0.015", "0.005", "0", None), ("2.5", "0", "-2.5", None)
_STATCAN_CODES: Final = ("substantial_progress", "moderate_progress", "limited_progress", "deterioration")
_PAGE_CODES: Final = ("on_track", "acceleration_needed", "limited_progress", "deterioration")
_UNDP_CODES: Final = ("On Track", "Fair progress but acceleration needed", "Limited or No Progress", "Deterioration")


def _open_sdg(code: str, version: str, codes: tuple[str, ...], note: str) -> Scheme:
    with_target, without_target, scores = (dict(zip(codes, cuts, strict=True)) for cuts in _CUTS)
    return Scheme(
        code, version, _STATCAN, Formula.RATIO, with_target, without_target, scores,  # type: ignore[arg-type]
        score_with_target=_RATIO_SCORE, score_without_target=_RATE_SCORE, best_score=5, limit_exponent="4.44",
        base_rule=BaseRule.NEXT_LATER, zero_replacement="0.001", all_achieved=True, note=note,
    )  # fmt: skip


# More than 2.5, more than 0.25, from −0.25, from −2.5, below.
_EUSTAT_BANDS: Final = (
    Band("significant_progress", Bounds("2.5", None, lower_closed=False)),  # type: ignore[arg-type]
    Band("moderate_progress", Bounds("0.25", "2.5", lower_closed=False)),  # type: ignore[arg-type]
    Band("no_progress", Bounds("-0.25", "0.25")),  # type: ignore[arg-type]
    Band("moderate_deterioration", Bounds("-2.5", "-0.25", upper_closed=False)),  # type: ignore[arg-type]
    Band("significant_deterioration", Bounds(None, "-2.5", upper_closed=False)),  # type: ignore[arg-type]
)

_ALL: Final = (
    _open_sdg("statcan", "2026-03", _STATCAN_CODES, "the codes of the data files"),
    _open_sdg("open-sdg", "2.4", _PAGE_CODES, "the codes of the methodology page"),
    Scheme(
        "eustat", "2025", _EUSTAT, Formula.RATIO, score_bands=_EUSTAT_BANDS, achieved="significant_progress",
        score_with_target=_RATIO_SCORE, score_without_target=((None, 250, 0),), best_score=5, by_score=True,
        limit_exponent="4.44", base_rule=BaseRule.NEAREST, zero_replacement="0.001",
        note="the status is taken from the score, also where there is a target",
    ),
    Scheme(
        "eurostat", "2023", _EUROSTAT, Formula.RATIO,
        {"significant_progress": "0.95", "moderate_progress": "0.6", "insufficient_progress": "0", "movement_away": None},
        {
            "significant_progress": "0.01", "moderate_progress": "0.001", "no_progress": "-0.001",
            "moderate_movement_away": "-0.01", "significant_movement_away": None,
        },
        achieved="significant_progress", base_rule=BaseRule.EXACT,
    ),
    Scheme(
        "un2023", "2023", _UN2023, Formula.PROJECTED_SHARE, {"3": "0.95", "2": "0.1", "1": None},
        {"3": "0.02", "2": "0.005", "1": None}, achieved="3", not_available="-", base_rule=BaseRule.NEAREST,
        near=1, until_target=True, note="grades",
    ),
    Scheme(
        "undp", "2022", _UNDP, Formula.SIGNED_RATIO, dict(zip(_UNDP_CODES, ("0.95", "0.5", "-0.1", None), strict=True)),  # type: ignore[arg-type]
        achieved="Target Achieved", not_available="Insufficient Data", base_rule=BaseRule.EXACT, strict=True,
    ),
    Scheme(
        "plan-log", "2009", _NBS, Formula.LOG_SHARE, {"on_schedule": "1", "behind_schedule": None},  # type: ignore[arg-type]
        achieved="completed", against_time=True,
        note="for changes that compound: 82.5 % of the target −16 % are done by −13.4 %",
    ),
    Scheme(
        "plan-linear", "2009", _SCHEDULE, Formula.LINEAR_SHARE, {"on_schedule": "1", "behind_schedule": None},  # type: ignore[arg-type]
        achieved="completed", against_time=True, note="for amounts that add up, of any sign",
    ),
)  # fmt: skip

SCHEMES: Final = MappingProxyType({each.code: each for each in _ALL})


def scheme(given: str | Scheme) -> Scheme:
    """The scheme of a code; a ready one as it is. Raises `UnknownCodeError`.

    >>> print(scheme("statcan"))
    statcan 2026-03
    """
    if isinstance(given, Scheme):
        return given
    if not isinstance(given, str):
        raise RecordTypeError("track", "scheme", given, "the code of a scheme, or a Scheme")
    if given not in SCHEMES:
        raise UnknownCodeError(given, "the table of schemes", tuple(SCHEMES))
    return SCHEMES[given]
