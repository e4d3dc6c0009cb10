"""Vectors of files that are not those that were sealed, and of heads that a book never had: steps 8 and 9."""

from tests.vectors.forging import Book, Files, small
from tests.vectors.vector import vector

changed = vector("damaged", 8, by_shell=1)
uncited = vector("damaged", 8)
unheaded = vector("damaged", 9)


def _with_file(data: bytes) -> Files:
    return {**small().files(), "exhibits/E1.txt": data}


@changed
def file_changed() -> Files:
    """One letter of a file."""
    return _with_file(b"a note on papes\n")


@changed
def file_shortened() -> Files:
    """The last byte of a file is gone."""
    return _with_file(b"a note on paper")


@changed
def file_lengthened() -> Files:
    """A byte after the end of a file."""
    return _with_file(b"a note on paper\n\0")


@changed
def file_emptied() -> Files:
    """A file of which nothing is left."""
    return _with_file(b"")


@changed
def file_with_other_line_ends() -> Files:
    """A file that a mail program went through."""
    return _with_file(b"a note on paper\r\n")


@changed
def files_exchanged() -> Files:
    """Two files under each other's names."""
    files = small().files()
    one, other = files["exhibits/E1.txt"], files["exhibits/E1-2.txt"]
    return {**files, "exhibits/E1.txt": other, "exhibits/E1-2.txt": one}


@changed
def file_under_two_names_changed_once() -> Files:
    """A file was handed over twice, and the first of the two was changed."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"one")])
    book.keep("exhibits/E2.txt", b"one")
    return {**book.files(), "exhibits/E1.txt": b"two"}


@changed
def file_under_two_names_changed_in_the_other() -> Files:
    """A file was handed over twice, and the second of the two was changed."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"one")])
    book.keep("exhibits/E2.txt", b"one")
    return {**book.files(), "exhibits/E2.txt": b"two"}


@uncited
def file_of_no_entry() -> Book:
    """A file that nobody sealed, listed with the SHA-256 that it has."""
    book = small()
    book.keep("exhibits/E9.txt", b"made up")
    return book


@uncited
def file_of_no_entry_in_an_empty_book() -> Book:
    """A file, and no entries."""
    book = Book()
    book.keep("exhibits/E9.txt", b"made up")
    return book


@uncited
def file_of_no_entry_not_there() -> Files:
    """A file that nobody sealed is listed, and is not there either."""
    book = small()
    book.keep("exhibits/E9.txt", b"made up")
    return {path: data for path, data in book.files().items() if path != "exhibits/E9.txt"}


@uncited
def file_of_a_withheld_entry() -> Book:
    """The entry that cites the file is not shown, so nothing shows that it does."""
    book = Book()
    book.add(form="withheld", files=[book.keep("exhibits/E1.txt", b"one")])
    return book


@vector("damaged", 6, 8)
def file_of_an_entry_that_cannot_be_read() -> Book:
    """The entry that cites the file has no canonical bytes."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"one")])
    book.entries[0].text = book.entries[0].text.replace('","', '", "', 1)
    return book


@uncited
def file_named_in_another_field() -> Book:
    """An import names its file in "stored": that is no citation by which a file is handed over."""
    book = Book()
    book.add("source", stored=book.keep("exhibits/E1.txt", b"one")["sha256"])
    return book


@uncited
def file_cited_deeper() -> Book:
    """A file that an object inside another cites."""
    book = Book()
    book.add(when={"files": [book.keep("exhibits/E1.txt", b"one")]})
    return book


@uncited
def file_cited_in_upper_case() -> Book:
    """Hex digits are lower case."""
    book = Book()
    file = book.keep("exhibits/E1.txt", b"one")
    book.add(files=[{**file, "sha256": file["sha256"].upper()}])
    return book


@uncited
def file_cited_by_its_name() -> Book:
    """The SHA-256 itself stands in the list, and not an object that has it."""
    book = Book()
    book.add(files=[book.keep("exhibits/E1.txt", b"one")["sha256"]])
    return book


@uncited
def files_cited_by_an_object() -> Book:
    """What "files" holds is a list."""
    book = Book()
    book.add(files=book.keep("exhibits/E1.txt", b"one"))
    return book


@uncited
def file_cited_by_a_list() -> Book:
    """What "file" holds is an object."""
    book = Book()
    book.add(file=[book.keep("exhibits/E1.txt", b"one")])
    return book
