"""The kinds of record, in one tuple. A kind is added here and nowhere else."""

from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, Order, ReportMade
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import (
    Attachment,
    Correction,
    Erasure,
    Receipt,
    Restored,
    Source,
    Withdrawal,
)
from recordkeeper.records.fact import Fact
from recordkeeper.records.keeping import Disclosure, Note, Setting, Support, Why
from recordkeeper.records.people import Identifier, Matter, Person, WitnessAccount

RECORD_KINDS: tuple[type[Fact], ...] = (
    Matter,
    Person,
    Identifier,
    Boundary,
    Statement,
    Delivery,
    Contact,
    Marking,
    Same,
    Measure,
    Consequence,
    ConsequenceStep,
    ReportMade,
    Order,
    WitnessAccount,
    Attachment,
    Source,
    Correction,
    Withdrawal,
    Erasure,
    Restored,
    Receipt,
)
"""What stands in the record book, numbered 1, 2, 3 …"""

PRIVATE_KINDS: tuple[type[Fact], ...] = (Why, Note, Support, Disclosure, Setting)
"""What stands in the private book, numbered N1, N2 …; never exported, never counted."""

KINDS = RECORD_KINDS + PRIVATE_KINDS
BY_NAME: dict[str, type[Fact]] = {kind.kind: kind for kind in KINDS}


def book_of(fact: Fact) -> str:
    """The book a fact belongs in: ``record`` or ``private``."""
    return "private" if isinstance(fact, PRIVATE_KINDS) else "record"
