"""From letters to glyphs: which font has them, in which direction, and how they join.

HarfBuzz shapes, with a feature list of our own: the discretionary ligatures most programs ask for changed
the spelling of Hebrew words. Where it is not installed, letters are printed side by side, unjoined, and
``Shaper.unjoined`` says so, for the foot of every page.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bidi import algorithm, mirror

from recordkeeper.report.faces import SHELVES, Face
from recordkeeper.report.graphemes import RTL, Cluster, clusters, is_joiner, spelling

try:
    import uharfbuzz
except ImportError:  # no wheel for some machines (Windows on Arm)
    uharfbuzz = None

_FEATURES = {"dlig": False, "hlig": False, "kern": True, "liga": True}
_PLAIN = re.compile("[!-~¡-¬®-ɏΑ-Ωα-ωЀ-џ–—‘’“”…•→]+")  # noqa: RUF001 - the marks a plain page is set in
_TOKEN = re.compile(" +|[^ ]+")
_ORDER = ("arabic", "hebrew", "thai", "emoji", "symbols", "symbols2", "math")
_PICTURE = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
_INDIC = re.compile("[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u097f\u0e30-\u0e4e\u200c\u200d\ufb50-\ufdff]")
_EM = 1000
_SPELLED_SIZE = 0.85
_REMEMBERED = 20_000  # atoms; more would only hold memory, a page needs a few hundred


class Style(NamedTuple):
    """How words look: size in points, weight, struck through (a correction), and where a click leads."""

    size: float = 12
    bold: bool = False
    struck: bool = False
    goes_to: str = ""


class Atom(NamedTuple):
    """Words in one font, direction and style, ready to be printed. ``width`` is in points.

    ``body`` is the inside of a TJ array, or whole operators where ``whole`` (raised marks, spans of
    ActualText). ``level`` is the bidirectional level (UAX #9). ``text`` is what is read.
    """

    face: Face
    style: Style
    body: str
    whole: bool
    width: float
    level: int
    text: str
    spelled: bool


class _Glyph(NamedTuple):
    """A glyph and its place, in thousandths of the type size. ``start`` is its first character."""

    number: int
    start: int
    advance: float
    right: float
    up: float


class Shaper:
    """Turns words into atoms, remembering every one; made anew for each document."""

    def __init__(self) -> None:
        self.faces = {shelf.key: Face(shelf) for shelf in SHELVES}
        self.unjoined = False
        self._atoms: dict[tuple[str, Style], tuple[Atom, ...]] = {}
        self._chosen: dict[tuple[str, bool], Face | None] = {}
        self._engines: dict[str, Any] = {}

    def tokens(self, text: str, style: Style) -> Iterator[tuple[bool, tuple[Atom, ...]]]:
        """Words and the spaces between them, in logical order, each with whether it is space."""
        if RTL.search(text):
            yield from self._bidirectional(text, style)
            return
        for token in _TOKEN.findall(text):
            atoms = self._atoms.get((token, style))
            if atoms is None:
                plain = _PLAIN.fullmatch(token)
                atoms = self._plain(token, style) if plain else self._set(clusters(token), 0, style)
                if len(self._atoms) >= _REMEMBERED:
                    self._atoms.clear()
                self._atoms[token, style] = atoms
            yield token[0] == " ", atoms

    def cut(self, atom: Atom) -> list[Atom]:
        """The atom's letters, one atom each: where a word longer than a line may be broken."""
        pieces = [cluster.text for cluster in clusters(atom.text)]
        return [self._shape(atom.face, piece, atom.level, atom.style, atom.spelled) for piece in pieces]

    def join(self, atoms: Sequence[Atom]) -> Atom:
        """Neighbouring letters of one word, shaped together again."""
        first = atoms[0]
        return self._shape(first.face, "".join(a.text for a in atoms), first.level, first.style, first.spelled)

    def _plain(self, token: str, style: Style) -> tuple[Atom, ...]:
        face = self.faces["bold" if style.bold else "sans"]
        return (self._shape(face, token, 0, style, spelled=False),)

    def _bidirectional(self, text: str, style: Style) -> Iterator[tuple[bool, tuple[Atom, ...]]]:
        """As tokens, for text with right-to-left letters, resolved as one paragraph (UAX #9)."""
        letters = list(clusters(text))
        levelled = zip(letters, _levels(letters), strict=True)
        for is_space, token in itertools.groupby(levelled, key=lambda pair: pair[0].text == " "):
            atoms: tuple[Atom, ...] = ()
            for level, group in itertools.groupby(token, key=lambda pair: pair[1]):
                atoms += self._set((letter for letter, _ in group), level, style)
            yield is_space, atoms

    def _set(self, letters: Iterable[Cluster], level: int, style: Style) -> tuple[Atom, ...]:
        """Atoms of one word: cut where the font, the script or the spelling out changes."""
        fitted = [pair for letter in letters for pair in self._fitted(letter, style.bold)]
        grouped = itertools.groupby(
            fitted, key=lambda pair: (pair[0].key, pair[1].spelled and pair[1], bool(_INDIC.match(pair[1].text)))
        )
        atoms = []
        for (key, spelled, _), group in grouped:
            text = "".join(letter.text for _, letter in group)
            manner = style._replace(size=style.size * _SPELLED_SIZE) if spelled else style
            atoms.append(self._shape(self.faces[key], text, level, manner, bool(spelled)))
        return tuple(atoms)

    def _fitted(self, letter: Cluster, bold: bool) -> list[tuple[Face, Cluster]]:  # noqa: FBT001 - a weight, as in Style
        """The letter with a font that has all of it; what no font has, spelled out."""
        latin = self.faces["bold" if bold else "sans"]
        if letter.spelled:
            return [(latin, letter)]
        face = self._face(letter.text, bold)
        if face:
            return [(face, letter)]
        fitted = []
        for char in letter.text:
            face = None if is_joiner(char) else self._face(char, bold)
            fitted.append((face, Cluster(char)) if face else (latin, Cluster(spelling(char), spelled=True)))
        return fitted

    def _face(self, text: str, bold: bool) -> Face | None:  # noqa: FBT001 - a weight, as in Style
        if (text, bold) not in self._chosen:
            latin = "bold" if bold else "sans"
            order = ("emoji", latin, *_ORDER) if _PICTURE.search(text) else (latin, *_ORDER)
            needed = [char for char in text if not is_joiner(char)]
            fits = (self.faces[key] for key in order if all(self.faces[key].has(char) for char in needed))
            self._chosen[text, bold] = next(fits, None)
        return self._chosen[text, bold]

    def _shape(self, face: Face, text: str, level: int, style: Style, spelled: bool) -> Atom:  # noqa: FBT001, PLR0913, PLR0917 - the parts of an Atom
        glyphs = self._glyphs(face, text, backwards=bool(level % 2))
        body, whole = _operators(face, text, glyphs, style.size)
        width = sum(glyph.advance for glyph in glyphs) * style.size / _EM
        return Atom(face, style, body, whole, width, level, text, spelled)

    def _glyphs(self, face: Face, text: str, *, backwards: bool) -> list[_Glyph]:
        """The glyphs of one word in the order they stand on the page, left to right."""
        if uharfbuzz is None:
            self.unjoined = self.unjoined or bool(_JOINED.search(text))
            return _side_by_side(face, text, backwards=backwards)
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        uharfbuzz.shape(self._engine(face), buffer, _FEATURES)
        scale = _EM / face.units
        return [
            _Glyph(info.codepoint, info.cluster, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def _engine(self, face: Face) -> Any:
        if face.key not in self._engines:
            program = uharfbuzz.Blob(face.program)
            self._engines[face.key] = uharfbuzz.Font(uharfbuzz.Face(program))
        return self._engines[face.key]


def _side_by_side(face: Face, text: str, *, backwards: bool) -> list[_Glyph]:
    """Every character by its own glyph: readable, not joined. Brackets still face the right way."""
    placed = [(start, char) for start, char in enumerate(text) if not is_joiner(char)]
    if backwards:
        placed = [(start, mirror.MIRRORED.get(char, char)) for start, char in reversed(placed)]
    glyphs = [(face.glyph(char), start) for start, char in placed]
    return [_Glyph(number, start, face.advance(number), 0, 0) for number, start in glyphs]


def _levels(letters: Sequence[Cluster]) -> list[int]:
    """The bidirectional level of each letter (UAX #9), the direction taken from the first strong one.

    Letters spelled out count as Latin. No formatting character is left to resolve: they are spelled out.
    """
    bases = "".join("U" if c.spelled or unicodedata.bidirectional(c.text[0]) == "BN" else c.text[0] for c in letters)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(bases)
    storage["base_dir"] = "LR"[storage["base_level"]]
    algorithm.get_embedding_levels(bases, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)  # debug
    algorithm.resolve_implicit_levels(storage, False)  # debug
    return [int(char["level"]) for char in storage["chars"]]


def _operators(face: Face, text: str, glyphs: Sequence[_Glyph], size: float) -> tuple[str, bool]:
    """The glyphs as the inside of one TJ array, or as whole operators (ISO 32000-1 §9.4.3, §14.9.4).

    A glyph that stands for its letters alone carries them in its code. Letters made of several glyphs are
    wrapped in a span of ActualText, since a reader would otherwise put them together in the wrong order.
    """
    starts = sorted({glyph.start for glyph in glyphs})
    words = dict(zip(starts, _slices(text, starts), strict=True))
    stretches: list[tuple[str, list[tuple[float, list[str]]]]] = []
    for start, same in itertools.groupby(glyphs, key=lambda glyph: glyph.start):
        group = list(same)
        span = words[start] if len(group) > 1 else ""
        if span or not stretches or stretches[-1][0]:
            stretches.append((span, []))
        rises = stretches[-1][1]
        for index, glyph in enumerate(group):
            code = face.code(glyph.number, "" if index else words[start])
            back = face.advance(glyph.number) + glyph.right - glyph.advance
            if not rises or rises[-1][0] != glyph.up:
                rises.append((glyph.up, []))
            rises[-1][1].extend((_shift(-glyph.right), f"<{code}>", _shift(back)))
    if len(stretches) == 1 and not stretches[0][0] and not any(up for up, _ in stretches[0][1]):
        return _joined(stretches[0][1][0][1]), False
    return " ".join(_spans(stretches, size)), True


def _slices(text: str, starts: Sequence[int]) -> list[str]:
    """The text cut at these places; nothing of it is left out, whatever the first place is."""
    return [text[low:high] for low, high in itertools.pairwise([0, *starts[1:], len(text)])] if starts else []


def _spans(stretches: Sequence[tuple[str, list[tuple[float, list[str]]]]], size: float) -> Iterator[str]:
    for span, rises in stretches:
        if span:
            yield f"/Span <</ActualText <FEFF{span.encode('utf-16-be').hex().upper()}>>> BDC"
        for up, shown in rises:
            rise = f"{up * size / _EM:.2f} Ts " if up else ""
            yield f"{rise}[{_joined(shown)}] TJ{' 0 Ts' if up else ''}"
        if span:
            yield "EMC"


def _joined(shown: Sequence[str]) -> str:
    return " ".join(part for part in shown if part).replace("> <", "")


def _shift(amount: float) -> str:
    rounded = round(amount)
    return str(rounded) if rounded else ""
