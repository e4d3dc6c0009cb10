"""Files that a WhatsApp message names, and the dates that their names bear.

Android names a file by the day it was sent or saved (``IMG-20210428-WA0001.jpg``), an iPhone by the
second (``00000042-PHOTO-2020-06-07-15-13-20.jpg``): an independent witness of the order of dates.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from recordkeeper.importers.importer import Media
from recordkeeper.importers.material import Material
from recordkeeper.importers.whatsapp.phrases import ATTACHED, MARKS, markless

_DATED = re.compile(
    r"^(?:[A-Z]{3}-(\d{4})(\d\d)(\d\d)-WA\d|\d{8}-[A-Z_]{2,20}-(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)\b)"
)
_LONGEST = 600
"""Characters of a message in which the name of a file is looked for."""
_TYPES: Mapping[str, str] = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "3gp": "video/3gpp",
    "opus": "audio/ogg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "aac": "audio/aac",
    "amr": "audio/amr",
    "pdf": "application/pdf",
    "vcf": "text/vcard",
    "txt": "text/plain",
}
"""By the ending of the name, as the phone claims; what a file truly is, is looked at in its bytes."""
_MINUTE = timedelta(minutes=1)


def attached(words: str) -> str:
    """The name of the file that a message's first line says is attached; "" where it says none."""
    found = ATTACHED.match(markless(words[:_LONGEST]))
    return (found["ios"] or found["android"]).strip() if found else ""


def marked(words: str) -> bool:
    """Whether the app's own mark stands before it, which nobody types."""
    return words[:1] in MARKS


def dated(name: str) -> datetime | None:
    """The local time in a file's name, midnight where it bears only a day."""
    found = _DATED.match(name)
    if found is None:
        return None
    try:
        return datetime(*(int(number) for number in found.groups() if number))  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None


def agrees(name: str, when: datetime) -> bool | None:
    """Whether a file's name bears the time of its message, to the minute; None where it bears none.

    A name that bears only a day agrees with the days beside it too: it is given when the file is saved.
    """
    bears = dated(name)
    if bears is None:
        return None
    if bears.time() == datetime.min.time():
        return abs(bears.date() - when.date()) <= timedelta(days=1)
    return abs(bears - when) <= 2 * _MINUTE


class Files:
    """The files of an export, found by the last part of their names."""

    def __init__(self, material: Material, chat: str) -> None:
        self._members: dict[str, list[str]] = {}
        for one in material.members:
            if one.name not in {"", chat}:
                self._members.setdefault(one.name.rpartition("/")[2], []).append(one.name)

    def media(self, name: str, absent: str) -> Media:
        """A named file; absent, with the reason, where the export holds none or several of that name."""
        kind = _TYPES.get(name.rpartition(".")[2].lower(), "")
        members = self._members.get(name, ())
        if len(members) != 1:
            return Media(name, kind, absent=True, reason=absent)
        return Media(name, kind, member=members[0])
