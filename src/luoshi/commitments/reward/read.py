"""Rewards of a policy: the grants of each clause, with caps laid over them, and support without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage
from luoshi.commitments.reward.heads import BRACKETED, Carried, Head, bracketed, heads_of
from luoshi.commitments.reward.marks import Mark, Role, find_marks
from luoshi.commitments.reward.provisions import CAP_STATEMENT, SHARED_CAP, Provision, cut_provisions
from luoshi.commitments.reward.vocabulary import BASIS, ONCE, YEARLY
from luoshi.commitments.segments import mask
from luoshi.commitments.timeframe import is_background, is_report
from luoshi.values.numerals import CHINESE, parse_number

NEEDS = re.compile(r"[\d一二三四五六七八九十百](?:\d|[,.])*\s*(?:[十百千]?[万亿]|元|[%％‰])|百分之|1[:：∶比]\d|等额|同等|相同额度|全额")
SCHEDULE = re.compile(r"(?:奖励|奖补|补助|资助|补贴|给予|扶持|支持|标准|兑现)[^。]{0,40}[：:]\s*$")
CAP_PER = re.compile(
    r"(?:单个|单项|单笔|单次|每一?个|每家|每户|每人|每项|每件|每名|每位|同一|一家|同个|对一家)(?P<what>[^，。；、\d最不累合总每年全当上额单]{0,12})"
    r"(?P<each>每年|年度|每年度|全年|当年|年)?度?[^，。；\d]{0,10}?(?:最高|不超过|累计|合计|上限|不高于|总额|封顶|补贴|奖励|支持|资助|补助|单一年度)"
)
PER_YEAR = re.compile(r"每年|年度|全年|当年|年资助|年补贴|年奖励|单一年度")
YEARS = re.compile(
    rf"(?:连续[^，。；\d]{{0,6}}|期限(?:为|不超过|最长|最长不超过)?|为期|最长(?:不超过)?|分|前|后|时间最长不超过|不超过|给予[^，。；\d]{{0,8}})(?P<count>{CHINESE}|\d{{1,2}})年(?!内|度|以|期以|及)"
)
STAGED = re.compile(r"分阶段|分期|分步|分(?:\d|[二两三四五])(?:年|次|期|阶段|步)")
NOT_NOW = re.compile(r"截至|累计(?:发放|兑现|落实)|共(?:发放|兑现)|已(?:发放|兑现|落实|投入)")


@dataclass(slots=True)
class ClauseRewards:
    """What has been read so far in one clause."""

    heads: list[Head] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    carried: Carried = field(default_factory=Carried)
    shared_cap: Mark | None = None
    shared_words: str = ""
    is_once: bool = False


def read_rewards(context: Context) -> Iterator[Reward]:
    """Yield the rewards of a policy, clause by clause."""
    from luoshi.commitments.reward.wordy import read_wordy

    carried: dict[str, Carried] = {}
    schedules: dict[str, bool] = {}
    for clause, group in groupby(context.sentences, key=lambda s: s.clause):
        sentences = list(group)
        if is_background(clause) or clause.path == "0":
            continue
        parent = clause.path.rpartition("/")[0]
        state = ClauseRewards(carried=carried.get(parent, Carried()))
        in_schedule = parent in schedules
        state.is_once = schedules.get(parent, False)
        numbered = []
        for sentence in sentences:
            if NEEDS.search(sentence.text) and not NOT_NOW.search(sentence.text) and not is_report(sentence.text):
                before = len(state.heads)
                read_sentence(sentence, state, in_schedule=in_schedule)
                if len(state.heads) > before:
                    numbered.append(sentence)
            in_schedule = in_schedule or SCHEDULE.search(sentence.text) is not None
        if in_schedule:
            schedules[clause.path] = any(SCHEDULE.search(s.text) and ONCE.search(s.text) for s in sentences)
        carried[clause.path] = state.carried if state.heads else _intro(sentences, state.carried)
        rewards = [_reward(head, state, context) for head in _staged(state)]
        rewards.extend(read_wordy(sentences, state.heads, context))
        yield from sorted(rewards, key=lambda r: (r.span.start, r.span.end))


def _intro(sentences: list[Sentence], carried: Carried) -> Carried:
    """What an introducing sentence says of those who are given: 对…企业按以下标准给予奖励：."""
    from luoshi.commitments.reward.parties import beneficiary_of, trim_trigger

    for sentence in reversed(sentences):
        if sentence.text.rstrip().endswith(("：", ":")) or (sentence.is_heading and re.search("奖励|补助|资助|补贴", sentence.text)):
            words = re.split(r"给予|按照?以下|按下列|予以", sentence.text)[0]
            trigger = trim_trigger(words)
            return Carried(trigger, beneficiary_of(trigger, "", carried.beneficiary))
    return carried


def read_sentence(sentence: Sentence, state: ClauseRewards, *, in_schedule: bool) -> None:
    """Add the grants of one sentence to the state, and lay its caps over them."""
    text = sentence.text
    masked = mask(text)
    marks = find_marks(masked, in_schedule=in_schedule)
    if not any(m.role in (Role.GRANT, Role.CAP) for m in marks) and not BRACKETED.search(text):
        return
    number = len(state.sentences)
    state.sentences.append(sentence)
    opened = len(state.heads)
    for provision in cut_provisions(masked, marks):
        if not provision.grants and not provision.caps:
            if not state.heads[opened:] and masked[provision.end - 1 : provision.end] in "：:":
                state.carried = _carried_by(text[provision.start : provision.end], state.carried)
            continue
        _read_provision(text, masked, provision, state, opened, number)
    if not state.heads[opened:] and (found := bracketed(text, state.carried)):
        state.heads.extend(replace(head, sentence=number) for head in found)


def _carried_by(words: str, carried: Carried) -> Carried:
    from luoshi.commitments.reward.parties import beneficiary_of, trim_trigger

    trigger = trim_trigger(re.split(r"给予|按照?以下|按下列|予以|进行", words)[0])
    return Carried(trigger, beneficiary_of(trigger, "", carried.beneficiary)) if len(trigger) >= 2 else carried


def _read_provision(text: str, masked: str, provision: Provision, state: ClauseRewards, opened: int, number: int) -> None:
    """Read one provision: its grants first, then its caps."""
    lone = not provision.grants
    if lone and _caps_what_went_before(text, provision, state):
        for cap in provision.caps:
            _lay_cap(text, cap, state, opened, provision, at=len(state.heads))
        return
    if lone and masked[provision.end - 1 : provision.end] in "：:" and _is_shared_cap(masked[provision.start : provision.caps[0].start]):
        state.shared_cap, state.shared_words = provision.caps[0], text[provision.start : provision.end]
        state.carried = _carried_by(text[provision.start : provision.end], state.carried)
        return
    at = len(state.heads)
    for head in heads_of(text, masked, provision, state.carried):
        head.sentence = number
        state.heads.append(head)
    if len(state.heads) == at:
        return
    first = state.heads[at]
    state.carried = Carried(first.trigger, first.beneficiary, state.heads[-1].formula.base)
    if lone:
        for head in state.heads[at:]:
            head.cap_words = text[provision.start : provision.caps[0].end]
        return
    _lay_caps(text, masked, provision, state, opened, at)
    if state.shared_cap is not None:
        for head in state.heads[at:]:
            _cap(head, state.shared_cap, state.shared_words)


def _lay_caps(text: str, masked: str, provision: Provision, state: ClauseRewards, opened: int, at: int) -> None:
    """Give the caps of a provision to its grants: in order where they are as many, by class where the words name classes, else to all."""
    heads, caps = state.heads[at:], [c for c in provision.caps if c.start >= state.heads[at].start]
    listed = len(caps) > 1 and all(re.fullmatch(r"[、，和及与]", masked[a.end : b.start]) for a, b in pairwise(caps))
    if listed and len(caps) == len(heads):
        for head, cap in zip(heads, caps, strict=True):
            _cap(head, cap, text[cap.start : cap.end])
    elif listed and len(caps) == len(pending := [h for h in state.heads[opened:] if h.cap_fen is None]):
        for head, cap in zip(pending, caps, strict=True):
            _cap(head, cap, text[cap.start : cap.end])
    elif len(heads) == 1 and len(caps) > 1 and (classes := _classes(text, caps, heads[0])):
        state.heads[at:] = [
            replace(heads[0], trigger=f"{heads[0].trigger}，{name}", cap_fen=cap.high_fen or cap.low_fen, cap_mark=cap, cap_words=name)
            for name, cap in zip(classes, caps, strict=True)
        ]
    else:
        for cap in provision.caps:
            _lay_cap(text, cap, state, opened, provision, at=at)


def _classes(text: str, caps: list[Mark], head: Head) -> list[str]:
    """Name the class before each cap: 博士最高20万元，硕士最高10万元; empty where the caps are limits of other sorts."""
    names = []
    before = head.end
    for cap in caps:
        words = re.split(r"[，,、；;]", text[before : cap.start].strip("，,、；;"))[-1]
        own = re.sub(r"(?:最高|不超过).*$", "", words)
        if len(own) < 2 or CAP_STATEMENT.match(own) or re.search(r"每|单个|同一|累计|年度", own):
            return []
        names.append(re.sub(r"(?:最高|不超过|每年|补贴|额度|给予).*$", "", words))
        before = cap.end
    return names


def _caps_what_went_before(text: str, provision: Provision, state: ClauseRewards) -> bool:
    """Say whether a provision with nothing but a cap limits the grants before it, rather than granting up to it.

    Example: …给予70%配套。原则上单个项目最高配套额度为500万元。
    """
    if not any(h.cap_fen is None for h in state.heads):
        return (
            bool(state.heads)
            and re.match(r"[^，。；]{0,24}(?:最高|不超过)", text[provision.start :]) is not None
            and CAP_STATEMENT.match(re.sub(r"^对", "", text[provision.start : provision.end].strip("，, "))) is not None
        )
    words = text[provision.start : provision.caps[0].start].strip("，, ")
    segment = re.split(r"[，,]", words)[-1]
    subject = CAP_STATEMENT.match(re.sub(r"^对", "", segment)) is not None
    gives = re.search(r"给予|予以|一次性", segment) is not None and not re.search(
        r"(?:给予|的)(?:的)?(?:奖励|补助|补贴|资助|支持)", segment
    )
    return subject and not gives


def _is_shared_cap(before: str) -> bool:
    """每个单位年资助总额不超过… limits what the list behind the colon gives; 合计投入最高… gives itself."""
    return SHARED_CAP.search(before) is not None and not re.search(r"(?:给予|投入|提供|安排|享受)[^，。；]{0,8}$", before)


def _lay_cap(text: str, cap: Mark, state: ClauseRewards, opened: int, provision: Provision, *, at: int) -> None:
    """Give a cap to the grants it limits: those of its provision, or with 累计 all of its sentence that have none."""
    segment_at = max(text.rfind(c, 0, cap.start) for c in "，,；;。：:") + 1
    words = text[segment_at : cap.end + 4]
    shared = SHARED_CAP.search(words) is not None or _caps_all_of(words, state.heads[opened:]) or _one_scale(state.heads[opened:])
    own = [h for h in state.heads[at:] if h.start <= cap.start]
    before = state.heads[opened:] or state.heads
    wanted = own if own and not shared else (before if before else state.heads)
    if not own and not shared:
        wanted = state.heads[opened:] or state.heads
    open_heads = [h for h in wanted if h.cap_fen is None]
    if own and not shared:
        last = max((m.start for m in provision.caps if m.start < cap.start), default=-1)
        open_heads = [h for h in open_heads if h.end > last or last < 0] or open_heads
    if not open_heads and wanted:
        wanted[-1].notes.append(f"另有限额：{words.strip('，。；')}")
    for head in open_heads:
        _cap(head, cap, words)


def _caps_all_of(words: str, heads: list[Head]) -> bool:
    """单个旅行社全年最高… limits all that the sentence gives to 旅行社."""
    found = CAP_PER.search(words)
    if found is None or not found["what"] or not PER_YEAR.search(words) or len(heads) < 2:
        return False
    return all(found["what"] in f"{heads[0].trigger}{heads[0].beneficiary}" and h.formula.type is heads[0].formula.type for h in heads)


def _one_scale(heads: list[Head]) -> bool:
    """Say whether the rates of a sentence are the tiers of one scale, with nothing capped yet: one cap at its end limits them all."""
    bases = {h.formula.base for h in heads}
    return len(heads) > 1 and len(bases) == 1 and "" not in bases and all(h.cap_fen is None and h.formula.rate is not None for h in heads)


def _cap(head: Head, cap: Mark, words: str) -> None:
    if head.cap_fen is None:
        head.cap_fen, head.cap_mark, head.cap_words = cap.high_fen or cap.low_fen, cap, words


def _staged(state: ClauseRewards) -> list[Head]:
    """Join the stages of one reward: 给予50万元奖补，分阶段实施：…10万元；…20万元；…20万元."""
    heads = state.heads
    for at, head in enumerate(heads):
        whole = head.cap_fen if head.formula.type is FormulaType.UPTO else head.formula.amount_fen
        if head.formula.type not in (FormulaType.FIXED, FormulaType.UPTO) or not whole:
            continue
        for count in range(2, len(heads) - at):
            parts = heads[at + 1 : at + 1 + count]
            if any(p.formula.type is not FormulaType.FIXED for p in parts):
                break
            if sum(p.formula.amount_fen or 0 for p in parts) == whole and _in_stages(head, parts, state):
                head.formula = Formula(FormulaType.STAGED, stages=tuple(Stage(p.trigger, p.formula.amount_fen) for p in parts))
                head.rule, head.end = "staged", parts[-1].end if parts[-1].sentence == head.sentence else head.end
                return [*heads[: at + 1], *heads[at + 1 + count :]]
    return heads


def _in_stages(head: Head, parts: list[Head], state: ClauseRewards) -> bool:
    """Say whether the words order the parts as stages of the whole: 分阶段, or 其中 behind the whole."""
    first, last = state.sentences[head.sentence], state.sentences[parts[-1].sentence]
    between = first.text[head.end :] if first is last else first.text[head.end :] + last.text
    return STAGED.search(first.text + last.text) is not None or re.match(r"[^。；]{0,8}[，,：:；;（(]其中", between) is not None


def _reward(head: Head, state: ClauseRewards, context: Context) -> Reward:
    """Turn a head into a reward."""
    sentence = state.sentences[head.sentence]
    span = sentence.part(head.start, max(head.end, head.start + 1))
    implied: tuple[str, ...] = ()
    cap_per = _cap_per(head)
    if head.cap_fen is not None and not cap_per:
        cap_per = _party_word(head.beneficiary)
        implied = ("cap_per",) if cap_per else ()
    basis = BASIS.search(head.words)
    notes = ([basis[0].strip()] if basis else []) + head.notes
    doubts = list(head.doubts)
    if not head.trigger:
        doubts.append("未写明奖补对象或条件")
    if head.formula.type is FormulaType.UPTO:
        doubts.append("只写了上限，具体数额待定")
    years = YEARS.search(head.words)
    once = True if ONCE.search(head.words) or state.is_once else False if YEARLY.search(head.words) else None
    return Reward(
        clause=sentence.clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=max(0.1, round(1 - 0.2 * len(doubts), 1)),
        doubts=tuple(doubts),
        implied=implied,
        rule=head.rule,
        note="；".join(notes),
        beneficiary=head.beneficiary,
        trigger=head.trigger,
        formula=head.formula,
        cap_fen=None if head.formula.type is FormulaType.STAGED else head.cap_fen,
        cap_per=cap_per,
        once=once,
        years=int(parse_number(years["count"])) if years else None,
    )


def _cap_per(head: Head) -> str:
    """Read what a cap counts by: 单个平台 is 平台, 每家企业每年 is 企业/年."""
    if not head.cap_words:
        return ""
    found = CAP_PER.search(head.cap_words)
    yearly = PER_YEAR.search(head.cap_words) is not None
    what = re.sub(r"(?:的|给予|奖励|补贴|补助|资助|奖补|金|资金|支持|配套)+$", "", found["what"]) if found else ""
    if not what and not yearly:
        return ""
    what = what or _party_word(head.beneficiary)
    return f"{what}/年" if yearly else what


def _party_word(beneficiary: str) -> str:
    for word in ("企业", "平台", "项目", "团队", "机构", "单位", "个人", "人才", "基金", "园区", "院所", "高校"):
        if word in beneficiary:
            return "机构" if word in ("院所", "高校") else word
    return ""
