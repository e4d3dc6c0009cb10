"""A made-up messenger's export, for what the phone's own backup cannot show: names instead of numbers.

One message a line: time (local, to the minute), the message's own name, sender, other members, words.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from recordkeeper.importers.importer import Found, Said
from recordkeeper.importers.local_time import MINUTE, LocalTimes
from recordkeeper.importers.material import Material
from recordkeeper.intake.export import Export, export_at
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact

_HEAD = b"A chat\n"


class Chat:
    """Names, minutes and no zone: as little as a messenger's own export ever says."""

    completeness = "It leaves out what was deleted."
    separable = True

    def __init__(self, name: str = "chat", version: int = 1, medium: str = "whatsapp") -> None:
        self.name = name
        self.version = version
        self._medium = medium

    def identify(self, material: Material) -> bool:
        """Whether it begins as one."""
        return any(material.head(one.name).startswith(_HEAD) for one in material.members)

    def read(self, material: Material, said: Said) -> Iterator[Found]:
        """Every line, in order."""
        times = LocalTimes(said)
        with material.open(material.members[0].name) as stream:
            stream.readline()
            for number, line in enumerate(stream.read().decode().splitlines(), 1):
                yield self._message(number, line.split("\t"), said, times)

    def _message(self, number: int, cells: list[str], said: Said, times: LocalTimes) -> Found:
        written, native_id, sender, others, words = cells
        when, flags = times.moment(written, datetime.fromisoformat(written), span=MINUTE)
        mine = any(identity.same(sender, own) for own in said.me)
        if not said.me:
            flags += ("sender-unsaid",)
        if self.version > 1:
            flags += ("suspect",)
        rest = tuple(filter(None, others.split(",")))
        fact = Contact(
            when=when,
            direction="out" if mine else "in",
            channel="text",
            medium=self._medium,
            identifier=(rest[0] if rest else "") if mine else sender,
            group=rest[1:] if mine else (),
            words=words,
            flags=flags,
        )
        return Found(fact, number, number, number + 1, native_id)


def line(sender: str, words: str, minute: int = 0, *, to: str = "", native_id: str = "") -> str:
    """One message of the first of January."""
    at = datetime.fromtimestamp(1_767_225_600 + minute * 60, UTC).replace(tzinfo=None)
    return "\t".join((at.isoformat(timespec="minutes"), native_id, sender, to, words))


def chat(folder: Path, *lines: str, name: str = "chat.txt", importer: Chat | None = None) -> Export:
    """An export of these messages, as the program looks at it."""
    path = folder / name
    path.write_bytes(_HEAD + "".join(f"{one}\n" for one in lines).encode())
    # What it is read with is said here: no importer of the program claims it.
    looked_at = export_at(path, "sms-backup-restore")
    return replace(looked_at, importer=importer or Chat())
