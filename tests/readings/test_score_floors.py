"""What was once read right in the real policies stays read right."""

from pathlib import Path

from tools.score import dropped, load_floors, score_corpus


def test_scores_of_the_real_policies_stay_above_their_floors(corpus: Path) -> None:
    assert dropped(score_corpus(corpus), load_floors()) == []
