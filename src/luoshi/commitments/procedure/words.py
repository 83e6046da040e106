"""The words of procedures: what a mechanism is called, the steps of a process, and what the rest of a sentence is for."""

from __future__ import annotations

import re

from luoshi.commitments.lexicon import either, words

# Quick looks first: most sentences hold none of the words that the rules look for. Each word begins with a letter of its own, not with a
# class: then the engine skips to one of those letters.
ANY_MECHANISM = re.compile("制(?![造定约])|模式|体系|办法|规程|规则|流程|通道|直通车|联席会议|会商|领导小组|专班|指挥部")
ANY_PROCEDURE = re.compile(
    ANY_MECHANISM.pattern
    + "|程序|申报|申请|审[核查定批议]|评[审议估价]|论证|认定|公示|备案|兑[现付]|拨付|受理|验收|考[核评]|督[查导办]|监测|摸[排底]|排查|普查"
    + "|调查|抽查|回访|一事一议|揭榜挂帅|赛马|包干|容缺|承诺|首问|限时办结|一网通办|即享|一窗|一业一证|一件事|清单化|项目化|闭环|销号|挂图"
    + "|定期|每[年季半月周]|按[年季月]"
)

# Behind these 制 means to make, to check, or a whole order of things (研制, 控制, 体制, 所有制).
NO_RULE = "研定轧控编体机抑限强复绘炮创试改管遏牵配印录调熬自特监克压抵建学税币法有份作中党给日身轨精缝酿烧腌仿钳规旧节专胁宰钢铜铁木纸塑粘"
# The name of a group is the name of the rule in `mechanisms` that judges it.
HEADS = re.compile(
    r"(?=[机制”模培评考责工调督计管实奖认使监资补扶操遴验备办审申服处“绿快直联会领推专指])(?:(?P<mechanism>机制|制度)"
    rf"|(?P<fixed_rule>(?<![{NO_RULE}])”?制”?(?![度定作造约止成品种药剂备图高服裁式衡]))"
    r"|(?P<quoted_model>模式)"
    r"|(?P<scheme>(?:培育|评价|考核|评估|责任|工作|调度|督查|计划)体系)"
    r"|(?P<regulation>"
    + either(words("管理 实施 考核 评价 奖励 认定 评审 使用 监督 资助 补助 扶持 操作 遴选 评选 验收 备案"))
    + r"(?:暂行|试行)?(?:办法|细则|规程|规则)|工作规程|(?:工作|办理|审批|申报|服务|管理|评审|处置)流程)"
    r"|(?P<channel>“?绿色通道”?|“?快速通道”?|“?直通车”?)"
    r"|(?P<meeting>联席会议|会商)"
    r"|(?P<body>领导小组|(?:工作|推进|服务|专项)?专班|指挥部))"
)
# Names that say nothing by themselves.
NAMELESS = frozenset(
    words(
        "机制 工作机制 长效机制 运行机制 管理机制 新机制 制度 规章制度 管理制度 工作制度 现代企业制度 企业制度 市场机制 内部管理制度",
        "内控制度",
        "财务制度 财务管理制度 会计制度 法律制度 基本制度 政治制度 社会制度 模式 体系 工作体系 责任体系 评价体系 考核体系 评估体系",
        "培育体系",
        "管理办法 实施办法 实施细则 管理流程 工作流程 服务流程 审批流程 办理流程 办法 负责制 责任制 领导小组 专班 工作专班 指挥部",
        "激励机制",
        "政策制度 内部控制制度 法规制度 体系机制 相关制度 各项制度 约束机制 保障机制 服务机制 协调机制 协作机制 合作机制 市场化机制",
        "推进机制",
        "工作推进机制",
        "发展机制 内部机制 分工负责制 目标责任制 岗位责任制 用人机制 薪酬制度 产权制度 人事制度 分配制度",
    )
)
# Behind a head: the end of the phrase. 机制改革, 制度创新 and 机制障碍 are no mechanisms.
TAIL = re.compile(
    r"[”’」』》]?(?:$|[、，,；;。：:！？\n（(“]|[和与及或并等由向为对将在]|以(?!外)|的(?:制定|建立|落实|作用|建设|实施|覆盖)|的?要求|"
    + either(words("作为 进行 开展 实行 推动 促进 定期 统筹 建设 作用 落实"))
    + ")"
)
BODY_TAIL = re.compile(
    r"[”’」』》]?(?:$|[、，,；;。：:\n（(]|[和与及由]|办公室(?:设|负责)|"
    + either(words("统筹 负责 协调 推进 加强 定期 牵头 具体 全面 统一 切实 强化"))
    + ")"
)
# 推动, 支持 and their like order a mechanism only with 建设 behind it.
LIGHT_VERBS = frozenset(
    words(
        "推动 支持 鼓励 加大 深化 做好 抓好 促进 启动 开展 统一 严格 规范 争取 配套 组织 升级 整合 拓展 扩大 巩固 壮大 注重 监督 管理",
        "发布",
    )
)
SPEAKING_VERBS = frozenset(
    words(
        "依托 利用 发挥 满足 提供 参与 对接 争取 引导 贯彻 遵守 运用 坚持 引入 引进 明确 打通 完成 兑现 提升 融入 接入 承接 进入 纳入",
        "列入",
        "录入 加入",
    )
)
# What may be done to bring a thing of some heads about.
VERBS = {
    "channel": frozenset(words("畅通 开辟 开通 建立 设立 开设 打通 打造 构建 建立健全 完善 搭建 实行")),
    "meeting": frozenset(words("建立 建立健全 健全 完善 实施 实行 召开 加强 落实 组织 强化 执行 成立 开展 推行")),
    "body": frozenset(words("成立 组建 设立 建立 建立健全 健全 组成 充实")),
    "regulation": frozenset(
        words(
            "制定 制订 出台 研究制定 拟定 拟订 修订 制修订 完善 制定实施 制定完善 制定出台 建立 建立健全 健全 探索 实施 编制 优化 规范",
            "公布",
        )
    ),
}

# Steps of a process; the value is the stage at which offices take them.
_STAGES = (
    words("征集 自主申报 申报 申请 提出申请 摸底 摸排"),
    words("受理 推荐"),
    words("初审 审核 审查 核查 核实 资格审查 形式审查 联审 会审"),
    words("评审 评议 论证 专家评审 专家论证 专家评议 现场考察 实地核查 筛选 遴选 转办 交办"),
    words("认定 公示"),
    words("审定 审批 批准 核准 报批 备案 立项"),
    words("公布 公告 发布 签订合同 签订协议 入库 反馈 督办 办结 整改 通报"),
    words("拨付 兑付 兑现 发放 验收 销号 回访"),
)
STAGE_OF = {word: stage for stage, named in enumerate(_STAGES) for word in named}
STEP = re.compile(either(words(*STAGE_OF)))
# One of these at least makes a list of such words a process that someone must pass.
GATES = frozenset(
    words(
        "审定 审批 批准 核准 报批 公示 拨付 兑付 兑现 专家评审 专家论证 专家评议 评审 备案 受理 办结 销号 审核 审查 初审 转办 交办",
    )
)
# Behind such a word it is part of a noun (审批制度, 评审专家) and no deed.
NO_STEP_BEHIND = re.compile(
    either(
        words(
            "权 制度 改革 局 委 部门 单位 机关 机构 事项 标准 办法 率 额 人员 材料 条件 指南 通知 会 平台 系统 服务 登记 专家 的企业",
            "的项目 的单位",
            "企业 项目库 制 流程 环节 程序 体系 机制 点 量 要求 方式",
        )
    )
)

# What a sentence says something is for; no step.
AIM = re.compile(
    r"^"
    + either(
        words(
            "切实 进一步 不断 全面 全力 最大限度 最大限度地 有效 充分 从而 以 真正 努力 持续 更好 更好地 着力 积极 大力 逐步 快速 显著",
            "加快 共同",
        )
    )
    + "*(?:到20\\d\\d年|"
    + either(
        words(
            "促进 确保 保障 保证 提升 提高 实现 形成 带动 激发 营造 助力 增强 推动 防止 避免 达到 激励 调动 凝聚 让 使 为 扩大 优化",
            "打造 满足",
            "缓解 破解 解决 降低 减轻 消除 力争 争取",
        )
    )
    + ")"
)
UNIT_LINE = re.compile(
    r"^[（(]?(?:牵头|责任|配合|主办|协办|落实|完成时限|联系)[^，,；;。]{0,6}[:：]|^[（(].{0,200}(?:牵头|负责|配合|落实).{0,20}[）)]$"
)
