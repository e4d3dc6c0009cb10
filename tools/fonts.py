"""Rebuild the report's fonts from their published packages, and hold them to the lock.

Run by ``make fonts``; nothing at run time, in the tests or in the demo ever does. Needs ``npm``, which
only fetches the packages: nothing of them is executed. Every font is TrueType under the SIL Open Font
License 1.1, and its licence is stored beside it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

FONTS = Path(__file__).resolve().parent.parent / "recordkeeper" / "report" / "fonts"
LOCK = FONTS / "lock.json"
SCOPE = "@expo-google-fonts"


class Source(NamedTuple):
    """One font file inside one published package."""

    package: str
    version: str
    member: str
    file: str


SOURCES = (
    Source("noto-sans", "0.4.2", "400Regular/NotoSans_400Regular.ttf", "NotoSans-Regular.ttf"),
    Source("noto-sans", "0.4.2", "700Bold/NotoSans_700Bold.ttf", "NotoSans-Bold.ttf"),
    Source("noto-emoji", "0.4.7", "400Regular/NotoEmoji_400Regular.ttf", "NotoEmoji-Regular.ttf"),
    Source(
        "noto-sans-arabic", "0.4.3", "400Regular/NotoSansArabic_400Regular.ttf", "NotoSansArabic-Regular.ttf"
    ),
    Source(
        "noto-sans-hebrew", "0.4.1", "400Regular/NotoSansHebrew_400Regular.ttf", "NotoSansHebrew-Regular.ttf"
    ),
    Source("noto-sans-thai", "0.4.2", "400Regular/NotoSansThai_400Regular.ttf", "NotoSansThai-Regular.ttf"),
    Source(
        "noto-sans-symbols",
        "0.4.1",
        "400Regular/NotoSansSymbols_400Regular.ttf",
        "NotoSansSymbols-Regular.ttf",
    ),
    Source(
        "noto-sans-symbols-2",
        "0.4.1",
        "400Regular/NotoSansSymbols2_400Regular.ttf",
        "NotoSansSymbols2-Regular.ttf",
    ),
    Source("noto-sans-math", "0.4.2", "400Regular/NotoSansMath_400Regular.ttf", "NotoSansMath-Regular.ttf"),
)


def fetch(package: str, version: str, into: Path) -> Path:
    """Return the package's archive, fetched by the registry's own client."""
    wanted = f"{SCOPE}/{package}@{version}"
    subprocess.run(["npm", "pack", wanted, "--silent"], cwd=into, check=True, stdout=subprocess.DEVNULL)
    return into / f"{SCOPE[1:]}-{package}-{version}.tgz"


def member(archive: Path, name: str) -> bytes:
    """Return one member's bytes, without unpacking anything to disk."""
    with tarfile.open(archive) as packed:
        stream = packed.extractfile(f"package/{name}")
        if stream is None:
            raise SystemExit(f"{archive.name} holds no {name}")
        return stream.read()


def main() -> int:
    """Fetch, compare with the lock, store. A file that differs from its lock is never stored."""
    locked = {row["file"]: row for row in json.loads(LOCK.read_text())} if LOCK.exists() else {}
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for source in SOURCES:
            archive = fetch(source.package, source.version, Path(scratch))
            font = member(archive, source.member)
            digest = hashlib.sha256(font).hexdigest()
            before = locked.get(source.file)
            if before and before["version"] == source.version and before["sha256"] != digest:
                raise SystemExit(f"{source.file}: not the bytes in {LOCK.name}; nothing was stored")
            (FONTS / source.file).write_bytes(font)
            (FONTS / f"{source.package}.OFL.txt").write_bytes(member(archive, "LICENSE_FONT"))
            rows.append(
                {
                    "file": source.file,
                    "package": f"{SCOPE}/{source.package}",
                    "version": source.version,
                    "sha256": digest,
                    "licence": f"{source.package}.OFL.txt",
                }
            )
    LOCK.write_text(json.dumps(rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
