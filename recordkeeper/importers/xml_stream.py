"""The records of an XML file, one after another, in bounded memory: expat, hardened.

A record is an element directly under the root. Nothing is expanded, fetched or guessed: a document
type (where XML keeps its entity bombs and external files) is refused, whatever it says. Read in large
chunks, because expat before 2.6 is quadratic in small ones (CVE-2023-52425). Where the file breaks
off, everything before has been yielded, then what was begun, then the place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import BinaryIO, NamedTuple

import pyexpat

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Limits
from recordkeeper.importers.mending import Flood, MendedBytes

_END_TAG = re.compile(rb"</([^\s>]+)\s*>")
_INDEX_MASK = 0xFFFFFFFF


class Root(NamedTuple):
    """The start tag that all records stand in."""

    name: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Element:
    """One element with what is inside it; a record when it stands directly under the root.

    Attributes:
        name, attributes: as in the file, references resolved.
        start, end: byte range in the untouched file, end exclusive. ``end`` is of records only.
        children: the elements inside, in order.
        shortened: values longer than `Limits.value` were left out, or base64 within them.
        repaired: references that XML forbids were replaced somewhere in the record.
        complete: its end is in the file.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    children: list["Element"]
    shortened: bool = False
    repaired: bool = False
    complete: bool = False


class Cut(NamedTuple):
    """Where reading had to stop, and why.

    Attributes:
        byte: in the untouched file.
        line, column: line from 1, column from 0, as expat counts; None where repairs moved them.
    """

    byte: int
    line: int | None
    column: int | None
    reason: str


class XmlRecords:
    """Iterates over the root, then the records, then a `Cut` if the file is damaged.

    Args:
        stream: read from its present position, to its end.
        limits: how much is taken.
        roots: the names that the root may have.

    Raises:
        ImportRefused: while iterating, another root, no root at all, or a document type.
    """

    def __init__(self, stream: BinaryIO, limits: Limits, roots: frozenset[str]) -> None:
        self._bytes = MendedBytes(stream, limits)
        self._limits = limits
        self._roots = roots
        self._names: dict[str, str] = {}
        parser = self._parser = pyexpat.ParserCreate("UTF-8", None, self._names)
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.StartDoctypeDeclHandler = _refuse_doctype
        self._given = 0
        self._window = bytearray()
        self._root: Root | None = None
        self._path: list[Element] = []
        self._parts = 0
        self._repairs = 0
        self._ready: list[Root | Element] = []

    def __iter__(self) -> Iterator[Root | Element | Cut]:
        """The root, the records, and where reading stopped if that is not the end."""
        cut = None
        for data in self._bytes.chunks():
            cut = self._feed(data, final=False)
            yield from self._take()
            if cut:
                break
    def _take(self):
        ready, self._ready = self._ready, []
        return ready
