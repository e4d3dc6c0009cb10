"""Vectors of the layout of evidence.json: line ends, white space, commas and encoding."""

from tests.vectors.forging import Files, edited, evidence_of, small
from tests.vectors.vector import vector

unlike = vector("damaged", 2, by_shell=1)
unnoticed = vector("damaged", 2)
"""The shell form reads the lines that it needs, and does not look at this."""


@unlike
def no_bytes_at_all() -> Files:
    """An empty file."""
    return evidence_of(b"")


@unlike
def byte_order_mark() -> Files:
    """A byte order mark before the first line."""
    return evidence_of("\ufeff".encode() + small().evidence())


@unlike
def in_utf_16() -> Files:
    """Another encoding."""
    return evidence_of(small().evidence().decode().encode("utf-16"))


@unlike
def cut_off_in_the_middle() -> Files:
    """The second half of the file is missing."""
    data = small().evidence()
    return evidence_of(data[: len(data) // 2])


@unlike
def line_ends_of_windows() -> Files:
    """Every line ends with CR LF."""
    return evidence_of(small().evidence().replace(b"\n", b"\r\n"))


@unlike
def line_ends_of_old_macs() -> Files:
    """Every line ends with CR alone."""
    return evidence_of(small().evidence().replace(b"\n", b"\r"))


@unlike
def no_line_ends() -> Files:
    """The same JSON in one line."""
    return evidence_of(small().evidence().replace(b"\n", b""))


@unlike
def last_line_end_missing() -> Files:
    """The last line is not ended."""
    return evidence_of(small().evidence()[:-1])


@unlike
def last_line_end_twice() -> Files:
    """An empty line at the end."""
    return evidence_of(small().evidence() + b"\n")


@unnoticed
def space_at_the_end() -> Files:
    """A space after the last line end."""
    return evidence_of(small().evidence() + b" ")


@unlike
def words_at_the_end() -> Files:
    """Words after the last line end."""
    return evidence_of(small().evidence() + b"and so on\n")


@unnoticed
def null_byte_at_the_end() -> Files:
    """A byte 00 after the last line end."""
    return evidence_of(small().evidence() + b"\0")


@unlike
def second_document_at_the_end() -> Files:
    """The same evidence twice in one file."""
    return evidence_of(small().evidence() * 2)


@unlike
def empty_line_at_the_beginning() -> Files:
    """A line end before the first line."""
    return evidence_of(b"\n" + small().evidence())


@unlike
def space_at_the_beginning() -> Files:
    """A space before the first line."""
    return evidence_of(b" " + small().evidence())


@unlike
def line_end_missing_after_entries() -> Files:
    """The first entry stands in the first line."""
    return edited('"entries":[\n', '"entries":[')


@unlike
def line_end_missing_after_an_entry() -> Files:
    """Two entries in one line."""
    return edited("}},\n{", "}},{")


@unlike
def line_end_missing_after_the_last_entry() -> Files:
    """The last entry and what follows in one line."""
    return edited('}\n],"files"', '}],"files"')


@unlike
def line_end_missing_after_files() -> Files:
    """The first file stands in the line that begins the list."""
    return edited('"files":[\n', '"files":[')


@unlike
def line_end_missing_after_a_file() -> Files:
    """Two files in one line."""
    return edited('},\n{"path"', '},{"path"')


@unlike
def line_end_missing_after_the_last_file() -> Files:
    """The last file and what follows in one line."""
    return edited('}\n],"format"', '}],"format"')


@unlike
def line_end_before_the_comma() -> Files:
    """The comma stands at the beginning of the next line."""
    return edited("}},\n{", "}}\n,{")


@unlike
def line_end_before_the_last_field() -> Files:
    """The last line is two."""
    return edited(',"head"', ',\n"head"')


@unlike
def line_end_within_an_entry() -> Files:
    """An entry takes two lines."""
    return edited(',"private"', ',\n"private"')


@unlike
def empty_line_between_entries() -> Files:
    """An empty line."""
    return edited("}},\n{", "}},\n\n{")


@unlike
def line_end_of_unicode() -> Files:
    """A line separator, U+2028, for a line end."""
    return edited("}},\n{", "}},\u2028{")


@unlike
def carriage_return_in_one_line() -> Files:
    """One line ends with CR LF."""
    return edited("}},\n", "}},\r\n")


@unlike
def space_after_a_colon() -> Files:
    """White space where none is."""
    return edited('"book":"', '"book": "')


@unlike
def space_after_a_comma() -> Files:
    """White space where none is."""
    return edited(',"head"', ', "head"')


@unlike
def space_in_an_entry() -> Files:
    """White space in the line of an entry."""
    return edited('{"digest":', '{ "digest":')


@unlike
def space_at_the_end_of_a_line() -> Files:
    """White space before a line end."""
    return edited("}},\n", "}}, \n")


@unlike
def entry_indented() -> Files:
    """An entry begins with two spaces."""
    return edited('{"digest"', '  {"digest"')


@unlike
def tab_before_a_file() -> Files:
    """A file begins with a tab."""
    return edited('{"path"', '\t{"path"')


@unnoticed
def comma_missing_between_entries() -> Files:
    """No comma between two entries."""
    return edited("}},\n{", "}}\n{")


@unnoticed
def comma_missing_between_files() -> Files:
    """No comma between two files."""
    return edited('},\n{"path"', '}\n{"path"')


@unnoticed
def comma_after_the_last_entry() -> Files:
    """A comma after the last entry."""
    return edited('}\n],"files"', '},\n],"files"')


@unnoticed
def comma_after_the_last_file() -> Files:
    """A comma after the last file."""
    return edited('}\n],"format"', '},\n],"format"')


@unnoticed
def null_byte_in_words() -> Files:
    """A byte 00 in the middle of a word, which no JSON has; a shell does not see it."""
    return edited("rang", "ra\0ng")


@unlike
def tab_in_words() -> Files:
    """A control character that stands for itself in the text."""
    return edited("rang twice", "rang\ttwice")


@unlike
def line_end_in_words() -> Files:
    """A line end that stands for itself in the text."""
    return edited("rang twice", "rang\ntwice")


@unlike
def words_not_utf_8() -> Files:
    """A byte that no UTF-8 has."""
    return edited("–", b"\xff")


@unlike
def words_in_latin_1() -> Files:
    """One byte of Latin-1 for a character."""
    return edited("–", b"\xb7")


@unlike
def words_in_overlong_utf_8() -> Files:
    """A slash in two bytes."""
    return edited("–", b"\xc0\xaf")


@unlike
def words_with_half_a_character() -> Files:
    """A surrogate in three bytes of what would be UTF-8."""
    return edited("–", b"\xed\xa0\x80")


@unlike
def book_after_count() -> Files:
    """Fields of the evidence in another order."""
    return edited('"book":"record","count":2', '"count":2,"book":"record"')
