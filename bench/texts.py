"""How much faster two processes read a column of texts than one, and what the columns cost beside
`zh.read`, in one run.

    python bench/texts.py [TEXTS]

The texts are sentences of our own, each with other numbers, so that no cache helps. Rounds take
turns, A B A B …, and the median of the ratios is printed with its extremes. A ratio above 1 says
that the second is faster. The first line is what the machine gives just now: the same count, in one
process and by halves in two.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import polars

from tjstats import zh
from tjstats.frames import texts

ROUNDS, COUNT = 5, 40_000_000
SENTENCES = (
    "{y}年，全市城镇新增就业{a}.{b}万人，同比增长{c}.{d}%，完成年度目标的1{e}{c}.{d}%。",
    "截至{y}年{c}月底，全市参保人数{a}.{b}万人，较上年末增加{c}.{d}万人，失业率控制在{c}.{d}%以内。",
    "“十四五”期间，累计培训超过{a}万人次，其中高技能人才{e}.{b}万人，占比达到{b}%以上。",
    "{y}年地区生产总值{a}{b}.{d}亿元，按不变价格计算，比上年增长{c}.{d}%；其中第一产业增加值{e}{c}.{b}亿元，增长{e}.{d}%。",
    "最低工资标准由每月{a}{b}元提高到{e}{a}{b}元，增幅约{c}.{d}%，惠及近{b}万名职工。",
    "会议强调，要坚持以人民为中心，推动高质量发展，{e}家单位{b}名代表参加了会议。",
)


def sentences(count: int) -> list[str]:
    """Sentences with numbers drawn in the same order in each run."""
    draw = random.Random(1)
    return [
        draw.choice(SENTENCES).format(
            y=draw.randint(2016, 2025),
            a=draw.randint(100, 999),
            b=draw.randint(10, 99),
            c=draw.randint(1, 9),
            d=draw.randint(1, 9),
            e=draw.randint(1, 9),
        )
        for _ in range(count)
    ]


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def show(name: str, theirs: Callable[[], object], ours: Callable[[], object]) -> None:
    """One line: the median ratio of the times and its extremes, after one round that is not
    counted.
    """
    found = sorted([seconds(theirs) / seconds(ours) for _ in range(ROUNDS + 1)][1:])
    print(f"{name:<64} {statistics.median(found):5.2f}   ({found[0]:.2f} – {found[-1]:.2f})")


def counting(processes: int) -> Callable[[], object]:
    """A call that counts to the same number in so many processes."""
    code = f"for _ in range({COUNT // processes}): pass"

    def run() -> None:
        started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(processes)]
        for each in started:
            each.wait()

    return run


def main() -> None:
    """Print all ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    given = sentences(count)
    frame = polars.DataFrame({"TEXT": given})
    one = lambda: texts.read(frame, "TEXT", workers=1)  # noqa: E731
    two = lambda: texts.read(frame, "TEXT", workers=2)  # noqa: E731
    assert one().equals(two())
    print(
        f"{count} texts, {sum(map(len, given))} characters, {one().height} figures; one process takes {seconds(one):.2f} s"
    )
    show("counting in one process  over  in two", counting(1), counting(2))
    show("one process  over  two processes", one, two)
    show(
        "zh.read in a loop  over  the frame with all its columns",
        lambda: [zh.read(text) for text in given],
        one,
    )


if __name__ == "__main__":
    main()
