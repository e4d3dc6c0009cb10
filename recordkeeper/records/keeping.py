"""The private book: what never leaves, and is in no count that does."""

from typing import ClassVar

from recordkeeper.records.fact import Fact, Serial, Sha256


class Why(Fact, frozen=True, kw_only=True):
    """A reason to read again on a hard day."""

    kind: ClassVar[str] = "why"
    words: str


class Note(Fact, frozen=True, kw_only=True):
    """A private note, on an entry of the record or on none.

    Attributes:
        about: serial in the record book.
    """

    kind: ClassVar[str] = "note"
    words: str
    about: Serial | None = None


class Support(Fact, frozen=True, kw_only=True):
    """Someone the keeper leans on, or what they were told.

    Attributes:
        name: who; repeated in each entry about them.
        reach: how to reach them.
        may_be_told: what they may be told.
        told: what they were told, when this entry says so.
    """

    kind: ClassVar[str] = "support"
    name: str
    reach: str = ""
    may_be_told: str = ""
    told: str = ""


class Disclosure(Fact, frozen=True, kw_only=True):
    """What left this record, for whom.

    Attributes:
        format: pdf, json …
        profile: consult, court, police or support.
        recipient: who it was made for, in words.
        sha256: of the file written.
        first, last: the serials it covers.
        shown, withheld: how many entries of the record it shows and withholds.
        options: the options that shaped it.
    """

    kind: ClassVar[str] = "disclosure"
    format: str
    profile: str
    recipient: str = ""
    sha256: Sha256
    first: Serial | None = None
    last: Serial | None = None
    shown: int = 0
    withheld: int = 0
    options: tuple[str, ...] = ()


class Setting(Fact, frozen=True, kw_only=True):
    """A choice about how the program behaves; the latest of a name stands."""

    kind: ClassVar[str] = "setting"
    name: str
    value: str
