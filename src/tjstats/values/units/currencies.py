"""The currencies of ISO 4217 that the table of units does not name itself: one dimension each.

Sources: ISO 4217, list one of 2025, without the codes for tests and for no currency, and of list
three those of recent series. Names: Unicode CLDR 48.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CURRENCIES"]

_LINES: Final = """
AED | 阿联酋迪拉姆 | UAE dirhams
AFN | 阿富汗尼 | Afghan Afghanis
ALL | 阿尔巴尼亚列克 | Albanian leke
AMD | 亚美尼亚德拉姆 | Armenian drams
ANG | 荷属安的列斯盾 | Netherlands Antillean guilders
AOA | 安哥拉宽扎 | Angolan kwanzas | 宽扎
ARS | 阿根廷比索 | Argentine pesos
AWG | 阿鲁巴弗罗林 | Aruban florin
AZN | 阿塞拜疆马纳特 | Azerbaijani manats
BAM | 波黑可兑换马克 | convertible marks
BBD | 巴巴多斯元 | Barbadian dollars
BDT | 孟加拉塔卡 | Bangladeshi takas | 塔卡
BGN | 保加利亚列弗 | Bulgarian leva
BHD | 巴林第纳尔 | Bahraini dinars
BIF | 布隆迪法郎 | Burundian francs
BMD | 百慕大元 | Bermudan dollars
BND | 文莱元 | Brunei dollars
BOB | 玻利维亚诺 | Bolivian bolivianos
BOV | 玻利维亚资金单位 | Bolivian mvdols
BRL | 巴西雷亚尔 | Brazilian reals | 雷亚尔 R$
BSD | 巴哈马元 | Bahamian dollars
BTN | 不丹努尔特鲁姆 | Bhutanese ngultrums
BWP | 博茨瓦纳普拉 | Botswanan pulas
BYN | 白俄罗斯卢布 | Belarusian rubles
BZD | 伯利兹元 | Belize dollars
CDF | 刚果法郎 | Congolese francs
CHE | WIR欧元 | WIR euros
CHF | 瑞士法郎 | Swiss francs | 瑞郎
CHW | WIR法郎 | WIR francs
CLF | 智利资金单位 | Chilean units of account
CLP | 智利比索 | Chilean pesos
COP | 哥伦比亚比索 | Colombian pesos
COU | 哥伦比亚币 | Colombian real value units
CRC | 哥斯达黎加科朗 | Costa Rican colons
CUC | 古巴可兑换比索 | Cuban convertible pesos
CUP | 古巴比索 | Cuban pesos
CVE | 佛得角埃斯库多 | Cape Verdean escudos
CZK | 捷克克朗 | Czech korunas
DJF | 吉布提法郎 | Djiboutian francs
DKK | 丹麦克朗 | Danish kroner
DOP | 多米尼加比索 | Dominican pesos
DZD | 阿尔及利亚第纳尔 | Algerian dinars
EGP | 埃及镑 | Egyptian pounds
ERN | 厄立特里亚纳克法 | Eritrean nakfas
ETB | 埃塞俄比亚比尔 | Ethiopian birrs
FJD | 斐济元 | Fijian dollars
FKP | 福克兰群岛镑 | Falkland Islands pounds
GEL | 格鲁吉亚拉里 | Georgian laris
GHS | 加纳塞地 | Ghanaian cedis
GIP | 直布罗陀镑 | Gibraltar pounds
GMD | 冈比亚达拉西 | Gambian dalasis
GNF | 几内亚法郎 | Guinean francs
GTQ | 危地马拉格查尔 | Guatemalan quetzals
GYD | 圭亚那元 | Guyanaese dollars
HNL | 洪都拉斯伦皮拉 | Honduran lempiras
HRK | 克罗地亚库纳 | Croatian kunas
HTG | 海地古德 | Haitian gourdes
HUF | 匈牙利福林 | Hungarian forints | 福林
IDR | 印度尼西亚卢比 | Indonesian rupiahs | 印尼盾 印尼卢比
ILS | 以色列新谢克尔 | Israeli new shekels | 谢克尔
IQD | 伊拉克第纳尔 | Iraqi dinars
IRR | 伊朗里亚尔 | Iranian rials
ISK | 冰岛克朗 | Icelandic kronur
JMD | 牙买加元 | Jamaican dollars
JOD | 约旦第纳尔 | Jordanian dinars
KES | 肯尼亚先令 | Kenyan shillings
KGS | 吉尔吉斯斯坦索姆 | Kyrgyz soms
KHR | 柬埔寨瑞尔 | Cambodian riels | 瑞尔
KMF | 科摩罗法郎 | Comorian francs
KPW | 朝鲜元 | North Korean won
KWD | 科威特第纳尔 | Kuwaiti dinars
KYD | 开曼元 | Cayman Islands dollars
KZT | 哈萨克斯坦坚戈 | Kazakhstani tenges | 坚戈
LAK | 老挝基普 | Laotian kips | 基普
LBP | 黎巴嫩镑 | Lebanese pounds
LKR | 斯里兰卡卢比 | Sri Lankan rupees
LRD | 利比里亚元 | Liberian dollars
LSL | 莱索托洛蒂 | Lesotho lotis
LYD | 利比亚第纳尔 | Libyan dinars
MAD | 摩洛哥迪拉姆 | Moroccan dirhams
MDL | 摩尔多瓦列伊 | Moldovan lei
MGA | 马达加斯加阿里亚里 | Malagasy ariaries
MKD | 马其顿第纳尔 | Macedonian denari
MMK | 缅甸元 | Myanmar kyats | 缅元 缅币
MNT | 蒙古图格里克 | Mongolian tugriks | 图格里克
MRU | 毛里塔尼亚乌吉亚 | Mauritanian ouguiyas
MUR | 毛里求斯卢比 | Mauritian rupees
MVR | 马尔代夫卢菲亚 | Maldivian rufiyaas
MWK | 马拉维克瓦查 | Malawian kwachas
MXN | 墨西哥比索 | Mexican pesos
MXV | 墨西哥资金单位 | Mexican investment units
MZN | 莫桑比克美提卡 | Mozambican meticals
NAD | 纳米比亚元 | Namibian dollars
NGN | 尼日利亚奈拉 | Nigerian nairas | 奈拉
NIO | 尼加拉瓜科多巴 | Nicaraguan cordobas
NOK | 挪威克朗 | Norwegian kroner
NPR | 尼泊尔卢比 | Nepalese rupees
NZD | 新西兰元 | New Zealand dollars | 纽元 NZ$
OMR | 阿曼里亚尔 | Omani rials
PAB | 巴拿马巴波亚 | Panamanian balboas
PEN | 秘鲁索尔 | Peruvian soles | 索尔
PGK | 巴布亚新几内亚基那 | Papua New Guinean kina
PHP | 菲律宾比索 | Philippine pesos
PKR | 巴基斯坦卢比 | Pakistani rupees
PLN | 波兰兹罗提 | Polish zlotys | 兹罗提
PYG | 巴拉圭瓜拉尼 | Paraguayan guaranis
QAR | 卡塔尔里亚尔 | Qatari riyals
RON | 罗马尼亚列伊 | Romanian lei
RSD | 塞尔维亚第纳尔 | Serbian dinars
RWF | 卢旺达法郎 | Rwandan francs
SAR | 沙特里亚尔 | Saudi riyals
SBD | 所罗门群岛元 | Solomon Islands dollars
SCR | 塞舌尔卢比 | Seychellois rupees
SDG | 苏丹镑 | Sudanese pounds
SEK | 瑞典克朗 | Swedish kronor
SGD | 新加坡元 | Singapore dollars | 新元 坡币 新币 S$
SHP | 圣赫勒拿镑 | St. Helena pounds
SLE | 塞拉利昂新利昂 | Sierra Leonean leones
SLL | 塞拉利昂利昂 | Sierra Leonean leones (until 2022)
SOS | 索马里先令 | Somali shillings
SRD | 苏里南元 | Surinamese dollars
SSP | 南苏丹镑 | South Sudanese pounds
STN | 圣多美和普林西比多布拉 | Sao Tome and Principe dobras
SVC | 萨尔瓦多科朗 | Salvadoran colones
SYP | 叙利亚镑 | Syrian pounds
SZL | 斯威士兰里兰吉尼 | Swazi emalangeni
THB | 泰铢 | Thai baht | 泰国铢
TJS | 塔吉克斯坦索莫尼 | Tajikistani somonis
TMT | 土库曼斯坦马纳特 | Turkmenistani manat
TND | 突尼斯第纳尔 | Tunisian dinars
TOP | 汤加潘加 | Tongan paanga
TRY | 土耳其里拉 | Turkish lira | Turkish liras
TTD | 特立尼达和多巴哥元 | Trinidad and Tobago dollars
TZS | 坦桑尼亚先令 | Tanzanian shillings
UAH | 乌克兰格里夫纳 | Ukrainian hryvnias | 格里夫纳
UGX | 乌干达先令 | Ugandan shillings
USN | 次日美元 | US dollars (next day)
UYI | 乌拉圭比索索引单位 | Uruguayan pesos in indexed units
UYU | 乌拉圭比索 | Uruguayan pesos
UYW | 乌拉圭工资指数单位 | Uruguayan nominal wage index units
UZS | 乌兹别克斯坦苏姆 | Uzbekistani som
VED | 委内瑞拉数字玻利瓦尔 | digital bolivars
VES | 委内瑞拉玻利瓦尔 | Venezuelan bolivars
VUV | 瓦努阿图瓦图 | Vanuatu vatus
WST | 萨摩亚塔拉 | Samoan tala
XAD | 阿拉伯记账第纳尔 | Arab accounting dinars
XAF | 中非法郎 | Central African CFA francs
XAG | 白银盎司 | troy ounces of silver
XAU | 黄金盎司 | troy ounces of gold
XBA | 欧洲复合单位 | European composite units
XBB | 欧洲六国货币单位 | European monetary units (6)
XBC | 欧洲九国记账单位 | European units of account (9)
XBD | 欧洲十七国记账单位 | European units of account (17)
XCD | 东加勒比元 | East Caribbean dollars
XCG | 加勒比盾 | Caribbean guilders
XDR | 特别提款权 | special drawing rights | SDR SDRs
XOF | 西非法郎 | West African CFA francs
XPD | 钯盎司 | troy ounces of palladium
XPF | 太平洋法郎 | CFP francs
XPT | 铂盎司 | troy ounces of platinum
XSU | 苏克雷 | sucres
XUA | 非洲开发银行记账单位 | ADB units of account
YER | 也门里亚尔 | Yemeni rials
ZAR | 南非兰特 | South African rand | 兰特
ZMW | 赞比亚克瓦查 | Zambian kwachas
ZWG | 津巴布韦金 | Zimbabwe gold
ZWL | 津巴布韦元 | Zimbabwean dollars
"""

# Code, Chinese name, English name, and further words, which blanks part.
CURRENCIES: Final = tuple(
    (code, zh, en, tuple(words.split()))
    for code, zh, en, words in (
        [*(part.strip() for part in line.split("|")), ""][:4]
        for line in _LINES.strip().splitlines()
    )
)
