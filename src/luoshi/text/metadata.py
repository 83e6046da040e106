"""The index table of a government site printed into the text (索引号, 发文字号, 成文日期 …): read, and taken out of the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.source import Severity
from luoshi.text.findings import Finding, quoted
from luoshi.text.line_shapes import TITLE_END
from luoshi.text.lines import Line
from luoshi.text.spaces import tidy

# Keys that nothing but such a table has …
TELLING_WORDS = (
    "索引号 索取号 组配分类 主题分类 体裁分类 主题导航 信息分类 信息类别 信息名称 信息来源 内容概述 内容概要 内容摘要 服务对象分类 主题词 "
    "发布机构 发布单位 发文机关 发文机构 发文单位 制发机关 制发单位 公开机构 公开主体 公开责任部门 载体类型 公文种类 公文名称 文件名称 "
    "发布文号 发文字号 公文文号 文件编号 规范性文件编号 统一编号 统一登记号 登记号 规范性文件登记号 "
    "发布日期 发布时间 发文日期 公开日期 公开时间 公布日期 成文日期 成文时间 生成日期 印发日期 写作日期 生效日期 失效日期 废止日期 "
    "公文时效 效力状态 公开方式 公开范围 公开时限 公开形式 公开类别 公开类型 公开属性 公开程序"
)
# … and keys that need such company.
OTHER_WORDS = (
    "文号 名称 标题 关键词 来源 有效性 有效期 时效性 时效 实施日期 文种 体裁 语种 类别 分类 主题 责任部门 责任编辑 作者 浏览次数 字体 字号"
)
TELLING = frozenset(TELLING_WORDS.split())
KEYS = TELLING | frozenset(OTHER_WORDS.split())
OF_THE_PAGE = ("浏览次数", "字体")  # not of the document


def spaced(key: str) -> str:
    """Return a pattern for a key that may be spread over the line: 索 引 号."""
    return " *".join(key)


KEY = "|".join(spaced(key) for key in sorted(KEYS, key=len, reverse=True))
ENTRY = re.compile(rf"(?:(?<=^)|(?<=[ |\]】]))[\[【]? *({KEY}) *[\]】]? *[:：] *")
RULER = re.compile(r"[-:| ]{3,}$")
LONGEST_VALUE = 120
LONGEST_KEY = 24  # characters, spread out
MOST_CELLS = 40
HEAD_LINES = 12
ROWS_TOGETHER = 2


@dataclass
class Block:
    """Lines of one index table: their indexes and what they say."""

    lines: list[int] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def add(self, at: int, entries: Sequence[tuple[str, str]]) -> None:
        """Take a line in."""
        self.lines.append(at)
        for key, value in entries:
            self.keys.add(key)
            if value and key not in OF_THE_PAGE and not self.entries.get(key):
                self.entries[key] = value

    @property
    def is_certain(self) -> bool:
        """Say whether these lines can be nothing else: an empty form inside the document has some of these labels, but no values."""
        if not self.keys & TELLING:
            return False
        if self.lines[0] < HEAD_LINES:
            return bool(self.entries) or len(self.keys) >= ROWS_TOGETHER
        return len(self.entries) >= ROWS_TOGETHER


def read_metadata(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line], list[Finding]]:
    """Read index tables; return what they say without empty values, the lines that stay, and a note.

    Three shapes: rows of cells `索引号 | 111 | 主题分类 | 科技`, entries `发文字号：某政发〔2024〕1号`, and labels on lines of their own,
    with or without their values on the lines between.
    """
    metadata: dict[str, str] = {}
    gone: set[int] = set()
    at = 0
    while at < len(lines):
        block, at = read_block(lines, at)
        if block.is_certain:
            gone.update(block.lines)
            metadata = block.entries | metadata
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return metadata, kept, [note(metadata, len(gone))] if gone else []


def note(metadata: dict[str, str], count: int) -> Finding:
    """Say what was read."""
    said = "、".join(f"{key}{quoted(value)}" for key, value in metadata.items())
    return Finding(
        "text.index-table", Severity.NOTE, f"网页的信息栏（{count}行）已单独读取" + (f"：{said}。" if said else "，其中各项为空。")
    )


def read_block(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    """Read the index table that begins at a line; an empty one where none does. Return it and where to go on."""
    block = Block()
    start = at
    while at < len(lines):
        words = lines[at].words
        if key_of(words):
            at = read_labels(lines, at, block)
        elif (entries := row_entries(words) or colon_entries(words)) and (at < HEAD_LINES or block.lines or says_something(entries)):
            block.add(at, entries)
            at += 1
        elif block.lines and RULER.match(words):
            block.add(at, ())
            at += 1
        else:
            break
    return block, max(at, start + 1)


def says_something(entries: Sequence[tuple[str, str]]) -> bool:
    """Tell a row of an index table from the head of a table about publishing, which has the same words but no values."""
    return any(value for _, value in entries)


def row_entries(words: str) -> list[tuple[str, str]]:
    """Read a row of cells, keys and values by turns; an empty list where its first cell is no key."""
    if not 0 < words.count("|") <= MOST_CELLS:
        return []
    cells = [tidy(cell) for cell in words.split("|")]
    cells = cells[next((at for at, cell in enumerate(cells) if cell), 0) :]
    if not key_of(cells[0]):
        return []
    entries: list[tuple[str, str]] = []
    for before, cell in zip(["", *cells], cells, strict=False):
        if key := key_of(cell):
            entries.append((key, ""))
        elif cell and key_of(before):
            entries[-1] = entries[-1][0], cell
    return entries


def key_of(cell: str) -> str:
    """Return the key that a cell holds, without its colon; empty where it holds none."""
    key = cell.strip(" []【】:：").replace(" ", "") if len(cell) <= LONGEST_KEY else ""
    return key if key in KEYS else ""


def colon_entries(words: str) -> list[tuple[str, str]]:
    """Read `key：value`, several in one line; an empty list where the line does not begin with one."""
    head = words[:LONGEST_KEY].replace("：", ":").partition(":")
    if not (head[1] and key_of(head[0])) or len(words) > LONGEST_VALUE * ROWS_TOGETHER:
        return []
    found = list(ENTRY.finditer(words))
    if not found or found[0].start():
        return []
    ends = [*(entry.start() for entry in found[1:]), len(words)]
    entries = [(entry[1].replace(" ", ""), tidy(words[entry.end() : end].strip(" |"))) for entry, end in zip(found, ends, strict=True)]
    return entries if all(len(value) <= LONGEST_VALUE for _, value in entries) else []


def read_labels(lines: Sequence[Line], at: int, block: Block) -> int:
    """Read labels that have a line each, with the value on the next line or with none; return where to go on.

    A list of bare labels says nothing; its last one has not the title of the document for its value.
    """
    labels = 0
    start = at
    values: list[tuple[int, str, str]] = []
    while at < len(lines) and (key := key_of(lines[at].words)):
        labels += 1
        following = lines[at + 1].words if at + 1 < len(lines) else ""
        if (
            following
            and not key_of(following)
            and not colon_entries(following)
            and len(following) <= LONGEST_VALUE
            and "|" not in following
        ):
            values.append((at, key, tidy(following)))
            at += 2
        else:
            values.append((at, key, ""))
            at += 1
    said = [value for _, _, value in values if value]
    if values and values[-1][2] and (len(said) < ROWS_TOGETHER or not may_be_value(values[-1][1], values[-1][2])):
        values[-1] = (values[-1][0], values[-1][1], "")
        at -= 1
    for place, key, value in values:
        block.add(place, ((key, value),))
        if value:
            block.lines.append(place + 1)
    return max(at, start + 1)


def may_be_value(key: str, value: str) -> bool:
    """Say whether words may be the value of the last label rather than the title below it."""
    if key in ("名称", "标题", "信息名称", "公文名称", "文件名称", "内容概述", "内容概要", "内容摘要"):
        return True
    if key.endswith(("日期", "时间")):
        return bool(re.match("[0-9]", value))
    return len(value) <= 30 and not TITLE_END.search(value)
