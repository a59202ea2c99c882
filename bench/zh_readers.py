"""Readers of Chinese numbers side by side, in one run: how many labelled numbers each finds, and
how fast.

    pip install cn2an chinese2digits jionlp recognizers-text-suite "emoji<2"
    python bench/zh_readers.py

A number counts as found where one of the values that a reader gives for the clause is one of the
label's ends. That is less than what `zh.read` gives (unit, bound, place, period), which the others
do not all have; its own score with unit and bound is the last line. Readers that are not installed
are left out. Texts differ from pass to pass, so that no cache of texts helps.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.published.zh_labels import LABELS, ends, right

from tjstats import zh

PASSES = 3
Reader = Callable[[str], Iterable[object]]


def ours() -> Reader:
    """Every end of every figure."""
    return lambda text: [
        end for reading in zh.read(text) for end in ends(reading) if end is not None
    ]


def expression() -> Reader:
    """What most write first: one regular expression for a number, its scale word and its unit."""
    import re

    scales = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
    figure = re.compile(
        r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        r"(?P<scale>万亿|千万|百万|[百千万亿]?)(?:余|多)?"
        r"(?P<unit>个百分点|%|‰|美元|欧元|元|人次|人|名|户|家|个|件|项|亩|公顷|吨|公里|平方米|千瓦时|千瓦|岁|年|倍|辆|台|套)"
    )
    return lambda text: [
        Decimal(each["number"].replace(",", "")).scaleb(scales[each["scale"]])
        for each in figure.finditer(text)
    ]


def cn2an() -> Reader:
    """The numbers of the text after its Chinese numerals were written in digits."""
    import re

    import cn2an

    number = re.compile(r"\d+(?:\.\d+)?%?")
    return lambda text: [
        each.rstrip("%") for each in number.findall(cn2an.transform(text, "cn2an"))
    ]


def chinese2digits() -> Reader:
    """What it takes from a text."""
    import chinese2digits

    return lambda text: chinese2digits.takeNumberFromString(text)["digitsStringList"]


def jionlp() -> Reader:
    """Amounts of money, the only figures it takes from a text."""
    import jionlp

    def run(text: str) -> list[object]:
        values: list[object] = []
        for each in jionlp.ner.extract_money(text, with_parsing=True):
            number = each["detail"]["num"]
            values += number if isinstance(number, list) else [number]
        return values

    return run


def recognizers() -> Reader:
    """Numbers and percentages of Recognizers-Text."""
    from recognizers_number import NumberRecognizer
    from recognizers_text import Culture

    found = NumberRecognizer(Culture.Chinese)
    models = found.get_number_model(), found.get_percentage_model()
    return lambda text: [
        each.resolution["value"].rstrip("%")
        for model in models
        for each in model.parse(text)
        if each.resolution.get("value")
    ]


READERS = {
    "tjstats.zh": ours,
    "regular expression": expression,
    "Recognizers-Text": recognizers,
    "JioNLP (money)": jionlp,
    "chinese2digits": chinese2digits,
    "cn2an": cn2an,
}


def plain(value: object) -> Fraction | None:
    try:
        return Fraction(Decimal(str(value)))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def found_in(values: set[Fraction | None], case: dict[str, str]) -> bool:
    """Whether an end of the label is among the values, as it is or, of a percentage, as a ratio."""
    labels = {Fraction(case[end]) for end in ("lower", "upper") if case[end] is not None}
    shares = {label / 100 for label in labels} if case["unit"] == "percent" else set()
    return bool(values & (labels | shares))


def measure(reader: Reader, contexts: list[str]) -> tuple[int, float]:
    """Labelled numbers found, and characters a second of the processor."""
    values = {context: {plain(value) for value in reader(context)} for context in contexts}
    rates = []
    for count in range(1, PASSES + 1):
        texts = [f"{'据' * count}{context}" for context in contexts]
        start = time.process_time()
        for text in texts:
            reader(text)
        rates.append(sum(map(len, texts)) / (time.process_time() - start))
    return sum(found_in(values[case["context"]], case) for case in LABELS), statistics.median(rates)


def main() -> None:
    """Print one line a reader."""
    contexts = list(dict.fromkeys(case["context"] for case in LABELS))
    for name, make in READERS.items():
        try:
            reader = make()
        except ImportError as error:
            print(f"{name:<18} not installed: {error.name}")
            continue
        count, rate = measure(reader, contexts)
        print(
            f"{name:<18} {count / len(LABELS):6.1%} of {len(LABELS)} numbers found {rate:12,.0f} characters/s"
        )
    print(f"tjstats.zh with unit and bound {sum(map(right, LABELS)) / len(LABELS):.1%}")


if __name__ == "__main__":
    main()
