"""What can go wrong while an export is brought in: the record stays as it was."""

import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from recordkeeper.errors import RecordkeeperError
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.preview import preview
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.people import Person
from recordkeeper.vault.making import open_vault
from tests.intake.conftest import KEY, Make
from tests.intake.exports import THEM, sms

ROOT = Path(__file__).parent.parent.parent


def test_a_disk_that_fails_while_reading_leaves_no_entry(ledger: Ledger, make: Make) -> None:
    """An unreadable sector is told in words, and the record stays as it was."""
    export = make(*[sms("a" * 100, n) for n in range(50)])
    before = ledger.head()

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002 -- the signature of a stream
            raise OSError(5, "Input/output error")

    @contextmanager
    def failing() -> Iterator[BinaryIO]:
        yield Failing()

    broken = replace(export, open=failing)
    with pytest.raises(RecordkeeperError, match="Input/output error"):
        preview(ledger, broken, THEM)
    with pytest.raises(RecordkeeperError, match="Input/output error"):
        bring_in(ledger, broken, preview(ledger, export, THEM))
    assert ledger.head() == before


def test_slices_of_a_file_that_shrank_are_refused(ledger: Ledger, make: Make, tmp_path: Path) -> None:
    """A file cut short after the preview gives an error, not a shorter evidence."""
    export = make(sms("a"), sms("b", 1))
    agreed = preview(ledger, export, replace(THEM, keep="matching"))
    (tmp_path / "sms.xml").write_text("<smses>")
    with pytest.raises(RecordkeeperError, match="earlier than before"):
        bring_in(ledger, export, agreed)


def test_a_file_that_changed_while_another_command_wrote_is_not_brought_in(
    ledger: Ledger, make: Make, tmp_path: Path
) -> None:
    """Counting anew never counts another file than the one that was agreed to."""
    export = make(sms("a"))
    agreed = preview(ledger, export, THEM)
    ledger.append([Person(role="other", name="Priya")])
    (tmp_path / "sms.xml").write_text(f"<smses>{sms('forged')}</smses>")
    with pytest.raises(RecordkeeperError, match="not the same"):
        bring_in(ledger, export, agreed)


KILLED = """
import os, signal, sys
from pathlib import Path
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.export import export_at
from recordkeeper.intake.preview import preview
from dataclasses import replace
from recordkeeper.importers.material import Limits
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.vault.making import open_vault
from tests.intake.conftest import KEY
from tests.intake.exports import THEM

def killing(records, read, size):
    if records >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

export, limits = export_at(Path(sys.argv[2])), Limits(chunk=10_000)
with Ledger(open_vault(Path(sys.argv[1]), KEY, write=True)) as ledger:
    agreed = preview(ledger, export, replace(THEM, limits=limits))
    bring_in(ledger, export, agreed, on_progress=killing)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")
@pytest.mark.parametrize("after", [1, 900])
def test_a_killed_import_leaves_no_entry(empty: Ledger, make: Make, tmp_path: Path, after: int) -> None:
    """Killed in the middle of writing, the record holds none of the file's entries, and works."""
    empty.append([Person(role="respondent", name="A.")])
    before = empty.head()
    empty._vault.close()
    make(*[sms(f"message {n}", n) for n in range(1000)])
    program = [sys.executable, "-c", KILLED, str(tmp_path / "record"), str(tmp_path / "sms.xml"), str(after)]
    killed = subprocess.run(program, cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    with Ledger(open_vault(tmp_path / "record", KEY, write=True)) as again:
        assert again.head() == before
        export = make(*[sms(f"message {n}", n) for n in range(1000)])
        assert bring_in(again, export, preview(again, export, THEM)).entries == (5, 1004)
