"""A bundle is a zip file from anywhere: whatever it claims, it is read in bounds, or said to be damaged."""

import io
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from recordkeeper.errors import BadInput
from recordkeeper.ledger import bag, chain, evidence
from recordkeeper.ledger.bag import verify_bundle, verify_file

EMPTY = evidence.Evidence(
    book="record",
    count=0,
    entries=(),
    files=(),
    format=evidence.FORMAT,
    head=chain.first_link(bytes(16), "record").hex(),
    vault="00" * 16,
)
EVIDENCE = b"".join(evidence.lines(EMPTY))
MANIFEST = f"{sha256(EVIDENCE).hexdigest()}  data/evidence.json\n".encode()
MEMBERS = {"record/data/evidence.json": EVIDENCE, "record/manifest-sha256.txt": MANIFEST}

Change = Callable[[zipfile.ZipFile], None]


def packed(members: dict[str, bytes], change: Change = lambda _file: None) -> io.BytesIO:
    """A zip file; ``change`` is made before its list of members is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
        change(file)
    return out


def said(found: io.BytesIO) -> tuple[str, str]:
    """The result, and what step 2 says."""
    verified = verify_bundle(found)
    return verified.result, verified.steps[0].detail


def test_a_bundle_of_an_empty_book_is_intact() -> None:
    """The control."""
    assert said(packed(MEMBERS)) == ("intact", "ok")
    assert said(packed(MEMBERS | {"record/data/": b""})) == ("intact", "ok")


def claims_more(file: zipfile.ZipFile) -> None:
    """Its members together are larger than the file."""
    file.infolist()[0].compress_size = 10**9


def is_locked(file: zipfile.ZipFile) -> None:
    """One of them needs a password."""
    file.infolist()[1].flag_bits |= 1


def is_packed_unheard_of(file: zipfile.ZipFile) -> None:
    """In a way that nobody knows."""
    file.infolist()[1].compress_type = 99


def is_locked_within(file: zipfile.ZipFile) -> None:
    """The evidence itself is locked, the list is not."""
    file.infolist()[0].flag_bits |= 1


CASES: dict[str, tuple[io.BytesIO, str]] = {
    "claims more": (packed(MEMBERS, claims_more), "the zip file claims to hold more than it can"),
    "two folders": (packed(MEMBERS | {"other/x": b""}), "the zip file does not hold one folder"),
    "locked": (packed(MEMBERS, is_locked), "manifest-sha256.txt is locked inside the zip file"),
    "evidence locked": (
        packed(MEMBERS, is_locked_within),
        "data/evidence.json is locked inside the zip file",
    ),
    "unknown packing": (
        packed(MEMBERS, is_packed_unheard_of),
        "manifest-sha256.txt cannot be read from the zip file",
    ),
    "no manifest": (packed({"record/data/evidence.json": EVIDENCE}), "manifest-sha256.txt is not there"),
    "no evidence": (packed({"record/manifest-sha256.txt": MANIFEST}), "data/evidence.json is not there"),
    "bad line": (
        packed(MEMBERS | {"record/manifest-sha256.txt": b"data/evidence.json\n"}),
        "the manifest has a line that is none, or a file twice",
    ),
    "twice in the list": (
        packed(MEMBERS | {"record/manifest-sha256.txt": MANIFEST * 2}),
        "the manifest has a line that is none, or a file twice",
    ),
    "no zip": (io.BytesIO(b"PK\3\4 and no more"), "the zip file is damaged"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_or_broken_zip_file_is_damage(name: str) -> None:
    """Step 2 says what, nothing after it is reached, and nothing is unpacked."""
    found, words = CASES[name]
    assert said(found) == ("damaged", words)


def test_two_members_of_one_name_are_damage() -> None:
    """Which of them is meant, nobody can say."""
    out = packed(MEMBERS)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as file:
        file.writestr("record/data/evidence.json", EVIDENCE)
    assert said(out) == ("damaged", "the zip file has two files of one name")


def test_more_members_than_any_bundle_has_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list may be as long as it likes."""
    monkeypatch.setattr(bag, "MEMBERS", 1)
    assert said(packed(MEMBERS)) == ("damaged", "the zip file claims to hold more than it can")


def test_a_member_whose_bytes_are_broken_is_named() -> None:
    """The checksum of the zip file itself does not hold: it is not the file in the manifest."""
    members = MEMBERS | {"record/data/record.pdf": b"%PDF here"}
    listed = f"{sha256(b'%PDF here').hexdigest()}  data/record.pdf\n".encode()
    members["record/manifest-sha256.txt"] = MANIFEST + listed
    out = io.BytesIO(packed(members).getvalue().replace(b"%PDF here", b"%PDF gone"))
    assert said(out) == ("damaged", "data/record.pdf is not the file in the manifest")


def test_a_folder_without_evidence_is_not_checked(tmp_path: Path) -> None:
    """And said to be none."""
    with pytest.raises(BadInput, match="Nothing was checked"):
        verify_file(tmp_path)
