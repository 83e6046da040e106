"""Synthetic populations to try settlements and simulations on: applicants, matters and earlier payments, always marked as such.

Not for inference about any real place: docs/synthetic-population.md says what is drawn how.
"""

from luoshi.synth.from_programmes import synthesise
from luoshi.synth.nodes import Heads, Output, Synthesis, SynthesisRefused, Wanted, Written

__all__ = ["Heads", "Output", "Synthesis", "SynthesisRefused", "Wanted", "Written", "synthesise"]
