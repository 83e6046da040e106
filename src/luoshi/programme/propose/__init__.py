"""What the words of a reward plainly say about facts: which matters, conditions and quantities; proposals, to be confirmed."""

from luoshi.programme.propose.conditions import condition_of
from luoshi.programme.propose.halves import patterns_of
from luoshi.programme.propose.pattern import pattern_of
from luoshi.programme.propose.quantities import quantity_of
from luoshi.programme.propose.tiers import TieredRewards, tiers_of

__all__ = ["TieredRewards", "condition_of", "pattern_of", "patterns_of", "quantity_of", "tiers_of"]
