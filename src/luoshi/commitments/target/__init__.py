"""Grammar of targets: measurable commitments, with a time or a rhythm.

A sentence is read segment by segment, and in a segment quantity by quantity (`rules`); what is stated without a number is read by `wordy`,
tables by `tables`; `read` lays the time over what they state. What is told of the past, what conditions a reward and what is only a name
is left alone.
"""

from luoshi.commitments.target.read import read_targets

__all__ = ["read_targets"]
