"""A canary in every private field is in no byte of what leaves."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from tests.cli.conftest import Program

EXPORT = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<smses count="2">
  <sms address="+447700900355" date="1774000000000" type="1" body="Hello" contact_name="CANARYshown" />
  <mms date="1774000100000" msg_box="1" address="+447700900355~+447700900101" m_id="7f3a">
    <parts><part seq="0" ct="text/plain" name="t" text="To all" /></parts>
    <addrs><addr address="+447700900355" type="137" /><addr address="CANARYgroup" type="151" /></addrs>
  </mms>
</smses>
"""


@pytest.fixture
def private(told: Program, tmp_path: Path) -> Program:
    """A record with a canary in every private field that the program can fill."""
    (tmp_path / "sms.xml").write_text(EXPORT, encoding="utf-8")
    commands: tuple[tuple[str, ...], ...] = (
        ("person", "add", "CANARYchild", "--role", "child", "--relationship", "CANARYkin"),
        ("person", "add", "CANARYwitness", "--role", "witness", "--description", "CANARYlooks"),
        ("person", "identify", "me", "CANARYmine", "--type", "handle", "--basis", "CANARYbasis"),
        ("person", "identify", "P3", "CANARYhers", "--type", "handle", "--basis", "CANARYknown"),
        (
            *("log", "call", "--facts", "Rang", "--when", "2026-04-01 10:00", "--impact", "CANARYimpact"),
            *("--location", "CANARYplace", "--note", "CANARYnote", "--children-present", "yes"),
        ),
        ("import", str(tmp_path / "sms.xml"), "--them", "+447700900355", "--me", "CANARYme", "--yes"),
        ("consequence", "announce", "--action", "Block", "--in", "S1"),
        ("consequence", "defer", "C1", "--until", "20 apr 2026", "--reason", "CANARYlater"),
        ("consequence", "withdraw", "C1", "--why", "advised", "--reason", "CANARYwhy"),
        ("block", "call", "--why", "CANARYnerves", "--when", "2026-04-02 10:00"),
        ("measure", "end", "M1", "--why", "CANARYagain", "--when", "2026-04-03 10:00"),
        ("amend", "M1", "--why", "CANARYother", "--reason", "CANARYreworded"),
        (
            *("order", "add", "--type", "Order", "--court", "Court", "--issued", "2026-04-02"),
            *("--protected", "CANARYschool", "--note", "CANARYorder"),
        ),
        ("witness", "add", "P3", "--words", "I saw him.", "--note", "CANARYshy"),
        ("told", "police", "--when", "2026-04-03 10:00", "--note", "CANARYafraid"),
        ("amend", "9", "--location", "CANARYelsewhere", "--reason", "CANARYslip"),
        ("why", "write", "--words", "CANARYreason"),
        ("note", "9", "--words", "CANARYnoted"),
        ("note", "--words", "CANARYalone"),
        ("support", "add", "CANARYfriend", "--reach", "CANARYreach", "--may-be-told", "CANARYmay"),
        ("support", "told", "CANARYfriend", "--words", "CANARYtold"),
    )
    for command in commands:
        done = told(*command)
        assert done.code == 0, (command, done.err)
    return told


def everything(path: Path) -> str:
    """All that can be read from a PDF: its bytes, every stream unpacked, its text and its metadata."""
    reader = PdfReader(path)
    parts = [path.read_bytes().decode("latin-1")]
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            data = found.get_data()
            parts.append(data.decode("latin-1"))
    parts += [page.extract_text() for page in reader.pages]
    parts += map(str, (reader.metadata or {}).values())
    return "\n".join(parts)


@pytest.mark.parametrize("profile", ["court", "consult"])
def test_no_canary_is_in_a_document_or_a_file(private: Program, tmp_path: Path, profile: str) -> None:
    """Not in a byte, packed or unpacked, nor in the text, the JSON, the table or what is printed about it."""
    pdf, data, table = (tmp_path / f"report.{kind}" for kind in ("pdf", "json", "csv"))
    for kind, path in (("pdf", pdf), ("json", data), ("csv", table)):
        done = private("export", kind, "--for", profile, "-o", str(path))
        assert done.code == 0, done.err
        assert "CANARY" not in done.out + done.err
    assert "CANARY" not in everything(pdf)
    assert "CANARY" not in data.read_text(encoding="utf-8")
    assert b"CANARY" not in table.read_bytes()


@pytest.mark.parametrize("profile", ["court", "consult"])
def test_no_canary_is_in_a_bundle(private: Program, tmp_path: Path, profile: str) -> None:
    """In no byte of it, packed or unpacked, nor in the document inside."""
    path = tmp_path / "record.zip"
    done = private("export", "bundle", "--for", profile, "-o", str(path))
    assert (done.code, "CANARY" in done.out + done.err) == (0, False), done.err
    assert b"CANARY" not in path.read_bytes()
    assert "CANARY" not in "".join(unpacked(path, tmp_path))


@pytest.mark.parametrize("profile", ["court", "consult"])
def test_what_is_withheld_is_in_no_byte_of_a_bundle(told: Program, tmp_path: Path, profile: str) -> None:
    """A contact outside the window: its words, its correction, its file, what its file is called."""
    shot = tmp_path / "CANARYfile.png"
    shot.write_bytes(b"\x89PNG\r\n\x1a\nCANARYpixels")
    told("log", "text", "--words", "CANARYwords", "--when", "2026-03-05 10:00", "--attach", str(shot))
    told("amend", "5", "--facts", "CANARYfacts", "--reason", "CANARYreason")
    told("attach", "5", str(shot), "--received-how", "CANARYmail")
    told("amend", "7", "--received-how", "CANARYpost", "--reason", "CANARYslip")
    told("log", "text", "--words", "shown", "--when", "2026-04-05 10:00")
    told("retract", "5", "--reason", "CANARYtaken")
    path, data = tmp_path / "record.zip", tmp_path / "record.json"
    for kind, out in (("bundle", path), ("json", data)):
        done = told("export", kind, "--for", profile, "--since", "2026-04-01", "-o", str(out))
        assert done.code == 0, done.err
    text = path.read_bytes().decode("latin-1") + "".join(unpacked(path, tmp_path))
    assert ("CANARY" in text, "shown" in text) == (False, True)
    assert "CANARY" not in data.read_text(encoding="utf-8")


def test_an_account_of_somebody_the_keeper_leans_on_is_in_no_court_paper(
    told: Program, tmp_path: Path
) -> None:
    """Their words, and the file that came with them; the lawyer's copy has both."""
    shot = tmp_path / "CANARYfile.png"
    shot.write_bytes(b"\x89PNG\r\n\x1a\nCANARYpixels")
    told("person", "add", "CANARYadvocate", "--role", "advocate")
    told("witness", "add", "P2", "--words", "CANARYwords", "--attach", str(shot))
    told("log", "text", "--words", "shown", "--when", "2026-04-05 10:00")
    court, lawyer = tmp_path / "court.zip", tmp_path / "lawyer.zip"
    assert told("export", "bundle", "--for", "court", "-o", str(court)).code == 0
    assert told("export", "bundle", "-o", str(lawyer)).code == 0
    assert "CANARY" not in "".join(unpacked(court, tmp_path))
    assert "CANARYwords" in "".join(unpacked(lawyer, tmp_path))
    assert told("export", "json", "--for", "court", "-o", str(tmp_path / "c.json")).code == 0
    assert "CANARY" not in (tmp_path / "c.json").read_text(encoding="utf-8")


def unpacked(path: Path, folder: Path) -> Iterator[str]:
    """Every file of a bundle, its document read in all ways."""
    with zipfile.ZipFile(path) as bag:
        for name in bag.namelist():
            data = bag.read(name)
            yield name + data.decode("latin-1")
            if name.endswith(".pdf"):
                (folder / "inside.pdf").write_bytes(data)
                yield everything(folder / "inside.pdf")


def test_the_search_finds_what_does_leave(private: Program, tmp_path: Path) -> None:
    """The control: asked for by name, the canary is found in the document and in no other field."""
    pdf = tmp_path / "report.pdf"
    assert private("export", "pdf", "--include", "impact", "-o", str(pdf)).code == 0
    text = everything(pdf)
    assert "CANARYimpact" in text
    assert "CANARYplace" not in text


PRIVATE_BOOK = (
    *("CANARYreason", "CANARYnote", "CANARYnoted", "CANARYalone"),
    *("CANARYfriend", "CANARYreach", "CANARYmay", "CANARYtold"),
)
"""A reason, notes in three ways, and all that is kept of someone to lean on."""


def test_the_private_book_does_hold_them(private: Program) -> None:
    """The control: on the keeper's own screen each is found; so is the reason for deciding against."""
    for canary in PRIVATE_BOOK:
        assert private("search", canary).code == 0, canary
    assert private("search", "CANARYwhy", "--json").json["hits"][0]["matches"][0]["private"] is True


def test_the_search_of_a_table_and_of_a_bundle_can_find(private: Program, tmp_path: Path) -> None:
    """The control: the same words, where they may leave, are in the table, the JSON and the bundle."""
    private("log", "text", "--words", " ".join(PRIVATE_BOOK), "--when", "2026-04-05 10:00")
    for kind in ("csv", "json", "bundle"):
        path = tmp_path / f"found.{kind}"
        assert private("export", kind, "-o", str(path)).code == 0
        text = path.read_bytes().decode("latin-1")
        text += "".join(unpacked(path, tmp_path)) if kind == "bundle" else ""
        assert all(canary in text for canary in PRIVATE_BOOK), kind


def test_the_private_book_is_in_no_number_that_leaves(told: Program, tmp_path: Path) -> None:
    """With it and without, what leaves is byte for byte the same: no count gives a diary away."""
    told("log", "text", "--words", "x", "--when", "2026-04-05 10:00")
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        for kind in ("pdf", "json", "csv", "bundle"):
            assert told("export", kind, "-o", str(folder / kind)).code == 0
        told("why", "write", "--words", "x")
        told("note", "5", "--words", "x")
        told("support", "add", "Robin")
    for kind in ("pdf", "json", "csv", "bundle"):
        assert (before / kind).read_bytes() == (after / kind).read_bytes(), kind


def test_the_same_copy_with_the_same_options_and_date_gives_the_same_bytes(
    private: Program, tmp_path: Path
) -> None:
    """Printed twice, a document is the same document: its SHA-256 can be told by telephone."""
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert private("export", "pdf", "-o", str(first)).code == 0
    assert private("export", "pdf", "-o", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_is_there_is_not_replaced(private: Program, tmp_path: Path) -> None:
    """Without anybody to ask, nothing is overwritten, and nothing is noted as having left."""
    path = tmp_path / "report.pdf"
    path.write_text("mine")
    done = private("export", "pdf", "-o", str(path))
    assert (done.code, "already" in done.err) == (2, True)
    assert path.read_text() == "mine"
    assert private("export", "pdf", "-o", str(tmp_path / "none" / "r.pdf")).code == 2
    assert not list(tmp_path.glob(".report*"))


def test_a_document_is_readable_by_its_owner_only(private: Program, tmp_path: Path) -> None:
    """It is not locked; at least others on this computer cannot open it."""
    path = tmp_path / "report.pdf"
    assert private("export", "pdf", "-o", str(path)).code == 0
    assert path.stat().st_mode & 0o777 == 0o600


def test_court_papers_cite_only_exhibits_that_can_be_produced(
    told: Program, picture: Path, tmp_path: Path
) -> None:
    """A screenshot whose bytes are gone stops the export with the way out; the lawyer's copy says less."""
    from recordkeeper.crypto.credentials import KeyFileSecret
    from recordkeeper.vault.making import open_vault

    told("log", "call", "--facts", "Rang", "--when", "2026-04-01 10:00", "--attach", str(picture))
    with open_vault(told.vault, KeyFileSecret(told.key.read_bytes()), write=True) as vault:
        vault._connection.execute("DROP TRIGGER chunk_delete")
        vault._connection.execute("DELETE FROM chunk")
    done = told("export", "pdf", "--for", "court", "-o", str(tmp_path / "court.pdf"))
    assert (done.code, "Exhibit E5" in done.err, "rk verify" in done.err) == (6, True, True), done.err
    assert not (tmp_path / "court.pdf").exists()
