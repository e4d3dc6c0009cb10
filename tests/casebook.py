"""Cases built from facts alone: no vault, no key, no clock."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.sealing import Entry, Stamp
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.contacts import Contact, SourceRef
from recordkeeper.records.custody import Source
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Identifier, Matter, Person

LONDON = "Europe/London"
HIS = "+44 7700 900355"
DAY = 86_400_000
STAMP = Stamp(zone=LONDON, offset=0, operation="0" * 16)


def ms(text: str, zone: str = LONDON) -> int:
    """Milliseconds UTC of an ISO local time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def moment(
    text: str | None, until: str | None = None, *, precision: Any = None, zone: str = LONDON
) -> Moment:
    """A moment from ISO local times: an instant, a whole day ("2026-03-20"), a range, or None: unknown."""
    if text is None:
        return Moment(precision="unknown", basis="typed", clock="keeper")
    start = ms(text, zone)
    kind: Any
    if until is not None:
        end, kind = ms(until, zone), "range"
    elif len(text) == len("2026-03-20"):
        next_day = datetime.fromisoformat(text) + timedelta(days=1)
        end, kind = ms(next_day.isoformat(), zone), "day"
    else:
        end, kind = start, "exact"
    return Moment(
        at=start,
        until=end,
        written=text,
        zone=zone,
        precision=precision or kind,
        basis="typed",
        clock="keeper",
    )


def fold_facts(*facts: Fact, recorded_at: int | None = None, home: str = LONDON) -> CaseFile:
    """The case of facts entered in this order after a matter, which is entry 1."""
    start = recorded_at if recorded_at is not None else ms("2026-06-01T12:00")
    entries = [
        Entry(
            book="record",
            serial=serial,
            id=f"{serial:032x}",
            digest=serial.to_bytes(32, "big"),
            link=serial.to_bytes(32, "big"),
            recorded_at=start + serial * 1000,
            kind=fact.kind,
            fact=fact,
            stamp=STAMP,
        )
        for serial, fact in enumerate((Matter(home_zone=home), *facts), 1)
    ]
    return fold(entries, Head(0, bytes(32)), bytes(16))


def target(serial: int) -> Target:
    """The target that names an entry of `fold_facts`."""
    return Target(serial=serial, digest=serial.to_bytes(32, "big").hex())


def contact(when: str | Moment | None, **fields: Any) -> Contact:
    """An inbound text, typed, from the respondent unless fields say otherwise."""
    moment_ = when if isinstance(when, Moment) else moment(when)
    given: dict[str, Any] = {"direction": "in", "channel": "text", "words": "hello", "when": moment_}
    return Contact(**given | fields)


def imported(when: str, source: int, **fields: Any) -> Contact:
    """An inbound text from the respondent's number, imported from the source of that serial."""
    place = SourceRef(entry=source, element=1, start=0, end=1)
    return contact(when, **({"identifier": HIS, "source": place} | fields))


def source(count: int = 1) -> Source:
    """An imported file."""
    return Source(
        sha256="a" * 64,
        size=1,
        kept="whole",
        stored="a" * 64,
        importer="sms-backup-restore",
        importer_version=1,
        parsed=count,
        imported=count,
    )


NO_CALLS = Boundary(refuse=("call", "in-person"), allow=("text",), excepted=("children",))
RESPONDENT = Person(role="respondent", name="A. Reyes")
HIS_NUMBER = Identifier(type="phone", value=HIS, person=2, basis="number known")


def stated(boundary: int, when: str = "2026-01-29T20:00", words: str = "No calls.") -> Statement:
    """A statement of a boundary by text."""
    return Statement(boundary=boundary, when=moment(when), words=words, channel="text")


def delivery(statement: int, status: Any, when: str | None = None) -> Delivery:
    """What became of a statement."""
    return Delivery(statement=statement, status=status, when=moment(when))


STARTED = (RESPONDENT, HIS_NUMBER, NO_CALLS, stated(4), delivery(5, "read", "2026-01-29T20:14"))
"""Entries 2 to 6: the respondent P1, his number, B1, S1 and its reading; the next fact is 7."""
