"""Files for someone else: written whole beside their place, then put there, or not at all."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import confirm
from recordkeeper.cli.options import Session
from recordkeeper.errors import BadInput, RecordkeeperError
from recordkeeper.vault.durable import flush_folder

OWNER_ONLY = 0o600


def check_destination(session: Session, path: Path) -> None:
    """Refuse a place that cannot be written, before anything is worked out.

    Raises:
        BadInput: its folder does not exist, or a file is there and nobody said to replace it.
    """
    if str(path) == "-":
        raise BadInput(
            _("A document is not written to the screen. Nothing was written."), _("Name a file with -o.")
        )
    if not path.parent.is_dir():
        raise BadInput(
            _("There is no folder {folder}. Nothing was written.").format(folder=path.parent),
            _("Make it first, or choose another place with -o."),
        )
    if path.is_dir():
        raise BadInput(
            _("{path} is a folder. Nothing was written.").format(path=path), _("Name a file with -o.")
        )
    if not path.exists():
        return
    question = _("{path} is there already. Replace it?").format(path=path)
    if not session.prompts() or not confirm(session, question, yes=False, option="-o"):
        raise BadInput(
            _("{path} is there already. Nothing was written.").format(path=path),
            _("Choose another name with -o, or move that file away first."),
        )


@contextmanager
def written_beside(path: Path, write: Callable[[BinaryIO], object]) -> Iterator[str]:
    """Write a file beside its place; on leaving without an error it is put there.

    Yields:
        The SHA-256 of its bytes, hex.

    Raises:
        RecordkeeperError: it could not be written; nothing is left behind.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(beside, "xb+", opener=_private) as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
            stream.seek(0)
            digest = file_digest(stream, "sha256").hexdigest()
        yield digest
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RecordkeeperError(
            _("{path} could not be written: {reason}. Nothing is left of it.").format(
                path=path, reason=reason
            ),
            _("Free space or choose another place, then run the same command again."),
        ) from error
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), OWNER_ONLY)
