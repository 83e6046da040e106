"""Bodies that are to act and that the document never sets up or defines; shorthand in quotes that it never explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.commitments.background import is_background
from luoshi.commitments.context import Sentence
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding
from luoshi.source import Severity, Span

KINDS = "领导小组|工作专班|专班|联席会议|指挥部"
BODY = re.compile(rf"(?P<name>[一-鿿]{{0,24}}?)(?P<kind>{KINDS})(?!制度|机制)")
# Words that lead up to a name and are no part of it.
LEADING = re.compile(
    r".*(?:由|经|报|在|向|与|和|及|或|对|的|各级|发挥|加强|依托|提交|纳入|接受|通过|按照|根据|召开|实施|完善|健全|明确|统一)"
)
# What a body does, or what is done under it: such a mention makes it an actor.
ACTS = re.compile(
    r"(?:办公室|会议)?(?:要|应|须|将|负责|统筹|组织|协调|指导|督促|审|研究|牵头|定期|每|会同|根据|对|及时|领导下|统一领导|批准|同意|决定|听取|下设|加强|切实)"
)
CALLED_ON = re.compile(r"(?:由|经|报|向|在)[^，。；]{0,24}$")
SET_UP = "成立|组建|设立|建立|调整|组成|充实|健全|构建"
FOUNDED = (
    re.compile(rf"(?:{SET_UP})[^。；\n]{{0,40}}?(?P<kind>{KINDS})"),
    re.compile(rf"(?P<kind>{KINDS})[^。；\n]{{0,40}}(?:组长|召集人|总指挥|指挥长|成员单位?(?:由|包括|：)|组成|设在)"),
    re.compile(rf"(?:为成员|成员单位|参加|组成)的[^。；\n]{{0,16}}(?P<kind>{KINDS})"),
)
OWN_NAME = 4
NEAR = 30
AUTHORITY = re.compile(r"(?:由|经|报|向|至|送)(?:本级|同级|所在地|属地|县|市|区|旗)?(?P<who>主管部门|行政主管部门|业务主管部门)")
AUTHORITY_DEFINED = re.compile(r"主管部门(?:是|为|（|，是|指)|[是为][^。；\n]{0,24}主管部门|以下(?:简|统)称[^。；\n]{0,4}主管部门")
# Shorthand that counts, 2+6+N, or that counts and stands before the thing it means, “四覆盖”行动, “五上”企业.
SHORTHAND = re.compile(
    r"[“‘](?P<words>\d+(?:\+[\dN]+)+|[三四五六七八九十][一-鿿]{1,2}(?=[”’](?:企业|单位|人员|主体|项目|行动|指标|问题|清单|机制|工程|目标)))[”’]"
)
# What the whole country says needs no word.
KNOWN = re.compile(
    r"十[一二三四五]五|三农|三区|四上|三新|三品|四新|三同时|四不两直|四唯|五险|三重|七五|八五|三会|三公|四史|四个|三个|五个|十大|三大|四大|五大|六大|八大"
)
# Listed right before it: 研发机构、研发投入、研发活动“三覆盖”.
LISTED = re.compile(r"、[一-鿿]{2,12}$")
# The parts told one by one: “1”是领导小组办公室，“8”是八个平台.
PART_TOLD = re.compile(r"“(\d+)”(?:是|指|为|即)")
EXPLAINED = re.compile(r"[”’]?[一-鿿]{0,8}(?:[（(](?!以下)|[，,]?(?:即|是指|指|针对)|：|——)")


def lint_bodies(document: Document) -> Iterator[Finding]:
    """Look for bodies and shorthand that a reader cannot know."""
    yield from bodies_never_set_up(document)
    yield from authority_never_named(document)
    yield from shorthand_never_explained(document)


def bodies_never_set_up(document: Document) -> Iterator[Finding]:
    """A 领导小组 that acts was set up somewhere: here, or by a document that is named."""
    founded = {found["kind"][-2:] for pattern in FOUNDED for found in pattern.finditer(document.chars)}
    acting: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for sentence in document.sentences:
        for name, kind, span in _actors(sentence):
            if kind[-2:] not in founded:
                acting[kind[-2:]].append((name, span))
    for mentions in acting.values():
        name = max((name for name, _ in mentions), key=len)
        is_named = not re.fullmatch(f".{{0,{OWN_NAME - 1}}}(?:{KINDS})", name)
        hint = "写明组成，如“成立县科技创新工作领导小组，由县长任组长，办公室设在县科技局”；已经成立的，写出全称和文号。"
        message = f"“{name}”没有写由谁组成、何时设立。"
        severity = Severity.NOTE if is_named else Severity.WARNING
        yield document.finding("lint.body-undefined", severity, message, [span for _, span in mentions], hint=hint)


def _actors(sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """Yield the bodies that act in a sentence: name, kind, place."""
    if is_background(sentence.clause):
        return
    for found in BODY.finditer(sentence.text):
        if ACTS.match(sentence.text, found.end()) or CALLED_ON.search(
            sentence.text, max(0, found.start("kind") - NEAR), found.start("kind")
        ):
            leading = LEADING.match(found["name"])
            start = found.start() + (leading.end() if leading else 0)
            yield sentence.text[start : found.end()], found["kind"], sentence.part(start, found.end())


def authority_never_named(document: Document) -> Iterator[Finding]:
    """报主管部门审批: which one?"""
    if AUTHORITY_DEFINED.search(document.chars):
        return
    spans = [sentence.part(*found.span("who")) for sentence in document.sentences for found in AUTHORITY.finditer(sentence.text)]
    if spans:
        message = f"{len(spans)}处“主管部门”没有写明是哪个部门。"
        yield document.finding(
            "lint.body-undefined", Severity.WARNING, message, spans, hint="写出部门名称，或先写明“县科技局是本办法的主管部门”。"
        )


def shorthand_never_explained(document: Document) -> Iterator[Finding]:
    """“四覆盖”企业, “2+6+N”: said once in full, at the first mention or any other."""
    first: dict[str, Span] = {}
    explained: set[str] = set()
    parts = set(PART_TOLD.findall(document.chars))
    for found in SHORTHAND.finditer(document.chars):
        words = found["words"]
        first.setdefault(words, Span(*found.span()))
        behind = document.chars[found.end() : found.end() + NEAR]
        before = document.chars[max(0, found.start() - NEAR) : found.start()]
        if KNOWN.match(words) or EXPLAINED.match(behind) or LISTED.search(before) or words.partition("+")[0] in parts:
            explained.add(words)
    spans = [span for words, span in first.items() if words not in explained]
    if spans:
        message = f"{len(spans)}个数字简称没有说明所指。"
        hint = "首次出现时注明，如“四覆盖”（机构、人员、经费、活动全覆盖）。"
        yield document.finding("lint.shorthand", Severity.NOTE, message, spans, hint=hint)
