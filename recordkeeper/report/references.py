"""¶ references in the sentences of a disclosure, turned into links to the rows they name."""

import re
from collections.abc import Collection, Iterable, Iterator

from recordkeeper.report.typesetting import Run, link

_QUOTED = re.compile("(“[^”]*”)")
_REFERENCE = re.compile(r"(¶\s?\d{1,9}(?:-\d{1,9})?)(?!\d)")
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?(?!\d)")
_LONGEST = 100_000  # serials in one range: an episode is never longer, and a bad one must not fill the memory


def paragraph(serial: int) -> str:
    """The anchor name of a ¶."""
    return f"p{serial}"


def serials(mark: str) -> Iterator[int]:
    """Every serial of a row's mark: "14", "14-27", "14-27 31"."""
    for found in _RANGE.finditer(mark):
        first = int(found[1])
        last = int(found[2] or first)
        yield from range(first, max(first, min(last, first + _LONGEST)) + 1)


def shown(marks: Iterable[str]) -> frozenset[int]:
    """The paragraphs that rows with these marks show."""
    return frozenset(serial for mark in marks for serial in serials(mark))


def runs(text: str, paragraphs: Collection[int]) -> list[Run]:
    """A sentence of ours with its ¶ references as links; a reference to a ¶ not in the document stays words.

    What stands between quotation marks is somebody's words: a run of its own, with its own direction of
    writing, and never searched for references.
    """
    parts: list[Run] = []
    for piece in _QUOTED.split(text):
        if _QUOTED.fullmatch(piece):
            parts += [Run("“"), Run(piece[1:-1]), Run("”")]
        else:
            parts += [_run(word, paragraphs) for word in _REFERENCE.split(piece)]
    return [part for part in parts if part.text]


def _run(word: str, paragraphs: Collection[int]) -> Run:
    if _REFERENCE.fullmatch(word):
        first = next(serials(word))
        if first in paragraphs:
            return link(word, paragraph(first))
    return Run(word)
