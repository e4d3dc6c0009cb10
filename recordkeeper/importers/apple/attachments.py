"""Files sent with Apple's messages: named in the database, and lying beside it or nowhere.

``filename`` is a path on the device: "~/Library/Messages/Attachments/ab/11/GUID/IMG_0001.jpeg" on a Mac,
"~/Library/SMS/Attachments/…" on an iPhone, whose backup names the file by its domain and path (as
ReagentX/imessage-exporter reads them, attachment.rs). A name is never enough: every camera has an
IMG_0001. A file is a message's only if its path says so, or if it is the only one of that name and has
the size that the database says.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.apple.store import hashed
from recordkeeper.importers.importer import Damage, Media
from recordkeeper.importers.material import Limits, Material, Member
from recordkeeper.importers.sqlite.file import Database, Row
from recordkeeper.importers.sqlite.join import Joined

_FOLDER = "Attachments/"
_KEPT = 256
"""Attachments held at a time."""
_PREVIEW = ".pluginPayloadAttachment"
"""What the device itself makes to show the preview of a link: the link is in the words."""


class Attachments:
    """What came with each message."""

    def __init__(self, database: Database, material: Material, limits: Limits) -> None:
        tables = database.tables
        self._table = tables.get("attachment")
        self._joined = Joined(tables.get("message_attachment_join"), "message_id", "attachment_id")
        self._limits = limits
        self._known = lru_cache(_KEPT)(self._media)
        self._by_name: dict[str, list[Member]] = defaultdict(list)
        for one in material.members:
            self._by_name[one.name.rpartition("/")[2]].append(one)

    def damage(self) -> Iterator[Damage]:
        """What of all this cannot be read."""
        yield from self._joined.damage

    def of(self, message: int) -> tuple[Media, ...]:
        """The files of a message, by its number."""
        listed = islice(self._joined.of(message), self._limits.parts)
        return tuple(one for one in map(self._known, listed) if not one.name.endswith(_PREVIEW))

    def _media(self, number: int) -> Media:
        columns = ("filename", "transfer_name", "mime_type", "total_bytes")
        row = self._table.row(number, *columns) if self._table else None
        if row is None:
            return Media("", "", reason=_("the database does not say which file this was"), absent=True)
        path = row.text("filename")
        name = row.text("transfer_name") or path.rpartition("/")[2]
        member = self._member(path, row)
        if member is None:
            reason = _("the file is not in the database, and does not lie beside it")
            return Media(name, row.text("mime_type"), reason=reason, absent=True)
        return Media(name, row.text("mime_type"), member=member)

    def _member(self, path: str, row: Row) -> str | None:
        """The member that is this file, if that is certain."""
        backed_up = self._by_name.get(hashed("MediaDomain-" + path.removeprefix("~/")), ())
        if len(backed_up) == 1:
            return backed_up[0].name
        alike = self._by_name.get(path.rpartition("/")[2], ()) if path else ()
        _before, attachments, inside = path.rpartition(_FOLDER)
        placed = [one for one in alike if attachments and f"/{one.name}".endswith(f"/{inside}")]
        sized = [one for one in alike if one.size == row.integer("total_bytes")]
        for fitting in (placed, sized if len(alike) == 1 else []):
            if len(fitting) == 1:
                return fitting[0].name
        return None
