"""Whole commands measured in turn, A B A B …, so that a drifting machine drifts for both."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

ROUNDS = 9


@dataclass(frozen=True)
class Figure:
    """One ratio, with what it is the ratio of.

    Attributes:
        name: what was measured.
        ratio: median of the ratios, round by round.
        spread: the smallest and the largest of them.
        bound: what the ratio must not exceed; None where it is only reported.
        detail: the medians behind it, in words.
    """

    name: str
    ratio: float
    spread: tuple[float, float]
    bound: float | None
    detail: str

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.bound is None or self.ratio <= self.bound


def in_turn(
    name: str,
    ours: Callable[[], None],
    floor: Callable[[], None],
    *,
    bound: float | None,
    rounds: int = ROUNDS,
) -> Figure:
    """Time two actions in turn, after one unmeasured round of each, and compare them round by round."""
    ours()
    floor()
    times = [(seconds(ours), seconds(floor)) for _ in range(rounds)]
    ratios = [one / other for one, other in times]
    first, second = median(one for one, _ in times), median(other for _, other in times)
    detail = f"{first * 1000:.0f} ms against {second * 1000:.0f} ms, {rounds} rounds"
    return Figure(name, median(ratios), (min(ratios), max(ratios)), bound, detail)


def seconds(action: Callable[[], None]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(arguments: Sequence[str]) -> None:
    """Run a command to its end, its output thrown away."""
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peak_memory(arguments: Sequence[str]) -> float:
    """The peak resident memory of a command, in MiB, by the system's own account of that process."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{arguments[0]} failed with status {status}")
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return usage.ru_maxrss / unit
