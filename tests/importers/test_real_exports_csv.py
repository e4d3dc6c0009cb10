"""No table was found among other people's exports: none of theirs may be taken for one."""

from contextlib import suppress
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.tables.export import CsvExport
from tests.importers.materials import at, sort_out
from tests.importers.test_real_exports import FOLDER

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real exports are not on this machine")
REAL = sorted(one for one in FOLDER.rglob("*") if one.is_file() or one.parent == FOLDER)
TRAPS = sorted((FOLDER / "traps" / "csv").glob("*"))


def test_no_other_export_is_claimed() -> None:
    """Neither a file nor a folder of another format is unmistakably a table."""
    claimed = [one for one in REAL if CsvExport().identify(at(one))]
    assert set(claimed) <= set(TRAPS)


@pytest.mark.parametrize("path", TRAPS, ids=lambda path: path.name)
def test_a_trap_is_words_or_nothing(path: Path) -> None:
    """A formula is read as words, or the file is refused; nothing is made of it."""
    with suppress(ImportRefused, Unsaid):
        sort_out(CsvExport(), at(path))
