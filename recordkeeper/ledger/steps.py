"""What verifying is: numbered steps, of which each holds or not.

The numbers are those of ``docs/evidence-format.md``:

1. the key files are whole; 2. every page of the database is as it was written; 3. entries are
numbered 1, 2, 3 … without a gap, no id twice, each with both its parts unless an erasure names it;
4. every entry's digest is that of its bytes; 5. every link is that of the entry before and the
digest; 6. every entry can be read, and stands in its own book; 7. every correction, withdrawal and
erasure names the entry it means; 8. every file cited is stored, and its bytes have the SHA-256 it is
cited by, or the one an erasure gives for it; 9. the heads that receipts and restorations give are those
of this book, and a stored RFC 3161 reply is over the head that its receipt gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from recordkeeper.ledger.ledger import Head

Result = Literal["intact", "damaged", "cannot verify"]

STEPS = {
    1: "key files",
    2: "container",
    3: "numbering",
    4: "digests",
    5: "chain",
    6: "entries readable",
    7: "references",
    8: "files",
    9: "heads",
}

TOLD = 3
"""How many faults of one step are told; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step, whether it holds, and what was found, in words."""

    number: int
    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying showed, step by step.

    Attributes:
        heads: the head of each book; of the record only when it could be read.
        unknown: entries of a kind or version newer than this program: they verify, unread.
    """

    steps: tuple[Step, ...]
    heads: dict[str, Head] = field(default_factory=dict)
    unknown: int = 0

    @property
    def result(self) -> Result:
        """Intact, damaged, or cannot verify (a newer program wrote entries this one cannot read)."""
        if not all(step.ok for step in self.steps):
            return "damaged"
        return "cannot verify" if self.unknown else "intact"


def told(faults: Sequence[str]) -> str:
    """The first few faults of a step in words, and how many more there are."""
    more = f" (and {len(faults) - TOLD} more)" if len(faults) > TOLD else ""
    return "; ".join(faults[:TOLD]) + more


def unreadable(reason: str) -> Verification:
    """The verification of a vault in a format newer than this program: no step is taken, none fails."""
    steps = tuple(
        Step(number, name, ok=True, detail=f"not taken: {reason}") for number, name in STEPS.items()
    )
    return Verification(steps, unknown=1)


def unopened(faults: dict[int, str]) -> Verification:
    """The verification of a vault that cannot even be opened: what failed, by step number."""
    not_reached = "not reached: the record could not be opened"
    first = min(faults)
    steps = tuple(
        Step(number, name, number < first, faults.get(number, "ok" if number < first else not_reached))
        for number, name in STEPS.items()
    )
    return Verification(steps)
