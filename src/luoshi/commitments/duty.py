"""Duties: tasks and who answers for them.

A document that prints unit lines has one duty for each stretch of text that ends in such a line. A plan that prints none has one for
each numbered task, without units. Rules and reward documents that print none have no duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.bodies import is_body, split_units
from luoshi.commitments.charges import Charge, first_clause, read_charges
from luoshi.commitments.context import Context
from luoshi.commitments.nodes import Duty
from luoshi.commitments.passages import Passage, passage_of
from luoshi.policy.nodes import Clause, ClauseKind
from luoshi.source import Span

# Headings made of these words alone name no task: 指导思想和基本原则, 面临形势, 主要目标, 附则. 优化发展环境 has a verb and is one.
_SCENE = (
    "总体|主要|基本|重大|重要|发展|工作|现有|面临的?|实施|指导|具体|阶段性?|年度|行动|建设|预期|近期|中期|远期|深刻|准确|科学|认识|把握|分析|研判|当前"
    '|[“"]?二?十[一二三四五六七八九]?五[”"]?(?:时期|期间|以来)?|[我全][国省市县区旗州盟]|名词|术语|经济|社会|主要指标'
    "|制定|编制|起草|出台|方案|规划|计划|政策|文件|科技|创新|产业|区域|国内外?|国际|内外部|现实|存在的?|取得的?|进度|时间|推进|有关|相关|[的新和与及、，,]"
)
_CORE = (
    "总体要求|基本要求|目标要求|目标任务|要求|思想|原则|思路|目标|背景|依据|形势|现状|基础|环境|机遇|挑战|意义|必要性|构架|框架|架构|定位|愿景|方针|问题"
    "|成效|成绩|成就|成果|回顾|趋势|态势|附则|事项|其他|其它|规定|有效期|解释权?|说明|解读|范围|对象|步骤|安排|目的"
)
_BACKDROP = re.compile(
    r"(?!(?:推进|实施|建设|制定|编制|出台)(?!步骤|安排|原则|目标|背景|依据|意义|要求|说明|范围))"
    rf"(?:(?>{_SCENE}))*+(?:{_CORE})(?:(?>{_CORE}|{_SCENE}))*+"
)
_LAYS_DOWN = re.compile(
    r"(?:工作|组织|有关|相关|纪律)要求|创新(?:产业|基础)|发展(?:产业|规划)"
)  # a backdrop by its words, but a task by its use
_CARRIER = re.compile(r"总体要求|总体思路|基本要求|总体构架|总体框架|(?:实施|工作|推进|进度)(?:步骤|安排)|附则|发展环境|编制背景")
_PHASE = re.compile(r"阶段\s?(?:[（(:：]|\Z)")
_BOX = re.compile(
    r"(?:(?:重点工程|重大工程|重点项目|重点行动|专项行动|重点任务)\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[:：.、 　]"
    r"\s?(?P<title>[^\n。:：]{2,40})"
    r"|专栏\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[:：.、]?\s?(?P<boxed>[^\n。:：]{2,40}(?:工程|行动|计划|专项|项目|任务|试点)))(?=。|\Z)"
)
# The last item of a plan says when it comes into force and who explains it; nobody is charged with a task there.
_CLOSES = re.compile(
    r"(?:本|此|该|以上)[^，,。；;]{1,12}?(?:[自从][^，,。；;]{2,24}?(?:施行|实施|执行|生效|试行)|由[^，,。；;]{2,40}?解释|有效期|试行期|施行期)"
    r"|(?:施行|实施|生效|执行|试行)(?:日期|时间)|有效期限?(?!内)|解释(?:权|机关|部门|单位)"
)
_SUPPORT = "奖励|补助|补贴|资助|奖补|扶持|支持|配套"
_GRANT = re.compile(rf"(?:{_SUPPORT})[^。\n]{{0,40}}\d\s?(?:万元|亿元|元|%)|\d\s?(?:万元|亿元|元|%)[^。\n]{{0,40}}(?:{_SUPPORT})")
_LEADS = re.compile(
    r"(?:(?<=[。；\n])|^)\s?由?(?P<units>[一-鿿（）()、]{2,60}?)牵头(?!单位|部门|责任|作用)"
    r"(?:负责|组织|开展|推进|做好|制定|实施|抓好|建立|落实|会同)"
)
_HELPS = re.compile(r"[，,；;]\s?(?P<units>[一-鿿（）()、]{2,60}?)(?:按照?(?:各自)?职责(?:分工)?)?(?:配合|协助|参与|负责|做好|对)")
_EXPLAINS = re.compile(
    r"由(?P<units>[^，。；;由\n]{2,60}?)(?:共同|会同有关部门)?(?:负责(?:本\w{2})?(?:的)?(?:具体)?|承担(?:具体)?)解释"
    r"|解释(?:权|工作)?(?:由|归)(?P<holders>[^，。；;由\n]{2,60}?)(?:承担|负责|行使|所有)?(?=[，。；;\n]|\Z)"
)
_SYSTEMATIC = 4
_NOT_TASKS = frozenset(
    {ClauseKind.PREAMBLE, ClauseKind.FRONT, ClauseKind.ANNEX, ClauseKind.TABLE, ClauseKind.MARK, ClauseKind.SIGNATURE, ClauseKind.TRAILER}
)


def read_duties(context: Context) -> Iterator[Duty]:
    """Yield the duties of a document in the order of its clauses, the duty to explain it last."""
    charges = read_charges(context)
    tasks = _tasks(context) if context.is_plan and not _is_reward_document(context) else []
    if charges and _names_units(charges, tasks):
        yield from (_of_line(context, charge) for charge in charges)
    else:
        yield from _of_plan(context, tasks, charges)
    yield from _explanations(context)


def _names_units(charges: tuple[Charge, ...], tasks: list[tuple[Clause, str, Span]]) -> bool:
    """Say whether a document names units for its tasks: for one in five, or four of them; fewer are remarks in passing."""
    charged = {charge.clause.path for charge in charges}
    answered = sum(1 for clause, _, _ in tasks if any(path in charged for path in _path_and_above(clause.path)))
    return len(charges) >= _SYSTEMATIC or max(answered, len(charges)) * 5 >= len(tasks)


def _path_and_above(path: str) -> Iterator[str]:
    """Yield a path and those of all clauses above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _of_line(context: Context, charge: Charge) -> Duty:
    """A stretch that ends in a unit line is a duty of the units of that line: 1.加大培育力度。… 牵头单位：旗科技局."""
    line = charge.line
    doubts: tuple[str, ...] = (
        ("没有写牵头单位，把列在第一的单位当作牵头",) if line.lead_implied else () if line.lead else ("只写了责任人，没有写单位",)
    )
    doubts += () if charge.title else ("责任单位行前面没有任务",)
    span = charge.title_span if charge.title else charge.line_span
    return Duty(
        clause=charge.clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=0.9 if doubts else 1.0,
        doubts=doubts,
        implied=("lead",) if line.lead_implied else (),
        rule=f"duty_{line.form}",
        title=charge.title or "未写明的任务",
        lead=line.lead,
        support=line.support,
        leader=line.leader,
        units_span=charge.line_span,
    )


def _of_plan(context: Context, tasks: list[tuple[Clause, str, Span]], charges: tuple[Charge, ...]) -> Iterator[Duty]:
    """A plan without unit lines, or with hardly any: every numbered task is a duty: 4.发展壮大科技服务业。…"""
    by_clause = {charge.clause.id: charge for charge in charges}
    chars = context.policy.text.chars
    for clause, title, span in tasks:
        charge = by_clause.pop(clause.id, None)
        if charge is not None:
            yield _of_line(context, charge)
            continue
        lead, support, place = _leads_in_text(passage_of(chars, clause))
        doubts = ("单位取自正文，不是责任单位行",) if lead else ("没有写责任单位",)
        yield Duty(
            clause=clause.path,
            span=span,
            quote=span.of(chars),
            confidence=0.7 if lead else 0.9,
            doubts=doubts,
            rule="duty_in_text" if lead else "duty_of_plan",
            title=title,
            lead=lead,
            support=support,
            units_span=place,
        )
    yield from (_of_line(context, charge) for charge in by_clause.values())


def _leads_in_text(passage: Passage) -> tuple[tuple[str, ...], tuple[str, ...], Span | None]:
    """A sentence that begins with a body and 牵头 names the lead: 县科技局牵头组织兑现工作，相关委办局对事项进行审查."""
    for found in _LEADS.finditer(passage.text):
        lead = split_units(found["units"])
        if not lead or not all(is_body(name) for name in lead):
            continue
        stop = passage.text.find("。", found.end())
        end = stop if stop >= 0 else len(passage.text)
        helps = (split_units(help_["units"]) for help_ in _HELPS.finditer(passage.text, found.end(), end))
        support = tuple(name for names in helps if all(is_body(name) for name in names) for name in names if name not in lead)
        return lead, support, passage.span(found.start(), end)
    return (), (), None


def _explanations(context: Context) -> Iterator[Duty]:
    """Who explains the document: 本方案由区科技局负责解释。"""
    chars = context.policy.text.chars
    for clause in context.clauses:
        passage = passage_of(chars, clause)
        for found in _EXPLAINS.finditer(passage.text):
            lead = split_units((found["units"] or found["holders"]).replace("会同", "、"))
            if lead and all(is_body(name) for name in lead):
                span = passage.span(*found.span())
                yield Duty(
                    clause=clause.path, span=span, quote=span.of(chars), rule="duty_to_explain", title="解释", lead=lead, units_span=span
                )


def _tasks(context: Context) -> list[tuple[Clause, str, Span]]:
    """Return the numbered leaves that name a task, and the boxed projects, with title and place of the title.

    Annexes repeat or detail what the document says; they count only where the document itself is one, printed behind its notice.
    """
    chars = context.policy.text.chars
    tasks = [task for clause in context.policy.clauses for task in _tasks_below(chars, clause)]
    annexes = [clause for clause in context.policy.clauses if clause.kind is ClauseKind.ANNEX]
    return tasks or [task for annex in annexes for clause in annex.children for task in _tasks_below(chars, clause)]


def _tasks_below(chars: str, clause: Clause) -> Iterator[tuple[Clause, str, Span]]:
    """Walk down to the leaves; what lies below 总体要求 or 实施步骤, and what only sets the scene, is left out."""
    if clause.kind is ClauseKind.PREAMBLE:
        yield from _boxes(chars, clause)
    if clause.kind in _NOT_TASKS or _CARRIER.fullmatch(_bare(clause.heading)):
        return
    if _is_backdrop(clause.heading) and not (clause.children and "任务" in clause.heading):
        return
    below = [child for child in clause.children if _is_task(chars, child)]
    if below:
        for child in below:
            yield from _tasks_below(chars, child)
    else:
        if not (span := clause.heading_span) and clause.body:
            span = clause.body[0]
        title, start, end = first_clause(
            span.of(chars), is_heading=bool(len(clause.heading_span)) and not passage_of(chars, clause).runs_in
        )
        if title and not _CLOSES.match(title):
            yield clause, title, Span(span.start + start, span.start + end)
    yield from _boxes(chars, clause)


def _is_task(chars: str, clause: Clause) -> bool:
    """Say whether a child may be a task of its own: 一是 only where it opens a paragraph, ① never."""
    if clause.kind is ClauseKind.STEP:
        return clause.span.start == 0 or chars[clause.span.start - 1] in "\n 　"
    return clause.kind not in _NOT_TASKS


def _boxes(chars: str, clause: Clause) -> Iterator[tuple[Clause, str, Span]]:
    """A box between the paragraphs of a plan is a task: 重点工程一：高价值专利培育工程."""
    for paragraph in clause.body:
        words = paragraph.of(chars)
        if found := _BOX.match(words):
            group = "title" if found["title"] else "boxed"
            yield clause, found[group], Span(paragraph.start + found.start(group), paragraph.start + found.end(group))


def _bare(heading: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]|[。\s:：]", "", heading)


def _is_backdrop(heading: str) -> bool:
    """Say whether a heading only sets the scene, or names a phase, which is a deadline."""
    bare = _bare(heading)
    if _PHASE.search(heading):
        return True
    if "任务" in bare and not bare.endswith("目标任务"):
        return False
    return _BACKDROP.fullmatch(bare) is not None and _LAYS_DOWN.fullmatch(bare) is None


def _is_reward_document(context: Context) -> bool:
    """Say whether most leaves grant money; 方案, 规划 and 行动 lay out tasks all the same, 实施意见 may be either."""
    if re.search(r"方案|规划|行动|工作要点", context.policy.title):
        return False
    chars = context.policy.text.chars
    leaves = [clause for clause in context.clauses if not clause.children and clause.kind not in _NOT_TASKS]
    granting = sum(1 for clause in leaves if _GRANT.search(chars, clause.span.start, clause.span.end))
    return granting * 2 > len(leaves)
