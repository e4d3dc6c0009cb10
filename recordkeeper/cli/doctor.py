"""Look at the surroundings of the record: what is all right, and what to mend with which command."""

import sys

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import opened
from recordkeeper.cli.options import Session, command, secret_of
from recordkeeper.errors import IntegrityError, Locked
from recordkeeper.ledger import settings
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import RECOVERY_SHEET
from recordkeeper.vault.surroundings import Seen, look_around, versions

DAMAGED = 6
DAY = 24 * 60 * 60 * 1000


@command("doctor", help=_("Look at the surroundings; say what is all right and what to mend."))
@click.option("--mend-keys", is_flag=True, help=_("Write keys.json and its twin anew from the whole one."))
def doctor(session: Session, mend_keys: bool) -> int:
    """Change nothing, unless asked to mend the keys; exit 6 only for damage."""
    directory = session.require()
    if mend_keys:
        _mend(session)
    seen = [*look_around(directory), *_machine()]
    if any(one.damage for one in seen) or not _may_open(session):
        what = _("not looked at: the record was not opened")
        seen.append(Seen(_("backup"), ok=True, what=what))
    else:
        seen += _inside_or_why_not(session)
    if session.json:
        checks = [{"name": one.name, "ok": one.ok, "what": one.what, "command": one.command} for one in seen]
        output.data("doctor", {"checks": checks, "open": sum(not one.ok for one in seen)})
    elif session.plain:
        output.rows((one.name, "ok" if one.ok else "mend", one.what, one.command) for one in seen)
    else:
        _tell(seen)
    return DAMAGED if any(one.damage for one in seen) else 0


def _tell(seen: list[Seen]) -> None:
    width = max(len(one.name) for one in seen)
    for one in seen:
        output.say(f"{one.name.ljust(width)}  {_('ok  ') if one.ok else _('mend')}  {one.what}")
        if one.command:
            output.say(f"{'':{width}}        {one.command}")
    left = sum(not one.ok for one in seen)
    output.say(_("Nothing to mend.") if not left else _("To mend: {count}").format(count=left))


def _mend(session: Session) -> None:
    from recordkeeper.vault.changing import mend_keys

    for finding in mend_keys(session.directory):
        output.note(_("Mended: {finding}").format(finding=finding))


def _may_open(session: Session) -> bool:
    """Whether there is a way to open it: given, or a terminal to ask on."""
    given = (session.key_file, session.passphrase_file, session.passphrase_fd)
    return session.prompts() or any(one is not None for one in given)


def _machine() -> list[Seen]:
    """What the machine and the screen say of themselves."""
    from pyexpat import EXPAT_VERSION

    zone = clock.machine_zone()
    encoding = (sys.stdout.encoding or "?").lower()
    told = zone is not None
    return [
        Seen(_("libraries"), ok=True, what=f"{versions()}, {EXPAT_VERSION}"),
        Seen(
            _("time zone"),
            ok=told,
            what=zone or _("the machine does not say"),
            command="" if told else _("set it in the system, or give --zone to every command"),
        ),
        Seen(
            _("screen"),
            ok=encoding.startswith("utf"),
            what=encoding,
            command="" if encoding.startswith("utf") else "export PYTHONUTF8=1",
        ),
    ]


def _inside_or_why_not(session: Session) -> list[Seen]:
    """What is inside; a record that does not open leaves what was seen around it standing."""
    try:
        return _inside(session)
    except (IntegrityError, Locked) as error:
        damage = isinstance(error, IntegrityError)
        return [Seen(_("record"), ok=False, what=error.message, command=error.advice, damage=damage)]


def _inside(session: Session) -> list[Seen]:
    """What only the open record can say: its newest backup, and whether a sheet was ever shown."""
    with opened(session.directory, secret_of(session), write=False) as vault:
        ledger = Ledger(vault)
        last, sheet, head = (
            settings.last_backup(ledger),
            settings.setting(ledger, RECOVERY_SHEET),
            ledger.head(),
        )
    seen = []
    old = settings.backup_old(last, head.count, clock.now())
    what = _("never made")
    if last is not None:
        days = (clock.now() - last.made) // DAY
        what = _("{count} of {all} entries, {days} days old").format(
            count=last.count, all=head.count, days=days
        )
    seen.append(Seen(_("backup"), ok=not old, what=what, command="rk backup DEST" if old else ""))
    words = {"shown": _("was shown"), "void": _("void since everything was encrypted anew")}
    shown = sheet == "shown"
    seen.append(
        Seen(
            _("sheet"),
            ok=shown,
            what=words.get(sheet or "", _("never shown: without it a lost passphrase cannot be replaced")),
            command="" if shown else "rk recovery print",
        )
    )
    return seen
