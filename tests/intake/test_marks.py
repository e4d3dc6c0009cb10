"""Fingerprints by the million: found as a dictionary finds them, in a third of its memory."""

import hashlib
import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.intake.marks import SIZE, Marks


def mark(number: int) -> bytes:
    """A fingerprint like any other."""
    return hashlib.blake2b(str(number).encode(), digest_size=SIZE).digest()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=80))
def test_each_fingerprint_has_the_number_of_its_first_coming(numbers: list[int]) -> None:
    """Numbers are given once and in order; what never came has none."""
    marks, expected = Marks(), dict[int, int]()
    for number in numbers:
        assert marks.add(mark(number)) == expected.setdefault(number, len(expected))
    assert len(marks) == len(expected)
    assert all(marks.find(mark(number)) == expected.get(number) for number in range(61))


def test_fingerprints_that_begin_alike_are_told_apart() -> None:
    """Those that want the same place in the table each find their own."""
    marks, alike = Marks(), [bytes(8) + number.to_bytes(8) for number in range(300)]
    assert [marks.add(one) for one in alike] == list(range(300))
    assert [marks.find(one) for one in alike] == list(range(300))


def test_ten_thousand_fit_into_a_third_of_a_megabyte() -> None:
    """28 bytes each and the slack of growing: a million stays below 60 MB beside everything else."""
    given = [mark(number) for number in range(10_000)]
    tracemalloc.start()
    marks = Marks()
    for one in given:
        marks.add(one)
    held, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 350_000
