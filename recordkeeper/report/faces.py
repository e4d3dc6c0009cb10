"""The fonts that travel with the program, and how one is written into a PDF.

Each face is a composite font (ISO 32000-1 §9.7): a code stands for one glyph *and* the words it was printed
for, so what is copied out of the PDF is what was put in: ligatures, emoji families and Arabic letters
too. Nothing is fetched, no font of the system is used, and a file is read when a glyph of it is needed.
"""

import copy
import struct
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFontFace

_EM = 1000
_SYMBOLIC = 4
_WHOLE = ((0x20, 0xFFFF),)
_CMAP_BLOCK = 100  # the most entries one bfchar block may hold (Adobe technical note 5014, 1.4.1)


class Shelf(NamedTuple):
    """A font file, and the ranges of characters it is opened for."""

    key: str
    file: str
    ranges: tuple[tuple[int, int], ...]


SHELVES = (
    Shelf("sans", "NotoSans-Regular.ttf", _WHOLE),
    Shelf("bold", "NotoSans-Bold.ttf", _WHOLE),
    Shelf("arabic", "NotoSansArabic-Regular.ttf", ((0x600, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    Shelf("hebrew", "NotoSansHebrew-Regular.ttf", ((0x590, 0x5FF), (0xFB1D, 0xFB4F))),
    Shelf("thai", "NotoSansThai-Regular.ttf", ((0xE00, 0xE7F),)),
    Shelf(
        "emoji", "NotoEmoji-Regular.ttf", ((0x23, 0x39), (0xA9, 0xAE), (0x200D, 0x3299), (0x1F000, 0x1FAFF))
    ),
    Shelf("symbols", "NotoSansSymbols-Regular.ttf", ((0x2000, 0x2BFF), (0x1F000, 0x1FAFF))),
    Shelf(
        "symbols2",
        "NotoSansSymbols2-Regular.ttf",
        ((0x2000, 0x2E7F), (0x4DC0, 0x4DFF), (0x10000, 0x1024F), (0x1F000, 0x1FBFF)),
    ),
    Shelf("math", "NotoSansMath-Regular.ttf", ((0x2000, 0x2BFF), (0x1D400, 0x1D7FF), (0x1EE00, 0x1EEFF))),
)


@cache
def _opened(file: str) -> TTFontFace:
    """The parsed font file. It is never changed, so every document of a process may share it."""
    with resources.files(__package__).joinpath("fonts", file).open("rb") as stream:
        return TTFontFace(stream)


class Face:
    """One font inside one document. Codes are given out in order of use, so equal pages are equal bytes."""

    def __init__(self, shelf: Shelf) -> None:
        self.key = shelf.key
        self.resource = f"/F-{shelf.key}"
        self._shelf = shelf
        self._letters: dict[str, tuple[str, float]] = {}
        self._codes: dict[tuple[int, str], int] = {(0, "\ufffd"): 0}

    @cached_property
    def file(self) -> TTFontFace:
        """The parsed font file, read on first use."""
        return _opened(self._shelf.file)

    @cached_property
    def scale(self) -> float:
        """Font units in thousandths of the type size."""
        return _EM / float(self.file.unitsPerEm)

    @cached_property
    def advances(self) -> list[float]:
        """How far each glyph moves the pen, in thousandths of the type size."""
        return [wide * self.scale for wide, _ in self.file.hmetrics]

    @property
    def program(self) -> bytes:
        """The font file's bytes, for the shaping engine."""
        program: bytes = self.file._ttf_data  # type: ignore[attr-defined] # noqa: SLF001 - reportlab keeps them and offers no other way
        return program

    def has(self, char: str) -> bool:
        """Whether this font draws a character."""
        point = ord(char)
        return (
            any(low <= point <= high for low, high in self._shelf.ranges) and point in self.file.charToGlyph
        )

    def glyph(self, char: str) -> int:
        """The glyph a character has without shaping; 0 where there is none."""
        return int(self.file.charToGlyph.get(ord(char), 0))

    def code(self, glyph: int, words: str) -> str:
        """The four hex digits that print a glyph and give back ``words`` when copied."""
        return f"{self._codes.setdefault((glyph, words), len(self._codes)):04X}"

    def letter(self, char: str) -> tuple[str, float]:
        """A character by itself: its code, and how far it moves the pen in thousandths of the type size."""
        known = self._letters.get(char)
        if known is None:
            glyph = self.glyph(char)
            known = self._letters[char] = (self.code(glyph, char), self.advances[glyph])
        return known

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - the name reportlab calls fonts by
        """Write the font, cut down to what was used. Called by reportlab when the document is saved."""
        glyphs = [glyph for glyph, _ in self._codes]
        name = f"AAAAAA+{self.file.name.decode('ascii')}"
        program, places = self._subset(glyphs)
        widths = " ".join(f"{self.advances[glyph]:g}" for glyph in glyphs)
        descendant = _dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=f"/{name}",
            CIDSystemInfo="<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            FontDescriptor=doc.Reference(self._descriptor(doc, name, program)),
            DW="0",
            W=f"[0 [{widths}]]",
            CIDToGIDMap=doc.Reference(_stream(doc, struct.pack(f">{len(places)}H", *places))),
        )
        font = _dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=f"/{name}",
            Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(descendant)]),
            ToUnicode=doc.Reference(_stream(doc, _to_unicode([words for _, words in self._codes]))),
        )
        doc.idToObject["BasicFonts"].dict[self.resource[1:]] = font

    def _subset(self, glyphs: list[int]) -> tuple[bytes, list[int]]:
        """The font program with only these glyphs, and where in it each of them now stands."""
        unique = list(dict.fromkeys(glyphs))
        part: Any = copy.copy(self.file)
        part.charToGlyph = dict(enumerate(unique))
        place = {glyph: index for index, glyph in enumerate(unique)}
        return bytes(part.makeSubset(list(range(len(unique))))), [place[glyph] for glyph in glyphs]

    def _descriptor(self, doc: Any, name: str, program: bytes) -> pdfdoc.PDFDictionary:
        file = self.file
        embedded = _stream(doc, program)
        embedded.dictionary["Length1"] = len(program)
        return _dictionary(
            Type="/FontDescriptor",
            FontName=f"/{name}",
            Flags=_SYMBOLIC,
            FontBBox=pdfdoc.PDFArray(file.bbox),
            ItalicAngle=file.italicAngle,
            Ascent=file.ascent,
            Descent=file.descent,
            CapHeight=file.capHeight,
            StemV=file.stemV,
            FontFile2=doc.Reference(embedded),
        )


def _dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(entries)


def _stream(doc: Any, content: bytes | str) -> Any:
    stream: Any = pdfdoc.PDFStream()
    stream.content = content
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _to_unicode(words: list[str]) -> str:
    """The table from codes back to words (ISO 32000-1 §9.10.3), in UTF-16 as it asks."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(words)]
    blocks = [entries[start : start + _CMAP_BLOCK] for start in range(0, len(entries), _CMAP_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
