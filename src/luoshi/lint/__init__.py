"""What a drafter should mend before issuing, and what fair-competition review would object to, with the legal ground."""

from luoshi.lint.from_reading import lint_reading
from luoshi.lint.nodes import Finding, Ground

__all__ = ["Finding", "Ground", "lint_reading"]
