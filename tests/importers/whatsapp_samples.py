"""Made-up chats as WhatsApp exports them, for its own tests and for what is asked of every importer."""

from datetime import UTC, datetime

from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from recordkeeper.importers.whatsapp.export import WhatsApp
from tests.importers.any_importer import Sample
from tests.importers.materials import Reading, lone, sort_out

IMPORTER = WhatsApp()
NAME = "WhatsApp Chat with Alex.txt"
ME = Said(me=("Sam",))
ENCRYPTED = "Messages and calls are end-to-end encrypted. Only people in this chat can read them."
LRM = "\u200e"
FAMILY = "👨\u200d👩\u200d👧"
HEBREW = "\u200fשלום\u200f, מה שלומך"  # noqa: RUF001 -- another alphabet


def android(*records: str, day: str = "25/03/24") -> bytes:
    """A chat as Android writes it: one message a minute, line feeds only."""
    return "".join(f"{day}, {9 + n // 60:02}:{n % 60:02} - {one}\n" for n, one in enumerate(records)).encode()


def iphone(*records: str, day: str = "25/03/2024") -> bytes:
    """A chat as an iPhone writes it: seconds, CRLF after a message and line feeds inside."""
    return "".join(
        f"[{day}, 09:{n // 60:02}:{n % 60:02}] {one}\r\n" for n, one in enumerate(records)
    ).encode()


def read(raw: bytes, said: Said = ME, name: str = NAME) -> Reading:
    """Read a lone chat."""
    return sort_out(IMPORTER, lone(raw, name), said)


def words(reading: Reading) -> list[str | None]:
    """The words of every record."""
    return [one.contact.words for one in reading.found]


def flagged(reading: Reading, flag: str) -> list[int]:
    """The numbers of the records that bear a flag."""
    return [one.element for one in reading.found if flag in one.contact.flags]


def at(*local: int) -> int:
    """Milliseconds UTC of a time in UTC."""
    year, month, day, *clock = local
    return int(datetime(year, month, day, *clock, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc, arg-type]


ANDROID = android(
    ENCRYPTED,
    "Alex: where are you",
    f"Sam: {FAMILY} {HEBREW}",
    "Alex: two\nlines\n\nand a third",
    "Alex: <Media omitted>",
    "Alex: This message was deleted",
    "Sam: see you <This message was edited>",
    "Alex: IMG-20240325-WA0001.jpg (file attached)\nlook at this",
    "Missed voice call",
    "You blocked this contact. Tap to unblock.",
    "Alex:",
    "Alex: hello\n24/03/24, 09:00 - Sam: I never wrote this\n[26/03/2024, 09:00:00] Robin: nor this",
)
IPHONE = iphone(
    f"Alex: {LRM}{ENCRYPTED}",
    "Alex: where are you",
    "Sam: one\n[25/03/2024, 08:00:00] Alex: forged\nlast",
    f"{LRM}Alex: no",
    f"Alex: {LRM}<attached: 00000004-PHOTO-2024-03-25-09-00-04.jpg>",
    f"Alex: {LRM}Missed voice call, {LRM}Tap to call back",
    f"Sam: {LRM}Video call, {LRM}1 hr 5 min",
    f"Alex: {LRM}image omitted",
    f"Alex: {LRM}You unblocked this contact.",
    f"Alex: {LRM}Location: https://maps.example.org/?q=1,2",
)
ARABIC = "".join(
    f"\u200f٢٥\u200f/٣\u200f/٢٠٢٤، {hour}:١٥ {half} - أليكس: مرحبا\n"  # noqa: RUF001 -- another alphabet
    for hour, half in (("١٠", "ص"), ("١١", "م"))  # noqa: RUF001 -- another alphabet
).encode()
TWELVE = "".join(
    f"3/{day}/24, {time} - Alex: hi\n"
    for day, time in ((25, "9:15\u202fAM"), (25, "12:05\u202fPM"), (26, "12:05\u202fAM"))
).encode()


def samples() -> list[Sample]:
    """Both phones, several styles, alone and with files."""
    small = Limits(line=200, record=400)
    return [
        Sample(IMPORTER, {"": ANDROID}, 14, ME, NAME),
        Sample(IMPORTER, {"": IPHONE}, 10, ME, "_chat.txt"),
        Sample(IMPORTER, {"": b"\xef\xbb\xbf" + ARABIC}, 2),
        Sample(IMPORTER, {"": TWELVE}, 3),
        Sample(IMPORTER, {"": android("Alex: a", f"Alex: {'long ' * 99}", "Sam: b")}, 3, Said(limits=small)),
        Sample(
            IMPORTER,
            {"_chat.txt": IPHONE, "00000004-PHOTO-2024-03-25-09-00-04.jpg": b"\xff\xd8\xff picture"},
            10,
            name="WhatsApp Chat - Alex",
        ),
    ]
