"""Apple's databases in what was handed over: a lone file, one with its log beside it, or a backup.

In a backup of an iPhone a file is named by the SHA-1 of its domain and path, and so is each file beside
it. The content decides what a database is, never its name.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from io import BytesIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Damage, Note
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.sqlite.file import Database
from recordkeeper.importers.sqlite.pages import MAGIC, Stored

_HOT = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""How a rollback journal begins that was not finished with (sqlite.org/fileformat2.html, §3)."""
_PATHS = ("HomeDomain-Library/SMS/sms.db", "HomeDomain-Library/CallHistoryDB/CallHistory.storedata")
Needed = Mapping[str, frozenset[str]]
"""The tables that make a database what it is, each with columns that it must have; in lower case."""


def hashed(path: str) -> str:
    """The name of a file in an iPhone's backup, by its domain and path."""
    return hashlib.sha1(path.encode(), usedforsecurity=False).hexdigest()


_BACKED_UP = {hashed(path): path for path in _PATHS}


def databases(material: Material, needed: Needed, limits: Limits | None = None) -> list[str]:
    """The members that are such a database; as far as it can be seen, within an archive."""
    names = [one.name for one in material.members if material.head(one.name).startswith(MAGIC)]
    return [name for name in names if _is_one(material, name, needed, limits or Limits())]


@contextmanager
def opened(material: Material, needed: Needed, limits: Limits) -> Iterator[tuple[Database, str]]:
    """The one such database of the material with its log, and the name of its member.

    Raises:
        ImportRefused: there is none, or it has a view or another kind of table in the place of one.
    """
    names = databases(material, needed, limits) or [one.name for one in material.members[:1]]
    if len(names) != 1:
        raise _without(needed)
    log = _beside(material, names[0], "-wal")
    sizes = [one.size for one in material.members if one.name in {names[0], log}]
    if material.container == "zip" and max(sizes) > limits.record:
        raise ImportRefused(
            _("A database as large as this cannot be read inside an archive. Nothing was brought in."),
            _("Unpack the archive, and bring in the folder."),
        )
    with ExitStack() as streams:
        database = _open(material, names[0], log, limits, streams)
        if missing := [name for name in needed if name not in database.tables]:
            raise _without(missing)
        yield database, names[0]


def told(material: Material, database: Database, member: str) -> Iterator[Note | Damage]:
    """What must be said of a database before its rows: of its log, and of a change that was not finished."""
    log, beside = database.pages.log, _beside(material, member, "-wal")
    name = member or material.name
    log_name = beside or f"{name}-wal"
    if log.unreadable:
        yield Damage(log_name, _("it cannot be read, and the newest entries can be missing"))
    if log.unfinished:
        yield Note(
            _(
                "{name} ends in a change that was not finished. As on the device itself, what was "
                "finished before it was read, and that change was left out."
            ).format(name=log_name)
        )
    if beside is None and database.pages.header.keeps_log:
        yield Note(
            _(
                "This database can keep its newest entries in a second file, {name}, and there is none "
                "beside it. If there is one where it came from, copy both and bring them in together."
            ).format(name=log_name)
        )
    journal = _beside(material, member, "-journal")
    if journal is not None and material.head(journal).startswith(_HOT):
        yield Note(
            _(
                "{name} was copied while it was being written: a journal of an unfinished change lies beside "
                "it. Some entries can be missing or half changed. Close the app, and copy it again."
            ).format(name=name)
        )
    yield from database.damage


def _without(tables: Iterable[str]) -> ImportRefused:
    return ImportRefused(
        _("This holds no database with the tables {names}, or several. Nothing was brought in.").format(
            names=", ".join(tables)
        ),
        _("A view, or a table stored without row numbers, is not read in the place of a table."),
    )


def _is_one(material: Material, member: str, needed: Needed, limits: Limits) -> bool:
    """Whether a database has those tables: as it lies there, or only with its log."""
    for log in dict.fromkeys((None, _beside(material, member, "-wal"))):
        with ExitStack() as streams, suppress(ImportRefused):
            tables = _open(material, member, log, limits, streams).tables
            if all(name in tables and columns <= tables[name].columns for name, columns in needed.items()):
                return True
    return False


def _open(material: Material, member: str, log: str | None, limits: Limits, streams: ExitStack) -> Database:
    database = _stored(material, member, limits, streams)
    return Database(database, _stored(material, log, limits, streams) if log is not None else None, limits)


def _stored(material: Material, name: str, limits: Limits, streams: ExitStack) -> Stored:
    """A member, open. In an archive, where seeking begins anew each time, it is held if it is small."""
    size = next(one.size for one in material.members if one.name == name)
    if material.container != "zip":
        return Stored(name, streams.enter_context(material.open(name)), size)
    if size > limits.record:
        data = material.head(name)
    else:
        with material.open(name) as packed:
            data = packed.read(limits.record)
    return Stored(name, BytesIO(data), len(data))


def _beside(material: Material, member: str, ending: str) -> str | None:
    """The member that lies beside another, by the end of its name; in a backup, wherever it lies."""
    path = _BACKED_UP.get(member.rpartition("/")[2])
    other = hashed(path + ending) if path else None
    for one in material.members:
        if one.name == member + ending or one.name.rpartition("/")[2] == other:
            return one.name
    return None
