"""Simulations of a small county for the papers that show them: full, empty, against an older version, within a budget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from luoshi.simulation.nodes import Budget, Method
from luoshi.usecases.simulate import Population, Simulated, simulate
from tests.made.population import AS_OF, PROGRAMME, programme

LONG_NAME = "内蒙古临江碧沙生态治理与林草种质资源工程技术研究开发有限责任公司"
EVIL = '<script>alert("1")</script>&<b>公司'
APPLICANTS = f"""主体代码,名称,主体类别,行政区划代码,企业规模,规模以上
LOCAL00001,{LONG_NAME},企业,150602,小型,是
LOCAL00002,"{EVIL.replace('"', '""')}",企业,150602003,微型,否
LOCAL00003,=1+1科技公司,企业,150621,,
LOCAL00004,丙公司,企业,150602,小型,否
LOCAL00005,丁公司,企业,150602,小型,是
LOCAL00006,戊公司,企业,150102,大型,是
150602199001011234,王小明,个人,,,
"""
MATTERS = """事项编号,主体代码,事项类别,事项名称,日期,贷款利息
M1,LOCAL00001,认定,高企,2025-05-01,
M2,LOCAL00001,融资,贷款,2026-02-01,200000.01
M3,LOCAL00002,认定,高企,2025-06-01,
M4,LOCAL00003,融资,贷款,2026-01-15,1000000
M5,LOCAL00004,建设,平台,2025-07-01,
M6,LOCAL00004,活动,培训,2025-07-02,
M7,LOCAL00005,融资,贷款,2025-08-01,
M8,150602199001011234,认定,高企,2025-09-01,
M9,LOCAL00001,认定,高企,2025-99-01,
"""
# Pays less for the first recognition, more interest, and for patents besides.
OLDER = (
    PROGRAMME.replace("amount_yuan: 100000", "amount_yuan: 80000")
    .replace("rate: 0.5", "rate: 0.6")
    .replace("version: 1\nstatus: confirmed", "version: 1\nstatus: draft")
    .replace(
        "  - {id: 没有",
        """  - {id: 专利, clause: 三/8, label: 取消的一项, trigger: 认定, when: {kind: recognition},
     formula: {type: fixed, amount_yuan: 5000}}
  - {id: 没有""",
    )
)
SIZES = ("大型", "中型", "小型", "微型")
CUT = Budget(40_000_000, Method.PRO_RATA, 100)
QUEUE = Budget(40_000_000, Method.QUEUE)


def written(folder: Path, applicants: str = APPLICANTS, matters: str = MATTERS) -> Population:
    """Write the tables of a county."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "主体.csv", folder / "事项.csv"]
    for path, content in zip(paths, (applicants, matters), strict=True):
        path.write_text(content, "utf-8")
    return Population(*paths)


def made_simulation(
    folder: Path,
    text: str = PROGRAMME,
    *,
    against: Sequence[str] = (),
    population: Population | None = None,
    as_of: date = AS_OF,
    **more: Any,
) -> Simulated:
    """Simulate a programme on the county."""
    return simulate(
        programmes=[programme(text)],
        population=population or written(folder),
        as_of=as_of,
        against=[programme(other) for other in against],
        **more,
    )


def full(folder: Path) -> Simulated:
    """Everything at once."""
    return made_simulation(folder, against=[OLDER], budget=CUT)


def large(folder: Path) -> Simulated:
    """Names of sixty characters, amounts of twelve digits in yuan, twelve years, thirteen regions."""
    label = "label: 首次通过国家高新技术企业认定并在本县正常生产经营、依法纳税的规模以上工业企业和科技型中小企业一次性奖励资金（县级部分）"
    text = PROGRAMME.replace("label: 首次认定", label).replace("to: 2027-12-31", "to: 2036-12-31")
    text = text.replace("    caps: [{amount_yuan: 300000, per: applicant, within: year}]\n", "")
    regions = (
        "150602",
        "150603",
        "150621",
        "150622",
        "150623",
        "150624",
        "150625",
        "150626",
        "150102",
        "150103",
        "150104",
        "150105",
        "150121",
    )
    firms = [APPLICANTS.splitlines()[0]]
    matters = [MATTERS.splitlines()[0]]
    for at in range(39):
        firms.append(f"LOCAL{at:05d},第{at}{LONG_NAME}生态治理成果转化推广应用综合服务分公司,企业,{regions[at % 13]},{SIZES[at % 4]},是")
        matters.append(f"M{at:017d},LOCAL{at:05d},融资,贷款,{2025 + at % 12}-05-01,{246_913_578_024 // (1 + at % 7)}.11")
        matters.append(f"N{at:017d},LOCAL{at:05d},认定,高企,{2025 + at % 12}-06-01,")
    population = written(folder, "\n".join(firms) + "\n", "\n".join(matters) + "\n")
    older = text.replace("amount_yuan: 100000", "amount_yuan: 80000").replace("rate: 0.5", "rate: 0.6")
    budget = Budget(100_000_000_000_000, Method.PRO_RATA, 100)
    return made_simulation(folder, text, against=[older], population=population, as_of=date(2036, 12, 31), budget=budget)


def one(folder: Path) -> Simulated:
    """A single enterprise with a single matter."""
    rows = ("\n".join(table.splitlines()[:2]) + "\n" for table in (APPLICANTS, MATTERS))
    return made_simulation(folder, population=written(folder, *rows), against=[OLDER])


def empty(folder: Path) -> Simulated:
    """Nobody, nothing."""
    heads = [content.splitlines()[0] + "\n" for content in (APPLICANTS, MATTERS)]
    return made_simulation(folder, population=written(folder, *heads), against=[OLDER], budget=CUT)
