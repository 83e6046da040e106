"""The words by which web pages are understood: names of containers and of page furniture, labels of the index table, kinds of elements."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written in lines."""
    return tuple(words.split())


# Elements that are never text, and those that stand on lines of their own.
NEVER_TEXT = listed("""
    script style noscript template iframe frame nav footer button select textarea svg canvas video audio object embed map dialog aside
""")
BLOCKS = frozenset(
    listed("""
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hgroup
    hr li main ol p pre section summary table tbody td tfoot th thead tr ul ucapcontent ucaptitle
""")
)

# Ids, classes and tags by which site systems (TRS, UCAP, 大汉, VSB, jpaas …) mark the text of an article; compared whole, in lower case.
STRONG_CONTAINERS = listed("""
    trs_editor trs_ueditor trs_paper_default trs_editor_view view_trs_editor ucapcontent ucap-content zoom zoomcon
    vsb_content vsb_content_2 vsb_content_4 v_news_content pages_content js_content artibody
    article-content article_content articlecontent article-con article_con articlecon arti_content art_content art_con
    news_content newscontent news-content xxgk_content xxgk-content wzcontent con_text content_text text_content
    detail-content detail_content zwgk_content info_content infocontent printcontent print_content bodytext
""")
WEAK_CONTAINERS = listed("""
    article content main view con main-content maincontent main_content content_body text articlebody article_body
""")

# 国办发〔2017〕24号《政府网站发展指引》 names the meta tags.
META = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "来源",
    "columnname": "栏目",
    "sitename": "网站名称",
    "keywords": "关键词",
    "author": "作者",
    "description": "摘要",
}
# 政府信息公开目录 labels. Where one begins another (信息来源, 来源) the longer stands first.
INDEX_LABELS = listed("""
    信息索引号 索引号 主题分类 体裁分类 信息分类 组配分类 服务对象 公文种类
    发布机构 发文机关 发文单位 发布单位 制发机关 制定机关 公开机构 公开责任部门 信息来源 来源
    发文字号 文件编号 发文号 文件号 文号 规范性文件编号 统一登记号 统一编号 登记号
    成文日期 生成日期 发文日期 印发日期 发布日期 发布时间 公开日期 公开时间 生效日期 生效时间 实施日期 施行日期
    废止日期 失效日期 终止日期 公文时效 有效性 时效性 文件状态 效力状态 有效期
    信息名称 文件名称 标题 名称 主题词 关键词 公开方式 公开形式 公开范围 公开类型 公开时限 内容概述 内容概览
""")
