"""The meaning of a settlement: plain Python, exact integers, one applicant at a time, every step recorded.

docs/reward-rules.md says in words what these modules do; the plan has to agree with them to the fen.
"""

from luoshi.rewards.interpreter.line import Line, Status, Take, TakeKind
from luoshi.rewards.interpreter.settle import Interpreter

__all__ = ["Interpreter", "Line", "Status", "Take", "TakeKind"]
