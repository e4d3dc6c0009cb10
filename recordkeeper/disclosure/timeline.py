"""One entry as a row that programs read: times in RFC 3339 with offset, stable names."""

from collections.abc import Iterator
from typing import Any

from recordkeeper import zones
from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.findings import Findings
from recordkeeper.disclosure import clocks
from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Person


def row(
    case: CaseFile, findings: Findings, one: Standing[Fact], directory: Directory, *, held: bool = False
) -> dict[str, Any]:
    """One entry as a row. No private field is in it; names of children and witnesses are labels.

    ``held`` as for `exhibits`; on the keeper's own screen everybody's number is shown too, and where a
    zone changed.
    """
    fact = one.fact
    when: Moment | None = getattr(fact, "when", None)
    contact = case.one(one.serial, Contact)
    return {
        "serial": one.serial,
        "kind": fact.kind,
        **_time(when, case.home_zone),
        "channel": getattr(fact, "channel", None),
        "direction": getattr(fact, "direction", None),
        "medium": getattr(fact, "medium", None) or None,
        "person": _person(case, contact, directory) if contact else None,
        "identifier": None
        if contact and not held and identifier_withheld(case, contact, directory)
        else (getattr(fact, "identifier", "") or getattr(fact, "to", "") or None),
        "purpose": casefile.purpose(contact) if contact else None,
        "words": getattr(fact, "words", None),
        "facts": getattr(fact, "facts", None) or getattr(fact, "action", None) or None,
        "verdict": findings.count.verdicts.get(one.serial),
        "recorded_at": zones.rfc3339(one.recorded_at, case.home_zone),
        "delay_seconds": delay_seconds(one),
        "attachments": [_file(mark, file) for mark, file in exhibits(one, held=held)],
        "same": list(one.same),
        "corrected": bool(one.changes),
        "withdrawn": not one.stands,
        "count": contact.fact.count or 1 if contact else None,
        "duration": contact.fact.duration if contact else None,
        "flags": list(contact.fact.flags) if contact else [],
        "clock": clocks.told(findings.clocks.of(one.serial), own=held),
    }


def _time(when: Moment | None, home: str) -> dict[str, Any]:
    if when is None or when.at is None or when.until is None:
        precision = when.precision if when else None
        return {"at": None, "until": None, "zone": None, "precision": precision}
    zone = when.zone or home
    return {
        "at": zones.rfc3339(when.at, zone),
        "until": zones.rfc3339(when.until, zone),
        "zone": zone,
        "precision": when.precision,
    }


def _person(case: CaseFile, contact: Standing[Contact], directory: Directory) -> str | None:
    serial = directory.who(contact.fact, casefile.via(contact)).person
    person = case.one(serial, Person) if serial is not None else None
    return person_shown(person.fact) if person else None


def identifier_withheld(case: CaseFile, contact: Standing[Contact], directory: Directory) -> bool:
    """Whether a contact's number is that of a child or a witness, of whom only a label leaves."""
    serial = directory.who(contact.fact, casefile.via(contact)).person
    person = case.one(serial, Person) if serial is not None else None
    return person is not None and bool(person.fact.private_fields()) and bool(contact.fact.identifier)


def person_shown(person: Person) -> str:
    """What stands for someone wherever it may be read by others: a child's name is never it."""
    if person.private_fields():
        return person.label or person.role
    return person.name or person.label or person.role


def delay_seconds(one: Standing[Fact]) -> int | None:
    """Seconds from what happened to its recording; None where the phone's own record was imported."""
    when: Moment | None = getattr(one.fact, "when", None)
    imported = isinstance(one.fact, Contact) and one.fact.source is not None
    if when is None or when.until is None or imported:
        return None
    return (one.recorded_at - when.until) // 1000


def noted_or_recorded(one: Standing[Contact]) -> int | None:
    """Seconds from what happened to the first note of it, on paper or here."""
    noted, ended = one.fact.noted_at, one.fact.when.until
    if noted is not None and noted.at is not None and ended is not None:
        return max(noted.at - ended, 0) // 1000
    return delay_seconds(one)


HELD = "not-all-knew"
"""Recordings made without everyone's knowledge are held out of what leaves: a lawyer is asked first."""


def exhibits(one: Standing[Fact], *, held: bool = False) -> Iterator[tuple[str, FileRef]]:
    """Every file of an entry with its permanent mark: E14, E14-2; attached by #20, E20.

    Args:
        one: the entry.
        held: those held out of what leaves too, for the keeper's own screen.
    """
    for bringing in bringing_files(one, held=held):
        yield from marked(bringing.serial, getattr(bringing.fact, "files", ()))


def bringing_files(one: Standing[Fact], *, held: bool = False) -> Iterator[Standing[Fact]]:
    """The entries that bring the files of an entry: itself, and those attached to it; ``held`` as above."""
    for bringing in (one, *one.attachments):
        if held or getattr(bringing.fact, "recording", None) != HELD:
            yield bringing


def marked(serial: int, files: tuple[FileRef, ...]) -> Iterator[tuple[str, FileRef]]:
    """Each file of an entry with its mark: E14, E14-2."""
    for number, file in enumerate(files, 1):
        yield f"E{serial}" if number == 1 else f"E{serial}-{number}", file


def _file(mark: str, file: FileRef) -> dict[str, Any]:
    return {
        "exhibit": mark,
        "sha256": file.sha256,
        "size": file.size,
        "name": file.name,
        "type": file.type,
    }
