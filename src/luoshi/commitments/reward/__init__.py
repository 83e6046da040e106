"""Grammar of rewards: what someone can claim or is granted, how much, with what cap.

`marks` finds the sums and rates of a sentence and tells grants, caps and thresholds apart; `provisions` groups them with the words that say
for what; `parties` says who gets it; `lists` matches 分别-lists; `wordy` reads support without a number; `read` puts rewards together.
"""

from luoshi.commitments.reward.read import read_rewards

__all__ = ["read_rewards"]
