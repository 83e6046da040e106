"""A saved web page to a Draft: the main text without the site around it, and what the page says of its document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from luoshi.source import Diagnostic, Severity, Source
from luoshi.text.draft import Draft
from luoshi.text.html_body import Weights, main_parts
from luoshi.text.html_index import BLANK, gathered, index_entries, is_index, meta_tags, page_entries, tidy, words_of
from luoshi.text.html_lines import Block, Renderer
from luoshi.text.html_page import opened
from luoshi.text.markup import local
from luoshi.text.writer import DraftWriter

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Lines that a page puts around the text of an article; each is short and begins so.
AROUND = re.compile(
    r"[\s\u3000【\[（(]*(?:当前位置|您?(?:现在|当前)?所?在?的?位置|发布时间|发布日期|信息来源|文章来源|来源[:：]|作者[:：]|浏览|点击[数量率次]|阅读[数量次]|访问[量次]"
    r"|字号|字体|打印|收藏|分享|关闭|保护视力|背景色|语音播报|朗读|扫一扫|上一[篇条页]|下一[篇条页]|责任编辑|责编|编辑[:：]|审核[:：]|返回|相关(?:文档|链接|阅读|稿件|信息"
    r"|文章|解读)|版权所有|主办单位?[:：]|承办单位?[:：]|技术支持|网站标识码|网站地图|联系我们|[^。]{0,30}(?:ICP备|公网安备))"
)
MAX_AROUND = 80
HEAD_LINES = 8
TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|articletitle|article-title|ucaptitle)(?:$|[\s_-])", re.I)
SITE_TAIL = re.compile(r"[\s\u3000]*(?:[-_|—–]{1,2}|--)[\s\u3000]*[^-_|—–]*$")
OFFICIAL_END = re.compile(
    "(?:通知|办法|方案|意见|规划|措施|政策|细则|规定|计划|决定|公告|通告|批复|指南|要点|纲要|条例|行动|解读)(?:[（(][^）)]*[）)])?$"
)
CHINESE = re.compile("[\u4e00-\u9fff]")
LEAST_TITLE = 6
SEEN_CHARS = 600
MAX_TITLE = 120


def draft_html(source: Source) -> Draft:
    """Read a web page.

    Raises:
        SourceRefused: `source.binary`, `source.too-large`, `source.no-text`.
    """
    root, lost = opened(source.data)
    said = meta_tags(root)
    parts, weights = main_parts(root)
    title = title_of(weights, said)
    inside = {element for part in parts for element in part.iter()}
    gathered(page_entries(weights, inside), said)
    for table in (element for part in parts for element in part.iter("table", "dl") if is_index(element)):
        gathered(index_entries(table), said)
    around = weights.sizes[next(root.iter("body"), root)] - sum(weights.sizes[part] for part in parts)
    blocks, pictures = rendered(parts)
    writer = DraftWriter()
    write(with_title(without_surroundings(blocks), title), writer)
    writer.diagnostics.extend((*lost, *frame_note(around), *picture_note(pictures)))
    if title:
        said.setdefault("标题", title)
    return writer.finish(wrapped=False, metadata=said)


def rendered(parts: Iterable[Element]) -> tuple[list[Block], int]:
    """Return the paragraphs and tables of the main text, and how many pictures are in it."""
    blocks: list[Block] = []
    pictures = 0
    for part in parts:
        renderer = Renderer()
        renderer.read(part)
        blocks += renderer.blocks
        pictures += renderer.pictures
    return blocks, pictures


def without_surroundings(blocks: list[Block]) -> list[Block]:
    """Leave out what a page puts around its text: date and source above, buttons and links below."""
    end = len(blocks)
    while end and is_around(blocks[end - 1]):
        end -= 1
    return [block for at, block in enumerate(blocks[:end]) if at >= HEAD_LINES or not is_around(block)]


def is_around(block: Block) -> bool:
    """Say whether a paragraph belongs to the page."""
    return isinstance(block, str) and len(block) <= MAX_AROUND and AROUND.match(block) is not None


def with_title(blocks: list[Block], title: str) -> list[Block]:
    """Put the title before a text that does not print it near its beginning: many pages keep it outside the text."""
    if len(CHINESE.findall(title)) < LEAST_TITLE:
        return blocks
    beginning = "".join(block for block in blocks[:HEAD_LINES] if isinstance(block, str))
    return blocks if BLANK.sub("", title) in BLANK.sub("", beginning)[:SEEN_CHARS] else [title, *blocks]


def write(blocks: Iterable[Block], writer: DraftWriter) -> None:
    """Write paragraphs and tables."""
    for block in blocks:
        if isinstance(block, str):
            writer.paragraph(block)
        else:
            writer.table(block)


def title_of(weights: Weights, said: Mapping[str, str]) -> str:
    """Return the title of the article: by its meta tag, else the heading that the title of the page repeats, else that one's own words."""
    short = [element for element in weights.elements if weights.is_short(element, MAX_TITLE)]
    page = next((tidy(words_of(element)) for element in short if local(element) == "title"), "")
    marked = [tidy(words_of(element)) for element in short if is_title(element)]
    repeated = [words for words in marked if words and BLANK.sub("", words) in BLANK.sub("", page)]
    alone = SITE_TAIL.sub("", page)
    return (
        said.get("标题")
        or max(repeated, key=len, default="")
        or (alone if OFFICIAL_END.search(alone) else "")
        or max(marked, key=len, default="")
    )


def is_title(element: Element) -> bool:
    """Say whether an element is marked as the title of an article."""
    name = local(element)
    marks = f"{element.get('id', '')} {element.get('class', '')}"
    return name in ("h1", "ucaptitle") or (name in ("h2", "h3", "div", "p", "span", "td") and TITLE_CLASS.search(marks) is not None)


def frame_note(around: int) -> tuple[Diagnostic, ...]:
    """Tell the user that the site around the text is left out."""
    message = f"网页的导航、页脚等 {around} 字已略去，只读正文。"
    return (Diagnostic("text.page-frame", Severity.NOTE, message),) if around else ()


def picture_note(pictures: int) -> tuple[Diagnostic, ...]:
    """Tell the user of pictures in the text: a table may be among them."""
    if not pictures:
        return ()
    message = f"正文中有 {pictures} 张图片，其中的文字未读入。"
    return (Diagnostic("text.pictures", Severity.NOTE, message, hint="如图片中有正文或表格，请改为文字后再读。"),)
