"""The files of a folder as one: the same bytes everywhere, and each file at a place that can be told."""

import tarfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.material import Folder
from recordkeeper.intake import packing
from tests.importers.materials import folder, lone

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=140)
FILES = st.dictionaries(NAMES, st.binary(max_size=1500), min_size=1, max_size=5)


@settings(max_examples=40)
@given(FILES)
def test_any_folder_is_packed_as_others_read_it(files: dict[str, bytes]) -> None:
    """The standard library finds every file; each stands where it was told to, and the size is as told."""
    material = folder(files)
    with packing.packed(material) as stream:
        raw = stream.read()
    assert len(raw) == packing.size(material)
    with tarfile.open(fileobj=BytesIO(raw)) as archive:
        assert {one.name: archive.extractfile(one).read() for one in archive} == files  # type: ignore[union-attr]
    for name, at in packing.offsets(material).items():
        assert raw[at : at + len(files[name])] == files[name]


def test_the_same_files_give_the_same_bytes() -> None:
    """In whatever order they were found."""
    one, other = ({"b": b"2", "a": b"1"}, {"a": b"1", "b": b"2"})
    with packing.packed(folder(one)) as first, packing.packed(folder(other)) as second:
        assert first.read() == second.read()


@pytest.mark.parametrize("listed", [2, 4])
def test_a_file_that_changed_meanwhile_is_noticed(listed: int) -> None:
    """Longer or shorter than it was listed: nothing is packed."""
    material = Folder("f", {"a": (listed, lambda: lone(b"abc").open(""))})
    with packing.packed(material) as stream, pytest.raises(OSError, match="not as long as before"):
        stream.read()
