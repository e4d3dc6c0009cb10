"""Vectors of words that are intact, however odd: scripts, escapes, numbers, depth."""

from tests.vectors.forging import Book, Files, canonical, fixed
from tests.vectors.vector import vector

intact = vector("intact")


def _said(words: str) -> Book:
    book = Book()
    book.add(words=words)
    return book


@intact
def words_in_many_scripts() -> Book:
    """Letters of several scripts, right-to-left ones too."""
    return _said("Où es-tu ? Где ты? どこにいるの أين أنت आप कहाँ हैं 你在哪里")


@intact
def words_beyond_the_basic_plane() -> Book:
    """Characters of four bytes of UTF-8, joined ones among them."""
    return _said("\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U00020000 \U0010fffd")


@intact
def words_not_normalised() -> Book:
    """The same letter as one character and as two; neither is made the other."""
    return _said("caf\u00e9 cafe\u0301 \u212b \ufb01")


@intact
def every_control_character() -> Book:
    """U+0000 to U+001F, each by the one escape it has."""
    return _said("".join(map(chr, range(32))))


@intact
def quotes_and_backslashes() -> Book:
    """They are escaped twice, once in the canonical bytes and once in evidence.json."""
    return _said('"\\" \\\\ \\n \\" \\u00e9 /\\/ & %s $(date) `date` * ? [a] \'')


@intact
def characters_that_need_no_escape() -> Book:
    """Delete, other line ends, marks of direction, a byte order mark inside, noncharacters."""
    return _said("\x7f\x80\x85\u2028\u2029\u202e\ufeff\ufffe\uffff\ufffd\U0010ffff")


@intact
def words_that_look_like_evidence() -> Book:
    """Words that look like other lines of the file."""
    return _said('],"files":[ {"digest":"' + "ab" * 32 + '"},\n],"format":"recordkeeper evidence v2","head":')


@intact
def words_that_look_like_numbers() -> Book:
    """In a string, anything may look like a float, a name or a bracket."""
    return _said("1.5 2e9 NaN Infinity 99999999999999999999 " + "[{" * 70)


@intact
def empty_words() -> Book:
    """A text without a character, a list and an object without anything."""
    book = Book()
    book.add(words="", acts=[], when={})
    return book


@intact
def every_type_of_value() -> Book:
    """Object, array, text, integer, true, false and null."""
    book = Book()
    book.add(allow=[{"a": [None, True, False, 0, -1, 10, "x"]}])
    return book


@intact
def largest_integers() -> Book:
    """The largest and the smallest integer there are."""
    book = Book()
    book.add(sent_at=2**53 - 1, count=-(2**53 - 1))
    return book


@intact
def field_name_without_a_character() -> Book:
    """A name of no characters is ASCII, and sorted before all others."""
    book = Book()
    book.add_text(canonical({"": 1, "id": fixed("id", 16).hex(), "kind": "contact", "v": 1}))
    return book


@intact
def field_names_with_escapes() -> Book:
    """Names of a quote, a colon, a control character and capitals, sorted by their bytes."""
    book = Book()
    book.add(when={"": 0, "\n": 1, '"': 2, "A": 3, "a:": 4, "a\\": 5, "\x7f": 6})
    return book


@intact
def nested_as_deep_as_allowed() -> Book:
    """Sixty-four objects and lists, one in the other, the outermost counted."""
    return nested(64)


def nested(depth: int) -> Book:
    """A book of one entry whose values stand so deep."""
    book = Book()
    book.add_text(
        canonical({"allow": "?", "id": fixed("id 1", 16).hex(), "kind": "contact", "v": 1}).replace(
            '"?"', "[" * (depth - 1) + "]" * (depth - 1)
        )
    )
    return book


@intact
def ten_thousand_characters() -> Book:
    """Long words."""
    return _said("answer me! " * 910)


@intact
def brackets_side_by_side() -> Book:
    """Many lists, none in another: they are not deep."""
    book = Book()
    book.add(allow=[[]] * 100)
    return book


@intact
def evidence_without_its_exhibits() -> Files:
    """An entry cites a file that evidence.json does not list: it was not handed over, which is allowed."""
    book = Book()
    book.add(files=[{"sha256": "ab" * 32, "size": 3}])
    return book.files()
