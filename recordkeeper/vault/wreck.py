"""What is left of a damaged record: every row on every page that is as it was written.

SQLite finds rows by way of other pages, and one damaged page near the root hides thousands. Here each
page is opened by itself, so that a damaged page costs what lay on it, and nothing else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import BinaryIO, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import RecoverySecret, Secret
from recordkeeper.crypto.pages import PAGE, PageCipher
from recordkeeper.errors import IntegrityError, Locked
from recordkeeper.vault import keys
from recordkeeper.vault.cells import Cell, Value, cell_at, columns, pointers, shape
from recordkeeper.vault.files import CHUNK, unpacked
from recordkeeper.vault.hardening import harden, require_private
from recordkeeper.vault.keys import SALT_SIZE
from recordkeeper.vault.locks import FolderLock
from recordkeeper.vault.opening import FILE, require_database, stored_salt
from recordkeeper.vault.rows import Part

_SHAPES: dict[tuple[str, ...], str] = {
    ("text", "int", "text", "blob32", "text"): "content",
    ("text", "int", "text", "blob32", "blob32"): "entry",
    ("text", "int", "int", "blob16", "int"): "file",
}
_Place = tuple[int, int]
"""A page, and where on it a row begins."""
_NEAR = 256
"""Pages kept in memory: neighbours in the book lie on neighbouring pages."""


class Remains(NamedTuple):
    """What is left of an entry; None for what is not. ``id``, ``digest`` and ``link`` are gone together."""

    book: str
    serial: int
    id: str | None
    digest: bytes | None
    link: bytes | None
    public: Part | None
    private: Part | None


class Wreck:
    """A damaged record, open for reading page by page.

    Attributes:
        pages: how many pages there are.
        damaged: the numbers of those that cannot be read, counted from 1.
        books: the serials of which anything is left, in order, by book.
        stored: the SHA-256 (hex) of every file of which anything is left, and its size where known.
    """

    def __init__(self, stream: BinaryIO, cipher: PageCipher) -> None:
        self._stream, self._cipher = stream, cipher
        self._near: dict[int, bytes | None] = {}
        self._rows: dict[tuple[str, int], dict[str, _Place]] = {}
        self._chunks: dict[str, dict[int, _Place]] = {}
        self.stored: dict[str, int | None] = {}
        self.damaged: list[int] = []
        size = stream.seek(0, 2)
        self.pages = -(-size // PAGE)
        for number in range(1, self.pages + 1):
            self._look_through(number)
        self.books = {
            book: sorted(serial for of, serial in self._rows if of == book) for book in ("record", "private")
        }

    def remains(self, book: str, serial: int) -> Remains:
        """Return what is left of an entry of ``books``."""
        places = self._rows[book, serial]
        parts = [self._part(places.get(role)) for role in ("public", "private")]
        match self._at(places.get("entry")):
            case [_book, _serial, str(identity), bytes(digest), bytes(link)]:
                return Remains(book, serial, identity, digest, link, *parts)
        return Remains(book, serial, None, None, None, *parts)

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield the pieces of a file of ``stored`` in order; zeros for what is lost and known of."""
        places, size = self._chunks.get(sha256, {}), self.stored[sha256]
        known = 0 if size is None else -(-size // CHUNK)
        for number in range(max(known, max(places, default=-1) + 1)):
            data = self._chunk(places.get(number))
            left = CHUNK if size is None else min(size - number * CHUNK, CHUNK)
            yield bytes(max(left, 0)) if data is None else data

    def _look_through(self, number: int) -> None:
        page = self._page(number)
        if page is None:
            self.damaged.append(number)
            return
        for at in pointers(number, page):
            cell = cell_at(number, page, at)
            if cell is not None:
                self._note(cell, (number, at))

    def _note(self, cell: Cell, place: _Place) -> None:
        found = shape(cell)
        kind = _SHAPES.get(found)
        if kind is None and found[:3] == ("text", "int", "int") and found[3:4] and found[3][:4] == "blob":
            kind = "chunk"
        match kind, columns(cell, self._page, first=3) if kind else None:
            case "content", [str(book), int(serial), str(part)]:
                self._rows.setdefault((book, serial), {}).setdefault(part, place)
            case "entry", [str(book), int(serial), str()]:
                self._rows.setdefault((book, serial), {}).setdefault("entry", place)
            case "file", [str(sha256), int(size), int()]:
                self.stored[sha256] = size
            case "chunk", [str(sha256), int(piece), int()]:
                self._chunks.setdefault(sha256, {}).setdefault(piece, place)
                self.stored.setdefault(sha256, None)

    def _page(self, number: int) -> bytes | None:
        if number not in self._near:
            if len(self._near) == _NEAR:
                self._near.clear()
            self._stream.seek((number - 1) * PAGE)
            self._near[number] = self._cipher.open(number, self._stream.read(PAGE))
        return self._near[number]

    def _at(self, place: _Place | None) -> list[Value] | None:
        page = self._page(place[0]) if place else None
        cell = cell_at(place[0], page, place[1]) if place and page is not None else None
        return None if cell is None else columns(cell, self._page)

    def _part(self, place: _Place | None) -> Part | None:
        match self._at(place):
            case [_book, _serial, _part, bytes(salt), str(text)]:
                return Part(salt, text.encode())
        return None

    def _chunk(self, place: _Place | None) -> bytes | None:
        match self._at(place):
            case [_sha256, _number, int(packed), bytes(data)]:
                try:
                    return unpacked(packed, data)
                except IntegrityError:
                    return None
        return None


@contextmanager
def open_wreck(
    directory: Path, secret: Secret, *, on_wait: Callable[[], None] | None = None
) -> Iterator[Wreck]:
    """Open what is left of a record; nothing in its folder is changed, not even a journal rolled back.

    Raises:
        NotFound, BadInput: as ``open_vault``.
        Locked: the secret opens none of the slots, or no page.
        IntegrityError: both key files are damaged, or no page is left.
    """
    harden()
    require_private(directory)
    path = require_database(directory)
    found, salts = _candidates(directory, secret)
    salts.append(stored_salt(path))
    # Alone: what another command writes meanwhile would be read half.
    with FolderLock(directory, exclusive=True, on_wait=on_wait), path.open("rb") as stream:
        for data_key, salt in product(found, dict.fromkeys(salts)):
            if len(salt) == SALT_SIZE:
                wreck = Wreck(stream, PageCipher(data_key, salt))
                if len(wreck.damaged) < wreck.pages:
                    yield wreck
                    return
    if isinstance(secret, RecoverySecret):
        raise Locked(
            _("This recovery sheet opens no page of {file}.").format(file=FILE),
            _("Sheets printed before a re-key no longer open it. Try another, or a backup."),
        )
    raise IntegrityError(
        _("No page of {file} can be read.").format(file=FILE), _("Put back a backup: rk restore FILE DIR")
    )


def _candidates(directory: Path, secret: Secret) -> tuple[list[bytes], list[bytes]]:
    """The data keys and salts that may be the right ones."""
    try:
        keyring = keys.load(directory)
    except IntegrityError:
        if not isinstance(secret, RecoverySecret):
            raise
        keyring = None
    salts = [] if keyring is None else [keyring.salt]
    if isinstance(secret, RecoverySecret):
        from recordkeeper.crypto import recovery  # as in ``changing.recover``

        return [recovery.parse(secret.text)], salts
    assert keyring is not None  # noqa: S101 - said above; told to the type checker
    opened = (slots.unseal(group, secret, keyring.vault_id) for group in (keyring.slots, keyring.pending))
    found = [data_key for data_key in opened if data_key is not None]
    if not found:
        raise Locked(
            _("That did not open the record. Nothing was changed."),
            _("Try another passphrase or key file, or the recovery sheet: --sheet-file FILE"),
        )
    return found, salts
