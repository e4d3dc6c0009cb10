"""Vectors of canonical bytes: strings, names and the order of fields; the chain fits the bytes in each."""

from tests.vectors.canonical_numbers import bytes_of, valued
from tests.vectors.forging import Book
from tests.vectors.vector import vector

unlike = vector("damaged", 6)


@unlike
def slash_escaped() -> Book:
    """A slash stands for itself."""
    return valued(r'"1\/2"')


@unlike
def letter_escaped() -> Book:
    """A letter that is not ASCII stands for itself."""
    return valued(r'"\u00e9"')


@unlike
def ascii_letter_escaped() -> Book:
    """A letter stands for itself."""
    return valued(r'"\u0061"')


@unlike
def delete_escaped() -> Book:
    """U+007F stands for itself."""
    return valued(r'"\u007f"')


@unlike
def line_separator_escaped() -> Book:
    """U+2028 stands for itself."""
    return valued(r'"\u2028"')


@unlike
def escape_in_upper_case() -> Book:
    """The hex digits of an escape are lower case."""
    return valued(r'"\u001F"')


@unlike
def line_end_by_its_number() -> Book:
    """A line end has an escape of its own."""
    return valued(r'"\u000a"')


@unlike
def backspace_by_its_number() -> Book:
    """U+0008 has an escape of its own."""
    return valued(r'"\u0008"')


@unlike
def quote_by_its_number() -> Book:
    """A quote has an escape of its own."""
    return valued(r'"\u0022"')


@unlike
def backslash_by_its_number() -> Book:
    """A backslash has an escape of its own."""
    return valued(r'"\u005c"')


@unlike
def pair_of_escapes() -> Book:
    """A character of four bytes stands for itself."""
    return valued(r'"\ud83d\ude00"')


@unlike
def first_half_of_a_pair() -> Book:
    """A lone surrogate is no character."""
    return valued(r'"\ud83d"')


@unlike
def second_half_of_a_pair() -> Book:
    """A lone surrogate is no character."""
    return valued(r'"\ude00"')


@unlike
def half_of_a_pair_in_capitals() -> Book:
    """A lone surrogate is no character, however it is written."""
    return valued(r'"\uD83D"')


@unlike
def half_of_a_pair_in_a_name() -> Book:
    """A lone surrogate in the name of a field."""
    return valued(r'{"\ud83d":1}')


@unlike
def escape_that_is_none() -> Book:
    """Not JSON."""
    return valued(r'"\x41"')


@unlike
def escape_cut_short() -> Book:
    """Not JSON."""
    return valued(r'"\u00"')


@unlike
def name_not_ascii() -> Book:
    """The name of a field inside another is not ASCII."""
    return valued('{"é":1}')


@unlike
def name_not_ascii_in_a_list() -> Book:
    """The name of a field inside a list is not ASCII."""
    return valued('[{"aé":1}]')


@unlike
def name_not_ascii_after_another() -> Book:
    """The second name in an object is not ASCII."""
    return valued('{"a":{},"é":[]}')


@unlike
def names_not_in_order() -> Book:
    """The names of an object inside are not sorted."""
    return valued('{"c":1,"b":2}')


@unlike
def names_in_the_order_of_a_dictionary() -> Book:
    """Capitals come first, by their bytes."""
    return valued('{"a":1,"B":2}')


@unlike
def names_in_the_order_of_their_lengths() -> Book:
    """A shorter name is not before by that alone."""
    return valued('{"b":1,"aa":2}')


@unlike
def name_twice() -> Book:
    """A name stands twice in an object inside, with one value."""
    return valued('{"b":1,"b":1}')


@unlike
def name_without_quotes() -> Book:
    """Not JSON."""
    return valued("{b:1}")


@unlike
def name_that_is_a_number() -> Book:
    """Not JSON."""
    return valued("{1:1}")


@unlike
def name_with_an_escape() -> Book:
    """A letter in a name stands for itself."""
    return valued(r'{"\u0062":1}')


@unlike
def space_after_a_name() -> Book:
    """White space outside a string."""
    return valued('{"b" :1}')


@unlike
def value_missing() -> Book:
    """Not JSON."""
    return valued("")


@unlike
def fields_not_in_order() -> Book:
    """The names of the outermost object are not sorted."""
    return bytes_of('"z":1,')


@unlike
def field_twice() -> Book:
    """A field stands twice; readers differ in which they take."""
    return bytes_of('"id":"x",')


@unlike
def field_not_ascii() -> Book:
    """The name of a field of the outermost object is not ASCII."""
    book = bytes_of()
    book.entries[0].text = book.entries[0].text.replace("}", ',"ä":1}')
    return book


@unlike
def space_between_fields() -> Book:
    """White space outside a string."""
    return bytes_of('"a":1, ')


@unlike
def space_before() -> Book:
    """White space before the object."""
    return bytes_of(before=" ")


@unlike
def space_after() -> Book:
    """White space after the object."""
    return bytes_of(after=" ")


@vector("damaged", 6, by_shell=1)
def line_end_after() -> Book:
    """A line end after the object."""
    return bytes_of(after="\n")


@unlike
def byte_order_mark_before() -> Book:
    """A byte order mark before the object."""
    return bytes_of(before="\ufeff")


@unlike
def words_after() -> Book:
    """Words after the object."""
    return bytes_of(after="x")


@vector("damaged", 6, by_shell=1)
def null_byte_after() -> Book:
    """A byte 00, as an escape of evidence.json, after the object."""
    return bytes_of(after="\0")


@unlike
def two_objects() -> Book:
    """Another object after the first."""
    return bytes_of(after="{}")


@unlike
def list_of_one_object() -> Book:
    """The outermost value is a list."""
    return bytes_of(before="[", after="]")


@unlike
def object_not_ended() -> Book:
    """The last bracket is missing."""
    book = bytes_of()
    book.entries[0].text = book.entries[0].text[:-1]
    return book
