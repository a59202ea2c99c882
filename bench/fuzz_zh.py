"""Any text into `zh.read` and `zh.check`: no exception, no offset out of range, every number held, in
bounded time.

    python bench/fuzz_zh.py COUNT [SEED]
    pip install atheris; python bench/fuzz_zh.py --coverage -atheris_runs=1000000

The first form splices the passages of `tests/zh_claims/`, numerals, separators and markup at random, and
prints the seed of each text that fails. The second is guided by coverage.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.zh_claims.passages import HOME, drawn, lines

DIGITS = frozenset("0123456789０１２３４５６７８９零〇一二两兩三四五六七八九十百千万萬亿億几数半番")
# Half of the inputs are put together of these, so that the fuzzer meets the language early.
PIECES = (
    "5 1.2 1,234 一 十 百 千 万 亿 几 数 多 余 半 成 倍 翻 番 百分之 分之 点 % ‰ 个百分点 元 万人 亿元 家 户 个 年 月 日 天 ℃ 度 "
    "/ · — - 至 到 从 、 和 ， 。 ： ∶ 1 （含） （不含） 以上 以下 以内 左右 的目标以内 超过 不低于 约 近 控制在 上 级 "
    "每 年均 第 前 “ ” 《 》 企业 指数 系数 投资 居民 十四五 同比 增长 下降 2021 目前 较 分别 其中 "
    "由 从 提高到 0 0% 0人 占 占全国的 覆盖 的人口 合计 结构为 目标 完成全年目标的 是2020年的 2020年末 年均增长 三项 累计结余"
).split(" ")
SEPARATORS = (
    *" \t\n\r\u3000\u00a0\u200b\ufeff|,;:.、，。；：！？（）()[]【】<>《》—–~～/\\·…'\"&#*_=+-%‰∶\0",
    *(
        "\n\n",
        "\r\n",
        "<b>",
        "</td><td>",
        "&nbsp;",
        "[3]",
        "①",
        "▲",
        "**",
        "||",
        "\ud800",
        "😀",
        "é",
        "①②",
        "a/b.txt",
        "|out.html|",
        "指标|单位|2020年|2025年\n",
        "\t12\t",
    ),
)
UNITS = "元 亿元 万人 % ‰ 个百分点 倍 公顷 万吨 人次 件 家 天 年 月 ℃ 度 公里 美元 萬噸 億美元 股 番 成 平方米".split(
    " "
)
SLOWEST = 1.0  # seconds of the processor for each thousand characters, on a busy machine


def fragments() -> list[str]:
    """Clauses of the standing corpus, and its whole sentences."""
    passages = [
        drawn(*line, 1).text for path in sorted(HOME.glob("*.txt")) for line in lines(path.name)
    ]
    return [
        part for text in passages for part in (text, *re.split("(?<=[，。；、])", text)) if part
    ]


def numeral(chance: random.Random) -> str:
    """A number in one of the forms that a text may have, right or wrong."""
    digits = "".join(chance.choices("0123456789", k=chance.choice((1, 2, 3, 3, 4, 9, 30))))
    match chance.randrange(8):
        case 0:
            return f"{digits}.{chance.randrange(1000)}"
        case 1:
            return f"{chance.choice('-−+±－＋')}{digits}"
        case 2:
            return "".join(
                chance.choices("零一二三四五六七八九十百千万亿两几半点", k=chance.randint(1, 8))
            )
        case 3:
            return f"{int(digits):,}"
        case 4:
            return digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        case 5:
            return f"{digits}{chance.choice('—-~至–')}{chance.randrange(1000)}"
        case _:
            return digits


def spliced(seed: int, pieces: list[str]) -> str:
    """A text put together at random: pieces cut, their numbers and marks replaced, joined."""
    chance = random.Random(seed)
    parts = []
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6))):
        match chance.randrange(6):
            case 0:
                parts.append(numeral(chance) + chance.choice(UNITS))
            case 1:
                parts.append("".join(chance.choices(PIECES, k=chance.randint(1, 8))))
            case 2:
                parts.append("".join(chance.choices(SEPARATORS, k=chance.randint(1, 3))))
            case _:
                parts.append(_damaged(chance, chance.choice(pieces)))
    return "".join(parts)


def _damaged(chance: random.Random, text: str) -> str:
    """A fragment with a part of it cut, swapped, repeated or replaced."""
    for _ in range(chance.randrange(3)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(12))
        middle = chance.choice(
            (
                "",
                numeral(chance),
                chance.choice(SEPARATORS),
                text[start:end] * 2,
                chance.choice(UNITS),
            )
        )
        text = text[:start] + middle + text[end:]
    return text


def checked(zh, text: str) -> None:
    """Reads one text and checks what came of it."""
    end = 0
    for reading in zh.read(text):
        if not end <= reading.start < reading.end <= len(text):
            raise AssertionError((text, reading))
        if text[reading.start : reading.end] != reading.text or not DIGITS.intersection(
            reading.text
        ):
            raise AssertionError((text, reading))
        _ = reading.figure.bounds, reading.figure.unrounded, str(reading.figure)
        end = reading.end
    for answer in zh.check(text):
        _ = str(answer), answer.fits


def at_random(count: int, first: int) -> None:
    """Checks so many spliced texts, each of a seed of its own; prints those that fail or are slow."""
    from tjstats import zh
    from tjstats.errors import NotTextError

    checked(zh, "分别占62.8%和37.2平方米。")  # imports what is imported late
    pieces, bad, slowest = fragments(), 0, (0.0, 0)
    for seed in range(first, first + count):
        text = spliced(seed, pieces)
        began = time.process_time()
        try:
            checked(zh, text)
        except NotTextError:  # the whole text may be a path given by mistake
            continue
        except Exception as error:
            bad += 1
            print(f"seed {seed}: {type(error).__name__}: {error}: {text!r}", flush=True)
        spent = (time.process_time() - began) / max(len(text), 100) * 1000
        slowest = max(slowest, (spent, seed))
        if spent > SLOWEST:
            bad += 1
            print(f"seed {seed}: {spent:.2f} s for each thousand characters: {text!r}", flush=True)
    print(
        f"{count} texts from seed {first}: {bad} failed; slowest {slowest[0] * 1000:.0f} ms, seed {slowest[1]}"
    )


def by_coverage() -> None:
    """The same on what atheris makes, guided by coverage."""
    import atheris

    with atheris.instrument_imports(include=["tjstats.zh"]):
        from tjstats import zh

    def one_input(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        if provider.ConsumeBool():
            text = "".join(
                PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)]
                for _ in range(provider.remaining_bytes() // 2)
            )
        else:
            text = provider.ConsumeUnicode(400)
        checked(zh, text)

    atheris.Setup([arg for arg in sys.argv if arg != "--coverage"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    if "--coverage" in sys.argv:
        by_coverage()
    else:
        at_random(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
