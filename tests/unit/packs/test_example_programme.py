"""The programme of the bundled example: every clause of its text is in it, every reward pays what the clause says."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from luoshi.facts.nodes import Applicant, Matter, Payment, State
from luoshi.programme.check import check_programme
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter, Line
from luoshi.source import Severity
from tools.corpus import ROOT

PACKS = ROOT / "src" / "luoshi" / "packs"
READING = ROOT / "tests" / "readings" / "documents" / "qinghe-2025-2027.jsonl"
SECTIONS = ("targets", "duties", "rewards", "stacking", "registers", "procedures", "deadlines")
KINDS = dict(zip(("target", "duty", "reward", "stacking", "register", "procedure", "deadline"), SECTIONS, strict=True))
DAY = date(2025, 9, 1)
AS_OF = date(2025, 12, 31)
MONEY = {"grant_province", "grant_prefecture", "decided", "fit_out_cost", "cost", "project_spend", "sales", "contract", "interest"}
HIGH_TECH = {"kind": "recognition", "subject": "国家高新技术企业"}
PATENT = {"kind": "patent", "subject": "核心发明专利"}


@pytest.fixture(scope="module")
def pack() -> Programme:
    return programme_from_yaml((PACKS / "programmes" / "qinghe.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def interpreter(pack: Programme) -> Interpreter:
    return Interpreter(book_of([pack]))


def in_fen(facts: dict) -> dict:
    return {name: int(Decimal(str(value)) * 100) if name in MONEY else value for name, value in facts.items()}


def matter(id: str, on: date = DAY, **facts: object) -> Matter:
    return Matter(id, "甲", on, in_fen(facts))


def applicant(*matters: Matter, payments: tuple[Payment, ...] = (), **state: object) -> Applicant:
    return Applicant("甲", (State(in_fen(state)),), matters, payments)


def owed(lines: list[Line]) -> dict[tuple[str, str], Decimal]:
    return {(line.rule.reward.removeprefix("reward:"), line.matter_id): Decimal(line.owed_fen) / 100 for line in lines}


def paid(yuan: int, *, reward: str = "", matter: str = "M", payer: str = "") -> Payment:
    day = date(2025, 10, 1)
    return Payment("甲", day, yuan * 100, 2025, reward=f"reward:{reward}" if reward else "", matter=matter, payer=payer)


# --- the text --------------------------------------------------------------------------------------------------------------------


def test_every_statement_of_the_text_is_a_row_or_a_second_place_of_one(pack):
    records = [json.loads(line) for line in READING.read_text("utf-8").splitlines()]
    read = Counter((record["kind"], record["clause"]) for record in records)
    written: Counter[tuple[str, str]] = Counter()
    for kind, section in KINDS.items():
        for row in getattr(pack, section):
            written.update((kind, re.sub(r"/表\d+$", "", place.clause)) for place in (row, *row.also))
    assert written == read


def test_every_quote_stands_in_the_text(pack):
    text = (PACKS / "examples" / "qinghe-2025-2027.txt").read_text("utf-8")
    rows = [place for section in (*SECTIONS, "caps") for row in getattr(pack, section) for place in (row, *row.also)]
    assert [row.clause for row in rows if not row.quote or row.quote not in text] == []


def test_every_row_is_confirmed_by_the_office_that_interprets(pack):
    rows = [row for section in (*SECTIONS, "caps") for row in getattr(pack, section)]
    assert {(row.status, row.confirmed_by, row.confirmed_on) for row in rows} == {("confirmed", "旗科技和工信局", date(2025, 7, 1))}
    assert (pack.status, pack.interpreter) == ("confirmed", "旗科技和工信局")


def test_it_has_no_errors_and_no_warnings(pack):
    assert [found for found in check_programme(pack) if found.severity in (Severity.ERROR, Severity.WARNING)] == []


def test_it_shows_every_kind_of_formula_that_its_text_has(pack):
    kinds = {"fixed", "match", "share", "per_item", "least", "staged", "upto", "unquantified"}
    assert {reward.formula.type for reward in pack.rewards} == kinds


# --- what each reward pays -------------------------------------------------------------------------------------------------------

CASES = [
    ("二/(一)/1:1", {"kind": "award", "subject": "全旗创新创业大赛", "grade": "一等奖"}, {}, 50000),
    ("二/(一)/1:2", {"kind": "award", "subject": "全旗创新创业大赛", "grade": "二等奖"}, {}, 30000),
    ("二/(一)/1:3", {"kind": "award", "subject": "全旗创新创业大赛", "grade": "三等奖"}, {}, 10000),
    ("二/(一)/3:1", {"subject": "重点实验室", "level": "province", "grant_province": 600000}, {}, 300000),
    ("二/(一)/3:2", {"subject": "科技企业孵化器", "level": "nation", "platform": "P", "decided": 1200000}, {}, 1000000),
    ("二/(一)/3:3", {"subject": "众创空间", "level": "province", "platform": "P", "decided": 400000}, {}, 400000),
    ("二/(一)/3:4", {"subject": "众创空间", "level": "prefecture", "platform": "P", "decided": 250000}, {}, 200000),
    ("二/(一)/3:5", {"kind": "construction", "subject": "创新服务平台", "idle_factory": True, "fit_out_cost": 900000}, {}, 90000),
    ("二/(一)/3:5", {"kind": "construction", "subject": "创新服务平台", "idle_factory": True, "fit_out_cost": 4000000}, {}, 200000),
    ("二/(一)/4:1", {"kind": "construction", "subject": "院士团队联合实验室", "decided": 500000}, {}, 500000),
    ("二/(一)/4:2", {"kind": "purchase", "subject": "中试设备", "cost": 100000}, {"size": "small"}, 40000),
    ("二/(一)/4:2", {"kind": "purchase", "subject": "中试设备", "cost": 500000}, {"size": "medium"}, 150000),
    ("二/(二)/5:1", {"subject": "企业研发中心", "level": "province", "occurrence": "renewal"}, {"above_scale": True}, 150000),
    ("二/(二)/6:1", {"kind": "project", "subject": "揭榜挂帅", "project_spend": 3000000}, {}, 600000),
    ("二/(二)/6:1", {"kind": "project", "subject": "揭榜挂帅", "project_spend": 12000000}, {}, 2000000),
    ("二/(二)/6:2", {"subject": "首台（套）重大技术装备", "level": "province", "grant_province": 1000000}, {}, 200000),
    ("二/(二)/6:3", {"subject": "专精特新中小企业", "level": "province"}, {}, 40000),
    ("二/(二)/6:4", {"subject": "小巨人企业", "level": "nation"}, {}, 80000),
    ("二/(三)/7:1", {"subject": "科技型中小企业"}, {}, 10000),
    ("二/(三)/8:1", {"subject": "国家高新技术企业"}, {"above_scale": True}, 180000),
    ("二/(三)/8:2", {"subject": "高新技术企业"}, {"above_scale": False}, 80000),
    ("二/(三)/8:3", {"subject": "国家高新技术企业", "occurrence": "renewal"}, {}, 60000),
    ("二/(三)/8:4", {"kind": "relocation", "subject": "国家高新技术企业"}, {"sales": 3000000}, 150000),
    (
        "二/(三)/9:1",
        {"kind": "research", "subject": "研发投入", "grant_prefecture": 500000},
        {"above_scale": True, "industrial_firm": True},
        400000,
    ),
    ("二/(三)/9:2", PATENT | {"count": 3}, {}, 150000),
    ("二/(四)/10:1", {"kind": "introduction", "subject": "创新团队", "team": "T", "grant_prefecture": 800000}, {}, 400000),
    ("二/(四)/11:1", {"kind": "introduction", "subject": "博士", "months": 4}, {}, 12000),
    ("二/(四)/11:2", {"kind": "introduction", "subject": "硕士", "months": 4}, {}, 6000),
    ("二/(四)/12:1", {"subject": "技能大师工作室", "level": "county", "cost": 1000000}, {}, 300000),
    ("二/(四)/12:2", {"kind": "activity", "subject": "新型学徒培养", "count": 5}, {}, 30000),
    ("二/(五)/13:1", {"kind": "transfer", "subject": "购买科技成果", "cost": 200000}, {}, 20000),
    ("二/(五)/14:1", {"kind": "transfer", "subject": "促成技术交易", "contract": 3000000}, {}, 15000),
    ("二/(五)/15:1", {"subject": "知识产权合规管理体系认证"}, {}, 30000),
    ("二/(六)/16:1", {"kind": "financing", "subject": "科技信贷", "interest": "123456.79"}, {"technology_firm": True}, "61728.40"),
    ("二/(六)/16:2", {"kind": "listing", "subject": "境内上市", "stage": "上市"}, {}, 3000000),
    ("二/(六)/17:1", {"kind": "appraisal", "subject": "科技特派员", "grade": "优秀", "decided": 5000}, {}, 5000),
    ("二/(六)/17:2", {"kind": "construction", "subject": "智能化棚室", "mu": 30}, {}, 30000),
    ("二/(六)/18:1", {"kind": "purchase", "subject": "园区孵化载体", "area": 120, "months": 3}, {"technology_firm": True}, 3600),
    ("二/(六)/18:1", {"kind": "purchase", "subject": "园区孵化载体", "area": 500, "months": 4}, {"technology_firm": True}, 16000),
    ("二/(六)/19:1", {"kind": "purchase", "subject": "科技创新券", "cost": 50000}, {}, 25000),
]


@pytest.mark.parametrize(("reward", "facts", "state", "yuan"), CASES)
def test_a_reward_pays_what_its_clause_says(interpreter, reward, facts, state, yuan):
    facts = {"kind": "recognition", "occurrence": "first"} | facts
    lines = interpreter.settle(applicant(matter("M", **facts), **state), AS_OF)
    assert owed(lines) == {(reward, "M"): Decimal(yuan)}


def test_the_cases_leave_out_no_reward_but_the_one_that_needs_an_earlier_patent(pack):
    tried = {f"reward:{reward}" for reward, *_ in CASES}
    assert [reward.id for reward in pack.rewards if reward.id not in tried] == ["reward:二/(三)/9:3"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (HIGH_TECH | {"kind": "relocation"}, {"sales": "2999999.99"}),
        ({"kind": "construction", "subject": "智能化棚室", "mu": 29}, {}),
        ({"kind": "purchase", "subject": "中试设备", "cost": 100000}, {"size": "large"}),
        ({"kind": "recognition", "subject": "技能大师工作室", "occurrence": "again", "level": "county", "cost": 100}, {}),
        (PATENT | {"kind": "transfer", "count": 1}, {}),
    ],
)
def test_who_is_just_outside_gets_nothing(interpreter, facts, state):
    assert owed(interpreter.settle(applicant(matter("M", **facts), **state), AS_OF)) == {}


def test_what_happened_before_the_day_of_issue_is_not_rewarded(interpreter):
    days = {"early": date(2025, 6, 19), "first": date(2025, 6, 20)}
    entries = [matter(id, day, kind="recognition", subject="科技型中小企业", occurrence="first") for id, day in days.items()]
    assert owed(interpreter.settle(applicant(*entries), AS_OF)) == {("二/(三)/7:1", "first"): Decimal(10000)}


# --- how they go together --------------------------------------------------------------------------------------------------------


def test_one_platform_gets_its_highest_level_and_the_difference_to_what_was_paid(interpreter):
    base = {"kind": "recognition", "subject": "众创空间", "occurrence": "first", "platform": "P"}
    city = matter("M1", date(2025, 7, 1), **base, level="prefecture", decided=200000)
    nation = matter("M2", DAY, **base, level="nation", decided=900000)
    before = paid(200000, reward="二/(一)/3:4", matter="M1")
    assert owed(interpreter.settle(applicant(city, nation, payments=(before,)), AS_OF)) == {
        ("二/(一)/3:4", "M1"): Decimal(0),
        ("二/(一)/3:2", "M2"): Decimal(700000),
    }


def test_a_high_tech_firm_gets_the_best_of_one_year(interpreter):
    first = matter("M1", date(2025, 8, 1), **HIGH_TECH, occurrence="first")
    moved = matter("M2", DAY, **HIGH_TECH | {"kind": "relocation"})
    assert owed(interpreter.settle(applicant(first, moved, above_scale=False, sales=5000000), AS_OF)) == {
        ("二/(三)/8:2", "M1"): Decimal(0),
        ("二/(三)/8:4", "M2"): Decimal(150000),
    }


def test_patents_and_their_use_share_one_limit(interpreter):
    granted = matter("M1", date(2025, 8, 1), **PATENT, count=8)
    used = matter("M2", DAY, **PATENT | {"kind": "transfer"}, count=3)
    assert owed(interpreter.settle(applicant(granted, used), AS_OF)) == {
        ("二/(三)/9:2", "M1"): Decimal(400000),
        ("二/(三)/9:3", "M2"): Decimal(100000),
    }


@pytest.mark.parametrize(("payer", "yuan"), [("旗农牧局", 20000), ("市科技局", 50000)])
def test_only_what_the_banner_itself_has_paid_for_the_matter_is_taken_off(interpreter, payer, yuan):
    prize = matter("M", kind="award", subject="全旗创新创业大赛", grade="一等奖")
    lines = interpreter.settle(applicant(prize, payments=(paid(30000, payer=payer),)), AS_OF)
    assert owed(lines) == {("二/(一)/1:1", "M"): Decimal(yuan)}


def test_a_listing_is_paid_stage_by_stage_to_three_million_in_all(interpreter):
    stages = {"M1": ("股改", date(2025, 8, 1)), "M2": ("受理", date(2026, 8, 1)), "M3": ("上市", date(2027, 8, 1))}
    matters = [matter(id, day, kind="listing", subject="境内上市", stage=stage) for id, (stage, day) in stages.items()]
    lines = interpreter.settle(applicant(*matters), date(2027, 12, 31))
    assert [yuan for _, yuan in sorted(owed(lines).items())] == [500000, 1000000, 1500000]


@pytest.mark.parametrize(("year", "due"), [(2025, 200000), (2026, 400000), (2027, 600000), (2030, 600000)])
def test_a_fit_out_falls_due_in_three_yearly_parts(interpreter, year, due):
    built = matter("M", kind="construction", subject="创新服务平台", idle_factory=True, fit_out_cost=4000000)
    assert owed(interpreter.settle(applicant(built), date(year, 12, 31))) == {("二/(一)/3:5", "M"): Decimal(due)}


def test_a_missing_fact_leaves_the_line_undecided_and_names_it(interpreter):
    lines = interpreter.settle(applicant(matter("M", **HIGH_TECH, occurrence="first")), AS_OF)
    assert {(line.status.value, line.missing) for line in lines} == {("undecided", ("above_scale",))}
