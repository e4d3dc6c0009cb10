"""Finding words in what was recorded, in any script: rather too much than too little.

Both sides are compared character by character without what people leave out or type otherwise: upper and
lower case in full ("Straße" is "STRASSE"), compatibility forms, accents and vowel points, the dot of the
Turkish i, joiners and variation selectors (an emoji family is found by its members), direction marks, curly
quotation marks and apostrophes, long dashes. Any run of spaces and line ends is one space.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from recordkeeper.records import identity
from recordkeeper.records.fact import Fact

_ALIKE = {
    "\u0131": "i",  # the Turkish i without a dot
    "\u0640": "",  # what stretches Arabic words
    "\u2026": "...",
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-"),
}
_LEFT_OUT = {"Mn", "Me", "Cf"}
_TEXTS = (str, str | None, tuple[str, ...])
_NO_WORDS = {"zone", "home_zone", "importer", "zone_basis", "format", "profile", "native_id"}
_IDENTIFIERS = {"identifier", "value", "to", "keeper_identifier", "group", "me", "them", "reach"}
_FEWEST_DIGITS = 4
_BETWEEN_DIGITS = r"[\s().\-/]*"
_AROUND = 40
"""Characters of a snippet on either side of what was found."""


class Match(NamedTuple):
    """Where a term was found: in which field, and some of the text around it."""

    field: str
    snippet: str


class Term:
    """One thing to look for: words that stand together, or a number."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        folded = folded_text(typed).split()
        pattern = " +".join(map(re.escape, folded))
        digits = re.sub(r"\D", "", typed).lstrip("0")
        if len(digits) >= _FEWEST_DIGITS and identity.looks_like_phone(typed):
            pattern += "|" + _BETWEEN_DIGITS.join(digits)
        self.empty = not folded
        self._search = re.compile(pattern).search

    def found(self, texts: Sequence[tuple[str, str]]) -> Match | None:
        """The first of the fields and their texts that has it."""
        for field, text in texts:
            match = self._search(folded_text(text))
            if match is not None:
                return Match(field, _snippet(text, *match.span()))
            if field in _IDENTIFIERS and identity.same(self._typed, text):
                return Match(field, text)
        return None


def found(terms: Sequence[Term], fact: Fact) -> list[Match]:
    """Where each of the terms was found in a fact, each place once; empty unless all of them were."""
    texts = list(texts_of(fact))
    matches = []
    for term in terms:
        match = term.found(texts)
        if match is None:
            return []
        matches.append(match)
    return list(dict.fromkeys(matches))


def texts_of(fact: Fact) -> Iterator[tuple[str, str]]:
    """The fields of a fact that hold somebody's words, each with its text; private ones too."""
    for name in _text_fields(type(fact)):
        yield from ((name, text) for text in _strings(getattr(fact, name)))
    yield from (("files", file.name) for file in getattr(fact, "files", ()))


def folded_text(text: str) -> str:
    """A text as it is compared: see above. Of no other use: it is never shown nor stored."""
    return text.lower() if text.isascii() and text.isprintable() else text.translate(_FOLDED)


@cache
def _text_fields(kind: type[Fact]) -> tuple[str, ...]:
    # Tokens of a closed list and hashes have types of their own: nobody looks for "in".
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        name
        for name in kind.__struct_fields__
        if name not in _NO_WORDS and (hints[name] in _TEXTS or hints[name] is Any)
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, tuple | list):
        yield from (one for one in value if isinstance(one, str))


class _Folding(dict[int, str]):
    """What each character is compared as, made when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = made = _folded_character(chr(point))
        return made


_FOLDED = _Folding()


def _folded_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in _ALIKE:
        return _ALIKE[character]
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(one for one in apart if unicodedata.category(one) not in _LEFT_OUT)


def _snippet(text: str, start: int, end: int) -> str:
    """The text around what was found in it, on one line.

    Args:
        text: as recorded.
        start: where it was found in the folded text.
        end: where that ends.
    """
    if not text.isascii():
        places = [at for at, character in enumerate(text) for _one in _FOLDED[ord(character)]]
        start, end = places[start], places[end - 1] + 1
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    inside = " ".join(text[first:last].split())
    return ("…" if first else "") + inside + ("…" if last < len(text) else "")
