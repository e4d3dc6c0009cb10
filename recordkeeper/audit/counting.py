"""From entries to contacts counted once: groups told twice, probable doubles, counts expanded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recordkeeper.audit.attribution import Directory, Who
from recordkeeper.audit.corroboration import corroborated
from recordkeeper.audit.doubles import Double, probable_doubles
from recordkeeper.audit.notice import Notice
from recordkeeper.audit.tellings import Tellings
from recordkeeper.audit.verdicts import Verdict, verdict
from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.contacts import Contact, Same
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Act, Purpose, Pushback


@dataclass(frozen=True, slots=True)
class Counted:
    """One entry that counts, with what other tellings of the same contact add to it.

    Attributes:
        contact: the telling that counts, the most detailed one.
        who: who was on the other side.
        verdict: None for the keeper's own, and for people nobody asked to stop.
        times: how many contacts it stands for.
        purpose, acts, pushback, answers: as recorded, marked, or said in another telling.
        told_also: serials of the other tellings, which count nowhere.
    """

    contact: Standing[Contact]
    who: Who
    verdict: Verdict | None
    times: int
    purpose: Purpose
    acts: tuple[Act, ...]
    pushback: tuple[Pushback, ...]
    answers: int | None
    told_also: tuple[int, ...]

    @property
    def serial(self) -> int:
        """The serial of the telling that counts."""
        return self.contact.serial

    @property
    def when(self) -> Moment:
        """When it happened, by the telling that counts."""
        return self.contact.fact.when

    @property
    def inbound(self) -> bool:
        """Whether it came to the keeper."""
        return self.contact.fact.direction == "in"


@dataclass(frozen=True, slots=True)
class Count:
    """All contacts of a case, each counted once.

    Attributes:
        contacts: what counts, in order of occurrence; those of unknown time last.
        doubles: typed entries that are probable doubles, not yet told apart, counted once.
        corroborated: serials of entries of independent sources that are probably one contact, likewise.
        verdicts: of every inbound standing entry, also of tellings that count nowhere, by serial.
    """

    contacts: tuple[Counted, ...]
    doubles: tuple[Double, ...]
    corroborated: tuple[tuple[int, ...], ...]
    verdicts: dict[int, Verdict]

    @property
    def inbound(self) -> Iterator[Counted]:
        """Those that came to the keeper."""
        return (one for one in self.contacts if one.inbound)

    @property
    def outbound(self) -> Iterator[Counted]:
        """The keeper's own that went to the respondent, or to someone acting for them."""
        return (one for one in self.contacts if not one.inbound and one.who.attributed)


def count(case: CaseFile, notices: Sequence[Notice]) -> Count:
    """Count every standing contact once (``domain.md``, "Standing contact").

    Messages that were never sent count nowhere.
    """
    directory = Directory(case)
    standing = [one for one in case.standing(Contact) if "not-sent" not in one.fact.flags]
    who = {one.serial: directory.who(one.fact, casefile.via(one)) for one in standing}
    twice = _corroborated(case, directory, standing, who)
    second = {serial for together in twice for serial in together[1:]}
    doubles = probable_doubles([one for one in standing if one.serial not in second], who)
    passed_over = {double.typed for double in doubles}
    contacts: list[Counted] = []
    verdicts: dict[int, Verdict] = {}
    for group in _groups(standing, twice):
        purpose = _purpose(group)
        judged = {one.serial: _judge(notices, who[one.serial], one, purpose) for one in group}
        verdicts.update({serial: found for serial, found in judged.items() if found is not None})
        contacts += [
            _counted(one, group, who[one.serial], judged[one.serial], purpose)
            for one in _most_detailed(group)
            if one.serial not in passed_over
        ]
    contacts.sort(key=lambda one: (one.when.at is None, one.when.at or 0, one.serial))
    return Count(tuple(contacts), doubles, twice, verdicts)


def _corroborated(
    case: CaseFile, directory: Directory, standing: Sequence[Standing[Contact]], who: Mapping[int, Who]
) -> tuple[tuple[int, ...], ...]:
    tellings = Tellings(case.region)
    made = (
        tellings.of(one.serial, one.fact, who[one.serial], directory.format_of(one.fact)) for one in standing
    )
    said = (one.fact for one in case.standing(Same))
    return corroborated((one for one in made if one is not None), said)


def _judge(notices: Sequence[Notice], who: Who, one: Standing[Contact], purpose: Purpose) -> Verdict | None:
    if one.fact.direction == "out":
        return None
    return verdict(notices, who, one.fact.when, one.fact.channel, purpose)


def _counted(
    one: Standing[Contact],
    group: Sequence[Standing[Contact]],
    who: Who,
    judged: Verdict | None,
    purpose: Purpose,
) -> Counted:
    # Only when one entry stands for the whole contact does it take over what the others add.
    tellings = group if len(_most_detailed(group)) == 1 else (one,)
    return Counted(
        contact=one,
        who=who,
        verdict=judged,
        times=one.fact.count or 1,
        purpose=purpose,
        acts=tuple(dict.fromkeys(act for telling in tellings for act in casefile.acts(telling))),
        pushback=tuple(dict.fromkeys(tag for telling in tellings for tag in telling.fact.pushback)),
        answers=next(filter(None, map(casefile.answers, tellings)), None),
        told_also=tuple(telling.serial for telling in group if telling.serial != one.serial),
    )


def _purpose(group: Iterable[Standing[Contact]]) -> Purpose:
    given = (casefile.purpose(one) for one in group)
    return next((purpose for purpose in given if purpose != "not-given"), "not-given")


def _groups(
    standing: Sequence[Standing[Contact]], twice: Sequence[Sequence[int]]
) -> Iterator[tuple[Standing[Contact], ...]]:
    """Entries that are told to be one contact, or probably are, together; every other entry alone."""
    by_serial = {one.serial: one for one in standing}
    probably = {serial: together for together in twice for serial in together}
    seen: set[int] = set()
    for one in standing:
        if one.serial in seen:
            continue
        group = [one.serial]
        for serial in group:  # it grows as it is walked
            linked = (*by_serial[serial].same, *probably.get(serial, ()))
            group += (other for other in dict.fromkeys(linked) if other in by_serial and other not in group)
        seen.update(group)
        yield (one, *(by_serial[serial] for serial in sorted(group[1:])))


def _most_detailed(group: Sequence[Standing[Contact]]) -> list[Standing[Contact]]:
    """The entries of the source that tells a contact in most detail.

    Every typed entry is a telling of its own; an imported file is one telling. Most entries win,
    then an imported file over memory, then one that has the words, then the first recorded.
    """
    if len(group) == 1:
        return [group[0]]
    sources: dict[tuple[str, int], list[Standing[Contact]]] = {}
    for one in group:
        source = one.fact.source
        key = ("file", source.entry) if source else ("typed", one.serial)
        sources.setdefault(key, []).append(one)
    best = min(
        sources, key=lambda key: (-len(sources[key]), key[0] != "file", not _worded(sources[key]), key[1])
    )
    return sources[best]


def _worded(entries: Sequence[Standing[Contact]]) -> bool:
    return any(one.fact.words for one in entries)
