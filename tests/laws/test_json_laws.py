"""Laws of JSON: loads(dumps(x)) == x for any records, and a damaged document is read or refused."""

import copy
import json
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tjstats as tj
from tests.indicators import JOBS, MONEY, RATE, STOCK, WAGE
from tests.strategies import figures, periods, points
from tjstats import Dataset, Observation, Series, Source, Status
from tjstats.errors import LoadError, TjstatsError
from tjstats.formats.json import dumps, from_builtins, loads, to_builtins

text = st.text(max_size=12)
maybe = st.none() | text
codes = st.text(min_size=1, max_size=8)
sources = st.builds(Source, codes, text, text, st.none() | periods, maybe, maybe)
with_figure = st.sampled_from(
    [s for s in Status if s not in ("missing", "not_applicable", "suppressed")]
)


@st.composite
def observations(draw: st.DrawFn, indicators=(JOBS, MONEY, STOCK, RATE, WAGE)) -> Observation:
    """A value of one of the indicators, with any optional fields."""
    indicator = draw(st.sampled_from(indicators))
    time = draw(
        points
        if indicator is STOCK
        else periods
        if indicator.nature == "flow"
        else points | periods
    )
    unit = {JOBS: "万人", MONEY: "亿元", STOCK: "万人", RATE: "%", WAGE: "元/月"}[indicator]
    more = {name: draw(maybe) for name in ("area", "scope", "basis", "printed", "locator", "note")}
    if draw(st.booleans()):
        return Observation(indicator, time, None, status="missing", **more)
    figure = draw(figures((unit,)))
    return Observation(
        indicator, time, figure, status=draw(with_figure), source=draw(st.none() | sources), **more
    )


class TestRoundTrip:
    """loads(dumps(x)) == x."""

    @given(figures())
    def test_printed_figures_survive(self, figure):
        """Value, digits, qualifier, ends: everything that is printed."""
        again = loads(dumps(figure))
        assert again == figure
        assert (again.bounds, again.unrounded, again.value.as_tuple()) == (
            figure.bounds,
            figure.unrounded,
            figure.value.as_tuple(),
        )

    @given(figures(("亿元",)), figures(("万人",)), st.sampled_from("+-*/"))
    def test_computed_figures_survive(self, left, right, sign):
        """Both intervals survive, without an end too."""
        try:
            made = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[
                sign
            ](right if sign in "*/" else left)
        except TjstatsError:
            return
        again = loads(dumps(made))
        assert again == made
        assert (again.bounds, again.unrounded, str(again)) == (
            made.bounds,
            made.unrounded,
            str(made),
        )

    @given(observations())
    def test_observations_survive(self, observation):
        """With any text in any field."""
        assert loads(dumps(observation)) == observation

    @given(st.lists(observations(), max_size=8))
    def test_lists_survive(self, records):
        """Different sources with the same code stay different."""
        assert loads(dumps(records)) == records

    @given(
        st.lists(observations((JOBS,)), min_size=1, max_size=6, unique_by=lambda o: o.period),
        st.none() | text,
    )
    def test_series_survive(self, records, area):
        """A series of drawn observations in one area."""
        made = Series(
            tuple(
                Observation(JOBS, o.period, o.figure, area, status=o.status, scope=o.scope)
                for o in records
            )
        )
        assert loads(dumps(made)) == made

    @given(st.lists(observations(), max_size=6, unique=True), codes, text)
    def test_datasets_survive(self, records, code, name):
        """A dataset, if its sources allow one."""
        try:
            made = Dataset(code, observations=tuple(records), zh=name)
        except TjstatsError:
            return
        assert loads(dumps(made)) == made
        assert from_builtins(json.loads(dumps(made)), Dataset) == made

    @given(figures(("亿元",)), figures(("亿元",)))
    def test_growth_survives(self, current, base):
        """The answer and its results."""
        answer = tj.growth(current, base)
        assert loads(dumps(answer)) == answer
        assert to_builtins(loads(dumps(answer)))["value"].get("results") == to_builtins(answer)[
            "value"
        ].get("results")


# --- damage -----------------------------------------------------------------------------------------------------------

DOCUMENT = to_builtins(tj.datasets.load("tianjin-14th-plan"))
WRONG = (
    None, True, False, 0, 1, -1, 2**70, 1.5, float("nan"), "", "x", "5", "2021", "kind", "figure", "1e999", "person", "yes", "\ud800",
    [], [[]], {}, {"kind": "period", "value": "2021"}, {"kind": ["x"]}, {"value": "5", "unit": "person"}, [None], {"": None}, {5: 6}, (1, 2),
)  # fmt: skip


def places(data, path=()):
    """The path of every value in a document."""
    yield path
    for key, each in (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    ):
        yield from places(each, (*path, key))


PLACES = [path for path in places(DOCUMENT) if path]


def damaged(choice: random.Random, count: int) -> dict:
    """The dataset's document with some values replaced, deleted, inserted or swapped."""
    data = copy.deepcopy(DOCUMENT)
    for _ in range(count):
        *path, last = choice.choice(PLACES)
        holder = data
        try:
            for key in path:
                holder = holder[key]
            action = choice.choice(("replace", "replace", "delete", "insert", "exchange"))
            if action == "delete":
                del holder[last]
            elif action == "insert" and isinstance(holder, list):
                holder.insert(last, choice.choice(WRONG))
            elif action == "insert":
                holder[choice.choice(["kind", "value", "extra", "a/b", "results", "upper"])] = (
                    choice.choice(WRONG)
                )
            elif action == "exchange":
                other = DOCUMENT
                for key in choice.choice(PLACES):
                    other = other[key]
                holder[last] = copy.deepcopy(other)
            else:
                holder[last] = choice.choice(WRONG)
        except (KeyError, IndexError, TypeError):  # the place went with an earlier damage
            continue
    return data


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_a_damaged_dataset_is_read_or_refused(seed, count):
    """from_builtins gives a Dataset or raises LoadError with the errors, and nothing else."""
    data = damaged(random.Random(seed), count)
    try:
        found = from_builtins(data, Dataset)
    except LoadError as error:
        assert error.problems
        assert all(each.pointer == "" or each.pointer.startswith("/") for each in error.problems)
        assert str(error)
        return
    assert type(found) is Dataset
    assert from_builtins(to_builtins(found)) == found


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(["cut", "swap", "drop", "noise"]))
def test_a_damaged_text_is_read_or_refused(seed, how):
    """The same for text: truncated, or with characters changed."""
    choice = random.Random(seed)
    whole = json.dumps(
        {
            **DOCUMENT,
            "value": {**DOCUMENT["value"], "observations": DOCUMENT["value"]["observations"][:3]},
        }
    )
    at, other = sorted(choice.sample(range(len(whole)), 2))
    broken = {
        "cut": whole[:at],
        "swap": whole[:at] + whole[other:] + whole[at:other],
        "drop": whole[:at] + whole[at + 1 :],
        "noise": whole[:at] + choice.choice('{}[]",:0x\\') + whole[at + 1 :],
    }[how]
    try:
        assert type(loads(broken, Dataset)) is Dataset
    except LoadError as error:
        assert error.problems
