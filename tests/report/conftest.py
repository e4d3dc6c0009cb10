"""Prints a few blocks and reads them back with programs other than the one that wrote them."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from reportlab.platypus import Flowable

from recordkeeper.report.sheet import Masthead, print_report

Printer = Callable[..., bytes]


@pytest.fixture
def printed() -> Printer:
    """Blocks in, the bytes of a PDF out."""

    def print_(
        blocks: Iterable[Flowable], paper: Literal["a4", "letter"] = "a4", title: str = "Record"
    ) -> bytes:
        made = datetime(2026, 3, 31, 12, tzinfo=UTC)
        out = io.BytesIO()
        masthead = Masthead(title, "M. / A. Reyes", "Prepared 31 Mar 2026", "7f3a 91c2", made, paper)
        print_report(out, masthead, blocks)
        return out.getvalue()

    return print_


@pytest.fixture
def poppler(tmp_path: Path) -> Callable[[str, bytes], str]:
    """Run one of poppler's programs (pdftotext, pdffonts) on a PDF and return what it says."""

    def run(program: str, pdf: bytes) -> str:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf)
        command = [program, str(path), *(["-"] if program == "pdftotext" else [])]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return run
