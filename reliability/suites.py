"""Who notices a mutant: every vector, and a few things that leave with no vector."""

import contextlib
import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import CodeType, ModuleType, SimpleNamespace

from msgspec.json import Encoder

from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger import canonical, chain, evidence, proving
from recordkeeper.ledger.ledger import Head
from recordkeeper.vault.rows import Part, SealedRow
from tests.vectors import checkers
from tests.vectors.forging import NAME, VAULT, Book, Entry, fixed, part, small
from tests.vectors.vector import Vector, written

Notices = Callable[[CodeType], bool]
"""Whether anybody notices that a module has become this; it may break instead."""
WORDED = {
    "words-of-the-second-entry-changed": 2,
    "id-twice-far-apart": 3,
    "first-of-two-entries-unreadable": 1,
}
"""Vectors of which the very entry is told that is damaged."""


def program_notices(module: ModuleType, suite: list[Vector]) -> Notices:
    """The program, with one of its modules changed, tried on vectors.

    Args:
        module: the one that is changed, in place, and put back.
        suite: the vectors; one that kills is tried first the next time.
    """

    def noticed(code: CodeType) -> bool:
        former = dict(vars(module))
        for name in former:
            if not name.startswith("__"):
                delattr(module, name)
        try:
            exec(code, vars(module))  # noqa: S102 - our own module with one thing changed
            if _kills(suite, lambda vector: checkers.by_program(vector.files)):
                return True
            _check_what_leaves()
            _check_what_is_told(suite)
        finally:
            vars(module).clear()
            vars(module).update(former)
        return False

    return noticed


def verifier_notices(suite: list[Vector], place: Path) -> Notices:
    """The carried verifier, changed, tried on vectors, their heads and a kept head.

    Args:
        suite: the vectors; one that kills is tried first the next time.
        place: an empty folder, for their files.
    """
    folders = {vector.name: place / vector.name for vector in suite}
    for vector in suite:
        folders[vector.name].mkdir()
        written(vector, folders[vector.name])

    def noticed(code: CodeType) -> bool:
        names = {"__name__": "carried", "__file__": str(checkers.VERIFIER)}
        exec(code, names)  # noqa: S102 - our own module with one thing changed
        verifier = SimpleNamespace(**names)
        if _kills(suite, lambda vector: checkers.by_verifier(verifier, folders[vector.name])):
            return True
        for name, serial in WORDED.items():
            if name in folders:
                assert f"does not hold: {serial}\n" in _printed(verifier, folders[name])
        _check_heads(verifier, place)
        return False

    return noticed


def _kills(suite: list[Vector], said: Callable[[Vector], checkers.Said]) -> bool:
    for at, vector in enumerate(suite):
        try:
            wrong = said(vector) != vector.expected
        except Exception:
            suite.insert(0, suite.pop(at))
            raise
        if wrong:
            suite.insert(0, suite.pop(at))
            return True
    return False


def _check_what_leaves() -> None:
    """A private part is sealed, a row becomes a line, and lines a file, as the page says."""
    salt = fixed("salt")
    entry = Entry("{}", salt, part("private", salt, b"{}"))
    assert chain.part_hash("private", salt, b"{}") == entry.closed
    start = sha256(b"recordkeeper chain v1\n" + VAULT + b"\nprivate").digest()
    assert chain.first_link(VAULT, "private") == start
    whole = SealedRow("record", 1, "", entry.digest, b"", Part(salt, b"{}"), Part(salt, b"{}"))
    gone = whole._replace(public=None, private=None)
    for row, shown, erased, form in (
        *((whole, True, erased, "shown") for erased in (False, True)),
        *((whole, False, erased, "withheld") for erased in (False, True)),
        *((gone, shown, True, "erased") for shown in (False, True)),
        *((gone, shown, False, "withheld") for shown in (False, True)),
    ):
        entry.form = form
        line = evidence.entry_line(row, shown=shown, erased=erased)
        assert Encoder(order="sorted").encode(line) == entry.line().encode()
    head = Book().link(0).hex()
    empty = evidence.Evidence("record", 0, (), (), evidence.FORMAT, head, VAULT.hex())
    assert {evidence.NAME: b"".join(evidence.lines(empty))} == Book().files()
    for value in ({"a": "\ud800"}, {1: "a"}):
        with contextlib.suppress(BadInput):
            canonical.write(value)  # type: ignore[arg-type]
            raise AssertionError


def _check_what_is_told(suite: list[Vector]) -> None:
    """The head of the book, the entry that is damaged, and what is wrong with the container."""
    files = small().files()

    def opened(path: str) -> contextlib.nullcontext[io.BytesIO]:
        return contextlib.nullcontext(io.BytesIO(files[path]))

    found = proving.verify_evidence(files[NAME], opened)
    assert found.heads == {"record": Head(2, small().link(2))}
    assert [step.detail for step in found.steps[2:4]] == ["ok", "ok"]
    for data in (files[NAME], b""):
        found = proving.verify_evidence(data, opened, ["the list is wrong"])
        assert checkers.of_program(found) == ("damaged", (2,))
        assert "the list is wrong" in found.steps[0].detail

    def locked(_path: str) -> contextlib.nullcontext[io.BytesIO]:
        raise IntegrityError("locked inside the zip file")

    found = proving.verify_evidence(files[NAME], locked)
    assert checkers.of_program(found) == ("damaged", (8,))
    for vector in suite:
        if vector.name in WORDED:
            steps = proving.verify_evidence(vector.files[NAME], opened).steps
            (detail,) = [step.detail for step in steps if not step.ok]
            assert f"entry {WORDED[vector.name]}" in detail


def _check_heads(verifier: SimpleNamespace, place: Path) -> None:
    """The verifier prints the head, knows kept heads of the book from others, and looks beside itself."""
    kept, folder, book = place / "head.txt", place / "kept", small()
    folder.mkdir(exist_ok=True)
    written(Vector("", "", "intact", (), 0, book.files()), folder)
    other = book.head_text(1).replace(VAULT.hex().encode(), bytes(16).hex().encode())
    own = [(book.head_text(count), "HEAD.TXT is of this record\n") for count in (0, 1, 2)]
    for text, words in (*own, (other, "HEAD.TXT is NOT of this record\n")):
        kept.write_bytes(text)
        assert _printed(verifier, folder, kept) == f"{words}{book.head_text(2).decode()}intact\n"
    assert verifier.main.__defaults__ == (checkers.VERIFIER.parent / "data", None)


def _printed(verifier: SimpleNamespace, *arguments: Path) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as stream:
        verifier.main(*arguments)
    return stream.getvalue()
