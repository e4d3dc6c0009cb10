"""Tables as iMazing, iExplorer, carriers and Windows tools write them, with people made up."""

from recordkeeper.importers.importer import Said
from recordkeeper.importers.tables.export import CsvExport
from tests.importers.any_importer import Sample
from tests.importers.materials import Reading, folder, lone, sort_out

IMPORTER = CsvExport()
ALEX = "+12025550143"
UUID = "AB123456-7890-ABCD-EF12-34567890ABCD"
MESSAGES_13 = (
    "Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Replying to,Subject,Text,Reactions,"
    "Attachment,Attachment type\n"
)
MESSAGES_14 = (
    "Chat Session,Message Date,Delivered Date,Read Date,Service,Type,Sender ID,Sender Name,Status,"
    "Replying to,Subject,Text,Attachment,Attachment type\n"
)
MESSAGES_15 = MESSAGES_14.replace("Read Date,", "Read Date,Edited Date,")
WHATSAPP = (
    "Chat Session,Message Date,Sent Date,Type,Sender ID,Sender Name,Status,Forwarded,Replying to,Text,"
    "Reactions,Attachment,Attachment type,Attachment info\n"
)
CALLS = "Call type,Date,Duration,Number,Contact,Location,Service\n"
IEXPLORER = '"Contact","Number","Date","Duration","Call Type","Unformatted Number","Number Geo Description"\n'
BILL = {"date": "Date", "time": "Time", "number": "Number", "direction": "Direction", "duration": "Minutes"}
BILL_SAID = Said(zone="Europe/London", columns=BILL)
LONDON = Said(zone="Europe/London", zone_stated=True)


def read(table: str | bytes, said: Said = LONDON, name: str = "export") -> Reading:
    """Read one table."""
    return sort_out(IMPORTER, lone(table if isinstance(table, bytes) else table.encode(), name), said)


def read_folder(files: dict[str, bytes], said: Said = LONDON) -> Reading:
    """Read a folder."""
    return sort_out(IMPORTER, folder(files), said)


def message(
    words: str, kind: str = "Incoming", *, session: str = "Alex Doe", sender: str = ALEX, **more: str
) -> str:
    """A row of `MESSAGES_15`."""
    date, name = more.get("date", "2025-07-01 10:00:00"), more.get("sender_name", "Alex Doe")
    edited, service = more.get("edited", ""), more.get("service", "iMessage")
    if kind != "Incoming":
        sender = name = ""
    quoted = '"' + words.replace('"', '""') + '"'
    end = f"{more.get('attachment', '')},{more.get('attachment_type', '')}"
    start = f"{session},{date},,,{edited},{service},{kind},{sender},{name},{more.get('status', 'Read')}"
    return f"{start},,{more.get('subject', '')},{quoted},{end}\n"


def _messages() -> str:
    """Every kind of row, and every way of being broken."""
    return MESSAGES_15 + "".join(
        (
            message('He said "no", twice\r\nand left'),
            message("שלום 👨\u200d👩\u200d👧", "Outgoing", status="Not Delivered"),
            message("Alex Doe left the conversation", "Notification"),
            message("changed", edited="2025-07-01 10:05:00", attachment="a.jpg", attachment_type="Image"),
            message('=HYPERLINK("https://example.org","x")', session="Alex & Sam", sender_name="Alex"),
            message("to all", "Outgoing", session="Alex & Sam", date="2025-07-01T10:00:00.000Z"),
            message("?", "Sideways"),
            "only,three,cells\n",
            message("too wide").replace("\n", ",and,more\n"),
            'Alex Doe,2025-07-01 10:00:00,,,,SMS,Incoming,,,,,,"never closed,,\n',
            message("still here"),
            "\n,,,,,,,,,,,,,,\n",
        )
    )


def _whatsapp() -> str:
    """A trace of a block, and two pictures."""
    return (
        WHATSAPP
        + "Alex,2023-12-03 12:33:30,,Notification,,,,,,You blocked this contact,,,,\n"
        + f"Alex,2023-12-03 12:34:00,,Incoming,{ALEX},Alex,Read,,,Why?,,photo.jpg,Image,\n"
        + "Alex,2023-12-03 12:35:00,,Outgoing,,,Read,,,,,,Image,\n"
    )


def _calls() -> str:
    """Calls of four services."""
    return CALLS + "".join(
        (
            f"Incoming,2024-03-15 14:30:00,00:02:45,{ALEX},Alex Doe,United States,Phone: {ALEX}\n",
            "Missed,2024-03-15 14:31,00:00:00,,,,FaceTime Audio\n",
            f"Outgoing,2024-03-15 15:00:00,00:01:00,{UUID},Alex Doe,,Signal Audio\n",
            "Cancelled,2024-03-15 15:00:00,,Daily Meeting,Daily Meeting,,Teams Audio\n",
        )
    )


def samples() -> list[Sample]:
    """One of every table, with every kind of row."""
    bill = (
        "\ufeffDate;Time;Number;Direction;Minutes\r\n"
        "25/03/2024;10:05;+44 7700 900355;Incoming;5\r\n"
        "03/04/2024;22:10;+44 7700 900355;Out;1\r\nTotal;;;;6\r\n"
    )
    iexplorer = IEXPLORER + f'"Alex Doe","{ALEX}","2017-06-02 09:45:48","1:43","Incoming","2025550143","x"\n'
    both = {
        "Messages/Alex/Messages - Alex.csv": _messages().encode(),
        "Messages/Alex/2025-07-01 10 00 00 - Alex Doe - a.jpg": b"\xff\xd8\xff picture",
        "Calls.csv": _calls().encode(),
        "Contacts.csv": b"First Name,Birthday\nAlex,1990-01-01\n",
    }
    return [
        Sample(IMPORTER, {"": b"\xef\xbb\xbf" + _messages().encode()}, 11, LONDON, "Messages.csv"),
        Sample(IMPORTER, {"": _whatsapp().replace(",", "\t").encode("utf-16")}, 3, LONDON),
        Sample(IMPORTER, {"": _calls().replace("\n", "\r").encode()}, 4, LONDON),
        Sample(IMPORTER, {"": iexplorer.encode()}, 1, LONDON),
        Sample(IMPORTER, {"": bill.encode("utf-16-be")}, 3, BILL_SAID),
        Sample(IMPORTER, both, 15, LONDON, "iMazing"),
    ]
