"""Claims of a text about its own figures: each kind is found, and told right, wrong, or not to be decided."""

from __future__ import annotations

import pytest

from tjstats import Claim, Figure, Reason, Verdict, verify, zh
from tjstats.views.report import checks

# Sentence, words that the claim's readings cover, verdict.
DECIDED = {
    "from A to B": ("最低工资标准由2050元/月提高到2510元/月。", "2050元/月|2510元/月", "yes"),
    "from A to B, falling": ("机构从2700家减少到3200家。", "2700家|3200家", "no"),
    "without 由": ("人力资源服务机构2700家增至3200家。", "2700家|3200家", "yes"),
    "up c %": ("最低工资标准由2050元提升至2510元，增幅达22.4%。", "2050元|2510元|22.4%", "yes"),
    "up c %, wrong": ("最低工资标准由2050元提升至2510元，增幅达23.4%。", "2050元|2510元|23.4%", "no"),
    "down c %": ("单位能耗由0.50吨标准煤/万元下降到0.40吨标准煤/万元，降幅20%。", "0.50吨标准煤/万元|20%", "yes"),
    "points": ("常住人口城镇化率从60.1%提高到66.2%，提高6.1个百分点。", "60.1%|66.2%|6.1个百分点", "yes"),
    "points, wrong": ("常住人口城镇化率从60.1%提高到66.2%，提高5.1个百分点。", "60.1%|66.2%|5.1个百分点", "no"),
    "degrees": ("平均气温由10.5℃提高到12.5℃，提高2.0℃。", "10.5℃|12.5℃|2.0℃", "yes"),
    "degrees, wrong": ("平均气温由10.5℃提高到12.5℃，提高3.0℃。", "10.5℃|12.5℃|3.0℃", "no"),
    "points of a fall": ("调查失业率由5.6%下降到5.2%，下降0.4个百分点。", "5.6%|5.2%|0.4个百分点", "yes"),
    "beside a real growth": (
        "城镇居民人均可支配收入58236元，比上年增加2613元，增长4.7%，扣除价格因素实际增长4.2%。", "58236元|2613元|4.7%", "yes",
    ),
    "beside a real growth, wrong": (
        "城镇居民人均可支配收入58236元，比上年增加2613元，增长4.9%，扣除价格因素实际增长4.2%。", "58236元|2613元|4.9%", "no",
    ),
    "a multiple of another, printed later": (
        "城镇居民人均可支配收入58236元，是农村居民的1.95倍，农村居民人均可支配收入29874元。", "58236元|1.95倍|29874元", "yes",
    ),
    "a multiple of another, printed later, wrong": (
        "城镇居民人均可支配收入58236元，是农村居民的1.85倍，农村居民人均可支配收入29874元。", "58236元|1.85倍|29874元", "no",
    ),
    "a multiple of another, printed before, wrong": (
        "农村居民人均可支配收入29874元，城镇居民人均可支配收入58236元，是农村居民的1.85倍。", "58236元|1.85倍|29874元", "no",
    ),
    "more than doubled": ("进出口总额达1003.6亿元，而上年为489.2亿元，同比翻了一番多。", "1003.6亿元|489.2亿元|翻了一番多", "yes"),
    "more than doubled, wrong": (
        "进出口总额达1003.6亿元，而上年为609.2亿元，同比翻了一番多。", "1003.6亿元|609.2亿元|翻了一番多", "no",
    ),
    "past a target": ("累计建成安置房5.2万套，超过规划目标4.8万套0.4万套。", "5.2万套|4.8万套|0.4万套", "yes"),
    "past a target, wrong": ("累计建成安置房5.2万套，超过规划目标4.8万套0.9万套。", "5.2万套|4.8万套|0.9万套", "no"),
    "an amount": ("机构由2700家增加到3200家，增加500家。", "2700家|3200家|500家", "yes"),
    "增长N倍": ("电量由10亿千瓦时增加到25亿千瓦时，增长1.5倍。", "10亿千瓦时|25亿千瓦时|1.5倍", "yes"),
    "增长N倍, wrong": ("电量由10亿千瓦时增加到25亿千瓦时，增长2.5倍。", "10亿千瓦时|25亿千瓦时|2.5倍", "no"),
    "翻一番": ("专利由1.2万件增加到2.4万件，翻了一番。", "1.2万件|2.4万件", "yes"),
    "lists of ends": ("失业、工伤保险参保人数分别由349万人、405万人增加到411万人、429万人。", "349万人|411万人", "yes"),
    "increase and growth": ("基金收入合计68205亿元，比上年增加17538亿元，增长34.6%。", "68205亿元|17538亿元|34.6%", "yes"),
    "increase and growth, wrong": ("基金收入合计68205亿元，比上年增加17538亿元，增长43.6%。", "17538亿元|43.6%", "no"),
    "decrease": ("登记失业人员90万人，比上年减少10万人，下降10%。", "90万人|10万人|10%", "yes"),
    "其中": ("年末就业人员74652万人，其中城镇就业人员46773万人。", "74652万人|46773万人", "yes"),
    "其中, above the whole": ("年末就业人员46773万人，其中城镇就业人员74652万人。", "46773万人|74652万人", "no"),
    "trade": ("全年货物进出口总额3000亿元。其中，出口1800亿元，进口1200亿元。", "3000亿元|1800亿元|1200亿元", "yes"),
    "trade, wrong": ("全年货物进出口总额3000亿元。其中，出口1800亿元，进口1300亿元。", "3000亿元|1800亿元|1300亿元", "no"),
    "surplus": ("全年出口1800亿元，进口1200亿元，贸易顺差600亿元。", "1800亿元|1200亿元|600亿元", "yes"),
    "three industries": (
        "全年地区生产总值18024.32亿元。其中，第一产业增加值272.68亿元，第二产业增加值6100.97亿元，第三产业增加值11650.67亿元。",
        "18024.32亿元|272.68亿元|6100.97亿元|11650.67亿元", "yes",
    ),
    "shares of all": ("第一产业占22.9%；第二产业占29.1%；第三产业占48.0%。", "22.9%|29.1%|48.0%", "yes"),
    "shares of all, wrong": ("第一产业占22.9%；第二产业占29.1%；第三产业占46.0%。", "22.9%|29.1%|46.0%", "no"),
    "share of 其中": ("全省常住人口5000万人，其中65岁及以上人口750万人，占15.0%。", "5000万人|750万人|15.0%", "yes"),
    "share of 其中, wrong": ("全省常住人口5000万人，其中65岁及以上人口750万人，占16.0%。", "5000万人|750万人|16.0%", "no"),
    "share of a named whole": ("年末就业人员74652万人，其中城镇就业人员46773万人，占全国就业人员的62.7%。", "46773万人|62.7%", "yes"),
    "two shares of one population": ("持卡人数为13.9亿人，覆盖98.9%的人口；其中10.97亿人领用电子卡，覆盖77.9%的人口。", "13.9亿人|77.9%", "yes"),
    "two shares of one population, wrong": (
        "持卡人数为13.9亿人，覆盖98.9%的人口；其中10.97亿人领用电子卡，覆盖67.9%的人口。", "13.9亿人|67.9%", "no",
    ),
    "all ages, wrong": (
        "常住人口415.2万人，其中0—14岁人口64.6万人，15—59岁人口212.6万人，60岁及以上人口108.0万人。",
        "415.2万人|64.6万人|212.6万人|108.0万人", "no",
    ),
    "all ages, shares": ("0—14岁人口占15.6%，15—59岁人口占58.4%，60岁及以上人口占29.0%。", "15.6%|58.4%|29.0%", "no"),
    "whole in the paragraph before": (
        "年末常住人口384.0万人。\n从年龄构成看，0—15岁人口59.2万人，占常住人口的65.4%。", "384.0万人|59.2万人|65.4%", "no",
    ),
    "those that rose, fell or did neither": (
        "70个大中城市中，新建住宅价格环比上涨的城市有3个，持平的有2个，下降的有65个。", "70个|3个|2个|65个", "yes",
    ),
    "those that rose, fell or did neither, wrong": (
        "41个行业中，21个行业利润同比增长，3个持平，27个下降。", "41个|21个|3个|27个", "no",
    ),
    "a part above the whole of which others are shares": (
        "全年发电920.0亿千瓦时，火电563.0亿千瓦时，占61.2%；水电957.0亿千瓦时，占38.8%。", "920.0亿千瓦时|957.0亿千瓦时", "no",
    ),
    "structure of industries, far from 100": ("三次产业结构调整为11.0∶89.6∶49.3。", "11.0|89.6|49.3", "no"),
    "share of the total of a fund": (
        "住房公积金缴存额394.0亿元，增长5.6%。提取额279.2亿元，占当年缴存额的60.9%。", "394.0亿元|279.2亿元|60.9%", "no",
    ),
    "yield": ("粮食播种面积1283.9万亩，总产量720.2万吨，平均单产570.9公斤/亩。", "1283.9万亩|720.2万吨|570.9公斤/亩", "no"),
    "yearly mean of 五年来": ("五年来，累计利用外资25.6亿美元，年均5.81亿美元。", "25.6亿美元|5.81亿美元", "no"),
    "balance of a fund": ("缴存总额3435.0亿元，提取总额2126.8亿元，缴存余额1708.2亿元。", "3435.0亿元|2126.8亿元|1708.2亿元", "no"),
    "firms beside 家": ("规模以上工业企业由90家增加到140家，净增55家。", "90家|140家|55家", "no"),
    "points a year": (
        "2024年城镇化率达到58.9%，比2020年的56.5%提高2.4个百分点，年均提高0.9个百分点。", "58.9%|56.5%|2.4个百分点|0.9个百分点", "no",
    ),
    "people for each school": ("高中16.2千所，在校生348.0万人，校均规模215人。", "16.2千所|348.0万人|215人", "yes"),
    "people for each school, wrong": ("高中16.2千所，在校生348.0万人，校均规模275人。", "16.2千所|348.0万人|275人", "no"),
    "the whole behind the share": ("新能源汽车30.0万辆，占汽车总量的6.9%；汽车保有量440.2万辆。", "30.0万辆|440.2万辆|6.9%", "no"),
    "what is so and what is not": ("抽检食品1284批次，合格1176批次，不合格198批次。", "1284批次|1176批次|198批次", "no"),
    "days": ("全年365天中，空气质量优、良的天数为317天，优良天数比率为89.8%。", "365天|317天|89.8%", "no"),
    "lower than last month": ("商务活动指数为48.3%，低于上月的48.9%，下降1.6个百分点。", "48.3%|48.9%|1.6个百分点", "no"),
    "from the beginning of the year, at its end": (
        "2024年末存款余额1280.0亿元，比年初增加88.9亿元，同比增长9.5%。", "1280.0亿元|88.9亿元|9.5%", "no",
    ),
    "a base printed behind": (
        "2024年接待入境游客301.0万人次，恢复到2019年的84.0%；2019年接待入境游客320.1万人次。", "301.0万人次|320.1万人次|84.0%", "no",
    ),
    "margin": ("营业收入13.2千亿元，利润总额849.0亿元，营业收入利润率为7.4%。", "13.2千亿元|849.0亿元|7.4%", "no"),
    "total of a list in order": ("四个季度用水量依次为3.8亿吨、2.6亿吨、2.0亿吨、2.2亿吨，全年合计10.9亿吨。", "3.8亿吨|10.9亿吨", "no"),
    "ratio at the end of a change": (
        "城镇居民人均可支配收入48000元，农村居民人均可支配收入20000元，城乡居民收入比由上年的2.91缩小为2.70。", "48000元|20000元|2.70", "no",
    ),
    "points of the economy, not of the last in a list": (
        "三次产业分别增长3.6%、5.1%和5.9%，第二产业贡献率为35.9%，拉动经济增长1.9个百分点；地区生产总值增长5.2%。",
        "35.9%|1.9个百分点|5.2%", "yes",
    ),
    "fiscal years": ("2024/25年度住院病人421630人次，2023/24年度为388270人次，增加9.6%。", "421630人次|388270人次|9.6%", "no"),
    "part of what was planned": ("计划改造老旧小区830个，已开工690个，开工率89.1%。", "830个|690个|89.1%", "no"),
    "levels of a list of years": (
        "2020—2022年，研发经费支出分别为58.4亿元、60.5亿元和62.3亿元，年均增长8.3%。", "58.4亿元|62.3亿元|8.3%", "no",
    ),
    "of two years of a list, behind its mean": (
        "2022年、2023年、2024年支出分别为48.9亿元、51.4亿元和62.7亿元，三年平均54.3亿元，2024年比2023年增加11.3亿元。",
        "51.4亿元|62.7亿元|11.3亿元", "yes",
    ),
    "between two rates": ("营业收入增速比上年同期的8.0%回落1.8个百分点，为6.8%。", "8.0%|1.8个百分点|6.8%", "no"),
    "the part behind its share": ("营业收入208.7亿元，研发投入占营业收入的4.9%，为8.0亿元。", "208.7亿元|4.9%|8.0亿元", "no"),
    "more than was planned": ("计划新建386公里，实际完成432公里，超额完成41公里。", "386公里|432公里|41公里", "no"),
    "times an inline base": ("访港旅客46.8百万人次，相当于2018年60.3百万人次的73.5%。", "46.8百万人次|60.3百万人次|73.5%", "no"),
    "total behind its parts": ("夏粮36.2万吨，秋粮85.2万吨，早稻4.2万吨，全年粮食产量115.6万吨。", "36.2万吨|85.2万吨|115.6万吨", "no"),
    "ratio to a whole in brackets": ("研发经费216.4亿元，与地区生产总值（9955.7亿元）之比为8.17%。", "216.4亿元|9955.7亿元|8.17%", "no"),
    "beds for each home": ("养老机构118家，床位4100张，平均每家45张。", "118家|4100张|45张", "no"),
    "按年": ("首季客流19.57百万人次，按年增加118.1%，去年同期为9.23百万人次。", "19.57百万人次|118.1%|9.23百万人次", "no"),
    "月减": ("出口订单591.9亿美元，较上月减少45.2亿美元，月减7.5%。", "591.9亿美元|45.2亿美元|7.5%", "no"),
    "a target printed behind": ("新增就业8.48万人，完成年度目标任务的59.3%，年度目标为17.20万人。", "8.48万人|59.3%|17.20万人", "no"),
    "the rest of the shares": ("短期贷款占65.3%，中长期及其他贷款占35.7%。", "65.3%|35.7%", "no"),
    "GRIM": ("对40个断面进行监测，达标率为92.5%。", "40个|92.5%", "yes"),
    "GRIM, no whole number": ("对40个断面进行监测，达标率为93.1%。", "40个|93.1%", "no"),
    "a fall beyond its target": ("单位GDP能耗下降3.5%，超过目标（3%）0.5个百分点。", "3.5%|3%|0.5个百分点", "yes"),
    "a fall beyond its target, wrong": ("单位GDP能耗下降3.5%，超过目标（3%）0.9个百分点。", "3.5%|3%|0.9个百分点", "no"),
    "beyond a target in brackets, wrong": ("粮食产量705.2万吨，高于目标（700万吨）6.2万吨。", "705.2万吨|700万吨|6.2万吨", "no"),
    "target met": ("护理型床位占比为64.6%，“十四五”规划55%的目标任务提前完成。", "64.6%|55%", "yes"),
    "target met, wrong": ("护理型床位占比为46.4%，“十四五”规划55%的目标任务提前完成。", "46.4%|55%", "no"),
    "ceiling": ("城镇调查失业率均值为5.3%，低于5.5%的预期控制目标。", "5.3%|5.5%", "yes"),
    "part of a target": ("全年目标为1200万人，上半年城镇新增就业695万人，完成全年目标的58%。", "1200万人|695万人|58%", "yes"),
    "part of a target, wrong": ("全年目标为1200万人，上半年城镇新增就业695万人，完成全年目标的68%。", "1200万人|68%", "no"),
    "average of rates": ("2021年至2023年产量分别增长5.0%、6.0%和7.0%，年均增长6.0%。", "5.0%|6.0%|7.0%", "yes"),
    "average of rates, wrong": ("2021年至2023年产量分别增长5.0%、6.0%和7.0%，年均增长8.0%。", "5.0%|7.0%|8.0%", "no"),
    "yearly mean": ("“十四五”期间累计新增就业175万人，年均35万人。", "175万人|35万人", "yes"),
    "yearly mean, wrong": ("“十四五”期间累计新增就业175万人，年均45万人。", "175万人|45万人", "no"),
    "named members": ("养老、失业、工伤三项社会保险基金收入增加。", "养老、失业、工伤|三项", "yes"),
    "named members, wrong": ("养老、失业、工伤四项社会保险基金收入增加。", "养老、失业、工伤|四项", "no"),
    "named members with 等": ("养老、失业等三项社会保险基金收入增加。", "养老、失业|三项", "yes"),
    "total of a list": ("东部招聘3.1万人、中部2.2万人、西部1.3万人，合计6.6万人。", "3.1万人|2.2万人|1.3万人|6.6万人", "yes"),
    "total of a list, wrong": ("东部招聘3.1万人、中部2.2万人、西部1.3万人，合计7.6万人。", "3.1万人|7.6万人", "no"),
    "earlier level": ("2020年末参保人数900.55万人。2025年末参保人数1017.03万人，比2020年末增加116.48万人。", "900.55万人|116.48万人", "yes"),
    "earlier level, wrong": ("2020年末参保人数900.55万人。2025年末参保人数1017.03万人，比2020年末增加126.48万人。", "126.48万人", "no"),
    "two kinds of insured": ("参保人数13.27亿人。其中职工医保3.79亿人，居民医保9.48亿人。", "13.27亿人|3.79亿人|9.48亿人", "yes"),
    "compounded": ("“十四五”时期经济年均增长5.4%，五年累计增长30.1%。", "5.4%|30.1%", "yes"),
    "compounded, wrong": ("“十四五”时期经济年均增长5.4%，五年累计增长35.1%。", "5.4%|35.1%", "no"),
    "urban to rural": (
        "城镇居民人均可支配收入54188元，农村居民人均可支配收入23119元，城乡居民人均可支配收入之比为2.34。", "54188元|23119元|2.34", "yes",
    ),
    "one in a number": ("41个工业大类行业中，37个行业增加值保持增长，增长面为90.2%。", "41个|37个|90.2%", "yes"),
    "done of a number": ("40项任务已完成36项，完成率90%。", "40项|36项|90%", "yes"),
    "done of a number, wrong": ("40项任务已完成36项，完成率95%。", "40项|36项|95%", "no"),
    "structure": ("三次产业结构为6.3∶40.1∶53.6。", "6.3|40.1|53.6", "yes"),
    "structure, wrong": ("三次产业结构为6.3∶42.1∶53.6。", "6.3|42.1|53.6", "no"),
    "target inside": ("城镇新增就业695万人，完成全年1200万人目标的58%。", "695万人|1200万人|58%", "yes"),
    "total of years": ("2016年至2018年分别培训11万人、12.5万人、13万人，三年累计培训36.5万人。", "11万人|12.5万人|13万人|36.5万人", "yes"),
    "printed twice": ("2025年末基金累计结余9.83万亿元。会上说，2025年末基金累计结余9.83万亿元。", "9.83万亿元", "yes"),
}  # fmt: skip

UNDECIDED = {
    "no earlier level": (
        "年末参保人数102871万人，比上年末增加3007万人。",
        "3007万人",
        Reason.NO_EARLIER_LEVEL,
    ),
    "no earlier level, growth": (
        "保险金月人均为1585元，比上年增长5.2%。",
        "5.2%",
        Reason.NO_EARLIER_LEVEL,
    ),
    "real growth": (
        "地区生产总值18000亿元，比上年增加1000亿元，增长5.1%。",
        "5.1%",
        Reason.NO_COMPARABLE_BASE,
    ),
    "real growth, from A to B": (
        "居民人均可支配收入由4.0万元增加到5.0万元，增长20%。",
        "20%",
        Reason.NO_COMPARABLE_BASE,
    ),
    "real growth, said so": (
        "地区生产总值18000亿元，按不变价格计算，比上年增长5.1%。上年地区生产总值为17000亿元。",
        "5.1%",
        Reason.NO_COMPARABLE_BASE,
    ),
    "a level of another base": (
        "各项存款余额7318.6亿元，同比增长8.5%；年初余额为6706.2亿元。",
        "8.5%",
        Reason.NO_COMPARABLE_BASE,
    ),
    "real average growth": (
        "地区生产总值由2020年的15000亿元增加到2024年的18000亿元，年均增长5.1%。",
        "5.1%",
        Reason.NO_COMPARABLE_BASE,
    ),
    "no target": (
        "上半年城镇新增就业695万人，已完成全年目标任务的58%。",
        "58%",
        Reason.NO_TARGET_NUMBER,
    ),
    "no target, in words": (
        "全省城镇新增就业608.93万人，“十四五”规划目标提前超额完成。",
        "608.93万人",
        Reason.NO_TARGET_NUMBER,
    ),
    "no levels": ("生产总值年均增长4.4%。", "4.4%", Reason.NO_LEVELS),
    "as before": ("6月份城镇调查失业率为5.0%，与去年同期持平。", "5.0%", Reason.NO_EARLIER_LEVEL),
    "no opening balance": (
        "总收入4.53万亿元、总支出3.89万亿元，6月底累计结余9.83万亿元。",
        "9.83万亿元",
        Reason.NO_OPENING_BALANCE,
    ),
    "no whole": ("机器人产量30万套，占全国的40%。", "40%", Reason.NO_WHOLE),
}

# A temperature has no true zero: it has differences, but no sums, shares or multiples, and no parts below a whole.
TEMPERATURES = {
    "total of a list": ("甲地最高气温12℃、乙地最高气温13℃，合计25℃。", "12℃|25℃", Reason.UNIT_MISMATCH),
    "total of years": ("2016年至2018年平均气温分别为11℃、12℃、13℃，三年累计36℃。", "11℃|36℃", Reason.UNIT_MISMATCH),
    "identity": ("全市人口平均气温30℃。其中，城镇平均气温10℃，乡村平均气温20℃。", "30℃|10℃|20℃", Reason.UNIT_MISMATCH),
    "difference": ("全年出口18℃，进口12℃，贸易顺差6℃。", "18℃|12℃|6℃", Reason.UNIT_MISMATCH),
    "yearly mean": ("“十四五”期间累计平均气温175℃，年均35℃。", "175℃|35℃", Reason.UNIT_MISMATCH),
    "share": ("全市平均气温20℃，其中北部平均气温5℃，占25%。", "20℃|5℃|25%", Reason.UNIT_MISMATCH),
    "part of a target": ("完成平均气温10℃，完成全年20℃目标的50%。", "10℃|20℃|50%", Reason.UNIT_MISMATCH),
    "part": ("全市平均气温20℃，其中北部平均气温25℃。", "20℃|25℃", Reason.NO_RATIO_SCALE),
    "growth": ("平均气温由10℃提高到12℃，增长20%。", "10℃|12℃|20%", Reason.NO_RATIO_SCALE),
    "growth of an earlier level": ("2020年平均气温10℃。2021年平均气温12℃，比2020年增长20%。", "12℃|20%", Reason.NO_RATIO_SCALE),
    "increase and growth": ("平均气温20℃，比上年增加2℃，增长11%。", "20℃|2℃|11%", Reason.NO_RATIO_SCALE),
    "average growth": ("平均气温由2020年末的10℃提高到2025年末的20℃，年均增长15%。", "10℃|20℃|15%", Reason.NO_RATIO_SCALE),
    "N倍": ("最高气温由10℃提高到12℃，是上年的1.2倍。", "10℃|12℃|1.2倍", Reason.NO_RATIO_SCALE),
    "增长N倍": ("最高气温由10℃提高到20℃，增长1倍。", "10℃|20℃|1倍", Reason.NO_RATIO_SCALE),
    "N倍 of an earlier level": ("2020年末最高气温10℃。2025年末最高气温20℃，是2020年末的2倍。", "20℃|2倍", Reason.NO_RATIO_SCALE),
}  # fmt: skip

# What no arithmetic gives: a base of zero, points of an amount, digits beyond those of a figure, without end.
REFUSED = {
    "zero base": ("机构由0家增加到3200家，增长20%。", "0家|3200家|20%", Reason.ZERO_BASE),
    "negative base": ("利润由-5亿元增加到3亿元，增长160%。", "5亿元|3亿元|160%", Reason.NEGATIVE_BASE),
    "mixed sign": ("利润由5亿元下降到-3亿元，下降160%。", "5亿元|-3亿元|160%", Reason.MIXED_SIGN),
    "zero base, N倍": ("2020年末机构0家。2025年末机构20家，是2020年末的2倍。", "20家|2倍", Reason.ZERO_BASE),
    "zero whole": ("全省常住人口0人，其中65岁及以上人口0人，占15.0%。", "0人|15.0%", Reason.BASE_MAY_BE_ZERO),
    "zero share": ("持卡人数为13.9亿人，覆盖0%的人口；其中10.97亿人领用电子卡，覆盖77.9%的人口。", "0%|77.9%", Reason.BASE_MAY_BE_ZERO),
    "points of an amount": ("机构由2700家增加到3200家，增加5个百分点。", "2700家|3200家|5个百分点", Reason.UNIT_MISMATCH),
    "too many digits": (f"甲{'9' * 28}万亿人、乙{'9' * 30}人，合计3人。", "9人|3人", Reason.NOTHING_IMPLIED),
    "too large": (f"“十四五”时期经济年均增长{'9' * 28}%，五年累计增长5%。", "9%|5%", Reason.NOTHING_IMPLIED),
}  # fmt: skip

# Figures that stand side by side and are no claim; nothing is inconsistent.
HARMLESS = [
    "城镇居民人均可支配收入58236元，是农村居民的1.95倍，农村居民人均消费支出20874元。",
    "地区生产总值500亿元，比上年增加40亿元，按不变价格计算，增长5.8%，其中工业实际增长4.1%。",
    "税收58236万元，比上年增加2613万元，同口径增长4.9%，扣除价格因素实际增长4.2%。",
    "全市常住人口1386.6万人，十年间增加92.78万人，年平均增长0.69%。",
    "确保完成5%的增长目标，城镇新增就业30万人，力争实现32万人的目标。",
    "教育、医疗、养老等五大领域投入增加，医疗、养老两项投入100亿元。",
    "职工平均工资9.8万元，其中在岗职工10.2万元；国有单位11.6万元。",
    "小学在校生46.8万人；初中在校生21.2万人；普通高中在校生11.6万人；专任教师5.9万人，生师比13.6:1。",
    "全年完成投资120亿元，完成年度计划的104%，计划投资115亿元以上的项目8个。",
    "三次产业就业比例为1∶2∶3，生师比为15∶1。",
    "“十三五”末为91%，目前提高到95%以上；失业率由5.2%降至5.0%，比全国低0.3个百分点。",
    "全年新增就业30万人，其中高校毕业生5万人；累计培训500万人次。",
    "出口100亿元，占全国的5%；进口50亿元，占全国的4%。",
    "居民消费价格上涨0.2%，其中食品价格下降1.3%。",
    "全市共有学校1200所，在校学生150万人，教师10.2万人，生师比15:1。",
    "城镇登记失业人员1040万人，城镇登记失业率3.96%，城镇就业人员46773万人。",
    "上半年总收入4.53万亿元、总支出3.89万亿元，6月底累计结余9.83万亿元。",
    "规模以上工业增加值增长5.3%，其中高技术制造业增长8.9%，占比15.7%。",
    "一般公共预算收入2100亿元，增长3.0%，税收收入1600亿元，占76.2%。",
    "最低工资标准从2023年的2320元提高到2510元，位居全国前列，平均工资增长5%。",
]


def covering(text: str, words: str):
    """The answers whose readings touch every one of the words."""
    places = [(text.index(word), text.index(word) + len(word)) for word in words.split("|")]
    return [
        answer
        for answer in zh.check(text)
        if all(
            any(r.start < end and r.end > start for r in answer.readings) for start, end in places
        )
    ]


@pytest.mark.parametrize(("text", "words", "verdict"), DECIDED.values(), ids=DECIDED)
def test_a_claim_is_decided(text, words, verdict):
    """One answer rests on the readings of the claim, and has the verdict; a right text has no inconsistent one."""
    found = covering(text, words)
    assert str(Verdict(verdict)) in {str(answer.verdict) for answer in found}
    assert verdict == "no" or all(answer.verdict is not Verdict.NO for answer in zh.check(text))


@pytest.mark.parametrize(("text", "words", "reason"), UNDECIDED.values(), ids=UNDECIDED)
def test_what_cannot_be_decided_is_unknown(text, words, reason):
    """The answer is unknown and says what is missing."""
    assert reason in {
        answer.reason for answer in covering(text, words) if answer.verdict is Verdict.UNKNOWN
    }
    assert all(answer.verdict is not Verdict.NO for answer in zh.check(text))


@pytest.mark.parametrize(
    ("text", "words", "reason"), (TEMPERATURES | REFUSED).values(), ids=TEMPERATURES | REFUSED
)
def test_what_is_no_arithmetic_is_unknown(text, words, reason):
    """Neither an error nor silence: the answer is unknown, for the reason that the arithmetic gives."""
    assert {(answer.verdict, answer.reason) for answer in covering(text, words)} == {
        (Verdict.UNKNOWN, reason)
    }


@pytest.mark.parametrize("text", ["（50%）的企业开工。", "(58%、63%和72%)", "（3.2%），同比增长1%"])
def test_a_text_may_begin_with_a_bracket(text):
    """A figure in brackets with none before it is the share of nothing."""
    assert [claim for claim in zh.check(text) if claim.verdict is Verdict.NO] == []


def test_a_list_without_end():
    """Of thousands of rates the average is not worked out."""
    (answer,) = zh.check(f"产量分别增长{'、'.join(['5%'] * 3000)}，年均增长5%。")
    assert answer.reason is Reason.NO_LEVELS


def test_what_two_shares_of_one_population_imply():
    """The printed figure is the second share, and what would fit is a share."""
    (answer,) = covering(*DECIDED["two shares of one population, wrong"][:2])
    assert str(answer.reported) == "67.9%"
    assert str(answer) == "不一致：应为77.7% – 78.4%"


@pytest.mark.parametrize("text", HARMLESS)
def test_no_false_alarm(text):
    """Figures beside each other are not taken for a claim that they deny."""
    assert [str(answer.claim) for answer in zh.check(text) if answer.verdict is Verdict.NO] == []


SHARES = "全市总额500亿元，其中甲100亿元，占20%；\n乙200亿元，占45%。\n"
SECTORS = (
    "一、综合\n全市实现地区生产总值4286.7亿元，按不变价格计算，比上年增长5.6%。分产业看，第一产业增加值64.3亿元，增长2.6%；"
    "第二产业增加值2036.2亿元，增长5.1%；第三产业增加值2186.2亿元，占53.0%。"
)
QUOTED = {
    SHARES: ("全市总额500亿元…乙200亿元，占45%", "45%", "2:9"),
    SECTORS: ("全市实现地区生产总值4286.7亿元…第三产业增加值2186.2亿元，占53.0%", "53.0%", "2:104"),
    "出口1,234.5亿元,比上年增加100亿元,增长5.1%。": (
        "出口1,234.5亿元,比上年增加100亿元,增长5.1%",
        "5.1%",
        "1:26",
    ),
}


@pytest.mark.parametrize(("text", "expected"), QUOTED.items(), ids=QUOTED)
def test_a_claim_is_quoted_from_its_clause_and_placed_at_its_figure(text, expected):
    """Its words begin where a clause does, clauses between that hold none of its figures are left out, and its place is that of the printed figure that is doubted."""
    words, figure, place = expected
    (answer,) = (each for each in zh.check(text) if each.verdict is Verdict.NO)
    assert (answer.claim.text, answer.reading.text) == (words, figure)
    assert f"\n{place} " in checks(text, [answer])


def test_what_is_of_no_text_has_no_reading():
    """A claim of two figures has no place."""
    assert verify(Claim(Figure("5", "%"), Figure("6", "%"))).reading is None


def test_what_is_said_of_a_chinese_text_is_chinese():
    """Each answer is in the language of its claim's words, whatever the unit, or in the one set."""
    text = "由2050元提高到2510元，增幅达23.4%。甲100亿元，占全市500亿元的20%。增长5%，提前完成目标。机构从2700家减少到3200家。"
    answers = zh.check(text)
    assert len(answers) > 3
    assert {str(answer)[0] for answer in answers} <= set("一不无")
    assert answers.table().text() == answers.table("zh").text()


def test_a_target_whose_number_is_printed_is_not_said_to_lack_it():
    """The level beside it makes one claim."""
    (answer,) = zh.check("城镇新增就业4.36万人，完成年度目标4.2万人的103.8%。")
    assert (answer.verdict, answer.reason) == (Verdict.YES, None)


HALVES = [
    ("最低工资标准由2050元提高到2510元", "增幅达23.4%"),
    ("全年进出口100亿元", "其中出口60亿元，进口50亿元"),
    ("基金收入68205亿元，比上年增加17538亿元", "增长43.6%"),
    ("全市总户数40.6万户", "其中城镇61.2万户"),
    ("入境旅客50.2万人次，其中留宿旅客30.1万人次", "占60.9%"),
]


@pytest.mark.parametrize("halves", HALVES, ids=[one for one, _ in HALVES])
def test_what_only_stands_side_by_side_is_not_wrong_together(halves):
    """Two halves of a false sentence are wrong together, and not where they are two cells, points of a list, pieces of code or headings."""
    assert Verdict.NO in {answer.verdict for answer in zh.check("，".join(halves) + "。")}
    for apart in (" | ", "\n- ", "\n• ", "`、`", "\n## ", "\n>>> "):
        told = zh.check(apart.join(halves))
        assert Verdict.NO not in {answer.verdict for answer in told}, apart


def test_points_of_a_list_that_a_line_leads_in_are_of_it():
    """Points behind 其中 and a colon are parts of what stands before it."""
    text = "全年进出口100亿元，其中：\n- 出口60亿元\n- 进口50亿元\n"
    assert [str(answer.claim) for answer in zh.check(text) if answer.verdict is Verdict.NO]


def test_claims_are_in_the_order_of_the_text():
    """By the printed figure of each, whichever figures before or behind it they rest on."""
    text = (
        "2025年末就业人员500万人，比上年末增加10万人。新增就业7.26万人，完成年度目标的103.7%，年度目标为7万人。"
        "出口1800亿元，进口1200亿元，顺差600亿元。上年末就业人员490万人。男性占51.0%，女性占49.0%。"
    )
    places = [answer.reading.start for answer in zh.check(text)]
    assert places == sorted(places) and len(places) > 3


def test_a_sum_blames_no_figure():
    """Of a total that is not the sum of its parts any may be wrong: the words say so, and all are
    what is wrong; a difference that is off is wrong itself.
    """
    text = "一般公共预算收入922.9亿元，其中税收收入612.4亿元，非税收入310.2亿元。"
    (answer,) = (a for a in zh.check(text) if a.verdict is Verdict.NO)
    assert answer.text() == "不一致：与分项之和922.6亿元不符"
    assert answer.text("en") == "inconsistent: not the sum of the parts, 92.26 billion yuan"
    assert zh.marked(text).count("data-wrong=") == 3
    balance = "出口1800亿元，进口1200亿元，顺差700亿元。"
    (answer,) = zh.check(balance)
    assert answer.text() == "不一致：应为599亿元 – 601亿元"
    assert zh.marked(balance).count("data-wrong=") == 1
