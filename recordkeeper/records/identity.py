"""Whether two identifiers, as displayed, are one and the same.

A wrong "yes" here would put someone else's words into the other person's mouth, so each rule is the most
cautious one that still knows a number again.

**Where the country is known** that numbers without a country code belong to, each number is read whole by
`phonenumbers` (Google's libphonenumber, the rules of every country's numbering plan), and two are one if
they are wholly the same. What it finds impossible there is compared digit by digit. Stricter than the
library are: fewer than seven digits are a short code, never a number; letters are a name ("Google"), not
keys of a telephone; nothing is completed (a number without its area code stays what it is); a shortened
number is never a longer one (``is_number_match``'s SHORT_NSN_MATCH).

**Where it is not known**, digits decide. Two numbers with a country code are equal only if all digits are;
one written without a country code equals one whose last digits it is, leading zero aside
("07700 900355" and "+44 7700 900355"). Anything less is a different number.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_PHONE = re.compile(r"^[+\uff0b]?[\d\s().\-\u2010-\u2015/]+$")
_INVISIBLE = dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
SHORTEST_NATIONAL = 8
"""Digits a number without a country code must have before it can equal one with it."""
_BUCKET = 7
_REMEMBERED = 4096
"""Spellings of numbers; a phone shows a few hundred, a hostile file millions."""
_HIDDEN = frozenset(
    {
        *("-1", "-2", "-3", "withheld", "unknown", "private", "anonymous", "restricted", "unavailable"),
        *("no caller id", "unknown number", "private number", "hidden number", "number withheld"),
        *("unknown caller", "anonymous caller", "restricted number", "payphone"),
    }
)
"""What phones show in place of a number that was hidden; -1, -2, -3: Android's own."""


def clean(value: str) -> str:
    """A displayed identifier without invisible direction marks, for comparing only."""
    return value.translate(_INVISIBLE).replace("\u00a0", " ").strip()


def bucket(value: str) -> str:
    """A key that all spellings of one identifier share, in any country; different ones may share it too."""
    cleaned = clean(value)
    digits = _digits(cleaned)
    return digits[-_BUCKET:] if digits else cleaned.casefold().lstrip("@")


def same(one: str, other: str, region: str = "") -> bool:
    """Whether two identifiers, as displayed, are one and the same.

    Args:
        one: as displayed.
        other: as displayed.
        region: ISO 3166 code of the country that numbers without a country code belong to; "" if not known.
    """
    first, second = clean(one), clean(other)
    if first == second:
        return bool(first)
    a, b = _digits(first), _digits(second)
    if not (a and b):
        return not (a or b) and bucket(first) == bucket(second) != ""
    if a[-_BUCKET:] != b[-_BUCKET:]:
        return False
    a, b = _international(first, a), _international(second, b)
    if region:
        return a == b or _whole(a, region) == _whole(b, region)
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


def is_number(value: str) -> bool:
    """Whether a displayed identifier is a telephone number, and no short code and no name."""
    return _digits(clean(value)) != ""


def hides(value: str) -> bool:
    """Whether this is what a phone shows where the number was hidden: nobody's identifier, ever."""
    return clean(value).casefold() in _HIDDEN


class Spellings:
    """Identifiers as displayed, joined where they are one and the same; asked once per spelling."""

    def __init__(self, region: str = "", accounts: Iterable[Sequence[str]] = ()) -> None:
        """Start with nothing met.

        Args:
            region: as for `same`.
            accounts: identifiers that are one by what the record says: a contact renamed on the phone.
        """
        self._region = region
        self._first: dict[str, str] = {}
        self._buckets: dict[str, list[tuple[str, str]]] = {}
        for account in accounts:
            for one in account:
                self._buckets.setdefault(bucket(one), []).append((one, account[0]))

    def first(self, displayed: str) -> str:
        """The spelling under which an identifier was met first; itself when it is new."""
        known = self._first.get(displayed)
        if known is None:
            alike = self._buckets.setdefault(bucket(displayed), [])
            met = (first for one, first in alike if same(one, displayed, self._region))
            known = next(met, None)
            if known is None:
                known = displayed
                alike.append((displayed, displayed))
            self._first[displayed] = known
        return known


def _digits(cleaned: str) -> str:
    """The digits of what looks like a phone number; "" for anything else, and for short codes."""
    if not _PHONE.match(cleaned):
        return ""
    digits = re.sub(r"\D", "", cleaned)
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(one)) for one in digits)
    return digits if len(digits) >= _BUCKET else ""


def _international(cleaned: str, digits: str) -> str:
    if cleaned[0] in "+\uff0b":
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else digits


@lru_cache(maxsize=_REMEMBERED)
def _whole(number: str, region: str) -> str:
    """A number as it is dialled from anywhere ("+447700900355"); as it is, where it cannot be one there.

    Args:
        number: digits, a country code told by a plus.
        region: as for `same`.
    """
    import phonenumbers  # slow to load, and seldom needed: most numbers are spelled alike

    if number.startswith("+"):
        return _read(number, region) or number
    abroad = "+" + number
    code = str(phonenumbers.country_code_for_region(region))
    # German numbers may be so long that "49151…" is possible in Germany too; there, as wherever they are
    # written with a leading zero, one that begins with the country's own code and is valid with it, is that.
    if number.startswith(code) and (own := _read(abroad, region, valid=True)):
        return own
    if number[0] == "0":
        return _read(number, region) or number
    return _read(number, region) or _read(abroad, region, valid=True) or number


def _read(number: str, region: str, *, valid: bool = False) -> str:
    """What the library takes a number for, in E.164; "" if it is not possible, or, if asked, not valid."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    national: str = phonenumbers.national_significant_number(parsed)
    # "Possible" counts numbers that only a neighbour can dial; and the last digits are what buckets are by.
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE or len(national) < _BUCKET:
        return ""
    if not number.endswith(national[-_BUCKET:]):
        return ""
    if (valid or len(national) < SHORTEST_NATIONAL) and not phonenumbers.is_valid_number(parsed):
        return ""
    return f"+{parsed.country_code}{national}"
