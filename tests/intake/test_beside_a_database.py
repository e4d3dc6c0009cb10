"""What lies beside a database on the disk comes in with it."""

from pathlib import Path

from recordkeeper.importers.material import Limits
from recordkeeper.intake.export import export_at
from recordkeeper.intake.handed import Meter, material_at
from tests.importers.apple_databases import MESSAGE_SCHEMA, PEOPLE, call, calls, message
from tests.importers.sqlite_databases import with_log


def test_a_log_and_a_journal_come_in_with_their_database(tmp_path: Path) -> None:
    """Naming the database alone brings its log, or the journal of an unfinished change; nothing else."""
    raw, log = with_log([*MESSAGE_SCHEMA, *PEOPLE], message(1))
    for name, data in {"chat.db": raw, "chat.db-wal": log, "chat.db-shm": bytes(9), "x.txt": b"x"}.items():
        (tmp_path / name).write_bytes(data)
    export = export_at(tmp_path / "chat.db")
    assert export.importer.name == "apple-messages"
    assert [one.name for one in export.material.members] == ["chat.db", "chat.db-shm", "chat.db-wal"]
    (tmp_path / "calls").write_bytes(calls(call(1)))
    assert material_at(tmp_path / "calls", Limits(), Meter()).container == ""
    (tmp_path / "calls-journal").write_bytes(bytes(512))
    members = material_at(tmp_path / "calls", Limits(), Meter()).members
    assert [one.name for one in members] == ["calls", "calls-journal"]
