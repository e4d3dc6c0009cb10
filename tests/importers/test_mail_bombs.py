"""Mails made to exhaust a reader: each is read in a moment, and loses only what is beyond the limits."""

from contextlib import nullcontext
from dataclasses import replace
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.heads import HEAD
from recordkeeper.importers.importer import Said
from recordkeeper.importers.mail.addresses import Address, addresses
from recordkeeper.importers.mail.html_words import html_words
from recordkeeper.importers.mail.text import header_text
from recordkeeper.importers.material import Limits, Lone
from tests.importers.mail_samples import IMPORTER, SAID, THEM, UNIX, joined, mail, mbox, multipart, part
from tests.importers.materials import Reading, lone, sort_out

MOMENT = 5
"""Seconds of this process: a hundred times what any of these takes, and far below what a flaw would."""


def read(raw: bytes, said: Said = SAID) -> Reading:
    """Everything that comes out of a lone file, in a moment."""
    started = process_time()
    reading = sort_out(IMPORTER, lone(raw, "one.eml"), said)
    assert process_time() - started < MOMENT
    return reading


def nested(depth: int) -> bytes:
    """A mail in which every part holds another."""
    inner = part("deep")
    for number in range(depth):
        mark = f"b{number}"
        inner = f'Content-Type: multipart/mixed; boundary="{mark}"\n\n'.encode() + joined(
            inner, boundary=mark
        )
    return mail(b"", X_Last="").removesuffix(b"\n") + inner


@pytest.mark.parametrize(("depth", "words"), [(16, "deep"), (17, None), (1000, None)])
def test_parts_inside_one_another(depth: int, words: str | None) -> None:
    """Beyond the limit a part is kept as it stands; the mail is there, and said to be incomplete."""
    found = read(nested(depth)).only
    assert (found.contact.words, found.contact.identifier) == (words, THEM)
    assert found.contact.flags == (() if words else ("incomplete",))
    assert bool(found.media) != bool(words)


def test_a_hundred_thousand_parts() -> None:
    """As many as the limit allows are read, and the rest are said to be missing."""
    raw = multipart(*[part("x", "image/png")] * 100_000)
    found = read(raw, replace(SAID, limits=Limits(parts=1_000))).only
    assert (len(found.media), found.contact.flags) == (1_000, ("incomplete",))


@pytest.mark.parametrize(
    ("body", "words", "incomplete"),
    [
        (b"", "", True),
        (b"no parts at all\n", "no parts at all\n", True),
        (b"--=_b", "", True),
        (b"--=_b--\n", "", True),
        (b"--=_b\n--=_b\n--=_b--\n", "\n", False),
        (b"--=_b\nContent-Type: multipart/mixed; boundary=in\n\nnone\n--=_b--\n", "none", True),
        (b"--=_b\nContent-Type: multipart/mixed\n\nnone\n--=_b--\n", "none", True),
        (b"--=_b\n\nwords", "words", True),
        (b"--other\n\nwords\n", "--other\n\nwords\n", True),
        (b"--\n" * 50_000, "--\n" * 50_000, True),
        (b"--=_b\nContent-Type: multipart/mixed; boundary==_b\n\n" * 2_000, None, True),
        (b"--=_b\nX: y\n--=_b--\n", "", False),
        (b"before\n--=_b\n\na\n--=_b--\nafter\n", "a", False),
    ],
)
def test_parts_that_are_not_as_they_should_be(body: bytes, words: str | None, incomplete: bool) -> None:  # noqa: FBT001
    """What has no parts is words after all, and that something is missing is said."""
    contact = read(multipart().split(b"\n\n")[0] + b"\n\n" + body).only.contact
    assert ("incomplete" in contact.flags) is incomplete
    assert contact.words == words or words is None


@pytest.mark.parametrize(
    "header",
    [
        b"X-Long: " + b"a" * (1 << 20),
        b"Subject: " + b"=?utf-8?q?a?= " * 80_000,
        b"Subject: " + b"=?a?b?" * 180_000,
        b"Cc: " + b'("<,' * 250_000,
        b"Cc: " + b"a@example.org, " * 60_000,
        b"Received: " + b";(" * 500_000,
        b"X:" + b"\n " * 1_000_000,
        b"a:\n" * 500_000,
        b"Content-Type: multipart/mixed" + b';a="' * 250_000,
        b"Content-Type: text/plain" + b";name*0=x" * 5_000,
        b"Content-Type: text/plain" + b"".join(b";name*%d=x" % number for number in range(3_000)),
        b"DKIM-Signature: " + b"\0" * 1_000_000,
    ],
)
def test_headers_of_a_megabyte(header: bytes) -> None:
    """The other fields are read, and the words too."""
    first, _empty, rest = mail("words").partition(b"\n")
    contact = read(
        first + b"\n" + rest.replace(b"\nSubject: the keys", b"\n" + header.removesuffix(b"\n"))
    ).only.contact
    assert (contact.identifier, contact.words) == (THEM, "words")


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 100_000,
        "<a \"<a '" * 50_000,
        "<script>" * 50_000,
        "<" * 300_000,
        "<a b='c" * 50_000,
        "<p" * 100_000,
        "<script>x</script" * 50_000,
        "</title" * 50_000 + "<title" * 50_000,
        "&#" + "9" * 5000 + ";&#x" + "f" * 5000 + ";&" * 50_000,
        "<pre>" * 50_000 + "\n" * 50_000,
    ],
)
def test_endless_pages(page: str) -> None:
    """What a page leaves open ends with it, and takes no longer than it is long."""
    reading = read(mail(page, Content_Type="text/html"))
    assert reading.only.media[0].data == page.encode()


def test_a_mailbox_takes_no_more_memory_than_its_largest_mail() -> None:
    """Only a piece is held at a time, however many mails there are."""
    one = mbox(mail("x" * 2000))
    asked: list[int] = []

    class Counted(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    raw = one * 200
    material = Lone("box", len(raw), lambda: nullcontext(Counted(raw)))
    assert len(sort_out(IMPORTER, material, replace(SAID, limits=Limits(chunk=4096))).found) == 200
    assert all(0 <= size <= HEAD for size in asked)


def test_characters_that_no_text_has() -> None:
    """Bytes of zero and controls stay; every line end of an old computer is one."""
    assert read(mail("a\0\x1b[31m\u202eb", From=f"a\0 <{THEM}>")).only.contact.words == "a\0\x1b[31m\u202eb"
    assert read(mail("a\nb").replace(b"\n", b"\r")).only.contact.words == "a\rb"


@pytest.mark.parametrize(
    ("encoding", "body", "words", "flags"),
    [
        ("base64", b"QUJD!UFC", "ABC", ("incomplete", "repaired")),
        ("base64", b"!", "", ("incomplete", "repaired")),
        ("base64", b"", "", ()),
        ("quoted-printable", b"a=4", "a=4", ("repaired",)),
        ("quoted-printable", b"a=\rb\nc=41", "a=\rb\ncA", ("repaired",)),
        ("quoted-printable", b"a=  \nb", "ab", ()),
        ("QUOTED-PRINTABLE", b"a=\r\nb=\n", "ab", ()),
        ("uuencode", b"begin", "begin", ("repaired",)),
    ],
)
def test_damaged_encodings(encoding: str, body: bytes, words: str, flags: tuple[str, ...]) -> None:
    """What can be read is words, and that it is not all, or not as it was said to be, is said."""
    contact = read(mail(body, Content_Transfer_Encoding=encoding)).only.contact
    assert (contact.words, contact.flags) == (words, flags)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("a@example.org", [("", "a@example.org")]),
        ("A B <a@example.org>", [("A B", "a@example.org")]),
        ('"B, A \\"x\\"" <a@example.org>, c', [('B, A "x"', "a@example.org"), ("", "c")]),
        ("B, A <a@example.org>", [("B, A", "a@example.org")]),
        ("b, a@example.org", [("", "b"), ("", "a@example.org")]),
        ("a@example.org (A (the) B)", [("A (the) B", "a@example.org")]),
        ("friends: a@example.org, b@example.org;", [("", "a@example.org"), ("", "b@example.org")]),
        ("undisclosed-recipients:;", []),
        ("<>", [("", "")]),
        ("<a@example.org", [("", "<a@example.org")]),
        ('"open <a@example.org>', [('"open', "a@example.org")]),
        ("a@example.org (open", [("open", "a@example.org")]),
        ("x) <a@example.org>", [("x)", "a@example.org")]),
        ("", []),
    ],
)
def test_addresses_are_read_as_they_stand(field: str, expected: list[tuple[str, str]]) -> None:
    """Quoted and unquoted names, comments and groups; what is broken costs no address."""
    assert addresses(field) == tuple(Address(*one) for one in expected)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("a@<>\"'\\(),;: =?qQbB&#x-!/"), max_size=60))
def test_no_text_raises(text: str) -> None:
    """Addresses, encoded words and pages are read from anything, and give no more than stands in it."""
    assert all(len(one.spec) <= len(text) for one in addresses(text))
    assert len(header_text(text).text) <= len(text)
    assert len(html_words(text)) <= len(text)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 900), gone=st.integers(0, 60), junk=st.binary(max_size=12), boxed=st.booleans())
def test_no_damage_raises(place: int, gone: int, junk: bytes, boxed: bool) -> None:  # noqa: FBT001
    """Whatever is cut out or put in, mails come out, or it is refused."""
    whole = multipart(part("a"), part("QUJD", Content_Transfer_Encoding="base64"), kind="alternative")
    raw = mbox(whole, mail(), line=UNIX) if boxed else whole
    broken = raw[:place] + junk + raw[place + gone :]
    try:
        reading = read(broken)
    except ImportRefused:
        return
    assert all(0 <= one.start <= one.end <= len(broken) for one in reading.found)
    for one in reading.found:
        f"{one.contact}{one.native_id}{[part.name for part in one.media]}".encode()
