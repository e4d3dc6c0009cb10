"""Vectors of the layout of evidence.json: the values that its fields may have."""

from hashlib import sha256

from tests.vectors.forging import Files, edited, small
from tests.vectors.vector import vector

unlike = vector("damaged", 2, by_shell=1)
unnoticed = vector("damaged", 2)
"""The shell form reads the lines that it needs, and does not look at this."""


@unlike
def digest_in_upper_case() -> Files:
    """Hex digits are lower case."""
    return edited(small().entries[1].digest.hex(), small().entries[1].digest.hex().upper())


@unlike
def private_in_upper_case() -> Files:
    """Hex digits are lower case."""
    return edited(small().entries[0].closed.hex(), small().entries[0].closed.hex().upper())


@unlike
def salt_in_upper_case() -> Files:
    """Hex digits are lower case."""
    return edited(small().entries[0].salt.hex(), small().entries[0].salt.hex().upper())


@unlike
def head_in_upper_case() -> Files:
    """Hex digits are lower case."""
    return edited(small().link(2).hex(), small().link(2).hex().upper())


@unlike
def vault_in_upper_case() -> Files:
    """Hex digits are lower case."""
    return edited(small().vault.hex(), small().vault.hex().upper())


@unlike
def sha256_in_upper_case() -> Files:
    """Hex digits are lower case."""
    named = '"sha256":"' + sha256(b"a note on paper\n").hexdigest()
    return edited(named, named[:10] + named[10:].upper())


@unlike
def digest_too_short() -> Files:
    """63 hex digits."""
    return edited(small().entries[1].digest.hex(), small().entries[1].digest.hex()[1:])


@unlike
def digest_too_long() -> Files:
    """66 hex digits."""
    return edited(small().entries[1].digest.hex(), small().entries[1].digest.hex() + "00")


@unlike
def digest_without_a_digit() -> Files:
    """A digest of no characters."""
    return edited(small().entries[1].digest.hex(), "")


@unlike
def digest_not_hex() -> Files:
    """A character that is no hex digit."""
    return edited(small().entries[1].digest.hex(), "g" + small().entries[1].digest.hex()[1:])


@unlike
def digest_with_a_line_end() -> Files:
    """A line end, escaped, after 64 hex digits."""
    return edited(small().entries[1].digest.hex(), small().entries[1].digest.hex() + "\\n")


@unlike
def digest_null() -> Files:
    """No text."""
    return edited(f'"{small().entries[1].digest.hex()}"', "null")


@unlike
def private_too_short() -> Files:
    """62 hex digits."""
    return edited(small().entries[0].closed.hex(), small().entries[0].closed.hex()[2:])


@unlike
def private_null() -> Files:
    """An entry shown without the hash of its private part."""
    return edited(f'"{small().entries[0].closed.hex()}"', "null")


@unlike
def salt_too_short() -> Files:
    """A salt of 31 bytes."""
    return edited(small().entries[0].salt.hex(), small().entries[0].salt.hex()[2:])


@unlike
def salt_too_long() -> Files:
    """A salt of 33 bytes."""
    return edited(small().entries[0].salt.hex(), small().entries[0].salt.hex() + "00")


@unlike
def head_too_short() -> Files:
    """63 hex digits."""
    return edited(small().link(2).hex(), small().link(2).hex()[1:])


@unlike
def head_null() -> Files:
    """No text."""
    return edited(f'"{small().link(2).hex()}"', "null")


@unlike
def vault_too_long() -> Files:
    """A vault id of 17 bytes."""
    return edited(small().vault.hex(), small().vault.hex() + "00")


@unlike
def vault_too_short() -> Files:
    """A vault id of 15 bytes."""
    return edited(small().vault.hex(), small().vault.hex()[2:])


@unlike
def sha256_too_long() -> Files:
    """65 hex digits."""
    return edited('"sha256":"', '"sha256":"0')


@unlike
def public_null() -> Files:
    """An entry with a private part and no public part."""
    return edited(small().evidence().decode().partition('"public":')[2].partition("},\n")[0], "null")


@unlike
def bytes_that_are_no_text() -> Files:
    """The public part as an object, not as text."""
    return edited(small().evidence().decode().partition('"bytes":')[2].partition(',"salt"')[0], "{}")


@unlike
def entry_null() -> Files:
    """No object."""
    return edited(small().entries[1].line(), "null")


@unlike
def entry_that_is_text() -> Files:
    """The digest alone."""
    return edited(small().entries[1].line(), f'"{small().entries[1].digest.hex()}"')


@unlike
def entry_without_a_field() -> Files:
    """An empty object."""
    return edited(small().entries[1].line(), "{}")
