"""Files sent with Apple's messages are a message's own or nobody's."""

from tests.importers.apple_databases import MESSAGES, attached, insert, message, messages
from tests.importers.materials import folder, lone, sort_out


def test_files_that_are_not_there_are_named() -> None:
    """An attachment is named, typed, and said to be absent; what only shows a link's preview is left out."""
    path = "~/Library/Messages/Attachments/ab/11/GUID-A/IMG_0001.jpeg"
    raw = messages(
        message(1, "\ufffc"),
        attached(1, 1, filename=path),
        attached(1, 2, transfer_name="IMG_2.heic", filename="x/y", mime_type=None),
        attached(1, 3, transfer_name="A-1.pluginPayloadAttachment"),
        [insert("message_attachment_join", message_id=1, attachment_id=99)],
    )
    found = sort_out(MESSAGES, lone(raw)).only
    assert [(part.name, part.type, part.absent) for part in found.media] == [
        ("IMG_0001.jpeg", "image/jpeg", True),
        ("IMG_2.heic", "", True),
        ("", "", True),
    ]
    assert all(part.reason for part in found.media)
    assert found.contact.flags == ()


def test_files_beside_the_database_are_found_by_path() -> None:
    """A file is a message's by its path, in a Mac's folder or a backup, or by a name and size of its own."""
    mac, phone = (
        "~/Library/Messages/Attachments/ab/11/GUID-A/IMG_1.jpeg",
        "~/Library/SMS/Attachments/0/1/G/IMG_2.jpeg",
    )
    raw = messages(
        message(1, "\ufffc"),
        attached(1, 1, filename=mac),
        attached(1, 2, filename=phone),
        attached(1, 3, filename="/elsewhere/IMG_3.jpeg", total_bytes=5),
        attached(1, 4, filename="/elsewhere/IMG_4.jpeg", total_bytes=5),
        attached(1, 5, filename="/elsewhere/IMG_5.jpeg", total_bytes=5),
        attached(1, 6, filename=None),
    )
    files = {
        "chat.db": raw,
        "Attachments/ab/11/GUID-A/IMG_1.jpeg": b"right",
        "Attachments/ab/11/GUID-B/IMG_1.jpeg": b"wrong",
        # SHA-1 of "MediaDomain-Library/SMS/Attachments/0/1/G/IMG_2.jpeg"
        "9d/9da7ab52de4d605e3fab4455e9873feb2e07820e": b"phone",
        "flat/IMG_3.jpeg": b"size!",
        "flat/IMG_4.jpeg": b"other size",
        "flat/IMG_5.jpeg": b"same!",
        "flat2/IMG_5.jpeg": b"same?",
    }
    found = sort_out(MESSAGES, folder(files)).only
    assert [part.member for part in found.media] == [
        "Attachments/ab/11/GUID-A/IMG_1.jpeg",
        "9d/9da7ab52de4d605e3fab4455e9873feb2e07820e",
        "flat/IMG_3.jpeg",
        None,
        None,
        None,
    ]
