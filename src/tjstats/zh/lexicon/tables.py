"""The words of tables in a text: what a column is for, by its header."""

from __future__ import annotations

from typing import Final

__all__ = [
    "AVERAGE_GROWTHS",
    "COUNTS",
    "DONE",
    "FORCES",
    "GOALS",
    "GROWTHS",
    "INDICATORS",
    "LABELS",
    "MISSING",
    "MONTHS",
    "NUMBERS",
    "PLAIN",
    "PROPERTIES",
    "RATES",
    "SHARES",
    "STEPS",
    "TOTALS",
    "UNITS",
    "YEARS",
]

LABELS: Final = (
    "(?:主要|经济|发展|统计|监测)*(?:指标|项目|名称|类别|地区|行业|产品|分组|项|区域|城市"
    "|险种|年龄|性别|科目|学段|区县|县区|市县|县市|市州|地市|省份|国别|品种)(?:名称|名|组)?"
)
# Over the names of indicators: what else stands over a column is whose they are.
INDICATORS: Final = "(?:(?:主要|经济|统计|监测)*指标(?:名称)?)?"
YEARS: Final = "(?:年份|年度|时间)"
NUMBERS: Final = "(?:序号|编号|代码)"
UNITS: Final = "(?:计量|计算)?单位"
PROPERTIES: Final = (
    "(?:指标)?(?:属性|性质|类型|备注|说明|责任单位|牵头单位|日期)|.*(?:位次|排名|名次|排序)"
    "|.{2,}[为占是].{2,}"
    "|.*(?:完成|进度).*%"
    "|(?:[比较].{1,8}|同比|环比)?(?:增加|减少|增减|变动|增长|变化)[额量数]|差额"
    "|(?:[比较].{1,8})?(?:增加|减少|变动)"
)

# A column of values that says nothing of what they are.
PLAIN: Final = (
    "(?:绝对[量数值额]?|总量|数量|指标值|数值|数据|实绩|实际(?:数|值)?|完成(?:数|值|情况)?|"
    "合计|总计|金额|规模|全年|年度|年|值|数|基期值?|基数|现状值?|基准值?|决算数?|执行数?)?"
)
# Growth on the value before it; over a year, or on the period before.
GROWTHS: Final = (
    "(?:比|较)?(?:上年|去年|同期|上年同期|去年同期)?(?:同比)?(?:名义)?"
    "(?:增长|增速|增减|增幅|增长率|增长速度|±|\\+-|\\+/-|涨跌幅度?|涨跌)|同比"
)
STEPS: Final = "环比(?:增长|增速|增减|增幅|增长率|±|\\+-|涨跌幅度?)?"
AVERAGE_GROWTHS: Final = "(?:年均|年平均)(?:增长|增速|增长率|增长速度)(?:[\\[〔(（]累计[\\]〕)）])?"
SHARES: Final = "(?:比重|占比|构成|占全[国省市]比重)"

# In a table of a month: that month, and the total since January.
MONTHS: Final = ("本月", "当月")
TOTALS: Final = ("累计", "本年累计", "1—本月", "1-本月", "1至本月", "自年初累计")

# Rows that a unit of the whole table may not be meant for.
RATES: Final = "(?:率|比重|比例|占比|指数|系数|之比)$"
COUNTS: Final = "(?:人数|人口|人员|户数|个数|家数|次数|面积|件数|数量)$"

# In a table of targets, a column of how they bind.
FORCES: Final = frozenset(("预期性", "约束性"))

# A column of what is asked.
GOALS: Final = ("目标", "规划", "计划", "预期", "预算")
# A column of what was done.
DONE: Final = ("完成", "实际", "实绩", "实现", "达到", "现状")
MISSING: Final = ("", "-", "--", "—", "——", "…", "……", "...", "/", "无", "n/a", "N/A")
