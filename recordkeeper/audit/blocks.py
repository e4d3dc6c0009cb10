"""Measures, and what came after a block: contacts on the blocked channel, and ways never used before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recordkeeper.audit.counting import Counted
from recordkeeper.audit.intervals import surely_after
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records import identity
from recordkeeper.records.boundaries import Statement
from recordkeeper.records.consequences import Measure
from recordkeeper.records.contacts import Contact
from recordkeeper.records.people import Identifier


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure from its beginning to its end.

    Attributes:
        name: M1, M2 …
        begun: the entry that began it.
        ended: the entry that ended it, None while it is on.
    """

    name: str
    begun: Standing[Measure]
    ended: Standing[Measure] | None

    @property
    def proof(self) -> tuple[int, ...]:
        """Serials of the entries that show it was taken."""
        own = (self.begun.serial,) if self.begun.files else ()
        return (*own, *self.begun.fact.proof_entries)

    def covers(self, one: Counted) -> bool:
        """Whether a contact came the way it is on, for certain after it began and before it ended."""
        if not self.is_on(one.contact.fact.channel, one.contact.fact.medium):
            return False
        began = surely_after(one.when, self.begun.fact.when)
        return began and (self.ended is None or surely_after(self.ended.fact.when, one.when))

    def is_on(self, channel: str, medium: str) -> bool:
        """Whether it is on a channel, and on a medium within it: a block in a messenger stops no SMS."""
        fact = self.begun.fact
        if fact.channel is None:
            return True
        return fact.channel == channel and fact.medium in {"", medium}


@dataclass(frozen=True, slots=True)
class AfterBlock:
    """What came after a block.

    Attributes:
        contacts: by a way while it was blocked, in order of occurrence.
        new_identifiers: as displayed, neither seen, written to nor identified before the first block.
        new_channels: on which nothing came before the first block.
        first_used: the contacts by which those were first used.
    """

    contacts: tuple[Counted, ...] = ()
    new_identifiers: tuple[str, ...] = ()
    new_channels: tuple[str, ...] = ()
    first_used: tuple[Counted, ...] = ()


def measures(case: CaseFile) -> tuple[Measured, ...]:
    """Every measure that stands, in order of entry, with the end of each."""
    standing = case.standing(Measure)
    ends = {one.fact.ends: one for one in reversed(standing) if one.fact.ends is not None}
    return tuple(
        Measured(case.name(one.serial), one, ends.get(one.serial))
        for one in standing
        if one.fact.ends is None
    )


def after_block(case: CaseFile, earlier: Sequence[Counted], after: Sequence[Counted]) -> AfterBlock:
    """Find what came after each block.

    Args:
        case: what stands.
        earlier: every attributed inbound contact, also before the notice.
        after: those the figures cover.
    """
    blocks = [one for one in measures(case) if one.begun.fact.type == "block" and one.begun.fact.when.known]
    if not blocks:
        return AfterBlock()
    first = min(blocks, key=lambda one: one.begun.fact.when.at or 0).begun.fact
    before = [one for one in earlier if not surely_after(one.when, first.when)]
    numbers, channels = _Seen(_known(case, first), case.region), {one.contact.fact.channel for one in before}
    new_numbers: list[str] = []
    new_channels: list[str] = []
    firsts: list[Counted] = []
    for one in after:
        if not surely_after(one.when, first.when):
            continue
        number, channel = one.contact.fact.identifier, one.contact.fact.channel
        new_number = bool(number) and not numbers.seen(number)
        new_channel = channel not in channels
        new_numbers += [number] if new_number else []
        new_channels += [channel] if new_channel else []
        firsts += [one] if new_number or new_channel else []
        channels.add(channel)
    later = tuple(one for one in after if any(block.covers(one) for block in blocks))
    return AfterBlock(later, tuple(new_numbers), tuple(new_channels), tuple(firsts))


def _known(case: CaseFile, block: Measure) -> Iterable[str]:
    """Every identifier in the record that was in use before a block: by either side, or identified."""
    for contact in case.standing(Contact):
        if not surely_after(contact.fact.when, block.when):
            yield contact.fact.identifier
    for statement in case.standing(Statement):
        if not surely_after(statement.fact.when, block.when):
            yield statement.fact.to
    for one in case.standing(Identifier):
        if one.recorded_at <= (block.when.at or 0):
            yield one.fact.value


class _Seen:
    """Identifiers already met, however spelled: found without comparing each with all."""

    def __init__(self, values: Iterable[str], region: str) -> None:
        self._region = region
        self._spelled: dict[str, list[str]] = {}
        for value in dict.fromkeys(values):
            self.seen(value)

    def seen(self, value: str) -> bool:
        """Whether it was met before; from now on it was."""
        spellings = self._spelled.setdefault(identity.bucket(value), [])
        found = any(identity.same(value, one, self._region) for one in spellings)
        if not found:
            spellings.append(value)
        return found
