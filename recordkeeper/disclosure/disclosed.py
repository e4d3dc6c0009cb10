"""What leaves, frozen: the case without its withheld parts, in the words an outsider will read.

``report`` lays it out and ``exports`` writes it; neither can reach anything that is not in here.
All text is plain, may hold anything a phone can send, and is never markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Profile = Literal["consult", "court"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the large numbers of page one: "22 of 62", "days with such contact"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is said under it: "Notice", "Thu 29 Jan 2026 20:00 …"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed.

    Attributes:
        heads: column headings.
        rows: cells, each row as long as ``heads``.
        empty: the sentence that stands in its place when there are no rows.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A1: a lawyer's first questions, each answer with its paragraph references."""

    heading: str
    context: tuple[str, ...]
    figures: tuple[Figure, ...]
    below: str
    lines: tuple[Line, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One statement of a boundary.

    Attributes:
        title: "S1, stated Thu 29 Jan 2026, 20:00, by text to …".
        words: verbatim.
        delivery: what is known of its arrival, one sentence each.
    """

    title: str
    words: str
    delivery: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoundaryShown:
    """A3: one boundary, its rules, reason and notices."""

    title: str
    rules: tuple[Line, ...]
    remarks: tuple[str, ...]
    notices: tuple[Notice, ...]


RowKind = Literal["contact", "own", "notice", "consequence", "custody", "other"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the chronology or of the full schedule.

    Attributes:
        mark: "14", or "14-27" for an episode.
        kind: what kind of row, for its shading.
        when: date, time, zone where it is not the home zone, precision where it is not exact.
        way: channel and from or to whom.
        what: facts and exact words.
        verdict: "outside the boundary" and so on, "" where none applies.
        answer: the keeper's answer, if any.
        recorded: how long after it was recorded, or from which source.
        exhibit: "E14", "E14-2".
        struck: withdrawn: printed struck through.
    """

    mark: str
    kind: RowKind
    when: str
    way: str
    what: str
    verdict: str = ""
    answer: str = ""
    recorded: str = ""
    exhibit: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A9: one correction, a withdrawal, or an erasure.

    Attributes:
        old: printed struck through. new: printed beside it.
    """

    mark: str
    what: str
    old: str
    new: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class Integrity:
    """A12: what a reader needs to check the book without this software.

    Attributes:
        count: entries in the record book. erased: those whose content was erased.
        head: link of the last entry, 64 hex digits; base32 of the same 32 bytes in groups.
        head_text: head.txt of it, to be scanned from the page.
        vault_id: 32 hex digits.
        statements: what the seals show, one sentence each.
        witnesses: outside receipts, one row each. brackets: when entries were made, as these show.
        exhibits: mark, ¶, file and how it came, SHA-256.
        checked_in: where the commands are run. commands: how to check, one command each.
        not_shown: what the seals do not show.
    """

    count: int
    erased: int
    head: str
    base32: tuple[str, ...]
    head_text: str
    vault_id: str
    statements: tuple[str, ...]
    witnesses: Table
    brackets: Table
    exhibits: Table
    checked_in: str
    commands: tuple[Line, ...]
    not_shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Everything a document or a file for someone else may hold.

    Attributes:
        profile: who it is for.
        title: short, neutral.
        keeper, other: how the two sides are called throughout.
        prepared: the date in words; prepared_on: the same, ISO 8601; prepared_at: the
            start of that day, ms UTC.
        covers: "¶ 1-47, none left out", or what was left out.
        people, identifiers: A2. boundaries, before_notice: A3. chronology: A5.
        follow_through, follow_through_sum: A6, None when withheld as a whole.
        own, own_sum: A7. changes, markings, late, clock: A9. sources, method, definitions: A10.
        declaration: A11, the blank block's wording, empty for none. integrity: A12.
        schedule: the annex, every contact, one row each.
        entries, figures: the same case for programs: timeline rows and audit figures, redacted.
    """

    profile: Profile
    title: str
    keeper: str
    other: str
    prepared: str
    prepared_on: str
    prepared_at: int
    covers: str
    summary: Summary
    people: Table
    identifiers: Table
    boundaries: tuple[BoundaryShown, ...]
    before_notice: tuple[Row, ...]
    chronology: tuple[Row, ...]
    follow_through: Table | None
    follow_through_sum: str
    own: tuple[Row, ...]
    own_sum: tuple[str, ...]
    changes: tuple[Change, ...]
    markings: Table
    late: Table
    clock: Table
    sources: tuple[tuple[Line, ...], ...]
    method: tuple[str, ...]
    definitions: tuple[Line, ...]
    declaration: tuple[str, ...]
    integrity: Integrity
    schedule: tuple[Row, ...]
    entries: tuple[Mapping[str, object], ...]
    figures: Mapping[str, object]
