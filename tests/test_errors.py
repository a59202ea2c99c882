"""Errors: one base class, each leaf also the matching builtin; each names the value and the remedy."""

import builtins
import copy
import inspect
import operator
import pickle
import re
from decimal import Decimal

import pytest

from tests.processes import through_another_process
from tests.records import INSURED, JOBS, PLAN, UNEMPLOYMENT
from tjstats import errors, zh
from tjstats.errors import (
    FrameColumnError,
    FrameError,
    FrameRowsError,
    LoadError,
    MissingExtraError,
    Problem,
    TjstatsError,
)
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Indicator, Series
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, period
from tjstats.values.units import parse_unit
from tjstats.values.verdicts import Verdict
from tjstats.zh.decoding import decoded

LEAVES = [
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, TjstatsError) and each is not TjstatsError
]


def refuse(error):
    """Raise an error that no call in these layers provokes."""
    raise error


# A call that provokes each leaf, and what of the value its message shows.
PROVOKED = {
    "InvalidNumberError": (lambda: Figure("1_000", "人"), "1_000"),
    "NumberTypeError": (lambda: Figure(1.5, "人"), "1.5"),
    "InvalidBoundsError": (lambda: Bounds(Decimal(5), Decimal(3)), "5 to 3"),
    "UnknownUnitError": (lambda: parse_unit("persn"), "persn"),
    "UnitMismatchError": (lambda: Figure("5", "人") < Figure("5", "户"), "person and household"),
    "NoTruthValueError": (lambda: bool(Verdict.UNKNOWN), "UNKNOWN"),
    "InvalidPeriodError": (lambda: period("2021年"), "2021年"),
    "PeriodKindError": (lambda: AsOf("2020") < Period.year(2021), "2020-12-31 does not match 2021"),
    "PeriodOrderError": (lambda: Period("2021-12-31", "2021-01-01"), "2021-12-31"),
    "NotComparableError": (
        lambda: Series([JOBS.observe("2021", "5"), INSURED.observe("2022", "5")]),
        INSURED.code,
    ),
    "InvalidRecordError": (lambda: Indicator("a", "人", "fluss"), "fluss"),
    "RecordTypeError": (lambda: Series("2021"), "2021"),
    "DuplicatePeriodError": (lambda: JOBS.series({"2021": "5", "2021-01-01/P1Y": "6"}), "2021"),
    "UnknownCodeError": (lambda: Dataset("a", [JOBS])["employment.jobs"], "employment.jobs"),
    "MissingExtraError": (
        lambda: refuse(MissingExtraError("tjstats.frames", "frames")),
        "tjstats.frames",
    ),
    "FrameError": (
        lambda: refuse(FrameError("growth", "list", "is not a data frame; pass a frame of pandas")),
        "list",
    ),
    "FrameColumnError": (
        lambda: refuse(FrameColumnError("OBS_VALU", "is missing", "give the name of one")),
        "OBS_VALU",
    ),
    "FrameRowsError": (
        lambda: refuse(FrameRowsError("TIME_PERIOD", 2, "the same key twice", "keep one")),
        "TIME_PERIOD",
    ),
    "EncodingError": (lambda: decoded(b"\xff\xff", "release.txt"), "release.txt"),
    "NotTextError": (lambda: zh.read("release.txt"), "release.txt"),
    "ReadingError": (lambda: zh.read_figure("约2万人、3万人"), "约2万人、3万人"),
    "LoadError": (
        lambda: refuse(LoadError((Problem("/indicators/0/code", "write a text, not 5"),))),
        "/indicators/0/code",
    ),
}
REMEDY = re.compile(
    r"\b(pass|write|use|give|keep|swap|choose|correct|divide|subtract|install|nearest|takes|make|compare|leave)\b"
)

leaves = pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)


def provoke(leaf):
    """The error of a leaf class, as a call raises it."""
    with pytest.raises(leaf) as caught:
        PROVOKED[leaf.__name__][0]()
    assert type(caught.value) is leaf
    return caught.value


@leaves
def test_each_leaf_is_also_a_builtin_error(leaf):
    """Each leaf is a TjstatsError and a builtin error other than Exception."""
    bases = [base for base in leaf.__mro__ if base.__module__ == builtins.__name__]
    assert issubclass(leaf, TjstatsError)
    assert bases[0] not in (Exception, BaseException, object)


@leaves
def test_messages_show_the_value_and_a_remedy(leaf):
    """The message is one line of limited length."""
    message = str(provoke(leaf))
    assert PROVOKED[leaf.__name__][1] in message
    assert REMEDY.search(message.split(PROVOKED[leaf.__name__][1], 1)[1])
    assert "\n" not in message
    assert len(message) < 300


@leaves
def test_pickles_and_copies(leaf):
    """An error crosses processes with its attributes and its message."""
    error = provoke(leaf)
    dumped = pickle.dumps(error)
    for again in (
        pickle.loads(dumped),
        pickle.loads(through_another_process(dumped)),
        copy.copy(error),
    ):
        assert type(again) is leaf
        assert str(again) == str(error)
        assert repr(again) == repr(error)


@leaves
def test_every_leaf_is_public(leaf):
    """Each leaf can be imported by the name shown."""
    assert leaf.__name__ in errors.__all__
    assert leaf.__doc__


@leaves
def test_every_leaf_is_shown_with_what_to_write_instead(leaf):
    """The docstring raises the error itself, with a call after it that does not; both are run."""
    _, raised, instead = leaf.__doc__.partition(f"tjstats.errors.{leaf.__name__}: ")
    assert raised
    assert ">>> " in instead and "Traceback" not in instead


HUGE = ["9" * 10**6, 10**6000, "人" * 10**6, b"x" * 10**6, [1] * 10**5]


@pytest.mark.parametrize("value", HUGE, ids=lambda value: type(value).__name__)
def test_huge_values_are_cut(value):
    """However long the value, the message stays readable."""
    doors = [lambda: Figure(value, "人"), lambda: parse_unit(value), lambda: period(value), lambda: AsOf(value),
             lambda: Dataset("a", [JOBS])[str(type(value))], lambda: Indicator(value, "人", "flow"),
             lambda: Indicator("a", "人", value if not isinstance(value, list) else None)]  # fmt: skip
    for door in doors:
        with pytest.raises(TjstatsError) as caught:
            door()
        assert len(str(caught.value)) < 400


def test_a_value_whose_repr_fails_is_refused():
    """The message is the library's own."""

    class Hostile:
        def __repr__(self):
            raise RuntimeError

    with pytest.raises(TjstatsError, match="Hostile"):
        Figure(Hostile(), "人")


def test_load_errors_show_the_first_problems():
    """A document with many errors shows five and counts the rest."""
    error = LoadError(tuple(Problem(f"/observations/{i}", "wrong") for i in range(9)))
    assert "/observations/4: wrong; and 4 more" in str(error)
    assert "(document): truncated" in str(LoadError((Problem("", "truncated"),)))


def test_comparing_incompatible_units():
    """Design §3: people with households, yuan with dollars, percent with points are errors that say what to do."""
    for left, right in (("人", "户"), ("元", "美元"), ("%", "个百分点")):
        with pytest.raises(
            errors.UnitMismatchError, match=r"cannot compare .* and .*; .*(divide|subtract)"
        ):
            _ = Figure("5", left) < Figure("5", right)
    assert UNEMPLOYMENT.observe(PLAN, "5").figure == Figure("5", "%")


REMEDIES = {
    "points": (("5", "个百分点"), ("5", "%"), "; subtract two percents to get points"),
    "a year": (
        ("5", "万人/年"),
        ("5", "人"),
        "; multiply the figure a year by the length of the period",
    ),
    "temperatures": (("5", "摄氏度"), ("5", "delta_degC"), "; a temperature and a difference"),
    "things": (
        ("5", "人"),
        ("5", "元"),
        "; they measure different things; divide one by the other",
    ),
}


@pytest.mark.parametrize(("left", "right", "remedy"), REMEDIES.values(), ids=REMEDIES)
def test_unlike_units_say_what_to_write_instead(left, right, remedy):
    """For each confusion that is frequent, in either order."""
    for pair in ((left, right), (right, left)):
        with pytest.raises(errors.UnitMismatchError, match=remedy):
            operator.lt(*(Figure(*given) for given in pair))
