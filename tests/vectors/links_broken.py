"""Vectors of the chain and of what entries name: steps 5 and 7."""

from hashlib import sha256

from tests.vectors.forging import NAME, VAULT, Book, Files, edited, fixed, small
from tests.vectors.vector import vector

unchained = vector("damaged", 5, by_shell=1)
unnamed = vector("damaged", 7)


@unchained
def digest_of_a_withheld_entry_changed() -> Files:
    """It does not lead to the head any more."""
    return edited(small().entries[1].digest.hex(), fixed("another").hex())


@unchained
def head_changed() -> Book:
    """The head is another."""
    return Book(entries=small().entries, head=fixed("another"))


@unchained
def head_of_the_empty_book_changed() -> Book:
    """A book without entries has a head too."""
    return Book(head=fixed("another"))


@unchained
def head_of_zeros() -> Book:
    """No head was given, it seems."""
    return Book(head=bytes(32))


@unchained
def head_of_the_count_before() -> Book:
    """The head is the link of the last entry but one."""
    book = small()
    return Book(entries=book.entries, head=book.link(1))


@unchained
def head_that_is_the_last_digest() -> Book:
    """The head is the digest of the last entry, not its link."""
    book = small()
    return Book(entries=book.entries, head=book.entries[-1].digest)


@unchained
def vault_changed() -> Files:
    """The id of another record."""
    return edited(VAULT.hex(), fixed("another", 16).hex())


@unchained
def vault_of_the_empty_book_changed() -> Files:
    """The head of a book without entries depends on the vault id alone."""
    return {NAME: Book().evidence().replace(VAULT.hex().encode(), fixed("another", 16).hex().encode())}


def withheld(*words: str) -> Book:
    """A book of entries that are withheld, each with these words."""
    book = Book()
    for one in words:
        book.add(form="withheld", words=one)
    return book


@unchained
def entries_exchanged() -> Book:
    """Two entries, each whole in itself, in each other's place."""
    book = Book()
    book.add(words="one")
    book.add(words="two")
    book.head = book.link(2)
    book.entries.reverse()
    return book


@unchained
def withheld_entries_exchanged() -> Book:
    """Two digests in each other's place."""
    book = withheld("one", "two")
    book.head = book.link(2)
    book.entries.reverse()
    return book


@unchained
def entry_removed() -> Book:
    """An entry is gone, and the count says so."""
    book = withheld("one", "two", "three")
    book.head = book.link(3)
    del book.entries[1]
    return book


@unchained
def first_entry_removed() -> Book:
    """The first entry is gone, and the count says so."""
    book = withheld("one", "two")
    book.head = book.link(2)
    del book.entries[0]
    return book


@unchained
def last_entry_removed() -> Book:
    """The end is cut off, and the count says so; the head does not."""
    book = withheld("one", "two")
    book.head = book.link(2)
    del book.entries[1]
    return book


@vector("damaged", 3, 5, by_shell=1)
def entry_removed_and_counted() -> Book:
    """An entry is gone, and the count is what it was."""
    book = withheld("one", "two", "three")
    book.head, book.count = book.link(3), 3
    del book.entries[1]
    return book


@unchained
def entry_inserted() -> Book:
    """An entry that was never sealed, and the count says so."""
    book = withheld("one", "two")
    head = book.link(2)
    book.add(words="and this")
    book.entries.insert(1, book.entries.pop())
    book.head = head
    return book


@unchained
def entry_added_at_the_end() -> Book:
    """An entry that was never sealed, after all others."""
    book = withheld("one")
    book.head = book.link(1)
    book.add(words="and this")
    return book


@unchained
def entry_copied() -> Book:
    """A withheld entry stands there twice."""
    book = withheld("one", "two")
    book.head = book.link(2)
    book.entries.insert(1, book.entries[0])
    return book


def _headed(*hashed: bytes) -> Book:
    """A book of one withheld entry whose head is the hash of these bytes."""
    book = withheld("one")
    book.head = sha256(b"".join(hashed)).digest()
    return book


@unchained
def link_without_its_first_byte() -> Book:
    """The link is computed from the link before and the digest alone."""
    book = withheld("one")
    return _headed(book.link(0), book.entries[0].digest)


@unchained
def link_with_another_first_byte() -> Book:
    """The link is computed as a leaf is in other formats."""
    book = withheld("one")
    return _headed(b"\0", book.link(0), book.entries[0].digest)


@unchained
def link_in_another_order() -> Book:
    """The link is computed from the digest and then the link before."""
    book = withheld("one")
    return _headed(b"\x01", book.entries[0].digest, book.link(0))


@unchained
def chain_of_the_private_book() -> Book:
    """The first link is that of the private book."""
    return Book(head=sha256(b"recordkeeper chain v1\n" + VAULT + b"\nprivate").digest())


@unchained
def chain_without_a_line_end() -> Book:
    """The first link is computed without the byte between the vault id and the book."""
    return Book(head=sha256(b"recordkeeper chain v1\n" + VAULT + b"record").digest())


@unchained
def chain_of_hex() -> Book:
    """The first link is computed from the hex digits of the vault id."""
    return Book(head=sha256(b"recordkeeper chain v1\n" + VAULT.hex().encode() + b"\nrecord").digest())


@unchained
def chain_of_another_version() -> Book:
    """The first link is computed with another prefix."""
    return Book(head=sha256(b"recordkeeper chain v2\n" + VAULT + b"\nrecord").digest())
