"""`luoshi settle`: what it shows and writes, its exit codes, and what it says of bad input; nothing is half-written."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.settle_words import write_unjudged
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.usecases.settle import settle as settle_tables

PROGRAMME = """\
format: luoshi-programme/1
programme: banner
version: 1
status: confirmed
policy: {title: 青河旗奖补办法}
interpreter: 旗科技局
rewards:
  - id: 高企
    clause: 第三条
    label: 首次认定高企
    when: {kind: 认定, subject: 国家高新技术企业, occurrence: 首次}
    if: {fact: above_scale, is: true}
    formula: {type: fixed, amount_yuan: 200000}
    once: true
    status: confirmed
    confirmed_by: 旗科技局
    confirmed_on: 2025-01-10
  - id: 贴息
    clause: 第五条
    label: 贷款贴息
    when: {kind: 融资, subject: 科技贷款}
    formula: {type: share, base: 利息, rate: 50%, of: interest}
    caps: [{amount_yuan: 300000, per: applicant, within: year}]
    status: confirmed
    confirmed_by: 旗科技局
    confirmed_on: 2025-01-10
    readings:
      - {question: 限额按什么年度算, taken: 融资当年, alternatives: [兑付当年]}
"""
APPLICANTS = "主体代码,名称,规模以上\nA,甲公司,是\nB,=乙公司,否\nC,丙公司,\n"
MATTERS = (
    "事项编号,主体代码,事项类别,事项名称,情形,日期,贷款利息\n"
    "1,A,认定,国家高新技术企业,首次,2025-03-01,\n"
    "2,A,融资,科技贷款,,2025-04-01,700000.01\n"
    "3,B,认定,国家高新技术企业,首次,2025-05-01,\n"
    "4,B,融资,科技贷款,,2025-06-01,100\n"
    "5,C,认定,国家高新技术企业,首次,2025-07-01,\n"
)
PAID = "主体代码,奖补编号,事项编号,兑付日期,金额\nA,贴息,2,2025-05-01,20000\n"
ASK = ("--programme", "办法.yaml", "--enterprises", "主体.csv", "--matters", "事项.csv", "--as-of", "2025-12-31")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("办法.yaml", PROGRAMME), ("主体.csv", APPLICANTS), ("事项.csv", MATTERS), ("兑付.csv", PAID)):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settle(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = run(["settle", *ASK, *more])
    return code, *capsys.readouterr()


def test_totals_stand_by_clause_and_open_matters_are_named(capsys, folder):
    code, out, err = settle(capsys)

    assert (code, err) == (ExitCode.FINDINGS, "")
    rows = [line.split() for line in out.splitlines()]
    assert ["第三条", "首次认定高企", "1", "1", "20.00万元", "1"] in rows
    assert ["第五条", "贷款贴息", "2", "2", "30.01万元", "—"] in rows
    assert "截至2025年12月31日，应兑付2个主体，合计50.01万元。" in out
    assert "  C　第三条　首次认定高企　事项5：待补材料，缺少“规模以上”（主体表，2025年7月1日时）" in out.splitlines()


def test_what_was_paid_is_taken_off(capsys, folder):
    _, out, _ = settle(capsys, "--paid", "兑付.csv")

    assert "合计48.01万元。" in out


def test_everything_judged_ends_with_zero(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS.replace("C,丙公司,", "C,丙公司,否"), "utf-8")

    assert settle(capsys)[0] == ExitCode.FINE


def test_explanation_names_clause_figures_cap_and_the_reading_taken(capsys, folder):
    code, out, _ = settle(capsys, "--paid", "兑付.csv", "--explain", "A")

    assert code == ExitCode.FINDINGS
    assert out.splitlines()[:2] == ["甲公司（A）", "截至2025年12月31日，应兑付合计48.00万元"]
    for line in (
        "  第五条　贷款贴息：28.00万元",
        "    计算：贷款利息700,000.01元×50%＝350,000.01元",
        "    已兑付：本条对本事项已兑付，扣减2.00万元，剩330,000.01元",
        "    限额：每个主体每年最高30.00万元，已兑付和前面各笔用去2.00万元，超出的不计，剩28.00万元",
        "    理解：限额按什么年度算，按“融资当年”；另有“兑付当年”，待旗科技局确认",
    ):
        assert line in out.splitlines()


def test_explanation_says_which_condition_failed(capsys, folder):
    _, out, _ = settle(capsys, "--explain", "B")

    assert "    条件：规模以上（否）　不符合" in out.splitlines()


def test_an_unknown_applicant_is_told_and_counts_as_finding(capsys, folder):
    code, out, _ = settle(capsys, "--explain", "无此人")

    assert code == ExitCode.FINDINGS
    assert out.strip() == "各表里都没有主体“无此人”。请核对主体代码，或写全称。"


def steps_of(folder: Path, reward: str) -> list[list[str]]:
    with (folder / "步骤.csv").open(encoding="utf-8-sig", newline="") as file:
        return [list(row.values())[6:] for row in csv.DictReader(file) if row["奖补"] == reward]


def test_steps_can_be_recomputed_by_an_auditor(capsys, folder):
    settle(capsys, "--paid", "兑付.csv", "--explain", "A", "--steps", "步骤.csv")

    assert [[row[0], *row[4:]] for row in steps_of(folder, "贷款贴息")] == [
        ["计算", "350000.01", "350000.01"],
        ["已兑付", "-20000.00", "330000.01"],
        ["限额", "-50000.01", "280000.00"],
        ["结果", "", "280000.00"],
    ]


@pytest.mark.parametrize(
    ("who", "found", "verdict", "ended"),
    [("A", "是", "符合", "应兑付"), ("B", "否", "不符合", "不符合条件"), ("C", "未填", "待补", "待补材料，缺少规模以上")],
)
def test_steps_have_each_condition_with_what_was_found_and_how_it_ended(capsys, folder, who, found, verdict, ended):
    settle(capsys, "--explain", who, "--steps", "步骤.csv")

    rows = steps_of(folder, "首次认定高企")
    assert rows[0] == ["条件", "规模以上", found, verdict, "", ""]
    assert rows[-1][:2] == ["结果", ended]


def test_an_applicant_may_be_named_by_its_full_name(capsys, folder):
    _, out, _ = settle(capsys, "--explain", "甲公司")

    assert out.splitlines()[0] == "甲公司（A）"


def test_brackets_of_either_width_are_one_name(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS.replace("甲公司", "甲（集团） 公司"), "utf-8")

    assert settle(capsys, "--explain", "甲(集团)公司")[1].splitlines()[0] == "甲（集团） 公司（A）"


def test_a_name_of_several_lists_their_codes_and_part_of_a_name_those_that_have_it(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS.replace("丙公司", "甲公司"), "utf-8")
    several, part = settle(capsys, "--explain", "甲公司"), settle(capsys, "--explain", "乙")

    assert several[:2] == (ExitCode.FINDINGS, "有2个主体叫“甲公司”：A、C。请写主体代码。\n")
    assert part[:2] == (ExitCode.FINDINGS, "各表里都没有主体“乙”。请核对主体代码，或写全称。名称相近的有：=乙公司（B）。\n")


@pytest.mark.parametrize("name", ["明细.csv", "明细.xlsx", "明细.parquet"])
def test_lines_are_written_in_every_form(capsys, folder, name):
    settle(capsys, "-o", name)

    owed = [
        (row[0], row[1], row[6], row[9], f"{row[16]:.2f}" if not isinstance(row[16], str) else row[16]) for row in rows_of(folder / name)
    ]
    start = "'" if name.endswith(".csv") else ""
    assert owed == [
        ("A", "甲公司", "1", "应兑付", "200000.00"),
        ("A", "甲公司", "2", "应兑付", "300000.00"),
        ("B", f"{start}=乙公司", "4", "应兑付", "50.00"),
        ("C", "丙公司", "5", "待补材料", "0.00"),
    ]


def test_each_row_of_the_lines_adds_up_and_says_why(capsys, folder):
    settle(capsys, "--paid", "兑付.csv", "-o", "明细.xlsx")

    lines = {row[6]: row for row in rows_of(folder / "明细.xlsx")}
    assert [(float(row[10]) - sum(map(float, row[11:16]))) == pytest.approx(float(row[16])) for row in lines.values()] == [True] * 4
    assert [float(amount) for amount in lines["2"][10:17]] == [350000.01, 0, 0, 20000, 50000.01, 0, 280000]
    assert lines["2"][17] == "本条对本事项已兑付；限额：每个主体每年最高30.00万元"
    assert lines["2"][18].startswith("计算：贷款利息700,000.01元×50%＝350,000.01元；已兑付：")
    assert lines["5"][9:10] + lines["5"][17:] == ("待补材料", "缺少“规模以上”（主体表，2025年7月1日时）", "条件：规模以上（未填）　待补")


def test_a_workbook_lists_the_matters_without_reward_with_the_reason(capsys, folder):
    (folder / "事项.csv").write_text(MATTERS + "6,A,认定,老字号,,2025-08-01,\n7,A,融资,科技贷款,,2026-08-01,5\n", "utf-8")
    (folder / "兑付.csv").write_text(PAID + "A,贴息,2,2025-05-01,负数\n", "utf-8")
    settle(capsys, "--paid", "兑付.csv", "-o", "明细.xlsx")

    book = load_workbook(folder / "明细.xlsx")
    assert book.sheetnames == ["兑付明细", "分户合计", "没有奖补的事项", "说明"]
    assert [(row[2], row[-1]) for row in book["没有奖补的事项"].iter_rows(min_row=2, values_only=True)] == [
        ("6", "方案里没有奖补看这样的事项"),
        ("7", "日期在算到的日期以后，还没有算"),
        ("3", "第三条　首次认定高企：规模以上（否）　不符合"),
    ]
    notes = [row[0] for row in book["说明"].iter_rows(values_only=True)]
    assert notes[:5] == [
        "《青河旗奖补办法》，算到2025年12月31日。",
        "应兑付2个主体，合计480,050元。",
        "算到的奖补有1处条文可作两种以上理解，还没有经解释机关确认。",
        "另有1笔待补材料或待核定，没有计入。",
        "兑付表有1行没有读进来：这些已兑付的没有扣减，应兑付可能多算。",
    ]


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (
            "兑付.csv",
            PAID + "A,贴息,2,2025-05-01,很多\n",
            "注意：兑付表有1行没有读进来：这些已兑付的没有扣减，应兑付可能多算。请改好后重算。",
        ),
        (
            "事项.csv",
            MATTERS + "6,A,融资,科技贷款,,去年,5\n",
            "注意：事项表有1行没有读进来：这些事项没有算，应兑付可能少算；有次数、限额的，其他事项可能多算。请改好后重算。",
        ),
    ],
)
@pytest.mark.parametrize("more", [(), ("--explain", "A")])
def test_rows_that_were_not_read_are_said_to_change_the_amounts(capsys, folder, file, text, sentence, more):
    (folder / file).write_text(text, "utf-8")
    code, out, _ = settle(capsys, "--paid", "兑付.csv", *more)

    assert code == ExitCode.FINDINGS
    assert sentence in out.splitlines()


def test_a_matter_whose_asked_fact_is_empty_is_told_and_counts_as_finding(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS.replace("C,丙公司,", "C,丙公司,否"), "utf-8")
    (folder / "事项.csv").write_text(MATTERS.replace("1,A,认定,国家高新技术企业,首次", "1,A,认定,国家高新技术企业,"), "utf-8")
    code, out, err = settle(capsys, "--unjudged", "未判断.csv")

    assert code == ExitCode.FINDINGS
    assert "情况不明的1个事项，要看的奖补没有算" in out.splitlines()
    assert "  A　事项1　认定“国家高新技术企业”没有填“情形”，第三条要看。请在事项表事项1一行填写" in out.splitlines()
    assert "没有对应的奖补" not in err
    row = "情况不明,A,,第三条,国家高新技术企业,1,认定“国家高新技术企业”没有填“情形”，第三条要看,请在事项表事项1一行填写"
    assert row in (folder / "未判断.csv").read_text("utf-8-sig").splitlines()


def test_a_ratio_to_zero_is_told_as_such(capsys, folder):
    ratio = "if: {ratio: [rd_spend, sales], at_least: 5%}"
    (folder / "办法.yaml").write_text(PROGRAMME.replace("if: {fact: above_scale, is: true}", ratio), "utf-8")
    (folder / "主体.csv").write_text("主体代码,研发经费,营业收入\nA,1000000,0\nB,1000000,10000000\nC,1000000,\n", "utf-8")
    _, out, _ = settle(capsys)

    assert "  A　第三条　首次认定高企　事项1：待补材料，比例的分母为0，算不出来，请核对" in out.splitlines()
    assert "  C　第三条　首次认定高企　事项5：待补材料，缺少“营业收入”（主体表，2025年）" in out.splitlines()


def rows_of(path: Path) -> list[tuple]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [tuple(row) for row in csv.reader(file)][1:]
    if path.suffix == ".xlsx":
        return list(load_workbook(path).active.iter_rows(min_row=2, values_only=True))
    return duckdb.sql(f"SELECT * FROM '{path}'").fetchall()


def test_what_could_not_be_judged_is_written_with_row_and_column(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS + "D,丁公司,也许\n", "utf-8")
    code, _, err = settle(capsys, "--unjudged", "未判断.csv")

    assert code == ExitCode.FINDINGS
    assert "错误：主体表第5行“规模以上”“也许”：看不出是还是否。请写“是”或“否”，不清楚的留空。" in err.splitlines()
    text = (folder / "未判断.csv").read_text("utf-8-sig")
    assert "没有读入,主体.csv,5,规模以上,也许,,看不出是还是否。,请写“是”或“否”，不清楚的留空。" in text.splitlines()
    assert "还不能算,C,,第三条,首次认定高企,5,待补材料，缺少“规模以上”（主体表，2025年7月1日时）,补齐后再算" in text.splitlines()


def test_what_is_too_much_for_the_list_of_the_unjudged_is_told_in_it(folder):
    (folder / "事项.csv").write_text(MATTERS.replace(",首次,2025", ",,2025").replace("700000.01", "").replace(",100\n", ",\n"), "utf-8")
    programmes = [programme_from_yaml(PROGRAMME)]
    settled = settle_tables(programmes=programmes, applicants=Path("主体.csv"), matters=Path("事项.csv"), as_of=date(2025, 12, 31))

    write_unjudged(settled, Path("未判断.csv"), limit=1)

    assert [row[0] + row[1] + row[6] for row in rows_of(Path("未判断.csv"))] == [
        "还不能算A待补材料，缺少“贷款利息”（事项表）",
        "还不能算另有1笔还不能算，没有写出",
        "情况不明A认定“国家高新技术企业”没有填“情形”，第三条要看",
        "情况不明另有2个事项情况不明，没有写出",
    ]


def test_history_beyond_a_cap_is_told(capsys, folder):
    (folder / "兑付.csv").write_text(PAID.replace("20000", "350000"), "utf-8")
    code, out, err = settle(capsys, "--paid", "兑付.csv")

    assert code == ExitCode.FINDINGS
    assert "主体A2025年按第五条已兑付35.00万元，超过限额（每个主体每年最高30.00万元）" in err
    assert "合计20.01万元。" in out


def test_history_before_the_version_that_has_a_cap_is_not_beyond_it(capsys, folder):
    old = PROGRAMME.replace("    caps: [{amount_yuan: 300000, per: applicant, within: year}]\n", "")
    (folder / "旧办法.yaml").write_text(old.replace("interpreter:", "in_force: {to: 2024-12-31}\ninterpreter:"), "utf-8")
    new = PROGRAMME.replace("version: 1", "version: 2").replace("interpreter:", "in_force: {from: 2025-01-01}\ninterpreter:")
    (folder / "办法.yaml").write_text(new, "utf-8")
    (folder / "兑付.csv").write_text(PAID + "A,贴息,,2024-05-01,350000\nA,贴息,,2025-06-01,350000\n", "utf-8")

    err = settle(capsys, "--programme", "旧办法.yaml", "--paid", "兑付.csv")[2]

    assert "主体A2025年按第五条已兑付37.00万元，超过限额" in err
    assert "2024年按第五条" not in err


def test_contradicting_programme_is_refused_with_the_row(capsys, folder):
    (folder / "办法.yaml").write_text(PROGRAMME.replace("above_scale", "above_skale"), "utf-8")
    code, out, err = settle(capsys, "-o", "明细.csv")

    assert (code, out) == (ExitCode.NOT_READ, "")
    assert "above_skale" in err
    assert not (folder / "明细.csv").exists()


@pytest.mark.parametrize("name", ["贷款贴息", "第五条"])
def test_a_payment_may_name_its_reward_by_label_or_clause(capsys, folder, name):
    (folder / "兑付.csv").write_text(PAID.replace("贴息", name), "utf-8")

    assert "合计48.01万元。" in settle(capsys, "--paid", "兑付.csv")[1]


@pytest.mark.parametrize(
    ("paid", "sentence"),
    [
        (
            PAID.replace("贴息", "没有这条"),
            "注意：兑付表：“奖补编号”写的“没有这条”在所给方案里没有，这1笔已兑付的2.00万元没有从任何一条里扣减",
        ),
        (PAID.replace("贴息", ""), "注意：兑付表：没有写“奖补编号”，这1笔已兑付的2.00万元没有从任何一条里扣减"),
        (PAID.replace("奖补编号", "政策"), "注意：兑付表：主体A的事项2按“贴息”兑付的2.00万元没有扣减，这个“政策”不在所给方案里"),
        (PAID.replace("20000", "400000"), "注意：兑付表：主体A的事项2按“贷款贴息”已兑付40.00万元，多于算得的350,000.01元"),
    ],
)
def test_payments_that_do_not_count_as_they_should_are_told(capsys, folder, paid, sentence):
    (folder / "兑付.csv").write_text(paid, "utf-8")
    code, _, err = settle(capsys, "--paid", "兑付.csv")

    assert code == ExitCode.FINDINGS
    assert sentence in err


def test_a_payment_for_nobody_or_nothing_that_is_known_is_told(capsys, folder):
    (folder / "兑付.csv").write_text(PAID + "Z,贴息,2,2025-05-01,100000\nA,贴息,22,2025-05-01,100000\n", "utf-8")
    _, _, err = settle(capsys, "--paid", "兑付.csv")

    assert "1笔兑付的主体不在主体表里，照样计入已付。代码写错的请改正。" in err
    assert "1笔兑付的事项不在事项表里，照样计入已付。编号写错的请改正。" in err


def test_matters_that_no_reward_looks_at_are_named(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS.replace("C,丙公司,", "C,丙公司,否"), "utf-8")
    (folder / "事项.csv").write_text(MATTERS.replace("4,B,融资,科技贷款", "4,B,融资,科技 贷款"), "utf-8")
    code, _, err = settle(capsys)

    assert code == ExitCode.FINE
    assert "提示：事项表：有1笔事项没有对应的奖补：融资“科技 贷款”1笔。应有奖补的，请核对名称、级别、情形和日期；" in err


def test_two_versions_in_force_on_one_day_are_refused(capsys, folder):
    (folder / "二版.yaml").write_text(PROGRAMME.replace("version: 1", "version: 2"), "utf-8")
    code, out, err = settle(capsys, "--programme", "二版.yaml")

    assert (code, out) == (ExitCode.NOT_READ, "")
    assert "第1版和第2版的有效期（in_force）有重叠，同一事项会算两次" in err


def test_two_versions_are_told_apart_by_name(capsys, folder):
    first = PROGRAMME.replace("policy:", "in_force: {from: 2020-01-01, to: 2025-03-31}\npolicy:")
    second = PROGRAMME.replace("version: 1", "version: 2").replace("policy:", "in_force: {from: 2025-04-01}\npolicy:")
    (folder / "办法.yaml").write_text(first, "utf-8")
    (folder / "二版.yaml").write_text(second, "utf-8")
    _, out, _ = settle(capsys, "--programme", "二版.yaml")

    assert [line.split()[1] for line in out.splitlines() if line.startswith("  第")] == [
        "首次认定高企（第1版）",
        "首次认定高企（第2版）",
        "贷款贴息（第2版）",
    ]


def test_a_firm_of_another_place_is_told_so(capsys, folder):
    (folder / "办法.yaml").write_text(PROGRAMME.replace("interpreter:", 'region: "150602"\ninterpreter:'), "utf-8")
    (folder / "主体.csv").write_text("主体代码,行政区划代码\nA,150102\nB,150602\nC,150602\n", "utf-8")
    _, out, _ = settle(capsys, "--explain", "A")

    assert "    条件：行政区划代码属于本政策适用的地区（150102）　不符合" in out.splitlines()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--as-of", "2025-02-30"), "没有“2025-02-30”这一天"),
        (("--enterprises", "没有.csv"), "没有.csv"),
        (("--programme", "没有的方案"), "没有的方案"),
        (("--steps", "步骤.csv"), "--steps 要和 --explain 一起用"),
        (("-o", "主体.csv"), "主体.csv"),
        (("-o", "明细.xls"), "要以.csv、.xlsx、.parquet结尾"),
        (("--unjudged", "未判断.xlsx"), "要以.csv结尾"),
        (("-o", "明细.csv", "--unjudged", "./明细.csv"), "几个结果写到了同一个文件"),
        (("--programme", "办法.yaml"), "同一个版本给了两次"),
    ],
)
def test_a_slip_is_told_in_a_sentence_and_writes_nothing(capsys, folder, more, words):
    before = sorted(path.name for path in folder.iterdir())
    code, out, err = settle(capsys, *more)

    assert code in (ExitCode.WRONG_USAGE, ExitCode.NOT_READ)
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_results_that_cannot_be_written_leave_no_draft(capsys, folder):
    (folder / "文件").write_text("", "utf-8")
    code, _, err = settle(capsys, "-o", "文件/明细.csv")

    assert code == ExitCode.NOT_WRITTEN
    assert "没有写成" in err
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_number_that_a_spreadsheet_would_run_stays_a_text_in_every_list(capsys, folder):
    (folder / "主体.csv").write_text(APPLICANTS.replace("A,", "=A,").replace("C,", "=C,"), "utf-8")
    (folder / "事项.csv").write_text(MATTERS.replace("1,A,", "=1,=A,").replace("2,A,", "=2,=A,").replace("5,C", "=5,=C"), "utf-8")

    settle(capsys, "--explain", "=A", "--steps", "步骤.csv", "--unjudged", "未判断.csv")

    texts = [(folder / name).read_text("utf-8-sig").splitlines() for name in ("步骤.csv", "未判断.csv")]
    cells = [cell for lines in texts for row in csv.reader(lines) for cell in row]
    assert {"'=A", "'=1", "'=C", "'=5"} <= set(cells)
    assert [cell for cell in cells if cell.startswith("=")] == []


@pytest.mark.parametrize("file", ["兑付.csv", "兑付.parquet"])
def test_a_payment_may_name_its_reward_by_its_label_in_any_format(capsys, folder, file):
    (folder / "兑付.csv").write_text(PAID.replace("贴息", "贷款贴息"), "utf-8")
    run(["facts", "convert", "--paid", "兑付.csv", "-o", "兑付.parquet"])
    capsys.readouterr()

    _, out, _ = settle(capsys, "--paid", file)
    run(["simulate", *ASK, "--paid", file])

    assert "合计48.01万元。" in out
    assert "2户可得奖补，合计48.01万元。" in capsys.readouterr().out


def test_a_programme_without_rewards_settles_to_nothing(capsys, folder):
    (folder / "办法.yaml").write_text(PROGRAMME.split("rewards:")[0], "utf-8")

    code, out, _ = settle(capsys, "-o", "明细.csv")

    assert code == ExitCode.FINE
    assert "应兑付0个主体，合计0.00万元。" in out
    assert len((folder / "明细.csv").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(("caps", "code"), [("", ExitCode.FINE), ("caps: [{amount_yuan: 1, per: applicant}]", ExitCode.NOT_READ)])
def test_sums_beyond_64_bits_are_exact_or_told_in_a_sentence(capsys, folder, caps, code):
    head, count = PROGRAMME.split("rewards:")[0].replace("status: confirmed\n", ""), 93_000
    rule = f"  - {{id: 甲, clause: 一, label: 专项, when: {{kind: 立项}}, formula: {{type: upto}}, {caps or 'once: false'}}}\n"
    (folder / "办法.yaml").write_text(f"{head}rewards:\n{rule}", "utf-8")
    matters = "".join(f"{n},A,立项,专项,2025-01-01,1000000000000\n" for n in range(count))
    (folder / "事项.csv").write_text(f"事项编号,主体代码,事项类别,事项名称,日期,核定金额\n{matters}", "utf-8")

    ended, out, err = settle(capsys)

    assert ended == code
    assert (f"合计{count * 10**8:,}.00万元。" in out) is (code == ExitCode.FINE)
    assert ("错误：合计超过了能精确计算的范围" in err) is (code == ExitCode.NOT_READ)
