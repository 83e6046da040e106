"""The name that stands before a head word (库, 清单, 机制), and the verb that governs it.

Chinese puts the verb first and the head last: 建立 | 我市 | 覆盖全市的 | 科技人才信息 | 库. What stands between them is the name,
once words that only say whose it is or what it is like are taken off. This module knows no kind of commitment; the kinds bring their heads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from luoshi.commitments.lexicon import either, words
from luoshi.commitments.orders import is_done
from luoshi.commitments.segments import Segment, cut

# Verbs that order a thing made, kept or joined and that are hardly ever part of a name.
STRONG_VERBS = words(
    "建立健全 建立完善 建立和完善 建立并完善 健全完善 完善健全 制定完善 制定实施 制定出台 研究制定 建立 构建 搭建 组建 建成 打造 健全",
    "完善 制定 制订 梳理 厘清 理清 摸清",
    "设立 形成 筹建 新建 共建 建好 建强 建起 建有 创设 归集至 归集到 汇聚到 汇聚至 上传至 上传到 用好 融入 接入 纳入 列入 进入 录入",
    "加入 承接 出台 拟定 拟订 拟制 制修订 修订",
    "构筑 绘制 汇编 编写 编列 列出 推出",
    "开通 开辟 开设 畅通 采用 采取 推行 实行 试行 施行 汇总形成 编制发布 编制形成 成立 组成",
)
# Verbs that are also nouns or parts of names (建设项目库, 信息发布平台); they count only where a verb is due.
WEAK_VERBS = words(
    "建设运营 建设 开发 发布 公布 编制 编印 更新 动态调整 调整 推进 推动 加快 加强 强化 实施 启动 征集 储备 培育 充实 扩充 做好 抓好",
    "做实 细化 兑现 落实 执行 公开 公示 管理 维护",
    "运营 升级 优化 改造 整合 拓展 创新 探索 开展 支持 鼓励 加大 提升 完成 深化 规范 严格 统一 确定 提出 筛选 遴选 评选 推荐 确立 提供",
    "推广 应用 促进 改进 改革 改善 巩固",
    "配套 组织 召开 建 上线 利用 发挥 依托 满足 融合 共享 延伸 丰富 布局 规划 谋划 执行好 落实好 实施好 运用 参与 对接 扩大 增设 打通",
    "贯彻 遵守 坚持 明确 签订 做优 做强 壮大",
    "引导 争取 申请 监督 引入 引进 注重 试点 夯实",
)
# 创新主体 and 开发区 are nouns, whatever their first half may be elsewhere.
NOT_A_VERB = (
    "创新(?:主体|平台|型|券|链|能力|要素|资源|成果|团队|人才|载体|驱动|发展|创业|生态|企业|中心|联合体|环境|体系|园区|基地|积分|指数)|开发(?:区|者|利用)"
    "|建设(?:性|者|单位|用地|银行|项目|资金)|公开(?:招标|透明|竞争)|管理(?:人员|部门|单位|机构)|应用(?:场景|技术)|试点(?:示范|工作)|推广应用"
)
# 机构建设 and 结构建模 hold no 构建; 建立的 and 建立了 govern nothing (nor does their 建), but 建立完善的机制 is 建立 | 完善的机制.
_BEFORE_ADJECTIVE = "(?:建立|健全|完善)(?=(?:完善|健全)的)"
STRONG = re.compile(rf"(?<![机结])(?:{_BEFORE_ADJECTIVE}|(?>{either(STRONG_VERBS)})(?![的了过者]))")
WEAK = re.compile(rf"(?<![机结])(?!{NOT_A_VERB})(?:{_BEFORE_ADJECTIVE}|(?>{either(words(*STRONG_VERBS, *WEAK_VERBS))})(?![的了过者]))")
# Words that are verbs only at the head of a segment; behind 推动 or 加强 they are part of a name (推动 | 创新服务平台建设).
NOUNS_BEHIND_A_LEAD = frozenset(
    words("创新 应用 管理 监督 改革 规范 统一 储备 共享 融合 试点 推广 提升 引导 规划 对接 参与 运营 维护 培育 征集 发布 公示 公开")
)
LEADING_VERB = re.compile(r"(?:推动|推进|加快|加速|促进|鼓励|支持|加大|深化|启动|实施|探索)\Z")
# What may stand before the verb of a segment without taking the place of its subject.
LEADS_IN = re.compile(
    either(
        words(
            "首先 其次 再次 最后 同时 此外 另外 一方面 另一方面 并且 并 且 也 还 而 从而 要 应当 应该 应 须 必须 需 需要 可 可以 积极",
            "加快 加速 逐步 逐渐 抓紧 及时 定期 不定期 进一步",
            "不断 持续 继续 深入 全面 大力 着力 切实 认真 严格 统筹 统一 同步 探索 研究 分类 分级 分层 分批 依法 依规 依据 联合 共同",
            "牵头 负责 组织 主动 尽快 率先 重点 推动 推进 鼓励 支持",
            "引导 帮助 指导 协助 督促 允许 试点 科学 精准 稳步 有序 扎实 系统 每年 每季度 每半年 每月 每周 年内 年底前 原则上 自主",
            "高标准 高水平 高质量 高起点 适时 动态 按季 按季度 按月",
            "按年 按年度 提前 集中 常态化 优先 力争 确保 争取 充分 有效 高效 创新性地 创造性地 因地制宜 线上线下 通过 协同 带头 加大",
            "牢固 深化 启动 实施 促进 尝试 努力",
        )
    )
    + r"|[一二三四五六七八九十]+(?:是|要)|第[一二三四五六七八九十]+[，,]?"
    r"|(?:到|在)?20\d\d年(?:\d{1,2}月)?[底末初]?(?:前|之前|以前)?|\d{1,2}月底?前|[，,]"
)
# Words behind which a verb is due even after a long subject: 各旗县要建立…, 由旗科技局负责编制…
VERB_DUE = re.compile(r"要|应当|应|须|负责|牵头|共同|联合|[局委办部厅府]|部门|单位|小组")
CONNECTOR = re.compile(r"(?:、|和|与|及其?|以及|并|或者?|暨|\+|—|－|-){1,2}")
DASHES = re.compile(r"[—－–-]+")
# Heads of other things: an item of a list that ends in one of them is no part of the name that follows it.
OTHER_HEAD = re.compile(
    either(
        words(
            "基地 设施 中心 平台 实验室 园区 体系 机制 制度 队伍 网络 工作站 研究院 研究所 机构 方案 计划 规划 办法 措施 政策 细则 规定",
            "标准 意见 责任制 模式 载体 孵化器 空间 工程 行动 指南 图 清单 名单 名录 目录 库 台账 资金 基金 要点 环境 格局 要求 目标",
        )
    )
    + "》?(?:建设|编制|开发|管理|维护|更新)?$"
)
# Whose it is and how good: no part of the name.
OWNER = re.compile(
    r"^(?:起|好|并|一[批套个本张支份项条]|若干个?|系列|各类|各级|各地|[、和与及]|[我全][省市县区州旗盟国域](?:级|域|本级)?(?:统一的?)?|辖区内?|区域内|本级|本地区?"
    r"|本(?=[省市县区州旗]|部门|单位)|"
    + either(
        words(
            "相应 相关 专门 统一 完善 健全 完备 规范 科学 有效 高效 合理 严格 常态化 具体 详细 专项 长期 稳定 良好 必要 切实可行 行之有效"
        )
    )
    + "的)"
)
# A rest that says nothing, so that the clause before it stays with the name.
EMPTY_REST = re.compile(
    "^"
    + either(
        words(
            "新 新型 长效 常态 常态化 协同 联动 工作 管理 推进 服务 运行 保障 激励 考核 评价 协调 合作 信息 数据 动态 综合 专项 重点",
            "相关 有关 基础 应用 统一 共享 监管 引才 组织 实施 发展 创新",
            "落实 一体化 投入 参与",
        )
    )
    + "*"
    + either(words("体制机制 机制 制度 模式 制 库 清单 名单 名录 目录 台账 平台 系统 体系 档案 办法 流程 程序 通道 图谱"))
    + "$"
)
# What stands before it is asked of an applicant: 进入国家目录或省目录 | 的品种; 对建立准备金制度 | 、投入增长的企业.
CRITERION = re.compile(r"[^，,；;。：:]{0,30}?的(?!管理|建设|要求)[一-龥]{0,8}(?:$|[，,；;。：:])")
VEIL = "●"
VEILED = re.compile(
    r"“[^“”]{0,80}”|《[^《》]{0,120}》|‘[^‘’]{0,60}’|「[^」]{0,60}」"
    r"|[（(][^（）()]{0,200}(?:[（(][^（）()]{0,40}[）)][^（）()]{0,200}){0,6}[）)]"
)
LONGEST_CLAUSE = 30
LONGEST_MEMBER = 60
FARTHEST_VERB = 150


def veil(text: str) -> str:
    """Return the text, equally long, with all inside quotes, titles and brackets covered, the marks themselves kept."""
    return VEILED.sub(lambda found: found[0][0] + VEIL * (len(found[0]) - 2) + found[0][-1], text)


@dataclass(frozen=True, slots=True)
class Veiled:
    """A sentence with its veil and its segments; all offsets are into the sentence."""

    text: str
    veil: str
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, text: str) -> Veiled:
        """Prepare one sentence."""
        veiled = veil(text)
        return cls(text, veiled, tuple(cut(veiled)))

    def segment_at(self, offset: int) -> Segment:
        """Return the segment that holds an offset; the last one for an offset behind it."""
        return self.segments[min(self.index_at(offset), len(self.segments) - 1)]

    def index_at(self, offset: int) -> int:
        """Say how many segments end at or before an offset."""
        return bisect_right(self.segments, offset, key=lambda segment: segment.end)

    def words_of(self, segment: Segment) -> str:
        """Return the words of a segment."""
        return self.text[segment.start : segment.end].strip()


@dataclass(frozen=True, slots=True)
class Verb:
    """A governing verb: where it begins and ends in the sentence, and the word."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the verb that governs it; offsets into the sentence."""

    verb: Verb
    start: int
    end: int
    name: str


def governing_verb(veiled: Veiled, floor: int, head: int) -> Verb | None:
    """Find the verb that governs the head which begins at `head`, not before `floor`.

    The last strong verb wins; without one, the first weak verb that stands where a verb is due. `依托全市科技人才信息平台` has none.
    """
    floor = max(floor, head - FARTHEST_VERB)
    strong = None
    for found in STRONG.finditer(veiled.veil, floor, head):
        if strong is not None and found.end() >= head:
            continue  # 项目形成 | 机制: the word belongs to the name
        if not _is_no_order(veiled.veil, floor, found.start()):
            strong = found
    return _verb(strong) if strong is not None else _weak_verb(veiled.veil, floor, head)


def _is_no_order(text: str, floor: int, at: int) -> bool:
    """Say whether the verb at `at` tells of what is done (已建立) or of a part of a name (拟列入, 所形成)."""
    return at > floor and (text[at - 1] in "拟所已被未" or is_done(text[max(floor, at - 8) : at]))


def _weak_verb(text: str, floor: int, head: int) -> Verb | None:
    at = _past_lead_in(text, floor)
    found = WEAK.match(text, at, head)
    if found is not None and found[0] in NOUNS_BEHIND_A_LEAD and (leading := LEADING_VERB.search(text, floor, at)) is not None:
        return _verb(leading)
    if found is None:
        due = (WEAK.match(text, _past_lead_in(text, mark.end()), head) for mark in VERB_DUE.finditer(text, floor, head))
        found = next(filter(None, due), None)
    if found is None:  # what led in may itself have been the verb: 推动 | 监测平台建设
        found = next(reversed(list(WEAK.finditer(text, floor, at))), None)
    while found is not None and (next_verb := WEAK.match(text, found.end(), head)) is not None:  # 整合 | 建设
        if next_verb[0] in NOUNS_BEHIND_A_LEAD or next_verb.end() >= head:
            break
        found = next_verb
    return _verb(found) if found is not None else None


def _past_lead_in(text: str, at: int) -> int:
    while (lead := LEADS_IN.match(text, at)) is not None:
        at = lead.end()
    return at


def _verb(found: re.Match[str]) -> Verb:
    return Verb(found.start(), found.end(), found[0])


def joint_behind(veiled: Veiled, end: int, head: int) -> int | None:
    """Say where the next member of a list begins behind one that ends at `end`, if the head at `head` ends it: 河长制、| 湖长制."""
    joint = CONNECTOR.match(veiled.text, end)
    at = joint.end() if joint is not None else end if veiled.text[end - 1 : end + 1] == "”“" else None
    if at is None or at > head or re.search("[，,；;。：:]", veiled.veil[at:head]) or head - at > LONGEST_MEMBER:
        return None
    return at


def name_of(veiled: Veiled, start: int, end: int) -> tuple[int, str]:
    """Cut what does not belong to the name off the stretch that ends with the head; return where the name starts, and the name."""
    start = _behind_other_heads(veiled, start, end)
    start = _behind_clause(veiled, start, end)
    start = _behind_ladder(veiled, start, end)
    while (found := OWNER.match(veiled.text[start:end])) is not None and found.end() < end - start:
        start += found.end()
    return start, tidy(veiled.text[start:end])


def _behind_other_heads(veiled: Veiled, start: int, end: int) -> int:
    """Drop the items of a list that are things of another kind: 质量基础设施、| 地方种质资源库."""
    at = start
    for found in CONNECTOR.finditer(veiled.veil, start, end):
        if not DASHES.fullmatch(found[0]) and OTHER_HEAD.search(veiled.text, at, found.start()):
            at = found.end()
    return at


def _behind_clause(veiled: Veiled, start: int, end: int) -> int:
    """Drop a clause that ends in 的, unless the rest would say nothing: 开放共享、资源利用高效的 | 中试共享系统."""
    at = veiled.veil.rfind("的", start, end)
    if at < 0 or veiled.veil[at - 1] == "”":
        return start
    return start if EMPTY_REST.match(veiled.text[at + 1 : end]) and at - start <= LONGEST_CLAUSE else at + 1


def _behind_ladder(veiled: Veiled, start: int, end: int) -> int:
    """Drop the rungs of a ladder in quotes: “甲—乙—丙” | 梯次培育机制."""
    at = veiled.veil.rfind("”", start, end - 1) + 1
    return at if at > start and end - at >= 4 and len(DASHES.findall(veiled.text[start:at])) >= 2 else start


def tidy(name: str) -> str:
    """Take stray marks off the ends of a name; a quote that opens and closes stays."""
    name = name.strip("、，,；;：: 　.．·")
    return name.strip("“”") if name.count("“") + name.count("”") == 1 else name
