"""Which members of a material are Meta's, told by their names and their beginnings.

``…/messages/<section>/<conversation>/message_N.json``, newest messages in N = 1, with sections ``inbox``,
``archived_threads``, ``filtered_threads``, ``message_requests`` and ``e2ee_cutover``; encrypted chats flat,
as ``Name_N.json``. The lists of blocked accounts stand in ``followers_and_following``.
"""

import io
import re
from collections.abc import Callable
from itertools import islice
from typing import Literal, NamedTuple

from recordkeeper.importers.importer import Damage
from recordkeeper.importers.json.stream import elements
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.meta.messages import DOWNLOAD, ENCRYPTED

MESSAGES = frozenset({("messages",)})
_NUMBERED = re.compile(r"(?P<stem>(?:^|.*/)message)_(?P<number>\d{1,9})\.json")
_ENCRYPTED = re.compile(r".*_\d{1,9}\.json")
_PAGE = re.compile(r"(?:|.*/)messages/[a-z_0-9]+/[^/]+/message_\d{1,9}\.html?")
_BLOCKED = re.compile(r"(?:|.*/)blocked_(?:accounts|profiles)(?:_\d+)?\.json")
_BLOCKED_HEAD = b'"relationships_blocked_users"'
_PAGE_MARKS = (b"_a6-g", b"_a706", b"_a6-p")
"""Classes that Meta gives the boxes of its pages of messages."""
_LOOKED_AT = 50
"""Members whose beginnings are read to tell a format: of an export, the first already tells."""
_INSTAGRAM = re.compile(r"(?:^|/)(?:your_instagram_activity|followers_and_following)/")
_FACEBOOK = re.compile(
    r"(?:^|/)(?:your_facebook_activity|your_activity_across_facebook|friends_and_followers)/"
)


class MetaFiles(NamedTuple):
    """The members that hold something.

    Attributes:
        messages: the conversations' files, those of one after another, newest messages first.
        blocked: lists of blocked accounts.
        pages: conversations in the variant for browsers, which is not read.
    """

    messages: tuple[str, ...]
    blocked: tuple[str, ...]
    pages: tuple[str, ...]


def is_meta(material: Material) -> bool:
    """Whether anything in it is Meta's; looks at the beginnings of a few members only."""
    if not material.container:
        head = material.head("")
        return _is_conversation(head) or _BLOCKED_HEAD in head or _is_page(head)
    named = [one.name for one in material.members]
    return any(looks_right(material.head(name)) for name, looks_right in _promising(named))


def files_of(material: Material) -> MetaFiles:
    """What there is to read; of a lone file, the file."""
    if not material.container:
        head = material.head("")
        if _BLOCKED_HEAD in head:
            return MetaFiles((), ("",), ())
        return MetaFiles((), (), ("",)) if _is_page(head) else MetaFiles(("",), (), ())
    named = [one.name for one in material.members]
    numbered = {name: match for name in named if (match := _NUMBERED.fullmatch(name))}
    ordered = sorted(numbered, key=lambda name: (numbered[name]["stem"], int(numbered[name]["number"])))
    flat = [
        name
        for name in named
        if name not in numbered and _ENCRYPTED.fullmatch(name) and _is_conversation(material.head(name))
    ]
    folders = {folder_of(name) for name in ordered}
    pages = tuple(name for name in named if _PAGE.fullmatch(name) and folder_of(name) not in folders)
    return MetaFiles((*ordered, *flat), tuple(name for name in named if _BLOCKED.fullmatch(name)), pages)


def folder_of(member: str) -> str:
    """The folder that a member stands in, "" for the root."""
    return member.rpartition("/")[0]


def service_of(material: Material, member: str, head: bytes) -> Literal["messenger", "instagram", ""]:
    """Whose conversation it is: by the folders around it, by what it says itself, or by the whole export.

    Encrypted chats can only be Messenger's. Where nothing tells, nothing is said.
    """
    everywhere = " ".join(one.name for one in material.members[:_LOOKED_AT])
    for told in (member, head.decode(errors="replace"), everywhere):
        instagram, facebook = bool(_INSTAGRAM.search(told)), bool(_FACEBOOK.search(told))
        if instagram != facebook:
            return "instagram" if instagram else "messenger"
        if f'"{ENCRYPTED.sender}"' in told:
            return "messenger"
    return ""


def _promising(named: list[str]) -> list[tuple[str, Callable[[bytes], bool]]]:
    """The members to look at, and what each must look like."""
    conversations = sorted(
        (one for one in named if _ENCRYPTED.fullmatch(one)),
        key=lambda one: (_NUMBERED.fullmatch(one) is None, one),
    )
    kinds: tuple[tuple[list[str], Callable[[bytes], bool]], ...] = (
        (conversations, _is_conversation),
        ([one for one in named if _BLOCKED.fullmatch(one)], lambda head: _BLOCKED_HEAD in head),
        ([one for one in named if _PAGE.fullmatch(one)], lambda head: b"<html" in head.lower()),
    )
    return [(name, looks_right) for names, looks_right in kinds for name in names[:_LOOKED_AT]]


def _is_conversation(head: bytes) -> bool:
    """Whether a file begins as a conversation does: by its first message, or by its members."""
    if b'"messages"' not in head:
        return False
    members = named = False
    for part in islice(elements(io.BytesIO(head), Limits(), MESSAGES), _LOOKED_AT):
        if isinstance(part, Damage):
            break
        if part.path[:1] == ("messages",):
            value = part.value if isinstance(part.value, dict) else {}
            return any(one.sender in value and one.time in value for one in (DOWNLOAD, ENCRYPTED))
        members |= part.path == ("participants",) and isinstance(part.value, list)
        named |= part.path in {("title",), ("thread_path",), ("threadName",)}
    return members and (named or len(head) >= Limits().value)


def _is_page(head: bytes) -> bool:
    return b"<html" in head[:1024].lower() and any(mark in head for mark in _PAGE_MARKS)
