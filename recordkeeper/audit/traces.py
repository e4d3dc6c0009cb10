"""What an app itself wrote of a block or a report, and which entry of the keeper it could prove.

Offered and never confirmed: that a line says "You blocked this contact" is no measure of the keeper's
until the keeper says so. A trace is taken to be about a step of its own channel within a day of it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from recordkeeper import zones
from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.blocks import Measured, measures
from recordkeeper.audit.notice import announcements
from recordkeeper.catalogue import gettext as _
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, ReportMade
from recordkeeper.records.custody import Source, Trace
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import CHANNELS, MEDIA

NEAR = 24 * 60 * 60 * 1000
"""How far, in milliseconds, what an app wrote of a step may lie from the step as the keeper tells it."""
MINUTE = 60_000
_ABOUT = {"blocked": ("block", "bloque"), "reported": ("report", "denunci")}
"""How the announced action of a consequence says, in English or Spanish, that it is of that sort."""
_WAYS = (*CHANNELS, *MEDIA["text"])


class Offer(NamedTuple):
    """One entry that a trace could prove, or one that could be made of it.

    Attributes:
        source: serial of the imported file that holds the trace.
        trace: what the app wrote.
        entry: how the keeper names what is there already and has no proof; "" where nothing is.
        command: what to run if the keeper did that.
    """

    source: int
    trace: Trace
    entry: str
    command: str


def offers(case: CaseFile) -> tuple[Offer, ...]:
    """Every trace in a standing imported file that is not proof of anything yet, and what it could prove."""
    directory = Directory(case)
    return tuple(
        Offer(one.serial, trace, entry, command)
        for one in case.standing(Source)
        for trace in about_them(one.fact, directory)
        for entry, command in _could_prove(case, one.serial, trace)
    )


def about_them(source: Source, directory: Directory) -> Iterator[Trace]:
    """The traces of what was done to the other person, or to nobody the export names; to a friend, never."""
    return (
        one
        for one in source.traces
        if not one.identifier or directory.theirs(one.identifier, source.importer)
    )


def near(one: Moment, other: Moment) -> bool:
    """Whether two moments lie within a day of each other; of an unknown one nobody can say so."""
    if one.at is None or other.at is None or one.until is None or other.until is None:
        return False
    return one.at - NEAR <= other.until and other.at <= one.until + NEAR


def add_proof(name: str, proof: int) -> str:
    """The command that makes an entry the proof of a step that has none."""
    return f'rk amend {name} --proof {proof} --reason "{_("the app itself recorded it")}"'


def blocked_call(case: CaseFile, serial: int, when: Moment) -> str:
    """What to run if the keeper set the block that a call ran into; "" where one is recorded with proof.

    Args:
        case: what stands.
        serial: of the call that the phone itself blocked.
        when: of that call: the block was on by then, and since when the call does not say.
    """
    on = [one for one in _blocks(case, "call") if _before(one.begun.fact.when, when)]
    if any(one.proof for one in on):
        return ""
    if on:
        return add_proof(on[-1].name, serial)
    return f"rk measure add block --channel call --when TIME --proof {serial}"


def _could_prove(case: CaseFile, source: int, trace: Trace) -> Iterator[tuple[str, str]]:
    if trace.what == "unblocked":
        yield from _end(case, source, trace)
        return
    steps = [one for one in case.standing(ConsequenceStep) if _carried_out(case, one, trace)]
    blocks = _blocks(case, trace.channel, trace.medium) if trace.what == "blocked" else []
    taken = [one for one in blocks if near(one.begun.fact.when, trace.when)]
    if steps or taken:
        yield from ((one.name, add_proof(one.name, source)) for one in taken if not one.proof)
        for step in steps:
            if not _proven(step):
                yield str(step.serial), add_proof(str(step.serial), source)
        return
    yield from _anew(case, source, trace)


def _anew(case: CaseFile, source: int, trace: Trace) -> Iterator[tuple[str, str]]:
    """What is not recorded yet: an announced consequence first, else the step by itself."""
    when = f'--when "{_typed(trace.when, case.home_zone)}"'
    waiting = [one for one in case.standing(Consequence) if _waits_for(case, one, trace)]
    for one in waiting:
        yield "", f"rk consequence done {case.name(one.serial)} {when} --proof {source}"
    if waiting:
        return
    if trace.what == "blocked":
        way = f"{trace.channel} --medium {trace.medium}" if trace.medium else trace.channel
        yield "", f"rk measure add block --channel {way} {when} --proof {source}"
    elif not any(near(one.fact.when, trace.when) for one in case.standing(ReportMade)):
        yield "", f"rk told platform {when}"


def _end(case: CaseFile, source: int, trace: Trace) -> Iterator[tuple[str, str]]:
    """The end of a block: of the one that was on."""
    for one in _blocks(case, trace.channel, trace.medium):
        if one.ended is None and _before(one.begun.fact.when, trace.when):
            when = _typed(trace.when, case.home_zone)
            yield "", f'rk measure end {one.name} --when "{when}" --proof {source}'
        elif one.ended is not None and near(one.ended.fact.when, trace.when) and not _proven(one.ended):
            name = str(one.ended.serial)
            yield name, add_proof(name, source)


def _blocks(case: CaseFile, channel: str, medium: str = "") -> list[Measured]:
    blocks = (one for one in measures(case) if one.begun.fact.type == "block")
    return [one for one in blocks if one.is_on(channel, medium)]


def _proven(one: Standing[Measure] | Standing[ConsequenceStep]) -> bool:
    return bool(one.files or one.fact.proof_entries)


def _before(one: Moment, other: Moment) -> bool:
    return one.at is not None and other.until is not None and one.at <= other.until


def _carried_out(case: CaseFile, step: Standing[ConsequenceStep], trace: Trace) -> bool:
    of = case.one(step.fact.consequence, Consequence)
    done = step.fact.step == "done" and near(step.fact.when, trace.when)
    return done and of is not None and _is_about(of.fact.action, trace)


def _waits_for(case: CaseFile, one: Standing[Consequence], trace: Trace) -> bool:
    """Whether it is open, of that sort, and was announced before the app wrote."""
    last = [step.fact.step for step in case.standing(ConsequenceStep) if step.fact.consequence == one.serial]
    if "done" in last or last[-1:] == ["withdrawn"] or not _is_about(one.fact.action, trace):
        return False
    said = next(announcements(case, one.fact.statement), None)
    return said is not None and _before(said.when, trace.when)


def _is_about(action: str, trace: Trace) -> bool:
    """Whether an announced action is of that sort; a channel that it names must be the trace's own."""
    said = action.casefold()
    named = {way for way in _WAYS if re.search(rf"\b{re.escape(way)}", said)}
    fits = not named or not named.isdisjoint({trace.channel, trace.medium})
    return fits and any(word in said for word in _ABOUT.get(trace.what, ()))


def _typed(when: Moment, home: str) -> str:
    """A moment as it can be typed after --when: to the minute; with an offset where it came twice."""
    if when.at is None or when.until is None:
        return "unknown"
    there = zones.local(when.at, home).replace(tzinfo=None, second=0, microsecond=0)
    if when.until - when.at > MINUTE:
        return f"{there:%Y-%m-%d}"
    if len(zones.instants(there, home)) > 1:
        return zones.rfc3339(when.at, home)
    return f"{there:%Y-%m-%d %H:%M}"
