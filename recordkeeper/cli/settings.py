"""Choices about how the program behaves, kept in the private book; the latest of a name stands."""

from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.keeping import Setting

SHARED_COMPUTER = "shared-computer"
"""Whether someone else could open this computer: yes, no, or unknown, which counts as yes."""


def shared_computer(ledger: Ledger) -> bool:
    """Whether someone else could open this computer, as far as the keeper said."""
    told = [
        entry.fact.value
        for entry in ledger.entries("private", kinds=(Setting.kind,))
        if isinstance(entry.fact, Setting) and entry.fact.name == SHARED_COMPUTER
    ]
    return bool(told) and told[-1] != "no"
