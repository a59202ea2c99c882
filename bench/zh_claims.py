"""How well `zh.check` does on the passages of `tests/zh_claims/`: true claims found, falsified ones
caught, true passages with a claim called wrong.

    python bench/zh_claims.py [DRAWS]

Each passage is drawn with new figures DRAWS times (2 if not given); each of its claims is falsified by one
digit in turn.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.zh_claims.passages import HOME, drawn, falsified, lines

from tjstats import Verdict, zh


def says(text: str, place: tuple[int, int], verdict: Verdict) -> bool:
    """Whether an answer of that verdict rests on the figure at a place."""
    start, end = place
    return any(
        a.verdict is verdict and any(r.start <= end and r.end > start for r in a.readings)
        for a in zh.check(text)
    )


def main() -> None:
    """Print one line a file."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    for path in sorted(HOME.glob("*.txt")):
        passages = [drawn(*line, seed) for line in lines(path.name) for seed in range(draws)]
        claims = [(p, number) for p in passages for number in range(len(p.claims))]
        found = sum(says(p.text, p.claims[n], Verdict.YES) for p, n in claims)
        caught = sum(says(falsified(p, n, 1), p.claims[n], Verdict.NO) for p, n in claims)
        alarms = sum(any(a.verdict is Verdict.NO for a in zh.check(p.text)) for p in passages)
        told = (
            "no claims of their own"
            if not claims
            else (
                f"{found / len(claims):6.1%} found true, {caught / len(claims):6.1%} caught false"
            )
        )
        print(
            f"{path.stem:<12} {len(claims):4} claims: {told}; "
            f"{alarms} of {len(passages)} true passages with an alarm"
        )


if __name__ == "__main__":
    main()
