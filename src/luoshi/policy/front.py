"""What a document says of itself before its first clause and behind its last: title, number, issuer, dates, period, recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.policy.lines import Line, Role
from luoshi.policy.nodes import ClauseKind
from luoshi.policy.signing import DATE_LINE, is_issuer, read_date
from luoshi.policy.titles import Title, find_titles, is_subtitle, unwrap
from luoshi.policy.years import read_period
from luoshi.source import Span
from luoshi.text.nodes import Text
from luoshi.values.document_number import NUMBER, parse_document_number

# Labels of the index tables of government sites, as far as the text layer left them in.
INDEX_LABEL = re.compile(
    r"(?:索\s*引\s*号|组配分类|主题分类|体裁分类|发布机构|发文机关|发文单位|制发机关|成文日期|生成日期|发文日期|印发日期|发布日期|发布时间|发布文号|发文字号"
    r"|文\s*号|公文时效|有\s*效\s*性|关\s*键\s*词|主\s*题\s*词|信息来源|来\s*源|主题导航|信息名称|名\s*称|标\s*题|内容概述|效力状态|失效日期)\s*(?:[:：|].{0,80})?"
)
# What a site prints around the document.
SITE_LINE = re.compile(
    r"(?:当前位置|您(?:现在)?的位置|您当前的位置|首页\s*[>›»]|字[号体]\s*[:：]|浏览次数|点击(?:数|率|量)|访问量|阅读次数|分享(?:到|至)|作者\s*[:：]|【?打印本页"
    r"|视力保护|收藏本页|语音播报|朗读).{0,80}|.{0,30}\s[>›»]\s.{0,60}"
)
ADDRESSEE = re.compile(r"政府|公署|部门|单位|机关|委员会|[局办委厅处院校社会站所]|公司|企业|街道|镇|乡|苏木|园区|开发区|团体")
ISSUERS = ("发文机关", "发布机构", "发文单位", "制发机关", "信息来源")
DATES = ("成文日期", "发文日期", "印发日期", "生成日期", "发布日期", "发布时间")
NUMBERS = ("发文字号", "发布文号", "文号")
NAMES = ("标题", "名称", "信息名称")


@dataclass
class Front:
    """What was found.

    Attributes:
        title_spans: The lines of the policy's own title in the text.
        kinds: By index of the line in the preamble: what lines are that are no text of it.
    """

    title: str = ""
    title_spans: tuple[Span, ...] = ()
    document_number: str = ""
    issuer: str = ""
    issued_on: str = ""
    period: tuple[int, int] | None = None
    recipients: tuple[str, ...] = ()
    kinds: dict[int, ClauseKind] = field(default_factory=dict)


def read_front(text: Text, lines: Sequence[Line], rest: Sequence[Line]) -> Front:
    """Read the preamble (`lines`), the signature wherever it stands, and the index table of the site for what they leave open."""
    front = Front()
    _by_role(front, lines)
    _read_number(front, lines, text)
    _read_recipients(front, lines)
    titles = find_titles(lines, front.kinds)
    _read_title(front, lines, titles, text)
    _read_signature(front, lines, rest, titles, text)
    front.period = read_period(front.title, text.chars, front.issued_on)
    return front


def _by_role(front: Front, lines: Sequence[Line]) -> None:
    kinds = {
        Role.SIGNATURE: ClauseKind.SIGNATURE,
        Role.CONTENTS: ClauseKind.FRONT,
        Role.NOTICE: ClauseKind.FRONT,
        Role.ANNEX: ClauseKind.FRONT,
        Role.TRAILER: ClauseKind.TRAILER,
    }
    for at, line in enumerate(lines):
        kind = kinds.get(line.role)
        if (
            kind is None
            and line.role is Role.TEXT
            and any(pattern.fullmatch(line.words) for pattern in (INDEX_LABEL, SITE_LINE, DATE_LINE))
        ):
            kind = ClauseKind.FRONT
        if kind is not None:
            front.kinds[at] = kind


def _read_number(front: Front, lines: Sequence[Line], text: Text) -> None:
    """Read 发文字号 from a line of its own, and only then from the index table."""
    for at, line in enumerate(lines):
        found = NUMBER.search(line.words) if line.role is Role.TEXT and len(line.words) <= 60 else None
        if found and _stands_alone(line.words, found):
            front.kinds[at] = ClauseKind.FRONT
            front.document_number = front.document_number or _normalised(found[0])
    for key in NUMBERS:
        front.document_number = front.document_number or _normalised(text.metadata.get(key, ""))


def _stands_alone(words: str, found: re.Match[str]) -> bool:
    """Say whether the number is all of the line but for a label, brackets or a signer's name behind it."""
    before, behind = words[: found.start()], words[found.end() :]
    return re.fullmatch(r"[（(]?|.{0,6}[:：|]\s*", before) is not None and re.fullmatch(r"[）)]?|\s*签发人.{0,12}", behind) is not None


def _normalised(words: str) -> str:
    try:
        return str(parse_document_number(words))
    except ValueError:
        return ""


def _read_recipients(front: Front, lines: Sequence[Line]) -> None:
    """Read the line of those to whom the document goes: it ends in a colon and stands before the first sentence."""
    for at, line in enumerate(lines):
        if line.role is not Role.TEXT or at in front.kinds:
            continue
        words = line.words
        if words.endswith(("：", ":")) and len(words) <= 600 and ADDRESSEE.search(words) and "。" not in words:
            front.recipients = split_recipients(words[:-1])
            front.kinds[at] = ClauseKind.FRONT
            return
        if "。" in words:
            return


def split_recipients(words: str) -> tuple[str, ...]:
    """Split a line of bodies at commas outside brackets: 各县（市、区）人民政府，市政府各部门."""
    parts = re.findall(r"(?:[（(][^（()）]*[）)]|[^，,、；;])+", words)
    return tuple(part.strip() for part in parts if part.strip())


def _read_title(front: Front, lines: Sequence[Line], titles: Sequence[Title], text: Text) -> None:
    """Choose the policy's own title among those printed, the one in the notice's where it has none; the others only frame it."""
    own = titles[-1] if titles else None
    for title in titles:
        if title is not own:
            front.kinds |= dict.fromkeys(range(title.start, title.end), ClauseKind.FRONT)
    if own is not None:
        front.title = unwrap(own.words)
        front.title_spans = tuple(line.span for line in lines[own.start : own.end])
    for key in NAMES:
        front.title = front.title or unwrap(text.metadata.get(key, "").strip())


def _read_signature(front: Front, lines: Sequence[Line], rest: Sequence[Line], titles: Sequence[Title], text: Text) -> None:
    """Take issuer and date from the first signature, then from the notice's title, then from the index table."""
    signed = [line.words for line in (*lines, *rest) if line.role is Role.SIGNATURE]
    front.issuer = "、".join(dict.fromkeys(_first_block(signed)))
    for title in titles:
        before = title.words.partition("关于")[0].strip()
        front.issuer = front.issuer or (before if is_issuer(before) else "")
    for key in ISSUERS:
        front.issuer = front.issuer or text.metadata.get(key, "").strip()
    dates = [read_date(words) for words in signed if DATE_LINE.fullmatch(words)]
    # The day on which a meeting adopted it is not the day of issue.
    dates += [read_date(title.note) for title in titles if not re.search("通过|审议|修订|修正", title.note)]
    dates += [read_date(line.words) for at, line in enumerate(lines) if front.kinds.get(at) is ClauseKind.FRONT and _is_date(line)]
    dates += [read_date(text.metadata.get(key, "")) for key in DATES]
    front.issued_on = next(filter(None, dates), "")


def _is_date(line: Line) -> bool:
    return line.role is Role.TEXT and (DATE_LINE.fullmatch(line.words) is not None or is_subtitle(line.words))


def _first_block(signed: Sequence[str]) -> list[str]:
    """Return the names of the first signature: those before its date."""
    names = []
    for words in signed:
        if DATE_LINE.fullmatch(words):
            break
        if is_issuer(words):
            names.append(words)
    return names
