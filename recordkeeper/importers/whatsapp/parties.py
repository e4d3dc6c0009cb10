"""Who writes in a WhatsApp chat: the keeper, the other person, or a group."""

import re
from typing import NamedTuple

from recordkeeper.importers.importer import Said
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.importers.whatsapp.survey import Tally
from recordkeeper.records import identity
from recordkeeper.records.vocabulary import Direction

_TITLE = re.compile(
    r"(?:WhatsApp[ -]Chat (?:with|mit|-|met)|Chat de WhatsApp con|Chat WhatsApp con|Discussion WhatsApp avec"
    r"|Conversa do WhatsApp com|Historial del chat de WhatsApp con) (.+?)(?:\.zip|\.txt)?",
    re.IGNORECASE,
)
_AGAIN = re.compile(r" ?\(\d{1,2}\)$")
"""What a computer adds to the name of a second download."""
_NEARLY_ALL = 20
_RECIPIENTS = 256


class Side(NamedTuple):
    """Where the other side of a message stands."""

    direction: Direction
    identifier: str
    group: tuple[str, ...]
    unsaid: bool


def title(*names: str) -> str:
    """Whom or what a chat is with, by the name of its file or archive; "" where none says it."""
    for name in names:
        if found := _TITLE.fullmatch(name.rpartition("/")[2]):
            return found[1]
    return ""


class Parties:
    """The people of one chat.

    Attributes:
        group: the chat is a group's.
        other: the other person of a chat of two, as displayed; "" where nothing tells.
        strangers: senders in a chat of two who are neither of the two.
        unknown: nobody in it is known to be the keeper.
    """

    def __init__(self, seen: Tally, said: Said, name: str) -> None:
        """Tell them apart.

        A chat is a group's if the app wrote a line that only groups have. Without one, a chat with three
        names is still a chat of two if it bears the name of one of them, or if two wrote nearly all of it
        (19 of 20): the others may be words inside a message. Otherwise it is taken for a group, in which
        somebody who writes for the first time is nothing out of the ordinary.
        """
        self._own = OwnNames(said.me)
        self._sides: dict[str, Side] = {}
        senders = seen.senders
        mine = {one for one in senders if self._own.has(one)}
        named = {one for one in senders if name and _bears(name, one)} - mine
        two = _two(senders, mine, named)
        self.group = seen.group or two is None
        self.strangers = frozenset() if two is None or self.group else frozenset(senders) - two
        self.unknown = not mine
        others = (named or (two or frozenset()) - mine) if not self.group else frozenset()
        self.other = next(iter(others)) if len(others) == 1 else "" if self.group else name
        self._members = tuple(one for one in senders if one not in mine)[:_RECIPIENTS] or (
            (name,) if name else ()
        )

    def side(self, sender: str) -> Side:
        """Whether a message came in or went out, and who is on its other side.

        In a group everyone who ever wrote in it counts as a recipient: the export has no list of members.
        """
        side = self._sides.get(sender)
        if side is None:
            if len(self._sides) > _RECIPIENTS:
                self._sides.clear()
            side = self._sides[sender] = self._side(sender)
        return side

    def _side(self, sender: str) -> Side:
        others = self._members if self.group else ()
        if sender in others:
            others = tuple(one for one in others if one != sender)
        if self._own.has(sender):
            return Side("out", "" if self.group else self.other, others, unsaid=False)
        return Side("in", sender, others, self.unknown)


def _two(senders: dict[str, int], mine: set[str], named: set[str]) -> frozenset[str] | None:
    """The two people of a chat; None where there are more."""
    if len(senders) <= 2:  # noqa: PLR2004
        return frozenset(senders)
    ranked = sorted(senders, key=lambda one: -senders[one])
    if named:
        keepers = mine or set([one for one in ranked if one not in named][:1])
        return frozenset(named | keepers)
    most = frozenset(ranked[:2])
    wrote = sum(senders[one] for one in most)
    return most if wrote * _NEARLY_ALL >= sum(senders.values()) * (_NEARLY_ALL - 1) else None


def _bears(name: str, sender: str) -> bool:
    return any(identity.same(one, sender) for one in (name, _AGAIN.sub("", name)))
