"""The records of an XML file, one after another, in bounded memory: expat, hardened.

A record is an element directly under the root. Nothing is expanded, fetched or guessed: a document
type (where XML keeps its entity bombs and external files) is refused, whatever it says. Where the
file breaks off, everything before has been yielded, then the record that was begun, then the place.
"""

import pyexpat
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.android.mending import Flood, MendedBytes
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.material import Limits

_END_TAG = re.compile(rb"</([^\s>]+)\s*>")
_INDEX_BITS = 0xFFFFFFFF
"""expat counts bytes in a C long, which on Windows has 32 bits and starts again after 4 GiB."""


class Root(NamedTuple):
    """The start tag that all records stand in."""

    name: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Element:
    """One element with what is inside it; a record when it stands directly under the root.

    Attributes:
        name, attributes: as in the file, references resolved.
        start, end: byte range in the untouched file, end exclusive; of records only.
        children: the elements inside, in order.
        shortened: too large; values longer than `Limits.value` are missing.
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


class XmlRecords:
    """Iterate over it once: the root, each record, then `Damage` if the file could not be read to its end.

    Args:
        stream: read from its present position.
        limits: how much is taken.
        roots: the names that the root may have.

    Raises:
        ImportRefused: while iterating: another root, no root at all, or a document type.
    """

    def __init__(self, stream: BinaryIO, limits: Limits, roots: frozenset[str]) -> None:
        self._bytes = MendedBytes(stream, limits)
        self._limits = limits
        self._roots = roots
        self._names: dict[str, str] = {}
        # Not what the file declares: an encoding's name is looked up among Python's codecs, and the
        # places of end tags are found as bytes. The app writes UTF-8 only.
        self._parser = pyexpat.ParserCreate("UTF-8", None, intern=self._names)
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.StartDoctypeDeclHandler = _refuse_document_type
        self._window = bytearray()
        self._given = 0
        self._root: Root | None = None
        self._path: list[Element] = []
        self._parts = 0
        self._repairs = 0
        self._ready: list[Root | Element] = []

    def __iter__(self) -> Iterator[Root | Element | Damage]:
        """The root, the records in their order, and what stopped the reading before the end."""
        damage: pyexpat.ExpatError | Flood | None = None
        try:
            for data in self._bytes.chunks():
                self._feed(data)
                yield from self._take()
            self._parser.Parse(b"", True)
        except (pyexpat.ExpatError, Flood) as failure:
            damage = failure
        # expat from 2.6 on holds back what may be unfinished, and reports it only at the end.
        yield from self._take()
        if damage:
            yield from self._broken_off(damage)

    def _feed(self, data: bytes) -> None:
        self._window += data
        self._given += len(data)
        self._parser.Parse(data, False)
        if len(self._names) > self._limits.names:
            raise Flood(_("it uses more different names than such a file ever does"))
        if self._parser.CurrentByteIndex >= 0:
            del self._window[: max(0, self._here() - self._window_start())]

    def _take(self) -> list[Root | Element]:
        ready, self._ready = self._ready, []
        return ready

    def _window_start(self) -> int:
        """Where what expat has not finished with begins."""
        return self._given - len(self._window)

    def _here(self) -> int:
        """The position of what expat reports just now, in the mended bytes."""
        return self._given - ((self._given - self._parser.CurrentByteIndex) & _INDEX_BITS)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        here = self._here()
        place = self._bytes.original(here)
        element = Element(name, attributes, place, place, [], here in self._bytes.cut_tags)
        path = self._path
        if path:
            self._check_inside()
            path[-1].children.append(element)
        elif self._root is None:
            self._check_root(name, here)
            self._root = Root(name, attributes)
            self._ready.append(self._root)
            return
        else:
            self._parts = 0
            self._repairs = self._bytes.repairs
        path.append(element)
        if element.shortened or place - path[0].start > self._limits.record:
            kept = {key: value for key, value in attributes.items() if len(value) <= self._limits.value}
            element.shortened |= len(kept) < len(attributes)
            element.attributes = kept

    def _check_root(self, name: str, here: int) -> None:
        if name not in self._roots:
            raise ImportRefused(
                _("This file holds “{name}”, where {expected} should be. Nothing was brought in.").format(
                    name=name[:40], expected=_(" or ").join(sorted(self._roots))
                ),
                _("Keep it as it is, as an attachment to an entry: rk attach"),
            )
        if not self._window.startswith(b"<" + name.encode(), here - self._window_start()):
            raise ImportRefused(
                _("This file is not written in UTF-8, as the app writes it. Nothing was brought in."),
                _("Use the backup as the app made it, not a copy saved again by an editor."),
            )

    def _check_inside(self) -> None:
        self._parts += 1
        if self._parts > self._limits.parts:
            raise Flood(_("a single message has too many parts to be read"))
        if len(self._path) >= self._limits.depth:
            raise Flood(_("its elements stand too deep inside one another"))

    def _close(self, name: str) -> None:
        path = self._path
        if len(path) != 1:
            del path[-1:]
            return
        record = path.pop()
        end = self._here()
        # For <sms …/> expat reports the end of the tag, for </sms> its beginning.
        offset = end - self._given + len(self._window)
        if self._window.startswith(b"</", offset):
            tag = _END_TAG.match(self._window, offset)
            if tag and tag[1] == name.encode():
                end += len(tag[0])
        record.end = self._bytes.original(end)
        record.repaired = self._bytes.repairs > self._repairs
        record.complete = True
        self._ready.append(record)

    def _broken_off(self, damage: pyexpat.ExpatError | Flood) -> Iterator[Element | Damage]:
        """The record that was begun, as far as it goes, then where and why reading stopped."""
        if self._root is None:
            raise ImportRefused(
                _("This file is damaged at its very beginning. Nothing was brought in."),
                _("Make the backup on the phone again, or keep this file as an attachment: rk attach"),
            ) from damage
        position = self._here() if self._parser.CurrentByteIndex >= 0 else self._window_start()
        byte = self._bytes.original(position)
        if self._path:
            record = self._path[0]
            record.end = byte
            record.repaired = self._bytes.repairs > self._repairs
            yield record
        locator = _("byte {byte}").format(byte=byte)
        if not self._bytes.shifted:
            locator = _("line {line}, column {column}, byte {byte}").format(
                line=self._parser.CurrentLineNumber, column=self._parser.CurrentColumnNumber, byte=byte
            )
        yield Damage(locator, _reason(damage))


def _reason(damage: pyexpat.ExpatError | Flood) -> str:
    if isinstance(damage, pyexpat.ExpatError):
        what = pyexpat.ErrorString(damage.code)
        return _("from here on the file is cut off or damaged ({what})").format(what=what)
    return _("from here on the file was not read: {what}").format(what=damage)


def _refuse_document_type(name: str, system_id: str | None, public_id: str | None, subset: bool) -> None:  # noqa: ARG001, FBT001 -- the signature is expat's
    raise ImportRefused(
        _(
            "This file declares a document type, which a backup of messages never does and which can be "
            "used to attack the program that reads it. Nothing was brought in."
        ),
        _("Make the backup on the phone again, or keep this file as an attachment: rk attach"),
    )
