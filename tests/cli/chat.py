"""A made-up chat export that knows only names, for what the command asks about such files."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.importer import Found, Item, Observed, Said
from recordkeeper.importers.local_time import LocalTimes
from recordkeeper.importers.material import Material
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact

MARK = b"CHAT"


class Chat:
    """Lines of ``time|name|words``, below a first line that says CHAT.

    CHAT? has an order of dates that must be told, CHAT-zone a zone.
    A line of ``*`` for a name, or ``*Bob``, is the app's own: it says that the keeper blocked them. One that
    begins with CHAT! is refused, and only when it is read.
    """

    name = "made-up-chat"
    version = 1
    separable = True
    completeness = "Such a chat leaves out what was deleted."

    def identify(self, material: Material) -> bool:
        """By its first word."""
        return len(material.members) == 1 and material.head(material.members[0].name).startswith(MARK)

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Each line a message, local times."""
        with material.open("") as stream:
            lines = stream.read().decode().splitlines()
        if lines[0] == "CHAT?" and not said.date_order:
            raise Unsaid("It cannot be told how its dates are written.", "--date-order", ORDERS)
        if lines[0] == "CHAT-zone" and not said.zone_stated:
            raise Unsaid("It does not say where it was made.", "--zone")
        if lines[0] == "CHAT!":
            raise ImportRefused("It is broken. Nothing was brought in.", "Export it again.")
        times, start = LocalTimes(said), len(lines[0]) + 1
        for element, line in enumerate(lines[1:], 1):
            written, who, words = line.split("|")
            when, flags = times.moment(written, datetime.fromisoformat(written))
            mine = any(identity.same(who, one) for one in said.me)
            contact = Contact(
                when=when,
                direction="out" if mine else "in",
                channel="text",
                medium="whatsapp",
                identifier="" if mine else who,
                words=words,
                flags=flags if said.me else (*flags, "sender-unsaid"),
            )
            if mine:
                contact = contact.having(identifier="Alex")
            own = who.startswith("*")
            yield Found(contact, element, start, start + len(line.encode()), system=own)
            if own:
                yield Observed("blocked", when, "text", "whatsapp", who[1:], words, "", start)
            start += len(line.encode()) + 1


ORDERS = {"dmy": "3/4 is 3 April", "mdy": "3/4 is 4 March"}


@pytest.fixture
def chats(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program reads such chats, and nothing else."""
    for module in ("recordkeeper.importers.identify", "recordkeeper.intake.export"):
        monkeypatch.setattr(f"{module}.IMPORTERS", (Chat(),))


def chat(path: Path, *lines: str, first: str = "CHAT") -> str:
    """Write one. Its path."""
    path.write_text("\n".join((first, *lines)), encoding="utf-8")
    return str(path)
