"""Is the database file sound, and are its tables and triggers still ours?"""

from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import RecordkeeperError
from recordkeeper.vault import schema
from recordkeeper.vault.faults import explained
from recordkeeper.vault.opening import FILE, Patient, connect

_ENOUGH = 20
"""Findings of one check; a thousand of them say no more."""


def check(directory: Path, data_key: bytes, salt: bytes) -> list[str]:
    """Run SQLCipher's check of every page, SQLite's check of every structure, and compare the schema.

    Each on a connection of its own: one unreadable page spoils later reads on the same connection.
    """
    findings: list[str] = []
    for question in (_pages, _structures, _schema):
        try:
            connection = connect(directory / FILE, data_key, salt, write=False)
            try:
                findings += question(connection)
            finally:
                connection.close()
        except RecordkeeperError as error:
            findings.append(error.message)
    return list(dict.fromkeys(findings))


def _pages(connection: Patient) -> list[str]:
    with explained(connection.patience):
        found = connection.execute("PRAGMA cipher_integrity_check").fetchmany(_ENOUGH)
    return [_("log.db: {finding}").format(finding=finding) for (finding,) in found]


def _structures(connection: Patient) -> list[str]:
    with explained(connection.patience):
        found = connection.execute(f"PRAGMA integrity_check({_ENOUGH})").fetchall()
    return [_("log.db: {finding}").format(finding=finding) for (finding,) in found if finding != "ok"]


def _schema(connection: Patient) -> list[str]:
    with explained(connection.patience):
        found = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    if {sql for (sql,) in found} == set(schema.statements()):
        return []
    return [_("log.db: its tables or triggers were changed by another program")]
