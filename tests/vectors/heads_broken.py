"""Vectors of heads that a book never had, and of time stamps over something else: step 9."""

from hashlib import sha256

from tests.vectors.files_and_heads import LOOKED_AT, WITH_NULL, WITHOUT_NULL, over, stamped
from tests.vectors.forging import NAME, Body, Book, Files
from tests.vectors.vector import vector

changed = vector("damaged", 8, by_shell=1)
unheaded = vector("damaged", 9)


def _claiming(kind: str = "receipt", **fields: object) -> Book:
    """A book whose third of four entries, all others withheld, is a receipt for the head at count 1."""
    book = Book()
    for _ in range(2):
        book.add(form="withheld")
    given: Body = {"type": "scan", "count": 1, "head": book.link(1).hex()}
    book.add(kind, **{**given, **fields})
    book.add(form="withheld")
    return book


@unheaded
def receipt_of_another_head() -> Book:
    """A head that this book never had."""
    return _claiming(head="ab" * 32)


@unheaded
def receipt_of_the_head_at_another_count() -> Book:
    """The head of count 2, said to be that of count 1."""
    return _claiming(head=_claiming().link(2).hex())


@unheaded
def receipt_of_a_digest() -> Book:
    """The digest of entry 1, not its link."""
    return _claiming(head=_claiming().entries[0].digest.hex())


@unheaded
def receipt_of_its_own_count() -> Book:
    """A receipt cannot be for a head that depends on it."""
    return _claiming(count=3)


@unheaded
def receipt_of_a_later_count() -> Book:
    """A receipt is for a head before it."""
    return _claiming(count=4)


@unheaded
def receipt_of_a_count_beyond_the_end() -> Book:
    """A count that this book never had."""
    return _claiming(count=900)


@unheaded
def receipt_of_a_negative_count() -> Book:
    """Links are not counted from the end: the head is that of the whole book but four."""
    return _claiming(count=-4)


@unheaded
def receipt_of_count_true() -> Book:
    """In JSON true is not 1."""
    return _claiming(count=True)


@unheaded
def receipt_of_count_false() -> Book:
    """In JSON false is not 0."""
    return _claiming(count=False, head=Book().link(0).hex())


@unheaded
def receipt_of_a_count_as_text() -> Book:
    """A count is a number."""
    return _claiming(count="1")


@unheaded
def receipt_without_a_count() -> Book:
    """A head alone is not looked for."""
    book = Book()
    book.add("receipt", type="scan", head=book.link(0).hex())
    return book


@unheaded
def receipt_without_a_head() -> Book:
    """A count alone says nothing."""
    book = Book()
    book.add("receipt", type="scan", count=0)
    return book


@unheaded
def receipt_of_a_head_null() -> Book:
    """A head is a text."""
    return _claiming(head=None)


@unheaded
def receipt_of_a_head_in_upper_case() -> Book:
    """Hex digits are lower case."""
    return _claiming(head=_claiming().link(1).hex().upper())


@unheaded
def receipt_of_a_head_cut_short() -> Book:
    """The last digits of a head are not the head."""
    return _claiming(head=_claiming().link(1).hex()[:32])


@unheaded
def receipt_of_a_whole_head_text() -> Book:
    """The head is the link, not the lines that it ends."""
    text = _claiming().head_text(1).decode()
    return _claiming(head=text.partition(" head ")[2].removesuffix("\n"))


@unheaded
def receipt_of_a_head_without_a_digit() -> Book:
    """A head of no characters."""
    return _claiming(head="")


@unheaded
def receipt_of_head_0_with_another_head() -> Book:
    """At count 0 the head is the first link."""
    return _claiming(count=0, head="00" * 32)


@unheaded
def restored_at_its_own_count() -> Book:
    """A restoration cannot be from a copy that has it."""
    return _claiming("restored", count=3)


@unheaded
def restored_at_another_head() -> Book:
    """A copy that was never one of this book."""
    return _claiming("restored", head="ab" * 32)


@unheaded
def stamp_over_another_head() -> Book:
    """The reply is over the head at count 0, and said to be over that at count 1."""
    return stamped(over(0))


@unheaded
def stamp_over_another_record() -> Book:
    """The reply is over a head.txt with another vault id."""
    text = stamped(b"").head_text(1).replace(b"vault 00", b"vault 01")
    return stamped(WITH_NULL + sha256(text).digest())


@unheaded
def stamp_over_windows_line_ends() -> Book:
    """The reply is over head.txt as a mail program left it."""
    text = stamped(b"").head_text(1).replace(b"\n", b"\r\n")
    return stamped(WITH_NULL + sha256(text).digest())


@unheaded
def stamp_over_the_link() -> Book:
    """The reply is over the 32 bytes of the link, not over head.txt."""
    return stamped(WITH_NULL + sha256(stamped(b"").link(1)).digest())


@unheaded
def stamp_of_the_link() -> Book:
    """The reply holds the link where the hash of head.txt should stand."""
    return stamped(WITH_NULL + stamped(b"").link(1))


@unheaded
def stamp_without_its_imprint() -> Book:
    """The hash alone, without what says that it is a message imprint by SHA-256."""
    return stamped(over(before=b""))


@unheaded
def stamp_by_another_hash() -> Book:
    """The imprint says that it is by SHA-512."""
    return stamped(over(before=WITH_NULL[:-5] + b"\x03" + WITH_NULL[-4:]))


@unheaded
def stamp_without_null_by_another_hash() -> Book:
    """The imprint without parameters says that it is by SHA-512."""
    return stamped(over(before=WITHOUT_NULL[:-3] + b"\x03" + WITHOUT_NULL[-2:]))


@unheaded
def stamp_cut_short() -> Book:
    """The last byte of the imprint is missing."""
    return stamped(over()[:-1])


@unheaded
def stamp_of_no_byte() -> Book:
    """A reply without anything in it."""
    return stamped(b"")


@unheaded
def stamp_of_words() -> Book:
    """A page that says that the authority is closed."""
    return stamped(b"<html>back on Monday</html>")


@unheaded
def stamp_that_ends_where_nobody_looks() -> Book:
    """The last byte of the imprint is the one after the first 1048576 bytes of the file."""
    return stamped(over().rjust(LOOKED_AT + 1, b"\0"))


@unheaded
def second_of_two_stamps_over_another_head() -> Book:
    """Two receipts; the reply of the second is over the head at count 0."""
    book = stamped(over())
    other = book.keep("exhibits/E3.tsr", over(0))
    book.add("receipt", type="rfc3161", count=1, head=book.link(1).hex(), file=other)
    return book


@vector("damaged", 8, 9, by_shell=1)
def stamp_changed() -> Files:
    """The last byte of a reply's imprint was changed after it was sealed."""
    return {**stamped(over()).files(), "exhibits/E2.tsr": over()[:-1] + b"\0"}


@changed
def stamp_changed_beside_its_imprint() -> Files:
    """A byte of a reply was changed; its imprint is what it was."""
    return {**stamped(over()).files(), "exhibits/E2.tsr": over() + b"\0"}


@vector("damaged", 8, 9, by_shell=1)
def stamp_under_two_names_changed_once() -> Files:
    """A reply was handed over twice, and the first of the two was changed."""
    book = stamped(over())
    book.listed["exhibits/E3.tsr"] = over()
    return {**book.files(), "exhibits/E2.tsr": b"gone"}


@vector("damaged", 9)
def receipt_of_another_head_without_its_file() -> Files:
    """The head is none of this book; that the file is not there excuses nothing."""
    return {NAME: stamped(over(), head="ab" * 32).evidence()}
