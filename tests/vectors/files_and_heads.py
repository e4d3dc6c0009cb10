"""Vectors of files, receipts and heads that are as they should be, and of what cannot be verified."""

from hashlib import sha256

from tests.vectors.forging import Body, Book
from tests.vectors.vector import vector

WITH_NULL = bytes.fromhex("3031300d060960864801650304020105000420")
WITHOUT_NULL = bytes.fromhex("302f300b06096086480165030402010420")
LOOKED_AT = 1 << 20
"""Bytes of a reply in which an imprint is looked for."""
intact = vector("intact")
unread = vector("cannot verify")


def stamped(reply: bytes, count: int = 1, **fields: object) -> Book:
    """A book of two entries, the second a receipt with this reply for the head at a count."""
    book = Book()
    book.add(form="withheld")
    file = book.keep("exhibits/E2.tsr", reply)
    given: Body = {"type": "rfc3161", "count": count, "head": book.link(count).hex(), "file": file}
    book.add("receipt", **{**given, **fields})
    return book


def over(count: int = 1, before: bytes = WITH_NULL) -> bytes:
    """The imprint over the head of `stamped` at a count."""
    return before + sha256(stamped(b"").head_text(count)).digest()


@intact
def stamp_with_null_parameters() -> Book:
    """The imprint of an RFC 3161 reply in the form with NULL parameters, other bytes around it."""
    return stamped(b"\x30\x82" + over() + b"\x02\x01\x07")


@intact
def stamp_without_parameters() -> Book:
    """The imprint of an RFC 3161 reply in the form without parameters, other bytes around it."""
    return stamped(b"\x30\x82" + over(before=WITHOUT_NULL) + b"\x02\x01\x07")


@intact
def stamp_over_the_empty_book() -> Book:
    """A receipt for the head at count 0."""
    return stamped(over(0), count=0)


@intact
def stamp_that_ends_where_looking_ends() -> Book:
    """The imprint takes the last of the first 1048576 bytes of the file."""
    return stamped(over().rjust(LOOKED_AT, b"\0"))


@intact
def stamp_not_handed_over() -> Book:
    """The file of a receipt is not listed: its head is compared all the same."""
    book = stamped(over())
    book.listed.clear()
    return book


@intact
def two_stamps_of_one_head() -> Book:
    """Two receipts, each with a file of its own, for one head."""
    book = stamped(over())
    other = book.keep("exhibits/E3.tsr", over(before=WITHOUT_NULL))
    book.add("receipt", type="rfc3161", count=1, head=book.link(1).hex(), file=other)
    return book


@intact
def stamp_under_two_names() -> Book:
    """The file of a receipt is handed over twice."""
    book = stamped(over())
    book.listed["exhibits/E3.tsr"] = book.listed["exhibits/E2.tsr"]
    return book


@intact
def stamp_beside_another_file() -> Book:
    """A picture beside a reply is not asked for an imprint."""
    book = stamped(over())
    book.add(files=[book.keep("exhibits/E3.jpg", b"no picture")])
    return book


@intact
def receipt_with_other_files() -> Book:
    """What a receipt lists under "files" is not its file, and is not asked for an imprint."""
    book = Book()
    note = book.keep("exhibits/E1.txt", b"no stamp")
    book.add("receipt", type="rfc3161", count=0, head=book.link(0).hex(), files=[note])
    return book


@intact
def receipt_by_email() -> Book:
    """A message that holds the head: only the SHA-256 of the file is looked at."""
    book = stamped(b"Received: by mx.example.org\r\n\r\nmy head\r\n", type="email")
    book.add(words="later")
    return book


@intact
def receipt_by_scan() -> Book:
    """A picture of a signed print."""
    return stamped(bytes(range(256)), type="scan")


@intact
def receipt_of_an_earlier_count() -> Book:
    """A receipt that is not the next entry after its head."""
    book = Book()
    for _ in range(3):
        book.add(form="withheld")
    book.add("receipt", type="scan", count=1, head=book.link(1).hex(), file={"sha256": "ab" * 32, "size": 9})
    return book


@intact
def restored_at_count_0() -> Book:
    """A restoration from a copy of the empty book."""
    book = Book()
    book.add("restored", count=0, head=book.link(0).hex())
    return book


@intact
def restored_at_the_count_before() -> Book:
    """A restoration from a copy that had all entries before it."""
    book = Book()
    book.add(form="withheld")
    book.add(words="one")
    book.add("restored", count=2, head=book.link(2).hex())
    return book


@intact
def restored_with_a_type() -> Book:
    """A restoration has no reply, whatever type it gives: its file is not asked for an imprint."""
    book = Book()
    file = book.keep("exhibits/E1.txt", b"no stamp")
    book.add("restored", count=0, head=book.link(0).hex(), type="rfc3161", file=file)
    return book


@intact
def file_without_a_byte() -> Book:
    """A file of no bytes."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"")])
    return book


@intact
def file_of_any_bytes() -> Book:
    """A file that is no text."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.bin", bytes(range(256)))])
    return book


@intact
def file_under_two_names() -> Book:
    """One file handed over twice."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"one")])
    book.keep("exhibits/E2.txt", b"one")
    return book


@intact
def file_cited_by_two_entries() -> Book:
    """One file, cited by two entries, handed over once."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"one")])
    book.add(files=[book.keep("exhibits/E1.txt", b"one")])
    return book


@intact
def file_cited_by_a_field_of_its_own() -> Book:
    """An entry cites a file in "file", as a receipt does."""
    book = Book()
    book.add(file=book.keep("exhibits/E1.txt", b"one"))
    return book


@intact
def files_that_are_no_files() -> Book:
    """Fields that are called "files" and "file" and cite nothing."""
    book = Book()
    book.add(files="none", file=["none"])
    book.add(files=7, file=True)
    book.add(files=["none", None, {"size": 1}], file=None)
    book.add(files={"sha256": "ab" * 32})
    return book


@intact
def paths_with_every_character() -> Book:
    """Every character that a path may have, in one part and in several, ordered by bytes."""
    book = Book()
    paths = ("-", "0-9._azAZ", "A/b/c.d", "A0", "_/zx", "a.", "x-..y", "x/-")
    book.add(files=[book.keep(path, path.encode()) for path in paths])
    return book
