"""What people write in cells beside plain values: words for nothing, yes and no, units, characters of full width."""

from __future__ import annotations

from luoshi.facts.vocabulary import FactField, FactType

# Characters that look like blanks or like nothing; `\s` and `trim` of the engine know only some of them.
BLANKS = " \t\r\n\x0b\x0c\x85\xa0\u2002\u2003\u2009\u200b\u200c\u200d\u2028\u2029\u202f\u3000\ufeff"
FULL_WIDTH = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "　。、—–‐−￥"
HALF_WIDTH = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)) + " .,----¥"
# A cell with one of these says that the fact is not known; compared after blanks at both ends are gone.
NOTHING = (
    *("", "-", "--", "---", "—", "——", "－", "–", "/", "\\", "／", "*", ".", "…", "……", "?", "？"),
    *("无", "暂无", "未填", "未填写", "未知", "不详", "不明", "空", "空白", "未提供", "待定", "待补", "不适用"),
    *("N/A", "n/a", "NA", "na", "#N/A", "#n/a", "NULL", "null", "None", "none", "nan", "NaN"),
)
YES = ("是", "对", "有", "√", "✓", "✔", "☑", "v", "V", "y", "yes", "true", "t", "1", "真", "属于", "符合")
NO = ("否", "不是", "没有", "×", "✗", "✘", "✕", "☐", "x", "X", "n", "no", "false", "f", "0", "假", "不属于", "不符合")
# A cell of a total row, as patterns of the engine over half width: 合 计, 合计：3家, 本页小计（12）.
TOTAL = r"(本页|本表|全部|全区|全旗|全县|全市|总)?[合总小共累]计(数|金额|户数|家数)?[:(]?[\d,.]*(家|户|个|人|件|项|笔|元|万元)?[)]?"
# A line under a table: 注：…, 填表人：…, 2.本表….
REMARK = (
    r"[(]?(注|备注|说明|附注|填[表报]说明|(填[表报]|制表|审核|复核|经办|报送|统计)人?|(单位|统计|部门)?负责人|分管领导|联系人|联系电话"
    r"|(填[表报]|制表|报[出送]|统计)(日期|时间|单位)|(数据|资料)来源)\d*[:.,].*|\d{1,2}[.,]\p{Han}.*"
)

# Powers of ten from the unit to fen.
MONEY_UNITS = {"分": 0, "元": 2, "人民币元": 2, "百元": 4, "千元": 5, "万元": 6, "万": 6, "百万元": 8, "千万元": 9, "亿元": 10, "亿": 10}
YUAN = 2
COUNT_UNITS = (
    "人",
    "名",
    "位",
    "件",
    "项",
    "个",
    "家",
    "次",
    "台",
    "套",
    "篇",
    "场",
    "户",
    "月",
    "个月",
    "年",
    "年度",
    "天",
    "平方米",
    "平米",
    "㎡",
    "m2",
    "m²",
)
# What stands in brackets behind a head without changing what the column means.
REMARKS = ("必填", "选填", "可不填", "可空", "如有", "代码", "是/否", "是否", "年月日", "18位", "人民币")


def is_text_like(field: FactField) -> bool:
    """Say whether the values of a fact are words as they stand."""
    return field.type in (FactType.TEXT, FactType.ID) or (field.type is FactType.CHOICE and not field.choices)
