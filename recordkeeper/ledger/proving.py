"""Verification of exported evidence: steps 2 to 9 of ``docs/evidence-format.md``, without any record.

It trusts nobody, least of all this program's own types: fields are looked at as they stand in the bytes,
as the verifier that goes with every bundle does it.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import IO, Any

from recordkeeper.crypto.timestamps import LONGEST, is_over
from recordkeeper.errors import IntegrityError, NewerFormat, NotFound
from recordkeeper.ledger import canonical, chain, evidence
from recordkeeper.ledger.evidence import EntryLine, Evidence, PartShown
from recordkeeper.ledger.heads import imprint
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.steps import STEPS, Step, Verification, told
from recordkeeper.records.fact import FORMAT_VERSION
from recordkeeper.records.kinds import RECORD_KINDS

Opened = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens a file by its path in ``files``; raises NotFound where it is not there."""
Body = dict[str, Any]

_KNOWN = frozenset(kind.kind for kind in RECORD_KINDS)
_ID = re.compile(r"[0-9a-f]{32}")
_NAMING = ("correction", "withdrawal", "erasure")
_CLAIMING = ("receipt", "restored")


def verify_evidence(data: bytes, opened: Opened, faults: list[str] | None = None) -> Verification:
    """Take every step over exported evidence.

    Args:
        data: the bytes of evidence.json.
        opened: opens the files that it lists.
        faults: what is wrong with the container it came in, in words.
    """
    try:
        read = evidence.read(data)
    except NewerFormat as error:
        return unread(error.message)
    except IntegrityError as error:
        return unreadable([*(faults or ()), error.message])
    return _Proof(read, opened, list(faults or ())).verification()


def unreadable(faults: list[str]) -> Verification:
    """The verification of what holds no readable evidence: step 2 fails, nothing after it is reached."""
    details = {2: told(faults)}
    return Verification(
        tuple(
            Step(
                number,
                name,
                ok=False,
                detail=details.get(number, "not reached: there is no evidence to read"),
            )
            for number, name in STEPS.items()
            if number > 1
        )
    )


def unread(reason: str) -> Verification:
    """The verification of evidence of another version: no step is taken, none fails."""
    steps = (Step(number, name, ok=True, detail=f"not taken: {reason}") for number, name in STEPS.items())
    return Verification(tuple(step for step in steps if step.number > 1), unknown=1)


class _Proof:
    """One walk over evidence, and what it turned up."""

    def __init__(self, read: Evidence, opened: Opened, faults: list[str]) -> None:
        self.read = read
        self.opened = opened
        self.faults: dict[int, list[str]] = {number: [] for number in STEPS if number > 1}
        self.faults[2] += faults
        self.bodies: dict[int, Body] = {}
        self.links = [read.first_link]
        self.ids: set[str] = set()
        self.unknown = 0
        self.absent = 0

    def verification(self) -> Verification:
        self._chain()
        self._references()
        self._files()
        self._heads()
        steps = tuple(
            Step(number, STEPS[number], not faults, told(faults) if faults else self._detail(number))
            for number, faults in self.faults.items()
        )
        head = Head(len(self.links) - 1, self.links[-1])
        return Verification(steps, {"record": head}, self.unknown + self.absent)

    def _chain(self) -> None:
        for serial, entry in enumerate(self.read.entries, 1):
            if entry.public is not None and entry.private is not None:
                self._shown(serial, entry, entry.public, entry.private)
            self.links.append(chain.next_link(self.links[-1], bytes.fromhex(entry.digest)))
        if len(self.read.entries) != self.read.count:
            self.faults[3].append(f"there are {len(self.read.entries)} entries, not {self.read.count}")
        if self.links[-1].hex() != self.read.head:
            self.faults[5].append("the digests do not lead to the head")

    def _shown(self, serial: int, entry: EntryLine, public: PartShown, private: str) -> None:
        hashed = chain.part_hash("public", bytes.fromhex(public.salt), public.bytes.encode())
        if chain.entry_digest(hashed, bytes.fromhex(private)).hex() != entry.digest:
            self.faults[4].append(f"the words of entry {serial} are not those that were sealed")
        try:
            body = _body(public)
        except IntegrityError as error:
            self.faults[6].append(f"entry {serial}: {error.message}")
            return
        if body["id"] in self.ids:
            self.faults[3].append(f"entry {serial} has the id of an earlier entry")
        self.ids.add(body["id"])
        if body["v"] != FORMAT_VERSION or body["kind"] not in _KNOWN:
            self.unknown += 1
        else:
            self.bodies[serial] = body

    def _references(self) -> None:
        erased = set()
        for serial, body in self._of(_NAMING):
            named, digest = _target(body)
            if not 0 < named < serial or self.read.entries[named - 1].digest != digest:
                self.faults[7].append(f"entry {serial} names an entry that is not there")
            if body["kind"] == "erasure":
                erased.add(named)
        for serial, entry in enumerate(self.read.entries, 1):
            # An entry of a newer version, which nobody here can read, may be the erasure that is missed.
            if entry.erased and serial not in erased and not self.unknown:
                self.faults[3].append(f"entry {serial} is marked erased, and no entry says so")
            elif serial in erased and not entry.erased:
                self.faults[3].append(f"entry {serial} is said to be erased, and is not marked so")

    def _files(self) -> None:
        cited = {sha256 for body in self.bodies.values() for sha256 in _cited(body)}
        for file in self.read.files:
            # An entry of a newer version, which nobody here can read, may be the one that cites it.
            if file.sha256 not in cited and not self.unknown:
                self.faults[8].append(f"no entry cites {file.path}")
            try:
                with self.opened(file.path) as stream:
                    whole = sha256_of(stream) == file.sha256
            except NotFound:
                self.absent += 1
                continue
            except IntegrityError:
                whole = False
            if not whole:
                self.faults[8].append(f"{file.path} is not the file that was sealed")

    def _heads(self) -> None:
        for serial, body in self._of(_CLAIMING):
            count = body.get("count")
            if (
                type(count) is not int
                or not 0 <= count < serial
                or self.links[count].hex() != body.get("head")
            ):
                self.faults[9].append(f"entry {serial} names a head that this book never had")
            elif body["kind"] == "receipt" and body.get("type") == "rfc3161":
                self._imprint(serial, count, _cited({"file": body.get("file")}))

    def _imprint(self, serial: int, count: int, cited: set[str]) -> None:
        over = imprint(bytes.fromhex(self.read.vault), Head(count, self.links[count]))
        for file in self.read.files:
            if file.sha256 not in cited:
                continue
            try:
                with self.opened(file.path) as stream:
                    reply = stream.read(LONGEST)
            except (NotFound, IntegrityError):
                continue
            if not is_over(reply, over):
                self.faults[9].append(f"the time-stamp of entry {serial} is over something else")

    def _of(self, kinds: tuple[str, ...]) -> list[tuple[int, Body]]:
        return [(serial, body) for serial, body in self.bodies.items() if body["kind"] in kinds]

    def _detail(self, number: int) -> str:
        entries = self.read.entries
        shown, erased = (sum(1 for one in entries if one.public), sum(1 for one in entries if one.erased))
        withheld = len(entries) - shown - erased
        return {
            3: f"{len(entries)} entries: {shown} shown, {withheld} withheld, {erased} erased",
            6: f"{self.unknown} of a newer kind, unread" if self.unknown else "ok",
            7: f"{len(self._of(_NAMING))} checked",
            8: f"{len(self.read.files) - self.absent} checked"
            + (f", {self.absent} not there" if self.absent else ""),
            9: f"{len(self._of(_CLAIMING))} checked",
        }.get(number, "ok")


def _body(public: PartShown) -> Body:
    body = canonical.read(public.bytes.encode())
    named = isinstance(body.get("id"), str) and _ID.fullmatch(str(body["id"]))
    if not named or not isinstance(body.get("kind"), str) or type(body.get("v")) is not int:
        raise IntegrityError("its public part does not say what it is")
    return body


def _cited(body: Body) -> set[str]:
    listed = body.get("files", [])
    files = [*(listed if isinstance(listed, list) else ()), body.get("file")]
    return {str(file.get("sha256")) for file in files if isinstance(file, dict)}


def _target(body: Body) -> tuple[int, object]:
    """The serial and the digest that an entry names; 0 where it names no serial."""
    target = body.get("target")
    if not isinstance(target, dict) or type(target.get("serial")) is not int:
        return 0, None
    return target["serial"], target.get("digest")


def sha256_of(stream: IO[bytes]) -> str:
    """The SHA-256 of what is left in a stream, hex; in flat memory."""
    digest = sha256()
    while piece := stream.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()
