"""How the cost of work grows with its size: a ratio, the same on a slow and on a busy machine. Speed itself is measured in tests/bench."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Work = TypeVar("Work")
TIMES = 8
# Linear work takes 8 times as long for 8 times as much, quadratic work 64 times; what lies between is left to noise and caches.
LIMIT = 25
ROUNDS = 3
# Below this a measurement is of the clock and not of the work.
LEAST_SECONDS = 0.004


def grows_no_faster_than_its_size(work: Callable[[Work], object], made: Callable[[int], Work], size: int) -> bool:
    """Say whether 8 times `size` costs less than 25 times as much, in time of this process; one good round in three is enough."""
    small, large = made(size), made(TIMES * size)
    least = max(LEAST_SECONDS, min(_seconds(work, small) for _ in range(ROUNDS)))
    return any(_seconds(work, large) < LIMIT * least for _ in range(ROUNDS))


def _seconds(work: Callable[[Work], object], on: Work) -> float:
    started = time.process_time()
    work(on)
    return time.process_time() - started
