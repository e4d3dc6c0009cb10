"""The records of a JSON document, one after another, in memory bounded by one record.

A document may be hundreds of megabytes: it is walked as bytes (``json/window.py``), and only one record at
a time is ever decoded (``json/values.py``). Where the document breaks off, everything before it has been
yielded.
"""

from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.json.values import decoded
from recordkeeper.importers.json.window import Broken, Window
from recordkeeper.importers.material import Limits

Path = tuple[str | int, ...]
"""Where a value stands: names, and places in arrays from 0: ``("chats", "list", 0, "messages", 5)``."""
Pattern = tuple[str, ...]
"""A path with "*" for any name or place: ``("chats", "list", "*", "messages")``."""


class Part(NamedTuple):
    """One element of a named array, or a value that stands beside those arrays.

    Attributes:
        path: where; its last step is a number for an element and a name for a value beside.
        start, end: byte range in the stream, end exclusive.
        value, reason, repaired: as in `Decoded`.
    """

    path: Path
    start: int
    end: int
    value: Any
    reason: str = ""
    repaired: bool = False


def elements(stream: BinaryIO, limits: Limits, arrays: Collection[Pattern]) -> Iterator[Part | Damage]:
    """The elements of the arrays with these paths, and every value beside them, in their order.

    A value that is not an array, where one of the arrays should be, is yielded whole under its path.
    ``Damage`` comes last; a name that stands twice in an object on the way is `Damage` too, and both
    of its values are yielded.

    Args:
        stream: read from its present position, which is byte 0 of all ranges.
        limits: how much is taken.
        arrays: paths; ``()`` stands for a document that is an array itself.
    """
    yield from _Walk(stream, limits, arrays, wanted=True).document()


def beside(
    stream: BinaryIO, limits: Limits, arrays: Collection[Pattern], names: Collection[str]
) -> dict[Path, Any]:
    """The values of these names that stand beside the arrays, by path, before a record is read.

    Titles and names of members may stand after the messages. The arrays' elements are passed over
    without being decoded; what cannot be read, or is longer than `Limits.value`, is left out. Of a
    broken document: what stands before.
    """
    return {
        one.path: one.value
        for one in _Walk(stream, limits, arrays, wanted=False).document()
        if isinstance(one, Part)
        and not one.reason
        and one.path
        and one.path[-1] in names
        and one.end - one.start <= limits.value
    }


class _Walk:
    """The way through one document, along the patterns only: never deeper than the longest of them."""

    def __init__(
        self, stream: BinaryIO, limits: Limits, arrays: Collection[Pattern], *, wanted: bool
    ) -> None:
        self._window = Window(stream, limits)
        self._limits = limits
        self._arrays = frozenset(arrays)
        self._wanted = wanted

    def document(self) -> Iterator[Part | Damage]:
        try:
            self._expect_something()
            yield from self._value((), self._arrays)
            if self._window.following() is not None:
                raise Broken(self._window.byte, _("something follows the end of the document"))
        except Broken as broken:
            yield Damage(locator.of_byte(broken.byte), broken.reason)

    def _value(self, path: Path, patterns: frozenset[Pattern]) -> Iterator[Part | Damage]:
        first = self._window.data[self._window.at]
        if first == ord("[") and () in patterns and not self._wanted:
            self._window.value(held=False)
        elif first == ord("[") and patterns:
            yield from self._array(path, _after("*", patterns))
        elif first == ord("{") and patterns - {()}:
            yield from self._object(path, patterns)
        else:
            yield self._part(path)

    def _part(self, path: Path) -> Part:
        start, end, raw = self._window.value()
        if raw is None:
            return Part(path, start, end, None, _("it is larger than can be read"))
        return Part(path, start, end, *decoded(raw, self._limits))

    def _array(self, path: Path, patterns: frozenset[Pattern]) -> Iterator[Part | Damage]:
        self._window.at += 1
        place = 0
        if self._expect_something() == ord("]"):
            self._window.at += 1
            return
        while True:
            if patterns:
                yield from self._value((*path, place), patterns)
            else:
                yield self._part((*path, place))
            if self._ends(ord("]")):
                return
            place += 1
            self._expect_something()

    def _object(self, path: Path, patterns: frozenset[Pattern]) -> Iterator[Part | Damage]:
        self._window.at += 1
        met: set[str] = set()
        if self._expect_something() == ord("}"):
            self._window.at += 1
            return
        while True:
            start = self._window.byte
            name = self._name()
            if name in met:
                reason = _("the name “{name}” stands there twice").format(name=name[:40])
                yield Damage(locator.of_byte(start), reason)
            met.add(name)
            if len(met) > self._limits.names:
                raise Broken(start, _("it uses more different names than such a file ever does"))
            yield from self._value((*path, name), _after(name, patterns))
            if self._ends(ord("}")):
                return
            self._expect_something()

    def _name(self) -> str:
        start = self._window.byte
        if self._window.data[self._window.at] != ord('"'):
            raise Broken(start, _("a name is missing"))
        raw = self._window.value()[2]
        if raw is None or len(raw) > self._limits.value:
            raise Broken(start, _("a name is longer than can be read"))
        name = decoded(raw, self._limits)
        if name.reason:
            raise Broken(start, name.reason)
        if self._expect_something() != ord(":"):
            raise Broken(self._window.byte, _("a colon is missing"))
        self._window.at += 1
        self._expect_something()
        return str(name.value)

    def _ends(self, closer: int) -> bool:
        """Pass over what follows a value: a comma, or the bracket that closes what it stands in."""
        byte = self._expect_something()
        if byte not in {closer, ord(",")}:
            raise Broken(self._window.byte, _("a comma is missing"))
        self._window.at += 1
        return byte == closer

    def _expect_something(self) -> int:
        byte = self._window.following()
        if byte is None:
            raise Broken(self._window.byte, _("from here on the file is cut off"))
        return byte


def _after(step: str, patterns: frozenset[Pattern]) -> frozenset[Pattern]:
    """What is left of the patterns that go this way."""
    return frozenset(one[1:] for one in patterns if one and one[0] in {step, "*"})
