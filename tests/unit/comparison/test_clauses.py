"""Clauses of two versions: moved, renumbered and reworded ones are recognised by their words and not by their numbers."""

from luoshi.comparison import Change, Comparison, compare_readings
from luoshi.source import Source
from luoshi.usecases.read_document import read_document

OLD = """临江县科技创新行动方案（2025—2027年）
一、总体要求
坚持企业主体、需求牵引，推动创新链产业链深度融合。
二、重点任务
（一）壮大创新主体。建立高新技术企业培育库，到2027年高新技术企业达到30家。
（二）建设创新平台。支持企业建设研发机构，对新认定的省级平台给予50万元奖励。
（三）引育科技人才。三年引进高层次人才20名，健全科技特派员选派制度。
三、保障措施
（一）加强组织领导。成立县科技创新工作领导小组，统筹推进各项任务。
（二）强化资金保障。县财政每年安排科技创新专项资金1200万元。
"""
NEW_TASK = "（一）优化创新生态。每年举办科技活动周，宣讲科技政策不少于10场。\n"


def compared(new: str, old: str = OLD) -> Comparison:
    readings = [read_document(source=Source(name, text.encode())) for name, text in (("旧.txt", old), ("新.txt", new))]
    return compare_readings(*readings)


def changes(comparison: Comparison) -> list[tuple[list[str], str | None, str | None]]:
    return [
        ([str(kind) for kind in c.changes], c.old.path if c.old else None, c.new.path if c.new else None)
        for c in comparison.clauses
        if c.changes
    ]


def test_same_text_has_no_difference() -> None:
    assert compared(OLD).is_same
    assert changes(compared(OLD)) == []


def test_blanks_and_width_of_marks_make_no_difference() -> None:
    assert compared(OLD.replace("，", ",").replace("（一）", "（ 一 ）")).is_same


def test_reworded_clause_keeps_its_place() -> None:
    assert changes(compared(OLD.replace("达到30家", "达到36家"))) == [(["reworded"], "二/(一)", "二/(一)")]


def test_insertion_renumbers_what_follows_and_rewrites_nothing() -> None:
    new = OLD.replace("（三）引育", "（四）引育").replace("（二）建设", "（三）建设").replace("（一）壮大", "（二）壮大")
    new = new.replace("（二）壮大", NEW_TASK + "（二）壮大")

    assert changes(compared(new)) == [
        (["added"], None, "二/(一)"),
        (["renumbered"], "二/(一)", "二/(二)"),
        (["renumbered"], "二/(二)", "二/(三)"),
        (["renumbered"], "二/(三)", "二/(四)"),
    ]


def test_deletion_stands_where_the_clause_was() -> None:
    new = "\n".join(line for line in OLD.split("\n") if not line.startswith("（二）建设")).replace("（三）引育", "（二）引育")

    assert changes(compared(new)) == [(["dropped"], "二/(二)", None), (["renumbered"], "二/(三)", "二/(二)")]


def test_renumbered_section_does_not_touch_its_clauses() -> None:
    new = OLD.replace("三、保障措施", "四、保障措施").replace("二、重点任务", "二、主要目标\n到2027年研发投入强度达到2%。\n三、重点任务")

    assert changes(compared(new)) == [
        (["added"], None, "二"),
        (["renumbered"], "二", "三"),
        (["renumbered"], "三", "四"),
    ]


def test_clause_under_another_heading_has_moved() -> None:
    line = "（三）引育科技人才。三年引进高层次人才20名，健全科技特派员选派制度。\n"
    new = OLD.replace(line, "") + line

    assert changes(compared(new)) == [(["moved"], "二/(三)", "三/(三)")]


def test_two_that_change_places_are_one_move() -> None:
    first, second = (line for line in OLD.split("\n") if line.startswith(("（一）壮大", "（二）建设")))
    new = OLD.replace(f"{first}\n{second}", f"{second.replace('（二）', '（一）')}\n{first.replace('（一）', '（二）')}")
    found = changes(compared(new))

    assert [kinds for kinds, _, _ in found].count(["moved"]) == 1
    assert sorted(old for _, old, _ in found if old) == ["二/(一)", "二/(二)"]


def test_moved_clause_may_be_reworded_too() -> None:
    line = "（三）引育科技人才。三年引进高层次人才20名，健全科技特派员选派制度。\n"
    new = OLD.replace(line, "") + line.replace("20名", "25名")

    assert changes(compared(new)) == [(["moved", "reworded"], "二/(三)", "三/(三)")]


def test_reworded_heading_over_the_same_clauses_is_found_by_them() -> None:
    assert changes(compared(OLD.replace("三、保障措施", "三、组织实施"))) == [(["reworded"], "三", "三")]


def test_clause_written_anew_is_one_dropped_and_one_added() -> None:
    new = OLD.replace(
        "（三）引育科技人才。三年引进高层次人才20名，健全科技特派员选派制度。", "（三）发展绿色产业。推广节能装备，淘汰落后产能。"
    )

    assert sorted(changes(compared(new))) == [(["added"], None, "二/(三)"), (["dropped"], "二/(三)", None)]


def test_new_style_of_number_is_no_renumbering() -> None:
    assert compared(OLD.replace("（二）建设", "（2）建设")).is_same


def test_every_clause_of_both_versions_stands_once() -> None:
    comparison = compared(OLD.replace("（二）建设创新平台。", "（二）").replace("三、保障措施", NEW_TASK + "三、保障措施"))
    olds = [c.old.id for c in comparison.clauses if c.old]
    news = [c.new.id for c in comparison.clauses if c.new]

    assert sorted(olds) == sorted(clause.id for clause in comparison.old.policy.walk())
    assert sorted(news) == sorted(clause.id for clause in comparison.new.policy.walk())
    assert len(olds) == len(set(olds))
    assert len(news) == len(set(news))


def test_documents_with_nothing_in_common_are_all_dropped_and_all_added() -> None:
    comparison = compared("东和区养老服务办法\n第一条 为社区养老机构发放床位补贴。\n第二条 建立护理员培训名册。\n")
    kinds = {kind for c in comparison.clauses for kind in c.changes if c.new is None or c.old is None}

    assert kinds == {Change.ADDED, Change.DROPPED}
