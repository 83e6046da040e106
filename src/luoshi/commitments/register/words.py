"""What counts as a register: the head words, what spoils them, and what a register may hold. General official Chinese only."""

from __future__ import annotations

import re

from luoshi.commitments.lexicon import either, words

# A quick look first: most sentences hold none of the heads below. No word begins with a class, so that the engine can skip.
ANY_HEAD = re.compile(
    r"库|清单|名单|名录|目录|台[账帐]|红黑榜|榜单|图|一[企人户品项地物]一档|档案|辅助账|系统|平台|数据中心|体系|网站"
    r"|小程序|APP|专栏|专区|门户"
)
# Store rooms, cold rooms, reservoirs and verbs that end in 库 are no registers.
NO_LIBRARY = "水仓冷车国金智书油粮血气文入出在退离宝武弹军矿机立塘窖药冻藏鲜温税调管线炸菌酒煤货闸盐冰"
HEADS = re.compile(
    rf"(?P<library>(?<![{NO_LIBRARY}])库)"
    r"|(?P<list>负面清单|清单|[红黑白灰]名单|名单|名录|目录|台[账帐]|红黑榜|榜单)"
    r"|(?P<map>(?:产业链|供应链|创新链|技术路线|应用领域|全景)图谱?|图谱|(?:产业|招商|创新|人才|资源|电子|技能|投资|服务|项目)地图|“?一张图(?!谱)”?)"
    r"|(?P<file>“?一[企人户品项地物]一档”?|档案(?![馆局室处科盒柜员学])|辅助账)"
    r"|(?P<system>(?:信息|管理|监测|监管|追溯|服务|申报|预警|登记|查询|评价|数据|诚信|信用|共享|监控|监督|办案|统计|调度|填报|备案|查验|审批|交易)"
    r"系统(?:平台)?)"
    r"|(?P<platform>平台)"
    r"|(?P<centre>大数据中心|科学数据中心|数据资源中心|数据中心)"
    r"|(?P<scheme>(?:监测|监控|预警|指标|追溯|信用|征信|信用监管|统计监测|监测评价|监测预警)体系)"
    r"|(?P<site>(?:信息|服务|门户|官方)?网站|小程序|APP|专栏|专区|门户)"
)
# What makes a 平台 a register: it keeps or carries information. The words directly before the head decide.
INFORMATION_PLATFORM = re.compile(
    r"(?:"
    + either(
        words(
            "信息 网络 线上 线上线下 数字 数字化 数据 智慧 智能 云 管理 监管 监测 监督 预警 追溯 交易 共享 交换 对接 供需 政务 办事",
            "担保 征信",
            "信用 申报 兑付 兑现 举报 投诉 诉求 直达 查询 评价 测评 调度 指挥 可视化 转化推广 应用推广 成果转化 招聘 就业 实习",
            "数据经济 用工",
            "服务 监督检测 地理 在线 门户 撮合 认证 统计 登记 备案 审批 展示推介 发布 问答 采购 招投标 拍卖 预约 结算 仪器",
        )
    )
    + r"|(?<!投)融资|”|[一-龥]通)$"
)
# What makes it a place, a laboratory, an industry's product or a figure of speech all the same.
LABORATORY = re.compile(
    either(
        words(
            "科技创新 技术创新 协同创新 研发 创新创业 双创 众创 孵化 中试 检验检测 试验检测 共性技术 公共技术 专业技术 技术公共 概念验证",
            "制造业创新 产业创新 行业 产业 产业链 专业化 检测认证 设计",
        )
    )
    + r"(?:(?!综合|信息|数据|金融)[一-龥]){0,4}服务$"
    r"|^(?:科技)?成果(?:转移)?转化(?:服务)?$|^创新|互联网$|双跨|算力|跨行业|跨领域|电商$|[普畅流交沟贯联融]通$"
)
# A platform that is called nothing else may be a figure of speech.
NAMELESS_PLATFORM = frozenset(
    words(
        "服务 公共服务 综合服务 管理 共享 对接 交易 发布 网络 企业服务 转化 转移 融资 就业 信息服务 公共 智慧 数字 智能 云 线上 展示推介",
        "合作对接 交流对接 高效服务 优质服务 社会化服务 专业服务",
    )
)
NAMELESS_LIST = frozenset(words("负面清单 清单 名单 台账 目录 名录"))
# A centre for sums and storage, not for records.
COMPUTING_CENTRE = re.compile(r"(?:绿色|新型|超大型?|大型|算力|云计算|边缘|互联网|骨干|国际|集群|枢纽|一体化|智算|超算)[一-龥、]{0,8}$")
COUNTED = re.compile(r"\s*(?:\d|[一二三四五六七八九十两]+[个家])|\s*(?:等)?\d+[个家]")
SEVERAL = re.compile(r"一批|若干|多个|一系列|\d+(?:个|家|—\d+个)|各级各类|各类|一流|高水平|高能级")
# Behind the head: the end of the phrase, or words that speak of the whole. Else the head is part of a longer noun (数据库软件).
TAIL = re.compile(
    r"[”’」』]?(?:$|[、，,；;。：:！？\n（(“+＋]|[和与及或并等]|以(?![外内上下])|[由向为供对将在按每逐”]|制度|网络|(?:化|制|式)*的?管理(?!办法|制度|机制|系统|平台|体系|局|部门|人员|服务)|的?"
    + either(
        words(
            "作为 用于 进行 开展 实行 实施 实现 推动 促进 帮助 及时 定期 动态 滚动 适时 统一 分类 分级 公开 建设 开发 编制 建立 运营",
            "运行 升级 推广",
            "应用 更新 完善 上线 互联 互通 对接 作用 功能 服务功能 提档 提质 全覆盖 入库 共建 共享 发布 使用 整合 融合 改造 扩容 衔接",
            "落地 数据 维护",
            "梳理 申报 征集 制定 公示 公布 遴选 开放",
        )
    )
    + ")"
)
# 推进, 加强 and their like order a thing only with what is done to it: 推进…平台建设.
LIGHT_VERBS = frozenset(
    words(
        "夯实 加速 推进 推动 加快 加强 强化 支持 鼓励 加大 提升 深化 做好 抓好 促进 启动 开展 实施 统一 严格 规范 完成 改进 配套 优化",
        "探索",
        "升级 改造 整合 拓展 扩大 巩固 壮大 创新 注重 试点 改革 改善 监督 管理 维护",
    )
)
DONE_TO_IT = re.compile(
    r"[^，,；;。]{0,80}?"
    + either(
        words(
            "建设 开发 编制 建立 运营 运行 升级 推广 应用 更新 完善 上线 共享 提档 提质 改造 扩容 维护 制定 管理 互联互通 全覆盖 整合",
            "公开 公示",
            "发布 梳理",
        )
    )
)
# Verbs that only speak of a thing, whatever follows.
SPEAKING_VERBS = frozenset(
    words("执行 执行好 依托 利用 发挥 满足 提供 参与 对接 申请 争取 引导 组织 贯彻 遵守 明确 培育 运用 坚持 落实 引进 引入")
)
# Verbs of joining: the register exists, and something is to be put into it.
JOINING_VERBS = frozenset(words("归集至 归集到 汇聚到 汇聚至 上传至 上传到 纳入 列入 进入 录入 加入 融入 接入 承接 用好 推荐"))
# 进入 tells what is so, unless somebody is to bring it about.
BROUGHT_IN = re.compile(r"推荐|遴选|筛选|择优|推动|支持|引导|鼓励|组织|争取|吸收|动员|促进|帮助|将|把|使")
PUBLISHED = re.compile(r"[”’」』]?[^，,；;。]{0,6}(?:向社会|对外|予以|进行|网上|按[^，,；;。]{0,4}规定)?(?:公示|公布|公开|发布)")
FORBIDDEN = re.compile(r"不得|不能|不准|禁止|严禁|取消|废止|不再|杜绝|防止(?!返贫)|清理|破除|没有|未|无需|免予|撤销|移出|退出")
# A segment that opens so names whom or what a support is for; nothing is ordered there.
CONDITION = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*(?:对(?!照|标)|凡|给予|属于|符合|经(?!过?梳理)|如|若|被|获|除)")
# What is done for something that 对 names: 对问题建立台账.
FOR_SOMETHING = frozenset(words("建立 建立健全 制定 制订 编制 梳理 形成 健全 完善 建立完善 实行 推行"))
KEPT = re.compile(r"[”’」』]?(?:由[^，,；;。]{2,24}(?:建立|建设|管理|维护|编制|制定|发布|公布)|实行[^，,；;。]{0,10}管理|实行动态)")
MENTIONED = re.compile(r"依托|通过|利用|按照?|根据|入选|列入|纳入|进入|本|上述|该|其|符合|从|在|对|凡|经")
# What follows a register speaks of it where it names its entries, what is done with them, or whom it serves.
SPEAKS_OF_IT = re.compile(
    r"其|该[库清名目台平系]|[入在出]库|库内|清单|名单|名录|目录|台账|用于|作为|[为向][^，,；;。]{0,20}提供|"
    + either(
        words(
            "明确 登记 收录 归集 汇聚 汇交 汇总 更新 维护 共享 查询 检索 征集 调研 梳理 公开 公示 掌握 录入 分类 分级 动态 跟踪 监测",
            "预警 调度 互联 互通 对接 销号 督办 数据 信息 供需 追溯 管理 网上 线上 掌上",
        )
    )
)
COUNTED_OUT = re.compile(r"\d\s?(?:[十百千]?[万亿]?元|[%％‰家项个名户件场次篇人])")
SUPPORTED = re.compile(r"^(?:支持|鼓励)")
SUPPORT = re.compile(r"给予|奖励|奖补|补助|补贴|资助")
OTHERS_DO_IT = re.compile(
    r"(?:支持|鼓励|引导|推动|指导|帮助)[^，,；;]{0,20}?(?:企业|高校|院所|科研机构|园区|医院|学校|农户|合作社|用户)"
    r"(?!.{0,6}(?:信息|数据|服务|库|清单|名录|名单|档案))"
    r"|(?:企业|申请人|申报单位|项目单位|承担单位)(?:应当|应|须|必须|要)"
)

# What it holds, the last one before the head counts. The longest is tried first.
HOLDS = re.compile(
    either(
        words(
            "人力资源 应用领域 中试 媒资 底数 法律 融资需求 人才需求 技术需求 用工需求 企业需求 场景供需 场景需求 供需 需求 后备企业 企业",
            "市场主体",
            "经营主体 主体 人才 专家 导师 干部 评委 师资 教师 项目 工程 课题 成果 技术 专利 知识产权 商标 品牌 产品 商品 政策 机构",
            "仪器设备 仪器",
            "设备 设施 任务 责任 事项 职责 权力 权责 收费 问题 风险 隐患 指标 信用 诚信 标准 种质 基因 种子 标本 样本 案例 资源 资产",
            "土地 用地 房源",
            "厂房 岗位 就业 服务 档案 信息 数据 产业链 供应链 创新链 产业 场景 线索 客商 招商 企业家 法规 场所 基地 平台 园区 材料",
            "证照 文件 许可",
            "审批 检查 处罚 资金 债务 欠款 账款 诉求 投诉 举报 意见 建议 统计 监测 担保 贷款 融资 金融 产能 订单 物资 药品 疾病 生态",
            "能耗 碳排放",
            "科技特派员 特派员 服务商 供应商 团队 农户 农产品 农畜产品 用户 消费者 学校 医院 居民 人口 劳动力 职业 工种 技能 培训 课程",
            "赛事 活动",
            "展会 会员 侵权人 行为人 失信人 违法主体 对象",
        )
    )
)
VAGUE = frozenset(words("服务 信息 数据 资源 平台 统计 监测 设施 基地 场所 产业"))
# The part of a name that says what kind of list it is, and nothing of what it holds.
SUFFIX = re.compile(
    r"“?(?:数据|资源|信息|资料|储备|后备|培育|备选|候选|动态)*"
    r"(?:库|负面清单|清单|[红黑白灰]?名单|名录|目录|台[账帐]|榜单?|图谱?|地图|档案|(?:信息|管理|服务|共享)*系统(?:平台)?"
    r"|(?:信息|管理|服务|综合|公共|网络|线上|共享)*平台|大?数据中心|体系|网站)”?(?:（[^）]*）)?$"
)
# What the head alone tells, where the words before it do not.
HELD_BY_HEAD = (
    (re.compile("负面清单"), "禁止事项"),
    (re.compile("黑名单|灰名单"), "失信或违规对象"),
    (re.compile("白名单|红名单"), "守信或符合条件的对象"),
    (re.compile("兑现名单"), "兑现对象"),
    (re.compile("指标体系"), "指标"),
    (re.compile("追溯"), "产品"),
    (re.compile("榜单"), "需求"),
    (re.compile("预警"), "风险"),
    (re.compile("监督"), "监督记录"),
    (re.compile("监测|监控"), "监测信息"),
    (re.compile("数据中心|数据平台|数据库"), "数据"),
)
