"""Exported evidence: what is shown of the record book, and enough of the rest to follow the chain.

The layout is that of ``docs/evidence-format.md``, "evidence.json": canonical JSON with line ends at fixed
places, so that an entry is a line and nothing in the file could be written in two ways.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import IntegrityError, NewerFormat
from recordkeeper.ledger import chain
from recordkeeper.records.fact import Sha256
from recordkeeper.vault.rows import SealedRow

FORMAT: Final = "recordkeeper evidence v1"
NAME = "evidence.json"
_OTHER = re.compile(rb'(?m)^\],"format":"recordkeeper evidence v(?:[2-9]|[1-9][0-9]+)",[^\n]*\n\Z')
"""How the last line of another version begins, now and always."""
LARGEST = 1 << 30
"""Bytes of an evidence.json that are read; a hundred thousand shown entries take about a tenth of it."""

VaultId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Path = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\Z")]
"""Relative, with no empty part and none that begins with a dot: it can name nothing outside its folder."""


class PartShown(Struct, frozen=True, forbid_unknown_fields=True):
    """A public part as it was sealed: its canonical bytes as text, its salt in hex."""

    bytes: str
    salt: Sha256


class EntryLine(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry: withheld or erased (its digest only), or shown with the hash of its private part."""

    digest: Sha256
    erased: bool = False
    private: Sha256 | None = None
    public: PartShown | None = None

    @property
    def in_order(self) -> bool:
        """Whether it is one of the three forms there are."""
        return (self.public is None) == (self.private is None) and not (self.erased and self.public)


class FileLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A file given with the evidence: where, relative to its folder, and the SHA-256 it is cited by."""

    path: Path
    sha256: Sha256


class Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of it. ``count`` and ``head`` are those of the record book; ``vault`` is its id in hex."""

    book: Literal["record"]
    count: Annotated[int, Meta(ge=0, lt=10**15)]
    entries: tuple[EntryLine, ...]
    files: tuple[FileLine, ...]
    format: Literal["recordkeeper evidence v1"]
    head: Sha256
    vault: VaultId

    @property
    def first_link(self) -> bytes:
        """What the first entry is linked to, 32 bytes."""
        return chain.first_link(bytes.fromhex(self.vault), self.book)


_encode: Callable[[object], bytes] = msgspec.json.Encoder(order="sorted").encode


def entry_line(row: SealedRow, *, shown: bool, erased: bool) -> EntryLine:
    """An entry as it leaves: its public part and the hash of the private one, or its digest alone."""
    if row.public is None or row.private is None or not shown:
        return EntryLine(digest=row.digest.hex(), erased=row.public is None and erased)
    return EntryLine(
        digest=row.digest.hex(),
        private=chain.part_hash("private", row.private.salt, row.private.data).hex(),
        public=PartShown(bytes=row.public.data.decode(), salt=row.public.salt.hex()),
    )


def lines(evidence: Evidence) -> Iterator[bytes]:
    """The bytes of evidence.json, line by line."""
    yield b'{"book":"record","count":%d,"entries":[\n' % evidence.count
    yield from _listed(evidence.entries)
    yield b'],"files":[\n'
    yield from _listed(evidence.files)
    named = (_encode(evidence.format), _encode(evidence.head), _encode(evidence.vault))
    yield b'],"format":%b,"head":%b,"vault":%b}\n' % named


def _listed(structs: Iterable[Struct]) -> Iterator[bytes]:
    before: bytes | None = None
    for one in structs:
        if before is not None:
            yield before + b",\n"
        before = _encode(one)
    if before is not None:
        yield before + b"\n"


def read(data: bytes) -> Evidence:
    """The evidence in a file.

    Raises:
        IntegrityError: it is no evidence, or not in the one layout that evidence has.
        NewerFormat: it is evidence of another version, and nothing can be said of it.
    """
    if _OTHER.search(data):
        raise NewerFormat(
            _("This evidence is of another version than this program reads."),
            _("Verify it with the program that wrote it, or a newer one."),
        )
    try:
        evidence = msgspec.json.decode(data.decode(), type=Evidence)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise _no_evidence() from error
    in_order = all(entry.in_order for entry in evidence.entries) and _sorted(evidence.files)
    if not in_order or b"".join(lines(evidence)) != data:
        raise _no_evidence()
    return evidence


def _sorted(files: tuple[FileLine, ...]) -> bool:
    paths = [file.path for file in files]
    return paths == sorted(set(paths))


def _no_evidence() -> IntegrityError:
    return IntegrityError(_("evidence.json is not in the layout that evidence has"))
