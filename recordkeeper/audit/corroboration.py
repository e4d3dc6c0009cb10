"""Entries of different formats that probably tell the same contact: seen in independent sources.

A text in the phone's own backup and in the carrier's list, a chat exported by two programs. Nothing is
merged: they are named, one to one, and count once until the keeper says ``same`` or ``same --apart``.
Entries of one format are not paired, however alike: of those, the import has already left out what the
record has (``intake/duplicates.py``), and what it kept is there twice because it was said twice. But a chat
exported without its pictures, and later with them, tells each of those twice: one that the first export
left the picture out of, and one of another file of that format that holds one, dated alike, are one contact.

Two entries may be one contact when they went the same way, are by the same person and not from two different
numbers of theirs, and

- say the same words (spaces and line ends aside) or hold the same files, within a minute of each other;
- or one of them knows nothing of the content, as a carrier does not, within two minutes;
- or are calls that began within two minutes of each other and lasted equally long, to the minute that
  carriers round up to.

Whatever is equally near is taken in order of time, and each entry once: five "ok" in one minute here and
five there are five pairs.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from recordkeeper.audit.tellings import Telling
from recordkeeper.records.contacts import Same

NEAR = 60_000
"""Milliseconds between two clocks that dated the same words."""
NEAR_UNTOLD = 120_000
"""Milliseconds between a phone's clock and one that knows nothing of the content."""
ROUNDING = 60
"""Seconds: carriers charge, and write, whole minutes."""
_LOOKS = 50
"""Candidates that one entry is compared with; more in two minutes, and none of them fitting, are made up."""


def corroborated(tellings: Iterable[Telling], said: Iterable[Same]) -> tuple[tuple[int, ...], ...]:
    """Entries of different formats that are probably one contact, and not yet told so or told apart.

    Args:
        tellings: of all imported entries that stand, in any order.
        said: what the keeper said of entries being one contact, or not.

    Returns:
        The serials of each such contact's entries, ascending; those told to be one already among them.
    """
    ways: dict[tuple[str, str, object], list[Telling]] = {}
    formats: dict[int, str] = {}
    for one in sorted(tellings):
        ways.setdefault(one.whose, []).append(one)
        formats[one.serial] = one.format_name
    told = _Said(said, formats)
    found: list[tuple[int, ...]] = []
    for alike in ways.values():
        if len({one.format_name for one in alike}) > 1 or any(one.held is False for one in alike):
            found += _found(alike, told)
    return tuple(sorted(found))


class _Said:
    """What the keeper said already, by serial."""

    def __init__(self, said: Iterable[Same], formats: Mapping[int, str]) -> None:
        self.same: dict[int, set[int]] = {}
        self._apart: dict[int, set[str]] = {}
        for one in said:
            present = [serial for serial in one.entries if serial in formats]
            if one.apart:
                for serial in present:
                    rest = {formats[other] for other in present if other != serial}
                    self._apart.setdefault(serial, set()).update(rest)
            else:
                group = set(present).union(*(self.same.get(serial, ()) for serial in present))
                self.same.update(dict.fromkeys(group, group))

    def apart(self, one: Telling, other: Telling) -> bool:
        """Whether one was told apart from an entry of the other's format: then it is in none of it."""
        return other.format_name in self._apart.get(one.serial, ()) or (
            one.format_name in self._apart.get(other.serial, ())
        )


class _Group:
    """Entries that are probably one contact, at most one of each format, and what the keeper said is."""

    __slots__ = ("first", "members", "named")

    def __init__(self, first: Telling) -> None:
        self.first = first
        self.members = [first]
        self.named = False
        """Whether one was joined to it that the keeper has said nothing about."""


def _found(alike: Sequence[Telling], said: _Said) -> Iterator[tuple[int, ...]]:
    """Pair what one person did in one way, told in several formats; in order of time."""
    groups, left = _told(alike, said)
    left = _with_fuller(groups, left, said)
    formats = dict.fromkeys(one.format_name for one in alike)
    for untold in (False, True):
        for name in formats:
            mine = [one for one in left if one.format_name == name and (one.content == 0) == untold]
            for near in (0, NEAR_UNTOLD if untold else NEAR):
                mine = _matched(groups, mine, near, said)
            groups = sorted((*groups, *map(_Group, mine)), key=lambda group: group.first[:3])
    for group in groups:
        if group.named:
            yield tuple(sorted(one.serial for one in group.members))


def _told(alike: Sequence[Telling], said: _Said) -> tuple[list[_Group], list[Telling]]:
    """What the keeper said is one contact, and what is left to pair."""
    groups: dict[int, _Group] = {}
    left = []
    for one in alike:
        together = said.same.get(one.serial)
        if together is None:
            left.append(one)
        elif (first := min(together)) in groups:
            groups[first].members.append(one)
        else:
            groups[first] = _Group(one)
    return list(groups.values()), left


def _with_fuller(groups: list[_Group], alike: Sequence[Telling], said: _Said) -> list[Telling]:
    """Join what an export left a picture out of with what a later one holds, in order, each once.

    Returns:
        The rest.
    """
    fuller: dict[tuple[str, int, int], list[Telling]] = {}
    for one in alike:
        if one.held:
            fuller.setdefault((one.format_name, one.start, one.end), []).append(one)
    taken: set[int] = set()
    for one in alike:
        if one.held is not False:
            continue
        for other in fuller.get((one.format_name, one.start, one.end), ()):
            alike_lines = not (one.line and other.line) or one.line == other.line
            if other.serial not in taken and other.source != one.source and alike_lines:
                if said.apart(one, other):
                    continue
                group = _Group(other)
                group.members.append(one)
                group.named = True
                groups.append(group)
                taken.update((one.serial, other.serial))
                break
    return [one for one in alike if one.serial not in taken]


def _matched(groups: Sequence[_Group], new: Sequence[Telling], near: int, said: _Said) -> list[Telling]:
    """Join each new entry, all of one format, to the earliest group it may belong to; give back the rest.

    Groups of the same content stand together, so that a sweep looks only at those it may take. What knows
    nothing of the content is compared with all.
    """
    formats = {one.format_name for one in new}
    without = [one for one in groups if formats.isdisjoint(each.format_name for each in one.members)]
    of_content: dict[int, list[_Group]] = {0: without}
    for group in without:
        for content in {one.content for one in group.members} - {0}:
            of_content.setdefault(content, []).append(group)
    sweeps: dict[int, _Sweep] = {}
    left = []
    for one in new:
        if one.content not in sweeps:
            sweeps[one.content] = _Sweep(of_content.get(one.content, []))
        taken = sweeps[one.content].take(one, near, said)
        if taken is None:
            left.append(one)
        else:
            taken.members.append(one)
            taken.named = True
    return left


class _Sweep:
    """Groups in order of time, of which each is taken once: found without passing over taken ones again."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self._groups = groups
        self._starts = [group.first.start for group in groups]
        self._longest = max((group.first.end - group.first.start for group in groups), default=0)
        self._next = list(range(len(groups) + 1))

    def take(self, one: Telling, near: int, said: _Said) -> _Group | None:
        """The earliest group not taken yet that an entry may belong to."""
        at = self._free(bisect_left(self._starts, one.start - near - self._longest))
        for _look in range(_LOOKS):
            if at >= len(self._groups) or self._starts[at] > one.end + near:
                break
            group = self._groups[at]
            if all(_may_be(one, other, near, said) for other in group.members):
                self._next[at] = at + 1
                return group
            at = self._free(at + 1)
        return None

    def _free(self, at: int) -> int:
        while self._next[at] != at:
            self._next[at] = self._next[self._next[at]]
            at = self._next[at]
        return at


def _may_be(one: Telling, other: Telling, near: int, said: _Said) -> bool:
    """Whether two entries may be one contact."""
    if one.format_name == other.format_name or said.apart(one, other):
        return False
    if one.line and other.line and one.line != other.line:
        return False
    if one.content and other.content and one.content != other.content:
        return False
    if one.duration is not None and other.duration is not None:  # noqa: SIM102 - one rule, one line
        if abs(one.duration - other.duration) > ROUNDING:
            return False
    return max(one.start - other.end, other.start - one.end) <= near
