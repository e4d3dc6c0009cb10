"""The recovery sheet: the data key itself, as letters a person can copy by hand.

52 letters of base32 (RFC 4648 §6) are the 256 bits, four more are a check over them: fourteen groups
of four. Whoever holds them can read everything; they are void after a real re-key.
"""

import base64
import hashlib
import re
from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput

GROUP = 4
KEY_LETTERS = 52
CHECK_LETTERS = 4
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_LOOKALIKES = str.maketrans("018", "OIB")


def render(data_key: bytes) -> str:
    """Return the sheet's text for a 32-byte key: fourteen groups of four letters joined by ``-``."""
    letters = base64.b32encode(data_key).decode("ascii").rstrip("=")
    letters += _check(letters)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def parse(text: str) -> bytes:
    """Return the 32-byte key from what was typed or scanned.

    Spaces, dashes and case do not matter; the digits 0, 1 and 8, which the sheet never holds, are
    read as O, I and B.

    Raises:
        BadInput: a sign that cannot be on the sheet, too few or too many letters, or letters that do
            not agree with the check; the advice names the group where one can be told.
    """
    letters = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(_LOOKALIKES)
    for place, letter in enumerate(letters):
        if letter not in ALPHABET:
            raise BadInput(
                _("Group {group} of the recovery sheet holds a sign that is not on any sheet.").format(
                    group=place // GROUP + 1
                ),
                _("The sheet holds only the letters A to Z and the digits 2 to 7."),
            )
    if len(letters) != KEY_LETTERS + CHECK_LETTERS:
        raise BadInput(
            _("The recovery sheet has {wanted} letters; {count} were given.").format(
                wanted=KEY_LETTERS + CHECK_LETTERS, count=len(letters)
            ),
            _("Copy all fourteen groups of four."),
        )
    if not _agrees(letters):
        raise BadInput(_("The letters do not agree with the sheet's check."), _where_to_look(letters))
    return base64.b32decode(letters[:KEY_LETTERS] + "====")


def _check(letters: str) -> str:
    digest = hashlib.sha256(b"recordkeeper recovery v1\n" + letters.encode("ascii")).digest()
    return base64.b32encode(digest).decode("ascii")[:CHECK_LETTERS]


def _agrees(letters: str) -> bool:
    key, check = letters[:KEY_LETTERS], letters[KEY_LETTERS:]
    # Of the last letter only the first bit belongs to the key; the other four must be zero.
    return key[-1] in "AQ" and _check(key) == check


def _where_to_look(letters: str) -> str:
    groups = {place // GROUP + 1 for place, near in _near(letters) if _agrees(near)}
    if len(groups) == 1:
        return _("Look again at group {group}.").format(group=groups.pop())
    return _("Compare every group with the sheet; at least two letters differ.")


def _near(letters: str) -> Iterator[tuple[int, str]]:
    """Every text one letter away, or with two neighbours swapped, and the place of the change."""
    for place in range(len(letters)):
        for letter in ALPHABET:
            yield place, letters[:place] + letter + letters[place + 1 :]
        swapped = letters[place : place + 2][::-1]
        yield place, letters[:place] + swapped + letters[place + 2 :]
