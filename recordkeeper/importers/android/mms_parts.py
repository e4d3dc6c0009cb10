"""The parts of an MMS: its words, and what is not words."""

import binascii
import re
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.android.xml_stream import Element
from recordkeeper.importers.importer import Media

_SPACE = re.compile(r"[ \t\r\n]+")


class Parts(NamedTuple):
    """What the parts of one message hold.

    Attributes:
        words: its text parts verbatim, one after another with a line break between; None when it has none.
        media: every other part but the layout.
        incomplete: words too long to be read are missing.
    """

    words: str | None
    media: tuple[Media, ...]
    incomplete: bool


def parts(message: Element) -> Parts:
    """Read the parts. The layout (SMIL) says only how to show the others, and is left out."""
    texts: list[str] = []
    media: list[Media] = []
    incomplete = False
    for part in (child for box in message.children if box.name == "parts" for child in box.children):
        fields = {key: value for key, value in part.attributes.items() if value != "null"}
        claimed = fields.get("ct", "")
        kind = claimed.partition(";")[0].strip().lower()
        if kind == "application/smil":
            continue
        if kind != "text/plain" or "data" in fields:
            media.append(_media(part, fields, claimed))
        if kind == "text/plain":
            incomplete |= part.shortened
            texts += [fields["text"]] if "text" in fields else []
    return Parts("\n".join(texts) if texts else None, tuple(media), incomplete)


def _media(part: Element, fields: dict[str, str], claimed: str) -> Media:
    name = next((fields[key] for key in ("name", "fn", "cl") if fields.get(key)), "")
    if part.shortened:
        return Media(name, claimed, None, _("it is larger than can be read"))
    if encoded := fields.get("data"):
        try:
            # Strict: leniently read, damaged base64 gives another file without a word.
            return Media(name, claimed, binascii.a2b_base64(_SPACE.sub("", encoded), strict_mode=True))
        except ValueError:
            return Media(name, claimed, None, _("its base64 is damaged"))
    if text := fields.get("text"):
        return Media(name, claimed, text.encode())
    return Media(name, claimed, None, _("the backup has its name but not its content"))
