"""What makes a number a rank, a date, a score or a length."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DATING", "LEVEL", "NAMED", "PEOPLE_AFTER_RANK", "RANK_MOVES", "SCORE", "WARMTH"]

SCORE: Final = re.compile("得分|评分|分值|总分|满分|平均分|指数|成绩|测评")

LEVEL: Final = re.compile("指数|收于|收报|报收|点位|点数|涨|跌")

WARMTH: Final = re.compile("温|高温|零下|零上|暖|寒")

DATING: Final = tuple(
    "近 过去 未来 今后 这 最近 前 头 后 每 第 整整 本 上 下 随后 此后 之后 此前 接下来".split()
)

PEOPLE_AFTER_RANK: Final = frozenset("名 位 人".split())

NAMED: Final = frozenset(
    "个 项 件 条 位 大 类 支 组 张 次 户 家 人 区 部 处 台 套 门 层 本".split()
)

RANK_MOVES: Final = tuple("第 前移 后移 上升 提升 下降 跃升 升 进 前进 后退 进位".split())
