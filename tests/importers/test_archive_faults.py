"""What ``zipfile`` stumbles over is a refusal with advice."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.material import Limits
from recordkeeper.intake.handed import Meter, material_at


def test_a_file_without_a_name_is_refused(tmp_path: Path) -> None:
    """Python before 3.12 raises IndexError when it asks whether such a one is a folder."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"x")
    path = tmp_path / "export.zip"
    path.write_bytes(raw.getvalue())
    with pytest.raises(ImportRefused, match="no name"):
        material_at(path, Limits(), Meter())
