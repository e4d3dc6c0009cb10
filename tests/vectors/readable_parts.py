"""Vectors of public parts that are no object, too deep, or do not say what they are; the chain fits each."""

from tests.vectors.canonical_numbers import valued
from tests.vectors.forging import LEFT_OUT, Book, fixed
from tests.vectors.intact_words import nested
from tests.vectors.vector import vector

unlike = vector("damaged", 6)


@unlike
def no_bytes_in_a_part() -> Book:
    """A public part of no bytes."""
    book = Book()
    book.add_text("")
    return book


@unlike
def text_for_an_object() -> Book:
    """The outermost value is a text."""
    book = Book()
    book.add_text('"contact"')
    return book


@unlike
def null_for_an_object() -> Book:
    """The outermost value is null."""
    book = Book()
    book.add_text("null")
    return book


@unlike
def number_for_an_object() -> Book:
    """The outermost value is a number."""
    book = Book()
    book.add_text("1")
    return book


@unlike
def empty_list_for_an_object() -> Book:
    """The outermost value is a list."""
    book = Book()
    book.add_text("[]")
    return book


@unlike
def object_without_a_field() -> Book:
    """An object that does not say what it is."""
    book = Book()
    book.add_text("{}")
    return book


@unlike
def words_for_an_object() -> Book:
    """Not JSON."""
    book = Book()
    book.add_text("he rang")
    return book


@unlike
def brackets_without_end() -> Book:
    """A hundred thousand brackets; a careless reader falls over."""
    book = Book()
    book.add_text("[" * 100_000)
    return book


@unlike
def nested_too_deep() -> Book:
    """Sixty-five objects and lists, one in the other, the outermost counted."""
    return nested(65)


@unlike
def nested_far_too_deep() -> Book:
    """Three thousand lists, one in the other."""
    return nested(3000)


@vector("damaged", 6, by_shell=1)
def line_end_in_a_string() -> Book:
    """A control character in a string that is not escaped in the canonical bytes."""
    return valued('"a\nb"')


@vector("damaged", 6, by_shell=1)
def tab_in_a_string() -> Book:
    """A control character in a string that is not escaped in the canonical bytes."""
    return valued('"a\tb"')


@unlike
def v_missing() -> Book:
    """An entry always says its version."""
    book = Book()
    book.add(v=LEFT_OUT)
    return book


@unlike
def v_as_text() -> Book:
    """A version is a number."""
    book = Book()
    book.add(v="1")
    return book


@unlike
def v_true() -> Book:
    """In JSON true is not 1."""
    book = Book()
    book.add(v=True)
    return book


@unlike
def v_null() -> Book:
    """A version is a number."""
    book = Book()
    book.add(v=None)
    return book


@unlike
def kind_missing() -> Book:
    """An entry always says its kind."""
    book = Book()
    book.add()
    book.entries[0].text = book.entries[0].text.replace('"kind":"contact",', "")
    return book


@unlike
def kind_null() -> Book:
    """A kind is a text."""
    book = Book()
    book.add()
    book.entries[0].text = book.entries[0].text.replace('"contact"', "null")
    return book


@unlike
def kind_as_a_list() -> Book:
    """A kind is a text."""
    book = Book()
    book.add()
    book.entries[0].text = book.entries[0].text.replace('"contact"', '["contact"]')
    return book


@unlike
def id_missing() -> Book:
    """An entry always says its id."""
    book = Book()
    book.add(id=LEFT_OUT)
    return book


@unlike
def id_null() -> Book:
    """An id is a text."""
    book = Book()
    book.add(id=None)
    return book


@unlike
def id_as_a_number() -> Book:
    """An id is a text."""
    book = Book()
    book.add(id=10**15)
    return book


@unlike
def id_too_short() -> Book:
    """31 hex digits."""
    book = Book()
    book.add(id=fixed("id 1", 16).hex()[1:])
    return book


@unlike
def id_too_long() -> Book:
    """33 hex digits."""
    book = Book()
    book.add(id=fixed("id 1", 16).hex() + "0")
    return book


@unlike
def id_in_upper_case() -> Book:
    """Hex digits are lower case."""
    book = Book()
    book.add(id=fixed("id 1", 16).hex().upper())
    return book


@unlike
def id_not_hex() -> Book:
    """A character that is no hex digit."""
    book = Book()
    book.add(id="g" + fixed("id 1", 16).hex()[1:])
    return book


@unlike
def id_with_a_line_end() -> Book:
    """A line end after 32 hex digits."""
    book = Book()
    book.add(id=fixed("id 1", 16).hex() + "\n")
    return book


@unlike
def id_in_other_digits() -> Book:
    """Digits of another script."""
    book = Book()
    book.add(id="\u0662" * 32)
    return book


@unlike
def first_of_two_entries_unreadable() -> Book:
    """What follows an entry that cannot be read is read all the same."""
    book = valued("1.5")
    book.add()
    return book
