"""How the words of a language are listed for `drafting`. A language is one such list, and no code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a short message may hold without its writer meaning it to, in one language.

    A phrase is whole words in order. ``a/b`` is either word; ``word*`` any word that begins so; ``...``
    up to three words between. Lower case, without apostrophes, hyphens or accents: the text is read so too.

    Attributes:
        apology, hedge, opening, argument, insult: as `drafting.WHY` tells them.
        threat: words of harm, and of exposure. Never a step that protects: to block, to report.
        turn: words that turn to something else.
        topic: other subjects.
        contact: words about ways of contact: a sentence that has one keeps to the subject.
        reason: words that begin a reason.
    """

    apology: tuple[str, ...]
    hedge: tuple[str, ...]
    opening: tuple[str, ...]
    argument: tuple[str, ...]
    threat: tuple[str, ...]
    insult: tuple[str, ...]
    turn: tuple[str, ...]
    topic: tuple[str, ...]
    contact: tuple[str, ...]
    reason: tuple[str, ...]
