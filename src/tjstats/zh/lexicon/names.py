"""Names with a number in them: what goes on behind a number and its unit in a fixed word, and whole
fixed expressions.

户 is no unit in 户籍, 成 none in 成立, 分钟 none in 分钟生活圈; 三位一体, 八项规定 and 三次产业
hold no figure at all.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FIXED", "NAMES_AFTER"]

# What follows a number and its unit in a fixed name, by the unit word.
NAMES_AFTER: Final[dict[str, tuple[str, ...]]] = {
    "股": tuple("份东权票市民价息指债骨"),
    "手": tuple("机术续段工册艺法足势里中写动持拉"),
    "坪": tuple("坝效"),
    "担": tuple("任当保负架忧心纲"),
    "双": tuple("一方重边向语创碳控减随拥高千百优招选轨循休报城楼"),
    "顶": tuple("层级尖岗格替端梁"),
    "块": tuple("状链"),
    "对": tuple("口外内应于照比象手接标策此其全我企方该上下一重新"),
    "副": tuple("产省主食业高县市书会秘教科处局总部校院"),
    "粒": tuple("度子径"),
    "束": tuple("缚手"),
    "袋": tuple("鼠"),
    "瓶": tuple("颈装"),
    "盒": tuple("饭"),
    "桌": tuple("面"),
    "盆": tuple("地栽景"),
    "档": tuple("案次期"),
    "磅": tuple("礴"),
    "盾": tuple("构"),
    "折": tuple("合旧算扣射腾价"),
    "晚": tuple("上会间餐报高期稻"),
    "尺": tuple("度寸码"),
    "瓦": tuple("斯特"),
    "针": tuple("对灸织剂"),
    "碗": tuple("柜"),
    "令": tuple("牌状"),
    "丈": tuple("夫量"),
    "筐": tuple("子"),
    "伏": tuple("天季旱"),
    "克拉": tuple("玛"),
    "圆": tuple("形桌柱满心"),
    "人民币": tuple("汇"),
    "人": tuple(
        "大代 大常 大会 大机 大系 大建 大议 大主 大选 制 间 文 行 防 为 类 力 民 权 生产安全 "
        "社 居 体".split()
    ),
    "位": tuple("居 列 于 次 置 一体 数".split()),
    "名": tuple("义列单牌称录优额城校片誉"),
    "户": tuple("籍口外用型"),
    "家": tuple("乡长电具族园政居禽"),
    "所": tuple("有需在得以谓属占示处能述"),
    "台": tuple("湾胞商风账阶"),
    "部": tuple("分队署委长级位"),
    "列": tuple("入为第居全前出"),
    "组": tuple("织成建团合"),
    "支": tuple("持付出撑柱援部行线渠"),
    "处": tuple("理置于罚级在长分方"),
    "班": tuple("子组"),
    "批": tuple("准 发 复 评 次性 示".split()),
    "套": tuple("餐利现用"),
    "头": tuple("部等号"),
    "只": tuple("有能需要是占增剩为"),
    "张": tuple("家店掖北江"),
    "场": tuple("所地馆景均"),
    "天": tuple("津然气候河府地下水山眼"),
    "次": tuple("产业 会议 全会 会 创业 年 日 级 要 元 生 品 数".split()),
    "度": tuple("假过量数提"),
    "元": tuple("旦 月 素 宇宙 老 首 器件 朝 化 谋".split()),
    "米": tuple("兰 其林 字 粮".split()),
    "克": tuple("服 拉玛 难 强 里".split()),
    "倍": tuple("受感"),
    "片": tuple("区面段"),
    "种": tuple("植 子 业 养 粮 田 苗 畜 禽 源 质 公羊".split()),
    "类": tuple("似型"),
    "本": tuple("科市省地年级土次届轮县区行外币金报人国周月季期身质着增"),
    "门": tuple("槛类户诊店市票口头"),
    "款": tuple("项待"),
    "份": tuple("额"),
    "首": tuple("次批个套家位届府都创条发先席台要季"),
    "集": tuple("中团聚成体约装群结合贸镇散资采"),
    "层": tuple("次级面"),
    "间": tuple("接隔断"),
    "架": tuple("构"),
    "篇": tuple("章幅"),
    "口": tuple("岸 径 碑 粮 号 头 之家 腔 服 感".split()),
    "轮": tuple("候 驱 换 训 作 岗 汽车 车 摩托 电动".split()),
    "起": tuple("来步点到止草诉重飞降源至跑航伏"),
    "例": tuple("如外行会"),
    "幅": tuple("度员"),
    "样": tuple("板本品"),
    "单": tuple("位项独边一产个元价列季月日次方向"),
    "票": tuple("据面价证"),
    "根": tuple("据本治除"),
    "眼": tuple("科镜光前"),
    "株": tuple("洲高"),
    "升": tuple("至到为级高值幅学温"),
    "成": tuple("立本员果功为熟长都渝型品交效绩就人套分像群片网链"),
    "市": tuple("场值属级政民委人直中区辖域长"),
    "县": tuple("级域城委长乡"),
    "区": tuple("域间位块别级委划"),
    "省": tuple("级份会委内外道直"),
    "国": tuple("家内际有企资产务道债土民标省"),
    "州": tuple("级府"),
    "旗": tuple("舰下帜"),
    "乡": tuple("村镇级"),
    "镇": tuple("级"),
    "村": tuple("级 民 居 两委 庄".split()),
    "地": tuple("区方位下铁表理面级块市上"),
    "方": tuple("面式案法向针便可位米"),
    "周": tuple("年边期岁转口"),
    "点": tuple("击位对评多半钟线燃名火"),
    "秒": tuple("级杀"),
    "亩": tuple("均"),
    "吨": tuple("级位"),
    "年": tuple(
        "来 间 下来 规划 行动 计划 方案 期间 里 内 前 后 累计 平均 年均 以来 多来 级 期 制 度 "
        "代 如一日 "
        "义务教育 一贯制 一度 底 末 初".split()
    ),
    "小时": tuple("圈 经济圈 交通圈 通勤圈 生活圈 达".split()),
    "分钟": tuple("圈 生活圈 医疗圈 健身圈 通勤圈 服务圈 阅读圈 养老服务圈 便民".split()),
    "公里": tuple("化"),
    "个月": tuple("来 内 前 后 间 以来".split()),
    "个": tuple("月"),
}

# Whole expressions with a numeral that is no figure, wherever they stand.
FIXED: Final = re.compile(
    "(?=[《十一二三四五六七八九两百千1“成数])(?:《[^《》]{0,80}》|十几年如一日|成千上万|"
    "一二三?类|[二三][三四]类|"
    "成百上千|千千万万|数以[百千万亿]计|[一二三四五六]位一体|三次产业|三天两头|百[年日]|"
    "千家万户|一条龙|八项规定|四项基本原则|(?:10|十)万人生产安全|"
    "[两二三四五六七八九十]{1,2}个(?:确立|维护|意识|自信|全面|毫不动摇|一百年|结合|务必|坚持|"
    "代表|革命|答卷|必由之路|伟大|健康|文明|循环|"
    "转变|没有变|统筹|中心|大局|不变|为什么|着力|更加|清单|专项行动|最严|先行区)|三条(?:红线|"
    "保障线|底线|控制线)|[两三]区[三两]州|"
    "五个一|一[件个条]事)"
)
