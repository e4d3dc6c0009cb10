"""Reads the finished samples for their tests, sharing no code with what writes them, nor with the importers.

The zone's rules come from dateutil, where the generator has its own.
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateutil import tz

SAMPLES = Path(__file__).parents[2] / "samples"
EARLIER, LATER, CALLS = PHONE = ("sms-20260228.xml", "sms-20260331.xml", "calls-20260331.xml")
CHAT = "whatsapp-20260323.zip"
FILES = (*PHONE, CHAT)
LONDON = tz.gettz("Europe/London")
KEEPER, HIM, HIM2, SISTER = (f"+447700900{last}" for last in (142, 355, 871, 618))
NAMED, KEEPER_NAMED = "A. Reyes", "M."
THEIRS = (HIM, HIM2, NAMED)
HIDDEN = {"-1", ""}
NOTICE = datetime(2026, 1, 29, 20, 14, tzinfo=LONDON)
DIALLED, DRAFT = "2", "3"
LINE = re.compile(r"^(?P<at>\d\d/\d\d/\d{4}, \d\d:\d\d) - (?:(?P<who>[^:\n]+): )?(?P<words>.*)$")


@dataclass(frozen=True)
class Told:
    """One row of an export, as these tests understand it.

    ``tag`` is sms, mms, call, chat or app (a line that WhatsApp wrote); ``other`` a number, or a name there.
    """

    tag: str
    at: datetime
    other: str
    inbound: bool
    kind: str
    words: str
    attributes: tuple[tuple[str, str], ...]


def tree(name: str, where: Path = SAMPLES) -> ET.Element:
    """Parse an export, the old phones' pairs of references repaired first."""

    def repaired(pair: re.Match[bytes]) -> bytes:
        units = b"".join(int(unit).to_bytes(2, "big") for unit in pair.groups())
        return units.decode("utf-16-be").encode()

    raw = (where / name).read_bytes()
    return ET.fromstring(re.sub(rb"&#(5[56]\d{3});&#(5[67]\d{3});", repaired, raw))  # noqa: S314 - our own file


def told(name: str) -> list[Told]:
    """Return an export's rows, numbers in their international form."""
    return list(lines()) if name == CHAT else [one(row) for row in tree(name)]


def lines() -> Iterator[Told]:
    """Return the messages and lines of the chat; what stands below a header belongs to it."""
    with zipfile.ZipFile(SAMPLES / CHAT) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".txt")]
        text = archive.read(name).decode()
    found: list[list[str]] = []
    for line in text.splitlines():
        if LINE.match(line):
            found.append([line])
        else:
            found[-1].append(line)
    for number, (first, *rest) in enumerate(found):
        seen = LINE.match(first)
        assert seen
        moment = datetime.strptime(seen["at"], "%d/%m/%Y, %H:%M").replace(tzinfo=LONDON)
        tag, inbound = ("chat", seen["who"] == NAMED) if seen["who"] else ("app", False)
        words = "\n".join([seen["words"], *rest])
        shown = [("picture", name) for name in re.findall(r"^(\S+) \(file attached\)$", words, re.MULTILINE)]
        yield Told(tag, moment, NAMED, inbound, "", words, (("line", str(number)), *shown))


def one(row: ET.Element) -> Told:
    """Return one element as a row."""
    get = row.attrib
    other = get.get("address", get.get("number", "")).split("~")[0]
    if re.fullmatch(r"0\d{10}", other):
        other = f"+44{other[1:]}"
    kind = get.get("type", get.get("msg_box", ""))
    texts = [part.attrib["text"] for part in row.iter("part") if part.attrib["ct"] == "text/plain"]
    moment = datetime.fromtimestamp(int(get["date"]) / 1000, tz=UTC).astimezone(LONDON)
    inbound = kind == "1" if row.tag != "call" else kind != DIALLED
    shown = tuple(("picture", part.attrib["cl"]) for part in row.iter("part") if "data" in part.attrib)
    words = get.get("body", "".join(texts))
    return Told(row.tag, moment, other, inbound, kind, words, (*get.items(), *shown))


def stated(head: str) -> dict[str, list[str]]:
    """Return the README table whose first heading is `head`: first cell to the others."""
    table = (SAMPLES / "README.md").read_text(encoding="utf-8").split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in line.strip(" |").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in rows if len(row) > 1}


def after(row: Told, *numbers: str) -> bool:
    """Say whether a row came from one of these numbers once the notice was read."""
    return row.inbound and row.other in numbers and row.at >= NOTICE


def call(kind: str) -> Callable[[Told], bool]:
    """Return the question whether a row is a call of Android's type `kind`."""
    return lambda row: row.tag == "call" and row.kind == kind


def draft(row: Told) -> bool:
    """Say whether a row is a message that was never sent."""
    return row.tag == "sms" and row.kind == DRAFT


def sent(row: Told) -> bool:
    """Say whether the keeper sent it, or dialled."""
    return not row.inbound and not draft(row) and row.tag != "app"


def picture(row: Told) -> bool:
    """Say whether a picture came with it: in a part of its own, or as a file that it names."""
    return any(key == "picture" for key, _value in row.attributes)


QUESTIONS: dict[str, Callable[[Told], bool]] = {
    "rows": bool,
    "SMS": lambda row: row.tag == "sms",
    "MMS": lambda row: row.tag == "mms",
    "calls": lambda row: row.tag == "call",
    "in WhatsApp": lambda row: row.tag in {"chat", "app"},
    "received": lambda row: row.inbound,
    "sent or dialled": sent,
    "drafts, never sent": draft,
    "written by the app itself": lambda row: row.tag == "app",
    "with a picture": picture,
    "with A. Reyes, +44 7700 900355": lambda row: row.other == HIM,
    "with A. Reyes, +44 7700 900871": lambda row: row.other == HIM2,
    "with A. Reyes, by that name": lambda row: row.tag == "chat",
    "with his sister, +44 7700 900618": lambda row: row.other == SISTER,
    "number hidden": lambda row: row.other in HIDDEN,
    "with people who have no part in it": lambda row: row.other not in {*THEIRS, SISTER, *HIDDEN},
    "received from A. Reyes after the notice was read": lambda row: after(row, *THEIRS),
    "received from his sister after the notice was read": lambda row: after(row, SISTER),
    "received from A. Reyes after the notice, naming Leo": lambda row: (
        after(row, *THEIRS) and "Leo" in row.words
    ),
    "sent to A. Reyes after the notice was read": lambda row: (
        row.other in THEIRS and row.at >= NOTICE and sent(row)
    ),
    "calls answered": call("1"),
    "calls dialled": call("2"),
    "calls missed": call("3"),
    "calls gone to voicemail": call("4"),
    "calls rejected": call("5"),
    "calls blocked": call("6"),
}
