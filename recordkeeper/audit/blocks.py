"""What came after a block: contacts on the blocked channel, and ways never used before."""

from collections.abc import Sequence
from dataclasses import dataclass

from recordkeeper.audit.counting import Counted
from recordkeeper.audit.intervals import surely_after
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records import identity
from recordkeeper.records.consequences import Measure
from recordkeeper.records.people import Identifier


@dataclass(frozen=True, slots=True)
class AfterBlock:
    """What came after a block.

    Attributes:
        contacts: on a channel after it was blocked, in order of occurrence.
        new_identifiers: as displayed, neither seen nor identified before the first block.
    """

    contacts: tuple[Counted, ...] = ()
    new_identifiers: tuple[str, ...] = ()


def after_block(case: CaseFile, earlier: Sequence[Counted], after: Sequence[Counted]) -> AfterBlock:
    """Find what came after each block.

    Args:
        case: what stands.
        earlier: every attributed inbound contact, also before the notice.
        after: those the figures cover.
    """
    blocks = [one.fact for one in case.standing(Measure) if _begins_block(one.fact)]
    later = [one for one in after if any(_evades(one, block) for block in blocks)]
    if not blocks:
        return AfterBlock()
    first = min(blocks, key=lambda block: block.when.at or 0)
    known = [one.contact.fact.identifier for one in earlier if not surely_after(one.when, first.when)]
    known += [one.fact.value for one in case.standing(Identifier) if one.recorded_at <= (first.when.at or 0)]
    new: list[str] = []
    for one in after:
        value = one.contact.fact.identifier
        if value and surely_after(one.when, first.when) and not _among(value, known):
            new.append(value)
            known.append(value)
    return AfterBlock(tuple(later), tuple(new))


def _begins_block(measure: Measure) -> bool:
    return measure.type == "block" and measure.ends is None and measure.when.known


def _evades(one: Counted, block: Measure) -> bool:
    return block.channel in {None, one.contact.fact.channel} and surely_after(one.when, block.when)


def _among(value: str, known: Sequence[str]) -> bool:
    return any(identity.same(value, one) for one in known if one)
