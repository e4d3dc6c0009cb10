"""A file is told by its content, and two claims are never settled by a guess."""

from collections.abc import Iterator

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers import identify
from recordkeeper.importers.identify import IMPORTERS, choose
from recordkeeper.importers.importer import Importer, Item, Said
from recordkeeper.importers.material import Material
from tests.importers.materials import lone


class Rival:
    """Claims every file."""

    name = "rival"
    version = 1
    separable = True
    completeness = ""

    def identify(self, material: Material) -> bool:  # noqa: ARG002 -- it claims everything
        """Yes, always."""
        return True

    def read(self, material: Material, said: Said) -> Iterator[Item]:  # noqa: ARG002 -- likewise
        """Nothing."""
        return iter(())


@pytest.mark.parametrize(
    "head",
    [
        b'<smses count="1">',
        b"<calls>",
        b"\xef\xbb\xbf<?xml version='1.0' ?>\r\n<?xml-stylesheet href='a'?>\n<!-- b --><smses/>",
        b"<!DOCTYPE smses SYSTEM 'x'><smses>",
    ],
)
def test_a_backup_is_known_by_its_beginning(head: bytes) -> None:
    """The root decides, whatever the file is called."""
    assert choose(lone(head, "holiday.jpg")).name == "sms-backup-restore"


@pytest.mark.parametrize(
    "head",
    [b"", b"<smsesx>", b"<html><smses>", b"smses", b"{}", "<smses>".encode("utf-16"), b"<!-- <smses> -->"],
)
def test_an_unknown_file_is_refused_with_advice(head: bytes) -> None:
    """What nobody can read is to be attached; its name changes nothing."""
    with pytest.raises(ImportRefused) as refusal:
        choose(lone(head, "sms-20240301.xml"))
    assert "rk attach" in refusal.value.advice


def test_two_claims_are_refused_naming_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two formats claim a file, neither is taken."""
    rivals: tuple[Importer, ...] = (*IMPORTERS, Rival())
    monkeypatch.setattr(identify, "IMPORTERS", rivals)
    with pytest.raises(ImportRefused, match="sms-backup-restore, rival"):
        choose(lone(b"<smses>", "a.xml"))


def test_telling_a_file_takes_no_longer_for_a_hostile_head() -> None:
    """Thousands of comments are passed over once, not in every combination."""
    assert not IMPORTERS[0].identify(lone(b"<!---->" * 9000))


def test_names_of_formats_are_one_each() -> None:
    """A format's name stands in records for ever, so no two share one."""
    names = [importer.name for importer in IMPORTERS]
    assert len(set(names)) == len(names)
