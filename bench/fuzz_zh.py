"""Any text into `zh.read` and `zh.check`, guided by coverage: no exception, no offset out of range,
every number held.

pip install atheris
python bench/fuzz_zh.py -atheris_runs=1000000
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["tjstats.zh"]):
    from tjstats import zh

DIGITS = frozenset("0123456789０１２３４５６７８９零〇一二两兩三四五六七八九十百千万萬亿億几数半番")
# Half of the inputs are put together of these, so that the fuzzer meets the language early.
PIECES = (
    "5 1.2 1,234 一 十 百 千 万 亿 几 数 多 余 半 成 倍 翻 番 百分之 分之 点 % ‰ 个百分点 元 万人 亿元 家 户 个 年 月 日 天 ℃ 度 "
    "/ · — - 至 到 从 、 和 ， 。 ： ∶ 1 （含） （不含） 以上 以下 以内 左右 的目标以内 超过 不低于 约 近 控制在 上 级 "
    "每 年均 第 前 “ ” 《 》 企业 指数 系数 投资 居民 十四五 同比 增长 下降 2021 目前 较 分别 其中 "
    "由 从 提高到 0 0% 0人 占 占全国的 覆盖 的人口 合计 结构为 目标 完成全年目标的 是2020年的 2020年末 年均增长 三项 累计结余"
).split(" ")


def one_input(data: bytes) -> None:
    """Reads one text and checks what came of it."""
    provider = atheris.FuzzedDataProvider(data)
    if provider.ConsumeBool():
        text = "".join(
            PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)]
            for _ in range(provider.remaining_bytes() // 2)
        )
    else:
        text = provider.ConsumeUnicode(400)
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


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
