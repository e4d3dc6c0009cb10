"""RFC 3161: the question is openssl's own, and of real answers exactly what they say is told."""

import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.crypto.timestamps import LONGEST, is_over, is_reply, query, read_reply
from recordkeeper.errors import BadInput
from tests.authority import NAME, Authority

HEAD = b"recordkeeper head v1\nvault 00\ncount 2\nhead 11\n"
DIGEST = sha256(HEAD).digest()


@pytest.fixture(scope="session")
def reply(authority: Authority) -> bytes:
    """A real answer over HEAD."""
    return authority.reply(query(DIGEST))


def test_the_query_is_the_one_that_openssl_makes(authority: Authority) -> None:
    """Byte for byte, so that any authority takes it."""
    (authority.folder / "data").write_bytes(HEAD)
    asked = authority.run("ts", "-query", "-data", "data", "-sha256", "-cert", "-no_nonce")
    assert query(DIGEST) == asked
    assert len(asked) == 59


def test_a_real_reply_says_over_what_when_and_by_whom(authority: Authority, reply: bytes) -> None:
    """As openssl reads it too."""
    read = read_reply(reply)
    (authority.folder / "reply").write_bytes(reply)
    text = authority.run("ts", "-reply", "-in", "reply", "-text").decode()
    stamped = re.search(r"Time stamp: (.*) GMT", text)
    assert stamped is not None
    at = datetime.strptime(stamped[1], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    assert read == (DIGEST, int(at.timestamp() * 1000), NAME)
    assert authority.holds(reply, HEAD)
    assert is_reply(reply)
    assert (is_over(reply, DIGEST), is_over(reply, sha256(b"other").digest())) == (True, False)


def test_the_token_alone_a_name_left_out_and_parts_of_a_second_are_read(authority: Authority) -> None:
    """What authorities send differs in these."""
    token = authority.reply(query(DIGEST), "-token_out")
    assert read_reply(token)[::2] == (DIGEST, NAME)
    assert read_reply(authority.reply(query(DIGEST), named=False)).authority == ""
    at = [read_reply(authority.reply(query(DIGEST), digits=3)).made_at_ms for _ in range(4)]
    assert any(ms % 1000 for ms in at)
    assert at == sorted(at)


def test_a_refusal_says_so(authority: Authority) -> None:
    """An authority that will not stamp answers too, and its answer proves nothing."""
    (authority.folder / "data").write_bytes(HEAD)
    other = authority.run("ts", "-query", "-data", "data", "-sha512", "-cert", "-no_nonce")
    refusal = authority.reply(other)
    with pytest.raises(BadInput, match=r"refused the request \(status 2\)"):
        read_reply(refusal)


def test_another_kind_of_hash_is_refused(authority: Authority) -> None:
    """What is over a SHA-512 cannot be compared."""
    (authority.folder / "data").write_bytes(HEAD)
    other = authority.run("ts", "-query", "-data", "data", "-sha512", "-cert", "-no_nonce")
    with pytest.raises(BadInput, match="another kind of hash"):
        read_reply(authority.reply(other, digests="sha256, sha512"))


def test_the_query_is_not_taken_for_the_answer() -> None:
    """They lie side by side in one folder."""
    with pytest.raises(BadInput, match="it is the query"):
        read_reply(query(DIGEST))


def test_a_reply_cut_anywhere_is_refused(reply: bytes) -> None:
    """At every length: none of them is told as if it were whole."""
    for length in range(len(reply)):
        with pytest.raises(BadInput):
            read_reply(reply[:length])
    with pytest.raises(BadInput):
        read_reply(reply + b"\0")
    with pytest.raises(BadInput, match="longer than any reply"):
        read_reply(reply + bytes(LONGEST))


def test_a_changed_byte_never_gives_another_imprint_that_openssl_holds(
    authority: Authority, reply: bytes
) -> None:
    """Each byte of the part that is read, changed: refused, or over something else, or told as before."""
    end = reply.index(DIGEST) + 32 + 40
    for place in range(end):
        changed = bytearray(reply)
        changed[place] ^= 1
        try:
            read = read_reply(bytes(changed))
        except BadInput:
            continue
        if read.imprint == DIGEST and read.made_at_ms != read_reply(reply).made_at_ms:
            assert not authority.holds(bytes(changed), HEAD)


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_whatever_comes_nothing_but_its_own_error_is_raised(reply: bytes, data: st.DataObject) -> None:
    """Bytes exchanged, taken out, put in, or no reply at all."""
    start = data.draw(st.integers(0, len(reply)))
    end = data.draw(st.integers(start, min(len(reply), start + 8)))
    bad = reply[:start] + data.draw(st.binary(max_size=8)) + reply[end:]
    for one in (bad, data.draw(st.binary(max_size=60))):
        try:
            assert len(read_reply(one).imprint) == 32
        except BadInput as error:
            assert "openssl ts -reply" in error.advice  # noqa: PT017 - either way is right


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"\x18\x0f20", b"\x18\x0f19", "its time cannot be read"),
        (b"\x18\x0f20", b"\x18\x0f2x", "its time cannot be read"),
        (bytes.fromhex("0609608648016503040201"), bytes.fromhex("0609608648016503040202"), "another kind"),
        (bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010701"), "something else"),
        (b"\x02\x01\x01\x06\x04\x2a", b"\x02\x01\x02\x06\x04\x2a", "version is not known"),
        (b"\x04\x20" + DIGEST, b"\x05\x20" + DIGEST, "something else"),
        (b"\x04\x20" + DIGEST, b"\x04\x1e" + DIGEST[:30] + b"\x05\x00", "imprint is not whole"),
    ],
)
def test_what_is_not_as_the_standard_says_is_refused_by_name(
    reply: bytes, old: bytes, new: bytes, words: str
) -> None:
    """The time, the hash, the kinds of content, the version."""
    assert old in reply
    with pytest.raises(BadInput, match=words):
        read_reply(reply.replace(old, new))


def test_only_a_der_sequence_looks_like_a_reply() -> None:
    """No text and no picture begins so."""
    assert [is_reply(data) for data in (b"", b"0", b"0 words", b"\x89PNG", b"\x30\x82\x01\x00")] == [
        *(False, False, False, False, True)
    ]
    assert is_reply(b"\x30\x01\x00")
