"""Unit lines: where a document prints who answers for a task, and until when.

Three forms: labelled (牵头单位：甲；责任单位：乙), told in a sentence (甲牵头，乙、丙配合), and a bare list in brackets behind the task
（甲、乙）. It finds the lines in the text of one clause; which task they belong to is for `duty`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from luoshi.commitments.bodies import is_body, is_collective, is_office, split_people, split_units
from luoshi.commitments.unit_labels import GLUED, LABEL, Role


@dataclass(frozen=True, slots=True)
class UnitLine:
    """Who answers, as one line or a block of lines prints it.

    Attributes:
        start: Offset of its first character in the text searched, an opening bracket included.
        end: Offset behind its last one.
        lead: Units that lead; where none is printed, the first that is charged.
        support: All others.
        leader: Responsible leaders, names without inner spaces.
        due: Offsets of the words behind 完成时限, or None.
        form: `labelled`, `told`, `listed` or `table`.
        lead_implied: True where the text names no lead.
    """

    start: int
    end: int
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    due: tuple[int, int] | None = None
    form: str = "labelled"
    lead_implied: bool = False


@dataclass(slots=True)
class _Roles:
    """The names gathered so far with their roles, in the order of print."""

    named: list[tuple[Role, str]] = field(default_factory=list)

    def add(self, role: Role, names: tuple[str, ...]) -> None:
        self.named.extend((role, name) for name in names)

    def of(self, *roles: Role) -> tuple[str, ...]:
        """Return the names of some roles, each once."""
        return tuple(dict.fromkeys(name for role, name in self.named if role in roles))

    def line(self, start: int, end: int, form: str) -> UnitLine | None:
        """Close the line; None where it names nobody."""
        lead, charged = self.of(Role.LEAD), self.of(Role.CHARGED)
        implied = not lead and bool(charged)
        lead = lead or charged[:1]
        others = tuple(name for name in self.of(Role.CHARGED, Role.SUPPORT) if name not in lead)
        leader = self.of(Role.LEADER)
        if not (lead or others or leader):
            return None
        return UnitLine(start, end, lead, others, leader, form=form, lead_implied=implied)


_LEADERS = re.compile("领导|[省市县区旗州盟链]长")  # 负责人 without a unit is somebody in a form
_STOP = re.compile(r"[。\n]|[）)】\]〕］]|[（(【\[〔［]")
_CLOSING = re.compile(r"[\s，,；;。、]{0,4}[）)】\]〕］]")
_PARTED = re.compile(r"[。\n]")
_PAIRS = re.compile(r"[（(【\[〔［）)】\]〕］\n]")
_OPENERS = "（(【[〔［"

_BY_DUTY = (
    r"(?:(?:按照?|依据?|根据|依照|结合)(?:各自|部门)?(?:的)?(?:职责|职能)(?:分工|任务|权限)?"
    r"|分别|分工|共同|具体|各自|统一|联合|分头|协同|积极|全面|密切|抓好|做好|组织)"
)
_TOLD = re.compile(
    r"(?:(?P<lead>(?:共同|联合|总|统一|分别|负责)?牵头(?:负责)?(?:抓总|抓好|协调|组织)?(?:落实|实施|推进|推动)?"
    rf"(?:[，,、]?并?{_BY_DUTY}{{1,4}}(?:负责|落实|推进|实施))?"
    rf"|主办|主责|主抓|总负责)"
    rf"|(?P<support>{_BY_DUTY}{{0,4}}(?:配合|参与|协助|协办|参加|支持)(?:落实|推进|实施|做好|工作|相关工作)?)"
    rf"|(?P<charged>{_BY_DUTY}{{0,4}}(?:负责|落实|实施|承办|执行|推进|推动|抓落实)(?:督促|指导|牵头|组织|统筹|抓好|具体)?(?:落实|实施|推进|协调|到位)?))"
    r"(?=\s?(?:[，,；;。、）)】\]］]|会同|和|并|$))"
)
_WITH = re.compile(r"会同|联合|商(?=[省市县区旗州盟])")
# A time between the units: 市科技局牵头，2025年12月底前完成; 长期坚持 is no date.
_DUE_PART = re.compile(
    r"(?<![^，,；;。、（(\s])(?:(?P<when>(?:\d{4}年|每年|到|于)[^，,；;。、\n]{0,16}?(?:前|底|月|日|年)(?:完成|实现|建成|到位)?|\d{4}年)"
    r"|长期坚持|持续推进|持续实施|长期推进|全年推进|立行立改)(?=[，,；;。、）)\s]|\Z)"
)
_LEADS_MARK = re.compile(r"[（(](?:牵头|主办|主责|第一责任)(?:单位|部门)?[）)]\Z")
_NO_NAME = re.compile(r"负责|做好|牵头|按照|根据|详见|附件|\d{4}年|不得|[的：:]")
_LONGEST_ALONE = 12  # a single name in brackets that is longer may be an explanation
_LONGEST_NAME = 24
LONGEST = 400  # characters of a told or listed line; what is longer says more than who answers
# 主办单位 at the foot of a web page answers for the page.
_FOOTER = re.compile(r"[^\n]*(?:标识码|ICP备|公网安备|版权所有|网站地图)")
_MARKS = " 　，,；;。、\n"


def find_unit_lines(text: str) -> list[UnitLine]:
    """Find the unit lines in the text of one clause, paragraphs parted by line breaks, in order and without overlap."""
    lines = list(_labelled(text))
    for other in (_bracketed(text), _sentences(text)):
        lines = sorted([*lines, *_clear_of(lines, other)], key=lambda line: line.start)
    return lines


def gather(named: Iterable[tuple[Role, tuple[str, ...]]], *, form: str) -> UnitLine | None:
    """Make a line of names that stand elsewhere than in a line, such as in a table; None where there are none."""
    roles = _Roles()
    for role, names in named:
        roles.add(role, names)
    return roles.line(0, 0, form)


def read_told(words: str) -> UnitLine | None:
    """Read a sentence that says nothing but who does what: 由市科技局牵头，市财政局、市人社局配合. None where it says anything else."""
    due = _DUE_PART.search(words)
    spoken = words[: due.start()] + "，" * len(due[0]) + words[due.end() :] if due else words
    roles = _read_roles(spoken)
    line = roles.line(0, len(words), "told") if roles is not None else None
    return replace(line, due=due.span("when") if due and due["when"] else None) if line is not None else None


def _read_roles(words: str) -> _Roles | None:
    """Read who does what, verb by verb; None where a verb has anything but bodies before it, or there is no verb."""
    roles = _Roles()
    at = 0
    for found in _TOLD.finditer(words):
        if not _tell(roles, Role(found.lastgroup or ""), words[at : found.start()]):
            return None
        at = found.end()
    rest = words[at:].strip(_MARKS)
    if not at or (rest and not _tell(roles, Role.SUPPORT, rest)):
        return None
    return roles


def _tell(roles: _Roles, role: Role, words: str) -> bool:
    """Give the names before a verb their role; 会同 sets apart who leads from who helps. Say whether all of them are bodies."""
    before, together, after = _with(words.strip(_MARKS))
    first, others = split_units(before), split_units(after)
    if not (first or others) or not all(is_body(name) for name in (*first, *others)):
        return False
    roles.add(Role.LEAD if together and role is Role.CHARGED else role, first)
    roles.add(Role.SUPPORT, others)
    return True


def _with(words: str) -> tuple[str, bool, str]:
    """Part words at 会同: who, whether with others, and the others."""
    found = _WITH.search(words)
    return (words[: found.start()], True, words[found.end() :]) if found else (words, False, "")


def _labelled(text: str) -> Iterator[UnitLine]:
    """Yield the labelled lines; labels that follow one another, in one line or in several, make one block."""
    labels = [label for label in _labels(text) if not _FOOTER.match(text, label.end(), label.end() + LONGEST)]
    at = 0
    while at < len(labels):
        roles, due = _Roles(), None
        start, end = labels[at].start(), labels[at].start()
        while at < len(labels) and (end == start or _continues(text, roles, end, labels[at])):
            label = labels[at]
            role = Role(label.lastgroup or "")
            limit = labels[at + 1].start() if at + 1 < len(labels) else len(text)
            stop = _value_end(text, label.end(), limit)
            words = text[label.end() : stop]
            if role is Role.DUE:
                due = _trimmed(text, label.end(), stop)
            elif role is not Role.OTHER:
                _name(roles, role, words)
            end = max(stop, label.end())
            at += 1
        line = roles.line(*_with_brackets(text, start, end), "labelled")
        if line is not None and (line.lead or line.support or _LEADERS.search(text, start, end)):
            yield replace(line, due=due)


def _labels(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels in order; one that is glued to a name counts only where another goes before it in its sentence."""
    last = None
    for label in sorted((*LABEL.finditer(text), *GLUED.finditer(text)), key=lambda found: (found.start(), -found.end())):
        if last is not None and label.start() < last.end():
            continue
        if label.re is GLUED and (last is None or label.start() - last.end() > LONGEST or _PARTED.search(text, last.end(), label.start())):
            continue
        last = label
        yield label


def _name(roles: _Roles, role: Role, words: str) -> None:
    """Add the names behind a label; a value may itself tell who leads: 责任单位：市科技局牵头，市财政局配合, or 市科技局（牵头）."""
    if role is Role.LEADER:
        roles.add(role, split_people(words))
    elif (told := _read_roles(words)) is not None:
        roles.named.extend(told.named)
    else:
        before, together, after = words.partition("会同")
        _name_each(roles, Role.LEAD if together and role is Role.CHARGED else role, before)
        _name_each(roles, Role.SUPPORT, after)


def _name_each(roles: _Roles, role: Role, words: str) -> None:
    """Add each name of a list; one marked as the lead leads."""
    for name in split_units(words):
        bare = _LEADS_MARK.sub("", name)
        if is_body(bare) or (len(bare) <= _LONGEST_NAME and not _NO_NAME.search(bare)):
            roles.add(Role.LEAD if bare != name else role, (bare,))


def _continues(text: str, roles: _Roles, end: int, label: re.Match[str]) -> bool:
    """Say whether a label goes on with the block before it: only marks between, and no second lead, nor a leader once all are named."""
    role = Role(label.lastgroup or "")
    done = Role.LEAD if role is Role.LEAD else Role.CHARGED if role is Role.LEADER and roles.of(Role.LEADER) else None
    begins_anew = done is not None and bool(roles.of(done, *((Role.SUPPORT,) if done is Role.CHARGED else ())))
    return not begins_anew and not text[end : label.start()].strip(" 　\n，,；;。、|）)（(【】[]〔〕［］")


def _value_end(text: str, start: int, limit: int) -> int:
    """Find where the names behind a label end: at a full stop, a closing bracket that was not opened, or the end of its line."""
    depth = 0
    for found in _STOP.finditer(text, start, limit):
        mark = found[0]
        if mark in _OPENERS:
            depth += 1
        elif mark == "\n":
            if not _runs_on(text, start, found.start()):
                return found.start()
        elif mark == "。" or depth == 0:
            return found.start()
        else:
            depth -= 1
    return limit


def _runs_on(text: str, start: int, at: int) -> bool:
    """Say whether a list goes on behind a line end: it ends in a separator, or has not begun."""
    before = text[start:at].strip(" 　")
    return not before or before[-1] in "、，,"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a stretch to its words."""
    words = text[start:end]
    left = len(words) - len(words.lstrip(_MARKS))
    return start + left, start + left + len(words.strip(_MARKS))


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the brackets around a line, and the marks before a closing one."""
    before = text[max(0, start - 3) : start]
    opened = len(before.rstrip(" 　"))
    if not opened or before[opened - 1] not in _OPENERS:
        return start, end
    closing = _CLOSING.match(text, end)
    return start - len(before) + opened - 1, closing.end() if closing else end


def _bracketed(text: str) -> Iterator[UnitLine]:
    """Yield the lines told or listed in brackets: （市商务局牵头，各县（市、区）配合）."""
    stop = said = -1  # where the paragraph ends, with its marks and without
    for start, end in _brackets(text):
        if end > stop:  # worked out once a paragraph: it may hold a hundred thousand brackets
            stop = _line_end(text, end)
            said = _said_end(text, end, stop)
        if end - start > LONGEST:
            continue
        words = text[start + 1 : end - 1]
        line = _told_by_someone(words) or (_listed(words) if _closes_paragraph(text, start, end, said) else None)
        if line is not None:
            yield _shifted(line, start, end, start + 1)


def _told_by_someone(words: str) -> UnitLine | None:
    """Read what is told in brackets, unless it only speaks of kinds of organisations: （企业牵头、高校参与）."""
    line = read_told(words)
    if line is None or not any(is_office(name) or is_collective(name) for name in (*line.lead, *line.support)):
        return None
    return line


def _shifted(line: UnitLine, start: int, end: int, base: int) -> UnitLine:
    """Place a line that was read in words of its own, which begin at `base`."""
    due = (line.due[0] + base, line.due[1] + base) if line.due else None
    return replace(line, start=start, end=end, due=due)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost pairs of brackets; a line end closes what was left open."""
    depth, start = 0, 0
    for found in _PAIRS.finditer(text):
        mark = found[0]
        if mark == "\n":
            depth = 0
        elif mark in _OPENERS:
            start = found.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, found.end()


def _line_end(text: str, start: int) -> int:
    """Say where the paragraph around `start` ends."""
    stop = text.find("\n", start)
    return len(text) if stop < 0 else stop


def _said_end(text: str, start: int, stop: int) -> int:
    """Say where a paragraph ends without the marks that close it."""
    while stop > start and text[stop - 1] in "。；; ":
        stop -= 1
    return stop


def _closes_paragraph(text: str, start: int, end: int, said: int) -> bool:
    """Say whether a bracket stands behind a finished sentence and is the last of its paragraph, or one of several that close sentences.

    Args:
        text: Of the clause.
        start: Offset of the bracket.
        end: Offset behind it.
        said: Offset behind the last word of its paragraph.
    """
    if start and text[start - 1] in "。；;" and said > end and text[said - 1] in "）)］":
        return True
    behind = text[end : end + 2].lstrip("。；; ")
    return (not behind or behind[0] == "\n") and (start == 0 or text[start - 1] in "。；;！\n " or text[end : end + 1] == "。")


def _listed(words: str) -> UnitLine | None:
    """Read a bare list of bodies: 市科技局、市财政局, or 市科技局会同市财政局. Words that might be anything else are refused."""
    before, together, after = words.partition("会同")
    lead, names = split_units(before) if together else (), split_units(before + "、" + after if together else words)
    known = any(is_office(name) for name in names) or all(is_collective(name) for name in names)
    if not names or not known or not all(is_body(name) for name in names) or (len(names) == 1 and len(names[0]) > _LONGEST_ALONE):
        return None
    roles = _Roles()
    roles.add(Role.LEAD, lead)
    roles.add(Role.CHARGED, names)
    return roles.line(0, len(words), "listed")


def _sentences(text: str) -> Iterator[UnitLine]:
    """Yield the last sentences of paragraphs that say nothing but who answers: 由市科技局牵头，市财政局配合。"""
    start = 0
    for paragraph in text.split("\n"):
        body = paragraph.rstrip("。 　")
        begin = max(body.rfind("。"), body.rfind("；"), body.rfind(";")) + 1
        line = read_told(body[begin:]) if len(body) - begin <= LONGEST else None
        if line is not None and any(is_office(name) for name in (*line.lead, *line.support)):
            yield _shifted(line, start + begin, start + len(paragraph), start + begin)
        start += len(paragraph) + 1


def _clear_of(lines: list[UnitLine], others: Iterator[UnitLine]) -> Iterator[UnitLine]:
    """Yield the lines that share no words with those already read; both are in order."""
    at = 0
    for line in others:
        while at < len(lines) and lines[at].end <= line.start:
            at += 1
        if at == len(lines) or line.end <= lines[at].start:
            yield line
