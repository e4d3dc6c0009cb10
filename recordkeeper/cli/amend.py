"""Correct an entry; the original is kept and printed beside the correction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.amendable import AMENDMENTS, Amendment, options_of
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.channels import check_medium
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.naming import standing_entry
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure import dates
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.correcting import apply_changes, correct, read_anew
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Correction, Erasure, Receipt, Restored, Source, Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.moment import Moment

FIXED = (Correction, Erasure, Marking, Receipt, Restored, Same, Source, Withdrawal)
"""What is about other entries, or about the record itself: withdrawn and said anew, never corrected."""
AS_IT_CAME = {"words", "subject", "from", "to", "medium", "duration"}
"""What a phone's own record says of a message. A changed copy of it would prove nothing."""


def _amendable_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for one in reversed(list({one.option: one for one in reversed(AMENDMENTS)}.values())):
        settings: dict[str, Any] = {"multiple": True} if one.many else {}
        function = click.option(f"--{one.option}", one.name, type=TEXT, help=one.help, **settings)(function)
    return function


@command("amend", help=_('Correct an entry: rk amend 14 --when "21:35" --reason TEXT. The original is kept.'))
@click.argument("name", metavar="N")
@_amendable_options
@click.option("--zone", help=_("Zone of the time given with --when."))
@click.option("--reason", type=TEXT, help=_("Why. Printed beside the correction."))
@note_option
def amend(
    session: Session, name: str, reason: str | None, note: str | None, zone: str | None, **given: Any
) -> None:
    """Record one correction for each field given, in one commit."""
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        entry = standing_entry(ledger, case, name)
        fact = _standing(case, entry)
        wanted = _wanted(fact, given)
        _check(entry, fact, wanted)
        values = [
            (field, value)
            for one, typed in wanted
            for field, value in one.read(session, case, fact, typed, zone)
        ]
        _check_named(ledger, values)
        why = given_or_asked(session, reason, _("Why? It is printed beside the correction"), "--reason")
        corrections = list(_corrections(entry, fact, values, why))
        written = record(ledger, corrections, note=note)
    if not session.json and not session.plain:
        for one in corrections:
            output.say(_change(one, case.home_zone))
    changes = [
        {"serial": at.serial, "field": one.field, "old": one.old, "new": one.new}
        for at, one in zip(written, corrections, strict=False)
    ]
    message = _("#{serial} is corrected; the original is kept.").format(serial=entry.serial)
    saved(session, "amend", written[0], message=message, more={"changes": changes})


def _wanted(fact: Fact, given: Mapping[str, Any]) -> list[tuple[Amendment, Any]]:
    """What was given, read as this kind of record reads an option that several kinds have."""
    reading = {one.option: one for one in AMENDMENTS} | {one.option: one for one in options_of(fact)}
    return [(one, given[one.name]) for one in reading.values() if given[one.name] not in {None, ()}]


def _check_named(ledger: Ledger, values: Sequence[tuple[str, Any]]) -> None:
    """Refuse entries that are not there."""
    for field, value in values:
        for serial in value if field == "about" else ():
            ledger.entry(serial)


def _standing(case: CaseFile, entry: Entry) -> Fact:
    """The fact as it stands now, earlier corrections applied."""
    later = [one.entry for one in case.standing(Correction) if one.fact.target.serial == entry.serial]
    if entry.fact is None:
        raise AssertionError(entry.serial)
    return apply_changes(entry.fact, later)[0]


def _check(entry: Entry, fact: Fact, wanted: Sequence[tuple[Amendment, Any]]) -> None:
    """Refuse what this entry has not, and what is not the keeper's to change."""
    if isinstance(fact, FIXED):
        raise BadInput(
            _("#{serial} is a {kind}, which is not corrected. Nothing was recorded.").format(
                serial=entry.serial, kind=fact.kind
            ),
            _("Withdraw it and say it anew: rk retract {serial} --reason TEXT").format(serial=entry.serial),
        )
    known = options_of(fact)
    unknown = [one.option for one, _typed in wanted if one not in known]
    if unknown or not wanted:
        message = _("There is nothing to correct in what was given. Nothing was recorded.")
        if unknown:
            message = _("A {kind} has no --{option}. Nothing was recorded.").format(
                kind=fact.kind, option=unknown[0]
            )
        raise BadInput(
            message,
            _("What can be corrected in #{serial}: {options}.").format(
                serial=entry.serial, options=", ".join(f"--{one.option}" for one in known)
            ),
        )
    if isinstance(fact, Contact) and fact.source is not None:
        for one, _typed in wanted:
            if one.option in AS_IT_CAME:
                raise BadInput(
                    _(
                        "#{serial} came from a phone's own record, and its --{option} stays as it came. "
                        "Nothing was recorded."
                    ).format(serial=entry.serial, option=one.option),
                    _("What you know besides: rk amend {serial} --facts TEXT --reason TEXT").format(
                        serial=entry.serial
                    ),
                )


def _corrections(
    entry: Entry, fact: Fact, values: Sequence[tuple[str, Any]], reason: str
) -> Iterator[Correction]:
    for field, value in values:
        if isinstance(value, Moment) and field == "when":
            _check_not_later(entry, value)
        correction = correct(entry, fact, field, value, reason)
        # The next field is compared with the fact as it stands after this one.
        fact = read_anew(fact.fields() | {field: correction.new}, type(fact))
        yield correction
    if isinstance(fact, Contact) and {"channel", "medium"} & {field for field, _value in values}:
        check_medium(fact.channel, fact.medium)


def _check_not_later(entry: Entry, when: Moment) -> None:
    if when.at is not None and when.at > (entry.recorded_at or when.at):
        raise BadInput(
            _("#{serial} was recorded before that, so it cannot have happened then.").format(
                serial=entry.serial
            ),
            _("Nothing was recorded. Check --when; a later contact is an entry of its own: rk log"),
        )


def _change(one: Correction, home: str) -> str:
    return _("{field}: was {old}, now {new}").format(
        field=one.field, old=_told(one.old, home), new=_told(one.new, home)
    )


def _told(value: Any, home: str) -> str:
    if value is None or value in ("", [], ()):
        return _("nothing")
    if isinstance(value, dict) and "precision" in value:
        return dates.moment_told(Moment(**value), home)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"“{value}”" if isinstance(value, str) else str(value)
