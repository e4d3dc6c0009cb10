"""Opening the record for one command, and closing it whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session, secret_of
from recordkeeper.crypto.credentials import Secret
from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.references import check_references
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.consequences import Consequence, Measure
from recordkeeper.records.custody import Correction, Erasure, Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Matter, Person
from recordkeeper.vault.box import Vault

SETUP_KINDS = tuple(
    kind.kind
    for kind in (
        Matter,
        Person,
        Identifier,
        Boundary,
        Statement,
        Delivery,
        Consequence,
        Measure,
        Correction,
        Withdrawal,
        Erasure,
    )
)
"""What a writing command needs to know of the case; contacts are left where they are."""


@contextmanager
def open_ledger(session: Session, *, write: bool) -> Iterator[Ledger]:
    """Open the record; the passphrase is asked first.

    Raises:
        NotFound: there is no record there.
        Locked: the passphrase or key file does not open it.
        IntegrityError: it is damaged.
    """
    directory = session.require()
    with opened(directory, secret_of(session), write=write) as vault:
        yield Ledger(vault)


@contextmanager
def opened(directory: Path, secret: Secret, *, write: bool) -> Iterator[Vault]:
    """Open a record with a secret that was given already.

    Raises:
        As ``open_ledger``.
    """
    from recordkeeper.vault.making import open_vault

    with open_vault(directory, secret, write=write, on_wait=say_waiting) as vault:
        for damage in vault.key_damage:
            output.complain(damage, _("Everything can still be read. To mend it: rk doctor --mend-keys"))
        yield vault


def say_waiting() -> None:
    """Tell, once, why nothing happens."""
    output.note(_("Another command is writing to this record; waiting for it."))


def read_case(session: Session) -> CaseFile:
    """The whole case, every seal checked; the record is closed again before anything is printed."""
    with open_ledger(session, write=False) as ledger:
        return whole_case(ledger)


def whole_case(ledger: Ledger) -> CaseFile:
    """The whole case of an open record; every seal, link and reference is checked.

    Raises:
        IntegrityError: one of them does not hold.
    """
    return fold(whole_book(ledger), ledger.start(), ledger.vault_id)


def whole_book(ledger: Ledger) -> list[Entry]:
    """Every entry of the record book; every seal, link and reference is checked.

    Raises:
        IntegrityError: one of them does not hold.
    """
    entries = list(ledger.entries("record"))
    check_references(entries, ledger.start())
    return entries


def setup_case(ledger: Ledger, *also: type[Fact]) -> CaseFile:
    """The case without its contacts: quick however long the record is. ``also``: kinds read besides."""
    kinds = (*SETUP_KINDS, *(kind.kind for kind in also))
    return fold(ledger.entries("record", kinds=kinds), ledger.start(), ledger.vault_id)
