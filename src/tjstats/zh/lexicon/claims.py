"""The words of claims: rise and fall, bases, totals and their parts, ratios by name, what growth is
real, as tables and patterns.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = [
    "BALANCES",
    "BASE_WORDS",
    "CONTRIBUTIONS",
    "CORRECTED",
    "DIRECTIONS",
    "EARLIER_WORDS",
    "IDENTITIES",
    "IDENTITIES_OF_CHANGES",
    "IDENTITIES_OF_MEANS",
    "INCOMES",
    "INDUSTRIES",
    "LEADS",
    "MARGINS",
    "NAME_ENDS",
    "NOMINAL",
    "OPPOSITES",
    "OVERLAPPING",
    "PARTIAL",
    "PER",
    "PLACES",
    "PRICED",
    "QUARTERS",
    "RATIOS",
    "REAL",
    "REPORTERS",
    "SAME_NAMES",
    "SCOPES",
    "SHARE_RATES",
    "TIMES",
    "TIME_BASES",
    "VERB_ENDS",
    "WHOLES",
    "Identity",
    "Ratio",
]

# --- what stands around a name --------------------------------------------------------------------

_NUMERAL: Final = "[0-9一二三四五六七八九十〇零两]"
_YEAR: Final = "(?:[12][0-9]{3}|[一二][一二三四五六七八九〇零]{3})年"
LEADS: Final = (
    "其中|此外|另外|同时|而|并|且|共有|全部|又|仅|即|、|和|及|以及|与|“|”|《"
    "|在(?![职校岗建册线园读学])|按[^，]{1,6}分|"
    "从[^，]{1,8}看|分[^，]{1,4}看|各类|完成|实现|新增(?=减)|各级|各(?=地)"
)
TIMES: Final = (
    f"(?:截至|截止|到|至)?{_YEAR}(?:{_NUMERAL}{{1,2}}月份?)?(?:年?[末底初])?|全年|今年|去年|本年|"
    "上半年|下半年|前?[一二三四1-4]季度末?|"
    f"前{_NUMERAL}{{1,2}}个月|{_NUMERAL}{{1,2}}(?:[—\\-–至]{_NUMERAL}{{1,2}})?月份?[末底]?|"
    "年[末底初]|期末|季末|月末|本[季月年期]|当[月年季]|"
    f"{_NUMERAL}{{1,2}}年(?:来|间)?|同期|目前|假日期间|期间|时期|年内|累计|[“”]十[一二三四五]五[“”]"
)
PLACES: Final = (
    "全国|全社会|全省|全市|全县|全区|全乡|全镇|全州|全行|全辖|全部|全体|本市|我市|我省|某省|各地|总"
)
NAME_ENDS: Final = (
    "总数量?|总量|总额|总值|总人口|总人数|总面积|总规模|数量|面积|金额|规模|人数|户数|件数|数|量|"
    "(?<!余)额"
)
VERB_ENDS: Final = (
    "分别|依次|各|为|是|达到|达|约为|约|共有|共|有|收(?!入)|完成|实现|合计|总计|累计|已|的|：|则|"
    "仅|在|至|到|由|从|自|超过|以|增至|升至|降至"
)
QUARTERS: Final = ("一季度", "二季度", "三季度", "四季度")

# Names of one thing: each pattern is written as the word behind it.
SAME_NAMES: Final = (
    # 进出口 holds 出口, which is a part of it
    ("(?:外贸|对外贸易|货物贸易|货物)?进出口|外贸|对外贸易|货物贸易", "外贸"),
    ("汽车总量", "汽车保有量"),
    ("规上", "规模以上"),
    ("研究与试验发展|研究与发展|R&D", "研发"),
    ("限上", "限额以上"),
)

# --- what cuts a name -----------------------------------------------------------------------------

BASE_WORDS: Final = (
    "同比|环比|比(?!较|值)|较(?!大|小|多|少)|与(?!会)|扣除|按|名义|实际|年均|年平均|平均每年|"
    "每年|同口径|不变价|当年价|可比|(?<![一二三四五六七八九十两几近每逐0-9])[年月季](?=[增减]$)"
)
# What names an earlier level, and, with the names of times, what a change is against.
EARLIER_WORDS: Final = (
    f"(?:上一?|去)年度?(?:同期|同月|同季|[末底]|{_NUMERAL}{{1,2}}月份?[末底]?)?|上一?学年[末底]?|"
    "上一?[届轮]|"
    "前一(?:个?月|季度?|年)[末底]?|前年(?:同期)?|年初|期初|季初|"
    f"上一?(?:个?月|季度?|期|半年)(?:[末底])?|原公布|{_NUMERAL}{{1,2}}年前"
)
TIME_BASES: Final = (
    f"{_YEAR}(?:同期|年?[末底初]|{_NUMERAL}{{1,2}}月份?[末底]?)?|{_NUMERAL}{{1,2}}月份?[末底]?|"
    f"{EARLIER_WORDS}|第?[一二三四]季度?末?|月初|同期|[“”]十[一二三四五]五[“”](?:时期)?[末初]?|"
    "基期|原来|此前|以前|起初|当初"
)

# --- growth ---------------------------------------------------------------------------------------

# Growth of these is published at constant or comparable prices, or on a comparable scope, unless
# the text says otherwise. Source: the notes of the statistical bulletins of China's National Bureau
# of Statistics.
_CORRECTED: Final = "不变价|可比|同口径|扣除|实际(?=增|下|年均)|调整"
CORRECTED: Final = re.compile(_CORRECTED)
_INCOMES: Final = "可支配收入|纯收入|居民收入|消费支出"
INCOMES: Final = re.compile(_INCOMES)
_PRICED: Final = f"生产总值|GDP|经济总量|增加值|总产值|劳动生产率|{_INCOMES}|{_CORRECTED}"
PRICED: Final = re.compile(_PRICED)
REAL: Final = re.compile(
    f"{_PRICED}|固定资产投资|房地产开发投资|企业.{{0,6}}(?:利润|营业收入)|利润总额|"
    "社会消费品零售总额"
)
NOMINAL: Final = re.compile("名义|现价|未扣除|按?当年价")

# --- totals ---------------------------------------------------------------------------------------


class Identity(NamedTuple):
    """A whole and its parts by their names. Fields: whole, parts, signs (of the parts, + where
    there are none).
    """

    whole: str
    parts: tuple[str, ...]
    signs: tuple[int, ...] = ()


# Totals that are the sum (or the difference) of parts that leave nothing out.
IDENTITIES: Final = (
    Identity("进出口|外贸", (r"(?<!进)出口", r"(?<!出口)进口")),
    Identity("生产总值|GDP", ("第一产业|一产", "第二产业|二产", "第三产业|三产|服务业")),
    Identity("就业人员", ("第一产业", "第二产业", "第三产业")),
    Identity("人口", ("城镇", "乡村|农村")),
    Identity("人口", ("男性", "女性")),
    Identity(
        "游客|旅游|出游|花费|消费|收入|培训|案件|用户|新增", ("城镇居民", "农村居民|乡村居民")
    ),
    Identity("旅客|游客|访客", ("留宿|(?<!不)过夜", "不过夜|即日|一日游")),
    Identity("一般公共预算收入|财政收入|税费收入", ("(?<!非)税收", "非税")),
    Identity(
        "医保|医疗保险|参保", ("职工(?:基本)?医(?:保|疗保险)", "居民(?:基本)?医(?:保|疗保险)")
    ),
    Identity("参保|参加.{0,8}(?:养老|医疗)保险", ("在职", "(?:离)?退休")),
    Identity("水产品|渔业", ("养殖", "捕捞")),
    Identity("管网", ("污水", "雨水", "合流")),
    Identity("吞吐量|集装箱", ("本地|直接", "中转|转运")),
    Identity("用电", ("第一产业", "第二产业", "第三产业", "居民生活")),
    Identity("养老保险|参保", ("职工(?:基本)?养老保险", "居民(?:基本)?养老保险")),
    Identity("粮食", ("夏粮", "早稻", "秋粮")),
    Identity("粮食", ("夏粮", "秋粮")),
    Identity("义务教育", ("小学", "初中")),
    Identity("消费品零售", ("城镇|城市", "乡村|农村")),
    Identity("消费品零售", ("商品零售", "餐饮")),
    Identity("农民工", ("外出", "本地")),
    Identity("外出农民工", ("跨省|省外", "省内")),
    Identity("固定资产投资", ("第一产业", "第二产业", "第三产业")),
    Identity("工业.{0,8}利润", ("采矿", "制造", "电力")),
    Identity("快[递件]业务", ("同城", "异地", "国际")),
    Identity("保费", ("财产", "人身")),
    Identity("保费", ("财产", "寿险", "健康险[和与及]意外")),
    Identity("吞吐量|贸易", ("外贸", "内贸")),
    Identity("用水", ("生活", "工业", "农业", "生态")),
    Identity("供水", ("地表水", "地下水", "其他")),
    Identity("猪牛羊禽肉", ("猪肉", "牛肉", "羊肉", "禽肉")),
    Identity("高中阶段", ("普通高中", "中等职业|中职")),
    Identity("人身险", ("寿险", "健康险", "意外")),
    Identity("专利", ("发明", "实用新型", "外观")),
    Identity("债券", ("新增债券", "再融资债券")),
    Identity("债券", ("一般债券", "专项债券")),
    Identity("出入境", ("内地居民", "港澳台", "外国人")),
    Identity("公共预算(?:收入|支出)", ("中央", "地方")),
    Identity("客运|旅客运输", ("铁路", "公路", "水路", "民航")),
    Identity("社会组织", ("社会团体|社团", "社会服务机构|民办非企业", "基金会")),
    Identity("研发|试验发展", ("基础研究", "应用研究", "试验发展")),
    Identity("诊疗|床位|卫生.{0,4}机构", ("(?<!基层)医院", "基层", "专业公共卫生", "其他")),
    Identity("诊疗", ("(?<!基层)医院", "基层", "其他")),
)
# Means that are the sum of others.
IDENTITIES_OF_MEANS: Final = (
    Identity("人均.{0,2}可支配收入(?!.*中位数)", ("工资性", "经营净", "财产净", "转移净")),
)
# A figure that is by its name the difference or sum of others, each with its sign.
BALANCES: Final = (
    Identity("结售汇顺差", ("结汇", "售汇"), (1, -1)),
    Identity("结售汇逆差", ("售汇", "结汇"), (1, -1)),
    Identity("收付款?顺差", ("收入", "支出"), (1, -1)),
    Identity("收付款?逆差", ("支出", "收入"), (1, -1)),
    Identity("净流入", ("实收|收入|流入", "实付|支出|流出"), (1, -1)),
    Identity("净流出", ("实付|支出|流出", "实收|收入|流入"), (1, -1)),
    Identity("顺差|出超", (r"(?<!进)出口", r"(?<!出口)进口"), (1, -1)),
    Identity("逆差|入超", (r"(?<!出口)进口", r"(?<!进)出口"), (1, -1)),
    Identity("(?:当[期年]|本[期年]|收支|相抵后?|年度)结余", ("收入", "支出|费用"), (1, -1)),
    Identity(
        "^毛利(?:润|额)?(?:为|达)?$",
        (
            "^(?:营业|销售|主营业务)?(?:收入|收益)(?:为|达)?$",
            "^(?:营业|销售|主营业务)成本(?:为|达)?$",
        ),
        (1, -1),
    ),
    Identity("自然增长率", ("出生率", "死亡率"), (1, -1)),
    Identity("自然减少", ("死亡", "出生"), (1, -1)),
    Identity("自然增[长加](?!率)", ("出生", "死亡"), (1, -1)),
    Identity("净[增迁]", ("出生", "死亡", "净迁入|迁入"), (1, -1, 1)),
    Identity("多盈", ("亏损", "盈利"), (1, 1)),
    Identity("净增", ("新设|新登记|新注册|新开", "注销|关闭|停业"), (1, -1)),
    Identity("缴存余额", ("(?<![当本全]年)缴存总额", "(?<![当本全]年)提取总额"), (1, -1)),
    Identity(
        "(?<!公司)(?<!股东)(?<!股东的)(?<!归母)(?:所有者权益|净资产)",
        ("总资产|资产总[额计]", "负债"),
        (1, -1),
    ),
    Identity("(?<!非)劳动力(?:人[口数])?(?!资源)", ("就业人[口数]", "失业人[口数]"), (1, 1)),
    Identity("(?:滚存|累计)结余", ("年初|期初|上年末", "当[期年]结余|本[期年]结余"), (1, 1)),
)
# Changes that leave nothing out of another, by their names.
IDENTITIES_OF_CHANGES: Final = (
    Identity("(?:住户|居民|个人).{0,4}贷款", ("短期", "中长期")),
    Identity("(?:住户|居民|个人).{0,4}存款", ("活期", "定期")),
)
# Names of two parts that leave nothing out, where the rest of their names is one: 国内旅客 and
# 国际旅客.
OPPOSITES: Final = (
    ("国内", "国际(?:及(?:地区|港澳台))?"),
    ("国产", "进口"),
    ("进境|入境", "出境"),
    ("进港|到港|到达", "[出离]港|发送|出发"),
    ("实收", "实付"),
    ("重箱", "空箱"),
    ("外贸", "内贸"),
    ("公办", "民办"),
    ("公立", "民营|民办|私立"),
    ("境内", "境外"),
    ("省内", "省外"),
    ("本地", "外出|外来|外地"),
    ("公共", "专用"),
    ("线上", "线下"),
    ("福利彩票", "体育彩票"),
    ("二手", "新建|新"),
    ("直接", "间接"),
    ("短期", "中长期"),
    ("营利性", "非营利性"),
    ("男", "女"),
    ("城镇|城市", "农村|乡村"),
)
# The three industries by their names.
INDUSTRIES: Final = ("第一产业|一产|农业", "第二产业|二产|工业和建筑业", "第三产业|三产|服务业")
# Sets of shares that make 100 percent.
WHOLES: Final = (
    ("第一产业|一产", "第二产业|二产", "第三产业|三产|服务业"),
    ("男", "女"),
    ("城镇", "乡村|农村"),
    ("东部", "中部", "西部", "东北"),
    ("外国人", "港澳台"),
    ("境内", "境外"),
    ("工业产值", "农业产值"),
    ("(?<!非)税收", "非税"),
)
# Of some counted things, those that went one way, the other, or neither.
DIRECTIONS: Final = (
    ("提前|超额", "符合|达到|正常", "滞后|落后|未达"),
    ("上涨|上升|增长|提高", "持平|不变", "下降|下跌|回落|减少"),
    ("优良", "超标|污染"),
    ("(?<![未不])达标", "超标|未达标|不达标"),
    ("(?<![未不])合格", "不合格|未合格"),
    ("正增长", "负增长"),
)
# Parts of one growth that leave nothing out.
CONTRIBUTIONS: Final = (
    ("翘尾", "新涨价"),
    ("生产资料", "生活资料"),
    ("第一产业", "第二产业", "第三产业"),
)
# Groups that may overlap, so that their sum says nothing.
OVERLAPPING: Final = re.compile(
    "女|党员|农民工|老[年人]|青年|少数民族|残疾|毕业生|职工|学生|岁|困难|低保|贫困|本科|学历|"
    "高级|户籍|外地"
)

# Words before a name that make it a part of what the name says alone.
PARTIAL: Final = re.compile(
    "农村|乡村|城镇|城市|民营|国有|外资|私营|集体|个体|女|男|其他|主要|重点|部分|新(?!增)|高|小|"
    "中|大|一般|规模|限额"
)

# Words that make the scope of a name another: parts in it are no parts of a whole without it.
SCOPES: Final = re.compile("户籍|常住|在岗|规模以上|限额以上|登记")

# Ends of the name of who reports, before the name of what is reported.
REPORTERS: Final = re.compile(
    "(?:[会局厅院队部所社关区县市镇村校行]|公积金|中心|公司|集团|机构|系统|企业|运动会)$"
)

# --- rates and ratios by name ---------------------------------------------------------------------


class Ratio(NamedTuple):
    """A figure that is by its name one figure over another, times *scale*."""

    name: str
    above: str
    below: str
    scale: int = 1


# Rates that are the share of a part in a whole by their names.
SHARE_RATES: Final = (
    Ratio("城镇化率", "城镇(?:常住)?人口", "^(?:常住人口|总人口|人口)"),
    Ratio("不良(?:贷款)?率", "不良贷款", "^(?:各项)?贷款(?:总额|余额)?$"),
    Ratio("失业率", "失业人[数口]", "(?<!非)(?:劳动力?人口|劳动力)"),
    Ratio(
        "结收案?比|结收案件比|结案率|办结率|审结率",
        "审结|办结|结案|执结",
        "收(?:各类)?案|受理|新收|收件",
    ),
    Ratio("渗透率", "新能源", "汽车|乘用车|上险|销量"),
    Ratio("个(?:人住房)?贷(?:款)?率", "贷款", "缴存余额"),
    Ratio("资产负债率", "负债", "(?<!净)资产"),
    Ratio("(?:收入|销售)利润率", "利润(?:总额)?$", "(?:营业|销售|业务)收入$"),
    Ratio("净利率", "净利润", "营业收入"),
    Ratio("拨备覆盖率", "准备", "不良"),
    Ratio("(?:贷款)?拨备率|拨贷比", "准备", "^(?:各项)?贷款(?:总额|余额)?$"),
    Ratio("保险深度", "保费", "生产总值|GDP"),
    Ratio("(?:研发|R&D).{0,6}强度", "研发", "生产总值|GDP"),
    Ratio("产销率", "销售产值", "总产值"),
    Ratio("入学率|升学率", "入学|升学|录取", "毕业生|适龄"),
)
# What is left of *below* without *above*, as a rate of it.
MARGINS: Final = (
    Ratio(
        "毛利率", "营业成本|销售成本|主营业务成本", "营业收入|销售收入|主营业务收入|^(?:收入|收益)$"
    ),
)
RATIOS: Final = (
    Ratio("求人倍率|求人倍数", "岗位|需求|招聘", "求职"),
    Ratio("生师比", "在校[学生]|学生", "教师"),
    Ratio("师生比", "教师", "在校[学生]|学生"),
    Ratio("城乡.{0,10}(?:比|倍差)", "(?:城镇|城市).*收入", "农村|乡村"),
    Ratio("(?<!出生)(?<!出生人口)性别比", "男", "女", 100),
    Ratio("抚养比", "在职|缴费", "退休"),
    Ratio("存贷比|贷存比", "贷款", "存款", 100),
)
# What each unit of one thing has of another: its words before the figure, and the thing.
PER: Final = (
    ("每(?:10|十)万(?:[人名]|.{0,4}人口)", ("person",), 100000),
    ("每万[人名]|每万(?:常住)?人口", ("person",), 10000),
    ("每千[人名]|每千(?:常住)?人口", ("person",), 1000),
    ("每百[人名户]", ("person", "household"), 100),
    ("人均|次均|人均每次|保险密度", ("person", "person_time"), 1),
    ("笔均|每笔", ("item",), 1),
    ("户均", ("household",), 1),
    ("每百平方公里", ("km**2",), 100),
    ("每平方公里", ("km**2",), 1),
    ("亩均|亩产|平均每亩|每亩", ("mu",), 1),
    ("单产|单位面积产量", ("mu", "hectare"), 1),
    ("(?:平均)?票价", ("person_time",), 1),
    ("每公顷|公顷均", ("hectare",), 1),
    ("生均", ("person",), 1),
    ("站距|站均", ("item",), 1),
    ("件均|单[票件]", ("case", "item"), 1),
    ("[校店企家馆院园]均", ("organisation", "enterprise"), 1),
    ("项均", ("item",), 1),
    ("车均", ("vehicle",), 1),
    ("平均每[^，0-9年月日天周季]{1,3}|每[家户套]", (), 1),
)
