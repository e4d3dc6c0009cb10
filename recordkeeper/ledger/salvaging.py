"""What a damaged record still says: every entry that can be read, which seals hold, and what is missing."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Literal

from msgspec import Struct

from recordkeeper.catalogue import gettext as _
from recordkeeper.ledger.ledger import BOOKS
from recordkeeper.ledger.sealing import digest_of
from recordkeeper.records.custody import Erasure
from recordkeeper.vault.rows import Part
from recordkeeper.vault.wreck import Remains, Wreck

Seal = Literal["holds", "broken", "cannot be checked"]


class Saved(Struct):
    """What came of a salvage, counted as it goes on.

    Attributes:
        known: by book, the last serial of which anything is left.
        sealed: by book, entries whole and with their seals.
        partly: by book, serials of which a part is lost, or the seal, or whose seal does not hold.
        gone: by book, serials of which no word is left, those said to be erased aside.
        erased: by book, serials that a readable entry says were erased.
        zeroed: the SHA-256 that stored files have since an erasure zeroed bytes in them, by their names.
        files: stored files that are whole; damaged: those that are not.
    """

    known: dict[str, int]
    sealed: dict[str, int]
    partly: dict[str, list[int]]
    gone: dict[str, list[int]]
    erased: dict[str, set[int]]
    zeroed: dict[str, str]
    files: list[str]
    damaged: list[str]

    @property
    def complete(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (any(self.partly.values()) or any(self.gone.values()) or self.damaged)


def nothing_yet() -> Saved:
    """A salvage that has not begun."""
    return Saved(
        known=dict.fromkeys(BOOKS, 0),
        sealed=dict.fromkeys(BOOKS, 0),
        partly={book: [] for book in BOOKS},
        gone={book: [] for book in BOOKS},
        erased={book: set() for book in BOOKS},
        zeroed={},
        files=[],
        damaged=[],
    )


def look_through(wreck: Wreck, saved: Saved) -> None:
    """Count everything that is left, before anything is written: a later entry may say what was erased."""
    for book in BOOKS:
        silent = set(range(1, max(wreck.books[book], default=0) + 1)) - set(wreck.books[book])
        for serial in wreck.books[book]:
            one = wreck.remains(book, serial)
            if one.public is None and one.private is None:
                silent.add(serial)
            elif _seal(one) == "holds":
                saved.sealed[book] += 1
            else:
                saved.partly[book].append(serial)
            _note_erasure(one, saved)
        saved.known[book] = max(wreck.books[book], default=0)
        saved.gone[book] = sorted(silent - saved.erased[book])


def saved_entries(wreck: Wreck, saved: Saved) -> Iterator[tuple[Remains, Seal]]:
    """Yield what is left of every entry, in order: what was erased never comes back by way of a salvage."""
    for book in BOOKS:
        for serial in wreck.books[book]:
            one = wreck.remains(book, serial)
            if (one.public or one.private) and serial not in saved.erased[book]:
                yield one, _seal(one)


def saved_file(wreck: Wreck, name: str, saved: Saved) -> Iterator[bytes]:
    """Yield the bytes of a stored file, zeros where they are lost; count at the end whether it is whole."""
    digest = sha256()
    for data in wreck.pieces(name):
        digest.update(data)
        yield data
    whole = digest.hexdigest() == saved.zeroed.get(name, name)
    (saved.files if whole else saved.damaged).append(name)


def as_json(one: Remains, seal: Seal) -> dict[str, Any]:
    """An entry for programs: its bytes as they were stored, as text, with the salts that its seal needs."""
    return {
        "book": one.book,
        "serial": one.serial,
        "id": one.id,
        "digest": _hex(one.digest),
        "link": _hex(one.link),
        "seal": seal,
        "public": _stored(one.public),
        "private": _stored(one.private),
    }


def as_text(one: Remains, seal: Seal) -> str:
    """An entry for a person to read: every field on a line of its own."""
    name = f"N{one.serial}" if one.book == "private" else f"#{one.serial}"
    lines = [_("{name}  seal: {seal}").format(name=name, seal=seal)]
    for role, part in (("public", one.public), ("private", one.private)):
        lines += [f"  {role}: {_('lost')}"] if part is None else [f"  {line}" for line in _fields(part)]
    return "\n".join(lines) + "\n\n"


def ranges(serials: Iterable[int]) -> str:
    """Numbers in order as a person writes them: 3, 7-12."""
    runs: list[list[int]] = []
    for serial in serials:
        if runs and serial == runs[-1][1] + 1:
            runs[-1][1] = serial
        else:
            runs.append([serial, serial])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _seal(one: Remains) -> Seal:
    if one.public is None or one.private is None or one.digest is None:
        return "cannot be checked"
    return "holds" if digest_of(one.public, one.private) == one.digest else "broken"


def _note_erasure(one: Remains, saved: Saved) -> None:
    """What an entry says was erased: its words must not come back by way of a salvage."""
    match {} if one.public is None else _read(one.public):
        case {"kind": Erasure.kind, "target": {"serial": int(serial)}, **rest}:
            saved.erased[one.book].add(serial)
            for source in rest.get("sources", ()):
                saved.zeroed[source["sha256"]] = source["afterwards"]


def _fields(part: Part) -> Iterator[str]:
    found = _read(part)
    if not found:
        yield part.data.decode()
    for name, value in found.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f"{name}: {shown}"


def _read(part: Part) -> dict[str, Any]:
    try:
        found = json.loads(part.data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _stored(part: Part | None) -> dict[str, str] | None:
    return None if part is None else {"bytes": part.data.decode(), "salt": part.salt.hex()}


def _hex(data: bytes | None) -> str | None:
    return None if data is None else data.hex()
