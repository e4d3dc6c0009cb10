"""What is a table and what is not, what lies beside it, and how its dates prove each other."""

import pytest

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Media, Said
from tests.importers.csv_samples import ALEX, CALLS, IMPORTER, MESSAGES_15, message, read, read_folder
from tests.importers.materials import folder, lone, zipped


def test_attachments_are_found_by_their_names_and_never_guessed() -> None:
    """By the name, cut to forty characters or behind a prefix; beside the table first; not by two at once."""
    long_name = "x" * 60 + ".jpg"
    names = ("a.jpg", "b.jpg", long_name, "twice.jpg", "shared.jpg", "shared.jpg", "none.jpg", "far.jpg")
    rows = [message(one, attachment=one, attachment_type="image/jpeg") for one in names]
    inside = {
        "Alex/m.csv": (MESSAGES_15 + "".join(rows) + message("?", attachment_type="Image")).encode(),
        "Alex/a.jpg": b"a",
        "Sam/a.jpg": b"not this one",
        "Alex/2025 - Alex - b.jpg": b"b",
        f"Alex/{'x' * 40}.jpg": b"long",
        "Alex/1_twice.jpg": b"1",
        "Alex/2_twice.jpg": b"2",
        "Alex/shared.jpg": b"s",
        "Sam/far.jpg": b"far",
    }
    for material in (folder(inside), zipped(inside)):
        assert choose(material).name == "csv"
    found = read_folder(inside).found
    members = [one.media[0].member for one in found[:-1]]
    assert members == [
        "Alex/a.jpg",
        "Alex/2025 - Alex - b.jpg",
        f"Alex/{'x' * 40}.jpg",
        *[None] * 4,
        "Sam/far.jpg",
    ]
    assert all(one.media[0].absent is (one.media[0].member is None) for one in found[:-1])
    several = "more than one message or file in the export has this name, so none was taken"
    assert [one.media[0].reason for one in found[3:7]] == [several] * 3 + ["it is not in the export"]
    assert (found[-1].media, found[-1].contact.flags) == ((), ("omitted",))
    assert {one.member for one in found} == {"Alex/m.csv"}


@pytest.mark.parametrize("name", ["../../a.jpg", "C:\\fake\\a.jpg", "/etc/a.jpg", "a.jpg/"])
def test_a_name_of_an_attachment_is_never_a_path(name: str) -> None:
    """It is looked up among what is there by its last part; nothing else is opened."""
    table = MESSAGES_15 + message("x", attachment=name)
    (found,) = read_folder({"m.csv": table.encode(), "a.jpg": b"a"}).found
    assert found.media in {
        (Media(name, "", member="a.jpg"),),
        (Media(name, "", absent=True, reason="it is not in the export"),),
    }


def test_tables_beside_known_ones_are_named() -> None:
    """Contacts are no messages: they are not read, and not passed over in silence."""
    reading = read_folder(
        {
            "Messages.csv": (MESSAGES_15 + message("x")).encode(),
            "Contacts.csv": b"First Name,Birthday\nAlex,1990-01-01\n",
            "notes.txt": b"Dear diary, today",
        }
    )
    assert reading.notes[0].words == (
        "Tables beside them whose columns are not known were not read: “Contacts.csv”."
    )
    assert len(reading.found) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Dear Sir, I write to you\nabout, well, that\n",
        b"01/02/2023, 10:00 - Alex: hi\n01/02/2023, 10:01 - Alex: you\n",
        b"[2020-06-07, 15:13:20] Alex: hi, you\n",
        b'{"date": "2024-01-01", "text": "x"}\n{"date": "2024-01-01", "text": "x"}\n',
        b"From: a@example.org\nDate: Fri, 1 Mar 2024 10:14:05 +0000\n\nHi\n",
        b"Name,Age\nAlex,7\n",
        b"Date,Date\n2024-01-01,2024-01-01\n",
        b"Date,Number\n2024-01-01,1,2\n",
        b"Date,Number\n",
        b"\x89PNG\r\n\x1a\n,,\n",
    ],
)
def test_what_is_no_table_is_not_claimed(raw: bytes) -> None:
    """Letters, chats, mails, lists without a date and tables that are none; read by force, it is refused."""
    assert not IMPORTER.identify(lone(raw))
    with pytest.raises(ImportRefused):
        read(raw)


def test_an_unknown_table_is_claimed_and_its_columns_asked_for() -> None:
    """Those that are there are named; several tables that are not known are not claimed."""
    raw = b"When;Who;How long\n2024-01-01 10:00;+12025550143;83\n"
    assert choose(lone(raw)) is choose(folder({"bill.csv": raw}))
    assert not IMPORTER.identify(folder({"one.csv": raw, "two.csv": raw}))
    with pytest.raises(Unsaid) as asked:
        read(raw)
    assert asked.value.option == "--map"
    assert "Its columns are “When”, “Who”, “How long”." in asked.value.message


def test_dates_of_one_export_prove_each_other() -> None:
    """A proof in one table holds for another; without one it is asked, and what is said is followed."""
    first = CALLS + f"Incoming,03/04/24 09:45,00:01:00,{ALEX},,,Phone\n"
    second = CALLS + f"Incoming,31/12/23 09:45,00:01:00,{ALEX},,,Phone\nIncoming,04/31/24,,{ALEX},,,\n"
    with pytest.raises(Unsaid) as asked:
        read(first)
    assert asked.value.option == "--date-order"
    said = read(first, Said(date_order="mdy")).only.contact
    assert (said.when.at, said.when.until) == (1709545500000, 1709545560000)
    both = read_folder({"a.csv": first.encode(), "b.csv": second.replace("23", "2023").encode()})
    assert [one.contact.when.at for one in both.found] == [1712133900000, 1704015900000, None]
