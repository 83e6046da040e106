"""Targets stated without a number: 全覆盖, 逐年增长, 翻番, 零的突破, 成功创建, rankings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from luoshi.commitments.lexicon import FALL, GROW, either
from luoshi.commitments.segments import Segment
from luoshi.commitments.target.indicator import DATE, clean_indicator, is_name, names_of
from luoshi.commitments.target.statement import Statement
from luoshi.values.numerals import parse_number

FULL = re.compile(
    r"(?:基本)?(?:实现|达到|达)?(?:全面|基本)?全覆盖(?!的?服务|式|监管|检查|培训)|覆盖率(?:达到|达|实现)?100[%％]"
    r"|(?:基本|全部|全面)?(?:实现)?(?:动态)?(?<![□三两双四])清零(?!行动|工程)"
)
ALL_DO = re.compile(r"(?P<who>[^，。；]{2,40}?)全部(?P<do>实现|达到|完成|建立|建成|纳入|落实)(?P<what>[^，。；]{2,40})")
YEARLY_GROW = tuple(word for word in GROW if word not in ("新增", "净增", "增幅", "增速", "增长率", "提质", "增效"))
YEARLY = re.compile(
    rf"(?:逐年|每年)(?:有所|稳步|持续|保持)?(?P<way>{either(YEARLY_GROW)}|加大|递减|{either(FALL)})(?!到|至|\d|不低于|达|[一-龥]*\d)"
)
ALONG_WITH = re.compile(r"(?:并)?随[^，。；]{2,12}(?:增长|提高|增加|变化)$")
DOUBLED = re.compile(r"(?:实现|力争)?(?P<what>翻(?P<times>[一两二三四]?)番|(?<![“双])倍增(?!计划|行动|工程|任务|培育|”)|成倍增长|增长一倍)")
FIRST_EVER = re.compile(r"(?:实现)?(?:零的?突破|“零”的?突破|破零|“破零”)")
RANK = re.compile(
    r"(?:位居|排名|位列|进入|跻身|保持|稳居|排位|名列|列|不低于|进位至|提升至|提升到|上升到|前进到)[^，。；]{0,12}?(?:前|第)(?P<rank>\d{1,3}|[一二三四五六七八九十]{1,2})(?P<unit>位|名|强)"
)
CREATED = re.compile(
    r"^(?:成功)?(?:创建|争创|创成|获批|建成|获评|入选)(?:成为|为)?(?P<what>(?:国家|自治区|省|世界|全国)[^，。、；\d]{2,24})$"
)


def read_wordy(text: str, masked: str, segment: Segment, previous: Statement | None) -> Iterator[Statement]:
    """Try the rules on one segment; a statement without a name goes on about the one before."""
    words, real = masked[segment.start : segment.end], text[segment.start : segment.end]
    for rule in (covered, all_do, grows_yearly, doubled, first_ever, ranked):
        for statement in rule(words, real):
            if not statement.indicator:
                if previous is None:
                    continue
                statement = replace(statement, indicator=previous.indicator)
            if statement.rule == "first_ever" and previous is not None and previous.unit[-1:] in "家个户项名":
                statement = replace(statement, unit=previous.unit)
            if not is_name(statement.indicator):
                continue
            yield replace(statement, start=statement.start + segment.start, end=statement.end + segment.start)


def created(text: str, segment: Segment) -> Iterator[Statement]:
    """成功创建 something of rank, by a printed date. Example: 到2027年，成功创建国家农业科技园区。"""
    words = text[segment.start : segment.end]
    body = re.sub(rf"^{DATE}[，,]?", "", words)
    found = CREATED.match(body)
    if found:
        yield Statement(found["what"], "increase", ">=", Decimal(1), "个", segment.start, segment.end, "created", ("op", "value"))


def covered(words: str, real: str) -> Iterator[Statement]:
    """NP 全覆盖. Example: 规模以上工业企业服务工作全覆盖。"""
    found = FULL.search(words) or re.search(r"全覆盖”", real)
    if found is None:
        return
    name = clean_indicator(real[: found.start()])
    if found[0].endswith("”") or (real[found.end() :].startswith("”") and not name.endswith("“")):
        name += "”"
    if len(name) >= 2 and not re.match(r"[^，。；]{0,4}基础上", words[found.end() :]):
        yield Statement(name, "coverage", "=", Decimal(100), "%", 0, found.end(), "covered")


def all_do(words: str, real: str) -> Iterator[Statement]:
    """NP 全部实现 X. Example: 规模以上工业企业全部实现数字化改造。"""
    found = ALL_DO.search(words)
    if found is not None and not FULL.search(words):
        who, what = (real[found.start(part) : found.end(part)] for part in ("who", "what"))
        name = clean_indicator(re.sub("^将", "", who)) + ("" if found["do"] in ("实现", "达到") else found["do"]) + what
        yield Statement(name, "coverage", "=", Decimal(100), "%", found.start(), found.end(), "all_do")


def grows_yearly(words: str, real: str) -> Iterator[Statement]:
    """NP 逐年增长. Example: 县本级财政科技支出逐年递增。"""
    found = YEARLY.search(words)
    if found is None:
        return
    subject = ALONG_WITH.sub("", real[: found.start()])
    falls = found["way"] in FALL or found["way"] == "递减"
    grown = re.match(r"(?!的|至)[\u4e00-\u9fff]{2,12}", real[found.end() :])
    for name in names_of(subject):
        name = name if len(name) >= 2 else ""
        name += grown[0] if grown else ""
        op = "<" if falls else ">"
        yield Statement(name, "growth", op, Decimal(0), "%", 0, found.end(), "grows_yearly", rhythm="year")


def doubled(words: str, real: str) -> Iterator[Statement]:
    """NP 翻番. Example: 高新技术企业数量较2020年翻一番。"""
    found = DOUBLED.search(words)
    if found is None:
        return
    times = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[found["times"] or ""]
    for name in names_of(real[: found.start()]):
        if len(name) >= 2:
            yield Statement(name, "growth", ">=", Decimal(2**times), "倍", 0, found.end(), "doubled", ("op",))


def first_ever(words: str, real: str) -> Iterator[Statement]:
    """NP 零的突破. Example: 国家级中试平台实现零的突破。"""
    found = FIRST_EVER.search(real)
    before = real[: found.start()] if found else ""
    if re.search(r"\d[^、]*、", before):
        before = before.rsplit("、", 1)[-1]  # …达到5家、超百亿元企业实现零突破
    name = clean_indicator(before)
    if found is not None and len(name) >= 2 and words:
        unit = "家" if name.endswith(("企业", "机构", "公司")) else "个"
        yield Statement(name, "increase", ">=", Decimal(1), unit, 0, found.end(), "first_ever", ("value",))


def ranked(words: str, real: str) -> Iterator[Statement]:
    """NP 排名前 N 位. Example: 综合科技创新水平指数进入全省前10位。"""
    found = max(RANK.finditer(words), key=re.Match.start, default=None)  # 由第8位提升到第5位: the last is the goal
    name = clean_indicator(real[: found.start()]) if found else ""
    if found is not None and len(name) >= 3:
        yield Statement(name, "level", "<=", parse_number(found["rank"]), found["unit"], 0, found.end(), "ranked")
