"""Vectors of the layout of evidence.json: paths, the order of files, and the text of the bytes."""

from tests.vectors.forging import NAME, Book, Files, edited, evidence_of, replaced, small
from tests.vectors.vector import vector

unlike = vector("damaged", 2, by_shell=1)
unnoticed = vector("damaged", 2)
"""The shell form reads the lines that it needs, and does not look at this."""


@unlike
def path_empty() -> Files:
    """A file without a name."""
    return edited('"exhibits/E1.txt"', '""')


@unnoticed
def path_absolute() -> Files:
    """A path that begins at the root of a disk."""
    return edited('"exhibits/E1.txt"', '"/exhibits/E1.txt"')


@unnoticed
def path_that_leads_out() -> Files:
    """A path that leads out of the folder."""
    return edited('"exhibits/E1.txt"', '"../E1.txt"')


@unnoticed
def path_that_leads_out_and_back() -> Files:
    """A part of two dots."""
    return edited('"exhibits/E1.txt"', '"exhibits/../exhibits/E1.txt"')


@unnoticed
def path_with_one_dot() -> Files:
    """A part of one dot."""
    return edited('"exhibits/E1.txt"', '"exhibits/./E1.txt"')


@unnoticed
def path_hidden() -> Files:
    """A part that begins with a dot."""
    return edited('"exhibits/E1.txt"', '"exhibits/.E1.txt"')


@unnoticed
def path_with_an_empty_part() -> Files:
    """Two slashes."""
    return edited('"exhibits/E1.txt"', '"exhibits//E1.txt"')


@unnoticed
def path_that_ends_with_a_slash() -> Files:
    """A folder."""
    return edited('"exhibits/E1.txt"', '"exhibits/"')


@unlike
def path_with_a_backslash() -> Files:
    """A separator of another system."""
    return edited('"exhibits/E1.txt"', '"exhibits\\\\E1.txt"')


@unlike
def path_with_a_colon() -> Files:
    """A drive of another system."""
    return edited('"exhibits/E1.txt"', '"exhibits/E1:txt"')


@unlike
def path_with_a_space() -> Files:
    """A character that paths do not have."""
    return edited('"exhibits/E1.txt"', '"exhibits/E 1.txt"')


@unlike
def path_not_ascii() -> Files:
    """A letter that is not ASCII."""
    return edited('"exhibits/E1.txt"', '"exhibits/é.txt"')


@unlike
def path_with_an_escape() -> Files:
    """A letter written in another way."""
    return edited('"exhibits/E1.txt"', '"exhibits/\\u0045 1.txt"'.replace(" ", ""))


@unlike
def path_with_an_escaped_slash() -> Files:
    """A slash written in another way."""
    return edited('"exhibits/E1.txt"', '"exhibits\\/E1.txt"')


@unlike
def path_with_a_line_end() -> Files:
    """A line end, escaped."""
    return edited('"exhibits/E1.txt"', '"exhibits/E1.txt\\n"')


@unlike
def path_null() -> Files:
    """No name."""
    return edited('"exhibits/E1.txt"', "null")


@unnoticed
def files_not_in_order() -> Files:
    """Files are ordered by the bytes of their paths."""
    first, second = small().evidence().split(b"\n")[4:6]
    data = replaced(small().evidence(), first.decode(), second + b",")
    return evidence_of(replaced(data, f"{second.decode()}\n]", first[:-1] + b"\n]"))


@unnoticed
def files_in_the_order_of_a_dictionary() -> Files:
    """Capitals come first, by their bytes."""
    book = Book()
    book.add(files=[book.keep("E", b"one"), book.keep("a", b"two")])
    first, second = book.evidence().split(b"\n")[3:5]
    data = replaced(book.evidence(), first.decode(), second + b",")
    return {**book.files(), NAME: replaced(data, f"{second.decode()}\n]", first[:-1] + b"\n]")}


@unnoticed
def file_twice() -> Files:
    """One path stands twice."""
    line = small().evidence().split(b"\n")[4]
    return edited(line.decode(), line + b"\n" + line)


@unlike
def bytes_with_an_escape() -> Files:
    """A character in the text of the bytes is written as an escape that evidence.json does not use."""
    return edited("–", "\\u2013")


@unlike
def bytes_with_an_escaped_slash() -> Files:
    """A slash in the text of the bytes is escaped."""
    book = Book()
    book.add(facts="1/2")
    return {NAME: replaced(book.evidence(), "1/2", "1\\/2")}


@unlike
def bytes_with_a_quote_by_number() -> Files:
    """A quote in the text of the bytes is escaped by its number."""
    return edited('\\"channel', "\\u0022channel")


@unlike
def bytes_with_a_backslash_by_number() -> Files:
    """A backslash in the text of the bytes is escaped by its number."""
    book = Book()
    book.add(facts="a\nb")
    return {NAME: replaced(book.evidence(), "a\\\\nb", "a\\u005cnb")}


@unlike
def bytes_with_a_pair_of_escapes() -> Files:
    """A character of four bytes written as a pair of escapes."""
    book = Book()
    book.add(facts="\U0001f600")
    return {NAME: replaced(book.evidence(), "\U0001f600", "\\ud83d\\ude00")}


@unlike
def bytes_with_half_a_pair() -> Files:
    """Half a pair of escapes, which is no character."""
    return edited("–", "\\ud83d")


@unlike
def bytes_with_an_escape_that_is_none() -> Files:
    """A backslash before a letter that has no escape."""
    return edited("rang", "\\rang".replace("r", "x"))


@unlike
def entries_null() -> Files:
    """No list."""
    return {NAME: replaced(Book().evidence(), '"entries":[\n]', '"entries":null')}
