"""What a reader takes for one letter, and what must be spelled out because it would not be seen.

Outside text may hold characters that act on the page instead of standing on it: controls, bidirectional
overrides, joiners between Latin letters, tags. None of them may act. They are printed by number and name,
``[U+202E right-to-left override]``, so that a reader sees that they were in the message.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_JOINER = "\u200d"
_NON_JOINER = "\u200c"
_FLAG = "\U0001f3f4"

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Cluster(NamedTuple):
    """One letter as read: its characters, and whether they are the spelling of one that cannot be shown."""

    text: str
    spelled: bool = False


def spelling(char: str) -> str:
    """Number and name of a character: ``[U+1F621 pouting face]``.

    Controls and surrogates have no Unicode name; they are called by their kind.
    """
    name = unicodedata.name(char, "").lower()
    if not name:
        kind = {"Cc": "control character", "Cs": "surrogate", "Co": "private use"}
        name = kind.get(unicodedata.category(char), "unnamed")
    return f"[U+{ord(char):04X} {name}]"


def is_joiner(char: str) -> bool:
    """Whether a character only shapes its neighbours (UAX #29, Extend and ZWJ) and has no glyph to lack."""
    return char in (_JOINER, _NON_JOINER) or is_selector(char) or _is_tag(char)


def is_selector(char: str) -> bool:
    """Whether a character chooses between the text and the picture form of the one before it."""
    return "\ufe00" <= char <= "\ufe0f"


def clusters(text: str) -> Iterator[Cluster]:
    """Cut text into letters as read, in logical order; nothing is left out.

    A simplification of UAX #29: base and marks, emoji joined by U+200D, skin tones, flags of two regional
    letters or of tags, keycaps, and Indic conjuncts. What would act or vanish comes back spelled out.
    """
    current = ""
    for char in text:
        if current and _extends(current, char):
            current += char
            continue
        if current:
            yield Cluster(current)
            current = ""
        if _acts(char):
            yield Cluster(spelling(char), spelled=True)
        else:
            current = char
    if current:
        yield Cluster(current)


def _acts(char: str) -> bool:
    """Whether a character standing by itself is unseen: controls, formats, surrogates, selectors, tags."""
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or is_selector(char) or char == "\u034f"
    )


def _extends(current: str, char: str) -> bool:
    """Whether a character belongs to the letter before it."""
    last = current[-1]
    if last == _JOINER and unicodedata.category(char) in ("So", "Lo"):
        return True
    if char in (_JOINER, _NON_JOINER):
        return _joins(last)
    if is_selector(char):
        return not is_selector(last)
    if _is_tag(char):
        return current[0] == _FLAG
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return unicodedata.category(last) == "So" or is_selector(last)
    if _is_regional(char):
        return len(current) == 1 and _is_regional(current)
    if char == "\u034f":
        return False
    if unicodedata.category(char) in ("Mn", "Mc", "Me"):
        return not current.isspace()
    return unicodedata.category(char) == "Lo" and unicodedata.combining(last) == _VIRAMA


_VIRAMA = 9


def _joins(char: str) -> bool:
    """Whether a joiner after this character has work to do; between Latin letters it would only hide."""
    emoji_part = is_selector(char) or "\U0001f3fb" <= char <= "\U0001f3ff"
    return emoji_part or unicodedata.category(char) in ("Lo", "Mn", "Mc", "So")


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
