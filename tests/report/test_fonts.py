"""The fonts in the package are the locked ones, each with its licence, and no other file is among them."""

import hashlib
import json
from pathlib import Path

import recordkeeper.report.faces
from recordkeeper.report.faces import SHELVES

FONTS = Path(recordkeeper.report.faces.__file__).parent / "fonts"
LOCK = json.loads((FONTS / "lock.json").read_text())


def test_every_font_is_the_locked_one() -> None:
    """The bytes of each font are those of the lock, and the lock names exactly the fonts that are used."""
    assert {row["file"]: row["sha256"] for row in LOCK} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")
    }
    assert {shelf.file for shelf in SHELVES} == {row["file"] for row in LOCK}


def test_every_font_carries_its_licence() -> None:
    """Each font has its Open Font License, with the copyright line of its makers, beside it."""
    for row in LOCK:
        licence = (FONTS / row["licence"]).read_text()
        assert "SIL Open Font License, Version 1.1" in licence
        assert licence.startswith("Copyright")
