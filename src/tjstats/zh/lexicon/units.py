"""Words of units that are none directly behind a number, or only in texts."""

from __future__ import annotations

from typing import Final

__all__ = ["ALIASES", "BEHIND_FIRMS", "FIRMS", "LATIN", "NO_HEADS"]

# Words of the unit tables that stand below a line or in other texts, not directly behind a number.
NO_HEADS: Final = frozenset(
    "月 季 季度 员 回 系数 人民币 企业 块 番 个百分比 户经营主体 户个体工商户 户家庭".split()
)

LATIN: Final = frozenset(
    "km kg mm cm m ha kW kWh MW GW MWh GWh MPa kV kVA dB Mbps GB TB PB EFLOPS EFlops TEU tce mg ml mL g kJ "
    "μg m² km² m³ US$ HK$".split()
)

# Further words: 个 before a unit, and what is counted in days, hours, points.
ALIASES: Final = {
    "个小时": "hour",
    "个工作日": "day",
    "工作日": "day",
    "个自然日": "day",
    "个学时": "class_hour",
    "个课时": "class_hour",
    "个床位": "bed",
    "个家庭": "household",
    "个标准箱": "TEU",
    "个标箱": "TEU",
    "个点": "percentage_point",
    "个千瓦时": "kWh",
    "°C": "degC",
    "°c": "degC",
    "分": "index",
    "人份": "item",
    "个班次": "item",
}

FIRMS: Final = frozenset(("家企业", "户企业"))

BEHIND_FIRMS: Final = ("以上", "以下", "以内", "左右", "(", "/")
