"""Claims: consistent, inconsistent with the digits that would fit, unknown with the reason; and the claims of a dataset."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

import tjstats as tj
from tests.indicators import MONEY, RATE, STOCK, change_of
from tjstats import (
    AsOf,
    Claim,
    Dataset,
    Figure,
    Observation,
    Period,
    Reason,
    Source,
    Status,
    Verdict,
)
from tjstats.errors import RecordTypeError, UnitMismatchError

F = Figure
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
WAGE = tj.growth(
    F("2510", "元/月"), F("2050", "元/月")
).rate  # between 22.385 and 22.493 before rounding
PER_HEAD = F("44.1", "亿元") / F("29.5", "万人")  # between 1.4907 and 1.4992 万元

CLAIMS = {
    "as printed": (F("22.4", "%"), WAGE, YES),
    "the other rounding": (F("22.5", "%"), WAGE, YES),
    "more digits": (F("22.44", "%"), WAGE, YES),
    "fewer digits": (F("22", "%"), WAGE, YES),
    "one too low": (F("22.3", "%"), WAGE, NO),
    "one too high": (F("22.6", "%"), WAGE, NO),
    "falsified": (F("23.4", "%"), WAGE, NO),
    "more digits, wrong": (F("22.50", "%"), WAGE, NO),
    "over, true": (F.over("22", "%"), WAGE, YES),
    "over, false": (F.over("23", "%"), WAGE, NO),
    "about": (F.about("20", "%"), WAGE, YES),
    "between": (F.between("20", "21", "%"), WAGE, NO),
    "as a ratio": (F("0.224", "倍"), WAGE, YES),
    "scaled": (F("1.49", "万元/人"), PER_HEAD, YES),
    "scaled, wrong": (F("1.6", "万元/人"), PER_HEAD, NO),
    "in plain units": (F("14950", "元/人"), PER_HEAD, YES),
    "implied over": (F("8", "%"), F.over("7", "%"), YES),
    "below what is implied": (F("5", "%"), F.over("7", "%"), NO),
}


@pytest.mark.parametrize(("reported", "implied", "verdict"), CLAIMS.values(), ids=CLAIMS)
def test_a_claim_is_consistent_where_the_ranges_overlap(reported, implied, verdict):
    """The ranges before rounding are compared."""
    found = tj.verify(Claim(reported, implied))
    assert (found.verdict, found.reason) == (verdict, None)
    assert (found.reported, found.implied) == (reported, implied)


FITS = {
    "one decimal": (F("23.4", "%"), WAGE, "22.4", "22.5"),
    "no decimals": (F("23", "%"), WAGE, "22", "22"),
    "two decimals": (F("23.40", "%"), WAGE, "22.38", "22.49"),
    "in 万": (F("1.6", "万元/人"), PER_HEAD, "1.5", "1.5"),
    "in 万, two decimals": (F("1.60", "万元/人"), PER_HEAD, "1.49", "1.50"),
    "a tie above": (
        F("9.9", "%"),
        F.between("5.25", "5.35", "%", upper_closed=False),
        "5.2",
        "5.3",
    ),
    "a tie below": (F("9.9", "%"), F.between("5.25", "5.31", "%"), "5.2", "5.3"),
    "a tie, open": (
        F("9.9", "%"),
        F.between("5.25", "5.31", "%", lower_closed=False),
        "5.3",
        "5.3",
    ),
}


@pytest.mark.parametrize(("reported", "implied", "low", "high"), FITS.values(), ids=FITS)
def test_the_digits_that_would_fit(reported, implied, low, high):
    """The least and the greatest printed value, with the decimals of the claim, that would have been consistent."""
    found = tj.verify(Claim(reported, implied))
    assert found.verdict is NO
    assert tuple(str(figure.value) for figure in found.fits) == (low, high)
    assert all(tj.verify(Claim(figure, implied)).verdict is YES for figure in found.fits)
    assert {figure.word for figure in found.fits} == {reported.word}


def test_the_range_is_in_the_unit_of_the_claim():
    """For 15000元/人 and 1.5万元/人 the range is given in the scale of each."""
    wide, plain = (
        tj.verify(Claim(figure, PER_HEAD)).range
        for figure in (F("1.6", "万元/人"), F("16000", "元/人"))
    )
    assert Fraction(plain.lower) == 10_000 * Fraction(wide.lower)
    assert 1 < wide.lower < wide.upper < 2


def test_inconsistent_says_what_is_implied():
    """The text gives the digits that would fit, and a single end if the range has only one."""
    assert "22.4% – 22.5%" in str(tj.verify(Claim(F("23.4", "%"), WAGE)))
    assert "7" in str(tj.verify(Claim(F("5", "%"), F.over("7", "%"))))


def test_a_claim_without_an_implied_figure_is_unknown():
    """The reason is the claim's own, or that nothing is implied."""
    assert tj.verify(Claim(F("22.4", "%"))).reason is Reason.NOTHING_IMPLIED
    found = tj.verify(Claim(F("22.4", "%"), reason=Reason.ZERO_BASE))
    assert (found.verdict, found.reason, found.range, found.fits) == (
        UNKNOWN,
        Reason.ZERO_BASE,
        None,
        None,
    )


def test_a_missing_figure_is_no_claim():
    """Nothing was printed, so there is no claim."""
    missing = change_of(MONEY, None, status="missing")
    assert tj.verify(Claim(missing, WAGE)).reason is Reason.MISSING_VALUE


def test_real_growth_is_not_checked_with_current_prices():
    """Without an equal basis the answer is unknown, even where the numbers would agree."""
    levels = (
        MONEY.observe("2025", "105", basis="current"),
        MONEY.observe("2024", "100", basis="current"),
    )
    rate = tj.growth(*levels).rate
    for basis, verdict in (("real", UNKNOWN), (None, UNKNOWN), ("current", YES)):
        found = tj.verify(Claim(change_of(MONEY, F("5", "%"), basis=basis), rate, levels))
        assert found.verdict is verdict
        assert found.reason is (Reason.BASIS_UNKNOWN if verdict is UNKNOWN else None)


def test_points_are_not_percent():
    """22.4 points against 22.4 % is an error."""
    with pytest.raises(UnitMismatchError):
        tj.verify(Claim(F("22.4", "个百分点"), WAGE))


def test_a_claim_is_made_of_figures():
    """Other types are refused."""
    for wrong in (lambda: tj.verify(5), lambda: Claim(5, WAGE), lambda: Claim(F("5", "%"), 5)):
        with pytest.raises(RecordTypeError):
            wrong()


def test_the_status_is_the_weakest():
    """The status is the weakest among the claim and its evidence."""
    levels = (
        MONEY.observe("2025", "105", status="provisional"),
        MONEY.observe("2024", "100", status="final"),
    )
    found = tj.verify(
        Claim(change_of(MONEY, F("5", "%"), status="normal"), tj.growth(*levels).rate, levels)
    )
    assert found.status is Status.PROVISIONAL


# --- of a dataset -----------------------------------------------------------------------------------------------------

A, B = MONEY.observe("2025", "105.0"), MONEY.observe("2024", "100.0")


def stated(text: str, unit: str, measure: str, **more: object) -> Observation:
    return change_of(MONEY, F(text, unit), measure=measure, **more)


DATASETS = {
    "growth": ((stated("5.0", "%", "growth"), A, B), YES, None),
    "growth, wrong": ((stated("6.0", "%", "growth"), A, B), NO, None),
    "change": ((stated("5.0", "亿元", "change"), A, B), YES, None),
    "factor": ((stated("1.05", "倍", "factor"), A, B), YES, None),
    "average": ((stated("5.0", "%", "average_growth"), A, B), YES, None),
    "no base": ((stated("5.0", "%", "growth"), A), UNKNOWN, Reason.NO_OBSERVATION),
    "zero base": (
        (stated("5.0", "%", "growth"), A, MONEY.observe("2024", "0")),
        UNKNOWN,
        Reason.ZERO_BASE,
    ),
    "other area": (
        (stated("5.0", "%", "growth", area="CN-TJ"), A, B),
        UNKNOWN,
        Reason.NO_OBSERVATION,
    ),
    "other scope": (
        (stated("5.0", "%", "growth", scope="新"), A, B),
        UNKNOWN,
        Reason.NO_OBSERVATION,
    ),
    "other prices": (
        (stated("5.0", "%", "growth", basis="real"), A, B),
        UNKNOWN,
        Reason.BASIS_UNKNOWN,
    ),
}


@pytest.mark.parametrize(("records", "verdict", "reason"), DATASETS.values(), ids=DATASETS)
def test_every_printed_change_is_a_claim(records, verdict, reason):
    """Each change, growth and factor of a dataset is checked with the levels; the others have a reason."""
    (claim,) = tj.claims(Dataset("test", observations=records))
    found = tj.verify(claim)
    assert claim.reported == records[0]
    assert (found.verdict, found.reason) == (verdict, reason)


def test_points_of_a_rate():
    """A rate changes in points."""
    records = (
        RATE.observe("2025", "5.5"),
        RATE.observe("2024", "5.0"),
        change_of(RATE, F("0.5", "个百分点"), "change"),
    )
    (claim,) = tj.claims(Dataset("test", observations=records))
    assert tj.verify(claim).verdict is YES


def test_two_publishers_are_never_chosen_silently():
    """If two sources print different bases, neither is used."""
    records = [
        stated("5.0", "%", "growth"),
        A,
        MONEY.observe("2024", "100.0", source=Source("one")),
    ]
    records.append(MONEY.observe("2024", "90.0", source=Source("two")))
    (claim,) = tj.claims(Dataset("test", observations=tuple(records)))
    found = tj.verify(claim)
    assert (found.verdict, found.reason) == (UNKNOWN, Reason.SEVERAL_SOURCES)


def test_a_dataset_never_raises_in_a_claim():
    """A change per year does not compare with a plain difference; in a dataset that is unknown, not an error."""
    change = Observation(
        MONEY, Period.year(2025), F("5", "亿元/年"), measure="change", base=Period.year(2024)
    )
    (claim,) = tj.claims(Dataset("test", observations=(change, A, B)))
    found = tj.verify(claim)
    assert found.verdict in (UNKNOWN, YES)
    assert (found.reason is None) is (found.verdict is YES)


def test_a_derived_level_does_not_prove_what_it_was_derived_from():
    """A base computed from the claim cannot check the claim."""
    change = stated("5.0", "亿元", "change")
    base = MONEY.observe("2024", A.figure - change.figure, derived_from=(A, change))
    (claim,) = tj.claims(Dataset("test", observations=(change, A, base)))
    assert tj.verify(claim).verdict is UNKNOWN


# --- growth beside an increase -----------------------------------------------------------------------------------------


def beside(level, increase, rate, **more):
    """A dataset of one level, with the increase and the growth printed with it."""
    stated = [
        change_of(MONEY, F(increase, "亿元"), "change", **more),
        change_of(MONEY, F(rate, "%"), **more),
    ]
    return Dataset("d", observations=(MONEY.observe("2025", level, **more), *stated))


@pytest.mark.parametrize(("rate", "verdict"), [("27.7", YES), ("27.8", NO), ("27.6", NO)])
def test_growth_from_the_increase_beside_it(rate, verdict):
    """24043, up 5220, 27.7 %: a bulletin that prints no base level is checked as well."""
    first, second = map(tj.verify, tj.claims(beside("24043", "5220", rate)))
    assert (first.verdict, first.reason) == (UNKNOWN, Reason.NO_OBSERVATION)
    assert (second.verdict, len(second.claim.inputs)) == (verdict, 2)


def test_an_increase_of_other_scope_or_base_is_not_beside():
    """The increase must have the same scope and base."""
    for other in (
        {"scope": "三项"},
        {"area": "CN"},
        {"basis": "real"},
        {"base": Period.year(2020)},
    ):
        level = MONEY.observe("2025", "24043")
        stated = (
            change_of(MONEY, F("5220", "亿元"), "change", **other),
            change_of(MONEY, F("27.7", "%")),
        )
        answers = [tj.verify(c) for c in tj.claims(Dataset("d", observations=(level, *stated)))]
        assert [a.verdict for a in answers] == [UNKNOWN, UNKNOWN]


def test_an_increase_above_the_level_implies_nothing():
    """The earlier level would be negative."""
    answer = tj.verify(tj.claims(beside("100", "120", "27.7"))[1])
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.NOTHING_IMPLIED)


@pytest.mark.parametrize(
    ("printed", "part", "whole", "shown"),
    [
        ("103.8", "4.36", "4.2", "103.8%"),
        ("53.0", "2186.2", "4286.7", "51.00%"),
        ("8.6", "1", "15", "6.7%"),
        ("38", "3", "8", "38%"),
    ],
)
def test_implied_is_shown_as_it_was_printed(printed, part, whole, shown):
    """What is implied has the unit of the printed figure and no fewer decimals: 103.8%, not 1.0 times."""
    claim = Claim(F(printed, "%"), F(part, "亿元") / F(whole, "亿元"))
    answer = tj.verify(claim)
    cells = dict(row[:2] for row in answer.table("en").rows)
    assert cells["implied"] == shown
    assert answer.implied_as_printed.unit == F(printed, "%").unit


@pytest.mark.parametrize("kind", ["change", "growth", "factor"])
@pytest.mark.parametrize(("first", "last"), list(combinations(range(2020, 2026), 2)))
def test_a_change_of_a_stock_is_between_the_ends_of_its_years(kind, first, last):
    """Printed for the years or as of the last day, it is implied by the levels at both ends alone."""
    levels = {year: Figure(100 + (year - 2020) ** 2, "万人") for year in range(2020, 2026)}
    known = [STOCK.observe(str(year), level) for year, level in levels.items()]
    now, before = levels[last].value, levels[first].value
    exact = {"change": now - before, "growth": (now / before - 1) * 100, "factor": now / before}[
        kind
    ]
    unit, far = {"change": ("万人", 5), "growth": ("%", 5), "factor": ("倍", Decimal("0.5"))}[kind]
    for period in (AsOf(str(last)), Period.years(first + 1, last)):
        for off, verdict in ((0, Verdict.YES), (far, Verdict.NO)):
            said = Figure(round(exact, 4) + off, unit)
            stated = Observation(STOCK, period, said, measure=kind, base=AsOf(str(first)))
            (claim,) = tj.claims(Dataset("d", observations=(*known, stated)))
            assert claim.inputs == (known[last - 2020], known[first - 2020])
            assert tj.verify(claim).verdict is verdict
