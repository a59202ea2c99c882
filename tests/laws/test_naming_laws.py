"""Laws of the names of records: whatever tells two series apart is named wherever they stand together."""

from hypothesis import given, settings
from hypothesis import strategies as st

import tjstats as tj
from tjstats import Dataset, Figure, Indicator, Observation, Period, Plan, Target
from tjstats.records.naming import Names, full_name
from tjstats.tables import Table
from tjstats.views.pages import page
from tjstats.views.pictures import scorecard
from tjstats.views.report import report

OUTPUT = Indicator("output", "亿元", "flow", "higher", zh="产值", en="Output")
COST = Indicator("cost", "亿元", "flow", "lower", zh="成本", en="Cost")
TWIN = Indicator("twin", "亿元", "flow", "higher", zh="产值", en="Output")  # of the same name
LANGUAGES = ("en", "zh")
parts = st.fixed_dictionaries(
    {
        "area": st.sampled_from([None, "DE", "ES"]),
        "breakdowns": st.sampled_from([(), (("sex", "F"),), (("sex", "M"),)]),
        "scope": st.sampled_from([None, "old", "new"]),
        "basis": st.sampled_from([None, "current", "constant 2020"]),
    }
)
years = st.sampled_from([2022, 2023, 2024]).map(Period.year)
figures = st.sampled_from(["1", "2"])


@st.composite
def observations(draw):
    """A value or a growth, of few areas, scopes, … and few figures, so that many are nearly alike."""
    indicator, year, figure = (
        draw(st.sampled_from([OUTPUT, COST, TWIN])),
        draw(years),
        draw(figures),
    )
    if draw(st.integers(0, 3)):
        return Observation(indicator, year, Figure(figure, "亿元"), **draw(parts))
    growth = {"measure": "growth", "base": year.shift(-1, "1y")}
    return Observation(indicator, year, Figure(figure, "%"), **growth, **draw(parts))


@st.composite
def targets(draw):
    indicator, year = draw(st.sampled_from([OUTPUT, COST])), draw(years)
    return Target(indicator, year, Figure.at_least(draw(figures), "亿元"), **draw(parts))


def identity(record):
    fields = ("indicator", "area", "breakdowns", "scope", "basis", "measure", "period")
    return type(record), *(getattr(record, field) for field in fields)


datasets = st.builds(
    lambda observed, aims: Dataset("d", observations=observed, targets=aims),
    st.lists(observations(), min_size=1, max_size=7, unique_by=identity),
    st.lists(targets(), max_size=4, unique_by=identity),
)


def tables(made):
    return [b for section in made.sections for b in section.blocks if isinstance(b, Table)]


@settings(max_examples=60)
@given(dataset=datasets, lang=st.sampled_from(LANGUAGES))
def test_no_two_rows_of_a_page_read_alike(dataset, lang):
    """In no table of a page, nor in those of the dataset, its review and its scorecard."""
    found = [
        *tables(page(dataset, lang)),
        tj.views.pages.review(dataset).table(lang),
        dataset.table(lang),
    ]
    found += [entry.table(lang) for entry in dataset]
    for table in found:
        assert len(set(table.rows)) == len(table.rows), table.text()
    drawn = [row.name for row in scorecard(dataset, lang).chart.rows]
    assert len(set(drawn)) == len(drawn)


@settings(max_examples=60)
@given(dataset=datasets, lang=st.sampled_from(LANGUAGES))
def test_every_record_stands_in_its_page(dataset, lang):
    """In a row that begins with its name and has its figure and its time."""
    names = Names((*dataset.observations, *dataset.targets))
    rows = [row for table in tables(page(dataset, lang)) for row in table.rows]
    for record in (*dataset.observations, *dataset.targets):
        shown = (
            record.figure.brief(lang)
            if isinstance(record, Observation)
            else record.figure.text(lang)
        )
        time, value = record.period.text(lang), record.measure == "value"
        own = [row for row in rows if shown in " ".join(row[1:]) and time in " ".join(row[1:])]
        assert own
        if value:
            assert any(row[0] == names.name(record, lang) for row in own), (record, own)


@settings(max_examples=60)
@given(dataset=datasets, lang=st.sampled_from(LANGUAGES))
def test_every_series_stands_in_the_report(dataset, lang):
    """Its name is there, however many areas, scopes, breakdowns or price bases there are."""
    names = Names((*dataset.observations, *dataset.targets))
    text = report(dataset, lang, 400)
    for record in dataset.observations:
        if record.measure == "value":
            assert f"{names.name(record, lang)} " in text


@settings(max_examples=60)
@given(dataset=datasets, lang=st.sampled_from(LANGUAGES))
def test_an_evaluation_names_its_targets(dataset, lang):
    """No two rows of its table are alike."""
    table = tj.evaluate(dataset, Plan(Period.years(2020, 2024))).table(lang)
    assert len(set(table.rows)) == len(table.rows)


@given(record=st.one_of(observations(), targets()), lang=st.sampled_from(LANGUAGES))
def test_the_text_of_a_record_names_its_series(record, lang):
    """Printed alone it names all of it."""
    text = record.text(lang)
    assert text.startswith(full_name(record, lang))
    assert all(part in text for part in (record.area, record.scope) if part)
