"""A head that somebody kept outside, compared with the record: what alone shows an exchanged record."""

from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import open_ledger
from recordkeeper.cli.options import Session
from recordkeeper.ledger.heads import LONGEST, GivenHead, Prefix, is_head_text, is_prefix, read_head_text

DAMAGED = 6


def is_head(path: Path) -> bool:
    """Whether a file is meant as a head.txt."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return is_head_text(stream.read(LONGEST))


def verify_head(session: Session, path: Path) -> int:
    """Say what a head.txt is to this record; exit 6 unless the record begins with it.

    Raises:
        BadInput: it is no whole head.txt.
        IntegrityError: the record itself is damaged.
    """
    with path.open("rb") as stream:
        given = read_head_text(stream.read(LONGEST + 1))
    with open_ledger(session, write=False) as ledger:
        found, count = is_prefix(ledger, given), ledger.head().count
    if session.json or session.plain:
        told = {
            "result": "prefix" if found is Prefix.SAME else "not a prefix",
            "what": found.value,
            "count": given.count,
            "head": given.link.hex(),
            "entries": count,
        }
        output.data("verify.head", told) if session.json else output.flat(told)
    else:
        output.say(_said(found, given, count))
    return 0 if found is Prefix.SAME else DAMAGED


def _said(found: Prefix, given: GivenHead, count: int) -> str:
    words = {
        Prefix.SAME: _(
            "A prefix: the first {given} of {count} entries are those that this head was made from. None of "
            "them was changed, removed or added since."
        ),
        Prefix.OTHER_VAULT: _("Not a prefix: it is of another record."),
        Prefix.LONGER: _(
            "Not a prefix: it was made from {given} entries, and this record has {count}. Entries are "
            "missing here, or this is an older copy. Look for a newer one, and write nothing into this one."
        ),
        Prefix.OTHER: _(
            "Not a prefix: this record has another head after {given} entries. It is not the record that the "
            "head was made from."
        ),
    }
    return words[found].format(given=given.count, count=count)
