"""What a document says of itself, by its names on screen: number, issuer, dates, the file it came from."""

from __future__ import annotations

from luoshi.policy.nodes import Policy

FORMATS = {
    "txt": "文本",
    "html": "网页",
    "docx": "Word文档",
    "doc": "Word文档（旧）",
    "wps": "WPS文档",
    "pdf": "PDF",
    "ofd": "OFD版式文件",
    "rtf": "RTF文档",
    "odt": "ODT文档",
}


def title_of(policy: Policy) -> str:
    """Return the title, or the name of the file where the document prints none."""
    return " ".join((policy.title or policy.text.source.name or "未命名").split())


def particulars(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Return name and words of each particular that is known; the file stands last and is always there."""
    known = (
        ("发文字号", policy.document_number),
        ("发文机关", policy.issuer),
        ("成文日期", day_words(policy.issued_on)),
        ("期间", _period(policy)),
        ("主送", "、".join(policy.recipients)),
        ("原件", source_words(policy)),
    )
    return tuple((name, words) for name, words in known if words)


def day_words(day: str) -> str:
    """Say `2026-03-02` as 2026年3月2日; other words stay as they are."""
    parts = day.split("-")
    if not day or not all(part.isdecimal() for part in parts):
        return day
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def source_words(policy: Policy) -> str:
    """Name the file with its format and length."""
    source = policy.text.source
    return f"{source.name or '未命名'}（{FORMATS.get(source.format, source.format)}，{len(policy.text.chars):,}字）"


def _period(policy: Policy) -> str:
    if policy.period is None:
        return ""
    first, last = policy.period
    return f"{first}年" if first == last else f"{first}年至{last}年"
