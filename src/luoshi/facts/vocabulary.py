"""The vocabulary of facts: which columns applicants, matters and payments have, of which type, and what people call them.

Nothing of a place stands here: a programme adds its own facts with `facts:`, and all subjects (国家高新技术企业 …) are its data.
docs/facts.md is generated from this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# One applicant, one matter and one payment stay below these, so that the bounds of a programme can be proved (rewards/bounds.py).
MAX_AMOUNT_FEN = 10**14
MAX_COUNT = 10**9
MAX_TEXT = 500


class Entity(StrEnum):
    """Whose fact it is."""

    APPLICANT = "applicant"
    MATTER = "matter"
    PAYMENT = "payment"


class FactType(StrEnum):
    """How a fact is written: money in yuan with at most two decimals (fen inside), counts as whole numbers, dates as 2025-06-20."""

    ID = "id"
    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    DATE = "date"
    COUNT = "count"
    MONEY = "money"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a `CHOICE`: its name in files and code, its word on screen, other words that mean it."""

    name: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactField:
    """One column.

    Attributes:
        name: In programmes, files and code; unique over all three tables but for the keys they share.
        label: The Chinese head of the column.
        aliases: Other heads that are understood.
        yearly: A figure of one year (营业收入): it speaks for the year in which its row begins, not for later ones.
        required: A row without it is wrong.
        most: The greatest that a count may be, below `MAX_COUNT`; what is multiplied (square metres by months) needs it.
        meaning: One line for docs/facts.md.
    """

    name: str
    label: str
    entity: Entity
    type: FactType
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    yearly: bool = False
    required: bool = False
    most: int | None = None
    meaning: str = ""


LEVELS = (
    Choice("nation", "国家", ("国家级", "国务院", "中央")),
    Choice("province", "自治区", ("自治区级", "省", "省级", "直辖市", "省（区、市）")),
    Choice("prefecture", "市", ("市级", "盟市", "盟", "盟市级", "地市级", "设区市")),
    Choice("county", "旗县", ("旗", "县", "区", "旗县级", "县级", "区级", "旗级", "旗县区", "旗县（区）")),
)
APPLICANT_KINDS = (
    Choice("enterprise", "企业", ("公司", "企业单位", "个体工商户")),
    Choice("institution", "机构", ("高校", "科研院所", "高校院所", "事业单位", "医疗机构", "服务机构")),
    Choice("platform", "平台", ("园区", "孵化器")),
    Choice("team", "团队"),
    Choice("person", "个人", ("科技特派员", "人才")),
    Choice("consortium", "联合体", ("创新联合体",)),
    Choice("society", "社会组织", ("协会", "联盟", "合作社")),
)
MATTER_KINDS = (
    Choice("recognition", "认定", ("备案", "评价入库", "入库", "入选", "获批", "批准建设", "复核", "认证")),
    Choice("award", "获奖", ("奖励",)),
    Choice("project", "立项", ("项目", "科技计划项目")),
    Choice("grant", "获得补助", ("补助", "获得资助")),
    Choice("patent", "专利", ("知识产权",)),
    Choice("financing", "融资", ("贷款", "保险融资")),
    Choice("investment", "获得投资", ("投资", "风险投资")),
    Choice("listing", "上市挂牌", ("上市", "挂牌")),
    Choice("relocation", "迁入", ("整体迁入",)),
    Choice("construction", "建设", ("装修改造", "建设平台")),
    Choice("statistics", "入统", ("升规", "纳入统计")),
    Choice("appraisal", "考评", ("绩效评价", "考核评价")),
    Choice("introduction", "引进"),
    Choice("cooperation", "合作", ("共建", "入股")),
    Choice("transfer", "成果转化", ("技术转让", "产业化")),
    Choice("research", "研发", ("研发投入",)),
    Choice("purchase", "购买或租用", ("租用", "购买服务")),
    Choice("service", "服务", ("提供服务",)),
    Choice("activity", "活动", ("赛事", "会议")),
    Choice("other", "其他"),
)
OCCURRENCES = (
    Choice("first", "首次", ("新认定", "首次认定", "新获批", "新备案", "新获得", "当年新获批", "新增")),
    Choice("renewal", "复审", ("通过复审", "复核", "复核通过", "重新认定", "连续通过复审")),
    Choice("relocated", "迁入", ("整体迁入",)),
    Choice("again", "再次", ("连续", "非首次")),
)
SIZES = (Choice("large", "大型"), Choice("medium", "中型"), Choice("small", "小型"), Choice("micro", "微型"))
GROWTH_STAGES = (
    Choice("seed", "种子期"),
    Choice("startup", "初创期", ("初创",)),
    Choice("growth", "成长期"),
    Choice("mature", "成熟期"),
)


def _applicant(name: str, label: str, type: FactType, *aliases: str, **more: object) -> FactField:
    return FactField(name, label, Entity.APPLICANT, type, aliases, **more)  # type: ignore[arg-type]  # the dataclass's own keywords


def _matter(name: str, label: str, type: FactType, *aliases: str, **more: object) -> FactField:
    return FactField(name, label, Entity.MATTER, type, aliases, **more)  # type: ignore[arg-type]  # the dataclass's own keywords


def _payment(name: str, label: str, type: FactType, *aliases: str, **more: object) -> FactField:
    return FactField(name, label, Entity.PAYMENT, type, aliases, **more)  # type: ignore[arg-type]  # the dataclass's own keywords


_ID, _TEXT, _CHOICE, _FLAG = FactType.ID, FactType.TEXT, FactType.CHOICE, FactType.FLAG
_DATE, _COUNT, _MONEY = FactType.DATE, FactType.COUNT, FactType.MONEY
_KEY_ALIASES = ("统一社会信用代码", "社会信用代码", "信用代码", "主体代码", "申请主体代码", "uscc")

APPLICANT_FIELDS = (
    _applicant("applicant", "主体代码", _ID, *_KEY_ALIASES, required=True, meaning="统一社会信用代码；个人、团队、平台用本地编号"),
    _applicant("name", "名称", _TEXT, "企业名称", "单位名称", "姓名", meaning="主体的名称"),
    _applicant("applicant_kind", "主体类别", _CHOICE, "类别", "主体类型", choices=APPLICANT_KINDS, meaning="企业、机构、平台、团队、个人"),
    _applicant("region", "行政区划代码", FactType.REGION, "区划代码", "所在地", "地区", meaning="注册地的行政区划代码，6位、9位或12位"),
    _applicant("from", "起始日期", _DATE, "自", "生效日期", meaning="本行情况自哪天起；同一主体可有多行，不填为一直如此"),
    _applicant("sector", "行业", _TEXT, "行业代码", "所属行业", meaning="国民经济行业代码或名称"),
    _applicant("size", "企业规模", _CHOICE, "规模", "规模类型", choices=SIZES, meaning="大型、中型、小型、微型"),
    _applicant("growth_stage", "发展阶段", _CHOICE, "成长阶段", choices=GROWTH_STAGES, meaning="种子期、初创期、成长期、成熟期"),
    _applicant("above_scale", "规模以上", _FLAG, "规上", "是否规上", "是否规模以上", meaning="是否规模以上"),
    _applicant("technology_firm", "科技型企业", _FLAG, "是否科技型企业", meaning="是否科技型企业"),
    _applicant("industrial_firm", "工业企业", _FLAG, "是否工业企业", meaning="采矿业，制造业，电力、热力、燃气及水生产和供应业的企业"),
    _applicant("integrity_clear", "无失信限制", _FLAG, "信用良好", meaning="没有限制申报的失信记录"),
    _applicant("established_on", "成立日期", _DATE, "注册日期", meaning="登记成立的日期"),
    _applicant("moved_in_on", "迁入日期", _DATE, "落户日期", meaning="迁入或者落户本地的日期"),
    _applicant("staff", "职工人数", _COUNT, "从业人数", "职工总数", meaning="年末职工人数", yearly=True),
    _applicant("rd_staff", "研发人员数", _COUNT, "科技人员数", meaning="从事研发的人员数", yearly=True),
    _applicant("sales", "营业收入", _MONEY, "销售收入", "年营业收入", "主营业务收入", meaning="当年营业（销售）收入", yearly=True),
    _applicant("rd_spend", "研发经费", _MONEY, "研发投入", "研发费用", meaning="当年研发经费支出", yearly=True),
    _applicant("fiscal_support", "财政支持研发经费", _MONEY, "财政支持", meaning="当年研发经费中来自财政的部分", yearly=True),
    _applicant("local_contribution", "地方经济贡献", _MONEY, "地方贡献", meaning="当年形成的地方经济贡献", yearly=True),
)
MATTER_FIELDS = (
    _matter("matter", "事项编号", _ID, "事项代码", "编号", required=True, meaning="事项的编号，不得重复"),
    _matter("applicant", "主体代码", _ID, *_KEY_ALIASES, required=True, meaning="谁的事项"),
    _matter("kind", "事项类别", _CHOICE, "类别", choices=MATTER_KINDS, required=True, meaning="认定、获奖、立项等"),
    _matter("subject", "事项名称", _TEXT, "名称", "称号", "事项", required=True, meaning="称号、奖项、计划、平台类型等，按政策所列"),
    _matter("level", "级别", _CHOICE, "层级", choices=LEVELS, meaning="由哪一级认定、批准或者授予"),
    _matter("occurrence", "情形", _CHOICE, "认定情形", choices=OCCURRENCES, meaning="首次、复审、迁入、再次"),
    _matter("grade", "等次", _TEXT, "等级", "奖项等级", meaning="一等奖、优秀等"),
    _matter("stage", "阶段", _TEXT, "所处阶段", meaning="分阶段奖补的阶段名称"),
    _matter("on", "日期", _DATE, "发生日期", "认定日期", "批准日期", "发证日期", required=True, meaning="事项发生的日期，按此日适用政策"),
    _matter("since", "起算日期", _DATE, "起始日期", meaning="逐年变化的奖补从哪天起算"),
    _matter("document", "证书或文号", _TEXT, "证书编号", "文号", "证书号", meaning="证书编号或者批准文号，用来辨认同一事项"),
    _matter("project", "项目编号", _ID, "项目代码", meaning="所属项目"),
    _matter("platform", "平台编号", _ID, "平台代码", meaning="所属平台"),
    _matter("team", "团队编号", _ID, "团队代码", meaning="所属团队"),
    _matter("reviewed", "经评审认定", _FLAG, "评审通过", "是否评审通过", meaning="政策要求的评审、认定、考核已经通过"),
    _matter("count", "数量", _COUNT, "件数", "项数", "人数", meaning="件、项、人等的数量"),
    _matter("area", "面积", _COUNT, "面积（平方米）", meaning="平方米"),
    _matter("months", "月数", _COUNT, "月份数", most=1200, meaning="补助的月数"),
    _matter("grant_nation", "国家补助", _MONEY, "国家补助金额", meaning="国家对同一事项已给的补助"),
    _matter("grant_province", "自治区补助", _MONEY, "自治区补助金额", "省级补助", meaning="自治区（省）对同一事项已给的补助"),
    _matter("grant_prefecture", "市补助", _MONEY, "市级补助", "盟市补助", "市补助金额", meaning="市（盟）对同一事项已给的补助"),
    _matter("grant_county", "旗县补助", _MONEY, "旗县级补助", meaning="旗县（区）对同一事项已给的补助"),
    _matter("interest", "贷款利息", _MONEY, "利息", "实际贷款利息", meaning="实际支付的贷款利息"),
    _matter("guarantee_fee", "担保费用", _MONEY, "担保费", meaning="实际支付的担保费用"),
    _matter("premium", "保险费", _MONEY, "保费", meaning="实际支付的保险费"),
    _matter("investment", "投资额", _MONEY, "获得投资额", "实际投资额", meaning="获得或者完成的投资"),
    _matter("fit_out_cost", "装修改造费用", _MONEY, "装修费用", meaning="实际发生的装修改造费用"),
    _matter("cost", "实际支出", _MONEY, "实际费用", "购置费用", meaning="其他实际支出"),
    _matter("rent", "租金", _MONEY, "实际租金", meaning="实际支付的租金"),
    _matter("income", "服务收入", _MONEY, "业务收入", meaning="事项形成的收入"),
    _matter("contract", "技术合同额", _MONEY, "合同金额", "技术交易额", meaning="技术合同的成交额"),
    _matter("own_funds", "自筹资金", _MONEY, meaning="项目的自筹资金"),
    _matter("decided", "核定金额", _MONEY, "审定金额", "决定金额", meaning="由主管部门核定的金额"),
)
PAYMENT_FIELDS = (
    _payment("applicant", "主体代码", _ID, *_KEY_ALIASES, required=True, meaning="付给谁"),
    _payment("payer", "兑付机关", _TEXT, "付款单位", "拨付单位", meaning="由谁兑付，不填为本政策的兑付机关"),
    _payment("programme", "政策", _TEXT, "政策代码", meaning="按哪个政策兑付，不填为本政策"),
    _payment("reward", "奖补编号", _TEXT, "奖补代码", "条款编号", meaning="按哪一条兑付；其他机关兑付的可以不填"),
    _payment("matter", "事项编号", _ID, "事项代码", meaning="为哪个事项兑付"),
    _payment("document", "证书或文号", _TEXT, "证书编号", "文号", meaning="没有事项编号时，用来辨认同一事项"),
    _payment("subject", "事项名称", _TEXT, "称号", "事项", meaning="事项的名称；不填按事项编号所指的事项"),
    _payment("level", "级别", _CHOICE, "层级", choices=LEVELS, meaning="事项的级别"),
    _payment("project", "项目编号", _ID, "项目代码", meaning="所属项目"),
    _payment("platform", "平台编号", _ID, "平台代码", meaning="所属平台"),
    _payment("team", "团队编号", _ID, "团队代码", meaning="所属团队"),
    _payment("on", "兑付日期", _DATE, "日期", "拨付日期", required=True, meaning="兑付的日期"),
    _payment("year", "所属年度", _COUNT, "年度", meaning="属于哪一年度，不填按兑付日期"),
    _payment("amount", "金额", _MONEY, "兑付金额", "拨付金额", required=True, meaning="兑付的金额"),
)
FIELDS = {Entity.APPLICANT: APPLICANT_FIELDS, Entity.MATTER: MATTER_FIELDS, Entity.PAYMENT: PAYMENT_FIELDS}


def choice_of(choices: tuple[Choice, ...], word: str) -> Choice | None:
    """Return the choice that `word` means: its name, its label or an alias; None where it is none of them."""
    return next((choice for choice in choices if word in (choice.name, choice.label, *choice.aliases)), None)
