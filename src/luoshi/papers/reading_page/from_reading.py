"""Put the reading page together: one file, nothing fetched, nothing that a document says can run."""

from __future__ import annotations

from collections import Counter

from luoshi.commitments.nodes import Kind, Reading
from luoshi.commitments.show import IMPLIED, IMPLIED_MEANS, fields, without_repeated_doubts
from luoshi.papers.icons import icon, sprite
from luoshi.papers.markup import NOTHING, Html, element, join, text
from luoshi.papers.particulars import particulars, title_of
from luoshi.papers.reading_page.kinds import FAMILIES
from luoshi.papers.reading_page.lists import checks, commitment_lists
from luoshi.papers.reading_page.outline import has_outline, outline
from luoshi.papers.reading_page.text_column import index_table, text_column
from luoshi.papers.self_contained import self_contained
from luoshi.source import Severity

ICONS = ("search", "warn", "stop", "info", "doc", "list", "check", "print", "keys")
VIEWS = (("lists", "承诺"), ("text", "原文"), ("checks", "需核对"), ("outline", "目录"))


def reading_page(reading: Reading) -> str:
    """Return one HTML document: text with every commitment marked, lists beside it, what should be checked, an outline.

    Guarantees: the same reading gives the same page; it asks for nothing from anywhere; words of the document are always escaped.
    """
    reading = without_repeated_doubts(reading)
    title = title_of(reading.policy)
    column, places = text_column(reading)
    body = {
        "sprite": sprite(ICONS),
        "title": text(title),
        "index": index_table(reading.policy.text.metadata),
        "text": column if reading.policy.text.chars.strip() else _no_text(reading),
        "outline": outline(reading, places) if has_outline(reading) else _plain("没有分条的标题。"),
        "lists": commitment_lists(reading) or _no_commitments(reading),
        "checks": checks(reading) or _no_checks(),
        "implied": _legend(reading),
    }
    return self_contained("reading_page", f"{title} - 读文结果", body | _head(reading) | _controls(reading), has_script=True)


def _head(reading: Reading) -> dict[str, Html]:
    doubtful = sum(1 for commitment in reading.commitments if commitment.doubts)
    known = dict(particulars(reading.policy))
    number, _ = known.pop("发文字号", ""), known.pop("主送", "")
    return {
        "number": element("span", None, text(number)) if number else NOTHING,
        "about": join(_about(name, words) for name, words in known.items()),
        "total": text(f"{len(reading.commitments):,}"),
        "doubtful": element("span", {"class": "doubt"}, text(f"{doubtful}条有疑点")) if doubtful else NOTHING,
        "to_check": element("span", {"class": "chk"}, text(f"{len(reading.diagnostics)}处需核对")) if reading.diagnostics else NOTHING,
    }


def _about(name: str, words: str) -> Html:
    return element("span", {"class": "file"} if name == "原件" else None, text(f"期间{words}" if name == "期间" else words))


def _legend(reading: Reading) -> Html:
    """Explain the mark of what was not printed, where the page has it."""
    if not any(field.implied for commitment in reading.commitments for field in fields(commitment)):
        return NOTHING
    return element("span", {"class": "legend"}, element("span", {"class": "from"}, text(IMPLIED)), text(IMPLIED_MEANS))


def _controls(reading: Reading) -> dict[str, Html]:
    counts = Counter(commitment.kind for commitment in reading.commitments)
    numbers = {"lists": len(reading.commitments), "checks": len(reading.diagnostics)}
    buttons = {view: _view_button(view, words, numbers.get(view)) for view, words in VIEWS}
    return {
        "kinds": join(_kind_filter(kind, counts[kind]) for kind in Kind if counts[kind]),
        "views": join(buttons.values()),
        "tabs": join((buttons["lists"], buttons["checks"], buttons["outline"])),
    }


def _view_button(view: str, words: str, number: int | None) -> Html:
    count = element("span", {"class": "count"}, text(str(number))) if number is not None else NOTHING
    return element("button", {"type": "button", "data-show": view, "aria-pressed": "false"}, text(words), count)


def _kind_filter(kind: Kind, count: int) -> Html:
    box = Html(f'<input type="checkbox" name="kind" value="{kind.value}" data-label="{kind.label}" checked>')
    tag = element("span", {"class": f"kind kind-{FAMILIES[kind]}"}, text(kind.label))
    return element("li", None, element("label", {"class": "kf"}, box, tag, element("span", None, text(str(count)))))


def _no_text(reading: Reading) -> Html:
    worst = [d for level in Severity for d in reading.diagnostics if d.severity is level]
    why = f"{worst[0].message}{worst[0].hint}" if worst else "文件是空的，或只有图片。"
    return _empty("doc", "没有可读的文字。", why)


def _no_commitments(reading: Reading) -> Html:
    if not reading.policy.text.chars.strip():
        return _empty("list", "没有读出承诺。", "文件里没有可读的文字。")
    next_step = "需核对的地方列在“需核对”里。" if reading.diagnostics else "请确认文件是否选对。"
    return _empty("list", "没有读出承诺。", f"没有找到目标、责任、奖补等承诺，可能文件里没有写，也可能写法还读不懂。{next_step}")


def _no_checks() -> Html:
    return _empty("check", "没有需要核对的地方。", "这不等于读得都对，请逐条与原文核对。")


def _empty(name: str, what: str, why: str) -> Html:
    return element("div", {"class": "empty"}, icon(name), element("p", None, element("b", None, text(what))), _plain(why))


def _plain(words: str) -> Html:
    return element("p", None, text(words))
