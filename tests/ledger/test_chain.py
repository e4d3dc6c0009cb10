"""The chain, computed a second time with nothing but ``hashlib``. The hexadecimal values are for ever."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.ledger import chain

VAULT = bytes(range(16))
HASHES = st.binary(min_size=32, max_size=32)


def test_the_prefixes_are_those_of_the_format() -> None:
    """They separate the four uses of one hash; none is the beginning of another."""
    prefixes = [chain.PART, chain.ENTRY, chain.START, chain.LINK]
    assert prefixes == [
        b"recordkeeper part v1\n",
        b"recordkeeper entry v1\n",
        b"recordkeeper chain v1\n",
        b"\x01",
    ]
    assert chain.SALT_LENGTH == 32


def test_a_part_has_the_same_hash_for_ever() -> None:
    """A public and a private part, by their hexadecimal values."""
    salt = bytes(range(32))
    public = chain.part_hash("public", salt, b'{"kind":"why","v":1}')
    private = chain.part_hash("private", salt, b'{"kind":"why","v":1}')
    assert public.hex() == "a7ea92373a70d6fa801d77fd49f1fc2ce55101aedd2b273aa4ab15e86f593e0e"
    assert private.hex() == "4a04c8d17b95bc444a79180621961894cee81a55390b95492e9397b6a48c150b"


def test_an_entry_has_the_same_digest_for_ever() -> None:
    """From the hashes of its two parts, in this order."""
    digest = chain.entry_digest(b"\xaa" * 32, b"\xbb" * 32)
    assert digest.hex() == "6bb8b4d797aa0d01e363520ccbd65e8a7fa8b6523f5bc84a7ee8a914a9e9291c"


def test_a_book_begins_with_the_same_link_for_ever() -> None:
    """Each book of each vault with its own."""
    assert (
        chain.first_link(VAULT, "record").hex()
        == "8d4310f3f79a7ef28c1037482f0127a3711d0720eca388bc013803ae4773e933"
    )
    assert (
        chain.first_link(VAULT, "private").hex()
        == "c272f1ffe34fbe9644fcabfd1ffb8af874e5f681d61b57393e33dabb17a02bb3"
    )


def test_a_link_is_the_same_for_ever() -> None:
    """From the link before and the digest."""
    assert (
        chain.next_link(b"\xaa" * 32, b"\xbb" * 32).hex()
        == "2f65cc0c7abfdb0c535cb7f942d65ae1fb04c9a3ad3ea5a62057aa8ac934a93a"
    )


@given(st.binary(max_size=80), st.binary(max_size=80), HASHES, HASHES, st.binary(min_size=16, max_size=16))
def test_a_chain_computed_with_hashlib_is_the_same(
    public: bytes, private: bytes, salt: bytes, other_salt: bytes, vault: bytes
) -> None:
    """The formula of the format, written out, for any bytes."""
    part = hashlib.sha256(b"recordkeeper part v1\npublic\n" + salt + public).digest()
    other = hashlib.sha256(b"recordkeeper part v1\nprivate\n" + other_salt + private).digest()
    digest = hashlib.sha256(b"recordkeeper entry v1\n" + part + other).digest()
    start = hashlib.sha256(b"recordkeeper chain v1\n" + vault + b"\nrecord").digest()
    link = hashlib.sha256(b"\x01" + start + digest).digest()
    assert chain.part_hash("public", salt, public) == part
    assert chain.part_hash("private", other_salt, private) == other
    assert chain.entry_digest(part, other) == digest
    assert chain.next_link(chain.first_link(vault, "record"), digest) == link


@given(HASHES, st.binary(max_size=40))
def test_one_use_of_the_hash_never_passes_for_another(salt: bytes, data: bytes) -> None:
    """A private part cannot be shown as a public one, nor one book's beginning as the other's."""
    assert chain.part_hash("public", salt, data) != chain.part_hash("private", salt, data)
    assert chain.entry_digest(salt, salt) != chain.next_link(salt, salt)
    assert chain.first_link(salt[:16], "record") != chain.first_link(salt[:16], "private")
