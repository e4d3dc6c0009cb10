"""The call history of an iPhone, iPad or Mac: ``CallHistory.storedata``, a Core Data store.

Columns: as seen in stores from iOS 8 to macOS 27 (abrignoni/iLEAPP, callHistory.py; schemas in public
tests of readers). ``ZDISCONNECTED_CAUSE`` and ``ZBLOCKEDBYEXTENSION`` are not read: no public source
says for certain which values mean that a call was declined or blocked, so such a call is a missed one.
"""

import math
import re
from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.apple.dates import moment
from recordkeeper.importers.apple.store import Needed, databases, opened, told
from recordkeeper.importers.importer import Damage, Found, Item, Said
from recordkeeper.importers.material import Material
from recordkeeper.importers.sqlite.file import Database, Row, Unreadable
from recordkeeper.importers.sqlite.join import Joined
from recordkeeper.importers.sqlite.record import Value
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped
from recordkeeper.records.vocabulary import Direction, Flag

_TABLE = "zcallrecord"
_NEEDED: Needed = {_TABLE: frozenset({"zdate", "zoriginated", "zaddress"})}
_COLUMNS = (
    *("zunique_id", "zdate", "zduration", "zaddress", "zname", "zoriginated", "zanswered"),
    *("zcalltype", "zservice_provider", "zinitiator"),
)
_DIRECTIONS: dict[int | None, Direction] = {0: "in", 1: "out"}
_ANSWERS: dict[int | None, tuple[str, bool]] = {0: ("missed", False), 1: ("answered", True)}
_SERVICES = {
    "com.apple.telephony": "phone",
    "com.apple.facetime": "facetime",
    "com.burbn.instagram": "instagram",
    "com.facebook.messenger": "messenger",
    "net.whatsapp.whatsapp": "whatsapp",
    "org.whispersystems.signal": "signal",
    "ph.telegra.telegraph": "telegram",
}
"""By ``ZSERVICE_PROVIDER``, an app's name for itself, in lower case."""
_KINDS = {1: "phone", 8: "facetime-video", 16: "facetime-audio"}
"""By ``ZCALLTYPE`` (iLEAPP); 0 is another app."""
_LINK = re.compile(r"z_\d+remoteparticipanthandles")
_CALLS = re.compile(r"z_\d+remoteparticipantcalls")
"""Core Data numbers the tables and columns of a relation anew in each version."""
_MOST = 1000
"""Participants of a call; FaceTime allows 32."""
_LONGEST = 10**8
"""Seconds, some three years: a longer call is a damaged number."""


class AppleCalls:
    """``CallHistory.storedata``."""

    name = "apple-calls"
    version = 1
    separable = False

    @property
    def completeness(self) -> str:
        """What such a store leaves out."""
        return _(
            "An iPhone or Mac keeps about the last 1000 calls; older ones, and those deleted from the list, "
            "are not in it. It does not say for certain that a call was declined or blocked: such a call "
            "is listed as missed, or not at all. The sound of a voicemail is not in it. Calls of other "
            "apps are in it only as far as those apps enter them."
        )

    def identify(self, material: Material) -> bool:
        """Whether exactly one database in it has Apple's table of calls."""
        return len(databases(material, _NEEDED)) == 1

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """What must be said of the store, then every call, by number.

        Raises:
            ImportRefused: it is no such store.
        """
        with opened(material, _NEEDED, said.limits) as (database, member):
            yield from told(material, database, member)
            participants = _Participants(database)
            yield from participants.damage
            element = 0
            for row in database.tables[_TABLE].rows(*_COLUMNS):
                if isinstance(row, Damage):
                    yield row
                else:
                    element += 1
                    yield _record(row, element, participants)


class _Participants:
    """Everyone else in a call, where the store lists them: it does since iOS 13, for calls of several."""

    def __init__(self, database: Database) -> None:
        tables = database.tables
        self._handles = tables.get("zhandle")
        link = next((table for name, table in tables.items() if _LINK.fullmatch(name)), None)
        columns = sorted(link.columns) if link else ()
        calls = next(filter(_CALLS.fullmatch, columns), "")
        handles = next(filter(_LINK.fullmatch, columns), "")
        self._joined = Joined(link, calls, handles)
        self.damage = self._joined.damage

    def of(self, call: int) -> tuple[str, ...]:
        """Their numbers and addresses, each once."""
        found = (
            self.named(handle) for _number, handle in zip(range(_MOST), self._joined.of(call), strict=False)
        )
        return tuple(dict.fromkeys(one for one in found if one))

    def named(self, handle: int | None) -> str:
        """The number or address of a handle, as the store has it."""
        row = self._handles.row(handle, "zvalue") if handle and self._handles else None
        return row.text("zvalue") if row else ""


def _record(row: Row | Unreadable, element: int, participants: _Participants) -> Found | Skipped:
    if isinstance(row, Unreadable):
        return _skipped(row, _("this call cannot be read"))
    direction = _DIRECTIONS.get(row.integer("zoriginated"))
    if direction is None:
        if not row.complete:
            return _skipped(
                row, _("it is too long or cut off before it says whether it was received or made")
            )
        return _skipped(row, _("it does not say whether it was received or made"))
    address, repaired = _address(row.values.get("zaddress"))
    others = participants.of(row.rowid)
    if not address and direction == "in":
        address = participants.named(row.integer("zinitiator"))
    if not address and len(others) == 1:
        address = others[0]
    group = tuple(one for one in others if one != address) if len(others) > 1 else ()
    when = moment(row.values.get("zdate"))
    medium, answered = _ANSWERS.get(row.integer("zanswered"), ("", None)) if direction == "in" else ("", None)
    contact = Contact(
        when=when,
        direction=direction,
        channel="call",
        medium=medium,
        identifier=address,
        withheld=direction == "in" and row.complete and not address and not group,
        duration=_seconds(row.values.get("zduration")),
        answered=answered,
        service=_service(row),
        flags=_flags(row, group=bool(group), dated=when.known, repaired=repaired),
        shown_name=row.text("zname"),
        group=group,
    )
    return Found(contact, element, row.start, row.end, row.text("zunique_id"), member=row.member)


def _skipped(row: Row | Unreadable, reason: str) -> Skipped:
    where = _("call {number}, byte {byte}") if row.rowid is not None else _("a call at byte {byte}")
    return Skipped(locator=where.format(number=row.rowid, byte=row.start), reason=reason)


def _address(value: Value) -> tuple[str, bool]:
    """A number or address, which some versions keep as bytes; and whether some of those are no text."""
    if not isinstance(value, bytes):
        return (value if isinstance(value, str) else ""), False
    try:
        return value.decode(), False
    except UnicodeDecodeError:
        return value.decode(errors="replace"), True


def _service(row: Row) -> str:
    """Who carried it; an app that is not known by the name it gives itself."""
    provider, kind = row.text("zservice_provider"), _KINDS.get(row.integer("zcalltype") or 0, "")
    service = _SERVICES.get(provider.lower(), provider)
    return kind if kind.startswith(service) else service


def _seconds(value: Value) -> int | None:
    if not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value < _LONGEST:
        return None
    return round(value)


def _flags(row: Row, *, group: bool, dated: bool, repaired: bool) -> tuple[Flag, ...]:
    said: tuple[tuple[Flag, bool], ...] = (
        ("incomplete", not row.complete),
        ("repaired", row.repaired or repaired),
        ("group", group),
        ("time-unreadable", not dated),
    )
    return tuple(flag for flag, true in said if true)
