"""Vectors of corrections, withdrawals and erasures that name what is not there: step 7."""

from tests.vectors.forging import Book, erased
from tests.vectors.links_broken import withheld
from tests.vectors.vector import vector

unnamed = vector("damaged", 7)


def _naming(target: object, kind: str = "correction") -> Book:
    """A book whose second of three entries, the first and third withheld, has this target."""
    book = withheld("one")
    book.add(kind, target=target, field="words", reason="slip")
    book.add(form="withheld", words="three")
    return book


_FIRST = withheld("one").target(1)


@unnamed
def correction_of_a_later_entry() -> Book:
    """What is corrected comes before, even where the digest fits."""
    return _naming({"serial": 3, "digest": _naming({}).target(3)["digest"]})


@unnamed
def correction_of_itself() -> Book:
    """An entry cannot hold its own digest; one that names itself names nothing."""
    return _naming({**_FIRST, "serial": 2})


@unnamed
def correction_of_entry_0() -> Book:
    """Serials begin with 1; the last entry is not the one before the first."""
    return _naming({"serial": 0, "digest": _naming({}).target(3)["digest"]})


@unnamed
def correction_of_a_negative_entry() -> Book:
    """Entries are not counted from the end."""
    return _naming({**_FIRST, "serial": -3})


@unnamed
def correction_of_an_entry_beyond_the_end() -> Book:
    """A number that was never given."""
    return _naming({**_FIRST, "serial": 900})


@unnamed
def correction_of_entry_true() -> Book:
    """In JSON true is not 1."""
    return _naming({**_FIRST, "serial": True})


@unnamed
def correction_of_an_entry_as_text() -> Book:
    """A serial is a number."""
    return _naming({**_FIRST, "serial": "1"})


@unnamed
def correction_of_no_entry() -> Book:
    """A serial is a number."""
    return _naming({**_FIRST, "serial": None})


@unnamed
def correction_without_a_serial() -> Book:
    """A digest alone names nothing."""
    return _naming({"digest": _FIRST["digest"]})


@unnamed
def correction_of_another_digest() -> Book:
    """It corrects something that never stood there."""
    return _naming({**_FIRST, "digest": "cd" * 32})


@unnamed
def correction_of_a_digest_in_upper_case() -> Book:
    """Hex digits are lower case."""
    return _naming({**_FIRST, "digest": _FIRST["digest"].upper()})


@unnamed
def correction_of_a_link() -> Book:
    """An entry is named by its digest, not its link."""
    return _naming({**_FIRST, "digest": withheld("one").link(1).hex()})


@unnamed
def correction_without_a_digest() -> Book:
    """A serial alone can be exchanged."""
    return _naming({"serial": 1})


@unnamed
def correction_of_a_digest_null() -> Book:
    """A digest is a text."""
    return _naming({"serial": 1, "digest": None})


@unnamed
def correction_of_a_list() -> Book:
    """What is named is an object."""
    return _naming([1, _FIRST["digest"]])


@unnamed
def correction_of_null() -> Book:
    """What is named is an object."""
    return _naming(None)


@unnamed
def withdrawal_of_another_digest() -> Book:
    """It withdraws something that never stood there."""
    return _naming({**_FIRST, "digest": "cd" * 32}, "withdrawal")


@unnamed
def withdrawal_of_nothing() -> Book:
    """A withdrawal without a target."""
    book = withheld("one")
    book.add("withdrawal", reason="slip")
    return book


@unnamed
def erasure_of_another_digest() -> Book:
    """It names the entry that is marked erased, by a digest that this one does not have."""
    book = erased()
    book.entries[1].text = book.entries[1].text.replace(book.entries[0].digest.hex(), "cd" * 32)
    return book


@unnamed
def erasure_of_nothing() -> Book:
    """An erasure without a target, and no entry is marked erased."""
    book = Book()
    book.add("erasure", reason="intimate")
    return book


@vector("damaged", 3, 7)
def erasure_of_a_later_entry() -> Book:
    """It names an entry after it, which is not marked erased."""
    return _naming({"serial": 3, "digest": _naming({}).target(3)["digest"]}, "erasure")


@unnamed
def erasure_of_a_later_entry_that_is_marked() -> Book:
    """It names an entry after it, which is marked erased: an erasure comes after what it erases."""
    book = Book()
    book.add("erasure", target={"serial": 2, "digest": "cd" * 32}, reason="intimate")
    book.add(form="erased").other_digest = bytes.fromhex("cd" * 32)
    return book


@vector("damaged", 3, 7)
def erasure_of_itself() -> Book:
    """It names itself, and is there."""
    return _naming({**_FIRST, "serial": 2}, "erasure")


@unnamed
def erasure_beyond_the_end() -> Book:
    """It names a number that was never given."""
    return _naming({**_FIRST, "serial": 900}, "erasure")
