"""YAML text into plain data with the line of every key, without recursion and within bounds; hostile files end in a sentence.

Only what a programme needs: mappings, lists, scalars, and references (`&`, `*`) as long as what they stand for stays within the bounds when
it is written out. No tags, no merging (`<<`), no second document; `on` and `no` are words, as in YAML 1.2, and a number with a leading
zero is a code. Numbers with a point are exact decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

Path = tuple[str | int, ...]

MOST_BYTES = 8_000_000
DEEPEST = 64
MOST_NODES = 200_000
LONGEST_NUMBER = 30
MOST_FAULTS = 100

WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
BROKEN = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")
NOTHING = {"", "~", "null", "Null", "NULL"}
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# The fastest parser that is there; both give the same events.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing wrong with a programme file: where (path of keys, row id where there is one, line from 1), and what to do.

    `code` as in docs/programme-checks.md.
    """

    message: str
    path: str = ""
    row: str = ""
    line: int | None = None
    code: str = "programme.writing"


@dataclass(slots=True)
class Tree:
    """What a file holds: the data, the line of every key and item by its path, and what is wrong with the writing."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)

    def line_of(self, path: Path) -> int | None:
        """Return the line of a path, or of the nearest key above it that is written."""
        return next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), None)


class _Stop(Exception):  # noqa: N818 - not an error of the program: reading on makes no sense
    """Ends the reading with the fault that is the last one in the tree."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read; `key` is the one whose value comes next; of a repeated key the value is dropped.

    `nodes` is the count of all nodes before it, `height` how deep its own content goes so far.
    """

    value: Any
    path: Path
    anchor: str | None = None
    nodes: int = 0
    height: int = 1
    key: str | None = None
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """What a reference stands for, how many nodes and how many levels that is when written out."""

    value: Any
    nodes: int = 1
    height: int = 0


# What a file of another kind begins with; Office files are ZIP archives.
OTHER_FILES = (
    (b"PK\x03\x04", "Excel、Word一类的"),
    (b"\xd0\xcf\x11\xe0", "旧版Excel、Word一类的"),
    (b"%PDF-", "PDF"),
    (b"PAR1", "Parquet"),
)


def text_of(data: bytes) -> str | FileFault:
    """Return the text of a file in UTF-8, or why there is none."""
    if len(data) > MOST_BYTES:
        return FileFault(f"文件超过{MOST_BYTES // 1_000_000}MB，不像是方案文件。请检查是不是选错了文件")
    if (kind := next((kind for start, kind in OTHER_FILES if data.startswith(start)), None)) is not None:
        return FileFault(f"这是{kind}文件，不是方案（YAML）。请选方案文件，名字一般以 .yaml 结尾")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return FileFault("文件不是UTF-8编码。请在编辑器里另存为UTF-8", line=line)


def read_tree(text: str) -> Tree:
    """Read one YAML document; what is wrong with it stands in `faults`, and then `data` is not to be used."""
    tree = Tree()
    if len(text) > MOST_BYTES:
        tree.faults.append(FileFault(f"内容超过{MOST_BYTES}字，不像是方案文件"))
    elif found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        tree.faults.append(FileFault("有看不见的控制字符，请删掉；整个文件都这样的，不是文本文件", line=line))
    else:
        _read(text, tree)
    return tree


def _read(text: str, tree: Tree) -> None:
    builder = _Builder(tree)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        tree.faults.append(_syntax_fault(error))
    except (yaml.YAMLError, ValueError):
        tree.faults.append(FileFault("不是YAML文件，读不出内容"))


class _Builder:
    """Puts the data together event by event."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[_Open] = []
        self.named: dict[str, _Named] = {}
        self.nodes = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._reference(event)
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop("一个文件只写一个方案，“---”之后又有一份", event)

    def _node(self, event: yaml.NodeEvent) -> None:
        self._count(1, 0, event)
        if tag := getattr(event, "tag", None):
            self._fault(f"不用“{_short(_tag_words(tag))}”这样的标签，请去掉", event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        else:
            self._collection(event)

    def _count(self, nodes: int, height: int, event: yaml.Event) -> None:
        """Count nodes, and levels below what is open, against the bounds."""
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            self._stop(f"内容超过{MOST_NODES}项，不像是方案文件", event)
        if len(self.open) + height > DEEPEST:
            self._stop(f"层层嵌套超过{DEEPEST}层，请检查括号和缩进", event)
        if self.open:
            self.open[-1].height = max(self.open[-1].height, height + 1)

    def _reference(self, event: yaml.AliasEvent) -> None:
        name = str(event.anchor)
        found = self.named.get(name)
        if found is None:
            self._stop(f"“*{_short(name)}”引用的内容在前面没有用“&{_short(name)}”写出来；值以“*”开头的请加引号", event)
        elif self._awaits_key():
            self._stop("栏目名不能用“*”引用", event)
        else:
            self._count(found.nodes, found.height, event)
            self._place(found.value, event)

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].value, dict) and self.open[-1].key is None

    def _collection(self, event: yaml.NodeEvent) -> None:
        if self._awaits_key():
            self._stop("栏目名应当是一个词，不能是一组内容；值里有 { } 或 [ ] 的请加引号", event)
        if len(self.open) >= DEEPEST:
            self._stop(f"层层嵌套超过{DEEPEST}层，请检查括号和缩进", event)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.open.append(_Open(value, self._place(value, event), event.anchor, self.nodes))

    def _close(self) -> None:
        done = self.open.pop()
        if self.open:
            self.open[-1].height = max(self.open[-1].height, done.height + 1)
        if done.anchor is not None:
            self.named[done.anchor] = _Named(done.value, self.nodes - done.nodes + 1, done.height)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._awaits_key():
            self._key(self.open[-1], event)
            return
        value = self._typed(event)
        if event.anchor is not None:
            self.named[event.anchor] = _Named(value)
        self._place(value, event)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        name = event.value
        if name == "<<":
            self._fault("不用“<<”合并，请把各栏写全", event)
        top.key, top.is_dropped = name, name in top.value
        if top.is_dropped:
            first = self.tree.lines.get((*top.path, name))
            self._fault(f"同一处写了两个“{_short(name)}”，前一个在第{first}行，请删去一个", event)
        else:
            self.tree.lines[(*top.path, name)] = _line(event)

    def _place(self, value: Any, event: yaml.Event) -> Path:
        """Put a value where it belongs and return its path."""
        if not self.open:
            self.tree.data = value
            self.tree.lines[()] = _line(event)
            return ()
        top = self.open[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            path: Path = (*top.path, len(top.value) - 1)
            self.tree.lines[path] = _line(event)
            return path
        key, top.key = top.key or "", None
        if top.is_dropped:
            return (*top.path, f"{key} ")  # a path of its own, so that lines below a repeated key do not mix with those of the first
        top.value[key] = value
        return (*top.path, key)

    def _typed(self, event: yaml.ScalarEvent) -> Any:
        text = event.value
        if not event.implicit[0]:
            return text
        if text in NOTHING:
            return None
        if text in FLAGS:
            return FLAGS[text]
        if WHOLE.fullmatch(text) or BROKEN.fullmatch(text):
            return self._number(text, event)
        if NOT_A_NUMBER.fullmatch(text):
            self._fault(f"“{text}”不是能用的数", event)
        return text

    def _number(self, text: str, event: yaml.Event) -> int | Decimal | str:
        if len(text) > LONGEST_NUMBER:
            self._fault(f"数有{len(text)}位，太长；是编号的请加引号", event)
            return text
        return int(text) if WHOLE.fullmatch(text) else Decimal(text)

    def _fault(self, message: str, event: yaml.Event) -> None:
        self.tree.faults.append(FileFault(message, _path_words(self.open[-1].path if self.open else ()), line=_line(event)))
        if len(self.tree.faults) >= MOST_FAULTS:
            raise _Stop

    def _stop(self, message: str, event: yaml.Event) -> None:
        self._fault(message, event)
        raise _Stop


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _path_words(path: Path) -> str:
    return "/".join(map(str, path))


def _short(words: str, most: int = 40) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _tag_words(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


# What the parsers say, in the words of both of them, and what a person does about it.
SENTENCES = (
    (r"simple key|could not find expected ':'", "少了半角冒号“:”，或者冒号后面没有空格"),
    (r"mapping values are not allowed", "一行里有两个冒号；值里有冒号的，请给值加引号"),
    (r"scanning a quoted scalar.*end of stream|end of stream.*quoted", "引号没有成对"),
    (r"unknown escape character", "双引号里的“\\”后面不对；请改用单引号"),
    (r"'\\t'|tab character", "不能用制表符缩进，请换成空格"),
    (r"cannot start any token", "行首或值的开头有不能直接写的符号（制表符、@、`、% 等）；缩进请用空格，值请加引号"),
    (r"flow (?:sequence|mapping)", "括号 [ ] 或 { } 没有成对，或者中间少了逗号"),
    (r"block scalar", "“|”或“>”后面要换行再写内容；只是一个符号的，请给值加引号"),
    (r"scanning an? (?:alias|anchor)", "值以“*”或“&”开头的，请加引号；引用的名字只用英文字母和数字"),
    (r"(?:scanning|parsing) a tag|tag handle", "值以“!”开头的，请加引号"),
    (r"directive|document start", "文件开头有“%”行或多余的内容，请删去"),
    (r"block (?:mapping|collection|sequence)|block sequence entries", "缩进没有对齐，或者少了“- ”、冒号；加了引号的值后面不能再写字"),
    (r"node content", "有多余的括号或符号"),
)


def _syntax_fault(error: yaml.MarkedYAMLError) -> FileFault:
    said = f"{error.context or ''} {error.problem or ''}"
    # What is left open is found far behind, where the parser gave up: it is told where it begins.
    is_open = any(word in said for word in ("simple key", "quoted", "flow"))
    mark = (error.context_mark if is_open else None) or error.problem_mark or error.context_mark
    sentence = next((sentence for pattern, sentence in SENTENCES if re.search(pattern, said)), "这一行不合YAML的写法")
    return FileFault(sentence, line=mark.line + 1 if mark else None)
