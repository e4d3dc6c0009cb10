"""One page of a Google Voice export: its messages or its call, and what the page says around them.

Google does not document the pages. Here they are told by classes and links alone, which are the same in
every language: the keeper's own name stands in ``abbr.fn``, anyone else's in ``span.fn``; a call's
outcome is the link ``voice#missed`` of its label.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from recordkeeper.importers.google.html_stream import Tag, Text, Token, tokens
from recordkeeper.importers.material import Limits

RECORDS = frozenset({"message", "haudio"})
"""Classes of the elements that are a record each: a message, a call."""
_BLOCKS = (*RECORDS, "participants", "tags", "deletedStatusContainer")
_ATTACHED = frozenset({"video", "vcard", "audio"})
_LABEL = "voice#"


class Block(NamedTuple):
    """One element of the page, with all that is in it.

    Attributes:
        kind: its class, or ``title``; ``end`` for the page's end.
        tokens: what is in it, its own tags included.
        start, end: its byte range, end exclusive.
        whole: its end is there.
        shortened: it has more in it than can be read.
    """

    kind: str
    tokens: tuple[Token, ...]
    start: int
    end: int
    whole: bool = True
    shortened: bool = False


@dataclass(slots=True)
class Told:
    """What one block says, as written.

    Attributes:
        time, duration: ISO 8601.
        number: as in its link, without "tel:"; None when there is no link.
        name: as shown.
        mine: whether it is the keeper who sent it; None when the page does not say.
        words, transcript: None when there are none.
        labels: what follows "voice#" in its labels' links.
        trashed: its owner had deleted it.
        attached: the files it names, as it names them.
        repaired: something in it was no character.
    """

    time: str = ""
    duration: str = ""
    number: str | None = None
    name: str = ""
    mine: bool | None = None
    words: str | None = None
    transcript: str | None = None
    labels: set[str] = field(default_factory=set)
    trashed: bool = False
    attached: list[str] = field(default_factory=list)
    repaired: bool = False


@dataclass(slots=True)
class Page:
    """What is said around the records of a page.

    Attributes:
        title: as written.
        others: numbers of everyone but the keeper, and the names shown with them.
        participants: numbers of a group's members but the keeper; None unless it is a group.
        trashed: its owner had deleted it.
        ends: its end is there.
    """

    title: str = ""
    others: dict[str, str] = field(default_factory=dict)
    participants: tuple[str, ...] | None = None
    trashed: bool = False
    ends: bool = False


def page(stream: BinaryIO, limits: Limits) -> Page:
    """Read what is said around the records; some of it stands after them."""
    found = Page()
    for block in blocks(stream, limits):
        if block.kind == "participants":
            listed = [one for one in _Reader(limits).everyone(block) if one.number]
            found.participants = tuple(dict.fromkeys(str(one.number) for one in listed))
            found.others |= {str(one.number): one.name for one in listed}
        elif block.kind == "end":
            found.ends = True
        elif block.kind == "title":
            found.title = "".join(one.text for one in block.tokens if isinstance(one, Text))
        else:
            said = told(block, limits, only_sender=block.kind == "message")
            found.trashed |= said.trashed
            if said.number and said.mine is False and len(found.others) < limits.parts:
                found.others.setdefault(said.number, said.name)
    return found


def blocks(stream: BinaryIO, limits: Limits) -> Iterator[Block]:
    """The elements that matter, one after another. One that has no end ends where the next begins."""
    held: _Held | None = None
    for token in tokens(stream, limits):
        kind = _kind(token)
        if held is not None and kind in RECORDS:
            yield held.block(token.start, whole=False)
            held = None
        if held is None and kind == "end":
            yield Block("end", (), token.start, token.end)
        elif held is None and kind:
            held = _Held(kind, token, limits)
        if held is not None and held.take(token):
            yield held.block(token.end, whole=True)
            held = None
    if held is not None:
        yield held.block(held.last, whole=False)


def told(block: Block, limits: Limits, *, only_sender: bool = False) -> Told:
    """What a block says; or only as much as is needed to know who wrote it."""
    reader = _Reader(limits)
    for token in block.tokens:
        reader.take(token)
        if only_sender and isinstance(token, Tag) and token.closes and token.name == "cite":
            break
    reader.finish()
    return reader.told


class _Held:
    """A block that is being read."""

    def __init__(self, kind: str, opener: Token, limits: Limits) -> None:
        self.last = opener.end
        self._kind = kind
        self._name = opener.name if isinstance(opener, Tag) else ""
        self._start = opener.start
        self._limits = limits
        self._tokens: list[Token] = []
        self._depth = 0
        self._shortened = False

    def take(self, token: Token) -> bool:
        """Whether the block ends with this token."""
        self.last = token.end
        if isinstance(token, Tag) and token.name == self._name:
            self._depth += token.opens - token.closes
        long = token.end - self._start > self._limits.record or len(self._tokens) >= self._limits.parts
        self._shortened |= long
        if not long:
            self._tokens.append(token)
        return not self._depth

    def block(self, end: int, *, whole: bool) -> Block:
        """The block as far as it goes."""
        return Block(self._kind, tuple(self._tokens), self._start, end, whole, self._shortened)


class _Reader:
    """Goes through the tokens of a block."""

    def __init__(self, limits: Limits) -> None:
        self.told = Told()
        self._limits = limits
        self._into: list[str] | None = None
        self._until = ""
        self._what = ""
        self._depth = 0
        self._in_link = False

    def everyone(self, block: Block) -> Iterator[Told]:
        """Everyone named in a block."""
        for token in block.tokens:
            self.take(token)
            if isinstance(token, Tag) and token.name == "cite" and token.closes:
                yield self.told
                self.told = Told()

    def take(self, token: Token) -> None:
        """Take in one token."""
        if isinstance(token, Text):
            if self._into is not None:
                self._into.append(token.text)
                self.told.repaired |= token.repaired
            return
        if token.opens:
            self._opened(token)
        if token.closes:
            self._closed(token)

    def _opened(self, tag: Tag) -> None:
        values = tag.attributes
        if self._into is not None:
            self._depth += tag.name == self._until
            if tag.name == "br":
                self._into.append("\n")
        elif tag.has_class("dt") or tag.has_class("published"):
            self.told.time = values.get("title", "")
        elif tag.has_class("duration"):
            self.told.duration = values.get("title", "")
        elif tag.name == "a" and tag.has_class("tel"):
            self._in_link = True
            self.told.number = values.get("href", "").removeprefix("tel:").replace("++", "+")
        elif self._in_link and tag.has_class("fn"):
            self.told.mine = tag.name == "abbr"
            self._capture("name", tag)
        elif values.get("rel") == "tag" and _LABEL in values.get("href", ""):
            self.told.labels.add(values["href"].rpartition(_LABEL)[2])
        elif what := _captured(tag):
            self._capture(what, tag)
        else:
            self._attachment(tag)

    def _closed(self, tag: Tag) -> None:
        if tag.name == "a":
            self._in_link = False
        if self._into is None or tag.name != self._until:
            return
        self._depth -= 1
        if not self._depth:
            self.finish()

    def finish(self) -> None:
        """Keep what was taken in so far: of a block that is cut off, the good beginning."""
        if self._into is None:
            return
        captured, self._into = "".join(self._into), None
        if self._what == "status":
            self.told.trashed = captured.split()[-1:] == ["True"]
        else:
            setattr(self.told, self._what, captured)

    def _capture(self, what: str, tag: Tag) -> None:
        self._into, self._what, self._until, self._depth = [], what, tag.name, 1

    def _attachment(self, tag: Tag) -> None:
        values = tag.attributes
        if tag.name in {"img", "audio", "video"}:
            name = values.get("src", "")
        else:
            linked = tag.name == "a" and _ATTACHED & set(values.get("class", "").split())
            name = values.get("href", "") if linked else ""
        if name and len(self.told.attached) < self._limits.parts:
            self.told.attached.append(name)


def _captured(tag: Tag) -> str:
    """Which text of the record stands in an element; "" for none."""
    if tag.name == "q":
        return "words"
    if tag.has_class("full-text"):
        return "transcript"
    return "status" if tag.has_class("deletedStatusContainer") else ""


def _kind(token: Token) -> str:
    """Which block begins with a token; "" for none."""
    if not isinstance(token, Tag):
        return ""
    if token.name == "html" and token.closes:
        return "end"
    if not token.opens:
        return ""
    if token.name == "title":
        return "title"
    return next((one for one in _BLOCKS if token.name == "div" and token.has_class(one)), "")
