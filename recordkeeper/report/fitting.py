"""Blocks set for the room there is: smaller type where a page must stay one, words beside a picture."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from recordkeeper.report.blocks import BODY, Block

_SIZES = (BODY, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SPILLING = 10.0


class OnePage(Block):
    """Blocks in the largest type, from 12 to 7 points, in which they fit the rest of this page.

    ``make`` gives the blocks set at a size. What fits at no size goes on overleaf at 10 points: a page more
    is better than words less.
    """

    def __init__(self, make: Callable[[float], Iterator[Flowable]]) -> None:
        super().__init__()
        self._make = make

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Higher than the page, so that it is split at once into its blocks."""
        return width, height + 1

    def split(self, width: float, height: float) -> list[Flowable]:
        """The blocks themselves."""
        for size in _SIZES:
            blocks = list(self._make(size))
            if _stacked(blocks, self.canv, width) <= height:
                return blocks
        return list(self._make(_SPILLING))


class Beside(Block):
    """Blocks on the left, one block (a code to scan) at the right edge; never split."""

    def __init__(self, blocks: Sequence[Block], right: Block) -> None:
        super().__init__()
        self._blocks, self._right = blocks, right

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as the higher side."""
        self._width = width
        self._right_width, right = self._right.wrapOn(self.canv, width, 0)
        self._left_width = width - self._right_width
        self._height = max(_stacked(self._blocks, self.canv, self._left_width), right)
        return width, self._height

    def draw(self) -> None:
        """Print both sides from the same top."""
        self._right.drawOn(
            self.canv, self._left_width, self._height - self._right.wrapOn(self.canv, self._width, 0)[1]
        )
        top = self._height
        for block in self._blocks:
            top -= block.wrapOn(self.canv, self._left_width, top)[1]
            block.drawOn(self.canv, 0, top)
            top -= block.getSpaceAfter()


def _stacked(blocks: Sequence[Flowable], canvas: Canvas, width: float) -> float:
    """The height of blocks one under another, white between them included."""
    heights: list[float] = [block.wrapOn(canvas, width, float("inf"))[1] for block in blocks]
    return sum(heights) + sum(max(a.getSpaceAfter(), b.getSpaceBefore()) for a, b in pairwise(blocks))
