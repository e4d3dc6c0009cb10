"""The preview of an import on the screen: what is in it, what would become of it, what it cannot say."""

from collections.abc import Iterator, Sequence

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.import_days import by_day
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.lines import way, what
from recordkeeper.disclosure.source_words import FLAG_WORDS, ORDER_WORDS, trace_told
from recordkeeper.intake.preview import Preview
from recordkeeper.intake.tally import Sender
from recordkeeper.records.custody import Skipped

MOST_SENDERS = 12
SHOWN_AT_ONCE = 3
SAMPLE = 160
"""Characters of a message in a sample row: enough to see that it was read rightly."""
_TOLD_ELSEWHERE = frozenset({"group", "sender-unsaid"})
_UNITS = (("GB", 10**9), ("MB", 10**6), ("kB", 10**3))


def show(seen: Preview, home: str, *notes: str) -> None:
    """The preview of one export, and what else must be known of it."""
    count = seen.parsed - seen.system
    begins = ngettext(
        "{name}: {count} message or call, {format}", "{name}: {count} messages and calls, {format}", count
    )
    output.note(begins.format(name=seen.name, count=count, format=seen.format))
    for line in (*_in_it(seen, home), *_samples(seen, home), *_to_know(seen, home)):
        output.note("  " + line)
    for note in notes:
        output.note(_("  Note: {words}").format(words=note))


def _in_it(seen: Preview, home: str) -> Iterator[str]:
    """When, how many, by whom, on which days."""
    if seen.first is not None and seen.last is not None:
        first, last = (dates.instant_told(ms, home) for ms in (seen.first, seen.last))
        yield _("From {first} to {last}.").format(first=first, last=last)
    yield _(
        "{imported} would become entries, {duplicates} are here already, {others} are with others."
    ).format(imported=seen.imported, duplicates=seen.duplicates, others=seen.others)
    # Whoever has new entries is seen, however many others wrote more.
    for one in sorted(seen.senders, key=lambda one: not one.imported)[:MOST_SENDERS]:
        yield "  " + _sender(one)
    if len(seen.senders) > MOST_SENDERS:
        yield _("  and {count} more senders").format(count=len(seen.senders) - MOST_SENDERS)
    if seen.imported:
        yield _("Of the new entries: {received} received, {sent} sent by you.").format(
            received=seen.directions.get("in", 0), sent=seen.directions.get("out", 0)
        )
    yield from by_day(seen)
    if seen.early:
        yield _("{count} of those with others are only too early for --since.").format(count=seen.early)
    if seen.system:
        yield ngettext(
            "{count} line more is a notice of the app or the network, counted as nobody's.",
            "{count} lines more are notices of the app or the network, counted as nobody's.",
            seen.system,
        ).format(count=seen.system)


def _sender(one: Sender) -> str:
    return _("{who}  received {received}, sent {sent}, new entries {imported}").format(
        who=one.identifier or _("number hidden"),
        received=one.received,
        sent=one.sent,
        imported=one.imported,
    )


def _samples(seen: Preview, home: str) -> Iterator[str]:
    if seen.samples:
        yield _("The first of them, as they would be recorded:")
    for sample in seen.samples[:SHOWN_AT_ONCE]:
        told = what(sample).replace("\n", " ")
        told = told if len(told) <= SAMPLE else told[:SAMPLE] + "…"
        yield f"  {dates.moment_told(sample.when, home)}  {way(sample)}  {told}"


def _to_know(seen: Preview, home: str) -> Iterator[str]:
    """What the keeper must know before agreeing."""
    if seen.imported_before:
        yield _("This very file was brought in before.")
    if seen.withdrawn:
        yield _("{count} were withdrawn before and stay so.").format(count=seen.withdrawn)
    yield from _whose(seen)
    yield from _times(seen)
    if marked := [
        f"{count} {FLAG_WORDS[flag]}" for flag, count in seen.flags.items() if flag not in _TOLD_ELSEWHERE
    ]:
        yield _("Among the new entries: {list}.").format(list=", ".join(marked))
    if seen.declared is not None and seen.declared != seen.parsed + len(seen.skipped):
        yield _("The file says it has {declared}; such counts are often wrong.").format(
            declared=seen.declared
        )
    for damage in seen.damage:
        yield _("Damaged at {where}. Everything before it can be read.").format(where=damage)
    yield from _some(seen.skipped, _("Not read: {where}: {why}"), _("Not read: {count} more"))
    yield from _some(seen.missing, _("Not there: {where}: {why}"), _("Not there: {count} more"))
    for trace in seen.traces[:SHOWN_AT_ONCE]:
        yield _("The app itself wrote: {trace}").format(trace=trace_told(trace, home))
    if len(seen.traces) > SHOWN_AT_ONCE:
        yield _("and {count} more such lines").format(count=len(seen.traces) - SHOWN_AT_ONCE)
    if seen.imported or not seen.nothing_new:
        yield _("The record would keep {size} of it.").format(size=size_told(seen.added))


def _whose(seen: Preview) -> Iterator[str]:
    """Who in it may be the keeper, or the other person, and is not known to be."""
    if unsaid := unsaid_senders(seen):
        names = ", ".join(one.identifier or _("somebody unnamed") for one in unsaid[:SHOWN_AT_ONCE])
        names += " …" if len(unsaid) > SHOWN_AT_ONCE else ""
        words = _(
            "It is not known whether you are {names}: their messages are left out. If you are: --me NAME"
        )
        if seen.choices.everyone:
            words = _(
                "It is not known whether you are {names}: their messages are kept, and as not told whether "
                "you sent them. If you are: --me NAME"
            )
        yield words.format(names=names)
    for name in list(seen.ground.parties.elsewhere)[:SHOWN_AT_ONCE]:
        told = _('“{name}” is theirs in another app. If it is the same person here: --them "{name}"')
        yield told.format(name=name)
    if not (seen.choices.everyone or theirs_in(seen)) and any(one.identifier for one in seen.senders):
        yield _("Nobody in it is known to be the other person. If one of them is: --them NAME")


def unsaid_senders(seen: Preview) -> tuple[Sender, ...]:
    """Who wrote what the keeper may have written: not said which, and not the other person."""
    theirs = seen.ground.parties.is_theirs
    return tuple(one for one in seen.senders if one.unsaid and not theirs(one.identifier))


def theirs_in(seen: Preview) -> tuple[Sender, ...]:
    """Who in it is known to be the other person, or to act for them."""
    theirs = seen.ground.parties.is_theirs
    return tuple(one for one in seen.senders if any(map(theirs, one.identifier.split(", "))))


def _times(seen: Preview) -> Iterator[str]:
    """What turned its times into instants, in words."""
    zone = seen.choices.zone or seen.ground.zone
    words = {
        "epoch": _("Times are counted from 1970: certain."),
        "offset": _("Times are written with their distance from UTC: certain."),
        "stated-zone": _("Times have no zone: read as {zone}, as you said."),
        "assumed-zone": _("Times have no zone: read as {zone}, assumed; --zone says another."),
    }
    for basis in seen.zone_basis.split(", "):
        if basis in words:
            yield words[basis].format(zone=zone)
    if seen.choices.date_order:
        yield _("Dates are read as {order}, as you said.").format(order=ORDER_WORDS[seen.choices.date_order])


def _some(found: Sequence[Skipped], words: str, rest: str) -> Iterator[str]:
    """The first few, and how many more; the last one may count what nobody listed."""
    for one in found[:SHOWN_AT_ONCE]:
        yield words.format(where=one.locator, why=one.reason)
    if len(found) > SHOWN_AT_ONCE:
        yield rest.format(count=len(found) - SHOWN_AT_ONCE)


def size_told(size: int) -> str:
    """A size as file managers tell it: 820 bytes, 1.2 MB."""
    for unit, of in _UNITS:
        if size >= of:
            return f"{size / of:.1f} {unit}"
    return ngettext("{count} byte", "{count} bytes", size).format(count=size)
