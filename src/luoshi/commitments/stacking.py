"""Stacking: how several supports for one matter go together: only the best, only once, side by side, or as a higher level says.

A cap on what one applicant may get in a year (单个企业年度累计不超过…) is part of a reward; that laws must be obeyed is no stacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Stacking

_SUPPORT = "奖励|奖补|奖项|补助|补贴|资助|扶持|支持|配套|政策|资金|优惠|兑现"
_GIVES = "享受|奖励|奖补|支持|补助|补贴|资助|扶持|兑现|配套|安排|给予|发放|执行|申报|申请"
_ONE = "一次(?!性)|一项|一种|一类|一档|一笔|1次|1项|1种|其一|其中"
_HIGHER = "国家|自治区|省|市(?!场)|上级|中央"
_SAME = r"(?=.*(?:同时|同一|多项|多个|多种|不同|重复|级别|等次|档次|其他|同类))"

# Rules by name, in the order in which they are tried; the first that matches a statement names it.
_RULES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        # 按照从新、从优、从高的原则执行; 按就高不重复原则办理. 造就高层次人才 and 从高校引进 are other words.
        (
            "stacking_best_one",
            r"(?<![造成获])就高(?=[、，,和与及不”\"’]|原则|标准|享受|执行|兑现|奖励|给予)|孰高|择高|不就低"
            r"|[从][新优高](?=[、，,和与及]?[“\"]?从|[”\"]?的?(?:原则|标准|办法|执行|享受|给予|兑现|奖励|扶持)|不从|不重复|[，。；、”\"）]|\Z)",
        ),
        # 同时获得多个级别奖项的，仅对最高级别给予奖励
        (
            "stacking_highest_only",
            r"(?:(?<!不)仅|只)(?:对|按|以|就|给予|奖励|享受|执行)?[^，。；]{0,6}最高"
            rf"|^{_SAME}.*按(?:照)?(?:其)?(?:最高|较高)(?:的)?(?:标准|额度|金额|级别|档次|一项|奖项|等次|层级)",
        ),
        # 已奖励的晋升更高级别，补足差额
        (
            "stacking_difference",
            r"差额(?:部分)?(?:予以|给予|进行)?(?:补|奖|兑现)|补足?差|(?:补|奖励|奖补|补助|支持|享受|兑现|给予)(?:足|齐)?(?:其)?(?:级别)?差额"
            r"|不足部分[^，。；]{0,12}(?:补足|补齐|补差)",
        ),
        # 同一事项不重复享受; 与市级奖励不叠加
        (
            "stacking_no_repeat",
            rf"不(?:再|得|可|能|予|予以|应|可以)?(?:同时)?(?:重复|叠加|累计|累加|兼得|多头)(?:{_GIVES}|(?=[，。；）]|\Z))"
            rf"|不(?:享受|给予|得享受)[^，。；]{{0,30}}重复(?:{_SUPPORT})|不予重复|避免重复(?:{_SUPPORT}|享受)"
            r"|不(?:得|能|可)?同时享受|不(?:可|得|能)?兼得",
        ),
        # 不同级别研发平台可同时享受; 可叠加享受
        (
            "stacking_together",
            r"(?:可|可以|允许|能够?)(?:同时|叠加|累计|累加|重复|合并|兼得)(?:叠加)?"
            rf"(?:{_GIVES}|使用|(?=[，。；;,、）)但]|\Z))|叠加(?:享受|奖励|支持|执行|兑现|补助)",
        ),
        # 已享受上级同类政策的，不再享受
        (
            "stacking_not_again",
            rf"(?:(?:已|已经|曾)(?:经)?(?:享受|获得|获|取得|得到)[^。；]{{0,30}}(?:{_SUPPORT})|同一(?:企业|单位|项目|事项|主体|平台|人才|成果)|同类|相同)"
            r"[^。；]{0,30}(?:不再|不予|不得)(?:另行|再次|再|继续)?(?:重复)?(?:享受|给予|奖励|奖补|补助|补贴|资助|支持|兑现|申报|安排)",
        ),
        # 同一级别不同类型只享受一次
        (
            "stacking_once",
            rf"(?:(?<!不)仅|只|最多)(?:能|可|可以|限)?(?:享受|奖励|补助|资助|支持|给予|选择|兑现|获得)[^，。；]{{0,12}}(?:{_ONE})"
            rf"|^{_SAME}.*(?:(?<!不)仅|只|限)(?:能|可|可以)?(?:申报|申请)[^，。；]{{0,12}}(?:{_ONE})"
            rf"|择优(?:享受|选择)[^，。；]{{0,8}}(?:{_ONE})|择一|任选其一|任选一|选择其一|选其一|二选一|择其一|选择其中(?:一|1)",
        ),
        # 上级政策另有规定的，从其规定
        (
            "stacking_superior",
            rf"(?:{_HIGHER})[^。；]{{0,24}}(?:另有规定|另有要求|有新的?(?:规定|政策)|(?:政策|规定|文件|标准)[^。；]{{0,8}}(?:调整|变化))"
            r"[^。；]{0,12}[，,]?(?:按|从|以|依|遵)(?:照)?[^。；]{0,16}(?:执行|为准|规定)",
        ),
        # 与本区其他政策不一致的，以本办法为准
        (
            "stacking_conflict",
            r"(?:政策|办法|措施|规定|文件|条款|方案)[^。；]{0,20}(?:不一致|重复|交叉|重叠|冲突|类同|相同)[^。；]{0,12}[，,]"
            r"(?:均|一律)?(?:以|按|从|适用)[^。；]{0,24}(?:为准|执行|办理)",
        ),
        # 上级和本级财政资助总额不超过承担单位自筹资金总额
        (
            "stacking_ceiling",
            r"(?:上级|各级|两级|三级|国家|省)[^。；，]{0,16}(?:资助|补助|奖励|支持|扶持|补贴|财政资金)[^。；，]{0,8}"
            r"不(?:得)?(?:超过|高于)[^。；，\d]{0,16}(?:自筹|投资|投入|支出|费用|成本|总额|经费)"
            r"|(?:资金|奖励|奖补|补助|补贴|资助|扶持|兑现)总额[^。；，]{0,6}不(?:得)?(?:超过|高于)[^。；，\d]{0,20}(?:贡献|自筹|投资|投入|支出|税收)",
        ),
    )
)
# A law above the document is no agreement of supports: 与法律法规相抵触的，从其规定.
_LAW = re.compile(r"法律|法规|抵触|违反|违法|违规|骗取|弄虚作假|失信|迁出")
_STATEMENT = re.compile(r"[；;。]|[，,]\s?(?:并且|且)(?!不低于)")
_SEGMENT = re.compile(r"[，,]")
_LONG = 60


def read_stackings(context: Context) -> Iterator[Stacking]:
    """Yield the stacking rules in the order of the text, one for each statement."""
    for sentence in context.sentences:
        for start, end in _statements(sentence.text):
            rule = _rule_of(sentence.text[start:end])
            if rule is not None:
                yield _stacking(sentence, start, end, rule)


def _rule_of(words: str) -> tuple[str, re.Match[str]] | None:
    """Name the first rule that a statement follows."""
    lawful = _LAW.search(words) is not None
    for name, pattern in _RULES:
        found = pattern.search(words)
        if found is not None and not (lawful and name in ("stacking_superior", "stacking_conflict", "stacking_not_again")):
            return name, found
    return None


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Cut a sentence into statements: at semicolons and before 且; 但 belongs to what it limits."""
    start = 0
    for cut in _STATEMENT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _stacking(sentence: Sentence, start: int, end: int, rule: tuple[str, re.Match[str]]) -> Stacking:
    """Make the commitment; of a long statement keep what matched and the part before it."""
    name, found = rule
    left, right = _crop(sentence.text[start:end], found)
    span = sentence.part(start + left, start + right)
    words = sentence.text[start + left : start + right]
    return Stacking(clause=sentence.clause.path, span=span, quote=words, rule=name, rule_words=words)


def _crop(words: str, found: re.Match[str]) -> tuple[int, int]:
    """Choose the parts of a statement between commas that tell its rule."""
    cuts = [0, *(cut.end() for cut in _SEGMENT.finditer(words)), len(words) + 1]
    first = max(at for at, cut in enumerate(cuts[:-1]) if cut <= found.start())
    last = next(at for at, cut in enumerate(cuts) if cut > max(found.start(), found.end() - 1))
    while first and found.end() - cuts[first - 1] <= _LONG:
        first -= 1
    while last < len(cuts) - 1 and re.match(r"\s?(?:但|另有|除|其余|由|其他)", words[cuts[last] :]):
        last += 1
    left, right = cuts[first], cuts[last] - 1
    left += len(words[left:right]) - len(words[left:right].lstrip(" 　"))
    return left, left + len(words[left:right].rstrip(" 　"))
