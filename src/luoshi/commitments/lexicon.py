"""The words that targets and rewards share. General official Chinese; nothing here names a place or a sum."""

from __future__ import annotations

import re


def words(*lines: str) -> tuple[str, ...]:
    """Return the words of some lines, longest first, so that an alternation takes the longest."""
    return tuple(sorted({word for line in lines for word in line.split()}, key=lambda w: (-len(w), w)))


def either(vocabulary: tuple[str, ...]) -> str:
    """Return a pattern that matches any of the words."""
    return "(?:" + "|".join(re.escape(word) for word in vocabulary) + ")"


# How a number is reached. The comparison that each word makes stands with it.
AT_LEAST = words(
    "达到 达至 突破 不少于 不低于 不小于 至少 不下于 保持在 稳定在 维持在 提高到 提高至 提升到 提升至 增加到 增加至 增至 增长到 增长至 "
    "上升到 上升至 扩大到 扩大至 发展到 ",
    "跃升至 跃升到 上升为 提高为 增长为 增加为 扩大为 发展至 扩展到 壮大到 培育到 提至 升至 接近 累计达到 达 优于 实现 拥有 保有 "
    "稳步提高到 力争达到 稳定达到 ",
)
MORE_THAN = words("超过 高于 大于 多于 超出 超")
AT_MOST = words(
    "不超过 不高于 不大于 不多于 控制在 压缩到 压缩至 压减到 压减至 降至 降到 降低到 降低至 下降到 下降至 缩短至 缩短到 减少到 减少至 "
    "精简至 精简到 压至 减至 缩减至 稳控在 ",
)
LESS_THAN = words("低于 小于 少于")
REACH = words(*AT_LEAST, *MORE_THAN, *AT_MOST, *LESS_THAN)

GROW = words("增长 增加 提高 提升 上升 扩大 递增 增幅 增速 增长率 提质 增收 新增 净增 上浮 增效")
FALL = words("下降 降低 减少 压减 缩减 压缩 缩短 精简 下浮")

# What people do to bring a number about: newly added (increase), or a stock that stands at the end (level).
INCREASE_VERBS = words(
    "新增 新建 新入库 新认定 新培育 新引进 新创建 新获批 新设立 新组建 新建成 新打造 新开发 净增 净增加 增加 引进 引育 引入 招引 招聘 招收 "
    "吸引 签约 签订 签署 促成 转化 转移转化 落实 "
    "实施 争取 争创 创建 创立 申报 申请 获批 获得 取得 培育 培养 培训 选培 培树 孵化 孵育 选派 选聘 派驻 遴选 选树 选拔 评选 评定 认定 "
    "备案 登记 入库 推广 选育 突破 攻克 攻关 "
    "开发 研制 制定 制修订 主导 参与制定 发布 征集 开展 举办 举行 组织 承办 召开 完成 建立 设立 组建 成立 改造 建设改造 新改建 筹建 "
    "配建 改建 筹集 淘汰 "
    "盘活 投放 发放 兑现 办理 解决 帮扶 服务 支持 "
    "扶持 推动 推进 推荐 招商 落地 落户 投产 开工 竣工 储备 谋划 包装 安排 投入 筹集 撬动 带动 吸纳 惠及 输送 集聚 聚集 汇聚 创办 "
    "新注册 注册 授权 申报立项 立项 承担 征求 盘整 打通 推出 挂牌 "
    "上市 升规 入规 纳统 建档 走访 对接 评价入库 发展 输出 认领 转让 达成 授予 命名 共建 "
)
LEVEL_VERBS = words(
    "建设 建成 形成 布局 打造 拥有 做强 做大 壮大 提升 建好 推介 构建 覆盖 保有 联建 配备 配置 配齐 培强 建有 设置 布设 部署",
)
ACTION_VERBS = words(*INCREASE_VERBS, *LEVEL_VERBS)

# What may stand before a verb or an indicator without being part of its name.
ADVERBS = words(
    "力争 争取 努力 确保 保证 保障 全力 积极 大力 加快 着力 切实 持续 不断 稳步 逐步 进一步 深入 全面 努力实现 累计 总共 共计 共 全部 预计 "
    "计划 实现 推动 推进 促进 带动 引导 鼓励 支持 加强 加大 "
    "使 促使 保持 至少 每年 每年度 年均 年内 当年 年度 每季度 每月 每半年 每两年 并 且 同时 其中 再 多措并举 同步 统筹 完成 坚持 分别 "
    "均 逐年 平均每年 平均 原则上 全年 组织 采取 "
    "要 将 通过 更加 精准 成功 有序 探索 科学 支持和 主动 规划 力求 继续 扎实 高标准 高质量 高水平 有计划地 至少 基本 柔性 全职 刚性 靶向 "
)
ASPIRES = words("力争 争取 努力 力求 争创 预计")
BINDS = words("确保 保证 必须 保障")
