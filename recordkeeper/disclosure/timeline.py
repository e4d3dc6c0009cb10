"""One entry as a row that programs read: times in RFC 3339 with offset, stable names."""

from typing import Any

from recordkeeper import zones
from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.findings import Findings
from recordkeeper.disclosure import clocks
from recordkeeper.disclosure.exhibits import exhibits
from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Statement
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Person


def row(  # noqa: PLR0913 - what a row is of, and for whose eyes
    case: CaseFile,
    findings: Findings,
    one: Standing[Fact],
    directory: Directory,
    *,
    own: bool = False,
    held: bool = False,
) -> dict[str, Any]:
    """One entry as a row. No private field is in it; names of children and witnesses are labels.

    ``own``: for the keeper's own screen, where everything is shown: everybody's number, where a zone changed,
    and every file. ``held`` as for `exhibits`.
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
        if contact and not own and identifier_withheld(case, contact, directory)
        else _identifier(fact),
        "purpose": casefile.purpose(contact) if contact else None,
        "words": getattr(fact, "words", None),
        "facts": getattr(fact, "facts", None) or getattr(fact, "action", None) or None,
        "verdict": findings.count.verdicts.get(one.serial),
        "recorded_at": zones.rfc3339(one.recorded_at, case.home_zone),
        "delay_seconds": delay_seconds(one),
        "attachments": [_file(mark, file) for mark, file in exhibits(one, held=own or held)],
        "same": list(one.same),
        "corrected": bool(one.changes),
        "withdrawn": not one.stands,
        "count": contact.fact.count or 1 if contact else None,
        "duration": contact.fact.duration if contact else None,
        "flags": list(contact.fact.flags) if contact else [],
        "clock": clocks.told(findings.clocks.of(one.serial), own=own),
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


def _identifier(fact: Fact) -> str | None:
    if isinstance(fact, Contact):
        return fact.identifier or None
    return fact.to or None if isinstance(fact, Statement) else None


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


def _file(mark: str, file: FileRef) -> dict[str, Any]:
    return {
        "exhibit": mark,
        "sha256": file.sha256,
        "size": file.size,
        "name": file.name,
        "type": file.type,
    }
