"""Backups of the Android app "SMS Backup & Restore" (SyncTech): messages and the call log.

Fields: synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/; call types: Android's
CallLog.Calls; MMS address types and message types: OMA MMS encapsulation (0x89 = 137 from, 0x97 = 151
to, 0x82 = 130 cc, 0x81 = 129 bcc). The word "null" stands for an absent value everywhere, so a message
that says only "null" cannot be told from an empty one.
"""

import re
from collections.abc import Callable, Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.android import backup_fields as fields
from recordkeeper.importers.android.mms_parts import Parts, parts
from recordkeeper.importers.android.telephony import (
    BOXES,
    CALLS,
    PLACEHOLDER,
    REPORTS,
    WITHHELD_NUMBERS,
    WITHHELD_PRESENTATIONS,
    is_rcs,
    sent_at,
)
from recordkeeper.importers.android.xml_stream import Element, Root, XmlRecords
from recordkeeper.importers.importer import Declared, Found, Item, Said
from recordkeeper.importers.material import Material
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Direction, Flag

_ROOTS = frozenset({"smses", "calls"})
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?(?s:.*?)\?>|<!--(?s:.*?)-->)*+<(?:!DOCTYPE\s+)?(?:smses|calls)[\s/>]"
)
"""A document type with our root is claimed too, so that its refusal says why."""


class SmsBackupRestore:
    """``sms-*.xml`` and ``calls-*.xml``."""

    name = "sms-backup-restore"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such a backup leaves out."""
        return _(
            "Such a backup holds what was on the phone when it was made. Messages deleted before are not "
            "in it, nor are chosen conversations if the app was told to leave them out. Chat messages "
            "(RCS) are in it only as far as the phone's messaging app shares them. A phone keeps only "
            "the last 500 to 1000 calls, and the sound of a voicemail is not in the backup."
        )

    def identify(self, material: Material) -> bool:
        """Whether a file begins with the root of such a backup, alone or as the only one in an archive."""
        return len(_backups(material)) == 1

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """The declared count, then every record in its order, then what damage ended the reading.

        A record whose direction is not known is skipped with its reason: a contact has a direction,
        and a guess would be a claim. One whose time cannot be read is kept, and flagged.

        Raises:
            ImportRefused: not such a backup, or several, or it declares a document type.
        """
        alone = len(material.members) == 1
        backups = [material.members[0].name] if alone else _backups(material)
        if len(backups) != 1:
            raise ImportRefused(
                _("There is not one backup of SMS Backup & Restore in it. Nothing was brought in."),
                _("Bring in its files one by one, the oldest first."),
            )
        element, member = 0, backups[0]
        with material.open(member) as stream:
            for item in XmlRecords(stream, said.limits, _ROOTS):
                if isinstance(item, Element):
                    element += 1
                    read = _READERS.get(item.name, _unknown) if not item.shortened else _too_large
                    record = read(item, element)
                    yield record._replace(member=member) if member and isinstance(record, Found) else record
                elif isinstance(item, Root):
                    yield Declared(whole(item.attributes.get("count", "")))
                else:
                    yield item


def _backups(material: Material) -> list[str]:
    """The members that are such a backup."""
    return [one.name for one in material.members if _BEGINNING.match(material.head(one.name))]


def _too_large(element: Element, number: int) -> Skipped:
    return _skipped(element, number, _("its words and fields are larger than can be read"))


def _unknown(element: Element, number: int) -> Skipped:
    reason = _("“{name}” is neither a message nor a call").format(name=element.name[:40])
    return _skipped(element, number, reason)


def _skipped(element: Element, number: int, reason: str) -> Skipped:
    return Skipped(locator=locator.of_record(number, element.start), reason=reason)


def _unknown_type(element: Element, number: int, written: str) -> Skipped:
    reason = _("its type “{type}” does not say whether it was received or sent")
    return _skipped(element, number, reason.format(type=written[:40]))


def _sms(element: Element, number: int) -> Found | Skipped:
    values = element.attributes
    box = BOXES.get(values.get("type", ""))
    if box is None:
        return _unknown_type(element, number, values.get("type", ""))
    direction, flags = box
    address = fields.text(values, "address")
    withheld = address in WITHHELD_NUMBERS
    when = fields.moment(values)
    words = values.get("body")
    return Found(
        Contact(
            when=when,
            direction=direction,
            channel="text",
            medium="rcs" if "@rcs" in address else "sms",
            identifier="" if withheld else address,
            withheld=withheld,
            words=None if words == "null" else words,
            subject=fields.text(values, "subject"),
            sent_at=sent_at(values),
            flags=flags + _flags(element, when),
            shown_name=fields.shown_name(values),
        ),
        number,
        element.start,
        element.end,
    )


def _call(element: Element, number: int) -> Found | Skipped:
    values = element.attributes
    kind = CALLS.get(values.get("type", ""))
    if kind is None:
        return _unknown_type(element, number, values.get("type", ""))
    direction, medium, answered = kind
    dialled = fields.text(values, "number")
    withheld = dialled in WITHHELD_NUMBERS or values.get("presentation") in WITHHELD_PRESENTATIONS
    when = fields.moment(values)
    return Found(
        Contact(
            when=when,
            direction=direction,
            channel="call",
            medium=medium,
            identifier="" if withheld else dialled,
            withheld=withheld,
            duration=whole(values.get("duration", "")),
            answered=answered,
            service="phone",
            flags=_flags(element, when),
            shown_name=fields.shown_name(values),
        ),
        number,
        element.start,
        element.end,
    )


def _mms(element: Element, number: int) -> Found | Skipped:
    values = element.attributes
    box = BOXES.get(values.get("msg_box", ""))
    if box is None:
        return _unknown_type(element, number, values.get("msg_box", ""))
    direction, flags = box
    when = fields.moment(values)
    identifier, group = _sides(element, direction)
    content = parts(element)
    flags += _flags(element, when, content, in_group=bool(group))
    contact = Contact(
        when=when,
        direction=direction,
        channel="text",
        medium="rcs" if is_rcs(values) else "mms",
        identifier=identifier,
        words=content.words,
        subject=fields.text(values, "sub"),
        sent_at=sent_at(values),
        flags=flags,
        shown_name=fields.shown_name(values),
        group=group,
    )
    native_id = fields.text(values, "m_id") or fields.text(values, "tr_id")
    system = values.get("m_type") in REPORTS
    return Found(contact, number, element.start, element.end, native_id, content.media, system)


_READERS: dict[str, Callable[[Element, int], Found | Skipped]] = {"sms": _sms, "mms": _mms, "call": _call}


def _sides(element: Element, direction: Direction) -> tuple[str, tuple[str, ...]]:
    """Who it came from or went to: the other side; in a group the sender, and the others as displayed.

    ``address`` decides, because some phones write one number into every ``addr`` element (timelinize,
    mms.go). In a group it lists everyone but the keeper ("a~b~c"), or only names the group (RCS).
    There the sender is the ``addr`` of type 137; the keeper's own number can stay among the others,
    since nothing tells which it is.
    """
    address = fields.text(element.attributes, "address")
    named = "@rcs" in address
    if not named and "~" not in address:
        return address, ()
    listed = [
        (fields.text(addr.attributes, "address"), addr.attributes.get("type"))
        for box in element.children
        for addr in box.children
        if addr.name == "addr"
    ]
    sender = ""
    if len(listed) == 1 or len({who for who, _role in listed}) > 1:
        sender = next((who for who, role in listed if role == "137"), "")
    members = [who for who, _role in listed] if named else address.split("~")
    others = tuple(dict.fromkeys(who for who in members if who not in {"", sender, PLACEHOLDER}))
    identifier = sender if direction == "in" and sender != PLACEHOLDER else ""
    return identifier, others or (address,)


def _flags(
    element: Element, when: Moment, content: Parts | None = None, *, in_group: bool = False
) -> tuple[Flag, ...]:
    """What must be said about a record, beside its never having been sent."""
    plain = element.complete and not element.repaired and when.at is not None
    if plain and content is None:
        return ()
    unreadable = content is not None and any(part.data is None for part in content.media)
    said: tuple[tuple[bool, Flag], ...] = (
        (not element.complete or (content is not None and content.incomplete), "incomplete"),
        (element.repaired, "repaired"),
        (in_group, "group"),
        (when.at is None, "time-unreadable"),
        (unreadable, "part-unreadable"),
    )
    return tuple(flag for true, flag in said if true)
