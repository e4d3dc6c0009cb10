"""How the keeper names entries: 14, #14, B1, S1, C2, P3; and ranges, 14-27."""

import re

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger.casefile import PREFIXES, CaseFile, brought_by
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact

_SERIAL = re.compile(r"^#?([1-9]\d{0,14})$")
_RANGE = re.compile(r"^#?([1-9]\d{0,14})(?:-#?([1-9]\d{0,14}))?$")
_NUMBERED = re.compile(r"^([A-Za-z])([1-9]\d*)$")

PRIVATE = "N"
"""What the entries of the private book are numbered with."""


def serial_of(case: CaseFile, name: str) -> int:
    """The serial that a name stands for.

    Raises:
        BadInput: it is not a name of an entry. NotFound: there is no such entry.
    """
    if match := _SERIAL.match(name):
        return int(match[1])
    numbered = _NUMBERED.match(name)
    if numbered is not None and numbered[1].upper() == PRIVATE:
        raise BadInput(
            _("{name} stands in your private book, where nothing is corrected or withdrawn.").format(
                name=name.upper()
            ),
            _("Nothing was recorded. To read it: rk show {name}    To say more: rk note").format(
                name=name.upper()
            ),
        )
    if numbered is None or numbered[1].upper() not in {*PREFIXES.values(), "E"}:
        raise BadInput(
            _("{name} does not name an entry.").format(name=name),
            _(
                "Entries are named 14 or #14, boundaries B1, statements S1, consequences C1, people P1, "
                "measures M1."
            ),
        )
    if numbered[1].upper() == "E":
        return int(numbered[2])
    found = case.names.get(name.upper())
    if found is None:
        raise NotFound(_("There is no {name} in this record.").format(name=name.upper()), _hint(numbered[1]))
    return found


def one_of(case: CaseFile, name: str, kind: type[Fact]) -> int:
    """The serial of an entry of a given kind that stands.

    Raises:
        BadInput: it names an entry of another kind, or a withdrawn one. NotFound: there is no such entry.
    """
    serial = serial_of(case, name)
    found, hint = case.all.get(serial), _hint(PREFIXES.get(kind, ""))
    if found is None:
        raise NotFound(_("{name} is no {kind} in this record.").format(name=name, kind=kind.kind), hint)
    if type(found.fact) is not kind:
        raise BadInput(
            _("{name} is a {other}, and a {kind} is needed here. Nothing was recorded.").format(
                name=name, other=found.fact.kind, kind=kind.kind
            ),
            hint,
        )
    if found.withdrawn is not None:
        raise withdrawn_already(name, found.withdrawn.serial)
    return serial


def standing_entry(ledger: Ledger, case: CaseFile, name: str) -> Entry:
    """The entry of any kind that a name stands for, if it was not withdrawn.

    Args:
        ledger: the open record.
        case: with its withdrawals, as `setup_case` reads it; the entry itself need not be in it.
        name: as typed.

    Raises:
        BadInput: it is no name, or the entry was withdrawn. NotFound: no such entry, or it was erased.
    """
    entry = ledger.entry(serial_of(case, name))
    for one in case.standing(Withdrawal):
        if one.fact.target.serial in {entry.serial, brought_by(entry.fact)}:
            raise withdrawn_already(name, one.serial)
    if entry.fact is None:
        raise NotFound(
            _("The content of entry {serial} is gone: erased, or of a newer kind.").format(
                serial=entry.serial
            ),
            _("See: rk show {serial}").format(serial=entry.serial),
        )
    return entry


def withdrawn_already(name: str, by: int) -> BadInput:
    """The error for an entry that was taken back; taking back its withdrawal brings it back."""
    return BadInput(
        _("{name} was withdrawn by #{by}. Nothing was recorded.").format(name=name, by=by),
        _("See: rk show {by}    To let it stand again: rk retract {by} --reason TEXT").format(by=by),
    )


def serials_of(case: CaseFile, names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Inclusive ranges of serials from names such as 14, 20-27 or C1.

    Raises:
        BadInput: a range runs backwards, or a name is none. NotFound: there is no such entry.
    """
    ranges = []
    for name in names:
        if match := _RANGE.match(name):
            first, last = int(match[1]), int(match[2] or match[1])
            if last < first:
                raise BadInput(_("{name} runs backwards.").format(name=name), f"{last}-{first}")
            ranges.append((first, last))
        else:
            serial = serial_of(case, name)
            ranges.append((serial, serial))
    return tuple(ranges)


def entries_named(ledger: Ledger, case: CaseFile, names: tuple[str, ...]) -> tuple[int, ...]:
    """The serials of entries named singly or as ranges, each once, in the order named.

    Raises:
        BadInput: a name is none, or a range runs backwards. NotFound: there is no such entry.
    """
    named = (serial for first, last in serials_of(case, names) for serial in range(first, last + 1))
    return tuple(dict.fromkeys(ledger.entry(serial).serial for serial in named))


def _hint(prefix: str) -> str:
    lists = {
        "P": "rk person list",
        "B": "rk boundary list",
        "C": "rk consequence list",
        "M": "rk measure list",
    }
    return _("See: {command}").format(command=lists.get(prefix.upper(), "rk timeline"))
