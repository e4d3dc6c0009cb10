"""No table was found among other people's exports: none of theirs may be taken for one."""

import pytest

from recordkeeper.importers.tables.export import CsvExport
from tests.importers.materials import at
from tests.importers.test_real_exports import FOLDER

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real exports are not on this machine")
REAL = sorted(one for one in FOLDER.rglob("*") if one.is_file() or one.parent == FOLDER)


def test_no_other_export_is_claimed() -> None:
    """Neither a file nor a folder of another format is unmistakably a table."""
    assert not [one for one in REAL if CsvExport().identify(at(one))]
