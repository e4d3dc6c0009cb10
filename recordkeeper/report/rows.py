"""A table fed row by row: hairlines, a header on every page, cells that wrap, rows that go on overleaf.

Its cost is that of its rows and its memory that of a page: rows come from an iterator and are forgotten when
they are printed. Tables of the layout library take time with the square of their length.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.report.blocks import TABLE, Block
from recordkeeper.report.typesetting import LEADING, Line, Text

_PAD = 2.0
_GUTTER = 6.0
_HAIR, _HEAVY, _BAR = 0.35, 0.9, 2.2
_SPLITTABLE = 9  # lines; a shorter row goes to the next page whole
_WIDOW = 3


class Column(NamedTuple):
    """A column's title and width: points, or a share of what is left where ``share`` is given."""

    title: str
    width: float = 0
    share: float = 0
    right: bool = False


class Row(NamedTuple):
    """Cells in the columns' order.

    ``anchors``: its names for links; ``heavy``: bold; ``wide``: the second cell has the rest; ``barred``: a
    bar beside it in the margin, to tell it from its neighbours without colour.
    """

    cells: Sequence[Text]
    anchors: Sequence[str] = ()
    heavy: bool = False
    wide: bool = False
    barred: bool = False


class _Laid(NamedTuple):
    """A row set into lines, cell by cell."""

    cells: list[list[Line]]
    anchors: Sequence[str] = ()
    barred: bool = False

    @property
    def lines(self) -> int:
        return max(len(cell) for cell in self.cells)


class _Grid(Block):
    """Columns of given widths, and how a row is set in them, measured and printed."""

    after = 10

    def __init__(self, columns: Sequence[Column], size: float) -> None:
        super().__init__()
        self._columns, self._size = columns, size
        self._widths: list[float] = []

    def _print(self, row: _Laid, top: float, *, weight: float) -> None:
        leading = self._size * LEADING
        x = 0.0
        for column, width, cell in zip(self._columns, self._widths, row.cells, strict=True):
            for number, line in enumerate(cell):
                left = x + width - _GUTTER - line.width if column.right else x
                self.typesetter.draw(self.canv, line, left, top - _PAD - self._size - number * leading)
            x += width
        bottom = top - self._height(row)
        self.canv.setLineWidth(weight)
        self.canv.line(0, bottom, x - _GUTTER, bottom)
        if row.barred:
            self.canv.setLineWidth(_BAR)
            self.canv.line(-_GUTTER, bottom + _PAD, -_GUTTER, top - _PAD)

    def _lay(self, row: Row) -> _Laid:
        widths = self._widths
        if row.wide:
            widths = [widths[0], sum(widths[1:]), *([_GUTTER] * (len(widths) - 2))]
        texts = [*row.cells, *([""] * (len(widths) - len(row.cells)))]
        lines = self.typesetter.lines
        cells = [
            lines(text, width - _GUTTER, self._size, heavy=row.heavy) if text else []
            for text, width in zip(texts, widths, strict=True)
        ]
        return _Laid(cells, row.anchors, row.barred)

    def _height(self, row: _Laid) -> float:
        return max(row.lines, 1) * self._size * LEADING + 2 * _PAD


class _Page(_Grid):
    """The part of a table that stands on one page."""

    def __init__(
        self, columns: Sequence[Column], size: float, widths: list[float], rows: Sequence[_Laid]
    ) -> None:
        super().__init__(columns, size)
        self._widths, self._rows = widths, rows

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The height of header and rows."""
        return width, sum(map(self._height, self._rows))

    def draw(self) -> None:
        """Print header and rows, a hairline under each."""
        top = sum(map(self._height, self._rows))
        for number, row in enumerate(self._rows):
            for anchor in row.anchors:
                self.canv.anchor(anchor, top)
            self._print(row, top, weight=_HAIR if number else _HEAVY)
            top -= self._height(row)


class Rows(_Grid):
    """The table. May be thousands of rows long; pulls them as pages have room for them."""

    def __init__(self, columns: Sequence[Column], rows: Iterable[Row], *, size: float = TABLE) -> None:
        super().__init__(columns, size)
        self._source: Iterator[Row] = iter(rows)
        self._ready: deque[_Laid] = deque()
        self._done = False
        self._header: list[_Laid] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The height of what is left, or more than there is as soon as that is known."""
        if not self._header:
            self._widths = _measured(self._columns, width)
            self._header = [self._lay(Row([column.title for column in self._columns], heavy=True))]
        total = sum(map(self._height, (*self._header, *self._ready)))
        while not self._done and total <= height:
            row = next(self._source, None)
            if row is None:
                self._done = True
            else:
                self._ready.append(self._lay(row))
                total += self._height(self._ready[-1])
        return width, total if self._done else max(total, height + 1)

    def split(self, _width: float, height: float) -> list[Flowable]:
        """A page of the rows that fit, and this table with the rest."""
        height -= sum(map(self._height, self._header))
        fit: list[_Laid] = []
        while self._ready and self._height(self._ready[0]) <= height:
            height -= self._height(self._ready[0])
            fit.append(self._ready.popleft())
        fit.extend(self._first_lines(height))
        if not fit:
            return []
        self.__dict__.pop("_postponed", None)  # reportlab's note that it did not fit on the page before
        return [_Page(self._columns, self._size, self._widths, [*self._header, *fit]), self]

    def draw(self) -> None:
        """Print what is left of the table: its last page."""
        last = _Page(self._columns, self._size, self._widths, [*self._header, *self._ready])
        last.canv = self.canv
        last.draw()

    def _first_lines(self, height: float) -> list[_Laid]:
        """The start of a long row, where a good part of it fits; its rest stays, marked as continued."""
        if not self._ready:
            return []
        row = self._ready[0]
        fit = min(int((height - 2 * _PAD) / (self._size * LEADING)), row.lines - _WIDOW)
        if fit < _WIDOW or row.lines < _SPLITTABLE:
            return []
        rest = [cell[fit:] for cell in row.cells]
        rest[0] = rest[0] or row.cells[0][:1]
        for index, width in enumerate(self._widths):
            again = self.typesetter.lines(_("cont."), width - _GUTTER, self._size)
            if not rest[index] and len(again) == 1:
                rest[index] = again
                break
        self._ready[0] = row._replace(cells=rest, anchors=())
        return [row._replace(cells=[cell[:fit] for cell in row.cells])]


def _measured(columns: Sequence[Column], width: float) -> list[float]:
    """Each column's width, the last gutter included so that the text area is filled."""
    left = width + _GUTTER - sum(column.width for column in columns)
    shares = sum(column.share for column in columns) or 1
    return [column.width or left * column.share / shares for column in columns]
