"""The disclosed case for a program: rows and figures under the names of ``cli.md``."""

import json
from dataclasses import asdict
from typing import Any, BinaryIO

from recordkeeper.disclosure.disclosed import Disclosed, Line, Table

SCHEMA = "recordkeeper.export/1"


def write_json(out: BinaryIO, disclosed: Disclosed) -> None:
    """Write one JSON object in UTF-8, in a stable order."""
    text = json.dumps(document(disclosed), ensure_ascii=False, indent=2)
    out.write(text.encode("utf-8"))
    out.write(b"\n")


def document(disclosed: Disclosed) -> dict[str, Any]:
    """What leaves, as one JSON object."""
    return {
        "schema": SCHEMA,
        "profile": disclosed.profile,
        "title": disclosed.title,
        "keeper": disclosed.keeper,
        "other": disclosed.other,
        "prepared_on": disclosed.prepared_on,
        "covers": disclosed.covers,
        "people": _records(disclosed.people),
        "identifiers": _records(disclosed.identifiers),
        "figures": dict(disclosed.figures),
        "entries": [dict(entry) for entry in disclosed.entries],
        "changes": [asdict(change) for change in disclosed.changes],
        "clock": _records(disclosed.clock),
        "sources": [_lines(source) for source in disclosed.sources],
        "definitions": _lines(disclosed.definitions),
        "integrity": {
            "vault_id": disclosed.integrity.vault_id,
            "count": disclosed.integrity.count,
            "erased": disclosed.integrity.erased,
            "head": disclosed.integrity.head,
            "not_shown": list(disclosed.integrity.not_shown),
        },
    }


def _records(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


def _lines(lines: tuple[Line, ...]) -> dict[str, str]:
    return {line.label: line.text for line in lines}
