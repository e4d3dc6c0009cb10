"""Vectors of every shape that evidence has, and of what a check does not show."""

from tests.vectors.forging import LEFT_OUT, Book, Entry, erased, fixed, small
from tests.vectors.vector import vector

MATTER = (
    '{"home_zone":"Europe/London","id":"101112131415161718191a1b1c1d1e1f","kind":"matter",'
    '"recorded_at":1767225600000,"v":1}'
)
CALL = (
    '{"channel":"call","direction":"in","facts":"rang twice – no message",'
    '"id":"202122232425262728292a2b2c2d2e2f","kind":"contact","medium":"missed",'
    '"recorded_at":1767301500000,"v":1,"when":{"at":1767301440000,"basis":"typed","clock":"keeper",'
    '"offset":0,"precision":"exact","until":1767301440000,"written":"21:04","zone":"Europe/London"}}'
)
EXAMPLE = (
    (
        MATTER,
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        "78e731461e48f8613ce3b18dfe5b8fe62144b35876971eecf3165ce84dac9bd1",
    ),
    (
        CALL,
        "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f",
        "15259b000feebed92a04f44ad3fef475e368bacad421067ae11e50ae7a3ac35c",
    ),
)
KINDS = """matter person identifier boundary statement delivery contact marking same measure consequence
    consequence-step report-made order witness-account attachment source"""
intact = vector("intact")


@intact
def empty_book() -> Book:
    """No entries and no files; the head is the first link."""
    return Book()


@intact
def one_entry() -> Book:
    """One entry, shown."""
    book = Book()
    book.add("matter", home_zone="Europe/London")
    return book


@intact
def one_entry_withheld() -> Book:
    """One entry, of which nothing but the digest is given."""
    book = Book()
    book.add(form="withheld")
    return book


@intact
def worked_example() -> Book:
    """The two entries of the worked example in docs/evidence-format.md."""
    example = ((text, bytes.fromhex(salt), bytes.fromhex(closed)) for text, salt, closed in EXAMPLE)
    return Book(entries=[Entry(*values) for values in example])


@intact
def first_entry_withheld() -> Book:
    """One withheld, the next shown."""
    book = Book()
    book.add(form="withheld")
    book.add(words="where are you")
    return book


@intact
def small_book() -> Book:
    """An entry shown with its two files, and one withheld: most defects are inflicted on this book."""
    return small()


@intact
def ten_entries_withheld() -> Book:
    """A count of two digits."""
    book = Book()
    for _ in range(10):
        book.add(form="withheld")
    return book


@intact
def entry_erased() -> Book:
    """An entry marked erased, and the erasure that names it."""
    return erased()


@intact
def entry_erased_twice() -> Book:
    """Two erasures name one entry."""
    book = erased()
    book.add("erasure", target=book.target(1), reason="again")
    return book


@intact
def shown_withheld_and_erased() -> Book:
    """Entries of all three forms, in a mixed order."""
    book = Book()
    book.add("matter", home_zone="Europe/London")
    book.add(form="withheld")
    book.add(form="erased")
    book.add(words="one")
    book.add(form="erased")
    book.add("erasure", target=book.target(5), reason="intimate")
    book.add(form="withheld")
    book.add("erasure", target=book.target(3), reason="intimate")
    return book


@intact
def erasure_with_sources() -> Book:
    """An erasure that also says which bytes of a stored file it overwrote."""
    book = erased()
    gone = {"sha256": "ab" * 32, "ranges": [[3, 17], [40, 41]], "afterwards": "cd" * 32}
    book.add("erasure", target=book.target(1), reason="in a file too", sources=[gone])
    return book


@intact
def every_kind() -> Book:
    """An entry of every kind that the record book has."""
    book = Book()
    for kind in KINDS.split():
        book.add(kind)
    book.add(form="erased")
    for kind in ("correction", "withdrawal", "erasure"):
        book.add(kind, target=book.target(18), reason="a slip")
    start = book.link(0).hex()
    book.add("restored", count=0, head=start)
    book.add("receipt", type="scan", count=0, head=start)
    return book


@intact
def correction_of_a_shown_entry() -> Book:
    """A correction names an entry that is shown."""
    book = Book()
    book.add(facts="he rang once")
    book.add(
        "correction", target=book.target(1), field="facts", old="he rang once", new="he rang", reason="slip"
    )
    return book


@intact
def correction_of_a_withheld_entry() -> Book:
    """A correction names an entry that is withheld."""
    book = Book()
    book.add(form="withheld")
    book.add(
        "correction", target=book.target(1), field="facts", old=None, new=[1, {"a": True}], reason="slip"
    )
    return book


@intact
def correction_of_a_correction() -> Book:
    """A correction names the correction before it."""
    book = correction_of_a_shown_entry()
    assert isinstance(book, Book)
    book.add("correction", target=book.target(2), field="reason", old="slip", new="a slip", reason="slip")
    return book


@intact
def correction_of_an_erased_entry() -> Book:
    """A correction names an entry that is erased."""
    book = erased()
    book.add("correction", target=book.target(1), field="facts", old="", new="", reason="slip")
    return book


@intact
def withdrawal_of_an_entry() -> Book:
    """A withdrawal names an entry before it."""
    book = Book()
    book.add()
    book.add(form="withheld")
    book.add("withdrawal", target=book.target(1), reason="typed twice")
    return book


@intact
def target_that_says_more() -> Book:
    """A target has one field more: of evidence, the fields of a kind are not looked at."""
    book = Book()
    book.add()
    book.add("withdrawal", target={**book.target(1), "mood": "calm"}, reason="typed twice")
    return book


@intact
def field_that_no_kind_has() -> Book:
    """Of evidence, the fields of a kind are not looked at."""
    book = Book()
    book.add(mood="calm", recorded_at=LEFT_OUT)
    return book


@intact
def withheld_entry_named_like_a_later_one() -> Book:
    """An entry that is not a correction has a target that is none: nobody looks at it."""
    book = Book()
    book.add(target={"serial": 900, "digest": "ab" * 32}, count=900, head="ab" * 32)
    return book


@intact
def end_cut_off_by_the_key_holder() -> Book:
    """What a check does not show: the last entry was taken off, and the head made to fit."""
    book = small()
    del book.entries[-1]
    return book


@intact
def words_changed_by_the_key_holder() -> Book:
    """What a check does not show: words were changed, and every digest and the head made to fit."""
    book = small()
    book.entries[0].text = book.entries[0].text.replace("rang twice", "rang once")
    return book


@intact
def other_vault() -> Book:
    """A record with another vault id."""
    book = Book(vault=fixed("another vault", 16))
    book.add(words="where are you")
    return book


@intact
def digest_of_zeros() -> Book:
    """Any 64 hex digits can be the digest of a withheld entry."""
    book = Book()
    book.add(form="withheld").other_digest = bytes(32)
    return book


@intact
def reply_of_a_kind_nobody_knows() -> Book:
    """The type of a receipt is not one of the three: only of rfc3161 is the file looked at."""
    book = Book()
    reply = book.keep("exhibits/E1.bin", b"no stamp")
    book.add("receipt", type="RFC3161", count=0, head=book.link(0).hex(), file=reply)
    return book
