"""A folder of photos, screenshots and recordings: each shown, and asked where it belongs."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.answering import Answering, answering
from tests.cli.conftest import Program
from tests.importers.test_exif import jpeg, tiff

__all__ = ["answering"]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PHOTO = jpeg(tiff())
OGG = b"OggS" + bytes(60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A photo that says when it was taken, a voice message and a screenshot, and what a computer adds."""
    folder = tmp_path / "pictures"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.png").write_bytes(PNG)
    (folder / "b.ogg").write_bytes(OGG)
    (folder / "deep" / "photo.jpg").write_bytes(PHOTO)
    (folder / ".hidden").write_text("x")
    return folder


@pytest.fixture
def rang(record: Program) -> Program:
    """A record whose entry 3 is a call."""
    assert record("log", "call", "--facts", "Rang", "--when", "3 apr 2026 09:00").code == 0
    return record


@pytest.mark.usefixtures("rang")
def test_each_is_shown_with_what_it_says_of_itself(answering: Answering, folder: Path) -> None:
    """The photo first, since it says when it was taken; each with its size and its SHA-256."""
    found = answering("import", str(folder), typed=("", "", ""))
    assert (found.code, found.out) == (0, ""), found.err
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert f"1 of 3   photo.jpg   image/jpeg, {len(PHOTO)} bytes\n  SHA-256 {digest}\n" in found.err
    assert "  It says of itself: DateTimeOriginal 2026-04-03 09:12:40 +01:00\n" in found.err
    assert "  It says of itself: GPS position 51.50740 -0.12780\n" in found.err


def test_what_was_answered_is_what_is_kept(answering: Answering, rang: Program, folder: Path) -> None:
    """The photo with its claims stands with the call, the screenshot by itself, the rest is out."""
    typed = ("3", "n", "1", "", "He wrote again", "Z9", "2", "q")
    found = answering("import", str(folder), typed=typed)
    assert found.code == 0, found.err
    assert found.out.splitlines() == [
        "Saved as #4, E4.",
        "Saved as #5, E5.",
        "Stopped. What was said to be saved is saved; the others are not in the record.",
    ]
    shown = rang("show", "4", "--json").json["fields"]
    assert (shown["to"], shown["files"][0]["sha256"]) == (3, hashlib.sha256(PHOTO).hexdigest())
    assert shown["exif"][0] == "DateTimeOriginal 2026-04-03 09:12:40 +01:00"
    new = rang("show", "5", "--json").json["fields"]
    assert (new["channel"], new["facts"], new["files"][0]["name"]) == ("text", "He wrote again", "a.png")
    assert "Z9 does not name an entry.\n" in found.err
    assert "2 is a person, and files belong to what happened. Nothing was recorded.\n" in found.err
    again = rang("import", str(folder), "--dry-run", "--json").json["media"]
    assert [(one["file"], one["kept_in"]) for one in again] == [
        ("photo.jpg", 4),
        ("a.png", 5),
        ("b.ogg", None),
    ]


def test_where_nothing_may_be_asked_they_are_listed(rang: Program, folder: Path) -> None:
    """Each with its SHA-256 and what it says of itself; exit 2, naming rk attach; a look is no error."""
    found = rang("import", str(folder))
    assert (found.code, found.out) == (2, "")
    for data in (PNG, OGG, PHOTO):
        assert f"  SHA-256 {hashlib.sha256(data).hexdigest()}\n" in found.err
    assert "Add them one by one: rk attach N FILE\n" in found.err
    assert rang("import", str(folder), "--dry-run").code == 0
    assert rang("status", "--json").json["entries"] == 3


def test_a_folder_with_anything_else_in_it_is_none_of_media(rang: Program, folder: Path) -> None:
    """One file that is no picture, and it is looked at as an export."""
    (folder / "list.txt").write_text("milk")
    found = rang("import", str(folder))
    assert (found.code, "rk attach" in found.err) == (7, True)


def test_a_file_kept_already_is_named(answering: Answering, rang: Program, folder: Path) -> None:
    """So that nobody adds the same screenshot twice unknowing."""
    assert rang("attach", "3", str(folder / "a.png")).code == 0
    found = answering("import", str(folder), typed=("", "", "", ""))
    assert "  The very same file is kept already, with #4.\n" in found.err
    assert found.code == 0
