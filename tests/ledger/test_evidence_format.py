"""``docs/evidence-format.md`` is what the program does: its steps, its example, its tables."""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from recordkeeper.ledger import canonical, chain
from recordkeeper.ledger.sealing import digest_of, unseal
from recordkeeper.ledger.steps import STEPS
from recordkeeper.records.contacts import Contact
from recordkeeper.records.kinds import KINDS, RECORD_KINDS
from recordkeeper.vault.rows import Part, SealedRow
from tools import docs

PAGE = (docs.DOCS / "evidence-format.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("## A worked example")[2].partition("## The kinds")[0]


def blocks() -> list[dict[str, str]]:
    """The example's blocks: first what the book begins with, then an entry each."""
    found = re.findall(r"^```\n(.*?)^```", EXAMPLE, flags=re.DOTALL | re.MULTILINE)
    return [{line[:13].strip(): line[14:] for line in block.splitlines()} for block in found]


@pytest.mark.parametrize("path", sorted(docs.DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_generated_parts_of_every_page_are_those_of_the_code(path: Path) -> None:
    """``make docs`` would change nothing."""
    page = path.read_text(encoding="utf-8")
    assert docs.rendered(page) == page


def test_a_page_that_fell_behind_is_noticed() -> None:
    """A field missing from a table, and a part that nobody writes."""
    assert docs.rendered(PAGE.replace("| `impact` | private | text |  |\n", "")) == PAGE
    with pytest.raises(KeyError):
        docs.rendered("<!-- begin dreams -->\n<!-- end dreams -->")


def test_every_kind_and_every_private_field_is_on_the_page() -> None:
    """The heading, the book, and the word "private" beside the name."""
    for kind in KINDS:
        section = PAGE.partition(f"#### {kind.kind}\n")[2].partition("\n####")[0]
        assert section.startswith(f"\nBook: {'record' if kind in RECORD_KINDS else 'private'}.")
        for name in kind.__struct_fields__:
            part = "private" if name in kind.private else "public"
            assert f"| `{name}` | {part} | " in section


def test_the_numbered_steps_are_those_of_verify() -> None:
    """The same numbers and the same names."""
    named = re.findall(r"^(\d)\. \*\*(.+?)\*\*:", PAGE, flags=re.MULTILINE)
    assert {int(number): name for number, name in named} == STEPS


def test_the_example_holds_with_nothing_but_a_hash() -> None:
    """The formulas of the page, written out here, give every value on it."""
    start, *entries = blocks()
    link = sha256(b"recordkeeper chain v1\n" + bytes.fromhex(start["vault id"]) + b"\nrecord").digest()
    assert link.hex() == start["first link"]
    assert len(entries) == 2
    for entry in entries:
        parts = b""
        for role in ("public", "private"):
            salt, data = bytes.fromhex(entry[f"{role} salt"]), entry[f"{role} bytes"].encode()
            part = sha256(b"recordkeeper part v1\n" + role.encode() + b"\n" + salt + data).digest()
            assert part.hex() == entry[f"{role} part"]
            parts += part
        digest = sha256(b"recordkeeper entry v1\n" + parts).digest()
        link = sha256(b"\x01" + link + digest).digest()
        assert (digest.hex(), link.hex()) == (entry["digest"], entry["link"])


def test_the_example_holds_with_the_program() -> None:
    """Its bytes are canonical, and read as the entries that the page tells of."""
    start, *entries = blocks()
    link = chain.first_link(bytes.fromhex(start["vault id"]), "record")
    read = []
    for serial, entry in enumerate(entries, 1):
        public, private = (
            Part(bytes.fromhex(entry[f"{role} salt"]), entry[f"{role} bytes"].encode())
            for role in ("public", "private")
        )
        digest = digest_of(public, private)
        link = chain.next_link(link, digest)
        identity = str(canonical.read(public.data)["id"])
        read.append(unseal(SealedRow("record", serial, identity, digest, link, public, private)))
    assert [(entry.kind, entry.link.hex()) for entry in read] == [
        ("matter", entries[0]["link"]),
        ("contact", entries[1]["link"]),
    ]
    call = read[1].fact
    assert isinstance(call, Contact)
    assert (call.facts, call.location, call.medium) == ("rang twice – no message", "at home", "missed")


@pytest.mark.skipif(not shutil.which("xxd") or not shutil.which("sha256sum"), reason="needs xxd, sha256sum")
def test_the_shell_of_the_page_finds_the_head(tmp_path: Path) -> None:
    """Three lines that any Unix has, on the digests of the example."""
    entries = blocks()[1:]
    (tmp_path / "digests.txt").write_text(
        "".join(f"{entry['digest']}\n" for entry in entries), encoding="ascii"
    )
    (shell,) = re.findall(r"^```sh\n(.*?)^```", EXAMPLE, flags=re.DOTALL | re.MULTILINE)
    said = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == entries[-1]["link"]
