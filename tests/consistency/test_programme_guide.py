"""The guide for the officer is true: its examples load, its commands run, its messages and amounts are those of the program."""

from __future__ import annotations

import csv
import re
import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.facts.vocabulary import FIELDS, MATTER_KINDS, OCCURRENCES, Entity
from luoshi.programme.check import check_programme
from luoshi.programme.from_reading import draft_programme
from luoshi.programme.from_yaml import ProgrammeRefused, programme_file
from luoshi.programme.to_yaml import to_yaml
from luoshi.source import Severity
from luoshi.usecases.read_document import read_document
from tools.corpus import ROOT

NAME = "docs/programme-guide.zh-CN.md"
GUIDE = (ROOT / NAME).read_text("utf-8")
PARAGRAPH = re.sub(r"^ {3}", "", GUIDE, flags=re.MULTILINE)
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
HEAD = "format: luoshi-programme/1\nprogramme: qinghe\npolicy: {title: 青河旗若干措施}\ninterpreter: 旗科技局\n"
COMMANDS = re.findall(r"^luoshi .*$", PARAGRAPH, re.MULTILINE)
# These end with 1 where they found something.
FINDERS = ("programme diff",)
# What an officer gets wrong, and what the table of messages calls it.
MISTAKES = {
    "少了半角冒号": ("    label: 升规入统", "    label：升规入统"),
    "缩进没有对齐": ("    label: 升规入统", "   label: 升规入统"),
    "不认识的栏目": ("    label: 升规入统", "    lable: 升规入统"),
    "金额写着20元，原文是20万元": ("amount_yuan: 200000}\n    once", "amount_yuan: 20}\n    once"),
    "没有写 when（给哪些事项）": ("    when: {kind: 认定, subject: 国家高新技术企业, occurrence: 首次}\n", ""),
    "按比例计算，没有写 of": (", of: interest}", "}"),
    "写着已确认，没有写谁在哪天确认": ("    confirmed_on: 2026-02-10\n    label: 升规入统", "    label: 升规入统"),
    "像是每年都给的": ("    when: {kind: 入统, subject: 纳入统计, occurrence: 首次}\n", ""),
    "at_most 只管一个事项": (
        "    formula: {type: fixed, amount_yuan: 100000}\nstacking",
        "    formula: {type: per_item, amount_yuan: 100000, at_most: 2}\n    also: [{clause: 三, quote: 每年不超过2个}]\nstacking",
    ),
    "可能为同一事项都付，没有叠加规则": ("kind: 入统, subject: 纳入统计, occurrence: 首次", "kind: 认定, subject: 国家高新技术企业"),
}


def block(mark: str, language: str) -> str:
    """Return the block of code behind a mark of the page."""
    found = re.search(rf"{mark}\s*```{language}\n(.*?)\n *```", GUIDE, re.DOTALL)
    assert found, mark
    return textwrap.dedent(found.group(1)) + "\n"


def table(heading: str) -> list[list[str]]:
    """Return the rows of the table that begins with these heads."""
    rows = re.search(rf"^\| {re.escape(heading)}.*?\|\n\|[-:| ]+\|\n((?:\|.*\|\n)+)", PARAGRAPH, re.MULTILINE)
    assert rows, heading
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows.group(1).splitlines()]


def whole(example: str) -> str:
    head = HEAD.replace("interpreter: 旗科技局\n", "") if "interpreter:" in example else HEAD
    return example if example.startswith("format:") else head + example


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the guide speaks of, as it shows them."""
    folder = tmp_path_factory.mktemp("guide")
    programme = block("<!-- 方案 -->", "yaml")
    (folder / "青河措施.txt").write_text(block("内容如下（Word、PDF 也一样）：", "text"), "utf-8")
    (folder / "方案.yaml").write_text(programme, "utf-8")
    later = programme.replace("version: 1", "version: 2").replace("{from: 2026-01-01, to: 2027-12-31}", "{from: 2028-01-01}")
    (folder / "方案-2.yaml").write_text(later.replace("amount_yuan: 100000}\nstacking", "amount_yuan: 150000}\nstacking"), "utf-8")
    for name in ("主体", "事项"):
        (folder / f"{name}.csv").write_text(block(f"{name}.csv", "csv"), "utf-8")
    return folder


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_guide_loads_and_holds_no_error(example: str) -> None:
    file = programme_file(whole(example))

    assert [finding.message for finding in check_programme(file.programme, file.line_of) if finding.severity is Severity.ERROR] == []


def test_the_draft_that_the_guide_shows_is_the_one_that_is_written(folder: Path) -> None:
    draft = yaml.safe_load(to_yaml(draft_programme(read_document(path=folder / "青河措施.txt"))))

    assert draft["rewards"][:1] == yaml.safe_load(block("<!-- 草稿：第一条 -->", "yaml"))["rewards"]


def test_the_corrected_programme_keeps_the_ids_the_words_and_the_amounts_of_the_draft(folder: Path) -> None:
    draft = draft_programme(read_document(path=folder / "青河措施.txt"))
    corrected = programme_file((folder / "方案.yaml").read_text("utf-8")).programme

    assert [(row.id, row.quote, row.formula, row.caps) for row in corrected.rewards] == [
        (row.id, row.quote, row.formula, row.caps) for row in draft.rewards
    ]
    assert [row.rule for row in corrected.stacking] == [row.rule for row in draft.stacking]


def test_the_corrected_programme_has_nothing_left_to_mend(folder: Path) -> None:
    found = check_programme(programme_file((folder / "方案.yaml").read_text("utf-8")).programme)

    assert [finding.message for finding in found if finding.severity is not Severity.NOTE] == []


@pytest.mark.xdist_group("guide")  # a command reads what those before it wrote
@pytest.mark.parametrize("command", list(dict.fromkeys(COMMANDS)))
def test_a_command_of_the_guide_runs(folder: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.chdir(folder)
    code = run(command.split()[1:])

    assert code == (ExitCode.FINDINGS if any(words in command for words in FINDERS) else ExitCode.FINE), capsys.readouterr().err


def test_the_amounts_that_the_guide_promises_are_those_that_are_worked_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (settle,) = [command for command in COMMANDS if " settle " in command and "--explain" not in command]
    assert run([*settle.split()[1:], "-o", "明细.csv"]) == ExitCode.FINE
    with (folder / "明细.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [[row["主体代码"], row["事项编号"], row["奖补"], Decimal(row["应兑付（元）"])] for row in csv.DictReader(file)]

    promised = [[*row[:3], Decimal(row[3])] for row in table("主体 | 事项 | 奖补")]
    assert sorted(line for line in lines if line[3]) == promised


@pytest.mark.parametrize("said", MISTAKES)
def test_a_mistake_is_called_what_the_guide_calls_it(said: str, folder: Path) -> None:
    programme, (right, wrong) = (folder / "方案.yaml").read_text("utf-8"), MISTAKES[said]
    assert programme.count(right) == 1
    messages = [plain_message(words) for words in found_in(programme.replace(right, wrong))]

    assert any(said in words for words in messages), messages


def test_every_message_in_the_table_of_the_guide_is_tried() -> None:
    assert [row[0] for row in table("屏幕上说")] == list(MISTAKES)


def test_a_yearly_reward_as_the_guide_writes_it_loses_nothing_after_the_year_or_after_the_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    yearly = HEAD + "in_force: {from: 2027-01-01, to: 2028-12-31}\n" + block("<!-- 每年都给 -->", "yaml")
    Path("方案.yaml").write_text(yearly, "utf-8")
    Path("主体.csv").write_text("主体代码,起始日期,规模以上,研发经费\nA,2027-01-01,是,1000000\nA,2028-01-01,是,3000000\n", "utf-8")
    matters = "事项编号,主体代码,事项类别,事项名称,日期\n1,A,研发,年度研发投入,2027-12-31\n2,A,研发,年度研发投入,2028-12-31\n"
    Path("事项.csv").write_text(matters, "utf-8")
    Path("兑付.csv").write_text("主体代码,奖补编号,事项编号,兑付日期,金额\nA,R1,1,2028-02-01,20000\n", "utf-8")
    tables = "--enterprises 主体.csv --matters 事项.csv --paid 兑付.csv"
    run(f"settle --programme 方案.yaml {tables} --as-of 2029-01-15 -o 明细.csv".split())
    with Path("明细.csv").open(encoding="utf-8-sig", newline="") as file:
        owed = [(row["事项编号"], Decimal(row["应兑付（元）"])) for row in csv.DictReader(file)]

    assert owed == [("1", Decimal(0)), ("2", Decimal(60000))]


def found_in(programme: str) -> list[str]:
    try:
        return [finding.message for finding in check_programme(programme_file(programme).programme)]
    except ProgrammeRefused as refused:
        return [fault.message for fault in refused.faults]


def plain_message(words: str) -> str:
    return words.replace("20.00元", "20元")


def test_the_facts_and_words_that_the_guide_lists_are_those_of_the_vocabulary() -> None:
    labels = {field.name: field.label for entity in (Entity.APPLICANT, Entity.MATTER) for field in FIELDS[entity]}
    rows = table("英文名 | 是什么 | 英文名")
    listed = {name.strip("`"): label.split("（")[0] for row in rows for name, label in (row[:2], row[2:])}

    assert listed == {name: labels[name] for name in listed}
    words = {row[0].split("`")[1]: row[1].split("、") for row in table("栏目 | 写什么")}
    assert words["kind"] == [choice.label for choice in MATTER_KINDS]
    assert words["occurrence"] == [choice.label for choice in OCCURRENCES]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "src/luoshi/cli/read.py", "src/luoshi/programme/to_yaml.py"])
def test_the_guide_is_named_where_a_draft_is_written(name: str) -> None:
    assert NAME in (ROOT / name).read_text("utf-8")
