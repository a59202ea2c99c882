"""What makes a number a rank, a date, a score or a length."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ABBREVIATIONS",
    "ANGLES",
    "BUILDINGS",
    "DATING",
    "DATING_AFTER",
    "ELECTRIC",
    "LEVEL",
    "NAMED",
    "NO_STRUCTURE",
    "PEOPLE_AFTER_RANK",
    "PLACES",
    "PRICES",
    "RANK_MOVES",
    "SCORE",
    "WARMTH",
]

SCORE: Final = re.compile("满意度|评价|考核|得分|评分|分值|总分|满分|平均分|指数|成绩|测评")

# Names of amounts in letters, behind which digits with a scale or money are no code.
ABBREVIATIONS: Final = "GDP GNI GNP FDI ODI GMV MLF".split()

LEVEL: Final = re.compile("指数|收于|收报|报收|点位|点数|涨|跌")

# 度 is of a place or an angle behind these, of electricity where that is spoken of.
ANGLES: Final = re.compile("[东西]经|[南北]纬|[经纬]度|角$|坡度")
ELECTRIC: Final = re.compile("[电能]")

WARMTH: Final = re.compile("温|高温|零下|零上|暖|寒")

DATING: Final = tuple(
    "近 过去 未来 今后 这 最近 前 头 后 每 第 整整 本 上 下 随后 此后 之后 此前 接下来".split()
)

DATING_AFTER: Final = (
    "新高",
    "新低",
    "最高",
    "最低",
    "来",
    "间",
    "下来",
    "规划",
    "期间",
    "以来",
    "多来",
)

PEOPLE_AFTER_RANK: Final = frozenset("名 位 人".split())

NAMED: Final = frozenset(
    "个 项 件 条 位 大 类 支 组 张 次 户 家 人 区 部 处 台 套 门 层 本".split()
)

RANK_MOVES: Final = tuple("第 前移 后移 上升 提升 下降 跃升 升 进 前进 后退 进位".split())

# Before numbers with colons that are scores, scales of maps, proportions to be applied.
NO_STRUCTURE: Final = re.compile(
    "比分|战胜|险胜|击败|负于|战平|不敌|逼平|比例尺|地形图|地图|[按以]$"
)

# Before 分 that is money.
PRICES: Final = re.compile("每(?:股|度|千瓦时|立方米|升|票|分钟)|股息|派息|派发|单价|电价|运价")

# A storey of one of these is a place.
BUILDINGS: Final = tuple("楼 馆 厦 座 栋 厅 号".split())

# Places are counted with Arabic digits only: 三省 and 两县 are names.
PLACES: Final = tuple("市 县 区 省 国 州 旗 乡 镇 村 地".split())
