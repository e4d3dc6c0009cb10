"""Telegram exports made by other people's tests, against what is truly in them."""

import os
from pathlib import Path

import pytest

from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Said
from tests.importers.materials import at, lone, sort_out

FOLDER = (
    Path(os.environ.get("RECORDKEEPER_REAL_EXPORTS") or Path(__file__).parents[3] / "shared" / "real-exports")
    / "telegram"
)
NAMES = ("chatminer_batch_export.json", "chatminer_single_export.json")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real exports are not on this machine")


@pytest.mark.parametrize("name", NAMES)
def test_every_message_is_there(name: str) -> None:
    """Two messages, their seconds, their words joined, their sides by what was said."""
    material = at(FOLDER / name)
    importer = choose(material)
    assert importer.name == "telegram"
    read = sort_out(importer, material, Said(me=("Author 2",)))
    assert not read.skipped
    assert not read.damage
    assert [(item.contact.when.at, item.contact.direction, item.contact.words) for item in read.found] == [
        (1_544_006_350_000, "in", "Minimal Message"),
        (1_544_006_964_000, "out", "Link:https://telegram.org/"),
    ]
    assert read.found[0].contact.identifier == "Author 1"


def test_no_real_file_is_left_out() -> None:
    """Every file in the folder has its truth here."""
    assert {one.name for one in FOLDER.iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_cut_files_give_their_good_beginning(name: str) -> None:
    """Cut anywhere after the first message, the first message stays."""
    raw = (FOLDER / name).read_bytes()
    importer = choose(lone(raw))
    whole = sort_out(importer, lone(raw)).found
    for place in range(whole[0].end, len(raw), 7):
        assert sort_out(importer, lone(raw[:place])).found[0] == whole[0]
