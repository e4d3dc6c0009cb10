"""What the people of a case are known by, found by any spelling, and where each name applies.

A number or an address is a person's wherever it is shown. A name that a messenger shows is not: there
are many who are called Alex. One that the keeper stated at an import, as the other person's or as their
own, is taken for that in exports of that format only, until it is stated at one of another format too.
Which formats those are is read from the imported files' own entries, where what was stated stands.
"""

from collections.abc import Iterable

from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records import identity
from recordkeeper.records.custody import Source
from recordkeeper.records.people import STATED, Identifier, Person


class KnownBy:
    """The identifiers in a case that stand; of the keeper's own it is only known where they apply."""

    def __init__(self, case: CaseFile) -> None:
        self.region = case.region
        self._roles = {one.serial: one.fact.role for one in case.standing(Person)}
        self._known: dict[str, list[Identifier]] = {}
        self._stated: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str], Identifier | None] = {}
        for one in case.standing(Identifier):
            if not one.fact.keeper and one.fact.person in self._roles:
                self.add(one.fact)
        # Withdrawn files too: the identifier is an entry of its own, and stands by itself.
        for file in case.of(Source):
            for value in (*file.fact.them, *file.fact.me):
                self.state(value, file.fact.importer)

    def add(self, identifier: Identifier) -> None:
        """Know one more."""
        self._known.setdefault(identity.bucket(identifier.value), []).append(identifier)
        self._found.clear()

    def state(self, value: str, format_name: str) -> None:
        """Remember that an identifier was stated at an import of that format."""
        self._stated.setdefault(identity.bucket(value), set()).add(format_name)
        self._found.clear()

    def find(self, displayed: str, format_name: str = "") -> Identifier | None:
        """Whose identifier one as displayed is, if anybody's.

        Args:
            displayed: in an entry or an export.
            format_name: the importer's name for the export; "" for what the keeper typed, where a name
                means whom the keeper calls by it.
        """
        asked = displayed, format_name
        if asked not in self._found:
            applying = (one for one in self.alike(displayed) if self.applies(one, format_name))
            self._found[asked] = next(applying, None)
        return self._found[asked]

    def alike(self, displayed: str) -> list[Identifier]:
        """Every identifier that one as displayed is, wherever it applies."""
        if not displayed:
            return []
        candidates = self._known.get(identity.bucket(displayed), ())
        return [one for one in candidates if identity.same(one.value, displayed, self.region)]

    def applies(self, identifier: Identifier, format_name: str) -> bool:
        """Whether an identifier, anybody's or the keeper's own, is one in exports of a format."""
        if not format_name or identifier.type != "handle" or identifier.basis != STATED:
            return True
        formats = self._stated.get(identity.bucket(identifier.value))
        # No file says it when the one that did was erased: then it goes on applying wherever it is shown.
        return formats is None or format_name in formats

    def accounts(self, format_name: str) -> Iterable[tuple[str, ...]]:
        """Identifiers that are one account under several names, in exports of a format.

        A contact renamed on the phone, saved, or deleted from its address book shows another name for every
        message of it. Two numbers of one person are two accounts, and with them nothing can be told of the
        names beside them; so a number is joined with the names only where it is the only one.
        """
        names: dict[int | None, list[str]] = {}
        numbers: dict[int | None, list[str]] = {}
        for alike in self._known.values():
            for one in alike:
                if one.type == "handle" and self.applies(one, format_name):
                    names.setdefault(one.person, []).append(one.value)
                elif one.type == "phone":
                    numbers.setdefault(one.person, []).append(one.value)
        for person, called in names.items():
            own = numbers.get(person, [])
            yield (*called, *own) if len(own) == 1 else tuple(called)
