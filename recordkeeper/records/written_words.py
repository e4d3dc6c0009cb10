"""A typed text as a row of words that must all be used up."""

import re
from collections.abc import Callable
from typing import NamedTuple, Self, TypeVar

from recordkeeper.records import lexicon
from recordkeeper.records.refused import refusal

LONGEST = 120
"""Characters: longer texts are no time."""

_WORD = re.compile(
    r"""\s*(?:
      (?P<isodate>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])(?:t(?=[0-9]{2}:))?)
    | (?P<isomonth>[0-9]{4}-[0-9]{2}(?![0-9]))
    | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?![0-9:.]))
    | (?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)(?![a-z]))
    | (?P<number>[0-9]{1,5}(?![0-9]))
    | (?P<offset>(?:[+][0-9]{2}|-0[0-9]|-1[012]):[0-9]{2}(?![0-9:.]))
    | (?P<half>[ap](?:m(?![a-z])|\.m\.))
    | (?P<word>[a-z]+(?:'[a-z]+)?)
    | (?P<comma>,)
    | (?P<dash>[-\u2013\u2014])
    )""",
    re.VERBOSE,
)
_Found = TypeVar("_Found")


class _Word(NamedTuple):
    kind: str
    text: str
    attached: bool
    """Whether no space stands before it."""


class Words:
    """A text's words, and how far they have been read.

    Lower case, any spaces between, straight or curly apostrophes. Digits are 0 to 9 only.
    """

    def __init__(self, text: str) -> None:
        """Take a text apart.

        Raises:
            BadInput: the text is empty, too long, or holds something that is no word, number or sign
                of any time.
        """
        self._words: tuple[_Word, ...] = tuple(_taken_apart(text))
        self._next = 0

    def again(self) -> Self:
        """A second reader of the same words, from the same place."""
        copy = type(self).__new__(type(self))
        copy._words, copy._next = self._words, self._next  # noqa: SLF001 - its own kind
        return copy

    @property
    def done(self) -> bool:
        """Whether every word has been read."""
        return self._next == len(self._words)

    def attempt(self, rule: "Callable[[Words], _Found]") -> _Found:
        """What the rule reads; where it reads nothing, nothing has been used up."""
        before = self._next
        found = rule(self)
        if found is None:
            self._next = before
        return found

    def take(self, *kinds: str) -> str | None:
        """The next word, if it is of one of these kinds."""
        if self.done or self._words[self._next].kind not in kinds:
            return None
        self._next += 1
        return self._words[self._next - 1].text

    def phrase(self, *phrases: str) -> str | None:
        """The first of these phrases that stands here, its words separated by any spaces."""
        for phrase in phrases:
            parts = phrase.split()
            if [word.text for word in self._words[self._next : self._next + len(parts)]] == parts:
                self._next += len(parts)
                return phrase
        return None

    def ahead(self, *phrases: str) -> bool:
        """Whether one of these phrases stands here, without reading it."""
        return self.again().phrase(*phrases) is not None

    def count(self) -> int | None:
        """A number, in digits or as a word."""
        digits = self.take("number")
        if digits is not None:
            return int(digits)
        word = self.phrase(*lexicon.NUMBERS)
        return lexicon.NUMBERS[word] if word else None

    def minus_is_doubtful(self) -> bool:
        """Whether "-05:00" follows here so that it could be "until 05:00".

        It could, when written without a space after a clock time, except in "2026-03-20 21:40-05:00".
        """
        if self.done or not _is_attached_minus(self._words[self._next]):
            return False
        return [word.kind for word in self._before(2)] != ["isodate", "clock"]

    def until_sign(self, *, also_minus: bool) -> bool:
        """Whether a dash that means "until" stands here; it is read.

        "21:02-05:00" holds one only with ``also_minus``. After "2026-03-20T21:40" none does: there a
        sign is meant as a distance from UTC, even a distance that no place has.
        """
        if self.done or any(word.text.endswith("t") and word.kind == "isodate" for word in self._before(2)):
            return False
        word = self._words[self._next]
        if also_minus and _is_attached_minus(word):
            both = _Word("dash", "-", attached=True), _Word("clock", word.text[1:], attached=True)
            self._words = (*self._words[: self._next], *both, *self._words[self._next + 1 :])
        return self.take("dash") is not None

    def _before(self, count: int) -> tuple[_Word, ...]:
        return self._words[max(0, self._next - count) : self._next]


def _is_attached_minus(word: _Word) -> bool:
    return word.kind == "offset" and word.attached and word.text.startswith("-")


def _taken_apart(text: str) -> list[_Word]:
    plain = text.strip().casefold().replace("\u2019", "'")
    if not 0 < len(plain) <= LONGEST:
        raise refusal(text)
    words, position = [], 0
    while position < len(plain):
        match = _WORD.match(plain, position)
        if match is None or match.lastgroup is None:
            raise refusal(text)
        attached = not plain[position].isspace()
        words.append(_Word(match.lastgroup, match[match.lastgroup], attached))
        position = match.end()
    return words
