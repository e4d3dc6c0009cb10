"""What an export of Telegram Desktop is made of: its file, those beside it, and how it is known."""

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Media, Said
from tests.importers.materials import Reading, folder, lone, sort_out, zipped
from tests.importers.telegram_samples import IMPORTER, account, message, one_chat


def read(raw: bytes, *me: str) -> Reading:
    """A lone file, read."""
    return sort_out(IMPORTER, lone(raw), Said(me=me))


def test_files_stand_beside_the_export() -> None:
    """Only where it names them, in a folder or an archive; what was left out says why in Telegram's words."""
    left = "(File not included. Change data exporting settings to download.)"
    files = {
        "a/result.json": one_chat(
            message(photo="photos/1.jpg"),
            message(file="files/2.pdf", mime_type="application/pdf"),
            message(file=left, media_type="sticker", mime_type="image/webp"),
            message(contact_vcard="Jonas " + left),
        ),
        "a/photos/1.jpg": b"1",
        "b/files/2.pdf": b"another chat's",
    }
    for material in (folder(files), zipped(files)):
        assert IMPORTER.identify(material)
        media = [part for item in sort_out(IMPORTER, material).found for part in item.media]
        assert media == [
            Media("1.jpg", "", member="a/photos/1.jpg"),
            Media("2.pdf", "application/pdf", absent=True, reason="the export names it and does not hold it"),
            Media("sticker", "image/webp", absent=True, reason=left),
            Media("contact_vcard", "", absent=True, reason="Jonas " + left),
        ]
    assert sort_out(IMPORTER, folder(files)).found[0].member == "a/result.json"


def test_damage_gives_the_good_beginning() -> None:
    """What stands before it was read; a file with nothing in it is refused."""
    raw = one_chat(message(), message())
    reading = read(raw[: raw.rindex(b'"hi"')])
    assert (len(reading.found), len(reading.damage)) == (1, 1)
    cut = sort_out(IMPORTER, folder({"result.json": raw, "result (1).json": b"{"}))
    assert (len(cut.found), cut.damage[0].locator) == (2, "result (1).json, byte 1")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"type": "x", "id": 5}',
        b'{"messages": [{"type": "message"}]}',
        b'{"messages": [5]}',
        b'{"personal_information": 5, "about": "x", "type": []}',
    ],
)
def test_what_is_not_telegrams_is_neither_claimed_nor_read(raw: bytes) -> None:
    """A stranger's JSON is refused, whatever it is called."""
    assert not IMPORTER.identify(lone(raw, "result.json"))
    assert not IMPORTER.identify(folder({"result.json": raw}))
    if b"messages" not in raw:
        with pytest.raises(ImportRefused):
            read(raw)


def test_every_beginning_of_an_export_is_known() -> None:
    """An account by its first words or its owner, an empty chat by its type."""
    assert IMPORTER.identify(lone(account()))
    assert IMPORTER.identify(lone(b'{"personal_information": {"user_id": 5}}'))
    assert IMPORTER.identify(lone(one_chat()))
    assert not read(one_chat()).found
    assert not IMPORTER.identify(folder({"other.json": one_chat()}))
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, folder({"other.json": one_chat()}))


def test_the_keeper_is_told_what_such_an_export_leaves_out() -> None:
    """That it says nothing of blocks comes before anything is brought in."""
    assert "It does not say who is blocked." in IMPORTER.completeness
