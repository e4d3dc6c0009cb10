"""Where mails stand: mbox, Maildir, folders, archives, and what is none of them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.heads import HEAD
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits, Material
from tests.importers.mail_samples import GOOGLE, IMPORTER, ME, SAID, THEM, UNIX, mail, mbox, multipart, part
from tests.importers.materials import Reading, folder, lone, sort_out, zipped


def read(raw: bytes, said: Said = SAID, name: str = "box") -> Reading:
    """Everything that comes out of a lone file."""
    return sort_out(IMPORTER, lone(raw, name), said)


@pytest.mark.parametrize(
    "line",
    [
        UNIX,
        GOOGLE,
        b"From - Mon Mar 04 2024 09:00:00\n",
        b"From \r\n",
        b"From MAILER-DAEMON Mon Mar  4 09:00 2024\n",
        b"From Ann B <a@example.org> Mon, 4 Mar 2024 09:00:00 +0000\n",
        b"From x Mon Mar  4 09:00:00 2024\n>From - Mon Mar 04 09:00:00 2024\n",
    ],
)
def test_every_line_that_begins_a_mail(line: bytes) -> None:
    """Each mail stands in its place, and its words end where the empty line of the mailbox begins."""
    raw = mbox(mail("one\n"), mail("two\n\n"), mail("three"), line=line)
    reading = read(raw)
    assert [one.contact.words for one in reading.found] == ["one\n", "two\n\n", "three\n"]
    assert not any(one.contact.flags for one in reading.found)
    assert [raw[one.start : one.end].startswith(line) for one in reading.found] == [True] * 3
    assert all(one.end == following.start for one, following in pairwise(reading.found))
    assert (reading.found[0].start, reading.found[2].end) == (0, len(raw))


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_every_kind_of_line_end(end: bytes) -> None:
    """A mailbox with the line ends of any computer is read, and they stay in the words."""
    raw = mbox(mail("one\ntwo\n"), mail(), line=UNIX).replace(b"\n", end)
    found = read(raw).found
    assert [one.contact.words for one in found] == [
        text.replace("\n", end.decode()) for text in ("one\ntwo\n", "where are they\n")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "a\nFrom them@example.com Mon Mar  4 09:00:00 2024\nSubject: x\n",
        "a\n\nFrom now on: never\n\nFrom here\n",
        "a\n\nFrom them@example.com Mon Mar  4 09:00:00 2024\n\nno header\n",
        "a\n\n>From them@example.com Mon Mar  4 09:00:00 2024\nSubject: x\n",
        "a\n\n From them Mon Mar  4 09:00:00 2024\nSubject: x\n",
    ],
)
def test_words_that_look_like_the_next_mail_are_words(words: str) -> None:
    """Without an empty line before, a date in it and a field after it, such a line begins no mail."""
    reading = read(mbox(mail(words), mail()))
    assert [one.contact.words for one in reading.found] == [words, "where are they\n"]
    told = " ".join(note.words for note in reading.notes)
    assert ("look as if another mail began" in told) == words.startswith("a\nFrom")
    assert ("begin with “>From ”: 1" in told) == (">From" in words)


def test_a_mail_without_the_empty_line_before_it_is_read_and_suspected() -> None:
    """Where a whole header follows, it is not left among the words of the mail before."""
    found = read(mbox(mail("one\n")).rstrip() + b"\n" + mbox(mail("two\n"))).found
    assert [(one.contact.words, one.contact.flags) for one in found] == [
        ("one\n", ()),
        ("two\n", ("suspect",)),
    ]


def test_thunderbirds_mails_begin_without_an_empty_line() -> None:
    """Where a mail had no line end at its end, its own first field marks the next one."""
    raw = b"From - Mon Mar 04 09:00:00 2024\nX-Mozilla-Status: 0001\n" + mail("one")
    found = read(raw + b"\n" + raw).found
    assert [(one.contact.words, one.contact.flags) for one in found] == [("one\n", ()), ("one", ())]


def test_a_mail_inside_the_words_of_another_is_suspected() -> None:
    """In a mailbox of Google's, what does not begin as its mails do; and what stands inside open parts."""
    raw = mbox(mail(), line=GOOGLE) + mbox(mail(From=ME)) + mbox(mail(), line=GOOGLE)
    assert [("suspect" in one.contact.flags) for one in read(raw).found] == [False, True, False]
    forged = multipart(part("a\n\n" + mbox(mail(From=ME)).decode()))
    found = read(mbox(forged, mail())).found
    assert [("suspect" in one.contact.flags) for one in found] == [False, True, False]
    assert "incomplete" in found[0].contact.flags


def test_the_line_before_a_mail_dates_it_where_nothing_else_does() -> None:
    """Only one that says where its clock stood."""
    undated = mail(Date=None, Received=None)
    times = [read(mbox(undated, line=line)).only.contact.when for line in (GOOGLE, UNIX)]
    assert [one.at for one in times] == [1_709_542_809_000, None]
    assert (times[0].clock, times[0].written) == ("server", "Mon Mar 04 09:00:09 +0000 2024")


def test_something_before_the_first_mail_is_told() -> None:
    """It is damage, with its place; a mark of the encoding or an empty line is nothing."""
    reading = read(b"not a mail\n\n" + mbox(mail()))
    assert [one.locator for one in reading.damage] == ["bytes 0 to 12"]
    assert len(reading.found) == 1
    for nothing in (b"\xef\xbb\xbf", b"\n", b"\r\n\r\n"):
        assert not read(nothing + mbox(mail())).damage
        assert read(nothing + mail()).only.contact.identifier == THEM


def test_a_mailbox_is_found_in_pieces_of_any_size() -> None:
    """The same mails, wherever the pieces that are read end."""
    raw = mbox(*(mail(f"{number}\n" * 300) for number in range(9)), line=GOOGLE)
    whole = read(raw).found
    for chunk in (1, 7, 1000, 2001, 5000):
        said = replace(SAID, limits=Limits(chunk=chunk))
        assert read(raw, said).found == whole


def test_a_mail_longer_than_the_limit_costs_only_its_end() -> None:
    """The mails around it are whole, and its place is told to its end."""
    raw = mbox(mail("one\n"), mail("x" * 5000), mail("three\n"))
    found = read(raw, replace(SAID, limits=Limits(record=1000))).found
    assert [one.contact.words for one in found][::2] == ["one\n", "three\n"]
    assert found[1].contact.flags == ("incomplete",)
    assert (found[1].end, len(found[1].contact.words or "") < 1000) == (found[2].start, True)


def test_a_maildir_says_what_was_sent() -> None:
    """Its folder and its flags say so; what was still being delivered and what is no mail is skipped."""
    material = folder(
        {
            "cur/1:2,S": mail(),
            "new/2": mail(From=None),
            "tmp/3": mail(),
            "cur/4:2,": b"",
            ".Sent/cur/5;2,S": mail(From=THEM, To="x@example.net"),
            ".INBOX.Sent Items/new/6": mail(To="x@example.net"),
            "cur/7!2,DS": mail(),
            ".Drafts/cur/8:2,": mail(),
            "dovecot-uidlist": b"3",
            "readme": b"hello",
        }
    )
    assert IMPORTER.identify(material)
    reading = sort_out(IMPORTER, material, Said())
    assert {
        one.member: (one.contact.direction, "not-sent" in one.contact.flags) for one in reading.found
    } == {
        ".Drafts/cur/8:2,": ("out", True),
        ".INBOX.Sent Items/new/6": ("out", False),
        ".Sent/cur/5;2,S": ("out", False),
        "cur/1:2,S": ("in", False),
        "cur/7!2,DS": ("out", True),
        "new/2": ("in", False),
    }
    assert [(one.locator, one.reason[:12]) for one in reading.skipped] == [
        ("mail 5, cur/4:2,, byte 0", "it is named "),
        ("mail 8, tmp/3, byte 0", "it was still"),
    ]
    assert [note.words for note in reading.notes if "Files beside" in note.words] == [
        "Files beside the mails that are no mails, and were not read: 1 (readme)."
    ]


@pytest.mark.parametrize(
    ("name", "direction"), [("Sent", "out"), ("Sent.mbox", "out"), ("Inbox", "in"), ("sentiment.mbox", "in")]
)
def test_the_name_of_a_mailbox_says_what_was_sent(name: str, direction: str) -> None:
    """As a mail program names it, alone or in a folder; the name of a saved mail says nothing."""
    assert read(mbox(mail()), Said(), name).only.contact.direction == direction
    inside = sort_out(
        IMPORTER,
        folder({f"Mail/{name}": mbox(mail()), **{f"{number}{{0}}.dat": b"1" for number in range(7)}}),
        Said(),
    )
    assert inside.only.contact.direction == direction
    assert read(mail(), Said(), "Sent").only.contact.direction == "in"


@pytest.mark.parametrize("pack", [folder, zipped])
def test_a_folder_of_mails_is_read_in_the_order_of_names(
    pack: Callable[[dict[str, bytes]], Material],
) -> None:
    """Numbers go on from file to file; copies in two folders are told; other files are left alone."""
    files = {
        "b/2.eml": mail("b"),
        "a/1.eml": mail("a"),
        "box.mbox": mbox(mail("c"), mail("d")),
        "x.jpg": b"x",
    }
    reading = sort_out(IMPORTER, pack(files), SAID)
    assert [(one.element, one.member, one.contact.words) for one in reading.found] == [
        (1, "a/1.eml", "a"),
        (2, "b/2.eml", "b"),
        (3, "box.mbox", "c\n"),
        (4, "box.mbox", "d\n"),
    ]
    assert any("occurs in this export already: 3" in note.words for note in reading.notes)


@pytest.mark.parametrize(
    ("files", "claimed"),
    [
        ({"a.txt": mail(), "b.txt": mail(), "c.txt": b"x"}, True),
        ({"a.txt": mail(), "b.txt": b"x"}, False),
        ({"a.txt": b"x", "b": mbox(mail()), "c": b"y"}, True),
        ({"cur/a": mail(), "b": b"x", "c": b"y", "d": b""}, True),
        ({"a.eml": b"x"}, False),
        ({}, False),
    ],
)
def test_a_folder_is_known_by_what_is_in_it(files: dict[str, bytes], claimed: bool) -> None:  # noqa: FBT001
    """Mails for the greater part, or one mailbox; a name alone proves nothing."""
    assert IMPORTER.identify(folder(files)) is claimed


@pytest.mark.parametrize(
    ("raw", "claimed"),
    [
        (mail(), True),
        (mail("words\r\n", b"\r\n"), True),
        (mail().replace(b"\n", b"\r"), True),
        (mail(X_Long="x" * HEAD).replace(b"Subject", b"X"), True),
        (mail(f"x\n\n{UNIX.decode()}Subject: x\n"), True),
        (b">From - x\n" + mail(), True),
        (b"", False),
        (b"\n" * 100, False),
        (b"From: a@example.org\n\nwords", False),
        (b"To: a\nSubject: b\nCc: c\n\n", False),
        (b"name: a\ntitle: b\nversion: c\n", False),
        (b"x" * HEAD, False),
        (mail(Snapshot_Content_Location="http://example.org/"), False),
        (mail(From="<Saved by Blink>"), False),
        (b"From here to there\nFrom: a\n", False),
        (b"words\n" * 1000 + b"\n" + mbox(mail()), False),
    ],
)
def test_a_mail_is_known_by_its_header(raw: bytes, claimed: bool) -> None:  # noqa: FBT001
    """Several fields that mails have, at the very beginning; a saved page only looks like one."""
    assert IMPORTER.identify(lone(raw)) is claimed
    if not claimed:
        with pytest.raises(ImportRefused):
            read(raw)


def test_a_named_mail_with_an_endless_first_field_is_read() -> None:
    """A file that is named as a mail is looked at further than the others."""
    files = {"a.eml": b"X-Long: " + b"x" * (HEAD + 1) + b"\n" + mail(), "b.eml": mail()}
    assert len(sort_out(IMPORTER, folder(files), SAID).found) == 2


MAILS = st.lists(
    st.builds(
        mail,
        st.text(st.sampled_from("ab \n>From:é"), max_size=40).filter(lambda text: "\n\nFrom" not in text),
        Subject=st.sampled_from(["x", "=?utf-8?q?=C3=A4?=", "é"]),
        From=st.sampled_from([ME, f"Them <{THEM}>", '"a, b" <c@example.org>', ""]),
        Date=st.sampled_from(["Mon, 4 Mar 2024 09:00:00 +0000", "?", "Mon, 4 Mar 2024 09:00"]),
        Content_Type=st.sampled_from(["text/plain", "text/html", "multipart/mixed; boundary=a", "x"]),
        Content_Transfer_Encoding=st.sampled_from(["7bit", "base64", "quoted-printable", "x"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=50, deadline=None)
@given(mails=MAILS, line=st.sampled_from([UNIX, GOOGLE, b"From \n"]))
def test_every_mail_is_parsed_or_skipped(mails: list[bytes], line: bytes) -> None:
    """Whatever is in them, as many come out as went in, each in its place, from a mailbox or a folder."""
    raw = mbox(*mails, line=line)
    reading = read(raw)
    assert [one.element for one in reading.found] == list(range(1, len(mails) + 1))
    assert b"".join(raw[one.start : one.end] for one in reading.found) == raw
    apart = sort_out(IMPORTER, folder({f"{number}.eml": one for number, one in enumerate(mails)}), SAID)
    assert apart.seen == len(mails)
