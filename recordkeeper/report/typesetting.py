"""Words into lines, and lines onto the page. No markup is parsed: outside text stays words, whatever it says.

Every length is in points (1/72 inch).
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from recordkeeper.report.faces import Face
from recordkeeper.report.shaping import Atom, Shaper, Style

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
                for is_space, atoms in self.shaper.tokens(part, style):
                    (filler.space if is_space else filler.word)(number, atoms)
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
        for (style, spelled), same in itertools.groupby(line.atoms, key=lambda atom: (atom.style, atom.spelled)):
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
            canvas.linkRect("", style.goes_to, area)

    def _text_object(self, canvas: Canvas, atoms: Iterable[Atom], x: float, y: float) -> str:
        code = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        font = ""
        for (whole, key, size), same in itertools.groupby(
            atoms, key=lambda atom: (atom.whole, atom.face.key, atom.style.size)
        ):
            group = list(same)
            self._use(canvas, group[0].face)
            wanted = f"{group[0].face.resource} {size:g} Tf"
            if wanted != font:
                code.append(wanted)
                font = wanted
            if whole:
                code.extend(atom.body for atom in group)
            else:
                code.append(f"[{' '.join(atom.body for atom in group).replace('> <', '')}] TJ")
        return " ".join([*code, "ET"])

    def _use(self, canvas: Canvas, face: Face) -> None:
        if face.key not in self._used:
            self._used.add(face.key)
            canvas._doc.delayedFonts.append(face)  # type: ignore[attr-defined]  # noqa: SLF001 - how reportlab learns of a font


class _Filler:
    """Fills lines with words, first come, first set."""

    def __init__(self, shaper: Shaper, width: float) -> None:
        self.lines: list[Line] = []
        self._shaper = shaper
        self._room = width
        self._line: list[tuple[int, Atom]] = []
        self._used = 0.0
        self._gap: list[tuple[int, Atom]] = []
        self._word: list[tuple[int, Atom]] = []

    def space(self, number: int, atoms: tuple[Atom, ...]) -> None:
        """A place where the line may break; at the break itself the space is not printed."""
        self._place()
        self._gap.extend((number, atom) for atom in atoms)

    def word(self, number: int, atoms: tuple[Atom, ...]) -> None:
        """A word, or the part of one that belongs to this run."""
        self._word.extend((number, atom) for atom in atoms)

    def end_line(self) -> None:
        """A line the writer ended, or the last one."""
        self._place()
        self._break()

    def _place(self) -> None:
        """Put the finished word on this line, or the next, or over several."""
        if not self._word:
            return
        word, self._word = self._word, []
        wide = _sum(word)
        if self._used + _sum(self._gap) + wide > self._room and self._line:
            self._break()
        self._add(self._gap)
        self._gap = []
        if self._used + wide <= self._room:
            self._add(word)
        else:
            self._spread(word)

    def _spread(self, word: list[tuple[int, Atom]]) -> None:
        """A word wider than a line, broken between letters, each stretch joined again."""
        for number, atom in word:
            stretch: list[Atom] = []
            for letter in [atom] if atom.spelled and atom.width <= self._room else self._shaper.cut(atom):
                if self._used + sum(a.width for a in stretch) + letter.width > self._room and (stretch or self._line):
                    self._add([(number, self._shaper.join(stretch))] if stretch else [])
                    self._break()
                    stretch = []
                stretch.append(letter)
            self._add([(number, self._shaper.join(stretch))])

    def _add(self, atoms: list[tuple[int, Atom]]) -> None:
        self._line.extend(atoms)
        self._used += _sum(atoms)

    def _break(self) -> None:
        shown = [
            atom
            for _, run in itertools.groupby(self._line, key=lambda pair: pair[0])
            for atom in _reordered([atom for _, atom in run])
        ]
        self.lines.append(Line(tuple(shown), self._used))
        self._line, self._used, self._gap = [], 0.0, []


def _sum(atoms: list[tuple[int, Atom]]) -> float:
    return sum(atom.width for _, atom in atoms)


def _reordered(atoms: list[Atom]) -> list[Atom]:
    """The atoms as they stand on the page: from the highest level down, stretches reversed (UAX #9, L2)."""
    for level in range(max(atom.level for atom in atoms), 0, -1):
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
