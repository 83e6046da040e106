"""What-if numbers as people write them: the one that is meant is found, what cannot be meant is said in a sentence."""

from fractions import Fraction

import pytest

from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.simulation.parameters import parameters_of
from luoshi.simulation.settings import SettingRefused, money_of, what_if
from luoshi.usecases.programmes import bundled_packs, load_programme
from tests.made.population import PROGRAMME, book, programme

MORE = """
  - id: 上市
    clause: 四/9
    label: 分步上市
    trigger: 上市
    when: {kind: listing}
    formula: {type: staged, cumulative: true, stages: [{stage: 受理, amount_yuan: 100000}, {stage: 上市, amount_yuan: 200000}]}
  - id: 分档
    clause: 四/10
    label: 分档奖励
    trigger: 研发
    when: {kind: research}
    formula:
      type: tiers
      of: cost
      mode: whole
      tiers: [{from: 100, amount_yuan: 10}, {from: 200, amount_yuan: 20}]
    instalments: 2
"""


def changed(*settings: str, of: RuleBook | None = None) -> dict[str, int | Fraction]:
    before = of or book()
    after, _ = what_if(before, settings)
    old = before.parameters()
    return {name.split("/", 2)[-1]: value for name, value in after.parameters().items() if value != old[name]}


def refused(*settings: str, of: RuleBook | None = None) -> str:
    with pytest.raises(SettingRefused) as caught:
        what_if(of or book(), settings)
    return caught.value.message


def larger() -> RuleBook:
    text = PROGRAMME.replace("status: confirmed\npolicy", "status: draft\npolicy").replace("\nstacking:", f"{MORE}\nstacking:")
    return book_of([programme(text)])


@pytest.mark.parametrize(
    "setting",
    [
        "首次认定/金额=12万元",
        "首次认定金额=12万",
        "首次认定/金额=120000",
        "首次认定/金额＝12万元",
        "首次认定/金额=120,000元",
        "首次/formula/amount=12万元",
        "example/1/首次/formula/amount=120000.00元",
        " 首次认定 / 金额 = 12 万元 ",
    ],
)
def test_amount_is_found_by_label_and_by_name(setting):
    assert changed(setting) == {"首次/formula/amount": 12_000_000}


@pytest.mark.parametrize("words", ["60%", "0.6", "3/5", "60％"])
def test_rate_is_read_as_percent_decimal_and_fraction(words):
    assert changed(f"贷款贴息/比例={words}") == {"贴息/formula/rate": Fraction(3, 5)}


def test_several_numbers_change_at_once():
    assert changed("首次认定/金额=12万元", "贷款贴息/比例=60%") == {
        "首次/formula/amount": 12_000_000,
        "贴息/formula/rate": Fraction(3, 5),
    }


def test_sum_of_stages_follows_its_stages():
    assert changed("“上市”金额=50万元", of=larger()) == {"上市/formula/stage/1": 50_000_000, "上市/whole": 60_000_000}


def test_sum_of_stages_stays_where_it_is_set():
    assert changed("“上市”金额=50万元", "分步上市/各阶段合计=40万元", of=larger()) == {
        "上市/formula/stage/1": 50_000_000,
        "上市/whole": 40_000_000,
    }


def test_unknown_name_is_refused_with_where_to_look():
    assert refused("专利/金额=1") == "没有“专利/金额”这个参数。参数名用 --parameters 查看。"


def test_name_of_several_is_refused_with_their_names():
    assert refused("贷款贴息=1") == "“贷款贴息”可指2个参数：“贷款贴息/比例”、“贷款贴息/每个主体上限（每年）”。请写全。"


@pytest.mark.parametrize("words", ["一点", "-5", "1e5", "", "99999999999999999万元", "0.001"])
def test_value_that_is_no_amount_is_refused_with_an_example(words):
    assert refused(f"首次认定/金额={words}") == f"“首次认定：金额”的值“{words}”读不懂，应写成“20万元”这样的。"


def test_setting_without_a_value_is_refused():
    assert refused("首次认定/金额").startswith("“首次认定/金额”应写成“参数=值”")


def test_number_set_twice_is_refused():
    assert refused("首次认定/金额=1万元", "首次认定/金额=2万元") == "“首次认定：金额”设了两次。"


def test_number_that_amounts_are_divided_by_is_not_zero():
    assert refused("分几年兑付=0", of=larger()) == "“分档奖励：分几年兑付”应大于零。"


def test_bands_that_change_places_are_refused():
    assert refused("第1档起点=300", of=larger()) == "“分档奖励”各档的起点应一档比一档高。"


def test_money_of_a_budget_may_be_more_than_one_claim_can_be():
    assert money_of("1200万元") == 1_200_000_000
    assert money_of("2000000亿元") is None
    assert money_of("2000000亿元", most=10**22) == 2 * 10**16


@pytest.mark.parametrize("pack", [pack.name for pack in bundled_packs()])
def test_every_number_of_every_programme_has_its_words(pack):
    rules = book_of([load_programme(pack)])
    found = parameters_of(rules)

    assert {one.name: one.value for one in found} == rules.parameters()
    assert [one.name for one in found if not one.label or not one.whose or not one.words] == []


def test_number_of_two_versions_is_told_apart_by_its_whole_name():
    later = PROGRAMME.replace("version: 1", "version: 2")
    both = book_of([programme(), programme(later)])

    assert (
        refused("首次认定/金额=1", of=both)
        == "“首次认定/金额”可指2个参数：“example/1/首次/formula/amount”、“example/2/首次/formula/amount”。请写全。"
    )
    assert changed("example/2/首次/formula/amount=1万元", of=both) == {"首次/formula/amount": 1_000_000}
