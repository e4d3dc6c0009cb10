"""Random books of at most six entries, what is shown of each at random, and most with one random change.

Made by `forging` and a seed: what the program, the verifier and the shell say of them must be the same. The
shell looks at less, so of it is asked no more than this: 0 wherever the others say intact, and 1 wherever
a digest, the chain or a file does not hold, or as many entries as it reads are not the number given.
"""

import random
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.vectors import checkers
from tests.vectors.checkers import Said
from tests.vectors.files_and_heads import WITH_NULL, WITHOUT_NULL
from tests.vectors.forging import NAME, Book, Files
from tests.vectors.vector import Vector, written

WORDS = ("", "he rang", 'a "quote"', "back\\slash", "– où?", "\n\t\x00", "\U0001f600", "],}{[", "cafe\u0301")
VALUES: tuple[Any, ...] = (
    0,
    -1,
    True,
    False,
    None,
    "x",
    [],
    {},
    2**53 - 1,
    [[1, {"b": ["é"]}]],
    {"a": 1, "b": {"c": 2}},
)
SHAPES = (
    *(
        b"0",
        b"1",
        b"9",
        b"a",
        b"f",
        b"F",
        b'"',
        b"\\",
        b",",
        b":",
        b"{",
        b"}",
        b"[",
        b"]",
        b" ",
        b"\n",
        b"\r",
    ),
    *(b"\0", b"\xff", b"true", b"null", b"-", b".", b"e", b"1.0", b"\\u0000", "\u2028".encode(), b"../"),
)
SHELL_NEEDS_NOT = {2, 3, 6, 7, 8, 9}
"""Steps that the shell form looks at in part or not at all; of step 8 not for who cites a file."""


def files(chance: random.Random) -> Files:
    """A book and its files; two of three times with one change."""
    book = Book(vault=chance.randbytes(16))
    for _ in range(chance.randint(0, 6)):
        _add(book, chance)
    for entry in book.entries:
        if chance.random() < 0.25:
            entry.form = "withheld"
    for path in list(book.listed):
        if chance.random() < 0.1:
            book.listed[path] += b"!"
    made = book.files()
    if book.listed and chance.random() < 0.1:
        del made[chance.choice(sorted(book.listed))]
    if chance.random() < 0.67:
        path = NAME if chance.random() < 0.9 else chance.choice(sorted(made))
        made[path] = changed(made[path], chance)
    return made


def _add(book: Book, chance: random.Random) -> None:
    serial = len(book.entries) + 1
    kind = chance.choice(("contact", "contact", "correction", "erasure", "receipt", "restored", "dream"))
    fields: dict[str, Any] = {"words": chance.choice(WORDS), "old": chance.choice(VALUES)}
    if chance.random() < 0.3:
        path = f"exhibits/E{serial}.{chance.choice(('jpg', 'txt'))}"
        fields["files"] = [book.keep(path, chance.randbytes(chance.randint(0, 9)))]
    if kind in {"correction", "erasure"} and serial > 1:
        named = chance.randint(1, serial - 1)
        fields["target"] = book.target(named)
        if kind == "erasure" and chance.random() < 0.9:
            book.entries[named - 1].form = "erased"
    if kind in {"receipt", "restored"}:
        count = chance.randint(0, serial - 1)
        fields |= {"count": count, "head": book.link(count).hex()}
        over = count if chance.random() < 0.8 else 0
        reply = chance.choice((WITH_NULL, WITHOUT_NULL)) + sha256(book.head_text(over)).digest()
        fields |= {"type": chance.choice(("rfc3161", "scan")), "file": book.keep(f"tsr/{serial}", reply)}
    if chance.random() < 0.05:
        fields[chance.choice(("id", "v", "target", "count", "head", "file"))] = chance.choice(VALUES)
    book.add("contact" if kind == "erasure" and serial == 1 else kind, **fields)


def changed(data: bytes, chance: random.Random) -> bytes:
    """Data with a byte flipped, something removed, inserted or said twice, or two lines exchanged."""
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.randint(1, 9))
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            flipped = bytes(byte ^ 1 << chance.randrange(8) for byte in data[at : at + 1])
            return data[:at] + flipped + data[at + 1 :]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:at] + chance.choice(SHAPES) + data[at:]
        case 3:
            return data[:at] + chance.choice(SHAPES) + data[at + 1 :]
        case 4:
            return data[:end] + data[at:]
        case _:
            lines[one], lines[other] = lines[other], lines[one]
            return b"\n".join(lines)


def disagreement(made: Files, verifier: Any, folder: Path, *, with_shell: bool) -> str:
    """What the program, the verifier and the shell say differently of some files, if anything.

    Args:
        made: the files.
        verifier: the carried one.
        folder: where the files are written to.
        with_shell: whether the shell form is asked too.
    """
    said = checkers.by_program(made)
    written(Vector("", "", *said, 0, made), folder)
    other = checkers.by_verifier(verifier, folder)
    code = checkers.by_shell(folder) if with_shell else None
    if said != other:
        return f"the program says {said}, verify.py {other}"
    if code is not None and not may_end_with(code, said):
        return f"the program says {said}, the shell ends with {code}"
    return ""


def may_end_with(code: int, said: Said) -> bool:
    """Whether the shell form may end so where the others say this."""
    result, steps = said
    if set(steps) - SHELL_NEEDS_NOT:
        return code == 1
    return code == 0 if result == "intact" else True


def disagreements(number: int, seed: int, *, shells: int) -> list[str]:
    """Every disagreement over so many random books; the shell is asked of the first few.

    Args:
        number: of books.
        seed: of chance.
        shells: on how many of the books the shell form is run.
    """
    chance, verifier, found = random.Random(seed), checkers.carried(), []
    with TemporaryDirectory() as place:
        for each in range(number):
            folder = Path(place) / str(each)
            folder.mkdir()
            differs = disagreement(files(chance), verifier, folder, with_shell=each < shells)
            found += [f"book {each}: {differs}"] if differs else []
    return found
