"""What a vector is: files, what is wrong with them, and what every verifier must say of them.

The layout of a vector's file is told in ``evidence-1/README.md``.
"""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.vectors.forging import Book, Files

FOLDER = Path(__file__).parent / "evidence-1"
FIRST_LINE = "format: recordkeeper evidence/1 vector"
LONGEST_ZEROS = 1000
"""Bytes of zeros at the beginning of a file that are still written out."""


class Vector(NamedTuple):
    """One vector.

    Attributes:
        name: the defect, or the shape of what is intact; with ``.txt`` the name of its file.
        about: what is wrong, or what this shows, in a sentence.
        result: ``intact``, ``damaged`` or ``cannot verify``.
        steps: the numbers of the steps that do not hold, ascending.
        shell: what the shell form ends with, 0 or 1.
        files: the bytes of evidence.json and of what lies beside it, by path.
    """

    name: str
    about: str
    result: str
    steps: tuple[int, ...]
    shell: int
    files: Files

    @property
    def expected(self) -> tuple[str, tuple[int, ...]]:
        """What a verifier must say."""
        return self.result, self.steps

    def text(self) -> bytes:
        """The bytes of its file."""
        encoded = {path: _encoded(data) for path, data in self.files.items()}
        lines = [FIRST_LINE, f"about: {self.about}", f"result: {self.result}"]
        lines += [f"steps: {' '.join(map(str, self.steps)) or 'none'}", f"shell: {self.shell}"]
        lines += [
            f"file: {len(self.files[path])} {encoding} {path}" for path, (encoding, _) in encoded.items()
        ]
        header = "".join(f"{line}\n" for line in lines) + "\n"
        return header.encode() + b"".join(body + b"\n" for _, body in encoded.values())


def _encoded(data: bytes) -> tuple[str, bytes]:
    kept = data.lstrip(b"\0")
    if len(data) - len(kept) > LONGEST_ZEROS:
        return "padded", base64.b64encode(kept)
    try:
        data.decode()
    except UnicodeDecodeError:
        return "base64", base64.b64encode(data)
    return "text", data


def read(path: Path) -> Vector:
    """The vector in a file."""
    head, _, rest = path.read_bytes().partition(b"\n\n")
    first, *lines = head.decode().split("\n")
    assert first == FIRST_LINE
    said = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    files: Files = {}
    for value in [value for name, value in said if name == "file"]:
        length, encoding, file = value.split(" ", 2)
        if encoding == "text":
            files[file], rest = rest[: int(length)], rest[int(length) + 1 :]
        else:
            body, _, rest = rest.partition(b"\n")
            zeros = int(length) if encoding == "padded" else 0
            files[file] = base64.b64decode(body, validate=True).rjust(zeros, b"\0")
        assert len(files[file]) == int(length)
    assert not rest
    header = dict(said)
    steps = tuple(int(number) for number in header["steps"].split() if number != "none")
    return Vector(path.stem, header["about"], header["result"], steps, int(header["shell"]), files)


def written(vector: Vector, folder: Path) -> Path:
    """The folder, with the vector's files in it."""
    for path, data in vector.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


Recipe = Callable[[], Book | Files]
RECIPES: list[Callable[[], Vector]] = []
"""Of every vector how it is made, in the order of the modules that tell it."""


def vector(result: str, *steps: int, by_shell: int = 0) -> Callable[[Recipe], Recipe]:
    """Say of a recipe what comes of it. Its name is the vector's, its docstring the words of the header."""

    def noted(recipe: Recipe) -> Recipe:
        def made() -> Vector:
            of = recipe()
            files = of.files() if isinstance(of, Book) else of
            about = " ".join((recipe.__doc__ or "").split())
            return Vector(recipe.__name__.replace("_", "-"), about, result, steps, by_shell, files)

        RECIPES.append(made)
        return recipe

    return noted
