"""Evidence made by hand, with every hash of ``docs/evidence-format.md`` written out here.

It shares no code with the program, the verifier or the shell that are tried on it; nothing in it is random.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

Body = dict[str, Any]
Files = dict[str, bytes]

NAME = "evidence.json"
VAULT = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
STARTED_MS = 1_767_225_600_000
LEFT_OUT = object()
"""Given for a field, it leaves the field out."""


def canonical(value: object) -> str:
    """The canonical bytes of a value, as text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fixed(what: str, length: int = 32) -> bytes:
    """Bytes that look random and are the same for ever."""
    return sha256(f"vectors: {what}".encode()).digest()[:length]


def part(role: str, salt: bytes, data: bytes) -> bytes:
    """The hash of a part."""
    return sha256(b"recordkeeper part v1\n" + role.encode() + b"\n" + salt + data).digest()


@dataclass
class Entry:
    """An entry as its forger has it; ``digest`` is computed from the rest unless it was set.

    Attributes:
        text: the bytes of the public part. salt: of that part. closed: the hash of the private part.
        form: ``shown``, ``withheld`` or ``erased``.
    """

    text: str
    salt: bytes
    closed: bytes
    form: str = "shown"
    other_digest: bytes | None = None

    @property
    def digest(self) -> bytes:
        """What the entry is sealed by."""
        public = part("public", self.salt, self.text.encode())
        return self.other_digest or sha256(b"recordkeeper entry v1\n" + public + self.closed).digest()

    def line(self) -> str:
        """The entry as it stands in evidence.json."""
        if self.form != "shown":
            marked = ',"erased":true' * (self.form == "erased")
            return f'{{"digest":"{self.digest.hex()}"{marked}}}'
        public = f'{{"bytes":{canonical(self.text)},"salt":"{self.salt.hex()}"}}'
        return f'{{"digest":"{self.digest.hex()}","private":"{self.closed.hex()}","public":{public}}}'


@dataclass
class Book:
    """A record book and what is shown of it.

    Attributes:
        count, head: as given in evidence.json; those of the entries unless set.
        listed: the files that evidence.json lists, each with its bytes as they were sealed.
    """

    vault: bytes = VAULT
    entries: list[Entry] = field(default_factory=list)
    listed: Files = field(default_factory=dict)
    count: int | None = None
    head: bytes | None = None

    def add(self, kind: str = "contact", form: str = "shown", **fields: object) -> Entry:
        """Add an entry; fields that every entry has may be given too, to have others."""
        serial = len(self.entries) + 1
        always = {"id": fixed(f"id {serial}", 16).hex(), "kind": kind, "v": 1}
        body = {**always, "recorded_at": STARTED_MS + serial * 60_000, **fields}
        return self.add_text(
            canonical({name: value for name, value in body.items() if value is not LEFT_OUT}), form
        )

    def add_text(self, text: str, form: str = "shown") -> Entry:
        """Add an entry whose public part has these very bytes."""
        serial = len(self.entries) + 1
        self.entries.append(Entry(text, fixed(f"salt {serial}"), fixed(f"private part {serial}"), form))
        return self.entries[-1]

    def keep(self, path: str, data: bytes) -> Body:
        """List a file; what an entry cites it by."""
        self.listed[path] = data
        return {"sha256": sha256(data).hexdigest(), "size": len(data)}

    def target(self, serial: int) -> Body:
        """How an entry is named by another."""
        return {"serial": serial, "digest": self.entries[serial - 1].digest.hex()}

    def link(self, count: int) -> bytes:
        """The link at a count."""
        link = sha256(b"recordkeeper chain v1\n" + self.vault + b"\nrecord").digest()
        for entry in self.entries[:count]:
            link = sha256(b"\x01" + link + entry.digest).digest()
        return link

    def head_text(self, count: int) -> bytes:
        """head.txt at a count."""
        lines = ("recordkeeper head v1", f"vault {self.vault.hex()}", f"count {count}")
        return "".join(f"{line}\n" for line in (*lines, f"head {self.link(count).hex()}")).encode()

    def evidence(self) -> bytes:
        """The bytes of evidence.json."""
        count = len(self.entries) if self.count is None else self.count
        head = self.link(len(self.entries)) if self.head is None else self.head
        named = f'"format":"recordkeeper evidence v1","head":"{head.hex()}","vault":"{self.vault.hex()}"'
        files = [
            f'{{"path":"{path}","sha256":"{sha256(data).hexdigest()}"}}'
            for path, data in sorted(self.listed.items())
        ]
        lines = (
            f'{{"book":"record","count":{count},"entries":[\n',
            "".join(line + "\n" for line in commas([entry.line() for entry in self.entries])),
            '],"files":[\n',
            "".join(line + "\n" for line in commas(files)),
            f"],{named}}}\n",
        )
        return "".join(lines).encode()

    def files(self) -> Files:
        """Everything that is handed over: evidence.json and the files it lists."""
        return {NAME: self.evidence(), **self.listed}


def commas(lines: list[str]) -> list[str]:
    """Lines of a list: each but the last ends with a comma."""
    return [line + "," * (number < len(lines)) for number, line in enumerate(lines, 1)]


def replaced(data: bytes, old: str, new: str | bytes) -> bytes:
    """Data with the first of some words replaced, which must be there."""
    before, found, after = data.partition(old.encode())
    assert found, old
    return before + (new.encode() if isinstance(new, str) else new) + after


def small() -> Book:
    """The book that most defects are inflicted on: a contact shown with its two files, another withheld."""
    book = Book()
    files = [
        book.keep("exhibits/E1.txt", b"a note on paper\n"),
        book.keep("exhibits/E1-2.txt", b"its back\r\n"),
    ]
    book.add(channel="call", direction="in", facts="rang twice – no message", files=files)
    book.add(channel="text", direction="in", words="answer me", form="withheld")
    return book


def edited(old: str, new: str | bytes) -> Files:
    """The small book's files, with some bytes of its evidence.json replaced."""
    files = small().files()
    return {**files, NAME: replaced(files[NAME], old, new)}


def evidence_of(data: bytes) -> Files:
    """The small book's files with another evidence.json."""
    return {**small().files(), NAME: data}


def erased() -> Book:
    """A book whose first entry is erased by its second."""
    book = Book()
    book.add(words="to be erased", form="erased")
    book.add("erasure", target=book.target(1), reason="intimate", of_kind="contact")
    return book
