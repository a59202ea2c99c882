"""Indicators and shortcuts for their observations, for the tests of questions and formats."""

from tjstats import AsOf, Figure, Indicator, Observation, Period, Series

JOBS = Indicator("test.jobs", "万人", "flow", "higher", zh="新增就业", en="New jobs")
NET = Indicator("test.net_migration", "万人", "flow", "higher", net=True)
MONEY = Indicator("test.output", "亿元", "flow", "higher")
INCOME = Indicator("test.income", "亿元", "flow", "higher")
STOCK = Indicator("test.insured", "万人", "stock", "higher")
WAGE = Indicator("test.wage", "元/月", "average", "higher")
RATE = Indicator("test.unemployment", "%", "rate", "lower")

PLAN = Period.years(2021, 2025)


def flow(direction: str = "higher") -> Indicator:
    """A flow of money whose good direction is *direction*."""
    return Indicator(f"test.flow_{direction}", "亿元", "flow", direction)


def yearly(indicator: Indicator, first: int, *values: str, **more: object) -> Series:
    """A series with one value per year, from the year *first*."""
    return indicator.series(
        {str(first + place): value for place, value in enumerate(values)}, **more
    )


def change_of(
    indicator: Indicator, figure: Figure, measure: str = "growth", year: int = 2025, **more: object
) -> Observation:
    """A printed change or growth of a year relative to the previous year."""
    base = more.pop("base", Period.year(year - 1))
    return Observation(indicator, Period.year(year), figure, measure=measure, base=base, **more)


def end_of(year: int) -> AsOf:
    """The end of a year."""
    return AsOf(str(year))
