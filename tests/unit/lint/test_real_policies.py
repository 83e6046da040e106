"""On the real policies lint finds what a reviewer would."""

from pathlib import Path

import pytest

from luoshi.lint import lint_reading
from luoshi.usecases.read_document import read_document

# What fair-competition review finds in each; documents without any are named too: silence is a result.
RULES = {
    "arun-2021-2023": set(),
    "dalad-2022-2024": set(),
    "dongsheng-2025": {"relocation", "named-enterprise", "enterprise-size"},
    "horinger-2025-2027": set(),
    "inner-mongolia-2021-2025": set(),
    "liuhe-zhongdian-chanye-old": {"relocation", "local-registration", "tax-refund"},
    "nansha-kechuang-2017": {"relocation", "local-registration", "tax-refund", "local-statistics", "no-moving-out"},
    "tongliao-zhishichanquan-145": set(),
    "yanan-minying-2023": {"local-registration", "local-purchase", "ownership"},
}


@pytest.mark.parametrize("name", RULES)
def test_fair_competition_flags_of_a_real_policy(corpus: Path, name: str) -> None:
    findings = lint_reading(read_document(path=corpus / "policies" / f"{name}.txt"))

    assert {finding.rule for finding in findings if finding.rule} == RULES[name]
