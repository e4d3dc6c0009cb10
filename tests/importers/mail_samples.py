"""Mails made to order, and mailboxes of them, for what is asked of every importer."""

from recordkeeper.importers.importer import Said
from recordkeeper.importers.mail.export import EMail
from tests.importers.any_importer import Sample

IMPORTER = EMail()
ME, THEM, OTHER = "keeper@example.org", "them@example.com", "other@example.net"
SAID = Said(me=(ME,))
ARRIVED = "from mx.example.com by mx.example.org; Mon, 4 Mar 2024 10:00:09 +0100"
HEADER = {
    "Received": ARRIVED,
    "From": f"Them There <{THEM}>",
    "To": ME,
    "Date": "Mon, 4 Mar 2024 09:00:05 +0000",
    "Subject": "the keys",
    "Message-ID": "<1@example.com>",
}
GOOGLE = b"From 1723456789012345678@xxx Mon Mar 04 09:00:09 +0000 2024\r\n"
UNIX = b"From them@example.com Mon Mar  4 09:00:09 2024\n"


def mail(body: bytes | str = "where are they\n", end: bytes = b"\n", /, **header: str | None) -> bytes:
    """One mail; a field's name with "_" for "-", and None for a field that is left out."""
    named = {name.replace("_", "-"): value for name, value in header.items()}
    fields = {name: value for name, value in (HEADER | named).items() if value is not None}
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items()) + "\n"
    text = body if isinstance(body, bytes) else body.encode()
    return lines.encode().replace(b"\n", end) + text


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "=_b", **header: str | None) -> bytes:
    """A mail of several parts."""
    body = joined(*parts, boundary=boundary)
    return mail(body, Content_Type=f'multipart/{kind}; boundary="{boundary}"', **header)


def joined(*parts: bytes, boundary: str = "=_b") -> bytes:
    """Parts one after another, as the body of a multipart."""
    mark = boundary.encode()
    return b"".join(b"--%b\n%b\n" % (mark, one) for one in parts) + b"--%b--\n" % mark


def part(body: bytes | str, kind: str = "text/plain; charset=utf-8", **header: str) -> bytes:
    """One part."""
    fields = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in header.items()}
    text = body if isinstance(body, bytes) else body.encode()
    return "".join(f"{name}: {value}\n" for name, value in fields.items()).encode() + b"\n" + text


def mbox(*mails: bytes, line: bytes = UNIX) -> bytes:
    """A mailbox of them."""
    return b"".join(line + one + b"\n" * (1 + (not one.endswith(b"\n"))) for one in mails)


RICH = multipart(
    joined(
        part("plain שלום 👨‍👩‍👧\n"),
        part("<p>plain <b>page</b></p>", "text/html"),
        boundary="in",
    ).join((b'Content-Type: multipart/alternative; boundary="in"\n\n', b"")),
    part(
        b"QUJD",
        "image/png",
        Content_Transfer_Encoding="base64",
        Content_Disposition="attachment; filename=p.png",
    ),
    part(b"QU", "image/png", Content_Transfer_Encoding="base64"),
    part(mail("inner\n"), "message/rfc822"),
    DKIM_Signature="v=1; d=example.com; bh=x",
)


def samples() -> list[Sample]:
    """One mail; an mbox of two kinds; a Maildir; a folder of saved mails."""
    maildir = {
        "Maildir/cur/1709.M1P2.host:2,S": mail(),
        "Maildir/new/1709.M1P3.host": mail(From=None),
        "Maildir/tmp/1709.M1P4.host": mail()[:50],
        "Maildir/cur/1709.M1P5.host:2,": b"\x00\x01",
        "Maildir/.Sent/cur/1709.M1P6.host:2,DS": mail(From=f"<{ME}>", To=f"{THEM}, {OTHER}"),
        "Maildir/dovecot.index": b"\x07",
    }
    folder = {
        "a.eml": mail(),
        "b.eml": mail(Date="nonsense", Received=None),
        "c.eml": b"",
        "list.csv": b"a,b\n",
        "d/e.eml": mail("<p>hello", Content_Type="text/html"),
    }
    takeout = {
        "Takeout/archive_browser.html": b"<html>",
        "Takeout/Mail/All mail.mbox": mbox(
            mail(X_Gmail_Labels="Inbox,Unread"), mail(X_Gmail_Labels="Sent", From=ME), line=GOOGLE
        ),
    }
    return [
        Sample(IMPORTER, {"": RICH}, 1, SAID, "one.eml"),
        Sample(IMPORTER, {"": mail(b"two\r\nlines\r\n", b"\r\n")}, 1),
        Sample(
            IMPORTER, {"": mbox(RICH, mail("\n>From here\n"), mail("words\n\nFrom now on, 1 May\n"))}, 3, SAID
        ),
        Sample(IMPORTER, takeout, 2, SAID),
        Sample(IMPORTER, maildir, 5, SAID),
        Sample(IMPORTER, folder, 4, SAID),
    ]
