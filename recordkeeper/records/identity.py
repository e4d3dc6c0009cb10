"""Whether two identifiers, as displayed, are one and the same.

Phone numbers are compared by digits. Two numbers with a country code are equal only if all digits
are; one written without a country code equals one whose last digits it is, leading zero aside
("07700 900355" and "+44 7700 900355"). Anything less is a different number: a wrong "yes" here would
put someone else's words into the other person's mouth.
"""

import re

_PHONE = re.compile(r"^\+?[\d\s().\-\u2010-\u2015/]+$")
_INVISIBLE = dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
SHORTEST_NATIONAL = 8
"""Digits a number without a country code must have before it can equal one with it."""
_BUCKET = 7


def clean(value: str) -> str:
    """A displayed identifier without invisible direction marks, for comparing only."""
    return value.translate(_INVISIBLE).replace("\u00a0", " ").strip()


def bucket(value: str) -> str:
    """A key that all spellings of one identifier share; different ones may share it too."""
    cleaned = clean(value)
    digits = _digits(cleaned)
    return digits[-_BUCKET:] if digits else cleaned.casefold().lstrip("@")


def same(one: str, other: str) -> bool:
    """Whether two identifiers, as displayed, are one and the same."""
    first, second = clean(one), clean(other)
    if first == second:
        return bool(first)
    a, b = _digits(first), _digits(second)
    if not (a and b):
        return not (a or b) and bucket(first) == bucket(second) != ""
    a, b = _international(first, a), _international(second, b)
    if a.startswith("+") and b.startswith("+"):
        return a == b
    if not (a.startswith("+") or b.startswith("+")):
        return a.lstrip("0") == b.lstrip("0") != ""
    national, whole = sorted((a, b), key=lambda number: number.startswith("+"))
    national = national.lstrip("0")
    return len(national) >= SHORTEST_NATIONAL and whole.endswith(national)


def looks_like_phone(value: str) -> bool:
    """Whether a displayed identifier, or a part of one, is digits with what people put between them."""
    return _PHONE.match(clean(value)) is not None


def _digits(cleaned: str) -> str:
    """The digits of what looks like a phone number; "" for anything else, and for short codes."""
    if not _PHONE.match(cleaned):
        return ""
    digits = re.sub(r"\D", "", cleaned)
    return digits if len(digits) >= _BUCKET else ""


def _international(cleaned: str, digits: str) -> str:
    if cleaned.startswith("+"):
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else digits
