"""Validity: from when, until when, who explains it, under which number; normative documents end after five years at most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.lint.document import MANY_REWARDS, Document
from luoshi.lint.nodes import Finding
from luoshi.source import Severity, Span
from luoshi.values.document_number import NUMBER, parse_document_number
from luoshi.values.numerals import CHINESE, parse_number

IN_FORCE = re.compile(
    r"自[^。；\n]{0,24}起[^。；\n]{0,6}(?:施行|实施|执行|生效|试行)|(?:施行|实施|生效)(?:日期|时间)|从[^。；\n]{0,16}起(?:施行|实施|执行)"
)
TERM = re.compile(
    r"有效期|有效期限|(?:执行|实施|试行|施行|政策|办法)(?:期限?|有效期)|期限为|[到至]20\d\d年\d{1,2}月\d{1,2}日(?:止|废止|失效|终止)|暂定[^。；\n]{1,4}年"
)
TERM_YEARS = re.compile(
    rf"(?:有效期限?|施行期|试行期|实施期|执行期)(?:限)?(?:为|是|暂定|定为|暂定为|：)?\s*(?P<years>{CHINESE}|\d{{1,2}})\s*年"
)
TERM_UNTIL = re.compile(r"有效期限?(?:截止)?[到至](?P<year>20\d\d)年")
EXPLAINS = re.compile(r"解释")
TRIAL = re.compile(r"试行|暂行")
LONGEST_YEARS = 5
LONGEST_TRIAL_YEARS = 2


def lint_validity(document: Document) -> Iterator[Finding]:
    """Ask of a document that rules or grants for its dates, of every one for its number."""
    if document.grants_above_all or len(document.priced) >= MANY_REWARDS:
        severity = Severity.WARNING if document.grants_above_all else Severity.NOTE
        yield from in_force(document, severity)
        yield from term(document, severity)
        if not EXPLAINS.search(document.chars):
            yield document.finding("lint.no-interpreter", Severity.NOTE, "没有写由谁负责解释。", hint="写一句“本办法由县科技局负责解释”。")
    yield from too_long(document)
    yield from number_form(document)


def in_force(document: Document, severity: Severity) -> Iterator[Finding]:
    """A document that rules says from when."""
    if not IN_FORCE.search(document.chars):
        hint = "写明施行日期，如“本办法自2026年1月1日起施行”。"
        yield document.finding("lint.no-effective-date", severity, "没有写施行日期。", hint=hint)


def term(document: Document, severity: Severity) -> Iterator[Finding]:
    """A document that rules says until when, in its text or by the years in its title."""
    if not TERM.search(document.chars) and document.reading.policy.period is None:
        hint = "写明有效期，如“有效期5年”或“有效期至2030年12月31日”。"
        yield document.finding("lint.no-term", severity, "没有写有效期。", hint=hint)


def too_long(document: Document) -> Iterator[Finding]:
    """Five years at most, two on trial."""
    is_trial = TRIAL.search(document.title) is not None
    longest = LONGEST_TRIAL_YEARS if is_trial else LONGEST_YEARS
    for years, span in _terms(document):
        if years > longest:
            kind = "试行、暂行的文件" if is_trial else "规范性文件"
            message = f"有效期{years}年，{kind}一般不超过{longest}年。"
            yield document.finding(
                "lint.term-too-long", Severity.WARNING, message, [span], hint=f"改为不超过{longest}年，期满前评估后再延续。"
            )


def _terms(document: Document) -> Iterator[tuple[int, Span]]:
    for found in TERM_YEARS.finditer(document.chars):
        if not _is_about_others(document.chars, found.start()):
            yield int(parse_number(found["years"])), Span(*found.span())
    issued = document.reading.policy.issued_on[:4]
    for found in TERM_UNTIL.finditer(document.chars) if issued else ():
        if not _is_about_others(document.chars, found.start()):
            yield int(found["year"]) - int(issued), Span(*found.span())


def _is_about_others(chars: str, at: int) -> bool:
    """Say whether a term is that of a certificate, a contract or a qualification, not of the document."""
    before = chars[max(0, at - 16) : at]
    return re.search(r"证书|资格|合同|协议|认定|称号|许可|贷款|专利|备案|批文|标识|执照|报告|入库|高新技术企业", before) is not None


def number_form(document: Document) -> Iterator[Finding]:
    """Numbers of documents stand in six-corner brackets, without 第 and leading zeros: 青政办发〔2025〕18号."""
    if document.reading.policy.issued_on and not document.reading.policy.document_number:
        yield document.finding(
            "lint.no-document-number", Severity.NOTE, "有成文日期，没有发文字号。", hint="补上，如“青政办发〔2025〕18号”。"
        )
    spans = [Span(*found.span()) for found in NUMBER.finditer(document.chars) if not _is_in_form(found[0])]
    if spans:
        message = f"{len(spans)}处发文字号写法不合格式。"
        hint = "按GB/T 9704写，年份用六角括号，不加“第”，不编虚位，如“青政办发〔2025〕18号”。"
        yield document.finding("lint.document-number-form", Severity.NOTE, message, spans, hint=hint)


def _is_in_form(printed: str) -> bool:
    try:
        return str(parse_document_number(printed)) == re.sub(r"\s", "", printed)
    except ValueError:
        return True
