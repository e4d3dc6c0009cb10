"""The keys of a review: one for each thing that can be said of a contact."""

from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.wording import ACT_WORDS, PURPOSE_WORDS
from recordkeeper.records.vocabulary import Act, Purpose

BACK, STOP, NOT_THEM = "b", "q", "n"

_PURPOSES: dict[str, Purpose] = {
    "c": "children",
    "o": "court",
    "p": "property",
    "e": "emergency",
    "r": "boundary",
    "m": "mixed",
    "x": "other",
}
_ACTS: dict[str, Act] = {
    "t": "threat",
    "d": "property",
    "w": "weapon",
    "v": "violence",
    "h": "self-harm",
    "s": "surveillance",
    "i": "impersonation",
    "g": "image",
}
PURPOSE_KEYS = {key: (token, PURPOSE_WORDS[token]) for key, token in _PURPOSES.items()}
ACT_KEYS = {key: (token, ACT_WORDS[token]) for key, token in _ACTS.items()}
ACT_KEYS["d"] = ("property", _("property damaged or taken"))
"""The key of each token, and the words shown beside it."""


class Said(NamedTuple):
    """What the keeper said of one contact; nothing leaves it as it is.

    Attributes:
        purpose: what it was about.
        acts: what it holds.
        not_them: it was not the other person.
    """

    purpose: Purpose | None = None
    acts: tuple[Act, ...] = ()
    not_them: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is something to record."""
        return self != Said()


def read_keys(typed: str, *, outbound: bool) -> Said | str:
    """What some keys say; or, in words, why they cannot be understood.

    Args:
        typed: in lower case; "" says nothing.
        outbound: the keeper sent it, and no act of the other person is in it.
    """
    if typed == NOT_THEM:
        return Said(not_them=True)
    unknown = [key for key in typed if key not in _PURPOSES and key not in _ACTS]
    if unknown:
        return _("{key} is no key here. ? shows the keys.").format(key=unknown[0])
    purposes = [_PURPOSES[key] for key in dict.fromkeys(typed) if key in _PURPOSES]
    acts = tuple(_ACTS[key] for key in dict.fromkeys(typed) if key in _ACTS)
    if len(purposes) > 1:
        return _("One purpose at most; m is for several.")
    if acts and outbound:
        return _("You sent this one: a purpose is all that can be said of it here.")
    return Said(purposes[0] if purposes else None, acts)
