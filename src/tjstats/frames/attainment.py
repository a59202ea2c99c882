"""Demands: what each row of a table of targets accepts, as ends between which the reported number
must lie.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.answers import closed, decided, or_else, reasoned
from tjstats.frames.bases import TIME, differ, join_keys, keyed, other_units, rescaled
from tjstats.frames.engines import Frame
from tjstats.frames.periods import clock
from tjstats.frames.records import opened_pair
from tjstats.frames.schema import (
    COUNTED,
    NEAR,
    OWN,
    QUALIFIER,
    Layout,
    Names,
    alike_keys,
    check_new,
    check_number,
    check_present,
    codes,
    excluded,
    keys_between,
    number,
    qualifiers,
    several,
)
from tjstats.records.classifications import Direction
from tjstats.records.targets import ACCEPTS
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "ABOUT",
    "CEILING",
    "CEILING_OPEN",
    "FLOOR",
    "FLOOR_OPEN",
    "Demand",
    "assess",
    "unanswered",
    "with_ends",
]

FLOOR, CEILING = f"{OWN}floor", f"{OWN}ceiling"
FLOOR_OPEN, CEILING_OPEN = f"{OWN}floor_open", f"{OWN}ceiling_open"
ABOUT: Final = f"{OWN}about"
_RULE: Final = f"{OWN}rule"

# Qualifier and direction, "over/higher", of the targets that have a floor, and of those that have a
# ceiling.
_FLOORS: Final = tuple(f"{q}/{d}" for (q, d), ends in ACCEPTS.items() if ends.floor)
_CEILINGS: Final = tuple(f"{q}/{d}" for (q, d), ends in ACCEPTS.items() if ends.ceiling)
# Qualifiers whose ends are not the number itself: they need columns of their own.
_RANGES: Final = (str(Qualifier.BETWEEN), str(Qualifier.SOME_OVER), str(Qualifier.NEARLY))
_OPEN: Final = (
    str(Qualifier.OVER),
    str(Qualifier.UNDER),
    str(Qualifier.SOME_OVER),
    str(Qualifier.NEARLY),
)


# What is asked for in every year of a period, or against another indicator.
_UNANSWERED: Final = {"EVERY": Reason.PERIOD_MISMATCH, "RELATIVE_TO": Reason.NO_REFERENCE}


@attrs.frozen
class Demand:
    """How a table tells its targets. Fields: target (column of numbers), qualifier and direction
    (columns, or one code for all), tolerance (of "about": a number, a column, or None).
    """

    target: str
    qualifier: str
    direction: str
    tolerance: float | str | None = None


def with_ends(frame: Frame, demand: Demand) -> Frame:
    """The table with the ends of what each target accepts: FLOOR and CEILING, null where there is
    none, and which are open.

    Raises `FrameColumnError`; on eager frames `FrameRowsError` for codes that are none.
    """
    types, ns = frame.dtypes(), frame.ns
    check_present(types, [demand.target])
    check_number(frame, types, demand.target)
    qualifier = codes(frame, types, "qualifier", demand.qualifier, Qualifier, Qualifier.EXACTLY)
    direction = codes(frame, types, "direction", demand.direction, Direction)
    data = frame.data.with_columns(
        ns.concat_str([qualifier, direction], separator="/").alias(_RULE)
    )
    rule, at, ranged = ns.col(_RULE), number(frame, demand.target, types), qualifier.is_in(_RANGES)
    slack = _slack(frame, types, demand, qualifier)
    ends = []
    for name, rules, sign in (("OBS_LOWER", _FLOORS, -1), ("OBS_UPPER", _CEILINGS, 1)):
        own = number(frame, name, types) if name in types else ns.when(ns.lit(False)).then(at)
        end = ns.when(ranged).then(own).otherwise(at if slack is None else at + slack * sign)
        ends.append(ns.when(rule.is_in(rules)).then(end))
    opens = [
        qualifier.is_in(_OPEN)
        if name not in types
        else qualifier.is_in(_OPEN) | excluded(ns, types, name)
        for name in ("LOWER_CLOSED", "UPPER_CLOSED")
    ]
    about = qualifier == str(Qualifier.ABOUT) if demand.tolerance is None else ns.lit(False)
    made = dict(zip((FLOOR, CEILING, FLOOR_OPEN, CEILING_OPEN), (*ends, *opens), strict=True))
    return frame.with_data(data.with_columns(**made, **{ABOUT: about}).drop(_RULE))


def unanswered(ns: Any, types: dict[str, Any]) -> list[tuple[Any, Reason]]:
    """Targets that no single number answers, by columns that those of records may have."""
    return [
        (~ns.col(name).is_null(), reason) for name, reason in _UNANSWERED.items() if name in types
    ]


def _slack(frame: Frame, types: dict[str, Any], demand: Demand, qualifier: Any) -> Any:
    """What an "about" allows on either side; None without a tolerance."""
    if demand.tolerance is None:
        return None
    if isinstance(demand.tolerance, str):
        check_present(types, [demand.tolerance])
        check_number(frame, types, demand.tolerance)
        allowed = number(frame, demand.tolerance, types)
    else:
        if not demand.tolerance >= 0:
            raise FrameColumnError(
                "tolerance",
                f"{demand.tolerance} is below zero",
                "write zero or more, or the name of a column",
            )
        allowed = frame.ns.lit(float(demand.tolerance))
    return (
        frame.ns.when(qualifier == str(Qualifier.ABOUT))
        .then(allowed.fill_null(0.0))
        .otherwise(frame.ns.lit(0.0))
    )


# Attainment over frames: a table of targets held against a table of values.  The number reported
# for the period of a target must lie between the ends that the target accepts. Two numbers are
# taken as equal within 1e-12 of their size: sums in binary floating point miss a target of 175 by
# less than that, and print does not.


_LOW, _HIGH, _LOW_OPEN, _HIGH_OPEN = f"{OWN}low", f"{OWN}high", f"{OWN}low_open", f"{OWN}high_open"
_COUNT, _BARE_BOUND = f"{OWN}count", f"{OWN}bare_bound"
_BARE, _WORD = f"{OWN}bare", f"{OWN}word"
_WITHIN, _APART, _BLOCKED = f"{OWN}within", f"{OWN}apart", f"{OWN}blocked"
_FEW: Final = 1000
_FROM: Final = (
    *COUNTED,
    str(Qualifier.AT_LEAST),
    str(Qualifier.OVER),
)  # a number without ends is the lower end
_UP_TO: Final = (*COUNTED, str(Qualifier.AT_MOST), str(Qualifier.UNDER))
REPORTED: Final = "REPORTED_VALUE"


def assess(
    frame: Any,
    targets: Any,
    *,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    lower: str = "OBS_LOWER",
    upper: str = "OBS_UPPER",
    target: str = "OBS_VALUE",
    qualifier: str = "QUALIFIER",
    direction: str = "DIRECTION",
    tolerance: float | str | None = None,
) -> Any:
    """The table of targets with REPORTED_VALUE, VERDICT (yes, no, unknown), GAP and REASON, sorted
    by keys and period.

    *frame* holds what was reported, *targets* what is asked, both of one engine; a row of each
    belongs together by the *keys* (default: the standard ones of the values) and the period. A key
    that the targets have no column for is met by each of its values: without REF_AREA a target is
    one for every area. An INDICATOR or REF_AREA that only the targets have is an error, unless
    *keys* are told.

    *qualifier* (exactly, at_least, over, at_most, under, between, about …) and *direction* (higher,
    lower, neither) are columns of the targets, or one code for all; a bare number is a floor where
    higher is better, a ceiling where lower is. A range has its ends in OBS_LOWER and OBS_UPPER, and
    a number in *target* beside them. *tolerance*, a number or a column, is what a target "about" a
    number allows.

    What was reported is the number in *value*, or what lies between *lower* and *upper* where those
    columns are there and not both empty; one empty end is open. Where both tables have UNIT_MULT,
    numbers are brought to that of the target; UNIT_MEASURE must be the same. GAP is in the target's
    scale, positive where it is good: of a range the least it may be. Where the values have
    QUALIFIER, a number without ends is an end as it says (over 175: more than that); one between
    unknown ends is only_a_bound.

    MEASURE, SCOPE and PRICE_BASIS meet also where one table lacks the column: a null is a plain
    value of no scope. A null area is an area of its own. Growth is held against growth of the same
    BASE_PERIOD, where both have it. Targets with EVERY or RELATIVE_TO are unknown. Either table may
    be records; beside a native frame they become one of its engine. Of a frame with RECORD only the
    targets are asked, and the rest are values.

    Other than `tjstats.assess`, nothing is put together: the values are of the target's period
    itself.

    Raises `FrameColumnError`, `FrameError`; on eager frames `FrameRowsError` for duplicate values,
    codes that are none, and periods that cannot be read. On lazy frames these are unknown, with the
    reason.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> values = pl.DataFrame({"REF_AREA": ["津", "沪"], "TIME_PERIOD": [2025, 2025], "OBS_VALUE": [179.9, 174.2]})
    >>> goals = pl.DataFrame({"TIME_PERIOD": [2025], "OBS_VALUE": [175.0]})
    >>> frames.assess(values, goals, direction="higher").select("REF_AREA", "VERDICT", "GAP").rows()
    [('沪', 'no', -0.8000000000000114), ('津', 'yes', 4.900000000000006)]
    """
    asked, given = opened_pair(frame, targets, "assess")
    plan = _plan(asked, given, keys, period, value, (lower, upper))
    demand = Demand(target, qualifier, direction, tolerance)
    asked = _timed(with_ends(asked, demand), plan, plan.asked)
    given = _of_same_times(_timed(given, plan, plan.types), asked)
    asked, given = keyed(asked, plan.shared, plan.asked), keyed(given, plan.shared, plan.types)
    reported = _reported(given, plan, value, (lower, upper))
    met = _met(asked, reported, plan)
    judged = met.with_data(_judged(met, plan, target)).sorted(*plan.order, TIME, FLOOR, CEILING)
    return closed(judged, plan.made())


@attrs.frozen
class _Plan:
    """Which columns of the two tables meet. Fields: keys (of the values), shared (those that the
    targets have, as a layout), asked and types (the types of both tables), shown (what of the
    values comes back), ranged (there are columns of ends).
    """

    keys: tuple[str, ...]
    shared: Layout
    asked: dict[str, Any]
    types: dict[str, Any]
    shown: tuple[str, ...]
    ranged: bool

    @property
    def further(self) -> tuple[str, ...]:
        """The keys that only the values have: a target meets each of them."""
        return tuple(key for key in self.keys if key not in self.shared.keys)

    @property
    def order(self) -> tuple[str, ...]:
        """The keys that the answer has."""
        return tuple(key for key in self.keys if key in self.asked or key in self.further)

    @property
    def flags(self) -> tuple[str, ...]:
        """What is true of a value or not."""
        return (
            (_LOW_OPEN, _HIGH_OPEN, _BARE_BOUND)
            if QUALIFIER in self.types
            else (_LOW_OPEN, _HIGH_OPEN)
        )

    @property
    def beside(self) -> dict[str, str]:
        """What both tables tell of a row's unit and base, and how that of the values is called
        beside that of the targets.
        """
        return {
            name: f"{OWN}{name}"
            for name in (*UNIT_COLUMNS, "BASE_PERIOD")
            if name in self.types and name in self.asked
        }

    def made(self) -> list[str]:
        """The columns of the answer."""
        return [*self.asked, *self.further, *self.shown, "VERDICT", "GAP", "REASON"]


def _plan(
    asked: Frame, given: Frame, keys: Names, period: str, value: str, ends: tuple[str, str]
) -> _Plan:
    types, wanted = given.dtypes(), asked.dtypes()
    check_present(types, [period])
    check_present(wanted, [period])
    found = [end for end in ends if end in types]
    check_present(types, [value] if not found or value in types else [])
    for name in [*found, *([value] if value in types else [])]:
        check_number(given, types, name)
    own, shared = keys_between(types, wanted, keys, (period, value))
    shown = ([REPORTED] if value in types else []) + [
        f"REPORTED_{end[4:] if end.startswith('OBS_') else end}" for end in found
    ]
    plan = _Plan(
        own,
        alike_keys(Layout(shared, period, value), asked, given),
        wanted,
        types,
        tuple(shown),
        bool(found),
    )
    check_new(wanted, plan.made()[len(wanted) :])
    return plan


def _timed(frame: Frame, plan: _Plan, types: dict[str, Any]) -> Frame:
    """The table with its periods as ordinals that both tables have in common; integer years stay as
    they are.
    """
    period = plan.shared.period
    time = clock(frame, period, types[period])
    years = plan.asked[period].is_integer() and plan.types[period].is_integer()
    moment = time.ordinal if years else time.moment
    if frame.engine.name == "dask":  # years and codes meet as the numbers that codes are there
        moment = moment.cast(frame.ns.Float64)
    return frame.with_data(frame.data.with_columns(moment.alias(TIME)))


def _of_same_times(values: Frame, asked: Frame) -> Frame:
    """The values of the times that are asked for, where these can be seen: mostly few of many."""
    if not values.engine.eager:
        return values
    times = [time for time in asked.data[TIME].unique().to_list() if time is not None]
    return (
        values.with_data(values.data.filter(values.ns.col(TIME).is_in(times)))
        if len(times) <= _FEW
        else values
    )


def _reported(frame: Frame, plan: _Plan, value: str, ends: tuple[str, str]) -> Any:
    """The values with the ends between which each lies."""
    ns, col, types = frame.ns, frame.ns.col, plan.types
    given = {name: number(frame, name, types) for name in (value, *ends) if name in types}
    nothing = ns.when(ns.lit(False)).then(next(iter(given.values())))
    at, (low, high) = given.get(value, nothing), (given.get(end, nothing) for end in ends)
    bare = low.is_null() & high.is_null() if plan.ranged else ns.lit(True)
    made = {
        _LOW: ns.when(bare).then(at).otherwise(low),
        _HIGH: ns.when(bare).then(at).otherwise(high),
    }
    made |= {_LOW_OPEN: ns.lit(False), _HIGH_OPEN: ns.lit(False)}
    if not plan.ranged:
        made |= {_LOW: at, _HIGH: at}
    for name, is_in in ((_LOW_OPEN, "LOWER_CLOSED"), (_HIGH_OPEN, "UPPER_CLOSED")):
        if is_in in types and plan.ranged:
            made[name] = ~bare & excluded(ns, types, is_in)
    shown = [value] * (value in types) + [end for end in ends if end in types]
    taken = {new: col(name) for new, name in zip(plan.shown, shown, strict=True)}
    taken |= {new: col(name) for name, new in plan.beside.items()}
    by = [*join_keys(plan.shared), TIME, *plan.further]
    data = frame.data.filter(~col(TIME).is_null())
    told = {_BARE: bare, _WORD: qualifiers(frame, types)} if QUALIFIER in types else {}
    data = data.select(*by, **made, **taken, **told, **{_COUNT: ns.lit(1)})
    if told:
        data = data.with_columns(**_as_said(ns)).drop(_BARE, _WORD)
    return data.with_columns(
        *(col(flag).cast(ns.Float64) for flag in plan.flags)
    )  # truths that a join leaves null are objects


def _as_said(ns: Any) -> dict[str, Any]:
    """The ends of numbers that stand for a bound where the row has no ends of its own."""
    col, made = ns.col, {}
    for end, open_, counted, past in (
        (_LOW, _LOW_OPEN, _FROM, Qualifier.OVER),
        (_HIGH, _HIGH_OPEN, _UP_TO, Qualifier.UNDER),
    ):
        made[end] = ns.when(~col(_BARE) | col(_WORD).is_in(counted)).then(col(end))
        made[open_] = col(open_) | (col(_BARE) & (col(_WORD) == str(past)))
    told = col(_WORD).is_in([*_FROM, *_UP_TO])
    return {**made, _BARE_BOUND: col(_BARE) & ~told & ~col(_LOW).is_null()}


def _met(asked: Frame, reported: Any, plan: _Plan) -> Frame:
    """Each target with what was reported. On lazy frames the values of a key are counted, those
    without a target left out.
    """
    col, on = asked.ns.col, [*join_keys(plan.shared), TIME]
    by = [*on, *plan.further]
    if not asked.engine.eager:
        wanted = (
            asked.data.group_by(*on).agg(col(ABOUT).count()).select(*on)
        )  # an inner join: Dask fails at a semi-join
        rest = [name for name in reported.collect_schema().names() if name not in (*by, _COUNT)]
        wanted = asked.join(reported, wanted, on, "inner")
        reported = wanted.group_by(*by).agg(*(col(name).max() for name in rest), col(_COUNT).sum())
    data = asked.join(asked.data, reported, on)
    if asked.engine.eager and (plan.further or len(data) != len(asked.data)):
        _check_once(
            asked.join(reported, asked.data.select(*on).unique(), on, "inner").select(*by), plan
        )
    return asked.with_data(data)


def _check_once(keys: Any, plan: _Plan) -> None:
    """Raise `FrameRowsError` where a target met several values of one series."""
    rows = int(keys.is_duplicated().sum())
    if rows:
        raise several((*plan.keys, plan.shared.period), rows)


def _judged(met: Frame, plan: _Plan, target: str) -> Any:
    """The data with VERDICT, GAP and REASON."""
    ns, col = met.ns, met.ns.col
    data = met.data.with_columns(
        *((col(flag) == 1).fill_null(False).alias(flag) for flag in plan.flags)
    )
    if mult := plan.beside.get("UNIT_MULT"):
        moved = {end: rescaled(ns, col(end), col(mult), col("UNIT_MULT")) for end in (_LOW, _HIGH)}
        data = data.with_columns(**moved)
    within, apart = _within(ns), _apart(ns)
    data = data.with_columns(
        within.alias(_WITHIN),
        apart.alias(_APART),
        reasoned(met, _obstacles(plan, ns, target)).alias(_BLOCKED),
    )
    free = col(_BLOCKED).is_null()
    doubts = [(col(ABOUT), Reason.ABOUT_WITHOUT_TOLERANCE), (~col(_APART), Reason.STRADDLES_TARGET)]
    doubt = reasoned(met, [(case & ~col(_WITHIN), reason) for case, reason in doubts])
    data = data.with_columns(or_else(ns, col(_BLOCKED), doubt).alias("REASON"))
    clear = col("REASON").is_null()
    verdict = decided(met, [(clear & col(_WITHIN), Verdict.YES), (clear, Verdict.NO)])
    return data.with_columns(verdict.alias("VERDICT"), ns.when(free).then(_gap(ns)).alias("GAP"))


def _obstacles(plan: _Plan, ns: Any, target: str) -> list[tuple[Any, Reason]]:
    """What may stand in the way of a verdict, in the order in which it is told."""
    col = ns.col
    return [
        (col(target).is_null(), Reason.NO_NUMBER),
        (col(FLOOR).is_null() & col(CEILING).is_null(), Reason.UNREADABLE_TARGET),
        (col(TIME).is_null(), Reason.UNREADABLE_PERIOD),
        *unanswered(ns, plan.asked),
        (col(_COUNT).is_null(), Reason.NO_OBSERVATION),
        (col(_COUNT) > 1, Reason.DUPLICATE_KEY),
        (col(_BARE_BOUND) if QUALIFIER in plan.types else None, Reason.ONLY_A_BOUND),
        (col(_LOW).is_null() & col(_HIGH).is_null(), Reason.MISSING_VALUE),
        (_other_base(ns, plan), Reason.PERIOD_MISMATCH),
        *(
            (case, Reason.UNIT_MISMATCH)
            for case in other_units(ns, {name: name for name in plan.beside}, plan.beside)
        ),
    ]


def _other_base(ns: Any, plan: _Plan) -> Any:
    """Whether growth is asked from another time than it is reported from."""
    if "BASE_PERIOD" not in plan.beside:
        return None
    return differ(
        *(ns.col(name).cast(ns.String) for name in ("BASE_PERIOD", plan.beside["BASE_PERIOD"]))
    )


def _equal(one: Any, other: Any) -> Any:
    return (one - other).abs() <= (one.abs() + other.abs()) * NEAR


def _within(ns: Any) -> Any:
    """Whether all of what was reported is accepted."""
    col = ns.col
    floor = _beyond(col(_LOW), col(FLOOR), col(FLOOR_OPEN), col(_LOW_OPEN)) | col(FLOOR).is_null()
    ceiling = (
        _beyond(col(CEILING), col(_HIGH), col(CEILING_OPEN), col(_HIGH_OPEN))
        | col(CEILING).is_null()
    )
    return floor & ceiling


def _beyond(end: Any, threshold: Any, end_open: Any, inner_open: Any) -> Any:
    """Whether a number is past a threshold, or at it where the threshold counts in or the number
    itself does not.
    """
    same = _equal(end, threshold)
    return ((end > threshold) & ~same).fill_null(False) | (
        same & (~end_open | inner_open)
    ).fill_null(False)


def _apart(ns: Any) -> Any:
    """Whether nothing of what was reported is accepted."""
    col = ns.col
    below = _short(col(_HIGH), col(FLOOR), col(FLOOR_OPEN) | col(_HIGH_OPEN))
    return below | _short(col(CEILING), col(_LOW), col(CEILING_OPEN) | col(_LOW_OPEN))


def _short(end: Any, threshold: Any, open_: Any) -> Any:
    same = _equal(end, threshold)
    return ((end < threshold) & ~same).fill_null(False) | (same & open_).fill_null(False)


def _gap(ns: Any) -> Any:
    """How far on the good side; of a target with two ends there is no one side."""
    col = ns.col
    above, below = col(_LOW) - col(FLOOR), col(CEILING) - col(_HIGH)
    return (
        ns.when(col(CEILING).is_null() | (col(CEILING) == col(FLOOR)))
        .then(above)
        .otherwise(ns.when(col(FLOOR).is_null()).then(below))
    )
