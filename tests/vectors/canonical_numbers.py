"""Vectors of canonical bytes: numbers and what is no JSON; in each the chain fits the bytes."""

from tests.vectors.forging import Book, fixed
from tests.vectors.vector import vector

unlike = vector("damaged", 6)


def bytes_of(inserted: str = "", before: str = "", after: str = "") -> Book:
    """A book of one entry of these bytes, with a field inserted where it belongs by its name."""
    identity = fixed("id 1", 16).hex()
    book = Book()
    book.add_text(f'{before}{{{inserted}"id":"{identity}","kind":"contact","v":1}}{after}')
    return book


def valued(text: str) -> Book:
    """A book of one entry with a field of this value."""
    return bytes_of(f'"a":{text},')


@unlike
def number_with_a_fraction() -> Book:
    """A number with a fraction."""
    return valued("1.5")


@unlike
def float_of_a_whole_number() -> Book:
    """A whole number with a fraction of nought."""
    return valued("1.0")


@unlike
def float_with_an_exponent() -> Book:
    """A large float in the form that Python writes."""
    return valued("1e+16")


@unlike
def float_small() -> Book:
    """A small float in the form that Python writes."""
    return valued("1e-07")


@unlike
def exponent() -> Book:
    """A whole number with an exponent."""
    return valued("1e2")


@unlike
def exponent_in_upper_case() -> Book:
    """A whole number with an exponent."""
    return valued("1E2")


@unlike
def not_a_number() -> Book:
    """NaN is not JSON."""
    return valued("NaN")


@unlike
def infinity() -> Book:
    """Infinity is not JSON."""
    return valued("Infinity")


@unlike
def minus_infinity() -> Book:
    """Infinity is not JSON."""
    return valued("-Infinity")


@unlike
def float_too_large() -> Book:
    """A float that no double holds."""
    return valued("1e999")


@unlike
def minus_zero() -> Book:
    """Nought has no sign."""
    return valued("-0")


@unlike
def minus_zero_as_a_float() -> Book:
    """Nought has no sign and no fraction."""
    return valued("-0.0")


@unlike
def leading_zero() -> Book:
    """A number has one form."""
    return valued("01")


@unlike
def plus_sign() -> Book:
    """A number has one form."""
    return valued("+1")


@unlike
def hex_number() -> Book:
    """A number has one form."""
    return valued("0x1")


@unlike
def fraction_without_a_digit() -> Book:
    """Not JSON."""
    return valued("1.")


@unlike
def integer_too_large() -> Book:
    """The first integer that is too large."""
    return valued(str(2**53))


@unlike
def integer_too_small() -> Book:
    """The first integer that is too small."""
    return valued(str(-(2**53)))


@unlike
def integer_of_twenty_digits() -> Book:
    """An integer that no machine word holds."""
    return valued("9" * 20)


@unlike
def integer_too_large_in_a_list() -> Book:
    """It stands inside a list inside an object."""
    return valued(f'{{"b":[[{2**53}]]}}')


@unlike
def float_in_a_list() -> Book:
    """It stands inside a list inside an object."""
    return valued('{"b":[[0.5]]}')


@unlike
def true_in_capitals() -> Book:
    """Not JSON."""
    return valued("True")


@unlike
def undefined() -> Book:
    """Not JSON."""
    return valued("undefined")


@unlike
def single_quotes() -> Book:
    """Not JSON."""
    return valued("'x'")


@unlike
def comma_at_the_end_of_a_list() -> Book:
    """Not JSON."""
    return valued("[1,]")


@unlike
def comment() -> Book:
    """Not JSON."""
    return valued("1/* one */")


@unlike
def space_in_a_list() -> Book:
    """White space outside a string."""
    return valued("[1, 2]")


@unlike
def space_in_an_empty_object() -> Book:
    """White space outside a string."""
    return valued("{ }")
