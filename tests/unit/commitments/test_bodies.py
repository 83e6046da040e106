"""A name cut wrongly is a unit nobody can find: it gets no reminder and its duty is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.commitments.bodies import is_body, is_collective, is_office, split_people, split_units


@pytest.mark.parametrize(
    "name",
    [
        "市科技局",
        "区发展和改革委员会",
        "旗委组织部",
        "省卫生健康委",
        "团市委",
        "市工商联",
        "县残联",
        "高新区管委会",
        "装备制造产业园管理办",
        "城东街道",
        "各镇人民政府",
        "人行云岭市中心支行",
        "云岭银保监分局",
        "云岭大学",
        "市中级人民法院",
        "市工信局（市大数据局）",
        "科技部",
        "国家税务总局云岭市税务局",
        "市供电公司",
        "市政府督查室",
    ],
)
def test_name_of_a_body_is_recognised(name):
    assert is_body(name)


@pytest.mark.parametrize(
    "words",
    [
        "详见附件2",
        "推动企业",
        "对首次认定的企业",
        "给予奖励",
        "以下简称区科技局",
        "不含开发区",
        "本办法由区科技局",
        "科技创新",
        "市",
        "（市科技局",
        "五是市委组织部",
        "",
    ],
)
def test_other_words_are_no_body(words):
    assert not is_body(words)


@pytest.mark.parametrize(
    "name",
    [
        "各县（市、区）",
        "各成员单位",
        "相关部门",
        "有关乡镇人民政府",
        "各县区人民政府",
        "市直有关部门",
        "各旗县市区",
        "各开发区管委会",
        "各苏木镇",
    ],
)
def test_bodies_meant_together_are_collective(name):
    assert is_collective(name)
    assert is_body(name)
    assert not is_office(name)


@pytest.mark.parametrize(
    ("name", "expected"), [("市科技局", True), ("企业", False), ("高校院所", False), ("市中小企业服务中心", True), ("科技部", True)]
)
def test_office_is_one_body_and_no_kind(name, expected):
    assert is_office(name) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市科技局、市财政局", ("市科技局", "市财政局")),
        ("市科技局，各县（市、区）人民政府", ("市科技局", "各县（市、区）人民政府")),
        ("市科技局；市财政局", ("市科技局", "市财政局")),
        ("市科技局／市财政局", ("市科技局", "市财政局")),
        ("市科技局 市财政局", ("市科技局", "市财政局")),
        ("市科技局市财政局", ("市科技局", "市财政局")),
        ("区发展和改革委员会、区文化和旅游局", ("区发展和改革委员会", "区文化和旅游局")),
        ("市科技局和市财政局", ("市科技局", "市财政局")),
        ("市教育局、市科技局及市财政局", ("市教育局", "市科技局", "市财政局")),
        ("市工商联以及市妇联", ("市工商联", "市妇联")),
        ("市级各有关部门及各县市区政府", ("市级各有关部门", "各县市区政府")),
        ("县史志馆及各相关部门", ("县史志馆及各相关部门",)),
        ("市公安局、司法局", ("市公安局", "司法局")),
        ("市科技局等", ("市科技局",)),
        ("市科技局等有关部门", ("市科技局",)),
        ("市科技局、市财政局等市直有关部门", ("市科技局", "市财政局")),
        ("市科技局等部门，各县区政府", ("市科技局", "各县区政府")),
        ("由市科技局", ("市科技局",)),
        ("此项工作由市科技局", ("市科技局",)),
        ("市科技局、市财政局，列第一位的为牵头单位，下同", ("市科技局", "市财政局")),
        ("区市场监管局、区市政局", ("区市场监管局", "区市政局")),
        ("市委、市政府", ("市委", "市政府")),
        ("市科技局、市科技局", ("市科技局",)),
        ("", ()),
        ("等", ()),
    ],
)
def test_list_of_bodies_falls_into_names(words, expected):
    assert split_units(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("张三", ("张三",)),
        ("张　三", ("张三",)),
        ("张 三、李四光", ("张三", "李四光")),
        ("张三（副市长）、李四", ("张三", "李四")),
        ("王 五 李四光", ("王五", "李四光")),
        ("", ()),
    ],
)
def test_leaders_lose_their_inner_spaces(words, expected):
    assert split_people(words) == expected


offices = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["市", "县", "区", "旗", "省"]),
        st.sampled_from(["科技", "财政", "人力资源和社会保障", "发展和改革", "市场监管", "农牧", "水利"]),
        st.sampled_from(["局", "委", "委员会", "厅", "办"]),
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(offices, st.sampled_from(["、", "，", ",", "；", "/", " ", "　"]))
def test_names_written_in_a_list_are_read_back(names, separator):
    assert split_units(separator.join(names)) == tuple(names)


@given(st.text("市科技局财政委和及与、，；（）() 等有关部门各县区由", max_size=40))
def test_any_list_gives_names_that_stand_in_it(words):
    for name in split_units(words):
        assert name
        assert name in words
