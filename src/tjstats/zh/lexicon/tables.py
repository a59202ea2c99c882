"""The words of tables in a text: what a column is for, by its header."""

from __future__ import annotations

from typing import Final

__all__ = [
    "AMOUNTS",
    "AT_END",
    "AVERAGE_GROWTHS",
    "BASED",
    "CATEGORIES",
    "COUNTERS",
    "DONE",
    "FALLS_OF",
    "FORCES",
    "GOALS",
    "GROWTHS",
    "GROWTHS_ALL",
    "GROWTHS_OF",
    "HEADS",
    "HEAD_ALONE",
    "INDICATORS",
    "LABELS",
    "LIKE_UNIT",
    "MEASURES",
    "MISSING",
    "MONTHS",
    "NUMBERS",
    "OCCASIONS",
    "OF_LAST_YEAR",
    "OF_YEAR",
    "PLAIN",
    "PROPERTIES",
    "RATES",
    "SAME_MONTH",
    "SENTENCES",
    "SHARES",
    "SPREAD",
    "STATUS",
    "STEPS",
    "STRUCTURES",
    "TITLE_ENDS",
    "TITLE_SEVERAL",
    "TOTALS",
    "UNITS",
    "UNIT_EXCEPT",
    "UNTOLD",
    "WHOSE",
    "YEARS",
]

LABELS: Final = (
    "(?:主要|经济|发展|统计|监测|规划|考核|评价|各|按)*(?:指标|项目|名称|类别|地区|行业|产品"
    "|货品|货物|商品|分组"
    "|项|区域|城市|险种|年龄|性别|科目|学段|区县|县区|市县|县市|市州|地市|省份|国别|品种|类型|内容"
    "|县市别|行业别|部门|单位名称|学校|企业|国家|机构|种类|口岸|乡镇|街道|院校|专业|医院)"
    "(?:名称|名|组|别|[(](?:地区|市|县|区|国家)[)])?|[省市县区州盟旗]{2,4}别?"
    "|国家[(和或及]?地区[)]?"
)
# Of several columns of names, those that only sort the rows.
CATEGORIES: Final = (
    "(?:指标)?(?:类别|分类|类型|领域|维度|方面|板块|大类|目标层?|[一二]级指标|一级|门类|系统)"
    "(?:名称)?"
)
# Over the names of indicators: what else stands over a column is whose they are.
INDICATORS: Final = "(?:(?:主要|经济|统计|监测|规划|发展|考核)*(?:[三]级)?指标(?:名称)?)?"
YEARS: Final = (
    "(?:年份|年度|时间|期间|时期|月份|季度|年月别?|[年月季]别|[年月]|日期|报告期|学年度?)"
)
NUMBERS: Final = "(?:.*(?:序号|编号|代码|编码)|行次|栏次|附注|注释|页码|权[数重])"
UNITS: Final = "(?:计量|计算|数量)?单位"
PROPERTIES: Final = (
    "(?:指标)?(?:属性|性质|类型|备注|说明|责任单位|牵头单位|日期|注|来源|数据来源|责任部门"
    "|牵头部门)"
    "|.*(?:位次|排名|名次|排序|排位)"
    "|.{2,}[为是].{2,}|.{2,}占(?!地|.*比[重例]$).{2,}"
    "|.*(?:完成|进度|达成|执行).*%"
    "|(?:完成|[占为])(?:年初|年度|全年|调整)?(?:预算|目标|计划|任务).*"
    "|(?:[比较与].{1,8}|同比|环比)?(?:增加|减少|增减|变动|增长|变化)(?:[额量数]|值|金额)|差额"
    "|增减额"
    "|(?:[比较与].{1,8})?(?:增加|减少|变动|变化)"
)
# Words of a header that makes no name where it is not understood.
UNTOLD: Final = (
    "\\d{4}|=100|[位名]?[居列]全|降[幅低]|^[比较与]|(?<![新净然])增(?![加收]值|值|殖|产|速)"
    "|减(?![税排免])|[±↑↓]"
    "|[升涨跌]|变动|变化|[位名]次"
    "|排[名序位]|进度|完成率|执行率|达成率|%$|拉动|贡献|权重|基期|^[上期年]期|期初|^年初|^期末"
    "|序$|累计(?![结余])"
    "|同期|环比|同比|按[年季月]|占(?!地|比$|.*比[重例]$)|距平|偏[高低多少离]"
)

# A column of values that says nothing of what they are.
PLAIN: Final = (
    "(?:预计|绝对[量数值额]?|总量|数量|指标值|数值|数据|实绩|实际(?:数|值)?|完成(?:数|值|情况|额)?|"
    "合计|总计|金额|规模|全年|年度|年|值|数|基期值?|基数|现状值?|基准值?|决算数?|执行数?|本期"
    "|本期数|"
    "数额|实数|累计|[总总]额|总值|实现值?|值[(]亿?元[)]|水平|计|总数|原值|当月|本月)?"
)
AMOUNTS: Final = ("金额", "总额", "数额", "完成额")  # of these, of money
# Growth on the value before it; over a year, or on the period before.
GROWTHS: Final = (
    "(?:本(?:报告)?[期年月]末?)?(?:比|较|与|按)?(?:上年|去年|同期|上年同期|去年同期|上年同月"
    "|去年同月"
    "|上年同[期月]末|年|一年前)?(?:同期)?"
    "(?:相?比|比较)?(?:同比)?(?:名义|实际)?"
    "(?:增长|增速|增减|增幅|增长率|增长速度|增长幅度|增减率|增减幅度?|±|\\+-|\\+/-|涨跌幅度?"
    "|涨跌|变动|变动率"
    "|变动百分率|变动百分比|增长百分率|变化率|变幅|变[动化]幅度"
    "|年增率|增率|涨幅|升幅|升跌)|同比|年增率"
)
# Growth only where the header says per cent.
# Of a table with several units, against which a change is a growth: 比上月末 may be an amount.
OF_LAST_YEAR: Final = "上年同|去年|同期|同月|同比|年增"
UNSURE: Final = "±|\\+-|\\+/-|增减$|变动$|涨跌$|升跌$|幅度$"
STEPS: Final = (
    "(?:环比|按[季月]|[比较]上[月季](?:度)?|月增率)"
    "(?:增长|增速|增减|增幅|增长率|±|\\+-|涨跌幅度?|变动)?"
)
AVERAGE_GROWTHS: Final = (
    "(?:年均|年平均|平均每年)(?:增长|增速|增长率|增长速度|递增)"
    "(?:[\\[〔(（]累计(?:数|值)?[\\]〕)）])?"
)
SHARES: Final = "(?:占?比重|占比|构成|占全[国省市县区]比重|所占比重|百分比|结构)"

# In a table of a month: that month, and the total since January.
MONTHS: Final = "本月止?|当月"
TOTALS: Final = (
    "本[年期]累计|1[—\\-至]本月止?(?:累计)?|自年初累计|年初至本月(?:累计)?|本月[止末]累计|累计"
)

# What brackets in a header say of how firm its figures are.
STATUS: Final = (
    "[(](?:预计|预估|概估|[初推]估|估计|修正|修订|目标|实际|规划|初步|快报|预测|现状|基期|预期"
    "|计划|完成"
    "|实绩|临时)?(?:数字?|值)?[)]"
)
# What is counted, behind those of whom: 存量 of 人民币贷款, and 人均消费 of 城镇居民.
MEASURES: Final = "(?:[量额值数率价]|收入|支出|价格|面积|余额|人口|规模|投资|指数|利润|成本)$"

# The unit that a name asks for, by its head; the first that fits decides. What is said of a whole
# table, or of a row, is not meant for a name that asks for another one: 亿元 over 人均生产总值.
RATES: Final = (
    "(?:率|比重|比例|占比|指数|系数|(?<!对)比|增长|增速|增幅|[下提]降|降低|提高|倍数|年限|寿命)$"
)
HEADS: Final = (
    (RATES, "%|‰"),
    ("(?:人均|户均|亩均|地均|每(?![年月日])|平均).*|价格?$", "[^百千万亿]*"),
    ("人次$", ".*人次"),
    *((f"{each}数$", f".*{each}.*") for each in ("户", "件", "起", "宗", "辆", "台", "艘", "班")),
    (
        "(?:人数?|人口数?|人员数?|职工数?|(?:学|考|招|新|毕业|在校|在园|研究|本科|专科)生数?"
        "|教师数?|医师数?|护士数?)$",
        ".*人",
    ),
    ("(?:床位数?|病床数?|床)$", ".*[张床个]"),
    ("面积$", ".*(?:[顷亩]|平方.*|m.*)"),
    ("(?:里程|长度)$", ".*[米里]"),
    ("电量$", ".*[时度]"),
    ("(?:产量|单产)$", "(?!.*[元人顷亩%‰]).*"),
    (
        "(?:[密温湿速强]度|满意度|时间|天数|年龄|得分|评分|分值|分数|等级|级别)$",
        "%|‰|[天岁年时分度]+",
    ),
    (
        "(?:学校|院校|班级?|机构|单位|企业|公司|网点|项目|岗位|设备"
        "|[房车床位园所次村组院馆站点店厂])数量?$",
        "(?!.*[元人吨顷亩米%‰瓦]).*",
    ),
    ("(?:(?<![算行成支入付收出余计总实基存本])数|..数量)$", "(?!.*[元吨顷亩米瓦]).*"),
    (
        "(?:收入|支出|投资|产值|增加值|生产总值|贷款|存款|余额|金额|资金|利润|税收?|销售额|零售额"
        "|总额|债务|(?<!消)费|款|资产|负债|成本)$",
        ".*[元圆币镑].*",
    ),
)
# Over a column, whose the figures of indicators are; nothing else has the unit of its row.
WHOSE: Final = (
    "(?:.*(?:[省市县区州盟旗国镇乡村校院局部行]|[企行产农工]业|公司|集团|居民|家庭|住户|人口|民"
    "|城镇|街道"
    "|农村|城市|乡村|合计|总计|小计|本级|境[内外]|国[内际]|[东中西]部|东北|地区|以[上下]|经济"
    "|[男女](?:性|生)?|港"
    "|规[上下]|限[上下]|国有|集体|私营|[内外]资|[公民]办|[公民][立营]|[一二三]产|.岁|群|团|平均"
    "|其他|全体|全部|[甲乙丙丁戊己])"
    ")?"
)
# A name that is only its head goes on from the line over it.
HEAD_ALONE: Final = (
    "(?:总|净|增加|销售|零售|生产|可支配)?(?:[总产]?值|[总余]?额|[总产]?量|率|人?数|收入|支出"
    "|投资|面积|指数|比重|比例"
    "|里程|存款|贷款|人口|覆盖率|普及率)"
)
# A caption in per cent is of these, or of growth.
STRUCTURES: Final = "构成|结构|比重|占比|比例|份额|[^效]率"
# Names of rows that are days of a year, whose figures are not of all of it.
OCCASIONS: Final = "元旦|春节|清明|五一|劳动节|端午|国庆|中秋|暑期|寒假|黄金周"

# A time in a header beside its month or year.
SAME_MONTH: Final = r"(?<=\d月)份?[当单本]月"
AT_END: Final = ("年末", "年底")
OF_YEAR: Final = "^(?:年[末底]|全年|当年)(?=..)"
# Over a table, what is no title; a unit in brackets of all but the rates.
SENTENCES: Final = "[。,;]|以来|相比"
UNIT_EXCEPT: Final = (
    r"[(（](?:除[^()（）,，]{1,12}外[,，])?(?:均?以|单位[为:：])?"
    r"([^()（）、,，:：]{1,10}?)(?:列示|表示"
    r"|为单位|计)?"
    r"(?:[,，][^()（）]{1,12}除外)?[)）]\s*$"
)

# Rows that are a growth themselves: 地区生产总值增长（%）; a mean one; a fall.
GROWTHS_OF: Final = (
    "(?:[比较](?:上年|去年)(?:同期|同月)?)?(?:同比)?(?P<mean>年均|年平均)?(?:名义|实际)?"
    "(?<!自然)(?:增长率?|增速|增幅|增长速度)"
)
FALLS_OF: Final = (
    "(?:[比较](?:上年|去年)(?:同期|同月)?)?"
    "(?P<mean>年均|年平均|累计)?(?:降低|下降|减少)(?:率|幅度)?"
)
# What the header of a growth names as its base.
BASED: Final = "年|同|环比|上[月季期]|按"
# Behind the name of a row, a unit that no table knows.
LIKE_UNIT: Final = "[(（][百千万亿]{0,2}[^()（）]{0,10}[单單]位[)）]$"
# Titles of tables of growth alone: 规模以上工业增加值增速（%）.
GROWTHS_ALL: Final = (
    "(?:增长(?:速度|率|情况)?|增速|涨跌幅度?|涨幅|升幅|变动(?:百分)?率|变动百分比)"
    "(?:[(（]%[)）])?\\s*$"
)

# In a table of targets, a column of how they bind.
FORCES: Final = frozenset(("预期性", "约束性"))

# A column of what is asked.
GOALS: Final = (
    "(?:年初|年度|全年|调整)(?:预算|目标|计划)|预期目标|目标|规划(?!用地|面积)|计划(?!生育|单列)"
    "|预期|预算(?![收支内外]|资金|单位|管理)(?:安排)?"
)
# A column of what was done.
DONE: Final = ("完成", "实际", "实绩", "实现", "达到", "现状")
MISSING: Final = (
    "",
    "-",
    "--",
    "—",
    "——",
    "－",
    "…",
    "……",
    "...",
    "/",
    "无",
    "n/a",
    "N/A",
    "–",
    "x",
    "X",
    "*",
    "..",
    "─",
)

# Counters that are a unit under the name of what is counted: 户 under 总户数.
COUNTERS: Final = frozenset("户 人 家 个 件 辆 台 所 张 头 只 人次".split())

# Words of two characters that are often printed apart.
SPREAD: Final = frozenset(
    (
        "单位 金额 数量 比重 增长 增速 产量 备注 人口 面积 "
        "合计 总计 小计 属性 排名 同比 环比 本月 累计"
    ).split()
)

# What a title ends with, beside the name of what its table counts; what it says of several.
TITLE_ENDS: Final = "(?:基本)?(?:情况|统计|一览|走势|变化|数据|概况|汇总|及其?增长速度|及增长)*表?"
TITLE_SEVERAL: Final = "主要|指标|[及和与、]|情况|统计"
