"""A 分别-list pays each level its own sum: one member off, and everyone is paid another's money."""

from __future__ import annotations

import pytest

from luoshi.commitments.members import expand_ranks, own_level, split_members, stem_of


@pytest.mark.parametrize(
    ("words", "members"),
    [
        ("初次认定为国家、省级企业技术中心", ["初次认定为国家企业技术中心", "初次认定为省级企业技术中心"]),
        ("新认定的国家级、省级、市级重点实验室", ["新认定的国家级重点实验室", "新认定的省级重点实验室", "新认定的市级重点实验室"]),
        ("新认定的国家级、省级和市级重点实验室", ["新认定的国家级重点实验室", "新认定的省级重点实验室", "新认定的市级重点实验室"]),
        ("国家级或省级创新平台", ["国家级创新平台", "省级创新平台"]),
        ("认定为国家级孵化器、省级众创空间", ["认定为国家级孵化器", "认定为省级众创空间"]),
        ("主导制定国际标准、国家标准、行业标准", ["主导制定国际标准", "主导制定国家标准", "主导制定行业标准"]),
        ("获得一、二、三等奖的团队", ["获得一等奖的团队", "获得二等奖的团队", "获得三等奖的团队"]),
        ("新引进的A、B、C类人才", ["新引进的A类人才", "新引进的B类人才", "新引进的C类人才"]),
        ("年度评价为优秀、良好的孵化器", ["年度评价为优秀的孵化器", "年度评价为良好的孵化器"]),
        ("考核前三名的乡镇", ["考核第一名乡镇", "考核第二名乡镇", "考核第三名乡镇"]),
        ("年营业收入首次突破1亿元、5亿元", ["年营业收入首次突破1亿元", "年营业收入首次突破5亿元"]),
    ],
)
def test_each_member_is_made_whole_with_what_all_share(words, members):
    assert split_members(words, len(members)) == members


@pytest.mark.parametrize(("words", "count"), [("高校院所", 2), ("国家级、省级孵化器", 3), ("", 2)])
def test_words_with_fewer_members_give_none(words, count):
    assert split_members(words, count) == []


@pytest.mark.parametrize(
    ("words", "expanded"),
    [
        ("获一、二、三等奖", "获一等奖、二等奖、三等奖"),
        ("获特、一等奖的", "获特等奖、一等奖的"),
        ("A、B和C类园区", "A类、B类、C类园区"),
        ("三、二级企业", "三级、二级企业"),
        ("一等奖、二等奖", "一等奖、二等奖"),
    ],
)
def test_short_ranks_are_written_out(words, expanded):
    assert expand_ranks(words) == expanded


def test_one_level_takes_the_place_of_a_list_of_levels():
    assert own_level("国家、省、市级科技计划项目", "省级") == "省级科技计划项目"
    assert own_level("科技计划项目", "省级") is None


@pytest.mark.parametrize(("member", "stem"), [("首次获评国家级单项冠军", "首次获"), ("新认定的省级平台", "新认定的"), ("省级平台", "")])
def test_stem_is_what_all_members_share(member, stem):
    assert stem_of(member) == stem
