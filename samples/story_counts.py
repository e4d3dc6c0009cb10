"""Count what is truly in the samples, from the story itself, for README.md."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from story_rows import Row, instant, wall

NOTICE = instant("2026-01-29 20:14")
"""When the notice was read, as the screenshot shows it."""

HIS = ("him", "him2")
HIDDEN = ("withheld", "nothing-shown")
THEIRS = (*HIS, "sister", *HIDDEN)
FILES = ("sms-20260228.xml", "sms-20260331.xml", "calls-20260331.xml", "whatsapp-20260323.zip")

IN_FILES: dict[str, Callable[[Row], bool]] = {
    "rows": bool,
    "SMS": lambda row: not (row.call or row.app or row.multimedia),
    "MMS": lambda row: row.multimedia,
    "calls": lambda row: row.call,
    "in WhatsApp": lambda row: row.app,
    "received": lambda row: row.inbound,
    "sent or dialled": lambda row: row.sent,
    "drafts, never sent": lambda row: row.what == "draft",
    "written by the app itself": lambda row: row.what == "app-line",
    "with a picture": lambda row: "photo" in row.what,
    "with A. Reyes, +44 7700 900355": lambda row: row.who == "him" and not row.app,
    "with A. Reyes, +44 7700 900871": lambda row: row.who == "him2",
    "with A. Reyes, by that name": lambda row: row.app and row.what != "app-line",
    "with his sister, +44 7700 900618": lambda row: row.who == "sister",
    "number hidden": lambda row: row.who in HIDDEN,
    "with people who have no part in it": lambda row: row.who not in THEIRS,
    "received from A. Reyes after the notice was read": lambda row: row.who in HIS and _after(row),
    "received from his sister after the notice was read": lambda row: row.who == "sister" and _after(row),
    "received from A. Reyes after the notice, naming Leo": lambda row: (
        row.who in HIS and _after(row) and "Leo" in row.words
    ),
    "sent to A. Reyes after the notice was read": lambda row: (
        row.who in HIS and row.at >= NOTICE and row.sent
    ),
    "calls answered": lambda row: row.what == "answered",
    "calls dialled": lambda row: row.what == "outgoing",
    "calls missed": lambda row: row.what == "missed",
    "calls gone to voicemail": lambda row: row.what == "voicemail",
    "calls rejected": lambda row: row.what == "rejected",
    "calls blocked": lambda row: row.what == "blocked",
}


def counts_block(rows: Sequence[Row], made: tuple[datetime, datetime], media: Iterable[Path]) -> str:
    """Return the Markdown tables of README.md.

    Args:
        rows: the story, in order of time.
        made: when the earlier and the later export were made.
        media: the pictures and the recording, listed with their hashes.
    """
    messages = [row for row in rows if not (row.call or row.app)]
    earlier = [row for row in messages if row.at < made[0]]
    files = [earlier, messages, [row for row in rows if row.call], [row for row in rows if row.app]]
    counted = [(what, *(sum(map(is_one, file)) for file in files)) for what, is_one in IN_FILES.items()]
    hashes = [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in media]
    tables = (
        _table(("in the file", *FILES), counted),
        _table(
            ("what an import says", "parsed", "imported", "duplicates", "others", "system"), _imports(files)
        ),
        _table(("after the notice", "from the exports alone"), _figures(rows).items()),
        _table(("picture or voice", "SHA-256"), hashes),
    )
    return "\n".join(tables)


def _after(row: Row) -> bool:
    return row.inbound and row.at >= NOTICE


def _imports(files: list[list[Row]]) -> list[tuple[str, int, int, int, int, int]]:
    known: set[Row] = set()
    report = []
    for name, file in zip(FILES, files, strict=True):
        system = sum(row.what == "app-line" for row in file)
        theirs = {row for row in file if row.who in THEIRS and row.what != "app-line"}
        others = len(file) - len(theirs) - system
        report.append((name, len(file), len(theirs - known), len(theirs & known), others, system))
        known |= theirs
    return report


def _figures(rows: Sequence[Row]) -> dict[str, object]:
    told = [row for row in rows if row.who in (*HIS, "sister") and _after(row) and row.words != "ok"]
    shown = [wall(row.at) for row in told]
    days = sorted({moment.date() for moment in shown})
    quiet = max((later - earlier).days - 1 for earlier, later in pairwise(days))
    window = (wall(instant("2026-03-31 18:00")).date() - NOTICE.date()).days + 1
    return {
        "contacts by A. Reyes or his sister, his first answer left out": len(told),
        "of them calls": sum(row.call for row in told),
        "whole hours from the notice to the first": (told[0].at - NOTICE) // timedelta(hours=1),
        "most in 1 hour": _most(told, timedelta(hours=1)),
        "most in 24 hours": _most(told, timedelta(hours=24)),
        "on Friday 20 March": sum((moment.month, moment.day) == (3, 20) for moment in shown),
        "at night, 22:00 to 06:00": sum(moment.hour >= 22 or moment.hour < 6 for moment in shown),
        "days with contact": len(days),
        "days in the window, 29 January to 31 March": window,
        "longest quiet, whole days": quiet,
        "the last": f"{shown[-1].day} March, {shown[-1]:%H:%M}",
    }


def _most(told: Sequence[Row], span: timedelta) -> int:
    return max(sum(first.at <= row.at < first.at + span for row in told) for first in told)


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)
