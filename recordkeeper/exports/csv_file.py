"""The disclosed entries as a table, one row each: RFC 4180, UTF-8.

With a byte order mark: without it Excel reads UTF-8 as something else, and a changed letter in somebody's
words is worse than a mark that programs must skip (Python: ``utf-8-sig``); they have the JSON anyway.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any, BinaryIO

from recordkeeper.disclosure.disclosed import Disclosed

COLUMNS = (
    "serial", "kind", "at", "until", "zone", "precision", "channel", "direction", "medium", "person",
    "identifier", "purpose", "words", "facts", "verdict", "recorded_at", "delay_seconds", "attachments",
    "same", "corrected", "withdrawn", "count", "duration", "flags",
)  # fmt: skip
"""In this order for good; private fields asked for by name follow."""
ASKED_FOR = ("impact", "location", "children_present")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")
"""What makes a spreadsheet run a cell (OWASP, "CSV Injection"), the wide forms too; and the apostrophe, so
that taking one away always gives the text back."""


def write_csv(out: BinaryIO, disclosed: Disclosed) -> None:
    """Write a line of headings and a row for each entry; nothing of the words is left out or changed.

    Text that begins like a formula has one apostrophe before it.
    """
    asked = [name for name in ASKED_FOR if any(name in entry for entry in disclosed.entries)]
    columns = (*COLUMNS, *asked)
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(columns)
    rows.writerows([_cell(entry, name) for name in columns] for entry in disclosed.entries)
    text.detach()


def _cell(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if name == "attachments":
        return "; ".join(f"{file['exhibit']} {file['sha256']}" for file in value or ())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)
