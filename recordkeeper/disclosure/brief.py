"""What is to leave, and for whom: the choices behind one document."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.counting import Counted
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.intervals import Window
from recordkeeper.disclosure.disclosed import Profile
from recordkeeper.disclosure.exhibits import exhibits
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact, FileRef

PRIVATE_BY_NAME = ("impact", "location", "children-present")
"""Private fields of contacts that leave only when they are asked for by name."""
HELD_RECORDINGS = "held-recordings"
"""The name by which recordings that not everyone knew of are asked for."""
BY_NAME = (*PRIVATE_BY_NAME, HELD_RECORDINGS)
"""All that leaves only when it is asked for by name."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the keeper chose for one document.

    Attributes:
        profile: who it is for.
        window: which contacts, by when they happened.
        consequences: whole, or none of them.
        keeper, other: how the two sides are called; "" for the usual labels.
        declaration: which blank signature block.
        include: what is asked for by name, of `BY_NAME`.
    """

    profile: Profile = "consult"
    window: Window = field(default_factory=Window)
    consequences: Literal["whole", "none"] = "whole"
    keeper: str = ""
    other: str = ""
    declaration: str = "none"
    include: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """The case, its findings and the choices, as every section of a document reads them."""

    case: CaseFile
    findings: Findings
    choices: Choices
    directory: Directory
    by_serial: dict[int, Counted] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """IANA name of the home zone, in which the document tells its times."""
        return self.case.home_zone

    @property
    def held(self) -> bool:
        """Whether recordings that not everyone knew of were asked for."""
        return HELD_RECORDINGS in self.choices.include

    def exhibits(self, one: Standing[Fact]) -> Iterator[tuple[str, FileRef]]:
        """Every file of an entry that may leave, with its mark; see `exhibits`."""
        return exhibits(one, held=self.held)

    def shows(self, one: Standing[Contact]) -> bool:
        """Whether a contact may stand in the document.

        Messages of people who are not the other side are in a lawyer's copy only.
        """
        if not self.choices.window.holds(one.fact.when):
            return False
        if self.choices.profile == "consult":
            return True
        return self.directory.who(one.fact, None).party != "other"

    def asked_for(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """The private fields of a contact that were asked for by name, empty ones too."""
        if isinstance(fact, Contact):
            for name in PRIVATE_BY_NAME:
                if name not in self.choices.include:
                    continue
                field_name = name.replace("-", "_")
                yield field_name, getattr(fact, field_name) or ""

    def contacts(self) -> list[Standing[Contact]]:
        """Every contact that may be shown, in order of occurrence, undated ones last."""
        shown = [one for one in self.case.of(Contact) if self.shows(one)]
        return sorted(shown, key=lambda one: (one.fact.when.at is None, one.fact.when.at or 0, one.serial))


def brief(case: CaseFile, findings: Findings, choices: Choices) -> Brief:
    """Gather what every section reads."""
    counted = {one.serial: one for one in findings.count.contacts}
    return Brief(case, findings, choices, Directory(case), counted)


def marks(serials: tuple[int, ...], *, most: int = 6) -> str:
    """Paragraph references, runs drawn together: "¶14-27 ¶31"; the rest counted."""
    runs: list[list[int]] = []
    for serial in sorted(set(serials)):
        if runs and serial == runs[-1][1] + 1:
            runs[-1][1] = serial
        else:
            runs.append([serial, serial])
    named = [f"¶{first}" if first == last else f"¶{first}-{last}" for first, last in runs]
    return " ".join(named[:most]) + (" …" if len(named) > most else "")
