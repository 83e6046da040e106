"""Write docs/worked-cases.md: the hand-written cases of one programme, clause by clause, with the explanation as it is printed.

`python -m tools.worked_cases [--update]`; tests/consistency holds the page to what this prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from luoshi.commitments.show import clause_words
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.rewards.explain import Explainer
from luoshi.rewards.explain.show import explanation_lines
from luoshi.values.wording import plain_money
from tests.spec.case_files import Case, all_cases

PAGE = Path(__file__).parents[1] / "docs" / "worked-cases.md"
SHOWS = {"gets": "享受", "at_cap": "达到限额", "outside": "差一点不符合", "excluded": "被叠加规则或次数排除", "more": "其他"}
HEAD = """\
# 算例

由 `tests/spec/cases` 生成（`make worked-cases`）。应得数额是对着条款手算的，不是程序算了再抄的；说明是程序打印的原文。
单位、个人都是虚构的。
每一条可以量化的奖补至少有：享受的一例，差一点不符合的一例，被叠加规则、次数或者其他单位兑付排除的一例；有限额的，还有达到限额的一例。
"""


def page() -> str:
    """Return the page; the same cases give the same text."""
    cases = all_cases()
    return "\n".join([HEAD, *_programmes(cases)]) + "\n"


def _programmes(cases: list[Case]) -> Iterator[str]:
    for name in dict.fromkeys(case.programmes[0].programme for case in cases):
        ours = [case for case in cases if case.programmes[0].programme == name]
        yield f"## {ours[0].programmes[0].policy.title}\n"
        yield from _rewards(ours[0].programmes[0], ours)


def _rewards(programme: Programme, cases: list[Case]) -> Iterator[str]:
    for row in programme.rewards:
        shown = [case for case in cases if case.reward == row.id]
        if shown:
            yield f"### {clause_words(row.clause)}　{row.label or row.trigger or row.id}\n"
            yield from _readings(row)
            for case in shown:
                yield from _case(case)


def _readings(row: RewardRow) -> Iterator[str]:
    if row.trigger:
        yield f"情形：{row.trigger}。对象：{row.beneficiary or '不限'}。\n"
    for reading in row.readings:
        yield f"- {reading.question}：按“{reading.taken}”；另有“{'”“'.join(reading.alternatives)}”。"
    if row.readings:
        yield ""


def _case(case: Case) -> Iterator[str]:
    owed = "，".join(f"{_label(case, reward)}{plain_money(amount)}" for reward, amount in case.owed.items())
    yield f"**{SHOWS[case.shows]}：{case.name}**（手算：{owed}）\n"
    yield "```text"
    explainer = Explainer(case.book)
    for applicant in case.applicants:
        explanation = explainer.explain(applicant, case.as_of)
        yield from explanation_lines(explanation, case.book, untouched={case.reward}, with_remarks=False)
    yield "```\n"


def _label(case: Case, reward: str) -> str:
    """Name the reward as the explanation does; of a second programme with its title."""
    name, row = case.code(reward)
    programme = next(programme for programme in case.programmes if programme.programme == name)
    label = next(given.label or given.id for given in programme.rewards if given.id == row)
    return label if programme is case.programmes[0] else f"《{programme.policy.title}》{label}"


def main() -> int:
    """Print the page, or write it with `--update`."""
    if "--update" in sys.argv[1:]:
        PAGE.write_text(page(), "utf-8")
    else:
        print(page(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
