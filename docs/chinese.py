"""The words of the reference pages in Chinese, by the English ones; docs/render.py reads them.

What has Chinese words in the tables of the code (reasons, units, natures, names) is not here. A word
that is missing, and one that no page says, is an error.
"""

from __future__ import annotations

from typing import Final

PAGES: Final = {
    "Reference": "参考资料",
    "Units": "计量单位",
    "Qualifiers and rounding": "限定词与四舍五入",
    "Classifications": "分类",
    "What a target accepts": "目标认可什么数",
    "Schemes of pace": "进度方案",
    "Reasons": "原因",
    "Errors": "错误",
    "Plans": "规划",
    "Built-in datasets": "内置数据集",
    "Columns": "列",
    "Words of Chinese text": "中文文本的词表",
    "Tables that the code itself reads.": "由程序所读的表生成。",
}

UNITS: Final = {
    "Each counted thing and each currency has a separate dimension. Compounds use a slash or per: 元/月, 万元/人, 件/万人.": (
        "每一种计数对象、每一种货币各为一个量纲。复合单位用斜线：元/月、万元/人、件/万人。“也可写作”列出读取时同样认可的写法。"
    ),
    "code | 中文 | English | also read | definition | counted": "代码 | 中文 | 英文 | 也可写作 | 定义 | 计数单位",
    "Powers and scales": "数量级",
    "A scale word precedes a unit; in Chinese several may follow one another (百万, 万亿). It becomes the figure's multiplier.": (
        "数量级写在单位之前，中文可以连用（百万、万亿），成为数值的 `multiplier`。"
    ),
    "word | code | exponent of ten": "词 | 代码 | 10的指数",
    "yes": "是",
}

QUALIFIERS: Final = {
    "The meaning of the words around a printed number, for 175万人 (and 175 to 180).": (
        "数字前后的字样各是什么意思，以175万人（以及175至180万人）为例。"
    ),
    "qualifier | 中文 | English | `bounds` | `unrounded` | approximate": (
        "限定词 | 中文 | 英文 | `bounds` | `unrounded` | 约数"
    ),
    "Before rounding": "四舍五入之前",
    "The numbers that round to a printed one: `Figure.unround(rule)`. `unrounded` uses `any`, which allows every way to round a tie.": (
        "舍入后会印成某个数的所有数：`Figure.unround(rule)`。`unrounded` 采用 `any`，即尾数恰为5时，进和舍都有可能。"
    ),
    "rule | 22.4 | −22.4 | 0.0": "规则 | 22.4 | −22.4 | 0.0",
}

REASONS: Final = {
    "Why an answer, or a part of it, is missing.": "为什么没有答案，或者缺少答案的一部分。",
    "reason | English | 中文": "原因 | 英文 | 中文",
    "Precedence": "先后次序",
    "If several reasons apply, the answer gives the first one in this order. Records and data frames read the same tables.": (
        "有几个原因同时成立时，答案给出下列次序中的第一个。记录和数据框读取同样的表。"
    ),
    "order | reason | when": "次序 | 原因 | 何时",
    "A row of a data frame without a base": "数据框的一行没有基期",
    "the period is unreadable": "时期无法识别",
    "the current value is only a bound": "报告期只公布了界限",
    "the current value is missing": "缺少报告期的数值",
    "several rows have the same keys and period": "序列键和时期相同的有多行",
    "the period is not after the base, or of another length": "报告期不晚于基期，或长短不同",
    "there is no row for the base period": "没有基期的一行",
    "the base value is only a bound": "基期只公布了界限",
    "No growth rate": "没有增速",
    "the base or the current value is missing": "缺少基期或报告期的数值",
    "the two units differ (data frames)": "两者的单位不同（数据框）",
    "a break is flagged at the current value, or between it and the base": (
        "报告期标有断点，或报告期与基期之间标有断点"
    ),
    "the values are growth rates themselves": "数值本身是增速",
    "the base is zero": "基数为零",
    "no value of the base is positive": "基数的范围内没有正数",
    "the range of the base includes zero or negative values": "基数的范围含有零或负数",
    "the base is positive and the current value is negative": "基数为正，报告期数值为负",
    "the unit has no true zero (degrees Celsius)": "单位没有绝对零点（摄氏度）",
    "A rate without average annual growth": "有增速而没有年均增速",
    "the periods are longer than twelve months": "时期长于十二个月",
    "the distance is not a whole number of years": "间隔不是整年",
    "No figure for a longer period": "没有较长时期的数值",
    "the values are growth or changes; no figure is published for the whole period": (
        "数值是增速或增减量，整个时期没有公布数值"
    ),
    "a value is only a bound (data frames)": "某个数值只是界限（数据框）",
    "the observation of the whole period, or at the end of it for a stock, has no value": (
        "整个时期（存量为期末）的观测值没有数值"
    ),
    "no part of the period has a value": "时期的各部分都没有数值",
    "the parts have different scopes, or a break is flagged between them": (
        "各部分口径不同，或其间标有断点"
    ),
    "parts are missing; the total of a gross flow is at least the sum of the rest": (
        "缺少若干部分；总流量的合计至少是其余部分之和"
    ),
    "the parts of a mean differ in length (data frames: the values of any series)": (
        "求平均的各部分长短不同（数据框：任何序列的各数值）"
    ),
    "No verdict on a target": "目标没有判定",
    "the target has no number and is set elsewhere": "目标没有数值，由其他文件规定",
    "the target has no number": "目标没有数值",
    "the qualifier or the direction is unreadable (data frames)": "限定词或方向无法识别（数据框）",
    "the target's period is unreadable (data frames)": "目标期无法识别（数据框）",
    "the target is for every part of its period, which is not divided into such parts": (
        "目标对时期的每一部分适用，而时期不能这样划分"
    ),
    "the indicator it is relative to is missing": "缺少对照指标",
    "only values for parts of the period are given (data frames; records put them together)": (
        "只有时期各部分的数值（数据框；记录会求合计）"
    ),
    "only levels are given for a target on change or growth (data frames; records compute it)": (
        "增减量或增速的目标，只有水平数（数据框；记录会计算）"
    ),
    "nothing is reported for the period; for a total or a mean see below": (
        "该时期没有公布数据；合计和平均见“没有较长时期的数值”"
    ),
    "several rows match (data frames)": "有多行符合（数据框）",
    "a range has no ends (data frames)": "区间没有两端（数据框）",
    "the observation has no value": "观测值没有数值",
    "the scopes of the target and of the observation differ": "目标与观测值的口径不同",
    "the growth targeted and reported have different bases (records: an error)": (
        "目标的增速与公布的增速基期不同（记录：报错）"
    ),
    "the units differ (records: an error)": "单位不同（记录：报错）",
    "the figures do not cover the period to its end, and no gross total meets it already": (
        "数据尚未覆盖到期末，也没有已经达到目标的总流量合计"
    ),
    "the target is 'about' a number, and the value is on its wrong side": (
        "目标是“左右”，数值在较差的一侧"
    ),
    "the reported range includes values on both sides of the target": "公布数的范围跨目标两侧",
    "Figures for two plans without a comparison": "两个规划的数值无法比较",
    "the figures of the two plans have different scopes, or a break is flagged between them": (
        "两个规划的数值口径不同，或其间标有断点"
    ),
    "the ranges of the two plans overlap, so that either may be ahead": (
        "两个规划的区间重叠，哪个较高都有可能"
    ),
    "the plans have different lengths, and only figures for each as a whole": (
        "两个规划长短不同，而各自只有整个规划期的数值"
    ),
    "No pace for this kind of target": "这类目标没有进度",
    "there is no target, and the indicator has no good direction": "没有目标，指标也没有好转方向",
    "the target has no number, or the scheme has no bands with a target, or without one": (
        "目标没有数值，或者方案没有针对有目标、没有目标的分档"
    ),
    "the target is relative to another indicator": "目标以另一指标为对照",
    "the target is for each part of its period; plan-linear and plan-log judge each part": (
        "目标对时期的每一部分适用；plan-linear 和 plan-log 判断每一部分"
    ),
    "No level for a pace": "没有用于测算进度的水平",
    "there is no value, or none at the requested latest time": (
        "没有数值，或在所要求的最新时间没有数值"
    ),
    "the values are changes, or growth without the target's base": (
        "数值是增减量，或是没有目标基期的增速"
    ),
    "the values are growth, and there is no target": "数值是增速，而没有目标",
    "a chain of growth rates has a gap": "连乘的增速中有缺口",
    "the units of values and target differ (data frames)": "数值与目标的单位不同（数据框）",
    "several rows have the latest value (data frames)": "最新数据有多行（数据框）",
    "the latest value (data frames), or the base from which the target starts, is only a bound": (
        "最新数据（数据框）或目标起算的基数只是界限"
    ),
    "the target is for a longer period than the values; totals of flows have a pace by plan-linear, means by plan-linear and plan-log": (
        "目标期长于各数值的时期；流量的合计可用 plan-linear 测算进度，平均数可用 plan-linear 和 plan-log"
    ),
    "the level to reach follows from a bound and may be any number": (
        "应当达到的水平由界限推出，可能是任何数"
    ),
    "the target has two ends, or is a number without a good direction; for a formula of distances the base shows the side of a number, and for plan-linear and plan-log two ends are a limit": (
        "目标有两端，或只是一个数而没有好转方向；按距离计算的公式由基期看出在数的哪一侧，plan-linear 和 plan-log 把两端当作上限"
    ),
    "A level without a path from a base": "有水平而没有从基期出发的路径",
    "the target's base has no value": "目标的基期没有数值",
    "there is no value at or after the requested base": "在所要求的基期及以后没有数值",
    "there is no value at the requested base": "在所要求的基期没有数值",
    "several rows have the base value (data frames)": "基期数据有多行（数据框）",
    "the base is only a bound": "基数只是界限",
    "the base is the latest value": "基期就是最新数据",
    "the base is later than the latest value": "基期晚于最新数据",
    "the scope changes between the base and the latest value, or a break is flagged there": (
        "基期与最新数据之间口径改变，或标有断点"
    ),
    "base, latest value and target are not whole months apart": (
        "基期、最新数据和目标之间的间隔不是整月"
    ),
    "the formula divides levels, and their unit has no true zero": (
        "公式要用水平相除，而单位没有绝对零点"
    ),
    "the target is not later than the base": "目标不晚于基期",
    "A path without a value of the formula": "有路径而公式没有值",
    "the formula divides levels, and the base is zero": "公式要用水平相除，而基数为零",
    "the formula divides levels, and they differ in sign, or may differ by an end of a range": (
        "公式要用水平相除，而各水平有正有负，或区间的一端可能如此"
    ),
    "the formula divides levels, and the target is zero; for logarithms also the latest value": (
        "公式要用水平相除，而目标为零；取对数时，最新数据为零也是如此"
    ),
    "the target equals the base": "目标等于基数",
    "A value without a status": "有值而没有状态",
    "the target is a limit 'about' a number, and the value is on its wrong side": (
        "目标是“左右”的上限，数值在较差的一侧"
    ),
    "the latest value is a bound that fits several bands, or both sides of the target": (
        "最新数据是界限，跨几个档次，或跨目标两侧"
    ),
}

ERRORS: Final = {
    "Every error is a `TjstatsError` and also the matching builtin. They are in `tjstats.errors`. Below, each is raised once, with what to write instead.": (
        "所有错误都派生自 `TjstatsError` 和相应的内置异常，在 `tjstats.errors` 中。错误信息是英文。下面每种错误各举一例，并给出正确的写法。"
    ),
    "error | also | raised if | attributes": "错误 | 内置异常 | 何时发生 | 属性",
    "A series has two observations for one period.": "序列在同一时期有两个观测值。",
    "Keep one of them:": "保留其中一个：",
    "A text file has an unknown encoding.": "文本文件的编码无法识别。",
    "Save the file as UTF-8; GB 18030 is recognised too:": (
        "请把文件存为 UTF-8；GB 18030 也能识别："
    ),
    "A column is missing, has the wrong type, or already exists.": "缺少某列，列的类型不对，或列已经存在。",
    "Name the columns of the question as they are in your frame:": "按您的数据框中的列名来写：",
    "A value is not a data frame, or an engine lacks something that a question needs.": (
        "所给的不是数据框，或者引擎缺少所需的功能。"
    ),
    "Give a data frame, or records:": "给出数据框，或者记录：",
    "Rows of a data frame are invalid: `rows` of them, in the column named.": (
        "数据框中有的行有误：共 `rows` 行，列名也一并给出。"
    ),
    "Name the columns that tell the series apart:": "写明用来区分各序列的列：",
    "Bounds contain no number, or a qualifier does not fit its ends.": (
        "界限之内没有任何数，或者限定词与两端不符。"
    ),
    "Write the lower end first:": "先写较小的一端：",
    "A number is empty, NaN, infinite, too long, out of range, or not a number.": (
        "数为空、为 NaN、为无穷大、过长、超出范围，或者不是数。"
    ),
    "Write the digits without separators, and the unit for itself:": ("数字不带分隔符，单位另写："),
    "A text or dates do not denote a reporting period or point in time.": (
        "文本或日期不能表示时期或时点。"
    ),
    "Write a code; the time of a Chinese text is read with its figures by `tj.zh.read`:": (
        "请写代码；中文文本中的时间由 `tj.zh.read` 连同数值一起读取："
    ),
    "A field of a record has an invalid value.": "记录的某个字段取值无效。",
    "Write one of the values that the message lists:": "从错误信息列出的值中选一个：",
    "A document cannot be read; `problems` lists every error in it, with its position.": (
        "文档无法读取；`problems` 列出其中的每处错误及其位置。"
    ),
    "Correct the places that the message names, all of which are in `problems`:": (
        "改正错误信息指出的各处，全部列在 `problems` 中："
    ),
    "A module needs a package of an extra that is not installed.": (
        "模块需要某个可选依赖中的软件包，而它没有安装。"
    ),
    "Install what the message names. Formats of the base package need no extra:": (
        "安装错误信息指明的内容。基础安装自带的格式不需要可选依赖："
    ),
    "The truth value or the order of verdicts was taken, although a verdict may be unknown.": (
        "取了判定的真假值或大小次序，而判定可能是“无法判定”。"
    ),
    "Say which verdict you ask for, so that unknown is not taken for no:": (
        "写明问的是哪一种判定，以免把“无法判定”当成“否”："
    ),
    "Records differ in indicator, area, scope, basis or measure.": (
        "记录的指标、地区、口径、价格口径或度量方式不同。"
    ),
    "Compare records that agree in all of these, or the figures alone:": (
        "比较这几项都相同的记录，或者只比较数值："
    ),
    'Something is no Chinese text: `kind` is "path" (its name was given instead of the text), "document" (of an office program), "script" (a text without Chinese characters) or "empty".': (
        "所给的不是中文文本：`kind` 为“path”（给的是文件名，不是文本）、“document”（办公软件的文档）、“script”（没有汉字的文本）或“empty”（空文本）。"
    ),
    "Read the file, and give its text:": "读取文件，给出其中的文本：",
    "A float, a boolean or another type was given for a number that needs exact digits.": (
        "需要精确数字之处，给的是浮点数、布尔值或其他类型。"
    ),
    "Write the digits that were printed, as text:": "把公布的数字写成文本：",
    "A point in time was given for a span, or two spans differ in length.": (
        "需要时期之处给的是时点（或者相反），或者两个时期长短不同。"
    ),
    "Take two points in time, or two spans:": "取两个时点，或者两个时期：",
    "An end is before its start, or a base is not earlier.": "结束早于开始，或者基期不早于报告期。",
    "Write the start first; in `growth(current, base)` the base is the earlier one:": (
        "先写开始；`growth(current, base)` 中，基期是较早的一个："
    ),
    "A text is not exactly one figure or time; `read` lists what was read, `rest` what was left over.": (
        "文本不是恰好一个数值或时间；`read` 列出读到的内容，`rest` 列出剩余的内容。"
    ),
    "Give a text with one figure, or read all that there are:": (
        "给出只含一个数值的文本，或者读取全部数值："
    ),
    "A field of a record has a value of the wrong type.": "记录的某个字段类型不对。",
    "Make figures or observations of the texts first:": "先把文本变成数值或观测值：",
    "Two units cannot be compared, added or converted.": "两个单位不能比较、相加或换算。",
    "Compare figures of one kind; scales and spellings may differ:": (
        "比较同类的数值；数量级和写法可以不同："
    ),
    "A code or name is unknown; `suggestions` are the nearest known ones, `known` is all of them if they are few, and `what` names the thing if the library itself is the place.": (
        "代码或名称不存在；`suggestions` 是最接近的已知代码，`known` 在为数不多时列出全部，`what` 在位置就是本库时指明是什么。"
    ),
    "Write a code that there is, such as the nearest:": "写一个存在的代码，例如最接近的一个：",
    "A unit is not in the tables; `suggestions` are the nearest known names.": (
        "表中没有这个单位；`suggestions` 是最接近的已知名称。"
    ),
    "Write a known name, or keep the word that is printed, in brackets:": (
        "写已知的名称，或者把公布的词放在方括号中保留："
    ),
}

DATASETS: Final = {
    "`tjstats.datasets.load(name)`. Every figure has a source, or is derived from figures that have one.": (
        "`tjstats.datasets.load(name)`。每个数值都有来源，或者由有来源的数值推算。"
    ),
    "name | 中文 | English | indicators | observations | targets | sources": (
        "名称 | 中文 | 英文 | 指标 | 观测值 | 目标 | 来源"
    ),
    "Indicators": "指标",
    "A concept has the same code and the same record in all datasets.": (
        "同一概念在各数据集中的代码和记录都相同。方向为“正向”，表示越高越好；为“逆向”，表示越低越好。"
    ),
    "code | 中文 | English | unit | nature | good | in": (
        "代码 | 中文 | 英文 | 计量单位 | 性质 | 方向 | 所在数据集"
    ),
    "higher": "正向",
    "lower": "逆向",
    "neither": "不分",
}

SCHEMES: Final = {
    "How offices turn a series into a status: `track(target, series, scheme)`. A bracket includes its number.": (
        "各机构怎样由序列得出状态：`track(target, series, scheme)`。方括号表示包括该数本身。状态用各机构自己的代码，来源用原名。"
    ),
    "Version {}. Source: {}.": "版本：{}。来源：{}。",
    ", ": "，",
    "of | status | range": "适用于 | 状态 | 区间",
    "of | range | score": "适用于 | 区间 | 得分",
    "with a target: value": "有目标：比值",
    "without one: rate a year, as a ratio": "没有目标：年均增速（用小数表示）",
    "several series: mean score": "多个序列：平均得分",
    "all below": "以下全部",
    "from {}": "{}起",
    "value": "比值",
    "target reached: {}": "目标已达到：{}",
    ", only beyond the number itself": "，须越过该数，恰好等于不算",
    "no answer: {}": "没有答案：{}",
    "bands apply to: {}": "分档的依据：{}",
    ", divided by the share of time elapsed": "，再除以序时进度",
    "limits that hold so far: {}, others: {}; means over several periods and targets for every part are judged by what holds so far": (
        "目前守住的上限：{}，其余：{}；几期的平均数和对每一部分适用的目标，按目前是否守住判断"
    ),
    "if the base has no value: {}": "基期没有数值时：{}",
    "natural limits with the exponent {}": "自然极限的指数为{}",
    "replaces a zero on request by {}": "按要求以{}代替零",
    "within {} of 0 % or 100 % counts as reached": "距0%或100%不超过{}，就算达到",
    "values after the target's time are ignored": "目标期之后的数值不计",
    "several series: the target is reached if each of them reached its own": (
        "多个序列：各自都达到目标，才算达到"
    ),
    "a target that is not reached has this one status, whatever the trend": (
        "没有达到的目标只有这一种状态，不论走势如何"
    ),
    "windows: {}": "时段：{}",
    "{} {} years": "{}为{}年",
    "scores are clipped at ±{}": "得分以±{}为限",
    "the codes of the data files": "采用数据文件中的代码",
    "the codes of the methodology page": "采用方法说明页中的代码",
    "grades": "代码为等级",
    "for what exists or not, such as a law; a single value is enough": (
        "用于只分有和无的事项，例如法律；有一个值就够了"
    ),
    "for changes that compound: a fall of 13.4 % is 82.5 % of a target of −16 %": (
        "用于按复利累计的增减：目标降低16%，已降低13.4%，即完成82.5%"
    ),
    "for amounts that add up, of any sign": "用于可以相加的绝对数，正负不限",
    "thresholds as restated by Eustat and Statistics Canada": (
        "分档界线依据 Eustat 和 Statistics Canada 的转述"
    ),
    "as restated by Eustat, https://github.com/EUSTAT-DES/site": (
        "依据 Eustat 的转述，https://github.com/EUSTAT-DES/site"
    ),
    "after an older UN technical note": "依据联合国较早的一份技术说明",
    "worked example of the Qinghai statistics bureau, 2009": "青海省统计局2009年的算例",
    "Chinese plan and budget practice; it has no cut points beyond 1": (
        "中国规划和预算执行的惯例；除1以外没有其他界线"
    ),
    "observed annual rate over the absolute required rate, positive in the good direction": (
        "实际年均增速除以所需年均增速的绝对值，好转为正"
    ),
    "observed annual rate over the required one": "实际年均增速除以所需年均增速",
    "share of the distance from base to target that the projected level will have covered": (
        "按走势推算，到目标期将走完从基期到目标的路程的多少"
    ),
    "ln(latest/base) over ln(target/base): completed share of the planned change": (
        "ln（最新/基期）除以 ln（目标/基期）：已完成计划增减的份额"
    ),
    "latest less base over target less base: completed share of the distance": (
        "最新减基期，除以目标减基期：已走完路程的份额"
    ),
    "the next later one with a value": "取其后最近的有数值的一期",
    "the nearest one with a value, the later of two equally near": (
        "取最近的有数值的一期，前后一样近时取后一期"
    ),
    "none": "没有基期",
}

CLASSIFICATIONS: Final = {
    "Nature": "性质",
    "nature | 中文 | time of a value | over a longer period | change in": (
        "性质 | 中文 | 数值的时间 | 在较长的时期 | 增减表示为"
    ),
    " or ": " 或 ",
    "last": "期末数",
    "sum": "合计",
    "points": "百分点",
    "percent": "百分比",
    "Status": "状态",
    "From the firmest to the weakest; an answer has the weakest status among its inputs.": (
        "由最确定到最不确定；答案的状态取所依据数据中最不确定的一个。"
    ),
    "status | English | 中文 | has a figure": "状态 | 英文 | 中文 | 有数值",
    "no": "否",
    "Flag": "标记",
    "In addition to its status an observation has a set of flags, usually empty.": (
        "除状态外，观测值还有一组标记，通常为空。"
    ),
    "flag | English | 中文": "标记 | 英文 | 中文",
    "Verdict": "判定",
    "code | English | 中文": "代码 | 英文 | 中文",
    "Other lists": "其他代码",
    "list | meaning | codes": "名称 | 含义 | 代码",
    "Which direction is good": "哪个方向为好：越高越好、越低越好、不分",
    "Whether a figure is the value of its indicator, or a change, growth or factor from a base": (
        "数值是指标的水平，还是与基期相比的增减量、增速、年均增速或倍数"
    ),
    "How binding a target is: 约束性 or 预期性": "目标是约束性的，还是预期性的",
    "How far a target was met": "目标完成的程度：超额完成、完成、控制在目标以内、未完成",
    "How the figures of several sources for one fact are related": (
        "几个来源对同一事实公布的数值之间的关系：一致、较精确、相互矛盾"
    ),
}

TARGETS: Final = {
    "By the qualifier of its figure and the good direction, with the ends of the range: the figure's value, or an end of its bounds.": (
        "由目标数值的限定词和指标的方向决定。括号后说明范围的端点取自何处：取该数本身，或取其界限的下端、上端。"
    ),
    "qualifier | example": "限定词 | 例",
    "from lower": "起于下端",
    "to upper": "止于上端",
    "from value": "起于该数",
    "to value": "止于该数",
}

PLANS: Final = {
    "China's five-year plans; the years 1963 to 1965 belong to none.": (
        "中国的五年规划（计划）；1963年至1965年不属于任何一个。"
    ),
    "number | 中文 | English | period | base | end of the base": (
        "序号 | 中文 | 英文 | 规划期 | 基期 | 基期期末"
    ),
}

COLUMNS: Final = {
    "The columns of CSV, SDMX-CSV, Arrow, SDMX-ML and data packages. A table needs INDICATOR, TIME_PERIOD and OBS_VALUE.": (
        "CSV、SDMX-CSV、Arrow、SDMX-ML 和数据包的各列。一张表至少要有 INDICATOR、TIME_PERIOD 和 OBS_VALUE。"
    ),
    "column | kind | in SDMX | meaning": "列 | 类型 | 在 SDMX 中 | 含义",
    "code": "代码",
    "text": "文本",
    "time": "时间",
    "number": "数",
    "integer": "整数",
    "boolean": "真假值",
    "float": "浮点数",
    "attribute": "属性",
    "dimension": "维度",
    "measure": "度量",
    "the kind of row; empty means observation": "行的种类；空为观测值",
    "the length of the period, by SDMX's code list": "时期的长短，用 SDMX 的代码",
    "the area": "地区",
    "the code of the indicator": "指标的代码",
    "the part of the population: age=Y15T24;sex=F; in text % = ; become %25 %3D %3B": (
        "总体中的一部分：age=Y15T24;sex=F；文本中的 % = ; 写作 %25 %3D %3B"
    ),
    "value, or a change, growth or factor; empty means value": (
        "水平，或增减量、增速、倍数；空为水平"
    ),
    "the coverage (口径)": "口径",
    "current, real, or constant prices of a year": "现价、可比价，或某一年的不变价",
    "the code of the period, or the day of a point in time": "时期的代码，或时点的日期",
    "period or as_of; empty means that of the indicator's nature": (
        "period 或 as_of；空则由指标的性质决定"
    ),
    "the base of a change, growth or factor": "增减量、增速或倍数的基期",
    "period or as_of": "period 或 as_of",
    "the number as printed, with its digits": "公布的数，保留全部数字",
    "the code of the unit, without a scale": "计量单位的代码，不含数量级",
    "the exponent of ten of the scale: 4 for 万, 8 for 亿": "数量级对应的10的指数：万为4，亿为8",
    "the unit as printed, with its scale: 万人, 岁, million EUR": (
        "公布的计量单位，连同数量级：万人、岁、million EUR"
    ),
    "decimals printed; empty for a computed figure": "公布的小数位数；计算得出的数值为空",
    "the qualifier of the number; empty means exactly": "数的限定词；空为 exactly",
    "the lower bound, in the scale of OBS_VALUE": "下限，数量级与 OBS_VALUE 相同",
    "the upper bound, in the scale of OBS_VALUE": "上限，数量级与 OBS_VALUE 相同",
    "whether the lower bound is included": "是否包括下限本身",
    "whether the upper bound is included": "是否包括上限本身",
    "whether the number is approximate (约)": "是否为约数",
    "whether it was not rounded: an amount set by law, a count": (
        "是否未经四舍五入：法规规定的金额、计数"
    ),
    "whether it was computed and not printed": "是否由计算得出，而非公布",
    "whether a computed figure came from a division": "计算得出的数值是否由除法得来",
    "the lower bound of a computed figure before its inputs were rounded": (
        "计算得出的数值，在输入四舍五入之前的下限"
    ),
    "the upper bound of a computed figure before its inputs were rounded": (
        "计算得出的数值，在输入四舍五入之前的上限"
    ),
    "whether that lower bound is included": "是否包括这个下限本身",
    "whether that upper bound is included": "是否包括这个上限本身",
    "the status, how firm the figure is; empty means normal": "状态，即数值的确定程度；空为 normal",
    "the codes of the flags, separated by spaces": "标记的代码，用空格隔开",
    "the code of the source": "来源的代码",
    "the words as printed": "公布的原文",
    "the position in the source": "在来源中的位置",
    "the IDs of the observations it was computed from, separated by spaces": (
        "所依据的观测值的 ID，用空格隔开"
    ),
    "binding or anticipatory": "约束性（binding）或预期性（anticipatory）",
    "1y if the figure, or the target, is that of each year": "数值或目标对每一年适用时为 1y",
    "the code of the indicator to which the target is relative": "目标的对照指标的代码",
    "the ID of the observation from which the target starts": "目标起算的观测值（基数）的 ID",
    "the ID of the further aim (力争)": "争取值（力争）的 ID",
    "who sets the number": "由谁规定数值",
    "the published verdict on the target": "公布的目标完成情况",
    "the name by which other rows refer to this one": "其他行引用本行所用的名称",
    "the code of a dataset, group, indicator or source": "数据集、分组、指标或来源的代码",
    "its Chinese name": "中文名称",
    "its English name": "英文名称",
    "how an indicator behaves in time": "指标的性质，即随时间怎样变化",
    "the good direction of an indicator; empty means neither": "指标的方向；空为不分",
    "whether a flow is entries less exits": "流量是否为净额（增加数减去减少数）",
    "the code of the indicator of which this one is a part": "本指标所从属的总体指标的代码",
    "the title of a source": "来源的标题",
    "the publisher of a source": "来源的发布机构",
    "the time of publication of a source": "来源的发布时间",
    "the address of a source": "来源的网址",
    "a note": "附注",
    "the number of rows written; fewer are an error": "写出的行数；读到的行数较少就是错误",
    "Rows": "行",
    "The kinds of row in the column RECORD.": "RECORD 列中各种行的种类。",
    "record | meaning": "种类 | 含义",
    "the dataset of all rows": "全部行所属的数据集",
    "a heading of the dataset": "数据集中的分组标题",
    "an indicator": "指标",
    "a publication": "出版物",
    "a figure as published": "公布的数值",
    "a target": "目标",
    "an observation from which another row is derived or starts": ("另一行由以推算或起算的观测值"),
    "a further figure of another row: a target's stretch": "另一行的附加数值：目标的争取值",
    "Which row fills which column": "哪种行填写哪些列",
    "column | filled in rows of": "列 | 在这些行中填写",
    "Figures of a column of texts": "文本列中的数值",
    "The columns that `tjstats.frames.read` adds to a data frame.": (
        "`tjstats.frames.read` 为数据框增加的列。"
    ),
    "column | kind | meaning": "列 | 类型 | 含义",
    "the offset of the figure in its text, in characters from 0": (
        "数值在文本中的起点，按字符从0数起"
    ),
    "the offset of its end": "数值在文本中的终点",
    "level, change, growth, target, or other: a length, a threshold": (
        "水平（level）、增减量（change）、增速（growth）、目标（target）或其他（other：时间长度、门槛）"
    ),
    "the phrase for the indicator": "表示指标的文字",
    "value, or a change, growth or factor": "水平，或增减量、增速、倍数",
    "whether the text reports a fall: figures are as printed, without a sign": (
        "文本说的是否为下降：数值按公布的写法，不带负号"
    ),
    "START of the figure whose change or growth this one is": (
        "本数值是哪个数值的增减量或增速：该数值的 START"
    ),
    "START of the whole of which this one is a part (其中)": "本数值所从属的总体（其中）的 START",
    "OBS_VALUE as a number, for calculations": "OBS_VALUE 转成的数，供计算使用",
    "Status in SDMX": "SDMX 中的状态",
    "The letter of CL_OBS_STATUS for each status; SDMX-CSV also keeps the word in STATUS.": (
        "各种状态对应的 CL_OBS_STATUS 字母；SDMX-CSV 另在 STATUS 列中保存原词。"
    ),
    "status or flag | OBS_STATUS": "状态或标记 | OBS_STATUS",
    "The [JSON Schema](json-schema.json) of the JSON documents is a separate file: `tjstats.formats.json.schema()`.": (
        "JSON 文档的 [JSON Schema](../../reference/json-schema.json) 另为一个文件：`tjstats.formats.json.schema()`。"
    ),
}

TEXT: Final = {
    "The words that `zh.read` knows. [Reading Chinese](../explanation/reading-chinese.md) explains how the tables work together.": (
        "`zh.read` 认识的词。各表怎样配合，见[读取中文数值](../explanation/reading-chinese.md)。"
    ),
    "Bounds": "界限",
    "qualifier | before the number": "限定词 | 在数字之前",
    "qualifier | behind the unit": "限定词 | 在单位之后",
    "the word before | makes it another word": "数字前的词 | 合成另一个词，不是限定词",
    "in brackets | the end is": "括号中 | 该数本身",
    "in": "包括",
    "not in": "不包括",
    "From one number to the next": "从一个数到下一个数",
    "what | words": "关系 | 词",
    "ranges": "区间",
    "lists": "并列",
    "Numerals": "数字",
    "what | characters and numbers": "种类 | 字与数",
    "digits": "数字",
    "scale words, exponents of ten": "数量级，10的指数",
    "The words of [the unit tables](units.md), and these:": "[计量单位表](units.md)中的词，以及：",
    "Words that no table knows keep their word, as the unit `[手]`; these are known to be words of units: {}.": (
        "表中没有的单位保留原词，如单位 `[手]`；已知可作单位的词有：{}。"
    ),
    "Directly behind a number these are no unit: {}.": "紧跟在数字之后也不是单位的：{}。",
    "Lengths of time": "时间长度",
    "A number of years or months is a figure after or before one of these; otherwise it dates the statement.": (
        "若干年、若干月，前面或后面有下列词时是数值，否则只表示时间。"
    ),
    "where | words": "位置 | 词",
    "before": "之前",
    "behind": "之后",
    "Names": "名称",
    "A unit word with one of these continuations is part of a name.": (
        "单位词后面接有下列字样时，是名称的一部分。"
    ),
    "unit word | goes on": "单位词 | 后面接",
}

CHINESE: Final[dict[str, str]] = (
    PAGES
    | UNITS
    | QUALIFIERS
    | CLASSIFICATIONS
    | TARGETS
    | SCHEMES
    | REASONS
    | ERRORS
    | PLANS
    | DATASETS
    | COLUMNS
    | TEXT
)
