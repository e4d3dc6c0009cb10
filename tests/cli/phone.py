"""Files as a phone saves them, and as its carrier writes a bill, for the import command."""

from pathlib import Path

from tests.intake.exports import THEIRS


def phone_file(path: Path, *records: str, count: int | None = None, end: str = "</smses>") -> str:
    """Write an export of these records; ``count`` is how many it says it has. Its path."""
    said = len(records) if count is None else count
    head = f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{said}\">\n"
    path.write_text(head + "\n".join(records) + end, encoding="utf-8")
    return str(path)


def bill_file(folder: Path) -> str:
    """Write a bill of one call, whose date and duration can be read in two ways. Its path."""
    path = folder / "bill.csv"
    path.write_text(f"Date,Number,Way,Length\n03/04/2026 10:05,{THEIRS},In,5\n", encoding="utf-8")
    return str(path)
