"""Why an applicant is owed what it is owed, and why not: in sentences an applicant understands, and rows an auditor can recompute."""

from luoshi.rewards.explain.explain import Explainer, Explanation, LineExplanation, Refusal
from luoshi.rewards.explain.nodes import Check, Step

__all__ = ["Check", "Explainer", "Explanation", "LineExplanation", "Refusal", "Step"]
