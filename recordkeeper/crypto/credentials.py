"""What a person can offer to open a record: a passphrase, a key file or the recovery sheet.

None of them prints itself: a ``repr`` in a traceback or a log must never be the leak.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput

KEY_FILE_FLOOR = 32
"""Bytes. Shorter than the key it protects, a file could be guessed faster than the key."""


@dataclass(frozen=True, slots=True)
class PassphraseSecret:
    """Words typed by the keeper.

    They are brought to Unicode form NFC, so that the same words typed on another keyboard open the
    record too. Nothing else is altered: not case, not spaces, and not compatibility forms (NFKC
    would make different phrases equal).

    Raises:
        BadInput: the phrase is empty or only spaces, or is not Unicode text.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what cannot protect anything before a key is derived from it."""
        if not self.text.strip():
            raise BadInput(_("The passphrase is empty."), _("Type a passphrase of several words."))
        try:
            self.text.encode()
        except UnicodeEncodeError:
            raise BadInput(
                _("The passphrase holds bytes that are not text."),
                _("Save the passphrase file as UTF-8, or type the passphrase."),
            ) from None

    def material(self) -> bytes:
        """Return the bytes the key is derived from: UTF-8 of the NFC form."""
        return unicodedata.normalize("NFC", self.text).encode()


@dataclass(frozen=True, slots=True)
class KeyFileSecret:
    """The whole content of a key file, any bytes, at least 32 of them.

    Raises:
        BadInput: fewer than 32 bytes.
    """

    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a file so short that it could be guessed."""
        if len(self.content) < KEY_FILE_FLOOR:
            raise BadInput(
                _("The key file holds {count} bytes; it must hold at least {floor}.").format(
                    count=len(self.content), floor=KEY_FILE_FLOOR
                ),
                _("Choose another file, or make one with random bytes."),
            )

    def material(self) -> bytes:
        """Return the bytes the key is derived from: SHA-256 of the file, 32 bytes."""
        return hashlib.sha256(self.content).digest()


@dataclass(frozen=True, slots=True)
class RecoverySecret:
    """The letters of the recovery sheet as typed or scanned; read by ``recovery.parse``."""

    text: str = field(repr=False)


SlotSecret = PassphraseSecret | KeyFileSecret
Secret = PassphraseSecret | KeyFileSecret | RecoverySecret
