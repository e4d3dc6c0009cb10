"""What a short message holds that weakens it: found by lists of words, and never rewritten.

The advice behind it: say it directly, with a short reason or none, about one thing, without argument.
No finding is a judgement: it quotes the words and says in one line why they may matter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.records.phrases import Phrases
from recordkeeper.records.phrases_english import ENGLISH
from recordkeeper.records.phrases_spanish import SPANISH

LANGUAGES: tuple[Phrases, ...] = (ENGLISH, SPANISH)
"""All are looked for in every text: people mix them, and no list has words that another needs."""
MOST_WORDS = 60
"""Longer messages are not short. A choice: about what a phone shows without scrolling."""
GAP = 3
"""Words that ``...`` in a phrase may stand for, at most."""
QUOTED_BEYOND = 6
"""Words quoted from where a message grows long."""

Kind = Literal[
    "apology",
    "hedge",
    "opening",
    "question",
    "argument",
    "threat",
    "second-topic",
    "insult",
    "long-reason",
    "long",
]

WHY: dict[Kind, str] = {
    "apology": _("An apology can be read as doubt. A boundary needs none."),
    "hedge": _("It can be read as undecided, or as a matter of how much."),
    "opening": _("It says that this may change, and invites waiting or asking again."),
    "question": _("A question asks for an answer."),
    "argument": _("It invites an answer about the past."),
    "threat": _("It can be read as a threat, and used against you. A step that protects you is none."),
    "second-topic": _("A second subject is something else to answer. One message, one subject."),
    "insult": _("It invites an answer in kind, and others may read it later."),
    "long-reason": _("One sentence of reason is enough; each further one can be argued with."),
    "long": _("Over {most} words. What is short is harder to misread and easier to repeat.").format(
        most=MOST_WORDS
    ),
}
"""Why each may matter, in one line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a message and what they may do.

    Attributes:
        start, end: where they stand in the text, in characters, end exclusive.
        words: exactly as they stand there.
    """

    kind: Kind
    start: int
    end: int
    words: str

    @property
    def why(self) -> str:
        """Why it may matter, in one line."""
        return WHY[self.kind]


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Span(NamedTuple):
    kind: Kind
    start: int
    end: int


_WORD = re.compile(r"\w+(?:['\u2019\u2010\u2011-]\w+)*")
_MARKS = re.compile(r"['\u2019\u2010\u2011-]")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?\u2026]+(?=\s|$)|(?=\n|$))")

_LISTED: tuple[tuple[Kind, Callable[[Phrases], tuple[str, ...]]], ...] = (
    ("threat", lambda one: one.threat),
    ("apology", lambda one: one.apology),
    ("opening", lambda one: one.opening),
    ("hedge", lambda one: one.hedge),
    ("argument", lambda one: one.argument),
    ("insult", lambda one: one.insult),
)


def check(text: str, *, reason: str = "") -> tuple[Finding, ...]:
    """What a message holds that may weaken it, in the order of the text.

    Args:
        text: the whole message.
        reason: the part of it that is its reason, where that is known.
    """
    spans: list[_Span] = []
    for start, end in _sentences(text):
        spans += _of_sentence(text, start, end)
    spans = [*_outermost(spans), *_questions(text), *_reasons(text, reason), *_length(text)]
    spans.sort(key=lambda span: (span.start, -span.end))
    return tuple(Finding(*span, text[span.start : span.end]) for span in spans)


def word_count(text: str) -> int:
    """How many words a text has, as `check` counts them."""
    return len(_words(text, 0, len(text)))


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(_folded(found[0]), *found.span()) for found in _WORD.finditer(text, start, end)]


def _folded(word: str) -> str:
    """Lower case, without accents, apostrophes and hyphens: as the lists are written."""
    apart = unicodedata.normalize("NFKD", _MARKS.sub("", word).casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands; blank ones left out."""
    return [found.span() for found in _SENTENCE.finditer(text) if found[0].strip()]


def _of_sentence(text: str, start: int, end: int) -> Iterator[_Span]:
    words = _words(text, start, end)
    for kind, listed in _LISTED:
        for language in LANGUAGES:
            yield from _found(kind, words, listed(language))
    if not any(_holds(words, language.contact) for language in LANGUAGES):
        for language in LANGUAGES:
            yield from _found("second-topic", words, language.turn + language.topic)


def _found(kind: Kind, words: Sequence[_Word], phrases: Iterable[str]) -> Iterator[_Span]:
    for phrase in phrases:
        parts = phrase.split()
        for first in range(len(words)):
            if (last := _matched(words, first, parts)) is not None:
                yield _Span(kind, words[first].start, words[last - 1].end)


def _holds(words: Sequence[_Word], phrases: Iterable[str]) -> bool:
    return any(
        _matched(words, first, phrase.split()) is not None
        for phrase in phrases
        for first in range(len(words))
    )


def _matched(words: Sequence[_Word], place: int, parts: Sequence[str]) -> int | None:
    """The index after the last word of a phrase that stands at a place; None where it does not."""
    if not parts:
        return place
    if parts[0] == "...":
        tries = (_matched(words, place + skipped, parts[1:]) for skipped in range(GAP + 1))
        return next((end for end in tries if end is not None), None)
    if place >= len(words) or not _is(words[place].text, parts[0]):
        return None
    return _matched(words, place + 1, parts[1:])


def _is(word: str, part: str) -> bool:
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in part.split("/"))


def _outermost(spans: Sequence[_Span]) -> Iterator[_Span]:
    """Each stretch of words once: what lies inside a longer finding is left out, and so is a twin."""
    for number, one in enumerate(spans):
        inside = (
            other.start <= one.start
            and one.end <= other.end
            and ((other.start, other.end) != (one.start, one.end) or place < number)
            for place, other in enumerate(spans)
            if place != number
        )
        if not any(inside):
            yield one


def _questions(text: str) -> Iterator[_Span]:
    for start, end in _sentences(text):
        if "?" in text[start:end]:
            yield _trimmed("question", text, start, end)


def _reasons(text: str, reason: str) -> Iterator[_Span]:
    """From the second sentence of a reason on."""
    if reason.strip():
        begins = text.find(reason)
        sentences = [(begins + start, begins + end) for start, end in _sentences(reason)]
    else:
        sentences = [
            (start, end)
            for start, end in _sentences(text)
            if any(_holds(_words(text, start, end), language.reason) for language in LANGUAGES)
        ]
    if len(sentences) > 1:
        yield _trimmed("long-reason", text, sentences[1][0], sentences[-1][1])


def _length(text: str) -> Iterator[_Span]:
    words = _words(text, 0, len(text))
    if len(words) > MOST_WORDS:
        beyond = words[MOST_WORDS : MOST_WORDS + QUOTED_BEYOND]
        yield _Span("long", beyond[0].start, beyond[-1].end)


def _trimmed(kind: Kind, text: str, start: int, end: int) -> _Span:
    part = text[start:end]
    return _Span(kind, start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))
