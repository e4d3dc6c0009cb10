"""A receipt speaks only of a head that this book had, and of a time only where an outsider gave one."""

import base64
import quopri
from datetime import UTC, datetime
from email.message import Message
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.crypto.timestamps import query
from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger.heads import head_text, imprint
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.receipts import LONGEST_NAME, Outside, read_receipt
from tests.authority import NAME, Authority

VAULT = bytes(range(16))
HEADS = [Head(count, sha256(bytes([count])).digest()) for count in range(6)]
TEXT = head_text(VAULT, HEADS[3])
RECEIVED = b"Received: from a.example.org by mx.example.net; Tue, 31 Mar 2026 17:40:07 +0100\n"
AT = int(datetime(2026, 3, 31, 16, 40, 7, tzinfo=UTC).timestamp() * 1000)
FROM = b"From: J. Alvarez <j@example.org>\n"


def read(data: bytes, of: int | None = None) -> Outside | None:
    """What a file says to the book of HEADS."""
    return read_receipt(data, VAULT, HEADS, of)


def mail(body: bytes, *, before: bytes = RECEIVED + FROM) -> bytes:
    """A message."""
    return before + b"Subject: Re: head\n\n" + body


def quoted(body: bytes) -> bytes:
    """As an answer quotes what it answers."""
    return b"Kept.\n\n" + b"".join(b"> " + line + b"\n" for line in body.splitlines())


SAID = Outside("email", HEADS[3], AT, "J. Alvarez <j@example.org>")
MESSAGES = {
    "as it is": mail(TEXT),
    "with the line ends of mail": mail(TEXT).replace(b"\n", b"\r\n"),
    "quoted": mail(quoted(TEXT)),
    "quoted twice": mail(quoted(quoted(TEXT))),
    "as html": mail(b"<p>" + TEXT.replace(b"\n", b"<br>\n").replace(b" ", b"&nbsp;", 4).replace(
        b"recordkeeper&nbsp;head&nbsp;v1", b"recordkeeper head v1") + b"</p>"),
    "wrapped": mail(TEXT.replace(b"head ", b"head\n").replace(b"recordkeeper head\n", b"recordkeeper head ")),
    "in base64": mail(
        base64.encodebytes(TEXT), before=RECEIVED + FROM + b"Content-Transfer-Encoding: base64\n"
    ),
    "quoted-printable": mail(
        quopri.encodestring(quoted(TEXT)),
        before=RECEIVED + FROM + b"Content-Transfer-Encoding: quoted-printable\n",
    ),
    "as an attachment": mail(
        b"--x\nContent-Type: text/plain\n\nKept.\n--x\nContent-Type: application/octet-stream\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(TEXT) + b"--x--\n",
        before=RECEIVED + FROM + b"Content-Type: multipart/mixed; boundary=x\n",
    ),
    "from an mbox": b"From j@example.org Tue Mar 31 17:40:07 2026\n" + mail(TEXT),
    "several of one thread": mail(TEXT + quoted(head_text(VAULT, HEADS[1]))),
}  # fmt: skip


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_a_mailed_head_is_found_however_mail_programs_dress_it(message: bytes) -> None:
    """Of several the largest is meant; the time is that of the topmost server."""
    assert read(message) == SAID


def test_what_the_keeper_sent_has_no_time_but_the_keepers() -> None:
    """A copy from the folder of sent mail was dated by no server: it is a file like another."""
    own = mail(TEXT, before=FROM + b"Date: Tue, 31 Mar 2026 17:40:07 +0100\n")
    assert read(own) == Outside("scan", HEADS[3], None, "J. Alvarez <j@example.org>")
    unread = mail(TEXT, before=b"Received: from a by b; sometime\n")
    assert read(unread) == Outside("scan", HEADS[3], None, "")


def test_a_server_that_does_not_tell_its_zone_tells_utc() -> None:
    """As "-0000" says (RFC 5322 §3.3)."""
    found = read(mail(TEXT, before=RECEIVED.replace(b"17:40:07 +0100", b"16:40:07 -0000")))
    assert found is not None
    assert found.at == AT


def test_a_name_is_told_as_it_is_meant_and_not_without_end() -> None:
    """Encoded words are decoded, wrong ones left as they stand, long ones cut."""
    names = {
        b"=?utf-8?q?J=C3=A1n?= <j@example.org>": "Ján <j@example.org>",
        b"=?no-such?q?J=C3?= <j@example.org>": "=?no-such?q?J=C3?= <j@example.org>",
        b"A\n B <j@example.org>": "A B <j@example.org>",
        b"x" * 999: "x" * LONGEST_NAME,
    }
    for written, told in names.items():
        found = read(mail(TEXT, before=RECEIVED + b"From: " + written + b"\n"))
        assert found is not None
        assert found.witness == told


def test_a_file_that_says_nothing_of_a_head_is_for_the_keeper_to_explain() -> None:
    """A photograph of a signed page, a message without the head, words without a field, nothing at all."""
    for data in (b"\x89PNG\r\n\x1a\n", mail(b"I have it."), b"seen by me", TEXT, b""):
        assert read(data) is None


def test_the_head_of_another_record_is_refused() -> None:
    """And one of another count than said."""
    other = head_text(bytes(16), HEADS[3])
    with pytest.raises(BadInput, match="the head of another record"):
        read(mail(other))
    with pytest.raises(BadInput, match="or of another count"):
        read(mail(TEXT), of=2)
    assert read(mail(TEXT), of=3) == SAID
    assert read(mail(other + TEXT)) == SAID


@pytest.mark.parametrize("head", [Head(3, HEADS[2].link), Head(60, HEADS[3].link)], ids=["other", "longer"])
def test_a_head_that_this_record_never_had_is_an_alarm(head: Head) -> None:
    """This record gave it out and knows nothing of it: entries are gone, or it was rebuilt."""
    with pytest.raises(
        IntegrityError, match=f"after {head.count} entries that this record never had"
    ) as error:
        read(mail(head_text(VAULT, head) + TEXT))
    assert error.value.advice.endswith("rk verify FILE")


def test_a_time_stamp_is_of_the_head_it_is_over(authority: Authority) -> None:
    """A real authority's answer; the head found, or checked against the count said; any other refused."""
    reply = authority.reply(query(imprint(VAULT, HEADS[3])))
    for of in (None, 3):
        found = read(reply, of)
        assert found is not None
        assert (found.type, found.head, found.witness) == ("rfc3161", HEADS[3], NAME)
    with pytest.raises(BadInput, match="something else than the head of 2 entries"):
        read(reply, 2)
    with pytest.raises(BadInput, match="something else than a head of this record"):
        read(authority.reply(query(sha256(b"another thing").digest())))


def test_a_broken_reply_is_not_kept_as_a_picture(authority: Authority) -> None:
    """It looks like a proof and is none."""
    reply = authority.reply(query(imprint(VAULT, HEADS[3])))
    with pytest.raises(BadInput, match="cut short or damaged"):
        read(reply[:-1])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*MESSAGES.values(), b"--x\n", b"Content-Type: multipart/mixed; boundary=x\n"]),
        max_size=3,
    ),
    st.binary(max_size=30),
    st.integers(0, 600),
)
def test_no_message_makes_it_fail(pieces: list[bytes], more: bytes, place: int) -> None:
    """Cut, doubled, nested, with bytes put in: a head of this book, nothing, or a refusal."""
    data = b"".join(pieces)
    for one in (data[:place] + more + data[place:], data[:place] + data):
        try:
            found = read(one)
        except (BadInput, IntegrityError):
            continue
        assert found is None or found.head in HEADS


def test_a_message_too_deep_to_be_read_is_left_to_the_keeper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts within parts without end."""

    def endless(_message: Message) -> None:
        raise RecursionError

    monkeypatch.setattr(Message, "walk", endless)
    assert read(mail(TEXT)) is None
