"""Who a contact came from or went to, and on what basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.known_by import KnownBy
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source
from recordkeeper.records.people import Person

Party = Literal["respondent", "acting", "other", "not-established"]


@dataclass(frozen=True, slots=True)
class Who:
    """Who was on the other side of a contact.

    Attributes:
        party: the respondent, someone acting for them, someone else known, or not established.
        person: serial of the person entry, None when not recorded.
        confidence: known or believed, "" when not established.
    """

    party: Party
    person: int | None = None
    confidence: str = ""

    @property
    def attributed(self) -> bool:
        """Whether it counts as the other person's act."""
        return self.party in {"respondent", "acting"}


class Directory:
    """The people of a case and everything they are known by."""

    def __init__(self, case: CaseFile) -> None:
        self._people: Mapping[int, Person] = {one.serial: one.fact for one in case.standing(Person)}
        self._known = KnownBy(case)
        self._formats = {one.serial: one.fact.importer for one in case.of(Source)}

    def format_of(self, contact: Contact) -> str:
        """The format of the export a contact was brought in from; "" where it was typed."""
        return self._formats.get(contact.source.entry, "") if contact.source is not None else ""

    def party(self, person: int) -> Party:
        """What someone is to the matter."""
        role = self._people[person].role if person in self._people else "other"
        return {"respondent": "respondent", "proxy": "acting"}.get(role, "other")  # type: ignore[return-value]

    def theirs(self, displayed: str, format_name: str) -> bool:
        """Whether an identifier as displayed is the respondent's, or of someone acting for them.

        Args:
            displayed: as an export shows it.
            format_name: of that export.
        """
        found = self._known.find(displayed, format_name)
        return found is not None and found.person is not None and self.party(found.person) != "other"

    def who(self, contact: Contact, via: int | None) -> Who:
        """Who was on the other side of a contact (``domain.md``, "Inbound attributed").

        Without an identifier a typed contact's caller is the respondent; a hidden or unknown number
        is not established.

        Args:
            contact: as it stands.
            via: serial of the person who acted, as recorded or marked.
        """
        if via is not None:
            return Who("acting", via, "known")
        if contact.withheld:
            return Who("not-established")
        if contact.person is not None:
            return Who(self.party(contact.person), contact.person, "known")
        if contact.identifier:
            found = self._known.find(contact.identifier, self.format_of(contact))
            if found is None or found.person is None:
                return Who("not-established")
            return Who(self.party(found.person), found.person, found.confidence)
        if contact.source is not None:
            return Who("not-established")
        return Who("respondent", confidence="known")
