"""What must be known of the whole export before its first row can be read for certain.

In what order its dates are written, who takes part in each conversation (the tools leave the sender of
what was sent empty, and name the other side only where it wrote), and which file belongs to which row.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import PurePosixPath

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Media, Said
from recordkeeper.importers.material import Material
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.importers.tables.layouts import Layout
from recordkeeper.importers.tables.moments import DateOrders
from recordkeeper.importers.tables.rows import Row
from recordkeeper.importers.tables.table import Table
from recordkeeper.records import identity

_TRUNCATED = 40
"""Characters that iMazing keeps of an attachment's name."""
_MOST_MEMBERS = 1_000
"""People in one conversation; more are known by their own rows only."""
_LONGEST = 4_000
"""Characters of a conversation's name that are looked into for the names of its members."""
_JOINED = " & "
"""What stands between the names of a group that has none of its own (iMazing)."""


@dataclass
class Session:
    """One conversation; asked only when all of the export was seen.

    Attributes:
        name: as the export shows it.
        senders: identifiers that wrote in it, each with the name shown.
    """

    name: str
    senders: dict[str, str] = field(default_factory=dict)

    @cached_property
    def group(self) -> bool:
        """Whether more than one other person takes part, as far as the export shows."""
        names = {identity.clean(name) or identity.clean(one) for one, name in self.senders.items()}
        return len(names) > 1 or (_JOINED in self.name and identity.clean(self.name) not in names)

    @property
    def other(self) -> str:
        """The one other person: as they wrote, where they did under one identifier; else the name shown."""
        if identity.looks_like_phone(self.name) or "@" in self.name or len(self.senders) != 1:
            return self.name
        return next(iter(self.senders))

    @property
    def unclear(self) -> bool:
        """Whether one person seems to have written from several numbers or addresses."""
        return len(self.senders) > 1 and not self.group and self.other == self.name

    def others(self, sender: str = "") -> tuple[str, ...]:
        """Everyone else in a group: who wrote, by identifier; who did not, by the name of the group."""
        found = tuple(one for one in self._members if one != sender)
        return found or ((self.name,) if self.name else ())

    @cached_property
    def _members(self) -> tuple[str, ...]:
        shown = {identity.clean(name) for name in self.senders.values()}
        silent = self.name[:_LONGEST].split(_JOINED) if _JOINED in self.name else []
        names = (one for one in silent if identity.clean(one) not in shown)
        return tuple(dict.fromkeys((*self.senders, *names)))


class Survey:
    """One pass over every table of an export, before the reading.

    Attributes:
        orders: in which the dates are written.
        sessions: by member and name: two people can have one name.
        attachments: the files of the export that its rows name.
        me: what the keeper is called, as they said.
        knows_me: whether anybody in the export is the keeper. If nobody is, what was said of the keeper is
            said of other exports, and any name in this one may be theirs.
    """

    def __init__(self, material: Material, tables: Iterable[Table], said: Said) -> None:
        self.orders = DateOrders()
        self.sessions: dict[tuple[str, str], Session] = {}
        self.attachments = Attachments(material)
        self.me = OwnNames(said.me)
        self.knows_me = False
        self._names = said.limits.names
        for table in tables:
            for row in table.rows(material, said.limits):
                if isinstance(row, Row):
                    self._add(table, row.cells)

    def session(self, table: Table, name: str) -> Session:
        """A conversation, as far as it was seen."""
        return self.sessions.get((table.member, name)) or Session(name)

    def _add(self, table: Table, cells: list[str]) -> None:
        layout = table.layout
        if not layout.date_format:
            self.orders.add(written_date(layout, cells))
        if named := layout.cell(cells, "attachment"):
            self.attachments.count(table.member, named)
        if not (self.knows_me or layout.tells_way):
            ends = (named_sender(layout, cells), layout.cell(cells, "to"))
            self.knows_me = any(one and self.me.has(one) for one in ends)
        # Beyond this many names, those who wrote are told by their own rows only.
        sender = self._sender(layout, cells)
        if not sender or self._names <= 0:
            return
        key = (table.member, layout.cell(cells, "session"))
        session = self.sessions.setdefault(key, Session(key[1]))
        if sender not in session.senders and len(session.senders) < _MOST_MEMBERS:
            self._names -= 1
            session.senders[sender] = layout.cell(cells, "name")

    def _sender(self, layout: Layout, cells: list[str]) -> str:
        """Who else wrote this message in its conversation: a table without any column for one is one."""
        if "session" in layout.places:
            way = layout.way(cells)
            return layout.cell(cells, "number") if way.direction == "in" and not way.system else ""
        if layout.tells_way or "to" in layout.places or layout.channel != "text":
            return ""
        sender = named_sender(layout, cells)
        return "" if not sender or self.me.has(sender) else sender


def named_sender(layout: Layout, cells: list[str]) -> str:
    """Who a row says it is from; "" where it names nobody."""
    return layout.cell(cells, "from") or layout.cell(cells, "number") or layout.cell(cells, "name")


def written_date(layout: Layout, cells: list[str]) -> str:
    """The date of a row as it stands, with its clock time where that has a column of its own."""
    date, time = layout.cell(cells, "date"), layout.cell(cells, "time")
    return f"{date} {time}" if time else date


class Attachments:
    """The files of an export, found by the names its rows give them, and never by a guess.

    First under the name itself, then under what iMazing makes of it: cut to forty characters, or with
    something in front. Where two files could be meant, or one by two rows, none is taken.
    """

    def __init__(self, material: Material) -> None:
        self._exact: dict[str, list[str]] = {}
        self._variant: dict[str, list[str]] = {}
        self._uses: Counter[str] = Counter()
        for member in material.members:
            if member.name:
                base = PurePosixPath(member.name).name
                self._exact.setdefault(base, []).append(member.name)
                for alike in _variants(base):
                    self._variant.setdefault(alike, []).append(member.name)

    def count(self, table: str, named: str) -> None:
        """Note that a row names a file."""
        self._uses.update(self._found(table, named)[:1])

    def media(self, table: str, named: str, kind: str) -> Media:
        """The file that a row names, or why there is none.

        Args:
            table: the member that the row stands in: files beside it come first.
            named: the name the row gives, data only.
            kind: what the row says it is; a MIME type, or a word.
        """
        kind = kind if "/" in kind else ""
        found = self._found(table, named)
        if not found:
            return Media(named, kind, absent=True, reason=_("it is not in the export"))
        if len(found) > 1 or self._uses[found[0]] > 1:
            reason = _("more than one message or file in the export has this name, so none was taken")
            return Media(named, kind, absent=True, reason=reason)
        return Media(named, kind, member=found[0])

    def _found(self, table: str, named: str) -> list[str]:
        base = named.replace("\\", "/").rpartition("/")[2]
        folder = table.rpartition("/")[0]
        for key, index in product((base, _cut(base)), (self._exact, self._variant)):
            if found := index.get(key):
                near = [one for one in found if one.startswith(f"{folder}/")] if folder else found
                return near or found
        return []


def _variants(base: str) -> set[str]:
    """Names by which a row may mean a file called so."""
    return {_cut(base), base.rpartition(" - ")[2], base.partition("_")[2]} - {base, ""}


def _cut(base: str) -> str:
    stem, dot, ending = base.rpartition(".")
    return f"{stem[:_TRUNCATED]}{dot}{ending}" if dot else base[:_TRUNCATED]
