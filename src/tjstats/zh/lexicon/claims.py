"""The words of claims: rise and fall, totals and their parts, what growth is real, as tables and
patterns.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["FALL", "IDENTITIES", "NOMINAL", "REAL", "RISE", "WHOLES", "Identity"]

RISE: Final = "提高|提升|增加|增长|扩大|扩展|攀升|跃升|上升|上涨|上调|壮大|拓展|增|升|涨"
FALL: Final = "下降|降低|减少|回落|压减|缩小|收窄|下调|减轻|缩短|下跌|降|减"

# Growth of these is published at constant or comparable prices, or on a comparable scope, unless
# the text says otherwise. Source: the notes of the statistical bulletins of China's National Bureau
# of Statistics.
REAL: Final = re.compile(
    "生产总值|GDP|增加值|总产值|可支配收入|纯收入|居民收入|消费支出|劳动生产率|固定资产投资|房地产开发投资|企业.{0,6}(?:利润|营业收入)|"
    "利润总额|社会消费品零售总额|不变价|可比"
)
NOMINAL: Final = re.compile("名义|现价|未扣除|按当年价")


class Identity(NamedTuple):
    """A whole and its parts by their names; *sign* −1 takes the last part off."""

    whole: str
    parts: tuple[str, ...]
    sign: int = 1


# Totals that are the sum (or the difference) of parts that leave nothing out.
IDENTITIES: Final = (
    Identity("进出口", (r"(?<!进)出口", r"(?<!出口)进口")),
    Identity("贸易顺差|顺差", (r"(?<!进)出口", r"(?<!出口)进口"), -1),
    Identity("生产总值|GDP", ("第一产业", "第二产业", "第三产业|服务业")),
    Identity("就业人员", ("第一产业", "第二产业", "第三产业")),
    Identity("人口", ("城镇", "乡村|农村")),
    Identity("人口", ("男性", "女性")),
    Identity("一般公共预算收入", (r"(?<!非)税收收入", "非税收入")),
    Identity(
        "医保|医疗保险|参保", ("职工(?:基本)?医(?:保|疗保险)", "居民(?:基本)?医(?:保|疗保险)")
    ),
    Identity("养老保险|参保", ("职工(?:基本)?养老保险", "居民(?:基本)?养老保险")),
    Identity("粮食", ("夏粮", "早稻", "秋粮")),
    Identity("粮食", ("夏粮", "秋粮")),
)
# Sets of shares that make 100 percent.
WHOLES: Final = (
    ("第一产业", "第二产业", "第三产业|服务业"),
    ("男", "女"),
    ("城镇", "乡村|农村"),
    ("东部", "中部", "西部", "东北"),
)
