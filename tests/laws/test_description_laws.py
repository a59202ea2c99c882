"""The law of `describe`: its call runs and gives every value of the file, or a note says why not."""

import csv
import io
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tjstats.formats import describe

RATE = tj.Indicator("x", "%", "rate")
SIGNS = [(".", ""), (",", ""), (".", ","), (",", "."), (".", " "), (",", " "), (".", "'")]
MARKS = [".", "..", ":", "-", "n/a", "N/A", "NA", "...", "c", "x", "not available"]
# Each with the first years that it prints, and the names of its columns in an encoding.
TIMES = {
    "2020": lambda n: str(2000 + n),
    "2020-01-01": lambda n: f"{2000 + n // 12}-{n % 12 + 1:02d}-01",
    "31.12.2020": lambda n: f"31.12.{2000 + n}",
    "12/31/2020": lambda n: f"12/31/{2000 + n}",
    "2020Q1": lambda n: f"{2000 + n // 4}Q{n % 4 + 1}",
    "2020年": lambda n: f"{2000 + n}年",
    "Jan-20": lambda n: f"{'Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec'.split()[n % 11]}-{20 + n // 11}",
}  # fmt: skip
HEADERS = {
    "utf-8": ("Year", "Value"),
    "utf-8-sig": ("observation_date", "GDPC1"),
    "utf-16": ("Jahr", "Wert"),
    "cp1252": ("Jahr", "Erwerbstätige"),
    "gb18030": ("年份", "就业人数"),
    "cp932": ("年次", "データの値"),
}
ABOVE, BELOW = ([], ["A title"], ["A title", ""]), ([], ["Source: the office"], ["", "Note: x"])


def printed(number, decimals, decimal, thousands):
    """A whole number of last places as a table prints it."""
    whole, part = divmod(abs(number), 10**decimals)
    digits = f"{whole:,}".replace(",", thousands) if thousands else str(whole)
    sign = "-" if number < 0 else ""
    return f"{sign}{digits}{f'{decimal}{part:0{decimals}d}' if decimals else ''}"


@st.composite
def files(draw):
    """The bytes of a table, and the values in it."""
    encoding = draw(st.sampled_from(sorted(HEADERS)))
    delimiter = draw(st.sampled_from(",;\t|"))
    decimal, thousands = draw(st.sampled_from(SIGNS))
    decimals = draw(st.integers(0, 3))
    time = TIMES[draw(st.sampled_from([*TIMES] if encoding == "gb18030" else [*TIMES][:5]))]
    count = draw(st.integers(2, 8))
    numbers = draw(st.lists(st.integers(-(10**7), 10**9), min_size=count, max_size=count))
    marks = st.sampled_from([None, None, None, draw(st.sampled_from(MARKS))])
    cells, values = [], []
    for number in numbers:
        mark = draw(marks) if values else None  # one number at least
        cells.append(mark or printed(number, decimals, decimal, thousands))
        values.append(None if mark else Fraction(number, 10**decimals))
    rows = [list(HEADERS[encoding]), *([time(n), cell] for n, cell in enumerate(cells))]
    if draw(st.booleans()):
        rows = [[*row, "DE" if n else "Area"] for n, row in enumerate(rows)]
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=delimiter)
    writer.writerows([line] for line in draw(st.sampled_from(ABOVE)))
    writer.writerows(rows)
    writer.writerows([line] for line in draw(st.sampled_from(BELOW)))
    return sink.getvalue().encode(encoding), values


@given(files())
def test_the_call_that_is_described_gives_every_value_or_says_why_not(file):
    """The values of the records are the fractions that were printed; what may be meant in two ways has a note."""
    data, values = file
    found = describe(data)
    assert found.reader == "csv"
    assert not any(note.startswith("not read") for note in found.notes), found
    if any("may be" in note for note in found.notes):
        return
    call = found.call.replace("'INDICATOR': …", "'INDICATOR': 'x'").replace("[…]", "[RATE]")
    read = eval(call.replace(".read(path", ".loads(data"), {"tj": tj, "data": data, "RATE": RATE})
    numbers = [None if o.figure is None else Fraction(o.figure.value) for o in read]
    assert numbers == values
