"""Vectors of numbering, digests and the chain: steps 3, 4 and 5."""

from hashlib import sha256

from tests.vectors.forging import NAME, Book, Entry, Files, edited, erased, fixed, part, small
from tests.vectors.vector import vector

unsealed = vector("damaged", 4, by_shell=1)
unchained = vector("damaged", 5, by_shell=1)
misnumbered = vector("damaged", 3)


@vector("damaged", 3, by_shell=1)
def count_too_large() -> Book:
    """More entries are counted than there are."""
    book = small()
    book.count = 3
    return book


@vector("damaged", 3, by_shell=1)
def count_too_small() -> Book:
    """Fewer entries are counted than there are."""
    book = small()
    book.count = 1
    return book


@vector("damaged", 3, by_shell=1)
def count_0_with_entries() -> Book:
    """No entries are counted, and there are two."""
    book = small()
    book.count = 0
    return book


@vector("damaged", 3, by_shell=1)
def count_1_without_entries() -> Book:
    """An entry is counted, and there is none."""
    return Book(count=1)


@misnumbered
def id_twice() -> Book:
    """Two entries have one id, and the chain fits."""
    book = Book()
    book.add(id=fixed("same", 16).hex())
    book.add(id=fixed("same", 16).hex(), words="again")
    return book


@misnumbered
def id_twice_far_apart() -> Book:
    """The third entry has the id of the first, one withheld between."""
    book = Book()
    book.add("matter", id=fixed("same", 16).hex())
    book.add(form="withheld")
    book.add(id=fixed("same", 16).hex())
    return book


@vector("damaged", 3)
def entry_said_twice() -> Book:
    """An entry stands there again, to the byte, and the chain fits."""
    book = Book()
    book.add(words="where are you")
    book.entries.append(book.entries[0])
    return book


@misnumbered
def erased_without_an_erasure() -> Book:
    """An entry is marked erased, and no entry says so."""
    book = Book()
    book.add(form="erased")
    book.add(words="later")
    return book


@misnumbered
def erased_and_nothing_else() -> Book:
    """The only entry there is is marked erased."""
    book = Book()
    book.add(form="erased")
    return book


@misnumbered
def erased_while_another_was() -> Book:
    """Two entries are marked erased, and the erasure names one of them."""
    book = erased()
    book.add(form="erased")
    return book


@misnumbered
def erased_by_a_withheld_erasure() -> Book:
    """The erasure that names the entry is not shown."""
    book = erased()
    book.entries[1].form = "withheld"
    return book


@misnumbered
def erased_by_a_withdrawal() -> Book:
    """An entry is marked erased, and what names it is a withdrawal."""
    book = Book()
    book.add(form="erased")
    book.add("withdrawal", target=book.target(1), reason="typed twice")
    return book


@misnumbered
def erasure_of_an_entry_shown() -> Book:
    """What an erasure names is shown."""
    book = erased()
    book.entries[0].form = "shown"
    return book


@misnumbered
def erasure_of_an_entry_withheld() -> Book:
    """What an erasure names is not marked erased."""
    book = erased()
    book.entries[0].form = "withheld"
    return book


@misnumbered
def erasure_beside_a_newer_kind() -> Book:
    """What an erasure names is not marked erased; that some other entry cannot be read changes nothing."""
    book = erased()
    book.entries[0].form = "withheld"
    book.add("dream")
    return book


@vector("damaged", 3, 6)
def erased_by_what_cannot_be_read() -> Book:
    """The erasure's bytes are not canonical, so nothing says why the entry is erased."""
    book = erased()
    book.entries[1].text = book.entries[1].text.replace('","', '", "', 1)
    return book


@unsealed
def words_changed() -> Files:
    """One word of what happened is another; the digest is that of the words that were sealed."""
    return edited("rang twice", "rang never")


@unsealed
def dash_changed() -> Files:
    """A dash is a hyphen."""
    return edited("–", "-")


@unsealed
def time_changed() -> Files:
    """An entry made to look a minute older."""
    return edited("1767225660000", "1767225600000")


@unsealed
def words_normalised() -> Files:
    """A letter of two characters was made one."""
    book = Book()
    book.add(words="cafe\u0301")
    return {NAME: book.evidence().replace("e\u0301".encode(), "\u00e9".encode())}


@unsealed
def backslash_lost() -> Files:
    """Two backslashes were made one escape."""
    book = Book()
    book.add(words="C:\\new")
    return {NAME: book.evidence().replace(rb"C:\\\\new", rb"C:\\new")}


@unsealed
def words_of_the_second_entry_changed() -> Files:
    """What was sealed well before is no excuse."""
    book = Book()
    book.add(words="one")
    book.add(words="two")
    return {NAME: book.evidence().replace(b"two", b"ten")}


@unsealed
def salt_changed() -> Files:
    """One digit of a salt is another."""
    salt = small().entries[0].salt.hex()
    return edited(salt, salt[:-1] + ("0" if salt[-1] != "0" else "1"))


@unsealed
def salt_and_private_exchanged() -> Files:
    """The salt stands where the hash of the private part should."""
    entry = small().entries[0]
    files = edited(entry.salt.hex(), entry.closed.hex())
    return {**files, NAME: files[NAME].replace(entry.closed.hex().encode(), entry.salt.hex().encode(), 1)}


@unsealed
def private_changed() -> Files:
    """The hash of a private part is another."""
    return edited(small().entries[0].closed.hex(), fixed("another").hex())


@unsealed
def parts_exchanged() -> Files:
    """What two entries say has changed places, and their digests have not."""
    book = Book()
    book.add(words="one")
    book.add(words="two")
    first, second = book.entries
    digests = first.digest, second.digest
    book.entries = [second, first]
    first.other_digest, second.other_digest = digests[1], digests[0]
    return book.files()


def _sealed_by(digest: bytes) -> Book:
    """The small book, its first entry sealed in another way; the chain is computed from that."""
    book = small()
    book.entries[0].other_digest = digest
    return book


def _public(entry: Entry) -> bytes:
    return part("public", entry.salt, entry.text.encode())


@unsealed
def digest_of_parts_in_another_order() -> Book:
    """The digest is computed from the private part and then the public one."""
    entry = small().entries[0]
    return _sealed_by(sha256(b"recordkeeper entry v1\n" + entry.closed + _public(entry)).digest())


@unsealed
def digest_without_a_prefix() -> Book:
    """The digest is computed from the two parts alone."""
    entry = small().entries[0]
    return _sealed_by(sha256(_public(entry) + entry.closed).digest())


@unsealed
def digest_of_the_public_part_alone() -> Book:
    """The digest is computed without the private part."""
    return _sealed_by(sha256(b"recordkeeper entry v1\n" + _public(small().entries[0])).digest())


@unsealed
def digest_by_the_wrong_role() -> Book:
    """The public part is hashed as if it were the private one."""
    entry = small().entries[0]
    hashed = part("private", entry.salt, entry.text.encode())
    return _sealed_by(sha256(b"recordkeeper entry v1\n" + hashed + entry.closed).digest())


@unsealed
def digest_with_the_salt_last() -> Book:
    """The public part is hashed with its salt after its bytes."""
    entry = small().entries[0]
    hashed = part("public", b"", entry.text.encode() + entry.salt)
    return _sealed_by(sha256(b"recordkeeper entry v1\n" + hashed + entry.closed).digest())


@unsealed
def digest_without_the_salt() -> Book:
    """The public part is hashed without its salt."""
    entry = small().entries[0]
    hashed = part("public", b"", entry.text.encode())
    return _sealed_by(sha256(b"recordkeeper entry v1\n" + hashed + entry.closed).digest())


@unsealed
def digest_of_hex() -> Book:
    """The digest is computed from hex digits instead of raw bytes."""
    entry = small().entries[0]
    parts = (_public(entry).hex() + entry.closed.hex()).encode()
    return _sealed_by(sha256(b"recordkeeper entry v1\n" + parts).digest())


@vector("damaged", 4, 5, by_shell=1)
def digest_of_a_shown_entry_changed() -> Files:
    """It is neither that of its words nor the one in the chain."""
    return edited(small().entries[0].digest.hex(), fixed("another").hex())
