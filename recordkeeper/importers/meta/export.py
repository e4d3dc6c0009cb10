"""Messenger and Instagram: downloads of one's information, and of end-to-end encrypted chats, as JSON.

One importer for both: one company writes them in one way, often into one folder.
"""

from collections.abc import Iterator
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Damage, Found, Item, Note, Said
from recordkeeper.importers.instants import from_epoch
from recordkeeper.importers.json.fields import objects, text
from recordkeeper.importers.json.stream import Part, beside, elements
from recordkeeper.importers.material import Material
from recordkeeper.importers.meta.files import MESSAGES, MetaFiles, files_of, folder_of, is_meta, service_of
from recordkeeper.importers.meta.messages import Conversation, contact, is_event, put_right, spelling
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.custody import Skipped, Trace

_BLOCKED = frozenset({("relationships_blocked_users",), ()})
_ABOUT = ("participants", "title", "threadName", "thread_path", "thread_type", "joinable_mode", "messages")


class Meta:
    """``message_N.json`` in a folder, an archive or alone; ``Name_N.json`` of encrypted chats."""

    name = "meta"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such exports leave out."""
        return _(
            "Such an export holds what Meta still had when it was made, of the time that was asked for. "
            "End-to-end encrypted chats of Messenger are in a download of their own, and not in the other. "
            "Messages deleted before are not in it, nor what a deleted message said. People are named and "
            "not numbered, by their names on that day, and all who closed their accounts by the same one. "
            "Who has left a group is not listed. Lines that the app wrote, such as “sent an attachment”, "
            "stand there as if the person had written them."
        )

    def identify(self, material: Material) -> bool:
        """Whether it holds conversations or a list of blocked accounts as Meta writes them.

        The variant for browsers is claimed too, so that its refusal says what to ask for instead.
        """
        return is_meta(material)

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Every message, file after file, then what Instagram says of blocked accounts.

        Raises:
            ImportRefused: not such an export, nothing in it can be read, or only its pages are there.
        """
        files = files_of(material)
        _refuse_pages(files)
        reading = _Reading(material, said)
        for member in files.messages:
            yield from reading.conversation(member)
        for member in files.blocked:
            yield from reading.blocked(member)
        if not reading.anything:
            raise ImportRefused(
                _("No message of Messenger or Instagram can be read in it. Nothing was brought in."),
                _("Download it again, as JSON. Keep this one as an attachment: rk attach"),
            )
        yield from reading.notes()
        if files.pages:
            yield Note(_pages(len(files.pages)))


class _Reading:
    """One pass over an export.

    Attributes:
        anything: whether any conversation or list was there.
    """

    def __init__(self, material: Material, said: Said) -> None:
        self.anything = False
        self._material = material
        self._limits = said.limits
        self._own = OwnNames(said.me)
        self._files = NamedFiles(material)
        self._element = 0
        self._put_right = 0
        self._reactions = 0
        self._latest = ("", "", 0)

    def conversation(self, member: str) -> Iterator[Item]:
        """The messages of one file, read twice: who is in it may stand behind them."""
        conversation = self._about(member)
        with self._material.open(member) as stream:
            for part in elements(stream, self._limits, MESSAGES):
                if isinstance(part, Damage):
                    yield part._replace(locator=locator.within(member, part.locator))
                elif len(part.path) > 1:
                    self.anything = True
                    yield self._record(part, member, conversation)

    def blocked(self, member: str) -> Iterator[Item]:
        """What Instagram says of accounts that were blocked, each with the second it was done.

        Seen as ``title`` with ``string_list_data`` (with or without ``value``), and as ``label_values``.
        """
        with self._material.open(member) as stream:
            for part in elements(stream, self._limits, _BLOCKED):
                if isinstance(part, Damage):
                    yield part._replace(locator=locator.within(member, part.locator))
                elif part.path and isinstance(part.path[-1], int):
                    self.anything = True
                    yield _block(part, member)

    def notes(self) -> Iterator[Note]:
        """What happened to the export as a whole."""
        if self._put_right:
            yield Note(
                ngettext(
                    "Meta writes accents and emoji garbled. In {count} message they were put right, letter "
                    "for letter and without loss; the file itself is unchanged.",
                    "Meta writes accents and emoji garbled. In {count} messages they were put right, letter "
                    "for letter and without loss; the file itself is unchanged.",
                    self._put_right,
                ).format(count=self._put_right)
            )
        if self._reactions:
            yield Note(
                ngettext(
                    "{count} reaction to a message is in the file; reactions are not counted as contacts.",
                    "{count} reactions to messages are in the file; reactions are not counted as contacts.",
                    self._reactions,
                ).format(count=self._reactions)
            )

    def _about(self, member: str) -> Conversation:
        with self._material.open(member) as stream:
            found = beside(stream, self._limits, MESSAGES, _ABOUT)
        about = {str(path[0]): value for path, value in found.items() if len(path) == 1}
        listed = about.get("participants")
        self.anything |= isinstance(listed, list) and "messages" not in about
        members = _members(listed)
        mine = sum(map(self._own.has, members))
        title = put_right(text(about, "title") or text(about, "threadName"))
        folder = folder_of(member)
        key = text(about, "thread_path") or text(about, "threadName") or folder
        return Conversation(
            key=put_right(key).rstrip("/").rpartition("/")[2],
            members=tuple(one for one in members if not self._own.has(one)),
            mine=mine,
            known=bool(mine) or (bool(self._own) and self._wrote(member)),
            title=title,
            group=len(members) > 2  # noqa: PLR2004 -- the keeper and one other
            or about.get("thread_type") == "RegularGroup"
            or "joinable_mode" in about,
            service=service_of(self._material, member, self._material.head(member)),
            folder=folder,
        )

    def _wrote(self, member: str) -> bool:
        """Whether the keeper, who is not among its members, wrote in a conversation."""
        with self._material.open(member) as stream:
            for part in elements(stream, self._limits, MESSAGES):
                values = part.value if isinstance(part, Part) and isinstance(part.value, dict) else {}
                written = spelling(values)
                if written is not None and self._own.has(put_right(text(values, written.sender))):
                    return True
        return False

    def _record(self, part: Part, member: str, conversation: Conversation) -> Found | Skipped:
        self._element += 1
        values = part.value if isinstance(part.value, dict) else {}
        written = spelling(values)
        if part.reason or written is None:
            reason = part.reason or _("it is not a message: it has neither a sender nor a time")
            return Skipped(locator=locator.of_record(self._element, part.start, member), reason=reason)
        fact, media = contact(values, written, conversation, self._own, self._files)
        if part.repaired:
            fact = fact.having(flags=(*fact.flags, "repaired"))
        garbled = text(values, written.words)
        self._put_right += put_right(garbled) != garbled
        if "reactions" in values:
            self._reactions += len(objects(values["reactions"]))
        return Found(
            fact,
            self._element,
            part.start,
            part.end,
            native_id=self._native_id(conversation.key, fact.when.written),
            media=media,
            system=is_event(values),
            member=member,
        )

    def _native_id(self, key: str, time: str) -> str:
        """The conversation, the time, and the place among messages of the same millisecond.

        Messages stand in the order of their times, so that those of one millisecond are neighbours: a
        longer export gives each the same name, which its place in the file would not.
        """
        same = self._latest[:2] == (key, time)
        self._latest = (key, time, self._latest[2] + 1 if same else 0)
        return f"{key}:{time}:{self._latest[2]}"


def _members(listed: Any) -> tuple[str, ...]:
    """Those in a conversation, as names (encrypted chats) or as objects with a name."""
    if not isinstance(listed, list):
        return ()
    named = (
        one if isinstance(one, str) else text(one, "name") for one in listed if isinstance(one, str | dict)
    )
    return tuple(put_right(one) for one in named if one)


def _block(part: Part, member: str) -> Item:
    values = part.value if isinstance(part.value, dict) else {}
    accounts = objects(values.get("string_list_data", ()))
    labelled = objects(values.get("label_values", ()))
    named = [text(values, "title"), *(text(one, "value") for one in accounts)]
    named += [text(one, "value") for one in labelled if text(one, "label") == "Username"]
    stamps = (whole(one.get("timestamp")) for one in (*accounts, values))
    seconds = next((one for one in stamps if one is not None), None)
    identifier = next((one for one in named if one), "")
    if part.reason or not (identifier or seconds):
        return Damage(locator.of_byte(part.start, member), part.reason or _("it is not a blocked account"))
    return Trace(
        what="blocked",
        when=from_epoch(seconds, "server", milliseconds=1000),
        channel="text",
        medium="instagram",
        identifier=put_right(identifier),
        member=member,
        start=part.start,
        end=part.end,
    )


def _pages(count: int) -> str:
    return ngettext(
        "{count} file of the export is a page for browsers (HTML), without time zones, and was not read. "
        "Ask Meta for JSON.",
        "{count} files of the export are pages for browsers (HTML), without time zones, and were not read. "
        "Ask Meta for JSON.",
        count,
    ).format(count=count)


def _refuse_pages(files: MetaFiles) -> None:
    if files.pages and not (files.messages or files.blocked):
        raise ImportRefused(
            _("This download is in HTML, whose times have no time zone. Nothing was brought in."),
            _("Download your information again, and choose JSON as its format."),
        )
