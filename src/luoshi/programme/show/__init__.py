"""What stands in a programme in plain official Chinese: patterns, conditions, formulas, limits, and every key of a row."""

from luoshi.programme.show.rows import row_title, validity_words, value_words
from luoshi.programme.show.rules import condition_words, pattern_words, quantity_words

__all__ = ["condition_words", "pattern_words", "quantity_words", "row_title", "validity_words", "value_words"]
