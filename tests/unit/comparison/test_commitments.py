"""Which commitments differ between two versions, and in which particular."""

from luoshi.comparison import compare_readings
from luoshi.source import Source
from luoshi.usecases.read_document import read_document

OLD = """临江县科技创新行动方案（2025—2027年）
一、重点任务
（一）壮大创新主体。到2027年，国家高新技术企业总数达到24家，科技型中小企业达到60家。对首次认定的高新技术企业，一次性给予20万元奖励。
牵头单位：县科技局
责任单位：县财政局
（二）建设创新平台。对新认定的省级重点实验室，给予50万元奖励，对新认定的市级重点实验室，给予20万元奖励。
牵头单位：县科技局
责任单位：县教育局
"""


def compared(new: str, old: str = OLD) -> list[tuple[str, str, str | None, str | None, dict[str, tuple[str, str]]]]:
    readings = [read_document(source=Source("方案.txt", text.encode())) for text in (old, new)]
    return [
        (
            str(change.change),
            change.either.kind.value,
            change.old.clause if change.old else None,
            change.new.clause if change.new else None,
            {field.name: (field.old, field.new) for field in change.fields},
        )
        for change in compare_readings(*readings).commitments
    ]


def test_target_with_another_value_is_changed() -> None:
    assert compared(OLD.replace("24家", "30家")) == [("changed", "target", "一/(一)", "一/(一)", {"目标值": ("≥24家", "≥30家")})]


def test_reward_with_another_amount_is_changed() -> None:
    assert compared(OLD.replace("一次性给予20万元", "一次性给予10万元")) == [
        ("changed", "reward", "一/(一)", "一/(一)", {"金额": ("20.00万元", "10.00万元")})
    ]


def test_lead_of_a_task_is_changed() -> None:
    new = OLD.replace("牵头单位：县科技局\n责任单位：县教育局", "牵头单位：县教育局\n责任单位：县科技局")

    assert compared(new) == [
        ("changed", "duty", "一/(二)", "一/(二)", {"牵头单位": ("县科技局", "县教育局"), "责任单位": ("县教育局", "县科技局")})
    ]


def test_added_and_dropped_commitments_are_told_apart() -> None:
    new = OLD.replace("，科技型中小企业达到60家", "").replace(
        "市级重点实验室，给予20万元奖励。", "市级重点实验室，给予20万元奖励。到2027年，建成中试基地2个。"
    )

    assert compared(new) == [
        ("dropped", "target", "一/(一)", None, {}),
        ("added", "target", None, "一/(二)", {}),
    ]


def test_renumbered_and_moved_commitments_are_no_change() -> None:
    lines = OLD.strip().split("\n")
    moved = [
        *lines[:2],
        *(line.replace("（二）", "（一）") for line in lines[5:]),
        *(line.replace("（一）", "（二）") for line in lines[2:5]),
    ]

    assert compared("\n".join(moved) + "\n") == []


def test_each_of_several_rewards_of_a_clause_is_matched_with_its_own() -> None:
    assert compared(OLD.replace("市级重点实验室，给予20万元", "市级重点实验室，给予30万元")) == [
        ("changed", "reward", "一/(二)", "一/(二)", {"金额": ("20.00万元", "30.00万元")})
    ]


def test_reworded_sentence_with_the_same_facts_is_no_change() -> None:
    assert compared(OLD.replace("（一）壮大创新主体。", "（一）壮大创新主体。坚持梯次培育。")) == []
