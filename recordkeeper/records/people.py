"""Whose record it is about, who is around it, and by what they are known."""

from typing import ClassVar

from recordkeeper.records.fact import Fact, FileRef, Serial
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import WITHHELD_NAMES, Confidence, IdentifierType, Role, Tristate

STATED = "stated at import"
"""The basis of an identifier given with ``--them`` or ``--me`` (``cli.md``)."""


class Matter(Fact, frozen=True, kw_only=True):
    """What one vault is: one keeper, one respondent, everyone else around them.

    Attributes:
        title: the keeper's name for the record, neutral by choice.
        jurisdiction: free words, such as "England and Wales".
        home_zone: IANA name; day figures are in this zone.
        threshold: how many acts make a course of conduct there (2 or 3), None when not stated.
        directed_by: the lawyer at whose direction the record is kept.
        directed_since: since when.
    """

    kind: ClassVar[str] = "matter"
    title: str = ""
    jurisdiction: str = ""
    home_zone: str
    threshold: int | None = None
    directed_by: str = ""
    directed_since: Moment | None = None


class Person(Fact, frozen=True, kw_only=True):
    """Someone in the matter other than the keeper, numbered P1, P2 … in order of entry.

    Everything but role and label is private for children and witnesses.

    Attributes:
        role: respondent (the person asked to stop), proxy (acts for them), and so on.
        label: what may be printed when the name may not: "child 1".
        since: when the relationship began.
        ended: when it ended.
        firearms: whether the keeper knows of any.
    """

    kind: ClassVar[str] = "person"
    role: Role
    label: str = ""
    name: str = ""
    relationship: str = ""
    since: Moment | None = None
    ended: Moment | None = None
    description: str = ""
    vehicle: str = ""
    firearms: Tristate | None = None

    def private_fields(self) -> frozenset[str]:
        """Everything but role and label, for a child or a witness; nothing otherwise."""
        if self.role in WITHHELD_NAMES:
            return frozenset(self.__struct_fields__) - {"role", "label"}
        return frozenset()


class Identifier(Fact, frozen=True, kw_only=True):
    """A number, address, handle or plate, as displayed, and why it is said to be someone's.

    Attributes:
        value: exactly as displayed; the keeper's own is private.
        person: serial of the person entry, None for the keeper's own.
        keeper: whether it is the keeper's own.
        basis: how the keeper knows: "number known", "voice", "content only they know".
        confidence: known or believed.
    """

    kind: ClassVar[str] = "identifier"
    type: IdentifierType
    value: str
    person: Serial | None = None
    keeper: bool = False
    basis: str = ""
    confidence: Confidence = "known"

    def private_fields(self) -> frozenset[str]:
        """The value and basis of the keeper's own identifiers."""
        return frozenset({"value", "basis"}) if self.keeper else frozenset()


class WitnessAccount(Fact, frozen=True, kw_only=True):
    """What a witness saw or heard, in their own words.

    Attributes:
        person: serial of the witness's person entry.
        sensed: "saw", "heard" or both, free words.
        words: their own words.
        willing: to testify.
        about: serials of the entries it concerns.
    """

    kind: ClassVar[str] = "witness-account"
    person: Serial
    sensed: str = ""
    words: str
    willing: Tristate = "unknown"
    when: Moment | None = None
    about: tuple[Serial, ...] = ()
    files: tuple[FileRef, ...] = ()

    def files_cited(self) -> tuple[str, ...]:
        """The SHA-256 (hex) of every stored file that this fact cites."""
        return tuple(file.sha256 for file in self.files)
