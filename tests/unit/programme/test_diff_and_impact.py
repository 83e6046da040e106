"""Two versions of a programme: what differs in words, and which open work it touches, whose it is and from when."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.programme.diff import RowChangeKind, diff_programmes
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.impact import impact_of

OLD = """\
format: luoshi-programme/1
programme: qinghe
version: 1
policy: {title: 青河旗若干政策}
in_force: {from: 2024-01-01, to: 2025-12-31}
units:
- {name: 旗科技局, aliases: [科技局]}
- {name: 旗财政局}
targets:
- {id: T1, clause: 一/1, indicator: 高新技术企业, measure: level, op: ">=", value: 30, unit: 家, period: {by: 2027}}
- {id: T2, clause: 一/1, indicator: 众创空间, measure: level, op: ">=", value: 3, unit: 家, period: {by: 2024}}
duties:
- {id: D1, clause: 二, title: 培育企业, lead: [科技局], support: [旗财政局]}
rewards:
- {id: R1, clause: 二/1, label: 首次认定, when: {kind: recognition, subject: 高企}, formula: {type: fixed, amount_yuan: 200000}}
- {id: R2, clause: 二/2, label: 配套, when: {kind: project, subject: 专项},
   formula: {type: match, base: 上级补助, rate: 0.5, of: grant_province}}
- {id: R3, clause: 三/1, label: 贴息, when: {kind: financing, subject: 贷款},
   formula: {type: share, rate: 0.5, of: interest}, in_force: {to: 2024-06-30}}
caps:
- {id: C1, clause: 四, amount_yuan: 500000, per: applicant, within: year, rewards: [R1, R2]}
"""
NEW = OLD.replace("version: 1", "version: 2").replace("from: 2024-01-01, to: 2025-12-31", "from: 2026-01-01, to: 2027-12-31")
AS_OF = date(2026, 3, 1)


def difference(**edits):
    return diff_programmes(programme_from_yaml(OLD), edited(NEW, **edits))


def edited(text, *, swap=()):
    for old, new in swap:
        assert old in text
        text = text.replace(old, new, 1)
    return programme_from_yaml(text)


def impact(*swap, old=OLD, as_of=AS_OF):
    return impact_of(programme_from_yaml(old), edited(NEW, swap=swap), as_of=as_of)


def test_the_same_programme_does_not_differ():
    programme = programme_from_yaml(OLD)
    assert diff_programmes(programme, programme).is_same


def test_the_head_differs_key_by_key():
    assert [(key.key, key.name, key.old, key.new) for key in difference().head] == [
        ("version", "版本", "1", "2"),
        ("in_force", "有效期", "2024年1月1日至2025年12月31日", "2026年1月1日至2027年12月31日"),
    ]


@pytest.mark.parametrize(
    ("swap", "row", "keys"),
    [
        (("value: 30", "value: 32"), "T1", [("value", "数值", "不低于30家", "不低于32家")]),
        (("by: 2027", "by: 2026-06"), "T1", [("period", "时间", "到2027年", "到2026年6月")]),
        (("support: [旗财政局]", "support: []"), "D1", [("support", "责任单位", "旗财政局", "—")]),
        (("amount_yuan: 200000", "amount_yuan: 250000"), "R1", [("formula", "算法", "20.00万元", "25.00万元")]),
        (("rate: 0.5, of: grant", "rate: 1/3, of: grant"), "R2", [("formula", "算法", "上级补助的50%", "上级补助的三分之一（33.33%）")]),
        (("of: grant_province", "of: grant_prefecture"), "R2", [("formula", "算法（按何计算）", "自治区补助", "市补助")]),
        (("subject: 高企", "subject: 高企, occurrence: first"), "R1", [("when", "事项条件", "认定“高企”", "认定“高企”（首次）")]),
        (("within: year, ", ""), "C1", [("within", "期间", "每年", "累计")]),
    ],
)
def test_a_change_is_said_before_and_after_in_words(swap, row, keys):
    (change,) = difference(swap=[swap]).rows
    assert (change.kind, change.row) == (RowChangeKind.CHANGED, row)
    assert [(key.key, key.name, key.old, key.new) for key in change.keys] == keys


def test_rows_that_come_and_go_are_told_by_their_ids():
    rows = difference(swap=[("id: R1", "id: R9"), ("rewards: [R1, R2]", "rewards: [R9, R2]")]).rows
    assert [(change.kind.label, change.section, change.row, change.title) for change in rows] == [
        ("新增", "rewards", "R9", "首次认定"),
        ("删去", "rewards", "R1", "首次认定"),
        ("改动", "caps", "C1", "C1"),
    ]


def test_confirming_a_row_is_bookkeeping_and_touches_no_work():
    swap = ("- {id: R1, ", "- {id: R1, status: confirmed, confirmed_by: 甲, confirmed_on: 2026-01-02, ")
    (change,) = difference(swap=[swap]).rows
    assert change.is_bookkeeping
    assert (impact(swap).touched, impact(swap).closed) == ((), ())


def test_open_work_is_touched_with_its_end_its_units_and_since_when():
    (touched,) = impact(("amount_yuan: 200000", "amount_yuan: 250000")).touched
    assert (touched.change.row, touched.until, touched.units, touched.since) == (
        "R1",
        date(2027, 12, 31),
        ("旗科技局", "旗财政局"),
        date(2026, 1, 1),
    )


def test_work_whose_time_is_over_is_not_touched():
    found = impact(("value: 3, ", "value: 5, "), ("rate: 0.5, of: interest", "rate: 0.6, of: interest"))
    assert found.touched == ()
    assert [change.row for change in found.closed] == ["T2", "R3"]


def test_a_target_stays_open_beyond_the_end_of_the_old_version():
    (touched,) = impact(("value: 30", "value: 32")).touched
    assert (touched.change.row, touched.until, touched.units) == ("T1", date(2027, 12, 31), ())


def test_a_shared_limit_touches_the_open_rewards_under_it():
    (touched,) = impact(("amount_yuan: 500000", "amount_yuan: 400000")).touched
    assert (touched.change.row, touched.reaches) == ("C1", ("R1", "R2"))


def test_a_renamed_unit_touches_the_duties_that_name_it():
    found = impact(("{name: 旗财政局}", "{name: 旗财政和国资局, aliases: [旗财政局]}"))
    assert [(touched.change.kind.label, touched.change.row, touched.reaches) for touched in found.touched] == [
        ("新增", "旗财政和国资局", ("D1",))
    ]


def test_a_duty_given_to_another_unit_touches_both():
    (touched,) = impact(("lead: [科技局]", "lead: [旗财政局]"), ("support: [旗财政局]", "support: []")).touched
    assert touched.units == ("旗财政局", "旗科技局")


def test_touched_work_is_sorted_by_unit():
    found = impact(("amount_yuan: 200000", "amount_yuan: 250000"), ("value: 30", "value: 32"))
    assert {unit: [touched.change.row for touched in rows] for unit, rows in found.by_unit().items()} == {
        "": ["T1"],
        "旗科技局": ["R1"],
        "旗财政局": ["R1"],
    }


def test_versions_that_follow_each_other_raise_no_note():
    assert impact(as_of=date(2026, 1, 1)).notes == ()


@pytest.mark.parametrize(
    ("old", "swap", "as_of", "note"),
    [
        (OLD, (), date(2026, 2, 1), "新版自2026年1月1日起施行，早于2026年2月1日：这期间的事项按新版重新核定，已付的照算在内。"),
        (
            OLD.replace("to: 2025-12-31", "to: 2026-12-31"),
            (),
            date(2026, 1, 1),
            "两版有效期重叠：2026年1月1日至2026年12月31日的事项会按两版各算一次，请把旧版截止日期改为2025年12月31日。",
        ),
        (
            OLD.replace("to: 2025-12-31", "to: 2025-06-30"),
            (),
            date(2026, 1, 1),
            "两版有效期不衔接：2025年7月1日至2025年12月31日的事项没有版本可依。",
        ),
        (
            OLD,
            (("programme: qinghe", "programme: other"),),
            date(2026, 1, 1),
            "两个文件的政策代码不同（qinghe，other），不像是同一政策的两个版本。",
        ),
        (OLD, (("version: 2", "version: 1"),), date(2026, 1, 1), "新文件的版本号（1）没有比旧文件（1）大。"),
        (
            OLD.replace(", to: 2025-12-31", ""),
            (),
            date(2026, 1, 1),
            "旧版没有写到哪天为止（旧版2024年1月1日起，新版2026年1月1日至2027年12月31日），两版都有效的日子里，同一事项会按两版各算一次。",
        ),
    ],
)
def test_what_to_mind_about_two_versions_is_noted(old, swap, as_of, note):
    assert impact(*swap, old=old, as_of=as_of).notes == (note,)


def test_a_new_limit_is_told_with_its_amount_per_what_and_which_rewards():
    cap = "caps:\n- {id: C9, clause: 五, label: 年度总额, amount_yuan: 5000000, per: programme, within: year, rewards: [all]}\n"
    (change,) = difference(swap=[("caps:\n", cap)]).rows
    assert (change.kind.label, change.title, change.contents) == (
        "新增",
        "年度总额",
        (("限额", "全部主体合计每年不超过500.00万元"), ("奖补", "全部奖补")),
    )


def test_a_reward_that_is_gone_is_told_with_what_it_gave():
    _, change = difference(swap=[("id: R1", "id: R9"), ("rewards: [R1, R2]", "rewards: [R9, R2]")]).rows[:2]
    assert (change.kind.label, change.row, dict(change.contents)["算法"]) == ("删去", "R1", "20.00万元")
