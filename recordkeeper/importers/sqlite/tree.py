"""Table b-trees: from a root page to the cells of its leaves, whatever the pages say.

Source of the rules: sqlite.org/fileformat2.html, §1.6 (b-tree pages; cell payload overflow) and §1.7
(overflow pages). A walk goes to each page once, so that it ends, and takes time that grows with the
file, for any bytes whatsoever.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from recordkeeper.importers.sqlite.pages import HEADER, Page, Pages, Visited
from recordkeeper.importers.sqlite.record import varint

_INTERIOR, _LEAF = 0x05, 0x0D
_DEEPEST = 20
"""SQLite itself goes no deeper (BTCURSOR_MAX_DEPTH)."""
_PADDED = 2
"""How many times its own size the cells of a page may take, before they are taken to lie over each other."""


class Cell(NamedTuple):
    """One row as it is stored.

    Attributes:
        rowid: its number.
        payload: its bytes, or its first ones.
        whole: whether those are all of them.
        member, start, end: where the cell lies; what is too long for its page goes on in others.
    """

    rowid: int
    payload: bytes
    whole: bool
    member: str
    start: int
    end: int


class LostCell(NamedTuple):
    """A row that is there and cannot be read; it lies at ``start`` in a member."""

    member: str
    start: int


class LostPage(NamedTuple):
    """A page with rows, or the way to some, that cannot be read."""

    number: int


Lost = LostCell | LostPage
Enter = Callable[[int], bool]
"""Whether a page may be gone to."""


class _Local(NamedTuple):
    """A cell on its leaf: where it and its payload begin and end, its full size, and where it goes on."""

    rowid: int
    size: int
    place: int
    start: int
    end: int
    overflow: int


def walk(pages: Pages, root: int, most: int) -> Iterator[Cell | Lost]:
    """Every row of a table, in the order of their numbers.

    Args:
        pages: of the database.
        root: the page that the table begins with.
        most: bytes of a row that are read; of a longer one only what is on its leaf.
    """
    enter = Visited(pages).enter
    ways: list[Iterator[int]] = [iter((root,))]
    while ways:
        number = next(ways[-1], None)
        if number is None:
            ways.pop()
            continue
        page = pages.page(number) if enter(number) else None
        kind = _kind(page) if page else 0
        if page and kind == _LEAF:
            yield from _rows(pages, page, most, enter)
        elif page and kind == _INTERIOR and len(ways) < _DEEPEST:
            if len(_pointers(page)) < _count(page):
                yield LostPage(number)
            ways.append(iter(_children(page)))
        else:
            yield LostPage(number)


def find(pages: Pages, root: int, rowid: int, most: int) -> Cell | None:
    """One row by its number, or its first bytes; None where it is not found.

    Args:
        pages: of the database.
        root: the page that the table begins with.
        rowid: its number.
        most: bytes of it that are read.
    """
    number = root
    for _step in range(_DEEPEST):
        page = pages.page(number)
        if page is None:
            return None
        pointers = _pointers(page)
        place = bisect_left(pointers, rowid, key=partial(_key, page))
        if _kind(page) == _INTERIOR:
            number = page.integer(pointers[place], 4) if place < len(pointers) else _right(page)
            continue
        local = _local(page, pointers[place], pages.header.usable) if place < len(pointers) else None
        if _kind(page) != _LEAF or local is None or local.rowid != rowid:
            return None
        return _cell(pages, page, local, min(local.size, most))
    return None


def _rows(pages: Pages, page: Page, most: int, enter: Enter) -> Iterator[Cell | Lost]:
    room = _PADDED * pages.header.usable
    pointers = _pointers(page)
    if len(pointers) < _count(page):
        yield LostPage(page.number)
    for pointer in pointers:
        local = _local(page, pointer, pages.header.usable)
        if local is None:
            yield LostCell(page.member, page.start + min(pointer, len(page.data)))
            continue
        room -= local.end - pointer
        if room < 0:
            yield LostPage(page.number)
            return
        yield _cell(pages, page, local, local.size if local.size <= most else 0, enter)


def _cell(pages: Pages, page: Page, local: _Local, wanted: int, enter: Enter = lambda _number: True) -> Cell:
    payload = page.data[local.start : local.end]
    if local.overflow and len(payload) < wanted:
        payload += _overflow(pages, local.overflow, wanted - len(payload), enter)
    end = min(local.end + 4 * bool(local.overflow), len(page.data))
    whole = len(payload) == local.size
    return Cell(local.rowid, payload, whole, page.member, page.start + local.place, page.start + end)


def _overflow(pages: Pages, number: int, wanted: int, enter: Enter) -> bytes:
    """The rest of a payload, as far as its pages are there."""
    pieces = []
    while wanted > 0 and enter(number):
        page = pages.page(number)
        if page is None:
            break
        piece = page.data[4 : 4 + wanted]
        pieces.append(piece)
        wanted -= len(piece)
        if len(page.data) < pages.header.usable:
            break
        number = page.integer(0, 4)
    return b"".join(pieces)


def _local(page: Page, pointer: int, usable: int) -> _Local | None:
    """A cell of a leaf; None where it is not one."""
    size = varint(page.data, pointer) if pointer >= _at(page) + 8 else None
    rowid = varint(page.data, size[1]) if size else None
    if size is None or rowid is None or size[0] < 0:
        return None
    start, here = rowid[1], _share(size[0], usable)
    overflow = page.integer(start + here, 4) if here < size[0] else 0
    return _Local(rowid[0], size[0], pointer, start, start + here, overflow)


def _share(size: int, usable: int) -> int:
    """How many bytes of a payload stay on its leaf."""
    most = usable - 35
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    share = least + (size - least) % (usable - 4)
    return share if share <= most else least


def _at(page: Page) -> int:
    """Where the head of a b-tree page begins: on the first page behind the database's own."""
    return HEADER if page.number == 1 else 0


def _kind(page: Page) -> int:
    return page.integer(_at(page), 1)


def _count(page: Page) -> int:
    return page.integer(_at(page) + 3, 2)


def _right(page: Page) -> int:
    return page.integer(_at(page) + 8, 4)


def _pointers(page: Page) -> tuple[int, ...]:
    """Where its cells begin, as far as they are said."""
    return page.integers(_at(page) + (12 if _kind(page) == _INTERIOR else 8), _count(page))


def _children(page: Page) -> list[int]:
    return [*(page.integer(pointer, 4) for pointer in _pointers(page)), _right(page)]


def _key(page: Page, pointer: int) -> int:
    """The row number that a cell of either kind is sorted by."""
    if _kind(page) == _INTERIOR:
        found = varint(page.data, pointer + 4)
    else:
        size = varint(page.data, pointer)
        found = varint(page.data, size[1]) if size else None
    return found[0] if found else 0
