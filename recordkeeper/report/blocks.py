"""The blocks a section is made of. Each takes plain words and is set when it meets the page.

Blocks flow by reportlab's Platypus: it asks for a height (``wrap``), for a part that fits (``split``), and
has the block print itself (``draw``) with the origin at its lower left corner. Lengths are in points.
"""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable

from recordkeeper.report.sheet import Sheet
from recordkeeper.report.typesetting import LEADING, Line, Text, Typesetter

BODY = 12.0
TABLE = 10.0
_WIDOW = 2
_CONTENTS_INDENT = 36.0


class Block(Flowable):
    """Anything that stands in the flow: knows its sheet, and leaves ``after`` points of white below."""

    canv: Sheet
    after: float = 6

    @property
    def typesetter(self) -> Typesetter:
        """The one typesetter of the document this block is being set in."""
        return self.canv.typesetter

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """White below the block, dropped at the foot of a page."""
        return self.after


class _Lines(Block):
    """Lines one under another, split between pages with no line left alone."""

    def __init__(self, size: float, *, indent: float = 0, after: float = 6, rule: bool = False) -> None:
        super().__init__()
        self.size, self.indent, self.after, self.rule = size, indent, after, rule
        self.lines: list[Line] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The height of all lines."""
        return width, len(self.lines) * self.size * LEADING

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The lines that fit and the rest, or nothing where a line would be left alone."""
        fit = min(int(height / (self.size * LEADING)), len(self.lines) - _WIDOW)
        return (
            [self._part(self.lines[:fit], 0), self._part(self.lines[fit:], self.after)]
            if fit >= _WIDOW
            else []
        )

    def draw(self) -> None:
        """Print the lines, and the rule beside them if there is one."""
        leading = self.size * LEADING
        height = len(self.lines) * leading
        for number, line in enumerate(self.lines):
            self.typesetter.draw(self.canv, line, self.indent, height - number * leading - self.size)
        if self.rule:
            self.canv.setLineWidth(1.2)
            self.canv.line(self.indent - 8, 1, self.indent - 8, height - 1)

    def _part(self, lines: list[Line], after: float) -> "_Lines":
        part = _Lines(self.size, indent=self.indent, after=after, rule=self.rule)
        part.lines = lines
        return part


class Words(_Lines):
    """A paragraph. Newlines in the words are kept.

    ``keep`` is how much must fit below it where it introduces what follows.
    """

    def __init__(
        self, text: Text, *, size: float = BODY, indent: float = 0, after: float = 6, keep: float = 0
    ) -> None:
        super().__init__(size, indent=indent, after=after)
        self._text, self._keep = text, keep

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Set the words once, then as lines; higher than there is room where nothing would fit below."""
        self.lines = self.lines or self.typesetter.lines(self._text, width - self.indent, self.size)
        own = super().wrap(width, height)[1]
        return width, own if own + self._keep <= height else max(own, height + 1)


class Quotation(Words):
    """Somebody's exact words, set in from the margin beside a rule."""

    def __init__(self, text: Text, *, size: float = BODY, after: float = 8) -> None:
        super().__init__(text, size=size, indent=20, after=after)
        self.rule = True


class Heading(Block):
    """A section or part of one: mark, title, bookmark, anchor; it never ends a page.

    ``mark`` (``A3``) goes to the foot of the page; leave it empty for a part of a section. ``name`` is the
    anchor for links. ``keep`` is how much must fit below it.
    """

    after = 6

    def __init__(
        self, title: str, *, mark: str = "", name: str = "", level: int = 0, keep: float = 60
    ) -> None:
        super().__init__()
        self._title, self._mark, self._name, self._level = title, mark, name or mark or title, level
        self._keep = keep
        self._size = (16.0, 13.0, 12.0)[level]
        self._lines: list[Line] = []

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        """White above the heading, dropped at the head of a page."""
        return 1.1 * self._size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own height; more than there is where nothing would fit below it."""
        self._gap = self.typesetter.width(self._mark, self._size, heavy=True) + 10 if self._mark else 0.0
        self._lines = self.typesetter.lines(self._title, width - self._gap, self._size, heavy=True)
        own = len(self._lines) * self._size * LEADING
        return width, own if own + self._keep <= height else max(own, height + 1)

    def draw(self) -> None:
        """Print mark and title side by side, and leave the bookmark."""
        leading = self._size * LEADING
        top = len(self._lines) * leading
        self.canv.open_section(self._mark, self._title, self._name, self._level, top)
        mark = self.typesetter.lines(self._mark, self._gap + 1, self._size, heavy=True)[0]
        self.typesetter.draw(self.canv, mark, 0, top - self._size)
        for number, line in enumerate(self._lines):
            self.typesetter.draw(self.canv, line, self._gap, top - number * leading - self._size)


class Contents(Block):
    """Entries with dotted leaders and page numbers, each a link. Needs no second pass.

    Each entry is (mark, title, anchor name); one that is not in the document gets a dash for its page.
    """

    after = 12

    def __init__(self, entries: Iterable[tuple[str, str, str]], *, size: float = BODY) -> None:
        super().__init__()
        self._entries, self._size = list(entries), size
        self._leading = 1.6 * size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """One line each."""
        self._width = width
        marks = [self.typesetter.width(mark, self._size) for mark, _, _ in self._entries]
        self._indent = max([_CONTENTS_INDENT, *(wide + 10 for wide in marks)])
        return width, len(self._entries) * self._leading

    def split(self, _width: float, height: float) -> list[Flowable]:
        """As many entries as fit, and the rest."""
        fit = int(height / self._leading)
        parts = (self._entries[:fit], self._entries[fit:])
        return [Contents(part, size=self._size) for part in parts] if fit else []

    def draw(self) -> None:
        """Print the entries; page numbers are promised and come at the end."""
        for number, (mark, title, name) in enumerate(self._entries):
            y = (len(self._entries) - number) * self._leading - self._size
            set_ = self.typesetter
            left = self._indent
            set_.draw(self.canv, set_.lines(mark, left, self._size)[0], 0, y)
            line = set_.fitted(title, self._width - left - 40, self._size)
            set_.draw(self.canv, line, left, y)
            self.canv.setLineWidth(0.8)
            self.canv.setDash(0.8, 3)
            self.canv.line(left + line.width + 6, y + 1, self._width - 28, y + 1)
            self.canv.setDash()
            set_.lead(self.canv, name, (0, y - 3, self._width, y + self._size))
            self.canv.promise_page(name, self._width, y)


class KeyValues(Block):
    """Labels on the left, what they say on the right; splits between entries and inside long ones."""

    after = 8

    def __init__(
        self,
        pairs: Sequence[tuple[str, Text]],
        *,
        label_width: float = 110,
        size: float = BODY,
        gap: float = 3,
    ) -> None:
        super().__init__()
        self._pairs, self._label_width, self._size, self._gap = pairs, label_width, size, gap
        self._set: list[tuple[list[Line], list[Line]]] | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Set every pair once; the height of all."""
        if self._set is None:
            narrow, wide = self._label_width - 8, width - self._label_width
            lines = self.typesetter.lines
            self._set = [
                (lines(key, narrow, self._size, heavy=True), lines(value, wide, self._size))
                for key, value in self._pairs
            ]
        return width, sum(self._height(pair) for pair in self._set)

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The pairs that fit, the fitting lines of the next, and the rest."""
        waiting, fit = list(self._set or []), []
        while waiting and self._height(waiting[0]) <= height:
            height -= self._height(waiting[0])
            fit.append(waiting.pop(0))
        room = int((height - self._gap) / (self._size * LEADING))
        if waiting and room >= _WIDOW and len(waiting[0][1]) >= room + _WIDOW and len(waiting[0][0]) <= room:
            key, value = waiting[0]
            fit.append((key, value[:room]))
            waiting[0] = ([], value[room:])
        return [self._part(fit), self._part(waiting)] if fit else []

    def draw(self) -> None:
        """Print label and value from the same first line."""
        leading = self._size * LEADING
        top = sum(self._height(pair) for pair in self._set or [])
        for pair in self._set or []:
            for x, lines in zip((0, self._label_width), pair, strict=True):
                for number, line in enumerate(lines):
                    self.typesetter.draw(self.canv, line, x, top - number * leading - self._size)
            top -= self._height(pair)

    def _height(self, pair: tuple[list[Line], list[Line]]) -> float:
        return max(map(len, pair)) * self._size * LEADING + self._gap

    def _part(self, pairs: list[tuple[list[Line], list[Line]]]) -> "KeyValues":
        part = KeyValues([], label_width=self._label_width, size=self._size, gap=self._gap)
        part._set = pairs
        return part
