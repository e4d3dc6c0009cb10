"""Vectors of what cannot be verified, and of damage beside it."""

from tests.vectors.files_and_heads import over, stamped
from tests.vectors.forging import LEFT_OUT, NAME, Book, Files, edited, fixed, replaced, small
from tests.vectors.vector import vector

unread = vector("cannot verify")


@unread
def kind_unknown() -> Book:
    """An entry of a kind that this version does not have."""
    book = Book()
    book.add("dream", words="a wood")
    return book


@unread
def kind_in_capitals() -> Book:
    """A kind is known by its very letters."""
    book = Book()
    book.add("Contact")
    return book


@unread
def kind_of_two_names() -> Book:
    """Two kinds with a space between are none."""
    book = Book()
    book.add("matter person")
    return book


@unread
def kind_without_a_name() -> Book:
    """A kind of no characters."""
    book = Book()
    book.add("")
    return book


@unread
def kind_of_the_private_book() -> Book:
    """A note never leaves; what is here is none that a verifier of evidence knows."""
    book = Book()
    book.add("note", words="x")
    return book


@unread
def version_2() -> Book:
    """An entry of a known kind and the next version."""
    book = Book()
    book.add(v=2, words="where are you")
    return book


@unread
def version_0() -> Book:
    """An entry of a known kind and a version that never was."""
    book = Book()
    book.add(v=0)
    return book


@unread
def version_negative() -> Book:
    """An entry of a known kind and version -1."""
    book = Book()
    book.add(v=-1)
    return book


@unread
def correction_of_version_2() -> Book:
    """What a newer correction names, or a newer receipt claims, is not guessed."""
    book = Book()
    book.add("correction", v=2, target={"serial": 900})
    book.add("receipt", v=2, count=900, head="")
    return book


@unread
def erasure_may_be_of_a_newer_kind() -> Book:
    """An entry is marked erased; the one that says so may be the one that cannot be read."""
    book = Book()
    book.add(form="erased")
    book.add("expunged", entry=1)
    return book


@unread
def file_may_be_cited_by_a_newer_kind() -> Book:
    """A file is listed; the entry that cites it may be the one that cannot be read."""
    book = Book()
    book.add("picture", shows=[book.keep("exhibits/E1.jpg", b"no picture")])
    return book


@unread
def file_not_there() -> Files:
    """One of the two files that are listed is not there."""
    return {path: data for path, data in small().files().items() if path != "exhibits/E1.txt"}


@unread
def newer_kind_and_a_file_not_there() -> Files:
    """Two reasons not to know do not make one of each other."""
    book = small()
    book.add("dream")
    return {path: data for path, data in book.files().items() if path != "exhibits/E1.txt"}


@unread
def no_file_there() -> Files:
    """evidence.json alone."""
    return {NAME: small().evidence()}


@unread
def stamp_not_there() -> Files:
    """The file of a receipt is listed and not there."""
    return {NAME: stamped(over()).evidence()}


@unread
def file_is_a_folder() -> Files:
    """Where a listed file should be lies a folder."""
    book = Book()
    book.add(files=[book.keep("exhibits", b"one"), book.keep("exhibits/E1.txt", b"two")])
    return {NAME: book.evidence(), "exhibits/E1.txt": b"two"}


@unread
def path_too_long_for_a_disk() -> Files:
    """A path of 4000 characters is a path, and nothing can lie there."""
    book = Book()
    book.add(files=[book.keep("a" * 4000, b"one")])
    return {NAME: book.evidence()}


@vector("cannot verify", by_shell=1)
def another_version_2() -> Files:
    """Evidence of the next version; its last line is all that is read."""
    return edited("evidence v1", "evidence v2")


@vector("cannot verify", by_shell=1)
def another_version_10() -> Files:
    """Evidence of a version of two digits."""
    return edited("evidence v1", "evidence v10")


@vector("cannot verify", by_shell=1)
def another_version_of_other_fields() -> Files:
    """Another version may have anything before its last line, and anything in it."""
    data = b'{"pages":[\n\xff\xfe\n],"format":"recordkeeper evidence v3","root":"?"}\n'
    return {NAME: data}


@vector("cannot verify", by_shell=1)
def another_version_of_one_line() -> Files:
    """Another version may have no line before its last."""
    return {NAME: b'],"format":"recordkeeper evidence v7",\n'}


@vector("damaged", 4, by_shell=1)
def words_changed_beside_a_newer_kind() -> Files:
    """What cannot be read excuses no damage."""
    book = Book()
    book.add("dream", words="a wood")
    files = book.files()
    return {**files, NAME: replaced(files[NAME], "a wood", "a mood")}


@vector("damaged", 3)
def id_twice_in_a_newer_kind() -> Book:
    """The id of what cannot be read is read."""
    book = Book()
    book.add("dream", id=fixed("same", 16).hex())
    book.add(id=fixed("same", 16).hex(), recorded_at=LEFT_OUT)
    return book
