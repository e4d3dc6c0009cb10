"""Words into lines, and lines onto the page. No markup is parsed: outside text stays words, whatever it says.

Every length is in points (1/72 inch).
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from recordkeeper.report.faces import Face
from recordkeeper.report.shaping import Atom, Shaper, Style, Token

LEADING = 1.3
_NEWLINE = re.compile("\r\n|\r|\n")
_TAB = "    "


class Run(NamedTuple):
    """Words in one manner. Each run keeps its direction of writing to itself (an isolate, UAX #9).

    Put outside words in a run of their own, the quotation marks around them in others.
    """

    text: str
    bold: bool = False
    struck: bool = False
    goes_to: str = ""


Text = str | Run | Sequence[Run | str]


def bold(text: str) -> Run:
    """A label."""
    return Run(text, bold=True)


def struck(text: str) -> Run:
    """What was replaced by a correction, still readable under its line."""
    return Run(text, struck=True)


def link(text: str, goes_to: str) -> Run:
    """A reference; a click leads to the anchor of that name."""
    return Run(text, goes_to=goes_to)


def quoted(words: str) -> list[Run]:
    """Somebody's exact words between quotation marks."""
    return [Run("“"), Run(words), Run("”")]


class Line(NamedTuple):
    """One line, its atoms in the order they stand on the page."""

    atoms: tuple[Atom, ...]
    width: float


class Typesetter:
    """Sets words for one document. Remembers what it has measured; one document, one typesetter."""

    def __init__(self) -> None:
        self.shaper = Shaper()
        self.wanted: set[str] = set()
        self._used: set[str] = set()

    def lines(self, text: Text, width: float, size: float, *, heavy: bool = False) -> list[Line]:
        """Break text into lines no wider than ``width``; a word longer than that breaks between letters.

        Never empty: no words make one empty line.
        """
        filler = _Filler(self.shaper, width)
        for number, run in enumerate(_runs(text)):
            style = Style(size, run.bold or heavy, run.struck, run.goes_to)
            for count, part in enumerate(_NEWLINE.split(run.text.replace("\t", _TAB))):
                if count:
                    filler.end_line()
                for token in self.shaper.tokens(part, style):
                    filler.add(number, token)
        filler.end_line()
        return filler.lines

    def width(self, text: Text, size: float, *, heavy: bool = False) -> float:
        """How wide text is on one line."""
        return max(line.width for line in self.lines(text, float("inf"), size, heavy=heavy))

    def fitted(self, text: str, width: float, size: float, *, heavy: bool = False) -> Line:
        """One line, cut short with an ellipsis where it would be wider than ``width``."""
        lines = self.lines(text, width, size, heavy=heavy)
        if len(lines) == 1:
            return lines[0]
        room = width - self.width("…", size, heavy=heavy)
        head = self.lines(text, room, size, heavy=heavy)[0]
        tail = self.lines("…", width, size, heavy=heavy)[0]
        return Line(head.atoms + tail.atoms, head.width + tail.width)

    def draw(self, canvas: Canvas, line: Line, x: float, y: float) -> None:
        """Print a line with its baseline starting at ``x``, ``y``."""
        if not line.atoms:
            return
        canvas._code.append(self._text_object(canvas, line.atoms, x, y))  # type: ignore[attr-defined]  # noqa: SLF001 - the only way past reportlab's own text
        for (style, spelled), same in itertools.groupby(line.atoms, key=attrgetter("style", "spelled")):
            right = x + sum(atom.width for atom in same)
            self._adorn(canvas, style, (x, right), y, spelled=spelled)
            x = right

    def _adorn(
        self, canvas: Canvas, style: Style, span: tuple[float, float], y: float, *, spelled: bool
    ) -> None:
        """The line through a correction, the line under a letter spelled out, the place to click."""
        left, right = span
        heights = [style.size * 0.3] * style.struck + [style.size * -0.14] * spelled
        for up in heights:
            canvas.setLineWidth(0.04 * style.size)
            canvas.line(left, y + up, right, y + up)
        if style.goes_to:
            area = (left, y - 0.25 * style.size, right, y + 0.85 * style.size)
            self.lead(canvas, style.goes_to, area)

    def lead(self, canvas: Canvas, goes_to: str, area: tuple[float, float, float, float]) -> None:
        """Make an area (left, bottom, right, top) lead to an anchor, wherever that will be."""
        self.wanted.add(goes_to)
        canvas.linkRect("", goes_to, area)

    def _text_object(self, canvas: Canvas, atoms: Iterable[Atom], x: float, y: float) -> str:
        code = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        font: tuple[Face, float] | None = None
        shown: list[str] = []
        for atom in atoms:
            if atom.whole or font != (atom.face, atom.style.size):
                code += _array(shown)
                shown = []
            if font != (atom.face, atom.style.size):
                font = (atom.face, atom.style.size)
                self._use(canvas, atom.face)
                code.append(f"{atom.face.resource} {atom.style.size:g} Tf")
            if atom.whole:
                code.append(atom.body)
            else:
                shown.append(atom.body)
        return " ".join([*code, *_array(shown), "ET"])

    def _use(self, canvas: Canvas, face: Face) -> None:
        if face.key not in self._used:
            self._used.add(face.key)
            canvas._doc.delayedFonts.append(face)  # type: ignore[attr-defined]  # noqa: SLF001 - how reportlab learns of a font


_Part = tuple[int, Token]  # the number of the run, and one of its tokens


class _Filler:
    """Fills lines with words, first come, first set."""

    def __init__(self, shaper: Shaper, width: float) -> None:
        self.lines: list[Line] = []
        self._shaper = shaper
        self._room = width
        self._line: list[_Part] = []
        self._gap: list[_Part] = []
        self._word: list[_Part] = []
        self._used = self._gap_width = self._word_width = 0.0

    def add(self, number: int, token: Token) -> None:
        """A word of a run, or a space, where the line may break; at a break the space is not printed."""
        if token.is_space:
            self._place()
            self._gap.append((number, token))
            self._gap_width += token.width
        else:
            self._word.append((number, token))
            self._word_width += token.width

    def end_line(self) -> None:
        """A line the writer ended, or the last one."""
        self._place()
        self._break()

    def _place(self) -> None:
        """Put the finished word on this line, or the next, or over several."""
        if not self._word:
            return
        if self._used + self._gap_width + self._word_width > self._room:
            if self._line:
                self._break()
            self._gap, self._gap_width = [], 0.0
        self._line += self._gap
        self._used += self._gap_width
        if self._used + self._word_width <= self._room:
            self._line += self._word
            self._used += self._word_width
        else:
            self._spread(self._word)
        self._gap, self._word = [], []
        self._gap_width = self._word_width = 0.0

    def _spread(self, word: list[_Part]) -> None:
        """A word wider than a line, broken between letters, each stretch joined again."""
        for number, atom in ((number, atom) for number, token in word for atom in token.atoms):
            whole = atom.spelled and atom.width <= self._room
            letters = [atom] if whole else self._shaper.cut(atom)
            start = 0
            while start < len(letters):
                end, joined = self._stretch(letters, start)
                if joined is not None:
                    self._line.append((number, Token(is_space=False, atoms=(joined,), width=joined.width)))
                    self._used += joined.width
                start = end
                if start < len(letters):
                    self._break()

    def _stretch(self, letters: list[Atom], start: int) -> tuple[int, Atom | None]:
        """The end of what goes on this line, and that joined; one letter at least on an empty line."""
        end, wide = start, self._used
        while end < len(letters) and (not wide or wide + letters[end].width <= self._room):
            wide += letters[end].width
            end += 1
        if end == start:
            return end, None
        joined = self._shaper.join(letters[start:end])
        # Kerning sets some pairs, such as 'W, further apart than each letter by itself would stand.
        while end - start > 1 and self._used + joined.width > self._room:
            end -= 1
            joined = self._shaper.join(letters[start:end])
        return end, joined

    def _break(self) -> None:
        shown = [atom for _, token in self._line for atom in token.atoms]
        if any(atom.level for atom in shown):
            runs = itertools.groupby(self._line, key=itemgetter(0))
            shown = [atom for _, run in runs for atom in _reordered([a for _, t in run for a in t.atoms])]
        self.lines.append(Line(tuple(shown), self._used))
        self._line, self._gap = [], []
        self._used = self._gap_width = 0.0


def _array(shown: list[str]) -> list[str]:
    """Glyph strings side by side, as one operator; nothing for none."""
    return [f"[{' '.join(shown).replace('> <', '')}] TJ"] if shown else []


def _reordered(atoms: list[Atom]) -> list[Atom]:
    """The atoms as they stand on the page: from the highest level down, stretches reversed (UAX #9, L2)."""
    for level in range(max([atom.level for atom in atoms]), 0, -1):
        turned: list[Atom] = []
        for is_high, same in itertools.groupby(atoms, key=lambda atom: atom.level >= level):
            stretch = list(same)
            turned.extend(reversed(stretch) if is_high else stretch)
        atoms = turned
    return atoms


def _runs(text: Text) -> list[Run]:
    if isinstance(text, str):
        return [Run(text)]
    if isinstance(text, Run):
        return [text]
    return [part if isinstance(part, Run) else Run(part) for part in text]
