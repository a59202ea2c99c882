"""What was agreed: every word of the lower layers, what records and answers print, and what tables are written.

`python -m tests.agreed` writes the lists again after one was changed on purpose; a reviewer sees what changed.
"""

from collections.abc import Iterator
from pathlib import Path

import tjstats as tj
from tests.formats import LISTS
from tests.samples import ALL, DATASET
from tests.words import LIST, lines
from tjstats.values.languages import LANGUAGES

PRINTED, WRITTEN = (Path(__file__).with_name(f"{name}.txt") for name in ("printed", "written"))
WRITERS = ("csv", "sdmx_csv", "datapackage")
EVALUATED = {
    "tianjin-14th-plan": (14, None, "2023-12-31"),
    "tianjin-plans": (12, None),
    "mohrss": (14, None, "2022-12-31"),
    "china-plans": (13, None, "2018-12-31"),
    "europe-2020": (13, "2019-06-30"),
}


def printed() -> Iterator[str]:
    """The text and the table of every sample, and reports on plans, in both languages."""
    for lang in LANGUAGES:
        for name, record in ALL:
            yield from _parts(f"{name} {lang}", record, lang)
        for name, (plan, *days) in EVALUATED.items():
            dataset = tj.datasets.load(name)
            yield from _parts(f"review of {name} {lang}", tj.review(dataset), lang)
            for day in days:
                found = tj.evaluate(dataset, tj.plan(plan), None if day is None else tj.AsOf(day))
                yield f"=== {name}, plan {plan}, {day} {lang}"
                yield from found.markdown(lang).splitlines()
            yield from found.text(lang).splitlines()


def _parts(name: str, record: object, lang: str) -> Iterator[str]:
    if callable(getattr(record, "text", None)):
        yield f"=== {name}: {record.text(lang)}"
    if hasattr(record, "table"):
        table = record.table(lang)
        yield f"--- {name}: {table.caption}"
        yield from (" | ".join(row).rstrip() for row in (table.header, *table.rows))


def written() -> Iterator[str]:
    """A dataset and a list of records in each format of text that needs no other package."""
    for name in WRITERS:
        for title, records in (("dataset", DATASET), ("list", LISTS["mixed"])):
            yield f"=== {title} in {name}"
            yield from getattr(tj.formats, name).dumps(records).splitlines()


if __name__ == "__main__":
    LIST.write_text("\n".join(lines()) + "\n", "utf-8")
    PRINTED.write_text("\n".join(printed()) + "\n", "utf-8")
    WRITTEN.write_text("\n".join(written()) + "\n", "utf-8")
