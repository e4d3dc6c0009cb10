"""What is seen before it is read: the numbers at the head of the summary, and the code to scan."""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget

from recordkeeper.report.blocks import Block
from recordkeeper.report.typesetting import LEADING

_QUIET = 4  # modules of white around a QR code (ISO/IEC 18004, 5.3.8)


class Figures(Block):
    """Up to four numbers to be seen first, each over the words that say what it counts.

    All are set in the largest type, from 24 to 10 points, in which none is cut short.
    """

    after = 10
    _BIG, _LABEL = 24.0, 10.0

    def __init__(self, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._figures = figures

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The numbers' line, and as many lines as the longest label needs."""
        self._column = width / len(self._figures)
        set_, room = self.typesetter, self._column - 20
        widest = max(set_.width(number, 1, heavy=True) for number, _ in self._figures)
        self._big = max(self._LABEL, min(self._BIG, room / widest))
        self._set = [
            (set_.fitted(number, room, self._big, heavy=True), set_.lines(words, room, self._LABEL))
            for number, words in self._figures
        ]
        label = max(len(words) for _, words in self._set) * self._LABEL * LEADING
        self._height = self._big * 1.25 + label + 14
        return width, self._height

    def draw(self) -> None:
        """Print the strip between two hairlines, the columns parted by hairlines."""
        self.canv.setLineWidth(0.6)
        for y in (0, self._height):
            self.canv.line(0, y, self._column * len(self._set), y)
        for number, (figure, words) in enumerate(self._set):
            x = number * self._column + (10 if number else 0)
            y = self._height - 5 - self._big
            if number:
                self.canv.line(number * self._column, 6, number * self._column, self._height - 6)
            self.typesetter.draw(self.canv, figure, x, y)
            for count, line in enumerate(words):
                self.typesetter.draw(self.canv, line, x, y - 6 - self._LABEL - count * self._LABEL * LEADING)


class Code(Block):
    """A QR code of plain characters (the head of the chain), ``side`` points wide inside its border."""

    after = 8

    def __init__(self, value: str, *, side: float = 90) -> None:
        super().__init__()
        widget: Any = QrCodeWidget(value, barLevel="M")
        widget.qr.make()
        self._modules: list[list[bool]] = widget.qr.modules
        self._side = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A square with its quiet zone."""
        self._module = self._side / len(self._modules)
        return self._full(), self._full()

    def draw(self) -> None:
        """Print each row's dark stretches as rectangles."""
        for row, modules in enumerate(self._modules):
            y = self._full() - (row + 1 + _QUIET) * self._module
            start = None
            for column, dark in enumerate([*modules, False]):
                if dark and start is None:
                    start = column
                if not dark and start is not None:
                    x = (start + _QUIET) * self._module
                    self.canv.rect(x, y, (column - start) * self._module, self._module, stroke=0, fill=1)
                    start = None

    def _full(self) -> float:
        return self._side + 2 * _QUIET * self._module
