"""What the record remembers of its own keeping: settings of the private book; the latest of a name stands."""

from msgspec import Struct

from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.keeping import Setting

LAST_BACKUP = "last-backup"
"""The private setting that tells of the newest backup: how many entries it holds, and when it was made."""

WEEK = 7 * 24 * 60 * 60 * 1000
"""Milliseconds after which a backup that lacks entries is old."""
RECOVERY_SHEET = "recovery-sheet"
"""The private setting that tells of the recovery sheet: shown, or void since a re-key."""

REVIEWED = "reviewed"
"""The private setting that tells which imported contacts were looked at and left as they are: serials and
ranges of them, with spaces between: "14-27 31"."""
SHARED_COMPUTER = "shared-computer"
"""Whether someone else could open this computer: yes, no, or unknown, which counts as yes."""


class Copied(Struct, frozen=True):
    """A backup as the record remembers it: entries of the record book in it, and when (milliseconds UTC)."""

    count: int
    made: int

    def setting(self) -> Setting:
        """What is kept of it in the private book."""
        return Setting(name=LAST_BACKUP, value=f"{self.count} {self.made}")


def setting(ledger: Ledger, name: str) -> str | None:
    """The value of a setting as it stands, None when it was never set."""
    value = None
    for entry in ledger.entries("private", kinds=(Setting.kind,)):
        if isinstance(entry.fact, Setting) and entry.fact.name == name:
            value = entry.fact.value
    return value


def shared_computer(ledger: Ledger) -> bool:
    """Whether someone else could open this computer, as far as the keeper said."""
    return setting(ledger, SHARED_COMPUTER) not in {None, "no"}


def last_backup(ledger: Ledger) -> Copied | None:
    """The newest backup that the record remembers."""
    value = setting(ledger, LAST_BACKUP)
    if value is None:
        return None
    count, made = map(int, value.split())
    return Copied(count, made)


def backup_old(last: Copied | None, count: int, now: int) -> bool:
    """Whether it is time for another backup: never made, or a week old while entries were added since.

    Args:
        last: the newest one.
        count: entries in the record book.
        now: milliseconds UTC.
    """
    return last is None or (last.count < count and now - last.made > WEEK)
