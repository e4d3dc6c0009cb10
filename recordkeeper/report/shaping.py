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
from recordkeeper.report.glyphs import Glyph, operators
from recordkeeper.report.graphemes import RTL, Cluster, clusters, is_joiner, spelling

try:
    import uharfbuzz
except ImportError:  # no wheel for some machines (Windows on Arm)
    uharfbuzz = None

_FEATURES = {"dlig": False, "hlig": False, "kern": True, "liga": True}
_PLAIN = re.compile("[!-~¡-¬®-ɏΑ-Ωα-ωЀ-џ–—‘’“”…•→]+")  # noqa: RUF001 - the marks a plain page is set in
_DIGIT = re.compile("[0-9]")
_TOKEN = re.compile(" +|[^ ]+")
_ORDER = ("arabic", "hebrew", "thai", "emoji", "symbols", "symbols2", "math")
_PICTURE = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
_INDIC = re.compile("[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u097f\u0e30-\u0e4e\u200c\u200d\ufb50-\ufdff]")
_EM = 1000
_LATIN = "U"
_CLASSES = ("L", "R", "AL", "EN", "AN", "ES", "ET", "CS", "NSM", "ON", "WS")
_SPELLED_SIZE = 0.85
_REMEMBERED = 20_000  # words; more would hold memory and save little


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


class Token(NamedTuple):
    """A word, or the space between two; ``width`` in points."""

    is_space: bool
    atoms: tuple[Atom, ...]
    width: float


class Shaper:
    """Turns words into atoms, remembering every one; made anew for each document."""

    def __init__(self) -> None:
        self.faces = {shelf.key: Face(shelf) for shelf in SHELVES}
        self.unjoined = False
        self._tokens: dict[tuple[str, Style], Token] = {}
        self._chosen: dict[tuple[str, bool], Face | None] = {}
        self._engines: dict[str, Any] = {}

    def tokens(self, text: str, style: Style) -> Iterator[Token]:
        """Words and the spaces between them, in logical order."""
        if RTL.search(text):
            yield from self._bidirectional(text, style)
            return
        for word in _TOKEN.findall(text):
            token = self._tokens.get((word, style))
            if token is None:
                plain = _PLAIN.fullmatch(word)
                atoms = self._plain(word, style) if plain else self._set(clusters(word), 0, style)
                token = _token(atoms, is_space=word[0] == " ")
                if len(self._tokens) >= _REMEMBERED:
                    self._tokens.clear()
                self._tokens[word, style] = token
            yield token

    def cut(self, atom: Atom) -> list[Atom]:
        """The atom's letters, one atom each: where a word longer than a line may be broken."""
        pieces = [cluster.text for cluster in clusters(atom.text)]
        return [self._shape(atom.face, piece, atom.level, atom.style, atom.spelled) for piece in pieces]

    def join(self, atoms: Sequence[Atom]) -> Atom:
        """Neighbouring letters of one word, shaped together again."""
        first = atoms[0]
        return self._shape(
            first.face, "".join(a.text for a in atoms), first.level, first.style, first.spelled
        )

    def _plain(self, word: str, style: Style) -> tuple[Atom, ...]:
        """A Latin word, shaped as one; a number, time or digest letter by letter, so that none is joined."""
        face = self.faces["bold" if style.bold else "sans"]
        if not _DIGIT.search(word):
            return (self._shape(face, word, 0, style, spelled=False),)
        letters = [face.letter(char) for char in word]
        body = "".join([code for code, _ in letters])
        width = sum([advance for _, advance in letters]) * style.size / _EM
        return (Atom(face, style, f"<{body}>", False, width, 0, word, False),)

    def _bidirectional(self, text: str, style: Style) -> Iterator[Token]:
        """As tokens, for text with right-to-left letters, resolved as one paragraph (UAX #9)."""
        letters = list(clusters(text))
        levelled = zip(letters, _levels(letters), strict=True)
        for is_space, token in itertools.groupby(levelled, key=lambda pair: pair[0].text == " "):
            atoms: tuple[Atom, ...] = ()
            for level, group in itertools.groupby(token, key=lambda pair: pair[1]):
                atoms += self._set((letter for letter, _ in group), level, style)
            yield _token(atoms, is_space=is_space)

    def _set(self, letters: Iterable[Cluster], level: int, style: Style) -> tuple[Atom, ...]:
        """Atoms of one word: cut where the font, the script or the spelling out changes."""
        fitted = [pair for letter in letters for pair in self._fitted(letter, style.bold)]
        grouped = itertools.groupby(
            fitted,
            key=lambda pair: (pair[0].key, pair[1].spelled and pair[1], bool(_INDIC.match(pair[1].text))),
        )
        atoms = []
        for (key, spelled, _), group in grouped:
            text = "".join(letter.text for _, letter in group)
            manner = style._replace(size=style.size * _SPELLED_SIZE) if spelled else style
            forward = level + level % 2  # a name spelled out is Latin wherever it stands
            atoms.append(
                self._shape(self.faces[key], text, forward if spelled else level, manner, bool(spelled))
            )
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

    def _shape(self, face: Face, text: str, level: int, style: Style, spelled: bool) -> Atom:  # noqa: FBT001 - the parts of an Atom
        glyphs = self._glyphs(face, text, backwards=bool(level % 2))
        body, whole = operators(face, text, glyphs, style.size)
        width = sum(glyph.advance for glyph in glyphs) * style.size / _EM
        return Atom(face, style, body, whole, width, level, text, spelled)

    def _glyphs(self, face: Face, text: str, *, backwards: bool) -> list[Glyph]:
        """The glyphs of one word in the order they stand on the page, left to right."""
        if uharfbuzz is None:
            self.unjoined = self.unjoined or bool(_JOINED.search(text))
            return _side_by_side(face, text, backwards=backwards)
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        uharfbuzz.shape(self._engine(face), buffer, _FEATURES)
        scale = face.scale
        return [
            Glyph(
                info.codepoint, info.cluster, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale
            )
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def _engine(self, face: Face) -> Any:
        if face.key not in self._engines:
            program = uharfbuzz.Blob(face.program)
            self._engines[face.key] = uharfbuzz.Font(uharfbuzz.Face(program))
        return self._engines[face.key]


def _token(atoms: tuple[Atom, ...], *, is_space: bool) -> Token:
    return Token(is_space, atoms, sum(atom.width for atom in atoms))


def _side_by_side(face: Face, text: str, *, backwards: bool) -> list[Glyph]:
    """Every character by its own glyph: readable, not joined. Brackets still face the right way."""
    placed = [(start, char) for start, char in enumerate(text) if not is_joiner(char)]
    if backwards:
        placed = [(start, mirror.MIRRORED.get(char, char)) for start, char in reversed(placed)]
    glyphs = [(face.glyph(char), start) for start, char in placed]
    return [Glyph(number, start, face.advances[number], 0, 0) for number, start in glyphs]


def _levels(letters: Sequence[Cluster]) -> list[int]:
    """The bidirectional level of each letter (UAX #9), the direction taken from the first strong one.

    Letters spelled out count as Latin. No formatting character is left to resolve: they are spelled out.
    """
    bases = "".join(_LATIN if letter.spelled else _ordinary(letter.text[0]) for letter in letters)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(bases)
    storage["base_dir"] = "LR"[storage["base_level"]]
    algorithm.get_embedding_levels(bases, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)  # debug
    algorithm.resolve_implicit_levels(storage, False)  # debug
    return [int(char["level"]) for char in storage["chars"]]


def _ordinary(char: str) -> str:
    """The character, or a stand-in for one whose direction this Python's tables do not know."""
    return char if unicodedata.bidirectional(char) in _CLASSES else _LATIN
