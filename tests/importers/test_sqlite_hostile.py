"""Databases made to hang, exhaust or mislead their reader cost no more than their size."""

import struct
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import IMPORTERS
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.material import Limits
from recordkeeper.importers.sqlite.file import Database, Row, Unreadable
from recordkeeper.importers.sqlite.pages import Stored
from recordkeeper.importers.sqlite.record import decode
from tests.importers.apple_databases import MESSAGES, attached, message, messages
from tests.importers.apple_samples import samples
from tests.importers.materials import folder, lone, sort_out
from tests.importers.sqlite_databases import Statement, database, good, made

SIZE = 512
UNKEYED = "CREATE TABLE message_attachment_join (message_id, attachment_id)"
Item = Row | Unreadable | Damage


class Counted(BytesIO):
    """A stream that knows how many bytes were taken from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """As ever, counted."""
        data = super().read(size)
        self.taken += len(data)
        return data


def taken(raw: bytes) -> tuple[list[Item], int]:
    """The rows of the table t, and how often the file was read over for them."""
    stream = Counted(raw)
    rows = list(Database(Stored("db", stream, len(raw)), None, Limits()).tables["t"].rows("a", "b"))
    return rows, stream.taken // len(raw)


def interior(children: list[int], right: int) -> bytes:
    """A page that leads to others."""
    start = SIZE - 5 * len(children)
    head = struct.pack(">BHHHBI", 5, 0, len(children), start, 0, right)
    pointers = b"".join(struct.pack(">H", start + 5 * place) for place in range(len(children)))
    cells = b"".join(struct.pack(">IB", child, 1) for child in children)
    return (head + pointers).ljust(start, b"\0") + cells


def table(*pages: bytes) -> bytes:
    """A database whose table t begins with the first of these pages, its page 2."""
    raw = made(f"PRAGMA page_size = {SIZE}", "CREATE TABLE t (a, b)")
    return raw[:SIZE] + b"".join(pages)


def test_pages_that_lead_back_are_gone_to_once() -> None:
    """A page that leads to itself, to a page above it or to none ends the walk."""
    rows, times = taken(table(interior([2, 3, 0, 99], 2), interior([2, 3], 2)))
    assert {type(one) for one in rows} == {Damage}
    assert times < 3


def test_trees_that_branch_without_end_are_walked_once() -> None:
    """Twenty pages, each leading a hundred times to the next, would be 100 to the power of 20 visits."""
    pages = [interior([number + 3] * 50, number + 3) for number in range(20)]
    rows, times = taken(table(*pages))
    assert len(rows) == 51
    assert times < 3


def test_deep_trees_end() -> None:
    """A chain of pages deeper than any table of SQLite's is told as damage."""
    pages = [interior([], number + 3) for number in range(100)]
    rows, _times = taken(table(*pages, bytes(SIZE)))
    assert len(rows) == 1


def test_rows_that_share_their_overflow_have_it_once() -> None:
    """A thousand rows that all go on in one long chain: the first has it, the others say they are cut."""
    start: list[Statement] = [f"PRAGMA page_size = {SIZE}", "CREATE TABLE t (a, b)"]
    rows: list[Statement] = [("INSERT INTO t VALUES (?, ?)", (n, b"x" * 90_000)) for n in range(40)]
    raw = bytearray(made(*start, *rows))
    whole = good(database(bytes(raw)).tables["t"], "a")
    first = raw[whole[0].end - 4 : whole[0].end]
    for one in whole:
        raw[one.end - 4 : one.end] = first
    found, times = taken(bytes(raw))
    assert [isinstance(one, Row) and one.complete for one in found] == [True] + [False] * 39
    assert times < 3


def test_cells_that_lie_over_each_other_are_not_many() -> None:
    """A page that names one cell two hundred times gives no more than fits twice into a page."""
    raw = made(f"PRAGMA page_size = {SIZE}", "CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 'x')")
    at = struct.pack(">H", good(database(raw).tables["t"], "a")[0].start - SIZE)
    page = struct.pack(">BHHHB", 13, 0, 200, 480, 0) + at * 200
    rows, _times = taken(raw[:SIZE] + page.ljust(480, b"\0") + raw[SIZE + 480 :])
    assert 1 < len(rows) < 2 * SIZE // 4
    assert isinstance(rows[-1], Damage)


def test_more_cells_than_a_page_has_room_for_are_told() -> None:
    """A page that says it has sixty thousand rows, or ways to pages, has those that it can have."""
    leaf = struct.pack(">BHHHB", 13, 0, 60_000, 500, 0).ljust(SIZE, b"\1")
    rows, _times = taken(table(leaf))
    assert isinstance(rows[0], Damage)
    branch = struct.pack(">BHHHBI", 5, 0, 60_000, 500, 0, 2).ljust(SIZE, b"\0")
    rows, _times = taken(table(branch))
    assert {type(one) for one in rows} == {Damage}


def test_tables_beyond_the_limit_are_not_listed() -> None:
    """A database of more tables than any has is read as far as the limit goes."""
    raw = made(*(f"CREATE TABLE t{n} (a)" for n in range(9)))
    assert len(database(raw, limits=Limits(names=4)).tables) == 5


def test_headers_of_rows_that_end_too_early_are_unreadable() -> None:
    """Types that run on beyond the header, or into bytes that are not there, say nothing."""
    assert decode(b"", [True], "utf-8") is None
    assert decode(b"\x03\x81", [True], "utf-8") is None
    assert decode(b"\x02\x81", [True], "utf-8") is None
    assert decode(b"\x02\x81\x01", [True], "utf-8") is None
    assert decode(b"\x02\x0b", [True], "utf-8") is None
    assert decode(b"\x0a" + b"\xff" * 9, [True], "utf-8") is None
    assert decode(b"\x02\x09", [True, True], "utf-8") == ([1], True, False)


def test_a_payload_of_any_claimed_size_is_not_waited_for() -> None:
    """A row that claims 2 to the power of 60 bytes, or fewer than none, is read as far as its page goes."""
    raw = made(
        f"PRAGMA page_size = {SIZE}", "CREATE TABLE t (a, b)", "INSERT INTO t VALUES ('word', zeroblob(300))"
    )
    (row,) = good(database(raw).tables["t"], "a")
    for claim, kind in ((b"\x90" + b"\x80" * 7 + b"\x00", Row), (b"\xff" * 9, Unreadable)):
        cell = claim + b"\x01" + raw[row.start + 3 : row.end][: SIZE * 2 - row.start - 10]
        (found,) = taken(raw[: row.start] + cell + raw[row.start + len(cell) :])[0]
        assert isinstance(found, kind)


def test_one_attachment_named_again_and_again_is_not_read_again_and_again() -> None:
    """Thousands of messages' files that are one huge row of another table take no more than a moment."""
    rows = [message(1, "\ufffc"), attached(1, 1, transfer_name="one", user_info=bytes(60_000))]
    many: list[Statement] = [
        ("INSERT INTO message_attachment_join VALUES (1, ?)", [n]) for n in range(2, 3000)
    ]
    found = sort_out(MESSAGES, lone(messages(*rows, many))).only
    assert len(found.media) == 2999


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw[:28] + b"\xff\xff\xff\xff" + raw[32:],
        lambda raw: raw[:20] + b"\x20" + raw[21:],
        lambda raw: raw[:16] + b"\x20\x00" + raw[18:],
        lambda raw: raw[:16] + b"\x00\x01" + raw[18:],
        lambda raw: raw[:105] + bytes(2) + raw[107:],
    ],
)
def test_headers_that_lie_are_survived(change: Callable[[bytes], bytes]) -> None:
    """A wrong count of pages, reserved space, page size or root: something is read, or it is refused."""
    raw = change(messages(message(1), before=["PRAGMA page_size = 4096"]))
    try:
        reading = sort_out(MESSAGES, lone(raw))
    except ImportRefused:
        return
    assert reading.seen <= 1


@pytest.mark.parametrize("root", [0, 1, -5, 10**6, 2**40])
def test_roots_out_of_range_are_damage(root: int) -> None:
    """A table that begins on no page of the file has no rows, and that is told; nothing else is touched."""
    raw = made(
        "CREATE TABLE t (a)",
        "CREATE TABLE s (a)",
        "INSERT INTO s VALUES (5)",
        "PRAGMA writable_schema = ON",
        ("UPDATE sqlite_schema SET rootpage = ? WHERE name = 't'", [root]),
    )
    read = database(raw).tables
    assert [row.values["a"] for row in good(read["s"], "a")] == [5]
    if root > 1:
        assert [type(one) for one in read["t"].rows("a")] == [Damage]
        assert read["t"].row(1, "a") is None
    else:
        assert "t" not in read


def test_damage_anywhere_raises_nothing_and_stays_within_the_file() -> None:
    """Bits flipped, cuts, and pieces moved: only a refusal, and every place lies in its member."""
    chance = Random(20)
    for sample in samples():
        for _round in range(30):
            files = dict(sample.files)
            name = chance.choice(sorted(files))
            files[name] = mutated(files[name], chance)
            material = lone(files[""]) if "" in files else folder(files)
            for importer in IMPORTERS:
                importer.identify(material)
            try:
                reading = sort_out(sample.importer, material)
            except ImportRefused:
                continue
            assert all(0 <= one.start <= one.end <= len(files[one.member]) for one in reading.found)


def mutated(raw: bytes, chance: Random) -> bytes:
    """A file with one thing wrong with it."""
    first, second = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    match chance.randrange(5):
        case 0:
            return raw[:first]
        case 1:
            return raw[:first] + raw[second:]
        case 2:
            return raw[:second] + raw[first:]
        case 3:
            return raw[:first] + raw[-second:] + raw[first:]
        case _:
            broken = bytearray(raw)
            for _flip in range(chance.randrange(1, 20)):
                broken[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            return bytes(broken)
