"""Tags and texts come out with their bytes, whatever is between them and however they are read."""

from io import BytesIO

import pytest

from recordkeeper.importers.google.html_stream import Tag, Text, Token, tokens
from recordkeeper.importers.material import Limits


def read(raw: bytes, chunk: int = 1 << 20, value: int = 1 << 16) -> list[Token]:
    """Every token."""
    return list(tokens(BytesIO(raw), Limits(chunk=chunk, value=value)))


def texts(raw: bytes) -> list[tuple[str, bool]]:
    """The texts, and whether they were repaired."""
    return [(one.text, one.repaired) for one in read(raw) if isinstance(one, Text)]


def test_each_token_has_its_bytes() -> None:
    """Ranges follow one another and cut out what was written."""
    raw = 'é<a href="x&amp;y" ID=z title=\'"\'>ü</a><br/>'.encode()
    found = read(raw)
    assert [raw[one.start : one.end].decode() for one in found] == [
        "é",
        '<a href="x&amp;y" ID=z title=\'"\'>',
        "ü",
        "</a>",
        "<br/>",
    ]
    assert isinstance(found[1], Tag)
    assert found[1].attributes == {"href": "x&y", "id": "z", "title": '"'}


@pytest.mark.parametrize(
    ("raw", "opens", "closes"),
    [(b"<q>", True, False), (b"</q>", False, True), (b"<q/>", True, True), (b"<br/>", True, False)],
)
def test_a_tag_says_what_it_does(raw: bytes, opens: bool, closes: bool) -> None:  # noqa: FBT001 -- a table
    """An element closed where it is opened does both; an empty one by nature only opens."""
    (tag,) = read(raw)
    assert isinstance(tag, Tag)
    assert (tag.opens, tag.closes) == (opens, closes)


@pytest.mark.parametrize(
    ("raw", "text", "repaired"),
    [
        (b"&lt;b&gt; &#39;&#x27;&AMP;", "<b> ''&", False),
        (b"AT&T &unheardof; &copy", "AT&T &unheardof; &copy", False),
        (b"&#55357;", "\ufffd", True),
        (b"&#9999999;", "\ufffd", True),
        (b"\xff", "\ufffd", True),
        ("\ufffd".encode(), "\ufffd", False),
        (b"a < b", "a < b", False),
    ],
)
def test_references_are_resolved_and_nothing_else(raw: bytes, text: str, repaired: bool) -> None:  # noqa: FBT001
    """What is no reference stays as it stands, and what is no character is said to be repaired."""
    found = texts(raw)
    assert "".join(one for one, _repaired in found) == text
    assert any(one for _text, one in found) == repaired


@pytest.mark.parametrize(
    "raw",
    [b"<!-- <q>x</q> -->a", b"<?xml ?><!DOCTYPE html>a", b"<style>q<b</style>a", b"<SCRIPT>'<q'</SCRIPT>a"],
)
def test_what_is_not_shown_is_left_out(raw: bytes) -> None:
    """Comments, declarations, styles and scripts give no text and no element inside them."""
    assert "".join(text for text, _repaired in texts(raw)) == "a"
    assert not [one for one in read(raw) if isinstance(one, Tag) and one.name in {"q", "b"}]


@pytest.mark.parametrize("raw", [b"a<!-- b", b"a<!b", b"a<style>b", b"a<q title='", b"a<", b"a&amp"])
def test_an_unfinished_end_ends_the_file(raw: bytes) -> None:
    """Whatever is cut off, what stands before is there."""
    assert texts(raw)[0][0].startswith("a")


@pytest.mark.parametrize("chunk", range(1, 40))
def test_reading_little_by_little_gives_the_same(chunk: int) -> None:
    """Tags, characters and references split between two reads are put together."""
    raw = '<div class="a b">é&amp;ü&#8239;<!-- - --><style>x</style><br>見</div> a&b < c'.encode()
    joined = "".join(one.text for one in read(raw, chunk) if isinstance(one, Text))
    assert joined == "é&ü\u202f見 a&b < c"
    assert [one for one in read(raw, chunk) if isinstance(one, Tag)] == [
        one for one in read(raw) if isinstance(one, Tag)
    ]


@pytest.mark.parametrize(
    "piece", [b"<", b"<a '", b"<!--", b"<a b", b"&", b"<style>", b"<q>", b"\xf0", b"<a/"]
)
def test_hostile_pages_take_linear_time(piece: bytes) -> None:
    """A page of nothing but beginnings is read like any other."""
    assert read(piece * 4_000) is not None


def test_a_tag_longer_than_any_is_text() -> None:
    """A tag beyond the limit is not taken apart."""
    assert all(isinstance(one, Text) for one in read(b"<a " + b"x" * 100 + b">", chunk=10, value=50))
