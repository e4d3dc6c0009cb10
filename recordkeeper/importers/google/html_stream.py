"""HTML read as bytes, token by token, each with its place in the file, in memory that does not grow.

Python's ``html.parser`` counts lines and characters, not bytes, and takes quadratic time on an unclosed
comment (CVE-2025-6069). What machines write is simpler than HTML: here a tag never holds a raw "<", so
that every byte is looked at a bounded number of times.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import BinaryIO, NamedTuple

from recordkeeper.importers.material import Limits

_TAG = re.compile(rb"""<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>""")
_ATTRIBUTE = re.compile(
    rb"""(?<![\w:.-])([A-Za-z_:][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""",
    re.ASCII,
)
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_TAIL = re.compile(rb"&[#0-9A-Za-z]{0,32}\Z|[\xc0-\xff][\x80-\xbf]{0,2}\Z")
"""What may be the beginning of a reference or of a character, at the end of what was read."""
_RAW = {name: re.compile(rb"(?i)</" + name.encode()) for name in ("script", "style")}
"""Elements that hold no tags, and what ends them."""
_COMMENT_ENDS, _DECLARATION_ENDS = re.compile(rb"-->"), re.compile(rb">")
_LONGEST_END = len(b"</script") - 1
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"})
_REPLACEMENT = "\ufffd"
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF


class Tag(NamedTuple):
    """A tag.

    Attributes:
        name: lower-case.
        attributes: as written, references resolved; names lower-case.
        start, end: its byte range, end exclusive.
        opens, closes: an element that is closed where it is opened does both; ``br`` and its like only open.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    opens: bool
    closes: bool

    def has_class(self, name: str) -> bool:
        """Whether it is of a class."""
        return name in self.attributes.get("class", "").split()


class Text(NamedTuple):
    """What stands between two tags, or a piece of it, references resolved and nothing else changed.

    Attributes:
        repaired: something in it was no character, and U+FFFD stands for it.
    """

    text: str
    start: int
    end: int
    repaired: bool


Token = Tag | Text


def tokens(stream: BinaryIO, limits: Limits) -> Iterator[Token]:
    """Every tag and every text, in order; comments, declarations and scripts are left out."""
    window = _Window(stream, limits)
    while window.more():
        if window.data[window.place] != ord("<"):
            yield from window.text()
            continue
        tag = window.tag()
        if tag is not None:
            yield tag
            if tag.opens and tag.name in _RAW and not tag.closes:
                window.skip_to(_RAW[tag.name])
        elif window.skipped():
            continue
        else:
            yield Text("<", window.at(), window.at() + 1, repaired=False)
            window.place += 1


class _Window:
    """A piece of the file, moved along."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self.data = b""
        self.place = 0
        self._base = 0
        self._stream = stream
        self._limits = limits
        self._ended = False

    def at(self) -> int:
        """The place in the file."""
        return self._base + self.place

    def more(self) -> bool:
        """Whether anything is left."""
        return self.place < len(self.data) or self._fill()

    def text(self) -> Iterator[Text]:
        """What stands before the next tag, as far as it is in the window."""
        end = self.data.find(b"<", self.place)
        if end < 0:
            end = len(self.data)
            unfinished = _TAIL.search(self.data, max(self.place, end - 40))
            if unfinished and self._fill():
                return
        piece = self.data[self.place : end]
        text, repaired = _decoded(piece)
        yield Text(text, self.at(), self.at() + len(piece), repaired)
        self.place = end

    def tag(self) -> Tag | None:
        """The tag here; None where there is none."""
        found = _TAG.match(self.data, self.place, self.place + self._limits.value)
        while found is None and self._unfinished():
            found = _TAG.match(self.data, self.place, self.place + self._limits.value)
        if found is None:
            return None
        start = self.at()
        self.place = found.end()
        name, inside = found[2].decode().lower(), found[3]
        closes = bool(found[1]) or (inside.endswith(b"/") and name not in _VOID)
        return Tag(name, _attributes(inside), start, self.at(), opens=not found[1], closes=closes)

    def skipped(self) -> bool:
        """Whether a comment or a declaration stood here, and was passed over."""
        while len(self.data) - self.place < len(b"<!--") and self._fill():
            pass
        if self.data[self.place + 1 : self.place + 2] not in {b"!", b"?"}:
            return False
        comment = self.data.startswith(b"<!--", self.place)
        ends = _COMMENT_ENDS if comment else _DECLARATION_ENDS
        self.skip_to(ends)
        found = ends.match(self.data, self.place)
        self.place = found.end() if found else self.place
        return True

    def skip_to(self, ends: re.Pattern[bytes]) -> None:
        """Pass over everything before what ends it, or to the end of the file."""
        while (found := ends.search(self.data, self.place)) is None:
            self.place = max(self.place, len(self.data) - _LONGEST_END)
            if not self._fill():
                self.place = len(self.data)
                return
        self.place = found.start()

    def _unfinished(self) -> bool:
        """Whether what stands here may be a tag that was not read to its end; reads on."""
        long = len(self.data) - self.place >= self._limits.value
        return not long and self.data.find(b"<", self.place + 1) < 0 and self._fill()

    def _fill(self) -> bool:
        piece = b"" if self._ended else self._stream.read(self._limits.chunk)
        self._ended = not piece
        self._base += self.place
        self.data = self.data[self.place :] + piece
        self.place = 0
        return bool(piece)


def _attributes(inside: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    if not inside:
        return found
    for one in _ATTRIBUTE.finditer(inside):
        value = next((part for part in one.groups()[1:] if part is not None), b"")
        found.setdefault(one[1].decode().lower(), _decoded(value)[0])
    return found


def _decoded(piece: bytes) -> tuple[str, bool]:
    """Bytes as text, its references resolved; whether something in it was no character."""
    text = piece.decode(errors="replace")
    if "&" in text:
        text = _REFERENCE.sub(_resolved, text)
    elif piece.isascii():
        return text, False
    return text, _REPLACEMENT in text and text.count(_REPLACEMENT) != piece.count(_REPLACEMENT.encode())


def _resolved(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name is not None:
        return html5.get(name + ";", found[0])
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return _REPLACEMENT if code in _SURROGATES or code > _LAST else chr(code)
