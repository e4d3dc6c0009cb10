"""How the keeper names entries: 14, #14, B1, S1, C2, P3; and ranges, 14-27."""

import re
from gettext import gettext as _

from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger.casefile import PREFIXES, CaseFile
from recordkeeper.records.fact import Fact

_SERIAL = re.compile(r"^#?([1-9]\d{0,14})$")
_RANGE = re.compile(r"^#?([1-9]\d{0,14})(?:-#?([1-9]\d{0,14}))?$")
_NUMBERED = re.compile(r"^([A-Za-z])([1-9]\d*)$")


def serial_of(case: CaseFile, name: str) -> int:
    """The serial that a name stands for.

    Raises:
        BadInput: it is not a name of an entry. NotFound: there is no such entry.
    """
    if match := _SERIAL.match(name):
        return int(match[1])
    numbered = _NUMBERED.match(name)
    if numbered is None or numbered[1].upper() not in {*PREFIXES.values(), "E"}:
        raise BadInput(
            _("{name} does not name an entry.").format(name=name),
            _("Entries are named 14 or #14, boundaries B1, statements S1, consequences C1, people P1."),
        )
    if numbered[1].upper() == "E":
        return int(numbered[2])
    found = case.names.get(name.upper())
    if found is None:
        raise NotFound(_("There is no {name} in this record.").format(name=name.upper()), _hint(numbered[1]))
    return found


def one_of(case: CaseFile, name: str, kind: type[Fact]) -> int:
    """The serial of an entry of a given kind.

    Raises:
        BadInput: it names an entry of another kind. NotFound: there is no such entry.
    """
    serial = serial_of(case, name)
    if case.one(serial, kind) is None:
        raise NotFound(
            _("{name} is not a {kind} in this record.").format(name=name, kind=kind.kind),
            _hint(PREFIXES.get(kind, "")),
        )
    return serial


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


def _hint(prefix: str) -> str:
    lists = {"P": "rk person list", "B": "rk boundary list", "C": "rk consequence list"}
    return _("See: {command}").format(command=lists.get(prefix.upper(), "rk timeline"))
