"""Which exports are taken from what is named, and what is said of the rest."""

import shutil
from pathlib import Path

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms

CHAT = Path(__file__).parents[2] / "samples" / "whatsapp-20260323.zip"


def test_an_export_beside_another_in_a_folder_is_named(record: Program, tmp_path: Path) -> None:
    """A folder with one backup is that backup; a chat beside it is not missed, and a list is no export."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    phone_file(folder / "sms.xml", sms("Why?"))
    shutil.copy(CHAT, folder / "chat.zip")
    (folder / "list.txt").write_text("milk")
    found = record("import", str(folder), "--them", THEIRS, "--dry-run")
    also = [line for line in found.err.splitlines() if line.startswith("Left out: ")]
    path = folder / "chat.zip"
    said = (
        "Left out: chat.zip. This is an export of its own (whatsapp), and is not read with the folder. "
        f"By itself: rk import {path}"
    )
    assert (found.code, also) == (0, [said]), found.err
    alone = record("import", str(CHAT), "--them", "A. Reyes", "--me", "M.", "--dry-run")
    assert (alone.code, "Left out" in alone.err) == (0, False), alone.err
