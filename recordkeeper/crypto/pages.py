"""One page of a SQLCipher 4 database, opened by itself: what a damaged file has left, page by page.

Source: SQLCipher's design page (https://www.zetetic.net/sqlcipher/design/): AES-256-CBC with the IV, then
HMAC-SHA512 over ciphertext, IV and page number (little-endian), in the last 80 bytes of each page. The key
of the HMAC is PBKDF2-HMAC-SHA512 of the key, two rounds, over the salt with every byte XOR 0x3a.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE = 4096
SALT = 16
RESERVED = 80
USABLE = PAGE - RESERVED
_IV = 16
_MAGIC = b"SQLite format 3\0"


class PageCipher:
    """Opens pages that are as they were written, and no others.

    Args:
        data_key: 32 bytes.
        salt: the database's own, 16 bytes.
    """

    def __init__(self, data_key: bytes, salt: bytes) -> None:
        self._algorithm = AES(data_key)
        mask = bytes(byte ^ 0x3A for byte in salt)
        self._seal = hmac.new(hashlib.pbkdf2_hmac("sha512", data_key, mask, 2, 32), digestmod="sha512")

    def open(self, number: int, page: bytes) -> bytes | None:
        """Return the 4016 usable bytes of page ``number``, counted from 1; None where its seal is broken."""
        if len(page) != PAGE:
            return None
        start = SALT if number == 1 else 0
        body, iv, code = page[start:USABLE], page[USABLE : USABLE + _IV], page[USABLE + _IV :]
        seal = self._seal.copy()
        seal.update(body + iv + number.to_bytes(4, "little"))
        if not hmac.compare_digest(seal.digest(), code):
            return None
        opener = Cipher(self._algorithm, CBC(iv)).decryptor()
        plain = opener.update(body) + opener.finalize()
        return _MAGIC + plain if start else plain
