"""A first look over a whole WhatsApp export, in memory that does not grow with it.

What a message means depends on things that only the whole file shows: how its lines end, how its headers
look, in which order its dates stand, and who writes in it.
"""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.whatsapp import media as files
from recordkeeper.importers.whatsapp.dates import DateProof
from recordkeeper.importers.whatsapp.header import Beginning, Header, Headers, Style
from recordkeeper.importers.whatsapp.phrases import ENCRYPTION, GROUP, LRM, MARKS, markless

HEADLINE = 1024
"""Bytes of a line that header, sender and a line of the app's own stand in."""
_LONGEST_NAME = 160
_SENDERS = 1024
"""How many senders are remembered: a group has at most 1024 members."""
_STYLES = 64
_OF_THE_APP = 200
"""Characters in which a line of the app's own is recognised."""
_ON_ENCRYPTION = 120
"""Characters in which the line on encryption says what it is about."""
_QUOTES = (('"', '"'), ("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u00ab", "\u00bb"))


def lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Lines, their ends untouched.

    A line longer than ``most`` comes in pieces. Only a line feed ends a line: what other characters break
    lines is up to whoever wrote the message.
    """
    return iter(partial(stream.readline, most), b"")


def split(rest: str, known: Container[str]) -> tuple[str, str] | None:
    """Sender and words of what stands after a header; None where the app wrote it without a sender.

    A colon inside a quoted name that is still open belongs to a line of the app's own: 'Sam created group
    "Plan: B"'. A colon without a space ends only the name of someone who writes elsewhere in the file too.
    """
    sender, colon, words = rest.partition(": ")
    if colon and sender in known:
        return sender, words
    if colon and "\n" not in sender and 0 < len(sender) <= _LONGEST_NAME:
        displayed = sender.strip(MARKS)
        if displayed and not (displayed not in known and _is_open(sender) and GROUP.search(sender)):
            return displayed, words
    sender, colon, words = rest.partition(":")
    sender = sender.strip(MARKS)
    return (sender, words) if colon and sender in known else None


class Names(dict[str, str | None]):
    """Whom a plain line is from, by the sender as it stands there; None where only `split` can tell."""

    def __init__(self, known: Container[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, sender: str) -> str | None:
        displayed = sender.strip(MARKS)
        if displayed not in self._known:
            return None
        if len(self) < _SENDERS:
            self[sender] = displayed
        return displayed


def _is_open(text: str) -> bool:
    return any(
        text.count(first) % 2 if first == last else text.count(first) > text.count(last)
        for first, last in _QUOTES
    )


@dataclass(slots=True)
class Tally:
    """What the beginnings of messages show, all together.

    Attributes:
        styles: of headers, how often.
        proofs: of the order of dates, by style.
        senders: how often they write; their first `_SENDERS`.
        group: a line of the app's own that only groups have was seen.
        marked: files are announced after the app's own mark, so that one without it was typed.
    """

    styles: Counter[Style] = field(default_factory=Counter)
    proofs: dict[Style, DateProof] = field(default_factory=dict)
    senders: dict[str, int] = field(default_factory=dict)
    group: bool = False
    marked: bool = False
    _dates: dict[Style, tuple[str, str, str]] = field(default_factory=dict)
    _names: "Names" = field(init=False)

    def __post_init__(self) -> None:
        self._names = Names(self.senders)

    @property
    def style(self) -> Style:
        """How most headers look; of two equally many, the first."""
        return max(self.styles, key=lambda one: self.styles[one])

    def add(self, line: str, begins: Beginning) -> None:
        """Another beginning of a message, and the line in which it stands."""
        head, told, end = begins
        style = head.style
        self.styles[style] += 1
        if head.date != self._dates.get(style) and (style in self._dates or len(self._dates) < _STYLES):
            self._dates[style] = head.date
            self.proofs.setdefault(style, DateProof()).add(head.date, head.written)
        name = self._names[told] if told is not None else None
        parts = (name, line[end:]) if name is not None else split(line[head.end :], self.senders)
        if parts is None:
            self.group = self.group or only_in_groups(line[head.end :])
            return
        sender, words = parts
        if words[:1] == LRM and (of_encryption(words) or only_in_groups(words)):
            self.group = self.group or only_in_groups(words)
            return
        if sender in self.senders:
            self.senders[sender] += 1
        elif len(self.senders) < _SENDERS:
            self.senders[sender] = 1
        if ("(" in words or "<" in words) and (name := files.attached(words)):
            self._file(head, name, marked=files.marked(words))

    def _file(self, head: Header, name: str, *, marked: bool) -> None:
        self.marked = self.marked or marked
        on, proof = files.dated(name), self.proofs.get(head.style)
        if on is not None and proof is not None:
            proof.name(head.date, on.date())


@dataclass(slots=True)
class Survey:
    """What the whole file shows.

    Attributes:
        headers: lines that look like the beginning of a message.
        crlf: messages end in CRLF here, so that a header after a bare line feed is words of a message.
            iPhones end a message so, and write its own line breaks as bare line feeds
            (whatsapp-chat-parser, issue 266). In doubt messages are told apart, for one that is swallowed
            is lost.
        proven: line ends prove where every message begins: no words stand after a CRLF, but for those
            that a file ends in that was cut.
        inside: headers after a bare line feed in a file whose messages end in CRLF.
        tally: of the headers that begin a message.
    """

    headers: int
    crlf: bool
    proven: bool
    inside: int
    tally: Tally


def survey(material: Material, member: str, limits: Limits) -> Survey:
    """Look over a whole export: once, and again where its line ends are mixed and prove nothing."""
    ends = _Ends()
    after_crlf, after_lf = Tally(), Tally()
    with material.open(member) as stream:
        for line, begins, crlf in _beginnings(stream, limits, ends):
            if crlf is not False:
                after_crlf.add(line, begins)
            if not crlf:
                after_lf.add(line, begins)
    if ends.crlf:
        return Survey(ends.headers, crlf=True, proven=not ends.stray, inside=ends.after_lf, tally=after_crlf)
    if ends.after_crlf:
        after_lf = Tally()
        with material.open(member) as stream:
            for line, begins, _crlf in _beginnings(stream, limits, _Ends()):
                after_lf.add(line, begins)
    return Survey(ends.headers, crlf=False, proven=False, inside=0, tally=after_lf)


@dataclass(slots=True)
class _Ends:
    """How the lines before headers end, and how many others stand after a CRLF.

    The first header counts as if it stood after a CRLF. Lines that no header follows are not counted: a
    file that was cut ends so.
    """

    headers: int = 0
    after_crlf: int = 0
    stray: int = 0
    last: bytes = b""

    @property
    def after_lf(self) -> int:
        return self.headers - self.after_crlf - 1

    @property
    def crlf(self) -> bool:
        return self.after_crlf > self.after_lf or (self.headers == 1 and self.last == b"\r\n")


def _beginnings(
    stream: BinaryIO, limits: Limits, ends: _Ends
) -> Iterator[tuple[str, Beginning, bool | None]]:
    """Every line with a header; whether it stands after a CRLF, None for the first; in the end, the ends."""
    find = Headers().find
    headers = after_crlf = stray = trailing = 0
    last = b"\n"
    for raw in lines(stream, limits.line):
        crlf, begun, last = last == b"\r\n", last[-1:] != b"\n", raw[-2:]
        if begun:
            continue
        text = raw[:HEADLINE].decode("utf-8", "replace")
        begins = find(text)
        if begins is None:
            trailing += crlf
            continue
        if headers:
            after_crlf += crlf
            stray += trailing
        yield text, begins, crlf if headers else None
        headers += 1
        trailing = 0
    ends.headers, ends.after_crlf, ends.stray, ends.last = headers, after_crlf, stray, last


def only_in_groups(text: str) -> bool:
    """Whether the app writes such a line only into the chat of a group."""
    return GROUP.search(markless(text[:_OF_THE_APP]).strip()) is not None


def of_encryption(text: str) -> bool:
    """Whether this is the line on encryption that nearly every chat begins with."""
    return ENCRYPTION.search(text[:_ON_ENCRYPTION]) is not None
