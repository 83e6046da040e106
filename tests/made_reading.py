"""A small invented policy and its reading, made by hand: what the command line and the pages are tested on, whatever the grammar reads."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.commitments.nodes import (
    Commitment,
    Deadline,
    Duty,
    Formula,
    FormulaType,
    Procedure,
    Reading,
    Register,
    Reward,
    Stacking,
    Stage,
    Target,
)
from luoshi.policy import Policy, read_policy
from luoshi.source import Diagnostic, Severity, Source, Span
from luoshi.text import Text, read_text
from luoshi.values.periods import PartialDate, Period

WAN = 10_000 * 100

QINGHE = """青河旗建设一流创新生态实施方案（2025—2027年）
青政办发〔2025〕18号
各苏木镇人民政府，旗直各部门：
为加快建设一流创新生态，特制定本方案。
一、总体要求
（一）发展目标。到2027年，全旗国家高新技术企业达到30家，科技型中小企业达到40家，研发投入强度达到1.8%；每年引进科技人才10—15名。
二、重点任务
（一）科技企业倍增行动
1.建立梯次培育体系。建立国家高新技术企业培育库，征集一批符合条件的科技型企业入库。企业自愿申请，由旗科技和工信局会同相关部门审核后入库，每年复核一次。
牵头单位：旗科技和工信局
责任单位：旗税务局、旗财政局
2.壮大高新技术企业。对首次通过认定的国家高新技术企业，给予规模以上企业20万元奖补、规模以下企业10万元奖补。对连续通过复审的再给予一次性10万奖补。
对规模以上工业企业，按照市级补助额度的50%给予配套奖补，单个企业每年最高不超过100万元。每件授权发明专利给予5000元奖补，累计不超过50万元。
牵头单位：旗科技和工信局
责任单位：旗财政局、税务局
（二）科技金融行动
3.支持企业上市。对在新三板挂牌的给予100万元奖补，分两期兑现：受理申请时给予30万元，挂牌成功后给予70万元。给予科技金融支持。
牵头单位：旗财政局
责任单位：旗科技和工信局
三、保障措施
（一）加强统筹。同一企业同一年度符合多项条件的，按照从新、从优、从高原则，不重复享受。到2027年，全旗国家高新技术企业达到30家以上。
（二）实施步骤。启动阶段（2025年9月—2025年10月），成立工作专班。
青河旗人民政府办公室
2025年6月20日
"""

CODES = ("commitments.unread", "commitments.value-without-unit", "policy.number-skipped", "policy.body-unknown")


def made_reading(text: str = QINGHE, *, name: str = "青河旗实施方案.txt", commitments: bool = True, diagnostics: bool = True) -> Reading:
    """Return the reading of the invented policy; a text of your own gets the commitments whose words it holds."""
    policy = read_policy(read_text(Source(name, text.encode())))
    chars = policy.text.chars
    made = [c for make in MAKERS if (c := make(chars)) is not None] if commitments else []
    made.sort(key=lambda commitment: commitment.span.start)
    same = tuple(index for index, c in enumerate(made) if isinstance(c, Target) and "高新技术企业" in c.indicator)
    noticed = tuple(d for make in NOTICES if (d := make(chars)) is not None) if diagnostics else ()
    return Reading(policy, tuple(made), noticed, (same,) if len(same) > 1 else ())


def long_reading(copies: int) -> Reading:
    """Return the reading of a document that holds the invented policy so many times."""
    reading, text = made_reading(), QINGHE + "\n"
    length = len(reading.policy.text.chars) + 1
    moved = tuple(
        replace(c, span=Span(copy * length + c.span.start, copy * length + c.span.end))
        for copy in range(copies)
        for c in reading.commitments
    )
    return replace(made_reading(text * copies, commitments=False, diagnostics=False), commitments=moved)


def reading_without_text() -> Reading:
    """Return what is left of a document in which there is no character to read."""
    source = Source("扫描件.pdf", b"%PDF", "pdf")
    scanned = Diagnostic("text.scanned-pdf", Severity.ERROR, "这份PDF是扫描件，没有文字。", (), None, "请先做文字识别，再读一次。")
    return Reading(Policy(Text(source, "", "", array("I"), array("I")), ()), (), (scanned,))


def place(chars: str, quote: str) -> dict[str, Any] | None:
    at = chars.find(quote)
    return None if at < 0 else {"span": Span(at, at + len(quote)), "quote": quote}


def maker(kind: type[Commitment], clause: str, quote: str, **facts: Any) -> Any:
    def make(chars: str) -> Commitment | None:
        found = place(chars, quote)
        return kind(clause=clause, rule="made", **found, **facts) if found else None

    return make


def notice(code: str, severity: Severity, message: str, quotes: Sequence[str], clause: str | None = None, hint: str = "") -> Any:
    def make(chars: str) -> Diagnostic | None:
        found = [place(chars, quote) for quote in quotes]
        spans = tuple(f["span"] for f in found if f)
        return Diagnostic(code, severity, message, spans, clause, hint) if len(spans) == len(quotes) else None

    return make


BY_2027 = Period(by=PartialDate(2027))
MAKERS = (
    maker(
        Target,
        "一/(一)",
        "全旗国家高新技术企业达到30家",
        indicator="全旗国家高新技术企业",
        measure="level",
        op=">=",
        value=Decimal(30),
        unit="家",
        period=BY_2027,
        implied=("op",),
    ),
    maker(
        Target,
        "一/(一)",
        "科技型中小企业达到40家",
        indicator="科技型中小企业",
        measure="level",
        op=">=",
        value=Decimal(40),
        unit="家",
        period=BY_2027,
    ),
    maker(
        Target,
        "一/(一)",
        "研发投入强度达到1.8%",
        indicator="研发投入强度",
        measure="ratio",
        op=">=",
        value=Decimal("1.8"),
        unit="%",
        period=BY_2027,
    ),
    maker(
        Target,
        "一/(一)",
        "每年引进科技人才10—15名",
        indicator="引进科技人才",
        measure="increase",
        op="range",
        value=(Decimal(10), Decimal(15)),
        unit="名",
        period=Period(every="year"),
        aspiration=True,
    ),
    maker(Register, "二/(一)/1", "建立国家高新技术企业培育库", name="国家高新技术企业培育库", holds="科技型企业", purpose="梯次培育"),
    maker(
        Procedure,
        "二/(一)/1",
        "企业自愿申请，由旗科技和工信局会同相关部门审核后入库，每年复核一次",
        name="入库审核",
        steps=("申请", "审核", "入库", "复核"),
        who=("旗科技和工信局",),
    ),
    maker(
        Duty,
        "二/(一)/1",
        "1.建立梯次培育体系",
        title="建立梯次培育体系",
        lead=("旗科技和工信局",),
        support=("旗税务局", "旗财政局"),
    ),
    maker(
        Reward,
        "二/(一)/2",
        "对首次通过认定的国家高新技术企业，给予规模以上企业20万元奖补",
        beneficiary="规模以上企业",
        trigger="首次认定国家高新技术企业",
        formula=Formula(FormulaType.FIXED, amount_fen=20 * WAN),
        once=True,
    ),
    maker(
        Reward,
        "二/(一)/2",
        "规模以下企业10万元奖补",
        beneficiary="规模以下企业",
        trigger="首次认定国家高新技术企业",
        formula=Formula(FormulaType.FIXED, amount_fen=10 * WAN),
        once=True,
    ),
    maker(
        Reward,
        "二/(一)/2",
        "对连续通过复审的再给予一次性10万奖补",
        beneficiary="国家高新技术企业",
        trigger="连续通过复审",
        formula=Formula(FormulaType.FIXED, amount_fen=10 * WAN),
        once=True,
        confidence=0.7,
        doubts=("“10万”缺“元”字",),
    ),
    maker(
        Reward,
        "二/(一)/2",
        "对规模以上工业企业，按照市级补助额度的50%给予配套奖补，单个企业每年最高不超过100万元",
        beneficiary="规模以上工业企业",
        trigger="获得市级补助",
        formula=Formula(FormulaType.MATCH, base="市级补助额度", rate=Fraction(1, 2)),
        cap_fen=100 * WAN,
        cap_per="企业/年",
    ),
    maker(
        Reward,
        "二/(一)/2",
        "每件授权发明专利给予5000元奖补，累计不超过50万元",
        beneficiary="企业",
        trigger="授权发明专利",
        formula=Formula(FormulaType.PER_ITEM, amount_fen=500_000, item="件发明专利"),
        cap_fen=50 * WAN,
        cap_per="企业",
        implied=("cap_per",),
        note="限额按企业累计",
    ),
    maker(Duty, "二/(一)/2", "2.壮大高新技术企业", title="壮大高新技术企业", lead=("旗科技和工信局",), support=("旗财政局", "税务局")),
    maker(
        Reward,
        "二/(二)/3",
        "对在新三板挂牌的给予100万元奖补，分两期兑现：受理申请时给予30万元，挂牌成功后给予70万元",
        beneficiary="企业",
        trigger="新三板挂牌",
        formula=Formula(FormulaType.STAGED, stages=(Stage("受理申请", 30 * WAN), Stage("挂牌成功", rate=Fraction(7, 10)))),
    ),
    maker(
        Reward,
        "二/(二)/3",
        "给予科技金融支持",
        beneficiary="企业",
        trigger="科技金融",
        formula=Formula(FormulaType.UNQUANTIFIED),
        confidence=0.6,
        doubts=("没有写数额",),
    ),
    maker(Duty, "二/(二)/3", "3.支持企业上市", title="支持企业上市", lead=("旗财政局",), support=("旗科技和工信局",)),
    maker(Stacking, "三/(一)", "按照从新、从优、从高原则，不重复享受", rule_words="从新、从优、从高，不重复享受"),
    maker(
        Target,
        "三/(一)",
        "全旗国家高新技术企业达到30家以上",
        indicator="全旗国家高新技术企业",
        measure="level",
        op=">=",
        value=Decimal(30),
        unit="家",
        period=BY_2027,
    ),
    maker(
        Deadline,
        "三/(二)",
        "启动阶段（2025年9月—2025年10月）",
        what="启动阶段",
        period=Period(since=PartialDate(2025, 9), until=PartialDate(2025, 10)),
    ),
)
NOTICES = (
    notice("commitments.value-without-unit", Severity.WARNING, "“10万奖补”缺“元”字。", ["10万奖补"], "二/(一)/2", "按“10万元”读，请核对。"),
    notice("policy.body-unknown", Severity.WARNING, "“税务局”与上文“旗税务局”写法不一。", ["旗税务局", "、税务局"], "二/(一)/2"),
    notice("commitments.unread", Severity.NOTE, "这句有承诺的话，没有读出内容。", ["为加快建设一流创新生态，特制定本方案。"], "0"),
    notice("policy.annex-missing", Severity.ERROR, "正文提到附件，文件里没有附件。", [], None, "请补上附件后再读一次。"),
)
