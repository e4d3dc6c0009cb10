"""Mails as contacts: who, when, words and files."""

import base64
import quopri
from dataclasses import replace
from typing import Any

import pytest

from recordkeeper.importers import own_names
from recordkeeper.importers.importer import Found, Said
from recordkeeper.importers.mail import notes as mail_notes
from tests.importers.mail_samples import (
    ARRIVED,
    IMPORTER,
    ME,
    OTHER,
    RICH,
    SAID,
    THEM,
    mail,
    mbox,
    multipart,
    part,
)
from tests.importers.materials import Reading, lone, sort_out

NOBODY = Said()
AT_SERVER, AT_SENDER = 1_709_542_809_000, 1_709_542_805_000


def read(raw: bytes, said: Said = SAID) -> Reading:
    """Everything that comes out of a lone file."""
    return sort_out(IMPORTER, lone(raw, "one.eml"), said)


def only(raw: bytes, said: Said = SAID) -> Found:
    """The one mail in it."""
    return read(raw, said).only


def test_a_mail_is_a_contact() -> None:
    """Who wrote, under which name, when it came in and was sent, what it says, and where it stands."""
    raw = mail()
    found = only(raw)
    contact = found.contact
    assert (contact.direction, contact.channel, contact.medium) == ("in", "email", "")
    assert (contact.identifier, contact.shown_name, contact.group) == (THEM, "Them There", ())
    assert (contact.subject, contact.words, contact.flags) == ("the keys", "where are they\n", ())
    assert (contact.when.at, contact.when.clock, contact.when.basis) == (AT_SERVER, "server", "offset")
    assert contact.when.written == "Mon, 4 Mar 2024 10:00:09 +0100"
    assert (contact.when.offset, contact.sent_at) == (3600, AT_SENDER)
    assert (found.native_id, found.start, found.end, found.element) == ("<1@example.com>", 0, len(raw), 1)
    assert found.offset is None


def test_a_mail_by_the_keeper_goes_out() -> None:
    """It is dated by the keeper's own device; the first it went to is the other side, the rest the group."""
    raw = mail(From=f"Me <{ME.upper()}>", To=f"{THEM}, {ME}", Cc=OTHER)
    contact = only(raw).contact
    assert (contact.direction, contact.identifier, contact.group) == ("out", THEM, (OTHER,))
    assert contact.flags == ("group",)
    assert (contact.when.at, contact.when.clock, contact.sent_at) == (AT_SENDER, "own-device", None)


@pytest.mark.parametrize(
    ("fields", "said", "expected"),
    [
        ({"Sender": ME}, SAID, ("out", ME, (), ())),
        ({"From": ME, "To": None}, SAID, ("out", "", (), ())),
        ({"From": None}, SAID, ("in", "", (), ())),
        ({"From": None, "Sender": OTHER}, SAID, ("in", OTHER, (), ())),
        ({"To": f"{ME}, {OTHER}"}, SAID, ("in", THEM, (ME, OTHER), ("group",))),
        ({"To": f"{ME}, {THEM}"}, SAID, ("in", THEM, (), ())),
        ({"To": None, "Bcc": ME}, SAID, ("in", THEM, (), ())),
        ({}, NOBODY, ("in", THEM, (), ("sender-unsaid",))),
        ({}, Said(me=("+12025550100",)), ("in", THEM, (), ("sender-unsaid",))),
        ({"To": f"{ME}, {OTHER}"}, NOBODY, ("in", THEM, (ME, OTHER), ("group", "sender-unsaid"))),
        ({"X_Gmail_Labels": "Opened,Sent", "To": OTHER}, NOBODY, ("out", OTHER, (), ())),
        ({"X_Gmail_Labels": "Sent", "To": OTHER}, SAID, ("out", OTHER, (), ())),
        ({"X_Gmail_Labels": "Sent"}, SAID, ("in", THEM, (), ())),
        ({"X_Gmail_Labels": "Drafts"}, NOBODY, ("out", ME, (), ("not-sent",))),
    ],
)
def test_direction_is_by_address_or_by_what_the_mailbox_says(
    fields: dict[str, Any], said: Said, expected: tuple[object, ...]
) -> None:
    """Who is the keeper decides, then where the mailbox has the mail; else it is said that nobody said."""
    contact = only(mail(**fields), said).contact
    assert (contact.direction, contact.identifier, contact.group, contact.flags) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Received": None}, (AT_SENDER, "sender", None)),
        ({"Received": "by mx.example.org, and no date"}, (AT_SENDER, "sender", None)),
        ({"Date": None}, (AT_SERVER, "server", None)),
        ({"Date": "yesterday"}, (AT_SERVER, "server", None)),
        ({"Date": "Mon, 4 Mar 2024 09:00:05"}, (AT_SERVER, "server", None)),
        ({"Date": "Thu, 1 Jan 1970 00:00:00 +0000"}, (AT_SERVER, "server", None)),
        ({"Date": None, "From": ME}, (AT_SERVER, "server", None)),
        ({"Date": "Thu, 1 Jan 1970 00:00:00", "From": ME}, (AT_SERVER, "server", None)),
        ({"Date": None, "Received": None}, (None, "sender", None)),
        ({"Date": None, "Received": None, "From": ME}, (None, "own-device", None)),
    ],
)
def test_the_best_clock_is_used(fields: dict[str, Any], expected: tuple[object, ...]) -> None:
    """The provider's for what came in, the keeper's own for what went out; whose it was is told."""
    contact = only(mail(**fields)).contact
    assert (contact.when.at, contact.when.clock, contact.sent_at) == expected
    assert ("time-unreadable" in contact.flags) == (expected[0] is None)


def test_only_the_topmost_received_is_believed() -> None:
    """Those below were there before the mail reached the keeper's provider, and could be anything."""
    raw = mail(Received="by a.example.org; nonsense").replace(
        b"\nFrom", f"\nReceived: {ARRIVED}\nFrom".encode(), 1
    )
    assert only(raw).contact.when.clock == "sender"


def test_words_are_the_text_and_never_trimmed() -> None:
    """Line ends, blanks, marks of direction and joined emoji stay as they came, in whatever encoding."""
    text = " \r\n\u200fשלום 👨‍👩‍👧  \r\n\r\n"  # noqa: RUF001 -- not an "l"
    packings = (
        ("8bit", text.encode()),
        ("base64", base64.encodebytes(text.encode())),
        ("quoted-printable", quopri.encodestring(text.replace("\r", "").encode()).replace(b"\n", b"\r\n")),
    )
    for encoding, packed in packings:
        kind = {"Content_Type": "text/plain; charset=utf-8", "Content_Transfer_Encoding": encoding}
        contact = only(mail(packed, b"\r\n", **kind)).contact
        assert (contact.words, contact.flags) == (text, ())


@pytest.mark.parametrize(
    ("charset", "raw", "words", "flags"),
    [
        ("iso-8859-2", b"\xb1", "ą", ()),
        ("windows-1255", b"\xf9", "ש", ()),
        ("gb2312", b"\x81\x40", "丂", ()),
        ("us-ascii", "né".encode(), "né", ()),
        ("x-unknown", "né".encode(), "né", ()),
        ("x-unknown", b"n\xe9", "né", ("repaired",)),
        ("utf-8", b"n\xe9", "né", ("repaired",)),
        ("iso-8859-1", b"it\x92s", "it’s", ("repaired",)),
        ("shift_jis", "né\u200d".encode(), "né\u200d", ("repaired",)),
        ("shift_jis", b"\xff\xffa", "\ufffd\ufffda", ("repaired",)),
        ("zlib", b"x\x9c", "xœ", ("repaired",)),
        ("idna", b"a", "a", ()),
        ("é" * 3 + "x" * 90, b"a", "a", ()),
        ("utf-7", b"+2AA-", "\ufffd", ("repaired",)),
    ],
)
def test_a_character_set_is_read_or_it_is_said_that_it_is_not(
    charset: str, raw: bytes, words: str, flags: tuple[str, ...]
) -> None:
    """Wrong and unknown ones are read as what the bytes look like, and flagged where that was a guess."""
    contact = only(mail(raw, Content_Type=f"text/plain; charset={charset}")).contact
    assert (contact.words, contact.flags) == (words, flags)


def test_everything_beside_the_words_is_a_file() -> None:
    """The page, the picture, the damaged picture with its reason, and the whole mail inside this one."""
    found = only(RICH)
    assert found.contact.words == "plain שלום 👨‍👩‍👧\n"
    assert found.contact.flags == ("part-unreadable",)
    page, picture, damaged, inner = found.media
    assert (page.type, page.data) == ("text/html", b"<p>plain <b>page</b></p>")
    assert (picture.name, picture.type, picture.data) == ("p.png", "image/png", b"ABC")
    assert (damaged.data, damaged.reason) == (None, "its base64 is damaged")
    assert (inner.type, inner.data) == ("message/rfc822", mail("inner\n"))


def test_a_page_alone_gives_its_text() -> None:
    """The text is given, the page is kept, and both are said; nothing that only runs or styles is words."""
    page = "<style>p{}</style><p>one&nbsp;&amp;\n two</p><br>th<td>ree<script>four()</script><img src='http://example.com/x'>"
    reading = read(mail(page, Content_Type="text/html; charset=utf-8"))
    assert reading.only.contact.words == "one\u00a0& two\n\nth ree"
    assert reading.only.media[0].data == page.encode()
    assert "only a page of HTML: 1" in reading.notes[0].words


@pytest.mark.parametrize(
    ("parts", "kind", "words"),
    [
        ([part("a\n"), part("<p>b", "text/html")], "alternative", "a\n"),
        ([part(" \n"), part("<p>b", "text/html")], "alternative", "b"),
        ([part("<p>b", "text/html"), part("footer\n")], "mixed", "b\nfooter\n"),
        ([part("a"), part("b")], "mixed", "a\nb"),
        ([part(" "), part("\n")], "mixed", " \n\n"),
        ([part("a"), part("b", Content_Disposition='attachment; filename="b.txt"')], "mixed", "a"),
        ([part("x", "image/png")], "mixed", None),
    ],
)
def test_which_parts_are_words(parts: list[bytes], kind: str, words: str | None) -> None:
    """Of alternatives the text; a page that stands alone beside a footer; nothing that is attached."""
    built = multipart(*(one + b"\n" for one in parts), kind=kind).replace(b"\n\n--=_b", b"\n--=_b")
    assert only(built).contact.words == words


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a \\"b\\".txt"', 'a "b".txt'),
        ("attachment; filename=../../etc/x", "../../etc/x"),
        ("attachment; filename*=utf-8'de'%C3%A4.txt", "ä.txt"),
        ("attachment; filename*0*=utf-8''%C3%A4; filename*1=b; filename*2*=%2e", "äb."),
        ("attachment; filename*0=a; filename*1=b", "ab"),
        ('attachment; filename="=?utf-8?q?=C3=A4?="', "ä"),
        ('attachment; filename="open', '"open'),
        ("attachment; name*=x", "typed"),
        ("attachment" + "".join(f"; filename*{number}=x" for number in range(1_001)), "x" * 1_000),
    ],
)
def test_file_names_are_read_as_they_are_written(disposition: str, name: str) -> None:
    """Quoted, long, foreign and encoded names are names, data only."""
    file = part("x", 'application/pdf; name="typed"', Content_Disposition=disposition)
    assert only(multipart(file)).media[0].name == name


@pytest.mark.parametrize(
    ("written", "subject", "flags"),
    [
        ("=?utf-8?B?w6Q=?= =?UTF-8?q?_b?=", "ä b", ()),
        ("=?utf-8?B?w6?=\n =?utf-8?B?pA==?=", "ä", ()),
        ("Re: =?iso-8859-1?q?=E4?= x", "Re: ä x", ()),
        ("=?utf-8?b?A?= x", "=?utf-8?b?A?= x", ()),
        ("=?utf-8?q?a?= =?iso-8859-1?q?=E4?= b", "aä b", ()),
        ("=?utf-8?q?=E4?= b", "ä b", ("repaired",)),
        ("two\n  lines ", "two  lines ", ()),
        ("", "", ()),
    ],
)
def test_a_subject_is_decoded_and_kept_as_it_is(written: str, subject: str, flags: tuple[str, ...]) -> None:
    """Encoded words are read, also where one character is divided between two; blanks are kept."""
    contact = only(mail(Subject=written)).contact
    assert (contact.subject, contact.flags) == (subject, flags)


def test_what_must_be_said_of_all_mails_together() -> None:
    """Clocks apart, answers that go elsewhere, other senders, and signatures are counted in notes."""
    raw = mail(
        Date="Sun, 24 Dec 2023 00:00:00 +0000", Reply_To=OTHER, Return_Path=f"<{OTHER}>", DKIM_Signature="v=1"
    )
    words = " ".join(note.words for note in read(raw).notes)
    assert "received them: 1. The most: 71 days" in words
    assert "(Reply-To) than From: 1" in words
    assert "another address than From: 1" in words
    assert "(DKIM): 1" in words
    assert not read(mail(Reply_To=THEM, Sender=THEM)).notes
    for date, most in (("08:00:00", "60 minutes"), ("05:00:00", "4 hours"), ("08:56:00", "")):
        notes = read(mail(Date=f"Mon, 4 Mar 2024 {date} +0000")).notes
        assert [most in note.words for note in notes] == [True] * bool(most)


def test_addresses_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, whose they are is told right."""
    monkeypatch.setattr(own_names, "_REMEMBERED", 2)
    everyone = ", ".join(f"a{number}@example.net" for number in range(5))
    assert only(mail(To=f"{everyone}, {ME}", From=ME)).contact.identifier == "a0@example.net"


def test_message_ids_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond it, copies of the first mails are still counted."""
    monkeypatch.setattr(mail_notes, "_MOST_IDS", 1)
    raw = mbox(mail(), mail(Message_ID="<2@x>"), mail(Message_ID="<2@x>"), mail(), mail(Message_ID=None))
    assert "occurs in this export already: 1." in read(raw).notes[0].words


def test_what_such_exports_leave_out_is_said() -> None:
    """In sentences, for the keeper and the report."""
    assert IMPORTER.completeness.startswith("Such an export holds the mails that were in the mailbox")


def test_a_mail_longer_than_the_limit_keeps_what_fits() -> None:
    """Its words are there; the file that did not fit is said to be missing, and the mail to be incomplete."""
    raw = multipart(part("words"), part("x" * 5000, "image/png"))
    said = replace(SAID, limits=replace(SAID.limits, record=2000))
    found = only(raw, said)
    assert found.contact.words == "words"
    assert found.contact.flags == ("incomplete", "part-unreadable")
    assert (found.end, found.media[0].data) == (len(raw), None)
