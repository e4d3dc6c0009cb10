"""The parts of a mail (RFC 2046 §5.1): where each stands, found in one pass, and never by calling itself.

A mail inside a mail is one part: it is a file here, not words of this one.
"""

import binascii
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.mail.fields import Fields, fields
from recordkeeper.importers.mail.text import Text, parameter
from recordkeeper.importers.material import Limits

_DELIMITER = re.compile(rb"\n--([^\n]{1,210})(?=\n|\Z)")
_LONGEST_BOUNDARY = 200
"""RFC 2046 §5.1.1 allows 70."""
_PLAIN_ENCODINGS = frozenset({"", "7bit", "8bit", "binary"})
_SPACE = b" \t\r\n"
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{4})*+")
_LONE_CR = re.compile(rb"=\r(?!\n)")
_BLANKS_AT_END = re.compile(rb"=[ \t]++(?=\r?\n|\Z)")
"""Added on the way, and to be left out (RFC 2045 §6.7, rule 3)."""
_NOT_QUOTED_PRINTABLE = re.compile(rb"=(?![0-9A-Fa-f]{2}|\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part that holds no others.

    Attributes:
        header: its fields.
        start, end: where its content stands in the mail.
        alternatives: the groups of alternatives it stands in, outermost first.
        digest: it stands in a digest, where a part that does not say what it is is a mail.
        whole: its end is there.
        stray: the words of a multipart that has no parts.
    """

    header: Fields
    start: int
    end: int
    alternatives: tuple[int, ...] = ()
    digest: bool = False
    whole: bool = True
    stray: bool = False

    @property
    def type(self) -> str:
        """The type it claims, in lower case (RFC 2045 §5.2 for one that claims none)."""
        claimed = self.header.typed(b"content-type").value.lower()
        if self.stray or "/" not in claimed:
            return "message/rfc822" if self.digest and not self.stray else "text/plain"
        return claimed

    @property
    def attached(self) -> bool:
        """Whether it is to be kept beside the words, and not shown among them."""
        return self.header.typed(b"content-disposition").value.lower() == "attachment"

    @property
    def name(self) -> Text:
        """The file name it is given."""
        named = parameter(self.header.typed(b"content-disposition").parameters, "filename")
        return named if named.text else parameter(self.header.typed(b"content-type").parameters, "name")

    @property
    def charset(self) -> str:
        """The character set it claims."""
        return parameter(self.header.typed(b"content-type").parameters, "charset").text


class Tree(NamedTuple):
    """A mail taken apart.

    Attributes:
        header: of the whole mail.
        leaves: its parts in their order, at most as many as the limits allow.
        incomplete: parts are left out, or the last one does not end.
        unclosed: it has parts, and the line that ends them is missing.
    """

    header: Fields
    leaves: list[Leaf]
    incomplete: bool
    unclosed: bool


class Content(NamedTuple):
    """The bytes of a part, its transfer encoding undone.

    Attributes:
        data: what could be decoded, up to the first damage.
        reason: what is wrong; "" for nothing.
        lost: what comes after the damage is not in the data.
    """

    data: bytes
    reason: str = ""
    lost: bool = False


@dataclass(slots=True)
class _Open:
    """A multipart whose end has not come yet."""

    header: Fields
    boundary: bytes
    alternatives: tuple[int, ...]
    digest: bool
    start: int
    parts: int = 0


@dataclass(slots=True)
class _Walk:
    """The state of the one pass."""

    view: bytes
    limits: Limits
    leaves: list[Leaf] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    levels: dict[bytes, list[int]] = field(default_factory=dict)
    current: Leaf | None = None
    incomplete: bool = False
    groups: int = 0

    def begin(self, place: int, *, part: bool) -> Fields:
        """A part begins: take in its header, and open it if it holds others."""
        header = fields(self.view, place, part=part)
        around = self.open[-1] if self.open else None
        alternatives = around.alternatives if around else ()
        self.incomplete |= header.cut
        kind, parameters = header.typed(b"content-type")
        boundary = parameter(parameters, "boundary").text.rstrip().encode()
        several = kind.lower().startswith("multipart/")
        delimited = 0 < len(boundary) <= _LONGEST_BOUNDARY
        if several and delimited and len(self.open) < self.limits.depth:
            if kind.lower() == "multipart/alternative":
                self.groups += 1
                alternatives = (*alternatives, self.groups)
            digest = kind.lower() == "multipart/digest"
            self.levels.setdefault(boundary, []).append(len(self.open))
            self.open.append(_Open(header, boundary, alternatives, digest, header.body))
            return header
        self.incomplete |= several
        digest = around is not None and around.digest
        stray = several and not delimited
        self.current = Leaf(header, header.body, header.body, alternatives, digest, stray=stray)
        return header

    def end(self, place: int, *, whole: bool = True) -> None:
        """The part that was being read ends."""
        one = self.current
        if one is not None:
            end = max(one.start, place)
            self.leaves.append(replace(one, end=end, whole=whole))
            self.current = None

    def close(self, level: int, place: int) -> None:
        """Everything that is open from a level on ends; what has no parts becomes words after all."""
        while len(self.open) > level:
            one = self.open.pop()
            self.levels[one.boundary].pop()
            if not one.parts:
                end = max(one.start, place)
                self.leaves.append(Leaf(one.header, one.start, end, one.alternatives, stray=True))
                self.incomplete = True

    def level(self, line: bytes) -> tuple[int | None, bool]:
        """Which open multipart a line with two hyphens belongs to, and whether it ends it."""
        text = line.rstrip(_SPACE)
        if levels := self.levels.get(text):
            return levels[-1], False
        levels = self.levels.get(text[:-2]) if text.endswith(b"--") else None
        return (levels[-1], True) if levels else (None, False)


def tree(view: bytes, limits: Limits, *, whole: bool = True) -> Tree:
    """Take a mail apart.

    Args:
        view: the mail, its lines ending in LF or CRLF.
        limits: how many parts, and how far inside one another.
        whole: the mail's end is there.
    """
    walk = _Walk(view, limits)
    header = walk.begin(0, part=False)
    outermost = len(walk.open)
    place = max(0, header.body - 1)
    while walk.open and (found := _DELIMITER.search(view, place)):
        place = found.end()
        level, closing = walk.level(found[1])
        if level is None:
            continue
        before = found.start() - view.endswith(b"\r", 0, found.start())
        walk.end(before)
        walk.close(level + (not closing), before)
        if closing:
            continue
        if len(walk.leaves) >= limits.parts:
            walk.incomplete = True
            walk.close(0, before)
            break
        walk.open[-1].parts += 1
        place = walk.begin(min(place + 1, len(view)), part=True).body - 1
    unclosed = bool(outermost and walk.open)
    walk.end(len(view), whole=whole and not unclosed)
    walk.close(0, len(view))
    return Tree(header, walk.leaves, walk.incomplete or unclosed or not whole, unclosed)


def content(view: bytes, raw: bytes, leaf: Leaf) -> Content:
    """The bytes of a part. Damage is told; nothing is made up for it."""
    encoding = leaf.header.plain(b"content-transfer-encoding").partition(";")[0].strip().lower()
    untouched = raw[leaf.start : leaf.end]
    if encoding in _PLAIN_ENCODINGS or leaf.stray:
        return Content(untouched)
    if encoding == "base64":
        return _base64(untouched.translate(None, _SPACE))
    if encoding == "quoted-printable":
        return _quoted_printable(view[leaf.start : leaf.end])
    reason = _("its transfer encoding “{name}” is not known").format(name=encoding[:40])
    return Content(untouched, reason)


def _base64(packed: bytes) -> Content:
    try:
        # Strict: leniently read, damaged base64 gives another file without a word.
        return Content(binascii.a2b_base64(packed, strict_mode=True))
    except ValueError:
        good = _BASE64.match(packed)
        return Content(binascii.a2b_base64(good[0] if good else b""), _("its base64 is damaged"), lost=True)


def _quoted_printable(packed: bytes) -> Content:
    packed = _BLANKS_AT_END.sub(b"=", packed)
    if not _NOT_QUOTED_PRINTABLE.search(packed):
        return Content(binascii.a2b_qp(packed))
    # Left alone, the decoder would drop everything from such a CR to the end of the line.
    kept = binascii.a2b_qp(_LONE_CR.sub(b"=3D\r", packed))
    return Content(kept, _("its quoted-printable is damaged"))
