"""Tables behind the wrong options: one sentence that says so, and nothing settled from the wrong table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luoshi.facts.faults import FactsRefused
from luoshi.facts.vocabulary import Entity
from tests.unit.facts.conftest import Read

Reader = Callable[..., Read]
TABLES = {
    Entity.APPLICANT: "主体代码,名称,规模以上,成立日期\nA1,甲公司,是,2019-01-01\n",
    Entity.MATTER: "事项编号,主体代码,事项类别,事项名称,级别,日期\n1,A1,认定,高企,国家,2025-01-01\n",
    Entity.PAYMENT: "主体代码,事项编号,兑付日期,金额\nA1,1,2025-01-01,1000\n",
}


@pytest.mark.parametrize("given", Entity)
@pytest.mark.parametrize("asked", Entity)
def test_table_behind_the_option_of_another_is_told_in_one_sentence(read: Reader, given: Entity, asked: Entity) -> None:
    if given is asked:
        assert read(TABLES[given], asked).codes == []
        return
    with pytest.raises(FactsRefused) as caught:
        read(TABLES[given], asked)

    assert caught.value.code == "facts.other-table"


def test_hint_says_which_table_belongs_behind_which_option(read: Reader) -> None:
    with pytest.raises(FactsRefused) as caught:
        read(TABLES[Entity.APPLICANT], Entity.MATTER)

    assert caught.value.message == "这像是主体表，不是事项表，多半是两个选项写反了。"
    assert caught.value.hint == "事项表写在 --matters 后面，主体表写在 --enterprises 后面。"


def test_wide_table_may_be_read_as_both_of_its_kinds(read: Reader) -> None:
    wide = "事项编号,主体代码,企业名称,规模以上,事项类别,事项名称,日期\n1,A1,甲公司,是,认定,高企,2025-01-01\n"

    assert read(wide, Entity.APPLICANT).counts.kept == 1
    assert read(wide, Entity.MATTER, name="事项.csv").counts.kept == 1


def test_table_that_lacks_a_column_is_not_taken_for_another(read: Reader) -> None:
    with pytest.raises(FactsRefused) as caught:
        read("主体代码,事项名称,日期\nA1,高企,2025-01-01\n", Entity.MATTER)

    assert (caught.value.code, caught.value.message) == ("facts.missing-column", "表里没有“事项编号”、“事项类别”列。")
