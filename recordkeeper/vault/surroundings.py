"""Where a record lies, and what lies around it: what can be said without opening it."""

import os
import shlex
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault import keys
from recordkeeper.vault.inspection import inspect
from recordkeeper.vault.opening import FILE

SYNCED = ("onedrive", "icloud", "mobile documents", "dropbox", "google drive", "googledrive", "nextcloud")
"""How the folders of programs that copy everything elsewhere are named, in small letters."""
SPARE = 2
"""A backup, a re-key or a restore needs the record's size again; twice leaves room to write."""
_OURS = {FILE, f"{FILE}-journal", keys.FILE, keys.TWIN}


class Seen(NamedTuple):
    """One thing that was looked at: whether it is all right, what was found, and the command that mends it.

    ``damage`` tells what no command of the surroundings mends: the record itself.
    """

    name: str
    ok: bool
    what: str
    command: str = ""
    damage: bool = False


def look_around(directory: Path) -> list[Seen]:
    """Look at a record's folder and disk, without any secret. Nothing is changed.

    Raises:
        NotFound: there is no such folder.
    """
    seen = [_folder(directory)]
    try:
        found = inspect(directory)
    except RecordkeeperError as error:
        return [*seen, Seen(_("files"), ok=False, what=error.message, command=error.advice, damage=True)]
    return [
        *seen,
        _modes(directory),
        _others(directory),
        _synced(directory),
        _keys(directory, list(found.findings), readable=found.keys_readable),
        _unfinished(unfinished=found.unfinished, pending=found.rekey_pending),
        _space(directory, found.database_size),
        _strays(directory),
    ]


def versions() -> str:
    """The versions of what encrypts and stores: SQLCipher and SQLite."""
    connection = dbapi2.connect(":memory:")
    try:
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return f"SQLCipher {cipher}, SQLite {dbapi2.sqlite_version}"


def _folder(directory: Path) -> Seen:
    mode = stat.S_IMODE(directory.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        what = _("other users of this computer can look into it (mode {mode:o})").format(mode=mode)
        return Seen(_("folder"), ok=False, what=what, command=f"chmod 700 {shlex.quote(str(directory))}")
    return Seen(_("folder"), ok=True, what=str(directory))


def _modes(directory: Path) -> Seen:
    wide = [
        path.name
        for path in sorted(directory.iterdir())
        if os.name == "posix" and stat.S_IMODE(path.lstat().st_mode) & 0o077
    ]
    if wide:
        what = _("other users can read: {names}").format(names=", ".join(wide))
        return Seen(_("files"), ok=False, what=what, command=f"chmod 600 {shlex.quote(str(directory))}/*")
    return Seen(_("files"), ok=True, what=_("yours alone"))


def _others(directory: Path) -> Seen:
    foreign = [path.name for path in sorted(directory.iterdir()) if path.name not in _OURS]
    if foreign:
        what = _("files that are not the record's: {names}").format(names=", ".join(foreign))
        return Seen(_("contents"), ok=False, what=what, command=_("move them elsewhere"))
    return Seen(_("contents"), ok=True, what=_("the record's own files only"))


def _synced(directory: Path) -> Seen:
    for part in directory.resolve().parts:
        if any(part.lower().startswith(name) for name in SYNCED):
            what = _("inside {name}, which copies it to wherever that account is open").format(name=part)
            command = _("move the folder while no command runs, then: rk --vault DIR")
            return Seen(_("place"), ok=False, what=what, command=command)
    return Seen(_("place"), ok=True, what=_("not in a folder known to be copied to an account"))


def _keys(directory: Path, findings: list[str], *, readable: bool) -> Seen:
    if not findings:
        return Seen(
            _("keys"),
            ok=True,
            what=_("keys.json and its twin are the same; {ways}").format(ways=_ways(directory)),
        )
    what = "; ".join(findings)
    if readable and keys.load(directory).damage == tuple(findings):
        return Seen(_("keys"), ok=False, what=what, command="rk doctor --mend-keys")
    command = "rk verify" if readable else "rk recover"
    return Seen(_("keys"), ok=False, what=what, command=command, damage=True)


def _ways(directory: Path) -> str:
    words = {"passphrase": _("passphrase"), "key-file": _("key file")}
    return ", ".join(f"{words[slot.kind]} {slot.id}" for slot in keys.load(directory).slots)


def _unfinished(*, unfinished: bool, pending: bool) -> Seen:
    if pending:
        what = _("a change of keys was interrupted; the old or the new passphrase opens it")
        return Seen(_("unfinished"), ok=False, what=what, command="rk passphrase change")
    if unfinished:
        what = _("a command is writing, or was killed; the next opening takes back what it did not finish")
        return Seen(_("unfinished"), ok=False, what=what, command="rk status")
    return Seen(_("unfinished"), ok=True, what=_("nothing was broken off"))


def _space(directory: Path, size: int) -> Seen:
    free = shutil.disk_usage(directory).free
    what = _("{free} MB free, the record has {size} MB").format(free=free >> 20, size=size >> 20)
    if free < SPARE * size:
        return Seen(_("disk"), ok=False, what=what, command=_("free some space"))
    return Seen(_("disk"), ok=True, what=what)


def _strays(directory: Path) -> Seen:
    """Folders that a killed init or restore left beside the record: encrypted, and nobody's."""
    around = directory.absolute().parent.iterdir()
    left = sorted(path for path in around if path.name.startswith(f"{directory.name}.new-"))
    if left:
        what = _("left by a command that was killed: {names}").format(names=", ".join(p.name for p in left))
        return Seen(_("beside"), ok=False, what=what, command=f"rm -r {shlex.join(map(str, left))}")
    return Seen(_("beside"), ok=True, what=_("nothing was left lying"))
