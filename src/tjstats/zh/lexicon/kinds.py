"""The words that say what a figure is to those around it: shares, targets and what was done of
them, distances, earlier levels, totals; as classes, and as the patterns that these make.

Texts of claims have full-width punctuation; the patterns are for the clause before a figure where
nothing else is said.
"""

from __future__ import annotations

from typing import Final

from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.changes import (
    FALL_NOUNS,
    FALLS,
    NOT_CUTTING,
    RISE_NOUNS,
    RISES,
    WITH_BASE,
)
from tjstats.zh.lexicon.claims import BASE_WORDS, EARLIER_WORDS, TIME_BASES
from tjstats.zh.lexicon.nouns import RATE_HEADS

__all__ = [
    "ADDED",
    "APART",
    "ASKED",
    "AS_BEFORE",
    "BASE_KINDS",
    "BEYOND",
    "CEILING",
    "COUNTED",
    "COVER",
    "CUTS",
    "DATED",
    "DAY_SHARE",
    "DONE",
    "EARLIER",
    "FALL",
    "FILLING",
    "GOALS",
    "HAS_BASE",
    "INSIDE",
    "KEPT",
    "LIKE",
    "LISTED",
    "LOWER_IS_BETTER",
    "MEAN",
    "MEASURES",
    "MET",
    "NAMED_EARLIER",
    "NAMED_GOAL",
    "NET",
    "NEUTRAL",
    "NOT_MET",
    "NO_NAMES",
    "OF",
    "OF_BASE",
    "OF_BOTH",
    "OF_GOAL",
    "OF_TWO",
    "OUTSIDE",
    "OVER",
    "OVER_GOAL",
    "PARTS",
    "PENDING",
    "PUSH",
    "REFUSED",
    "REST",
    "RISE",
    "RULED",
    "SET_BESIDE",
    "SHARE",
    "STRUCTURE",
    "SUMMED_SHARE",
    "SUM_ENDS",
    "TARGET",
    "TESTED",
    "TOTAL",
    "TOTALS",
]

# --- changes and earlier levels -------------------------------------------------------------------

RISE: Final = one_of(RISES)
FALL: Final = one_of(FALLS)
# 上年为296.4亿元, 比2018年的98.7亿元.
EARLIER: Final = (
    "^(?:而|但|则)?(?:按[^，]{1,6}口径)?(?:[^，]{0,12}?(?:增速|增幅|涨幅|降幅))?"
    "(?:(?:比|较|与|同|是|为|达到?|相当于|[高低快慢多少]于)"
    rf"(?:{TIME_BASES})"
    "(?:的|为|是)?[^增减升降涨跌提回下上扩缩多少]{0,8}"
    rf"|(?:{EARLIER_WORDS})"
    "(?:的|为|是|数|新增|增量|完成|下降|增长|上涨|达|仅|只有|则|[日月年]均)*)$"
)
# Behind the bracket of an earlier level: 比第六次普查的1203.8万人（1203.79万人）增加.
SET_BESIDE: Final = f"）(?:相比|比较|对比|共?(?:{RISE}|{FALL}))"
# Behind the level of a later year, 2020年为247.85亿元; behind one of that name,
# 上年同期保费收入241.85亿元, 票房上年为48.62亿元.
DATED: Final = f"^(?:而|但)?(?P<time>{TIME_BASES})(?:仅|则|只)?(?:为|是|有)$"
NAMED_EARLIER: Final = (
    f"^(?:{EARLIER_WORDS})的?(?P<name>[^，的]{{2,12}}?)(?:为|是|达到?)?$"
    "|^(?P<before>[^，比较与由从自占]{2,8})(?:(?:上年|去年|上月|上季度?)(?:同期|同月|末)?[为是]"
    f"|[比较](?:{TIME_BASES})的)$"
)
# 相当于2019年的108.4%.
OF_BASE: Final = f"(?:相当于|恢复[到至])(?:{TIME_BASES})(?:水平)?的$"
# What a change is against, by the words before it, in the order in which they are tried.
BASE_KINDS: Final = {
    "start": "年初|期初|上年[末底]|去年[末底]",
    "year": "同比|上年同|去年同|上年(?![末底])|去年(?![末底])|一年前|前一年|按年|年[增减]$",
    "step": "环比|按[季月]|[季月][增减]$|[上前]一?个?月|[上前]一?季(?!度?[，、])|上期|上半年",
    "named": r"\d{4}年|[一二][一二三四五六七八九〇零]{3}年|.{1,2}年前|十[一二三四五]五",
    "span": "前.{1,3}季度|上半年|下半年|前.{1,3}个月|[0-9]月|[当本]月|年内|[当本]季",
}
HAS_BASE: Final = "同比|环比|按[年季月]|比|较|年初|上年|去年"
AS_BEFORE: Final = "，?(?:与|同|和)(?:去年|上年|上月|上季度|前一年)[^，。；]{0,6}(?:持平|相同|一致)"
# Increases whose verb is none of the table of changes: 多收, 同比新增.
ADDED: Final = (
    "(?:多收|净增|多增|增产|增收|(?:同比|环比|(?:比|较)[^，]{1,8})(?:新增|多[^，]{1,2}))了?$|^新增$"
)
# What adds points to a growth.
PUSH: Final = "(?:拉动|影响|带动|贡献|上拉|下拉)[^，]{0,14}$|因素(?:为|约|影响|约为)?$"
# Before a multiple.
LIKE: Final = "(?:是|为|相当于|达到?|达到了)[^，]{0,12}的$|翻(?:了)?$|^的$"
# All figures of a list keep a bound.
KEPT: Final = "(?:连续|均|都|始终|一直|各年|每年)[^，。；]{0,12}$"

# --- distances ------------------------------------------------------------------------------------

_ABOVE: Final = one_of("高于 快于 多于 大于 领先于 领先 高出 超出 多出".split())
_BELOW: Final = one_of("低于 慢于 少于 低出".split())
_MORE: Final = one_of(word for word, sign in WITH_BASE.items() if len(word) == 1 and sign > 0)
_LESS: Final = one_of(word for word, sign in WITH_BASE.items() if len(word) == 1 and sign < 0)
# 高于规模以上工业, 比户籍人口多.
APART: Final = (
    f"(?:{_ABOVE}|{_BELOW})[^，]{{0,16}}$"
    f"|(?:(?<![同环占])比|较)[^，]{{1,16}}?(?:(?<!提)(?:{_MORE})|(?<![减缩])(?:{_LESS}))(?:出|了)?$"
)
OVER: Final = (
    f"(?P<up>{_ABOVE})|(?P<down>{_BELOW})"
    f"|(?:{_MORE})(?:出|了)?(?P<more>$)|(?:{_LESS})(?:出|了)?(?P<less>$)"
)
OF: Final = (
    f"(?:{_ABOVE}|{_BELOW}|(?<!占)比|较)(?P<of>[^，]{{1,14}}?)(?:{_MORE}|{_LESS})?(?:出|了)?$"
)
# At the end of the name of what another is above or below.
MEASURES: Final = f"的?(?:{one_of(RATE_HEADS)}|平均水平|水平)$"
# The names of others, of which a text prints nothing.
OUTSIDE: Final = "^(?:全国|全球|世界|全省|全市|全县|全区|同期|我国)"

# --- shares ---------------------------------------------------------------------------------------

_TESTED: Final = "增长面 完成率 达标率 合格率 通过率".split()
_BE: Final = "(?:分别|各|均)?(?:为|达到?|约为|约|近|超过?)?"
SHARE: Final = (
    "(?:占(?!比(?![重例率]))(?P<of>[^占]{0,24}?)(?:的?(?:比重|比例|比率|份额|权重|百分比))?"
    f"|占比|比重|份额|(?<!同)比例|{one_of(_TESTED)}){_BE}的?$"
)
# Words before a rate that is a share of counted things, as a check of a sample gives it.
TESTED: Final = (
    f"(?:{one_of((*_TESTED, '优良率', '优良比例', '达标比例', '满意率'))})(?:为|达|达到)?$"
)
# Of days by the quality of their air or water.
DAY_SHARE: Final = "(优良?|达标|超标|污染)(?:天数)?(?:比例|比率|率|占比)(?:为|达到?)?$"
STRUCTURE: Final = "(?:结构|比例|比重|之比)[^，]{0,12}$|^(?:调整|转?变|演变|优化)为$"
# A part stands inside the figure before it: 其中, 1.2万人中有, 其中完成.
INSIDE: Final = (
    "其中|(?<![初高])中(?![学等心国央外介型部职专医期低高层小])，?(?:有|共有)?[^，。；]{0,10}$"
    "|^[^，。；]{0,8}(?:完成|达标|合格|实现|通过)(?:了)?$"
)
# Before the share of a population that is covered.
COVER: Final = "(?:覆盖|占|相当于|惠及)(?:了)?(?:全国|全省|全市|全区|总)?$"

# What ends the name of the subject of a change, a share or a comparison: 人工造林[比上年增加].
_CHANGES: Final = {*RISES, *FALLS, *RISE_NOUNS, *FALL_NOUNS} - NOT_CUTTING - {"增加"}
CUTS: Final = (
    f"{BASE_WORDS}|{one_of(_CHANGES)}|增加(?!值)|新增$|多收|少收|多增|拉动|影响|多盈|延伸|翻"
    f"|恢复[到至为]|相当于|占(?!地(?![区方级]))|比重|比例|份额|{one_of(_TESTED)}"
    f"|{_ABOVE}|{_BELOW}|完成|超额|提前"
    "|是|为(?!主)|达"
)

# A part that is all that the others leave.
REST: Final = (
    "(?:^|[、，等及和])(?:其他|其余|其它|剩余|余下|尚有)(?:各[类项])?(?:合计|共)?(?:为|有)?"
    "(?P<of>[^，]{0,6})$"
)
# What the name of a whole may leave out.
FILLING: Final = "共(?!享|青)|总|预算|(?<=.)各[类项]"
# Several parts have one share: 提前完成和符合进度的指标合计占88.6%.
SUMMED_SHARE: Final = "^(?P<of>[^，]*?)(?:二者|两者|三者)?(?:合计|共计?|总共)占"
# What was not done, as a rate.
OF_BOTH: Final = "(?:不|未)[^，]{0,2}[捕诉]率"
REFUSED: Final = "(不|未)(捕|诉|起诉|合格|达标|通过)率(?:为|达到?|是)?$"
# What may stand before a name without making it another: 居民人均可支配收入, 公司实现营业收入.
NEUTRAL: Final = (
    "(?:平均)?每[人户]|人均|居民|实现|完成|取得|获得|投入|全市|全省|年度|本|该|各[类项]"
)

# --- totals ---------------------------------------------------------------------------------------

TOTALS: Final = "总数|总量|总额|总人数|总计|合计"
SUMMED: Final = "合计|共计|总计"
SUM_ENDS: Final = f"(?:{SUMMED})(?:为|达到?)?$"
TOTAL: Final = (
    f"，?(?:[一二两三四五六七八九十]+[项者年])?(?:{SUMMED}|累计)(?:为|达|达到)?"
    f"|，?[两三四五六七八九]大?[项类者种需][^，。；]{{0,6}}(?:{SUMMED})[^，。；]{{0,4}}"
    "|，?合计拉动"
)
# So much for each, which parts do not add up to.
MEAN: Final = "[人户日月年次亩件车店校师生]均|每|单价|均价|工资|中位数|标准|平均(?!.?气温)"

# What others take something off of: parts of it may be above it.
NET: Final = "顺差|逆差|差额|结余|盈余|盈亏|净(?!资产|含量)|利润|收益"
# Of what came in some may not be decided.
PENDING: Final = "受理|[新共]?收(?!入)|申请|移送|提请|报名|来信|举报"

# Words of a list of counts that are no part of the names: 上涨的城市有3个.
NO_NAMES: Final = "天数?|日数|城市|地区|行业|企业|产品|同比|环比|分别|数量?|[的有为个和]"
# What the names of a list are counted as: 养老、失业、工伤三项.
COUNTED: Final = "项|大|类|种|省市|市|省"
# Before a ratio of two figures, and before the shares of three parts.
OF_TWO: Final = "之比(?:为|是|约为)?$|的比(?:率|值|例)(?:为|是|约为)?$"
PARTS: Final = "(?:产业)?(?:结构|比例|比重|占比|调整为|变为|演变为|优化为)"
# Names, and their figures in the same order.
LISTED: Final = "(.{2,}?)(?:分别|依次|各)(?:占|为|达到?|是|增长|下降|完成|实现)*[^、和]{0,6}$"

# --- targets --------------------------------------------------------------------------------------

GOALS: Final = "目标|计划|任务|预算"
TARGET: Final = (
    "(?:目标|任务|(?<!行动)计划)(?!的)[^，完]{0,8}?$|(?:年初|原|计划|预算)安排[^，]{0,12}$"
    "|规划(?:提出|要求)[^，]{0,24}(?:达到?|为|到)$|预算(?:为|数)?$"
)
OVER_GOAL: Final = "超(?:额(?:完成|建成|投放)?|预算|计划|目标|任务)$"
# What is asked of banks and others by rule: 比监管要求的150%高.
RULED: Final = "(?:要求|标准|红线|底线|警戒线|门槛)的$"
ASKED: Final = f"(?:完成|达到|实现)[^，]{{0,10}}(?:{GOALS})$"
# The part of a target that is done.
DONE: Final = (
    f"(?:完成|达到|实现|为|占|相当于)了?[^，]{{0,14}}(?:{GOALS}|指标)(?:任务|数|值|总数)?的$"
)
OF_GOAL: Final = f"(?:[^，]{{0,4}}(?:{GOALS})(?:任务|数)?)?的"
BEYOND: Final = f"超额(?:完成)?$|超(?:{GOALS})$"
MET: Final = "(?:提前|超额|如期|全面|圆满|顺利|胜利|均|已|全部|经|也|基本)*(?:完成|实现|达成|达到)"
NAMED_GOAL: Final = (
    '(?:预期|预定|规划|年度|全年|既定|控制|计划|工作|十四五|十三五|[“”"])*(?:目标|任务)(?:任务|值)?'
)
NOT_MET: Final = (
    "基本|未|没有|难以|无法|确保|力争|努力|争取|有望|推动|为了?完成|计划完成|将|差距|还差"
)
CEILING: Final = "以内|控制|不超过|低于"
# The less of these, the better.
LOWER_IS_BETTER: Final = "失业率|能耗|死亡率|浓度|PM2|贫困|排放|赤字|负债|事故|化学需氧量|差距|价格"
