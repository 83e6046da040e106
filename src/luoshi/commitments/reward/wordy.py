"""Support without a number: 给予科技经费支持, 优先立项, 一事一议. What nobody can claim (各部门要给予支持) is no reward."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.lexicon import either, words
from luoshi.commitments.members import split_members
from luoshi.commitments.nodes import Formula, FormulaType, Reward
from luoshi.commitments.reward.heads import Carried, Head
from luoshi.commitments.reward.marks import Role, find_marks
from luoshi.commitments.reward.parties import beneficiary_of, trim_trigger
from luoshi.commitments.reward.provision_heads import BRACKETED
from luoshi.commitments.reward.provisions import Provision, cut_provisions
from luoshi.commitments.reward.to_reward import years_of
from luoshi.commitments.segments import mask
from luoshi.values.numerals import CHINESE, parse_number

KINDS_OF_SUPPORT = either(
    words("支持 奖励 奖补 补助 补贴 资助 贴息 扶持 倾斜 激励 补偿 后补助 配套 奖金 经费 资金 待遇 报酬 专项资助 扶持力度 支持力度")
)
GIVING = re.compile(
    rf"(?P<op>(?:适当|择优|优先|分别|继续|重点|酌情|相应|一次性|每年|可|并|按规定|按政策|按程序|根据相关政策)*"
    rf"(?:(?:给予|予以)(?P<what>[^，。；、\d]{{0,24}}?{KINDS_OF_SUPPORT})|实行(?:奖补|奖励|补贴|补助|资助|后补助)|分别(?P<bare>[^，。；、\d给予对]{{0,8}}{KINDS_OF_SUPPORT})))"
    rf"(?:[和、及]?{KINDS_OF_SUPPORT})*(?:力度|政策)?"
)
# The same matter paid twice, the list behind a colon, another article: none of them is a support of its own.
NOT_ITS_OWN = re.compile(
    r"就高|重复|不再|仅对|最高级别|只享受|叠加|本(?:办法|政策|措施|意见)第|以上标准|上述标准|同一(?:事项|项目|内容)|第[一二三四五六七八九十\d]+条"
)
FAVOUR = re.compile(r"(?:优先|择优)(?:推荐|立项|给予|予以|支持|享受|安排|推荐申报|列入|纳入)[^，。；]{0,24}|适当倾斜")
FREE = re.compile(
    r"(?:免费|无偿)(?:提供|发布|享受|开展|培训|使用|入驻|办理)?[^，。；]{0,24}|免收[^，。；]{2,20}费|免租金?[^，。；]{0,16}|免息[^，。；]{0,16}"
)
HONOUR = re.compile(r"兑现(?!各[类级项])(?P<what>[^，。；]{2,30}?(?:奖补|补助|奖励|补贴|资助|后补助)(?:资金|经费)?)(?!政策)")
RAISE = re.compile(
    r"(?:加大|加强|提高)(?:对)?(?P<what>[^，。；]{0,24}?(?:补偿|贴息|奖励|资助|奖补|补贴|补助))(?:的)?(?:力度|强度|水平|额度|标准)"
)
FOUND = re.compile(
    r"(?:设立|启动实施|推行|实施|发放)(?P<what>[^，。；]{2,36}?(?:业务费|创新券|基金项目[”]?|专项(?=[，,])|奖补措施|专项资助|奖学金|助学金|青年基金))"
)
# Numerals in quotes are set aside (“□事□议”).
SINGLE = re.compile(r"“?[一□]事[一□]议”?|“?[一□]企[一□]策”?(?:方式)?(?:给予)?(?:支持|扶持)|“?[一□]人[一□]策”?")
REFER = re.compile(r"(?:可)?(?:参照|比照)[^，。；]{2,30}(?:政策|待遇|标准)(?:执行|享受)?|享受[^，。；]{0,14}(?:待遇|优惠政策|扶持政策)")
NO_REWARD = re.compile(
    r"处理|处分|处罚|问责|责任|考核|通报|信贷支持|技术支持|科技支撑|智力支持|有力支持|大力支持|政策解读|减免|减税|免税|税收优惠|担保支持|绩效奖惩|用地支持"
)
TAKES_PARTY = re.compile(
    r"企业|单位|机构|个人|团队|人才|平台|高校|院所|项目|人员|专家|创业|基地|园区|孵化|合作社|农户|特派员|主体|成果|实验室|工作站|中心|产品|贷款|毕业生|投资|融资|研发|获得|获批|认定|承担"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's finding in one segment of a sentence; offsets inside the sentence."""

    start: int
    end: int
    rule: str
    trigger_end: int
    what: str = ""


def give_support(words_: str) -> re.Match[str] | None:
    """给予…支持. Example: 对新获批的科技企业孵化器,给予科技经费支持。"""
    found = GIVING.search(words_)
    return None if found is None or NO_REWARD.search(found[0]) else found


def favour(words_: str) -> re.Match[str] | None:
    """优先立项. Example: 优先推荐申报省级科技攻关项目。"""
    return FAVOUR.search(words_)


def give_free(words_: str) -> re.Match[str] | None:
    """免费提供. Example: 为新引进的科技型企业免费提供办公场所。"""
    found = FREE.search(words_)
    return None if found is None or re.search(r"开放[^，。；]*的$", found[0]) else found  # 免费开放的 is a condition


def honour(words_: str) -> re.Match[str] | None:
    """兑现奖补资金. Example: 严格兑现企业研发投入奖补资金。"""
    return HONOUR.search(words_)


def raise_support(words_: str) -> re.Match[str] | None:
    """加大贴息力度. Example: 加大科技贷款贴息力度。"""
    found = RAISE.search(words_)
    return None if found is None or NO_REWARD.search(found[0]) or "政策" in found[0] else found


def found_programme(words_: str) -> re.Match[str] | None:
    """设立业务费、创新券. Example: 启动实施科技创新券，支持企业购买检测服务。"""
    return FOUND.search(words_)


def case_by_case(words_: str) -> re.Match[str] | None:
    """一事一议. Example: 对带动作用突出的企业，实行“一事一议”。"""
    return SINGLE.search(words_)


def by_reference(words_: str) -> re.Match[str] | None:
    """参照…政策执行. Example: 异地孵化器可参照自治区孵化器优惠政策执行。"""
    return REFER.search(words_)


RULES: tuple[Callable[[str], re.Match[str] | None], ...] = (
    give_support,
    favour,
    give_free,
    honour,
    raise_support,
    found_programme,
    case_by_case,
    by_reference,
)
# A trigger stands no farther before its giving than this; the bound keeps endless sentences linear.
FAR = 300
HOW = re.compile(r"[，,]?(?:可以?)?(?:实行|采取|采用|按照?|通过|以)$")  # …的联合实验室，实行“一事一议”
FREE_YEARS = re.compile(rf"(?:免费|免租|无偿)[^，。；]{{2,24}}?(?P<count>{CHINESE}|\d{{1,2}})年$")
QUOTED = 60
SILENT = re.compile(r"(?:在)?同等条件下?|")
QUICK = re.compile(
    r"给予|予以|实行|享受|获得|优先|择优|倾斜|免费|无偿|免收|兑现|加大|加强|提高|设立|创新券|发放|实施|[一□]事|[一□]企|[一□]人|参照|免租|免息|比照"
)


def read_wordy(sentences: list[Sentence], heads: list[Head], context: Context) -> Iterator[Reward]:
    """Yield the rewards without a number of one clause.

    Args:
        sentences: Of the clause.
        heads: The grants with numbers found in it; a provision that holds one is not read again.
        context: The policy.
    """
    carried = heads[0].beneficiary if heads else ""
    for sentence in sentences:
        if sentence.is_heading or not QUICK.search(sentence.text):
            continue
        for reward in _in_sentence(sentence, carried, context):
            carried = reward.beneficiary or carried
            yield reward


def _in_sentence(sentence: Sentence, beneficiary: str, context: Context) -> Iterator[Reward]:
    """Read the provisions of one sentence; each hands on for what and whom it was, for one that is silent (同等条件下优先推荐)."""
    carried = Carried(beneficiary=beneficiary)
    masked = mask(sentence.text)
    marks = find_marks(masked)
    provisions = list(cut_provisions(masked, [m for m in marks if m.role is not Role.THRESHOLD], every_matter=True))
    if BRACKETED.search(sentence.text):
        return  # the sums in the brackets are what is given
    for number, provision in enumerate(provisions):
        following = provisions[number + 1] if number + 1 < len(provisions) else provision
        if provision.grants or provision.caps or (masked[provision.end - 1] in "：:" and following.grants):
            continue
        yield from _in_provision(sentence, masked, provision, carried, context)
        before = trim_trigger(re.split(r"[，,]", sentence.text[provision.start : provision.end])[0])
        carried = Carried(before, beneficiary_of(before, "", carried.beneficiary))


def _in_provision(sentence: Sentence, masked: str, provision: Provision, carried: Carried, context: Context) -> Iterator[Reward]:
    """Try the rules segment by segment; the trigger is what stands before, back to the giving before."""
    opened = provision.start
    at = provision.start
    for segment in re.split(r"(?<=[，,；;。：:])", masked[provision.start : provision.end]):
        found = _first(segment, at)
        at += len(segment)
        if found is None:
            continue
        if masked[at - 1] in "：:" or NOT_ITS_OWN.search(segment):
            continue
        raw = HOW.sub("", sentence.text[max(opened, found.trigger_end - FAR) : found.trigger_end])
        trigger = _named(sentence.text, found, at) or trim_trigger(_last_matter(raw))
        trigger = carried.trigger if SILENT.fullmatch(trigger) and carried.trigger else trigger
        beneficiary = beneficiary_of(trigger, sentence.text[found.trigger_end : found.end], carried.beneficiary)
        if found.rule in ("give_support", "case_by_case") and not TAKES_PARTY.search(trigger + beneficiary):
            continue
        start = _boundary(sentence.text, opened, found.trigger_end)
        for member in _members(trigger, sentence.text[found.trigger_end - 2 : found.end]):
            yield _reward(sentence, context, found, start, member, beneficiary_of(member, "", beneficiary))
        opened = found.end


def _named(text: str, found: Found, at: int) -> str:
    """What is raised, honoured or founded names the trigger itself, with what is supported behind it."""
    if found.rule not in ("honour", "raise_support", "found_programme"):
        return ""
    behind = re.match(r"(?:支持|引导|鼓励|用于)[^，。；]{4,40}", text[at:])
    return f"{found.what}，{behind[0]}" if behind else found.what


def _first(segment: str, at: int) -> Found | None:
    """Return what the first fitting rule finds in a segment."""
    for rule in RULES:
        found = rule(segment)
        if found is None or (rule is not case_by_case and re.search(r"[要应](?:大力)?$", segment[: found.start()])):
            continue
        before = at + found.start()
        if rule in (honour, raise_support, found_programme):
            before = at
        what = found.groupdict().get("what") or ""
        return Found(at + found.start(), at + found.end(), rule.__name__, before, what)
    return None


def _last_matter(raw: str) -> str:
    """Keep the words from the last 对… or 支持… on: they name who is meant; without one, the last two segments."""
    parts = [p for p in re.split(r"[，,；;。]", raw) if p.strip()]
    for number in range(len(parts) - 1, -1, -1):
        if re.match(r"\s*(?:每年)?(?:并)?(?:对(?!接|口|外)|支持|鼓励|引导|为)", parts[number]):
            return "，".join(parts[number:])
    return "，".join(parts[-2:])


def _members(trigger: str, giving: str) -> list[str]:
    """A、B、C 分别给予支持 is one reward each."""
    if "分别" not in giving and not trigger.endswith("分别"):
        return [trigger]
    count = len(re.split(r"、|以及|和|及", re.sub(r"[（(][^）)]*[）)]", "", trigger)))
    return split_members(trigger, count) if 2 <= count <= 8 else [trigger]


def _reward(sentence: Sentence, context: Context, found: Found, start: int, trigger: str, beneficiary: str) -> Reward:
    span = sentence.part(_skip(sentence.text, start), found.end)
    words_ = sentence.text[found.start : found.end]
    return Reward(
        clause=sentence.clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=0.6,
        doubts=("未写明数额",),
        rule=found.rule,
        note=words_.strip("，。；,"),
        beneficiary=beneficiary,
        trigger=trigger or words_,
        formula=Formula(FormulaType.UNQUANTIFIED),
        once=True if "一次性" in words_ else None,
        years=years_of(words_) or (int(parse_number(free["count"])) if (free := FREE_YEARS.search(words_)) else None),
    )


def _boundary(text: str, opened: int, end: int) -> int:
    """Choose where a quote begins: at most some 60 characters before its giving, and never inside a word."""
    if end - opened <= QUOTED:
        return opened
    marks = [at for at in range(max(opened, end - 2 * QUOTED), end) if text[at] in "，,、；;。：:"]
    near = [at + 1 for at in marks if at >= end - QUOTED]
    return near[0] if near and near[0] < end else (marks[-1] + 1 if marks else opened)


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in "，,、；;。：: \n":
        start += 1
    return start
