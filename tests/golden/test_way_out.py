"""Should this program ever be gone: the one printed in ``docs/vault-format.md`` reads a record without it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault import schema
from recordkeeper.vault.making import open_vault
from tests.golden import recipe
from tools import docs

PAGE = (docs.DOCS / "vault-format.md").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A private copy: what is committed is never opened itself."""
    copy = Path(shutil.copytree(recipe.HERE / "vault-1", tmp_path / "vault-1"))
    copy.chmod(0o700)
    return copy


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program of the page, as it stands there."""
    (text,) = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
    assert "recordkeeper." not in text
    path = tmp_path / "read_vault.py"
    path.write_text(text, encoding="utf-8")
    return path


def rows(place: Path) -> list[list[object]]:
    """Every entry as this program reads it, in the shape in which the other one prints it."""
    secret = KeyFileSecret(recipe.KEY_FILE.read_bytes())
    with open_vault(place, secret, write=False) as vault:
        return [
            [
                *row[:3],
                *(hashed.hex().upper() for hashed in (row.digest, row.link)),
                *(None if part is None else part.data.decode() for part in (row.public, row.private)),
            ]
            for book in ("record", "private")
            for row in vault.rows(book)
        ]


@pytest.mark.parametrize("way", ["key-file", "passphrase", "sheet"])
def test_another_program_reads_the_record(place: Path, program: Path, tmp_path: Path, way: str) -> None:
    """Other code, another cipher, every kind of secret: the same bytes of every entry of both books."""
    pytest.importorskip("apsw")
    words = tmp_path / "words"
    words.write_text(recipe.PASSPHRASE + "\n", encoding="utf-8")
    secret = {"key-file": recipe.KEY_FILE, "passphrase": words, "sheet": recipe.HERE / "vault-1.sheet.txt"}[
        way
    ]
    command = [sys.executable, str(program), str(place), way, str(secret)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [json.loads(line) for line in said.stdout.splitlines()] == rows(place)
    assert len(rows(place)) == 37


def test_another_program_is_kept_out_without_the_secret(place: Path, program: Path, tmp_path: Path) -> None:
    """The way out is none in."""
    pytest.importorskip("apsw")
    wrong = tmp_path / "wrong"
    wrong.write_bytes(bytes(40))
    command = [sys.executable, str(program), str(place), "key-file", str(wrong)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (1, "")
    assert "opens none of the slots" in said.stderr


def test_the_page_names_what_is_checked() -> None:
    """The numbers by which a record is known."""
    assert f"0x{schema.APPLICATION_ID:08X} ({schema.APPLICATION_ID})" in PAGE
    assert PAGE.startswith(f"# The vault format, version {schema.VERSION}\n")
