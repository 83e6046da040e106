"""Where words come from and what is wrong with them; every other layer may use this one, it uses none."""

from luoshi.source.nodes import Diagnostic, Severity, Source, SourceRefused, Span

__all__ = ["Diagnostic", "Severity", "Source", "SourceRefused", "Span"]
