"""RFC 3161 time-stamps, as far as bytes go: what a reply is over. Whose it is, openssl tells."""

_IMPRINTS = tuple(
    bytes.fromhex(text)
    for text in ("3031300d060960864801650304020105000420", "302f300b06096086480165030402010420")
)
"""A MessageImprint by SHA-256 up to the hash itself, with NULL parameters and without (RFC 3161 §2.4.1)."""


def is_over(reply: bytes, digest: bytes) -> bool:
    """Whether a reply holds a message imprint of this SHA-256 (32 bytes)."""
    return any(before + digest in reply for before in _IMPRINTS)
