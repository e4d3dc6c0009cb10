"""What the keeper names on the command line is looked at as it lies there, and nothing else is."""

import os
import sys
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.material import Limits
from recordkeeper.intake.handed import Meter, material_at


def names(path: Path) -> list[str]:
    """The members of what lies at a path."""
    return [one.name for one in material_at(path, Limits(), Meter()).members]


def lay(root: Path, *files: str) -> None:
    """Make small files."""
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())


def test_a_folder_is_taken_with_all_that_is_in_it(tmp_path: Path) -> None:
    """Without what is hidden; Maildir's folders, whose names begin with a dot, are not hidden."""
    lay(tmp_path, "b/c/1", "a", ".hidden", ".git/config", ".Sent/cur/1:2,S", ".Drafts/new/2")
    assert names(tmp_path) == [".Drafts/new/2", ".Sent/cur/1:2,S", "a", "b/c/1"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither to files nor to folders."""
    lay(tmp_path, "outside/secret", "export/a")
    (tmp_path / "export" / "file").symlink_to(tmp_path / "outside" / "secret")
    (tmp_path / "export" / "folder").symlink_to(tmp_path / "outside")
    assert names(tmp_path / "export") == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """One in a folder is left out, and one that is named is refused."""
    lay(tmp_path, "a")
    os.mkfifo(tmp_path / "pipe")
    assert names(tmp_path) == ["a"]
    with pytest.raises(ImportRefused, match="not a file that lies on a disk"):
        names(tmp_path / "pipe")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are not bytes there")
def test_a_name_that_is_no_text_is_marked(tmp_path: Path) -> None:
    """Two such names stay two, and none holds half a character."""
    for name in (b"caf\xe9", b"caf\xe8"):
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    found = names(tmp_path)
    assert found == ["caf\ufffd", "caf\ufffd~"]
    assert all(one.encode() for one in found)


def test_far_too_many_files_are_refused(tmp_path: Path) -> None:
    """Before they are all looked at."""
    lay(tmp_path, "a", "b", "c")
    with pytest.raises(ImportRefused, match="more than 2 files"):
        material_at(tmp_path, Limits(members=2), Meter())


def test_a_meter_knows_when_a_file_was_written_to(tmp_path: Path) -> None:
    """By its place, its size and its time."""
    lay(tmp_path, "a")
    meter = Meter()
    material_at(tmp_path / "a", Limits(), meter)
    before = meter.state()
    assert meter.state() == before
    (tmp_path / "a").write_bytes(b"other")
    assert meter.state() != before
