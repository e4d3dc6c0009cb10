"""Whether a text is a chat exported from WhatsApp, by its first lines."""

import re

from recordkeeper.importers.material import Material
from recordkeeper.importers.whatsapp import media as files
from recordkeeper.importers.whatsapp.header import Header, header
from recordkeeper.importers.whatsapp.parties import title
from recordkeeper.importers.whatsapp.phrases import LRM, OMITTED
from recordkeeper.importers.whatsapp.survey import of_encryption, split

_LOOKED_AT = 16 << 10
_LOG = re.compile(
    r"(?:[\w.-]+\.)?(?:info|error|err|warn|warning|debug|notice|critical|alert|emergency|trace|fatal)\b.*",
    re.IGNORECASE,
)
"""What stands after the time in the logs of programs, where a chat has a name."""
_SENT = re.compile(r"^\d{8}-")
"""How an iPhone names what was sent in a chat; a text sent in it is no chat of its own."""


def chats(material: Material) -> list[str]:
    """The members that are such a chat: of an archive or a folder only texts are looked at."""
    return [
        one.name
        for one in material.members
        if _may_be_a_chat(one.name) and looks_like_a_chat(one.name or material.name, material.head(one.name))
    ]


def _may_be_a_chat(member: str) -> bool:
    own = member.rpartition("/")[2].lower()
    return not member or (own.endswith(".txt") and not _SENT.match(own))


def looks_like_a_chat(name: str, beginning: bytes) -> bool:
    """Whether the first line is a header, and more than its look speaks for a chat.

    That is the app's own mark or words, the name that the app gives such a file, or two messages with a
    sender in a style that no log of a program has.
    """
    lines = beginning[:_LOOKED_AT].decode("utf-8", "replace").lstrip("\ufeff\r\n ").split("\n")
    first = header(lines[0])
    if first is None or not (first.separated or lines[0][: first.end].rstrip().endswith(":")):
        return False
    rests = [line[head.end :] for line in lines if (head := header(line)) is not None]
    parts = [split(rest, {}) for rest in rests]
    if any(part and _LOG.fullmatch(part[0]) for part in parts):
        return False
    if name.rpartition("/")[2] == "_chat.txt" or title(name) or any(map(_is_of_the_app, rests)):
        return True
    return sum(part is not None for part in parts) > 1 and not _is_of_a_program(first)


def _is_of_the_app(rest: str) -> bool:
    _sender, _colon, words = rest.rstrip("\r").partition(": ")
    return (
        rest.startswith(LRM)
        or words.startswith(LRM)
        or of_encryption(rest)
        or OMITTED.match(words) is not None
        or files.attached(words) != ""
    )


def _is_of_a_program(head: Header) -> bool:
    """Whether date and time look as programs write them: "2024-01-31 12:00:00"."""
    return head.style[1:3] == "- " and len(head.date[0]) > 2 and head.timed  # noqa: PLR2004
