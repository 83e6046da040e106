"""A programme as YAML that an officer can read and correct: Chinese as it is, a stable order, one fact a line."""

from __future__ import annotations

from typing import Any

import yaml

HEADER = """\
# {title}
# 机器所读的草稿，待人确认。逐条与原文核对，改正后把该条的 status: draft 改为 status: confirmed。
# 金额单位为元（…_yuan），比率为小数（0.5 即50%）；confidence 低于 1 的，疑点写在 doubts。
"""
WIDE = 10_000  # no folding: a folded Chinese line gains a blank where it is joined again


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, as people write them, and never writes the same list as a reference to another row."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the signature is PyYAML's
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def to_yaml(programme: dict[str, Any]) -> str:
    """Return the programme as a YAML document with a comment on top that says how to use it; the same programme gives the same text."""
    title = " ".join((programme["policy"]["title"] or programme["policy"]["source"]["name"]).split())
    body = yaml.dump(programme, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDE, default_flow_style=False)
    return HEADER.format(title=title) + body
