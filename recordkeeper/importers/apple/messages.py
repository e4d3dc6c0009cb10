"""Apple's Messages: ``chat.db`` of a Mac, ``sms.db`` of an iPhone; iMessages, SMS and RCS.

Columns: as seen in databases from iOS 10 to macOS 15 (richinfante/iphonebackuptools, schemas;
ReagentX/imessage-exporter, message.rs; idreezus/imessage-archive, docs). They differ from version to
version: one that is missing is one that says nothing.

**Reactions.** A "tapback" is a row of its own, with words that the device wrote: Loved “…”. Someone
pressed it, it was sent, and it showed on the other's device: where no contact was allowed it is one, and
the same heart sent to an Android phone is a message there. So it is a contact, with those words, and how
many there are is told. Taking one back shows and says nothing: that is ``system``.
"""

from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.apple.attachments import Attachments
from recordkeeper.importers.apple.dates import moment
from recordkeeper.importers.apple.people import People
from recordkeeper.importers.apple.store import Needed, databases, opened, told
from recordkeeper.importers.apple.typedstream import unarchived
from recordkeeper.importers.importer import Damage, Found, Item, Media, Note, Said
from recordkeeper.importers.material import Material
from recordkeeper.importers.sqlite.file import Row, Unreadable
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped
from recordkeeper.records.vocabulary import Direction, Flag

_NEEDED: Needed = {"message": frozenset({"guid", "date", "is_from_me"}), "handle": frozenset({"id"})}
_COLUMNS = (
    *("guid", "text", "attributedbody", "subject", "service", "handle_id", "cache_roomnames"),
    *("date", "is_from_me", "error", "is_sent", "is_delivered", "date_delivered", "destination_caller_id"),
    *("item_type", "group_title", "associated_message_type", "associated_message_emoji"),
    *("balloon_bundle_id", "date_edited", "date_retracted", "message_summary_info"),
)
_DIRECTIONS: dict[int | None, Direction] = {0: "in", 1: "out"}
_MEDIA = {"imessage": "imessage", "imessagelite": "imessage", "sms": "sms", "rcs": "rcs"}
"""By ``service``; iMessageLite goes by satellite (imessage-exporter, service.rs)."""
_REACTIONS, _TAKEN_BACK = range(2000, 3000), range(3000, 4000)
"""``associated_message_type``: 2000 loved to 2005 questioned, 2006 any emoji; 1000 more to take it back."""
_PLACES = "\ufffc\ufffd"
"""What stands in the words where an attachment (U+FFFC) or an app's own content (U+FFFD) stood."""
_UNSENT = b"\x52rp"
"""The key "rp" (retracted parts) in ``message_summary_info``, a binary property list: 0x5n is a text of
n characters (imessage-exporter, edited.rs)."""
_LINK_PREVIEW = "com.apple.messages.URLBalloonProvider"


class AppleMessages:
    """``chat.db``, ``sms.db``."""

    name = "apple-messages"
    version = 1
    separable = False

    @property
    def completeness(self) -> str:
        """What such a database leaves out."""
        return _(
            "The database of Messages holds what was on the device when it was copied. Messages deleted "
            "before, or kept only for a time by a setting, are not in it, nor are those that are only in "
            "iCloud. It names pictures and other files, which lie in a folder of their own. What an edited "
            "message said before, and when a message was delivered and read, stays in the stored file and "
            "is not shown."
        )

    def identify(self, material: Material) -> bool:
        """Whether exactly one database in it has Apple's tables of messages and handles."""
        return len(databases(material, _NEEDED)) == 1

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """What must be said of the database, then every row of its table of messages, by number.

        A row that does not say whether it was received or sent is skipped: a guess would be a claim.

        Raises:
            ImportRefused: it is no such database.
        """
        with opened(material, _NEEDED, said.limits) as (database, member):
            yield from told(material, database, member)
            people, attachments = People(database), Attachments(database, material, said.limits)
            yield from people.damage()
            yield from attachments.damage()
            reactions = element = 0
            for row in database.tables["message"].rows(*_COLUMNS):
                if isinstance(row, Damage):
                    yield row
                    continue
                element += 1
                item = _record(row, element, people, attachments)
                reactions += isinstance(item, Found) and not item.system and _is_reaction(row)
                yield item
            if reactions:
                words = _(
                    "{count} of these messages are reactions (such as a heart or a thumb), which are "
                    "pressed and not written. Each is one contact, with the words the device gave it."
                )
                yield Note(words.format(count=reactions))


def _is_reaction(row: Row | Unreadable) -> bool:
    return isinstance(row, Row) and row.integer("associated_message_type") in _REACTIONS


def _record(row: Row | Unreadable, element: int, people: People, attachments: Attachments) -> Found | Skipped:
    if isinstance(row, Unreadable):
        return _skipped(row, _("this message cannot be read"))
    direction = _DIRECTIONS.get(row.integer("is_from_me"))
    if direction is None:
        if not row.complete:
            return _skipped(
                row, _("it is too long or cut off before it says whether it was received or sent")
            )
        return _skipped(row, _("it does not say whether it was received or sent"))
    sides, media = people.sides(row, direction), attachments.of(row.rowid) + _app(row)
    when = moment(row.values.get("date"))
    words, readable = _words(row)
    contact = Contact(
        when=when,
        direction=direction,
        channel="text",
        medium=_MEDIA.get(row.text("service").lower(), ""),
        identifier=sides.identifier,
        words=words,
        subject=row.text("subject"),
        flags=_flags(
            ("not-sent", direction == "out" and _is_not_sent(row)),
            ("incomplete", not row.complete),
            ("repaired", row.repaired),
            ("group", bool(sides.group)),
            ("time-unreadable", not when.known),
            ("part-unreadable", not readable or any(one.reason and not one.absent for one in media)),
            ("deleted", _is_unsent(row, words, media)),
            ("edited", bool(row.integer("date_edited"))),
        ),
        keeper_identifier=row.text("destination_caller_id"),
        group=sides.group,
    )
    # An event of a group or of sharing a place: the device wrote it, whoever brought it about.
    system = bool(row.integer("item_type")) or row.integer("associated_message_type") in _TAKEN_BACK
    return Found(contact, element, row.start, row.end, row.text("guid"), media, system, row.member)


def _skipped(row: Row | Unreadable, reason: str) -> Skipped:
    where = _("message {number}, byte {byte}") if row.rowid is not None else _("a message at byte {byte}")
    return Skipped(locator=where.format(number=row.rowid, byte=row.start), reason=reason)


def _words(row: Row) -> tuple[str | None, bool]:
    """What was written, verbatim; and whether all that stands there for it could be read."""
    archived, written = row.values.get("attributedbody"), row.values.get("text")
    words = written if isinstance(written, str) else None
    readable = words is not None or not (archived or written)
    if not words and isinstance(archived, bytes):
        unpacked = unarchived(archived)
        words, readable = unpacked.words, unpacked.certain
    if words is None:
        words = row.text("associated_message_emoji") or row.text("group_title") or None
    if words and not row.repaired and not words.strip(_PLACES):
        words = None
    if words is None and row.integer("date_edited") and not _is_unsent(row, None, ()):
        # The words of some edited messages stand only in the list of their versions.
        readable = False
    return words, readable


def _app(row: Row) -> tuple[Media, ...]:
    """What an app inside Messages made, such as a drawing or a payment: it is named, and not read."""
    app = row.text("balloon_bundle_id")
    if not app or app == _LINK_PREVIEW:
        return ()
    return (Media(app, "", reason=_("an app inside Messages made this, and only it can show it")),)


def _is_not_sent(row: Row) -> bool:
    """Whether a message of the keeper's failed, or still waits."""
    if row.integer("is_delivered") or row.integer("date_delivered"):
        return False
    return bool(row.integer("error")) or row.integer("is_sent") == 0


def _is_unsent(row: Row, words: str | None, media: tuple[Media, ...]) -> bool:
    """Whether its sender took it back: then nothing of it is left, or the device says so."""
    if row.integer("date_retracted"):
        return True
    summary = row.values.get("message_summary_info")
    listed = isinstance(summary, bytes) and _UNSENT in summary
    return listed and bool(row.integer("date_edited")) and words is None and not media


def _flags(*said: tuple[Flag, bool]) -> tuple[Flag, ...]:
    return tuple(flag for flag, true in said if true)
