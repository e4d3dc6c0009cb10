"""Write rows as WhatsApp writes a chat that was exported from an Android phone, with its pictures.

Times are local and end with the minute; what the app itself wrote has no name before it. The archive is
built part by part (stored, one date, one system), so that it is the same on every machine.
"""

import io
import zipfile
from collections.abc import Iterable

from story_rows import KEEPER_NAME, PEOPLE, Row, wall
from tiny_png import EVENING, child_drawing

CHAT = "WhatsApp Chat with A. Reyes.txt"
MADE = (2026, 3, 23, 18, 0, 0)
"""When the archive says that its parts were last changed."""


def chat(rows: Iterable[Row]) -> bytes:
    """Return the archive of the one chat in the story: its text, and the picture that it names."""
    told = [row for row in rows if row.app]
    files = {_picture(row): child_drawing(EVENING) for row in told if row.what == "app-photo-in"}
    return _archive({CHAT: "".join(map(_line, told)).encode(), **files})


def _line(row: Row) -> str:
    begins = f"{wall(row.at):%d/%m/%Y, %H:%M} - "
    if row.what == "app-line":
        return f"{begins}{row.words}\n"
    name = PEOPLE[row.who][1] if row.inbound else KEEPER_NAME
    named = f"{_picture(row)} (file attached)\n" if row.what == "app-photo-in" else ""
    return f"{begins}{name}: {named}{row.words}\n"


def _picture(row: Row) -> str:
    return f"IMG-{wall(row.at):%Y%m%d}-WA0000.png"


def _archive(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(name, MADE)
            about.create_system, about.external_attr = 3, 0o600 << 16
            archive.writestr(about, data)
    return raw.getvalue()
