"""How many labelled figures of Chinese clauses are read right, by kind of unit and by kind of
bound.

python bench/zh_scores.py
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.published.zh_labels import LABELS, extra, kind_of, qualifier_of, right


def show(title: str, kinds: list[str]) -> None:
    """One line a kind: right of all."""
    total, good = (
        Counter(kinds),
        Counter(kind for kind, case in zip(kinds, LABELS, strict=True) if right(case)),
    )
    print(title)
    for kind, count in total.most_common():
        print(f"  {kind:<20} {good[kind]:4} of {count}")


def main() -> None:
    """Print both tables and the readings that are no figure."""
    show("by unit", [kind_of(case["unit"]) for case in LABELS])
    show("by bound", [qualifier_of(case) for case in LABELS])
    print("readings that are no figure:", len(extra()))


if __name__ == "__main__":
    main()
