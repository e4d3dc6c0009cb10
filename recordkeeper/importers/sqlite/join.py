"""Tables that only say which row belongs to which: kept as two columns of numbers, sixteen bytes a row."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.sqlite.file import Row, Table


class Joined:
    """What belongs to a row, by its number.

    Args:
        table: of pairs of numbers; None where the database has none, and nothing belongs to anything.
        left, right: its two columns, in lower case.

    Attributes:
        damage: places of the table that cannot be read: what they say is missing.
    """

    def __init__(self, table: Table | None, left: str, right: str) -> None:
        self.damage: list[Damage] = []
        self._left, self._right = array("q"), array("q")
        unreadable, ordered = 0, True
        for row in table.rows(left, right) if table else ():
            if isinstance(row, Damage):
                self.damage.append(row)
                continue
            one = row.integer(left) if isinstance(row, Row) else None
            other = row.integer(right) if isinstance(row, Row) else None
            if one is None or other is None:
                unreadable += 1
                continue
            ordered = ordered and not (self._left and one < self._left[-1])
            self._left.append(one)
            self._right.append(other)
        if table and unreadable:
            lost = _("{count} of its rows cannot be read").format(count=unreadable)
            self.damage.append(Damage(_("table {name}").format(name=table.name), lost))
        if not ordered:
            self._sort()

    def of(self, number: int) -> Iterator[int]:
        """The numbers that belong to this one, in the order of the table."""
        place = bisect_left(self._left, number)
        while place < len(self._left) and self._left[place] == number:
            yield self._right[place]
            place += 1

    def _sort(self) -> None:
        order = sorted(range(len(self._left)), key=self._left.__getitem__)
        self._left = array("q", (self._left[place] for place in order))
        self._right = array("q", (self._right[place] for place in order))
