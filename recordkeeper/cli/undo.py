"""Withdraw what the last command recorded, all of it: it stays visible as withdrawn, and counts nowhere."""

from collections.abc import Iterable, Iterator, Sequence

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, confirm
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import compose, saved
from recordkeeper.cli.retract import brought_along
from recordkeeper.disclosure.lines import entry_line
from recordkeeper.errors import BadInput, NotFound, RecordkeeperError
from recordkeeper.ledger.casefile import CaseFile, Standing, brought_by
from recordkeeper.ledger.ledger import Writer
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Erasure, Receipt, Restored, Source, Withdrawal
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.keeping import Disclosure
from recordkeeper.records.people import Matter

KEPT = (Matter, Erasure, Receipt, Restored)
"""What the whole record rests on, what cannot be made undone, and what others have witnessed."""
SHOWN = 10
"""How many entries are shown before the rest is counted."""


@command(
    "undo",
    help=_(
        "Withdraw what the last command recorded, an import as a whole. It shows what, and asks. "
        "It stays visible as withdrawn.\n\n"
        "Again: what was recorded before that. To let something stand again: rk retract N, with N the "
        "entry that withdrew it."
    ),
)
@click.option("--reason", type=TEXT, help=_("Why. Printed beside it; without it: undone."))
@click.option("--yes", is_flag=True, help=_("Without asking."))
@note_option
def undo(session: Session, reason: str | None, yes: bool, note: str | None) -> None:
    """Withdraw every entry of the last operation that stands, in one commit."""
    if reason is not None and not reason.strip():
        raise BadInput(_("--reason is empty. Nothing was recorded."), _("Leave it out, or write the reason."))
    with open_ledger(session, write=True) as ledger:
        case = whole_case(ledger)
        last = _last_operation(case)
        targets = _targets(last)
        private = list(ledger.entries("private"))
        _check(case, last, private)
        _say_what(case, targets, private, asked=not yes)
        if not confirm(session, _("Withdraw it?"), yes=yes):
            raise click.Abort

        def facts(writer: Writer) -> Iterable[Fact]:
            if writer.next_serial() != case.head.count + 1:
                raise _overtaken()
            return _withdrawals(targets, reason or _("undone"))

        written = compose(ledger, facts, note=note)
    serials = [one.serial for one in targets]
    many = ngettext("{names} is withdrawn{along}.", "{names} are withdrawn{along}.", len(serials))
    along = "".join(brought_along(one.fact) for one in targets)
    message = many.format(names=_listed(serials), along=along)
    saved(session, "undo", written[0], message=message, more={"withdrawn": serials})
    by = [one.serial for one in written if one.book == "record"]
    output.note(_("To let it stand again: rk retract N --reason TEXT, for {by}.").format(by=_listed(by)))


def _listed(serials: Sequence[int]) -> str:
    return ", ".join(f"#{serial}" for serial in serials[:SHOWN]) + (" …" if len(serials) > SHOWN else "")


def _last_operation(case: CaseFile) -> list[Standing[Fact]]:
    """The entries that stand of the last command that recorded anything but withdrawals.

    Withdrawals are passed over: undoing twice goes back two steps, and `retract` takes one of them back.
    """
    found: list[Standing[Fact]] = []
    operation = None
    for one in reversed(list(case.all.values())):
        if not one.stands or isinstance(one.fact, Withdrawal):
            continue
        stamp = one.entry.stamp
        if found and (stamp is None or stamp.operation != operation):
            break
        operation = stamp.operation if stamp else None
        found.append(one)
    return found[::-1]


def _targets(last: Sequence[Standing[Fact]]) -> list[Standing[Fact]]:
    """What needs a withdrawal of its own: an imported file takes along what it brought."""
    files = {one.serial for one in last if isinstance(one.fact, Source)}
    return [one for one in last if brought_by(one.fact) not in files]


def _withdrawals(targets: Iterable[Standing[Fact]], reason: str) -> Iterator[Withdrawal]:
    for one in targets:
        yield Withdrawal(target=Target(serial=one.serial, digest=one.entry.digest.hex()), reason=reason)


def _check(case: CaseFile, last: Sequence[Standing[Fact]], private: Sequence[Entry]) -> None:
    """Refuse what cannot be undone.

    Raises:
        BadInput: the last thing recorded stays as it is. NotFound: nothing is there that stands.
    """
    if not last:
        raise NotFound(_("Nothing is recorded that could be undone."), _("See: rk timeline"))
    unread = [serial for serial in case.gone if serial > last[-1].serial]
    if unread:
        raise BadInput(
            _(
                "#{serial} is of a kind this program cannot read, and is not undone. Nothing was recorded."
            ).format(serial=unread[-1]),
            _("To withdraw an earlier entry: rk retract N --reason TEXT"),
        )
    kept = next((one for one in last if isinstance(one.fact, KEPT)), None)
    if kept is not None:
        raise BadInput(
            _("The last that stands is #{serial}, {what}: that stays. Nothing was recorded.").format(
                serial=kept.serial, what=_named(kept.fact)
            ),
            _("To withdraw an earlier entry: rk retract N --reason TEXT    See: rk timeline"),
        )
    left = _later(case, last, private)
    if left is not None and isinstance(left.fact, Disclosure):
        raise BadInput(
            _(
                "The last thing done was an export (N{serial}), and what left cannot be called back. "
                "Someone may hold a copy in which #{last} stands. Nothing was recorded."
            ).format(serial=left.serial, last=last[-1].serial),
            _("To withdraw it, say why: rk retract {first} --reason TEXT").format(
                first=_targets(last)[-1].serial
            ),
        )


def _named(fact: Fact) -> str:
    return {
        Matter: _("the beginning of the record"),
        Erasure: _("an erasure"),
        Receipt: _("a witness's receipt"),
        Restored: _("a copy put back"),
    }[type(fact)]


def _later(case: CaseFile, last: Sequence[Standing[Fact]], private: Sequence[Entry]) -> Entry | None:
    """The last entry of the private book, if it was made later than what would be undone, on its own."""
    stamps = {one.entry.stamp.operation for one in case.all.values() if one.entry.stamp}
    one = private[-1] if private else None
    if one is None or one.stamp is None or one.stamp.operation in stamps:
        return None
    return one if (one.recorded_at or 0) >= last[-1].recorded_at else None


def _say_what(
    case: CaseFile, targets: Sequence[Standing[Fact]], private: Sequence[Entry], *, asked: bool
) -> None:
    """Show what would be withdrawn, and what stays."""
    say = output.ask if asked else output.note
    passed = [one for one in case.standing(Withdrawal) if one.serial > targets[-1].serial]
    if passed:
        say(
            _("Withdrawn already by #{by}: #{serial}. To let that stand again: rk retract {by}").format(
                by=passed[-1].serial, serial=passed[-1].fact.target.serial
            )
        )
    for one in targets[:SHOWN]:
        say(f"  #{one.serial}  {entry_line(case, one)}")
    if len(targets) > SHOWN:
        say(_("  and {count} more").format(count=len(targets) - SHOWN))
    stamp = targets[0].entry.stamp
    beside = [one for one in private if one.stamp and stamp and one.stamp.operation == stamp.operation]
    later = _later(case, targets, private)
    for note in [*beside, *([later] if later else [])]:
        say(_("  N{serial} in your private book stays.").format(serial=note.serial))


def _overtaken() -> RecordkeeperError:
    return RecordkeeperError(
        _("Another command wrote to this record meanwhile. Nothing was recorded."),
        _("See what is last now: rk undo"),
    )
