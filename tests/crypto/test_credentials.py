"""What a person can offer to open a record."""

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret, RecoverySecret
from recordkeeper.errors import BadInput


def test_the_same_words_from_another_keyboard_open_the_record() -> None:
    """A composed and a decomposed é are the same passphrase."""
    assert PassphraseSecret("caf\u00e9").material() == PassphraseSecret("cafe\u0301").material()


def test_phrases_that_only_look_alike_stay_different() -> None:
    """Case, spaces and compatibility forms are kept: no two phrases are merged."""
    materials = {
        PassphraseSecret(text).material()
        for text in ("one two", "One two", "one  two", "one two", "\ufb01", "fi")
    }
    assert len(materials) == 5


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0"])
def test_an_empty_passphrase_is_refused(text: str) -> None:
    """A record is never protected by nothing."""
    with pytest.raises(BadInput, match="empty"):
        PassphraseSecret(text)


def test_a_passphrase_that_is_not_text_is_refused_with_advice() -> None:
    """Bytes that are no Unicode text end in advice, not in a crash."""
    with pytest.raises(BadInput, match="not text") as caught:
        PassphraseSecret("secret \udcff")
    assert "UTF-8" in caught.value.advice


def test_a_short_key_file_is_refused() -> None:
    """31 bytes are too few, 32 are enough, and the message says so."""
    with pytest.raises(BadInput, match="holds 31 bytes; it must hold at least 32"):
        KeyFileSecret(bytes(31))
    assert len(KeyFileSecret(bytes(32)).material()) == 32


def test_no_secret_shows_itself() -> None:
    """A secret in a traceback or a log line reads as its type alone."""
    shown = repr(
        (PassphraseSecret("marmalade"), KeyFileSecret(b"marmalade" * 4), RecoverySecret("marmalade"))
    )
    assert "marmalade" not in shown
    assert shown == "(PassphraseSecret(), KeyFileSecret(), RecoverySecret())"
