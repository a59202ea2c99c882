"""Laws of the formats: loads(dumps(x)) == x for any records."""

import pytest
from hypothesis import HealthCheck, given, settings

import tjstats as tj
from tests.formats import TABLES
from tests.record_strategies import datasets, records

quick = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


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
