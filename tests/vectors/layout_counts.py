"""Vectors of the layout of evidence.json: forms of true, of a count, of names and versions."""

from tests.vectors.forging import NAME, Book, Files, edited, evidence_of, replaced, small
from tests.vectors.vector import vector

unlike = vector("damaged", 2, by_shell=1)


@unlike
def erased_false() -> Files:
    """A withheld entry that says it is not erased."""
    return edited('"}\n],"files"', '","erased":false}\n],"files"')


@unlike
def erased_null() -> Files:
    """An entry that does not say whether it is erased."""
    return edited('"}\n],"files"', '","erased":null}\n],"files"')


@unlike
def erased_as_a_number() -> Files:
    """1 is not true."""
    return edited('"}\n],"files"', '","erased":1}\n],"files"')


@unlike
def erased_and_shown() -> Files:
    """Marked erased, and its words are there."""
    return edited(',"private"', ',"erased":true,"private"')


@unlike
def count_with_a_leading_zero() -> Files:
    """A number has one form."""
    return edited('"count":2', '"count":02')


@unlike
def count_with_a_sign() -> Files:
    """A number has one form."""
    return edited('"count":2', '"count":+2')


@unlike
def count_negative() -> Files:
    """Fewer entries than none."""
    return edited('"count":2', '"count":-2')


@unlike
def count_minus_zero() -> Files:
    """Nought has no sign."""
    return {NAME: replaced(Book().evidence(), '"count":0', '"count":-0')}


@unlike
def count_00() -> Files:
    """Nought has one digit."""
    return {NAME: replaced(Book().evidence(), '"count":0', '"count":00')}


@unlike
def count_as_a_float() -> Files:
    """A count is an integer."""
    return edited('"count":2', '"count":2.0')


@unlike
def count_with_an_exponent() -> Files:
    """A number has one form."""
    return edited('"count":2', '"count":2e0')


@unlike
def count_as_text() -> Files:
    """A count is a number."""
    return edited('"count":2', '"count":"2"')


@unlike
def count_true() -> Files:
    """A count is a number."""
    return edited('"count":2', '"count":true')


@unlike
def count_null() -> Files:
    """A count is a number."""
    return edited('"count":2', '"count":null')


@unlike
def count_nan() -> Files:
    """A count is a number."""
    return edited('"count":2', '"count":NaN')


@unlike
def count_of_16_digits() -> Files:
    """A count has at most 15 digits."""
    return edited('"count":2', '"count":1000000000000000')


@unlike
def count_in_other_digits() -> Files:
    """Twelve, its second digit an Arabic-Indic one."""
    book = Book()
    for _ in range(12):
        book.add(form="withheld")
    return {NAME: replaced(book.evidence(), '"count":12', '"count":1\u0662')}


@unlike
def book_private() -> Files:
    """The private book never leaves."""
    return edited('"record"', '"private"')


@unlike
def book_in_capitals() -> Files:
    """Another name."""
    return edited('"record"', '"Record"')


@unlike
def book_null() -> Files:
    """No name."""
    return edited('"record"', "null")


@unlike
def format_of_something_else() -> Files:
    """Another name."""
    return edited('"recordkeeper evidence', '"bookkeeper evidence')


@unlike
def format_version_0() -> Files:
    """No version has that number."""
    return edited("evidence v1", "evidence v0")


@unlike
def format_version_01() -> Files:
    """A number has no leading zero."""
    return edited("evidence v1", "evidence v01")


@unlike
def format_version_02() -> Files:
    """A number has no leading zero."""
    return edited("evidence v1", "evidence v02")


@unlike
def format_version_1_1() -> Files:
    """A version is one number."""
    return edited("evidence v1", "evidence v1.1")


@unlike
def format_version_with_more_after_it() -> Files:
    """A version is one number."""
    return edited("evidence v1", "evidence v2b")


@unlike
def format_version_in_other_digits() -> Files:
    """Ten, its second digit an Arabic-Indic one: no version is written so."""
    return edited("evidence v1", "evidence v1\u0660")


@unlike
def format_version_in_the_middle() -> Files:
    """Another version says so in its last line, and this is not the last."""
    return evidence_of(replaced(small().evidence(), "evidence v1", "evidence v2") + b"and so on\n")


@unlike
def format_version_in_an_unended_line() -> Files:
    """Another version ends its last line."""
    return evidence_of(replaced(small().evidence(), "evidence v1", "evidence v2")[:-1])


@unlike
def format_version_not_at_the_beginning() -> Files:
    """Another version begins its last line so."""
    return edited('],"format":"recordkeeper evidence v1"', ' ],"format":"recordkeeper evidence v2"')
