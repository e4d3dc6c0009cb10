"""The bundle: a zip file with one folder, a bag of BagIt 1.0 (RFC 8493), and what is needed to check it."""

import zipfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import BinaryIO, NamedTuple

CARRIED = ("VERIFY.txt", "verify.py", "verify.sh")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LARGE = 1 << 31
_DATE = (1980, 1, 1, 0, 0, 0)
"""The zip format's first day: when a bundle was packed is nobody's business, and the same case gives the
same bytes."""
_OWNER_ONLY = 0o600 << 16


class Member(NamedTuple):
    """One file of the payload: its path under data/, its bytes in pieces, and about how many there are."""

    path: str
    pieces: Iterable[bytes]
    size: int = 0


def write_bundle(
    out: BinaryIO, name: str, payload: Iterable[Member], stamps: Sequence[tuple[int, str]]
) -> None:
    """Write a bundle; the same payload gives the same bytes, in flat memory.

    Args:
        out: seekable.
        name: of the folder in it.
        payload: drawn from as it is written.
        stamps: of every time-stamp authority's reply in it the count it is for, and its path under data/.
    """
    manifest = []
    with zipfile.ZipFile(out, "w") as bag:
        for member in payload:
            digest = _write(bag, f"{name}/data/{member.path}", member.pieces, member.size)
            manifest.append(f"{digest}  data/{member.path}\n")
        _write(bag, f"{name}/bagit.txt", [DECLARATION])
        _write(bag, f"{name}/manifest-sha256.txt", [line.encode("ascii") for line in sorted(manifest)])
        for carried in CARRIED:
            text = _carried(carried).replace(b"@time-stamps@", _stamps(stamps).encode("ascii"))
            _write(bag, f"{name}/{carried}", [text])


def _write(bag: zipfile.ZipFile, path: str, pieces: Iterable[bytes], size: int = 0) -> str:
    info = zipfile.ZipInfo(path, _DATE)
    info.external_attr = _OWNER_ONLY
    # Text shrinks to a tenth; photographs and films do not, and are stored so that they stay findable.
    info.compress_type = (
        zipfile.ZIP_DEFLATED if path.endswith((".json", ".txt", ".py")) else zipfile.ZIP_STORED
    )
    digest = sha256()
    with bag.open(info, "w", force_zip64=size >= _LARGE) as stream:
        for piece in pieces:
            digest.update(piece)
            stream.write(piece)
    return digest.hexdigest()


def _carried(name: str) -> bytes:
    return (files("recordkeeper.exports") / "carried" / name).read_bytes()


def _stamps(stamps: Sequence[tuple[int, str]]) -> str:
    """The commands that check each time-stamp, for the page that says how."""
    if not stamps:
        return "   This bundle holds no time-stamp authority's reply."
    lines = [
        "   A time-stamp authority has signed a head too. With the authority's certificates in tsa.pem,",
        "   which you get from the authority and not from here, the first command says whether its reply",
        "   holds, the second at what time it was given:",
    ]
    for count, path in stamps:
        over = f"-data data/heads/{count}.txt -in data/{path}"
        lines += ["", f"       openssl ts -verify {over} -CAfile tsa.pem"]
        lines += [f"       openssl ts -reply -in data/{path} -text"]
    return "\n".join(lines)
