"""Files that come with an entry: stored first, then cited."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.fact import FileRef

SNIFFED = 4096


def check_files(paths: tuple[Path, ...]) -> None:
    """Refuse what cannot be read before any question is asked or anything is stored.

    Raises:
        BadInput: a path is no readable file.
    """
    for path in paths:
        if not path.is_file():
            raise BadInput(
                _("There is no file {path}. Nothing was recorded.").format(path=path),
                _("Check the name, or drag the file into this window to have its path typed."),
            )


def keep_files(ledger: Ledger, paths: tuple[Path, ...]) -> tuple[FileRef, ...]:
    """Store files and return what an entry cites them by.

    Raises:
        BadInput: a path is no readable file.
    """
    if not paths:
        return ()
    from recordkeeper.records.filetype import sniff

    check_files(paths)
    kept = []
    for path in paths:
        with path.open("rb") as stream:
            type_ = sniff(stream.read(SNIFFED))
        stored = ledger.keep_file(partial(_open, path))
        kept.append(FileRef(sha256=stored.sha256, size=stored.size, name=path.name, type=type_))
    return tuple(kept)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def proof_of(given: tuple[str, ...]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Tell the files from the entries in what was given as proof: #14 is an entry.

    So is 14, where no file has that name: a shell takes what follows a bare # for a comment.
    """
    entries = tuple(name for name in given if name.startswith("#") or _only_a_number(name))
    return tuple(Path(name) for name in given if name not in entries), entries


def _only_a_number(name: str) -> bool:
    return name.isdecimal() and not Path(name).exists()
