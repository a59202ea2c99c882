"""Laws of the formats: loads(dumps(x)) == x for any records, and damaged documents are read or refused."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tjstats as tj
from tests.formats import TABLES
from tests.record_strategies import datasets, records
from tests.samples import DATASET
from tjstats.errors import LoadError

quick = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
WRITTEN = {name: form.dumps(DATASET) for name, form in TABLES.items()}


@pytest.mark.parametrize("form", TABLES)
class TestRoundTrip:
    """loads(dumps(x)) == x, and the printed form of each figure is kept."""

    @quick
    @given(found=records)
    def test_lists_of_observations_and_targets(self, form, found):
        """With any text in any field, and both intervals of computed figures."""
        if form == "sdmx" and not found:
            return
        again = TABLES[form].loads(TABLES[form].dumps(found))
        assert again == found
        for left, right in zip(again, found, strict=True):
            assert left.indicator.word == right.indicator.word
            assert str(left.figure) == str(right.figure)
            if right.figure is not None:
                assert left.figure.word == right.figure.word
                assert left.figure.value.as_tuple() == right.figure.value.as_tuple()
                assert (left.figure.bounds, left.figure.unrounded) == (
                    right.figure.bounds,
                    right.figure.unrounded,
                )

    @quick
    @given(found=datasets())
    def test_datasets_with_all_their_parts(self, form, found):
        """With names, groups, sources and indicators."""
        assert TABLES[form].loads(TABLES[form].dumps(found), tj.Dataset) == found


@pytest.mark.parametrize("form", [name for name in TABLES if name != "arrow"])
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), how=st.sampled_from(["cut", "swap", "drop", "noise"]))
def test_damaged_text_is_read_or_refused(form, seed, how):
    """Text that is truncated or has changed characters gives records or a LoadError, and nothing else."""
    choice, whole = random.Random(seed), WRITTEN[form]
    at, other = sorted(choice.sample(range(len(whole)), 2))
    broken = {
        "cut": whole[:at],
        "swap": whole[:at] + whole[other:] + whole[at:other],
        "drop": whole[:at] + whole[at + 1 :],
        "noise": whole[:at] + choice.choice('{}[]",:0x\\;\t\n<&') + whole[at + 1 :],
    }[how]
    try:
        assert isinstance(TABLES[form].loads(broken), tj.Dataset | list)
    except LoadError as error:
        assert error.problems
        assert len(str(error)) < 3000


@pytest.mark.parametrize("form", [name for name in TABLES if name != "arrow"])
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), late=st.booleans())
def test_a_text_that_was_cut_off_is_refused(form, seed, late):
    """Cut anywhere, it is refused, or nothing that counts is missing: at most its last line end."""
    whole = WRITTEN[form]
    first = len(whole.rstrip()) - 60 if late else 0  # within the last row
    try:
        found = TABLES[form].loads(whole[: random.Random(seed).randrange(first, len(whole))])
    except LoadError:
        return
    assert found == DATASET
