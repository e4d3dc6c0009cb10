"""What an import did, on the screen and for programs."""

from collections.abc import Sequence
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.import_handed import Refused
from recordkeeper.disclosure.figures import instant
from recordkeeper.errors import Unsaid
from recordkeeper.intake.bring_in import Imported
from recordkeeper.intake.tally import Sender
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped, Trace


def tell(done: Imported, *, dry_run: bool) -> None:
    """One line on what became of one export."""
    found = done.counted
    if found.parsed == 0 and found.damage:
        output.complain(
            _("Nothing could be read from {name}: damaged at {where}. Nothing of it was recorded.").format(
                name=found.name, where=found.damage[0]
            ),
            _("Export it again from the phone, or keep the file as it is: rk attach N FILE"),
        )
    elif dry_run:
        output.say(_("Nothing was recorded: this was only a look."))
    elif done.entries is not None:
        first, last = done.entries
        words = _("Saved as #{source} (the file) and #{first} to #{last}.")
        if first == last:
            words = _("Saved as #{source} (the file) and #{first}.")
        output.say(words.format(source=done.source, first=first, last=last))
        output.note(_("What it adds up to: rk audit    What they were about, five at a time: rk review"))
    elif done.source is not None:
        output.say(_("Saved the file as #{source}; it had no new entries.").format(source=done.source))
    elif found.nothing_new:
        output.say(_("Nothing new in {name}. Nothing was recorded.").format(name=found.name))
    else:
        output.say(_("{name} was not brought in. Nothing was recorded.").format(name=found.name))


def tell_refused(refused: Sequence[Refused]) -> None:
    """Which of several were not brought in, why, and what to do."""
    for one in refused:
        output.complain(f"{one.name}: {one.error.message}", one.error.advice)


def refused_json(one: Refused) -> dict[str, Any]:
    """The same for programs; ``option`` and ``choices`` where something must be said first."""
    told: dict[str, Any] = {"file": one.name, "reason": one.error.message, "advice": one.error.advice}
    if isinstance(one.error, Unsaid):
        told |= {"option": one.error.option, "choices": one.error.choices}
    return told


def import_json(done: Imported, home: str) -> dict[str, Any]:
    """What `import --json` prints for one file."""
    found = done.counted
    return {
        "source_sha256": found.sha256,
        "file": found.name,
        "container": found.container,
        "format": found.format,
        "parsed": found.parsed,
        "imported": found.imported,
        "duplicates": found.duplicates,
        "others": found.others,
        "early": found.early,
        "system": found.system,
        "withdrawn": found.withdrawn,
        "imported_before": found.imported_before,
        "declared": found.declared,
        "skipped": _named(found.skipped),
        "damage": list(found.damage),
        "missing": _named(found.missing),
        "unreadable": found.unreadable,
        "by_sender": [_sender(one) for one in found.senders],
        "by_direction": {side: found.directions.get(side, 0) for side in ("in", "out")},
        "by_day": [{"date": day.isoformat(), "contacts": count} for day, count in found.days.items()],
        "first": instant(found.first, home),
        "last": instant(found.last, home),
        "zone": home,
        "zone_basis": found.zone_basis,
        "zone_read_in": found.choices.zone or home,
        "date_order": found.choices.date_order,
        "flags": dict(found.flags),
        "bytes_added": found.added,
        "traces": [_trace(one, home) for one in found.traces],
        "samples": [_sample(one, home) for one in found.samples],
        "completeness_note": found.completeness,
        "notes": list(found.notes),
        "serial": done.source,
        "entries": list(done.entries) if done.entries else None,
    }


def totals(found: list[dict[str, Any]]) -> dict[str, Any]:
    """What several files add up to."""
    counts = ("parsed", "imported", "duplicates", "others", "system")
    added: dict[str, Any] = {name: sum(one[name] for one in found) for name in counts}
    return added | {name: [item for one in found for item in one[name]] for name in ("skipped", "damage")}


def _named(found: tuple[Skipped, ...]) -> list[dict[str, str]]:
    return [{"locator": one.locator, "reason": one.reason} for one in found]


def _sender(one: Sender) -> dict[str, Any]:
    return {
        "identifier": one.identifier,
        "received": one.received,
        "sent": one.sent,
        "imported": one.imported,
        "unsaid": one.unsaid,
    }


def _trace(one: Trace, home: str) -> dict[str, Any]:
    return {
        "what": one.what,
        "at": instant(one.when.at, home),
        "channel": one.channel,
        "medium": one.medium,
        "identifier": one.identifier,
        "words": one.words,
    }


def _sample(one: Contact, home: str) -> dict[str, Any]:
    return {
        "at": instant(one.when.at, home),
        "written": one.when.written,
        "direction": one.direction,
        "channel": one.channel,
        "medium": one.medium,
        "identifier": one.identifier,
        "words": one.words,
        "flags": list(one.flags),
    }
