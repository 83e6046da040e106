"""From heads to rewards: stages joined, years and 一次性 read, doubts said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage
from luoshi.commitments.reward.caps import cap_per, party_word
from luoshi.commitments.reward.heads import Head
from luoshi.commitments.reward.vocabulary import BASIS, ONCE, YEARLY
from luoshi.values.numerals import CHINESE, parse_number

COUNT = rf"(?P<count>{CHINESE}|\d{{1,3}})"
YEARS = (
    re.compile(
        rf"(?:连续[^，。；\d]{{0,6}}|期限?(?:为|不超过|最长|最长不超过)?|为期|最长(?:不超过)?|分|前|后|时间最长不超过|不超过|给予[^，。；\d]{{0,8}}"
        rf"|(?:支持|补助|补贴|资助|奖励|发放)){COUNT}年(?!内|度|以|期以|及)"
    ),
    re.compile(rf"自[^，。；]{{2,16}}起[^，。；\d]{{0,4}}{COUNT}年内"),
)
MONTHS = re.compile(rf"(?:期限?(?:为|不超过|最长|最长不超过)?|最长(?:不超过)?|累计不超过){COUNT}个月")
# 领军人才每月5000元，骨干人才每月3000元，发放期限为5年: a term at the end of one list holds for all of it.
TERM_OF_ALL = re.compile(
    rf"[，,](?P<term>(?:发放|补贴|补助|资助|支持|享受)期限?(?:均)?(?:为|不超过|最长)?(?:{CHINESE}|\d{{1,2}})(?:年|个月))[。\s]*$"
)
STAGED = re.compile(r"分阶段|分期|分步|分(?:\d|[二两三四五])个?(?:年|次|期|阶段|步)")
# 每月分别发放3000元, 每年给予30万元: paid anew each; 每年评选10家，每家奖励5万元 is not.
PAID_EVERY = re.compile(
    r"(?:每(?P<each>月|年)|按(?P<by>月|年))(?:度)?(?:(?!最高|不超过|累计|合计)[^，。；\d]){0,10}\d[\d.]*(?:[十百千]?[万亿])?元"
)
# How much of a thing is supported at most: 补贴面积不超过500平方米, 期限不超过6个月.
LIMITED = re.compile(r"[^，。；、\d]{0,8}(?:不超过|最多|最高|上限为?)\d[\d.]*(?:平方米|㎡|亩|个月|人|名|件|辆|台)(?![\u4e00-\u9fff]*元)")
# A list whose term stands at its end is no longer than this; the bound keeps endless lists linear.
LONGEST_LIST = 300
# Words that are left of a sentence cut in the wrong place: no party, condition or base begins so.
ODD_START = re.compile(r"[，、：）)的]|其中|比例|依据|根据|按照?|合理|加大对|将|\d+[年月]")
ODD = re.compile(r"^(?:[，、：）)的]|其中|依据|根据|按|合理|加大对|将|每|计算|争取|确保|\d)|级$")
# No reward has more stages than this; the bound keeps endless lists linear.
MOST_STAGES = 12


def join_stages(heads: list[Head], sentences: Sequence[Sentence]) -> list[Head]:
    """Join the stages of one reward: 给予50万元奖补，分阶段实施：…10万元；…20万元；…20万元."""
    for at, head in enumerate(heads):
        whole = head.cap_fen if head.formula.type is FormulaType.UPTO else head.formula.amount_fen
        if head.formula.type not in (FormulaType.FIXED, FormulaType.UPTO) or not whole:
            continue
        for count in range(2, min(len(heads) - at, MOST_STAGES)):
            parts = heads[at + 1 : at + 1 + count]
            if any(p.formula.type is not FormulaType.FIXED for p in parts):
                break
            if sum(p.formula.amount_fen or 0 for p in parts) == whole and _are_stages(head, parts, sentences):
                head.formula = Formula(FormulaType.STAGED, stages=tuple(Stage(p.trigger, p.formula.amount_fen) for p in parts))
                head.rule, head.end = "staged", parts[-1].end if parts[-1].sentence == head.sentence else head.end
                return [*heads[: at + 1], *heads[at + 1 + count :]]
    return heads


def without_instalments(heads: list[Head]) -> list[Head]:
    """Leave out how a sum is paid (分三年给予15万元奖励，每年5万元): to claim both would be to claim twice."""
    kept: list[Head] = []
    for head in heads:
        whole = kept[-1] if kept and kept[-1].sentence == head.sentence and kept[-1].trigger == head.trigger else None
        years = years_of(whole.words) if whole is not None else None
        if whole is not None and years and head.formula.amount_fen and head.formula.amount_fen * years == whole.formula.amount_fen:
            whole.notes.append("分年等额兑现")
            continue
        kept.append(head)
    return kept


def _are_stages(head: Head, parts: Sequence[Head], sentences: Sequence[Sentence]) -> bool:
    """Say whether the words order the parts as stages of the whole: 分阶段, or 其中 behind the whole."""
    first, last = sentences[head.sentence], sentences[parts[-1].sentence]
    between = first.text[head.end :] if first is last else first.text[head.end :] + last.text
    return STAGED.search(first.text + last.text) is not None or re.match(r"[^。；]{0,8}[，,：:；;（(]其中", between) is not None


def reward_of(head: Head, sentence: Sentence, context: Context) -> Reward:
    """Turn a head into a reward."""
    span = sentence.part(head.start, max(head.end, head.start + 1))
    counted_by = cap_per(head)
    implied = head.cap_fen is not None and not counted_by and bool(party_word(head.beneficiary))
    basis = BASIS.search(head.words)
    doubts = _doubts(head)
    return Reward(
        clause=sentence.clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=max(0.1, round(1 - 0.2 * len(doubts), 1)),
        doubts=doubts,
        implied=("cap_per",) if implied else (),
        rule=head.rule,
        note="；".join([*([basis[0].strip()] if basis else []), *head.notes, *_limits(head.words)]),
        beneficiary=head.beneficiary,
        trigger=head.trigger,
        formula=head.formula,
        cap_fen=None if head.formula.type is FormulaType.STAGED else head.cap_fen,
        cap_per=party_word(head.beneficiary) if implied else counted_by,
        once=True if head.is_once or ONCE.search(head.words) else False if YEARLY.search(head.words) else None,
        years=years_of(head.words) or _term_of_all(sentence),
        every=_every(head),
    )


def _every(head: Head) -> str | None:
    """Say whether a sum is paid each month or each year; where the item says so (平方米·月) it is not said again."""
    if head.formula.type not in (FormulaType.FIXED, FormulaType.PER_ITEM) or "月" in head.formula.item or "年" in head.formula.item:
        return None
    found = PAID_EVERY.search(head.words)
    return {"月": "month", "年": "year"}[found["each"] or found["by"]] if found else None


def _limits(words: str) -> list[str]:
    """Return the limits that are no money, as printed; a term of whole years stands in its own field."""
    found = [m[0] for m in LIMITED.finditer(words)]
    return [limit for limit in found if not (limit.endswith("个月") and years_of(limit) is not None)]


def _term_of_all(sentence: Sentence) -> int | None:
    """Read the term at the end of a sentence that is one list."""
    last = sentence.text[-LONGEST_LIST:]
    found = TERM_OF_ALL.search(last, max(0, len(last) - 24)) if "；" not in last else None
    return years_of(found["term"]) if found else None


def years_of(words: str) -> int | None:
    """Read for how many years something is given: 连续三年, 期限3年, 自注册之日起三年内, 补贴期24个月."""
    found = next(filter(None, (pattern.search(words) for pattern in YEARS)), None)
    if found:
        return int(parse_number(found["count"]))
    months = MONTHS.search(words)
    count = int(parse_number(months["count"])) if months else 0
    return count // 12 if count and count % 12 == 0 else None


def _doubts(head: Head) -> tuple[str, ...]:
    doubts = list(head.doubts)
    if ODD.search(head.beneficiary) or ODD_START.match(head.trigger) or ODD_START.match(head.formula.base):
        doubts.append("对象、条件或基数可能没有读全")
    if not head.trigger:
        doubts.append("未写明奖补对象或条件")
    if head.formula.type is FormulaType.UPTO:
        doubts.append("只写了上限，具体数额待定")
    return tuple(doubts)
