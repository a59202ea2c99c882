"""Hypothesis strategies for records: observations, targets and datasets with any optional fields."""

from hypothesis import strategies as st

from tests.indicators import JOBS, MONEY, RATE, STOCK, WAGE
from tests.strategies import figures, periods, points
from tjstats import Dataset, Flag, Group, Observation, Period, Source, Status, Target, TjstatsError

UNITS = {JOBS: "万人", MONEY: "亿元", STOCK: "万人", RATE: "%", WAGE: "元/月"}
ODD = (
    "",
    "'",
    "''",
    "=1+1",
    "@SUM(A1)",
    "-5",
    "+",
    "\t",
    "a\r\nb",
    "\n",
    "＝1",
    '"',
    ",",
    " x ",
    "_Z",
    "_x0041_",
    "_x_",
    "\\u0041",
    "\0",
    "NaN",
    "#N/A",
)

text = st.text(max_size=8) | st.sampled_from(ODD)
maybe = st.none() | text
codes = st.text(min_size=1, max_size=6) | st.sampled_from([odd for odd in ODD if odd])
sources = st.builds(Source, codes, text, text, st.none() | periods, maybe, maybe)
firm = st.sampled_from(
    [status for status in Status if status not in ("missing", "not_applicable", "suppressed")]
)
absent = st.sampled_from(["missing", "not_applicable", "suppressed"])
breakdowns = st.just({}) | st.dictionaries(codes, codes | st.text(";=% ", min_size=1), max_size=2)
flags = st.just(frozenset()) | st.frozensets(st.sampled_from(Flag))


def times(indicator):
    """Times at which an indicator may be observed."""
    return (
        points
        if indicator is STOCK
        else periods
        if indicator.nature == "flow"
        else points | periods
    )


@st.composite
def plain_observations(draw: st.DrawFn, indicators=tuple(UNITS)) -> Observation:
    """A value of one of the indicators, with any optional fields."""
    indicator = draw(st.sampled_from(indicators))
    time, more = (
        draw(times(indicator)),
        {n: draw(maybe) for n in ("area", "scope", "basis", "printed", "locator", "note")},
    )
    more |= {"flags": draw(flags), "breakdowns": draw(breakdowns)}
    if isinstance(time, Period) and time.months in range(12, 61, 12):
        more["every"] = draw(st.sampled_from([None, None, "1y", "1q", "1m"]))
    if draw(st.integers(0, 4)) == 0:
        return Observation(indicator, time, None, status=draw(absent), **more)
    figure = draw(figures((UNITS[indicator],)))
    return Observation(
        indicator, time, figure, status=draw(firm), source=draw(st.none() | sources), **more
    )


@st.composite
def derived_observations(draw: st.DrawFn) -> Observation:
    """A computed value, derived from one or two others in its unit."""
    parts = draw(
        st.lists(
            plain_observations((JOBS,)).filter(lambda o: o.figure is not None),
            min_size=1,
            max_size=2,
        )
    )
    try:
        figure = parts[0].figure - parts[-1].figure if draw(st.booleans()) else parts[0].figure / 3
    except TjstatsError:
        figure = parts[0].figure
    return Observation(JOBS, draw(periods), figure, derived_from=tuple(parts), note=draw(maybe))


observations = plain_observations() | derived_observations()


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A target of one of the indicators, with any optional fields."""
    indicator = draw(st.sampled_from(tuple(UNITS)))
    maybe_figure = st.none() | figures((UNITS[indicator],))
    more = {
        n: draw(maybe)
        for n in (
            "area",
            "scope",
            "basis",
            "printed",
            "locator",
            "note",
            "set_by",
            "published_verdict",
        )
    }
    return Target(
        indicator,
        draw(times(indicator)),
        draw(maybe_figure),
        baseline=draw(st.none() | plain_observations((indicator,))),
        every=draw(st.sampled_from([None, "1y", "1q", "1m"])),
        relative_to=draw(st.none() | st.just(indicator)),
        force=draw(st.sampled_from([None, "binding", "anticipatory"])),
        stretch=draw(maybe_figure),
        source=draw(st.none() | sources),
        breakdowns=draw(breakdowns),
        **more,
    )


records = st.lists(observations | targets(), max_size=4)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A dataset of drawn records; records whose sources clash are omitted."""
    kept: list[Observation | Target] = []
    head = {"code": draw(codes), "zh": draw(text), "en": draw(text), "note": draw(maybe)}
    groups = tuple(draw(st.lists(st.builds(Group, codes, text, text), max_size=2, unique=True)))
    for record in draw(records):
        if record not in kept:
            try:
                _dataset([*kept, record], **head, groups=groups)
            except TjstatsError:
                continue
            kept.append(record)
    return _dataset(
        kept,
        **head,
        groups=groups,
        indicators=tuple(draw(st.sets(st.sampled_from(tuple(UNITS)), max_size=2))),
    )


def _dataset(found, **more):
    return Dataset(
        observations=tuple(r for r in found if isinstance(r, Observation)),
        targets=tuple(r for r in found if isinstance(r, Target)),
        **more,
    )
